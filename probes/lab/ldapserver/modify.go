package ldapserver

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Write is a new password that somebody wants an entry to have (MS-ADTS
// 3.1.1.3.1.5).
type Write struct {
	DN       string // as the directory has it
	By       *Account
	Password string
	Hints    bool // the policy is to be heeded as for a change
}

// Written is what becomes of it: the numbers of the answer, and of a success what
// the entry has from now on.
type Written struct {
	Code       int64
	Diagnostic string // as a controller words it behind its number
	Attributes map[string][][]byte
	Lost       bool // the connection ends instead of an answer
}

// Numbers with which a write is refused (RFC 4511, appendix A; Win32 error codes).
const (
	ConstraintViolation = 19
	InsufficientRights  = 50
	UnwillingToPerform  = unwillingToPerform

	passwordAttribute = "unicodePwd"
	replaces          = 2 // of a modification (RFC 4511, section 4.6)
)

// modify answers a request to change an entry: a new password may be, where the
// directory takes one, and nothing else. ok is false where the connection ends.
func (c *connection) modify(m message) (answer result, ok bool) {
	unwilling := func(number uint32) (result, bool) {
		return result{code: unwillingToPerform, diagnostic: fmt.Sprintf("%08X: SvcErr: DSID-031A1254, problem 5003 (WILL_NOT_PERFORM), data 0\n\x00", number)}, true
	}
	value, is := newPassword(m)
	switch {
	case c.server.options.Writes == nil || !is:
		return unwilling(0x2035)
	case c.account == nil:
		return result{code: operationsError, diagnostic: c.server.ldapErr(0x4DC, "0C090A69",
			"In order to perform this operation a successful bind must be completed on the connection.", "0")}, true
	case !c.encrypted:
		return unwilling(0x1F)
	}
	canonical, _ := canonicalDN(text(child(m.op, 0)))
	it := c.server.index.byDN[canonical]
	if it == nil {
		return result{code: noSuchObject, diagnostic: nameErr(0x208D, "2001 (NO_OBJECT)", text(child(m.op, 0)))}, true
	}
	password, quoted := unquoted(value)
	if !quoted {
		return unwilling(0x2035)
	}
	hints := false
	for _, one := range m.controls {
		hints = hints || one.oid == oidPolicyHints || one.oid == oidPolicyHints0
	}
	w := c.server.options.Writes(Write{DN: it.entry.DN, By: c.account, Password: password, Hints: hints})
	if w.Lost {
		return result{}, false
	}
	if w.Code == success {
		it.change(Change{At: c.server.options.Clock.Now(), Attributes: w.Attributes})
	}
	return result{code: w.Code, diagnostic: w.Diagnostic}, true
}

// newPassword is the value of a request that replaces one password and changes
// nothing else.
func newPassword(m message) ([]byte, bool) {
	changes := child(m.op, 1)
	if changes == nil || len(changes.Children) != 1 {
		return nil, false
	}
	kind, _ := integer(child(changes.Children[0], 0))
	attribute := child(changes.Children[0], 1)
	values := child(attribute, 1)
	if kind != replaces || !strings.EqualFold(text(child(attribute, 0)), passwordAttribute) || values == nil || len(values.Children) != 1 {
		return nil, false
	}
	return raw(values.Children[0]), true
}

// unquoted reads UTF-16 in quotation marks.
func unquoted(value []byte) (string, bool) {
	if len(value)%2 != 0 {
		return "", false
	}
	units := make([]uint16, 0, len(value)/2)
	for i := 0; i < len(value); i += 2 {
		units = append(units, binary.LittleEndian.Uint16(value[i:]))
	}
	inner, head := strings.CutPrefix(string(utf16.Decode(units)), `"`)
	inner, tail := strings.CutSuffix(inner, `"`)
	return inner, head && tail
}

// change keeps what becomes of an entry while the server runs.
func (it *item) change(c Change) {
	l := later{at: c.At, values: map[string]attribute{}}
	for name, values := range c.Attributes {
		l.values[strings.ToLower(name)] = attribute{name: name, values: values}
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	it.later = append(it.later, l)
}

// Change has an entry become otherwise from a moment on, as when a change comes
// by replication.
func (s *Server) Change(dn string, c Change) {
	canonical, _ := canonicalDN(dn)
	if it := s.index.byDN[canonical]; it != nil {
		it.change(c)
	}
}
