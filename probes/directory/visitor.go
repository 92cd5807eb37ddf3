package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// attrAccountGroups are the global and universal groups that an account is in,
// through other groups too (MS-ADTS 3.1.1.4.5.20). Constructed; base searches
// only; absent when its controller has no global catalog to ask.
const attrAccountGroups = "tokenGroupsGlobalAndUniversal"

// visitingGroups returns the groups of an account of another domain of the
// forest when it reaches a controller of this one. Its ticket brings the global
// and universal groups and the SIDs of its past and theirs; the controller adds
// the domain-local groups of its own domain, while those of the account's
// domain stay there (MS-PAC 4.1.2.2, MS-KILE 3.3.5.7.3). Whatever of this
// cannot be seen is an obstacle: a token that lacks a group may miss a denial.
func (t tokens) visitingGroups(ctx context.Context, a account, d probes.Domain) ([]access.SID, error) {
	return probes.Remember(ctx, &t.here.answers, "visitor "+a.sid.String(), func(ctx context.Context) ([]access.SID, error) {
		e, err := a.in.one(ctx, baseRead(a.user.DN, attrAccountGroups, "primaryGroupID"))
		if err != nil {
			return nil, err
		}
		brought := sids(e, attrAccountGroups)
		if len(brought) == 0 { // everybody has a primary group
			return nil, &probes.Obstacle{Kind: probes.AccessDenied, Needs: attrAccountGroups}
		}
		groups, err := t.groupsOf(ctx, brought)
		if err != nil {
			return nil, err
		}
		known := slices.Concat(a.old, brought, groups.old)
		local, err := t.here.localGroups(ctx, d, append(groups.dns, a.user.DN), known)
		if err != nil {
			return nil, err
		}
		return append(known, local...), nil
	})
}

// named are groups by DN, with the SIDs of their past.
type named struct {
	dns []string
	old []access.SID
}

// groupsOf finds groups by SID in a global catalog, which has those of every
// domain.
func (t tokens) groupsOf(ctx context.Context, list []access.SID) (named, error) {
	catalog, err := t.forest.catalog(ctx)
	if err != nil {
		return named{}, err
	}
	var found named
	for some := range slices.Chunk(list, maxValues) {
		var wanted strings.Builder
		for _, sid := range some {
			wanted.WriteString("(objectSid=" + escaped(sid) + ")")
		}
		entries, err := catalog.all(ctx, below("", "(|"+wanted.String()+")", "objectSid", "sIDHistory"))
		if err != nil {
			return named{}, err
		}
		for _, e := range entries {
			found.dns = append(found.dns, e.DN)
			old, readable := oldSIDs(e)
			if !readable {
				return named{}, &probes.Obstacle{Kind: probes.Malformed, Needs: "sIDHistory"}
			}
			found.old = append(found.old, old...)
		}
	}
	if len(found.dns) < len(list) {
		return named{}, &probes.Obstacle{Kind: probes.NotFound, Needs: "objectSid"}
	}
	return found, nil
}

// maxValues bounds how many values one filter names.
const maxValues = 50

// maxNested bounds how deep groups are followed. Real ones are a few deep.
const maxNested = 20

// localGroups follows membership in the domain-local groups of this domain, up
// from DNs and SIDs. bit 4 of groupType is GROUP_TYPE_RESOURCE_GROUP, which
// those under Builtin have too (MS-ADTS 2.2.12).
func (at *place) localGroups(ctx context.Context, d probes.Domain, dns []string, list []access.SID) ([]access.SID, error) {
	for _, sid := range list { // members of another forest's past stand as such
		dns = append(dns, "CN="+sid.String()+",CN=ForeignSecurityPrincipals,"+d.BaseDN)
	}
	seen := map[string]bool{}
	var local []access.SID
	for range maxNested {
		above, err := at.localGroupsAbove(ctx, d, dns)
		if err != nil {
			return nil, err
		}
		dns = nil
		for _, e := range above {
			if sid := sidOf(e); sid != "" && !seen[strings.ToLower(e.DN)] {
				seen[strings.ToLower(e.DN)] = true
				local, dns = append(local, sid), append(dns, e.DN)
			}
		}
		if len(dns) == 0 {
			return local, nil
		}
	}
	return nil, &probes.Obstacle{Kind: probes.Malformed, Needs: "member", Err: errEndless}
}

// localGroupsAbove are those that have one of the DNs as a direct member.
func (at *place) localGroupsAbove(ctx context.Context, d probes.Domain, dns []string) ([]*ldap.Entry, error) {
	var list []*ldap.Entry
	for some := range slices.Chunk(dns, maxValues) {
		var members strings.Builder
		for _, dn := range some {
			members.WriteString("(member=" + ldap.EscapeFilter(dn) + ")")
		}
		filter := "(&(groupType:1.2.840.113556.1.4.803:=2147483652)(|" + members.String() + "))"
		entries, err := at.all(ctx, below(d.BaseDN, filter, "objectSid"))
		if err != nil {
			return nil, err
		}
		list = append(list, entries...)
	}
	return list, nil
}

// escaped is a SID as the value of a filter (RFC 4515 section 3).
func escaped(sid access.SID) string {
	var value strings.Builder
	for _, b := range sid.Bytes() {
		value.WriteString(`\` + string("0123456789abcdef"[b>>4]) + string("0123456789abcdef"[b&15]))
	}
	return value.String()
}
