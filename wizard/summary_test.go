package wizard

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestSmallestSummaryFitsTheAnswer: in 60x20 the cause, who acts and what to
// do first stand above the fold.
func TestSmallestSummaryFitsTheAnswer(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); trouble(r) }, func(d *driver) {
		d.toSummary()
		for _, key := range []string{"ctrl+l", "ctrl+l"} {
			d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
			d.press(key)
			f := d.m.window.frame(nil)
			step := d.m.walk.patient.Session.Find("configuration/pdc-emulator")
			branch := step.Branch("unreachable")
			d.sees(f.say(step.Title) + ": " + f.say(branch.Label))
			d.sees(d.m.walk.patient.Summary(f.teller(d.m.walk.patient)).Cause.People)
			d.sees("1. " + strings.Join(strings.Fields(f.say(branch.Remedy.Do[0]))[:3], " "))
		}
	})
}

// TestPaperBreaksNoLink: what stays on the normal screen is copied from there.
func TestPaperBreaksNoLink(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
		var out strings.Builder
		if err := d.m.farewell(&out); err != nil {
			t.Fatal(err)
		}
		link := "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback"
		for _, want := range []string{link, "원인  PDC 에뮬레이터", "담당자     네트워크 담당자", "1. Connect 서버에서"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the normal screen lacks %q:\n%s", want, out.String())
			}
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("escapes on the normal screen: %q", out.String())
		}
	})
}

// TestATicketIsEnoughForWhoeverReadsIt: whose password, when, from where, what to
// run, and by which version. Other ways and what takes them back are not there to
// be pasted along: it says where they are.
func TestATicketIsEnoughForWhoeverReadsIt(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toSummary()
		ticket := strings.Join(d.m.summary().ticket(d.m.frame(), "1.2.3"), "\n")
		for _, want := range []string{"hong@contoso.com", "ENTRA01", "New-NetFirewallRule", "undo.ps1", "Writeback Doctor 1.2.3"} {
			if !strings.Contains(ticket, want) {
				t.Errorf("no %q in\n%s", want, ticket)
			}
		}
		if strings.Contains(ticket, "Remove-NetFirewallRule") {
			t.Errorf("the undo stands below the fix:\n%s", ticket)
		}
		for line := range strings.SplitSeq(ticket, "\n") {
			if strings.Contains(line, "[FAIL] FAIL") {
				t.Errorf("says it twice: %s", line)
			}
		}
	})
}

// TestATicketHasTheCommandThatItSpeaksOf: what mends it, and where no command does,
// what looks; never both, and no way back.
func TestATicketHasTheCommandThatItSpeaksOf(t *testing.T) {
	t.Parallel()
	block := func(part steps.Part, line string) steps.Block {
		return steps.Block{Part: part, Shell: steps.PowerShell, Lines: []string{line}}
	}
	look, fix := block(steps.OnlyLook, "Get-Something"), block(steps.ToFix, "Set-Something")
	undo := block(steps.ToUndo, "Undo-Something")
	for name, c := range map[string]struct {
		blocks      []steps.Block
		has, hasNot string
		more        bool
	}{
		"only looks":        {[]steps.Block{look}, "Get-Something", "Set-Something", false},
		"mends":             {[]steps.Block{look, fix, undo}, "Set-Something", "-Something'", true},
		"looks, no command": {nil, "", "Something", false},
		"too long to paste": {[]steps.Block{{Part: steps.OnlyLook, Shell: steps.PowerShell, Lines: slices.Repeat([]string{"Get-Something"}, ticketMost+1)}}, "whoever sent this", "Get-Something", true},
	} {
		p := page{f: frame{width: ticketWidth, paper: true, language: lang.English, theme: newTheme(true, true)}}
		ticketCommands(&p, &steps.ToldRemedy{Blocks: c.blocks}, false)
		text := strings.Join(p.lines, "\n")
		if !strings.Contains(text, c.has) || strings.Contains(text, c.hasNot) || strings.Contains(text, "whoever sent this") != c.more {
			t.Errorf("%s:\n%s", name, text)
		}
		if len(c.blocks) == 3 && (strings.Contains(text, "Get-Something") || strings.Contains(text, "Undo-Something")) {
			t.Errorf("%s: more than one way:\n%s", name, text)
		}
	}
	or := steps.Block{Part: steps.Instead, Shell: steps.PowerShell, Lines: []string{"Other-Something"}}
	fix = steps.Block{Part: steps.ToFix, Shell: steps.PowerShell, Lines: []string{"Set-Something"}}
	for _, ways := range []bool{false, true} { // whoever mends it chooses; whoever pastes a ticket does not
		p := page{f: frame{width: ticketWidth, paper: true, language: lang.English, theme: newTheme(true, true)}}
		ticketCommands(&p, &steps.ToldRemedy{Blocks: []steps.Block{fix, or}}, ways)
		if text := strings.Join(p.lines, "\n"); !strings.Contains(text, "Set-Something") || strings.Contains(text, "Other-Something") != ways {
			t.Errorf("other ways %v:\n%s", ways, text)
		}
	}
}

// TestAnExplainedCardSaysWhatToFixFirst, by the number of the map, where the card
// of what explains it says nothing of the kind.
func TestAnExplainedCardSaysWhatToFixFirst(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); trouble(r) }, func(d *driver) {
		d.toSummary()
		p, pdc := d.m.walk.patient, steps.ID("configuration/pdc-emulator")
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			f := d.m.frame()
			f.language = l
			title, n := p.Session.Find(pdc).Title.In(l), itoa(p.Session.Line(pdc))
			want := map[lang.Language]string{
				lang.English: "Fix step " + n + " (" + title + ") first; then look at this again.",
				lang.Korean:  "먼저 고칠 단계: " + n + "단계(" + title + "). 그다음 이 단계를 다시 확인하십시오.",
			}[l]
			for _, found := range p.Session.Findings() {
				card := strings.Join(strings.Fields(strings.Join(bared(newVerdict(p, found, true).lines(f)), " ")), " ")
				if strings.Contains(card, want) != (found.ExplainedBy == pdc) {
					t.Errorf("%s is explained by %q:\n%s", found.Step, found.ExplainedBy, card)
				}
			}
		}
	})
}
