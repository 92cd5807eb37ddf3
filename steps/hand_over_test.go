package steps_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// to is a road from the Connect server that ended so.
func to(host string, port int, end probes.Contact, change ...func(*probes.Route)) probes.Route {
	r := probes.Route{
		Seen:   probes.Seen{Vantage: probes.Vantage{Place: probes.SyncServer, Host: "sync01"}, At: noon},
		Target: probes.Target{Host: host, Port: port, Purpose: probes.DomainControl}, Name: probes.Open, TCP: end,
	}
	for _, one := range change {
		one(&r)
	}
	return r
}

func web(purpose probes.Purpose) func(*probes.Route) {
	return func(r *probes.Route) {
		r.Target.Purpose, r.Target.Depth = purpose, probes.ToHTTP
		if r.TCP == probes.Open {
			r.TLS, r.HTTP, r.Status, r.PublicRoot = probes.Open, probes.Open, 401, probes.Yes
		}
	}
}

func at(addresses ...string) func(*probes.Route) {
	return func(r *probes.Route) { r.Addresses = probes.All(addresses) }
}

// handedOver is what is handed over of a fault with these roads.
func handedOver(t *testing.T, l lang.Language, f steps.Finding, roads ...probes.Route) steps.HandOver {
	t.Helper()
	s := step("connectivity/x")
	s.Roads = true
	evidence, err := json.Marshal(map[string]any{"routes": roads})
	if err != nil {
		t.Fatal(err)
	}
	f.Step, f.On, f.Status = s.ID, "bad", steps.Broken
	if !f.ByHand {
		f.Evidence = evidence
	}
	return steps.Teller{Find: func(steps.ID) *steps.Step { return &s }, Language: l, Zone: time.UTC}.HandOver(&f)
}

// TestWhatIsHandedOverNamesEveryDestination, with its port, how it was tried and how
// that ended, and asks for what a firewall can allow: of relays and of the password
// reset service the suffix, since their names change.
func TestWhatIsHandedOverNamesEveryDestination(t *testing.T) {
	t.Parallel()
	roads := []probes.Route{
		to("dc1.corp.contoso.com", 88, probes.Open, at("10.0.0.1")),
		to("dc1.corp.contoso.com", 135, probes.PortRefused, at("10.0.0.1")),
		to("dc1.corp.contoso.com", 445, probes.Dropped, at("10.0.0.1", "10.0.0.2")),
		to("DC1.corp.contoso.com", 445, probes.Dropped),
		to("dc2.corp.contoso.com", 389, probes.NoRoute),
		to("a.servicebus.windows.net", 443, probes.CutOff, web(probes.ServiceBus)),
		to("b.servicebus.windows.net", 443, probes.Dropped, web(probes.ServiceBus)),
		to("api.passwordreset.microsoftonline.com", 443, probes.Dropped, web(probes.PasswordReset)),
		to("c.servicebus.windows.net", 443, probes.Open, web(probes.ServiceBus)),
		to("d.servicebus.windows.net", 443, probes.NotTried),
		to("e.servicebus.windows.net", 443, probes.ProxyRefused, web(probes.ServiceBus), at("10.0.0.9"), func(r *probes.Route) { r.Proxy = "proxy:8080" }),
		to("f.servicebus.windows.net", 443, probes.Open, web(probes.ServiceBus), func(r *probes.Route) {
			r.TLS, r.HTTP, r.Status, r.PublicRoot = probes.BadCertificate, probes.NotTried, 0, probes.No
			r.Chain = probes.All([]probes.Certificate{{Organization: "Contoso\x1b[31m Security"}})
		}),
		to("g.servicebus.windows.net", 443, probes.Open, web(probes.ServiceBus), func(r *probes.Route) { r.Status = 302 }),
		to("h.servicebus.windows.net", 443, probes.Dropped, func(r *probes.Route) { r.Vantage = probes.Vantage{Place: probes.Here, Host: "helpdesk-07"} }),
	}
	over := handedOver(t, lang.English, steps.Finding{}, roads...)
	if want := []string{
		"dc1.corp.contoso.com, TCP 135, 445", "dc2.corp.contoso.com, TCP 389", "*.servicebus.windows.net, TCP 443",
		"passwordreset.microsoftonline.com, *.passwordreset.microsoftonline.com, TCP 443",
	}; !slices.Equal(over.Allow, want) {
		t.Errorf("asks for\n%s\nwant\n%s", strings.Join(over.Allow, "\n"), strings.Join(want, "\n"))
	}
	if want := []string{
		"dc1.corp.contoso.com (10.0.0.1), TCP 88: open",
		"dc1.corp.contoso.com (10.0.0.1), TCP 135: connection refused",
		"dc1.corp.contoso.com (10.0.0.1, 10.0.0.2), TCP 445: no answer",
		"DC1.corp.contoso.com, TCP 445: no answer",
		"dc2.corp.contoso.com, TCP 389: no route",
		"a.servicebus.windows.net, TCP 443 (HTTPS): connection cut",
		"b.servicebus.windows.net, TCP 443 (HTTPS): no answer",
		"api.passwordreset.microsoftonline.com, TCP 443 (HTTPS): no answer",
		"c.servicebus.windows.net, TCP 443 (HTTPS): open",
		"e.servicebus.windows.net, TCP 443 (HTTPS), through the proxy proxy:8080 (10.0.0.9): refused by the proxy",
		"f.servicebus.windows.net, TCP 443 (HTTPS): certificate not trusted, certificate issued by Contoso Security",
		"g.servicebus.windows.net, TCP 443 (HTTPS): open, HTTP 302",
	}; !slices.Equal(over.Tried, want) {
		t.Errorf("tried\n%s\nwant\n%s", strings.Join(over.Tried, "\n"), strings.Join(want, "\n"))
	}
	korean := handedOver(t, lang.Korean, steps.Finding{}, roads...)
	if !slices.Equal(korean.Allow, over.Allow) || len(korean.Tried) != len(over.Tried) || korean.Tried[2] != "dc1.corp.contoso.com (10.0.0.1, 10.0.0.2), TCP 445: 응답 없음" {
		t.Errorf("in Korean:\n%s", strings.Join(slices.Concat(korean.Allow, korean.Tried), "\n"))
	}
}

// TestWhatNobodyTriedIsNotHandedOver: a person's own word, evidence of another shape
// and a step without roads name no destination.
func TestWhatNobodyTriedIsNotHandedOver(t *testing.T) {
	t.Parallel()
	if over := handedOver(t, lang.English, steps.Finding{ByHand: true}, to("dc1", 445, probes.Dropped)); over.Tried != nil || over.Allow != nil {
		t.Errorf("of a person's own word: %+v", over)
	}
	s := step("connectivity/x")
	f := steps.Finding{Step: s.ID, On: "bad", Status: steps.Broken, Evidence: json.RawMessage(`{"routes":[{"target":{"host":"dc1","port":445},"tcp":"dropped"}]}`)}
	teller := steps.Teller{Find: func(steps.ID) *steps.Step { return &s }}
	if over := teller.HandOver(&f); over.Tried != nil {
		t.Errorf("of a step without roads: %q", over.Tried)
	}
	s.Roads = true
	if over := teller.HandOver(&f); len(over.Tried) != 1 {
		t.Errorf("got %q", over.Tried)
	}
	for _, odd := range []string{`{"routes":7}`, `"x"`, `{`} {
		f.Evidence = json.RawMessage(odd)
		if over := teller.HandOver(&f); over.Tried != nil || over.Allow != nil {
			t.Errorf("of %s: %+v", odd, over)
		}
	}
}
