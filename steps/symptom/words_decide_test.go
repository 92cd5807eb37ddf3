package symptom

import (
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom/heard"
)

// TestWordsEndTheWalkOnlyWhereTheyAreSure: what was just told may, a number out
// of a log never, and nothing that something else contradicts.
func TestWordsEndTheWalkOnlyWhereTheyAreSure(t *testing.T) {
	t.Parallel()
	for words, on := range map[string]steps.Outcome{
		"it says my current password is wrong":                                                                                       "wrong-password",
		"추측하기 쉬운 암호라고 거절됐어요":                                                                                                         "not-writeback",
		"365 관리센터에서 비번 초기화해줬는데 PC는 그대로":                                                                                              "never-written-back",
		"set it with Set-MsolUserPassword, AD unchanged":                                                                             "never-written-back",
		"윈도우 로그인 화면에 암호 재설정 링크가 안 보여요":                                                                                               "windows-link",
		"servers need time to catch up it says":                                                                                      "catching-up",
		"AD 성공, 클라우드 저장 실패 감사 로그":                                                                                                    "passwords-differ",
		"스마트 잠금 걸린 것 같아요":                                                                                                            "cloud-lockout",
		"AADSTS120000 and my current password is wrong":                                                                              "wrong-password",
		"event 33007, my current password is wrong":                                                                                  "no-direction",
		"my current password is wrong, and it says that I have no licence":                                                           "understood",
		"current password is fine, the new one is refused by the policy":                                                             "understood",
		"SSPR_0030, my current password is wrong it says":                                                                            "recognised",
		"old password still works on the PC, the new one is wrong":                                                                   steps.Answered,
		"이벤트 33004 인데 추측하기 쉬운 암호라고 해요":                                                                                               "recognised",
		"he told me it was done by somebody in that admin place":                                                                     steps.Answered,
		"my password works on the web mail but the desk pc wants the old one, the page said it could not get through to our company": "understood",
		"new password works in outlook on the web but my office pc only takes the old one":                                           steps.Answered,
		"new pw opens outlook on the web, the pc at my desk only takes the old one":                                                  steps.Answered,
		"팀즈는 새 비번으로 되는데 회사 PC는 옛날 비번만 됩니다":                                                                                           steps.Answered,
		"PC takes the new password, but the cloud could not save it, it said":                                                        "passwords-differ",
		"AADSTS50126 wrong name or password":                                                                                         "other-purpose",
		"it asked me to be patient till all servers have the password":                                                               steps.Answered, // a guess ends nothing
		"after the patch night password changes fail, since 2 nobody can reset":                                                      steps.Answered,
	} {
		if v := decideWords(steps.Facts{steps.Words: words}); v.On != on {
			t.Errorf("%q: got %s (messages %s), want %s", words, v.On, v.Args["messages"], on)
		}
	}
}

// TestTheCodeLeadsAndBothAreSaid where words contradict each other, and what
// agrees with a code says which of its steps comes first.
func TestTheCodeLeadsAndBothAreSaid(t *testing.T) {
	t.Parallel()
	const odds = "say different things"
	for _, c := range []struct {
		words string
		first steps.ID
		odds  bool
	}{
		{"SSPR_0029, it says the on-prem service cannot be reached", "configuration/protected-user", true},
		{"SSPR_0012: 허용된 그룹의 구성원이 아니라서 재설정할 수 없습니다", "configuration/premium-license", true},
		{"SSPR_0029 since the remote SAM restriction came", "configuration/remote-sam", false},
		{"SSPR_0030, the ADSync service is stopped", "configuration/sync-engine", false},
		{"SSPR_0030", "configuration/sync-engine", false},
		{"33008 hr=8023061F", "reenable/disable-enable", false},
	} {
		v := decideWords(steps.Facts{steps.Words: c.words})
		f := steps.Finding{Step: Words.ID, On: v.On, Args: v.Args}
		told := strings.Join(steps.Tell(&Words, f, lang.English, nil).Details, " ")
		if len(v.Visit) == 0 || v.Visit[0] != c.first || strings.Contains(told, odds) != c.odds {
			t.Errorf("%q: first %v, told %q; want %s, contradiction %v", c.words, v.Visit, told, c.first, c.odds)
		}
	}
}

func TestWhatIsKeptForTheTicketIsTold(t *testing.T) {
	t.Parallel()
	words := "Event ID: 33004 2026-11-23 10:12:41\nEvent ID: 6329 2026-11-23 10:02:41\nCorrelation ID: 80230619-5a0b-4c62-9d0e-2f1c6f6d8a11\nSupport code: SEBvnQ="
	v := decideWords(steps.Facts{steps.Words: words})
	details := steps.Tell(&Words, steps.Finding{Step: Words.ID, On: v.On, Args: v.Args}, lang.English, nil).Details
	for _, want := range []string{
		"Event 6329: 2026-11-23 10:02:41", "Event 33004: 2026-11-23 10:12:41",
		"Correlation ID: 80230619-5a0b-4c62-9d0e-2f1c6f6d8a11", "Support code: SEBvnQ=", "Time on the screen: 2026-11-23 10:12:41",
	} {
		if !slices.Contains(details, want) {
			t.Errorf("%q is not told: %q", want, details)
		}
	}
	if slices.Index(details, "Event 6329: 2026-11-23 10:02:41") > slices.Index(details, "Event 33004: 2026-11-23 10:12:41") {
		t.Errorf("the older event is told later: %q", details)
	}
}

func TestWhateverIsVisitedHasSomebodyWhoMendsIt(t *testing.T) {
	t.Parallel()
	check := func(of string, m meaning) {
		for _, id := range m.visit {
			if owners[id] == "" || mender[owners[id]].En == "" {
				t.Errorf("%s leads to %s, which nobody mends", of, id)
			}
		}
	}
	for code, m := range meanings {
		check(code, m)
	}
	for _, m := range events {
		check("an event", m)
	}
	for _, name := range heard.Messages() {
		check(string(name), messages[name])
	}
}

// TestAGuessIsToldAsOne and ends nothing, whatever it would end with where it
// is sure.
func TestAGuessIsToldAsOne(t *testing.T) {
	t.Parallel()
	for words, guessed := range map[string]bool{
		"it asked me to be patient till all servers have the password": true,
		"it was set in the Microsoft 365 admin center, AD unchanged":   false,
		"my licence is missing, it says, and the reset does not work":  false,
	} {
		v := decideWords(steps.Facts{steps.Words: words})
		told := strings.Join(steps.Tell(&Words, steps.Finding{Step: Words.ID, On: v.On, Args: v.Args}, lang.English, nil).Details, " ")
		if got := strings.Contains(told, "Not sure, but perhaps: "); got != guessed || strings.Contains(told, "Understood: ") && guessed || guessed && Words.Branch(v.On).Next == steps.End {
			t.Errorf("%q: %s, told %q; want a guess %v", words, v.On, told, guessed)
		}
	}
}
