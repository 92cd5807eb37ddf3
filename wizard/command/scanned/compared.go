package scanned

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
	"example.com/writeback-doctor/steps/scan"
)

// Compared is one person for whom two scans differ.
type Compared struct {
	DN, Name, SamAccountName string
	Change                   scan.Change
	Before, After            *scan.Finding // nil where the person was not there
}

// cause is what the change is told by.
func (c *Compared) cause() *scan.Cause {
	if main := c.After.Main(); main != nil && c.Change != scan.Mended && c.Change != scan.Known {
		return main
	}
	return c.Before.Main()
}

// findings are those of a ledger, each once.
type findings struct {
	known map[string]int
	list  []*scan.Finding
}

func (f *findings) of(mark string) (int, error) {
	if at, ok := f.known[mark]; ok {
		return at, nil
	}
	finding, err := scan.FindingOf(mark)
	if err != nil {
		return 0, err
	}
	if f.known == nil {
		f.known = map[string]int{}
	}
	f.known[mark] = len(f.list)
	f.list = append(f.list, &finding)
	return f.known[mark], nil
}

// earlierPerson is what is remembered of everybody of the earlier scan.
type earlierPerson struct {
	guid    ledger.GUID
	finding int
	met     bool
}

// comparison is two scans that are compared.
type comparison struct {
	known  findings
	people []earlierPerson // by GUID
	list   []Compared
}

// Compare finds for whom two scans differ, by their DNs.
func Compare(before, after *ledger.Book) ([]Compared, error) {
	c := &comparison{people: make([]earlierPerson, 0, min(before.Users, 1<<20))}
	for _, pass := range []struct {
		book *ledger.Book
		take func(*ledger.Person) error
	}{{before, c.remember}, {after, c.meet}, {before, c.miss}} {
		if err := pass.book.People(pass.take); err != nil {
			return nil, fmt.Errorf("compare two scans: %w", err)
		}
		probes.SortStable(c.people, func(a, b earlierPerson) int { return bytes.Compare(a.guid[:], b.guid[:]) })
	}
	probes.SortStable(c.list, func(a, b Compared) int { return cmp.Compare(a.DN, b.DN) })
	return c.list, nil
}

func (c *comparison) find(guid ledger.GUID) *earlierPerson {
	at, found := slices.BinarySearchFunc(c.people, guid, func(p earlierPerson, g ledger.GUID) int { return bytes.Compare(p.guid[:], g[:]) })
	if !found {
		return nil
	}
	return &c.people[at]
}

// remember notes somebody of the earlier scan.
func (c *comparison) remember(p *ledger.Person) error {
	at, err := c.known.of(p.Mark)
	c.people = append(c.people, earlierPerson{guid: p.GUID, finding: at})
	return err
}

// meet compares somebody of the later scan.
func (c *comparison) meet(p *ledger.Person) error {
	at, err := c.known.of(p.Mark)
	if err != nil {
		return err
	}
	one := comparedOf(p)
	one.After = c.known.list[at]
	if was := c.find(p.GUID); was != nil {
		was.met, one.Before = true, c.known.list[was.finding]
	}
	c.add(one)
	return nil
}

// miss compares somebody of the earlier scan who is not in the later one.
func (c *comparison) miss(p *ledger.Person) error {
	if was := c.find(p.GUID); was != nil && !was.met {
		one := comparedOf(p)
		one.Before = c.known.list[was.finding]
		c.add(one)
	}
	return nil
}

func (c *comparison) add(one Compared) {
	if one.Change = scan.Compare(one.Before, one.After); one.Change != scan.Same {
		c.list = append(c.list, one)
	}
}

func comparedOf(p *ledger.Person) Compared {
	c := Compared{DN: p.DN, Name: p.DN}
	for _, a := range p.Attributes {
		if len(a.Values) == 0 {
			continue
		}
		switch strings.ToLower(a.Name) {
		case "samaccountname":
			c.SamAccountName = string(a.Values[0])
		case "userprincipalname":
			c.Name = string(a.Values[0])
		}
	}
	if c.Name == p.DN && c.SamAccountName != "" {
		c.Name = c.SamAccountName
	}
	return c
}
