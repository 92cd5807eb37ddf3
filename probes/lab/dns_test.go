package lab

import (
	"errors"
	"net"
	"testing"

	"example.com/writeback-doctor/probes"
)

// TestNamesWithoutUDP opens worlds where no socket for packets can be had: every
// name is answered as where there are packets.
func TestNamesWithoutUDP(t *testing.T) {
	t.Parallel()
	without := func() (*net.UDPConn, error) { return nil, errors.ErrUnsupported }
	for rule, want := range map[string]probes.Contact{
		"":                          probes.Open,
		", do: no-name":             probes.NoSuchName,
		", do: no-answer":           probes.NoNameServer,
		", do: refuse":              probes.PortRefused,
		", do: no-http":             probes.NoHTTP,
		", do: wrong-name":          probes.BadCertificate,
		", do: no-route":            probes.NoRoute,
		", do: drop":                probes.Dropped,
		", do: reset":               probes.CutOff,
		", do: long-head":           probes.LongHead,
		", do: expired":             probes.BadCertificate,
		", do: plain":               probes.NoTLS,
		", do: status, status: 503": probes.Open,
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			file := ""
			if rule != "" {
				file = "network: [{host: " + resetHost + rule + "}]\n"
			}
			world, err := Parse("x.yaml", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			l, err := start(t.Context(), world, without)
			if err != nil {
				t.Fatalf("start without UDP: %v", err)
			}
			defer l.Close()
			route, err := prober(l, l.here).Reach(t.Context(), probes.Target{Host: resetHost, Port: 443, Depth: probes.ToHTTP})
			if err != nil || route.End() != want {
				t.Errorf("Reach = %q %v, want %q", route.End(), err, want)
			}
			for _, r := range []*road{l.here, l.server.road} {
				_, found, err := r.resolver.LookupSRV(t.Context(), "ldap", "tcp", "pdc._msdcs."+l.world.directory.domain)
				if err != nil || len(found) != 1 || found[0].Target != "dc1.corp.contoso.com." {
					t.Errorf("SRV record of the PDC emulator from %s: %v %v", r.side, found, err)
				}
			}
		})
	}
}
