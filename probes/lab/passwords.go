package lab

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"
	"unicode"

	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// passwords are those that are set while a world runs. A controller decides by
// the rights of whoever writes and by the policy, and the others follow.
type passwords struct {
	lab *Lab

	mu      sync.Mutex
	servers map[string][]copyOf // by domain
	now     map[string]*history // of accounts that were written to, by DN
	texts   map[string]string   // their passwords
}

// copyOf is what one controller holds.
type copyOf struct {
	controller string
	server     *ldapserver.Server
}

func newPasswords(l *Lab) *passwords {
	return &passwords{lab: l, servers: map[string][]copyOf{}, now: map[string]*history{}, texts: map[string]string{}}
}

func (p *passwords) holds(d *directory, controller string, server *ldapserver.Server) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.servers[d.domain] = append(p.servers[d.domain], copyOf{controller, server})
}

// writes is what a controller says to a new password.
func (p *passwords) writes(d *directory, controller string) func(ldapserver.Write) ldapserver.Written {
	return func(w ldapserver.Write) ldapserver.Written {
		f := p.lab.newForest(d)
		f.at = controller
		for _, sam := range sortedKeys(f.d.everybody()) {
			who := f.d.everybody()[sam]
			if f.has(&who) && strings.EqualFold(f.personDN(&who), w.DN) {
				return p.write(f, sam, &who, w)
			}
		}
		return refusedWith(ldapserver.UnwillingToPerform, 0x2035)
	}
}

func refusedWith(code int64, number uint32) ldapserver.Written {
	return ldapserver.Written{Code: code, Diagnostic: fmt.Sprintf("%08X: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n\x00", number)}
}

// Win32 numbers of refusals (System Error Codes).
const (
	winAccessDenied        = 0x5
	winPasswordRestriction = 0x52D
)

func (p *passwords) write(f *forest, sam string, who *person, w ldapserver.Write) ldapserver.Written {
	if may, err := f.mayReset(sam, who, w.By); err != nil || !may {
		return ldapserver.Written{
			Code:       ldapserver.InsufficientRights,
			Diagnostic: fmt.Sprintf("%08X: SecErr: DSID-031A11ED, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n\x00", winAccessDenied),
		}
	}
	if a := who.answersWrite; a != nil {
		if a.lost {
			return ldapserver.Written{Lost: true}
		}
		return refusedWith(int64(a.code), uint32(a.number)) //nolint:gosec // below 2^31, as the file says
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.now[w.DN]
	if h == nil {
		h = f.asItWas(who)
	}
	now := p.lab.clock.Now()
	if f.breaks(who, h, p.texts[w.DN], w, now) {
		return refusedWith(ldapserver.UnwillingToPerform, winPasswordRestriction)
	}
	h.forest, h.password, h.set, h.marked = f, stampAt{h.password.version + 1, now, f.at}, now, false
	h.usn++
	p.now[w.DN], p.texts[w.DN] = h, w.Password
	after := maps.Clone(h.attributes())
	if !f.d.eventful() {
		delete(after, "uSNChanged")
	}
	for _, other := range p.servers[f.d.domain] {
		if other.controller != f.at {
			other.server.Change(w.DN, ldapserver.Change{At: now.Add(replicationTakes), Attributes: after})
		}
	}
	return ldapserver.Written{Attributes: after}
}

// mayReset reports whether whoever is signed in has the right to reset, by the
// descriptor of the account.
func (f *forest) mayReset(sam string, who *person, by *ldapserver.Account) (bool, error) {
	raw, err := f.personDescriptor(who)
	if err != nil {
		return false, err
	}
	d, err := access.Parse(raw)
	if err != nil {
		return false, fmt.Errorf("read the descriptor of %s: %w", sam, err)
	}
	var sids []access.SID
	for _, one := range by.Token {
		if sid, err := access.SIDFromBytes(one); err == nil {
			sids = append(sids, sid)
		}
	}
	return access.Check(&d, access.TokenOf(sids...), f.d.personSID(sam), access.ResetPassword.Want()).Answer == access.Granted, nil
}

// breaks reports whether a password breaks the policy that holds for an account.
// A reset keeps to the history and the age only where it says so.
func (f *forest) breaks(who *person, h *history, before string, w ldapserver.Write, now time.Time) bool {
	policy := f.policyOf(who)
	if len([]rune(w.Password)) < policy.length || !policy.simple && classes(w.Password) < 3 {
		return true
	}
	return w.Hints && (policy.history > 0 && w.Password == before || h.set.Add(policy.minimumAge).After(now))
}

// classes counts the classes of characters in a password.
func classes(password string) int {
	found := map[int]bool{}
	for _, r := range password {
		switch {
		case unicode.IsUpper(r):
			found[0] = true
		case unicode.IsLower(r):
			found[1] = true
		case unicode.IsDigit(r):
			found[2] = true
		default:
			found[3] = true
		}
	}
	return len(found)
}
