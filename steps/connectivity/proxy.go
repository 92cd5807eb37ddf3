package connectivity

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Proxy finds proxy settings on the Connect server that disagree, and a proxy
// that asks for a sign-in, refuses the hosts, or forgets idle connections.
var Proxy = steps.Step{
	ID:    "connectivity/proxy",
	Seed:  []string{"N2"},
	Title: lang.Text{Ko: "Connect 서버의 프록시", En: "Proxy of the Connect server"},
	Why: lang.Text{
		Ko: "동기화 엔진은 machine.config의 프록시를 쓰고 브라우저는 다른 설정을 쓰므로, 사람이 쓰는 브라우저에서는 되는 연결이 서비스에서는 막혀 있을 수 있습니다.",
		En: "The sync engine takes its proxy from machine.config and a browser from elsewhere, so a road can be open for a person and closed for the service.",
	},
	Check:       steps.Look(seeProxy, judgeProxy),
	Roads:       true,
	Reads:       []steps.Instrument{steps.ByServer},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.Connected,
	Timeout:     roadLimit,
	Blanks: tell.Kinds{
		"engine": tell.Proxy, "environment": tell.Proxy, "proxy": tell.Proxy, "user": tell.Proxy, "winhttp": tell.Proxy,
		"host": tell.Host, "how": tell.Contact, "written": tell.Proxy,
		"idle": tell.Period, "status": tell.Number,
		"started_at": tell.Moment, "written_at": tell.Moment,
	},
	Branches: proxyBranches,
}

// proxySeen is what the server says about its proxy, and what the proxy says
// when it is used.
type proxySeen struct {
	probes.Seen
	Proxy probes.Proxy `json:"proxy"`
	Files probes.Files `json:"files"`
	// Service is ADSync, which knows machine.config as it was at its start.
	Service probes.Service            `json:"service"`
	Routes  probes.List[probes.Route] `json:"routes,omitzero"` // measured on the server; empty when it could not measure
}

func seeProxy(ctx context.Context, env steps.Env, facts steps.Facts) (proxySeen, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return proxySeen{}, err
	}
	seen := proxySeen{Seen: server.Seen, Proxy: server.Proxy, Files: server.Files, Service: server.Service}
	named := seeRelayNames(ctx, env, facts)
	cloud := cloudOf(named.Hosts, facts[steps.Tenant])
	var targets []probes.Target
	if resetHosts[cloud] != "" {
		targets = append(targets, resetTarget(cloud))
	}
	for _, host := range named.Hosts {
		targets = append(targets, relayTarget(host))
	}
	// The roads only add what the proxy itself says; without them the
	// settings are judged alone.
	tried, _ := measureAll(ctx, env, facts, targets)
	seen.Routes = probes.All(tried.Routes)
	return seen, nil
}

// idleNeeded is the least idle time-out of a proxy: the relay's heartbeat
// comes every 5 minutes, and the prerequisites page recommends 6.
const idleNeeded = 5 * time.Minute

func judgeProxy(e proxySeen) steps.Verdict {
	args := proxyArgs(e.Proxy)
	args["written_at"], args["started_at"] = tell.At(e.Files.MachineConfig).OrDash(), tell.At(e.Service.Started).OrDash()
	routes, onServer := counting(e.Routes)
	if onServer {
		if r, found := firstEnding(routes, probes.ProxySignIn); found {
			return steps.Verdict{On: "sign-in-required", Args: withRoad(args, r)}
		}
		if r, found := firstEnding(routes, probes.ProxyRefused); found {
			return steps.Verdict{On: "refuses-host", Args: withRoad(args, r)}
		}
	}
	if !e.Proxy.Read {
		return steps.Blind(e.Proxy.Part)
	}
	engine := proxyAddr(e.Proxy.MachineConfig)
	others := otherProxies(e.Proxy)
	switch {
	case without(e.Proxy, others) && onServer && !slices.ContainsFunc(routes, reachedDirectly):
		return steps.Verdict{On: "no-way-out", Args: withRoad(args, routes[0])}
	case !usableByNet(e.Proxy.MachineConfig):
		return steps.Verdict{On: "unusable", Args: args}
	case engine == "" && len(others) > 0 && e.Proxy.UseSystemDefault == probes.Yes:
		return steps.Verdict{On: "account-default", Args: args}
	case differs(engine, others):
		return steps.Verdict{On: "disagree", Args: args}
	case engine != "" && e.Proxy.IdleTimeout.Or(0) > 0 && e.Proxy.IdleTimeout.Or(0) <= idleNeeded:
		return steps.Verdict{On: "short-idle", Args: args}
	case engine != "" && onServer && slices.ContainsFunc(routes, speaksNoHTTP):
		return steps.Verdict{On: "unreadable", Args: withRoad(args, routes[slices.IndexFunc(routes, speaksNoHTTP)])}
	case e.changedSince() == probes.Yes:
		return steps.Verdict{On: "changed-since-start", Args: args}
	case e.changedSince() == probes.Unsaid && !e.Service.Read:
		return steps.Blind(e.Service.Part)
	case e.changedSince() == probes.Unsaid:
		return notTold("machine.config, LastWriteTime")
	case !e.Proxy.System.Seen():
		return notTold("GetSystemWebProxy")
	case engine == "":
		return steps.Verdict{On: "direct", Args: args}
	case !e.Routes.Seen() || slices.ContainsFunc(routes, answersUnsaid): // what the proxy itself says
		return steps.Blind(probes.Part{})
	default:
		return steps.Verdict{On: "consistent", Args: args}
	}
}

// without reports whether the sync engine has no proxy that it can use, and
// somebody knows one: another setting of the server, or the value that it cannot
// use.
func without(p probes.Proxy, others []string) bool {
	return !usableByNet(p.MachineConfig) || proxyAddr(p.MachineConfig) == "" && len(others) > 0
}

// reachedDirectly reports whether a road says anything but that there is no way
// to the internet without a proxy: packets that nobody answers or that are
// refused, or a name that the name servers inside do not know.
func reachedDirectly(r probes.Route) bool {
	closed := []probes.Contact{probes.Dropped, probes.PortRefused, probes.NoRoute, probes.CutOff, probes.NoSuchName, probes.NoNameServer}
	return r.Proxy != "" || !slices.Contains(closed, r.End())
}

// speaksNoHTTP reports whether the proxy on a road answers what a proxy does
// not.
func speaksNoHTTP(r probes.Route) bool {
	return r.End() == probes.ProxyNoHTTP || r.End() == probes.ProxyLongHead
}

// answersUnsaid reports whether an answer came and nobody said which.
func answersUnsaid(r probes.Route) bool { return r.HTTP == probes.Open && r.Status == 0 }

func firstEnding(routes []probes.Route, end probes.Contact) (probes.Route, bool) {
	for _, r := range routes {
		if r.End() == end {
			return r, true
		}
	}
	return probes.Route{}, false
}

// otherProxies are the settings besides that of the sync engine. An empty one
// is left out: many servers set only one of them, and on purpose.
func otherProxies(p probes.Proxy) []string {
	var others []string
	for _, s := range []string{p.WinHTTP, p.User, p.Environment} {
		if host := proxyAddr(s); host != "" {
			others = append(others, host)
		}
	}
	for _, s := range p.System {
		if host := proxyAddr(s.Proxy); host != "" {
			others = append(others, host)
		}
	}
	return others
}

// notTold is the verdict where what decides was not collected, as by a script of
// an older version.
func notTold(needs string) steps.Verdict {
	return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.NotCollected, Needs: needs}}
}

// changedSince tells whether machine.config was written after the process of the
// sync engine began, which knows it as it was then: .NET Framework reads it once
// for a process ("Configuring Apps by using Configuration Files"). A service that
// does not run will read it when it starts.
func (e proxySeen) changedSince() probes.YesNo {
	switch {
	case e.Service.Read && (e.Service.Installed == probes.No || e.Service.State != "" && !strings.EqualFold(e.Service.State, "Running")):
		return probes.No
	case e.Service.Started.IsZero() || e.Files.MachineConfig.IsZero():
		return probes.Unsaid
	default:
		return probes.Said(e.Files.MachineConfig.After(e.Service.Started))
	}
}

// userProxy is what the Internet Settings of whoever ran the script come to, with
// a script that chooses.
func userProxy(p probes.Proxy) string {
	user := proxyAddr(p.User)
	for _, s := range p.System {
		user = cmp.Or(user, proxyAddr(s.Proxy))
	}
	return user
}

// differs reports whether somebody else on the server uses another proxy than
// the sync engine, or one where the engine has none.
func differs(engine string, others []string) bool {
	for _, o := range others {
		if o != engine {
			return true
		}
	}
	return false
}

// usableByNet reports whether .NET Framework, in which the sync engine runs, can
// use what stands in proxyaddress: one absolute address of the scheme http. Of
// any other scheme ServicePointManager says that it is not supported, and
// host:port alone is an address whose scheme is the host ("<proxy> Element
// (Network Settings)", "ServicePointManager.FindServicePoint"). Nothing at all
// is no proxy, and fine.
func usableByNet(written string) bool {
	if written = strings.TrimSpace(written); written == "" { // which Uri takes off too
		return true
	}
	to, err := url.Parse(written)
	return err == nil && strings.EqualFold(to.Scheme, "http") && to.Hostname() != "" && strings.Trim(to.Path, "/") == "" &&
		!strings.ContainsAny(written, ";, \t\r\n") && isPort(to.Port())
}

// isPort reports whether a port can be one; without it the scheme has its own.
func isPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && n > 0
}

// proxyAddr brings "http://Proxy:8080/", "proxy:8080" and the list form
// "http=a:80;https=proxy:8080" of Internet Settings into one spelling.
func proxyAddr(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if strings.Contains(s, "=") {
		for part := range strings.SplitSeq(s, ";") {
			scheme, host, _ := strings.Cut(strings.TrimSpace(part), "=")
			if scheme == "https" {
				return proxyAddr(host)
			}
		}
		return ""
	}
	if _, rest, found := strings.Cut(s, "://"); found {
		s = rest
	}
	s = s[strings.LastIndex(s, "@")+1:] // a name in front of the host is nobody's business here
	s, _, _ = strings.Cut(s, "/")
	return s
}

func proxyArgs(p probes.Proxy) tell.Args {
	idle := tell.Period.Unknown()
	if limit := p.IdleTimeout.Or(0); limit > 0 {
		idle = tell.Long(limit)
	}
	return tell.Args{
		"written":     tell.Proxy.Of(p.MachineConfig).OrDash(),
		"engine":      tell.Proxy.Of(proxyAddr(p.MachineConfig)).OrDash(),
		"winhttp":     tell.Proxy.Of(proxyAddr(p.WinHTTP)).OrDash(),
		"user":        tell.Proxy.Of(userProxy(p)).OrDash(),
		"environment": tell.Proxy.Of(proxyAddr(p.Environment)).OrDash(),
		"idle":        idle,
		"host":        tell.Host.Unknown(), "proxy": tell.Proxy.Unknown(), "status": tell.Number.Unknown(), "how": tell.Contact.Unknown(),
	}
}

func withRoad(args tell.Args, r probes.Route) tell.Args {
	args["host"], args["proxy"], args["how"] = tell.Host.Of(r.Target.Host), proxyOn(r).OrDash(), endOf(r)
	return args
}
