package endpoint

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// resolve asks for the addresses of host. An address stands for itself.
func (p *Prober) resolve(ctx context.Context, host string) ([]string, probes.Contact) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []string{addr.String()}, probes.Open
	}
	ctx, cancel := p.within(ctx, nameLimit)
	defer cancel()
	found, err := p.lookUp(ctx, absolute(host))
	if err != nil {
		return nil, cmp.Or(sockets.NameContact(err), probes.NoNameServer)
	}
	addresses := make([]string, len(found))
	for i, addr := range found {
		addresses[i] = addr.Unmap().String()
	}
	return addresses, probes.Open
}

// lookUp asks the name servers and leaves when ctx ends, also where the
// system's resolver cannot be interrupted.
func (p *Prober) lookUp(ctx context.Context, name string) ([]netip.Addr, error) {
	type answer struct {
		addrs []netip.Addr
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		defer func() { answers <- a }()
		defer probes.Caught(&a.err)
		a.addrs, a.err = p.config.Network.Names().LookupNetIP(ctx, "ip", name)
	}()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("ask for the name: %w", context.Cause(ctx))
	case a := <-answers:
		return a.addrs, a.err
	}
}

// absolute ends a name with a dot, so that no search list is tried. A name of
// one label is left to the search list, which is how Windows finds it.
func absolute(host string) string {
	if !strings.Contains(host, ".") || strings.HasSuffix(host, ".") {
		return host
	}
	return host + "."
}
