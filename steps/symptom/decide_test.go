package symptom

import (
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom/heard"
)

func TestWordsOrderTheWalk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words string
		on    steps.Outcome
		codes string
		first steps.ID // of the visit; "" for none
	}{
		{"", steps.Answered, "", ""},
		{"암호가 안 바뀌어요", steps.Answered, "", ""},
		{"SSPR_0029", "recognised", "SSPR_0029", "configuration/protected-user"},
		{"SSPR_0012", "recognised", "SSPR_0012", "configuration/premium-license"},
		{"SSPR_0030", "recognised", "SSPR_0030", "configuration/sync-engine"},
		{"SSPR_0029 이벤트 6329 admaexport.cpp(2944)", "recognised", "SSPR_0029, 6329, admaexport.cpp(2944)", "configuration/remote-sam"},
		{"33004 hr=80230626", "recognised", "33004, 0x80230626", "configuration/user-account"},
		{"8023062C", "recognised", "0x8023062C", "configuration/preferred-dc"},
		{"AADSTS120021", "no-direction", "AADSTS120021", ""},
		{"SSPR_0007", "unlisted", "SSPR_0007", ""},
		{"SSPR_0007 33006", "recognised", "SSPR_0007, 33006", "configuration/user-account"},
		{"AADSTS120002", "not-writeback", "AADSTS120002", ""},
		{"AADSTS120002 FuzzyPolicyViolationInvalidPassword", "not-writeback", "AADSTS120002, FuzzyPolicyViolationInvalidPassword", ""},
		{"AADSTS120000", "wrong-password", "AADSTS120000", ""},
		{"AADSTS120000 이벤트 33007", "wrong-password", "AADSTS120000, 33007", ""},
		{"이벤트 33007", "no-direction", "33007", ""},
		{"ADUserIncorrectPassword", "no-direction", "33007", ""},
		{"FuzzyPolicyViolationInvalidPassword", "no-direction", "FuzzyPolicyViolationInvalidPassword", ""},
		{"OnPremisesSuccessCloudFailure", "no-direction", "OnPremisesSuccessCloudFailure", ""},
		{"AADSTS120000 이벤트 33006", "recognised", "AADSTS120000, 33006", "configuration/user-account"},
		{"AADSTS50053", "cloud-lockout", "AADSTS50053", ""},
		{"cannot log in, AADSTS50053", "cloud-lockout", "AADSTS50053", ""},
		{"로그인하면 AADSTS50053", "cloud-lockout", "AADSTS50053", ""},
		{"the sign-in logs show AADSTS50053", "no-direction", "AADSTS50053", ""},
		{"로그에 AADSTS50053이 12건", "no-direction", "AADSTS50053", ""},
		{"event 611, sync server", "recognised", "611", "configuration/connector-account"},
		{"hr=80231367", "recognised", "0x80231367", "configuration/protected-user"},
		{"이벤트 33001 hr=80230818", "recognised", "33001, 0x80230818", "configuration/preferred-dc"},
		{"이벤트 33001 hr=80231fab", "recognised", "33001, 0x80231FAB", "configuration/ou-name"},
		{"hr=80231fab", "unlisted", "0x80231FAB", ""},
		{"Event ID 6000 no-start-credentials", "recognised", "6000, no-start-credentials", "configuration/full-sync"},
		{"event 1012", "recognised", "1012", "configuration/connect-application"},
		{"event 6956", "recognised", "6956", "configuration/user-origin"},
		{"31034", "recognised", "31034", "connectivity/service-bus"},
		{"32001", "recognised", "32001", "connectivity/service-bus"},
		{"32002", "recognised", "32002", "connectivity/service-bus"},
		{"32004", "recognised", "32004", "reenable/disable-enable"},
		{"8023061F", "recognised", "0x8023061F", "reenable/disable-enable"},
		{"80230402", "recognised", "0x80230402", "configuration/user-link"},
		{"AADSTS120005", "passwords-differ", "AADSTS120005", ""},
		{"AADSTS120002 AADSTS120000", "no-direction", "AADSTS120002, AADSTS120000", ""},
		{"AADSTS120002 이벤트 33004", "recognised", "AADSTS120002, 33004", "configuration/protected-user"},
		{"AADSTS120002 AADSTS129999", "no-direction", "AADSTS120002, AADSTS129999", ""},
	} {
		v := decideWords(steps.Facts{steps.Words: c.words})
		var first steps.ID
		if len(v.Visit) > 0 {
			first = v.Visit[0]
		}
		if v.On != c.on || v.Args["codes"].String() != c.codes || first != c.first {
			t.Errorf("%q: got %s, codes %q, first %q; want %s, %q, %q", c.words, v.On, v.Args["codes"], first, c.on, c.codes, c.first)
		}
	}
}

func TestEveryEndingHasABranch(t *testing.T) {
	t.Parallel()
	seen := map[steps.Outcome]bool{}
	check := func(code string, m meaning) {
		if m.ends == "" {
			return
		}
		seen[m.ends] = true
		if b := Words.Branch(m.ends); b == nil || b.Next != steps.End {
			t.Errorf("%s ends in %q, which is no ending of the step", code, m.ends)
		}
		if len(m.visit) > 0 {
			t.Errorf("%s ends the walk and implicates steps", code)
		}
	}
	for code, m := range meanings {
		check(code, m)
	}
	for _, m := range events {
		check("event", m)
	}
	for name, m := range messages {
		check(string(name), m)
	}
	for _, b := range Words.Branches {
		if b.Next == steps.End && !seen[b.On] {
			t.Errorf("no code and no message leads to the ending %q", b.On)
		}
	}
}

func TestEveryMeaningStandsInBothLanguages(t *testing.T) {
	t.Parallel()
	check := func(code string, means lang.Text) {
		if !strings.HasSuffix(means.Ko, ".") || !strings.HasSuffix(means.En, ".") {
			t.Errorf("%s: a meaning is a sentence in both languages: %+v", code, means)
		}
	}
	for code, m := range meanings {
		check(code, m.means)
	}
	for _, m := range events {
		check("event", m.means)
	}
	for _, name := range heard.Messages() {
		check(string(name), messages[name].means)
	}
	for name := range messages {
		if !slices.Contains(heard.Messages(), name) {
			t.Errorf("nobody can tell %s: it has no saying", name)
		}
	}
}

func TestTheCallersCodesAreExplained(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]lang.Text{
		"33006, SSPR_0007": {
			Ko: "33006: 계정이 잠겨 있습니다. AD 관리자가 조치할 수 있습니다. SSPR_0007: 이 프로그램이 뜻을 모르는 코드입니다.",
			En: "33006: The account is locked out. An AD administrator can mend it. SSPR_0007: This program does not know what it means.",
		},
		"AADSTS120000 이벤트 33006": {
			Ko: "AADSTS120000: 현재 암호가 틀렸습니다. 33006: 계정이 잠겨 있습니다. AD 관리자가 조치할 수 있습니다.",
			En: "AADSTS120000: The current password was wrong. 33006: The account is locked out. An AD administrator can mend it.",
		},
		"SSPR_0007":  {},
		"암호가 안 바뀌어요": {},
	} {
		v := decideWords(steps.Facts{steps.Words: words})
		f := steps.Finding{Step: Words.ID, On: v.On, Args: v.Args}
		for l, told := range map[lang.Language]string{lang.Korean: want.Ko, lang.English: want.En} {
			if got := strings.Join(steps.Tell(&Words, f, l, nil).Details, " "); got != told {
				t.Errorf("%q: got %q, want %q", words, got, told)
			}
		}
	}
}

func TestNoStepIsVisitedTwice(t *testing.T) {
	t.Parallel()
	visit := implicated(heard.Heard{Codes: []string{"SSPR_0029", "33004", "6329", "0x80230619"}})
	for i, id := range visit {
		if slices.Contains(visit[:i], id) {
			t.Errorf("%s stands twice in %v", id, visit)
		}
	}
	if len(visit) == 0 || visit[0] != "configuration/password-policy" {
		t.Errorf("got %v, want the result code's step first", visit)
	}
}

func TestNamesAreTidiedAndChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed, tidy string
		valid       bool
	}{
		{"", "", true},
		{"kim.minji@contoso.com", "kim.minji@contoso.com", true},
		{" <kim.minji@contoso.com> ", "kim.minji@contoso.com", true},
		{"mailto:kim@contoso.com", "kim@contoso.com", true},
		{"ｋｉｍ＠contoso.com", "kim@contoso.com", true},
		{"ㅏㅑㅡ@ㅊㅐㅜ새내.ㅊㅐㅡ", "kim@contoso.com", true},
		{"김민지@contoso.co.kr", "김민지@contoso.co.kr", true},
		{`CONTOSO\mjkim`, `CONTOSO\mjkim`, true},
		{"guest_example.com#EXT#@contoso.onmicrosoft.com", "guest_example.com#EXT#@contoso.onmicrosoft.com", true},
		{"kim", "kim", false},
		{"kim@", "kim@", false},
		{"@contoso.com", "@contoso.com", false},
		{"kim minji@contoso.com", "kim minji@contoso.com", false},
		{"a@b@c", "a@b@c", false},
		{strings.Repeat("a", 1100) + "@b", strings.Repeat("a", 1100) + "@b", false},
	} {
		if got := tidyUser(c.typed); got != c.tidy {
			t.Errorf("tidyUser(%q) = %q, want %q", c.typed, got, c.tidy)
		}
		if got := validUser(c.typed).Empty(); got != c.valid {
			t.Errorf("validUser(%q) accepts: %v, want %v", c.typed, got, c.valid)
		}
	}
}
