package connectivity

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func saw(host string, at time.Time, took, ahead time.Duration) reading {
	return reading{Seen: probes.Seen{At: at, Took: took}, Host: host, Time: at.Add(ahead)}
}

func TestAClockReadDuringALookIsTogether(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		took, ahead, want time.Duration
	}{
		{10 * time.Second, 0, 0},
		{10 * time.Second, 9 * time.Second, 0},
		{10 * time.Second, 25 * time.Second, 15 * time.Second},
		{10 * time.Second, -3 * time.Second, -3 * time.Second},
	} {
		got, known := saw("a", noon, test.took, test.ahead).ahead()
		if !known || got != test.want {
			t.Errorf("%+v: got %s, known %v", test, got, known)
		}
	}
	if _, known := saw("a", noon, 0, time.Minute).ahead(); known {
		t.Error("a look without a stamp of its own was compared")
	}
}

func TestGapsDoNotDependOnTheAskersClock(t *testing.T) {
	t.Parallel()
	for _, wrong := range []time.Duration{0, -20 * time.Minute, 20 * time.Minute} {
		c := clocks{
			Now:       noon,
			Server:    saw("server", noon, time.Second, wrong+6*time.Minute),
			Directory: saw("dc", noon, time.Second, wrong),
			Cloud:     saw("cloud", noon, time.Second, wrong),
		}
		widest := gap{}
		all, _ := gapsOf(c)
		for _, g := range all {
			if g.apart > widest.apart {
				widest = g
			}
		}
		if widest.first != "server" || widest.apart < 5*time.Minute || widest.apart > 7*time.Minute {
			t.Errorf("asker wrong by %s: got %+v, want the server some 6 minutes ahead", wrong, widest)
		}
	}
}

func TestAFileDoesNotVouchForItsOwnClock(t *testing.T) {
	t.Parallel()
	yesterday := noon.Add(-24 * time.Hour)
	c := clocks{Now: noon, Server: saw("server", yesterday, time.Second, 0), Directory: saw("dc", noon, time.Second, 0)}
	if got, _ := gapsOf(c); len(got) != 0 {
		t.Errorf("got %+v, want nothing to compare", got)
	}
	c.CloudThere = saw("cloud", yesterday, time.Second, -10*time.Minute)
	got, _ := gapsOf(c)
	if len(got) != 1 || got[0].first != "server" || got[0].apart != 10*time.Minute {
		t.Errorf("got %+v, want the server 10 minutes ahead of the cloud that it saw", got)
	}
}
