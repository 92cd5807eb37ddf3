package lab

import (
	"fmt"
	"runtime"
	"testing"
	"time"
)

// begin starts a world from its text and closes it with the test.
func begin(t *testing.T, file string) *Lab {
	t.Helper()
	world, err := Parse(t.Name()+".yaml", []byte(file))
	if err != nil {
		t.Fatalf("Parse = %v, want a world", err)
	}
	l, err := Start(t.Context(), world)
	if err != nil {
		t.Fatalf("Start = %v, want a lab", err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Errorf("Close = %v, want nil", err)
		}
	})
	return l
}

func TestEveryWorldStartsAndCloses(t *testing.T) {
	t.Parallel()
	for _, info := range List() {
		t.Run(info.Name, func(t *testing.T) {
			t.Parallel()
			if info.Ko == "" || info.En == "" || info.Ko == info.En {
				t.Errorf("titles are %q and %q, want one in each language", info.Ko, info.En)
			}
			world, err := Load(info.Name)
			if err != nil {
				t.Fatalf("Load(%q) = %v, want a world", info.Name, err)
			}
			if got, want := fmt.Sprint(info), fmt.Sprint(world.Info); got != want {
				t.Errorf("listed as %s, want what the world says: %s", got, want)
			}
			lab, err := Start(t.Context(), world)
			if err != nil {
				t.Fatalf("Start = %v, want a lab", err)
			}
			if err := lab.Close(); err != nil {
				t.Errorf("Close = %v, want nil", err)
			}
		})
	}
}

func TestListBeginsHealthy(t *testing.T) {
	t.Parallel()
	list := List()
	if len(list) < 80 || list[0].Name != "healthy" {
		t.Fatalf("List = %d worlds from %q, want 80 or more from healthy", len(list), list[0].Name)
	}
}

// TestClosingLeavesNothing is not parallel: it counts goroutines.
func TestClosingLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 5 {
		l := begin(t, "network: [{host: dc1, do: forget-idle, after: 5m}]\n")
		conn, err := l.Network().DialContext(t.Context(), "tcp", "dc1.corp.contoso.com:389")
		if err != nil {
			t.Fatalf("Dial = %v, want a connection", err)
		}
		if err := l.Close(); err != nil {
			t.Fatalf("Close = %v, want nil", err)
		}
		if _, err := conn.Read(make([]byte, 1)); err == nil {
			t.Fatal("a connection outlives its lab")
		}
		_ = conn.Close()
	}
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
		<-time.After(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after closing", before, runtime.NumGoroutine())
}

func TestFactsAreWhatAPersonWouldSay(t *testing.T) {
	t.Parallel()
	world, err := Parse("w.yaml", []byte("server: {none: true}\ncredentials: {tenant: none}\nexpect: {status: unknown, answers: {user: a@b.c, admin: \"\"}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	facts := world.Facts()
	if facts["user"] != "a@b.c" || facts["domain"] != homeDomain {
		t.Errorf("Facts = %v, want the user of the file and the usual domain", facts)
	}
	for _, name := range []string{"server", "tenant", "admin"} {
		if value, known := facts[name]; known {
			t.Errorf("Facts[%s] = %q, want none", name, value)
		}
	}
}
