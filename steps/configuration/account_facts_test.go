package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestALockEndsWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	now := someTime.At
	half := probes.Known(30 * time.Minute)
	none, locked, open := probes.Maybe[uint32]{}, probes.Known[uint32](flagLocked), probes.Known[uint32](0)
	for _, c := range []struct {
		name     string
		computed probes.Maybe[uint32]
		since    time.Time
		duration probes.Maybe[time.Duration]
		want     steps.Outcome
		until    string
	}{
		{"the directory says locked, whatever is reckoned", locked, now.Add(-time.Hour), half, "locked", "2026-11-23T00:42:40Z"},
		{"run out, and the directory says so", open, now.Add(-time.Hour), half, "lock-ended", "2026-11-23T00:42:40Z"},
		{"run out this second", none, now.Add(-30 * time.Minute), half, "lock-ended", "2026-11-23T01:12:40Z"},
		{"a second before", none, now.Add(-30*time.Minute + time.Second), half, "locked", "2026-11-23T01:12:41Z"},
		{"ended early, nobody says why", open, now.Add(-time.Minute), half, "lock-ended", "-"},
		{"ended, its length not known", open, now.Add(-time.Hour), probes.Maybe[time.Duration]{}, "lock-ended", "-"},
		{"its length not known, nor what the directory says", none, now.Add(-time.Hour), probes.Maybe[time.Duration]{}, steps.Unseen, ""},
		{"for good", none, now.Add(-time.Hour), probes.Known(time.Duration(0)), "locked-until-unlocked", "-"},
		{"for good once, and unlocked", open, now.Add(-time.Hour), probes.Known(time.Duration(0)), "lock-ended", "-"},
		{"never", open, time.Time{}, half, "usable", "-"},
	} {
		u := entryOfKim()
		u.Seen, u.ComputedFlags, u.LockoutTime = someTime, c.computed, probes.Known(c.since)
		v := judgeUserAccount(AccountNow{
			Seen: someTime, User: u, ComparedNow: now,
			Policy: probes.PasswordPolicy{Seen: someTime, Readable: true, FineGrained: probes.No, LockoutDuration: c.duration},
		})
		if v.On != c.want || v.Args["until_at"].Text != c.until && c.until != "" && c.until != "-" {
			t.Errorf("%s: got %s until %q, want %s, %q", c.name, v.On, v.Args["until_at"].Text, c.want, c.until)
		}
		if was := v.Args["was_locked_at"]; v.On == "lock-ended" && was.Text == "" {
			t.Errorf("%s: since when it was locked is not said", c.name)
		}
	}
}

// A mark that is left behind keeps nothing away from an account that holds
// every right on the user itself, and a right that is missing or not known is
// not held.
func TestAMarkIsHeldAgainstTheRights(t *testing.T) {
	t.Parallel()
	yes := probes.Right{Granted: probes.Yes}
	all := probes.Rights{ResetPassword: yes, ChangePassword: yes, WriteLockoutTime: yes, WritePwdLastSet: yes}
	for _, c := range []struct {
		name   string
		change func(*probes.Rights)
		want   steps.Outcome
	}{
		{"all held", func(*probes.Rights) {}, "marked-reached"},
		{"the domain's own does not count", func(r *probes.Rights) { r.Unexpire = probes.Right{Granted: probes.No} }, "marked-reached"},
		{"reset missing", func(r *probes.Rights) { r.ResetPassword.Granted = probes.No }, "orphaned"},
		{"unlock denied", func(r *probes.Rights) { r.WriteLockoutTime = probes.Right{Granted: probes.No, Denied: true} }, "orphaned"},
		{"reset not known", func(r *probes.Rights) { r.ResetPassword.Granted = probes.Unsaid }, steps.Unseen},
	} {
		u, rights := entryOfKim(), all
		u.Seen, u.AdminCount, u.InheritanceOff = someTime, probes.Known(1), probes.Yes
		u.TokenGroups, u.TokenGroupsSeen, u.Path = []string{"S-1-5-21-1-2-3-513"}, true, []probes.OU{{DN: "OU=Sales,DC=corp,DC=contoso,DC=com", Protected: probes.No}}
		c.change(&rights)
		if v := judgeProtection(ProtectionNow{DirectoryUser: u, Rights: &rights}); v.On != c.want {
			t.Errorf("%s: got %s, want %s", c.name, v.On, c.want)
		}
	}
}

func TestAPasswordIsTooLongUntilOneWasWritten(t *testing.T) {
	t.Parallel()
	at := func(minutes int) time.Time { return someTime.At.Add(time.Duration(minutes) * time.Minute) }
	long := func(minutes int) probes.Event {
		return probes.Event{At: at(minutes), Provider: "ADSync", ID: 6329, Codes: []string{"800700CE"}}
	}
	wrote := func(minutes, id int, provider string) probes.Event {
		return probes.Event{At: at(minutes), Provider: provider, ID: id}
	}
	for _, c := range []struct {
		name   string
		events []probes.Event
		want   time.Time
	}{
		{"nothing", nil, time.Time{}},
		{"another code", []probes.Event{{At: at(1), Provider: "ADSync", ID: 6329, Codes: []string{"80230619"}}}, time.Time{}},
		{"the newest of two", []probes.Event{long(3), long(1)}, at(3)},
		{"written before", []probes.Event{long(3), wrote(1, 31002, "PasswordResetService")}, at(3)},
		{"written since", []probes.Event{wrote(5, 31010, "PasswordResetService"), long(3)}, time.Time{}},
		{"the same number of another source", []probes.Event{wrote(5, 31010, "ADSync"), long(3)}, at(3)},
	} {
		if got := lastTooLong(c.events); !got.Equal(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
