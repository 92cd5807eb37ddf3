// Package directory asks one Active Directory domain over LDAP: what it is,
// where its PDC emulator and controllers are, who a user is, which password
// policy holds, and what the AD DS Connector account may do.
//
// It knows how to find a controller by SRV record, LDAPS and StartTLS, and
// inside them simple binds, NTLM and Kerberos with channel bindings and what
// their refusals mean, and the attributes of MS-ADTS that the questions need. It cannot write: it sends bind and search
// requests and nothing else. It signs and seals nothing itself, asks no global
// catalog and follows no referral, so that other domains of a forest are not
// seen.
package directory
