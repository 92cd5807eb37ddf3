package connectivity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// roads answers from a table and notes what it was asked.
type roads struct {
	place  probes.Place
	routes map[string]probes.Contact // by host; a host that is not there could not be tried
	hold   probes.Hold
	closed string // a host to which no connection comes up
	asked  chan string
}

func (r roads) Reach(_ context.Context, t probes.Target) (probes.Route, error) {
	r.asked <- fmt.Sprintf("%s %s:%d", r.place, t.Host, t.Port)
	end, known := r.routes[t.Host]
	if !known {
		return probes.Route{}, &probes.Obstacle{Kind: probes.NotCollected, Host: t.Host}
	}
	route := probes.Route{Target: t, Name: probes.Open, TCP: end}
	route.Seen = probes.Seen{Vantage: probes.Vantage{Place: r.place}, At: noon, Took: time.Second}
	if end == probes.Open && t.Depth == probes.ToHTTP {
		route.TLS, route.HTTP, route.PublicRoot, route.Status = probes.Open, probes.Open, probes.Yes, 401
		route.Date, route.Chain = noon, []probes.Certificate{{Organization: vendorAuthorities[0]}}
	}
	return route, nil
}

func (r roads) Hold(_ context.Context, t probes.Target, length time.Duration) (probes.Hold, error) {
	r.asked <- fmt.Sprintf("%s hold %s %s", r.place, t.Host, length)
	if r.hold.Start == probes.NotTried {
		return probes.Hold{}, &probes.Obstacle{Kind: probes.NotCollected}
	}
	held := r.hold
	if t.Host == r.closed {
		held = probes.Hold{Start: probes.Dropped}
	}
	held.Target, held.Wanted, held.Vantage = t, length, probes.Vantage{Place: r.place}
	return held, nil
}

// server is a Connect server whose roads are those of roads.
type server struct {
	roads
	state  probes.Server
	events probes.EventLog
}

func (s server) Server(context.Context) (probes.Server, error) { return s.state, nil }

func (s server) UserLink(context.Context, string) (probes.UserLink, error) {
	return probes.UserLink{}, errors.New("nobody asks for a user's link here")
}

func (s server) Events(context.Context, time.Time) (probes.EventLog, error) { return s.events, nil }

func onServer(routes map[string]probes.Contact) roads {
	return roads{place: probes.SyncServer, routes: routes, asked: make(chan string, 100)}
}

func fromHere(routes map[string]probes.Contact) roads {
	return roads{place: probes.Here, routes: routes, asked: make(chan string, 100)}
}

var errNoServer = &probes.Obstacle{Kind: probes.NoServer}

// world is the outside with or without a Connect server.
func world(shell probes.Shell, here probes.Endpoint) steps.Env {
	return steps.Env{
		Shell: func(context.Context, steps.Facts) (probes.Shell, error) {
			if shell == nil {
				return nil, errNoServer
			}
			return shell, nil
		},
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
			return nil, &probes.Obstacle{Kind: probes.NoDomain}
		},
		Endpoint: here,
		Now:      func() time.Time { return noon },
	}
}

func run(t *testing.T, step steps.Step, env steps.Env, facts steps.Facts) steps.Verdict {
	t.Helper()
	result, err := step.Check.Run(t.Context(), env, facts)
	if err != nil {
		t.Fatalf("%s: %v", step.ID, err)
	}
	return result.Verdict
}

func TestTheServersRoadDecides(t *testing.T) {
	t.Parallel()
	host := resetHosts[publicCloud]
	openHere := fromHere(map[string]probes.Contact{host: probes.Open})
	for _, test := range []struct {
		name  string
		shell probes.Shell
		want  steps.Outcome
	}{
		{"server open", server{roads: onServer(map[string]probes.Contact{host: probes.Open})}, open},
		{"server closed, open from here", server{roads: onServer(map[string]probes.Contact{host: probes.Dropped})}, dropped},
		{"no server, open from here", nil, hintOpen},
		{"a file without this road, open from here", server{roads: onServer(nil)}, hintOpen},
	} {
		if got := run(t, PasswordResetEndpoint, world(test.shell, openHere), nil).On; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTheServersObstacleIsTold(t *testing.T) {
	t.Parallel()
	_, err := PasswordResetEndpoint.Check.Run(t.Context(), world(nil, fromHere(nil)), nil)
	if !errors.Is(err, errNoServer) {
		t.Errorf("got %v, want the obstacle of the server", err)
	}
}

func events(list ...probes.Event) probes.EventLog {
	return probes.EventLog{Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer}, At: noon}, Events: list}
}

func naming(ago time.Duration, id int, hosts ...string) probes.Event {
	return probes.Event{At: noon.Add(-ago), Provider: resetService, ID: id, Hosts: hosts}
}

func TestNewestEventsNameTheRelays(t *testing.T) {
	t.Parallel()
	first, second, old := "a.servicebus.windows.net", "b.servicebus.windows.net", "c.servicebus.windows.net"
	moved := "d.servicebus.windows.net"
	for _, test := range []struct {
		name string
		log  probes.EventLog
		want []string
	}{
		{"two heartbeats", events(naming(time.Minute, 31019, first), naming(4*time.Minute, 31019, second)), []string{first, second}},
		{"listed oldest first", events(naming(4*time.Minute, 31019, second), naming(time.Minute, 31019, first)), []string{first, second}},
		{"moved since", events(naming(time.Minute, 31034, first), naming(30*time.Hour, 31019, old)), []string{first}},
		{"moved today", events(naming(time.Minute, 31019, first, second), naming(2*time.Hour, 31019, old)), []string{first, second}},
		{"one keeps failing", events(naming(time.Minute, 31019, first), naming(40*time.Minute, 31034, second)), []string{first, second}},
		{"moved, and the old pair was alive until an hour ago", events(naming(time.Minute, 31034, moved), naming(time.Hour, 31019, first), naming(65*time.Minute, 31019, second), naming(70*time.Minute, 31019, first)), []string{moved}},
		{"moved, and the old pair was alive a minute before", events(naming(time.Minute, 31034, moved), naming(2*time.Minute, 31019, first), naming(7*time.Minute, 31019, second), naming(12*time.Minute, 31019, first)), []string{moved}},
		{"moved, and the old pair failed before", events(naming(time.Minute, 31034, moved), naming(2*time.Hour, 31034, first), naming(2*time.Hour, 31034, second)), []string{moved}},
		{"moved, and one of the old pair was alive hours ago", events(naming(time.Minute, 31034, moved), naming(2*time.Hour, 31019, first)), []string{moved}},
		{"moved, and the new pair fails", events(naming(time.Minute, 31034, moved), naming(3*time.Minute, 31034, old), naming(time.Hour, 31019, first), naming(65*time.Minute, 31019, second), naming(70*time.Minute, 31019, first)), []string{moved, old}},
		{"one begins to fail", events(naming(time.Minute, 31034, first), naming(4*time.Minute, 31019, second), naming(9*time.Minute, 31019, first), naming(14*time.Minute, 31019, second)), []string{first, second}},
		{"one begins to fail while the other is dead for hours", events(naming(time.Minute, 31034, first), naming(2*time.Hour, 31019, second), naming(125*time.Minute, 31019, first)), []string{first, second}},
		{"one fails from the start", events(naming(time.Minute, 31034, first), naming(2*time.Minute, 31019, second)), []string{first, second}},
		{"other events and other hosts", events(naming(0, 31034, "proxy.contoso.com", "A.SERVICEBUS.WINDOWS.NET"), naming(0, 31001, old)), []string{first}},
		{"the suffix alone is no host", events(naming(0, 31019, ".servicebus.windows.net")), nil},
		{"nothing", events(), nil},
	} {
		if got := namedRelays(test.log); !slices.Equal(got.Hosts, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got.Hosts, test.want)
		}
	}
}

func TestRelaysAreTaughtAndASiblingIsTried(t *testing.T) {
	t.Parallel()
	relay := "sb-test.servicebus.windows.net"
	sibling := documentedRelays[publicCloud][0]
	s := server{roads: onServer(map[string]probes.Contact{relay: probes.Open, sibling: probes.PortRefused}), events: events(naming(time.Minute, 31019, relay))}
	got := run(t, ServiceBus, world(s, fromHere(nil)), nil)
	if got.On != "suffix-closed" {
		t.Errorf("got %q, want suffix-closed", got.On)
	}
	if got.Learned[steps.Relays] != relay {
		t.Errorf("learned %q, want %q", got.Learned[steps.Relays], relay)
	}
}

func TestTheCloudIsReadFromTheRelaysOrTheTenant(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		relays []string
		tenant string
		want   cloud
	}{
		{nil, "contoso.onmicrosoft.com", publicCloud},
		{nil, "contoso.onmicrosoft.us", governmentCloud},
		{nil, "contoso.partner.onmschina.cn", chinaCloud},
		{[]string{"x.servicebus.usgovcloudapi.net"}, "contoso.com", governmentCloud},
		{[]string{"x.servicebus.chinacloudapi.cn"}, "", chinaCloud},
		{[]string{"x.servicebus.windows.networks"}, "", publicCloud},
	} {
		if got := cloudOf(test.relays, test.tenant); got != test.want {
			t.Errorf("%v, %q: got %q, want %q", test.relays, test.tenant, got, test.want)
		}
	}
}

func TestIdleHoldsARelayWhenOneIsKnown(t *testing.T) {
	t.Parallel()
	s := server{roads: onServer(nil)}
	s.hold = probes.Hold{Start: probes.Open, Held: idleLength, Cut: probes.No}
	for relays, want := range map[string]string{
		"a.servicebus.windows.net,b.servicebus.windows.net": "sync-server hold a.servicebus.windows.net 3m0s",
		"": "sync-server hold passwordreset.microsoftonline.com 3m0s",
	} {
		if got := run(t, Idle, world(s, fromHere(nil)), steps.Facts{steps.Relays: relays}).On; got != "survives" {
			t.Errorf("%q: got %q, want survives", relays, got)
		}
		if got := <-s.asked; got != want {
			t.Errorf("%q: asked %q, want %q", relays, got, want)
		}
	}
}

func TestIdleHoldsTheRelayThatAnswers(t *testing.T) {
	t.Parallel()
	const first, second = "a.servicebus.windows.net", "b.servicebus.windows.net"
	facts := steps.Facts{steps.Relays: first + "," + second}
	s := server{roads: onServer(nil)}
	s.hold, s.closed = probes.Hold{Start: probes.Open, Held: 170 * time.Second, Cut: probes.Yes, CutAt: 180 * time.Second, Silent: probes.Yes}, first
	verdict := run(t, Idle, world(s, fromHere(nil)), facts)
	if got := verdict.Args["host"].Text; verdict.On != "cut-silently" || got != second {
		t.Errorf("got %q of %s, want the relay that answers to be cut silently", verdict.On, got)
	}
	s.hold = probes.Hold{Start: probes.CutOff}
	verdict = run(t, Idle, world(s, fromHere(nil)), facts)
	if got := verdict.Args["host"].Text; verdict.On != "no-connection" || got != first {
		t.Errorf("none answers: got %q of %s, want no connection to the first", verdict.On, got)
	}
	here := fromHere(nil)
	here.hold = probes.Hold{Start: probes.Open, Held: idleLength, Cut: probes.No}
	if got := run(t, Idle, world(s, here), facts).On; got != "no-connection" {
		t.Errorf("what this machine holds stood for the server: got %q", got)
	}
}

func TestEveryControllerIsTriedUpToALimit(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("dc%02d.contoso.com", i))
	}
	got := portTargets("DC00.contoso.com", many)
	if want := len(pdcPorts) + otherLimit*len(otherPorts); len(got) != want {
		t.Errorf("got %d targets, want %d", len(got), want)
	}
	_, err := DomainControllerPorts.Check.Run(t.Context(), world(nil, fromHere(nil)), nil)
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.MissingInput {
		t.Errorf("without controllers: got %v, want a missing input", err)
	}
}

func TestProxySpellings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                      "",
		"http://Proxy.contoso.com:8080/":        "proxy.contoso.com:8080",
		" proxy.contoso.com:8080 ":              "proxy.contoso.com:8080",
		"http=a:80;https=proxy.contoso.com:443": "proxy.contoso.com:443",
		"ftp=a:21":                              "",
		"http://kim:secret@proxy:8080":          "proxy:8080",
		"http://kim:s@cret@proxy:8080":          "proxy:8080",
	} {
		if got := proxyAddr(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestProxiesThatNetCannotUse(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]bool{
		"": true, "  ": true, "http://proxy:8080": true, "HTTP://Proxy.contoso.com:8080/": true, "http://proxy": true,
		"http://[fd00::1]:3128": true, "http://10.0.0.8:80": true, " http://proxy:8080 ": true,
		"https://proxy:8443": false, "socks5://proxy:1080": false, "socks://proxy:1080": false, "socks4://p:1": false,
		"proxy:8080": false, "proxy": false, "//proxy:8080": false, "10.0.0.8:8080": false, `\\proxy`: false,
		"http=proxy:8080;https=proxy:8080": false, "http://a:80;http://b:80": false, "http://a:80, http://b:80": false,
		"http://a:80 http://b:80": false, "PROXY proxy:8080": false, "http:proxy:8080": false, "http:/proxy:8080": false,
		"http://": false, "http://:8080": false, "http://proxy:": true, "http://proxy:99999": false, "http://proxy:0": false,
		"http://proxy/proxy.pac": false, "file://proxy.pac": false, "http://proxy:port": false,
	} {
		if got := usableByNet(written); got != want {
			t.Errorf("%q: got %v, want %v", written, got, want)
		}
	}
}

func FuzzProxyAddr(f *testing.F) {
	for _, s := range []string{"", "http://p:8080/", "http=a;https=b", "https=https=", "=;=", "a@b@c", "http://"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := proxyAddr(s); strings.ContainsAny(got, "/=@") {
			t.Errorf("%q: got %q, want host and port alone", s, got)
		}
	})
}
