package wizard

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The sixteen colours as Windows Terminal draws them ("Campbell"), and the
// papers that they stand on: that of Windows Terminal, the blue window of
// Windows PowerShell, and white.
var (
	campbell = [16]uint32{
		0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
		0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
	}
	papers = map[string]struct{ paper, ink uint32 }{
		"black": {0x0c0c0c, 0xcccccc}, "blue": {0x012456, 0xeeedf0}, "white": {0xffffff, 0x0c0c0c},
	}
)

// What WCAG 2.2 asks of text (1.4.3) and of marks and lines (1.4.11).
const (
	textContrast = 4.5
	markContrast = 3.0
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(rgb uint32) float64 {
	sum := 0.0
	for shift, weight := range map[uint]float64{16: 0.2126, 8: 0.7152, 0: 0.0722} {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b uint32) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// painted is the ink and the paper of a style on a window.
func painted(t *testing.T, style lipgloss.Style, window string) (ink, paper uint32) {
	t.Helper()
	ink, paper = papers[window].ink, papers[window].paper
	set := func(c lipgloss.TerminalColor, into *uint32) {
		if color, is := c.(lipgloss.Color); is && color != "" {
			n, err := strconv.Atoi(string(color))
			if err != nil || n > 15 {
				t.Fatalf("colour %q is none of the sixteen", color)
			}
			*into = campbell[n]
		}
	}
	set(style.GetForeground(), &ink)
	set(style.GetBackground(), &paper)
	return ink, paper
}

// TestWhatMustBeReadIsSeenOnEveryWindow measures the contrast of every style.
func TestWhatMustBeReadIsSeenOnEveryWindow(t *testing.T) {
	t.Parallel()
	styles := newTheme(false, false)
	text := map[string]lipgloss.Style{"plain": styles.plain, "strong": styles.strong, "selected": styles.selected, "link": styles.link}
	marks := map[string]lipgloss.Style{"faint": styles.faint}
	for s := range styles.status {
		text["chip "+strconv.Itoa(s)] = styles.chips[s]
		marks["mark "+strconv.Itoa(s)] = styles.status[s]
	}
	for window := range papers {
		for least, all := range map[float64]map[string]lipgloss.Style{textContrast: text, markContrast: marks} {
			for name, style := range all {
				ink, paper := painted(t, style, window)
				if got := contrast(ink, paper); got < least {
					t.Errorf("%s on %s: contrast %.1f, want %.1f", name, window, got, least)
				}
			}
		}
	}
	if got := contrast(0xffffff, 0); math.Abs(got-21) > 0.001 {
		t.Errorf("white on black: got %v, want 21", got)
	}
}

// TestNoStatusLooksLikeTheChosenRow, nor like another status.
func TestNoStatusLooksLikeTheChosenRow(t *testing.T) {
	t.Parallel()
	styles := newTheme(false, false)
	seen := map[string]string{styles.selected.Render("x"): "selected", styles.strong.Render("x"): "strong"}
	for s := range styles.status {
		look := styles.status[s].Render("x")
		if other, taken := seen[look]; taken {
			t.Errorf("%v looks like %s: %q", steps.Status(s), other, look)
		}
		seen[look] = steps.Status(s).Word().In(lang.English)
	}
}

// inked is a run of text with what its style was.
var inked = regexp.MustCompile(`\x1b\[((?:\d+;)*(?:3|9)\d(?:;\d+)*)m([^\x1b]*)`)

// TestColouredInkIsNeverAWord: on every screen, what has ink of a colour and no
// paper of ours is a mark, a line or an edge.
func TestColouredInkIsNeverAWord(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(r *scripted, c *Config) {
				c.Language = lang.English
				if s.build != nil {
					s.build(r, c)
				}
			}, func(d *driver) {
				s.walk(d)
				for _, run := range inked.FindAllStringSubmatch(d.m.View(), -1) {
					paper := strings.Contains(";"+run[1], ";4") || strings.Contains(";"+run[1], ";10")
					if !paper && strings.ContainsAny(run[2], "abcdefghijklmnopqrstuvwxyz") {
						t.Errorf("coloured words %q (%s)", run[2], run[1])
					}
				}
			})
		})
	}
}
