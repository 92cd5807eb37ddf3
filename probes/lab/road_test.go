package lab

import (
	"context"
	"errors"
	"net"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// prober looks from one side of a lab, as the product does.
func prober(l *Lab, r *road) *endpoint.Prober {
	return endpoint.New(endpoint.Config{Network: r.network(), Clock: l.clock, Vantage: l.Vantage()})
}

func TestRulesStandOnTheRoad(t *testing.T) {
	t.Parallel()
	const relayHost = relayFirst + relaySuffix
	tests := []struct {
		rule string
		want probes.Contact
	}{
		{"do: refuse", probes.PortRefused},
		{"do: drop", probes.Dropped},
		{"do: reset", probes.CutOff},
		{"do: no-route", probes.NoRoute},
		{"do: no-name", probes.NoSuchName},
		{"do: no-answer", probes.NoNameServer},
		{"do: plain", probes.NoTLS},
		{"do: expired", probes.BadCertificate},
		{"do: wrong-name", probes.BadCertificate},
		{"do: intercept, organization: Somebody", probes.BadCertificate},
		{"do: no-http", probes.NoHTTP},
		{"do: long-head", probes.LongHead},
		{"do: status, status: 503", probes.Open},
		{`do: captive, to: "https://portal.example/"`, probes.Open},
		{"do: drop, from: server", probes.Open},
		{"do: drop, port: 80", probes.Open},
		{"do: drop, except: [" + relayHost + "]", probes.Open},
	}
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			t.Parallel()
			l := begin(t, `network: [{host: "*.servicebus.windows.net", `+test.rule+"}]\n")
			target := probes.Target{Host: relayHost, Port: 443, Depth: probes.ToHTTP}
			route, err := prober(l, l.here).Reach(t.Context(), target)
			if err != nil || route.End() != test.want {
				t.Errorf("Reach = %q %v, want %q", route.End(), err, test.want)
			}
		})
	}
}

func TestAServerWithoutTLSSpeaksItOnNoRoad(t *testing.T) {
	t.Parallel()
	const proxied = "proxies: {\"proxy.corp.contoso.com:8080\": {}}\n"
	through := "server: {tls: {client Enabled: 0}, proxy: {machine-config: \"http://proxy.corp.contoso.com:8080\"}}\n"
	for world, want := range map[string]probes.Contact{
		"server: {tls: {client Enabled: 0}}\n":           probes.CutOff,
		"server: {tls: {client Enabled: 1}}\n":           probes.Open,
		"server: {tls: {client DisabledByDefault: 1}}\n": probes.Open, // whoever asks for TLS 1.2 has it
		proxied + through:                                probes.CutOff,
	} {
		l := begin(t, world)
		script := endpoint.New(endpoint.Config{Network: l.server.schannel(), Clock: l.clock, Vantage: l.server.serverVantage(), Proxy: l.server.serverProxy})
		route, err := script.Reach(t.Context(), probes.Target{Host: resetHost, Port: 443, Depth: probes.ToHTTP})
		if err != nil || route.End() != want {
			t.Errorf("%s: got %q %v, want %q", world, route.End(), err, want)
		}
		own, err := prober(l, l.server.road).Reach(t.Context(), probes.Target{Host: resetHost, Port: 443, Depth: probes.ToHTTP})
		if err != nil || own.End() != probes.Open {
			t.Errorf("%s: a program that brings its own TLS: got %q %v, want open", world, own.End(), err)
		}
	}
}

func TestAnyHostAndARuleForEverythingButNames(t *testing.T) {
	t.Parallel()
	l := begin(t, `
hosts: [autologon.microsoftazuread-sso.com, g3-prod-sn1-001-sb.servicebus.windows.net]
network: [{host: "*", except: ["*.microsoftonline.com", autologon.microsoftazuread-sso.com], port: 443, from: server, do: refuse}]
`)
	for host, want := range map[string]probes.Contact{
		resetHost: probes.Open, "autologon.microsoftazuread-sso.com": probes.Open,
		"g3-prod-sn1-001-sb.servicebus.windows.net": probes.PortRefused, relayFirst + relaySuffix: probes.PortRefused,
	} {
		for r, want := range map[*road]probes.Contact{l.server.road: want, l.here: probes.Open} {
			route, err := prober(l, r).Reach(t.Context(), probes.Target{Host: host, Port: 443, Depth: probes.ToHTTP})
			if err != nil || route.End() != want {
				t.Errorf("%s from %s: got %q %v, want %q", host, r.side, route.End(), err, want)
			}
		}
	}
}

func TestAHealthyRelayAnswers401(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	for _, host := range l.world.relayHosts() {
		target := probes.Target{Host: host, Port: 443, Depth: probes.ToHTTP}
		route, err := prober(l, l.server.road).Reach(t.Context(), target)
		if err != nil || route.Status != 401 || route.PublicRoot != probes.Yes {
			t.Errorf("%s: status %d, root %v, %v, want 401 under the lab's root", host, route.Status, route.PublicRoot, err)
		}
	}
}

func TestAnInspectingDeviceShowsItsName(t *testing.T) {
	t.Parallel()
	l := begin(t, "network: [{host: passwordreset.microsoftonline.com, do: intercept, organization: Contoso Security}]\n")
	route, err := prober(l, l.here).Reach(t.Context(), probes.Target{Host: resetHost, Port: 443, Depth: probes.ToTLS})
	if err != nil || len(route.Chain) == 0 || route.Chain[0].Organization != "Contoso Security" || route.Fault != probes.UnknownAuthority {
		t.Errorf("Reach = %+v %v, want a chain of Contoso Security that nobody knows", route.Chain, err)
	}
}

func TestIdleFirewalls(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, rule  string
		cut, silent probes.YesNo
	}{
		{"forgets", "do: forget-idle, after: 60s", probes.Yes, probes.Yes},
		{"closes", "do: close-idle, after: 60s", probes.Yes, probes.No},
		{"is patient", "do: forget-idle, after: 10m", probes.No, probes.Unsaid},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, "speed: 120\nnetwork: [{host: passwordreset.microsoftonline.com, "+test.rule+"}]\n")
			target := probes.Target{Host: resetHost, Port: 443, Depth: probes.ToTLS}
			held, err := prober(l, l.here).Hold(t.Context(), target, 3*time.Minute)
			if err != nil || held.Start != probes.Open || held.Cut != test.cut {
				t.Fatalf("Hold = %+v %v, want cut %v", held, err, test.cut)
			}
			if test.silent != probes.Unsaid && held.Silent != test.silent {
				t.Errorf("silent = %v, want %v", held.Silent, test.silent)
			}
		})
	}
}

func TestDialAnswersAsADialerDoes(t *testing.T) {
	t.Parallel()
	l := begin(t, "network: [{host: dc2, port: 389, do: drop}]\n")
	dial := l.Network().DialContext
	_, err := dial(t.Context(), "tcp", "dc1.corp.contoso.com:4444")
	if contact := prober(l, l.here); contact == nil || !refused(err) {
		t.Errorf("a closed port: %v, want refused", err)
	}
	_, err = dial(t.Context(), "tcp", "198.51.100.1:443")
	if !errors.Is(err, syscall.EHOSTUNREACH) {
		t.Errorf("an address of nobody: %v, want no route", err)
	}
	_, err = dial(t.Context(), "tcp", "nobody.example:443")
	if e, ok := errors.AsType[*net.DNSError](err); !ok || !e.IsNotFound {
		t.Errorf("a name of nobody: %v, want not found", err)
	}
	_, err = dial(t.Context(), "tcp", "no port")
	if _, ok := errors.AsType[*net.OpError](err); !ok {
		t.Errorf("no port: %v, want a *net.OpError", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err = dial(ctx, "tcp", "dc2.corp.contoso.com:389")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a dropped packet: %v, want the end of the caller's patience", err)
	}
}

// refused is true for what a dialer says when nobody listens, as every system
// numbers it.
func refused(err error) bool {
	const onWindows = syscall.Errno(10061) // WSAECONNREFUSED
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, onWindows)
}

func TestASystemGivesUpByItself(t *testing.T) {
	t.Parallel()
	l := begin(t, "speed: 600\nnetwork: [{host: dc2, do: drop}]\n")
	_, err := l.Network().DialContext(t.Context(), "tcp", "dc2.corp.contoso.com:389")
	if !os.IsTimeout(err) && !errors.Is(err, syscall.ETIMEDOUT) {
		t.Errorf("Dial = %v, want timed out", err)
	}
}

func TestTheNameServerTellsOfTheDomain(t *testing.T) {
	t.Parallel()
	l := begin(t, "directory: {srv-pdc: [dc2]}\n")
	names := l.Network().Names()
	_, found, err := names.LookupSRV(t.Context(), "ldap", "tcp", "pdc._msdcs."+homeDomain+".")
	if err != nil || len(found) != 1 || found[0].Target != "dc2.corp.contoso.com." || found[0].Port != 389 {
		t.Errorf("LookupSRV = %v %v, want dc2 alone", found, err)
	}
	addresses, err := names.LookupHost(t.Context(), homeDomain+".")
	if err != nil || len(addresses) != 2 {
		t.Errorf("LookupHost = %v %v, want the two controllers", addresses, err)
	}
	_, err = names.LookupHost(t.Context(), "nobody.example.")
	if e, ok := errors.AsType[*net.DNSError](err); !ok || !e.IsNotFound {
		t.Errorf("LookupHost = %v, want not found", err)
	}
}

func TestNamesCanBeUnknownOnOneSideAlone(t *testing.T) {
	t.Parallel()
	l := begin(t, "network: [{host: dc1, from: server, do: no-name}]\n")
	if _, err := l.here.resolver.LookupHost(t.Context(), "dc1.corp.contoso.com."); err != nil {
		t.Errorf("from here: %v, want an address", err)
	}
	if _, err := l.server.road.resolver.LookupHost(t.Context(), "dc1.corp.contoso.com."); err == nil {
		t.Error("from the server: an address, want none")
	}
}

func TestNamesOverTCP(t *testing.T) {
	t.Parallel()
	l := begin(t, "")
	overTCP := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, address string) (net.Conn, error) {
		return l.here.resolver.Dial(ctx, "tcp", address)
	}}
	addresses, err := overTCP.LookupHost(t.Context(), resetHost+".")
	if err != nil || len(addresses) != 1 {
		t.Errorf("LookupHost = %v %v, want one address", addresses, err)
	}
}

func TestProxiesAnswerForThemselves(t *testing.T) {
	t.Parallel()
	tests := []struct {
		proxy string
		want  probes.Contact
	}{
		{"{}", probes.Open},
		{"{sign-in: true}", probes.ProxySignIn},
		{`{refuse: ["*.microsoftonline.com"]}`, probes.ProxyRefused},
		{`{refuse: ["*"], allow: [passwordreset.microsoftonline.com]}`, probes.Open},
		{"{fail: [passwordreset.microsoftonline.com]}", probes.ProxyFailed},
		{"{no-http: true}", probes.ProxyNoHTTP},
	}
	for _, test := range tests {
		t.Run(test.proxy, func(t *testing.T) {
			t.Parallel()
			l := begin(t, "proxies: {\"gate.corp.contoso.com:8080\": "+test.proxy+"}\n"+
				"server: {proxy: {machine-config: \"http://gate.corp.contoso.com:8080\"}}\n"+
				"network: [{host: passwordreset.microsoftonline.com, from: server, do: drop}]\n")
			config := endpoint.Config{Network: l.server.road.network(), Clock: l.clock, Proxy: l.server.serverProxy}
			route, err := endpoint.New(config).Reach(t.Context(), probes.Target{Host: resetHost, Port: 443, Depth: probes.ToHTTP})
			if err != nil || route.End() != test.want || route.Proxy != "gate.corp.contoso.com:8080" {
				t.Errorf("Reach = %q by %q, %v, want %q by the proxy", route.End(), route.Proxy, err, test.want)
			}
		})
	}
}

func TestLatencyIsOnTheRealClock(t *testing.T) {
	t.Parallel()
	l := begin(t, "speed: 600\nlatency: 50ms\n")
	system := probes.SystemClock()
	start := system.Now()
	target := probes.Target{Host: resetHost, Port: 443, Depth: probes.ToHTTP}
	if route, err := prober(l, l.here).Reach(t.Context(), target); err != nil || route.Status != 200 {
		t.Fatalf("Reach = %d %v, want 200", route.Status, err)
	}
	if took := system.Now().Sub(start); took < 50*time.Millisecond {
		t.Errorf("an answer took %v, want 50ms or more", took)
	}
}

func TestCoveredReadsPatterns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern, host string
		want          bool
	}{
		{"a.example", "a.example", true},
		{"A.Example", "a.example", true},
		{"*.example", "a.example", true},
		{"*.example", "example", false},
		{"*", "anything", true},
		{"a.example", "b.a.example", false},
	}
	for _, test := range tests {
		if got := covered(test.pattern, test.host); got != test.want {
			t.Errorf("covered(%q, %q) = %v, want %v", test.pattern, test.host, got, test.want)
		}
	}
	if !slices.Equal(containers(`OU=A\,B,OU=C`), []string{`OU=A\,B,OU=C`, "OU=C"}) {
		t.Errorf("containers = %q, want the escaped comma kept", containers(`OU=A\,B,OU=C`))
	}
}
