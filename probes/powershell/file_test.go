package powershell

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func opened(t *testing.T, data string) *File {
	t.Helper()
	f, err := Open([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFileAnswersWithItsOwnTimes(t *testing.T) {
	t.Parallel()
	f := opened(t, string(fixture(t)))
	ctx := t.Context()
	relay := probes.Target{Host: "SSPRdedicatedsbprodscu.servicebus.windows.net", Port: 443, Purpose: probes.ServiceBus, Depth: probes.ToTLS}
	s, serverErr := f.Server(ctx)
	l, linkErr := f.UserLink(ctx, "cn=hong gil-dong,ou=staff,dc=corp,dc=example")
	e, eventsErr := f.Events(ctx, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	r, reachErr := f.Reach(ctx, relay)
	h, holdErr := f.Hold(ctx, relay, 6*time.Minute)
	for name, c := range map[string]struct {
		seen probes.Seen
		err  error
	}{"server": {s.Seen, serverErr}, "link": {l.Seen, linkErr}, "events": {e.Seen, eventsErr}, "reach": {r.Seen, reachErr}, "hold": {h.Seen, holdErr}} {
		if c.err != nil || c.seen.Vantage != (probes.Vantage{Place: probes.SyncServer, Host: "sync1.corp.example"}) || c.seen.At.Year() != 2026 {
			t.Errorf("%s: got %+v %v, want the server's stamp", name, c.seen, c.err)
		}
	}
	if len(e.Events) != 1 || e.Events[0].ID != 31019 {
		t.Errorf("got %+v, want the one event since then", e.Events)
	}
}

func TestWhatTheFileLacksIsNotCollected(t *testing.T) {
	t.Parallel()
	f := opened(t, `{"schema":"`+Schema+`","host":"sync1","at":"2026-11-23T01:02:03Z","routes":[{"target":{"host":"h","port":443,"depth":"tls"}}],"holds":[{"target":{"host":"h","port":443},"wanted_ns":5,"cut":false}]}`)
	ctx := t.Context()
	_, server := f.Server(ctx)
	_, link := f.UserLink(ctx, "CN=a")
	_, events := f.Events(ctx, time.Time{})
	_, other := f.Reach(ctx, probes.Target{Host: "other", Port: 443})
	_, deeper := f.Reach(ctx, probes.Target{Host: "h", Port: 443, Depth: probes.ToHTTP})
	_, longer := f.Hold(ctx, probes.Target{Host: "h", Port: 443}, 6)
	for name, err := range map[string]error{"server": server, "link": link, "events": events, "other": other, "deeper": deeper, "longer": longer} {
		if got := probes.AsObstacle(err); got == nil || got.Kind != probes.NotCollected || got.Host != "sync1" {
			t.Errorf("%s: got %v, want not collected", name, err)
		}
	}
}

func TestCollectionThatBeginsLaterHasRolledOver(t *testing.T) {
	t.Parallel()
	f := opened(t, string(fixture(t)))
	for since, want := range map[string]string{
		"2026-11-01T00:00:00Z": "2026-11-16T01:02:03Z", // the collection begins later
		"2026-11-20T00:00:00Z": "2026-10-01T00:00:00Z", // the log's own oldest
	} {
		from, err := time.Parse(time.RFC3339, since)
		if err != nil {
			t.Fatal(err)
		}
		log, err := f.Events(t.Context(), from)
		if got := log.Oldest.Format(time.RFC3339); err != nil || got != want {
			t.Errorf("since %s: got oldest %s %v, want %s", since, got, err, want)
		}
	}
}

func TestFailedCollectionSaysWhy(t *testing.T) {
	t.Parallel()
	f := opened(t, `{"schema":"`+Schema+`","host":"h","at":"2026-11-23T01:02:03Z","failed":{"kind":"not-run","needs":"FullLanguage"}}`)
	if _, err := f.Server(t.Context()); probes.AsObstacle(err).Kind != probes.NotRun {
		t.Errorf("got %v, want not run", err)
	}
	for _, text := range []string{"x", `{"schema":"` + Schema + `","host":"h"}`} { // the second does not say of when it speaks
		if _, err := Open([]byte(text)); err == nil || probes.AsObstacle(err).Kind != probes.Malformed {
			t.Errorf("%s: got %v, want malformed", text, err)
		}
	}
}

func TestEventsOfAnOldCollectionAreThoseOfItsTime(t *testing.T) {
	t.Parallel()
	f := opened(t, string(fixture(t)))
	want, err := f.Events(t.Context(), f.Document().At.Add(-72*time.Hour))
	if err != nil || len(want.Events) == 0 {
		t.Fatalf("got %d events, %v", len(want.Events), err)
	}
	for _, later := range []time.Duration{time.Hour, 40 * 24 * time.Hour} {
		got, err := f.Events(t.Context(), f.Document().At.Add(later))
		if err != nil || len(got.Events) < len(want.Events) || !got.At.Equal(want.At) {
			t.Errorf("asked of %s after the collection: got %d events of %s, %v; want at least %d of %s", later, len(got.Events), got.At, err, len(want.Events), want.At)
		}
	}
}

func TestFileOfAnotherMachineIsNoSyncServer(t *testing.T) {
	t.Parallel()
	f := opened(t, `{"schema":"`+Schema+`","host":"pc","at":"2026-11-23T01:02:03Z","elsewhere":true,"server":{}}`)
	if s, err := f.Server(t.Context()); err != nil || s.Vantage.OnSyncServer() {
		t.Errorf("got %v %v, want another place", s.Vantage, err)
	}
}
