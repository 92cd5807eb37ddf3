package configuration

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// pdcPorts are what writeback needs of the PDC emulator, all TCP: Kerberos,
// the RPC endpoint mapper, LDAP, and SMB for the remote SAM calls (Hybrid
// Identity Required Ports and Protocols). The dynamic RPC port that follows
// 135 is handed out at run time and is not tried.
func pdcPorts() []int { return []int{88, 135, 389, 445} }

// pdcRoad is where the PDC emulator is said to be, and the roads to it.
type pdcRoad struct {
	probes.Seen
	PDC    probes.PDCEmulator        `json:"pdc"`
	Routes probes.List[probes.Route] `json:"routes,omitzero"` // one a port that could be tried
	// Why says what kept the Connect server from measuring; nil when it did.
	Why *probes.Obstacle `json:"why,omitempty"`
	// Account is the domain of the connector account, where that is another
	// one; Others are the domains of the forest besides.
	Account *accountRoad                     `json:"account,omitempty"`
	Others  probes.List[probes.ForestDomain] `json:"others,omitzero"` // not seen where the forest was not
	// OtherRoads are the roads to the PDC emulators of those; not measured where
	// nobody there is concerned.
	OtherRoads probes.List[probes.Route] `json:"other_roads,omitzero"`
	// UserAlone reports whether one user is concerned, whose domain is known.
	UserAlone probes.YesNo `json:"user_alone"`
}

// accountRoad is the domain of the connector account, and the roads from the
// Connect server to its PDC emulator.
type accountRoad struct {
	Domain probes.ForestDomain       `json:"domain"`
	Routes probes.List[probes.Route] `json:"routes,omitzero"`
}

func seePDC(ctx context.Context, env steps.Env, facts steps.Facts) (pdcRoad, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return pdcRoad{}, err
	}
	var road pdcRoad
	var forest probes.Forest
	crashed := steps.Together(0, func() {
		if road.PDC, err = seeHomePDC(ctx, directory, facts[steps.UserDN]); err == nil {
			road.measure(ctx, env, facts)
		}
	}, func() {
		forest, _ = directory.Forest(ctx) // a note; the domain that matters has its own question
	})
	if crashed != nil {
		return pdcRoad{}, crashed
	}
	if named, ok := namedByDNS(forest, facts[steps.UserDN]); err != nil && ok {
		road.PDC, err = named, nil
		road.measure(ctx, env, facts)
	}
	if err != nil {
		return pdcRoad{}, err
	}
	if road.sortDomains(forest, facts[steps.ConnectorAccount]); forest.Domains.Seen() {
		road.Others = probes.All(road.Others)
	}
	if a := road.Account; a != nil && a.Domain.PDC != "" {
		a.Routes, _ = knockFromServer(ctx, env, facts, a.Domain.PDC)
	}
	road.UserAlone = probes.Said(facts[steps.Scope] == "one" && facts[steps.UserDN] != "")
	if road.UserAlone != probes.Yes {
		road.measureOthers(ctx, env, facts)
	}
	if ctx.Err() != nil {
		return pdcRoad{}, leftEarly(ctx)
	}
	return road, nil
}

// othersAtMost bounds the domains whose PDC emulator is tried besides.
const othersAtMost = 20

// measureOthers tries the PDC emulators of the other domains from the Connect
// server.
func (r *pdcRoad) measureOthers(ctx context.Context, env steps.Env, facts steps.Facts) {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return
	}
	var targets []probes.Target
	for _, d := range r.Others[:min(othersAtMost, len(r.Others))] {
		if host := whereToKnock(pdcOf(d)); host != "" {
			targets = append(targets, portsOn(host, pdcPorts())...)
		}
	}
	r.OtherRoads, _ = knock(ctx, shell, targets) // one that could not be tried is not seen
}

// pdcOf is what the forest says of the PDC emulator of one of its domains.
func pdcOf(d probes.ForestDomain) probes.PDCEmulator {
	return probes.PDCEmulator{Host: d.PDC, OwnerGone: d.OwnerGone, SRV: d.SRV, SRVAnswer: d.SRVAnswer}
}

// seeHomePDC asks the domain of the user, else the one that was named.
func seeHomePDC(ctx context.Context, directory probes.Directory, userDN string) (probes.PDCEmulator, error) {
	if userDN == "" {
		return directory.PDCEmulator(ctx)
	}
	home, err := directory.Home(ctx, userDN)
	if err != nil {
		return probes.PDCEmulator{}, err
	}
	return home.PDCEmulator(ctx)
}

// namedByDNS is what DNS says of the user's domain when none of its
// controllers can be asked.
func namedByDNS(forest probes.Forest, userDN string) (probes.PDCEmulator, bool) {
	for _, d := range forest.Domains {
		if same, both := sameText(d.BaseDN, string(probes.DN(userDN).Domain())); same && both {
			return probes.PDCEmulator{Seen: forest.Seen, DNSDomain: d.DNSName, SRV: d.SRV, SRVAnswer: d.SRVAnswer}, len(d.SRV) > 0
		}
	}
	return probes.PDCEmulator{}, false
}

// sortDomains keeps the domain of the connector account, where it is not the
// user's, and the others apart.
func (r *pdcRoad) sortDomains(forest probes.Forest, account string) {
	prefix, _, _ := strings.Cut(account, `\`)
	for _, d := range forest.Domains {
		switch {
		case sameName(d.DNSName, r.PDC.DNSDomain):
		case account != prefix && (strings.EqualFold(prefix, d.NetBIOSName) || sameName(prefix, d.DNSName)):
			r.Account = &accountRoad{Domain: d}
		default:
			r.Others = append(r.Others, d)
		}
	}
}

// measure tries the ports of the PDC emulator, from the Connect server if it
// can be used.
func (r *pdcRoad) measure(ctx context.Context, env steps.Env, facts steps.Facts) {
	r.Seen = r.PDC.Seen
	host := whereToKnock(r.PDC)
	if host == "" {
		return
	}
	var err error
	r.Routes, err = knockFromServer(ctx, env, facts, host)
	r.Why = probes.AsObstacle(err)
	if len(r.Routes) == 0 && env.Endpoint != nil {
		r.Routes, _ = knock(ctx, env.Endpoint, portsOn(host, pdcPorts())) // a hint; the obstacle that matters is above
	}
	if len(r.Routes) == 0 {
		return
	}
	r.Seen = probes.Seen{Vantage: r.Routes[0].Vantage, At: r.PDC.At, Took: env.Now().Sub(r.PDC.At)}
	if at := r.Routes[0].At; !at.IsZero() && at.Before(r.PDC.At) { // measured by somebody earlier
		r.At, r.Took = at, r.Routes[0].Took
	}
}

// whereToKnock returns the role owner, else the one host that DNS names, else
// "".
func whereToKnock(pdc probes.PDCEmulator) string {
	if pdc.Host != "" || pdc.OwnerGone == probes.Yes || len(pdc.SRV) != 1 {
		return pdc.Host
	}
	return strings.TrimSuffix(pdc.SRV[0], ".")
}

func knockFromServer(ctx context.Context, env steps.Env, facts steps.Facts, host string) ([]probes.Route, error) {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return nil, err
	}
	return knock(ctx, shell, portsOn(host, pdcPorts()))
}
