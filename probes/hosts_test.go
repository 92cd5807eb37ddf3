package probes_test

import (
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestHostWithin(t *testing.T) {
	t.Parallel()
	const domain = "corp.example.com"
	for host, want := range map[string]bool{
		"corp.example.com": true, "dc1.corp.example.com": true, "dc1.seoul.corp.example.com": true, "DC1.Corp.EXAMPLE.com": true,
		"dc1.corp.example.com.": true, "dc_1.corp.example.com": true, "1.corp.example.com": true,

		"": false, ".": false, "example.com": false, "com": false, "dc1": false, "evilcorp.example.com": false,
		"dc1.evilcorp.example.com": false, "corp.example.com.evil.test": false, "corp.example.comm": false, "dc1-corp.example.com": false,
		".corp.example.com": false, "dc1..corp.example.com": false, "dc1.corp.example.com..": false, "*.corp.example.com": false,
		"dc1.corp.example.com:636": false, "dc1@corp.example.com": false, "evil.test/.corp.example.com": false, `evil.test\.corp.example.com`: false,
		"evil.test\x00.corp.example.com": false, "evil.test .corp.example.com": false, "evil.test%2f.corp.example.com": false,
		"dc1.corp.ex\u0430mple.com": false, "dc1.\uff43orp.example.com": false, "dc1.corp\u3002example.com": false,
		"dc1\u200b.corp.example.com": false, "dc1.corp.xn--exmple-4nf.com": false, "10.0.0.66": false, "::1": false,
	} {
		if got := probes.HostWithin(host, domain); got != want {
			t.Errorf("%q: got %t, want %t", host, got, want)
		}
	}
	for _, c := range []struct {
		host, domain string
		want         bool
	}{
		{"dc1.corp", "corp", true},
		{"dc1.corp.example.com", "CORP.example.COM.", true},
		{"dc1.corp.example.com", "", false},
		{"dc1.corp.example.com", ".", false},
		{"dc1.corp.example.com", ".example.com", false},
		{"10.0.0.66", "0.66", false},
		{"10.0.0.66", "10.0.0.66", false},
		{"dc1.\u212aim.example", "kim.example", false},
		{"dc1.kim.example", "\u212aim.example", false}, // the Kelvin sign, which folds to k
		{"dc1.corp.example.com", "*", false},
	} {
		if got := probes.HostWithin(c.host, c.domain); got != c.want {
			t.Errorf("%q in %q: got %t, want %t", c.host, c.domain, got, c.want)
		}
	}
}

func TestSameHost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"dc1.corp.example.com", "DC1.corp.example.com.", true},
		{"10.0.0.1", "10.0.0.1", true},
		{"::1", "0:0:0:0:0:0:0:1", true},
		{"dc1", "dc1.corp.example.com", false},
		{"", "", false},
		{"10.0.0.1", "10.0.0.2", false},
		{"10.0.0.1", "dc1", false},
		{"\u212aim", "kim", false},
		{"\u212aim", "\u212aim", false},
	} {
		if got := probes.SameHost(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: got %t, want %t", c.a, c.b, got, c.want)
		}
	}
}
