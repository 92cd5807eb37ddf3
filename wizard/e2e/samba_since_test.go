//go:build samba && unix

package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// ofTheTime is what differs between two scans that see the same: when, how
// long, and in how many answers.
var ofTheTime = regexp.MustCompile(`"at":"[^"]*"|"took_ms":\d+|"pages":\d+|"reopened":\d+|looked\s+at\s+in\s+(?:\d+\s+min\s+)?\d+\s+s:`)

// looker is an account that scans the domain again and again: whole, and with
// what the last scan left.
type looker struct {
	t             *testing.T
	env           map[string]string
	dir, name     string
	who, password string
	last          string // the result that the next one builds on
	rounds, whole int
}

// scan runs the built program, and returns its result and what it said beside it.
func (l *looker) scan(format string, args ...string) (out, said string) {
	l.t.Helper()
	path := filepath.Join(l.dir, fmt.Sprintf("%s-%d.%s", l.name, l.rounds, format))
	l.rounds++
	args = append([]string{
		"scan", "--controller", l.env["DC_ADDR"], "--ca-file", l.env["CA_FILE"], "--account", l.who, "--lang", "en",
		"--format", format, "--out", path,
	}, args...)
	cmd := exec.CommandContext(l.t.Context(), program, args...)
	cmd.Env = append(os.Environ(), "WRITEBACK_DOCTOR_PASSWORD="+l.password)
	var errs strings.Builder
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() > 2 {
		l.t.Fatalf("%q: %v\n%s", args, err, errs.String())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		l.t.Fatalf("%v\n%s", err, errs.String())
	}
	if format == "json" && len(args) > 0 {
		l.last = path
	}
	out = ofTheTime.ReplaceAllString(string(text), "")
	if format == "text" { // where a line ends hangs on how long it took
		out = strings.Join(strings.Fields(out), " ")
	}
	return out, strings.Join(strings.Fields(errs.String()), " ")
}

// equal demands that a second look says what a whole scan says, in each format.
func (l *looker) equal(formats ...string) {
	l.t.Helper()
	before := l.last
	for _, format := range formats {
		got, said := l.scan(format, "--since", before)
		want, _ := l.scan(format)
		if got != want {
			l.t.Errorf("%s: the second look (%s) differs from a whole scan:\n%s", l.name, said, firstDifference(got, want))
		}
		if !strings.Contains(said, "were read again") {
			l.whole++
			l.t.Logf("%s: %s", l.name, said)
		}
	}
	if l.last == before {
		l.t.Fatalf("%s: nothing was left to build on", l.name)
	}
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-300)
	return a[from:min(len(a), i+300)] + "\n--- whole:\n" + b[from:min(len(b), i+300)]
}

// TestASecondLookEqualsAWholeScan changes the domain in all sorts of ways and
// looks again after some of them, as an administrator and as an account that
// may not see what was deleted. WRITEBACK_DOCTOR_SEED repeats a run, and
// WRITEBACK_DOCTOR_CHANGES makes it longer (1000).
func TestASecondLookEqualsAWholeScan(t *testing.T) {
	env := controller(t)
	seed, changes := number(t, "WRITEBACK_DOCTOR_SEED", rand.Uint64()>>1), number(t, "WRITEBACK_DOCTOR_CHANGES", 150)
	t.Logf("WRITEBACK_DOCTOR_SEED=%d repeats this run of %d changes", seed, changes)
	u := newUnrest(t, env, rand.New(rand.NewPCG(seed, 11)))
	dir := t.TempDir()
	lookers := []*looker{
		{t: t, env: env, dir: dir, name: "administrator", who: "Administrator@" + env["DNS_DOMAIN"], password: env["ADMIN_PASSWORD"]},
		{t: t, env: env, dir: dir, name: "connector", who: env["MSOL_NAME"] + "@" + env["DNS_DOMAIN"], password: env["MSOL_PASSWORD"]},
	}
	for _, l := range lookers {
		l.scan("json")
	}
	const atOnce = 50
	for done := uint64(0); done < changes; {
		var log []string
		for range min(atOnce, changes-done) {
			log = append(log, u.change())
			done++
		}
		formats := []string{"json"}
		if done == changes {
			formats = []string{"text", "csv", "json"}
		}
		for _, l := range lookers {
			l.equal(formats...)
		}
		if t.Failed() {
			t.Fatalf("after %s", strings.Join(log, "\n      "))
		}
	}
	t.Logf("seed %d: %d changes of %d sorts, 0 differences", seed, changes, len(u.sorts()))
	for _, l := range lookers {
		t.Logf("%-13s %d scans, of which %d second looks read everybody", l.name, l.rounds, l.whole)
		if l.whole*4 > l.rounds {
			t.Errorf("%s: %d of %d second looks read everybody", l.name, l.whole, l.rounds/2)
		}
	}
}

func number(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// readPolicies lets an account read the fine-grained policies, without which
// no second look is worth anything.
func readPolicies(sid access.SID) access.ACE {
	return access.ACE{Type: access.Allow, Flags: access.ContainerInherit, Mask: access.ReadProperty | access.ListContents | access.ReadControl, Trustee: sid}
}
