// Package endpoint tries roads from this machine: it resolves a name,
// connects, speaks TLS, asks one HTTP question, and finds out for how long an
// idle connection stays usable.
//
// It knows sockets and proxies. It does not know which hosts password
// writeback needs, nor which answer is a good one: 401 from a relay is healthy
// and only a step can say so. It sends no credentials, follows no redirect,
// and does not check revocation of certificates.
package endpoint
