package connectivity

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/version"
)

// ConnectVersion finds a version of Microsoft Entra Connect Sync that can no
// longer work, or that has a known defect of password writeback.
var ConnectVersion = steps.Step{
	ID:    "connectivity/connect-version",
	Seed:  []string{"N1"},
	Title: lang.Text{Ko: "Microsoft Entra Connect Sync 버전", En: "Version of Microsoft Entra Connect Sync"},
	Why: lang.Text{
		Ko: "지원되는 기간은 버전마다 다르고, 오래된 버전은 더 이상 동기화하지 못합니다.",
		En: "Each version is supported for a limited time, and old ones can no longer synchronise.",
	},
	Check:       steps.Look(seeVersion, judgeVersion),
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.Written,
	Timeout:     serverLimit,
	Blanks: tell.Kinds{
		"left":       tell.Period,
		"edited_day": tell.Words, "unedited_day": tell.Words, "unread_file": tell.Words,
		"announced_day": tell.Words, "ends_day": tell.Words, "stale_day": tell.Words, "table_day": tell.Words,
		"announced_version": tell.Version, "fixed": tell.Version, "lowest": tell.Version, "newest": tell.Version,
		"switched_version": tell.Version, "version": tell.Version,
	},
	Branches: slices.Concat(versionBranches, defectBranches()),
}

// installed is the version on the server, and the day on which it is judged.
type installed struct {
	probes.Seen
	Product probes.Product `json:"product"`
	Service probes.Service `json:"service"` // ADSync
	Files   probes.Files   `json:"files"`
	Now     time.Time      `json:"now"`
}

// Dated is the version as it is judged on another day.
func (e installed) Dated(moment time.Time) installed {
	e.Now = moment
	return e
}

func seeVersion(ctx context.Context, env steps.Env, facts steps.Facts) (installed, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return installed{}, err
	}
	return installed{Seen: server.Seen, Product: server.Product, Service: server.Service, Files: server.Files, Now: env.Now().UTC()}, nil
}

// The rules of "Version release history": the lowest version that still
// synchronises, and since when.
var (
	lowestThatSyncs = version.Must("2.5.79.0")
	firstOfTwo      = version.Must("2.0.0.0")
	// syncStops is the first moment after 30 September 2026.
	syncStops = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	// oneStops is when 1.x was retired, 31 August 2022.
	oneStops = time.Date(2022, 9, 1, 0, 0, 0, 0, time.UTC)
)

// From this day on, as is announced, only this version and later ones, signed in
// as an application, synchronise. Both are known from readers of the version
// history, so they never make anything broken.
var (
	announcedEnd    = time.Date(2027, 4, 7, 0, 0, 0, 0, time.UTC)
	announcedLowest = version.Must("2.6.84.0")
)

// The versions that change to signing in as an application by themselves
// ("Authenticate to Microsoft Entra ID by using application identity",
// Microsoft Learn); 2.6.84.0 no longer does.
var (
	switchesFirst = version.Must("2.5.74.0")
	switchesLast  = version.Must("2.6.83.65535")
)

// soon is how long before the end a version is worth a warning: time enough
// to plan an upgrade.
const soon = 90 * 24 * time.Hour

func judgeVersion(e installed) steps.Verdict {
	if !e.Product.Read || e.Now.IsZero() {
		return steps.Blind(e.Product.Part)
	}
	v, err := version.Parse(e.Product.Version)
	if err != nil {
		return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Malformed, Needs: "version"}}
	}
	known := supportOf(v)
	ends := lastDay(v, known)
	args := versionArgs(v, e.Now)
	if !ends.IsZero() {
		args["ends_day"] = tell.Words.Of(ends.Format(time.DateOnly))
		args["left"] = tell.Long(max(0, ends.Sub(e.Now)).Truncate(24 * time.Hour))
	}
	d := brokenBy(v, e.Now)
	switch {
	case d == nil || known.recalled, d.stopped && strings.EqualFold(e.Service.State, "Running"):
		return steps.Verdict{On: versionOutcome(v, known, ends, e.Now), Since: stopsAt(v), Args: args}
	case d.stopped && (!e.Service.Read || e.Service.State == ""):
		return steps.Blind(e.Service.Part)
	default:
		args["fixed"] = tell.Version.Of(d.fixed.String())
		if d.stopped {
			maps.Copy(args, edits(e.Files))
		}
		return steps.Verdict{On: d.on, Args: args}
	}
}

func versionArgs(v version.Version, now time.Time) tell.Args {
	args := tell.Args{
		"version": tell.Version.Of(v.String()), "newest": tell.Version.Of(newestRelease().String()), "lowest": tell.Version.Of(lowestThatSyncs.String()),
		"table_day": tell.Words.Of(releasesAsOf.Format(time.DateOnly)), "ends_day": tell.Words.Unknown(), "left": tell.Period.Unknown(), "fixed": tell.Version.Unknown(),
		"announced_day": tell.Words.Of(announcedEnd.Format(time.DateOnly)), "announced_version": tell.Version.Of(announcedLowest.String()),
		"stale_day": tell.Words.Of(""), "switched_version": tell.Version.Of(""),
	}
	if now.Sub(releasesChecked) > freshFor {
		args["stale_day"] = tell.Words.Of(releasesChecked.Format(time.DateOnly))
	}
	if v.Within(switchesFirst, switchesLast) {
		args["switched_version"] = tell.Version.Of(v.String())
	}
	return args
}

// brokenBy returns the defect that decides: one that is always there outweighs
// that the version cannot synchronise, because it says why writeback fails.
func brokenBy(v version.Version, now time.Time) *defect {
	if d := defectOf(v, true); d != nil {
		return d
	}
	if cannotSync(v, now) {
		return nil
	}
	return defectOf(v, false)
}

func cannotSync(v version.Version, now time.Time) bool {
	since := stopsAt(v)
	return !since.IsZero() && !now.Before(since)
}

// stopsAt is from when on a version cannot synchronise, zero for one that still
// can.
func stopsAt(v version.Version) time.Time {
	switch {
	case v.Compare(firstOfTwo) < 0:
		return oneStops
	case v.Compare(lowestThatSyncs) < 0:
		return syncStops
	default:
		return time.Time{}
	}
}

// lastDay is the earlier of the end of support and the day on which the
// version stops synchronising; zero when neither is known.
func lastDay(v version.Version, known support) time.Time {
	ends := known.ends
	if v.Compare(lowestThatSyncs) < 0 && (ends.IsZero() || syncStops.Before(ends)) {
		ends = syncStops.AddDate(0, 0, -1)
	}
	return ends
}

func versionOutcome(v version.Version, known support, ends, now time.Time) steps.Outcome {
	switch {
	case known.recalled:
		return "recalled"
	case cannotSync(v, now):
		return "cannot-sync"
	case known.newer:
		return "newer-than-table"
	case known.newest:
		return "newest"
	case ends.IsZero():
		return "unlisted"
	case !now.Before(ends.AddDate(0, 0, 1)):
		return "out-of-support"
	case !known.listed:
		return "unlisted"
	case ends.Sub(now) < soon:
		return "ending-soon"
	case v.Compare(announcedLowest) < 0 && announcedEnd.Sub(now) < soon:
		return "announced-end"
	default:
		return "supported"
	}
}
