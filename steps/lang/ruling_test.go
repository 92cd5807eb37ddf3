package lang_test

import (
	"testing"

	"example.com/writeback-doctor/steps/lang"
)

func TestARulingIsShownInWords(t *testing.T) {
	t.Parallel()
	text := lang.Text{Ko: "{reset_ruling}", En: "{reset_ruling}"}
	for _, c := range []struct {
		name   string
		ruling lang.Ruling
		ko, en string
	}{
		{
			"inherited",
			lang.Ruling{State: lang.Allowed, Who: "MSOL_1", What: lang.FullControl, How: lang.FromAbove, On: "OU=a|b,DC=corp"},
			"있음. 허용 항목의 대상: MSOL_1, 내용: 모든 권한, 상속: OU=a|b,DC=corp",
			"granted, by an Allow entry for MSOL_1: Full control, inherited from OU=a|b,DC=corp",
		},
		{
			"own, of one right",
			lang.Ruling{State: lang.Refused, Who: "Everyone", How: lang.OwnEntry},
			"거부됨. 거부 항목의 대상: Everyone, 위치: 개체 자체",
			"denied, by a Deny entry for Everyone, on the object itself",
		},
		{"nothing known of the entry", lang.Ruling{State: lang.Allowed, Who: "S-1-1-0"}, "있음. 허용 항목의 대상: S-1-1-0", "granted, by an Allow entry for S-1-1-0"},
		{
			"cut off",
			lang.Ruling{State: lang.CutOff, Who: "OU=a|b,DC=corp", On: "DC=corp"},
			"없음. DC=corp 개체에서 부여했지만 OU=a¦b,DC=corp 개체에서 상속이 끊김",
			"not granted; given on DC=corp, but cut off at OU=a¦b,DC=corp",
		},
		{"no entry", lang.Ruling{State: lang.Ungiven}, "없음. 부여하는 항목이 없음", "not granted; no entry gives it"},
		{"a state of a newer version", lang.Ruling{State: "later"}, "later", "later"},
	} {
		args := lang.Args{"reset_ruling": c.ruling.String()}
		if got := text.Fill(lang.Korean, args, nil); got != c.ko {
			t.Errorf("%s: got %q, want %q", c.name, got, c.ko)
		}
		if got := text.Fill(lang.English, args, nil); got != c.en {
			t.Errorf("%s: got %q, want %q", c.name, got, c.en)
		}
	}
	if got := text.Fill(lang.English, lang.Args{"reset_ruling": "a|b"}, nil); got != "a|b" {
		t.Errorf("what is no ruling: got %q, want it as it is", got)
	}
}
