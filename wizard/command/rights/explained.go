// Package rights prints the rights of the connector account: those on one user,
// explained for a person or as JSON, and those of descriptors that are given as
// JSON lines. It knows no flag and opens nothing.
package rights

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
)

// Explained is what is known of the rights on one user.
type Explained struct {
	Step    *steps.Step
	Finding steps.Finding
	Rights  *probes.Rights // nil when they could not be seen
	Matches []string       // DNs, when the name of the user fits more than one entry
}

// told is the finding in the words of its step.
func (e *Explained) told(l lang.Language, zone *time.Location) steps.Told {
	return steps.Tell(e.Step, e.Finding, l, zone)
}

// Mask replaces the names in what was found.
func (e *Explained) Mask(known steps.Facts) error {
	args := make(tell.Args, len(e.Finding.Args)+len(e.Matches))
	maps.Copy(args, e.Finding.Args)
	match := func(i int) string { return "match_" + strconv.Itoa(i) }
	for i, dn := range e.Matches {
		args[match(i)] = tell.DN.Of(dn)
	}
	e.Finding.Args = args
	if e.Rights != nil {
		known = known.With(steps.Facts{steps.ConnectorAccount: e.Rights.Account})
	}
	report, err := casefile.Mask([]steps.Step{*e.Step}, casefile.Report{Facts: known, Findings: []steps.Finding{e.Finding}})
	if err != nil {
		return err
	}
	e.Finding = report.Findings[0]
	for i := range e.Matches {
		e.Matches[i] = e.Finding.Args[match(i)].Text
	}
	if e.Rights == nil {
		return nil
	}
	e.Rights = &probes.Rights{}
	if err := json.Unmarshal(e.Finding.Evidence, e.Rights); err != nil {
		return fmt.Errorf("read the evidence: %w", err)
	}
	return nil
}

// namedRight is one of the five rights as it was found.
type namedRight struct {
	needed.Right

	right *probes.Right
}

// named are the five rights in their usual order.
func named(r *probes.Rights) []namedRight {
	var five []namedRight
	for _, right := range needed.All() {
		if right.OnDomain {
			right.Title.Ko += ", 도메인 루트에서" //nolint:gosmopolitan // a piece of the text beside
			right.Title.En += ", on the domain root"
		}
		five = append(five, namedRight{Right: right, right: right.Of(r)})
	}
	return five
}

// symbol is the state of a right in one letter, which the words behind it
// spell out.
func symbol(r *probes.Right) string {
	switch {
	case r.Granted == probes.Yes:
		return "[+]"
	case r.Granted == probes.No && r.Denied:
		return "[x]"
	case r.Granted == probes.No:
		return "[-]"
	default:
		return "[?]"
	}
}

// sameText compares DNs as people write them.
func sameText(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
