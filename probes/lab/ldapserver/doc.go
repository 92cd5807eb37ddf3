// Package ldapserver is a small LDAPv3 server (RFC 4511) that answers like an
// Active Directory domain controller: its controls, its constructed
// attributes, its diagnostic texts with their numbers, and its refusals.
//
// It knows no world format and no tree; whoever starts it gives it a
// [Directory] made of entries, accounts and a rootDSE. It only reads: every
// operation that would change something is refused. SASL is refused too, so
// it cannot stand in for a controller where Kerberos or NTLM is the question.
package ldapserver
