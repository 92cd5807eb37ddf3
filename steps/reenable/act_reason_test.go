package reenable

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// TestAnEndSaysItsReasonInWords of the reader's language, and the code behind them.
func TestAnEndSaysItsReasonInWords(t *testing.T) {
	t.Parallel()
	latin := regexp.MustCompile(`[a-z]{3,}`)
	for code, want := range map[string]struct{ ko, en, behind string }{
		"timed-out 15m0s":          {"15분 안에 끝나지 않음", "it had not ended after 15 minutes", "(timed-out 15m0s)"},
		"timed-out":                {"정해진 시간 안에 끝나지 않음", "it had not ended in the time allowed", "(timed-out)"},
		"not-run 0x80004005":       {"명령이 오류로 끝남", "the command ended with an error", "(not-run 0x80004005)"},
		"not-run":                  {"결과를 남기지 않음", "left no result", "(not-run)"},
		"stopped":                  {"도중에 그만둠", "somebody stopped it", "(stopped)"},
		"stopped Stopped":          {"서비스가 다시 실행되지 않음", "the service did not come back", "(stopped Stopped)"},
		"prompted":                 {"로그인을 기다림", "waited for a sign-in", "(prompted)"},
		"access-denied 0x80070005": {"권한이 없음", "access was denied", "(access-denied 0x80070005)"},
		"module-missing":           {"ADSync 모듈을 불러오지 못함", "the ADSync module could not be loaded", "(module-missing)"},
		"refused 0x80338012":       {"연결 거부됨", "connection refused", "(refused 0x80338012)"},
		"sync-running":             {"동기화가 실행 중임", "a synchronisation is running", "(sync-running)"},
		"staging":                  {"스테이징 모드임", "the server is in staging mode", "(staging)"},
		"service-state":            {"ADSync 서비스의 상태가 맞지 않음", "the ADSync service is in another state", "(service-state)"},
		"connector":                {"커넥터가 다름", "the connector is another one", "(connector)"},
		"elsewhere":                {"ADSync 서비스가 없음", "there is no ADSync service", "(elsewhere)"},
		"unseen":                   {"서버의 상태를 읽지 못함", "the state of the server could not be read", "(unseen)"},
		"31014":                    {"이벤트 31014", "event 31014", ""},
		"":                         {"기록된 오류가 없음", "no error was recorded", ""},
		"-":                        {"기록된 오류가 없음", "no error was recorded", ""},
		"from-next-year 7":         {"", "", "(from-next-year 7)"},
	} {
		for _, on := range []steps.Outcome{"failed", "failed-off", "unknown", "refused-there"} {
			end := endedBy(on, code, nil)
			ko, en := end.In(lang.Korean, time.UTC), end.In(lang.English, time.UTC)
			if !strings.Contains(ko, want.ko) || !strings.Contains(en, want.en) {
				t.Errorf("%s, %q: %q / %q lack %q / %q", on, code, ko, en, want.ko, want.en)
			}
			if strings.Count(ko, want.behind) != 1 && want.behind != "" || strings.Count(en, want.behind) != 1 && want.behind != "" || strings.ContainsAny(ko+en, "{}") || strings.Contains(ko+en, "()") || strings.Contains(ko+en, "(-)") {
				t.Errorf("%s, %q: %q / %q, want %q behind", on, code, ko, en, want.behind)
			}
			if bare := strings.ReplaceAll(ko, want.behind, ""); want.ko != "" && latin.MatchString(strings.NewReplacer("PowerShell", "", "ADSync", "").Replace(bare)) {
				t.Errorf("%s, %q: foreign words in %q", on, code, ko)
			}
			if got, want := end.Args["code"], tell.Code.Of(code).OrDash(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %q: the code became %v", on, code, end.Args["code"])
			}
		}
	}
	for _, guard := range []probes.Guard{probes.GuardSync, probes.GuardStaging, probes.GuardService, probes.GuardConnector, probes.GuardElsewhere, probes.GuardUnseen} {
		if words, _ := inWords(string(guard)); words.Ko == "" || words.En == "" {
			t.Errorf("no words for %s", guard)
		}
	}
}
