package ldapserver

import (
	"crypto/subtle"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Sub-codes of a refused bind (Win32 error codes in hex).
const (
	dataLogonFailure = "52e"      // ERROR_LOGON_FAILURE: name or password
	dataLockedOut    = "775"      // ERROR_ACCOUNT_LOCKED_OUT
	dataBadBindings  = "80090346" // SEC_E_BAD_BINDINGS
)

// Ways to sign in by the tag of the bind (RFC 4511, section 4.2; the last three
// are the bind that is called Sicily, MS-ADTS 5.1.1.1.3).
const (
	bySimple          = 0
	bySASL            = 3
	bySicilyDiscovery = 9
	bySicilyNegotiate = 10
	bySicilyResponse  = 11
)

// bind answers a bind and changes who is at the other end. It returns the
// answer; creds go along in a SASL handshake.
func (c *connection) bind(m message) (answer result, creds []byte) {
	c.account, c.signedIn = nil, false // RFC 4511, section 4.2.1: also when it fails
	version, _ := integer(child(m.op, 0))
	method := child(m.op, 2)
	if version != 3 || method == nil || method.ClassType != ber.ClassContext {
		return result{code: protocolError, diagnostic: c.server.ldapErr(0x57, "0C090A16", "Error decoding ldap message", "0")}, nil
	}
	switch {
	case method.Tag == bySimple:
		return c.simple(text(child(m.op, 1)), text(method)), nil
	case method.Tag == bySASL && text(child(method, 0)) == "GSSAPI" && c.server.options.Kerberos != nil:
		return c.kerberos(raw(child(method, 1)))
	case method.Tag >= bySicilyDiscovery && method.Tag <= bySicilyResponse && !c.server.options.NoNTLM:
		return c.ntlm(method), nil
	default:
		return result{code: authMethodNotKnown, diagnostic: c.server.ldapErr(0x2027, "0C0906E8", "Invalid Authentication method", "0")}, nil
	}
}

// bindAnswer is the message that answers a bind.
func (c *connection) bindAnswer(m message) *ber.Packet {
	answer, creds := c.bind(m)
	p := done(opBindResponse, answer)
	if creds != nil {
		p.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 7, string(creds), "serverSaslCreds"))
	}
	return p
}

// unsigned refuses a sign-in in clear where signing is demanded.
func (c *connection) unsigned() (result, bool) {
	if !c.server.options.RequireTLS || c.encrypted {
		return result{}, false
	}
	return result{code: strongerAuthRequired, diagnostic: c.server.ldapErr(0x2028, "0C090257",
		`The server requires binds to turn on integrity checking if SSL\TLS are not already active on the connection`, "0")}, true
}

// refused is the answer to a sign-in that fails with a sub-code.
func (c *connection) refused(data string) result {
	return result{code: invalidCredentials, diagnostic: c.server.ldapErr(0x80090308, "0C09044E", "AcceptSecurityContext error", data)}
}

// unbound is the answer to the wrong channel binding.
func (c *connection) unbound() result {
	return result{code: invalidCredentials, diagnostic: c.server.ldapErr(0x80090346, "0C090597", "AcceptSecurityContext error", dataBadBindings)}
}

// ntlm goes on with an NTLM handshake: the packages, the challenge, the answer.
// What the controller sends stands where the matched DN would.
func (c *connection) ntlm(method *ber.Packet) result {
	if method.Tag == bySicilyDiscovery {
		return result{matchedDN: "NTLM"}
	}
	if method.Tag == bySicilyNegotiate {
		challenge := c.ntlmChallenge(raw(method))
		if challenge == nil {
			return c.refused(dataLogonFailure)
		}
		return result{matchedDN: string(challenge)}
	}
	if r, unsigned := c.unsigned(); unsigned {
		return r
	}
	answer, ok := readAnswer(raw(method))
	challenge := c.challenge
	c.challenge = [8]byte{}
	if !ok || challenge == ([8]byte{}) {
		return c.refused(dataLogonFailure)
	}
	if c.refusesBinding(answer.binding) {
		return c.unbound()
	}
	account := c.server.index.account(answer.name())
	if data := refusal(account, func(a *Account) bool { return answer.proves(a.Password, challenge) }); data != "" {
		return c.refused(data)
	}
	c.account, c.signedIn = account, true
	return result{}
}

// kerberos goes on with a handshake of SASL GSSAPI.
func (c *connection) kerberos(token []byte) (result, []byte) {
	if r, unsigned := c.unsigned(); unsigned {
		return r, nil
	}
	if c.shake == nil {
		c.shake = c.server.options.Kerberos()
	}
	answer, over, err := c.shake.Step(token)
	shake := c.shake
	if err != nil || over {
		c.shake = nil
	}
	switch {
	case err != nil:
		return c.refused(dataLogonFailure), nil
	case c.refusesBinding(shake.Binding()):
		c.shake = nil
		return c.unbound(), nil
	case !over:
		return result{code: saslBindInProgress}, answer
	}
	account := c.server.index.account(shake.Client())
	if account == nil {
		return c.refused(dataLogonFailure), nil
	}
	c.account, c.signedIn = account, true
	return result{}, nil
}

// simple answers a simple bind.
func (c *connection) simple(name, password string) result {
	if password == "" { // anonymous or unauthenticated (RFC 4513, section 5.1)
		return result{}
	}
	if r, unsigned := c.unsigned(); unsigned {
		return r
	}
	account := c.server.index.account(name)
	right := func(a *Account) bool {
		return subtle.ConstantTimeCompare([]byte(a.Password.Reveal()), []byte(password)) == 1
	}
	if data := refusal(account, right); data != "" {
		return c.refused(data)
	}
	c.account, c.signedIn = account, true
	return result{}
}

// refusal is the sub-code of a refused bind, "" for one that succeeds. The
// other states of an account show only when the password is right.
func refusal(account *Account, right func(*Account) bool) string {
	switch {
	case account == nil:
		return dataLogonFailure
	case strings.EqualFold(account.Data, dataLockedOut):
		return dataLockedOut
	case !right(account):
		return dataLogonFailure
	default:
		return strings.ToLower(account.Data)
	}
}

// privileged reports whether the client reads what is hidden.
func (c *connection) privileged() bool { return c.account != nil && c.account.Privileged }
