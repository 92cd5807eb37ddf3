package rights

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// Printer prints what was found of the rights on one user.
type Printer struct {
	*output.Output

	Zone   *time.Location
	Masked bool // names were replaced for people outside
	// Own reports whether the account that signs in is explained for want of
	// another, and may well be somebody else's.
	Own bool
}

// Print prints what was found, in the format that was asked for.
func (p Printer) Print(found Explained, format string) error {
	if format == "json" {
		return p.json(found)
	}
	var out bytes.Buffer
	p.text(&out, found)
	_, err := p.Out.Write(out.Bytes())
	return output.Wrap(err)
}

func (p Printer) text(out io.Writer, found Explained) {
	say := func(head string, t lang.Text, args lang.Args) {
		plain.Paragraph(out, head, t.Fill(p.Language, args))
	}
	words := wording()
	if r := found.Rights; r != nil {
		say("", words.heading, lang.Args{"account": r.Account, "user_dn": r.UserDN})
		if p.Own {
			say("", words.ownRights, nil)
		}
		for _, n := range named(r) {
			ruling := configuration.RulingOf(n.Right, *n.right)
			plain.Paragraph(out, symbol(n.right)+" ", n.Title.In(p.Language)+": "+ruling.Value().In(p.Language, nil)+".")
			if n.right.Entry != nil {
				say("    ", words.entry, p.entryArgs(n.right.Entry, n.right.Trustee))
			}
			p.tellContests(out, n.right)
			if s := n.right.Stray; s != nil {
				say("    ", words.stray, p.entryArgs(&s.Entry, s.Trustee))
			}
		}
		p.tellStops(out, r)
		p.tellServer(out, r)
		fmt.Fprintln(out)
	}
	told := found.told(p.Language, p.Zone)
	plain.Paragraph(out, plain.Mark(told, p.Language)+" ", told.Sentence)
	for _, dn := range found.Matches {
		plain.Paragraph(out, "  - ", lang.Clean(dn))
	}
	if told.Seen.Looked {
		say("  ", words.seen, lang.Args{"vantage": told.Seen.From, "seen_at": told.Seen.At})
	}
	if p.Masked {
		say("  ", output.NamesMasked(), nil)
	}
	if told.Status != steps.Healthy {
		var remedy bytes.Buffer
		plain.Remedy(&remedy, told, p.Language)
		plain.Prose(out, remedy.String())
	}
}

// tellContests says where other programs come to another answer.
func (p Printer) tellContests(out io.Writer, r *probes.Right) {
	if r.Contested == nil {
		return
	}
	for _, c := range r.Contested.Entries {
		said, known := needed.Contests()[c.Shape]
		if !known {
			said = lang.Text{Ko: string(c.Shape), En: string(c.Shape)}
		}
		plain.Paragraph(out, "    ", wording().differs.Fill(p.Language, lang.Args{"position": strconv.Itoa(c.Entry.Position + 1), "said": said.In(p.Language)}))
	}
}

// tellStops says where inheritance stops, when that keeps a right away.
func (p Printer) tellStops(out io.Writer, r *probes.Rights) {
	words := wording()
	var barriers []string
	for _, n := range named(r) {
		if n.right.Withheld != nil {
			barriers = n.right.Withheld.At
			break
		}
	}
	switch {
	case r.StopsAt == "" && r.OffAt != "" && lacking(r):
		plain.Paragraph(out, "", words.offAt.Fill(p.Language, lang.Args{"stops": r.OffAt}))
	case r.StopsAt == "":
		return
	case sameText(r.StopsAt, r.UserDN):
		plain.Paragraph(out, "", words.stopsUser.Fill(p.Language, lang.Args{"stops": r.StopsAt}))
	default:
		plain.Paragraph(out, "", words.stopsOU.Fill(p.Language, lang.Args{"stops": r.StopsAt}))
	}
	for i, dn := range barriers {
		if i > 0 {
			plain.Paragraph(out, "  - ", words.alsoAt.Fill(p.Language, lang.Args{"stops": dn}))
		}
	}
}

// lacking reports whether a right on the user is known not to be there.
func lacking(r *probes.Rights) bool {
	return slices.ContainsFunc(named(r), func(n namedRight) bool { return !n.OnDomain && n.right.Granted == probes.No })
}

// tellServer sets what the controller says beside what was worked out.
func (p Printer) tellServer(out io.Writer, r *probes.Rights) {
	words := wording()
	if r.Server == nil {
		plain.Paragraph(out, "", words.notAsked.In(p.Language))
		return
	}
	plain.Paragraph(out, "", words.server.In(p.Language))
	for _, both := range []struct {
		title       lang.Text
		ours, other probes.YesNo
	}{
		{needed.WriteLockoutTime.Title, r.WriteLockoutTime.Granted, r.Server.WriteLockoutTime},
		{needed.WritePwdLastSet.Title, r.WritePwdLastSet.Granted, r.Server.WritePwdLastSet},
		{needed.ModifyPermissions.Title, r.Server.WriteDACLFound, r.Server.WriteDACL},
	} {
		head, text := "  [=] ", words.agree
		switch {
		case both.ours == probes.Unsaid || both.other == probes.Unsaid:
			head, text = "  [?] ", words.oneSilent
		case both.ours != both.other:
			head, text = "  [!] ", words.differ
		}
		plain.Paragraph(out, head, text.Fill(p.Language, lang.Args{
			"title": both.title.In(p.Language), "ours": p.yesNo(both.ours), "theirs": p.yesNo(both.other),
		}))
	}
}

func (p Printer) yesNo(said probes.YesNo) string {
	words := wording()
	switch said {
	case probes.Yes:
		return words.granted.In(p.Language)
	case probes.No:
		return words.notGranted.In(p.Language)
	default:
		return words.unknown.In(p.Language)
	}
}
