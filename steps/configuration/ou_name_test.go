package configuration

import (
	"slices"
	"testing"
)

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

func FuzzSuggestedName(f *testing.F) {
	for _, seed := range []string{"R&D, Seoul", `\`, " #x ", "=,+", "\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if better := withoutReserved(name); reservedIn(better) != "" {
			t.Errorf("%q: the suggestion %q is reserved", name, better)
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
