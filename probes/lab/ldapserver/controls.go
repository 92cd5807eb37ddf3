package ldapserver

import (
	"bytes"
	"strconv"
	"sync"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Controls that a search knows (MS-ADTS 3.1.1.3.4.1).
const (
	oidPaged         = "1.2.840.113556.1.4.319"
	oidSDFlags       = "1.2.840.113556.1.4.801"
	oidShowDeleted   = "1.2.840.113556.1.4.417"
	oidDomainScope   = "1.2.840.113556.1.4.1339"
	oidSearchOptions = "1.2.840.113556.1.4.1340"
	oidPolicyHints   = "1.2.840.113556.1.4.2239" // means nothing to a search
	oidPolicyHints0  = "1.2.840.113556.1.4.2066" // its older number
)

// Parts of a security descriptor (MS-ADTS 3.1.1.3.4.1.11).
const (
	sdOwner = 1
	sdGroup = 2
	sdDACL  = 4
	sdSACL  = 8
	sdAll   = sdOwner | sdGroup | sdDACL | sdSACL
)

// settings are what the controls of one search say.
type settings struct {
	paged       bool
	pageSize    int
	cookie      []byte
	sdAsked     bool // the control is there
	sdFlags     int64
	showDeleted bool
	domainScope bool
}

func (c *connection) readControls(controls []control) (settings, *result) {
	s := settings{sdFlags: sdAll}
	for _, one := range controls {
		ok := true
		switch one.oid {
		case oidPaged:
			ok = s.readPaged(one.value)
		case oidSDFlags:
			s.sdAsked = true
			s.sdFlags, ok = firstInteger(one.value)
		case oidShowDeleted:
			s.showDeleted = true
		case oidDomainScope:
			s.domainScope = true
		case oidSearchOptions, oidPolicyHints, oidPolicyHints0:
		default:
			if one.critical {
				return s, &result{code: criticalUnavailable, diagnostic: c.server.ldapErr(0x2040, "0C0907EE", "Error processing control", "0")}
			}
		}
		if !ok {
			return s, &result{code: protocolError, diagnostic: c.server.ldapErr(0x57, "0C0907EE", "Error processing control", "0")}
		}
	}
	return s, nil
}

func (s *settings) readPaged(value []byte) bool {
	p := decode(value)
	size, ok := integer(child(p, 0))
	if !ok || size < 0 || size > 1<<30 {
		return false
	}
	s.paged, s.pageSize, s.cookie = true, int(size), raw(child(p, 1))
	if size == 0 && len(s.cookie) == 0 {
		s.pageSize = maxMessage // as many as the policy allows
	}
	return true
}

func firstInteger(value []byte) (int64, bool) { return integer(child(decode(value), 0)) }

// decode decodes the value of a control; nil when it cannot be.
func decode(value []byte) *ber.Packet {
	elements := 0
	if rest, ok := shape(value, 0, &elements); !ok || len(rest) > 0 {
		return nil
	}
	p, err := ber.DecodePacketErr(value)
	if err != nil {
		return nil
	}
	return p
}

// answers are the controls that go back with the end of a search.
func (s settings) answers(p page) []*ber.Packet {
	if !s.paged {
		return nil
	}
	value := ber.NewSequence("paged")
	value.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(0), "size"))
	value.AppendChild(octets(string(p.cookie)))
	return []*ber.Packet{responseControl(oidPaged, value)}
}

// page is what one answer holds.
type page struct {
	items      []*item
	references []string
	cookie     []byte // "" at the end
	result     result
}

// maxKept is how many unfinished paged searches a connection may have; the
// oldest goes, as with the LDAP policy MaxResultSetsPerConn.
const maxKept = 10

// pages keeps what paged searches of one connection left over. The zero value
// is ready.
type pages struct {
	mu   sync.Mutex
	next int
	kept []leftover
}

type leftover struct {
	cookie []byte
	rest   page
}

func (p *pages) keep(rest page) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	cookie := []byte("page-" + strconv.Itoa(p.next))
	p.kept = append(p.kept, leftover{cookie: cookie, rest: rest})
	if len(p.kept) > maxKept {
		p.kept = p.kept[1:]
	}
	return cookie
}

func (p *pages) take(cookie []byte) (page, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, l := range p.kept {
		if bytes.Equal(l.cookie, cookie) {
			p.kept = append(p.kept[:i:i], p.kept[i+1:]...)
			return l.rest, true
		}
	}
	return page{}, false
}
