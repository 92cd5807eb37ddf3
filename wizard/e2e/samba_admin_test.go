//go:build samba && unix

package e2e_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// administrator does to Samba what the commands of a remedy would do to
// Windows: it reads the command as printed, looks every name in it up in the
// directory, and writes what it says. A command that it does not know fails
// the test.
type administrator struct {
	t       *testing.T
	conn    *ldap.Conn
	base    string
	domains []string     // what an account may stand behind: the NetBIOS and the DNS name
	removed []access.ACE // denied.xml
	touched []string     // the DNs that were changed
}

// words splits a command into its shape, whose literals are empty, and the
// literals (about_Quoting_Rules: in single quotes nothing is expanded, and a
// doubled quote stands for one).
func words(command string) (shape string, literals []string) {
	var b, literal strings.Builder
	runes, inside := []rune(command), false
	for i := 0; i < len(runes); i++ {
		quote := slices.Contains([]rune("'\u2018\u2019\u201A\u201B"), runes[i])
		switch {
		case quote && inside && i+1 < len(runes) && slices.Contains([]rune("'\u2018\u2019\u201A\u201B"), runes[i+1]):
			literal.WriteRune(runes[i])
			i++
		case quote && inside:
			literals, inside = append(literals, literal.String()), false
			b.WriteString("''")
		case quote:
			inside = true
			literal.Reset()
		case inside:
			literal.WriteRune(runes[i])
		default:
			b.WriteRune(runes[i])
		}
	}
	return b.String(), literals
}

// The beginnings and ends of commands that go through ADSI.
const (
	adsiOpen = `$o = [ADSI]('' + ''.Replace('', '')); $o.psbase.Options.SecurityMasks = ''; $d = $o.psbase.ObjectSecurity; `
	adsiSave = `; $o.psbase.CommitChanges()`
	adsiWho  = `$s = ''; $s = if ($s -like '') { [Security.Principal.SecurityIdentifier]$s } else { (New-Object Security.Principal.NTAccount $s).Translate([Security.Principal.SecurityIdentifier]) }; `
	adsiEach = `foreach ($g in ''.Split('')) { $k, $i = $g.Split(''); $r = New-Object DirectoryServices.ActiveDirectoryAccessRule($s, $k, '', [guid]$i, '', [guid]''); `
	adsiArgs = 5 // literals of adsiOpen; the second is the DN
)

// run does what one command says.
func (a *administrator) run(command string) {
	a.t.Helper()
	shape, args := words(command)
	rest, adsi := strings.CutPrefix(shape, adsiOpen)
	switch {
	case adsi:
		rest = strings.TrimSuffix(rest, adsiSave)
		a.adsi(command, rest, strings.TrimPrefix(args[1], "LDAP://"), args[adsiArgs:])
	case shape == "dsacls '' /I:S /G (''.Split(''))":
		for permission := range strings.SplitSeq(args[1], args[2]) {
			a.grant(args[0], a.permission(permission, access.ContainerInherit|access.InheritOnly))
		}
	case shape == "dsacls '' /G ''":
		a.grant(args[0], a.permission(args[1], 0))
	case shape == "dsacls '' /P:N", shape == "dsacls '' /P:Y":
		a.protect(args[0], strings.HasSuffix(shape, "Y"), true)
	case shape == "Set-ADUser -Identity '' -Clear adminCount":
		a.write(args[0], "adminCount")
	case shape == "Set-ADUser -Identity '' -Replace @{ adminCount = [int]'' }":
		a.write(args[0], "adminCount", args[1])
	case shape == "Enable-ADAccount -Identity ''", shape == "Disable-ADAccount -Identity ''":
		a.flag(args[0], accountDisabled, strings.HasPrefix(shape, "Disable"))
	case shape == "Add-ADGroupMember -Identity '' -Members ''", shape == "Remove-ADGroupMember -Identity '' -Members ''":
		a.member("CN="+args[0]+",CN=Users,"+a.base, args[1], strings.HasPrefix(shape, "Add"))
	case shape == "Set-ADFineGrainedPasswordPolicy -Identity '' -MinPasswordAge 0.00:00:00":
		a.write(args[0], "msDS-MinimumPasswordAge", "0")
	case shape == "Set-ADFineGrainedPasswordPolicy -Identity '' -MinPasswordAge ''":
		a.write(args[0], "msDS-MinimumPasswordAge", interval(a.t, args[1]))
	case shape == "Set-ADDefaultDomainPasswordPolicy -Identity '' -MinPasswordAge 0.00:00:00":
		a.write(args[0], "minPwdAge", "0")
	case shape == "Set-ADDefaultDomainPasswordPolicy -Identity '' -MinPasswordAge ''":
		a.write(args[0], "minPwdAge", interval(a.t, args[1]))
	case shape == "Unlock-ADAccount -Identity ''":
		a.write(args[0], "lockoutTime", "0")
	case shape == "Clear-ADAccountExpiration -Identity ''":
		a.write(args[0], "accountExpires", "0")
	case shape == "Set-ADAccountExpiration -Identity '' -DateTime ([datetimeoffset]'').LocalDateTime":
		a.write(args[0], "accountExpires", fileTime(a.t, args[1]))
	default:
		a.t.Fatalf("no administrator here knows this command:\n%s\nas %s", command, shape)
	}
}

// adsi does what a command does to a DACL that it has opened.
func (a *administrator) adsi(command, shape, dn string, args []string) {
	a.t.Helper()
	add, each := strings.CutPrefix(shape, adsiWho+adsiEach)
	switch {
	case each:
		for grant := range strings.SplitSeq(args[2], args[3]) {
			kind, guid, _ := strings.Cut(grant, args[4])
			ace := access.ACE{
				Type: access.AllowObject, Flags: access.ContainerInherit | access.InheritOnly, Mask: a.right(kind),
				Object: a.guid(guid), InheritedBy: a.guid(args[7]), Trustee: a.account(args[0]),
			}
			if args[5] != "Allow" || args[6] != "Descendents" {
				a.t.Fatalf("%s %s: not an allow entry for descendants", args[5], args[6])
			}
			if strings.HasPrefix(add, "$d.AddAccessRule($r)") {
				a.grant(dn, ace)
			} else {
				a.takeBack(dn, ace)
			}
		}
	case shape == "$d.SetAccessRuleProtection($true, $false)":
		a.protect(dn, true, false)
	case strings.HasPrefix(shape, adsiWho+"$d.RemoveAccessRuleSpecific((New-Object"):
		a.takeBack(dn, access.ACE{Type: access.AllowObject, Mask: a.right(args[2]), Object: a.guid(args[4]), Trustee: a.account(args[0])})
	case strings.HasPrefix(shape, "$f = @(foreach ($e in ''.Split(''))") && strings.Contains(shape, "Export-Clixml"):
		a.removed = nil
		for entry := range strings.SplitSeq(args[0], args[1]) {
			a.removed = append(a.removed, a.denial(strings.Split(entry, args[2])))
			a.takeBack(dn, a.removed[len(a.removed)-1])
		}
	case strings.HasPrefix(shape, "foreach ($r in @(Import-Clixml"):
		for _, ace := range a.removed {
			a.grant(dn, ace)
		}
	default:
		a.t.Fatalf("no administrator here knows this command:\n%s\nas %s", command, shape)
	}
}

// scopes are where entries go, as .NET calls it, and the flags that say it.
var scopes = map[string]access.Flags{
	"None": 0, "All": access.ContainerInherit, "Descendents": access.ContainerInherit | access.InheritOnly,
	"SelfAndChildren": access.ContainerInherit | access.NoPropagate, "Children": access.ContainerInherit | access.NoPropagate | access.InheritOnly,
}

// denial is an entry as the remedy against denials spells it: SID, mask, type,
// heirs, and where it goes.
func (a *administrator) denial(parts []string) access.ACE {
	a.t.Helper()
	const fields = 5
	flags, known := access.Flags(0), false
	if len(parts) == fields {
		flags, known = scopes[parts[fields-1]]
	}
	if !known {
		a.t.Fatalf("an entry of %d parts: %q", len(parts), parts)
	}
	sid, err := access.ParseSID(parts[0])
	mask, wrong := strconv.ParseInt(parts[1], 10, 32)
	if err != nil || wrong != nil {
		a.t.Fatalf("%q: %v, %v", parts, err, wrong)
	}
	ace := access.ACE{Type: access.Deny, Flags: flags, Mask: access.Mask(mask), //nolint:gosec // .NET writes the mask as an int
		Trustee: sid, Object: a.guid(parts[2]), InheritedBy: a.guid(parts[3])}
	if !ace.Object.IsZero() || !ace.InheritedBy.IsZero() {
		ace.Type = access.DenyObject
	}
	return ace
}

func (a *administrator) guid(text string) access.GUID {
	a.t.Helper()
	g, err := access.ParseGUID(text)
	if err != nil {
		a.t.Fatal(err)
	}
	return g
}

// right is a value of ActiveDirectoryRights.
func (a *administrator) right(kind string) access.Mask {
	a.t.Helper()
	mask := map[string]access.Mask{"ExtendedRight": access.ControlAccess, "WriteProperty": access.WriteProperty}[kind]
	if mask == 0 {
		a.t.Fatalf("%q is no right", kind)
	}
	return mask
}

// extendedRights are the names that Windows shows for rights, which is what
// dsacls takes, and their common names, which alone are the same in Samba
// (Win32 AD schema reference, "Extended Rights").
var extendedRights = map[string]string{
	"Reset Password":    "User-Force-Change-Password",
	"Change Password":   "User-Change-Password",
	"Unexpire Password": "Unexpire-Password",
}

// permission is an entry as dsacls takes it: account:letters;object;heirs,
// the names looked up as dsacls does.
func (a *administrator) permission(text string, flags access.Flags) access.ACE {
	a.t.Helper()
	name, what, _ := strings.Cut(text, ":")
	parts := append(strings.Split(what, ";"), "", "")
	ace := access.ACE{Type: access.AllowObject, Flags: flags, Trustee: a.account(name)}
	switch parts[0] {
	case "CA":
		ace.Mask = access.ControlAccess
		ace.Object = a.guid(a.one("CN=Extended-Rights,CN=Configuration,"+a.base, "(&(objectClass=controlAccessRight)(cn="+ldap.EscapeFilter(extendedRights[parts[1]])+"))", "rightsGuid"))
	case "WP":
		ace.Mask, ace.Object = access.WriteProperty, a.schema("attributeSchema", parts[1])
	default:
		a.t.Fatalf("%q: no such permission", text)
	}
	if parts[2] != "" {
		ace.InheritedBy = a.schema("classSchema", parts[2])
	}
	return ace
}

func (a *administrator) schema(kind, name string) access.GUID {
	a.t.Helper()
	raw := a.one("CN=Schema,CN=Configuration,"+a.base, "(&(objectClass="+kind+")(lDAPDisplayName="+ldap.EscapeFilter(name)+"))", "schemaIDGUID")
	g, err := access.GUIDFromBytes([]byte(raw))
	if err != nil {
		a.t.Fatal(err)
	}
	return g
}

// account finds whom a command means: by SID, which must be somebody's, or by
// DOMAIN\name.
func (a *administrator) account(name string) access.SID {
	a.t.Helper()
	if sid, err := access.ParseSID(name); err == nil {
		a.one(a.base, "(objectSid="+name+")", "objectSid")
		return sid
	}
	domain, sam, ok := strings.Cut(name, `\`)
	if !ok || !slices.Contains(a.domains, domain) {
		a.t.Fatalf("%q is no account of %q", name, a.domains)
	}
	sid, err := access.SIDFromBytes([]byte(a.one(a.base, "(sAMAccountName="+ldap.EscapeFilter(sam)+")", "objectSid")))
	if err != nil {
		a.t.Fatal(err)
	}
	return sid
}

// one reads an attribute of the one entry that matches.
func (a *administrator) one(base, filter, attribute string) string {
	a.t.Helper()
	found, err := a.conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, 0, 0, 0, false, filter, []string{attribute}, nil))
	if err != nil || len(found.Entries) != 1 {
		a.t.Fatalf("%s below %s: %d entries, %v; want one", filter, base, len(found.Entries), err)
	}
	return string(found.Entries[0].GetRawAttributeValue(attribute))
}

// fileTime turns an instant into hundreds of nanoseconds since 1601.
func fileTime(t *testing.T, text string) string {
	t.Helper()
	at, err := time.Parse(time.RFC3339, strings.Replace(text, " ", "T", 1))
	if err != nil {
		t.Fatal(err)
	}
	const from1601, tick = 11644473600, 100
	return strconv.FormatInt((at.Unix()+from1601)*(int64(time.Second)/tick), 10)
}

// interval turns a length of time as .NET writes it, days.hours:minutes:seconds,
// into what the directory has: hundreds of nanoseconds below nothing.
func interval(t *testing.T, text string) string {
	t.Helper()
	days, clock, _ := strings.Cut(text, ".")
	n, wrong := strconv.ParseInt(days, 10, 64)
	at, err := time.Parse(time.TimeOnly, clock)
	if wrong != nil || err != nil {
		t.Fatalf("%q is no length of time", text)
	}
	const day, tick = 24 * 60 * 60, int64(time.Second) / 100
	return strconv.FormatInt(-(n*day+int64(at.Hour()*3600+at.Minute()*60+at.Second()))*tick, 10)
}
