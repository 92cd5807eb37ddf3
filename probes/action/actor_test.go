package action

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

const connector = "contoso's.onmicrosoft.com - AAD"

// answered is an Exec that prints a text, and remembers its command line.
func answered(printed string, code int, args *[]string) powershell.Exec {
	return func(_ context.Context, name string, given ...string) ([]byte, []byte, int, error) {
		*args = append([]string{name}, given...)
		return []byte(printed), nil, code, nil
	}
}

const carriedOut = `{"schema":"writeback-doctor/act/1","host":"SYNC01","at":"2026-11-29T05:03:00.1234567Z","refused":"","finished":true,"why":null,"state":"Running","enabled":false}`

func TestAnOrderIsOneCommandLine(t *testing.T) {
	t.Parallel()
	order := probes.Order{Deed: probes.SwitchOff, Connector: connector}
	for name, test := range map[string]struct {
		config Config
		script string
		has    []string
		hasNot []string
	}{
		"here":        {Config{}, actScript, []string{"-NonInteractive"}, []string{"-ComputerName", "-OutFile"}},
		"by remoting": {Config{Computer: "sync01.corp.contoso.com"}, remoteScript, []string{"-NonInteractive", "-ComputerName", "sync01.corp.contoso.com"}, []string{"-OutFile"}},
	} {
		var args []string
		test.config.Exec = answered(carriedOut, 0, &args)
		done, err := New(test.config).Do(t.Context(), order)
		if err != nil || !done.Finished || done.Enabled != probes.No || done.State != "Running" || done.At.IsZero() || !done.Vantage.OnSyncServer() {
			t.Errorf("%s: got %+v, %v", name, done, err)
		}
		for _, one := range test.has {
			if !slices.Contains(args, one) {
				t.Errorf("%s: no %s in %q", name, one, args)
			}
		}
		for _, one := range test.hasNot {
			if slices.Contains(args, one) {
				t.Errorf("%s: %s in %q", name, one, args)
			}
		}
		at := slices.Index(args, "-File")
		if at < 0 || filepath.Base(args[at+1]) != test.script {
			t.Errorf("%s: runs %q", name, args)
		}
		if _, err := os.Stat(args[at+1]); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the script is left behind: %v", name, err)
		}
		got, outFile, err := ParseOrder(args)
		if err != nil || got != order || outFile != "" {
			t.Errorf("%s: %+v, %q, %v; want %+v", name, got, outFile, err, order)
		}
	}
}

// TestWhoSignsInHasTheTerminal: nothing is captured there, and the answer comes in
// a file. A restart asks nobody.
func TestWhoSignsInHasTheTerminal(t *testing.T) {
	t.Parallel()
	var args, captured []string
	console := func(_ context.Context, _ string, given ...string) (int, error) {
		args = given
		_, outFile, err := ParseOrder(given)
		return 0, errors.Join(err, os.WriteFile(outFile, []byte("\xef\xbb\xbf"+carriedOut), 0o600))
	}
	a := New(Config{Exec: answered(carriedOut, 0, &captured), Console: console})
	if done, err := a.Do(t.Context(), probes.Order{Deed: probes.SwitchOn, Connector: connector}); err != nil || !done.Finished {
		t.Errorf("got %+v, %v", done, err)
	}
	if !a.Console() || len(captured) > 0 || slices.Contains(args, "-NonInteractive") {
		t.Errorf("console %q, captured %q", args, captured)
	}
	if _, err := a.Do(t.Context(), probes.Order{Deed: probes.RestartService}); err != nil || len(captured) == 0 {
		t.Errorf("a restart: %v, captured %q", err, captured)
	}
	if New(Config{Console: console, Computer: "sync01"}).Console() {
		t.Error("remoting has nobody at the console")
	}
}

func TestWhatIsNoAnswerIsNotKnown(t *testing.T) {
	t.Parallel()
	none := func(context.Context, string, ...string) (int, error) { return 1, nil }
	for name, test := range map[string]struct {
		printed string
		code    int
		console bool
		kind    probes.Kind
		number  string
	}{
		"nothing, and 0":        {"", 0, false, probes.NotRun, ""},
		"blanks, and 0":         {" \r\n", 0, false, probes.NotRun, ""},
		"a code":                {"", 1, false, probes.NotRun, "1"},
		"a banner":              {"Windows PowerShell\r\n", 0, false, probes.Malformed, ""},
		"another schema":        {`{"schema":"writeback-doctor/act/9","finished":true}`, 0, false, probes.Malformed, ""},
		"cut":                   {carriedOut[:len(carriedOut)-9], 0, false, probes.Malformed, ""},
		"too much":              {carriedOut + strings.Repeat(" ", maxAnswer), 0, false, probes.Malformed, ""},
		"not reached":           {`{"schema":"writeback-doctor/act/1","host":"s","failed":{"kind":"not-run","needs":"x","code":"0x80338012"}}`, 0, false, probes.Refused, "0x80338012"},
		"a console that closed": {"", 0, true, probes.NotRun, "1"},
	} {
		var args []string
		config := Config{Exec: answered(test.printed, test.code, &args)}
		if test.console {
			config.Console = none
		}
		_, err := New(config).Do(t.Context(), probes.Order{Deed: probes.SwitchOff, Connector: connector})
		if o := probes.AsObstacle(err); o == nil || o.Kind != test.kind || o.Code != test.number {
			t.Errorf("%s: got %v, want %s %s", name, err, test.kind, test.number)
		}
	}
	for _, host := range []string{"-File", "a b", "a;b", "a$b"} {
		var args []string
		if _, err := New(Config{Computer: host, Exec: answered(carriedOut, 0, &args)}).Do(t.Context(), probes.Order{Deed: probes.RestartService}); err == nil || len(args) > 0 {
			t.Errorf("%q is taken for a host: %q", host, args)
		}
	}
}

// TestAnAnswerIsFoundInWhatAWindowMadeOfIt: broken lines, and a banner before it.
func TestAnAnswerIsFoundInWhatAWindowMadeOfIt(t *testing.T) {
	t.Parallel()
	broken := "WARNING: of a module\r\n" + carriedOut[:40] + "\r\n" + carriedOut[40:] + "\r\n"
	if d, err := decode([]byte(broken)); err != nil || !d.Finished || d.Host != "SYNC01" {
		t.Errorf("got %+v, %v", d, err)
	}
}

func TestEveryWaitEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hangs := func(ctx context.Context, _ string, _ ...string) ([]byte, []byte, int, error) {
			<-ctx.Done()
			return nil, nil, 0, context.Cause(ctx)
		}
		console := func(ctx context.Context, _ string, _ ...string) (int, error) {
			<-ctx.Done()
			return 0, context.Cause(ctx)
		}
		a := New(Config{Exec: hangs, Console: console})
		for deed, limit := range map[probes.Deed]time.Duration{probes.RestartService: limitCaptured, probes.SwitchOff: limitConsole} {
			start := time.Now()
			_, err := a.Do(t.Context(), probes.Order{Deed: deed, Connector: connector})
			if o := probes.AsObstacle(err); o == nil || o.Kind != probes.TimedOut || time.Since(start) != limit {
				t.Errorf("%s: got %v after %s, want %s", deed, err, time.Since(start), limit)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := a.Do(ctx, probes.Order{Deed: probes.RestartService}); probes.AsObstacle(err).Kind != probes.Stopped {
			t.Errorf("got %v, want %s", err, probes.Stopped)
		}
	})
}

func TestWithoutWindowsNothingIsRun(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("powershell.exe"); err == nil {
		t.Skip("there is one")
	}
	for _, config := range []Config{{}, {Console: powershell.Attached()}} {
		_, err := New(config).Do(t.Context(), probes.Order{Deed: probes.SwitchOff, Connector: connector})
		if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NotRun {
			t.Errorf("got %v, want %s", err, probes.NotRun)
		}
	}
}

func script(t *testing.T, name string) string {
	t.Helper()
	text, err := scripts.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestScriptsAreReadAsTheyAre: Windows PowerShell 5.1 reads a file without a byte
// order mark in the code page of the machine.
func TestScriptsAreReadAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, name := range []string{actScript, remoteScript} {
		body, marked := strings.CutPrefix(script(t, name), "\ufeff")
		if !marked || strings.Count(body, "\n") != strings.Count(body, "\r\n") || bytes.ContainsFunc([]byte(body), func(r rune) bool { return r > 0x7f }) {
			t.Errorf("%s: a mark %v, or a line that does not end in CR LF, or a letter that is not ASCII", name, marked)
		}
		if !strings.Contains(body, "'"+Schema+"'") {
			t.Errorf("%s does not name the schema", name)
		}
	}
}

// TestTheScriptSpellsTheFields of what it answers, and knows every guard and deed.
func TestTheScriptSpellsTheFields(t *testing.T) {
	t.Parallel()
	text := script(t, actScript)
	_, literal, _ := strings.Cut(text, "$document = [ordered]@{")
	literal, _, _ = strings.Cut(literal, "}")
	var got, want []string
	for _, m := range regexp.MustCompile(`(?m)^\s+(\w+)\s+= `).FindAllStringSubmatch(literal, -1) {
		got = append(got, m[1])
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Document]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && !slices.Contains([]string{"vantage", "took_ns", "failed"}, name) { // by the program, and by remote_act.ps1
			want = append(want, name)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the script writes %v, want %v", got, want)
	}
	for _, guard := range []probes.Guard{probes.GuardSync, probes.GuardStaging, probes.GuardService, probes.GuardConnector, probes.GuardElsewhere, probes.GuardUnseen} {
		if !strings.Contains(text, "return '"+string(guard)+"'") {
			t.Errorf("no guard %s", guard)
		}
	}
	for _, m := range regexp.MustCompile(`(?:Set|Remove|New|Stop|Start|Restart|Disable|Enable|Invoke|Clear|Reset|Out)-\w+`).FindAllString(text, -1) {
		if !slices.Contains([]string{
			"New-Object", "Restart-Service", "Start-Service", "Set-ADSyncAADPasswordResetConfiguration", "Invoke-Deed", "Out-File", "Out-Null",
		}, m) {
			t.Errorf("the script calls %s", m)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(carriedOut))
	f.Add([]byte(`{"schema":"writeback-doctor/act/1","why":{"kind":"not-run","code":"0x80004005"}}`))
	f.Fuzz(func(t *testing.T, printed []byte) {
		d, err := decode(printed)
		if err != nil {
			return
		}
		if _, err := json.Marshal(d); err != nil {
			t.Errorf("%q does not read back: %v", printed, err)
		}
	})
}
