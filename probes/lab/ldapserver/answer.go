package ldapserver

import (
	"fmt"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Result codes (RFC 4511, appendix A).
const (
	success              = 0
	operationsError      = 1
	protocolError        = 2
	sizeLimitExceeded    = 4
	compareFalse         = 5
	compareTrue          = 6
	authMethodNotKnown   = 7
	strongerAuthRequired = 8
	referral             = 10
	criticalUnavailable  = 12
	saslBindInProgress   = 14
	noSuchAttribute      = 16
	noSuchObject         = 32
	invalidDNSyntax      = 34
	invalidCredentials   = 49
	unavailable          = 52
	unwillingToPerform   = 53
)

// result is the part that every answer has.
type result struct {
	code       int64
	matchedDN  string
	diagnostic string
	referrals  []string
}

// An envelope puts one answer into a message.
func envelope(id int64, op *ber.Packet, controls ...*ber.Packet) *ber.Packet {
	p := ber.NewSequence("LDAPMessage")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, "messageID"))
	p.AppendChild(op)
	if len(controls) > 0 {
		list := ber.Encode(ber.ClassContext, ber.TypeConstructed, tagControls, nil, "controls")
		for _, c := range controls {
			list.AppendChild(c)
		}
		p.AppendChild(list)
	}
	return p
}

// done builds the LDAPResult of any answer.
func done(op ber.Tag, r result) *ber.Packet {
	p := ber.Encode(ber.ClassApplication, ber.TypeConstructed, op, nil, "response")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, r.code, "resultCode"))
	p.AppendChild(octets(r.matchedDN))
	p.AppendChild(octets(r.diagnostic))
	if len(r.referrals) > 0 {
		list := ber.Encode(ber.ClassContext, ber.TypeConstructed, tagMatchedReferrals, nil, "referral")
		for _, url := range r.referrals {
			list.AppendChild(octets(url))
		}
		p.AppendChild(list)
	}
	return p
}

func octets(s string) *ber.Packet {
	return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
}

func responseControl(oid string, value *ber.Packet) *ber.Packet {
	p := ber.NewSequence("Control")
	p.AppendChild(octets(oid))
	if value != nil {
		p.AppendChild(octets(string(value.Bytes())))
	}
	return p
}

// ldapErr is the diagnostic text of a controller's LDAP layer. Only the first
// eight hex digits and the data mean something; the rest differs by build.
func (s *Server) ldapErr(code uint32, dsid, comment, data string) string {
	return fmt.Sprintf("%08X: LdapErr: DSID-%s, comment: %s, data %s, v%s\x00", code, dsid, comment, data, s.options.Version)
}

func nameErr(code uint32, problem, bestMatch string) string {
	return fmt.Sprintf("%08X: NameErr: DSID-03100241, problem %s, data 0, best match of:\n\t'%s'\n\x00", code, problem, bestMatch)
}
