package configuration

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// controllersEvidence is the controllers of the user's domain, or of the one
// that was named, and the user as each of them has it.
type controllersEvidence struct {
	probes.DomainControllers
	Now       time.Time        `json:"now"`              // what support dates are compared with
	Copies    *probes.Replicas `json:"copies,omitempty"` // nil when no user is known, or CopiesWhy says why
	CopiesWhy *probes.Obstacle `json:"copies_why,omitempty"`
}

// seeControllers asks for the controllers and for the user's copies at once. A
// copy that cannot be read leaves the rest to be judged.
func seeControllers(ctx context.Context, env steps.Env, facts steps.Facts) (controllersEvidence, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return controllersEvidence{}, err
	}
	userDN := facts[steps.UserDN]
	if userDN != "" {
		if directory, err = directory.Home(ctx, userDN); err != nil {
			return controllersEvidence{}, err
		}
	}
	seen := controllersEvidence{Now: env.Now().UTC()}
	var listErr error
	work := []func(){func() { seen.DomainControllers, listErr = directory.DomainControllers(ctx) }}
	if userDN != "" {
		work = append(work, func() {
			copies, err := directory.Replicas(ctx, userDN)
			if seen.CopiesWhy = probes.AsObstacle(err); err == nil {
				seen.Copies = &copies
			}
		})
	}
	if err = steps.Together(0, work...); err == nil {
		err = listErr
	}
	if err == nil && ctx.Err() != nil {
		err = leftEarly(ctx)
	}
	return seen, err
}

func judgeControllers(e controllersEvidence) steps.Verdict {
	switch {
	case len(e.List) == 0:
		return notSeen(probes.NotFound, "domain controllers")
	case e.Now.IsZero(): // every system would look supported
		return notSeen(probes.NotCollected, "now")
	}
	sorted, copies := sortControllers(e), sortCopies(e)
	on, hosts := worstOfControllers(e, sorted, copies)
	args := tell.Args{
		"hosts": tell.Controller.Values(hosts).OrDash(), "count": tell.Count(len(e.List)), "from": tell.Server.Of(e.Vantage.Host).OrDash(),
		"forest_level": tell.Words.Of(levelName(e.ForestLevel)).OrDash(), "domain_level": tell.Words.Of(levelName(e.DomainLevel)).OrDash(),
	}
	sayControllers(args, e, sorted)
	sayCopies(args, e, copies)
	var why *probes.Obstacle
	if on == "copies-unseen" {
		why = copies.why
	}
	return steps.Verdict{
		On: on, Args: args, Why: why,
		Learned: steps.Facts{steps.Controllers: strings.Join(hostsOf(e.List), ",")},
	}
}

// worstOfControllers returns the outcome that matters most, and the
// controllers it is about. What stops writeback comes first; then what is not
// known of the PDC emulator, where writeback goes, unless copies of the user
// are known to differ; then the others.
func worstOfControllers(e controllersEvidence, s sortedControllers, c sortedCopies) (steps.Outcome, []tell.Value) {
	forest, err := strconv.Atoi(e.ForestLevel)
	for _, outcome := range []struct {
		on    steps.Outcome
		hosts []tell.Value
		holds bool
	}{
		{"control-missing", controllers(s.pdcWithout), len(s.pdcWithout) > 0},
		{"forest-too-old", nil, err == nil && forest < lowestForestLevel},
		{"unreachable-some", controllers(s.pdcSilent), len(s.pdcSilent) > 0},
		{"replica-missing", controllers(c.missing), len(c.missing) > 0},
		{"descriptors-differ", controllers(c.differ), len(c.differ) > 0},
		{"system-unknown", s.pdcForeign, len(s.pdcForeign) > 0},
		{"holder-unknown", controllers(s.perhaps), len(s.perhaps) > 0},
		{"out-of-support", s.ended, len(s.ended) > 0},
		{"one-differs", controllers(s.without), len(s.without) > 0},
		{"extended-updates", s.extended, len(s.extended) > 0},
		{"system-unknown", s.unnamed, len(s.unnamed) > 0},
		{"unreachable-some", controllers(s.silent), len(s.silent) > 0},
		{"unreachable-some", controllers([]string{"forestFunctionality"}), err != nil},
		{"copies-unseen", controllers(c.unread), c.why != nil},
	} {
		if outcome.holds {
			return outcome.on, outcome.hosts
		}
	}
	return "supported", nil
}

func controllers(hosts []string) []tell.Value { return tell.Controller.All(hosts).List }

// sortedControllers is the controllers by what is to be said of them. One
// controller may stand in several lists.
type sortedControllers struct {
	pdcWithout, perhaps, without []string // the policy-hints control is missing; perhaps: nobody knows who the PDC is
	pdcSilent, silent            []string // their rootDSE could not be read
	pdc, readOnly                []string
	pdcForeign                   []tell.Value // with its system: the PDC emulator is not known to be Windows and does not show the control
	extended, ended, unnamed     []tell.Value // with its system, by its support
}

func sortControllers(e controllersEvidence) sortedControllers {
	var s sortedControllers
	for _, dc := range e.List {
		s.sortSupport(dc, e.Now)
		switch {
		case dc.PDC == probes.Yes:
			s.pdc = append(s.pdc, dc.Host)
		case dc.ReadOnly == probes.Yes: // takes no reset, so its controls do not matter
			s.readOnly = append(s.readOnly, dc.Host)
			continue
		}
		s.sortHints(dc)
	}
	if len(s.pdc) == 0 { // any of them may be the one
		s.perhaps, s.without = s.without, nil
	}
	return s
}

func (s *sortedControllers) sortHints(dc probes.DomainController) {
	switch {
	case dc.PolicyHints == probes.Yes:
	case dc.PolicyHints == probes.No && !isWindows(dc.OSVersion):
		// Samba takes the control without naming it in its rootDSE, so only
		// the silence of a Windows Server means that the control is missing.
		if dc.PDC == probes.Yes {
			s.pdcForeign = append(s.pdcForeign, systemOf(dc))
		}
	case dc.PolicyHints == probes.No && dc.PDC == probes.Yes:
		s.pdcWithout = append(s.pdcWithout, dc.Host)
	case dc.PolicyHints == probes.No: // also of one that may be read-only: that it lacks the control is true
		s.without = append(s.without, dc.Host)
	case dc.PDC == probes.Yes:
		s.pdcSilent = append(s.pdcSilent, dc.Host)
	default:
		s.silent = append(s.silent, dc.Host)
	}
}

func (s *sortedControllers) sortSupport(dc probes.DomainController, now time.Time) {
	release, known := releaseOf(dc.OSVersion)
	if !known {
		s.unnamed = append(s.unnamed, systemOf(dc))
		return
	}
	named := tell.Controller.Of(dc.Host).With(tell.Words.Of(release.name))
	switch release.servedAt(now) {
	case supportEnded:
		s.ended = append(s.ended, named)
	case extendedOnly:
		s.extended = append(s.extended, named)
	case supported:
	case supportUnknown:
		s.unnamed = append(s.unnamed, named)
	}
}

func systemOf(dc probes.DomainController) tell.Value {
	return tell.Controller.Of(dc.Host).With(tell.Words.Of(dc.OS).OrDash())
}

func hostsOf(list []probes.DomainController) []string {
	var hosts []string
	for _, dc := range list {
		if dc.Host != "" {
			hosts = append(hosts, dc.Host)
		}
	}
	return hosts
}

// sayControllers fills the details: the systems with their support, and who
// has which part. An empty value leaves its line out.
func sayControllers(args tell.Args, e controllersEvidence, s sortedControllers) {
	args["systems"] = tell.Words.Of(strings.Join(systemsOf(e.List, e.Now), "; "))
	args["pdc"], args["read_only"] = tell.PDC.All(s.pdc), tell.Controller.Some(s.readOnly)
	args["silent"] = tell.Controller.Some(slices.Concat(s.pdcSilent, s.silent))
	args["lacking"] = tell.Controller.Some(slices.Concat(s.pdcWithout, s.perhaps, s.without))
}

// systemsOf groups the controllers by system, the oldest build first: name,
// build and last day of support, then who runs it.
func systemsOf(list []probes.DomainController, now time.Time) []string {
	type group struct {
		build int
		name  string
		hosts []string
	}
	var groups []*group
	for _, dc := range list {
		build, _ := buildOf(dc.OSVersion)
		name := systemName(dc, now)
		i := slices.IndexFunc(groups, func(g *group) bool { return g.name == name })
		if i < 0 {
			i, groups = len(groups), append(groups, &group{build: build, name: name})
		}
		groups[i].hosts = append(groups[i].hosts, dc.Host)
	}
	probes.SortStable(groups, func(a, b *group) int { return cmp.Compare(a.build, b.build) })
	lines := make([]string, len(groups))
	for i, g := range groups {
		lines[i] = g.name + ": " + tell.Controller.Some(g.hosts).String()
	}
	return lines
}

// systemName is a system as the table knows it, "Windows Server 2022 (20348,
// 2031-10-14)", else as the controller wrote it.
func systemName(dc probes.DomainController, now time.Time) string {
	release, known := releaseOf(dc.OSVersion)
	if !known {
		return strings.TrimSpace(cmp.Or(dc.OS, "-") + " " + dc.OSVersion)
	}
	last := release.end
	if release.servedAt(now) != supported && !release.extended.IsZero() {
		last = release.extended
	}
	build, _ := buildOf(dc.OSVersion)
	return release.name + " (" + strconv.Itoa(build) + ", " + last.Format(time.DateOnly) + ")"
}
