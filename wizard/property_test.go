package wizard

import (
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"example.com/writeback-doctor/probes"
)

// TestAnyKeysInAnyWindow presses keys at random in windows of random size: no
// panic, no frame beyond its window, and no fault of ours.
func TestAnyKeysInAnyWindow(t *testing.T) {
	t.Parallel()
	names := []string{"=1", "=2", "=3", "=9", "=ㅂ", "=홍@x", "= ", "=?"}
	for name := range keys {
		if name != "ctrl+c" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for seed := range 40 {
		pressed := rapid.SliceOfN(rapid.SampledFrom(names), 30, 60)
		size := rapid.SliceOfN(rapid.IntRange(1, 220), 2, 2)
		inBubble(t, func(r *scripted, _ *Config) {
			trouble(r)
			r.answers["configuration/pdc-emulator"] = unreachablePDC()
			r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.NoCredentials}
		}, func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			for i, name := range pressed.Example(seed) {
				if d.quit {
					return
				}
				if i%7 == 0 {
					wh := size.Example(seed + i)
					d.send(tea.WindowSizeMsg{Width: wh[0], Height: wh[1]})
				}
				d.anyKey(name, i%3 == 0)
			}
		})
	}
}

// anyKey presses a key and checks what must hold after every one.
func (d *driver) anyKey(name string, hear bool) {
	d.t.Helper()
	d.press(name)
	if hear {
		d.hear()
	}
	fits(d.t, d.m.View(), d.m.window.width, d.m.window.height)
	if _, fault := d.m.screen.(*brokenScreen); fault {
		d.t.Fatalf("a fault of ours after %q: %+v", name, d.m.screen)
	}
}

// TestClipIsExact: whatever a screen draws, the root gives exactly its space.
func TestClipIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width, height := rapid.IntRange(1, 200).Draw(t, "width"), rapid.IntRange(1, 60).Draw(t, "height")
		lines := clip(text, width, height)
		if len(lines) != height {
			t.Fatalf("%d lines, want %d", len(lines), height)
		}
	})
}

// TestWrapKeepsEveryWord: wrapping moves words to other lines and loses none.
func TestWrapKeepsEveryWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z가-힣-]{1,30} ){0,12}[a-z가-힣-]{1,80}`).Draw(t, "text")
		width := rapid.IntRange(4, 120).Draw(t, "width")
		var got, want []rune
		for _, line := range wrap(text, width) {
			got = append(got, squeezed(line)...)
		}
		want = squeezed(text)
		if string(got) != string(want) {
			t.Fatalf("wrap(%q, %d) lost something: %q", text, width, string(got))
		}
	})
}

func squeezed(s string) []rune {
	return slices.DeleteFunc([]rune(s), func(r rune) bool { return r == ' ' })
}
