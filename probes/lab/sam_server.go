package lab

import "example.com/writeback-doctor/probes/directory/access"

// compatibleAccess is the group through which accounts read what systems before
// Windows 2000 read.
const compatibleAccess = "Pre-Windows 2000 Compatible Access"

// wellKnown are the members that this group can have besides accounts.
var wellKnown = map[string]access.SID{ //nolint:gochecknoglobals // a table
	"Authenticated Users": access.AuthenticatedUsers,
	"Everyone":            access.Everyone,
}

// Who may read the samServer object.
const (
	byCompatible    = "pre-windows-2000" // as in a new domain
	byAuthenticated = "authenticated-users"
	byNobody        = "nobody"
	byOthers        = "denied" // an entry denies it to the connector account
	hidden          = "unreadable"
)

func samServerReaders() []string {
	return []string{byCompatible, byAuthenticated, byNobody, byOthers, hidden}
}

// addSAMServer adds the object behind which the accounts stand for remote calls.
func (f *forest) addSAMServer() error {
	e := f.add("CN=Server,CN=System,"+f.base, []string{"top", "securityObject", "samServer"}, "Sam-Server", attributes{"cn": {"Server"}})
	read := func(who access.SID) access.ACE {
		return access.ACE{Type: access.Allow, Mask: access.GenericRead.Mapped(), Trustee: who}
	}
	var list []access.ACE
	switch f.d.samServer {
	case byAuthenticated:
		list = []access.ACE{read(access.AuthenticatedUsers)}
	case byOthers:
		refusal := read(f.account())
		refusal.Type = access.Deny
		list = []access.ACE{refusal, read(access.AuthenticatedUsers)}
	case byNobody:
	default:
		list = []access.ACE{read(f.d.groupSID(compatibleAccess))}
	}
	list = append(list, read(f.d.groupSID("Administrators")))
	var err error
	if e.SecurityDescriptor, err = f.spec(access.DACLProtected, list).Encode(); f.d.samServer == hidden {
		e.Hidden = []string{"nTSecurityDescriptor"}
	}
	return err
}

// foreign is the object that stands for a well-known principal in a domain.
func (f *forest) foreign(who access.SID) string {
	return "CN=" + who.String() + ",CN=ForeignSecurityPrincipals," + f.base
}
