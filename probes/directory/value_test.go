package directory

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

func TestRoadsTo(t *testing.T) {
	t.Parallel()
	for controller, want := range map[string]string{
		"dc1":                    "ldaps dc1:636, ldap dc1:389",
		"dc1.corp.example.com.":  "ldaps dc1.corp.example.com:636, ldap dc1.corp.example.com:389",
		"dc1:636":                "ldaps dc1:636",
		"dc1:3269":               "ldaps dc1:3269",
		"dc1:389":                "ldap dc1:389",
		"dc1:3268":               "ldap dc1:3268",
		"dc1:40001":              "ldaps dc1:40001, ldap dc1:40001",
		"ldaps://dc1":            "ldaps dc1:636",
		"LDAPS://dc1:40001/":     "ldaps dc1:40001",
		"ldap://dc1":             "ldap dc1:389",
		"ldap://127.0.0.1:40001": "ldap 127.0.0.1:40001",
		"::1":                    "ldaps [::1]:636, ldap [::1]:389",
		"[::1]:389":              "ldap [::1]:389",
		"https://dc1":            "",
		"":                       "",
		"ldaps://":               "",
		"dc1:0":                  "",
		"dc1:70000":              "",
		"dc1:ldap":               "",
		"user@dc1":               "",
		"a:b:c":                  "",
		`CORP\dc1`:               "",
	} {
		roads, ok := roadsTo(controller)
		var got []string
		for _, r := range roads {
			scheme := "ldap"
			if r.direct {
				scheme = "ldaps"
			}
			got = append(got, scheme+" "+r.addr())
		}
		if text := strings.Join(got, ", "); text != want || ok != (want != "") {
			t.Errorf("%q: got %q, %t, want %q", controller, text, ok, want)
		}
	}
}

func TestReadingValues(t *testing.T) {
	t.Parallel()
	e := ldap.NewEntry("CN=x", map[string][]string{
		"zero": {"0"}, "never": {"9223372036854775807"}, "lowest": {"-9223372036854775808"}, "day": {"-864000000000"},
		"set": {"134086000000000000"}, "bits": {"-2147483646"}, "words": {"abc"}, "far": {"2650467743990000000"},
	})
	for name, want := range map[string]time.Duration{"zero": 0, "lowest": 0, "day": 24 * time.Hour} {
		if got := span(e, name); got != probes.Known(want) {
			t.Errorf("span %s: got %v, want %s", name, got, want)
		}
	}
	for name, want := range map[string]time.Time{
		"zero": {}, "set": time.Date(2025, 11, 26, 3, 6, 40, 0, time.UTC), "far": time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		if got := moment(e, name); got != probes.Known(want) {
			t.Errorf("moment %s: got %v, want %s", name, got, want)
		}
	}
	if got := bits(e, "bits"); got != probes.Known[uint32](0x80000002) {
		t.Errorf("bits: got %v, want 80000002", got)
	}
	for text, want := range map[string]time.Time{
		"20261123074211.0Z": time.Date(2026, 11, 23, 7, 42, 11, 0, time.UTC), "20261123074211Z": time.Date(2026, 11, 23, 7, 42, 11, 0, time.UTC), "yesterday": {},
	} {
		if got := generalized(text); !got.Equal(want) {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestDNs(t *testing.T) {
	t.Parallel()
	if got := containers(`CN=Kim\, Jisu,OU=A,dc=corp,dc=com`, "DC=corp,DC=com"); len(got) != 2 || got[0] != "OU=A,dc=corp,dc=com" {
		t.Errorf("got %q", got)
	}
	if got := containers("CN=a,DC=other,DC=com", "DC=corp,DC=com"); got != nil {
		t.Errorf("another domain: got %q, want nothing", got)
	}
}

func TestReadingsEscape(t *testing.T) {
	t.Parallel()
	for _, name := range []string{`*)(objectClass=*`, "a\x00b", `\`, "(x)@corp.example.com", "암호@corp.example.com"} {
		for _, filter := range readings(name, "corp.example.com") {
			if _, err := ldap.CompileFilter("(&" + people + filter + ")"); err != nil || strings.Contains(filter, "(objectClass=*") {
				t.Errorf("%q: got filter %s, %v", name, filter, err)
			}
		}
	}
}

func TestContacts(t *testing.T) {
	t.Parallel()
	for want, err := range map[probes.Contact]error{
		probes.Open:           nil,
		probes.NoSuchName:     trouble("h", &net.DNSError{IsNotFound: true}),
		probes.NoNameServer:   trouble("h", &net.DNSError{IsTimeout: true}),
		probes.PortRefused:    &probes.Obstacle{Kind: probes.Refused},
		probes.Dropped:        &probes.Obstacle{Kind: probes.TimedOut},
		probes.NoRoute:        &probes.Obstacle{Kind: probes.Unreachable},
		probes.CutOff:         &probes.Obstacle{Kind: probes.Reset},
		probes.BadCertificate: &probes.Obstacle{Kind: probes.Untrusted},
		probes.NoTLS:          fmt.Errorf("x: %w", &probes.Obstacle{Kind: probes.NotTheProtocol}),
		probes.NotTried:       &probes.Obstacle{Kind: probes.Stopped},
	} {
		if got := contactOf(err); got != want {
			t.Errorf("%v: got %q, want %q", err, got, want)
		}
	}
	for _, kind := range []probes.Kind{probes.CertificateExpired, probes.CertificateOtherName, probes.CertificateSelfSigned} {
		if got := contactOf(&probes.Obstacle{Kind: kind}); got != probes.BadCertificate {
			t.Errorf("%s: got %q, want %q", kind, got, probes.BadCertificate)
		}
	}
	if got := srvContact(nil, errors.New("x")); got != probes.NoNameServer {
		t.Errorf("got %q, want no-name-server", got)
	}
}

// A scan notes what holds no value as it notes what may not be read: nobody is
// judged by either.
func TestAScanTakesNoNonsenseForNothing(t *testing.T) {
	t.Parallel()
	all := sometimesAbsent()
	for _, c := range []struct {
		value string // of all three; "" when they are not there
		hides []string
		want  []string
	}{
		{"0", nil, nil},
		{"0", all, nil},
		{"", nil, nil},
		{"", all, all},
		{"", []string{"adminCount"}, []string{"adminCount"}},
		{"-1", nil, all},
		{"abc", nil, all},
		{"99999999999999999999", nil, all},
		{"1.5", all, all},
	} {
		attributes := map[string][]string{}
		for _, name := range all {
			if c.value != "" {
				attributes[name] = []string{c.value}
			}
		}
		var m probes.Member
		fillSometimesAbsent(&m, ldap.NewEntry("CN=x", attributes), c.hides)
		slices.Sort(m.Hidden)
		want := slices.Sorted(slices.Values(c.want))
		if !slices.Equal(m.Hidden, want) || m.AdminCount != 0 || !m.LockoutTime.IsZero() || !m.AccountExpires.IsZero() {
			t.Errorf("%q, hidden %q: got %+v, want hidden %q", c.value, c.hides, m, want)
		}
	}
}

func FuzzContainers(f *testing.F) {
	for _, dn := range []string{"CN=a,DC=b,DC=c", `CN=Kim\, Jisu,OU=A+B=c,DC=b,DC=c`, `CN="a,b",DC=c`} {
		f.Add(dn)
	}
	f.Fuzz(func(_ *testing.T, dn string) { containers(dn, "DC=b,DC=c") })
}

func FuzzValues(f *testing.F) {
	f.Add("134086000000000000", []byte("\x01\x01\x00\x00\x00\x00\x00\x05\x0b\x00\x00\x00"))
	f.Add("-9223372036854775808", []byte{})
	f.Fuzz(func(t *testing.T, text string, raw []byte) {
		e := ldap.NewEntry("CN=x", map[string][]string{
			"minPwdAge": {text}, "maxPwdAge": {text}, "pwdLastSet": {text}, "accountExpires": {text}, "pwdProperties": {text}, "userAccountControl": {text},
			"objectSid": {string(raw)}, "tokenGroups": {string(raw), text}, "nTSecurityDescriptor": {string(raw)}, "objectGUID": {string(raw)}, "objectClass": {text},
		})
		a := accountOf(e)
		if a.user.PasswordLastSet.Year() < 1 {
			t.Fatalf("%s: got %s", text, a.user.PasswordLastSet)
		}
		var p probes.PasswordPolicy
		fill(&p, e, ofDomain())
		if p.MinimumAge.Or(0) < 0 || p.MaximumAge.Or(0) < 0 {
			t.Fatalf("%s: got ages %v and %v", text, p.MinimumAge, p.MaximumAge)
		}
	})
}
