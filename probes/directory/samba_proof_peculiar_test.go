//go:build samba

package directory_test

import (
	"os"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes/directory/access"
)

// peculiarity is one way in which Samba's answer is known not to be that of
// the specification. It explains a difference only if the specification's own
// check gives Samba's answer once the peculiarity is put into the question. A
// named case proves that Samba still has it: see [referee.stillPeculiar].
type peculiarity struct {
	name   string
	source string // in Samba 4.17
	spec   string // what holds on Windows, and so in the product
	put    func(*view)
}

// The names of peculiarities that other code speaks of.
const (
	noNullDACL = "a descriptor without a DACL gets one"
	conditions = "entries with a condition are passed over"

	damagedCondition = "an entry with a condition and a type is stored damaged"
)

// view is a question whose parts can be exchanged.
type view struct {
	spec  access.Spec
	token []access.SID
	every []access.SID // of the token: what everybody is in through domain local groups
	self  access.SID
	want  access.Want
}

// peculiarities are all that are known. There is no other place for them.
var peculiarities = []peculiarity{
	{
		name:   "Control Access writes properties",
		source: "libcli/security/access_check.c, check_object_specific_access: an allow entry with Control Access ends the check with yes, whatever was asked",
		spec:   "MS-ADTS 5.1.3.3.3: only RIGHT_DS_WRITE_PROPERTY in the mask lets a property be written",
		put: func(v *view) {
			for i, a := range v.spec.DACL {
				if a.Type == access.AllowObject && a.Mask&access.ControlAccess != 0 {
					v.spec.DACL[i].Mask |= v.want.Mask
				}
			}
		},
	},
	{
		name:   "OWNER RIGHTS are nobody's",
		source: "libcli/security/access_check.c, sec_access_check_ds: S-1-3-4 is looked up in the token, which never holds it",
		spec:   "MS-DTYP 2.5.3.2: an entry for OWNER RIGHTS holds for the owner, and takes the place of what owning grants",
		put: func(v *view) {
			v.spec.DACL = without(v.spec.DACL, func(a access.ACE) bool { return a.Trustee == access.OwnerRights })
		},
	},
	{
		name:   "This Organization is in no token",
		source: "source4/auth/session.c, auth_generate_session_info: Everyone, NETWORK and Authenticated Users alone are added",
		spec:   "MS-DTYP 2.4.2.4: S-1-5-15 is in the token of every account of the same forest",
		put: func(v *view) {
			v.spec.DACL = without(v.spec.DACL, func(a access.ACE) bool { return a.Trustee == access.ThisOrganization })
		},
	},
	{
		name:   "a domain local group of Authenticated Users is in no token",
		source: "source4/auth/session.c, auth_generate_session_info: from Everyone, NETWORK and Authenticated Users dsdb_expand_nested_groups follows builtin groups alone, so that neither another domain local group nor a builtin one behind it is reached",
		spec:   "MS-SAMR 3.1.5.9.2: an alias counts as soon as any SID of the set is a member, and a session's set has the well-known ones in it",
		put: func(v *view) {
			v.spec.DACL = without(v.spec.DACL, func(a access.ACE) bool { return slices.Contains(v.every, a.Trustee) })
		},
	},
	{
		name:   conditions,
		source: "libcli/security/access_check.c, sec_access_check_ds: other types are not handled",
		spec:   "MS-DTYP 2.5.3.2: the condition decides, which the product cannot evaluate and says so",
		put: func(v *view) {
			v.spec.DACL = without(v.spec.DACL, func(a access.ACE) bool { return a.Type.Conditional() })
		},
	},
	{
		name:   noNullDACL,
		source: "libcli/security/create_descriptor.c, create_security_descriptor: entries are calculated and stored where none were sent",
		spec:   "MS-DTYP 2.5.3.2: without a DACL everything is granted; what is read back here has one, so nothing is compared but that",
		put:    func(*view) {},
	},
	{
		name:   damagedCondition,
		source: "librpc/idl/security.idl, security_ace_object_ctr: types 0x0B and 0x0C have no object in them, so that the type is taken for the trustee",
		spec:   "MS-DTYP 2.4.4.7: the type stands before the trustee; what is read back is no descriptor, so only that the product says unknown is compared",
		put:    func(*view) {},
	},
}

func without(list []access.ACE, drop func(access.ACE) bool) []access.ACE {
	return slices.DeleteFunc(slices.Clone(list), drop)
}

// explain returns the name of the peculiarity, or of the fewest together, that
// make the specification's answer the controller's; "" when none do. What the
// product left unjudged only its condition explains.
func explain(r *referee, q question, unjudged, may bool) string {
	best, fewest := "", len(peculiarities)+1
	for set := 1; set < 1<<len(peculiarities); set++ {
		v := view{spec: specOf(q.descriptor), token: r.token(), every: r.people.everybodys, self: q.self, want: q.want}
		names := []string{}
		for i, p := range peculiarities {
			if set&(1<<i) != 0 {
				p.put(&v)
				names = append(names, p.name)
			}
		}
		if unjudged && !slices.Contains(names, conditions) {
			continue
		}
		if len(names) < fewest && v.granted() == may {
			best, fewest = strings.Join(names, " + "), len(names)
		}
	}
	return best
}

// stillPeculiar fails for a peculiarity that no named case has met: then Samba
// has changed, and the entry goes.
func (r *referee) stillPeculiar() {
	r.t.Helper()
	for _, p := range peculiarities {
		if r.hits[p.name] == 0 {
			r.differ("no named case meets %q any more", p.name)
		}
	}
}

// toldToUsers fails for a peculiarity that .readme/samba.md does not list.
func (r *referee) toldToUsers() {
	r.t.Helper()
	text, err := os.ReadFile("../../.readme/samba.md")
	if err != nil {
		r.t.Fatal(err)
	}
	for _, p := range peculiarities {
		if !strings.Contains(string(text), "\n- **"+p.name+"**") {
			r.t.Errorf(".readme/samba.md does not list %q", p.name)
		}
	}
}

// granted runs the specification's check.
func (v *view) granted() bool {
	raw, err := v.spec.Encode()
	if err != nil {
		return false
	}
	d, err := access.Parse(raw)
	if err != nil {
		return false
	}
	return access.Check(&d, access.NewToken(v.token[0], v.token...), v.self, v.want).Answer == access.Granted
}

func specOf(d access.Descriptor) access.Spec {
	s := access.Spec{Owner: d.Owner, Group: d.Group, Control: d.Control}
	if d.HasDACL() {
		s.DACL = []access.ACE{}
	}
	for _, a := range d.DACL.All() {
		s.DACL = append(s.DACL, a)
	}
	return s
}

// token is what the connector account carries.
func (p *proof) token() []access.SID {
	l := p.people
	return slices.Concat([]access.SID{l.connector, l.direct, l.nested, l.local, l.universe, l.primary, l.domainUsers}, l.implied, l.everybodys)
}
