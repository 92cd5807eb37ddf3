package wizard

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// wrongPassword refuses the sign-in to the directory until it is corrected.
func wrongPassword(r *scripted, c *Config) {
	c.Given = Access{Account: `CORP\helper`, Password: []byte("wrong")}
	refused := &probes.Obstacle{Kind: probes.WrongPassword, Code: "49/52e"}
	r.errs["configuration/pdc-emulator"] = refused
	r.errs["configuration/effective-rights"] = refused
	c.Reopen = func(_ context.Context, p *Patient, a Access) (*Patient, error) {
		if string(a.Password) != "right" {
			return nil, fmt.Errorf("the test wants another password than %q", a.Password)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		clear(r.errs)
		return p, nil
	}
}

// ownEnvironment opens this environment, and answers the caller's questions.
func (d *driver) ownEnvironment() {
	d.t.Helper()
	d.press("=1")
	d.hear()
	d.press("=hong@contoso.com", "enter", "enter", "tab")
	d.hear()
}

func TestSignInIsCorrectedAndTheWalkStays(t *testing.T) {
	t.Parallel()
	inBubble(t, wrongPassword, func(d *driver) {
		d.ownEnvironment()
		d.sees("입력하거나 고치려면 F6")
		d.press("enter") // the rights are for the same reason, and are passed over
		d.hear()
		d.sees("진단 결과")
		d.press("esc")
		d.press("f4", "home", "down", "down", "enter")
		d.sees("코드 49/52e")
		d.press("esc", "esc", "f6")
		d.pick("디렉터리에 로그인할 계정")
		d.sees("> CORP\\helper")
		d.press("enter")
		d.sees("> 1. 자동")
		d.press("enter")
		d.sees("비워 두면 앞서 준 것을 그대로")
		d.press("=right", "enter")
		d.hear()
		d.sees("확인한 모든 것이 정상입니다.")
		want := []string{"symptom/caller=answered", "configuration/pdc-emulator=reachable", "configuration/effective-rights=granted"}
		for _, one := range want {
			if got := trailOf(d); strings.Count(got, one) != 1 {
				t.Errorf("trail %s, want %s once", got, one)
			}
		}
		if strings.Count(strings.Join(idsOf(d.r.asked), " "), "configuration/premium-license") != 1 {
			t.Errorf("what was seen was looked at again: %v", d.r.asked)
		}
	})
}

func idsOf(ids []steps.ID) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return all
}

// pick moves to the item of a menu that has a text, and chooses it.
func (d *driver) pick(text string) {
	d.t.Helper()
	d.press("home")
	for range 40 {
		for line := range strings.Lines(d.text()) {
			if strings.HasPrefix(line, ">") && strings.Contains(line, text) {
				d.press("enter")
				return
			}
		}
		d.press("down")
	}
	d.t.Fatalf("no item %q:\n%s", text, d.text())
}

func TestListOfAnswersStandsAtWhatIsMissing(t *testing.T) {
	t.Parallel()
	inBubble(t, wrongPassword, func(d *driver) {
		d.ownEnvironment()
		d.press("f6", "enter")
		d.sees("> CORP\\helper")
		d.press("esc")
		d.sees("고칠 답을 고르십시오.")
	})
}

func TestFailedReopeningGoesBackToTheQuestion(t *testing.T) {
	t.Parallel()
	inBubble(t, wrongPassword, func(d *driver) {
		d.ownEnvironment()
		d.press("f6", "enter", "enter", "enter", "=still wrong", "enter")
		d.sees("열지 못했습니다.")
		d.press("enter")
		d.sees("그 계정의 암호")
		d.press("esc", "esc", "esc", "esc")
		d.sees("PDC 에뮬레이터를 찾지 못했습니다.")
		d.press("enter") // the walk goes on as if nothing had been
		d.hear()
		d.sees("진단 결과")
	})
}

func TestMadeUpEnvironmentHasNoSignInToCorrect(t *testing.T) {
	t.Parallel()
	inBubble(t, wrongPassword, func(d *driver) {
		d.answered()
		d.sees("코드 49/52e")
		d.lacks("이것을 주거나 고치려면")
		d.press("f6", "end")
		d.lacks("디렉터리에 로그인할 계정")
	})
}

func TestCollectedFileAsksForTheRest(t *testing.T) {
	t.Parallel()
	var got Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &got)
		c.Given = Access{Facts: steps.Facts{steps.Tenant: "contoso.com", steps.Admin: "admin@contoso.com"}}
		c.File = func(_ context.Context, path string) (*Patient, error) {
			return nil, &CollectedError{Told: toldOf(collected()), Access: Access{ServerFile: path, Facts: steps.Facts{steps.Domain: "corp.contoso.com"}}}
		}
	}, func(d *driver) {
		d.press("=3", "=/tmp/x.json", "enter", "=2")
		d.hear()
		if got.ServerFile != "/tmp/x.json" || got.Facts[steps.Domain] != "" || got.Facts[steps.Admin] != "admin@contoso.com" {
			t.Errorf("opened with %+v", got) // the domain only the file says
		}
		d.press("=hong@contoso.com", "enter", "enter", "tab")
		d.hear()
		d.without() // the tenant
		d.sees(wordsHeard.Ko)
		d.sees("> corp.contoso.com")
		d.press("enter", "=CORP\\helper", "enter", "=p4ss", "enter")
		d.hear()
		d.sees("진단 결과") // the server is in the file
		if got.ServerFile != "/tmp/x.json" || d.m.walk.patient.Session.Facts()[steps.Domain] != "corp.contoso.com" {
			t.Errorf("opened with %+v", got)
		}
	})
}

func TestWrongFileIsSaidAtItsQuestion(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		asksAll(r, c)
		c.TryServerFile = func(path string) lang.Text {
			if path == "/tmp/good.json" {
				return lang.Text{}
			}
			return both("파일이 없습니다.", "There is no such file.")
		}
	}, func(d *driver) {
		d.toServer()
		d.press("=/tmp/bad.json", "enter")
		d.sees("! 파일이 없습니다.")
		d.press("home")
		d.lacks("! 파일이 없습니다.")
		d.press("end", "ctrl+u", "=/tmp/good.json", "enter")
		d.hear()
		d.sees("진단 결과")
	})
}

func TestSummaryOffersToGiveWhatIsMissing(t *testing.T) {
	t.Parallel()
	inBubble(t, wrongPassword, func(d *driver) {
		d.ownEnvironment()
		d.press("enter")
		d.hear()
		d.sees("진단 결과")
		d.pick("빠진 답, 계정, 파일 입력")
		d.press("enter") // the list stands at the account
		d.sees("> CORP\\helper")
		d.press("enter", "enter", "=right", "enter")
		d.hear()
		d.sees("확인한 모든 것이 정상입니다.")
		d.lacks("모자란 답")
	})
}

func TestWrongPathIsTypedAnew(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		c.File = func(context.Context, string) (*Patient, error) { return nil, said{} }
	}, func(d *driver) {
		d.press("=3", "=/tmp/nope.json", "enter")
		d.sees("그런 파일이 없습니다.")
		d.lacks("there is no file")
		d.press("enter", "=/tmp/x", "enter", "esc")
		d.sees("> /tmp/x")
		d.lacks("nope")
	})
}

// said is an error in both languages.
type said struct{}

func (said) Error() string   { return "there is no file" }
func (said) Said() lang.Text { return both("그런 파일이 없습니다.", "There is no such file.") }
