package ldapserver

import (
	"errors"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Kinds of filter, the context tags of RFC 4511, section 4.5.1.
const (
	filterAnd        = 0
	filterOr         = 1
	filterNot        = 2
	filterEqual      = 3
	filterSubstrings = 4
	filterAtLeast    = 5
	filterAtMost     = 6
	filterPresent    = 7
	filterApprox     = 8
	filterExtensible = 9
)

// truth has the three values of RFC 4511, section 4.5.1.7. The zero value is
// undefined.
type truth int8

const (
	undefined truth = iota
	yes
	no
)

func said(b bool) truth {
	if b {
		return yes
	}
	return no
}

var errFilter = errors.New("not a filter")

// filter is one node of a search filter.
type filter struct {
	kind      int
	parts     []*filter // of and, or, not
	attribute string
	value     []byte
	rule      string      // of an extensible one
	pieces    []substring // of a substrings one
}

type substring struct {
	place int // 0 initial, 1 any, 2 final
	value string
}

// parseFilter decodes a filter. Its depth is bounded by that of the message.
func parseFilter(p *ber.Packet) (*filter, error) {
	if p == nil || p.ClassType != ber.ClassContext {
		return nil, errFilter
	}
	f := &filter{kind: int(min(p.Tag, filterExtensible+1))}
	switch f.kind {
	case filterAnd, filterOr, filterNot:
		return f.parseParts(p)
	case filterEqual, filterAtLeast, filterAtMost, filterApprox:
		f.attribute, f.value = text(child(p, 0)), raw(child(p, 1))
		if len(p.Children) != 2 {
			return nil, errFilter
		}
	case filterSubstrings:
		f.attribute = text(child(p, 0))
		return f.parsePieces(child(p, 1))
	case filterPresent:
		f.attribute = text(p)
	case filterExtensible:
		f.parseExtensible(p)
	default:
		return nil, errFilter
	}
	if f.attribute == "" {
		return nil, errFilter
	}
	return f, nil
}

func (f *filter) parseParts(p *ber.Packet) (*filter, error) {
	if f.kind == filterNot && len(p.Children) != 1 {
		return nil, errFilter
	}
	for _, c := range p.Children {
		part, err := parseFilter(c)
		if err != nil {
			return nil, err
		}
		f.parts = append(f.parts, part)
	}
	return f, nil
}

func (f *filter) parsePieces(p *ber.Packet) (*filter, error) {
	if p == nil || len(p.Children) == 0 || f.attribute == "" {
		return nil, errFilter
	}
	for _, c := range p.Children {
		if c.Tag > 2 {
			return nil, errFilter
		}
		f.pieces = append(f.pieces, substring{place: int(c.Tag), value: text(c)})
	}
	return f, nil
}

func (f *filter) parseExtensible(p *ber.Packet) {
	for _, c := range p.Children {
		switch uint64(c.Tag) {
		case 1:
			f.rule = text(c)
		case 2:
			f.attribute = text(c)
		case 3:
			f.value = raw(c)
		}
	}
}

// match evaluates the filter.
func (f *filter) match(s subject) truth {
	switch f.kind {
	case filterAnd:
		return f.fold(s, no, yes)
	case filterOr:
		return f.fold(s, yes, no)
	case filterNot:
		switch f.parts[0].match(s) {
		case yes:
			return no
		case no:
			return yes
		default:
			return undefined
		}
	case filterExtensible:
		return f.matchRule(s)
	default:
		return f.matchValues(s)
	}
}

// fold evaluates and, or: one part that says stops is enough; otherwise the
// answer is otherwise, unless some part did not know.
func (f *filter) fold(s subject, stops, otherwise truth) truth {
	answer := otherwise
	for _, part := range f.parts {
		said := part.match(s)
		if said == stops {
			return stops
		}
		if said == undefined {
			answer = undefined
		}
	}
	return answer
}
