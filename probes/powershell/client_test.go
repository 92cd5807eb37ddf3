package powershell

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
)

// answers is an Exec that always prints the same.
func answers(stdout, stderr string, code int) Exec {
	return func(context.Context, string, ...string) ([]byte, []byte, int, error) {
		return []byte(stdout), []byte(stderr), code, nil
	}
}

// server is an Exec that answers requests as a Connect server would.
func server(t *testing.T, runs *atomic.Int32, change func(*Document)) Exec {
	t.Helper()
	return func(_ context.Context, name string, args ...string) ([]byte, []byte, int, error) {
		runs.Add(1)
		if name != Program {
			t.Errorf("got program %q, want %q", name, Program)
		}
		request, err := ParseRequest(args)
		if err != nil {
			return nil, nil, 0, err
		}
		d := Document{Schema: Schema, Host: "sync1"}
		for _, target := range request.Targets {
			d.Routes = append(d.Routes, probes.Route{Target: target, TCP: probes.Open})
			d.Holds = append(d.Holds, probes.Hold{Target: target, Wanted: request.Length})
		}
		d.Server = &probes.Server{System: probes.System{Part: probes.Part{Read: true}}}
		d.Links = []probes.UserLink{{DN: request.UserDN, InADSpace: probes.Yes}}
		d.Events = &probes.EventLog{Events: []probes.Event{{ID: 1, At: request.Since}, {ID: 2, At: request.Since.Add(1)}}}
		if change != nil {
			change(&d)
		}
		out, err := json.Marshal(d)
		return out, nil, 0, err
	}
}

func TestQuestionsAreAskedOnce(t *testing.T) {
	t.Parallel()
	var runs atomic.Int32
	c := New(Config{Exec: server(t, &runs, nil)})
	askAll(t, c)
	askAll(t, c)
	if got := runs.Load(); got != 4 {
		t.Errorf("got %d runs, want 4", got)
	}
	c.Forget()
	if _, err := c.Server(t.Context()); err != nil || runs.Load() != 5 {
		t.Errorf("after Forget: got %d runs %v, want 5", runs.Load(), err)
	}
}

// askAll puts each question but that for a road.
func askAll(t *testing.T, c *Client) {
	t.Helper()
	s, err := c.Server(t.Context())
	if err != nil || !s.System.Read || s.Vantage != (probes.Vantage{Place: probes.SyncServer, Host: "sync1"}) || s.At.IsZero() {
		t.Errorf("server: got %+v %v", s.Seen, err)
	}
	l, err := c.UserLink(t.Context(), "CN=a")
	if err != nil || l.InADSpace != probes.Yes || !l.Vantage.OnSyncServer() {
		t.Errorf("link: got %+v %v", l, err)
	}
	e, err := c.Events(t.Context(), time.Unix(1, 0))
	if err != nil || len(e.Events) != 2 || e.Events[0].ID != 2 || !e.Since.Equal(time.Unix(1, 0)) {
		t.Errorf("events: got %+v %v, want the newest first", e, err)
	}
	h, err := c.Hold(t.Context(), probes.Target{Host: "h", Port: 443}, time.Minute)
	if err != nil || h.Wanted != time.Minute {
		t.Errorf("hold: got %+v %v", h, err)
	}
}

func TestRoadsShareARun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int32
		c := New(Config{Exec: server(t, &runs, nil)})
		var group sync.WaitGroup
		for port := range 2*maxRoads - 1 {
			group.Go(func() {
				target := probes.Target{Host: "dc1", Port: port + 1, Purpose: probes.DomainControl}
				r, err := c.Reach(t.Context(), target)
				if err != nil || r.Target != target || r.End() != probes.Open || !r.Vantage.OnSyncServer() || r.At.IsZero() {
					t.Errorf("%d: got %+v %v", target.Port, r, err)
				}
			})
		}
		group.Wait()
		if got := runs.Load(); got != 2 {
			t.Errorf("got %d runs, want 2", got)
		}
	})
}

func TestRoadThatIsNotAnsweredIsAnObstacle(t *testing.T) {
	t.Parallel()
	var runs atomic.Int32
	c := New(Config{Exec: server(t, &runs, func(d *Document) { d.Routes, d.Holds, d.Links, d.Events, d.Server = nil, nil, nil, nil, nil })})
	target := probes.Target{Host: "h", Port: 1}
	_, reach := c.Reach(t.Context(), target)
	_, hold := c.Hold(t.Context(), target, 1)
	_, link := c.UserLink(t.Context(), "CN=a")
	_, events := c.Events(t.Context(), time.Time{})
	_, whole := c.Server(t.Context())
	for name, err := range map[string]error{"reach": reach, "hold": hold, "link": link, "events": events, "server": whole} {
		if got := probes.AsObstacle(err); got == nil || got.Kind != probes.Malformed || got.Needs != name {
			t.Errorf("%s: got %v, want malformed", name, err)
		}
	}
}

func TestMachineWithoutTheServiceIsNotTheSyncServer(t *testing.T) {
	t.Parallel()
	var runs atomic.Int32
	exec := server(t, &runs, func(d *Document) { d.Elsewhere = true })
	_, err := New(Config{Exec: exec}).Server(t.Context())
	if got := probes.AsObstacle(err); got == nil || got.Kind != probes.NoServer {
		t.Errorf("on this machine: got %v, want no-server", err)
	}
	s, err := New(Config{Exec: exec, Computer: "other"}).Server(t.Context())
	if want := (probes.Vantage{Host: "sync1"}); err != nil || s.Vantage != want {
		t.Errorf("on the one that was named: got %v %v, want %v", s.Vantage, err, want)
	}
}

func TestObstacles(t *testing.T) {
	t.Parallel()
	failed := func(code string) Exec {
		return answers(`{"schema":"`+Schema+`","host":"h","failed":{"kind":"not-run","needs":"x","code":"`+code+`"}}`, "", 0)
	}
	kinded := func(kind string) Exec {
		return answers(`{"schema":"`+Schema+`","host":"sync1","failed":{"kind":"`+kind+`","host":"sync1","needs":"x","code":"0x80131501"}}`, "", 0)
	}
	fails := func(err error) Exec {
		return func(context.Context, string, ...string) ([]byte, []byte, int, error) { return nil, nil, 0, err }
	}
	for name, c := range map[string]struct {
		exec Exec
		kind probes.Kind
		code string
	}{
		"a stub that prints nothing":   {answers(" \r\n", "", 0), probes.NotRun, ""},
		"words":                        {answers("Windows PowerShell\r\n", "", 0), probes.Malformed, ""},
		"an exit code":                 {answers("", "oops", 1), probes.NotRun, "1"},
		"words and an exit code":       {answers("oops", "", 64), probes.NotRun, "64"},
		"a script that is forbidden":   {answers("", "+ FullyQualifiedErrorId : UnauthorizedAccess", 1), probes.NotRun, "1"},
		"an HRESULT in any language":   {answers("", "액세스가 거부되었습니다. (예외가 발생한 HRESULT: 0x80070005(E_ACCESSDENIED))", 1), probes.AccessDenied, "0x80070005"},
		"another HRESULT":              {answers("", "0x80131500", 1), probes.NotRun, "0x80131500"},
		"a longer number":              {answers("", "0x800700050", 1), probes.NotRun, "1"},
		"no such program":              {fails(&exec.Error{Name: "x", Err: exec.ErrNotFound}), probes.NoPowerShell, ""},
		"no such file":                 {fails(fs.ErrNotExist), probes.NoPowerShell, ""},
		"AppLocker":                    {fails(&fs.PathError{Op: "fork/exec", Path: "x", Err: syscall.Errno(1260)}), probes.NotPermitted, "1260"},
		"App Control":                  {fails(fmt.Errorf("run x: %w", syscall.Errno(4551))), probes.NotPermitted, "4551"},
		"an error next to it":          {fails(syscall.Errno(1261)), probes.NotRun, ""},
		"application control":          {answers(`{"schema":"`+Schema+`","host":"h","failed":{"kind":"not-run","needs":"FullLanguage","code":""}}`, "", 0), probes.Constrained, ""},
		"PowerShell 7":                 {answers(`{"schema":"`+Schema+`","host":"h","failed":{"kind":"not-run","needs":"Windows PowerShell 5.1","code":""}}`, "", 0), probes.NotRun, ""},
		"any other fault":              {fails(errors.New("x")), probes.NotRun, ""},
		"the script's own":             {failed(""), probes.NotRun, ""},
		"remoting: access denied":      {failed("0x00000005"), probes.AccessDenied, "0x00000005"},
		"remoting: no service":         {failed("0x80338012"), probes.Refused, "0x80338012"},
		"remoting: no answer":          {failed("0x80338126"), probes.TimedOut, "0x80338126"},
		"remoting: no such name":       {failed("0x80070035"), probes.NameUnknown, "0x80070035"},
		"remoting: not a trusted host": {failed("0x803380E4"), probes.RemotingUntrusted, "0x803380E4"},
		"remoting: by its address":     {failed("0x803381bb"), probes.RemotingUntrusted, "0x803381bb"},
		"remoting: no ticket":          {failed("0x8009030e"), probes.RemotingUntrusted, "0x8009030e"},
		"remoting: another's name":     {failed("0x80090322"), probes.RemotingUntrusted, "0x80090322"},
		"remoting: clocks apart":       {failed("0x80090324"), probes.ClockSkew, "0x80090324"},
		"remoting: name not resolved":  {failed("0x803381b9"), probes.NameUnknown, "0x803381b9"},
		"remoting: not allowed":        {failed("0x803381ac"), probes.AccessDenied, "0x803381ac"},
		"remoting: wrong password":     {failed("0x0000052e"), probes.WrongPassword, "0x0000052e"},
		"remoting: no endpoint":        {failed("0x8033803b"), probes.RestrictedEndpoint, "0x8033803b"},
		"remoting: no language":        {kinded("restricted-endpoint"), probes.RestrictedEndpoint, "0x80131501"},
		"remoting: little language":    {kinded("constrained"), probes.Constrained, "0x80131501"},
	} {
		_, err := New(Config{Exec: c.exec, Computer: "sync1"}).Server(t.Context())
		got := probes.AsObstacle(err)
		host := "sync1"
		if c.kind == probes.NoPowerShell || c.kind == probes.NotPermitted { // here, before anybody else was asked
			host = ""
		}
		if got == nil || got.Kind != c.kind || got.Code != c.code || got.Host != host {
			t.Errorf("%s: got %+v, want %s %q", name, got, c.kind, c.code)
		}
	}
}

func TestNameThatCouldBeAParameterIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"-Credential", "a b", "a;b", "$(x)", "서버", `a"b`, "a'b"} {
		exec := func(context.Context, string, ...string) ([]byte, []byte, int, error) {
			t.Errorf("%q was run", name)
			return nil, nil, 0, nil
		}
		_, err := New(Config{Exec: exec, Computer: name}).Server(t.Context())
		if got := probes.AsObstacle(err); got == nil || got.Kind != probes.NameUnknown {
			t.Errorf("%q: got %v, want name-unknown", name, err)
		}
	}
}

// hangs waits for somebody, as a cmdlet with a window does.
func hangs(ctx context.Context, _ string, _ ...string) ([]byte, []byte, int, error) {
	<-ctx.Done()
	return nil, nil, 0, context.Cause(ctx)
}

func TestScriptThatHangsTimesOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := New(Config{Exec: hangs}).Server(t.Context())
		if got := probes.AsObstacle(err); got == nil || got.Kind != probes.TimedOut || time.Since(start) != limitServer {
			t.Errorf("got %v after %v, want timed out after %v", err, time.Since(start), limitServer)
		}
	})
}

func TestLeavingDoesNotWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		if _, err := New(Config{Exec: hangs}).Reach(ctx, probes.Target{Host: "h", Port: 1}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want canceled", err)
		}
		if got := time.Since(start); got != time.Second {
			t.Errorf("got an answer after %v, want 1s", got)
		}
		<-time.After(limitReach) // the question goes on for others, and ends by itself
	})
}

func TestScriptsLieWhereTheCommandLineSays(t *testing.T) {
	t.Parallel()
	var folder string
	look := func(_ context.Context, _ string, args ...string) ([]byte, []byte, int, error) {
		path := args[slices.Index(args, "-File")+1]
		folder = filepath.Dir(path)
		body, err := os.ReadFile(path)
		if err != nil || string(body) != string(Script()) {
			t.Errorf("got %d bytes %v, want the script", len(body), err)
		}
		return fixture(t), nil, 0, nil
	}
	if _, err := New(Config{Exec: look}).Server(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder %s is still there: %v", folder, err)
	}
}

func TestCollectWritesWhatOpenReads(t *testing.T) {
	t.Parallel()
	data, err := Collect(t.Context(), Config{Exec: answers(string(fixture(t)), "", 0)}, Everything(true))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := file.Server(t.Context()); err != nil || s.Product.Version != "2.6.92.0" {
		t.Errorf("got %q %v, want the version", s.Product.Version, err)
	}
	if _, err := Collect(t.Context(), Config{Exec: answers("", "", 0)}, Everything(false)); probes.AsObstacle(err).Kind != probes.NotRun {
		t.Errorf("got %v, want not run", err)
	}
}

// TestClosingLeavesNothingOnDisk is not parallel: it names the temporary
// folder of the whole process.
func TestClosingLeavesNothingOnDisk(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	started := make(chan struct{})
	client := New(Config{Exec: func(ctx context.Context, _ string, _ ...string) ([]byte, []byte, int, error) {
		close(started)
		<-ctx.Done()
		return nil, nil, -1, ctx.Err()
	}})
	asked := make(chan error, 1)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		_, err := client.Server(ctx)
		asked <- err
	}()
	<-started
	leave()
	<-asked
	if err := client.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := client.Server(t.Context()); probes.AsObstacle(err).Kind != probes.Stopped {
		t.Errorf("after Close: got %v, want stopped", err)
	}
}

// TestWordsBeforeTheDocumentMayBeInAnyCodePage: what a module says on standard
// output comes in that of the console, and the document in ASCII.
func TestWordsBeforeTheDocumentMayBeInAnyCodePage(t *testing.T) {
	t.Parallel()
	for name, noise := range map[string]string{
		"949, Korean": "\xb0\xe6\xb0\xed: \xb8\xf0\xb5\xe2\r\n", "936, Chinese": "\xbe\xaf\xb8\xe6: \xc4\xa3\xbf\xe9 \x81\x30\r\n",
		"850, German": "WARNUNG: Ger\x84t f\x81r\r\n", "1252, French": "AVERTISSEMENT : \xe9chec \xe0\r\n", "65001": "경고: 모듈\r\n",
	} {
		s, err := New(Config{Exec: answers(noise+string(fixture(t)), "", 0)}).Server(t.Context())
		if err != nil || s.Product.Version != "2.6.92.0" {
			t.Errorf("%s: got %q %v, want the version", name, s.Product.Version, err)
		}
	}
}
