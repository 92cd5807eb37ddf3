package wizard

import (
	"context"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What the pictures of the last look showed, kept.

// TestAListBeginsWithAWholeItem: nothing stands above the first number that would
// belong to an item whose own line was scrolled away.
func TestAListBeginsWithAWholeItem(t *testing.T) {
	t.Parallel()
	for height := 7; height < 20; height++ {
		m := menu{}
		for n := range 15 {
			text := "item" + itoa(n+1) + strings.Repeat(" many words", n%3*4)
			m.items = append(m.items, item{text: both(text, text), note: both("note"+itoa(n+1), "note"+itoa(n+1))})
		}
		f := frame{width: 60, height: height, language: lang.English, theme: newTheme(true, true)}
		for m.at = range m.items {
			lines := m.lines(f, height)
			first := ansi.Strip(lines[0])
			if !strings.Contains(first, ". item") {
				t.Errorf("item %d of a list in %d lines: it begins with %q", m.at+1, height, first)
			}
			if shown := ansi.Strip(strings.Join(lines, "\n")); !strings.Contains(shown, "note"+itoa(m.at+1)) {
				t.Errorf("item %d is not whole in %d lines:\n%s", m.at+1, height, shown)
			}
		}
	}
}

// TestANoticeTakesTheRoomOfKeys: at 60 columns the text about the clipboard is
// whole, and where two lines of keys leave one line, keys of the screen give way.
func TestANoticeTakesTheRoomOfKeys(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		inBubble(t, func(_ *scripted, c *Config) { c.Language = l }, func(d *driver) {
			d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
			for _, text := range []lang.Text{wordsAskedToCopy, wordsNotCopied, wordsLocked} {
				d.m.notice.text = text
				shown := strings.Split(d.text(), "\n")
				if got := strings.Join(strings.Fields(strings.Join(shown, " ")), " "); !strings.Contains(got, text.In(l)) {
					t.Errorf("%s: %q is not whole:\n%s", l, text.In(l), strings.Join(shown, "\n"))
				}
				for _, k := range d.m.everywhere() {
					if !strings.Contains(strings.Join(shown[len(shown)-2:], " "), k.cap) {
						t.Errorf("%s: no %s under %q", l, k.cap, text.In(l))
					}
				}
			}
		})
	}
}

// TestTooSmallAWindowSaysSoWhole, in as many lines as there are.
func TestTooSmallAWindowSaysSoWhole(t *testing.T) {
	t.Parallel()
	inBubble(t, func(*scripted, *Config) {}, func(d *driver) {
		for _, width := range []int{20, 30, 39, 200} {
			d.send(tea.WindowSizeMsg{Width: width, Height: 8})
			got := strings.Join(strings.Fields(d.text()), " ")
			if want := wordsEnlarge.Ko + " / " + wordsEnlarge.En; got != want {
				t.Errorf("%d columns: %q, want %q", width, got, want)
			}
			fits(t, d.m.View(), width, 8)
		}
	})
}

// TestOutcomesToPickStandInOneColumn: in both languages what is answered by hand
// begins in one column, whatever the word in front of it.
func TestOutcomesToPickStandInOneColumn(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		for _, ascii := range []bool{true, false} {
			step := &steps.Step{}
			for _, s := range []steps.Status{steps.Healthy, steps.Warning, steps.Broken} {
				step.Branches = append(step.Branches, steps.Branch{On: "x", Status: s, Label: both("말", "label")})
			}
			f := frame{width: 60, height: 20, language: l, theme: newTheme(ascii, true)}
			columns := map[int]bool{}
			for _, line := range newHand(nil, step).menu.lines(f, 20) {
				line = ansi.Strip(line)
				at := strings.LastIndex(line, f.say(both("말", "label")))
				columns[ansi.StringWidth(line[:at])] = true
			}
			if len(columns) != 1 {
				t.Errorf("%s, ascii %v: the labels stand in the columns %v", l, ascii, columns)
			}
		}
	}
}

// TestALongAddressBreaksBehindASlash, where it is longer than the window.
func TestALongAddressBreaksBehindASlash(t *testing.T) {
	t.Parallel()
	const url = "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-access-rights-permissions"
	for _, width := range []int{60, 80} {
		p := page{f: frame{width: width, height: 20, language: lang.English, theme: newTheme(false, false)}}
		p.link(wordsLink, url, p.f.theme.link)
		whole := ""
		for i, line := range p.lines {
			line = strings.TrimSpace(strings.TrimPrefix(ansi.Strip(line), p.f.say(wordsLink)))
			if i < len(p.lines)-1 && !strings.HasSuffix(line, "/") {
				t.Errorf("%d columns: %q does not end behind a slash", width, line)
			}
			whole += line
		}
		if whole != url {
			t.Errorf("%d columns: %q", width, whole)
		}
	}
}

// TestCommandsKeepTheirWordsWhole: where the first lines of a command fit the
// window without their indent only, they stand without it.
func TestCommandsKeepTheirWordsWhole(t *testing.T) {
	t.Parallel()
	const line = `'CORP.CONTOSO.COM\MSOL_0a1b2c3d4e5f:CA;Reset Password;user'`
	p := page{f: frame{width: 60, height: 20, language: lang.English, theme: newTheme(false, true)}}
	drawCommands(&p, []steps.Block{{Part: steps.ToFix, Shell: steps.PowerShell, Lines: []string{"dsacls /G (" + "\n    " + line + "\n)"}}})
	if shown := ansi.Strip(p.String()); !strings.Contains(shown, line) {
		t.Errorf("broken:\n%s", shown)
	}
}

// TestAListBeginsAtItsBeginning, as long as the chosen item stands on the first
// page.
func TestAListBeginsAtItsBeginning(t *testing.T) {
	t.Parallel()
	m := menu{at: 2}
	for n := range 15 {
		m.items = append(m.items, item{text: both("item"+itoa(n+1), "item"+itoa(n+1))})
	}
	f := frame{width: 60, height: 10, language: lang.English, theme: newTheme(true, true)}
	if first := ansi.Strip(m.lines(f, 10)[0]); !strings.Contains(first, "1. item1") {
		t.Errorf("it begins with %q", first)
	}
}

// TestTheMapPointsAtWhatIsDone: while the program does a step itself, the cursor
// of the map stands on that step, and not on the next one of the walk.
func TestTheMapPointsAtWhatIsDone(t *testing.T) {
	t.Parallel()
	inBubble(t, func(*scripted, *Config) {}, func(d *driver) {
		d.toSummary()
		d.send(actAskMsg{step: "configuration/pdc-emulator", act: &steps.Act{
			Prepare: func(context.Context, steps.Env, steps.Walked) steps.Offer { return steps.Offer{} },
		}})
		if got := d.m.spot(); got != "configuration/pdc-emulator" {
			t.Errorf("the cursor stands on %q", got)
		}
	})
}

// TestACardSaysWhyItMatters, unless it is healthy or was only asked: the person
// who mends it wants to know what depends on it.
func TestACardSaysWhyItMatters(t *testing.T) {
	t.Parallel()
	why := both("이것 없이는 되지 않습니다.", "Nothing works without it.")
	for status, want := range map[steps.Status]bool{steps.Healthy: false, steps.Warning: true, steps.Broken: true, steps.Unknown: true} {
		tree := []steps.Step{{ID: "configuration/x", Title: why, Why: why, Branches: []steps.Branch{{On: "seen", Status: status, Say: both("말.", "Said."), Label: both("말", "said")}}}}
		p := &Patient{Session: steps.NewSession(tree, nil)}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			f := frame{width: 80, height: 24, language: l, theme: newTheme(true, true)}
			s := newVerdict(p, steps.Finding{Step: "configuration/x", On: "seen", Status: status}, true)
			if got := strings.Contains(ansi.Strip(strings.Join(s.lines(f), "\n")), why.In(l)); got != want {
				t.Errorf("%s %s: the reason is shown: %v", status, l, got)
			}
		}
	}
}
