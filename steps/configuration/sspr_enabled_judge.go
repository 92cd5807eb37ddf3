package configuration

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/methods"
	"example.com/writeback-doctor/steps/tell"
)

func judgeSSPR(s resetScope) steps.Verdict {
	updated := s.Registration.LastUpdated
	if updated.IsZero() {
		updated = s.Registration.At
	}
	v := steps.Verdict{Args: s.args(updated)}
	r := s.Registration
	administrator := r.Administrator == probes.Yes
	switch {
	case s.disputed():
		v.On = "switch-disputed"
	case strings.EqualFold(strings.TrimSpace(s.TenantSwitch), "off"):
		v.On = "tenant-switch-off"
	case s.Why != nil || r.Found == probes.Unsaid:
		return unread(s.Why, "userRegistrationDetails")
	case r.Found == probes.No:
		v.On = "absent"
	case administrator && s.Admins.Allowed == probes.No:
		v.On = "administrator-held-back"
	case administrator && s.Admins.Allowed == probes.Unsaid:
		return unread(s.AdminsWhy, "allowedToUseSSPR")
	case r.Enabled == probes.No:
		v.On = "not-in-scope"
	case r.Registered == probes.No && s.onlyInDirectory():
		v.On = RegisteredOnlySince
	case r.Registered == probes.No:
		v.On = "not-registered"
	case r.Administrator == probes.Unsaid && s.Admins.Allowed != probes.Yes: // an administrator may be held back
		return unread(s.AdminsWhy, "isAdmin")
	case usable(r.Methods) == probes.No && (r.Registered == probes.Yes || r.Capable == probes.Yes):
		return s.unlisted(v)
	case r.Capable == probes.No, r.Capable == probes.Unsaid && (r.Enabled != probes.Yes || r.Registered != probes.Yes):
		return unread(nil, "isSsprCapable")
	case !s.switchOn():
		v.On, v.Why = "switch-unsaid", &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.TenantSwitch)}
	default:
		v.On = "capable"
		if phones, questions := s.ends(); !phones.IsZero() || !questions.IsZero() {
			v.On = "methods-ending"
		}
	}
	return v
}

// switchOn reports whether somebody read the tenant's switch and it was on. A
// word that is neither on nor off says as little as none.
func (s *resetScope) switchOn() bool {
	return strings.EqualFold(strings.TrimSpace(s.TenantSwitch), "on")
}

// disputed reports whether the newest row of the audit log says the opposite of
// what a person said. Nobody knows how old that word is, and the log does not say
// which switch it was, so neither outranks the other into green or red.
func (s *resetScope) disputed() bool {
	word := strings.ToLower(strings.TrimSpace(s.TenantSwitch))
	unclear := s.Switched.On == probes.Unsaid && !s.Switched.When.IsZero() // a row of which nobody noted what it did
	return word == "on" && (s.Switched.On == probes.No || unclear) || word == "off" && (s.Switched.On == probes.Yes || unclear)
}

// addSwitch tells the newest row of the audit log about the switch.
func (s *resetScope) addSwitch(args tell.Args) {
	args["said"] = tell.Code.Of(strings.ToLower(strings.TrimSpace(s.TenantSwitch))).OrDash()
	args["logged_on"], args["logged_off"], args["logged"] = tell.Words.Of(""), tell.Words.Of(""), tell.Words.Of("-")
	at := s.Switched.When.UTC().Format("2006-01-02 15:04 UTC")
	switch s.Switched.On {
	case probes.Yes:
		args["logged_on"] = tell.Words.Of("Enable password writeback for directory, " + at)
		args["logged"] = args["logged_on"]
	case probes.No:
		args["logged_off"] = tell.Words.Of("Disable password writeback for directory, " + at)
		args["logged"] = args["logged_off"]
	case probes.Unsaid:
	}
}

// unlisted judges a report that counts a user as registered and lists no method
// with which one can reset. It may have counted the number of the directory.
func (s *resetScope) unlisted(v steps.Verdict) steps.Verdict {
	if s.onlyInDirectory() {
		v.On = "counted-by-directory"
		return v
	}
	return notSeen(probes.Malformed, "methodsRegistered")
}

// onlyInDirectory reports whether the directory has a number or an address that
// was enough before only registered methods counted.
func (s *resetScope) onlyInDirectory() bool {
	c := s.Contacts
	return !s.At.Before(announced.registeredOnly) && slices.Contains([]probes.YesNo{c.MobilePhone, c.BusinessPhone, c.OtherMail}, probes.Yes)
}

// usable says whether one of the registered methods counts for a reset.
func usable(registered probes.List[string]) probes.YesNo {
	in := func(list []string) func(string) bool {
		return func(m string) bool { return slices.Contains(list, m) }
	}
	none := in(methods.None())
	switch {
	case slices.ContainsFunc(registered, in(methods.Usable())):
		return probes.Yes
	case !registered.Seen() || slices.ContainsFunc(registered, func(m string) bool { return !none(m) }):
		return probes.Unsaid
	default:
		return probes.No
	}
}

// ends are the days on which the only methods of a user are announced to end,
// zero where others stay. Administrators have days of their own.
func (s *resetScope) ends() (phones, questions time.Time) {
	r := s.Registration
	if r.Administrator == probes.Yes || usable(r.Methods) != probes.Yes || !r.Methods.Seen() {
		return phones, questions
	}
	for _, m := range r.Methods {
		switch {
		case slices.Contains(methods.Telephone(), m):
			phones = announced.textAndVoiceEnd
		case slices.Contains(methods.Questions(), m):
			questions = announced.questionsEnd
		case !slices.Contains(methods.None(), m): // one that stays, or may
			return time.Time{}, time.Time{}
		}
	}
	return phones, questions
}

func (s *resetScope) args(updated time.Time) tell.Args {
	no := tell.Words.Of("")
	args := tell.Args{
		"user": tell.User.Of(s.Asked), "updated_at": tell.At(updated), "since": onDay(announced.registeredOnly),
		"old_policy": tell.Code.Of(""), "both_policies": tell.Code.Of(""), "one_policy": tell.Code.Of(""), "no_policy": no,
		"frozen": no, "frozen_maybe": no, "groups": tell.Group.Some(s.Groups.Names), "phones_end": no, "questions_end": no, "table_of": no,
	}
	s.addPolicy(args)
	s.addSwitch(args)
	phones, questions := s.ends()
	for name, end := range map[string]time.Time{"phones_end": phones, "questions_end": questions} {
		if !end.IsZero() {
			args[name] = onDay(end)
		}
	}
	frozen := s.Registration.Enabled == probes.No && !s.At.Before(announced.memberOfFrozen)
	switch {
	case frozen && !s.Groups.Names.Seen():
		args["frozen_maybe"] = onDay(announced.memberOfFrozen)
	case frozen && len(s.Groups.Names) > 0:
		args["frozen"] = onDay(announced.memberOfFrozen)
	}
	if coloured := !phones.IsZero() || !questions.IsZero() || frozen || s.onlyInDirectory(); coloured {
		args["table_of"] = announced.outdated(s.At)
	}
	return args
}

// addPolicy says which policy decides over the methods, or why that is not
// known.
func (s *resetScope) addPolicy(args tell.Args) {
	state := s.Policy.Migration
	blank := map[string]string{"preMigration": "old_policy", "migrationInProgress": "both_policies", "migrationComplete": "one_policy"}[state]
	if blank != "" {
		args[blank] = tell.Code.Of(state)
		return
	}
	why := "policyMigrationState"
	if s.PolicyWhy != nil {
		why = cmp.Or(s.PolicyWhy.Needs, s.PolicyWhy.Code, string(s.PolicyWhy.Kind))
	}
	args["no_policy"] = tell.Words.Of(cmp.Or(state, why))
}
