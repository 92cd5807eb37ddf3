// Package sockets reads the errors of connections by their types and numbers,
// on every platform alike.
//
// It opens no connection and knows no protocol above TCP; what a TLS or LDAP
// library adds is read where that library is used.
package sockets
