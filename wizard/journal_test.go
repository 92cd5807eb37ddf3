package wizard

import (
	"context"
	"errors"
	"sync"
	"syscall"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// memory is a journal that keeps what it was told.
type memory struct {
	mu      sync.Mutex
	patient *Patient
	access  Access
	notes   int
	over    bool
	left    *Left
	taken   bool
	opened  Access
	open    func() (*Patient, error)
}

func (j *memory) Note(p *Patient, a Access) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.patient, j.access, j.over = p, unsecret(a), false
	j.notes++
}

func (j *memory) Over()  { j.over = true }
func (j *memory) Close() { j.taken = false }

func (j *memory) Left() *Left {
	if j.taken {
		return nil
	}
	return j.left
}

func (j *memory) Take(Left) error {
	if j.open == nil {
		return errors.New("another window")
	}
	j.taken = true
	return nil
}

func (j *memory) GoOn(_ context.Context, _ Left, a Access) (*Patient, error) {
	j.opened = copied(a)
	return j.open()
}

func keepingIn(j *memory) func(*scripted, *Config) {
	return func(r *scripted, c *Config) { c.Journal, c.Language = j, lang.English; unreachable(r, nil) }
}

// toTheWalk opens this environment.
func toTheWalk(d *driver) {
	d.press("=1")
	d.hear()
}

// Every answer and every finding is kept as it comes, with what opened the walk,
// and without its secrets; what is only shown is not kept again.
func TestTheWalkIsKeptAsItGoes(t *testing.T) {
	t.Parallel()
	j := &memory{}
	inBubble(t, func(r *scripted, c *Config) { asksAll(r, c); keepingIn(j)(r, c) }, func(d *driver) {
		d.called()
		if j.patient == nil || j.access.Facts[steps.User] != "hong@contoso.com" {
			t.Errorf("an answer of the call is not kept: %+v", j.access)
		}
		d.without()
		if got := j.access.Facts[steps.Declined]; got != "tenant" {
			t.Errorf("goes on without %q, want the tenant: a walk that goes on would ask again", got)
		}
		d.press("=corp.contoso.com", "enter", "=CORP\\helper", "enter", "=p4ss-word", "enter")
		d.hear()
		if j.access.Account != `CORP\helper` || len(j.access.Password) > 0 || j.access.Facts[steps.Domain] != "corp.contoso.com" {
			t.Fatalf("the walk is not kept with what opened it: %+v", j.access)
		}
		d.without()
		trail := d.m.walk.patient.Session.Trail()
		if got := j.patient.Session.Trail(); len(trail) < 3 || len(got) != len(trail) || got[len(got)-1].On != "unreachable" {
			t.Errorf("%d findings are kept of %d", len(got), len(trail))
		}
		notes := j.notes
		d.press("f1", "esc", "f4", "esc")
		if j.notes != notes {
			t.Errorf("kept %d times more, and nothing was found", j.notes-notes)
		}
		if j.over {
			t.Error("the journal is over, and the walk is not left")
		}
		d.send(startMsg{})
		if !j.over {
			t.Error("the walk was left, and its journal stays")
		}
	})
}

// A walk of the lab is not kept, nor one that stands as it was saved, nor one
// whose file alone says where it leads.
func TestWhatIsNotKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		build func(*scripted, *Config)
		walk  func(*driver)
	}{
		"the lab": {nil, func(d *driver) { d.answered() }},
		"what a file says": {suggesting, func(d *driver) {
			d.press("=3", "=/tmp/case.json", "enter")
			d.hear()
			d.press("enter")
			d.hear()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := &memory{}
			inBubble(t, func(r *scripted, to *Config) {
				if to.Journal = j; c.build != nil {
					c.build(r, to)
				}
			}, func(d *driver) {
				c.walk(d)
				if d.m.walk.patient == nil || j.patient != nil {
					t.Errorf("kept %+v", j.patient)
				}
			})
		})
	}
}

func leftWalk() *Left {
	return &Left{
		Folder: "/j/walk-1", Walk: "/j/walk-1/walk.json", At: noon(), User: "kim@contoso.com\x1b[2J",
		Access: Access{Facts: steps.Facts{steps.User: "kim@contoso.com"}, Account: `CORP\helper`},
	}
}

// The walk that a killed program left behind comes first, with whose call it was
// and when; its secrets are asked for, and the walk goes on where it stood.
func TestAWalkThatWasLeftBehindGoesOn(t *testing.T) {
	t.Parallel()
	j := &memory{left: leftWalk()}
	inBubble(t, func(r *scripted, c *Config) {
		keepingIn(j)(r, c)
		j.open = func() (*Patient, error) {
			p := fixturePatient(r)
			if _, err := p.Session.Answer(steps.Facts{steps.User: "kim@contoso.com"}, noon()); err != nil {
				return nil, err
			}
			return p, nil
		}
	}, func(d *driver) {
		d.sees("> 1. Go on with the check that broke off: kim@contoso.com")
		d.sees("2026-11-23 03:00")
		d.press("enter")
		d.sees("Password of that account")
		d.press("esc")
		d.sees("> 1. Go on with the check")
		if j.taken || j.over {
			t.Error("whoever went back did not give it up")
		}
		d.press("enter", "=p4ss-word", "enter")
		d.hear()
		if string(j.opened.Password) != "p4ss-word" || j.opened.Account != `CORP\helper` {
			t.Errorf("opened with %+v", j.opened)
		}
		d.sees("PDC emulator")
		if j.patient == nil || len(j.patient.Session.Trail()) < 2 {
			t.Error("what it goes on to find is not kept")
		}
	})
}

// What cannot be gone on with says why, and waits on.
func TestAWalkThatCannotGoOnWaits(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func() (*Patient, error){
		"another window": nil,
		"a broken file":  func() (*Patient, error) { return nil, errors.New("broken file") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := &memory{left: leftWalk(), open: open}
			j.left.Access.Account = ""
			inBubble(t, keepingIn(j), func(d *driver) {
				d.press("enter")
				d.hear()
				if open == nil {
					d.sees("another window")
				} else {
					d.sees("broken file")
					d.press("esc")
				}
				d.sees("> 1. Go on with the check")
				if j.over || j.notes > 0 {
					t.Error("it was given up")
				}
			})
		})
	}
}

// A call that was not looked at yet goes on with its answers.
func TestACallThatWasLeftBehindGoesOn(t *testing.T) {
	t.Parallel()
	j := &memory{left: leftWalk(), open: func() (*Patient, error) { return nil, errors.New("nothing to open") }}
	j.left.Walk, j.left.Access.Facts = "", steps.Facts{steps.User: "kim@contoso.com", steps.Domain: "corp.contoso.com"}
	inBubble(t, func(r *scripted, c *Config) { asksAll(r, c); keepingIn(j)(r, c) }, func(d *driver) {
		d.press("enter")
		d.hear()
		if j.access.Account != `CORP\helper` || j.access.Facts[steps.User] != "kim@contoso.com" || j.access.Facts[steps.Domain] != "corp.contoso.com" {
			t.Errorf("an answer is lost: %+v", j.access)
		}
	})
}

// Whoever chose to end is not asked to go on; whoever was ended is.
func TestTheEndOfAJournal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(*driver)
		over bool
	}{
		"chosen":      {func(d *driver) { d.send(quitMsg{}) }, true},
		"interrupted": {func(d *driver) { d.press("ctrl+c", "ctrl+c") }, true},
		"terminated":  {func(d *driver) { d.send(signalMsg{signal: syscall.SIGTERM}) }, false},
		"a fault":     {func(d *driver) { d.send(brokenMsg{fault: "boom"}); d.send(quitMsg{}) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := &memory{}
			inBubble(t, keepingIn(j), func(d *driver) {
				toTheWalk(d)
				c.end(d)
				if !d.quit {
					t.Fatal("it did not end")
				}
				d.m.kept.ended(d.m.walk, d.m.ended())
			})
			if j.over != c.over || j.patient == nil {
				t.Errorf("over: %t, want %t", j.over, c.over)
			}
		})
	}
}
