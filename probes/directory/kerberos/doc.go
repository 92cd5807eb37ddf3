// Package kerberos gets a ticket for one service of an Active Directory domain
// and turns it into the tokens of a SASL bind of kind GSSAPI (RFC 4752).
//
// It knows passwords, key tables and ticket caches in files, TCP to the key
// distribution centre (RFC 4120 7.2.2), and channel bindings (RFC 4121
// 4.1.1.2). The exchanges with the centre are its own, and not those of the
// library whose messages and ciphers it uses, for four reasons: a password is
// sent once and never again over another road, because each wrong one counts
// towards locking the account out; the number of a refusal survives; every
// wait ends with its context; and all of it goes over [probes.Network].
//
// It knows no smart cards, no FAST, no delegation, no UDP, no caches outside of
// files (KCM, KEYRING, API, MSLSA) and no security layer: it is for use inside
// TLS, where Active Directory takes none (MS-ADTS 5.1.1.1.2).
package kerberos
