package wizard

import (
	"encoding/json"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestTheCopyListHasARequestForWhoeverMendsIt: last in the list, for them by name, in
// the language of the screen; it is shown bare and copied, and it is complete.
func TestTheCopyListHasARequestForWhoeverMendsIt(t *testing.T) {
	t.Parallel()
	var copied []string
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Clipboard = func(text string) error { copied = append(copied, text); return nil }
	}, func(d *driver) {
		d.toSummary()
		d.pick("원인과 해결 방법")
		d.press("ctrl+y")
		d.pick("보낼 요청문: 네트워크 담당자")
		d.sees("받을 사람: 네트워크 담당자, Connect 서버 관리자")
		d.press("ctrl+l")
		d.sees("for: network team, Connect server administrator")
		if len(copied) != 2 {
			t.Fatalf("copied %d times, want once in each language", len(copied))
		}
		for i, want := range [][]string{
			{"받을 사람  네트워크 담당자", "요청 사항", "사이의 방화벽", "1. Connect 서버에서", "New-NetFirewallRule", "바뀌는 것", "확인 방법", "ENTRA01", "Writeback Doctor 1.0.0"},
			{"To  network team", "What is asked for", "The firewall between", "1. On the Connect server", "New-NetFirewallRule", "What changes", "How to check", "ENTRA01", "Writeback Doctor 1.0.0"},
		} {
			rest := copied[i]
			for _, one := range want {
				_, after, found := strings.Cut(rest, one)
				if !found {
					t.Errorf("%q is not behind what comes before it:\n%s", one, copied[i])
				}
				rest = after
			}
			for _, other := range []string{"Remove-NetFirewallRule", "전할 말", "Tell the caller", "hong@contoso.com", "\x1b"} {
				if strings.Contains(copied[i], other) {
					t.Errorf("%q stands in what goes to the owner:\n%s", other, copied[i])
				}
			}
		}
	})
}

// TestARequestAsksForTheConnections that a firewall keeps, from where, and says what
// was tried; and the ticket has what was tried, too.
func TestARequestAsksForTheConnections(t *testing.T) {
	t.Parallel()
	closed := unreachablePDC()
	closed.Evidence = json.RawMessage(`{"routes":[{"vantage":{"place":"sync-server"},"target":{"host":"dc01","port":445,"purpose":"domain-controller"},"name":"open","tcp":"dropped","addresses":["10.0.0.1"]},
		{"vantage":{"place":"sync-server"},"target":{"host":"dc01","port":88,"purpose":"domain-controller"},"name":"open","tcp":"open"}]}`)
	inBubble(t, func(r *scripted, _ *Config) { r.answers["configuration/pdc-emulator"] = closed }, func(d *driver) {
		d.toSummary()
		p := d.m.walk.patient
		p.Session.Find("configuration/pdc-emulator").Roads = true
		cause := p.Session.Diagnosis().Cause
		for l, want := range map[lang.Language][]string{
			lang.English: {"Please allow these connections (source: ENTRA01 (Connect server))\n- dc01, TCP 445\n", "What the rule should cover besides\n", "- dc01 (10.0.0.1), TCP 445: no answer\n- dc01, TCP 88: open\n"},
			lang.Korean:  {"다음 연결을 허용해 주십시오(출발지: ENTRA01 (Connect 서버))\n- dc01, TCP 445\n", "규칙을 만들 때 함께 볼 것\n", "- dc01 (10.0.0.1), TCP 445: 응답 없음\n- dc01, TCP 88: 열림\n"},
		} {
			text := strings.Join(Request(Config{Language: l, Version: "1"}, p, cause), "\n")
			for _, one := range want {
				if !strings.Contains(text, one) {
					t.Errorf("%q is missing:\n%s", one, text)
				}
			}
			if ticket := strings.Join(Ticket(Config{Language: l}, p, ""), "\n"); !strings.Contains(ticket, want[2]) {
				t.Errorf("%q is missing in the ticket:\n%s", want[2], ticket)
			}
		}
	})
}

// TestNobodyIsAskedForWhatIsNoFault: a healthy card and one that could not be seen
// offer no request.
func TestNobodyIsAskedForWhatIsNoFault(t *testing.T) {
	t.Parallel()
	for status, want := range map[steps.Status]bool{steps.Healthy: false, steps.Unknown: false, steps.Warning: true, steps.Broken: true} {
		told := steps.Told{Status: status, People: "network team", Remedy: &steps.ToldRemedy{}}
		if got := told.HandedOver(); got != want {
			t.Errorf("%s: got %v", status, got)
		}
	}
	if told := (steps.Told{Status: steps.Broken, Remedy: &steps.ToldRemedy{}}); told.HandedOver() {
		t.Error("nobody is named, and it is handed over")
	}
}

// TestTheRequestIsReadFromTheCopyList by the key that shows a command alone; files have
// nothing to show.
func TestTheRequestIsReadFromTheCopyList(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.toVerdict(t)
		d.press("ctrl+y", "end", "up", "f2")
		if s, lists := d.m.screen.(*pickScreen); !lists || s.menu.at != len(s.menu.items)-2 {
			t.Errorf("F2 on the files leads to\n%s", d.text())
		}
		d.press("end", "f2")
		d.sees("보낼 요청문 | 받을 사람: ")
	})
}
