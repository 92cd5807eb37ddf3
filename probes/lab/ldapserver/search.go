package ldapserver

import (
	"fmt"
	"slices"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Scopes of a search (RFC 4511, section 4.5.1.2).
const (
	scopeBase = 0
	scopeOne  = 1
	scopeSub  = 2
)

// query is one search request.
type query struct {
	base      string
	scope     int64
	sizeLimit int64
	typesOnly bool
	filter    *filter
	selection selection
	settings  settings // from the controls
}

// search answers one search. It reports false when the connection is to end.
func (c *connection) search(m message) bool {
	q, r := c.parseQuery(m)
	if r != nil {
		return c.send(envelope(m.id, done(opSearchDone, *r)))
	}
	if q.base == "" && q.scope == scopeBase {
		return c.sendPage(m, q, page{items: []*item{c.rootDSE()}})
	}
	if c.account == nil {
		return c.send(envelope(m.id, done(opSearchDone, result{code: operationsError, diagnostic: c.server.ldapErr(0x4DC, "0C090A5E",
			"In order to perform this operation a successful bind must be completed on the connection.", "0")})))
	}
	p, r := c.page(q)
	if r != nil {
		return c.send(envelope(m.id, done(opSearchDone, *r)))
	}
	return c.sendPage(m, q, p)
}

func (c *connection) parseQuery(m message) (query, *result) {
	q := query{base: text(child(m.op, 0))}
	var ok [2]bool
	q.scope, ok[0] = integer(child(m.op, 1))
	q.sizeLimit, ok[1] = integer(child(m.op, 3))
	attributes := child(m.op, 7)
	if !ok[0] || !ok[1] || attributes == nil || q.scope < scopeBase || q.scope > scopeSub || q.sizeLimit < 0 {
		return q, c.badRequest()
	}
	q.typesOnly, _ = child(m.op, 5).Value.(bool)
	var err error
	if q.filter, err = parseFilter(child(m.op, 6)); err != nil {
		return q, c.badRequest()
	}
	var asked []string
	for _, a := range attributes.Children {
		asked = append(asked, text(a))
	}
	q.selection = newSelection(asked)
	settings, refused := c.readControls(m.controls)
	if refused != nil {
		return q, refused
	}
	q.settings = settings
	if q.selection.needsBase() && q.scope != scopeBase {
		return q, &result{code: operationsError, diagnostic: "000020EF: SvcErr: DSID-0314021D, problem 5012 (DIR_ERROR), data 0\n\x00"}
	}
	return q, nil
}

func (c *connection) badRequest() *result {
	return &result{code: protocolError, diagnostic: c.server.ldapErr(0x57, "0C0C0095", "Error decoding ldap message", "0")}
}

// page finds what the next answer holds: the rest of an earlier search, or
// the matches of a new one, cut where the client or the policy says.
func (c *connection) page(q query) (page, *result) {
	limit := c.server.options.MaxPageSize
	if q.settings.paged && len(q.settings.cookie) > 0 {
		rest, known := c.pages.take(q.settings.cookie)
		if !known {
			return page{}, &result{code: unwillingToPerform, diagnostic: c.server.ldapErr(0x57, "0C090AF1", "Error processing control", "0")}
		}
		if q.settings.pageSize == 0 { // RFC 2696, section 3: the client gives up
			return page{}, nil
		}
		return c.cut(q, rest, limit), nil
	}
	base, r := c.base(q)
	if r != nil {
		return page{}, r
	}
	p := page{items: c.matches(base, q)}
	if q.scope == scopeSub && !q.settings.domainScope && slices.Contains(c.server.index.contexts, base) {
		p.references = c.server.index.references
	}
	return c.cut(q, p, limit), nil
}

// cut shortens a page. What a paged search leaves over waits for its cookie.
func (c *connection) cut(q query, p page, limit int) page {
	if q.settings.paged {
		if size := q.settings.pageSize; size < limit {
			limit = size
		}
		if len(p.items) > limit {
			rest := page{items: p.items[limit:], references: p.references} // which go with the last page
			p = page{items: p.items[:limit], cookie: c.pages.keep(rest)}
		}
		return p
	}
	if q.sizeLimit > 0 && int(min(q.sizeLimit, 1<<30)) < limit {
		limit = int(q.sizeLimit)
	}
	if len(p.items) > limit {
		p.items = p.items[:limit]
		p.result = result{code: sizeLimitExceeded, diagnostic: c.server.ldapErr(0x2023, "0C0907CA", "Size limit exceeded", "0")}
	}
	return p
}

// base resolves where a search starts.
func (c *connection) base(q query) (string, *result) {
	x := c.server.index
	if x.catalog && q.base == "" {
		return "", nil
	}
	if it, named := x.byIdentity(q.base); it != nil && c.sees(it, q.settings) {
		return it.canonical, nil
	} else if named {
		return "", &result{code: noSuchObject, diagnostic: nameErr(0x208D, "2001 (NO_OBJECT)", "")}
	}
	canonical, ok := canonicalDN(q.base)
	if !ok {
		return "", &result{code: invalidDNSyntax, diagnostic: nameErr(0x208F, "2006 (BAD_NAME)", q.base)}
	}
	if it := x.byDN[canonical]; it != nil && c.sees(it, q.settings) {
		return canonical, nil
	}
	if !slices.ContainsFunc(x.contexts, func(head string) bool { return within(canonical, head) }) {
		return "", x.elsewhere(q.base, canonical)
	}
	for up := parentDN(canonical); up != ""; up = parentDN(up) {
		if it := x.byDN[up]; it != nil && c.sees(it, q.settings) {
			return "", &result{code: noSuchObject, matchedDN: it.entry.DN, diagnostic: nameErr(0x208D, "2001 (NO_OBJECT)", it.entry.DN)}
		}
	}
	return "", &result{code: noSuchObject, diagnostic: nameErr(0x208D, "2001 (NO_OBJECT)", "")}
}

// elsewhere is the answer to a base that no naming context holds: the
// controller sends the client to the domain whose name the DN spells.
func (x *index) elsewhere(base, canonical string) *result {
	var labels []string
	for _, rdn := range splitUnescaped(canonical, ",") {
		if label, found := strings.CutPrefix(rdn, "dc="); found {
			labels = append(labels, label)
		}
	}
	if len(labels) == 0 {
		return &result{code: noSuchObject, diagnostic: nameErr(0x208D, "2001 (NO_OBJECT)", "")}
	}
	host := strings.Join(labels, ".")
	return &result{
		code:       referral,
		diagnostic: fmt.Sprintf("0000202B: RefErr: DSID-0310082F, data 0, 1 access points\n\tref 1: '%s'\n\x00", host),
		referrals:  []string{"ldap://" + host + "/" + base},
	}
}

func (c *connection) matches(base string, q query) []*item {
	var found []*item
	for _, it := range c.server.index.entries {
		if !q.inScope(it.canonical, base) || !c.sees(it, q.settings) {
			continue
		}
		if q.filter.match(subject{item: it, privileged: c.privileged(), index: c.server.index}) == yes {
			found = append(found, it)
		}
	}
	return found
}

func (q query) inScope(canonical, base string) bool {
	switch q.scope {
	case scopeBase:
		return canonical == base
	case scopeOne:
		return canonical != "" && parentDN(canonical) == base
	default:
		return within(canonical, base)
	}
}

// sees reports whether the client may know that the entry exists.
func (c *connection) sees(it *item, s settings) bool {
	return (!it.entry.Invisible || c.privileged()) && (!it.deleted || s.showDeleted)
}

// sendPage writes entries, references and the end of one answer.
func (c *connection) sendPage(m message, q query, p page) bool {
	for _, it := range p.items {
		data := envelope(m.id, c.entry(it, q)).Bytes()
		if c.server.options.ClosesMidAnswer && c.signedIn {
			c.sendBytes(data[:len(data)/2])
			return false
		}
		if !c.sendBytes(data) {
			return false
		}
	}
	for _, url := range p.references {
		ref := ber.Encode(ber.ClassApplication, ber.TypeConstructed, opSearchReference, nil, "reference")
		ref.AppendChild(octets(url))
		if !c.send(envelope(m.id, ref)) {
			return false
		}
	}
	return c.send(envelope(m.id, done(opSearchDone, p.result), q.settings.answers(p)...))
}

// compare answers one compare request.
func (c *connection) compare(m message) result {
	if c.account == nil {
		return result{code: operationsError, diagnostic: c.server.ldapErr(0x4DC, "0C090A5E",
			"In order to perform this operation a successful bind must be completed on the connection.", "0")}
	}
	base, r := c.base(query{base: text(child(m.op, 0))})
	if r != nil {
		return *r
	}
	assertion := child(m.op, 1)
	f := &filter{kind: filterEqual, attribute: text(child(assertion, 0)), value: raw(child(assertion, 1))}
	s := subject{item: c.server.index.byDN[base], privileged: c.privileged(), index: c.server.index}
	if len(s.values(f.attribute)) == 0 {
		return result{code: noSuchAttribute}
	}
	if f.match(s) == yes {
		return result{code: compareTrue}
	}
	return result{code: compareFalse}
}
