package directory

import (
	"context"
	"errors"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// place is one domain, one of its controllers, or the global catalog, as it is
// asked over links of its own. It knows of no other place.
type place struct {
	config  Config
	answers probes.Memo
	dialer  dialer
	memory  *memory
	signing *signing
	links   *links
	own     func(context.Context, probes.Domain) (access.Token, error) // of the account that is signed in
	*reader
}

// newPlace dials nothing yet. What the person gave differs from config where
// the person did not name this place.
func newPlace(config, person Config, trust trust, memory *memory, catalog bool) *place {
	d := dialer{network: config.Network, clock: config.Clock}
	s := &signing{config: config, person: person, trust: trust, memory: memory}
	l := newLinks(d, &choice{domain: config.Domain, controller: config.Controller, catalog: catalog, dialer: d, trust: trust}, s)
	return &place{config: config, dialer: d, memory: memory, signing: s, links: l, reader: &reader{links: l}}
}

// elsewhere is the trust in other places: in what the person named, and in what
// is found listed here.
func (at *place) elsewhere() trust {
	return trust{domain: at.config.Domain, controller: at.config.Controller, account: at.config.Account, listed: at.listed}
}

// forget drops every remembered answer, and the memory of a refused bind.
func (at *place) forget() {
	at.answers.Forget()
	at.memory.forget()
	at.links.forget()
}

// domain reads the rootDSE of the controller in use.
func (at *place) domain(ctx context.Context) (probes.Domain, error) {
	return remember(ctx, at, "domain", at.seeDomain)
}

// pdc finds the PDC emulator, in DNS and in the directory.
func (at *place) pdc(ctx context.Context) (probes.PDCEmulator, error) {
	return remember(ctx, at, "pdc", at.seePDC)
}

// ownName returns the DNS name of this domain, "" when it is unknown.
func (at *place) ownName(ctx context.Context) string {
	d, err := at.domain(ctx)
	if err != nil {
		return ""
	}
	return d.DNSName
}

// accountForest returns the account as every domain of the forest knows it. A
// bare name is one of the first's own domain, and a DN is understood there
// alone; both have the implicit user principal name (MS-ADTS 5.1.1.1.1).
func (at *place) accountForest(ctx context.Context, d probes.Domain) (string, error) {
	name := at.config.Account
	switch {
	case isDN(name):
		e, err := at.one(ctx, baseRead(name, "sAMAccountName"))
		if err != nil {
			return "", err
		}
		if sam := e.GetEqualFoldAttributeValue("sAMAccountName"); sam != "" {
			return sam + "@" + probes.DN(e.DN).DNS(), nil
		}
		return name, nil
	case name != "" && !strings.ContainsAny(name, `@\`):
		return name + "@" + d.DNSName, nil
	default:
		return name, nil
	}
}

// remember asks once for each key, and makes an obstacle of whatever ends ctx
// for this asker.
func remember[T any](ctx context.Context, at *place, key string, ask func(context.Context) (T, error)) (T, error) {
	value, err := probes.Remember(ctx, &at.answers, key, ask)
	return value, at.obstacle(ctx, err)
}

// obstacle makes an obstacle of whatever ended a question, as an asker with
// this context sees it. nil stays nil.
func (at *place) obstacle(ctx context.Context, err error) error {
	var known *probes.Obstacle
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return &probes.Obstacle{Kind: probes.TimedOut, Host: at.config.Controller, Err: err}
	case ctx.Err() != nil:
		return &probes.Obstacle{Kind: probes.Stopped, Err: err}
	default:
		return probes.AsObstacle(err)
	}
}
