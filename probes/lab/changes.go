package lab

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// change is something that somebody does to an account, so long before the start
// of the world; negative is still to come.
type change struct {
	ago     time.Duration
	what    string        // see the words below
	by      string        // controller at which it is made; "" is the PDC emulator
	reaches time.Duration // the other controllers, so long after
}

// What can be done to an account.
const (
	newPassword       = "password"       // a new password
	temporaryPassword = "temporary"      // a new password that must be changed at the next sign-in
	markedToChange    = "marked"         // the password stays, and must be changed
	unlock            = "unlock"         // lockoutTime becomes 0
	renamed           = "something-else" // an attribute that has nothing to do with passwords
	stampFormat       = time.RFC3339     // of ftimeLastOriginatingChange
	replicationTakes  = 15 * time.Second // within a site (MS-ADTS, notification delay)
	firstStamp        = 2                // version of unicodePwd of an account that was made with one password
	someUSN           = 40_000           // of an account that was not touched since
)

func (c *change) bind() bind {
	return section(keys{
		"ago":     either(&c.ago),
		"what":    oneOf(&c.what, newPassword, temporaryPassword, markedToChange, unlock, renamed),
		"by":      text(&c.by),
		"reaches": span(&c.reaches),
	})
}

// eventful reports whether something happens to somebody of the domain. Only
// then are there numbers that tell of changes.
func (d *directory) eventful() bool {
	for _, p := range d.users {
		if len(p.changes) > 0 {
			return true
		}
	}
	return false
}

// invocation is the ID under which a controller changes entries.
func (f *forest) invocation(controller string) [16]byte {
	return guid("invocation " + f.d.fqdn(controller))
}

// happens gives an account what is done to it: as it is at the start on this
// controller, and each later state with its moment.
func (f *forest) happens(e *ldapserver.Entry, p *person) {
	h := f.asItWas(p)
	switch {
	case f.d.eventful():
		maps.Copy(e.Attributes, h.attributes())
	case p.upn == testUPN: // whose password may be reset at any time
		maps.Copy(e.Attributes, h.stamps())
		return
	default:
		return
	}
	type seen struct {
		at   time.Time
		done change
	}
	var all []seen
	for _, c := range p.changes {
		if c.by == "" {
			c.by = f.d.pdc
		}
		at := f.start.Add(-c.ago)
		if c.by != f.at {
			at = at.Add(c.reaches)
		}
		all = append(all, seen{at, c})
	}
	probes.SortStable(all, func(a, b seen) int { return a.at.Compare(b.at) })
	for _, s := range all {
		h.take(s.done)
		e.Later = append(e.Later, ldapserver.Change{At: s.at, Attributes: h.attributes()})
	}
}

// asItWas is an account at the start of the world.
func (f *forest) asItWas(p *person) *history {
	h := &history{forest: f, set: f.start.Add(-p.passwordAge), usn: someUSN, marked: p.mustChange}
	h.password = stampAt{firstStamp, h.set, f.d.pdc}
	if p.locked > 0 {
		h.lockout, h.locked = stampAt{1, f.start.Add(-p.locked), f.d.pdc}, f.start.Add(-p.locked)
	}
	return h
}

// stampAt is who changed an attribute last.
type stampAt struct {
	version int
	at      time.Time
	by      string
}

// history is an account on its way through its changes.
type history struct {
	*forest

	set, locked       time.Time
	marked            bool
	password, lockout stampAt
	usn               int
}

func (h *history) take(c change) {
	at := h.start.Add(-c.ago)
	at = at.Add(h.d.controllers[c.by].skew) // by its own clock
	h.usn++
	switch c.what {
	case newPassword, temporaryPassword:
		h.password = stampAt{h.password.version + 1, at, c.by}
		h.set, h.marked = at, c.what == temporaryPassword
	case markedToChange:
		h.marked = true
	case unlock:
		h.lockout, h.locked = stampAt{h.lockout.version + 1, at, c.by}, time.Time{}
	}
}

func (h *history) attributes() map[string][][]byte {
	text := func(s string) [][]byte { return [][]byte{[]byte(s)} }
	all := h.stamps()
	all["uSNChanged"], all["pwdLastSet"], all["lockoutTime"] = text(strconv.Itoa(h.usn)), text(filetime(h.set)), text("0")
	if h.marked {
		all["pwdLastSet"] = text("0")
	}
	if !h.locked.IsZero() {
		all["lockoutTime"] = text(filetime(h.locked))
	}
	return all
}

// stamps are the replication metadata alone.
func (h *history) stamps() map[string][][]byte {
	all := map[string][][]byte{}
	raw := binary.LittleEndian.AppendUint32(nil, 1)
	for _, s := range []struct {
		name   string
		number uint32
		stampAt
	}{{"unicodePwd", 9<<16 | 90, h.password}, {"lockoutTime", 9<<16 | 662, h.lockout}} {
		if s.version == 0 {
			continue
		}
		origin := h.invocation(s.by)
		all["msDS-ReplAttributeMetaData"] = append(all["msDS-ReplAttributeMetaData"], []byte(fmt.Sprintf(
			"<DS_REPL_ATTR_META_DATA>\n\t<pszAttributeName>%s</pszAttributeName>\n\t<dwVersion>%d</dwVersion>\n"+
				"\t<ftimeLastOriginatingChange>%s</ftimeLastOriginatingChange>\n"+
				"\t<uuidLastOriginatingDsaInvocationID>%s</uuidLastOriginatingDsaInvocationID>\n"+
				"\t<usnOriginatingChange>%d</usnOriginatingChange>\n\t<usnLocalChange>%d</usnLocalChange>\n"+
				"\t<pszLastOriginatingDsaDN>%s</pszLastOriginatingDsaDN>\n</DS_REPL_ATTR_META_DATA>\n\x00",
			s.name, s.version, s.at.UTC().Format(stampFormat), access.GUID(origin).String(), h.usn, h.usn, h.settingsDN(s.by))))
		const since1601 = 11_644_473_600
		raw = binary.LittleEndian.AppendUint32(raw, s.number)
		raw = binary.LittleEndian.AppendUint32(raw, uint32(s.version))             //nolint:gosec // counts changes of a test
		raw = binary.LittleEndian.AppendUint64(raw, uint64(s.at.Unix()+since1601)) //nolint:gosec // a moment of this century
		raw = append(raw, origin[:]...)
		raw = binary.LittleEndian.AppendUint64(raw, uint64(h.usn)) //nolint:gosec // counts up from a small number
		raw = binary.LittleEndian.AppendUint64(raw, uint64(h.usn)) //nolint:gosec // the same
	}
	all["replPropertyMetaData"] = [][]byte{stored(raw)}
	return all
}

// stored puts the head in front of stamps: the version, which stands there, and
// how many there are.
func stored(version []byte) []byte {
	const word, length = 4, 48
	head := slices.Concat(version[:word], make([]byte, word))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(version[word:])/length)) //nolint:gosec // a few
	return slices.Concat(head, make([]byte, word), version[word:])
}
