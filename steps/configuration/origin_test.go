package configuration

import (
	"context"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// entry is an account of the directory by its relative name and its sign-in name.
func entry(name, upn, rid string) probes.DirectoryUser {
	user := entryOfKim()
	user.DN, user.UPN, user.SID = "CN="+name+",OU=Sales,DC=corp,DC=contoso,DC=com", upn, "S-1-5-21-1-2-3-"+rid
	return user
}

// hiding is a directory in which a distinguished name may not be read.
type hiding struct{ peopleOf }

func (d hiding) User(ctx context.Context, name string) (probes.DirectoryUser, error) {
	if name == kimDN {
		return probes.DirectoryUser{}, &probes.Obstacle{Kind: probes.AccessDenied}
	}
	return d.peopleOf.User(ctx, name)
}

func TestOneNameMayFitAnotherAccount(t *testing.T) {
	t.Parallel()
	const mail, sam = "minji@contoso.com", `CORP\kim`
	own, admin := entry("Kim", kim, "1104"), entry("Kim Admin", "adm.kim@contoso.com", "1200")
	inTenant := accountsOf{users: map[string]probes.CloudUser{kim: synchronisedKim()}}
	nobody := accountsOf{}
	alternate := synchronisedKim()
	alternate.Asked, alternate.UPN = mail, mail
	byMail := accountsOf{users: map[string]probes.CloudUser{mail: alternate}}
	two := probes.DirectoryUser{Matches: 2, MatchDN: []string{own.DN, admin.DN}}
	twins := map[string]probes.DirectoryUser{own.DN: own, admin.DN: admin}
	same := map[string]probes.DirectoryUser{own.DN: own, admin.DN: entry("Kim Admin", kim, "1200")}
	for _, c := range []struct {
		name  string
		env   steps.Env
		asked string
		want  steps.Outcome
		dn    string
	}{
		{"DOMAIN\\name", opened(inTenant, peopleOf{users: map[string]probes.DirectoryUser{sam: own}}), sam, "synchronised", kimDN},
		{"DOMAIN\\name of nobody", opened(inTenant, peopleOf{}), sam, "half-missing", ""},
		{"a mail address of the same person", opened(inTenant, peopleOf{users: map[string]probes.DirectoryUser{mail: own}}), mail, "synchronised", kimDN},
		{"not in the tenant under its own name", opened(nobody, peopleOf{users: map[string]probes.DirectoryUser{mail: own}}), mail, "not-in-cloud", kimDN},
		{"a sign-in name of no verified domain", opened(nobody, peopleOf{users: map[string]probes.DirectoryUser{mail: entry("Kim", "kim@corp.local", "1104")}}), mail, "cloud-name-unknown", kimDN},
		{"the mail address of an administrator's entry", opened(byMail, peopleOf{users: map[string]probes.DirectoryUser{mail: admin, kimDN: own}}), mail, "synchronised", kimDN},
		{"two with the mail address, one linked", opened(byMail, peopleOf{users: map[string]probes.DirectoryUser{mail: two, kimDN: own}, accounts: twins}), mail, "synchronised", kimDN},
		{"two with the mail address, tenant unseen", opened(nil, peopleOf{users: map[string]probes.DirectoryUser{mail: two}, accounts: twins}), mail, "several-fit", ""},
		{"two with the sign-in name", opened(inTenant, peopleOf{users: map[string]probes.DirectoryUser{kim: two, kimDN: own}, accounts: same}), kim, "two-matches", kimDN},
		{"the entry that the cloud names cannot be read", opened(inTenant, hiding{}), kim, "half-seen", kimDN},
	} {
		result, err := UserOrigin.Check.Run(t.Context(), c.env, steps.Facts{steps.User: c.asked})
		if err != nil || result.Verdict.On != c.want || result.Verdict.Learned[steps.UserDN] != c.dn {
			t.Errorf("%s: got %q, learned %q, %v; want %q, %q", c.name, result.Verdict.On, result.Verdict.Learned[steps.UserDN], err, c.want, c.dn)
		}
	}
}

func TestTheLearnedEntryIsLookedAt(t *testing.T) {
	t.Parallel()
	const mail = "minji@contoso.com"
	admin := entry("Kim Admin", "adm.kim@contoso.com", "1200")
	admin.Flags = probes.Known[uint32](0x200 | flagDisabled)
	domain := peopleOf{users: map[string]probes.DirectoryUser{mail: admin, kimDN: entry("Kim", kim, "1104")}}
	both := peopleOf{users: map[string]probes.DirectoryUser{mail: {Matches: 2}}}
	for _, c := range []struct {
		name   string
		domain probes.Directory
		dn     string
		want   steps.Outcome
		why    probes.Kind
	}{
		{"not somebody else with the same address", domain, kimDN, "usable", ""},
		{"the name, where the entry is gone", domain, "CN=gone,DC=corp,DC=contoso,DC=com", "disabled", ""},
		{"several fit", both, "", steps.Unseen, probes.Ambiguous},
	} {
		result, err := UserAccount.Check.Run(t.Context(), opened(nil, c.domain), steps.Facts{steps.User: mail, steps.UserDN: c.dn})
		if err != nil || result.Verdict.On != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, result.Verdict.On, err, c.want)
		}
		if why := result.Verdict.Why; c.why != "" && (why == nil || why.Kind != c.why) {
			t.Errorf("%s: got the reason %v, want %s", c.name, why, c.why)
		}
	}
}

func TestBothUnseenTellsTheReasonThatSaysMore(t *testing.T) {
	t.Parallel()
	nothing, refused := &probes.Obstacle{Kind: probes.NoTenant}, &probes.Obstacle{Kind: probes.WrongPassword}
	for _, c := range []struct{ cloud, directory, want *probes.Obstacle }{
		{nothing, refused, refused}, {refused, nothing, refused}, {nothing, &probes.Obstacle{Kind: probes.NoDomain}, nothing},
	} {
		verdict := judgeOrigin(origin{CloudWhy: c.cloud, DirectoryWhy: c.directory})
		if verdict.On != steps.Unseen || verdict.Why != c.want {
			t.Errorf("%v and %v: got %q because %v, want unseen because %v", c.cloud, c.directory, verdict.On, verdict.Why, c.want)
		}
	}
}

func TestALicenceIsLookedUpByTheLearnedID(t *testing.T) {
	t.Parallel()
	byID := accountsOf{users: map[string]probes.CloudUser{"id-1": synchronisedKim()}}
	verdict := run(t, &UserLicense, opened(byID, nil), steps.Facts{steps.User: `CORP\kim`, steps.UserID: "id-1"}, "unlicensed")
	if got := verdict.Args["user"].Text; got != `CORP\kim` {
		t.Errorf("{user}: got %q, want the name that the caller gave", got)
	}
}

// TestPasswordsOfTwoDaysAreTold: a password that was changed in the cloud after
// it was in the directory is told, and proves nothing.
func TestPasswordsOfTwoDaysAreTold(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name             string
		cloud, directory time.Time
		told             bool
	}{
		{"the cloud alone", day, day.AddDate(0, 0, -40), true},
		{"a reset that was written back", day.Add(20 * time.Second), day, false},
		{"the directory alone", day.AddDate(0, 0, -40), day, false},
		{"to be changed at the next sign-in", day, time.Time{}, false},
		{"the cloud does not say", time.Time{}, day, false},
	} {
		o := origin{
			Cloud:     probes.CloudUser{PasswordLastChange: test.cloud},
			Directory: probes.DirectoryUser{PasswordLastSet: test.directory},
		}
		args := originArgs(o, true)
		if told := !args["cloud_changed"].Empty() && !args["directory_changed"].Empty(); told != test.told {
			t.Errorf("%s: told %v, want %v", test.name, told, test.told)
		}
	}
}
