package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// collectedIn is what collect writes in a world, with its hold.
func collectedIn(t *testing.T, world string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "server.json")
	a := testApp(nil)
	a.process.Out = &bytes.Buffer{}
	a.flags.world, a.flags.out, a.flags.hold = world, path, true
	if err := a.collect(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var moment = regexp.MustCompile(`"20\d\d-\d\d-\d\dT[0-9:.]+Z"`)

// older is a collection that was made so much earlier.
func older(t *testing.T, text []byte, by time.Duration) []byte {
	t.Helper()
	return moment.ReplaceAllFunc(text, func(quoted []byte) []byte {
		at, err := time.Parse(time.RFC3339Nano, strings.Trim(string(quoted), `"`))
		if err != nil {
			t.Fatal(err)
		}
		return []byte(`"` + at.Add(-by).Format(time.RFC3339Nano) + `"`)
	})
}

// mixedIn walks a world whose directory and tenant are live, and of whose
// Connect server there is a file.
func mixedIn(t *testing.T, world string, file []byte) *steps.Patient {
	t.Helper()
	w, err := lab.Load(world)
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	o := inside(running)
	o.server = file
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Shut() })
	if err := p.Walk(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestX(t *testing.T) {
	file := collectedIn(t, "healthy")
	for _, age := range []time.Duration{0, time.Hour, 23 * time.Hour, 25 * time.Hour, 5 * 24 * time.Hour, 40 * 24 * time.Hour} {
		p := mixedIn(t, "healthy", older(t, file, age))
		for _, f := range p.Session.Trail() {
			fmt.Println(age, f.Step, f.On, f.Status, f.Why, f.Then, f.Age())
		}
	}
}
