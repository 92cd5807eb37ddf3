package probes_test

import (
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestTidyName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`CORP\MSOL_1`: `CORP\MSOL_1`, "kim@contoso.com": "kim@contoso.com", "MSOL_1": "MSOL_1", "kim.lee": "kim.lee", "O'Brien": "O'Brien",
		"CN=Kim\\, Minji,OU=Staff,DC=corp,DC=contoso,DC=com": "CN=Kim\\, Minji,OU=Staff,DC=corp,DC=contoso,DC=com", "김민지": "김민지",
		"“kim@contoso.com”": "kim@contoso.com", "'kim@contoso.com',": "kim@contoso.com", "<kim@contoso.com>": "kim@contoso.com",
		"Kim Minji <kim@contoso.com>;": "kim@contoso.com", "mailto:kim@contoso.com?subject=x": "kim@contoso.com", "<MAILTO:kim@contoso.com>.": "kim@contoso.com",
		"\u00a0kim@contoso.com\u00a0": "kim@contoso.com", "\u200bCORP\\\u200bMSOL_1\ufeff": `CORP\MSOL_1`, "kim@contoso.com.": "kim@contoso.com",
		"\tCORP\\MSOL_1\r\n": `CORP\MSOL_1`, "«kim»": "kim", "「kim」": "kim", "\"CN=Kim,DC=corp,DC=contoso,DC=com\",": "CN=Kim,DC=corp,DC=contoso,DC=com",
		"<SID=S-1-5-21-1-2-3-500>": "S-1-5-21-1-2-3-500", `.\kim`: `.\kim`, `\\dc1`: `\\dc1`, `CORP\`: `CORP\`, "": "", "<>": "", "\"": "", "...": "",
		"kim\u00adlee@contoso.com": "kimlee@contoso.com", "kim\u202e@contoso.com": "kim@contoso.com",
	} {
		if got := probes.TidyName(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzTidyName(f *testing.F) {
	for _, seed := range []string{"Kim <kim@contoso.com>", `CORP\x,`, "<", ">", "mailto:", "SID=S-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if once := probes.TidyName(text); probes.TidyName(once) != once {
			t.Errorf("%q: %q is not tidy", text, once)
		}
	})
}
