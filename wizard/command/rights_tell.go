package command

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// tellRights prints what was found, in the format that was asked for.
func (a *app) tellRights(found explained, format string) error {
	if format == "json" {
		return a.rightsJSON(found)
	}
	var out bytes.Buffer
	a.rightsText(&out, found)
	_, err := a.output.Out.Write(out.Bytes())
	return output.Wrap(err)
}

func (a *app) rightsText(out io.Writer, found explained) {
	say := func(head string, t lang.Text, args lang.Args) {
		plain.Paragraph(out, head, t.Fill(a.output.Language, args))
	}
	words := rightsWords()
	if r := found.rights; r != nil {
		say("", words.heading, lang.Args{"account": r.Account, "user_dn": r.UserDN})
		if a.ownRights() {
			say("", words.ownRights, nil)
		}
		for _, n := range named(r) {
			ruling := configuration.RulingOf(n.Right, *n.right)
			plain.Paragraph(out, symbol(n.right)+" ", n.Title.In(a.output.Language)+": "+ruling.Value().In(a.output.Language, nil)+".")
			if n.right.Entry != nil {
				say("    ", words.entry, a.entryArgs(n.right))
			}
		}
		a.tellStops(out, r)
		a.tellServer(out, r)
		fmt.Fprintln(out)
	}
	told := found.told(a.output.Language, a.process.Zone)
	plain.Paragraph(out, plain.Mark(told)+" ", told.Sentence)
	for _, dn := range found.matches {
		plain.Paragraph(out, "  - ", lang.Clean(dn))
	}
	if told.Seen.Looked {
		say("  ", words.seen, lang.Args{"vantage": told.Seen.From, "seen_at": told.Seen.At})
	}
	if a.flags.mask {
		say("  ", output.NamesMasked(), nil)
	}
	if told.Status != steps.Healthy {
		var remedy bytes.Buffer
		plain.Remedy(&remedy, told, a.output.Language)
		plain.Prose(out, remedy.String())
	}
}

// ownRights reports whether the account that signs in is explained for want of
// another, and does not have the name that Connect gives its account: then it
// may well be somebody else's, and its rights say nothing about writeback.
func (a *app) ownRights() bool {
	return a.flags.connector() == "" && a.flags.account != "" && a.flags.world == "" &&
		!strings.Contains(strings.ToUpper(a.flags.account), "MSOL_")
}

// tellStops says where inheritance stops, when that keeps a right away.
func (a *app) tellStops(out io.Writer, r *probes.Rights) {
	words := rightsWords()
	var barriers []string
	for _, n := range named(r) {
		if n.right.Withheld != nil {
			barriers = n.right.Withheld.At
			break
		}
	}
	switch {
	case r.StopsAt == "" && r.OffAt != "" && lacking(r):
		plain.Paragraph(out, "", words.offAt.Fill(a.output.Language, lang.Args{"stops": r.OffAt}))
	case r.StopsAt == "":
		return
	case sameText(r.StopsAt, r.UserDN):
		plain.Paragraph(out, "", words.stopsUser.Fill(a.output.Language, lang.Args{"stops": r.StopsAt}))
	default:
		plain.Paragraph(out, "", words.stopsOU.Fill(a.output.Language, lang.Args{"stops": r.StopsAt}))
	}
	for i, dn := range barriers {
		if i > 0 {
			plain.Paragraph(out, "  - ", words.alsoAt.Fill(a.output.Language, lang.Args{"stops": dn}))
		}
	}
}

// lacking reports whether a right on the user is known not to be there.
func lacking(r *probes.Rights) bool {
	return slices.ContainsFunc(named(r), func(n namedRight) bool { return !n.OnDomain && n.right.Granted == probes.No })
}

// tellServer sets what the controller says beside what was worked out.
func (a *app) tellServer(out io.Writer, r *probes.Rights) {
	words := rightsWords()
	if r.Server == nil {
		plain.Paragraph(out, "", words.notAsked.In(a.output.Language))
		return
	}
	plain.Paragraph(out, "", words.server.In(a.output.Language))
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
		plain.Paragraph(out, head, text.Fill(a.output.Language, lang.Args{
			"title": both.title.In(a.output.Language), "ours": a.yesNo(both.ours), "theirs": a.yesNo(both.other),
		}))
	}
}

func (a *app) yesNo(said probes.YesNo) string {
	words := rightsWords()
	switch said {
	case probes.Yes:
		return words.granted.In(a.output.Language)
	case probes.No:
		return words.notGranted.In(a.output.Language)
	default:
		return words.unknown.In(a.output.Language)
	}
}
