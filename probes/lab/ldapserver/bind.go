package ldapserver

import (
	"crypto/subtle"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// Sub-codes of a refused bind (Win32 error codes in hex).
const (
	dataLogonFailure = "52e" // ERROR_LOGON_FAILURE: name or password
	dataLockedOut    = "775" // ERROR_ACCOUNT_LOCKED_OUT
)

// bind answers a bind and changes who is at the other end.
func (c *connection) bind(m message) result {
	c.account, c.bound = nil, false // RFC 4511, section 4.2.1: also when it fails
	version, _ := integer(child(m.op, 0))
	method := child(m.op, 2)
	switch {
	case version != 3 || method == nil:
		return result{code: protocolError, diagnostic: c.server.ldapErr(0x57, "0C090A16", "Error decoding ldap message", "0")}
	case method.ClassType != ber.ClassContext || method.Tag != 0:
		return result{code: authMethodNotKnown, diagnostic: c.server.ldapErr(0x2027, "0C0906E8", "Invalid Authentication method", "0")}
	}
	name, password := text(child(m.op, 1)), text(method)
	if password == "" { // anonymous or unauthenticated (RFC 4513, section 5.1)
		return result{}
	}
	if c.server.options.RequireTLS && !c.encrypted {
		return result{code: strongerAuthRequired, diagnostic: c.server.ldapErr(0x2028, "0C090257",
			`The server requires binds to turn on integrity checking if SSL\TLS are not already active on the connection`, "0")}
	}
	account := c.server.index.account(name)
	if data := refusal(account, password); data != "" {
		return result{code: invalidCredentials, diagnostic: c.server.ldapErr(0x80090308, "0C09044E", "AcceptSecurityContext error", data)}
	}
	c.account, c.bound = account, true
	return result{}
}

// refusal is the sub-code of a refused bind, "" for one that succeeds. The
// other states of an account show only when the password is right.
func refusal(account *Account, password string) string {
	switch {
	case account == nil:
		return dataLogonFailure
	case strings.EqualFold(account.Data, dataLockedOut):
		return dataLockedOut
	case subtle.ConstantTimeCompare([]byte(account.Password.Reveal()), []byte(password)) != 1:
		return dataLogonFailure
	default:
		return strings.ToLower(account.Data)
	}
}

// privileged reports whether the client reads what is hidden.
func (c *connection) privileged() bool { return c.account != nil && c.account.Privileged }
