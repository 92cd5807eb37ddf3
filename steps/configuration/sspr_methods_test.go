package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// unregistered is a user of whom the report lists these methods, and the
// directory has a telephone number, as it was seen on a day.
func unregistered(on time.Time, registered probes.YesNo, methods ...string) resetScope {
	s := soundScope()
	s.At, s.Registration.At = on, on
	s.Registration.Registered, s.Registration.Capable = registered, registered
	s.Registration.Methods = probes.All(methods)
	s.Contacts = probes.Contacts{MobilePhone: probes.Yes, BusinessPhone: probes.No, OtherMail: probes.No}
	return s
}

func TestANumberOfTheDirectoryCountedUntilADay(t *testing.T) {
	t.Parallel()
	since := announced.registeredOnly
	with := func(s resetScope, change func(*resetScope)) resetScope {
		change(&s)
		return s
	}
	nobody := func(s *resetScope) { s.Contacts = probes.Contacts{} }
	for name, c := range map[string]struct {
		scope resetScope
		want  steps.Outcome
	}{
		"on the day":                       {unregistered(since, probes.No), RegisteredOnlySince},
		"a second before":                  {unregistered(since.Add(-time.Second), probes.No), "not-registered"},
		"one method of two":                {unregistered(since, probes.No, "email"), RegisteredOnlySince},
		"what the directory has is hidden": {with(unregistered(since, probes.No), nobody), "not-registered"},
		"nothing in the directory": {with(unregistered(since, probes.No), func(s *resetScope) {
			s.Contacts.MobilePhone = probes.No
		}), "not-registered"},
		"a mail address": {with(unregistered(since, probes.No), func(s *resetScope) {
			s.Contacts = probes.Contacts{OtherMail: probes.Yes}
		}), RegisteredOnlySince},
		"counted, and nothing usable":             {unregistered(since, probes.Yes, "fido2SecurityKey"), "counted-by-directory"},
		"counted, and nothing at all":             {unregistered(since, probes.Yes), "counted-by-directory"},
		"counted before the day":                  {unregistered(since.Add(-time.Second), probes.Yes), steps.Unseen},
		"counted, and the directory has nothing":  {with(unregistered(since, probes.Yes), nobody), steps.Unseen},
		"counted, with a word that nobody knows":  {unregistered(since, probes.Yes, "fido2SecurityKey", "telepathy"), "capable"},
		"counted, with a method":                  {unregistered(since, probes.Yes, "fido2SecurityKey", "email"), "capable"},
		"counted, and the methods were left out":  {with(unregistered(since, probes.Yes), func(s *resetScope) { s.Registration.Methods = nil }), "capable"},
		"whether registered was left out as well": {with(unregistered(since, probes.Unsaid), func(s *resetScope) { s.Registration.Methods = nil }), steps.Unseen},
	} {
		if v := judgeSSPR(c.scope); v.On != c.want {
			t.Errorf("%s: got %q because %v, want %q", name, v.On, v.Why, c.want)
		}
	}
}

func TestMethodsThatEndAreTold(t *testing.T) {
	t.Parallel()
	on := announced.asOf
	admin := unregistered(on, probes.Yes, "mobilePhone")
	admin.Registration.Administrator, admin.Admins.Allowed = probes.Yes, probes.Yes
	for name, c := range map[string]struct {
		scope             resetScope
		phones, questions bool
	}{
		"telephones alone":     {unregistered(on, probes.Yes, "mobilePhone", "officePhone", "fido2SecurityKey"), true, false},
		"and an app":           {unregistered(on, probes.Yes, "mobilePhone", "microsoftAuthenticatorPush"), false, false},
		"and a word":           {unregistered(on, probes.Yes, "mobilePhone", "telepathy"), false, false},
		"questions":            {unregistered(on, probes.Yes, "securityQuestion"), false, true},
		"questions and phones": {unregistered(on, probes.Yes, "securityQuestion", "mobilePhone"), true, true},
		"mail":                 {unregistered(on, probes.Yes, "email"), false, false},
		"an administrator":     {admin, false, false},
	} {
		v := judgeSSPR(c.scope)
		if (v.On == "methods-ending") != (c.phones || c.questions) || v.Args["phones_end"].Empty() == c.phones || v.Args["questions_end"].Empty() == c.questions {
			t.Errorf("%s: got %q, ends %q and %q, want ends %t and %t",
				name, v.On, v.Args["phones_end"].Text, v.Args["questions_end"].Text, c.phones, c.questions)
		}
	}
}

// An old table says that it is, where it explains a verdict, by the time of the
// evidence.
func TestAnOldTableSaysSo(t *testing.T) {
	t.Parallel()
	old := announced.asOf.Add(announcedKeep + time.Second)
	for name, c := range map[string]struct {
		scope resetScope
		said  bool
	}{
		"explains, and is old":        {unregistered(old, probes.No), true},
		"explains, and is not old":    {unregistered(announced.asOf.Add(announcedKeep), probes.No), false},
		"warns, and is old":           {unregistered(old, probes.Yes, "mobilePhone"), true},
		"explains nothing of a user":  {numberless(unregistered(old, probes.Yes, "email")), false},
		"another reason, and is old":  {numberless(unregistered(old, probes.No)), false},
		"warns, and is older by much": {unregistered(old.AddDate(3, 0, 0), probes.Yes, "mobilePhone"), true},
	} {
		if v := judgeSSPR(c.scope); v.Args["table_of"].Empty() == c.said {
			t.Errorf("%s: got %q with a table of %q, want it said: %t", name, v.On, v.Args["table_of"].Text, c.said)
		}
	}
	formerly := synchronisedKim()
	formerly.Sync = probes.WasSynced
	if judgeOrigin(origin{Seen: probes.Seen{At: old}, Cloud: formerly}).Args["table_of"].Empty() {
		t.Error("the origin says nothing of its table")
	}
}

// numberless is the same user without a number in the directory.
func numberless(s resetScope) resetScope {
	s.Contacts = probes.Contacts{}
	return s
}

func TestWhichPolicyDecidesIsReadBeforeAPageIsNamed(t *testing.T) {
	t.Parallel()
	blanks := []string{"old_policy", "both_policies", "one_policy", "no_policy"}
	for state, want := range map[string]string{
		"preMigration": "old_policy", "migrationInProgress": "both_policies", "migrationComplete": "one_policy",
		"": "no_policy", "unknownFutureValue": "no_policy", "MigrationComplete": "no_policy",
	} {
		s := unregistered(announced.asOf, probes.No)
		s.Policy.Migration = state
		v := judgeSSPR(s)
		for _, blank := range blanks {
			if v.Args[blank].Empty() == (blank == want) {
				t.Errorf("%q: {%s} is %q, want {%s} alone", state, blank, v.Args[blank].Text, want)
			}
		}
	}
	s := unregistered(announced.asOf, probes.No)
	s.PolicyWhy = &probes.Obstacle{Kind: probes.MissingPermission, Needs: "Policy.Read.All"}
	if got := judgeSSPR(s).Args["no_policy"].Text; got != "Policy.Read.All" {
		t.Errorf("got %q, want the permission that is missing", got)
	}
}

func TestFrozenGroupsAreAHint(t *testing.T) {
	t.Parallel()
	scope := func(on time.Time, names probes.List[string]) resetScope {
		s := soundScope()
		s.At, s.Registration.Enabled, s.Groups.Names = on, probes.No, names
		return s
	}
	day := announced.memberOfFrozen
	for name, c := range map[string]struct {
		scope        resetScope
		named, maybe bool
	}{
		"one such group":         {scope(day, []string{"Sales"}), true, false},
		"none":                   {scope(day, []string{}), false, false},
		"not read":               {scope(day, nil), false, true},
		"a second before, named": {scope(day.Add(-time.Second), []string{"Sales"}), false, false},
		"a second before":        {scope(day.Add(-time.Second), nil), false, false},
	} {
		v := judgeSSPR(c.scope)
		if v.On != "not-in-scope" || v.Args["frozen"].Empty() == c.named || v.Args["frozen_maybe"].Empty() == c.maybe {
			t.Errorf("%s: got %q, named %q, maybe %q", name, v.On, v.Args["frozen"].Text, v.Args["frozen_maybe"].Text)
		}
	}
}
