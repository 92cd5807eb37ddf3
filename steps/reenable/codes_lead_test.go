package reenable

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// ledTo is every event and number of the table, what the newest event of a log
// that holds it comes to, and the steps to which it leads, by their short names.
const ledTo = `
PasswordResetService 31001 | alive |
PasswordResetService 31002 | alive |
PasswordResetService 31003 | unexplained | protected-user effective-rights remote-sam domain-controller-ports sync-engine
PasswordResetService 31004 | alive |
PasswordResetService 31005 | alive |
PasswordResetService 31006 | alive |
PasswordResetService 31007 | alive |
PasswordResetService 31008 | unexplained | password-policy user-account
PasswordResetService 31009 | alive |
PasswordResetService 31010 | alive |
PasswordResetService 31011 | unexplained | protected-user effective-rights remote-sam domain-controller-ports sync-engine
PasswordResetService 31012 | alive |
PasswordResetService 31013 | alive |
PasswordResetService 31014 | switching-failed | admin-account
PasswordResetService 31015 | alive |
PasswordResetService 31016 | stopped |
PasswordResetService 31017 | alive |
PasswordResetService 31018 | alive |
PasswordResetService 31019 | alive |
PasswordResetService 31034 | one-relay | service-bus clock outbound-tls proxy password-reset-endpoint idle
PasswordResetService 31044 | one-relay | service-bus clock outbound-tls proxy password-reset-endpoint idle
PasswordResetService 32000 | keys | sync-engine writeback-switch
PasswordResetService 32001 | one-relay | service-bus clock outbound-tls proxy password-reset-endpoint idle
PasswordResetService 32002 | one-relay | service-bus clock outbound-tls proxy password-reset-endpoint idle
PasswordResetService 32003 | keys | sync-engine writeback-switch
PasswordResetService 32004 | keys | sync-engine writeback-switch
PasswordResetService 32005 | keys | sync-engine writeback-switch
PasswordResetService 32007 | keys | sync-engine writeback-switch
PasswordResetService 32008 | keys | sync-engine writeback-switch
PasswordResetService 32009 | switching-failed | admin-account
PasswordResetService 32010 | keys | sync-engine writeback-switch
PasswordResetService 32011 | switching-failed | clock outbound-tls proxy password-reset-endpoint service-bus idle
PasswordResetService 32013 | switching-failed | clock outbound-tls proxy password-reset-endpoint service-bus idle
PasswordResetService 32014 | alive |
PasswordResetService 32015 | health-not-reported | password-reset-endpoint proxy outbound-tls
PasswordResetService 31042 | alive |
PasswordResetService 33001 | unexplained |
PasswordResetService 33002 | not-found | user-origin full-sync user-link
PasswordResetService 33003 | not-found | user-origin full-sync user-link
PasswordResetService 33004 | ad-refused | protected-user effective-rights remote-sam domain-controller-ports sync-engine
PasswordResetService 33005 | account-state | user-account
PasswordResetService 33006 | account-state | user-account
PasswordResetService 33007 | mistyped |
PasswordResetService 33008 | policy | password-policy user-account
PasswordResetService 33009 | connector | connector-account
ADSync 6800 | stopped |
ADSync 6329 | unexplained |
ADSync 6306 | unexplained |
ADSync 6000 | credentials | full-sync connector-account
ADSync 1011 | certificate-due | connect-application sync-engine
ADSync 1012 | certificate-expired | connect-application sync-engine
ADSync 1014 | alive |
ADSync 6956 | alive |
Directory Synchronization 611 | hashes-not-read | connector-account preferred-dc domain-controller-ports
Directory Synchronization 652 | hashes-not-sent | connect-application full-sync proxy
Directory Synchronization 655 | hashes-not-sent | connect-application full-sync proxy
Directory Synchronization 650 | alive |
Directory Synchronization 651 | alive |
Directory Synchronization 653 | alive |
Directory Synchronization 654 | alive |
Directory Synchronization 656 | alive |
Directory Synchronization 657 | alive |
ADSync 6329 80230619 | policy | password-policy user-account
ADSync 6329 8023061f | keys | sync-engine writeback-switch
ADSync 6329 80230402 | not-found | user-link user-origin
ADSync 6329 80230405 | not-found | user-origin full-sync user-link
ADSync 6329 80230626 | ad-refused | user-account effective-rights
ADSync 6329 8023062c | insecure | preferred-dc
ADSync 6329 80230818 | controller-not-contacted | preferred-dc pdc-emulator domain-controller-ports
ADSync 6329 80231367 | ad-refused | protected-user effective-rights
ADSync 6329 800706ba | controller-unreachable | pdc-emulator domain-controller-ports
ADSync 6329 800700ce | connector | connector-account
ADSync 6329 admaexport.cpp(2837) | control-missing | domain-controllers preferred-dc
ADSync 6329 admaexport.cpp(2944) | ad-refused | remote-sam domain-controller-ports
ADSync 6329 admaexport.cpp(2939) | controller-unreachable | pdc-emulator domain-controller-ports
Directory Synchronization 611 rpc(1722) | hashes-not-read | domain-controller-ports preferred-dc
Directory Synchronization 611 rpc(8453) | hashes-not-read | connector-account
Directory Synchronization 611 rpc(8439) | hashes-not-read | connect-version
Directory Synchronization 611 rpc(8593) | hashes-not-read | connect-version
`

// TestEveryEventAndNumberLeadsSomewhere is exact: a row of the table that is not
// here, and one here that the table lacks, fails.
func TestEveryEventAndNumberLeadsSomewhere(t *testing.T) {
	t.Parallel()
	want := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(ledTo), "\n") {
		key, rest, _ := strings.Cut(line, " |")
		want[key] = strings.Join(strings.Fields(rest), " ")
	}
	if len(want) != len(codes) {
		t.Errorf("%d rows are here, the table has %d", len(want), len(codes))
	}
	for _, c := range codes {
		e := event(time.Minute, c.ID, trackA)
		e.Provider = c.Provider
		if c.Number != "" {
			e = event(time.Minute, 6329, trackA, c.Number)
		}
		if strings.HasPrefix(c.Number, "rpc") {
			e.ID, e.Provider = 611, hashSync
		}
		v := judgeEvents(eventsSeen{
			Log: logOf(e, event(2*time.Minute, heartbeat, noGUID)), User: caller, Audit: &probes.Audit{Rows: probes.List[probes.AuditRow]{}},
		})
		got := fmt.Sprintf("%s |", v.On)
		for _, id := range v.Visit {
			_, name, _ := strings.Cut(string(id), "/")
			got += " " + name
		}
		key := strings.TrimSpace(e.Provider + " " + strconv.Itoa(e.ID) + " " + c.Number)
		if got != want[key] {
			t.Errorf("%s: got %q, want %q", key, got, want[key])
		}
	}
}
