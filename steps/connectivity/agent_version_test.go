package connectivity

import (
	"encoding/json"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/version"
)

func TestTheTableOfAgentsIsSound(t *testing.T) {
	t.Parallel()
	table, err := readAgentReleases(agentReleasesCSV)
	if err != nil || len(table) == 0 {
		t.Fatal(table, err)
	}
	named := map[version.Version]bool{}
	for i, r := range table {
		if named[r.version] = true; i > 0 && r.version.Compare(table[i-1].version) >= 0 {
			t.Errorf("%s stands twice or out of order", r.version)
		}
		if r.released.After(agentReleasesChecked) || r.defect != "" && (r.defect != governmentDefect || i == 0) {
			t.Errorf("%s: released %s, defect %q", r.version, r.released, r.defect)
		}
	}
	if !named[agentWrites] || !named[agentKeepsOut] {
		t.Error("the table lacks a version from which something holds")
	}
	for _, rows := range []string{"newest,2026-01-01,\n", "1.1.1.0,January,\n", "1.1.1.0,2026-01-01\n", "\"\n"} {
		if _, err := readAgentReleases([]byte("version,released,defect\n" + rows)); err == nil {
			t.Errorf("%q was accepted", rows)
		}
	}
}

func TestTheAgentThatWritesIsJudged(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	alone := installedAgent{Service: probes.Service{Part: read, Installed: probes.No}}
	beside := installedAgent{
		Service: probes.Service{Part: read, Installed: probes.Yes}, Staging: probes.No,
		Writeback: probes.Writeback{Part: read, Enabled: probes.Yes},
	}
	staging, off, dark := beside, beside, installedAgent{}
	staging.Staging = probes.Yes
	off.Writeback.Enabled = probes.No
	for _, test := range []struct {
		e               installedAgent
		version, tenant string
		want            steps.Outcome
	}{
		{alone, "1.1.2505.0", "", "newest"},
		{alone, "1.1.2505.1", "", "newer-than-table"},
		{alone, "1.1.2108.0", "contoso.onmicrosoft.us", "listed"},
		{alone, "1.1.2102.0", "contoso.onmicrosoft.us", "government-defect"},
		{alone, "1.1.2102.0", "CONTOSO.onmicrosoft.US", "government-defect"},
		{alone, "1.1.2102.0", "contoso.onmicrosoft.com", "listed"},
		{alone, "1.1.2102.0", "contoso.partner.onmschina.cn", "listed"},
		{alone, "1.1.2102.0", "11111111-2222-3333-4444-555555555555", "government-possible"},
		{alone, "1.1.2102.0", "", "government-possible"},
		{alone, "1.1.2103.0", "contoso.onmicrosoft.us", "unlisted"},
		{alone, "1.1.977.0", "", "listed"},
		{alone, "1.1.976.65535", "", "too-old"},
		{alone, "", "", steps.Unseen},
		{staging, "1.1.587.0", "", "too-old"},
		{off, "1.1.587.0", "", "too-old"},
		{beside, "1.1.587.0", "", "beside"},
		{beside, "1.1.2102.0", "contoso.onmicrosoft.us", "beside"},
		{dark, "1.1.587.0", "", steps.Unseen},
		{dark, "1.1.2102.0", "", steps.Unseen},
		{dark, "1.1.2505.0", "", "newest"},
	} {
		e := test.e
		e.CloudSync = probes.CloudSync{Part: read, Installed: probes.Yes, Version: test.version}
		e.Tenant, e.Now = test.tenant, noon
		if got := judgeAgent(e).On; got != test.want {
			t.Errorf("%s of %q: got %q, want %q", test.version, test.tenant, got, test.want)
		}
	}
}

// TestAnOldTableSaysSo: wherever a table colours a verdict, and not before it is
// 30 days old.
func TestAnOldTableSaysSo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		checked time.Time
		judge   func(time.Time) steps.Verdict
	}{
		{releasesChecked, func(now time.Time) steps.Verdict {
			return judgeVersion(installed{Product: probes.Product{Part: probes.Part{Read: true}, Version: "2.6.92.0"}, Now: now})
		}},
		{agentReleasesChecked, func(now time.Time) steps.Verdict {
			return judgeAgent(installedAgent{CloudSync: probes.CloudSync{Part: probes.Part{Read: true}, Installed: probes.Yes, Version: "1.1.2505.0"}, Now: now})
		}},
	} {
		for now, want := range map[time.Time]string{
			test.checked: "", test.checked.Add(freshFor): "", test.checked.Add(freshFor + time.Second): test.checked.Format(time.DateOnly),
		} {
			if got := test.judge(now).Args["stale_day"].Text; got != want {
				t.Errorf("on %s: got %q, want %q", now, got, want)
			}
		}
	}
}

// TestADefectThatNeedsAnOccasionIsNoFault: it warns, and which outcome that is
// follows from the table.
func TestADefectThatNeedsAnOccasionIsNoFault(t *testing.T) {
	t.Parallel()
	for _, d := range defects {
		want := steps.Broken
		if !d.always {
			want = steps.Warning
		}
		if got := ConnectVersion.Branch(d.on).Status; got != want {
			t.Errorf("%s is %s, want %s", d.on, got, want)
		}
	}
}

func TestAnnouncedDaysBreakNothing(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]steps.Outcome{
		"2027-01-07": "supported", "2027-01-08": "announced-end", "2027-04-06": "announced-end",
	} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		recorded, err := json.Marshal(installed{Product: probes.Product{Part: probes.Part{Read: true}, Version: "2.6.3.0"}, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := ConnectVersion.Check.Judge(recorded)
		if err != nil || verdict.On != want {
			t.Errorf("on %s: got %q, %v, want %q", day, verdict.On, err, want)
		}
	}
	if got := ConnectVersion.Branch("announced-end").Status; got != steps.Warning {
		t.Errorf("an announcement is %s", got)
	}
	known := supportOf(version.Must("2.6.3.0"))
	if after := versionOutcome(version.Must("2.6.3.0"), known, lastDay(version.Must("2.6.3.0"), known), announcedEnd.AddDate(0, 1, 0)); ConnectVersion.Branch(after).Status != steps.Warning {
		t.Errorf("after the announced day: %s", after)
	}
}
