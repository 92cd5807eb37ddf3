package ldapserver

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
)

const securityDescriptor = "ntsecuritydescriptor"

// constructed names the attributes that a controller computes, in lower case
// (MS-ADTS 3.1.1.4.5). They are sent only when asked for by name.
func constructed(name string) bool {
	switch name {
	case "msds-user-account-control-computed", "msds-resultantpso", "msds-userpasswordexpirytimecomputed",
		"allowedattributes", "allowedattributeseffective", "allowedchildclasses", "allowedchildclasseseffective",
		"sdrightseffective", "canonicalname", "primarygrouptoken", "createtimestamp", "modifytimestamp",
		"structuralobjectclass", "subschemasubentry", "msds-principalname", "msds-keyversionnumber", "msds-replattributemetadata":
		return true
	default:
		return baseOnly(name)
	}
}

// baseOnly names those of them that only a search of scope base may ask for.
func baseOnly(name string) bool {
	switch name {
	case "tokengroups", "tokengroupsnogcacceptable", "tokengroupsglobalanduniversal":
		return true
	default:
		return false
	}
}

// selection is what a search asks for.
type selection struct {
	all   bool // nothing or *
	none  bool // 1.1 alone
	named []wanted
}

// wanted is one attribute by name, with the range of values if any
// (MS-ADTS 3.1.1.3.1.3.3).
type wanted struct {
	name string // lower case
	from int
	to   int // -1 for the last
}

func newSelection(asked []string) selection {
	s := selection{all: len(asked) == 0, none: len(asked) == 1 && asked[0] == "1.1"}
	for _, a := range asked {
		switch a {
		case "*":
			s.all = true
		case "1.1", "+":
		default:
			name, options, _ := strings.Cut(a, ";")
			w := wanted{name: strings.ToLower(name)}
			w.from, w.to = valueRange(options)
			s.named = append(s.named, w)
		}
	}
	return s
}

// valueRange reads range=0-1499 or range=1500-*. What is not a range asks for
// everything.
func valueRange(options string) (from, to int) {
	for option := range strings.SplitSeq(strings.ToLower(options), ";") {
		bounds, found := strings.CutPrefix(option, "range=")
		low, high, dash := strings.Cut(bounds, "-")
		first, err := strconv.Atoi(low)
		if !found || !dash || err != nil || first < 0 {
			continue
		}
		last, err := strconv.Atoi(high)
		if err != nil || last < first {
			last = -1
		}
		return first, last
	}
	return 0, -1
}

func (s selection) needsBase() bool {
	return slices.ContainsFunc(s.named, func(w wanted) bool { return baseOnly(w.name) })
}

// entry builds what a search sends of one entry.
func (c *connection) entry(it *item, q query) *ber.Packet {
	p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, opSearchEntry, nil, "entry")
	p.AppendChild(octets(it.entry.DN))
	list := ber.NewSequence("attributes")
	sent := map[string]bool{}
	add := func(w wanted, a attribute) {
		if !sent[w.name] && len(a.values) > 0 {
			sent[w.name] = true
			list.AppendChild(c.values(w, a, q.typesOnly))
		}
	}
	for _, w := range q.selection.named {
		add(w, c.read(it, w.name, q.settings))
	}
	if q.selection.all {
		for _, name := range it.names() {
			if !constructed(name) {
				add(wanted{name: name, to: -1}, c.read(it, name, q.settings))
			}
		}
		if q.settings.sdAsked {
			add(wanted{name: securityDescriptor, to: -1}, c.read(it, securityDescriptor, q.settings))
		}
	}
	p.AppendChild(list)
	return p
}

// read returns what the client may read of one attribute. What it may not is
// absent, without a word.
func (c *connection) read(it *item, name string, s settings) attribute {
	if it.hides(name) && !c.privileged() {
		return attribute{}
	}
	if name != securityDescriptor {
		return it.now(name, c.server.options.Clock.Now())
	}
	flags := s.sdFlags
	if flags&sdAll == 0 {
		flags = sdAll // MS-ADTS 3.1.1.3.4.1.11: no known bit means all four
	}
	if it.entry.SecurityDescriptor == nil || (flags&sdSACL != 0 && !c.privileged()) {
		return attribute{}
	}
	return attribute{name: "nTSecurityDescriptor", values: [][]byte{selectParts(it.entry.SecurityDescriptor, flags)}}
}

func (it *item) names() []string {
	names := make([]string, 0, len(it.values))
	for name := range it.values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (it *item) hides(name string) bool {
	return slices.ContainsFunc(it.entry.Hidden, func(h string) bool { return strings.EqualFold(h, name) })
}

// values builds one attribute, cut to the range of values that was asked for
// or that the policy allows.
func (c *connection) values(w wanted, a attribute, typesOnly bool) *ber.Packet {
	name, values := a.name, a.values
	limit := c.server.options.MaxValRange
	from := min(w.from, len(values))
	to := len(values)
	if w.to >= 0 && w.to+1 < to {
		to = w.to + 1
	}
	to = min(to, from+limit)
	if ranged := w.from > 0 || w.to >= 0 || to < len(values); ranged {
		last := "*"
		if to < len(values) {
			last = strconv.Itoa(to - 1)
		}
		name = fmt.Sprintf("%s;range=%d-%s", a.name, from, last)
	}
	p := ber.NewSequence("attribute")
	p.AppendChild(octets(name))
	set := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "values")
	if !typesOnly {
		for _, v := range values[from:to] {
			set.AppendChild(octets(string(v)))
		}
	}
	p.AppendChild(set)
	return p
}

// rootDSE is the entry without a name, as of now.
func (s *Server) rootDSE() *item {
	e := &Entry{Attributes: map[string][][]byte{}}
	now := s.options.Clock.Now().Add(s.options.ClockSkew).UTC()
	e.Attributes["currentTime"] = [][]byte{[]byte(now.Format("20060102150405.0Z"))}
	for name, values := range s.index.rootDSE {
		e.Attributes[name] = nil
		for _, v := range values {
			e.Attributes[name] = append(e.Attributes[name], []byte(v))
		}
	}
	it := newItem(e)
	delete(it.values, "distinguishedname")
	return it
}

// rootDSE is that of the server, with the token of whoever is signed in.
func (c *connection) rootDSE() *item {
	root := c.server.rootDSE()
	if c.account != nil && len(c.account.Token) > 0 {
		root.values["tokengroups"] = attribute{name: "tokenGroups", values: c.account.Token}
	}
	return root
}
