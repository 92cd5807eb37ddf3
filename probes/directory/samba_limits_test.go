//go:build samba

package directory_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// TestSambaLimitsOfASignIn reads the limits of accounts as an ordinary account
// sees them, and what a controller says to the limited account itself.
func TestSambaLimitsOfASignIn(t *testing.T) {
	t.Parallel()
	_ = bindPeople(t).Close()
	looker := connectorClient(t)
	for name, want := range map[string]struct {
		hours    int
		machines string
	}{
		"bind-hours": {0, ""}, "bind-station": {probes.Week, "ELSEWHERE"}, "bind-counted": {probes.Week, ""}, samba["MSOL_NAME"]: {probes.Week, ""},
	} {
		a, err := looker.Account(t.Context(), `CORP\`+name)
		if err != nil || a.Matches != 1 {
			t.Fatalf("%s: got %+v, %v", name, a, err)
		}
		hours, seen := a.Limits.Hours.Get()
		machines := a.Limits.Machines
		if !seen || hours.Count() != want.hours || strings.Join(a.Limits.Workstations, ",") != want.machines || machines.Or(-1) != len(a.Limits.Workstations) {
			t.Errorf("%s: got %+v, want %+v", name, a.Limits, want)
		}
		if a.OwnSignIn != probes.Said(name == samba["MSOL_NAME"]) {
			t.Errorf("%s: signed in as itself: %s", name, a.OwnSignIn)
		}
	}
	for name, want := range map[string]struct {
		kind probes.Kind
		code string
	}{
		"bind-hours": {probes.LogonHours, "49/530"}, "bind-station": {probes.Workstation, "49/531"}, "disabled": {probes.AccountDisabled, "49/533"},
		"expired": {probes.AccountExpired, "49/701"}, "mustchange": {probes.MustChangePassword, "49/773"}, "stale": {probes.PasswordExpired, "49/532"},
		"bind-locked": {probes.LockedOut, "49/775"},
	} {
		itself := open(t, config(t, `CORP\`+name, samba["USER_PASSWORD"]))
		for _, asked := range []string{`corp\` + strings.ToUpper(name), name + "@" + samba["DNS_DOMAIN"], name} {
			a, err := itself.Account(t.Context(), asked)
			if err != nil || a.Refused == nil || a.Refused.Kind != want.kind || a.Refused.Code != want.code || a.Matches != 0 {
				t.Errorf("%s as %s: got %+v, %v", name, asked, a.Refused, err)
			}
		}
		if _, err := itself.Account(t.Context(), `CORP\`+samba["MSOL_NAME"]); obstacle(t, err).Kind != want.kind {
			t.Errorf("%s asks for another: got %v", name, err)
		}
	}
}
