package pairs

import (
	"encoding/json"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/sorted"
)

// mostSharing bounds who is told to carry one's names.
const mostSharing = 10

// Named is one name of an entry.
type Named struct {
	Attribute string `json:"attribute"`
	Value     string `json:"value"`   // as it stands there
	Address   string `json:"address"` // without its kind
}

// carrier is an entry with one of its names.
type carrier struct {
	DN        string `json:"dn"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
}

// addNames takes the names of an entry.
func (j *Join) addNames(g *Ground) error {
	for _, n := range g.Names {
		text, err := json.Marshal(carrier{g.DN, n.Attribute, n.Value})
		if err != nil {
			return fmt.Errorf("keep a name: %w", err)
		}
		if err := j.names.Add(nameKey(n), text); err != nil {
			return err
		}
	}
	g.Names = nil
	return nil
}

// share finds who carries a name of whom, and moves the entries into the pile that
// is matched. Where not every entry was seen, nobody knows.
func (j *Join) share() error {
	sharing, err := j.sharing()
	if err != nil {
		return err
	}
	defer sharing.Close()
	entries, err := j.byDN.Read()
	if err != nil {
		return err
	}
	others, err := sharing.Read()
	if err != nil {
		return err
	}
	for {
		dn, value, more, err := entries.Next()
		if err != nil || !more {
			return err
		}
		if err := j.move(value, dn, others); err != nil {
			return err
		}
	}
}

// move moves one entry.
func (j *Join) move(value []byte, dn string, others *sorted.Reader) error {
	g := &Ground{}
	if err := json.Unmarshal(value, g); err != nil {
		return fmt.Errorf("read an entry again: %w", err)
	}
	if j.All {
		var err error
		if g.Shared, err = sharedWith(others, dn); err != nil {
			return err
		}
	}
	return lay(&j.ground, links()[0].entry(g), g, false)
}

func sharedWith(others *sorted.Reader, dn string) (probes.List[probes.SharedName], error) {
	values, _, err := others.Take(dn, mostSharing)
	if err != nil {
		return nil, err
	}
	list := probes.List[probes.SharedName]{}
	for _, value := range values {
		var c carrier
		if err := json.Unmarshal(value, &c); err != nil {
			return nil, fmt.Errorf("read a name again: %w", err)
		}
		list = append(list, probes.SharedName{DN: c.DN, Attribute: c.Attribute, Value: c.Value})
	}
	return list, nil
}

// sharing are other carriers of a name, by the DN of whom they share it with: of
// each name one, and where there is one, one that carries it otherwise than as its
// attribute mail, which harms nobody.
func (j *Join) sharing() (*sorted.Pile, error) {
	found := &sorted.Pile{}
	names, err := j.names.Read()
	if err != nil {
		return found, err
	}
	var of carriers
	for {
		key, value, more, err := names.Next()
		if err != nil || !more {
			return found, err
		}
		var c carrier
		if err := json.Unmarshal(value, &c); err != nil {
			return found, fmt.Errorf("read a name again: %w", err)
		}
		address, _, _ := strings.Cut(key, "\x00")
		if err := of.next(found, address, c); err != nil {
			return found, err
		}
	}
}

// carriers are those of one name, as they come.
type carriers struct {
	name  string
	first carrier
	told  bool // the first one that there is another
}

func (s *carriers) next(found *sorted.Pile, name string, c carrier) error {
	switch {
	case s.first.DN == "" || s.name != name:
		*s = carriers{name: name, first: c}
		return nil
	case c.DN == s.first.DN:
		return nil
	}
	if err := tell(found, c.DN, s.first); err != nil || s.told {
		return err
	}
	s.told = true
	return tell(found, s.first.DN, c)
}

// tell notes of somebody who else carries a name.
func tell(found *sorted.Pile, dn string, other carrier) error {
	text, err := json.Marshal(other)
	if err != nil {
		return fmt.Errorf("keep a name: %w", err)
	}
	return found.Add(dn, text)
}

// nameKey puts those first who carry a name otherwise than as mail.
func nameKey(n Named) string {
	rank := "0"
	if n.Attribute == "mail" {
		rank = "1"
	}
	return strings.ToLower(n.Address) + "\x00" + rank
}
