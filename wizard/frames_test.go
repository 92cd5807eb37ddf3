package wizard

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var update = flag.Bool("update", false, "rewrite the golden frames")

// scene brings a walk to one screen.
type scene struct {
	name  string
	build func(*scripted, *Config) // what the world answers; may be nil
	walk  func(*driver)
	sizes [][2]int // of the window; nil for the usual three
}

func windowOf(size [2]int) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{Width: size[0], Height: size[1]}
}

func scenes() []scene {
	return slices.Concat(startScenes(), walkScenes(), coverScenes(), compareScenes(), signInScenes(), historyScenes(), actingScenes())
}

func startScenes() []scene {
	return []scene{
		{name: "start", walk: func(*driver) {}},
		{name: "start-left", build: func(_ *scripted, c *Config) { c.Journal = &memory{left: leftWalk()} }, walk: func(*driver) {}},
		{name: "worlds", walk: func(d *driver) { d.press("=2", "down") }},
		{name: "worlds-narrowed", walk: func(d *driver) { d.press("=2", "=닿") }},
		{name: "path", walk: func(d *driver) { d.press("=3", "=/home/hong/회사 기록.json") }},
		{name: "connect", build: suggesting, walk: func(d *driver) {
			d.press("=3", "=/tmp/case.json", "enter")
			d.hear()
		}},
		{
			name:  "input-domain",
			build: asksAll,
			walk:  func(d *driver) { d.called(); d.without() },
		},
		{name: "input-password", build: asksAll, walk: func(d *driver) {
			d.called()
			d.without()
			d.press("=corp.contoso.com", "enter", "=CORP\\helper", "enter", "=한글pass", "home")
		}},
		{name: "input-sign-in", build: wrongPassword, walk: func(d *driver) { d.ownEnvironment(); d.press("f6", "enter", "enter", "down") }},
		{
			name: "input-file",
			build: func(r *scripted, c *Config) {
				asksAll(r, c)
				c.TryServerFile = func(string) lang.Text {
					return both("C:\\없음.json 파일이 없습니다. 경로를 확인하십시오.", "There is no file C:\\없음.json. Check the path.")
				}
			},
			walk: func(d *driver) { d.toServer(); d.press("=C:\\없음.json", "enter") },
		},
		{
			name: "input-file-told",
			build: func(r *scripted, c *Config) {
				asksAll(r, c)
				c.TryServerFile = func(string) lang.Text { return lang.Text{} }
				c.TellServerFile = func(string) lang.Text { return toldOf(collected()) }
			},
			walk: func(d *driver) { d.toServer(); d.press("=C:\\server.json", "enter") },
		},
		{
			name: "collected",
			build: func(_ *scripted, c *Config) {
				c.File = func(_ context.Context, path string) (*Patient, error) {
					return nil, &CollectedError{Told: toldOf(collected()), Access: Access{ServerFile: path}}
				}
			},
			walk: func(d *driver) { d.press("=3", "=C:\\server.json", "enter") },
		},
		{
			name:  "input-default",
			build: offering("corp.contoso.com"),
			walk:  func(d *driver) { d.called(); d.without() },
		},
		{
			name: "opening",
			build: func(_ *scripted, c *Config) {
				c.Lab = func(ctx context.Context, _ string) (*Patient, error) {
					<-ctx.Done()
					return nil, ctx.Err()
				}
			},
			walk: func(d *driver) { d.press("=2", "enter") },
		},
		{
			name: "not-opened",
			build: func(_ *scripted, c *Config) {
				c.Lab = func(context.Context, string) (*Patient, error) {
					return nil, fmt.Errorf("open the lab: %w", &probes.Obstacle{Kind: probes.TimedOut, Host: "DC01.corp.contoso.com"})
				}
			},
			walk: func(d *driver) { d.press("=2", "enter"); d.hear() },
		},
	}
}

func walkScenes() []scene {
	return []scene{
		{name: "question-text", walk: func(d *driver) { d.press("=2", "enter"); d.hear(); d.press("=홍길동", "enter") }},
		{name: "question-choice", walk: func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.press("=hong@contoso.com", "enter", "down")
		}},
		{name: "question-lines", walk: func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.press("=hong@contoso.com", "enter", "enter", "=SSPR_0029 조직에서 온-프레미스 구성을")
		}},
		{name: "checking", build: func(r *scripted, _ *Config) {
			r.hold["connectivity/domain-controller-ports"] = make(chan struct{})
			r.running = []steps.ID{"connectivity/idle", "connectivity/domain-controller-ports"}
		}, walk: (*driver).answered},
		{name: "checking-slow", build: func(r *scripted, c *Config) {
			r.hold["configuration/effective-rights"] = make(chan struct{})
			fastClock(c)
		}, walk: func(d *driver) { d.answered(); d.pass(2 * time.Second) }},
		{name: "checking-progress", build: func(r *scripted, c *Config) {
			r.hold["connectivity/idle"] = make(chan struct{})
			fastClock(c)
		}, walk: func(d *driver) { d.answered(); d.pass(10 * time.Second) }},
		{name: "verdict-broken", build: unreachable, walk: (*driver).answered},
		{name: "verdict-broken-end", build: unreachable, walk: func(d *driver) { d.answered(); d.press("end") }},
		{name: "verdict-warning", build: func(r *scripted, _ *Config) {
			r.answers["configuration/effective-rights"] = resultOf("unexpire-missing", nil)
		}, walk: (*driver).answered},
		{name: "verdict-unknown", build: func(r *scripted, _ *Config) {
			r.errs["configuration/premium-license"] = &probes.Obstacle{Kind: probes.MissingPermission, Needs: "Organization.Read.All"}
		}, walk: (*driver).answered},
		{name: "verdict-healthy", walk: func(d *driver) { d.stepwise(); d.press("enter"); d.hear() }},
		{name: "summary-broken", build: func(r *scripted, c *Config) {
			unreachable(r, c)
			trouble(r)
		}, walk: func(d *driver) { d.toSummary() }},
		{name: "summary-healthy", walk: func(d *driver) { d.toSummary() }},
		{name: "old-alone", build: func(r *scripted, c *Config) {
			unreachable(r, c)
			dated(c, collected())
		}, walk: (*driver).answered},
		{name: "old-saved", build: saved, walk: func(d *driver) { d.press("=3", "=case.json", "enter"); d.hear() }},
		{name: "old-gone-on", build: saved, walk: func(d *driver) {
			d.press("=3", "=case.json", "enter")
			d.hear()
			d.r.errs["configuration/pdc-emulator"] = &probes.Obstacle{Kind: probes.NoServer}
			d.press("=2")
			d.hear()
		}},
	}
}

func coverScenes() []scene {
	over := func(keys ...string) func(*driver) {
		return func(d *driver) { d.answered(); d.press(keys...) }
	}
	return []scene{
		{name: "evidence", build: unreachable, walk: over("f2")},
		{name: "copy", build: unreachable, walk: over("ctrl+y")},
		{name: "request", build: unreachable, walk: func(d *driver) { d.toSummary(); d.press("ctrl+y") }},
		{name: "trail", build: unreachable, walk: over("f4", "up")},
		{name: "past", build: unreachable, walk: over("f4", "up", "enter")},
		{name: "answers", build: unreachable, walk: over("f6", "down")},
		{name: "correction", build: unreachable, walk: over("f6", "=5", "enter")},
		{name: "wrong-password", build: wrongPassword, walk: func(d *driver) { d.ownEnvironment() }},
		{name: "answers-access", build: wrongPassword, walk: func(d *driver) { d.ownEnvironment(); d.press("f6") }},
		{name: "by-hand", build: func(r *scripted, _ *Config) {
			r.errs["configuration/pdc-emulator"] = &probes.Obstacle{Kind: probes.NoServer}
		}, walk: over("f3")},
		{name: "said", build: func(r *scripted, _ *Config) {
			r.errs["configuration/pdc-emulator"] = &probes.Obstacle{Kind: probes.NoServer}
		}, walk: over("f3", "=2")},
		{name: "help", build: unreachable, walk: over("f1")},
		{name: "summary-so-far", build: unreachable, walk: over("f9")},
		{name: "ticket", build: unreachable, walk: over("f9", "=5")},
		{name: "reports", build: unreachable, walk: over("f9", "=6")},
		{name: "ticket-masked", build: unreachable, walk: over("f9", "=6", "=6")},
		{name: "quit", walk: func(d *driver) { d.press("=2", "enter"); d.hear(); d.press("esc") }},
		{name: "broken", build: unreachable, walk: func(d *driver) {
			d.answered()
			d.send(brokenMsg{fault: "configuration/pdc-emulator \"odd\": the step has no branch for this outcome"})
			d.hear()
		}},
	}
}

// asksAll is an environment of which nothing is there.
func asksAll(r *scripted, c *Config) { lacking(r, c, &Access{}) }

// offering is one whose domain was found, and has to be said by a person.
func offering(domain string) func(*scripted, *Config) {
	return func(r *scripted, c *Config) {
		asksAll(r, c)
		c.Discover = func(context.Context, Access) (found, offered Access) {
			return Access{}, Access{Facts: steps.Facts{steps.Domain: domain}}
		}
	}
}

// toServer goes on without the tenant and the directory, to what asks for the
// server.
func (d *driver) toServer() {
	d.t.Helper()
	d.called()
	d.without()
	d.without()
}

// fastClock makes the patient's clock run ten times as fast as the test's.
func fastClock(c *Config) {
	inner := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := inner(ctx, world)
		began := time.Now()
		p.Now = func() time.Time { return noon().Add(10 * time.Since(began)) }
		return p, err
	}
}

func unreachable(r *scripted, _ *Config) { r.answers["configuration/pdc-emulator"] = unreachablePDC() }

func trouble(r *scripted) {
	r.answers["connectivity/domain-controller-ports"] = resultOf("smb-closed", nil)
	r.answers["configuration/effective-rights"] = resultOf("unexpire-missing", nil)
	r.errs["configuration/premium-license"] = &probes.Obstacle{Kind: probes.NoTenant}
	r.errs["connectivity/idle"] = &probes.Obstacle{Kind: probes.NoServer, Err: errors.New("nobody ran it")}
}

// stepwise is answered with a stop at every step.
func (d *driver) stepwise() {
	d.t.Helper()
	d.press("=2", "enter")
	d.hear()
	d.press("f8", "=hong@contoso.com", "enter", "enter", "tab")
	d.hear()
	d.press("enter")
	d.hear()
}

// toSummary looks at everything without a stop.
func (d *driver) toSummary() {
	d.t.Helper()
	d.press("=2", "enter")
	d.hear()
	d.press("f8", "f8", "=hong@contoso.com", "enter", "enter", "tab")
	d.hear()
	d.pass(noticeStays)
}

// TestFrames compares every screen, in both languages and three sizes, with
// and without colour, with what a reviewer has read.
func TestFrames(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			for _, bare := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s/%s/bare=%v", s.name, l, bare), func(t *testing.T) {
					t.Parallel()
					frameOf(t, s, l, bare)
				})
			}
		}
	}
}

func frameOf(t *testing.T, s scene, l lang.Language, bare bool) {
	t.Helper()
	inBubble(t, func(r *scripted, c *Config) {
		c.Language, c.NoColor = l, bare
		if s.build != nil {
			s.build(r, c)
		}
	}, func(d *driver) {
		s.walk(d)
		var shown strings.Builder
		sizes := s.sizes
		if sizes == nil {
			sizes = [][2]int{{60, 20}, {80, 24}, {120, 40}}
		}
		for _, size := range sizes {
			d.send(windowOf(size))
			frame := d.m.View()
			fits(t, frame, size[0], size[1])
			if bare { // what is bold is told by the frames with colour
				frame = ansi.Strip(frame)
			}
			fmt.Fprintf(&shown, "== %dx%d\n%s\n", size[0], size[1], readable(frame))
		}
		name := s.name + "." + l.String()
		if !bare {
			name += ".colour"
		}
		golden(t, name, shown.String())
	})
}

// fits checks that a frame is never wider or taller than its window.
func fits(t *testing.T, frame string, width, height int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) > height {
		t.Errorf("frame has %d lines, window %d", len(lines), height)
	}
	for _, one := range lines {
		if got := ansi.StringWidth(one); got > width {
			t.Errorf("line is %d wide, window %d: %q", got, width, one)
		}
	}
}

// readable makes a frame fit for a diff: escapes as ^[, no blanks at the end.
func readable(frame string) string {
	lines := strings.Split(strings.ReplaceAll(frame, "\x1b", "^["), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// golden compares with a file, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "frames", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; read the change and run with -update if it is meant.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// TestTheFooterEndsWithTheWayOut at any width: the keys that work everywhere are
// always there, and the same keys in both languages.
func TestTheFooterEndsWithTheWayOut(t *testing.T) {
	t.Parallel()
	for _, s := range scenes() {
		inBubble(t, func(r *scripted, c *Config) {
			if s.build != nil {
				s.build(r, c)
			}
		}, func(d *driver) {
			s.walk(d)
			if d.m.deaf != 0 {
				d.hear()
			}
			for _, width := range []int{leastWidth, 60, 80, 120} {
				d.send(tea.WindowSizeMsg{Width: width, Height: 24})
				var caps [2][]string
				for i := range caps {
					lines := strings.Split(d.text(), "\n")
					footer := strings.Join(lines[len(lines)-2:], " ")
					for _, k := range append(d.m.screen.Keys(), d.m.everywhere()...) {
						if strings.Contains(footer, k.cap+" "+k.does.In(d.m.window.language)) {
							caps[i] = append(caps[i], k.cap)
						}
					}
					for _, k := range d.m.everywhere() {
						if !slices.Contains(caps[i], k.cap) {
							t.Errorf("%s, %d columns: no %s in %q", s.name, width, k.cap, footer)
						}
					}
					d.press("ctrl+l")
				}
				if !slices.Equal(caps[0], caps[1]) {
					t.Errorf("%s, %d columns: %q in one language and %q in the other", s.name, width, caps[0], caps[1])
				}
			}
		})
	}
}
