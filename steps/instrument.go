package steps

import (
	"cmp"
	"slices"

	"example.com/writeback-doctor/steps/lang"
)

// Instrument is one of those that look at the patient. A step says once which
// ones it [Step.Reads]; what is dark when one is missing, what a missing sync
// engine explains, and how long a collected file speaks for the step all follow
// from that.
type Instrument string

// The instruments.
const (
	ByDirectory Instrument = "directory" // Active Directory, over LDAP
	ByTenant    Instrument = "tenant"    // Microsoft Graph
	ByServer    Instrument = "server"    // the Connect server as a machine: registry, roads, logs
	ByEngine    Instrument = "engine"    // the sync engine installed on it; who reads that reads the server
)

// Place is what an instrument asks, in words, and its name where that is known.
func (i Instrument) Place(facts Facts) (what lang.Text, name string) {
	switch i {
	case ByDirectory:
		return lang.Text{Ko: "도메인 컨트롤러", En: "the domain controllers"}, cmp.Or(facts[Controller], facts[Domain])
	case ByTenant:
		return lang.Text{Ko: "Microsoft Graph", En: "Microsoft Graph"}, facts[Tenant]
	default: // whoever reads the engine reads the server
		return lang.Text{Ko: "Connect 서버", En: "the Connect server"}, facts[SyncServer]
	}
}

// ReadsFrom reports whether the verdict of a step rests on an instrument.
func (s *Step) ReadsFrom(by Instrument) bool {
	return slices.Contains(s.Reads, by) || by == ByServer && slices.Contains(s.Reads, ByEngine)
}

// DarkWithout reports whether a step can say nothing where an instrument is
// missing and no person says what it would have taught.
func (s *Step) DarkWithout(by Instrument) bool {
	return s.ReadsFrom(by) || slices.ContainsFunc(s.Needs, func(f Fact) bool { return by == ByServer && f == ConnectorAccount })
}

// skips reports whether a step makes no sense after a branch.
func (b *Branch) skips(step *Step) bool {
	return slices.Contains(b.Skip, step.ID) || b.CloudSync && step.ConnectSync || b.mistook(step)
}

// mistook reports whether a step looked at something else than it should have,
// as a branch shows.
func (b *Branch) mistook(step *Step) bool { return b.SkipWhat != "" && step.ReadsFrom(b.SkipWhat) }

// follows reports whether an outcome of a step can follow from what another one
// found. Within a stage everything can.
func (b *Branch) follows(reason, of ID) bool {
	return b.Follows == nil || reason.Stage() == of.Stage() || slices.Contains(b.Follows, reason)
}

// causes reports whether a warning can come to what was found broken.
func (b *Branch) causes(effect *Finding) bool {
	return slices.Contains(b.Causes, effect.Step) || slices.Contains(b.Causes, effect.Step+ID("#"+effect.On))
}

// Accounts reports whether a step comes to an outcome because of the outcome of a
// branch of another one.
func (b *Branch) Accounts(step *Step, on Outcome) bool {
	return slices.Contains(b.Explains, step.ID) || slices.Contains(b.Explains, step.ID+ID("#"+on)) || b.ExplainsWhat != "" && step.ReadsFrom(b.ExplainsWhat)
}

// GraphRights are the permissions of Microsoft Graph that a check asks with. A
// test walks without each of them.
type GraphRights struct {
	Sees []string // without one of these it sees nothing of what it is for
	More []string // without one of these it says less, in some environments
}
