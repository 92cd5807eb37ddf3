package probes_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestNamesAreSplitWhereTheyAreNotEscaped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dn   string
		want []string // kind=value, lowest first; nil for no name
	}{
		{"CN=Kim,OU=Sales,DC=contoso,DC=com", []string{"CN=Kim", "OU=Sales", "DC=contoso", "DC=com"}},
		{`CN=Kim\, Minji,ou=Sales`, []string{"CN=Kim, Minji", "OU=Sales"}},
		{`CN=\EA\B9\80,OU=A`, []string{"CN=김", "OU=A"}},
		{`OU=A\\,OU=B`, []string{`OU=A\`, "OU=B"}},
		{`OU=A\5C,OU=B`, []string{`OU=A\`, "OU=B"}},
		{`OU=\ A\ ,OU=B`, []string{"OU= A ", "OU=B"}},
		{"OU = A , OU= B", []string{"OU=A", "OU=B"}},
		{"CN=A+UID=7,OU=B", []string{"CN=A", "OU=B"}},
		{`CN=A\+B,OU=C`, []string{"CN=A+B", "OU=C"}},
		{"OU=a=b,DC=c", []string{"OU=a=b", "DC=c"}},
		{"OU=,DC=c", []string{"OU=", "DC=c"}},
		{"", nil},
		{"Kim", nil},
		{"CN=Kim,", nil},
		{"=Kim", nil},
		{`CN=Kim\`, nil},
		{"CN=\xff", nil},
	} {
		levels, err := probes.DN(c.dn).Levels()
		var got []string
		for _, l := range levels {
			got = append(got, l.Type+"="+l.Value)
		}
		if (err != nil) != (c.want == nil) || err == nil && !slices.Equal(got, c.want) {
			t.Errorf("levels of %q = %q, %v; want %q", c.dn, got, err, c.want)
		}
	}
}

func TestTheRestOfANameIsKeptAsItWasWritten(t *testing.T) {
	t.Parallel()
	levels, err := probes.DN(`CN=Kim,OU=Sales\, Seoul,DC=contoso,DC=com`).Levels()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(levels[1].DN), `OU=Sales\, Seoul,DC=contoso,DC=com`; got != want {
		t.Errorf("dn: got %q, want %q", got, want)
	}
	if got, want := string(levels[1].Above), "DC=contoso,DC=com"; got != want {
		t.Errorf("rest: got %q, want %q", got, want)
	}
}

func TestTwoSpellingsAreOneName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		one, two string
		same     bool
	}{
		{`OU=R\+D,DC=corp`, `ou=r\2Bd, dc=CORP`, true},
		{`CN=Kim\, Minji,OU=A`, `CN=Kim\2C Minji,OU=A`, true},
		{`CN=\EA\B9\80,OU=A`, `CN=김,OU=A`, true},
		{"CN=A+UID=7,OU=B", "uid=7+cn=a,OU=B", true},
		{"CN=A+UID=7,OU=B", "CN=A,OU=B", false},
		{"CN=A,OU=B", "CN=A", false},
		{`CN=A\,OU=B`, "CN=A,OU=B", false},
		{"OU=A,DC=x", "CN=A,DC=x", false},
		{"", "", true},
		{"Kim", "kim", true},
		{"Kim", "Lee", false},
		{`CN=A\`, "CN=A", false},
	} {
		for _, pair := range [][2]string{{c.one, c.two}, {c.two, c.one}} {
			if got := probes.DN(pair[0]).Same(probes.DN(pair[1])); got != c.same {
				t.Errorf("%q and %q: got %v", pair[0], pair[1], got)
			}
		}
	}
}

func TestANameTellsWhereItStands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ dn, parent, name, domain, dns string }{
		{`CN=Kim\, Minji,OU=Sales,DC=Corp,DC=contoso`, "OU=Sales,DC=Corp,DC=contoso", "Kim, Minji", "DC=Corp,DC=contoso", "Corp.contoso"},
		{"CN=a, DC=b , DC=c", "DC=b , DC=c", "a", "DC=b , DC=c", "b.c"},
		{"DC=contoso,DC=com", "DC=com", "contoso", "DC=contoso,DC=com", "contoso.com"},
		{"DC=com", "", "com", "DC=com", "com"},
		{"DC=dc1,CN=MicrosoftDNS,DC=x,DC=y", "CN=MicrosoftDNS,DC=x,DC=y", "dc1", "DC=x,DC=y", "x.y"},
		{"CN=a,O=b", "O=b", "a", "", ""},
		{"Kim", "", "", "", ""},
		{"", "", "", "", ""},
	} {
		dn := probes.DN(c.dn)
		if dn.Parent() != probes.DN(c.parent) || dn.Name() != c.name || dn.Domain() != probes.DN(c.domain) || dn.DNS() != c.dns {
			t.Errorf("%q: got %q, %q, %q, %q", c.dn, dn.Parent(), dn.Name(), dn.Domain(), dn.DNS())
		}
	}
	for dn, deleted := range map[probes.DN]bool{`CN=DC1\0ADEL:5c1f,CN=x,DC=c`: true, "CN=DEL:x,DC=c": false, `CN=a\`: false} {
		if got := dn.Deleted(); got != deleted {
			t.Errorf("%q deleted: got %v", dn, got)
		}
	}
}

func FuzzDN(f *testing.F) {
	for _, seed := range []string{`CN=Kim\, Minji,OU=\#1,DC=contoso`, `OU=\EA\B9\80`, "a=b+c=d,e=f", `\`, "=,=", "a=b, ,c=d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		dn := probes.DN(text)
		levels, err := dn.Levels()
		if !dn.Same(dn) {
			t.Errorf("%q is not itself", text)
		}
		if err != nil {
			return
		}
		for i, l := range levels {
			if !strings.HasSuffix(text, string(l.Above)) || !strings.HasSuffix(text, string(l.DN)) {
				t.Errorf("%q: level %d is not its end: %+v", text, i, l)
			}
		}
		if up := dn.Parent(); len(up) >= len(dn) {
			t.Errorf("%q is not longer than %q", text, up)
		}
	})
}
