// Package probes holds what can be seen of a customer's environment: the
// instruments as interfaces, and what they bring back as plain structs that
// survive a trip through JSON.
//
// It knows no transport, no tree and no terminal, and imports nothing but the
// standard library. One transport lives in each package below: directory
// (LDAP), graph (HTTPS), endpoint (sockets), powershell (the Connect server).
//
// Rules that hold for every struct here: the zero value means "not seen";
// where no and not-seen differ the type is [YesNo]; times are UTC; text that
// came from outside is kept as it came and is cleaned where it is shown.
package probes
