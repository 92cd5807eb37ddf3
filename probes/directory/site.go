package directory

import (
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// siteTime bounds asking for the site of this machine, and then dialling its
// controllers: whoever answered already is good enough.
const siteTime = 2 * time.Second

// nearer returns a connection to a controller of this machine's site in place of
// one that is not; else the one that there is. Which site that is a controller
// says by the address that it is asked from (MS-ADTS 6.3.3, LDAP ping, which is
// answered over TCP too). Nobody is signed in yet.
func (o *links) nearer(ctx context.Context, l *link) *link {
	c := o.choice
	if c.controller != "" || c.catalog || c.siteSeen() {
		return l
	}
	limited, cancel := o.clock.Within(ctx, siteTime, nil)
	defer cancel()
	ping := o.dialer.ping(limited, l, c.domain)
	c.learnSite(ping.site)
	if ping.site == "" || ping.closest {
		return l
	}
	hosts := c.inSite(limited, ping.site)
	var groups [][]road
	for _, host := range hosts {
		if group, ok := c.ways(host); ok && c.trust.distrust(limited, host) == nil {
			groups = append(groups, group)
		}
	}
	if slices.ContainsFunc(groups, func(g []road) bool { return strings.EqualFold(g[0].host, l.host) }) {
		return l
	}
	racing, over := context.WithCancel(limited)
	defer over()
	if near, _ := o.dialer.race(groups).next(racing); near != nil {
		l.cut()
		return near
	}
	return l
}

// pong is what a controller says to an LDAP ping: the site of whoever asks, and
// whether it is the controller's own or the closest to it.
type pong struct {
	site    string
	closest bool
}

func (d dialer) ping(ctx context.Context, l *link, domain string) pong {
	filter := "(&(DnsDomain=" + ldap.EscapeFilter(domain) + `)(NtVer=\06\00\00\00))` // NETLOGON_NT_VERSION_5 and _5EX
	request := baseRead("", "Netlogon")
	request.Filter = filter
	result, err := l.ask(ctx, request)
	if err != nil || len(result.Entries) != 1 {
		return pong{}
	}
	return pongOf(result.Entries[0].GetEqualFoldRawAttributeValue("Netlogon"))
}

// Parts of NETLOGON_SAM_LOGON_RESPONSE_EX (MS-ADTS 6.3.1.9): the operation, two
// bytes, flags, the domain's GUID, and eight names.
const (
	pongOperation = 23         // LOGON_SAM_LOGON_RESPONSE_EX
	pongClosest   = 0x00000080 // DS_CLOSEST_FLAG
	pongNames     = 24
	clientSite    = 7 // place of ClientSiteName among the names
)

// pongOf reads an answer; what is none says nothing.
func pongOf(raw []byte) pong {
	if len(raw) < pongNames || binary.LittleEndian.Uint16(raw) != pongOperation {
		return pong{}
	}
	at, name := pongNames, ""
	for range clientSite + 1 {
		if name, at = compressed(raw, at); at < 0 {
			return pong{}
		}
	}
	if strings.Contains(name, ".") { // sites are called as one label of DNS is
		name = ""
	}
	return pong{site: name, closest: binary.LittleEndian.Uint32(raw[4:])&pongClosest != 0}
}

// compressed reads a name as DNS writes it (RFC 1035, section 4.1.4), and where
// it ends; -1 for what is none.
func compressed(raw []byte, at int) (name string, end int) {
	var labels []string
	end = -1
	for hops := 0; at < len(raw) && hops < len(raw); hops++ {
		size := int(raw[at])
		switch {
		case size == 0:
			if end < 0 {
				end = at + 1
			}
			return strings.Join(labels, "."), end
		case size >= 0xc0 && at+1 < len(raw):
			if end < 0 {
				end = at + 2
			}
			at = size&0x3f<<8 | int(raw[at+1])
		case size < 0x40 && at+1+size <= len(raw):
			labels = append(labels, string(raw[at+1:at+1+size]))
			at += 1 + size
		default:
			return "", -1
		}
	}
	return "", -1
}
