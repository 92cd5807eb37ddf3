package connectivity

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// The outcomes that every road to the cloud shares.
const (
	open           steps.Outcome = "open"
	nameUnknown    steps.Outcome = "name-unknown"
	noNameServer   steps.Outcome = "no-name-server"
	refused        steps.Outcome = "refused"
	dropped        steps.Outcome = "dropped"
	reset          steps.Outcome = "reset"
	inspected      steps.Outcome = "inspected"
	badCertificate steps.Outcome = "bad-certificate"
	proxyBlocked   steps.Outcome = "proxy-blocked"
	captive        steps.Outcome = "captive"
	suffixClosed   steps.Outcome = "suffix-closed"
	unexpected     steps.Outcome = "unexpected"
	hintOpen       steps.Outcome = "hint-open"
	hintClosed     steps.Outcome = "hint-closed"
	unfamiliar     steps.Outcome = "unfamiliar-issuer"
)

// https is the only port that writeback needs towards the cloud
// ("Troubleshoot self-service password reset writeback", connectivity).
const https = 443

// How long the checks of this stage may take. The script on the server may
// need a minute to start and to answer on a busy machine, and each road that
// is dropped in silence costs its whole time-out; the script's own limits come
// first, so that its answer is not lost.
const (
	serverLimit = 90 * time.Second
	roadLimit   = 3 * time.Minute
)

// atOnce is how many roads are measured at the same time: a firewall that
// drops packets costs a whole time-out for each of them.
const atOnce = 8

// measure tries one road from the Connect server, or, where the server cannot
// be asked, from this machine. The vantage of the route says which it was. The
// error is that of the server, which is the one that matters.
func measure(ctx context.Context, env steps.Env, facts steps.Facts, target probes.Target) (probes.Route, error) {
	shell, err := env.Shell(ctx, facts)
	if err == nil {
		var route probes.Route
		if route, err = shell.Reach(ctx, target); err == nil {
			return route, nil
		}
	}
	if ctx.Err() != nil || env.Endpoint == nil {
		return probes.Route{}, err
	}
	route, fromHere := env.Endpoint.Reach(ctx, target)
	if fromHere != nil {
		return probes.Route{}, err
	}
	return route, nil
}

// measured is what a try of several roads brought.
type measured struct {
	Routes []probes.Route
	Why    *probes.Obstacle // why a road could not be tried; nil when all were
}

// measureAll tries several roads together. The error is the first reason why
// one could not be tried when none could.
func measureAll(ctx context.Context, env steps.Env, facts steps.Facts, targets []probes.Target) (measured, error) {
	routes, errs := make([]probes.Route, len(targets)), make([]error, len(targets))
	work := make([]func(), len(targets))
	for i, target := range targets {
		work[i] = func() { routes[i], errs[i] = measure(ctx, env, facts, target) }
	}
	if err := steps.Together(atOnce, work...); err != nil {
		return measured{}, err
	}
	var tried measured
	var first error
	for i := range targets {
		switch {
		case errs[i] == nil:
			tried.Routes = append(tried.Routes, routes[i])
		case first == nil:
			first = errs[i]
		}
	}
	if tried.Why = probes.AsObstacle(first); len(tried.Routes) > 0 {
		return tried, nil
	}
	return tried, first
}

// seenOn is the stamp of a look at roads: of this look, or of the oldest road
// where somebody had measured one before.
func seenOn(routes []probes.Route, start, end time.Time) probes.Seen {
	seen := probes.Seen{Vantage: routes[0].Vantage, At: start.UTC(), Took: end.Sub(start)}
	for _, r := range routes {
		if !r.At.IsZero() && r.At.Before(seen.At) {
			seen.At, seen.Took = r.At, r.Took
		}
	}
	return seen
}

// untried returns why not all roads count as tried on the Connect server when
// some were: one could not be tried, or was tried from elsewhere. What a part
// of the roads says may not stand for all of them. It returns nil when all or
// none were tried there.
func untried(routes []probes.Route, why *probes.Obstacle) *probes.Obstacle {
	chosen, onServer := counting(routes)
	switch {
	case !onServer || len(chosen) == len(routes) && why == nil:
		return nil
	case why != nil:
		return why
	default:
		return &probes.Obstacle{Kind: probes.NotCollected}
	}
}

// counting returns the roads that may decide: those measured on the Connect
// server when there are any, and whether that is so.
func counting(routes []probes.Route) (chosen []probes.Route, onServer bool) {
	for _, r := range routes {
		if r.Vantage.OnSyncServer() && r.End() != probes.NotTried {
			chosen = append(chosen, r)
		}
	}
	if len(chosen) > 0 {
		return chosen, true
	}
	for _, r := range routes {
		if r.End() != probes.NotTried {
			chosen = append(chosen, r)
		}
	}
	return chosen, false
}

// ends maps what a road ended with to the outcome of the step.
var ends = map[probes.Contact]steps.Outcome{
	probes.NoSuchName:     nameUnknown,
	probes.NoNameServer:   noNameServer,
	probes.PortRefused:    refused,
	probes.NoRoute:        refused,
	probes.Dropped:        dropped,
	probes.CutOff:         reset,
	probes.BadCertificate: badCertificate,
	probes.ProxyRefused:   proxyBlocked,
	probes.ProxySignIn:    proxyBlocked,
	probes.ProxyFailed:    proxyBlocked,
}

// classify says how a tried road to a cloud host ended. Every contact that is
// not in the table, and every answer that such a host does not give, is
// unexpected.
func classify(r probes.Route) steps.Outcome {
	end := r.End()
	if end == probes.BadCertificate || (r.TLS == probes.Open && r.PublicRoot == probes.No) {
		if !r.Chain.Seen() { // whose certificate it is decides
			return unexpected
		}
		return certificateOutcome(r)
	}
	if end != probes.Open {
		if on, ok := ends[end]; ok {
			return on
		}
		return unexpected
	}
	if r.TLS != probes.Open {
		return unexpected // an open port alone does not say who answers
	}
	return answerOutcome(r)
}

// answerOutcome judges the HTTP answer behind a good certificate. 401 is how
// a healthy relay answers a question without a token.
func answerOutcome(r probes.Route) steps.Outcome {
	switch {
	case r.Status == 511: // Network Authentication Required, RFC 6585 section 6
		return captive
	case r.Status >= 300 && r.Status < 400 && elsewhere(r):
		return captive
	case !slices.Contains(vendorAuthorities, issuer(r)):
		return unfamiliar // somebody's device may answer under a root that this machine trusts
	case r.HTTP == probes.NotTried:
		return open
	case slices.Contains([]int{301, 302, 303, 307, 308}, r.Status) && r.Location == "":
		return unexpected // nobody noted where it leads
	case r.Status >= 200 && r.Status < 400, slices.Contains([]int{400, 401, 404, 405}, r.Status):
		return open
	default:
		return unexpected
	}
}

// vendorDomains are where a redirect of Microsoft's own pages may lead.
var vendorDomains = []string{
	"microsoftonline.com", "microsoft.com", "windows.net", "live.com", "office.com",
	"microsoftonline.us", "microsoftonline.cn", "azure.com",
}

// elsewhere reports whether a redirect leads away from the vendor. A redirect
// without a host stays where it was.
func elsewhere(r probes.Route) bool {
	to, err := url.Parse(r.Location)
	if err != nil {
		return true
	}
	host := strings.ToLower(to.Hostname())
	if host == "" || strings.EqualFold(host, r.Target.Host) {
		return false
	}
	return !slices.ContainsFunc(vendorDomains, func(d string) bool {
		return host == d || strings.HasSuffix(host, "."+d)
	})
}

// said fills the blanks that every road knows.
func said(r probes.Route) tell.Args {
	return tell.Args{
		"host":     tell.Host.Of(r.Target.Host),
		"how":      endOf(r),
		"proxy":    proxyOn(r).OrDash(),
		"issuer":   tell.Words.Of(issuer(r)).OrDash(),
		"status":   number(r.Status).OrDash(),
		"location": tell.Host.Of(hostOf(r.Location)).OrDash(),
		"machine":  tell.Host.Of(r.Vantage.Host).OrDash(),
	}
}

func endOf(r probes.Route) tell.Value { return tell.Contact.Of(string(r.End())) }

// proxyOn is the proxy of a road: the one that was used, else whose certificate
// stands in front of a proxy that nobody had set and that answered behind TLS.
func proxyOn(r probes.Route) tell.Value {
	if r.Proxy == "" && r.End() == probes.ProxySignIn {
		return tell.Proxy.Of(issuer(r))
	}
	return tell.Proxy.Of(r.Proxy)
}

func hostOf(location string) string {
	to, err := url.Parse(location)
	if err != nil || to.Hostname() == "" {
		return location
	}
	return to.Hostname()
}

// number is a count of which 0 says nothing.
func number(n int) tell.Value {
	if n == 0 {
		return tell.Number.Of("")
	}
	return tell.Count(n)
}

// hint turns a road that was not measured on the Connect server into what it
// is worth.
func hint(r probes.Route) steps.Verdict {
	if r.End() == probes.Open {
		return steps.Verdict{On: hintOpen, Args: said(r)}
	}
	return steps.Verdict{On: hintClosed, Args: said(r)}
}

// explaining returns the branches with those steps named that fail because of
// a broken one.
func explaining(branches []steps.Branch, ids ...steps.ID) []steps.Branch {
	explained := slices.Clone(branches)
	for i := range explained {
		if explained[i].Status == steps.Broken {
			explained[i].Explains = ids
		}
	}
	return explained
}
