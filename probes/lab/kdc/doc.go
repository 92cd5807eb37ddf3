// Package kdc is a key distribution centre in the process (RFC 4120), and the
// service side of SASL GSSAPI: enough for one realm, its users and its
// controllers, with the refusals of Active Directory (MS-KILE). It is for tests
// and the lab.
//
// It knows AES, encrypted timestamps, TCP, and the NTSTATUS that Windows adds
// to an error. It knows no PAC, no other realm, no FAST, no renewal.
package kdc
