//go:build samba

package directory_test

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

// referee compares what the product says with what the controller does.
type referee struct {
	*proof
	seed    uint64
	product *directory.Client
	began   time.Time

	tried, operations, granted, unjudged int
	differences                          int
	hits                                 map[string]int // by name of the peculiarity
}

func newReferee(p *proof, seed uint64) *referee {
	return &referee{
		proof: p, seed: seed, product: adminClient(p.t), began: time.Now(),
		hits: map[string]int{},
	}
}

// operation is one right and what it allows.
type operation struct {
	name  string
	right access.Right
	said  func(probes.Rights) probes.Right
	do    func(r *referee, dn string) error
}

var operations = [4]operation{
	{"reset", access.ResetPassword, func(s probes.Rights) probes.Right { return s.ResetPassword }, (*referee).reset},
	{"change", access.ChangePassword, func(s probes.Rights) probes.Right { return s.ChangePassword }, (*referee).changePassword},
	{"write lockoutTime", access.WriteLockoutTime, func(s probes.Rights) probes.Right { return s.WriteLockoutTime }, (*referee).unlock},
	{"write pwdLastSet", access.WritePwdLastSet, func(s probes.Rights) probes.Right { return s.WritePwdLastSet }, (*referee).expire},
}

func (r *referee) reset(dn string) error {
	request := ldap.NewModifyRequest(dn, nil)
	request.Replace("unicodePwd", []string{quoted(r.passwords[dn])})
	return r.connector.Modify(request)
}

// changePassword deletes the old value and adds the new one (MS-ADTS
// 3.1.1.3.1.5.1).
func (r *referee) changePassword(dn string) error {
	next := firstPassword
	if r.passwords[dn] == firstPassword {
		next = secondPassword
	}
	request := ldap.NewModifyRequest(dn, nil)
	request.Delete("unicodePwd", []string{quoted(r.passwords[dn])})
	request.Add("unicodePwd", []string{quoted(next)})
	err := r.connector.Modify(request)
	if err == nil {
		r.passwords[dn] = next
	}
	return err
}

func (r *referee) unlock(dn string) error {
	request := ldap.NewModifyRequest(dn, nil)
	request.Replace("lockoutTime", []string{"0"})
	return r.connector.Modify(request)
}

// expire asks for a new password at the next sign-in, or takes that back.
func (r *referee) expire(dn string) error {
	value := "-1"
	if dn != r.targets[itself] && r.tried%2 == 0 {
		value = "0"
	}
	request := ldap.NewModifyRequest(dn, nil)
	request.Replace("pwdLastSet", []string{value})
	return r.connector.Modify(request)
}

// try writes one descriptor and compares the four rights on a user.
func (r *referee) try(c proofCase) {
	r.t.Helper()
	dn := r.targets[c.at]
	raw, err := c.written(r.people)
	if err == nil {
		err = r.write(dn, raw, ownerPart|dacl)
	}
	if err != nil {
		r.differ("%s: the controller does not take it: %v", c.name, err)
		return
	}
	r.tried++
	r.product.Forget()
	said, err := r.product.Rights(r.t.Context(), proofConnector, dn)
	if err != nil {
		r.differ("%s: the product could not look: %v", c.name, err)
		return
	}
	if r.stored(&c, dn, said) {
		return
	}
	for i, o := range operations {
		if c.want != nil {
			r.compareByHand(c, o, said, c.want[i])
		}
		r.compare(c.name, dn, o.name, question{r.descriptor(dn), r.people.connector, r.selves[c.at], o.right.On(classes[c.at])}, o.said(said), o.do(r, dn))
	}
}

// refused reports whether an operation failed for lack of a right, and for
// nothing else. For a change Samba then answers constraintViolation
// (acl_check_password_rights in source4/dsdb/samdb/ldb_modules/acl.c); what the
// password itself may violate begins with a code of its own.
func refused(what string, err error) bool {
	if what == "change" && ldap.IsErrorWithCode(err, ldap.LDAPResultConstraintViolation) {
		var e *ldap.Error
		return errors.As(err, &e) && !coded.MatchString(e.Err.Error())
	}
	return ldap.IsErrorWithCode(err, ldap.LDAPResultInsufficientAccessRights)
}

// coded is how a message begins that tells a Windows error.
var coded = regexp.MustCompile(`^[0-9A-F]{8}:`)

// stored looks after the two descriptors that Samba does not store as they are
// sent, and reports whether nothing is left to compare.
func (r *referee) stored(c *proofCase, dn string, said probes.Rights) bool {
	r.t.Helper()
	switch d, err := access.Parse(r.read(dn, "nTSecurityDescriptor", sdFlags(allParts))); {
	case c.name == nullDACL && err == nil && d.HasDACL():
		r.hits[noNullDACL]++
	case c.name == nullDACL:
		c.want = &expected{granted, granted, granted, granted}
	case c.name == conditionOnType && err != nil:
		r.hits[damagedCondition]++
		if said.ResetPassword.Granted != probes.Unsaid {
			r.differ("%s: nobody can read it, and the product says %+v", c.name, said.ResetPassword)
		}
		return true
	}
	return false
}

// question is what the product was asked, to see which peculiarity of the
// controller explains another answer.
type question struct {
	descriptor access.Descriptor
	account    access.SID
	self       access.SID
	want       access.Want
}

// compare holds one answer of the product against the controller's.
func (r *referee) compare(name, dn, what string, q question, said probes.Right, outcome error) {
	r.t.Helper()
	r.operations++
	may := outcome == nil
	if !may && !refused(what, outcome) {
		r.differ("%s: %s on %s: neither done nor refused for lack of rights: %v", name, what, dn, outcome)
		return
	}
	if may {
		r.granted++
	}
	unjudged := said.Granted == probes.Unsaid
	switch {
	case unjudged:
		r.unjudged++
	case (said.Granted == probes.Yes) == may:
		return
	}
	if peculiar := explain(r, q, unjudged, may); peculiar != "" {
		r.hits[peculiar]++
		return
	}
	r.differ("%s: %s on %s: the product says %+v, the controller %v\n%s", name, what, dn, said, outcome, listing(q.descriptor))
}

func (r *referee) compareByHand(c proofCase, o operation, said probes.Rights, want access.Answer) {
	r.t.Helper()
	got := access.NotGranted
	switch s := o.said(said); {
	case s.Granted == probes.Yes:
		got = access.Granted
	case s.Granted == probes.Unsaid:
		got = access.CannotJudge
	case s.Denied:
		got = access.Denied
	}
	if got != want {
		r.differ("%s: %s: the product says %d, by hand it is %d", c.name, o.name, got, want)
	}
}

func (r *referee) differ(format string, args ...any) {
	r.t.Helper()
	r.differences++
	if r.differences <= 30 {
		r.t.Errorf("seed %d, after %d cases: "+format, append([]any{r.seed, r.tried}, args...)...)
	}
}

// guidDomain is the class of the domain head, domainDNS.
var guidDomain = mustGUID("19195a5b-6da0-11d0-afd3-00c04fd930c9")

// tryHead gives the domain head other entries and compares Unexpire-Password
// there, which is what a password that is set not to have expired asks for
// (MS-ADTS 3.1.1.5.3.2, pwdLastSet).
func (r *referee) tryHead(g *generator, cases int) {
	r.t.Helper()
	head, dn := samba["BASE_DN"], r.targets[bare]
	before := own(r.descriptor(head))
	r.t.Cleanup(func() { r.put(head, access.Spec{DACL: before}) })
	var rest []access.ACE
	for _, ace := range before {
		if ace.Object != guidUnexpire {
			rest = append(rest, ace)
		}
	}
	all := proofCase{spec: access.Spec{DACL: []access.ACE{{Type: access.Allow, Mask: access.FullControl, Trustee: r.people.connector}}}}
	raw, err := all.written(r.people)
	if err == nil {
		err = r.write(dn, raw, ownerPart|dacl)
	}
	if err != nil {
		r.t.Fatal(err)
	}
	for n := range cases {
		r.put(head, access.Spec{DACL: append(g.onHead(), rest...)})
		r.tried++
		r.product.Forget()
		said, err := r.product.Rights(r.t.Context(), proofConnector, dn)
		if err != nil {
			r.differ("head %d: the product could not look: %v", n, err)
			continue
		}
		request := ldap.NewModifyRequest(dn, nil)
		request.Replace("pwdLastSet", []string{"-1"})
		outcome := r.connector.Modify(request)
		r.compare("head "+strconv.Itoa(n), head, "unexpire", question{r.descriptor(head), r.people.connector, "", access.UnexpirePassword.On(guidDomain)}, said.Unexpire, outcome)
	}
}

func (r *referee) report() {
	r.t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d: %d descriptors, %d operations, %d of them done, %d not judged for a condition, %d differences, in %s",
		r.seed, r.tried, r.operations, r.granted, r.unjudged, r.differences, time.Since(r.began).Round(time.Second))
	for name, hits := range r.hits {
		fmt.Fprintf(&b, "\n  %4d × %s", hits, name)
	}
	r.t.Log(b.String())
}

// listing shows a descriptor in one line an entry.
func listing(d access.Descriptor) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  owner %s, control %04x, DACL %t", d.Owner, uint16(d.Control), d.HasDACL())
	for i, a := range d.DACL.All() {
		fmt.Fprintf(&b, "\n  %3d type %d flags %02x mask %08x %s", i, a.Type, a.Flags, uint32(a.Mask), a.Trustee)
		if !a.Object.IsZero() {
			b.WriteString(" object " + a.Object.String())
		}
		if !a.InheritedBy.IsZero() {
			b.WriteString(" for " + a.InheritedBy.String())
		}
	}
	return b.String()
}
