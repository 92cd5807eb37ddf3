package lang

import "testing"

func TestNumbersStayWithTheirUnit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"took: 7.4 s":                         "took: 7.4_s",
		"12 user(s) of 1,024 users":           "12_user(s) of 1,024_users",
		"at 23 Nov 2026 09:00 UTC.":           "at 23_Nov 2026 09:00_UTC.",
		"3 min 05 s":                          "3_min 05_s",
		"(2 days) ~5 hours >= 4 MB, 80 %":     "(2_days) ~5_hours >= 4_MB, 80_%",
		"on TCP 88, 135, 389, 445 (none)":     "on TCP 88, 135, 389, 445 (none)",
		"1. Open the port":                    "1. Open the port",
		"(event 32004 DecryptionError, 4 MB)": "(event 32004 DecryptionError, 4_MB)",
		"version 2.5.76.0 or later":           "version 2.5.76.0 or later",
		"10.1.2.3 and ::1":                    "10.1.2.3 and ::1",
		"5 6 7 8":                             "5 6 7 8",
		"5  s":                                "5  s",
		"5":                                   "5",
		"":                                    "",
		"a 5":                                 "a 5",
		"a 5 ":                                "a 5 ",
		"암호 12 글자, 5 분":                       "암호 12_글자, 5_분",
		"7.4초 걸렸습니다":                          "7.4초 걸렸습니다",
		"run `collect --out a.json` there":    "run `collect_--out_a.json` there",
		"an odd ` one 5 s":                    "an odd ` one 5_s",
		"`a b` c `d e`":                       "`a_b` c `d_e`",
		"5\ns":                                "5\ns",
		"0x80230619 is 2148730393 in words":   "0x80230619 is 2148730393 in words",
	} {
		held := ""
		for _, r := range Hold(text) {
			if r == NoBreak {
				r = '_'
			}
			held += string(r)
		}
		if held != want {
			t.Errorf("%q: got %q, want %q", text, held, want)
		}
		if got := Release(Hold(text)); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}
