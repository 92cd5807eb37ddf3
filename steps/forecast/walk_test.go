package forecast_test

import (
	"encoding/json"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/forecast"
)

// walk is one that saw this of a step.
func walk(t *testing.T, id steps.ID, evidence any, facts steps.Facts) forecast.Walk {
	t.Helper()
	text, err := json.Marshal(evidence)
	if err != nil {
		t.Fatal(err)
	}
	return forecast.Walk{Findings: []steps.Finding{{Step: id, Evidence: text}}, Facts: facts, At: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
}

// Which of the two engines writes follows from what stands on the server, and is
// not known where another server can be the one.
func TestWhichEngineWrites(t *testing.T) {
	t.Parallel()
	type server = map[string]any
	on := func(installed, staging, enabled, parameter, agent any) server {
		return server{
			"service": server{"read": installed != nil, "installed": installed}, "scheduler": server{"read": true, "staging": staging},
			"writeback": server{"read": enabled != nil, "enabled": enabled, "parameter": parameter}, "cloud_sync": server{"read": agent != nil, "installed": agent},
		}
	}
	for name, c := range map[string]struct {
		seen           server
		connect, agent probes.YesNo
	}{
		"Connect Sync alone":                          {on(true, false, true, true, false), probes.Yes, probes.No},
		"both, and Connect Sync writes":               {on(true, false, true, true, true), probes.Yes, probes.No},
		"both, and the switch of Connect Sync is off": {on(true, false, false, false, true), probes.No, probes.Yes},
		"both, and the two switches differ":           {on(true, false, false, true, true), probes.Yes, probes.No},
		"the switch is off and there is no agent":     {on(true, false, false, false, false), probes.Yes, probes.No},
		"the agent alone":                             {on(false, nil, nil, nil, true), probes.No, probes.Yes},
		"neither":                                     {on(false, nil, nil, nil, false), probes.No, probes.No},
		"staging, and the agent":                      {on(true, true, true, true, true), probes.No, probes.Yes},
		"staging, and nobody else is seen":            {on(true, true, true, true, false), probes.Unsaid, probes.No},
		"staging, and the agent was not looked for":   {on(true, true, true, true, nil), probes.Unsaid, probes.Unsaid},
		"staging is not said":                         {on(true, nil, true, true, false), probes.Unsaid, probes.No},
		"the service was not read":                    {on(nil, false, true, true, false), probes.Unsaid, probes.No},
		"nothing was read":                            {on(nil, nil, nil, nil, nil), probes.Unsaid, probes.Unsaid},
	} {
		e := walk(t, configuration.SyncEngineID, c.seen, nil).Evidence()
		if e.Connect.Writes != c.connect || e.Agent.Writes != c.agent {
			t.Errorf("%s: Connect Sync %q, the agent %q; want %q, %q", name, e.Connect.Writes, e.Agent.Writes, c.connect, c.agent)
		}
	}
}

// The cloud is that whose Microsoft Graph answered, else what names tell.
func TestTheCloudIsToldBySigns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ graph, relays, tenant, want string }{
		{"", "", "contoso.com", ""},
		{"", "", "contoso.onmicrosoft.com", "public"},
		{"", "", "CONTOSO.ONMICROSOFT.US", "us-government"},
		{"", "", "contoso.partner.onmschina.cn", "china"},
		{"", "a.servicebus.chinacloudapi.cn,b.servicebus.chinacloudapi.cn", "contoso.com", "china"},
		{"us-government-dod", "a.servicebus.usgovcloudapi.net", "contoso.onmicrosoft.us", "us-government-dod"},
		{"public", "", "contoso.com", "public"},
	} {
		seen := map[string]any{"registration": map[string]any{"found": true, "cloud": c.graph}}
		e := walk(t, configuration.SSPREnabledID, seen, steps.Facts{steps.Relays: c.relays, steps.Tenant: c.tenant}).Evidence()
		if e.Cloud != c.want {
			t.Errorf("%+v: got %q", c, e.Cloud)
		}
	}
}

// What has passed counts no more, as with the steps: it is lacking.
func TestWhatHasPassedIsLacking(t *testing.T) {
	t.Parallel()
	seen := map[string]any{"user": map[string]any{"matches": 1, "account_expires": "2027-01-01T00:00:00Z"}}
	w := walk(t, configuration.UserAccountID, seen, steps.Facts{steps.User: "kim@contoso.com"})
	if f := w.Of(forecast.Table{}); len(f.Ahead) != 1 || f.Ahead[0].Kind != forecast.Account {
		t.Errorf("got %+v", f)
	}
	w.Findings[0].Then = &steps.Then{On: "usable"}
	f := w.Of(forecast.Table{})
	lacks := map[forecast.Kind]bool{}
	for _, g := range f.Gaps {
		lacks[g.Kind] = true
	}
	if len(f.Ahead) != 0 || !lacks[forecast.Account] {
		t.Errorf("got %+v", f)
	}
}

// As what Connect Sync signs in.
func TestAsWhatItSignsIn(t *testing.T) {
	t.Parallel()
	ends := "2027-05-01T00:00:00Z"
	for _, c := range []struct {
		identity map[string]any
		version  string
		want     probes.YesNo
	}{
		{map[string]any{"read": true, "type": "Application", "certificate_end": ends}, "", probes.Yes},
		{map[string]any{"read": true, "type": "serviceaccount"}, "", probes.No},
		{map[string]any{"read": true, "type": "ManagedIdentity"}, "", probes.Unsaid},
		{map[string]any{"read": true, "cmdlet": false}, "2.4.131.0", probes.No},
		{map[string]any{"read": true, "cmdlet": false}, "2.5.3.0", probes.Unsaid},
		{map[string]any{"read": true, "cmdlet": false}, "", probes.Unsaid},
		{map[string]any{"read": false, "type": "Application"}, "", probes.Unsaid},
	} {
		e := walk(t, configuration.ConnectApplicationID, map[string]any{"identity": c.identity, "product": map[string]any{"version": c.version}}, nil).Evidence()
		if e.SignsIn.Application != c.want || e.SignsIn.Ends.IsZero() == (c.want == probes.Yes) {
			t.Errorf("%+v: got %+v, want %q", c, e.SignsIn, c.want)
		}
	}
}

// Which licences count, by the state of P1 and P2 in them.
func TestWhichLicencesCount(t *testing.T) {
	t.Parallel()
	plan := func(status string) []map[string]any { return []map[string]any{{"id": probes.PlanP1, "status": status}} }
	sku := func(status, to string, enabled, warning int, plans any) map[string]any {
		return map[string]any{"id": "a", "part_number": "A", "status": status, "applies_to": to, "enabled": enabled, "warning": warning, "plans": plans}
	}
	for name, c := range map[string]struct {
		sku          map[string]any
		owned, grace bool
	}{
		"in use":             {sku("Enabled", "User", 5, 0, plan("Success")), true, false},
		"in grace":           {sku("Warning", "User", 0, 5, plan("Success")), true, true},
		"plans left out":     {sku("Warning", "User", 0, 5, nil), true, false},
		"suspended":          {sku("Suspended", "User", 5, 0, plan("Success")), false, false},
		"for the company":    {sku("Warning", "Company", 0, 5, plan("Success")), false, false},
		"not one left":       {sku("Warning", "User", 0, 0, plan("Success")), false, false},
		"switched off":       {sku("Enabled", "User", 5, 0, plan("Disabled")), false, false},
		"of another product": {sku("Enabled", "User", 5, 0, []map[string]any{{"id": "x", "status": "Success"}}), false, false},
	} {
		e := walk(t, configuration.PremiumLicenseID, map[string]any{"skus": []any{c.sku}}, nil).Evidence()
		if len(e.Owned) == 1 != c.owned || c.owned && e.Owned[0].Grace != c.grace || !e.Owned.Seen() {
			t.Errorf("%s: got %+v", name, e.Owned)
		}
	}
}
