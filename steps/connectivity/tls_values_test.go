package connectivity

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

const (
	netKey    = `HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`
	net32Key  = `HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319`
	clientKey = `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`
)

// asRecommended are the values that the vendor asks for.
func asRecommended() []probes.TLSSetting {
	set := func(path, name string, value int64) probes.TLSSetting {
		return probes.TLSSetting{Path: path, Name: name, Present: probes.Yes, Value: probes.Known(value)}
	}
	return []probes.TLSSetting{
		set(netKey, "SystemDefaultTlsVersions", 1), set(netKey, "SchUseStrongCrypto", 1),
		set(net32Key, "SystemDefaultTlsVersions", 1), set(net32Key, "SchUseStrongCrypto", 1),
		set(clientKey, "Enabled", 1), set(clientKey, "DisabledByDefault", 0),
	}
}

func judgeValues(list []probes.TLSSetting) steps.Outcome {
	read := probes.Part{Read: true}
	return judgeTLS(tlsSettings{
		System: probes.System{Part: read, Build: probes.Known(20348), DotNet: probes.Known(533320)},
		TLS:    probes.TLSSettings{Part: read, List: list},
	}).On
}

func TestEachValueOfTheRegistryHasAMeaningOrNone(t *testing.T) {
	t.Parallel()
	if got := judgeValues(asRecommended()); got != "on" {
		t.Errorf("as recommended: got %q, want on", got)
	}
	for i, s := range asRecommended() {
		with := func(change func(*probes.TLSSetting)) steps.Outcome {
			list := asRecommended()
			change(&list[i])
			return judgeValues(list)
		}
		against := steps.Outcome("net-strong-crypto-off")
		if s.Path == clientKey {
			against = "off"
		}
		opposite := 1 - s.Value.Or(0)
		for number, want := range map[int64]steps.Outcome{
			opposite: against, 2: "odd-values", 7: "odd-values", 0x80000000: "odd-values", -2: "odd-values",
		} {
			if got := with(func(s *probes.TLSSetting) { s.Value = probes.Known(number) }); got != want {
				t.Errorf("%s = %d: got %q, want %q", s.Name, number, got, want)
			}
		}
		for _, all := range []int64{-1, 0xFFFFFFFF} {
			want := steps.Outcome("on")
			if s.Name == "DisabledByDefault" {
				want = "off"
			}
			if got := with(func(s *probes.TLSSetting) { s.Value = probes.Known(all) }); got != want {
				t.Errorf("%s = %d: got %q, want %q", s.Name, all, got, want)
			}
		}
		if got := with(func(s *probes.TLSSetting) { s.Value = probes.Maybe[int64]{} }); got != "odd-values" {
			t.Errorf("%s of another type: got %q, want odd-values", s.Name, got)
		}
		if got := with(func(s *probes.TLSSetting) { s.Name = "Whatever" }); got == "on" || got == "default" {
			t.Errorf("a value of another name: got %q", got)
		}
		if got := with(func(s *probes.TLSSetting) { s.Path = `HKLM\SOFTWARE\Elsewhere` }); got != steps.Unseen {
			t.Errorf("%s of a key that nobody knows: got %q, want unseen", s.Name, got)
		}
		if got := with(func(s *probes.TLSSetting) { s.Present = probes.Unsaid }); got != steps.Unseen {
			t.Errorf("%s not looked for: got %q, want unseen", s.Name, got)
		}
		if got := with(func(s *probes.TLSSetting) { s.Present, s.Value = probes.No, probes.Maybe[int64]{} }); got != "default" {
			t.Errorf("%s absent: got %q, want default", s.Name, got)
		}
	}
	// An odd number beside one that switches off hides nothing.
	list := append(asRecommended(), probes.TLSSetting{Path: clientKey, Name: "Enabled", Present: probes.Yes, Value: probes.Known[int64](0)})
	list[0].Value = probes.Known[int64](9)
	if got := judgeValues(list); got != "off" {
		t.Errorf("off beside odd: got %q, want off", got)
	}
}

func TestNumbersThatNoSystemHasSayNothing(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	for _, test := range []struct{ build, dotNet int }{{-1, 533320}, {1, 533320}, {20348, 1}, {20348, -533320}, {20348, 1 << 30}, {1 << 30, 533320}} {
		got := judgeTLS(tlsSettings{
			System: probes.System{Part: read, Build: probes.Known(test.build), DotNet: probes.Known(test.dotNet)},
			TLS:    probes.TLSSettings{Part: read, List: asRecommended()},
		}).On
		if got != steps.Unseen {
			t.Errorf("build %d and Release %d: got %q, want unseen", test.build, test.dotNet, got)
		}
	}
}
