package directory

import (
	"context"
	"errors"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// ownerGroupDACL asks for those parts of a descriptor that need no privilege
// (MS-ADTS 3.1.1.3.4.1.11). Without the control the server tries to add the
// SACL, and leaves out the whole attribute for whoever may not read that.
const ownerGroupDACL = 7

// attrDescriptor is the attribute that holds the security descriptor.
const attrDescriptor = "nTSecurityDescriptor"

// baseRead is the request for one entry. Only a base search brings
// constructed attributes such as tokenGroups.
func baseRead(dn string, attributes ...string) *ldap.SearchRequest {
	return ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false,
		"(objectClass=*)", attributes, nil)
}

// below is the request for the entries under a DN that match a filter.
func below(dn, filter string, attributes ...string) *ldap.SearchRequest {
	return ldap.NewSearchRequest(dn, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		filter, attributes, nil)
}

// withDescriptor adds the descriptor to what a request asks for.
func withDescriptor(r *ldap.SearchRequest) *ldap.SearchRequest {
	r.Attributes = append(r.Attributes, attrDescriptor)
	r.Controls = append(r.Controls, &ldap.ControlMicrosoftSDFlags{Criticality: true, ControlValue: ownerGroupDACL})
	return r
}

// one reads one entry; one that is not there, or not visible to the account,
// is an obstacle of kind NotFound.
func (r *reader) one(ctx context.Context, request *ldap.SearchRequest) (*ldap.Entry, error) {
	result, l, err := r.result(ctx, signedIn, request)
	switch {
	case err != nil:
		return nil, err
	case len(result.Entries) > 1, len(result.Entries) == 0 && len(result.Referrals) > 0: // no answer to this question
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: l.host, Needs: request.BaseDN}
	case len(result.Entries) == 0:
		return nil, &probes.Obstacle{Kind: probes.NotFound, Host: l.host, Needs: request.BaseDN}
	case !answers(result.Entries[0].DN, request.BaseDN):
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: l.host, Needs: request.BaseDN, Err: errOtherEntry}
	}
	return result.Entries[0], nil
}

var errOtherEntry = errors.New("another entry came than was asked for")

// answers reports whether an entry is the one at the base that was read. A
// base in angle brackets names it by something else than its DN (MS-ADTS
// 3.1.1.3.1.2.4).
func answers(dn, base string) bool {
	return strings.HasPrefix(base, "<") && dn != "" || probes.DN(dn).Same(probes.DN(base))
}

// pageLength keeps below MaxPageSize, which is 1,000 unless it was changed
// (MS-ADTS 3.1.1.3.4.6).
const pageLength = 500

// maxPages and maxList bound a list that a server never ends. Nothing that is
// asked for has ten thousand entries, of which one takes less than a kilobyte.
const (
	maxPages = 20
	maxList  = 8 << 20
)

// weight is about what an entry takes in memory, in bytes. The library keeps
// every value twice.
func weight(e *ldap.Entry) int {
	const head = 64 // of a value, a name or a list
	all := head + len(e.DN)
	for _, a := range e.Attributes {
		all += 2*head + len(a.Name)
		for _, v := range a.ByteValues {
			all += head + 2*len(v)
		}
	}
	return all
}

var errEndless = errors.New("the list does not end")

// all reads every entry that matches, page by page.
func (r *reader) all(ctx context.Context, request *ldap.SearchRequest) ([]*ldap.Entry, error) {
	list, _, err := r.listing(ctx, request)
	return list, err
}

// listing reads every entry that matches, and the URLs of the partitions that
// the controller refers to for the rest (RFC 4511 4.5.3). Nobody follows them.
func (r *reader) listing(ctx context.Context, request *ldap.SearchRequest) (list []*ldap.Entry, references []string, err error) {
	left := maxList
	err = r.pages(ctx, request, maxPages, func(page *ldap.SearchResult) bool {
		for _, e := range page.Entries {
			left -= weight(e)
		}
		for _, url := range page.Referrals {
			left -= len(url)
		}
		if left < 0 {
			return false
		}
		list, references = append(list, page.Entries...), append(references, page.Referrals...)
		return true
	})
	if err != nil {
		return nil, nil, err
	}
	return list, references, nil
}

// pages reads what matches page by page, so many at most, and hands each page
// to take, which reports false for too much.
func (r *reader) pages(ctx context.Context, request *ldap.SearchRequest, most int, take func(*ldap.SearchResult) bool) error {
	paging := ldap.NewControlPaging(pageLength)
	request.Controls = append(request.Controls, paging)
	for range most {
		result, _, err := r.result(ctx, signedIn, request)
		if err != nil {
			return err
		}
		if !take(result) {
			break
		}
		next, ok := ldap.FindControl(result.Controls, ldap.ControlTypePaging).(*ldap.ControlPaging)
		if !ok || len(next.Cookie) == 0 {
			return nil
		}
		paging.SetCookie(next.Cookie)
	}
	return &probes.Obstacle{Kind: probes.Malformed, Needs: request.BaseDN, Err: errEndless}
}

// shield is the security descriptor of an entry, or why there is none.
type shield struct {
	access.Descriptor
	why probes.Kind // "" when the descriptor is there
}

// readable reports whether the descriptor is there.
func (s *shield) readable() bool { return s.why == "" }

// protected says whether inheritance is off.
func (s *shield) protected() probes.YesNo {
	if !s.readable() {
		return probes.Unsaid
	}
	return probes.Said(s.Protected())
}

// shieldOf reads the descriptor out of an entry. A reader without
// READ_CONTROL gets the entry without the attribute: that says nothing about
// the rights of anybody else.
func shieldOf(e *ldap.Entry) shield {
	raw := e.GetEqualFoldRawAttributeValue(attrDescriptor)
	if len(raw) == 0 {
		return shield{why: probes.AccessDenied}
	}
	d, err := access.Parse(raw)
	if err != nil {
		return shield{why: probes.Malformed}
	}
	return shield{Descriptor: d}
}

// shieldAt reads the descriptor of any entry, once.
func (at *place) shieldAt(ctx context.Context, dn string) (shield, error) {
	return probes.Remember(ctx, &at.answers, "shield "+strings.ToLower(dn), func(ctx context.Context) (shield, error) {
		return at.readShield(ctx, dn)
	})
}

func (at *place) readShield(ctx context.Context, dn string) (shield, error) {
	e, err := at.one(ctx, withDescriptor(baseRead(dn, "objectClass")))
	if err != nil {
		if o := probes.AsObstacle(err); o.Kind == probes.NotFound || o.Kind == probes.AccessDenied {
			return shield{why: o.Kind}, nil
		}
		return shield{}, err
	}
	return shieldOf(e), nil
}
