// Package directory asks the Active Directory domains of one forest over LDAP:
// what they are, where their PDC emulators and controllers are, who a user is
// and in which domain, which password policy holds, what the AD DS Connector
// account may do, and whether every controller has the same copy of the user.
//
// It knows how to find a controller by SRV record, LDAPS and StartTLS, and
// inside them simple binds, NTLM and Kerberos with channel bindings and what
// their refusals mean, and the attributes of MS-ADTS that the questions need.
// A global catalog is asked for one thing, which domain may have a name or a
// group; what counts is read from that domain. The account goes to domains
// that the forest's own cross references name, and nowhere else: a referral to
// any other place is told and not followed. It cannot write: it sends bind and
// search requests and nothing else. It signs and seals nothing itself, and sees
// no other forest, trusted or not.
package directory
