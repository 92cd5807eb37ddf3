//go:build samba

package directory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// sambaProtected are the groups that a scan looks for, by the end of the SID.
var sambaProtected = []string{"-512", "-516", "-518", "-519", "-521", "-526", "-527", "-544", "-548", "-549", "-550", "-551", "-552"}

// TestSambaScanSeesWhatTheStepsSee holds each person of a scan against what
// the questions about one user answer: nested groups, the resultant policy and
// rights are worked out in another way there. The connector account may not
// read the fine-grained policy, an administrator may.
func TestSambaScanSeesWhatTheStepsSee(t *testing.T) {
	t.Parallel()
	var filter strings.Builder
	people := []string{"alice", "bob", "nora", "petra", "denise", "dave", "erin", "carl", "pam", "disabled", "expired", "mustchange", "stale"}
	for _, name := range people {
		filter.WriteString("(sAMAccountName=" + name + ")")
	}
	for who, c := range map[string]*directory.Client{"connector": connectorClient(t), "administrator": adminClient(t)} {
		var setting probes.Setting
		var found []probes.Member
		census, err := c.Scan(t.Context(), probes.Scope{Filter: "(|" + filter.String() + ")"}, probes.Watch{
			Setting: func(s probes.Setting) { setting = s },
			Person:  func(m probes.Member) error { found = append(found, m); return nil },
		})
		if err != nil || !census.Complete || len(found) != len(people) || setting.Scope.Account != samba["MSOL_NAME"] {
			t.Fatalf("%s: got %d people, %+v, %+v, %v", who, len(found), census, setting, err)
		}
		for _, m := range found {
			sameAsAlone(t, who+": "+m.SamAccountName, c, &m, setting)
		}
	}
}

func sameAsAlone(t *testing.T, name string, c *directory.Client, m *probes.Member, setting probes.Setting) {
	t.Helper()
	u, err := c.User(t.Context(), m.DN)
	if err != nil || u.Matches != 1 {
		t.Errorf("%s: got %+v, %v", name, u, err)
		return
	}
	type state struct {
		upn, sid, class                          string
		admin                                    int
		flags                                    uint32
		must, inherits, changes                  probes.YesNo
		lockedAt, setAt, expiresAt, groups, path string
	}
	groups := slices.DeleteFunc(slices.Clone(u.TokenGroups), func(sid string) bool {
		return !slices.ContainsFunc(sambaProtected, func(end string) bool { return strings.HasSuffix(sid, end) })
	})
	list := func(sids []string) string { slices.Sort(sids); return strings.Join(sids, " ") }
	path := func(ous []probes.OU) (text string) {
		for _, ou := range ous {
			text += ou.DN
			if !strings.HasPrefix(ou.DN, "DC=") { // the head inherits from nobody
				text += " " + ou.Protected.String()
			}
			text += "; "
		}
		return text
	}
	alone := state{
		u.UPN, u.SID, u.Class, u.AdminCount.Or(0), u.Flags.Or(0), u.MustChange, u.InheritanceOff, u.CannotChange,
		u.LockoutTime.Or(time.Time{}).String(), u.PasswordLastSet.String(), u.AccountExpires.Or(time.Time{}).String(), list(groups), path(u.Path),
	}
	scanned := state{
		m.UPN, m.SID, m.Shield.Class, m.AdminCount, m.Flags, m.MustChange, m.Shield.InheritanceOff, m.Shield.CannotChange,
		m.LockoutTime.String(), m.PasswordLastSet.String(), m.AccountExpires.String(), list(slices.Clone(m.Groups)), path(m.Path.Above),
	}
	if scanned != alone {
		t.Errorf("%s: scanned\n%+v, alone\n%+v", name, scanned, alone)
	}
	r, err := c.Rights(t.Context(), setting.Scope.Account, m.DN)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for right, pair := range map[string][2]probes.Right{
		"reset": {m.Shield.ResetPassword, r.ResetPassword}, "change": {m.Shield.ChangePassword, r.ChangePassword},
		"lockoutTime": {m.Shield.WriteLockoutTime, r.WriteLockoutTime}, "pwdLastSet": {m.Shield.WritePwdLastSet, r.WritePwdLastSet},
		"unexpire": {setting.Unexpire, r.Unexpire},
	} {
		if pair[0].Granted != pair[1].Granted || pair[0].Denied != pair[1].Denied || pair[0].Granted == probes.No && pair[0].Trustee != pair[1].Trustee {
			t.Errorf("%s: %s: scanned %+v, alone %+v", name, right, pair[0], pair[1])
		}
	}
	p, err := c.PasswordPolicy(t.Context(), m.DN)
	if err != nil || p.Source != m.Policy.Source || p.Readable != m.Policy.Readable || p.FineGrained != m.Policy.FineGrained ||
		p.MinimumAge != m.Policy.MinimumAge || p.LockoutDuration != m.Policy.LockoutDuration {
		t.Errorf("%s: policy: scanned %+v, alone %+v, %v", name, m.Policy, p, err)
	}
}
