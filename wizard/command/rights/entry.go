package rights

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
)

// entryArgs fill the sentence on an entry, and whom it is for.
func (p Printer) entryArgs(e *probes.Entry, who string) lang.Args {
	if sid, name, named := strings.Cut(who, " ("); named {
		who = strings.TrimSuffix(name, ")") + " (" + sid + ")"
	}
	if who == "" {
		who = "-"
	}
	return lang.Args{
		"position": strconv.Itoa(e.Position + 1), "kind": kindOf(e.Type).In(p.Language), "who": who,
		"bits": bitsOf(access.Mask(e.Mask)), "mask": fmt.Sprintf("0x%08X", e.Mask), "object": p.objectOf(e.Object),
	}
}

// kindOf names the type of an entry.
func kindOf(name string) lang.Text {
	deny, condition := strings.HasPrefix(name, "deny"), strings.Contains(name, "callback")
	switch {
	case deny && condition:
		return lang.Text{Ko: "조건부 거부", En: "Deny with a condition"}
	case condition:
		return lang.Text{Ko: "조건부 허용", En: "Allow with a condition"}
	case deny:
		return lang.Text{Ko: "거부", En: "Deny"}
	case name == "allow" || name == "allow-object":
		return lang.Text{Ko: "허용", En: "Allow"}
	default:
		return lang.Text{Ko: name, En: name}
	}
}

// bitsOf names the bits of a mask as the enumeration ActiveDirectoryRights of
// .NET does, which Get-Acl shows. Bits that it has no name for are left out:
// the mask stands beside.
func bitsOf(m access.Mask) string {
	if m.Mapped()&access.FullControl == access.FullControl {
		return "GenericAll"
	}
	var names []string
	for _, bit := range []struct {
		mask access.Mask
		name string
	}{
		{access.GenericRead, "GenericRead"},
		{access.GenericWrite, "GenericWrite"},
		{access.GenericExecute, "GenericExecute"},
		{access.CreateChild, "CreateChild"},
		{access.DeleteChild, "DeleteChild"},
		{access.ListContents, "ListChildren"},
		{access.ValidatedWrite, "Self"},
		{access.ReadProperty, "ReadProperty"},
		{access.WriteProperty, "WriteProperty"},
		{access.DeleteTree, "DeleteTree"},
		{access.ListObject, "ListObject"},
		{access.ControlAccess, "ExtendedRight"},
		{access.Delete, "Delete"},
		{access.ReadControl, "ReadControl"},
		{access.WriteDAC, "WriteDacl"},
		{access.WriteOwner, "WriteOwner"},
	} {
		if m&bit.mask != 0 {
			names = append(names, bit.name)
		}
	}
	if len(names) == 0 {
		return "-"
	}
	return strings.Join(names, ", ")
}

// objectOf names what an entry is limited to, as the schema does (Win32 AD
// schema reference).
func (p Printer) objectOf(guid string) string {
	names := map[string]string{
		"4c164200-20c0-11d0-a768-00aa006e0529": "User-Account-Restrictions",
		"bf967aba-0de6-11d0-a285-00aa003049e2": "user",
		"4828cc14-1437-45bc-9b07-ad6f015e5f28": "inetOrgPerson",
	}
	for _, r := range needed.All() {
		names[r.GUID] = r.Schema
	}
	if guid == "" {
		return wording().everything.In(p.Language)
	}
	if name, known := names[strings.ToLower(guid)]; known {
		return name
	}
	return guid
}
