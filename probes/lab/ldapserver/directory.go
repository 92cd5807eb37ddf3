package ldapserver

import (
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// Entry is one object of the directory.
type Entry struct {
	DN string
	// Attributes are the values as they go over the wire, by attribute name.
	// distinguishedName is filled in when it is absent. Constructed ones, such
	// as tokenGroups, are sent only when they are asked for by name.
	Attributes map[string][][]byte
	// SecurityDescriptor is nTSecurityDescriptor in self-relative form
	// (MS-DTYP 2.4.6); nil means that there is none to read.
	SecurityDescriptor []byte
	// Hidden names attributes that only a privileged account may read.
	Hidden []string
	// Invisible entries exist for privileged accounts only.
	Invisible bool
	// Later are the attributes that take the place of others from a moment on, in
	// the order of time. Filters go by the first ones.
	Later []Change
}

// Change is what becomes of an entry at a moment on the clock of the server.
type Change struct {
	At         time.Time
	Attributes map[string][][]byte
}

// Account is somebody who can bind.
type Account struct {
	DN string
	// Names are further names to bind with: user principal name, DOMAIN\name.
	Names    []string
	Password probes.Secret
	// Data is the sub-code with which a bind is refused although the password
	// is right, in hex as a controller prints it: "533" disabled, "532"
	// expired, "773" must change, "701" account expired. "775" (locked) is
	// answered whatever the password. "" lets it in.
	Data string
	// Privileged reports whether the account reads what is hidden, as a
	// domain administrator does.
	Privileged bool
	// Token is what the rootDSE says to it of itself: its SID and the groups that
	// it is in here (MS-ADTS 3.1.1.3.2, tokenGroups). nil: it does not say.
	Token [][]byte
}

// Directory is what one controller holds. It is not changed after [New].
type Directory struct {
	// RootDSE holds the attributes of the rootDSE. currentTime is filled in
	// from the clock when it is absent.
	RootDSE  map[string][]string
	Entries  []Entry
	Accounts []Account
	// References are URLs that a search of a whole subtree from a naming
	// context refers to, such as ldap://DomainDnsZones.corp.example/….
	References []string
	// Catalog makes it a global catalog, which holds entries of every domain
	// and lets them be searched from the empty name down (MS-ADTS 3.1.1.3.1.3).
	Catalog bool
}

// index is a directory ready to be searched.
type index struct {
	rootDSE    map[string][]string
	entries    []*item
	byDN       map[string]*item
	contexts   []string // canonical DNs of the naming contexts
	accounts   []Account
	references []string
	catalog    bool
}

// item is one entry with its canonical DN and attributes by lower-case name.
type item struct {
	entry     *Entry
	canonical string
	values    map[string]attribute
	deleted   bool

	mu    sync.RWMutex
	later []later
}

// later are the attributes of a moment, by lower-case name.
type later struct {
	at     time.Time
	values map[string]attribute
}

// now is an attribute as it is at a moment.
func (it *item) now(name string, at time.Time) attribute {
	a := it.values[name]
	it.mu.RLock()
	defer it.mu.RUnlock()
	for _, l := range it.later {
		if v, changed := l.values[name]; changed && !l.at.After(at) {
			a = v
		}
	}
	return a
}

type attribute struct {
	name   string // as the directory spells it
	values [][]byte
}

func newIndex(d Directory) *index {
	x := &index{
		rootDSE: d.RootDSE, byDN: map[string]*item{},
		accounts: slices.Clone(d.Accounts), references: d.References, catalog: d.Catalog,
	}
	for i := range d.Entries {
		it := newItem(&d.Entries[i])
		x.entries = append(x.entries, it)
		x.byDN[it.canonical] = it
	}
	for name, values := range d.RootDSE {
		if !strings.EqualFold(name, "namingContexts") && !strings.EqualFold(name, "defaultNamingContext") {
			continue
		}
		for _, dn := range values {
			if c, ok := canonicalDN(dn); ok {
				x.contexts = append(x.contexts, c)
			}
		}
	}
	return x
}

func newItem(e *Entry) *item {
	it := &item{entry: e, values: map[string]attribute{}}
	canonical, ok := canonicalDN(e.DN)
	if !ok {
		canonical = strings.ToLower(e.DN)
	}
	it.canonical = canonical
	it.values["distinguishedname"] = attribute{name: "distinguishedName", values: [][]byte{[]byte(e.DN)}}
	for name, values := range e.Attributes {
		if len(values) > 0 {
			it.values[strings.ToLower(name)] = attribute{name: name, values: values}
		}
	}
	for _, c := range e.Later {
		l := later{at: c.At, values: map[string]attribute{}}
		for name, values := range c.Attributes {
			l.values[strings.ToLower(name)] = attribute{name: name, values: values}
		}
		it.later = append(it.later, l)
	}
	it.deleted = slices.ContainsFunc(it.values["isdeleted"].values, func(v []byte) bool {
		return strings.EqualFold(string(v), "TRUE")
	})
	return it
}

// account finds who binds: by DN or by one of the names.
func (x *index) account(name string) *Account {
	canonical, isDN := canonicalDN(name)
	for i := range x.accounts {
		a := &x.accounts[i]
		if slices.ContainsFunc(a.Names, func(n string) bool { return strings.EqualFold(n, name) }) {
			return a
		}
		if own, ok := canonicalDN(a.DN); ok && isDN && own == canonical {
			return a
		}
	}
	return nil
}
