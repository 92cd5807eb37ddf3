package directory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"example.com/writeback-doctor/probes/directory/access"
)

// people are the SIDs that the generated descriptors speak of.
type people struct {
	connector                       access.SID   // the account whose rights are asked
	direct, nested, local, universe access.SID   // groups that hold it: by itself, through another, domain local, universal
	primary                         access.SID   // its primary group
	domainUsers, domainAdmins       access.SID   // it is in the first
	stranger, strangers             access.SID   // an account and a group that have nothing to do with it
	administrator                   access.SID   // who writes the descriptors
	implied                         []access.SID // groups that it is in through Authenticated Users
	everybodys                      []access.SID // more of them: domain local ones, and what these are in
	lists                           []access.SID // a distribution group with it in, and a group that is in by that one alone
}

// place is where the object of a case stands.
type place int

// The places: what the object inherits differs.
const (
	bare      place = iota // a user under an OU that hands nothing of ours down
	delegated              // a user under an OU with the usual delegation
	mixed                  // a user under an OU with random entries for its heirs
	deep                   // a user one OU further down
	netPerson              // an inetOrgPerson beside mixed
	itself                 // the connector account
	places
)

// classes are the most specific classes of the places.
var classes = [places]access.GUID{bare: guidUser, delegated: guidUser, mixed: guidUser, deep: guidUser, netPerson: guidNetPerson, itself: guidUser}

// proofCase is one descriptor that is written, judged and tried.
type proofCase struct {
	name string
	spec access.Spec // Owner "" stands for Domain Admins
	at   place
	raw  bool      // written without the entry that keeps it readable; see [proofCase.written]
	want *expected // nil: nobody has worked the answer out by hand
}

// expected is what the specification says, worked out by hand: in the order
// reset, change, lockoutTime, pwdLastSet.
type expected [4]access.Answer

// written returns the descriptor as it goes to the controller. Its first entry
// lets the administrator read and replace it; that says nothing of the
// connector account.
func (c *proofCase) written(p people) ([]byte, error) {
	s := c.spec
	if s.Owner == "" {
		s.Owner = p.domainAdmins
	}
	if !c.raw {
		keep := access.ACE{Type: access.Allow, Mask: access.FullControl, Trustee: p.administrator}
		s.DACL = append([]access.ACE{keep}, s.DACL...)
	}
	raw, err := s.Encode()
	if err != nil {
		return nil, err
	}
	if s.DACL == nil { // a list is said to be there, and is not: everybody may do everything
		raw[2] |= byte(access.DACLPresent)
	}
	return raw, nil
}

// GUIDs that entries are limited to (MS-ADTS 5.1.3.2.1 and the Win32 AD schema
// reference).
var (
	guidReset        = access.ResetPassword.Want().Object
	guidChange       = access.ChangePassword.Want().Object
	guidLockout      = access.WriteLockoutTime.Want().Object
	guidLastSet      = access.WritePwdLastSet.Want().Object
	guidUnexpire     = access.UnexpirePassword.Want().Object
	guidRestrictions = mustGUID("4c164200-20c0-11d0-a768-00aa006e0529") // User-Account-Restrictions
	guidPersonal     = mustGUID("77b5b886-944a-11d1-aebd-0000f80367c1") // Personal-Information
	guidDescription  = mustGUID("bf967950-0de6-11d0-a285-00aa003049e2")
	guidFlags        = mustGUID("bf967a68-0de6-11d0-a285-00aa003049e2") // userAccountControl
	guidUser         = mustGUID("bf967aba-0de6-11d0-a285-00aa003049e2")
	guidNetPerson    = mustGUID("4828cc14-1437-45bc-9b07-ad6f015e5f28") // inetOrgPerson
	guidGroup        = mustGUID("bf967a9c-0de6-11d0-a285-00aa003049e2")
	guidComputer     = mustGUID("bf967a86-0de6-11d0-a285-00aa003049e2")
	guidPerson       = mustGUID("bf967aa7-0de6-11d0-a285-00aa003049e2")
	guidNobodys      = mustGUID("0d15ea5e-0000-4000-8000-00000000dead") // names nothing
)

func mustGUID(text string) access.GUID {
	g, err := access.ParseGUID(text)
	if err != nil {
		panic(err)
	}
	return g
}

func mustSID(text string) access.SID {
	s, err := access.ParseSID(text)
	if err != nil {
		panic(err)
	}
	return s
}

// More well-known SIDs (MS-DTYP 2.4.2.4).
var (
	creatorOwner    = mustSID("S-1-3-0")
	batch           = mustSID("S-1-5-3")
	interactive     = mustSID("S-1-5-4")
	service         = mustSID("S-1-5-6")
	anonymous       = mustSID("S-1-5-7")
	administrators  = mustSID("S-1-5-32-544")
	builtinUsers    = mustSID("S-1-5-32-545")
	preWindows2000  = mustSID("S-1-5-32-554")
	logReaders      = mustSID("S-1-5-32-573")
	ntlmSession     = mustSID("S-1-5-64-10")
	nobodyOfADomain = mustSID("S-1-5-21-1-2-3-4567")
)

// generator makes cases from one seed: the same seed, the same cases.
type generator struct {
	*rand.Rand
	people people
}

func newGenerator(seed uint64, p people) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 0)), people: p}
}

// pick takes one of the things with equal chance.
func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// in reports true n times of a hundred.
func (g *generator) in100(n int) bool { return g.IntN(100) < n }

// anyCase makes the n-th case.
func (g *generator) anyCase(n int) proofCase {
	c := proofCase{name: fmt.Sprintf("random %d", n), at: place(g.IntN(int(places)))}
	c.spec.DACL = g.list()
	if g.in100(40) {
		c.spec.Control |= access.DACLProtected
	}
	if g.in100(15) {
		c.spec.Owner = pick(g, g.people.connector, g.people.direct, g.people.stranger, g.people.domainAdmins)
	}
	return c
}

// list makes the entries of a DACL, and at times a great many.
func (g *generator) list() []access.ACE {
	length := g.IntN(9)
	if g.in100(3) {
		length = 200 + g.IntN(60)
	}
	aces := make([]access.ACE, 0, length)
	for range length {
		if len(aces) > 0 && g.in100(5) { // once more
			aces = append(aces, pick(g, aces...))
			continue
		}
		aces = append(aces, g.entry())
	}
	return aces
}

// entry makes one entry. One in fifty has a condition, and then no object
// type; see conditionOnType.
func (g *generator) entry() access.ACE {
	a := access.ACE{Trustee: g.trustee(), Mask: g.mask(), Flags: g.flags()}
	deny := g.in100(25)
	switch {
	case g.in100(2):
		a.Type = pick(g, access.AllowCallback, access.DenyCallback)
		a.Data = "artx"
	case g.in100(60) && deny:
		a.Type = access.DenyObject
	case g.in100(60):
		a.Type = access.AllowObject
	case deny:
		a.Type = access.Deny
	}
	switch a.Type {
	case access.AllowObject, access.DenyObject:
		a.Object = g.object()
		if g.in100(30) {
			a.InheritedBy = pick(g, guidUser, guidNetPerson, guidGroup, guidComputer, guidPerson, guidNobodys)
		}
	default:
	}
	return a
}

func (g *generator) trustee() access.SID {
	p := g.people
	switch {
	case g.in100(30):
		return p.connector
	case g.in100(35):
		return pick(g, slices.Concat([]access.SID{p.direct, p.nested, p.local, p.universe, p.primary, p.domainUsers}, p.implied, p.everybodys)...)
	case g.in100(40):
		return pick(g, access.Everyone, access.AuthenticatedUsers, access.Network, access.ThisOrganization, builtinUsers, preWindows2000)
	case g.in100(50):
		return pick(g, access.PrincipalSelf, access.OwnerRights, creatorOwner)
	default:
		return pick(g, p.stranger, p.strangers, administrators, p.domainAdmins, interactive, batch, service, anonymous, ntlmSession, access.LocalSystem, nobodyOfADomain)
	}
}

func (g *generator) mask() access.Mask {
	switch {
	case g.in100(55):
		return pick(g, access.ControlAccess, access.WriteProperty, access.ControlAccess|access.WriteProperty)
	case g.in100(50):
		return pick(g, access.GenericAll, access.GenericWrite, access.GenericRead, access.GenericExecute, access.FullControl)
	case g.in100(60):
		return pick(g, access.ReadProperty, access.ValidatedWrite, access.ReadControl, access.WriteDAC, access.ListContents, access.Delete)
	default:
		return access.Mask(g.Uint32()) & access.FullControl
	}
}

func (g *generator) flags() access.Flags {
	switch {
	case g.in100(60):
		return 0
	case g.in100(50):
		return access.ContainerInherit
	default:
		return pick(g, access.ContainerInherit|access.InheritOnly, access.InheritOnly, access.ContainerInherit|access.NoPropagate,
			access.ObjectInherit, access.ContainerInherit|access.ObjectInherit, access.ContainerInherit|access.Inherited, access.Inherited)
	}
}

func (g *generator) object() access.GUID {
	switch {
	case g.in100(65):
		return pick(g, guidReset, guidChange, guidLockout, guidLastSet, guidRestrictions)
	case g.in100(40):
		return access.GUID{}
	case g.in100(50):
		return pick(g, guidUser, guidNetPerson, guidPerson, guidComputer, guidGroup)
	default:
		return pick(g, guidPersonal, guidDescription, guidFlags, guidUnexpire, guidNobodys)
	}
}

// handedDown makes entries for an OU, which its heirs may inherit.
func (g *generator) handedDown() []access.ACE {
	aces := make([]access.ACE, 0, 8)
	for range 3 + g.IntN(6) {
		a := g.entry()
		a.Flags = pick(g, access.ContainerInherit, access.ContainerInherit|access.InheritOnly,
			access.ContainerInherit|access.NoPropagate, access.ContainerInherit|access.InheritOnly|access.NoPropagate)
		if a.Type == access.AllowObject || a.Type == access.DenyObject {
			a.InheritedBy = pick(g, guidUser, guidUser, guidNetPerson, guidGroup, access.GUID{})
		}
		aces = append(aces, a)
	}
	return aces
}

// onHead makes entries for the domain head that speak of nobody but the
// connector account's own company, because others live in that domain too.
func (g *generator) onHead() []access.ACE {
	p := g.people
	aces := make([]access.ACE, 0, 4)
	for range g.IntN(5) {
		a := access.ACE{
			Type: pick(g, access.AllowObject, access.AllowObject, access.DenyObject), Mask: access.ControlAccess,
			Object:  pick(g, guidUnexpire, guidUnexpire, guidUnexpire, access.GUID{}, guidReset, guidNobodys),
			Trustee: pick(g, p.connector, p.connector, p.direct, p.nested, p.local, p.primary, p.stranger),
			Flags:   pick(g, 0, 0, 0, access.ContainerInherit|access.InheritOnly),
		}
		aces = append(aces, a)
	}
	return aces
}
