package wizard

import (
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// BenchmarkKeyToFrame is the time from a key to the frame that shows it, in a
// large window, on the fullest screen. The budget is 16 ms.
func BenchmarkKeyToFrame(b *testing.B) {
	r := fixtureRunner()
	unreachable(r, nil)
	trouble(r)
	p := fixturePatient(r)
	m := newModel(fixtureConfig(p), nil)
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	m.walk.patient = p
	session := p.Session
	if _, err := session.Answer(nil, noon()); err != nil {
		b.Fatal(err)
	}
	for step := session.Step(); step != nil; step = session.Step() {
		result, err := r.Run(b.Context(), step, nil)
		if _, err := session.Record(result, err, noon()); err != nil {
			b.Fatal(err)
		}
	}
	m.show(m.summary(), false)
	down, up := keys["down"], keys["up"]
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i%2 == 1 {
			key = up
		}
		m.Update(key)
		_ = m.View()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ms/key")
}

// bare is the smallest bubbletea program.
type bare struct{}

func (bare) Init() tea.Cmd                       { return nil }
func (bare) Update(tea.Msg) (tea.Model, tea.Cmd) { return bare{}, nil }
func (bare) View() string                        { return "bare" }

// firstWrite tells when a text reached the terminal.
type firstWrite struct {
	want string
	once sync.Once
	at   chan time.Time
}

func (w *firstWrite) Write(p []byte) (int, error) {
	if strings.Contains(string(p), w.want) {
		w.once.Do(func() { w.at <- time.Now() })
	}
	return len(p), nil
}

// firstFrame is how long a program takes to its first frame.
func firstFrame(b *testing.B, want string, build func() tea.Model) time.Duration {
	b.Helper()
	out := &firstWrite{want: want, at: make(chan time.Time, 1)}
	began := time.Now()
	program := tea.NewProgram(build(), tea.WithAltScreen(), tea.WithInput(strings.NewReader("")),
		tea.WithOutput(out), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() {
		_, err := program.Run()
		ended <- err
	}()
	took := (<-out.at).Sub(began)
	program.Quit()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
	return took
}

// BenchmarkFirstFrame compares the first frame with that of the smallest
// program, in the same run. The budget is a ratio of 1.2.
func BenchmarkFirstFrame(b *testing.B) {
	var ours, smallest time.Duration
	c := fixtureConfig(fixturePatient(fixtureRunner()))
	c.Output = io.Discard
	for b.Loop() {
		smallest += firstFrame(b, "bare", func() tea.Model { return bare{} })
		ours += firstFrame(b, "Writeback Doctor", func() tea.Model { return newModel(c, nil) })
	}
	b.ReportMetric(float64(ours)/float64(smallest), "ratio")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/first-frame")
}
