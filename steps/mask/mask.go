// Package mask puts words that name nobody in the place of names: of people,
// machines, domains and the tenant, of whatever identifies one of them, and of
// addresses. The same name always becomes the same word, so that what was
// masked can still be judged. Public host names, well-known SIDs, the
// identifiers that every tenant shares and the numbers that decide stay.
//
// It knows how names look and under which keys of evidence they stand. It
// knows no report and no format.
package mask

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"net/netip"
	"strings"
)

// Kind is what a name is of; it is part of the word that replaces it.
type Kind string

// The kinds.
const (
	User      Kind = "user"
	TestUser  Kind = "test-user"
	Admin     Kind = "admin"
	Connector Kind = "connector" // AD DS Connector account
	Account   Kind = "account"   // of somebody else
	Person    Kind = "cn"        // common name of anything
	Unit      Kind = "ou"
	Domain    Kind = "domain"
	Host      Kind = "host"
	DC        Kind = "dc"
	Server    Kind = "server"
	Relay     Kind = "relay"
	ID        Kind = "id"
	Company   Kind = "organization"
	Policy    Kind = "policy"
	Address   Kind = "address" // replaced by one that is kept for documentation
)

// Names knows the names of one output and the word that stands for each. It
// is not safe for concurrent use.
type Names struct {
	finder finder
	counts map[Kind]int
	sids   map[string]int // domain part of a SID → number
	secret []byte         // makes words of the names of very many; nil learns each

	// Evidence says the same things again and again. What was masked, until a
	// further name is learned, and what was learned from; nil for very many.
	masked map[string]string
	heard  map[string]bool
}

// New returns Names that know none.
func New() *Names {
	return &Names{finder: newFinder(), counts: map[Kind]int{}, sids: map[string]int{}, masked: map[string]string{}, heard: map[string]bool{}}
}

// ForMany returns Names for an output that names more people than ought to be
// remembered: who is not learned gets a word that is worked out from the name
// with a secret of this output, and is the same wherever the name stands.
func ForMany() *Names {
	n := New()
	n.masked, n.heard = nil, nil
	n.secret = make([]byte, sha256.Size)
	_, _ = rand.Read(n.secret) // it never fails
	return n
}

// One is the word for one name that was not learned by itself.
func (n *Names) One(kind Kind, name string) string {
	key := strings.ToLower(name)
	switch {
	case name == "" || keptNames().MatchString(name):
		return name
	case n.finder.word(key) != "":
		return n.finder.word(key)
	case n.secret != nil:
		sum := hmac.New(sha256.New, n.secret)
		_, _ = sum.Write([]byte(key)) // it never fails
		return fmt.Sprintf("%s-%x", kind, sum.Sum(nil)[:6])
	}
	n.word(kind, name)
	if word := n.finder.word(key); word != "" {
		return word
	}
	return strings.TrimSuffix(n.finder.word(key+"@"), "@") // one that is replaced in its context alone
}

// Add learns a name by its parts: the account and the domain around a sign,
// the host before the first dot, each label of a domain by itself, so that
// DC=corp,DC=contoso and corp.contoso stay the same thing.
func (n *Names) Add(kind Kind, name string) {
	if address, err := netip.ParseAddr(name); err == nil {
		n.address(address)
		return
	}
	if public().MatchString(name) {
		if label, suffix, _ := strings.Cut(name, "."); strings.EqualFold(suffix, "servicebus.windows.net") {
			n.word(Relay, label)
		}
		return
	}
	if user, domain, ok := strings.Cut(name, "@"); ok {
		n.Add(Domain, domain)
		n.word(kind, user)
		return
	}
	if domain, account, ok := strings.Cut(name, `\`); ok {
		if !everywhere().MatchString(domain) {
			n.Add(Domain, domain)
			n.word(kind, account)
		}
		return
	}
	n.labels(kind, name)
}

// labels learns a name that is made of labels, of a host or a domain.
func (n *Names) labels(kind Kind, name string) {
	if labels := strings.Split(name, "."); len(labels) > 1 && len(labels)-suffix(labels) < 2 {
		kind = Domain // there is no label for a host
	}
	if host, domain, ok := strings.Cut(name, "."); ok && kind != Domain {
		n.Add(Domain, domain)
		n.word(kind, host)
		return
	}
	if kind != Domain {
		n.word(kind, name)
		return
	}
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	if len(labels) > 1 { // one label alone is a NetBIOS name
		labels = labels[:len(labels)-suffix(labels)]
	}
	for _, label := range labels {
		n.word(Domain, label)
	}
}

func (n *Names) word(kind Kind, name string) {
	key := strings.ToLower(name)
	if n.finder.word(key) != "" || key == "" || keptNames().MatchString(name) {
		return
	}
	if len(key) < 3 || ours(key) {
		n.inContext(kind, name)
		return
	}
	n.counts[kind]++
	n.learned(key, fmt.Sprintf("%s-%d", kind, n.counts[kind]))
}

// inContext learns a name that is too short, or too much a word of evidence
// itself, to be replaced wherever it stands: user, open, jo.
func (n *Names) inContext(kind Kind, name string) {
	key := strings.ToLower(name)
	if n.finder.word(key+"@") != "" {
		return
	}
	n.counts[kind]++
	word := fmt.Sprintf("%s-%d", kind, n.counts[kind])
	n.learned(key+"@", word+"@")
	n.learned(`\`+key, `\`+word)
	n.learned(key+".", word+".")
	if kind == Domain { // which stands behind others too, and before an account
		n.learned("."+key, "."+word)
		n.learned("@"+key, "@"+word)
		n.learned(key+`\`, word+`\`)
	}
}

// address learns an IP address. Its word is an address of the blocks that are
// kept for documentation (RFC 5737, RFC 3849).
func (n *Names) address(a netip.Addr) {
	key := strings.ToLower(a.String())
	if n.finder.word(key) != "" || a.IsUnspecified() || a.IsLoopback() {
		return
	}
	n.counts[Address]++
	count := n.counts[Address]
	if a.Is4() && count < 255 {
		n.learned(key, fmt.Sprintf("192.0.2.%d", count))
		return
	}
	n.learned(key, fmt.Sprintf("2001:db8::%x", count))
}

func (n *Names) learned(key, word string) {
	n.finder.add(key, word)
	clear(n.masked)
}

// Text replaces what was learned, and every distinguished name and SID.
func (n *Names) Text(text string) string {
	if n.masked == nil {
		return n.replaced(text)
	}
	known, done := n.masked[text]
	if !done {
		known = n.replaced(text)
		n.masked[text] = known
	}
	return known
}

func (n *Names) replaced(text string) string {
	text = sidLike().ReplaceAllStringFunc(text, func(found string) string {
		if n.sids[found] == 0 {
			n.sids[found] = len(n.sids) + 1
		}
		return fmt.Sprintf("S-1-5-21-0-0-%d", n.sids[found])
	})
	text = dcLike().ReplaceAllStringFunc(text, n.components)
	text = rdnLike().ReplaceAllStringFunc(text, n.rdn)
	return suffixed().ReplaceAllStringFunc(n.finder.replace(text), strings.ToLower)
}
