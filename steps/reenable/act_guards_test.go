package reenable

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

const entra = "contoso.onmicrosoft.com - AAD"

// sound is a server on which both actions may be done.
func sound(deeds ...probes.Deed) guarded {
	read := probes.Part{Read: true}
	return guarded{
		Now: noon, Deeds: deeds, Console: true,
		Server: probes.Server{
			Seen:       probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "sync01.corp.contoso.com"}, At: noon},
			System:     probes.System{Part: read, Host: "sync01.corp.contoso.com"},
			Service:    probes.Service{Part: read, Installed: probes.Yes, State: "Running"},
			Product:    probes.Product{Part: read, Version: "2.6.92.0"},
			Writeback:  probes.Writeback{Part: read, Connector: entra, Enabled: probes.Yes},
			Scheduler:  probes.Scheduler{Part: read, Staging: probes.No, InProgress: probes.No},
			Connectors: probes.Connectors{Part: read, List: probes.List[probes.Connector]{{Name: entra, Entra: probes.Yes}, {Name: "corp.contoso.com", Entra: probes.No}}},
			Runs:       probes.Runs{Part: read, List: probes.List[probes.Run]{{Start: noon.Add(-time.Hour), End: noon.Add(-50 * time.Minute)}}},
			CloudSync:  probes.CloudSync{Part: read, Installed: probes.No},
		},
	}
}

var (
	onlyRestart = []probes.Deed{probes.RestartService}
	offAndOn    = []probes.Deed{probes.SwitchOff, probes.SwitchOn}
)

// TestEveryGuardRefuses changes one thing of a sound server: exactly the reasons
// that follow are given, for a restart and for a switch.
func TestEveryGuardRefuses(t *testing.T) {
	t.Parallel()
	said := map[steps.Outcome]bool{}
	for name, test := range map[string]struct {
		harm          func(*guarded)
		restart, turn []steps.Outcome
	}{
		"sound":                   {func(*guarded) {}, nil, nil},
		"from a file":             {func(g *guarded) { g.Way = &probes.Obstacle{Kind: probes.NoServer, Needs: probes.FromFile} }, []steps.Outcome{"from-file"}, []steps.Outcome{"from-file"}},
		"by hand":                 {func(g *guarded) { g.NoServer, g.ByHand = &probes.Obstacle{Kind: probes.NoServer}, true }, []steps.Outcome{"by-hand"}, []steps.Outcome{"by-hand"}},
		"not seen":                {func(g *guarded) { g.NoServer = &probes.Obstacle{Kind: probes.TimedOut} }, []steps.Outcome{"server-unseen"}, []steps.Outcome{"server-unseen"}},
		"another machine":         {func(g *guarded) { g.Server.Vantage.Place = probes.Here }, []steps.Outcome{"server-unseen"}, []steps.Outcome{"server-unseen"}},
		"no way":                  {func(g *guarded) { g.Way = &probes.Obstacle{Kind: probes.NoServer} }, []steps.Outcome{"no-way"}, []steps.Outcome{"no-way"}},
		"nameless":                {func(g *guarded) { g.Server.System.Host, g.Server.Vantage.Host = "", "" }, []steps.Outcome{"no-name"}, []steps.Outcome{"no-name"}},
		"no trail":                {func(g *guarded) { g.NoTrail = true }, []steps.Outcome{"no-trail"}, []steps.Outcome{"no-trail"}},
		"broken above":            {func(g *guarded) { g.Above = []steps.ID{"connectivity/service-bus"} }, []steps.Outcome{"broken-above"}, []steps.Outcome{"broken-above"}},
		"broken above, finishing": {func(g *guarded) { g.Above, g.Finishing = []steps.ID{"connectivity/service-bus"}, true }, nil, nil},
		"service not read":        {func(g *guarded) { g.Server.Service = probes.Service{} }, []steps.Outcome{"service-unseen"}, []steps.Outcome{"service-unseen"}},
		"service unsaid":          {func(g *guarded) { g.Server.Service.Installed = probes.Unsaid }, []steps.Outcome{"service-unseen"}, []steps.Outcome{"service-unseen"}},
		"state unsaid":            {func(g *guarded) { g.Server.Service.State = "" }, []steps.Outcome{"service-unseen"}, []steps.Outcome{"service-unseen"}},
		"no service":              {func(g *guarded) { g.Server.Service.Installed = probes.No }, []steps.Outcome{"not-installed"}, []steps.Outcome{"not-installed"}},
		"stopped":                 {func(g *guarded) { g.Server.Service.State = "Stopped" }, []steps.Outcome{"service-state"}, []steps.Outcome{"service-state"}},
		"stopping":                {func(g *guarded) { g.Server.Service.State = "Stop Pending" }, []steps.Outcome{"service-state"}, []steps.Outcome{"service-state"}},
		"staging":                 {func(g *guarded) { g.Server.Scheduler.Staging = probes.Yes }, []steps.Outcome{"staging"}, []steps.Outcome{"staging"}},
		"staging unsaid":          {func(g *guarded) { g.Server.Scheduler.Staging = probes.Unsaid }, []steps.Outcome{"staging-unseen"}, []steps.Outcome{"staging-unseen"}},
		"scheduler not read":      {func(g *guarded) { g.Server.Scheduler = probes.Scheduler{} }, []steps.Outcome{"staging-unseen"}, []steps.Outcome{"staging-unseen"}},
		"a sync":                  {func(g *guarded) { g.Server.Scheduler.InProgress = probes.Yes }, []steps.Outcome{"sync-running"}, []steps.Outcome{"sync-running"}},
		"a run":                   {func(g *guarded) { g.Server.Runs.List[0].End = time.Time{} }, []steps.Outcome{"sync-running"}, []steps.Outcome{"sync-running"}},
		"a run without an end":    {func(g *guarded) { g.Server.Runs.List[0] = probes.Run{Start: noon.Add(-25 * time.Hour)} }, nil, nil},
		"an old scheduler":        {func(g *guarded) { g.Server.Scheduler.InProgress = probes.Unsaid }, nil, nil},
		"no history":              {func(g *guarded) { g.Server.Runs = probes.Runs{} }, nil, nil},
		"neither":                 {func(g *guarded) { g.Server.Scheduler.InProgress, g.Server.Runs = probes.Unsaid, probes.Runs{} }, []steps.Outcome{"sync-unseen"}, []steps.Outcome{"sync-unseen"}},
		"an agent":                {func(g *guarded) { g.Server.CloudSync.Installed, g.Server.CloudSync.State = probes.Yes, "Running" }, []steps.Outcome{"second-engine"}, []steps.Outcome{"second-engine"}},
		"an agent that stands":    {func(g *guarded) { g.Server.CloudSync.Installed, g.Server.CloudSync.State = probes.Yes, "Stopped" }, nil, nil},
		"an agent of no state":    {func(g *guarded) { g.Server.CloudSync.Installed = probes.Yes }, []steps.Outcome{"second-engine-unseen"}, []steps.Outcome{"second-engine-unseen"}},
		"agent not read":          {func(g *guarded) { g.Server.CloudSync = probes.CloudSync{} }, []steps.Outcome{"second-engine-unseen"}, []steps.Outcome{"second-engine-unseen"}},
		"switch not read":         {func(g *guarded) { g.Server.Writeback.Read = false }, nil, []steps.Outcome{"switch-unseen"}},
		"switch unsaid":           {func(g *guarded) { g.Server.Writeback.Enabled = probes.Unsaid }, nil, []steps.Outcome{"switch-unseen"}},
		"two connectors":          {func(g *guarded) { g.Server.Connectors.List[1].Entra = probes.Yes }, nil, []steps.Outcome{"connector-unseen"}},
		"two names":               {func(g *guarded) { g.Server.Connectors.List[0].Name = "another" }, nil, []steps.Outcome{"connector-unseen"}},
		"a name of controls": {func(g *guarded) {
			g.Server.Connectors.List[0].Name, g.Server.Writeback.Connector = "a\x1b[2J", "a\x1b[2J"
		}, nil, []steps.Outcome{"connector-unseen"}},
		"no name": {func(g *guarded) { g.Server.Connectors, g.Server.Writeback.Connector = probes.Connectors{}, "" }, nil, []steps.Outcome{"connector-unseen"}},
		"several": {
			func(g *guarded) {
				g.Server.Scheduler.Staging, g.Server.Scheduler.InProgress, g.NoTrail = probes.Yes, probes.Yes, true
			},
			[]steps.Outcome{"no-trail", "staging", "sync-running"},
			[]steps.Outcome{"no-trail", "staging", "sync-running"},
		},
	} {
		for deeds, want := range map[*[]probes.Deed][]steps.Outcome{&onlyRestart: test.restart, &offAndOn: test.turn} {
			g := sound(*deeds...)
			test.harm(&g)
			got := judgeGuards(g)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %v: got %v, want %v", name, *deeds, got, want)
			}
			for _, on := range got {
				said[on] = true
				for _, l := range []lang.Language{lang.Korean, lang.English} {
					text := refusalOf(on, g, steps.Walked{Find: func(steps.ID) *steps.Step { return nil }}).In(l, nil)
					if text == "" || strings.Contains(text, "{") {
						t.Errorf("%s: %s says %q", name, on, text)
					}
				}
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(said)), slices.Sorted(maps.Keys(refusals)); !slices.Equal(got, want) {
		t.Errorf("reasons that were given: %v\nthat there are: %v", got, want)
	}
}

func TestStartingIsForAServiceThatStandsStill(t *testing.T) {
	t.Parallel()
	for state, want := range map[string][]steps.Outcome{"Stopped": nil, "Running": {"service-state"}, "Start Pending": {"service-state"}, "": {"service-unseen"}} {
		g := sound(probes.StartService)
		g.Server.Service.State = state
		if state == "Stopped" { // the module does not answer
			g.Server.Scheduler, g.Server.Runs, g.Server.CloudSync = probes.Scheduler{}, probes.Runs{}, probes.CloudSync{}
		}
		if got := judgeGuards(g); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", state, got, want)
		}
	}
}

// TestWhereNobodyCanSignInThePersonIsGuided from 2.5.3.0 on, and where the version
// is not known.
func TestWhereNobodyCanSignInThePersonIsGuided(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		version string
		console bool
		deeds   []probes.Deed
		want    bool
	}{
		{"2.6.92.0", false, offAndOn, true},
		{"2.5.3.0", false, offAndOn, true},
		{"2.4.131.0", false, offAndOn, false},
		{"", false, offAndOn, true},
		{"new", false, offAndOn, true},
		{"2.6.92.0", true, offAndOn, false},
		{"2.6.92.0", false, onlyRestart, false},
	} {
		g := sound(test.deeds...)
		g.Console, g.Server.Product.Version = test.console, test.version
		if got := g.guided(); got != test.want {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}

// TestOnlyTheWordIsConsent: nothing is offered where something speaks against it.
func TestOnlyTheWordIsConsent(t *testing.T) {
	t.Parallel()
	walk := steps.Walked{Find: func(steps.ID) *steps.Step { return nil }}
	offer := switchAction.offer(sound(offAndOn...), walk)
	want := []string{
		"Set-ADSyncAADPasswordResetConfiguration -Connector 'contoso.onmicrosoft.com - AAD' -Enable $false",
		"Set-ADSyncAADPasswordResetConfiguration -Connector 'contoso.onmicrosoft.com - AAD' -Enable $true",
	}
	if !offer.Open() || offer.Word != "sync01" || !slices.Equal(offer.Commands, want) || !offer.Console {
		t.Fatalf("got %+v", offer)
	}
	for typed, consents := range map[string]bool{"sync01": true, "SYNC01": true, "뇨ㅜㅊ01": true, "y": false, "": false, "sync01.corp.contoso.com": false} {
		if offer.Consents(typed) != consents {
			t.Errorf("%q: got %v", typed, !consents)
		}
	}
	refused := sound(offAndOn...)
	refused.Server.Scheduler.Staging = probes.Yes
	remote := sound(offAndOn...)
	remote.Console = false
	for _, g := range []guarded{refused, remote} {
		if offer := switchAction.offer(g, walk); offer.Open() || offer.Consents(offer.Word) {
			t.Errorf("%+v is open", offer)
		}
	}
}

// TestTheScriptRunsTheCommandsThatAreShown reads act.ps1 beside the commands that
// a person consents to.
func TestTheScriptRunsTheCommandsThatAreShown(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "probes", "action", "act.ps1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, deed := range []probes.Deed{probes.RestartService, probes.StartService, probes.SwitchOff, probes.SwitchOn} {
		command := strings.ReplaceAll(commandOf(probes.Order{Deed: deed, Connector: "$c"}), "'$c'", "$c")
		if strings.Count(string(text), "'"+string(deed)+"' { "+command) != 1 {
			t.Errorf("%s: the script does not run %s", deed, command)
		}
	}
	if commandOf(probes.Order{Deed: probes.ResetPassword}) != "" {
		t.Error("a command for a deed that is not the server's")
	}
}

func TestStepsAboveAreThoseThatStandByThemselves(t *testing.T) {
	t.Parallel()
	walk := steps.Walked{Trail: []steps.Finding{
		{Step: "configuration/pdc-emulator", Status: steps.Broken},
		{Step: "configuration/domain-controllers", Status: steps.Broken, ExplainedBy: "configuration/pdc-emulator"},
		{Step: "configuration/writeback-switch", Status: steps.Broken}, // which is what it mends
		{Step: "connectivity/proxy", Status: steps.Warning},
		{Step: "connectivity/idle", Status: steps.Unknown},
		{Step: "reenable/event-log", Status: steps.Broken},
	}}
	if got := switchAction.above(walk); !slices.Equal(got, []steps.ID{"configuration/pdc-emulator"}) {
		t.Errorf("got %v", got)
	}
}
