package directory

import (
	"crypto/x509"
	"fmt"

	"github.com/go-ldap/ldap/v3"
	"github.com/go-ldap/ldap/v3/gssapi"
)

// platform is the sign-in of the person who runs this (SSPI), with the channel
// binding of the connection. The platform finds the key distribution centre by
// itself: that does not go over [probes.Network].
func platform(peer *x509.Certificate) (ldap.GSSAPIClient, func(), error) {
	open := gssapi.NewSSPIClient
	if peer != nil && signatureHash(peer.SignatureAlgorithm) != 0 {
		open = func() (*gssapi.SSPIClient, error) { return gssapi.NewSSPIClientWithChannelBinding(peer) }
	}
	client, err := open()
	if err != nil {
		return nil, nil, fmt.Errorf("ask Windows who is signed in: %w", err)
	}
	return client, func() { _ = client.Close() }, nil
}
