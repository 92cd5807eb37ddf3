package reenable

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// memory is an audit trail that nobody has to write to a disk.
type memory struct {
	list []probes.Acted
	full int // entries that it takes; 0 is all
}

func (m *memory) Append(a probes.Acted) error {
	if m.full > 0 && len(m.list) >= m.full {
		return errors.New("the disk is full")
	}
	a.At = noon.Add(time.Duration(len(m.list)) * time.Minute)
	m.list = append(m.list, a)
	return nil
}

func (m *memory) Read() (probes.Acts, error) { return probes.Acts{List: slices.Clone(m.list)}, nil }

func acted(mark probes.Mark, deed probes.Deed, outcome string) probes.Acted {
	action := "reenable/disable-enable"
	if deed == probes.RestartService || deed == probes.StartService {
		action = "reenable/restart-service"
	}
	return probes.Acted{ID: "1", Mark: mark, Deed: deed, Outcome: outcome, Action: action, Server: "connect1.corp.contoso.com"}
}

// TestAnActionIsFoundWhereverItBrokeOff: after each entry of the trail a kill
// leaves this to be said.
func TestAnActionIsFoundWhereverItBrokeOff(t *testing.T) {
	t.Parallel()
	restart := func(mark probes.Mark, outcome string) probes.Acted {
		return acted(mark, probes.RestartService, outcome)
	}
	ended := acted(probes.Ended, "", "proven")
	endedRestart := restart(probes.Ended, "proven")
	endedRestart.Deed = ""
	for name, test := range map[string]struct {
		entries []probes.Acted
		want    []string // after each of them; "" for nothing
	}{
		"off and on": {
			[]probes.Acted{
				acted(probes.Consented, "", ""), acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Done, probes.SwitchOff, ""),
				acted(probes.Begins, probes.SwitchOn, ""), acted(probes.Done, probes.SwitchOn, ""), ended,
			},
			[]string{"", "maybe-off", "off-not-on", "off-not-on", "on-unproven", ""},
		},
		"on fails": {
			[]probes.Acted{
				acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Done, probes.SwitchOff, ""), acted(probes.Begins, probes.SwitchOn, ""),
				acted(probes.Failed, probes.SwitchOn, "failed"), acted(probes.Ended, "", "failed-off"), acted(probes.Begins, probes.SwitchOn, ""),
				acted(probes.Done, probes.SwitchOn, ""), ended,
			},
			[]string{"maybe-off", "off-not-on", "off-not-on", "off-not-on", "off-not-on", "off-not-on", "on-unproven", ""},
		},
		"the events say that on failed": {
			[]probes.Acted{
				acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Done, probes.SwitchOff, ""), acted(probes.Done, probes.SwitchOn, ""),
				acted(probes.Ended, "", "failed-off"), acted(probes.Settled, "", ""),
			},
			[]string{"maybe-off", "off-not-on", "on-unproven", "off-not-on", ""},
		},
		"off is refused": {
			[]probes.Acted{acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Failed, probes.SwitchOff, "refused"), acted(probes.Ended, "", "refused-there")},
			[]string{"maybe-off", "", ""},
		},
		"off fails, and it is on still": {
			[]probes.Acted{acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Failed, probes.SwitchOff, "failed-still-on")},
			[]string{"maybe-off", ""},
		},
		"off, and nobody knows": {
			[]probes.Acted{acted(probes.Begins, probes.SwitchOff, ""), acted(probes.Failed, probes.SwitchOff, "unknown"), acted(probes.Ended, "", "unknown")},
			[]string{"maybe-off", "maybe-off", "maybe-off"},
		},
		"restart": {
			[]probes.Acted{restart(probes.Consented, ""), restart(probes.Begins, ""), restart(probes.Done, ""), endedRestart},
			[]string{"", "restart-unknown", "restart-unknown", ""},
		},
		"restart, and nobody knows": {
			[]probes.Acted{restart(probes.Begins, ""), restart(probes.Failed, "unknown"), restart(probes.Ended, "unknown"), restart(probes.Settled, "")},
			[]string{"restart-unknown", "restart-unknown", "restart-unknown", ""},
		},
		"another step's": {[]probes.Acted{{ID: "2", Action: "reenable/other", Mark: probes.Begins, Deed: probes.ResetPassword}}, []string{""}},
	} {
		trail := &memory{}
		for i, entry := range test.entries {
			_ = trail.Append(entry)
			broken, got := Interrupted(trail), ""
			if broken != nil {
				got = string(broken.On)
				if finishes := broken.Act != nil; finishes != (got != "on-unproven") {
					t.Errorf("%s, entry %d: %s can be finished: %v", name, i, got, finishes)
				}
				for _, l := range []lang.Language{lang.Korean, lang.English} {
					if text := broken.In(l, time.UTC); !strings.Contains(text, "connect1") || strings.Contains(text, "{") || !strings.Contains(text, "2026") {
						t.Errorf("%s, entry %d: says %q", name, i, text)
					}
				}
				if (broken.Status == steps.Broken) != (got == "off-not-on") {
					t.Errorf("%s: %s is %s", name, got, broken.Status)
				}
			}
			if got != test.want[i] {
				t.Errorf("%s, entry %d: got %q, want %q", name, i, got, test.want[i])
			}
		}
		if broken := Interrupted(trail); broken != nil {
			if err := broken.Settle(); err != nil || Interrupted(trail) != nil {
				t.Errorf("%s: it is not settled: %v", name, err)
			}
		}
	}
}

// TestTheNewestOfTwoServersIsSaid, and settling one leaves the other.
func TestTheNewestOfTwoServersIsSaid(t *testing.T) {
	t.Parallel()
	trail := &memory{}
	for i := range 2 {
		entry := acted(probes.Done, probes.SwitchOff, "")
		entry.Server, entry.ID = "connect"+strconv.Itoa(i), strconv.Itoa(i)
		_ = trail.Append(entry)
	}
	for _, want := range []string{"connect1", "connect0"} {
		broken := Interrupted(trail)
		if broken == nil || broken.Server != want {
			t.Fatalf("got %+v, want %s", broken, want)
		}
		_ = broken.Settle()
	}
}
