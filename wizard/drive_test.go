package wizard

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// driver runs a model as bubbletea would, in a bubble of fake time: commands
// run in goroutines, their messages come back one at a time. Nothing sleeps,
// and nothing that waits for time happens before pass is called.
type driver struct {
	t    *testing.T
	m    *model
	r    *scripted
	msgs chan tea.Msg
	quit bool
}

// inBubble runs a walk in a bubble of fake time. build may change what the
// world answers and how the wizard is set up; it runs inside the bubble, where
// its channels have to be made.
func inBubble(t *testing.T, build func(*scripted, *Config), run func(d *driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer time.Sleep(time.Minute) // what still waits for time may end
		defer cancel()
		r := fixtureRunner()
		c := fixtureConfig(fixturePatient(r))
		c.Output = io.Discard
		if build != nil {
			build(r, &c)
		}
		m := newModel(c, func() (context.Context, context.CancelFunc) { return context.WithCancel(ctx) })
		d := &driver{t: t, m: m, r: r, msgs: make(chan tea.Msg, 10_000)}
		d.do(m.Init())
		d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		run(d)
	})
}

func (d *driver) do(cmd tea.Cmd) {
	if cmd != nil {
		go func() { d.msgs <- cmd() }()
	}
}

// settle hands on messages until only time could bring another.
func (d *driver) settle() {
	for {
		synctest.Wait()
		select {
		case msg := <-d.msgs:
			d.take(msg)
		default:
			return
		}
	}
}

func (d *driver) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.do(cmd)
		}
	case tea.QuitMsg:
		d.quit = true
	default:
		_, cmd := d.m.Update(msg)
		d.do(cmd)
	}
}

func (d *driver) send(msg tea.Msg) {
	d.take(msg)
	d.settle()
	if frame := d.text(); strings.Contains(frame, "%!") { // a verb of package fmt that did not fit its value
		d.t.Errorf("after %v the screen holds %%!:\n%s", msg, frame)
	}
}

// pass lets time go by.
func (d *driver) pass(long time.Duration) {
	for end := time.Now().Add(long); time.Now().Before(end); {
		time.Sleep(min(50*time.Millisecond, time.Until(end)))
		d.settle()
	}
}

// hear waits until a screen that came by itself takes keys.
func (d *driver) hear() { d.pass(deafFor + time.Millisecond) }

// keys are the messages of the keys that the tests press.
var keys = map[string]tea.KeyMsg{
	"enter": {Type: tea.KeyEnter}, "esc": {Type: tea.KeyEsc}, "tab": {Type: tea.KeyTab},
	"shift+tab": {Type: tea.KeyShiftTab}, "up": {Type: tea.KeyUp}, "down": {Type: tea.KeyDown},
	"pgdown": {Type: tea.KeyPgDown}, "pgup": {Type: tea.KeyPgUp}, "end": {Type: tea.KeyEnd}, "home": {Type: tea.KeyHome},
	"ctrl+c": {Type: tea.KeyCtrlC}, "ctrl+l": {Type: tea.KeyCtrlL}, "ctrl+u": {Type: tea.KeyCtrlU}, "ctrl+y": {Type: tea.KeyCtrlY}, "ctrl+k": {Type: tea.KeyCtrlK}, "ctrl+e": {Type: tea.KeyCtrlE}, "ctrl+r": {Type: tea.KeyCtrlR},
	"f1": {Type: tea.KeyF1}, "f2": {Type: tea.KeyF2}, "f3": {Type: tea.KeyF3}, "f4": {Type: tea.KeyF4}, "f5": {Type: tea.KeyF5},
	"f6": {Type: tea.KeyF6}, "f7": {Type: tea.KeyF7}, "f8": {Type: tea.KeyF8}, "f9": {Type: tea.KeyF9},
}

// press sends keys by name; "=text" types runes, as an input method does.
func (d *driver) press(names ...string) {
	d.t.Helper()
	for _, name := range names {
		if text, typed := strings.CutPrefix(name, "="); typed {
			d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
			continue
		}
		key, ok := keys[name]
		if !ok {
			d.t.Fatalf("no key %q", name)
		}
		d.send(key)
	}
}

// text is the frame without colour.
func (d *driver) text() string { return ansi.Strip(d.m.View()) }

func (d *driver) sees(want string) {
	d.t.Helper()
	if got := d.text(); !strings.Contains(got, want) {
		d.t.Fatalf("screen lacks %q:\n%s", want, got)
	}
}

func (d *driver) lacks(unwanted string) {
	d.t.Helper()
	if got := d.text(); strings.Contains(got, unwanted) {
		d.t.Fatalf("screen has %q:\n%s", unwanted, got)
	}
}

// answered walks from the start screen through the questions of the caller.
func (d *driver) answered() {
	d.t.Helper()
	d.press("=2", "enter") // the lab, its first world
	d.hear()
	d.press("=hong@contoso.com", "enter", "enter", "tab")
	d.hear()
}
