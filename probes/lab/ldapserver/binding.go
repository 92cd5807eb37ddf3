package ldapserver

import (
	"bytes"
	"crypto/md5" //nolint:gosec // MS-NLMP 2.2.2.1 and RFC 4121 4.1.1.2 want this hash
	"crypto/sha256"
	"crypto/tls"
	"encoding/binary"
)

// noting is the TLS side of a server that keeps which certificate it showed.
func (c *connection) noting(config *tls.Config) *tls.Config {
	noted := config.Clone()
	choose := config.GetCertificate
	noted.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		var shown *tls.Certificate
		var err error
		if choose != nil {
			shown, err = choose(hello)
		} else if len(config.Certificates) > 0 {
			shown = &config.Certificates[0]
		}
		if err == nil && shown != nil && len(shown.Certificate) > 0 {
			c.shown = shown.Certificate[0]
		}
		return shown, err
	}
	noted.Certificates = nil
	return noted
}

// boundBy reports whether a channel binding belongs to this connection: that of
// the certificate that was shown, whose signature has SHA-256 here (RFC 5929
// 4). A zero one is none.
func (c *connection) boundBy(binding []byte) bool {
	own := c.shown
	if c.server.options.Certificate != nil {
		own = c.server.options.Certificate
	}
	if own == nil {
		return false
	}
	hash := sha256.Sum256(own)
	data := append([]byte("tls-server-end-point:"), hash[:]...)
	packed := binary.LittleEndian.AppendUint32(make([]byte, 16), uint32(len(data))) //nolint:gosec // below a hundred
	want := md5.Sum(append(packed, data...))                                        //nolint:gosec // see above
	return bytes.Equal(binding, want[:])
}

// refusesBinding reports whether a handshake is refused for its channel
// binding: always without the right one where that is demanded, and with a
// wrong one where it is supported. Binding is one of "", "supported" and
// "always", as the values 0, 1 and 2 of LdapEnforceChannelBinding.
func (c *connection) refusesBinding(binding []byte) bool {
	none := len(bytes.Trim(binding, "\x00")) == 0
	switch c.server.options.Binding {
	case BindingAlways:
		return c.encrypted && !c.boundBy(binding)
	case BindingSupported:
		return c.encrypted && !none && !c.boundBy(binding)
	default:
		return false
	}
}
