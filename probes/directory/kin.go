package directory

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
)

// domainPlace returns the place of a domain of the forest by its DNS name.
func (f *forest) domainPlace(ctx context.Context, dnsName string) (*place, error) {
	return f.relative(ctx, "domain "+strings.ToLower(dnsName), false, func(r *Config) { r.Domain = dnsName })
}

// controllerPlace returns the place of one controller of the domain here, by
// its host name.
func (f *forest) controllerPlace(ctx context.Context, here *place, d probes.Domain, host string) (*place, error) {
	only := here.config.Controller != "" && strings.EqualFold(host, d.Controller) // however it was named
	if l, err := here.links.link(ctx); only || err == nil && strings.EqualFold(host, l.host) {
		return here, nil
	}
	return f.relative(ctx, "controller "+strings.ToLower(host), false, func(r *Config) {
		r.Domain, r.Controller = d.DNSName, host
	})
}

// relative returns the relative of a name, and makes it when there is none.
func (f *forest) relative(ctx context.Context, name string, catalog bool, set func(*Config)) (*place, error) {
	d, err := f.first.domain(ctx)
	if err != nil {
		return nil, err
	}
	account, err := f.first.accountForest(ctx, d)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, &probes.Obstacle{Kind: probes.Stopped, Host: d.Controller}
	}
	if known := f.kin[name]; known != nil {
		return known, nil
	}
	config := f.first.config
	config.Controller, config.Account = "", account
	set(&config)
	made := newPlace(config, f.first.config, f.first.elsewhere(), f.first.memory.elsewhere(), catalog)
	made.own = newTokens(made, f).ownToken
	if f.kin == nil {
		f.kin = map[string]*place{}
	}
	f.kin[name] = made
	return made, nil
}
