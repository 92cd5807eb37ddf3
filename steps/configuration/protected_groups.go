package configuration

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// The protected principals of MS-ADTS 3.1.1.6.1.2, by the last part of the SID.
// The operators can be excluded by the directory's settings, so for them only
// the stamp on the user decides.
var (
	protectedDomainGroups = map[string]string{
		"512": "Domain Admins", "516": "Domain Controllers", "518": "Schema Admins",
		"519": "Enterprise Admins", "521": "Read-only Domain Controllers",
	}
	protectedBuiltins = map[string]string{
		"S-1-5-32-544": "Administrators", "S-1-5-32-552": "Replicator",
	}
	protectedOperators = map[string]string{
		"S-1-5-32-548": "Account Operators", "S-1-5-32-549": "Server Operators",
		"S-1-5-32-550": "Print Operators", "S-1-5-32-551": "Backup Operators",
	}
	protectedAccounts = map[string]string{"500": "Administrator", "502": "krbtgt"}
)

// protectedBy names every protected group that the user is in, nested ones
// included. sure is false when a domain can exclude all of them.
func protectedBy(user probes.DirectoryUser) (groups []string, sure bool) {
	var names, operators []string
	if name := protectedAccounts[relative(user.SID)]; name != "" {
		names = append(names, name)
	}
	for _, sid := range user.TokenGroups {
		switch {
		case protectedDomainGroups[relative(sid)] != "":
			names = append(names, protectedDomainGroups[relative(sid)])
		case protectedBuiltins[sid] != "":
			names = append(names, protectedBuiltins[sid])
		case protectedOperators[sid] != "":
			operators = append(operators, protectedOperators[sid])
		}
	}
	return slices.Concat(names, operators), len(names) > 0
}

// ProtectedGroups are the protected groups that a user is in or stands for, and
// whether all of the user's groups were seen.
func ProtectedGroups(user probes.DirectoryUser) (groups []string, seen bool) {
	groups, _ = protectedBy(user)
	return groups, groupsSeen(user) && user.SID != ""
}

// holdsKeys reports whether the user is in Key Admins (526) or Enterprise Key
// Admins (527). No public page says that these groups are protected, so with
// them the stamp cannot be called left behind.
func holdsKeys(user probes.DirectoryUser) bool {
	return slices.ContainsFunc(user.TokenGroups, func(sid string) bool {
		r := relative(sid)
		return r == "526" || r == "527"
	})
}

// relative returns the last part of a domain's SID (S-1-5-21-…), "" for others.
func relative(sid string) string {
	if !strings.HasPrefix(sid, "S-1-5-21-") {
		return ""
	}
	return sid[strings.LastIndexByte(sid, '-')+1:]
}
