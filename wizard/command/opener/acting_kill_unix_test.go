//go:build unix

package opener

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
)

// The child that is killed learns from its environment where it keeps, what it
// does, and at which moment it waits to be killed.
const (
	actsInFolder = "WBD_ACTING_IN"
	actsStep     = "WBD_ACTING_STEP"
	actsMoment   = "WBD_ACTING_MOMENT"
)

// moments stops at one of them, for good.
type moments struct{ at string }

func (m moments) pass(name string) {
	if name == m.at {
		fmt.Println("\nreached", name)
		select {} // until it is killed
	}
}

// stoppingTrail and stoppingActor are what is real, with its moments.
type stoppingTrail struct {
	probes.Trail
	moments
}

func (s stoppingTrail) Append(a probes.Acted) error {
	name := strings.TrimSpace(string(a.Mark) + " " + string(a.Deed))
	s.pass("before entry " + name)
	err := s.Trail.Append(a)
	s.pass("after entry " + name)
	return err
}

type stoppingActor struct {
	probes.Actor
	moments
}

func (s stoppingActor) Do(ctx context.Context, o probes.Order) (probes.Performed, error) {
	s.pass("before " + string(o.Deed))
	done, err := s.Actor.Do(ctx, o)
	s.pass("after " + string(o.Deed))
	return done, err
}

const killedWorld = "act-switch-proves"

// TestActingChild is the program that is killed, and nothing by itself.
func TestActingChild(t *testing.T) {
	folder := os.Getenv(actsInFolder)
	if folder == "" {
		return
	}
	op := testOpener(nil)
	op.Acts = actsIn(folder)
	p, err := op.practise(t.Context(), killedWorld, lab.World.Hurried)
	if err != nil {
		t.Fatal(err)
	}
	stop := moments{at: os.Getenv(actsMoment)}
	env := p.Env
	env.Trail = stoppingTrail{Trail: p.Env.Trail, moments: stop}
	env.Acting = func(ctx context.Context, f steps.Facts) (probes.Actor, error) {
		actor, err := p.Env.Acting(ctx, f)
		return stoppingActor{Actor: actor, moments: stop}, err
	}
	act := p.Session.Find(steps.ID(os.Getenv(actsStep))).Act
	offer := act.Prepare(t.Context(), env, p.Walked())
	end := act.Perform(t.Context(), env, p.Walked(), offer, "sync01", nil)
	t.Fatalf("it was not killed: %+v", end)
}

// TestAKilledActionIsFinished kills a process at each moment of each action. What
// was done stands there, the next start says it, and finishing brings the server
// where it should be.
func TestAKilledActionIsFinished(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		step   steps.ID
		moment string
		broken string // what the next start says; "" for nothing
		stands string // the server before anything is finished
	}{
		{switchStep, "before entry consented", "", "yes Running"},
		{switchStep, "after entry consented", "", "yes Running"},
		{switchStep, "after entry begins switch-off", "maybe-off", "yes Running"},
		{switchStep, "before switch-off", "maybe-off", "yes Running"},
		{switchStep, "after switch-off", "maybe-off", "no Running"},
		{switchStep, "after entry done switch-off", "off-not-on", "no Running"},
		{switchStep, "before switch-on", "off-not-on", "no Running"},
		{switchStep, "after switch-on", "off-not-on", "yes Running"},
		{switchStep, "after entry done switch-on", "on-unproven", "yes Running"},
		{switchStep, "after entry ended", "", "yes Running"},
		{restartStep, "before restart-service", "restart-unknown", "yes Running"},
		{restartStep, "after restart-service", "restart-unknown", "yes Running"},
	} {
		t.Run(test.moment, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			killAt(t, folder, test.step, test.moment)
			p := actingIn(t, killedWorld, folder)
			broken := ""
			if p.Broken != nil {
				broken = string(p.Broken.On)
			}
			if got := whatStands(t, p); got != test.stands || broken != test.broken {
				t.Fatalf("the server stands at %q, and the start says %q; want %q, %q", got, broken, test.stands, test.broken)
			}
			if p.Broken == nil || p.Broken.Act == nil {
				return
			}
			act := p.Broken.Act
			offer := act.Prepare(t.Context(), p.Env, p.Walked())
			if !offer.Open() || offer.Before.Empty() {
				t.Fatalf("it cannot be finished: %+v", offer)
			}
			if end := act.Perform(t.Context(), p.Env, p.Walked(), offer, "sync01", nil); end.On != "proven" {
				t.Errorf("got %+v, want proven", end)
			}
			if got := whatStands(t, p); got != "yes Running" {
				t.Errorf("the server stands at %q", got)
			}
			if again := p.Session.Find(test.step).Act.Prepare(t.Context(), p.Env, p.Walked()); !again.Before.Empty() {
				t.Errorf("it is said again: %+v", again.Before)
			}
		})
	}
}

// killAt runs the child until it reaches a moment, and kills it there.
func killAt(t *testing.T, folder string, step steps.ID, moment string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestActingChild$")
	child.Env = append(os.Environ(), actsInFolder+"="+folder, actsStep+"="+string(step), actsMoment+"="+moment)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(time.Minute, func() { _ = child.Process.Kill() })
	defer late.Stop()
	lines, reached, said := bufio.NewScanner(out), false, ""
	for lines.Scan() {
		said += lines.Text() + "\n"
		if lines.Text() == "reached "+moment {
			reached = true
			_ = child.Process.Kill() // SIGKILL
		}
	}
	_ = child.Wait() // it was killed
	if !reached {
		t.Fatalf("it never came to %q:\n%s", moment, said)
	}
}
