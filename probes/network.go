package probes

import (
	"context"
	"crypto/x509"
	"net"
)

// Network is how a transport reaches other machines. The zero value of each
// field means the system's own.
type Network struct {
	// Dial opens a connection to "host:port" or "address:port".
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Resolver answers names. Ask it with absolute names.
	Resolver *net.Resolver
	// Roots are the certificates to trust. nil means the system's.
	Roots *x509.CertPool
}

// DialContext dials with Dial, or as [net.Dialer] does.
func (n Network) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	if n.Dial != nil {
		return n.Dial(ctx, network, addr)
	}
	d := net.Dialer{Resolver: n.Resolver}
	return d.DialContext(ctx, network, addr) //nolint:wrapcheck // the transport adds what it was doing
}

// Names returns the resolver to ask.
func (n Network) Names() *net.Resolver {
	if n.Resolver != nil {
		return n.Resolver
	}
	return net.DefaultResolver
}
