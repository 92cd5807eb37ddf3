package directory

import (
	"context"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// limits are those of a sign-in as an entry has them. What it came without may
// be hidden, or not be set, which is no limit.
type limits struct {
	probes.Limits
	absent []string
}

func limitsOf(e *ldap.Entry) limits {
	var l limits
	if raw := e.GetEqualFoldRawAttributeValue("logonHours"); len(raw) > 0 {
		l.Hours = probes.HoursOf(raw)
	} else {
		l.absent = append(l.absent, "logonHours")
	}
	list := e.GetEqualFoldAttributeValue("userWorkstations")
	for name := range strings.SplitSeq(list, ",") { // NetBIOS names (Win32 AD schema reference)
		if name = strings.TrimSpace(name); name != "" {
			l.Workstations = append(l.Workstations, name)
		}
	}
	if l.Machines = probes.KnownIf(len(l.Workstations), len(l.Workstations) > 0); !l.Machines.Seen() {
		l.absent = append(l.absent, "userWorkstations")
	}
	return l
}

// readLimit is the right to read logonHours, bf9679ab-…, or userWorkstations,
// bf9679d7-…, both in the property set User-Logon, 5f202010-… (Win32 AD schema
// reference).
func readLimit(name string) access.Want {
	want := access.WriteLockoutTime.Want()
	want.Mask = access.ReadProperty
	want.Set = access.GUID{
		0x10, 0x20, 0x20, 0x5f, 0xa5, 0x79, 0xd0, 0x11, 0x90, 0x20, 0x00, 0xc0, 0x4f, 0xc2, 0xd4, 0xcf,
	}
	want.Object = access.GUID{
		0xab, 0x79, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
	}
	if name == "userWorkstations" {
		want.Object[0] = 0xd7
	}
	return want
}

// withLimits is an account as evidence has it, with what is hidden of it and
// with the limits of its sign-in.
func (t tokens) withLimits(ctx context.Context, a account) (probes.DirectoryUser, error) {
	user, err := t.withHidden(ctx, a)
	if err != nil || user.Matches != 1 {
		return user, err
	}
	d, err := a.in.domain(ctx)
	if err != nil {
		return user, err
	}
	own, err := newTokens(a.in, t.forest).ownToken(ctx, d)
	if err != nil {
		return user, err
	}
	user.Limits = a.limits.Limits
	if a.sid != "" && own.Has(access.Everyone) { // else our own token was not seen
		user.OwnSignIn = probes.Said(own.Has(a.sid))
	}
	for _, name := range a.limits.absent {
		if !a.shield.readable() || access.Check(&a.shield.Descriptor, own, a.sid, readLimit(name)).Answer != access.Granted {
			continue
		}
		switch name {
		case "logonHours":
			user.Limits.Hours = probes.Known(probes.Hours(""))
		case "userWorkstations":
			user.Limits.Machines = probes.Known(0)
		}
	}
	return user, nil
}

// ownRefusal returns what a controller said to the sign-in of whoever looks,
// where that is about the very account that is looked for; else nil.
func ownRefusal(own, name string, err error) *probes.Obstacle {
	o := probes.AsObstacle(err)
	if o == nil || !ofAccount(o.Kind) || !sameAccount(own, name) {
		return nil
	}
	return o
}

// sameAccount reports whether two names are known to be those of one account,
// as far as they can be compared without asking: DOMAIN\name, name@domain and a
// bare name. A NetBIOS name is held against the first label of a DNS name, which
// it is in most domains.
func sameAccount(a, b string) bool {
	domainA, nameA := accountParts(a)
	domainB, nameB := accountParts(b)
	if nameA == "" || !strings.EqualFold(nameA, nameB) {
		return false
	}
	if domainA == "" || domainB == "" || strings.EqualFold(domainA, domainB) {
		return true
	}
	flat := !strings.Contains(domainA, ".") || !strings.Contains(domainB, ".")
	return flat && strings.EqualFold(label(domainA), label(domainB))
}

func accountParts(name string) (domain, account string) {
	if isDN(name) {
		return "", name
	}
	if domain, account, ok := strings.Cut(name, `\`); ok {
		return domain, account
	}
	account, domain, _ = strings.Cut(name, "@")
	return domain, account
}
