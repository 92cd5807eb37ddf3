package directory_test

import (
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// pong is an answer to an LDAP ping whose names repeat one another as Active
// Directory writes them.
func pong(flags uint32, site string) []byte {
	raw := binary.LittleEndian.AppendUint32([]byte{23, 0, 0, 0}, flags)
	raw = append(raw, make([]byte, 16)...) // the domain's GUID
	raw = append(raw, "\x04corp\x07example\x03com\x00\xc0\x18\x03dc1\xc0\x18\x04CORP\x00\x03DC1\x00\x00\x03Far\x00"...)
	if site != "" {
		raw = append(append(raw, byte(len(site))), site...)
	}
	return append(raw, 0, 5, 0, 0, 0, 255, 255, 255, 255)
}

func TestTheSiteThatAControllerSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw     []byte
		site    string
		closest bool
	}{
		"another":      {pong(0x37d, "Seoul"), "Seoul", false},
		"the closest":  {pong(0x3fd, "Seoul"), "Seoul", true},
		"none":         {pong(0x37d, ""), "", false},
		"nothing":      {nil, "", false},
		"cut":          {pong(0x37d, "Seoul")[:60], "", false},
		"another kind": {append([]byte{25}, pong(0x37d, "Seoul")[1:]...), "", false},
		"a loop":       {append(slices.Clone(pong(0, "")[:24]), 0xc0, 24), "", false},
		"dots in it":   {pong(0x37d, "Seoul.corp"), "", false},
	} {
		if site, closest := directory.SiteOf(c.raw); site != c.site || closest != c.closest {
			t.Errorf("%s: got %q, %t; want %q, %t", name, site, closest, c.site, c.closest)
		}
	}
}

func FuzzSite(f *testing.F) {
	f.Add(pong(0x37d, "Seoul"))
	f.Add(pong(0x37d, "")[:24])
	f.Fuzz(func(_ *testing.T, raw []byte) { directory.SiteOf(raw) })
}

// TestTheControllersOfThisSiteComeFirst has a controller far away that answers
// at once and says in which site this machine is.
func TestTheControllersOfThisSiteComeFirst(t *testing.T) {
	t.Parallel()
	const siteRecord = "_ldap._tcp.Seoul._sites.dc._msdcs.corp.example.com."
	for name, c := range map[string]struct {
		flags uint32
		near  []string // what DNS names for the site
		want  string
	}{
		"one is there":       {0x37d, []string{host(2) + "."}, host(2)},
		"none answers":       {0x37d, []string{host(3) + "."}, host(0)},
		"no record":          {0x37d, nil, host(0)},
		"it is the closest":  {0x3fd, []string{host(2) + "."}, host(0)},
		"it is of the site":  {0x37d, []string{host(0) + ".", host(2) + "."}, host(0)},
		"outside the domain": {0x37d, []string{"dc1.elsewhere.example."}, host(0)},
	} {
		ca, p := newAuthority(t), &ports{open: map[string]behaviour{}}
		names := nameServer{pdcRecord: {host(0) + "."}, dcRecord: {host(0) + ".", host(1) + "."}, siteRecord: c.near}
		for _, i := range []int{0, 2} {
			dse := root()
			dse["dnsHostName"], dse["Netlogon"] = []string{host(i)}, []string{string(pong(c.flags, "Seoul"))}
			p.open[host(i)+":636"] = overTLS(ca.certificate(t, host(i), time.Now().Add(time.Hour)), (&controller{has: entries{"": dse}}).serve)
		}
		client := directory.New(directory.Config{
			Domain: "corp.example.com", Account: `CORP\svc`, Password: probes.NewSecret("secret"), Clock: quick(),
			Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: names.resolver()},
		})
		if d, err := client.Domain(t.Context()); err != nil || d.Controller != c.want || !d.SignedIn {
			t.Errorf("%s: got %q, %v, want %s", name, d.Controller, err, c.want)
		}
		_ = client.Close()
		p.all.Wait()
	}
}
