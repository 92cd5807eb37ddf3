package command

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// explained is what is known of the rights on one user.
type explained struct {
	step    *steps.Step
	finding steps.Finding
	rights  *probes.Rights // nil when they could not be seen
	matches []string       // DNs, when the name of the user fits more than one entry
}

// told is the finding in the words of its step.
func (e *explained) told(l lang.Language, zone *time.Location) steps.Told {
	return steps.Tell(e.step, e.finding, l, zone)
}

// rights explains the rights of the connector account on one user. The words
// are those of the step that judges them.
func (a *app) rights(c *cobra.Command, format string) error {
	ctx := c.Context()
	patient, err := a.open(ctx)
	if err != nil {
		return err
	}
	if patient.Session.Facts()[steps.User] == "" {
		_ = patient.Shut() // the first error is the message
		return misuse.New(lang.Text{
			Ko: "누구의 암호에 대한 권한인지 --user 옵션으로 지정하십시오. JSON 줄을 읽으려면 --stdin 옵션을 쓰십시오.",
			En: "Name the user whose password it is with --user, or use --stdin for JSON lines.",
		}, nil)
	}
	found, err := a.explain(ctx, patient)
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if _, ended := interrupted(ctx); ended {
		return fmt.Errorf("explain rights: %w", context.Cause(ctx))
	}
	if err != nil {
		return err
	}
	if a.flags.mask {
		if err := found.mask(patient.Session.Facts()); err != nil {
			return err
		}
	}
	if err := a.tellRights(found, format); err != nil {
		return err
	}
	diagnosis := steps.DiagnoseAll([]steps.Finding{found.finding}, true)
	if code := verdictCode(diagnosis, a.flags.strict); code != ExitHealthy {
		return &exitError{code: code}
	}
	return nil
}

// explain looks for the user and the account, and has the step look and judge.
func (a *app) explain(ctx context.Context, p *steps.Patient) (explained, error) {
	found := explained{step: p.Session.Find(configuration.EffectiveRightsID)}
	facts, cause := a.whose(ctx, p, &found)
	var result steps.Result
	if cause == nil {
		result, cause = steps.Live(p.Env).Run(ctx, found.step, facts)
	}
	if cause == nil {
		found.rights = &probes.Rights{}
		if err := json.Unmarshal(result.Evidence, found.rights); err != nil {
			return found, fmt.Errorf("read the evidence: %w", err)
		}
	}
	var err error
	found.finding, err = steps.NewSession([]steps.Step{*found.step}, facts).Record(result, cause, p.Now())
	return found, err
}

// mask replaces the names in what was found.
func (e *explained) mask(known steps.Facts) error {
	args := make(tell.Args, len(e.finding.Args)+len(e.matches))
	maps.Copy(args, e.finding.Args)
	match := func(i int) string { return "match_" + strconv.Itoa(i) }
	for i, dn := range e.matches {
		args[match(i)] = tell.DN.Of(dn)
	}
	e.finding.Args = args
	if e.rights != nil {
		known = known.With(steps.Facts{steps.ConnectorAccount: e.rights.Account})
	}
	report, err := casefile.Mask([]steps.Step{*e.step}, casefile.Report{Facts: known, Findings: []steps.Finding{e.finding}})
	if err != nil {
		return err
	}
	e.finding = report.Findings[0]
	for i := range e.matches {
		e.matches[i] = e.finding.Args[match(i)].Text
	}
	if e.rights == nil {
		return nil
	}
	e.rights = &probes.Rights{}
	if err := json.Unmarshal(e.finding.Evidence, e.rights); err != nil {
		return fmt.Errorf("read the evidence: %w", err)
	}
	return nil
}

// whose finds the entry of the user and the name of the account.
func (a *app) whose(ctx context.Context, p *steps.Patient, found *explained) (steps.Facts, error) {
	facts := p.Session.Facts()
	directory, err := p.Env.Directory(ctx, facts)
	if err != nil {
		return facts, err
	}
	user, err := directory.User(ctx, facts[steps.User])
	switch {
	case err != nil:
		return facts, err
	case user.Matches > 1:
		found.matches = user.MatchDN
		return facts, &probes.Obstacle{Kind: probes.Ambiguous, Needs: facts[steps.User]}
	case user.Matches == 0:
		return facts, &probes.Obstacle{Kind: probes.NotFound, Needs: facts[steps.User]}
	}
	facts = facts.With(steps.Facts{steps.UserDN: user.DN})
	return facts.With(steps.Facts{steps.ConnectorAccount: a.connector(ctx, p, facts)}), nil
}

// connector is the account whose rights are explained: the one that is named,
// else the one that signs in, else the one that the Connect server knows. ""
// when none of them is there.
func (a *app) connector(ctx context.Context, p *steps.Patient, facts steps.Facts) string {
	switch {
	case a.flags.connector() != "":
		return a.flags.connector()
	case a.flags.account != "" && a.flags.world == "":
		return a.flags.account
	case facts[steps.ConnectorAccount] != "":
		return facts[steps.ConnectorAccount]
	}
	result, err := steps.Live(p.Env).Run(ctx, p.Session.Find(configuration.SyncEngineID), facts)
	if err != nil {
		return ""
	}
	return result.Verdict.Learned[steps.ConnectorAccount]
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
