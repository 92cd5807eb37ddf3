package symptom

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/symptom/heard"
)

func TestCodesAreFoundInAnySpelling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"SSPR_0029", []string{"SSPR_0029"}},
		{"sspr_29", []string{"SSPR_0029"}},
		{"SSPR0029", []string{"SSPR_0029"}},
		{"SSPR-009", []string{"SSPR_0009"}},
		{"SSPR 0030 오류", []string{"SSPR_0030"}},
		{"SSPR_0029가 나와요", []string{"SSPR_0029"}},
		{"ＳＳＰＲ＿００２９", []string{"SSPR_0029"}},
		{"S\u200bSPR_\u200b0029", []string{"SSPR_0029"}},
		{"SSPR 2단계 인증이 안 돼요", nil},
		{"SSPR_0029X", nil},
		{"SSPR_00291", nil},
		{"SSPR_0007", []string{"SSPR_0007"}},
		{"AADSTS120013: 연결할 수 없습니다.", []string{"AADSTS120013"}},
		{"AADSTS 1200i4", []string{"AADSTS120014"}},
		{"hr=802306L9", []string{"0x80230619"}},
		{"aadsts 129999", []string{"AADSTS129999"}},
		{"오류 코드: 120015", []string{"AADSTS120015"}},
		{"오류 코드: 120999", nil},
		{"전화 02-120015-31", nil},
		{"이벤트 33004", []string{"33004"}},
		{"이벤트33004번", []string{"33004"}},
		{"이벤트 ID:         6329", []string{"6329"}},
		{"Event ID: 33004, 6329", []string{"33004", "6329"}},
		{"33004", []string{"33004"}},
		{"6329", []string{"6329"}},
		{"6329, 33004", []string{"6329", "33004"}},
		{"회의실 6329호", nil},
		{"사번 33004-1", nil},
		{"10.0.33004.1", nil},
		{"2026-11-23 33004.5", nil},
		{"Event ID 6000 no-start-credentials", []string{"6000", "no-start-credentials"}},
		{"result: No-Start-Credentials.", []string{"no-start-credentials"}},
		{"no-start-credentials-x", nil},
		{"이벤트 1012", []string{"1012"}},
		{"Error\tADSync\t6000\tNone", []string{"6000"}},
		{"6000", nil},
		{"1012", nil},
		{"events of 6000 users", nil},
		{"hr=80231367", []string{"0x80231367"}},
		{"80230818", []string{"0x80230818"}},
		{"AADSTS50053", []string{"AADSTS50053"}},
		{"event 31021", []string{"31021"}},
		{"31021", nil},
		{"ID 31021", nil},
		{"ID: 31034", []string{"31034"}},
		{"이벤트 12345", nil},
		{"0x8023061f", []string{"0x8023061F"}},
		{"8023062C", []string{"0x8023062C"}},
		{"hr=80230619", []string{"0x80230619"}},
		{"HR 800700CE", []string{"0x800700CE"}},
		{"HRESULT: 0x80230402", []string{"0x80230402"}},
		{"hr=80230499", []string{"0x80230499"}},
		{"0x00000000", nil},
		{"8023042", []string{"0x80230402"}},
		{"80231234", nil},
		{"Win32 0x6BA", []string{"0x800706BA"}},
		{"80230619-5a0b-4c62", nil},
		{"..\\admaexport.cpp(2837)", []string{"admaexport.cpp(2837)"}},
		{"admaexport.cpp( 2944 )", []string{"admaexport.cpp(2944)"}},
		{"admaexport.cpp(9)", []string{"admaexport.cpp(9)"}},
		{"OnPremisesAdminActionRequired", []string{"SSPR_0029"}},
		{"NotOnPremisesAdminActionRequired", nil},
		{"SSPR_0029 SSPR_29", []string{"SSPR_0029"}},
	} {
		if got := Codes(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Codes(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// Screens as callers paste them: the reset page, the sign-in page, the Event
// Viewer in two languages and Get-WinEvent.
const (
	screenPortalKorean = "암호를 재설정할 수 없습니다\r\n" +
		"죄송합니다. 조직에서 온-프레미스 서비스와의 연결을 잘못 구성했기 때문에 지금은 암호를 재설정할 수 없습니다. 관리자에게 문의하세요.\r\n" +
		"자세한 내용: SSPR_0029: OnPremisesAdminActionRequired\r\n" +
		"상관관계 ID: 80230619-5a0b-4c62-9d0e-2f1c6f6d8a11  2026-11-23 오전 10:12:40\r\n"
	screenSignInEnglish = "Sorry, but we're having trouble signing you in.\n" +
		"AADSTS120013: PasswordChangeOnPremisesConnectivityFailure\n" +
		"Request Id: 33004b1c-0d11-4c9a-8a5f-32002f1e6f00\nTimestamp: 2026-11-23T01:12:40Z\n"
	screenViewerKorean = "로그 이름:         Application\n원본:            PasswordResetService\n날짜:            2026-11-23 오전 10:12:41\n" +
		"이벤트 ID:         33004\n작업 범주:         없음\n수준:            오류\n컴퓨터:           SYNC01.corp.contoso.co.kr\n설명:\n" +
		"TrackingId: 8f4c1a52-1b8e-4a7e-9a71-31002aa9c0de, Reason: Synchronization Engine returned an error hr=80230626, Message: 액세스가 거부되었습니다.\n"
	screenViewerEnglish = "Log Name:      Application\nSource:        ADSync\nDate:          11/23/2026 10:12:41 AM\nEvent ID:      6329\nLevel:         Error\nDescription:\n" +
		"BAIL: MMS(4924): ..\\admaexport.cpp(2944): 0x80004005 (Unspecified error)\nBAIL: MMS(4924): d:\\bt\\ma\\shared\\utils.cpp(81): 0x80070005 (Access is denied.)\n"
	screenRows = "TimeCreated                 Id LevelDisplayName Message\n-----------                 -- ---------------- -------\n" +
		"2026-11-23 오전 10:12:41   33004 오류             TrackingId: 8f4c1a52...\n2026-11-23 오전 10:07:02   31019 정보             ServiceBusHeartBeat\n"
)

func TestWholeScreensAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"portal in Korean", screenPortalKorean, []string{"SSPR_0029"}},
		{"sign-in page in English", screenSignInEnglish, []string{"AADSTS120013"}},
		{"Event Viewer in Korean", screenViewerKorean, []string{"33004", "0x80230626"}},
		{"Event Viewer in English", screenViewerEnglish, []string{"6329", "admaexport.cpp(2944)", "0x80004005", "0x80070005"}},
		{"rows of Get-WinEvent", screenRows, []string{"33004", "31019"}},
		{"a row copied from the list", "오류\t2026-11-23 오전 10:12:41\tADSync\t6329\t없음", []string{"6329"}},
	} {
		if got := Codes(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestOtherColumnsAreNoEvents: exported events carry more numbers than their own.
func TestOtherColumnsAreNoEvents(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"Export-Csv", `"Message","Id","Version","Qualifiers","Level","Task","Opcode","Keywords","RecordId","ProviderName"` + "\r\n" +
			`"TrackingId: x, hr=80230619,` + "\n" + `Reason: y","33008",,"0","2","0",,"36028797018963968","31044","PasswordResetService"` + "\n" +
			`"z","6329",,"0","2","0",,"36028797018963968","33004","ADSync"`, []string{"0x80230619", "33008", "6329"}},
		{"with a line before", "이벤트 31034의 자료를 보냅니다\n" + `"Id";"RecordId";"Message"` + "\n" + `33008;31044;"x"`, []string{"31034", "33008"}},
		{"with tabs", "수준\t날짜 및 시간\t원본\t이벤트 ID\t작업 범주\n오류\t2026-11-23 오전 10:12:41\tADSync\t6329\t33004\n", []string{"6329"}},
		{"Format-List", "RecordId     : 31044\nId           : 33008\nProcessId    : 33004\n", []string{"33008"}},
		{"XML", `<EventID Qualifiers="0">33008</EventID><EventRecordID>31044</EventRecordID><Execution ProcessID="33004" ThreadID="31034"/>`, []string{"33008"}},
		{"a sentence with commas", "33008, 31044, id", []string{"33008", "31044"}},
		{"a table that breaks off", "Id,RecordId,Message\n33008,31044,\"x\n", []string{"33008"}},
	} {
		if got := Codes(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEveryKnownCodeIsReadBack(t *testing.T) {
	t.Parallel()
	for code := range meanings {
		if got := Codes("오류: " + code + "."); !slices.Equal(got, []string{code}) {
			t.Errorf("Codes(%q) = %q", code, got)
		}
	}
	for id := range events {
		code := strconv.Itoa(id)
		if got := Codes("이벤트 ID " + code + "가 나옵니다."); !slices.Equal(got, []string{code}) {
			t.Errorf("Codes(event %s) = %q", code, got)
		}
	}
	for name, code := range names {
		if got := Codes(name); !slices.Equal(got, []string{code}) {
			t.Errorf("Codes(%q) = %q, want %q", name, got, code)
		}
		if _, known := look(code); !known {
			t.Errorf("the name %s stands for %s, which no table explains", name, code)
		}
	}
}

// most is how many codes are taken from a text.
const most = 32

func TestLongPastesAreBounded(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"6329 ", "이벤트 33004,", "SSPR_0029", "hr=", "\x1b[", "33004"} {
		codes := Codes(strings.Repeat(unit, 200_000))
		if len(codes) > most {
			t.Errorf("%q repeated gives %d codes", unit, len(codes))
		}
	}
}

func TestCodesAreCounted(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 100 {
		b.WriteString("SSPR_" + strconv.Itoa(i) + "\n")
	}
	if got := len(Codes(b.String())); got != most {
		t.Errorf("a hundred codes gave %d, want %d", got, most)
	}
}

var codeShape = regexp.MustCompile(`^(SSPR_\d{4}|AADSTS\d{5,7}|\d{3,5}|0x8[0-9A-F]{7}|admaexport\.cpp\(\d{1,5}\)|no-start-credentials|[A-Za-z]{12,50})$`)

func FuzzCodes(f *testing.F) {
	for _, seed := range []string{
		screenPortalKorean, screenSignInEnglish, screenViewerKorean, screenViewerEnglish, screenRows,
		"Id,RecordId,Message\n33008,31044,\"x", "\"Id\";\"Task\";x\n\"", "ＳＳＰＲ＿００２９", "\xff33004\xfe", "SSPR\x00_29",
		"에스에스피알 공공이구", "event thirty-three thousand and four", "이벤트 3만3천4", "-2145188327", "31034/31044", "#locked #nothing",
		"쓰기저장이 켜져 있는데 안돼요", "it says my current password is wrong, but it isn't", "a - but - except", "Ereignis-ID: 33004",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h := reader.Read(text)
		if len(h.Codes) > most || len(h.Events) > most || len(h.Messages) > len(heard.Messages()) {
			t.Errorf("%d codes, %d events, %d messages", len(h.Codes), len(h.Events), len(h.Messages))
		}
		for i, code := range h.Codes {
			if !codeShape.MatchString(code) {
				t.Errorf("code %q has no known shape", code)
			}
			if slices.Contains(h.Codes[:i], code) {
				t.Errorf("code %q stands twice", code)
			}
		}
		for _, m := range h.Messages {
			if _, known := messages[m]; !known {
				t.Errorf("message %q has no meaning", m)
			}
		}
		again := reader.Read(strings.Join(Masked(text), " "))
		if !slices.Equal(again.Messages, h.Messages) {
			t.Errorf("masked, %q tells %v and not %v", text, again.Messages, h.Messages)
		}
	})
}

// TestMaskedWordsAreJudgedTheSame, and say nothing else.
func TestMaskedWordsAreJudgedTheSame(t *testing.T) {
	t.Parallel()
	for i, one := range slices.Concat(corpus(t, "learn/rules"), corpus(t, "learn/unsealed-1"), corpus(t, "sealed/four")) {
		if i%3 > 0 { // enough of them, and quick
			continue
		}
		masked := strings.Join(Masked(one.Text), " ")
		was, is := decideWords(steps.Facts{steps.Words: one.Text}), decideWords(steps.Facts{steps.Words: masked})
		if was.On != is.On || !slices.Equal(was.Visit, is.Visit) || was.Args["codes"].String() != is.Args["codes"].String() {
			t.Errorf("%q is judged %s %v, and masked, %q, %s %v", one.Text, was.On, was.Visit, masked, is.On, is.Visit)
		}
	}
	for _, text := range []string{"SSPR_0029 for kim@contoso.com, password hunter2", "김민지 라이선스가 없어서 재설정이 안돼요"} {
		if masked := strings.Join(Masked(text), " "); strings.Contains(masked, "kim") || strings.Contains(masked, "hunter2") || strings.Contains(masked, "김민지") {
			t.Errorf("masked, %q is %q", text, masked)
		}
	}
}
