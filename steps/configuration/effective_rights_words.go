package configuration

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
)

// RulingOf says how one right is decided, for a blank whose name ends in
// _ruling: whether it is there, and the entry that decides it.
func RulingOf(right needed.Right, found probes.Right) tell.Ruling {
	ruling := tell.Ruling{Who: nameOfTrustee(found.Trustee), What: graspOf(right, found.Entry)}
	switch {
	case found.Granted == probes.Unsaid:
		return tell.Ruling{State: doubt(found.Why)}
	case found.Withheld != nil && len(found.Withheld.At) > 0:
		return tell.Ruling{State: tell.CutOff, Who: found.Withheld.At[0], On: found.Withheld.From}
	case found.Granted == probes.No && !found.Denied && found.Stray != nil:
		return strayRuling(found.Stray)
	case found.Granted == probes.No && !found.Denied:
		return tell.Ruling{State: tell.Ungiven}
	case found.Trustee == "": // nobody is named: there is no list at all
		return tell.Ruling{State: tell.Unguarded}
	case found.Granted == probes.No:
		ruling.State = tell.Refused
	default:
		ruling.State = tell.Allowed
	}
	switch {
	case found.From != "":
		ruling.How, ruling.On = tell.FromAbove, found.From
	case found.Inherited == probes.Yes:
		ruling.How = tell.FromSomeAbove
	case found.Inherited == probes.No:
		ruling.How = tell.OwnEntry
	}
	return ruling
}

// strayRuling says of a right that an entry gives it, which does not reach.
func strayRuling(s *probes.Stray) tell.Ruling {
	ruling := tell.Ruling{Who: nameOfTrustee(s.Trustee), On: s.On}
	switch s.Why {
	case probes.BelowOnly:
		ruling.State = tell.BelowOnly
	case probes.HereOnly:
		ruling.State = tell.HereOnly
	case probes.OneLevel:
		ruling.State = tell.OneLevel
	case probes.OtherClass:
		ruling.State, ruling.What = tell.OtherClass, nameOfClass(s.Entry.Heirs)
	default: // of a newer version
		return tell.Ruling{State: tell.Ungiven}
	}
	return ruling
}

// doubt is the reason why a right could not be judged.
func doubt(why string) tell.Rule {
	switch probes.Kind(why) {
	case probes.AccessDenied:
		return tell.Unreadable
	case probes.NotLookedAt:
		return tell.Conditional
	default:
		return tell.Undecided
	}
}

// nameOfTrustee takes the name out of "S-1-1-0 (Everyone)"; what has no name
// stays a SID.
func nameOfTrustee(trustee string) string {
	sid, name, named := strings.Cut(trustee, " (")
	if !named {
		return sid
	}
	return strings.TrimSuffix(name, ")")
}

// sidOfTrustee takes the SID out of "S-1-1-0 (Everyone)".
func sidOfTrustee(trustee string) string {
	sid, _, _ := strings.Cut(trustee, " ")
	return sid
}

// Access bits (MS-ADTS 5.1.3.2) and the property set of pwdLastSet, as the
// Win32 AD schema reference has them.
const (
	genericAll          = 0x10000000
	fullControl         = 0x000F01FF
	accountRestrictions = "4c164200-20c0-11d0-a768-00aa006e0529"
)

// graspOf names what an entry is about, when that is more than the one right.
// It is "" otherwise, and for an entry that nobody looked at.
func graspOf(right needed.Right, e *probes.Entry) string {
	if e == nil {
		return ""
	}
	object := strings.ToLower(e.Object)
	switch {
	case object == accountRestrictions:
		return tell.AccountRestrictions
	case object != "" && !isClass(object):
		return ""
	case e.Mask&genericAll != 0 || e.Mask&fullControl == fullControl:
		return tell.FullControl
	case right.Attribute:
		return tell.AllProperties
	default:
		return tell.AllExtendedRights
	}
}

// schemaIDGUIDs of the classes that users are of (Win32 AD schema reference).
// An entry that a class inherits passes a more specific one by, so users of
// class inetOrgPerson need entries of their own.
const (
	classUser          = "bf967aba-0de6-11d0-a285-00aa003049e2"
	classInetOrgPerson = "4828cc14-1437-45bc-9b07-ad6f015e5f28"
	inetOrgPerson      = "inetOrgPerson"
)

// nameOfClass is the lDAPDisplayName of a class that delegations name, by
// schemaIDGUID (Win32 AD schema reference); any other is its GUID.
func nameOfClass(guid string) string {
	if name, known := map[string]string{
		classUser: "user", classInetOrgPerson: inetOrgPerson,
		"bf967a86-0de6-11d0-a285-00aa003049e2": "computer",
		"bf967a9c-0de6-11d0-a285-00aa003049e2": "group",
		"5cb41ed0-0e4c-11d0-a286-00aa003049e2": "contact",
		"bf967aa5-0de6-11d0-a285-00aa003049e2": "organizationalUnit",
	}[strings.ToLower(guid)]; known {
		return name
	}
	return guid
}

func isClass(guid string) bool { return guid == classUser || guid == classInetOrgPerson }
