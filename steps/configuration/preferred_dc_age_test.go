package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestWhichControllersAnswerPasses: that one is listed keeps, and whether it
// lives does not. A road or a list of another day proves neither.
func TestWhichControllersAnswerPasses(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	old := now.AddDate(0, 0, -5)
	read := probes.Part{Read: true}
	for name, test := range map[string]struct {
		sign            probes.YesNo
		road            probes.Contact
		roadAt, knownAt time.Time
		known           []string
		want            steps.Outcome
	}{
		"answered just now":               {probes.Yes, probes.Open, now, now, []string{"dc01.corp.example"}, "includes-pdc"},
		"answered five days ago":          {probes.Yes, probes.Open, old, now, []string{"dc01.corp.example"}, "unproven"},
		"silent just now":                 {probes.Yes, probes.Dropped, now, now, []string{"dc01.corp.example"}, "dead"},
		"silent five days ago":            {probes.Yes, probes.Dropped, old, now, []string{"dc01.corp.example"}, "unproven"},
		"not listed by the directory now": {probes.Yes, probes.Open, old, now, []string{"dc07.corp.example"}, "dead"},
		"not listed five days ago":        {probes.Yes, probes.Open, old, old, []string{"dc07.corp.example"}, "unproven"},
		"unsigned five days ago":          {probes.No, probes.Open, old, old, nil, "unsigned"},
	} {
		e := preferredEvidence{
			Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "SYNC01"}, At: old}, Now: now,
			Domain: "corp.example", PDC: "dc01.corp.example", Controllers: test.known, ListedAt: test.knownAt,
			Product: probes.Product{Part: read, Version: "2.6.92.0"},
			Export: probes.Export{
				Part: read, ForestSignAndSeal: map[string]probes.YesNo{"corp.example": probes.Yes},
				Partitions: []probes.Partition{{Connector: "corp.example", Name: "DC=corp,DC=example", SignAndSeal: test.sign, PreferredDCs: []string{"dc01.corp.example"}}},
			},
			Routes: []probes.Route{{
				Seen:   probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer}, At: test.roadAt},
				Target: probes.Target{Host: "dc01.corp.example", Port: ldapPort}, Name: probes.Open, TCP: test.road,
			}},
		}
		if got := judgePreferred(e).On; got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
		then := e
		then.Now, then.ListedAt = time.Time{}, time.Time{} // as an earlier version recorded it
		if got := judgePreferred(then.Dated(now)).On; test.want == "unsigned" && got != test.want || test.roadAt.Equal(old) && got == "includes-pdc" {
			t.Errorf("%s, gone on with: got %s", name, got)
		}
	}
}
