package reenable

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestAFreshFailureOfTheUserSaysWhereToBegin holds what is fresh, whose it is, and
// what heals it.
func TestAFreshFailureOfTheUserSaysWhereToBegin(t *testing.T) {
	t.Parallel()
	const other = "lee@contoso.com"
	refused := func(ago time.Duration, id int) probes.Event { return named(event(ago, id, trackA), caller) }
	bare := func(ago time.Duration, id int, codes ...string) probes.Event { return event(ago, id, trackA, codes...) }
	for name, c := range map[string]struct {
		events []probes.Event
		want   steps.Outcome
		first  steps.ID
	}{
		"nothing":                            {nil, "nothing-fresh", ""},
		"a minute ago":                       {[]probes.Event{refused(time.Minute, 33004)}, "fresh-failure", protected},
		"at the limit":                       {[]probes.Event{refused(FreshFor, 33004)}, "fresh-failure", protected},
		"past the limit":                     {[]probes.Event{refused(FreshFor+time.Second, 33004)}, "nothing-fresh", ""},
		"while the log was read":             {[]probes.Event{refused(-nearby, 33004)}, "fresh-failure", protected},
		"still to come":                      {[]probes.Event{refused(-nearby-time.Second, 33004)}, "nothing-fresh", ""},
		"written in capitals":                {[]probes.Event{named(event(time.Minute, 33004, trackA), "KIM@Contoso.com")}, "fresh-failure", protected},
		"another user's":                     {[]probes.Event{named(event(time.Minute, 33004, trackA), other)}, "nothing-fresh", ""},
		"that of a longer name":              {[]probes.Event{named(event(time.Minute, 33004, trackA), "x"+caller)}, "nothing-fresh", ""},
		"nobody's":                           {[]probes.Event{bare(time.Minute, 33004)}, "nothing-fresh", ""},
		"named by another event of the same": {[]probes.Event{bare(time.Minute, 31003), refused(time.Minute, 33008)}, "fresh-failure", rules},
		"the number says more than the ID":   {[]probes.Event{bare(time.Minute, 6329, "80230619"), refused(time.Minute, 33004)}, "fresh-failure", rules},
		"a code without direction":           {[]probes.Event{refused(time.Minute, 33001)}, "no-direction", ""},
		"one with direction before it":       {[]probes.Event{refused(time.Minute, 33007), named(event(time.Hour, 33004, trackB), caller)}, "fresh-failure", protected},
		"the newest of two":                  {[]probes.Event{refused(time.Minute, 33008), named(event(time.Hour, 33004, trackB), caller)}, "fresh-failure", rules},
		"a success came after":               {[]probes.Event{named(event(time.Minute, 31002, trackB), caller), refused(time.Hour, 33004)}, "nothing-fresh", ""},
		"a success came before":              {[]probes.Event{named(event(time.Hour, 31002, trackB), caller), refused(time.Minute, 33004)}, "fresh-failure", protected},
		"another's success came after":       {[]probes.Event{named(event(time.Minute, 31002, trackB), other), refused(time.Hour, 33004)}, "fresh-failure", protected},
		"a trouble of the service":           {[]probes.Event{event(time.Minute, 32002, noGUID), event(time.Minute, 31016, noGUID)}, "nothing-fresh", ""},
	} {
		for range 2 {
			slices.Reverse(c.events)
			got := judgeFirst(ownOf(t, logOf(c.events...), caller))
			visit := steps.ID("")
			if len(got.Visit) > 0 {
				visit = got.Visit[0]
			}
			if got.On != c.want || visit != c.first || joined(got.Visit) != got.Learned[steps.Logged] || !got.Happened.IsZero() {
				t.Errorf("%s: got %s, first %q, learned %v; want %s, first %q", name, got.On, visit, got.Learned, c.want, c.first)
			}
		}
	}
}

// ownOf is what the first look keeps of a log.
func ownOf(t *testing.T, log probes.EventLog, user string) eventsSeen {
	t.Helper()
	var since time.Time
	known := facts.With(steps.Facts{steps.User: user})
	seen, err := seeOwn(t.Context(), outside(server{log: log, since: &since}, nil), known)
	if err != nil {
		t.Fatal(err)
	}
	if want := noon.Add(-time.Hour - eventsBack); !since.Equal(want) {
		t.Errorf("read since %s, want what the step of the log reads, since %s", since, want)
	}
	return seen
}

// TestTheFirstLookCountsByTheServersClock: a server whose clock is wrong has fresh
// failures all the same, and what was collected long before the walk has none.
func TestTheFirstLookCountsByTheServersClock(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		read, failed time.Duration // before the walk began
		want         steps.Outcome
	}{
		"in time":                      {0, time.Minute, "fresh-failure"},
		"the clock is an hour ahead":   {-time.Hour, -59 * time.Minute, "fresh-failure"},
		"and it was in the morning":    {-time.Hour, 2 * time.Hour, "nothing-fresh"},
		"the clock is an hour behind":  {time.Hour, 61 * time.Minute, "fresh-failure"},
		"collected two hours before":   {FreshFor, FreshFor + time.Minute, "fresh-failure"},
		"collected longer before":      {FreshFor + time.Second, FreshFor + time.Minute, "nothing-fresh"},
		"the clock is a year behind":   {365 * 24 * time.Hour, 365*24*time.Hour + time.Minute, "nothing-fresh"},
		"the failure is a year behind": {0, 365 * 24 * time.Hour, "nothing-fresh"},
	} {
		begun := noon.Add(-time.Hour) // of the facts
		failure := named(event(0, 33004, trackA), caller)
		failure.At = begun.Add(-c.failed)
		log := logOf(failure)
		log.At = begun.Add(-c.read)
		if got := judgeFirst(ownOf(t, log, caller)); got.On != c.want {
			t.Errorf("%s: got %s, want %s", name, got.On, c.want)
		}
	}
}

func TestTheFirstLookKeepsNothingOfOthers(t *testing.T) {
	t.Parallel()
	log := logOf(
		event(time.Minute, 31019, noGUID), named(event(2*time.Minute, 33008, trackB), "lee@contoso.com"),
		named(event(3*time.Minute, 33004, trackA), caller), event(3*time.Minute, 31003, trackA),
	)
	if got := ownOf(t, log, caller).Log.Events; len(got) != 2 || got[0].TrackingID != trackA || got[1].TrackingID != trackA {
		t.Errorf("keeps %+v, want the operation of the caller alone", got)
	}
	for _, nobody := range []string{"", "kim", `CONTOSO\kim`} {
		if got := ownOf(t, log, nobody); len(got.Log.Events) != 0 || judgeFirst(got).On != "nothing-fresh" {
			t.Errorf("for %q: keeps %+v", nobody, got.Log.Events)
		}
	}
	for _, of := range []func(*probes.EventLog){
		func(log *probes.EventLog) { log.Excerpt = probes.Yes }, func(log *probes.EventLog) { log.Cut = probes.Yes },
	} {
		chosen := logOf(named(event(3*time.Minute, 33004, trackA), "lee@contoso.com"))
		of(&chosen)
		if got := judgeFirst(ownOf(t, chosen, caller)); got.On != steps.Unseen {
			t.Errorf("what somebody chose, or is cut, holds nothing of the caller: got %s", got.On)
		}
		chosen = logOf(named(event(3*time.Minute, 33004, trackA), caller))
		of(&chosen)
		if got := judgeFirst(ownOf(t, chosen, caller)); got.On != "fresh-failure" {
			t.Errorf("a failure in what somebody chose: got %s", got.On)
		}
	}
	unread := log
	unread.Events = nil
	if got := judgeFirst(ownOf(t, unread, caller)); got.On != steps.Unseen {
		t.Errorf("events that nobody read: got %s", got.On)
	}
}

// slowServer answers after a while.
type slowServer struct {
	server

	after time.Duration
}

func (s slowServer) Events(ctx context.Context, since time.Time) (probes.EventLog, error) {
	select {
	case <-ctx.Done():
		return probes.EventLog{}, context.Cause(ctx)
	case <-time.After(s.after):
		return s.server.Events(ctx, since)
	}
}

// TestTheFirstLookIsWaitedForNoLongerThanItsLimit: a slow server delays the walk by
// so much and orders nothing; none at all delays nothing.
func TestTheFirstLookIsWaitedForNoLongerThanItsLimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		after, took time.Duration
		want        steps.Outcome
	}{
		"at once":    {0, 0, "fresh-failure"},
		"in time":    {FirstLimit - time.Second, FirstLimit - time.Second, "fresh-failure"},
		"too late":   {time.Minute, FirstLimit, steps.Unseen},
		"none there": {-1, 0, steps.Unseen},
	} {
		synctest.Test(t, func(t *testing.T) {
			log := logOf(named(event(time.Minute, 33004, trackA), caller))
			var shell probes.Shell
			if c.after >= 0 {
				shell = slowServer{server{log: log}, c.after}
			}
			first := steps.Step{
				ID: "symptom/server-log", Check: FirstLook, Orders: true, Uses: []steps.Fact{steps.User}, Timeout: FirstLimit, Keeps: steps.Passing,
				Branches: []steps.Branch{{On: "fresh-failure"}, {On: steps.Unseen}},
			}
			tree := []steps.Step{first, {ID: "configuration/a", Check: FirstLook, Branches: first.Branches}}
			ahead := steps.NewAhead(steps.Live(outside(shell, nil)), tree)
			defer ahead.Close()
			p := &steps.Patient{Session: steps.NewSession(tree, facts.With(steps.Facts{steps.User: caller})), Looker: ahead, Now: time.Now}
			start := time.Now()
			f, err := p.Look(t.Context())
			if took := time.Since(start); err != nil || f.On != c.want || took != c.took {
				t.Errorf("%s: got %s after %s, %v; want %s after %s", name, f.On, took, err, c.want, c.took)
			}
			if d := steps.Diagnose(p.Session.Findings()); len(d.Unknown) != 0 || d.Cause != nil || !d.Unheld {
				t.Errorf("%s: it counts in the diagnosis: %+v", name, d)
			}
		})
	}
}
