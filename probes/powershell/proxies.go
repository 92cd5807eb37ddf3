package powershell

import (
	"regexp"
	"strings"
	"sync"
)

// withoutNames takes names and passwords out of every proxy that a document
// names. The script leaves them out too; a file may come from an older one.
func withoutNames(d *Document) {
	for i := range d.Routes {
		d.Routes[i].Proxy = withoutName(d.Routes[i].Proxy)
	}
	if d.Server == nil {
		return
	}
	p := &d.Server.Proxy
	for _, address := range []*string{&p.MachineConfig, &p.WinHTTP, &p.User, &p.Environment} {
		*address = withoutName(*address)
	}
	for i := range p.System {
		p.System[i].Proxy = withoutName(p.System[i].Proxy)
	}
	for i := range p.MachineConfigBypass {
		p.MachineConfigBypass[i] = withoutName(p.MachineConfigBypass[i])
	}
}

var (
	proxyList = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?i:https?|ftp|socks)=`) })     //nolint:gochecknoglobals // an expression that compiles once
	scheme    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*[A-Za-z][A-Za-z0-9+.-]*://`) }) //nolint:gochecknoglobals // an expression that compiles once
)

// withoutName takes "name:password@" out of the address of a proxy, or of each
// in a list like "http=a:80;https=b:80". A password may hold any sign, so all
// in front of the last @ goes, but for the scheme.
func withoutName(address string) string {
	if !strings.Contains(address, "@") {
		return address
	}
	parts := strings.Split(address, ";")
	for _, part := range parts {
		if !proxyList().MatchString(part) {
			return plainAddress(address)
		}
	}
	for i, part := range parts {
		kind, rest, _ := strings.Cut(part, "=")
		parts[i] = kind + "=" + plainAddress(rest)
	}
	return strings.Join(parts, ";")
}

func plainAddress(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return address
	}
	return scheme().FindString(address) + address[at+1:]
}
