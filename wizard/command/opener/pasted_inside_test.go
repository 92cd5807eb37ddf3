package opener

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

const pastedCmdlets = "MachineName : SYNC07\nCollectedAtUtc : 2026-11-23T08:59:00.1234567Z\n\n" +
	"SyncCycleEnabled : True\nStagingModeEnabled : False\nSchedulerSuspended : False\n\n" +
	"State : Stopped\nStartMode : Auto\nStartName : NT SERVICE\\ADSync\n"

const pastedEvent = "Log Name: Application\nEvent Xml:\n" + `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="PasswordResetService"/>` +
	`<EventID Qualifiers="0">33004</EventID><Level>2</Level><TimeCreated SystemTime="2026-11-23T08:50:00.0000000Z"/><Computer>SYNC07.corp.contoso.com</Computer></System>` +
	`<EventData><Data>TrackingId: 7b1de6a4-41c7-4f3d-9e0a-2c5b8f6d1e01, ADPermissionsError, kim@contoso.com</Data></EventData></Event>`

// liveServer answers or does not.
type liveServer struct {
	probes.Shell

	err error
}

func (s liveServer) Server(context.Context) (probes.Server, error) {
	return probes.Server{Seen: probes.Seen{Vantage: probes.Vantage{Host: "live"}}}, s.err
}

func (s liveServer) Events(context.Context, time.Time) (probes.EventLog, error) {
	return probes.EventLog{Seen: probes.Seen{Vantage: probes.Vantage{Host: "live"}}}, s.err
}

// TestTheServerItselfGoesBeforeAPaste, and where nothing leads there, or it does not
// answer, the paste tells what it has and nothing else.
func TestTheServerItselfGoesBeforeAPaste(t *testing.T) {
	t.Parallel()
	none := &probes.Obstacle{Kind: probes.NoServer}
	refused := &probes.Obstacle{Kind: probes.AccessDenied}
	for name, c := range map[string]struct {
		live           probes.Shell
		paste          string
		server, events string // the host that says it, or the kind of the obstacle
	}{
		"it answers":                {liveServer{}, pastedEvent, "live", "live"},
		"it refuses, events":        {liveServer{err: refused}, pastedEvent, "access-denied", "sync07.corp.contoso.com"},
		"it refuses, cmdlets":       {liveServer{err: refused}, pastedCmdlets, "sync07", "access-denied"},
		"nothing leads to it":       {nowhere{none}, pastedEvent, "no-server", "sync07.corp.contoso.com"},
		"nothing leads to it, cmds": {nowhere{none}, pastedCmdlets, "sync07", "no-server"},
	} {
		p := pastedServer{Shell: c.live, paste: openPaste(c.paste)}
		said := func(seen probes.Seen, err error) string {
			if err != nil {
				return string(probes.AsObstacle(err).Kind)
			}
			return seen.Vantage.Host
		}
		server, err := p.Server(t.Context())
		if got := said(server.Seen, err); got != c.server {
			t.Errorf("%s: the server is told by %q, want %q", name, got, c.server)
		}
		log, err := p.Events(t.Context(), time.Time{})
		if got := said(log.Seen, err); got != c.events {
			t.Errorf("%s: the events are told by %q, want %q", name, got, c.events)
		}
	}
	p := pastedServer{Shell: nowhere{none}, paste: openPaste(pastedEvent)}
	_, link := p.UserLink(t.Context(), "")
	_, reach := p.Reach(t.Context(), probes.Target{})
	_, hold := p.Hold(t.Context(), probes.Target{}, 0)
	for what, err := range map[string]error{"link": link, "reach": reach, "hold": hold} {
		if !errors.Is(err, none) {
			t.Errorf("%s of a paste: %v", what, err)
		}
	}
	left, leave := context.WithCancelCause(t.Context())
	leave(errors.New("left"))
	gone := pastedServer{Shell: liveServer{err: refused}, paste: openPaste(pastedEvent)}
	if _, err := gone.Events(left, time.Time{}); !errors.Is(err, refused) {
		t.Errorf("whoever left got %v", err)
	}
}

// TestWhatIsPastedLaterIsLookedAt: the looks that went on before anything was pasted
// are made again, once, and again when it is taken back; a file of the server stays.
func TestWhatIsPastedLaterIsLookedAt(t *testing.T) {
	t.Parallel()
	world, err := lab.Load("healthy")
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), world)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	o := inside(running)
	o.exec, o.lab = nil, false
	known := steps.Facts{steps.User: "kim@contoso.com"}
	p, err := o.patient(known, lang.Text{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Shut() }()
	engine := p.Session.Find("configuration/sync-engine")
	look := func(words string) steps.Outcome {
		facts := known.With(steps.Facts{steps.Words: words})
		p.Looker.Know(facts)
		result, err := p.Looker.Run(t.Context(), engine, facts)
		if err != nil {
			return steps.Unseen
		}
		return result.Verdict.On
	}
	for i, c := range []struct {
		words string
		want  steps.Outcome
	}{
		{"", steps.Unseen},
		{"SSPR_0029", steps.Unseen},
		{pastedCmdlets, "service-stopped"},
		{pastedCmdlets, "service-stopped"},
		{"SSPR_0029", steps.Unseen},
		{"", steps.Unseen},
		{strings.Replace(pastedCmdlets, "MachineName", "Other", 1), steps.Unseen},
	} {
		if got := look(c.words); got != c.want {
			t.Errorf("%d, with %.20q: got %s, want %s", i, c.words, got, c.want)
		}
	}
	// What is watched, changed or proven is asked of the server itself.
	facts := known.With(steps.Facts{steps.Words: pastedCmdlets})
	p.Looker.Know(facts)
	if shell, err := p.Env.Shell(t.Context(), facts); err != nil || shell == nil {
		t.Errorf("a look gets %v, %v", shell, err)
	}
	if shell, err := p.Env.Itself().Shell(t.Context(), facts); probes.AsObstacle(err) == nil || probes.AsObstacle(err).Kind != probes.NoServer {
		t.Errorf("who watches gets %v, %v", shell, err)
	}
}

// TestAPasteIsToldAtOnce: of which machine it is and of when, and what it is good for;
// of words nothing is said.
func TestAPasteIsToldAtOnce(t *testing.T) {
	t.Parallel()
	pastes := &Pastes{zone: time.UTC}
	local := "\"TimeCreated\",\"ProviderName\",\"Id\"\n\"2026-11-23 오전 8:58:00\",\"ADSync\",\"6329\"\n"
	for name, c := range map[string]struct {
		text     string
		has, not []string
	}{
		"words":              {"SSPR_0029", nil, nil},
		"no words":           {"", nil, nil},
		"an event":           {pastedEvent, []string{"Read as events of sync07.corp.contoso.com: 1,", "08:50 UTC", "never that all is well"}, []string{"cut off"}},
		"one that is cut":    {pastedEvent + pastedEvent[:200], []string{": 1,", "cut off"}, nil},
		"cmdlets":            {pastedCmdlets, []string{"cmdlets printed on sync07", "08:59 UTC", "this is evidence"}, []string{"never"}},
		"a table":            {local, []string{"not certain", powershell.AskByEvents}, []string{"Read as"}},
		"too long":           {strings.Repeat(pastedEvent, 1+powershell.PasteAtMost/len(pastedEvent)), []string{"too long", "--server-file"}, []string{"Read as"}},
		"another's log":      {strings.ReplaceAll(pastedEvent, "PasswordResetService", "MsiInstaller"), nil, nil},
		"a time that cannot": {strings.ReplaceAll(pastedEvent, "2026-11-23", "1826-11-23"), nil, nil},
	} {
		for range 2 {
			said := pastes.Told(c.text)
			if said.Empty() != (len(c.has) == 0) || (said.Ko == "") != (said.En == "") {
				t.Errorf("%s: said %q", name, said.En)
			}
			for _, want := range c.has {
				if !strings.Contains(said.En, want) {
					t.Errorf("%s: %q lacks %q", name, said.En, want)
				}
			}
			for _, banned := range c.not {
				if strings.Contains(said.En, banned) {
					t.Errorf("%s: %q has %q", name, said.En, banned)
				}
			}
		}
	}
}
