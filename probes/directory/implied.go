package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// securityEnabled is GROUP_TYPE_SECURITY_ENABLED. A group without it enters no
// token, nor do those that it is in (MS-ADTS 2.2.12 and 3.1.1.4.5.19).
const securityEnabled = 0x80000000

// maxImplied bounds the groups that everybody is in.
const maxImplied = 1000

// readMemberOf is the right to read memberOf, bf967991-…, of the property set
// Membership, as member is (Win32 AD schema reference).
func readMemberOf() access.Want {
	want := readMember()
	want.Object = access.GUID{
		0x91, 0x79, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
	}
	return want
}

// everyToken is the least that whoever is signed in carries.
func everyToken() access.Token { return access.NewToken("") }

// impliedGroups finds the groups that every authenticated account is in
// because a well-known principal is a member, such as Pre-Windows 2000
// Compatible Access. It goes up from the principals by reading one entry at a
// time: a filter that follows chains makes a controller go through every group
// of the domain for each, which takes it minutes where there are thousands. A
// group that is named and cannot be read is an error, because a token that
// lacks one may miss a denial.
func (at *place) impliedGroups(ctx context.Context, d probes.Domain) ([]access.SID, error) {
	return probes.Remember(ctx, &at.answers, "implied groups", func(ctx context.Context) ([]access.SID, error) {
		u := upward{at: at, d: d, met: map[string]bool{}}
		for _, sid := range []access.SID{access.Everyone, access.AuthenticatedUsers, access.Network, access.ThisOrganization} {
			if err := u.principal(ctx, "CN="+sid.String()+",CN=ForeignSecurityPrincipals,"+d.BaseDN); err != nil {
				return nil, err
			}
		}
		for len(u.queue) > 0 {
			dn := u.queue[0]
			u.queue = u.queue[1:]
			if err := u.group(ctx, dn); err != nil {
				return nil, err
			}
		}
		return u.sids, nil
	})
}

// upward is a walk from members to the groups that they are in.
type upward struct {
	at    *place
	d     probes.Domain
	met   map[string]bool
	queue []string
	sids  []access.SID
}

var memberOfAttributes = []string{"objectSid", "groupType", "memberOf"} //nolint:gochecknoglobals // a table

// principal puts the groups in the queue that a well-known principal is in. It
// has an entry only where it is in one.
func (u *upward) principal(ctx context.Context, dn string) error {
	e, err := u.at.one(ctx, withDescriptor(baseRead(dn, memberOfAttributes...)))
	switch {
	case isNotFound(err):
		sh, err := u.at.shieldAt(ctx, string(probes.DN(dn).Parent()))
		if err != nil || lists(&sh, everyToken()) {
			return err
		}
		return u.search(ctx, dn)
	case err != nil:
		return err
	default:
		return u.above(ctx, e)
	}
}

// group takes a group into the list, and those that it is in into the queue.
func (u *upward) group(ctx context.Context, dn string) error {
	e, err := u.at.one(ctx, withDescriptor(baseRead(dn, memberOfAttributes...)))
	if err != nil {
		return err
	}
	kind, known := bits(e, "groupType").Get()
	sid := sidOf(e)
	switch {
	case !known || sid == "":
		return &probes.Obstacle{Kind: probes.AccessDenied, Needs: "groupType, objectSid: " + dn}
	case kind&securityEnabled == 0:
		return nil
	}
	u.sids = append(u.sids, sid)
	return u.above(ctx, e)
}

// above puts into the queue what an entry is in. Where it names nothing and may
// only seem to, or names more than come at once, the groups are asked for it.
func (u *upward) above(ctx context.Context, e *ldap.Entry) error {
	sh := shieldOf(e)
	list := e.GetEqualFoldAttributeValues("memberOf")
	ranged := slices.ContainsFunc(e.Attributes, func(a *ldap.EntryAttribute) bool {
		return strings.HasPrefix(strings.ToLower(a.Name), "memberof;")
	})
	readable := sh.readable() && access.Check(&sh.Descriptor, everyToken(), sidOf(e), readMemberOf()).Answer == access.Granted
	if ranged || len(list) == 0 && !readable {
		return u.search(ctx, e.DN)
	}
	return u.add(list)
}

// search asks the groups who has the member, without any nesting.
func (u *upward) search(ctx context.Context, dn string) error {
	entries, err := u.at.all(ctx, below(u.d.BaseDN, "(&(objectClass=group)(member="+ldap.EscapeFilter(dn)+"))", "objectSid"))
	if err != nil {
		return err
	}
	return u.add(dnsOf(entries))
}

func (u *upward) add(list []string) error {
	for _, dn := range list {
		if key := strings.ToLower(dn); !u.met[key] {
			u.met[key] = true
			u.queue = append(u.queue, dn)
		}
	}
	if len(u.met) > maxImplied {
		return &probes.Obstacle{Kind: probes.Malformed, Needs: "memberOf", Err: errEndless}
	}
	return nil
}
