package wizard

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestCopyingSaysWhatWasDone: a clipboard of this machine is told of as one, a
// terminal was only asked, and where the first does not take it the second is.
func TestCopyingSaysWhatWasDone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		native func(string) error
		want   copiedMsg
		asked  bool
	}{
		{"here", func(string) error { return nil }, copiedMsg{}, false},
		{"far away", nil, copiedMsg{asked: true}, true},
		{"refused", func(string) error { return errors.New("no display") }, copiedMsg{asked: true}, true},
	} {
		var terminal bytes.Buffer
		if got := toClipboard(c.native, &terminal, "Get-Date")(); got != c.want || terminal.Len() > 0 != c.asked {
			t.Errorf("%s: got %+v and %q, want %+v", c.name, got, terminal.String(), c.want)
		}
	}
}

// TestTheBareTextKeepsNames: what fits into the window is never cut, and the text
// is the command.
func TestTheBareTextKeepsNames(t *testing.T) {
	t.Parallel()
	const name = "'CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com'"
	command := "Set-ADUser -Identity " + name + " -Replace @{ adminCount = 1 }; Get-ADUser -Identity " + name
	for _, width := range []int{60, 80, 120} {
		text := strings.Join(laid(steps.PowerShell, command, width), "\n")
		if strings.Count(text, name) != 2 {
			t.Errorf("at %d columns a name is cut:\n%s", width, text)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if len(line) > width {
				t.Errorf("at %d columns: %q", width, line)
			}
		}
	}
}

// TestScriptsAreSavedOfTheFinding: the last line of the list has the remedy of
// that finding written, and says where.
func TestScriptsAreSavedOfTheFinding(t *testing.T) {
	t.Parallel()
	wrote := saveScripts(nil, steps.Finding{Step: "a/b"}, lang.Korean, func(_ *Patient, f steps.Finding, l lang.Language) (string, error) {
		return string(f.Step) + l.String(), nil
	})()
	if wrote != (savedMsg{path: "a/bko", aside: true}) {
		t.Errorf("got %+v", wrote)
	}
}

// TestTheWholeTextOfACommandCanBeSelected: where it has no room below the list it
// is not cut, and F2 shows it alone.
func TestTheWholeTextOfACommandCanBeSelected(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		long := "Set-It -Name 'a' -With 'b,c,d,e'.Split(',') " + strings.Repeat("-Deny 'OU=Staff,DC=corp' ", 20) + "-Last 'the end'"
		d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
		d.m.cover(newCopy(steps.Finding{}, []steps.Block{
			{Part: steps.ToFix, Shell: steps.PowerShell, Lines: []string{long}},
			{Part: steps.ToUndo, Shell: steps.PowerShell, Lines: []string{"Get-Date"}},
		}, lang.Text{}))
		d.lacks("-Deny 'OU=Staff")
		d.sees("F2")
		d.press("f2")
		d.lacks("Get-Date")
		d.sees("Set-It -Name 'a'")
		d.press("end")
		d.sees("-Last 'the end'")
		d.press("esc")
		d.sees("Get-Date")
	})
}

// TestABlockOfSeveralCommandsIsCopiedAtOnce: they are run one after another, and
// what takes them back is too. What only looks is run one by one.
func TestABlockOfSeveralCommandsIsCopiedAtOnce(t *testing.T) {
	t.Parallel()
	two := []string{"Set-It -Name 'a'", "Start-It"}
	s := newCopy(steps.Finding{}, []steps.Block{
		{Part: steps.ToFix, Shell: steps.PowerShell, Lines: two},
		{Part: steps.OnlyLook, Shell: steps.PowerShell, Lines: two},
		{Part: steps.ToUndo, Shell: steps.PowerShell, Lines: two},
	}, lang.Text{})
	if msg, is := s.picked(0)().(copyMsg); !is || msg.text != "Set-It -Name 'a'\nStart-It" {
		t.Errorf("got %v", msg)
	}
	if msg, is := s.picked(5)().(copyMsg); !is || msg.text != "Set-It -Name 'a'\nStart-It" || len(s.menu.items) != 9 {
		t.Errorf("got %v of %d", msg, len(s.menu.items))
	}
}

// TestATicketIsCopiedInTheLanguageOfTheScreen, and anew when that changes.
func TestATicketIsCopiedInTheLanguageOfTheScreen(t *testing.T) {
	t.Parallel()
	var copied []string
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Clipboard = func(text string) error { copied = append(copied, text); return nil }
	}, func(d *driver) {
		d.toSummary()
		d.pick("티켓에 붙일 내용 복사")
		d.sees("사용자 (UPN)")
		d.press("ctrl+l")
		d.sees("User (UPN)")
		d.lacks("사용자 (UPN)")
		d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	})
	if len(copied) != 2 || !strings.Contains(copied[0], "사용자 (UPN)") || !strings.Contains(copied[1], "User (UPN)") {
		t.Errorf("copied %d times: %q", len(copied), copied)
	}
}

// TestWhatGoesOutsideIsMasked: of what is offered for people outside the company
// nothing has its names.
func TestWhatGoesOutsideIsMasked(t *testing.T) {
	t.Parallel()
	s, outside := newReports(true, true), 0
	for i, one := range s.menu.items {
		if one.head == wordsForOutside {
			outside = i
		}
	}
	if outside == 0 || s.menu.items[0].head != wordsForInside || outside == len(s.menu.items)-1 {
		t.Fatalf("the group of what goes outside begins at %d of %d", outside, len(s.menu.items))
	}
	for i := range s.menu.items {
		var masks bool
		switch msg := s.picked(i)().(type) {
		case saveMsg:
			masks = msg.masked
		case ticketMsg:
			masks = true
		default:
			t.Errorf("%s: %T", s.menu.items[i].text.En, msg)
		}
		if masks != (i >= outside) {
			t.Errorf("%s is masked: %v", s.menu.items[i].text.En, masks)
		}
	}
	if only := newReports(false, true).menu.items; only[0].head != wordsForOutside {
		t.Errorf("where only masked ones are there, the group is %q", only[0].head.En)
	}
}
