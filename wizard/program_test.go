package wizard

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
)

// stage is a real program whose frames are taken on its event loop and whose
// keys are sent as messages.
type stage struct {
	t      *testing.T
	into   chan tea.Msg // messages for the program
	out    *buffer
	done   chan struct{}
	result Result
	err    error
}

// buffer is a terminal that only keeps what it was sent.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// peekMsg asks for the frame as it is.
type peekMsg struct{ reply chan string }

// pushMsg is how a message gets into the program: a command waits for the
// next one and is issued again.
type pushMsg struct{ msg tea.Msg }

// pushed is a model that takes messages from a channel beside its own.
type pushed struct {
	*model

	from chan tea.Msg
}

func (p pushed) next() tea.Msg { return pushMsg{msg: <-p.from} }

func (p pushed) Init() tea.Cmd { return tea.Batch(p.model.Init(), p.next) }

func (p pushed) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	again := tea.Cmd(nil)
	if push, ok := msg.(pushMsg); ok {
		msg, again = push.msg, p.next
	}
	if peek, ok := msg.(peekMsg); ok {
		peek.reply <- ansi.Strip(p.View())
		return p, again
	}
	_, cmd := p.model.Update(msg)
	return p, tea.Batch(cmd, again)
}

// onStage runs the wizard as a real program.
func onStage(t *testing.T, c Config) *stage {
	t.Helper()
	s := &stage{t: t, into: make(chan tea.Msg), out: &buffer{}, done: make(chan struct{})}
	c.Input, c.Output = strings.NewReader(""), s.out
	go func() {
		defer close(s.done)
		s.result, s.err = runWith(t.Context(), c, func(m *model) tea.Model { return pushed{model: m, from: s.into} })
	}()
	return s
}

func (s *stage) send(msg tea.Msg) {
	select {
	case s.into <- msg:
	case <-s.done:
	}
}

func (s *stage) frame() string {
	reply := make(chan string, 1)
	s.send(peekMsg{reply: reply})
	select {
	case frame := <-reply:
		return frame
	case <-s.done:
		return ""
	}
}

// until waits for a frame that has the text and takes keys.
func (s *stage) until(want string) {
	s.t.Helper()
	late := time.NewTimer(20 * time.Second)
	defer late.Stop()
	pause := time.NewTicker(5 * time.Millisecond)
	defer pause.Stop()
	for {
		frame := s.frame()
		if strings.Contains(frame, want) && strings.Contains(frame, "F1 ") {
			return
		}
		select {
		case <-late.C:
			s.t.Fatalf("screen never had %q:\n%s", want, frame)
		case <-pause.C:
		}
	}
}

func (s *stage) press(names ...string) {
	s.t.Helper()
	for _, name := range names {
		if text, typed := strings.CutPrefix(name, "="); typed {
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
			continue
		}
		s.send(keys[name])
	}
}

// ended waits for the program, and checks that the terminal was given back.
func (s *stage) ended() (Result, error) {
	s.t.Helper()
	select {
	case <-s.done:
	case <-time.After(20 * time.Second):
		s.t.Fatal("the program did not end")
	}
	said := s.out.String()
	for _, back := range []string{"\x1b[?1049l", "\x1b[?25h"} {
		if !strings.Contains(said, back) {
			s.t.Errorf("the terminal was not given back: no %q", back)
		}
	}
	return s.result, s.err
}

func TestProgramWalksToTheCause(t *testing.T) {
	t.Parallel()
	r := fixtureRunner()
	unreachable(r, nil)
	closed := false
	p := fixturePatient(r)
	p.Close = func() error { closed = true; return nil }
	s := onStage(t, fixtureConfig(p))
	s.until("어디에서 시작하시겠습니까?")
	s.press("=2")
	s.until("실습 환경 고르기")
	s.press("enter")
	s.until("사용자의 UPN")
	s.press("=hong@contoso.com", "enter")
	s.until("몇 사람에게")
	s.press("=2")
	s.until("화면에 나온")
	s.press("=SSPR_0029", "enter")
	s.until("고장  Connect 서버에서")
	s.press("enter")
	s.until("진단 결과")
	s.press("f7")
	s.until("writeback-2026-11-23.json")
	s.press("ctrl+c")
	result, err := s.ended()
	if err != nil {
		t.Fatal(err)
	}
	d := result.Diagnosis
	if d.Status != steps.Broken || d.Cause == nil || d.Cause.Step != "configuration/pdc-emulator" {
		t.Errorf("diagnosis %+v, want the PDC emulator", d)
	}
	if !result.Walked || !result.Finished || result.Ending != Chosen || result.Saved == "" {
		t.Errorf("result %+v, want walked, finished, chosen and saved", result)
	}
	if !closed {
		t.Error("the patient was not closed")
	}
	said := s.out.String()
	_, normal, _ := strings.Cut(said, "\x1b[?1049l")
	if !strings.Contains(normal, "PDC 에뮬레이터") {
		t.Errorf("the summary was not left on the normal screen: %q", normal)
	}
}

func TestProgramEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := &stage{t: t, into: make(chan tea.Msg), out: &buffer{}, done: make(chan struct{})}
	c := fixtureConfig(fixturePatient(fixtureRunner()))
	c.Input, c.Output = strings.NewReader(""), s.out
	go func() {
		defer close(s.done)
		s.result, s.err = runWith(ctx, c, func(m *model) tea.Model { return pushed{model: m, from: s.into} })
	}()
	s.until("어디에서")
	cancel()
	result, err := s.ended()
	if err != nil || result.Ending != Terminated {
		t.Errorf("got %v %v, want terminated", result.Ending, err)
	}
}

// crashing panics where nobody expects it.
type crashing struct{ *startScreen }

func (crashing) Update(tea.Msg) (screen, tea.Cmd) { panic("in Update") }
func (crashing) View(frame) string                { panic("in View") }

func TestProgramSurvivesItsOwnPanic(t *testing.T) {
	t.Parallel()
	s := onStage(t, fixtureConfig(fixturePatient(fixtureRunner())))
	s.until("어디에서")
	s.send(coverMsg{screen: crashing{newStart(Config{})}})
	s.until("이 프로그램의 오류")
	s.press("ctrl+c", "ctrl+c")
	result, err := s.ended()
	if err != nil || result.Ending != Interrupted {
		t.Errorf("got %v %v, want interrupted", result.Ending, err)
	}
}

func TestFailedCloseIsAnError(t *testing.T) {
	t.Parallel()
	p := fixturePatient(fixtureRunner())
	broken := errors.New("close the lab: port in use")
	p.Close = func() error { return broken }
	c := fixtureConfig(p)
	c.Start.World = "healthy"
	s := onStage(t, c)
	s.until("사용자의 UPN")
	s.press("ctrl+c", "ctrl+c")
	if _, err := s.ended(); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}
