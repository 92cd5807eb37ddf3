package steps

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// roadsSeen is where the evidence of the steps holds what was tried. The names are
// those of their own evidence.
type roadsSeen struct {
	Routes  probes.List[probes.Route] `json:"routes"`
	Route   *probes.Route             `json:"route"`
	Sibling *probes.Route             `json:"sibling"`
	Account struct {
		Routes probes.List[probes.Route] `json:"routes"`
	} `json:"account"`
	Others probes.List[probes.Route] `json:"other_roads"`

	probes.Hold // of a connection that was held
}

// roadsIn are the destinations in evidence that were tried. A connection that was
// held and cut ends behind TLS, and has no purpose: no rule keeps it.
func roadsIn(evidence []byte) []probes.Route {
	var seen roadsSeen
	if json.Unmarshal(evidence, &seen) != nil {
		return nil
	}
	roads := slices.Concat(seen.Routes, seen.Account.Routes, seen.Others)
	for _, one := range []*probes.Route{seen.Route, seen.Sibling} {
		if one != nil {
			roads = append(roads, *one)
		}
	}
	if held := seen.Hold; held.Target.Host != "" {
		road := probes.Route{Seen: held.Seen, Target: held.Target, TCP: held.Start, TLS: held.Start}
		if held.Cut == probes.Yes {
			road.TLS, road.Target.Purpose = probes.CutOff, ""
		}
		roads = append(roads, road)
	}
	return roads
}

// HandOver is what whoever has to open roads is told of a finding. Every text of it
// is cleaned.
type HandOver struct {
	Allow []string // what is asked to be allowed from where it was seen: each destination with its ports
	Tried []string // every destination that was tried, and how that ended
}

// HandedOver reports whether somebody else mends it: there is something to hand over.
func (t *Told) HandedOver() bool {
	return t.People != "" && t.Remedy != nil && (t.Status == Broken || t.Status == Warning)
}

// HandOver tells which roads of a finding were tried. Where anything was tried from
// the Connect server, that alone counts.
func (t Teller) HandOver(f *Finding) (over HandOver) {
	step := t.Find(f.Step)
	if step == nil || !step.Roads || f.ByHand {
		return over
	}
	roads := roadsIn(f.Evidence)
	onServer := slices.ContainsFunc(roads, func(r probes.Route) bool { return r.Vantage.OnSyncServer() && r.End() != probes.NotTried })
	var asked []string // destinations, each in the place of its line of Allow
	for i := range roads {
		r := &roads[i]
		end := r.End()
		if end == probes.NotTried || onServer && !r.Vantage.OnSyncServer() {
			continue
		}
		over.Tried = append(over.Tried, t.tried(r, end))
		firewall := end == probes.PortRefused || end == probes.NoRoute || end == probes.Dropped || end == probes.CutOff
		if !firewall || r.Proxy != "" || r.Target.Purpose == "" {
			continue
		}
		to, port := rule(r), strconv.Itoa(r.Target.Port)
		at := slices.Index(asked, to)
		switch {
		case at < 0:
			asked, over.Allow = append(asked, to), append(over.Allow, to+", TCP "+port)
		case !strings.HasSuffix(over.Allow[at], " "+port):
			over.Allow[at] += ", " + port
		}
	}
	return over
}

// rule is the destination as a rule has to name it: relays and the password reset
// service use other names below the same suffix as well, and these change.
func rule(r *probes.Route) string {
	host := lang.Clean(strings.ToLower(r.Target.Host))
	_, below, _ := strings.Cut(host, ".")
	reset := strings.Index(host, "passwordreset.")
	switch {
	case r.Target.Purpose == probes.ServiceBus && strings.HasPrefix(below, "servicebus."):
		return "*." + below
	case r.Target.Purpose == probes.PasswordReset && reset >= 0:
		return host[reset:] + ", *." + host[reset:]
	default:
		return host
	}
}

// tried is a road in one line: where to, by which protocol, and how it ended.
func (t Teller) tried(r *probes.Route, end probes.Contact) string {
	line, address := r.Target.Host, ""
	if len(r.Addresses) > 0 {
		address = " (" + strings.Join(r.Addresses, ", ") + ")"
	}
	if r.Proxy == "" { // else it is that of the proxy
		line += address
	}
	line += ", TCP " + strconv.Itoa(r.Target.Port)
	if r.Target.Depth != probes.ToTCP {
		line += " (" + strings.ToUpper(strings.Replace(string(r.Target.Depth), string(probes.ToHTTP), "https", 1)) + ")"
	}
	if r.Proxy != "" {
		line += lang.Text{Ko: ", 프록시 ", En: ", through the proxy "}.In(t.Language) + r.Proxy + address
	}
	line += ": " + tell.Contact.Of(string(end)).In(t.Language, t.Zone)
	if s := r.Status; s >= 300 && s != 400 && s != 401 && s != 404 && s != 405 { // such a host says these to a question without a token
		line += ", HTTP " + strconv.Itoa(s)
	}
	if len(r.Chain) > 0 && (end == probes.BadCertificate || r.PublicRoot == probes.No) {
		line += lang.Text{Ko: ", 인증서 발급: ", En: ", certificate issued by "}.In(t.Language) + cmp.Or(r.Chain[0].Organization, r.Chain[0].Issuer)
	}
	return lang.Clean(line)
}
