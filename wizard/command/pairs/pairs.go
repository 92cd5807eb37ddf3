// Package pairs finds out which account of a tenant and which entry of a directory
// are one person, over more of both than memory holds. It judges nobody.
package pairs

import (
	"encoding/json"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/sorted"
)

// Ground is what is kept of one person of the directory.
type Ground struct {
	DN        string                         `json:"dn"`
	Container string                         `json:"container"`
	UPN       string                         `json:"upn"`
	SAM       string                         `json:"sam"`
	SID       string                         `json:"sid"`
	Anchor    string                         `json:"anchor"`
	Flags     uint32                         `json:"flags"`
	Names     []Named                        `json:"-"` // those that the cloud takes once
	Shared    probes.List[probes.SharedName] `json:"shared"`
	Mark      string                         `json:"mark"` // what was found of them there
}

// Where is where a person was found.
type Where string

// Where a person was found.
const (
	Both     Where = "both"      // linked by the immutable ID, else by the SID
	SameName Where = "same-name" // both have one of that name, and nothing links them
	Cloud    Where = "cloud"     // in the tenant alone
	Entry    Where = "directory" // in the directory alone
	Twice    Where = "twice"     // several fit one another, and nothing tells which belongs to which
)

// Pair is one person. What was not found is nil.
type Pair struct {
	Where  Where
	Cloud  *probes.CloudPerson
	Ground *Ground
}

// Join gathers both sides. Its zero value is empty; close it in the end.
type Join struct {
	All bool // every entry is there that a search shows, so that who shares no name shares none

	cloud, ground sorted.Pile
	byDN, names   sorted.Pile // of the directory, to see who shares a name
}

// link is what the two are matched by, in one pass; "" is not known.
type link struct {
	cloud func(*probes.CloudPerson) string
	entry func(*Ground) string
	by    Where // of two that it links
}

// links are tried in this order: what directory synchronisation itself links by
// ("Microsoft Entra Connect: Design concepts", sourceAnchor), the SID, which stays
// where another attribute is the anchor, and the name, which links nothing.
func links() []link {
	return []link{
		{func(p *probes.CloudPerson) string { return p.User.Anchor }, func(g *Ground) string { return g.Anchor }, Both},
		{
			func(p *probes.CloudPerson) string { return strings.ToUpper(p.User.OnPremisesSID) },
			func(g *Ground) string { return strings.ToUpper(g.SID) }, Both,
		},
		{
			func(p *probes.CloudPerson) string { return strings.ToLower(p.User.UPN) },
			func(g *Ground) string { return strings.ToLower(g.UPN) }, SameName,
		},
	}
}

// kept is a person in a pile.
type kept struct {
	Twice bool            `json:"twice,omitempty"` // several fitted in an earlier pass
	Who   json.RawMessage `json:"who"`
}

// Close lets go of everything.
func (j *Join) Close() {
	j.cloud.Close()
	j.ground.Close()
	j.byDN.Close()
	j.names.Close()
}

// AddCloud takes somebody of the tenant.
func (j *Join) AddCloud(p *probes.CloudPerson) error {
	return lay(&j.cloud, links()[0].cloud(p), p, false)
}

// AddGround takes somebody of the directory.
func (j *Join) AddGround(g *Ground) error {
	if err := j.addNames(g); err != nil {
		return err
	}
	text, err := json.Marshal(g)
	if err != nil {
		return fmt.Errorf("keep an entry: %w", err)
	}
	return j.byDN.Add(g.DN, text)
}

func lay(on *sorted.Pile, key string, who any, twice bool) error {
	text, err := json.Marshal(who)
	if err != nil {
		return fmt.Errorf("keep a person: %w", err)
	}
	return again(on, key, kept{twice, text})
}

func again(on *sorted.Pile, key string, k kept) error {
	text, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("keep a person: %w", err)
	}
	return on.Add(key, text)
}

// Each hands out everybody, once each.
func (j *Join) Each(take func(Pair) error) error {
	if err := j.share(); err != nil {
		return err
	}
	j.byDN.Close()
	j.names.Close()
	cloud, ground := &j.cloud, &j.ground
	all := links()
	for i := range all {
		var restOfCloud, restOfGround sorted.Pile
		p := pass{by: all[i], take: take, cloud: &restOfCloud, ground: &restOfGround}
		if i+1 < len(all) {
			p.next = &all[i+1]
		}
		err := p.merge(cloud, ground)
		cloud.Close()
		ground.Close()
		cloud, ground = &restOfCloud, &restOfGround
		if err != nil {
			cloud.Close()
			ground.Close()
			return err
		}
	}
	return nil
}

// pass matches by one link, and leaves the rest to the next one.
type pass struct {
	by            link
	next          *link // nil for the last
	take          func(Pair) error
	cloud, ground *sorted.Pile // of the next pass
}

func (p *pass) merge(cloud, ground *sorted.Pile) error {
	c, err := cloud.Read()
	if err != nil {
		return err
	}
	g, err := ground.Read()
	if err != nil {
		return err
	}
	for {
		key, more := least(c, g)
		if !more {
			return nil
		}
		if err := p.group(key, c, g); err != nil {
			return err
		}
	}
}

// least is the first key of either side.
func least(c, g *sorted.Reader) (string, bool) {
	key, more := c.Peek()
	other, also := g.Peek()
	if !more || also && other < key {
		return other, also
	}
	return key, more
}

// group matches those of one key. Where it is one and one they belong together;
// where there are more, whoever is not told apart by a later link is told twice.
func (p *pass) group(key string, c, g *sorted.Reader) error {
	ones, err := first(c, key)
	if err != nil {
		return err
	}
	others, err := first(g, key)
	if err != nil {
		return err
	}
	if key != "" && ones != nil && others != nil {
		if !leads(c, key) && !leads(g, key) {
			return p.pair(ones, others)
		}
		ones.Twice, others.Twice = true, true
	}
	twice := key != "" && ones != nil && others != nil
	if err := p.leave(c, key, ones, twice, p.leaveCloud); err != nil {
		return err
	}
	return p.leave(g, key, others, twice, p.leaveGround)
}

// leads reports whether the next record has that key too.
func leads(r *sorted.Reader, key string) bool {
	next, more := r.Peek()
	return more && next == key
}

// first is the next record where it has the key, else nil.
func first(r *sorted.Reader, key string) (*kept, error) {
	if !leads(r, key) {
		return nil, nil //nolint:nilnil // there is none
	}
	_, value, _, err := r.Next()
	if err != nil {
		return nil, err
	}
	k := &kept{}
	return k, json.Unmarshal(value, k) //nolint:wrapcheck // it is ours
}

// leave hands one and all the others of its key on.
func (p *pass) leave(r *sorted.Reader, key string, k *kept, twice bool, on func(*kept) error) error {
	for k != nil {
		k.Twice = k.Twice || twice
		if err := on(k); err != nil {
			return err
		}
		var err error
		if k, err = first(r, key); err != nil {
			return err
		}
	}
	return nil
}

func (p *pass) pair(one, other *kept) error {
	pair := Pair{Where: p.by.by, Cloud: &probes.CloudPerson{}, Ground: &Ground{}}
	if pair.Where == SameName && (one.Twice || other.Twice) {
		pair.Where = Twice
	}
	if err := json.Unmarshal(one.Who, pair.Cloud); err != nil {
		return fmt.Errorf("read a person again: %w", err)
	}
	if err := json.Unmarshal(other.Who, pair.Ground); err != nil {
		return fmt.Errorf("read a person again: %w", err)
	}
	return p.take(pair)
}

func (p *pass) leaveCloud(k *kept) error {
	person := &probes.CloudPerson{}
	if err := json.Unmarshal(k.Who, person); err != nil {
		return fmt.Errorf("read a person again: %w", err)
	}
	if p.next != nil {
		return again(p.cloud, p.next.cloud(person), *k)
	}
	pair := Pair{Where: Cloud, Cloud: person}
	if k.Twice {
		pair.Where = Twice
	}
	return p.take(pair)
}

func (p *pass) leaveGround(k *kept) error {
	entry := &Ground{}
	if err := json.Unmarshal(k.Who, entry); err != nil {
		return fmt.Errorf("read a person again: %w", err)
	}
	if p.next != nil {
		return again(p.ground, p.next.entry(entry), *k)
	}
	pair := Pair{Where: Entry, Ground: entry}
	if k.Twice {
		pair.Where = Twice
	}
	return p.take(pair)
}
