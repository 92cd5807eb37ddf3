//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestFixes applies what the program prints to a real directory: the check
// turns healthy, and is broken again after the undo.
func TestFixes(t *testing.T) {
	env := controller(t)
	file := serverFile(t, env)
	free := &administrator{t: t, conn: asAdministrator(t, env)}
	before := string(free.read(env["BASE_DN"], "minPwdAge"))
	free.write(env["BASE_DN"], "minPwdAge", "0") // or every user would be broken for that as well
	t.Cleanup(func() { free.write(env["BASE_DN"], "minPwdAge", before) })
	var table strings.Builder
	fmt.Fprintf(&table, "%-30s %-9s %-32s %-22s %-10s %s\n", "fault", "user", "step", "before", "mended", "undone")
	for _, f := range fixes(env) {
		t.Run(f.name+" "+f.step, func(t *testing.T) {
			a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"], domains: []string{"CORP", env["DNS_DOMAIN"]}}
			w := &walker{t: t, env: env, file: file}
			w.proveFix(a, f, &table)
		})
	}
	t.Log("\n" + table.String())
}

func (w *walker) proveFix(a *administrator, f fix, table *strings.Builder) {
	w.t.Helper()
	if f.setUp != nil {
		f.setUp(a)
	}
	if f.tidy != nil {
		w.t.Cleanup(func() { f.tidy(a) })
	}
	before, evidence := w.see(f.user, f.step)
	step := f.step
	if f.advice != "" {
		step = f.advice
	}
	do, undo := w.advice(f.user, step)
	ways := f.ways
	if ways == nil {
		ways = []way{{}}
	}
	for _, way := range ways {
		if f.mend != nil {
			f.mend(a, evidence)
		} else {
			a.touched = nil
			a.runAll(do, way.do)
			w.narrowest(a, f)
		}
		mended, _ := w.see(f.user, f.step)
		if f.unmend != nil {
			f.unmend(a, evidence)
		} else {
			a.runAll(undo, way.undo)
		}
		undone, _ := w.see(f.user, f.step)
		fmt.Fprintf(table, "%-30s %-9s %-32s %-22s %-10s %s\n", f.name, f.user, f.step, before, mended, undone)
		if before != f.broken || mended != f.mended || undone != f.broken {
			w.t.Errorf("got %s, mended %s, undone %s; want %s, %s, %s\nevidence before: %s", before, mended, undone, f.broken, f.mended, f.broken, evidence)
		}
	}
}

// narrowest fails when the commands touched anything but the one object that
// they should.
func (w *walker) narrowest(a *administrator, f fix) {
	w.t.Helper()
	want := f.where
	if want == "" {
		want = "CN=" + f.user + ",OU=Staff," + w.env["BASE_DN"]
	}
	for _, dn := range a.touched {
		if dn != want {
			w.t.Errorf("the commands changed %s, want %s alone", dn, want)
		}
	}
	if len(a.touched) == 0 {
		w.t.Error("the commands changed nothing")
	}
}

// runAll runs commands in the order in which they are printed; with which,
// those alone.
func (a *administrator) runAll(commands []string, which []int) {
	a.t.Helper()
	if len(commands) == 0 {
		a.t.Fatal("no command is printed")
	}
	for i, command := range commands {
		if which == nil || slices.Contains(which, i) {
			a.run(command)
		}
	}
}

// walker runs the built program as an administrator who has a file from the
// Connect server.
type walker struct {
	t    *testing.T
	env  map[string]string
	file string
}

func (w *walker) command(user, format string) *exec.Cmd {
	w.t.Helper()
	return inDomain(w.t, w.env, w.env["ADMIN_PASSWORD"], "check", "--format", format, "--lang", "en", "--domain", w.env["DNS_DOMAIN"],
		"--controller", w.env["DC_ADDR"], "--ca-file", w.env["CA_FILE"], "--account", "Administrator@"+w.env["DNS_DOMAIN"],
		"--user", user+"@"+w.env["DNS_DOMAIN"], "--server-file", w.file)
}

// see returns the outcome of a step, and its evidence.
func (w *walker) see(user, step string) (string, json.RawMessage) {
	w.t.Helper()
	r, _ := run(w.t, w.command(user, "json"), w.env["ADMIN_PASSWORD"])
	for _, f := range r.Findings {
		if f.Step == step {
			return f.Outcome, f.Evidence
		}
	}
	return "not visited", nil
}

// advice returns the commands that the program prints for a step, those that
// only look first, and those that undo them.
func (w *walker) advice(user, step string) (do, undo []string) {
	w.t.Helper()
	type commands []struct{ Text string }
	out, err := w.command(user, "json").Output()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		w.t.Fatal(err)
	}
	var r struct {
		Findings []struct {
			Step   string
			Remedy struct{ Look, Fix, Or, Undo commands }
		}
	}
	if err := json.Unmarshal(out, &r); err != nil {
		w.t.Fatal(err)
	}
	for _, f := range r.Findings {
		if f.Step != step {
			continue
		}
		for _, c := range slices.Concat(f.Remedy.Look, f.Remedy.Fix, f.Remedy.Or) {
			do = append(do, c.Text)
		}
		for _, c := range f.Remedy.Undo {
			undo = append(undo, c.Text)
		}
	}
	return do, undo
}
