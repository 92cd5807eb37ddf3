package tell_test

import (
	"testing"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

func TestARulingIsShownInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ruling tell.Ruling
		ko, en string
	}{
		{
			"inherited",
			tell.Ruling{State: tell.Allowed, Who: "MSOL_1", What: tell.FullControl, How: tell.FromAbove, On: "OU=a|b,DC=corp"},
			"있음. 허용 항목의 대상: MSOL_1, 내용: 모든 권한, 상속: OU=a|b,DC=corp",
			"granted, by an Allow entry for MSOL_1: Full control, inherited from OU=a|b,DC=corp",
		},
		{
			"own, of one right",
			tell.Ruling{State: tell.Refused, Who: "Everyone", How: tell.OwnEntry},
			"거부됨. 거부 항목의 대상: Everyone, 위치: 개체 자체",
			"denied, by a Deny entry for Everyone, on the object itself",
		},
		{"nothing known of the entry", tell.Ruling{State: tell.Allowed, Who: "S-1-1-0"}, "있음. 허용 항목의 대상: S-1-1-0", "granted, by an Allow entry for S-1-1-0"},
		{
			"cut off",
			tell.Ruling{State: tell.CutOff, Who: "OU=a|b,DC=corp", On: "DC=corp"},
			"없음. DC=corp 개체에서 부여했지만 OU=a|b,DC=corp 개체에서 상속이 끊김",
			"not granted; given on DC=corp, but cut off at OU=a|b,DC=corp",
		},
		{"no entry", tell.Ruling{State: tell.Ungiven}, "없음. 부여하는 항목이 없음", "not granted; no entry gives it"},
		{"a state of a newer version", tell.Ruling{State: "later"}, "later", "later"},
	} {
		if got := c.ruling.Value().In(lang.Korean, nil); got != c.ko {
			t.Errorf("%s: got %q, want %q", c.name, got, c.ko)
		}
		if got := c.ruling.Value().In(lang.English, nil); got != c.en {
			t.Errorf("%s: got %q, want %q", c.name, got, c.en)
		}
	}
}
