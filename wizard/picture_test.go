package wizard

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/stepstest"
	"example.com/writeback-doctor/steps/wanted"
)

// Kinds of faults that were seen on pictures of every screen, at three sizes in both
// languages.

// TestAHeadingKeepsTheTitle of the step, with the number of a question behind it,
// from 60 columns on.
func TestAHeadingKeepsTheTitle(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	place := lang.Args{"n": "38", "of": itoa(len(tree))}
	for _, l := range stepstest.Languages {
		f := frame{width: 60, language: l, theme: newTheme(false, true)}
		for i := range tree {
			for _, behind := range []string{"", " | 2/3"} {
				heading := where(f, &tree[i], place) + behind
				if got := shortened(heading, f.width-1); !strings.HasSuffix(got, f.say(tree[i].Title)+behind) || ansi.StringWidth(got) > f.width-1 {
					t.Errorf("%s: %q of %q", tree[i].ID, got, heading)
				}
			}
		}
	}
	if got := shortened("one | two", 9); got != "one | two" {
		t.Errorf("got %q of what has room", got)
	}
	if got := shortened("no parts at all", 8); got != "no pa..." {
		t.Errorf("got %q of what has no parts", got)
	}
}

// TestWhatIsChosenReadsAsASentence: an item begins with a capital, and what stands
// below it is a sentence with an end; a key does something in small letters.
func TestWhatIsChosenReadsAsASentence(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		inBubble(t, func(r *scripted, c *Config) {
			if s.build != nil {
				s.build(r, c)
			}
		}, func(d *driver) {
			s.walk(d)
			for _, it := range offered(d.m.screen) {
				if it.draw == nil && !capital(it.text.En) {
					t.Errorf("%s: the item %q", s.name, it.text.En)
				}
				for _, note := range []string{it.note.Ko, it.note.En} {
					if note != "" && (!capital(note) || !strings.HasSuffix(note, ".")) {
						t.Errorf("%s: below %q stands %q", s.name, it.text.En, note)
					}
				}
			}
			for _, k := range append(d.m.screen.Keys(), d.m.everywhere()...) {
				if first := []rune(k.does.En)[0]; unicode.IsUpper(first) {
					t.Errorf("%s: the key %s does %q", s.name, k.cap, k.does.En)
				}
			}
		})
	}
}

// offered are the items of a screen that are words of this program.
func offered(s screen) []item {
	switch s := s.(type) {
	case *startScreen:
		return s.menu.items
	case *pickScreen:
		if s.tree || s.heading == wordsFile {
			return nil
		}
		return s.menu.items
	case *waysScreen:
		return s.menu.items
	case *recoverScreen:
		return s.menu.items
	case *summaryScreen:
		return s.menu.items
	case *connectScreen:
		return s.menu.items
	case *signInScreen:
		return s.menu.items
	case *collectedScreen:
		return s.menu.items
	default:
		return nil
	}
}

// capital reports whether a text begins with no small letter.
func capital(text string) bool {
	return text != "" && !unicode.IsLower([]rune(text)[0])
}

// TestALongAddressEndsItsLinesBehindASlash: an identifier in it stays in one piece
// where it has room in a line, and one that has room is not broken at all.
func TestALongAddressEndsItsLinesBehindASlash(t *testing.T) {
	t.Parallel()
	const long = "https://graph.microsoft.com/v1.0/users/6a5deb28-4e90-90b4-a667-f050ceb58b36/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword"
	for width := 45; width < len(long)+10; width++ {
		all := wrap("POST "+long, width)
		if strings.ReplaceAll(strings.Join(all, ""), " ", "") != "POST"+long {
			t.Fatalf("at %d: %q", width, all)
		}
		for i, one := range all {
			if last := i == len(all)-1; !last && one != "POST" && !strings.HasSuffix(one, "/") || ansi.StringWidth(one) > width {
				t.Errorf("at %d: %q", width, all)
			}
		}
		if len(long) <= width && !slices.ContainsFunc(all, func(one string) bool { return strings.Contains(one, long) }) {
			t.Errorf("at %d: broken though it has room: %q", width, all)
		}
	}
}

// TestNoTwoActionsLookAlike: the heading says which one is about to be done, and the
// consent shows the commands as the offer does.
func TestNoTwoActionsLookAlike(t *testing.T) {
	t.Parallel()
	p := &Patient{Session: steps.NewSession(catalog.All(), nil)}
	for _, l := range stepstest.Languages {
		seen := map[string]bool{}
		f := frame{width: 60, height: 20, language: l, theme: newTheme(false, true)}
		for _, id := range []steps.ID{reenable.RestartService.ID, reenable.DisableEnable.ID, reenable.CanaryID} {
			heading := shortened((&actScreen{patient: p, step: id}).Heading(f), f.width-1)
			if seen[heading] || !strings.HasSuffix(heading, f.say(p.Session.Find(id).Title)) {
				t.Errorf("%q is the heading of two, or cut", heading)
			}
			seen[heading] = true
		}
		inBubble(t, func(r *scripted, c *Config) { c.Language = l; acted(nil)(r, c) }, func(d *driver) {
			d.lets(reenable.DisableEnable.Act)
			lines := func() (all []string) {
				for line := range strings.SplitSeq(d.text(), "\n") {
					if strings.Contains(line, "-ADSync") || strings.Contains(line, "    -") {
						all = append(all, line)
					}
				}
				return all
			}
			before := lines()
			if d.press("enter"); len(before) < 2 || !slices.Equal(before, lines()) {
				t.Errorf("offered\n%s\nconsented to\n%s", strings.Join(before, "\n"), strings.Join(lines(), "\n"))
			}
		})
	}
}

// TestADiagnosisSaysWhereItsCommandsAre: what is to be done speaks of commands below,
// which stand with the cause; a ticket brings them along.
func TestADiagnosisSaysWhereItsCommandsAre(t *testing.T) {
	t.Parallel()
	for _, l := range stepstest.Languages {
		inBubble(t, func(r *scripted, c *Config) { c.Language = l; unreachable(r, c) }, func(d *driver) {
			d.toSummary()
			hint := lang.Text{Ko: "명령은 '원인과", En: "Its commands: 'Show"}
			for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
				d.send(windowOf(size))
				if n := strings.Count(d.text(), hint.In(l)); n != 1 {
					t.Errorf("%v: it is said %d times:\n%s", size, n, d.text())
				}
			}
			d.press("=4")
			if d.lacks(hint.In(l)); !strings.Contains(d.text(), "New-NetFirewallRule") {
				d.send(windowOf([2]int{120, 200}))
				d.sees("New-NetFirewallRule")
			}
		})
	}
}

// TestNoticesAreAsLongInBothLanguages: one that takes a line more takes it from the
// keys, which are the same in both at the same size.
func TestNoticesAreAsLongInBothLanguages(t *testing.T) {
	t.Parallel()
	all := []lang.Text{
		wordsFromNow, wordsPaceTrouble, wordsPaceAlways, wordsPaceNever, wordsAskedToCopy, wordsNotCopied, wordsCopied,
		wordsAgainQuits, wordsStopping, wordsCompareStopped, wordsLocked, wordsActWait, wordsNotSaved,
	}
	for _, w := range []steps.Want{steps.WantDirectory, steps.WantTenant, steps.WantServer, steps.WantAdmin, steps.WantCAFile} {
		without := wanted.Without(w)
		all = append(all, lang.Text{Ko: without.Ko + " " + wordsGiveLater.Ko, En: without.En + " " + wordsGiveLater.En})
	}
	for _, text := range all {
		for _, width := range []int{60, 80, 120} {
			if ko, en := len(wrap(text.Ko, width-1)), len(wrap(text.En, width-1)); ko != en {
				t.Errorf("at %d columns %q takes %d lines and %q %d", width, text.Ko, ko, text.En, en)
			}
		}
	}
}

// TestChoicesReadAlike: each begins as a sentence does, whatever it is chosen for.
func TestChoicesReadAlike(t *testing.T) {
	t.Parallel()
	entries := slices.Concat(wanted.Directory(), wanted.Tenant(nil), wanted.Server(), wanted.Trust())
	for _, e := range entries {
		for _, c := range e.Choices {
			if !capital(c.Label.En) {
				t.Errorf("%q of %q", c.Label.En, e.Label.En)
			}
		}
	}
	tree := catalog.All()
	for i := range tree {
		for _, q := range tree[i].Ask {
			for _, c := range q.Choices {
				if !capital(c.Label.En) {
					t.Errorf("%q of %q", c.Label.En, q.Label.En)
				}
			}
		}
	}
}

// TestNothingSeenIsNotCounted: beside steps of which none could be seen, their number
// says nothing of this one.
func TestNothingSeenIsNotCounted(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, _ *Config) {
		for _, id := range []steps.ID{"configuration/premium-license", "configuration/pdc-emulator", "configuration/effective-rights"} {
			r.errs[id] = &probes.Obstacle{Kind: probes.NoServer}
		}
	}, func(d *driver) {
		d.answered()
		for range 2 {
			d.press("enter")
			d.hear()
		}
		d.sees("커넥터 계정의 실제 권한")
		d.lacks("앞서 확인한")
	})
}

// TestWhatIsCutSaysSo: a line that is taken as it is and has no room ends with dots.
func TestWhatIsCutSaysSo(t *testing.T) {
	t.Parallel()
	p := page{f: frame{width: 20}}
	p.add("123456789 123456789", "123456789 123456789 1")
	if got := strings.Join(p.lines, "|"); got != "123456789 123456789|123456789 123456..." {
		t.Errorf("got %q", got)
	}
}

// TestTheSignsOfHelpStandInAColumn from 80 columns on.
func TestTheSignsOfHelpStandInAColumn(t *testing.T) {
	t.Parallel()
	for _, l := range stepstest.Languages {
		s := newHelp(nil, "")
		p := page{f: frame{width: 80, language: l, theme: newTheme(false, true)}}
		s.draw(&p)
		for _, means := range []lang.Text{wordsMeansHealthy, wordsMeansWarning, wordsMeansBroken, wordsMeansUnknown} {
			found := false
			for _, line := range p.lines {
				before, _, here := strings.Cut(line, means.In(l))
				if found = found || here; here && ansi.StringWidth(before) != len("  ? UNKNOWN     ") {
					t.Errorf("%q begins at %d", line, ansi.StringWidth(before))
				}
			}
			if !found {
				t.Errorf("no line says %q", means.In(l))
			}
		}
	}
}

// TestWhatAWalkLearnsHasAName in both languages, beside the one that a file has for it.
func TestWhatAWalkLearnsHasAName(t *testing.T) {
	t.Parallel()
	tree := catalog.All()
	for i := range tree {
		for _, fact := range tree[i].Teaches {
			if word := factWord(fact); word.En == string(fact) || word.Ko == word.En {
				t.Errorf("%s teaches %q, which has no word", tree[i].ID, fact)
			}
		}
	}
	for _, c := range [][3]string{{"Unreachable", "unreachable", "Unreachable"}, {"", "unseen", "unseen"}, {"Cut", "cut-silently", "Cut (cut-silently)"}} {
		if got := withID(c[0], c[1]); got != c[2] {
			t.Errorf("got %q, want %q", got, c[2])
		}
	}
}

// TestANoticeKeepsTheNameOfItsFile: of a long path the beginning is cut.
func TestANoticeKeepsTheNameOfItsFile(t *testing.T) {
	t.Parallel()
	f := frame{width: 60}
	for _, path := range []string{
		"/home/helpdesk/Documents/tickets/2026/november/writeback-20261123-091141.html",
		`C:\Users\helpdesk\OneDrive - Contoso\Documents\tickets\2026\november\writeback-20261123-091141-masked.html`,
		strings.Repeat("/folder", 30) + "/writeback-20261123-091141.html",
	} {
		name := path[strings.LastIndexAny(path, `/\`)+1:]
		for _, room := range []int{1, 2} {
			lines := noticed(f, "Saved: "+path, room)
			if len(lines) != room || !strings.HasSuffix(lines[room-1], name) {
				t.Errorf("in %d lines: %q", room, lines)
			}
			for _, one := range lines {
				if ansi.StringWidth(one) > f.width-1 {
					t.Errorf("%q is too long", one)
				}
			}
		}
	}
}

// TestDotsAreOfOneKind, which every font has.
func TestDotsAreOfOneKind(t *testing.T) {
	t.Parallel()
	for _, text := range []lang.Text{wordsOtherPath, wordsWholeAddress, wordsMoreCommands} {
		if strings.Contains(text.Ko+text.En, "\u2026") {
			t.Errorf("%q", text)
		}
	}
}

// TestADistinguishedNameStaysInOnePiece where it has room in a line, and ends its lines
// behind commas where it has none: a blank in it is no place to break.
func TestADistinguishedNameStaysInOnePiece(t *testing.T) {
	t.Parallel()
	const name = "CN=Kim Min-ji,OU=서울 본사,OU=Staff,DC=corp,DC=contoso,DC=com"
	text := "The entry that denies them is for MSOL_0a1b2c3d4e5f, on " + name + ". What is removed is kept."
	for width := 20; width < 140; width++ {
		lines := wrap(text, width)
		whole := strings.Join(lines, "\n")
		if strings.Join(strings.Fields(whole), "") != strings.Join(strings.Fields(text), "") || strings.ContainsRune(whole, lang.NoBreak) {
			t.Fatalf("at %d: %q", width, lines)
		}
		if width > ansi.StringWidth(name) && !strings.Contains(whole, name) {
			t.Errorf("at %d it is broken:\n%s", width, whole)
		}
		for part := range strings.SplitSeq(name, ",") {
			if !strings.Contains(whole, part) {
				t.Errorf("at %d %q is broken:\n%s", width, part, whole)
			}
		}
		for _, one := range lines {
			if ansi.StringWidth(one) > width {
				t.Errorf("at %d: %q", width, one)
			}
		}
	}
}

// TestTheMapCountsInTheLanguageOfTheScreen what is being looked at.
func TestTheMapCountsInTheLanguageOfTheScreen(t *testing.T) {
	t.Parallel()
	session := steps.NewSession(fixtureTree(), nil)
	for l, want := range map[lang.Language]string{lang.Korean: " 7초", lang.English: " 7 s"} {
		c := chart{f: frame{width: 34, language: l, theme: newTheme(false, true)}, session: session, now: noon(), begun: map[steps.ID]time.Time{
			"configuration/pdc-emulator": noon().Add(-7 * time.Second),
		}}
		if got := strings.Join(c.lines(34, 20), "\n"); strings.Count(got, want+"\n") != 1 {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// TestADayKeepsItsTime at the end of a line.
func TestADayKeepsItsTime(t *testing.T) {
	t.Parallel()
	for width := 20; width < 90; width++ {
		for _, text := range []string{
			wordsLeftOff.Fill(lang.Korean, lang.Args{"user": "kim@contoso.com", "at": "2026-11-29 14:12"}),
			"Last success: 2026-11-20 21:00:00, Reset password (self-service): worked",
		} {
			for _, line := range wrap(text, width) {
				if strings.HasSuffix(line, "2026-11-29") || strings.HasSuffix(line, "2026-11-20") {
					t.Errorf("at %d: %q", width, line)
				}
			}
		}
	}
}

// TestNothingStandsBesideWhatIsSelected with a mouse, which takes whole lines: neither
// the map nor its edge.
func TestNothingStandsBesideWhatIsSelected(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 140, Height: 40})
		d.answered()
		d.sees("│")
		d.press("ctrl+y", "f2")
		d.sees("Test-NetConnection")
		d.lacks("│")
		d.press("esc")
		d.sees("│")
	})
	inBubble(t, unreachable, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 140, Height: 60})
		d.answered()
		d.press("f9", "=5")
		d.sees("사용자 (UPN)  hong@contoso.com")
		d.lacks("│")
	})
}

// TestPractiseNeverLooksReal: where the name of a world has no room beside the user's,
// the header says still that this is the lab.
func TestPractiseNeverLooksReal(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.send(tea.WindowSizeMsg{Width: 50, Height: 20})
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter", "enter")
		d.pass(time.Second)
		d.hear()
		d.sees("Writeback Doctor - 실습 - hong@contoso.com")
		d.m.walk.lab = false
		d.sees("Writeback Doctor - hong@contoso.com")
	})
}
