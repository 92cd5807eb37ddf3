package directory

import (
	"crypto/tls"
	"errors"
	"strconv"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// trouble makes an obstacle of an error of the network, by its type.
func trouble(host string, err error) error {
	if _, known := errors.AsType[*probes.Obstacle](err); known {
		return err
	}
	return &probes.Obstacle{Kind: networkKind(err), Host: host, Err: err}
}

// networkKind reads the error by the table that every road shares. What is in
// none was closed by the other side, with or without a word.
func networkKind(err error) probes.Kind {
	if errors.Is(err, errCrash) || unreadable(err) {
		return probes.Malformed
	}
	return sockets.KindOf(err, probes.Reset)
}

// unreadable reports an answer that came whole and says nothing.
func unreadable(err error) bool {
	said, ok := errors.AsType[*ldap.Error](err)
	return errors.Is(err, ldap.ErrMalformedPacket) || ok && said.Packet != nil
}

// handshakeTrouble makes an obstacle of what ended the start of TLS.
func (d dialer) handshakeTrouble(host string, socket *wire, err error) error {
	var verify *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	kind := sockets.KindOf(err, probes.NotTheProtocol) // bytes that cannot be read say nothing about who sent them
	switch {
	case errors.Is(socket.failure(), errFlood):
		kind = probes.Malformed
	case errors.As(err, &verify):
		return certificateTrouble(host, d.clock.Now(), verify)
	case errors.As(err, &notTLS), socket.strange(), socket.oldTLS():
		kind = probes.NotTheProtocol
	}
	if kind == probes.TimedOut && !socket.spoke() { // TCP was there within the same time
		kind = probes.Mute
	}
	return &probes.Obstacle{Kind: kind, Host: host, Err: err}
}

// contactOf turns what was in the way into how far a try came.
func contactOf(err error) probes.Contact {
	if err == nil {
		return probes.Open
	}
	kind := probes.AsObstacle(err).Kind
	if kind.OfCertificate() {
		return probes.BadCertificate
	}
	switch kind {
	case probes.Mute, probes.Stalled:
		return probes.Dropped
	case probes.NotTheProtocol:
		return probes.NoTLS
	case probes.Stopped:
		return probes.NotTried
	default:
		return sockets.ContactFor(kind, probes.CutOff)
	}
}

// resultCode returns the LDAP result of a controller that answered. Numbers
// from 200 on are the library's own, for connections.
func resultCode(err error) (int, bool) {
	var said *ldap.Error
	if !errors.As(err, &said) || said.ResultCode >= ldap.ErrorNetwork {
		return 0, false
	}
	return int(said.ResultCode), true
}

// declined makes an obstacle of a search that the controller answered with a
// result other than success.
func declined(host string, code int, err error) error {
	kind := probes.Malformed
	switch code {
	case ldap.LDAPResultNoSuchObject, ldap.LDAPResultInvalidDNSyntax:
		kind = probes.NotFound
	case ldap.LDAPResultReferral: // it may be there, where nobody goes; that is no absence (RFC 4511 4.1.10)
		kind = probes.NotLookedAt
	case ldap.LDAPResultInsufficientAccessRights, ldap.LDAPResultOperationsError: // the latter also of a sign-in that the controller forgot
		kind = probes.AccessDenied
	case ldap.LDAPResultStrongAuthRequired, ldap.LDAPResultConfidentialityRequired:
		kind = probes.StrongerAuth
	case ldap.LDAPResultBusy, ldap.LDAPResultUnavailable, ldap.LDAPResultTimeLimitExceeded, ldap.LDAPResultAdminLimitExceeded:
		kind = probes.TimedOut
	}
	return &probes.Obstacle{Kind: kind, Host: host, Code: strconv.Itoa(code), Err: err}
}

// isReferral reports whether err says that somebody else is to be asked.
func isReferral(err error) bool {
	o := probes.AsObstacle(err)
	return o != nil && o.Code == strconv.Itoa(ldap.LDAPResultReferral)
}

// isNotFound reports whether err says that the object is not there.
func isNotFound(err error) bool {
	var o *probes.Obstacle
	return errors.As(err, &o) && o.Kind == probes.NotFound
}
