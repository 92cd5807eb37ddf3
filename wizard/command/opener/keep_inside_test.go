package opener

import (
	"bytes"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// drawer is a key store of a test.
type drawer struct{ holds []byte }

func (d *drawer) Read() ([]byte, error)   { return d.holds, nil }
func (d *drawer) Write(data []byte) error { d.holds = bytes.Clone(data); return nil }
func (d *drawer) Delete() error           { d.holds = nil; return nil }

// entering opens a world as the environment of a person who has a key store.
func entering(t *testing.T, l *lab.Lab, keeper graph.Keeper, asked bool) *steps.Patient {
	t.Helper()
	o := inside(l)
	o.tenant.keeper, o.tenant.keep = keeper, asked
	known := steps.Facts{}
	for name, value := range l.Facts() {
		known[steps.Fact(name)] = value
	}
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Shut() })
	return p
}

// TestASignInIsKeptFromRunToRun: as the option or the key asks, across a policy that
// forbids device codes and sends the person to the browser, until the key says no.
// The patients of the lab keep nothing.
func TestASignInIsKeptFromRunToRun(t *testing.T) {
	t.Parallel()
	w, err := lab.Parse("walk.yaml", []byte("credentials: {tenant: device-code, roles: [Global Reader], refused: {device-code: 53003}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w.Hurried())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	store := &drawer{}
	for i, run := range []struct {
		asked   bool
		byKey   []bool // pressed while the code is shown
		prompts int    // a code, and the browser in its place
		kept    probes.YesNo
		holds   bool
	}{
		{false, nil, 2, probes.Unsaid, false},
		{false, []bool{true, false}, 2, probes.Unsaid, false},
		{true, nil, 2, probes.Yes, true},
		{false, []bool{true}, 2, probes.Yes, true},
	} {
		p, prompts := entering(t, running, store, run.asked), 0
		store.holds = nil
		in, err := p.SignIn.Enter(t.Context(), func(steps.SignInPrompt) {
			for _, on := range run.byKey {
				p.SignIn.Keep(on)
			}
			prompts++
		})
		if err != nil || prompts != run.prompts || in.Kept != run.kept || (len(store.holds) > 0) != run.holds {
			t.Errorf("run %d: %v, %d prompts, kept %v, %d bytes; want %+v", i, err, prompts, in.Kept, len(store.holds), run)
		}
	}
	// What the browser brought is kept for the browser and for a code alike.
	p, prompts := entering(t, running, store, false), 0
	in, err := p.SignIn.Enter(t.Context(), func(steps.SignInPrompt) { prompts++ })
	if err != nil || prompts != 0 || in.Kept != probes.Yes {
		t.Errorf("the next run: %v, %d prompts, kept %v", err, prompts, in.Kept)
	}
	if p.SignIn.Keep(false); len(store.holds) != 0 {
		t.Error("what is not to be kept any more is still there")
	}
	if p := entering(t, running, nil, false); p.SignIn.Keep != nil {
		t.Error("without a key store it is offered to keep a sign-in")
	}
}
