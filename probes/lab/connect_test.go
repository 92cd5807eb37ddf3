package lab

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

// shell asks the lab's server as the product does.
func shell(l *Lab) *powershell.Client {
	return powershell.New(powershell.Config{Exec: l.Exec(), Clock: l.Clock(), Computer: l.world.server.host})
}

func TestTheServerDescribesItself(t *testing.T) {
	t.Parallel()
	l := begin(t, "server: {version: 2.5.190.0, skew: 3m, export: {preferred: [dc2]}, unread: {tls: access-denied}}\n")
	server, err := shell(l).Server(t.Context())
	if err != nil {
		t.Fatalf("Server = %v, want an answer", err)
	}
	switch {
	case server.Product.Version != "2.5.190.0":
		t.Errorf("version = %q, want that of the file", server.Product.Version)
	case server.TLS.Read || server.TLS.Why == nil || server.TLS.Why.Kind != probes.AccessDenied || server.TLS.List != nil:
		t.Errorf("TLS = %+v, want unread for lack of access", server.TLS)
	case len(server.Export.Partitions) != 1 || server.Export.Partitions[0].PreferredDCs[0] != "dc2.corp.contoso.com":
		t.Errorf("export = %+v, want dc2 by its full name", server.Export)
	case !server.Vantage.OnSyncServer():
		t.Errorf("vantage = %v, want the Connect server", server.Vantage)
	case len(server.Runs.List) != 8 || len(server.Connectors.List) != 2:
		t.Errorf("runs, connectors = %d, %d, want 8 and 2", len(server.Runs.List), len(server.Connectors.List))
	}
}

func TestTheServerCanFail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		fault string
		want  probes.Kind
	}{
		{faultExit, probes.NotRun},
		{faultEmpty, probes.NotRun},
		{faultMissing, probes.NoPowerShell},
		{faultPolicy, probes.NotPermitted},
		{faultLimited, probes.Constrained},
		{faultGarbled, probes.Malformed},
	}
	for _, test := range tests {
		t.Run(test.fault, func(t *testing.T) {
			t.Parallel()
			_, err := shell(begin(t, "server: {fault: "+test.fault+"}\n")).Server(t.Context())
			if o := probes.AsObstacle(err); o == nil || o.Kind != test.want {
				t.Errorf("Server = %v, want an obstacle of kind %s", err, test.want)
			}
		})
	}
}

func TestAPromptWaitsUntilTheCallerGivesUp(t *testing.T) {
	t.Parallel()
	l := begin(t, "server: {fault: prompts}\n")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, _, _, err := l.Exec()(ctx, powershell.Program); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Exec = %v, want the end of the caller's patience", err)
	}
}

func TestThereIsOnlyPowerShell(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	if _, _, _, err := l.Exec()(t.Context(), "cmd.exe", "/c", "ver"); !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("Exec(cmd.exe) = %v, want not found", err)
	}
	if _, _, code, err := l.Exec()(t.Context(), `C:\Windows\PowerShell.exe`, "-Request", "?"); err != nil || code == 0 {
		t.Errorf("Exec without a request = %d %v, want a code other than 0", code, err)
	}
	if other := powershell.New(powershell.Config{Exec: l.Exec(), Computer: "another"}); other != nil {
		if _, err := other.Server(t.Context()); err == nil {
			t.Error("a server of another name answered, want an obstacle")
		}
	}
	if begin(t, "server: {none: true}\n").Exec() != nil {
		t.Error("Exec of a world without evidence from the server, want nil")
	}
}

func TestEventsCome(t *testing.T) {
	t.Parallel()
	l := begin(t, "server: {events: {until: 1h, list: [{ago: 5m, id: 31016}, {ago: -3m, id: 31015}]}}\n")
	ids := func(at time.Time) []int {
		l.clock.Now = func() time.Time { return at }
		var ids []int
		for _, e := range l.server.eventLog(l.start.Add(-70*time.Minute), probes.Seen{}).Events {
			ids = append(ids, e.ID)
		}
		return ids
	}
	if got := ids(l.start); got[0] != 31016 {
		t.Errorf("at the start the newest is %d, want 31016", got[0])
	}
	if got := ids(l.start.Add(4 * time.Minute)); got[0] != 31015 || got[1] != 31016 || got[2] != heartbeat {
		t.Errorf("later the newest are %v, want 31015, 31016, then heartbeats", got)
	}
}

func TestHeartbeatsGoOn(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	hosts := map[string]bool{}
	for _, hours := range []int{0, 5} {
		now := l.start.Add(time.Duration(hours) * time.Hour)
		l.clock.Now = func() time.Time { return now }
		events := l.server.eventLog(l.start.Add(-day), probes.Seen{}).Events
		if len(events) == 0 || events[0].ID != heartbeat || now.Sub(events[0].At) > 5*time.Minute {
			t.Fatalf("after %d hours the newest event is %+v, want a heartbeat of the last minutes", hours, events[0])
		}
		for _, e := range events {
			for _, h := range e.Hosts {
				hosts[h] = true
			}
		}
	}
	if len(hosts) != 2 {
		t.Errorf("heartbeats name %v, want the two relays", hosts)
	}
}

func TestLinksAreFoundByDN(t *testing.T) {
	t.Parallel()
	l := begin(t, "server: {links: {kim: {right-rule: false}}}\n")
	kim, err := shell(l).UserLink(t.Context(), "cn=kim minji,OU=Staff,DC=corp,DC=contoso,DC=com")
	if err != nil || kim.InADSpace != probes.Yes || kim.RightRule != probes.No {
		t.Errorf("UserLink = %+v %v, want kim by another rule", kim, err)
	}
	nobody, err := shell(l).UserLink(t.Context(), "CN=Nobody,DC=corp,DC=contoso,DC=com")
	if err != nil || nobody.InADSpace != probes.No {
		t.Errorf("UserLink = %+v %v, want nobody", nobody, err)
	}
}
