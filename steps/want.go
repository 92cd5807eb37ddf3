package steps

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// Want is what a step lacks before it can look, and what the person at the
// keyboard could give. It is asked for by the first step that lacks it, once in a
// walk; "" is nothing.
type Want string

// The wants. Whoever goes on without one is not asked again: [Declined] keeps it.
const (
	WantDirectory Want = "directory" // which domain, and who signs in to it
	WantTenant    Want = "tenant"    // who signs in to the tenant
	WantServer    Want = "server"    // what the Connect server looks like
	WantAdmin     Want = "admin"     // the account that switched writeback on
	WantCAFile    Want = "ca-file"   // whom to trust, where a certificate is not trusted
)

// Wants are all of them, in the order of the trunk.
func Wants() []Want { return []Want{WantTenant, WantDirectory, WantAdmin, WantServer, WantCAFile} }

// wantOf is what an instrument takes.
func wantOf(by Instrument) Want {
	switch by {
	case ByDirectory:
		return WantDirectory
	case ByTenant:
		return WantTenant
	default: // the sync engine is on the server
		return WantServer
	}
}

// Wants are what a step lacks, in the order in which it is asked for. has says
// which instruments are there.
func (s *Step) Wants(has func(Instrument) bool, known Facts) []Want {
	var all []Want
	if s.Orders {
		return nil
	}
	for _, by := range s.Reads {
		if !has(by) && !slices.Contains(all, wantOf(by)) {
			all = append(all, wantOf(by))
		}
	}
	missing := known.Lacks(s.Needs)
	if slices.Contains(missing, ConnectorAccount) && !has(ByServer) && !slices.Contains(all, WantServer) {
		all = append(all, WantServer) // it is read there
	}
	if slices.Contains(missing, Admin) && has(ByTenant) { // else it would help nothing
		all = append(all, WantAdmin)
	}
	return all
}

// lacked is the want behind what stood in the way of a look of the step; "" where
// nothing that a walk asks for would take it away.
func (s *Step) lacked(o *probes.Obstacle) Want {
	if o == nil {
		return ""
	}
	switch o.Kind {
	case probes.NoCredentials:
		if !s.ReadsFrom(ByDirectory) {
			return WantTenant
		}
		return WantDirectory
	case probes.NoDomain:
		return WantDirectory
	case probes.NoTenant:
		return WantTenant
	case probes.NoServer, probes.ModuleMissing, probes.NoPowerShell, probes.NotPermitted, probes.Constrained:
		return WantServer
	case probes.Untrusted:
		return WantCAFile
	case probes.MissingInput:
		return taughtBy(Fact(o.Needs))
	default:
		return ""
	}
}

// taughtBy is the want without which nobody learns a fact.
func taughtBy(name Fact) Want {
	switch name {
	case UserDN, PDC, Controllers:
		return WantDirectory
	case UserID:
		return WantTenant
	case ConnectorAccount, Relays, ConnectVersion:
		return WantServer
	default:
		return WantBehind(name)
	}
}

// WantBehind is the want to which a fact belongs that a person gives; "" for none.
func WantBehind(name Fact) Want {
	switch name {
	case Domain, Controller:
		return WantDirectory
	case Tenant:
		return WantTenant
	case SyncServer:
		return WantServer
	case Admin:
		return WantAdmin
	default:
		return ""
	}
}

// Declines reports whether a person goes on without something.
func (f Facts) Declines(w Want) bool { return slices.Contains(f.List(Declined), string(w)) }

// declining are the facts of a person who goes on without something, or does no
// longer.
func (f Facts) declining(without bool, wants ...Want) Facts {
	all := slices.DeleteFunc(f.List(Declined), func(one string) bool { return slices.Contains(wants, Want(one)) })
	if without {
		for _, w := range wants {
			all = append(all, string(w))
		}
	}
	return Facts{Declined: strings.Join(all, ",")}
}

// Add takes what a person gives besides while the walk goes on, and takes it away
// where it is empty. Nothing that was found is forgotten: what it changes is
// visited once more by whoever adds it.
func (s *Session) Add(facts Facts) {
	laid := func(over Facts) Facts {
		merged := over.With(facts)
		for name, value := range facts {
			if value == "" {
				delete(merged, name)
			}
		}
		return merged
	}
	s.known = laid(s.known).tidy()
	s.now = s.now.copied()
	s.now.facts = laid(s.now.facts).tidy()
	for i := range s.trail {
		s.trail[i].before.facts = laid(s.trail[i].before.facts)
	}
}

// Decline notes that the person goes on without something.
func (s *Session) Decline(wants ...Want) { s.Add(s.now.facts.declining(true, wants...)) }

// Undecline notes that the person does no longer.
func (s *Session) Undecline(wants ...Want) { s.Add(s.now.facts.declining(false, wants...)) }

// has reports whether an instrument is there.
func (p *Patient) has(by Instrument) bool { return p.Has == nil || p.Has(by, p.Session.Facts()) }

// asks reports whether a person may be asked for something: not twice, and not
// where everything is there by itself.
func (p *Patient) asks(w Want, asked map[Want]bool) bool {
	return p.Has != nil && p.Past == nil && w != "" && !asked[w] && !p.Session.Facts().Declines(w)
}

// Lacks is the first thing that a step lacks before it can look, and that the
// person was not asked for; "" for nothing.
func (p *Patient) Lacks(step *Step, asked map[Want]bool) Want {
	for _, w := range step.Wants(p.has, p.Session.Facts()) {
		if p.asks(w, asked) {
			return w
		}
	}
	return ""
}

// LackedBy is what a look turned out to lack, and that the person was not asked
// for; "" for nothing.
func (p *Patient) LackedBy(f Finding, asked map[Want]bool) Want {
	step := p.Session.Find(f.Step)
	if step == nil || f.Status != Unknown || f.Asked || f.Orders || f.ByHand || p.Without(f) {
		return ""
	}
	if w := step.lacked(f.Why); p.asks(w, asked) {
		return w
	}
	return ""
}

// Without reports whether something could not be seen because the person goes on
// without what it takes.
func (p *Patient) Without(f Finding) bool { return p.Missed(f) != "" }

// Given has everything visited once more that could not be seen, or was seen
// without what the person has given now. What is there now is declined no longer.
func (p *Patient) Given(w Want) error {
	for _, by := range []Instrument{ByDirectory, ByTenant, ByServer} {
		if p.Has != nil && p.has(by) {
			p.Session.Undecline(wantOf(by))
		}
	}
	p.Session.Undecline(w)
	if w == WantServer && p.Has != nil && !p.has(ByServer) && p.Session.Facts()[ConnectorAccount] != "" {
		p.Session.Decline(w) // the account that it writes with was named in its place
	}
	visit := p.Session.Visit
	if p.Past != nil && !p.Past.Collected { // what it says stands until something new is seen
		visit = p.Again
	}
	for _, f := range slices.Backward(p.Session.Trail()) {
		step := p.Session.Find(f.Step)
		if step == nil || f.Asked || f.ByHand || (f.Status != Unknown || f.Orders) && !step.takes(w) {
			continue
		}
		if err := visit(f.Step); err != nil {
			return err
		}
	}
	return nil
}

// takes reports whether the verdict of a step rests on what a want gives.
func (s *Step) takes(w Want) bool {
	return slices.ContainsFunc(s.Reads, func(by Instrument) bool { return wantOf(by) == w })
}

// Missed is what the person goes on without, and a finding lacks; "" for nothing.
func (p *Patient) Missed(f Finding) Want {
	step := p.Session.Find(f.Step)
	if step == nil || f.Status != Unknown || f.Why == nil || f.Orders {
		return ""
	}
	facts, all := p.Session.Facts(), []Want{step.lacked(f.Why)}
	if f.Why.Kind == probes.MissingInput { // with which it would have seen no more
		all = append(all, step.Wants(p.has, facts)...)
	}
	if i := slices.IndexFunc(all, facts.Declines); i >= 0 {
		return all[i]
	}
	return ""
}

// LeftOut is the first finding that lacks each of what the person goes on without.
func (p *Patient) LeftOut() []Finding {
	var all []Finding
	told := map[Want]bool{"": true}
	for _, f := range p.Session.Trail() {
		if w := p.Missed(f); !told[w] {
			told[w] = true
			all = append(all, f)
		}
	}
	return all
}
