package directory

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"syscall"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Numbers of Windows Sockets ("Windows Sockets Error Codes"). Go's own names
// for them differ from one system to the next, the numbers do not collide.
const (
	errWSANetUnreachable  = syscall.Errno(10051)
	errWSAConnAborted     = syscall.Errno(10053)
	errWSAConnReset       = syscall.Errno(10054)
	errWSATimedOut        = syscall.Errno(10060)
	errWSAConnRefused     = syscall.Errno(10061)
	errWSAHostUnreachable = syscall.Errno(10065)
)

// trouble makes an obstacle of an error of the network, by its type.
func trouble(host string, err error) error {
	if _, known := errors.AsType[*probes.Obstacle](err); known {
		return err
	}
	return &probes.Obstacle{Kind: networkKind(err), Host: host, Err: err}
}

func networkKind(err error) probes.Kind {
	var dns *net.DNSError
	var number syscall.Errno
	var slow net.Error
	switch {
	case errors.As(err, &dns):
		if dns.IsTimeout {
			return probes.TimedOut
		}
		return probes.NameUnknown
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return probes.TimedOut
	case errors.Is(err, context.Canceled):
		return probes.Stopped
	case errors.As(err, &number):
		return numberKind(number)
	case errors.As(err, &slow) && slow.Timeout():
		return probes.TimedOut
	case errors.Is(err, errCrash):
		return probes.Malformed
	default: // closed by the other side, with or without a word
		return probes.Reset
	}
}

func numberKind(number syscall.Errno) probes.Kind {
	switch number {
	case syscall.ECONNREFUSED, errWSAConnRefused:
		return probes.Refused
	case syscall.ETIMEDOUT, errWSATimedOut:
		return probes.TimedOut
	case syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE, errWSAConnReset, errWSAConnAborted:
		return probes.Reset
	default: // EHOSTUNREACH, ENETUNREACH and what else ends a dial before it began
		return probes.Unreachable
	}
}

// handshakeTrouble makes an obstacle of what ended the start of TLS.
func handshakeTrouble(host string, socket *wire, err error) error {
	var verify *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	var number syscall.Errno
	var op *net.OpError
	kind := probes.Untrusted // a certificate that cannot even be read has no type of its own
	switch {
	case errors.As(err, &verify):
	case errors.As(err, &notTLS), socket.strange(), socket.oldTLS():
		kind = probes.NotTheProtocol
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled),
		errors.As(err, &number), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, net.ErrClosed), errors.Is(err, io.ErrClosedPipe):
		kind = networkKind(err)
	case errors.As(err, &op): // an alert: TLS that does not want us
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
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound {
		return probes.NoNameServer
	}
	switch probes.AsObstacle(err).Kind {
	case probes.NameUnknown:
		return probes.NoSuchName
	case probes.Refused:
		return probes.PortRefused
	case probes.TimedOut, probes.Mute, probes.Stalled:
		return probes.Dropped
	case probes.Unreachable:
		return probes.NoRoute
	case probes.Untrusted:
		return probes.BadCertificate
	case probes.NotTheProtocol:
		return probes.NoTLS
	case probes.Stopped:
		return probes.NotTried
	default:
		return probes.CutOff
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
	case ldap.LDAPResultNoSuchObject, ldap.LDAPResultReferral, ldap.LDAPResultInvalidDNSyntax:
		kind = probes.NotFound
	case ldap.LDAPResultInsufficientAccessRights, ldap.LDAPResultOperationsError: // the latter also of a sign-in that the controller forgot
		kind = probes.AccessDenied
	case ldap.LDAPResultStrongAuthRequired, ldap.LDAPResultConfidentialityRequired:
		kind = probes.StrongerAuth
	case ldap.LDAPResultBusy, ldap.LDAPResultUnavailable, ldap.LDAPResultTimeLimitExceeded, ldap.LDAPResultAdminLimitExceeded:
		kind = probes.TimedOut
	}
	return &probes.Obstacle{Kind: kind, Host: host, Code: strconv.Itoa(code), Err: err}
}

// isNotFound reports whether err says that the object is not there.
func isNotFound(err error) bool {
	var o *probes.Obstacle
	return errors.As(err, &o) && o.Kind == probes.NotFound
}
