package probes

import (
	"net"
	"strings"
)

// HostWithin reports whether a host is at or below a domain: whole labels, in
// either case of ASCII letters, with or without the dot at the end. What is no
// plain host name is within nothing: an address, an empty label, a wildcard,
// and whatever lies outside ASCII, where letters that look alike or fold into
// one another are different names to DNS.
func HostWithin(host, domain string) bool {
	host, ok := plainHost(host)
	if !ok || net.ParseIP(host) != nil {
		return false
	}
	domain, ok = plainHost(domain)
	return ok && (host == domain || strings.HasSuffix(host, "."+domain))
}

// SameHost reports whether two names are one host, by the same rules;
// addresses are compared as addresses.
func SameHost(a, b string) bool {
	if here, there := net.ParseIP(a), net.ParseIP(b); here != nil || there != nil {
		return here.Equal(there)
	}
	a, ok := plainHost(a)
	b, also := plainHost(b)
	return ok && also && a == b
}

// plainHost returns a host name in lower case without the dot at its end. ok is
// false for what is none. Underscores stand in names of Windows.
func plainHost(name string) (plain string, ok bool) {
	plain = strings.TrimSuffix(name, ".")
	for label := range strings.SplitSeq(plain, ".") {
		if label == "" {
			return "", false
		}
	}
	lower := []byte(plain)
	for i, b := range lower {
		switch {
		case b >= 'A' && b <= 'Z':
			lower[i] = b + 'a' - 'A'
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b == '-', b == '_', b == '.':
		default:
			return "", false
		}
	}
	return string(lower), true
}
