package configuration

import (
	"slices"
	"strings"
	"testing"
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
		levels, err := parseDN(c.dn)
		var got []string
		for _, l := range levels {
			got = append(got, l.kind+"="+l.value)
		}
		if (err != nil) != (c.want == nil) || err == nil && !slices.Equal(got, c.want) {
			t.Errorf("parseDN(%q) = %q, %v; want %q", c.dn, got, err, c.want)
		}
	}
}

func TestTheRestOfANameIsKeptAsItWasWritten(t *testing.T) {
	t.Parallel()
	levels, err := parseDN(`CN=Kim,OU=Sales\, Seoul,DC=contoso,DC=com`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := levels[1].dn, `OU=Sales\, Seoul,DC=contoso,DC=com`; got != want {
		t.Errorf("dn: got %q, want %q", got, want)
	}
	if got, want := levels[1].rest, "DC=contoso,DC=com"; got != want {
		t.Errorf("rest: got %q, want %q", got, want)
	}
}

func TestASuggestedNameNeedsNoEscapes(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		" HQ ": "HQ", "#1 Team": "1 Team", "개발/운영": "개발-운영", "a,b": "a-b", "# ": "OU", "/": "-", "a\nb": "a-b",
	} {
		got := withoutReserved(name)
		if got != want || reservedIn(got) != "" {
			t.Errorf("withoutReserved(%q) = %q (reserved %q), want %q", name, got, reservedIn(got), want)
		}
	}
}

func FuzzParseDN(f *testing.F) {
	for _, seed := range []string{`CN=Kim\, Minji,OU=\#1,DC=contoso`, `OU=\EA\B9\80`, "a=b+c=d,e=f", `\`, "=,="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, dn string) {
		levels, err := parseDN(dn)
		if err != nil {
			return
		}
		for i, l := range levels {
			if !strings.HasSuffix(dn, l.rest) {
				t.Errorf("%q: the rest %q of level %d is not its end", dn, l.rest, i)
			}
			if better := withoutReserved(l.value); reservedIn(better) != "" {
				t.Errorf("%q: the suggestion %q is reserved", l.value, better)
			}
		}
	})
}

func TestEveryNameToChangeIsTold(t *testing.T) {
	t.Parallel()
	want := []string{
		`Where: OU=Sales/Seoul,OU=R\+D,OU=Clean,DC=corp,DC=contoso,DC=com.`,
		`Further OUs above it to rename: OU=R\+D,OU=Clean,DC=corp,DC=contoso,DC=com.`,
	}
	if got := detailsOf(t, &OUName, "reserved-twice"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
