package wizard

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/creack/pty"
	"github.com/mattn/go-runewidth"

	"example.com/writeback-doctor/steps/lang"
)

// The traps of the terminal libraries, version 1. Each was seen, and each has
// its test here.

// TestTrapT1BackFromEmptyRequired: a huh form with more than one field locks
// up when one goes back from an empty required field. Here going back judges
// nothing, and the field takes keys ever after.
func TestTrapT1BackFromEmptyRequired(t *testing.T) {
	t.Parallel()
	for _, back := range []string{"esc", "shift+tab"} {
		inBubble(t, nil, func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.press("=hong@contoso.com", "enter", back)
			d.sees("hong@contoso.com")
			for range len("hong@contoso.com") {
				d.send(tea.KeyMsg{Type: tea.KeyBackspace})
			}
			d.press("enter")
			d.sees("답을 입력하십시오.")
			d.press(back) // from an empty required field
			d.sees("끝내시겠습니까?")
			d.press("esc", "=kim@contoso.com", "enter")
			d.sees("몇 사람에게")
		})
	}
}

// TestTrapT2NoAccessibleMode: huh's accessible mode swallows its input. No
// form here ever runs by itself, so it cannot be in that mode; the line walk
// is a package of its own.
func TestTrapT2NoAccessibleMode(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		source, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "WithAccessible") || strings.Contains(string(source), "form.Run(") {
			t.Errorf("%s runs a form by itself", file.Name())
		}
		if file.Name() != "field.go" && bytes.Contains(source, []byte("huh.New")) && file.Name() != "field_keys.go" {
			t.Errorf("%s builds a form; field.go alone does", file.Name())
		}
	}
}

// TestTrapT3NoQuestionToTheTerminal: bubbletea asks the terminal for its
// background when it is imported, and waits five seconds. This test binary
// imports it as well, so it is run once more on a terminal that never answers.
func TestTrapT3NoQuestionToTheTerminal(t *testing.T) {
	t.Parallel()
	again := exec.Command(os.Args[0], "-test.run=^TestTrapT3NothingHere$")
	terminal, err := pty.Start(again)
	if errors.Is(err, pty.ErrUnsupported) {
		t.Skip("this system has no pseudo-terminals")
	}
	if err != nil {
		t.Fatalf("a pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { _ = terminal.Close() }) // read to its end below
	began := time.Now()
	var said bytes.Buffer
	if _, err := io.Copy(&said, terminal); err != nil && !isClosedTerminal(err) {
		t.Fatal(err)
	}
	if err := again.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	for _, question := range []string{"\x1b]11", "\x1b]10", "\x1b[6n"} {
		if strings.Contains(said.String(), question) {
			t.Errorf("the program asked the terminal %q: %q", question, said.String())
		}
	}
	if took := time.Since(began); took > 4*time.Second {
		t.Errorf("start took %v: it waited for an answer", took)
	}
}

// TestTrapT3NothingHere is what TestTrapT3NoQuestionToTheTerminal runs.
func TestTrapT3NothingHere(t *testing.T) { t.Parallel() }

// isClosedTerminal: Linux ends the reading side of a pty with EIO.
func isClosedTerminal(err error) bool {
	var path *os.PathError
	return errors.As(err, &path)
}

// TestTrapT4AmbiguousIsNarrow: in a Korean locale some libraries count box
// lines double and others do not.
func TestTrapT4AmbiguousIsNarrow(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"─", "│", "…", "·", "→", "•"} {
		if got := runewidth.StringWidth(s); got != 1 {
			t.Errorf("width of %q = %d, want 1", s, got)
		}
	}
	korean := runewidth.NewCondition()
	korean.EastAsianWidth = true
	for _, mark := range newTheme(false, true).marks {
		if got := korean.StringWidth(mark); got != 1 {
			t.Errorf("mark %q is %d wide in a Korean locale, want 1", mark, got)
		}
	}
	inBubble(t, func(r *scripted, c *Config) { unreachable(r, c); c.Ascii, c.Language = true, lang.English }, func(d *driver) {
		d.answered()
		d.sees("[FAIL]")
		for _, r := range strings.ReplaceAll(d.text(), "한국어", "") {
			if r > 0x7e {
				t.Errorf("the ASCII frame has %q", r)
			}
		}
	})
}

// TestTrapT5KeysUnderAnInputMethod: with a Korean input method on, a letter
// key is a jamo. Everything works without letters, and the letters that there
// are bring their jamo along.
func TestTrapT5KeysUnderAnInputMethod(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		d.press("=ㄷ") // the key of e
		d.sees("근거 (확인한 그대로)")
		d.press("esc", "=ㅊ") // c
		d.sees("명령 복사")
		d.press("esc")
		before := len(d.r.forgot)
		d.press("=ㄱ") // r
		if len(d.r.forgot) != before+1 {
			t.Errorf("the jamo of r did not check again")
		}
	})
	twins := map[string]string{"e": "ㄷ", "b": "ㅠ", "r": "ㄱ", "c": "ㅊ"}
	for _, k := range append([]keyed{keyEvidence, keyByHand, keyAgain, keyCopy, keyEnter, keyBack, keyHelp}, walking()...) {
		set := strings.Join(k.Keys(), " ")
		other := false
		for _, name := range k.Keys() {
			if twin, letter := twins[name]; letter && !strings.Contains(set, twin) {
				t.Errorf("%s: letter %q has no jamo", k.cap, name)
			}
			other = other || len([]rune(name)) > 1
		}
		if !other {
			t.Errorf("%s: only letters", k.cap)
		}
	}
}

// TestTrapT5KoreanIsText: composed syllables typed into a field are text.
func TestTrapT5KoreanIsText(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=3", "=회", "=사", "=ㅂ", "=?", "=e")
		d.sees("> 회사ㅂ?e")
	})
}

// TestTrapT6TopStays: a frame taller than the window loses its first lines.
func TestTrapT6TopStays(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(r *scripted, c *Config) {
				if s.build != nil {
					s.build(r, c)
				}
			}, func(d *driver) {
				s.walk(d)
				for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 12}, {200, 60}} {
					d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
					fits(t, d.m.View(), size[0], size[1])
					if first, _, _ := strings.Cut(d.text(), "\n"); !strings.HasPrefix(first, "Writeback Doctor") {
						t.Errorf("at %v the first line is %q", size, first)
					}
				}
				d.send(tea.WindowSizeMsg{Width: 39, Height: 24})
				d.sees("창을 키우십시오 / enlarge the window")
			})
		})
	}
}

// colours are the escapes that set one of the sixteen colours.
var colours = regexp.MustCompile(`\x1b\[(?:\d+;)*(?:3|4|9|10)\d[;m]`)

// TestTrapT7NothingDependsOnColour: without colour no escape sets one, what is
// bold stays so, and selection and cursor still show.
func TestTrapT7NothingDependsOnColour(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) { c.NoColor = true }, func(d *driver) {
		if raw := d.m.View(); colours.MatchString(raw) || !strings.Contains(raw, "\x1b[1m") {
			t.Errorf("without colour: %q", raw)
		}
		d.press("down")
		d.sees("> 2. 실습")
		d.press("enter", "enter")
		d.hear()
		d.press("=abc")
		d.sees("> abc_")
		d.press("home")
		d.sees("> _abc")
		d.press("end", "=@x", "enter")
		d.sees("> 1. 한 사람")
		if raw := d.m.View(); colours.MatchString(raw) {
			t.Errorf("escapes without colour: %q", raw)
		}
	})
}
