package e2e_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

const (
	// crowdTime is how long a scan of a crowd without end goes on before a
	// person presses Ctrl+C.
	crowdTime = 8 * time.Second
	crowdBase = "DC=corp,DC=test"
)

// person is one user of a crowd: a DN, and what it has.
type person struct {
	dn         string
	attributes [][]byte
}

// crowd is a controller that a scan finds in order, but for one list, which has
// no end.
type crowd struct {
	list   string // "people", "containers", "groups", "nested", "members" or "policies"
	one    func(i int64) person
	page   int
	serial atomic.Int64
	count  atomic.Int64
	open   []byte // a descriptor that lets everybody read
}

func (c *crowd) bites() int64 { return c.count.Load() }

func (c *crowd) serve(conn net.Conn) {
	for {
		request, err := ber.ReadPacket(conn)
		if err != nil || len(request.Children) < 2 {
			return
		}
		id, _ := request.Children[0].Value.(int64)
		answer := c.answer(request, id)
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}

func (c *crowd) answer(request *ber.Packet, id int64) []byte {
	stage, list := stageOf(request), ""
	if stage == "search" || stage == "root" {
		list = listOf(request.Children[1])
	}
	if list == c.list {
		c.count.Add(1)
		return c.more(id)
	}
	switch list {
	case "tokenGroups":
		return append(message(id, entry("", attribute("tokenGroups", octets(string(access.AuthenticatedUsers))))), message(id, ldapResult(opSearch, 0))...)
	case "base":
		return append(message(id, c.entry(baseOf(request))), message(id, ldapResult(opSearch, 0))...)
	case "groups":
		return append(message(id, c.entry("CN=Domain Admins,CN=Users,"+crowdBase)), message(id, ldapResult(opSearch, 0))...)
	case "account":
		return append(message(id, c.entry("CN=MSOL_0a1b,CN=Users,"+crowdBase)), message(id, ldapResult(opSearch, 0))...)
	default:
		return honest(stage, request, id)
	}
}

// listOf says what a search is for.
func listOf(op *ber.Packet) string {
	filter, _ := ldap.DecompileFilter(op.Children[6])
	base, _ := op.Children[0].Value.(string)
	names := ""
	for _, name := range op.Children[7].Children {
		text, _ := name.Value.(string)
		names += text + " "
	}
	scope, _ := op.Children[1].Value.(int64)
	switch {
	case strings.Contains(names, "member;range"):
		return "members"
	case base == "" && strings.Contains(names, "tokenGroups"):
		return "tokenGroups"
	case base == "" || strings.Contains(base, "CN=Configuration"):
		return ""
	case scope == ldap.ScopeBaseObject:
		return "base"
	case strings.Contains(filter, "isCriticalSystemObject"):
		return "people"
	case strings.Contains(filter, "organizationalUnit"):
		return "containers"
	case strings.Contains(filter, "memberOf="):
		return "nested"
	case strings.Contains(filter, "(objectClass=group)(|"):
		return "groups"
	case strings.Contains(filter, "MSOL_"):
		return "account"
	case strings.Contains(base, "Password Settings"):
		return "policies"
	default:
		return ""
	}
}

// entry is any entry of a domain in order.
func (c *crowd) entry(dn string) []byte {
	class := "domainDNS"
	if !strings.EqualFold(dn, crowdBase) {
		class = "user"
	}
	return entry(dn, attribute("objectClass", octets(class)), attribute("objectSid", octets(crowdSID(500))),
		attribute("nTSecurityDescriptor", octets(string(c.open))), attribute("tokenGroups", octets(string(access.AuthenticatedUsers))),
		attribute("sAMAccountName", octets("MSOL_0a1b")), attribute("userAccountControl", octets("512")), attribute("pwdLastSet", octets("131000000000000000")),
		attribute("accountExpires", octets("0")), attribute("primaryGroupID", octets("513")))
}

func crowdSID(rid int64) string {
	raw := []byte{1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0}
	return string(binary.LittleEndian.AppendUint32(raw, uint32(rid)))
}

// more is a page of the list without end, and the cookie of another.
func (c *crowd) more(id int64) []byte {
	if c.list == "members" { // of one entry, a range at a time
		from := c.serial.Load()
		var values [][]byte
		for range c.page {
			values = append(values, octets(c.one(c.serial.Add(1)).dn))
		}
		group := entry("CN=Domain Admins,CN=Users,"+crowdBase, attribute(fmt.Sprintf("member;range=%d-%d", from, c.serial.Load()-1), values...))
		return append(message(id, group), message(id, ldapResult(opSearch, 0))...)
	}
	var all []byte
	for range c.page {
		p := c.one(c.serial.Add(1))
		all = append(all, message(id, entry(p.dn, p.attributes...))...)
	}
	cookie := element(0x30, element(0x02, []byte{0}), octets(fmt.Sprint("more", c.serial.Load())))
	control := element(0x30, octets(oidPaged), element(0x04, cookie))
	return append(all, message(id, ldapResult(opSearch, 0), control)...)
}

// crowds are those lists without end that a scan reads.
func crowds(open []byte) map[string]*crowd {
	long := strings.Repeat("long ", 800)
	user := func(i int64, dn string, more ...[]byte) person {
		name := fmt.Sprint("u", i)
		if dn == "" {
			dn = "CN=" + name + ",CN=Users," + crowdBase
		}
		return person{dn, append([][]byte{
			attribute("sAMAccountName", octets(name)), attribute("userPrincipalName", octets(name+"@corp.test")),
			attribute("userAccountControl", octets("512")), attribute("nTSecurityDescriptor", octets(string(open))), attribute("primaryGroupID", octets("513")),
		}, more...)}
	}
	sid := func(rid int64) []byte { return attribute("objectSid", octets(crowdSID(rid))) }
	class := attribute("objectClass", octets("user"))
	of := func(list string, page int, one func(i int64) person) *crowd {
		return &crowd{list: list, page: page, one: one, open: open}
	}
	return map[string]*crowd{
		"users":         of("people", 1000, func(i int64) person { return user(i, "", class, sid(1000+i)) }),
		"scattered":     of("people", 1000, func(i int64) person { return user(i, "", class, sid(1000+i*64)) }),
		"without-a-SID": of("people", 1000, func(i int64) person { return user(i, "", class) }),
		"one-on-a-page": of("people", 1, func(i int64) person { return user(i, "", class, sid(1000+i)) }),
		"the-same":      of("people", 1000, func(i int64) person { return user(i%1000, "", class, sid(1000+i%1000)) }),
		"long-names": of("people", 200, func(i int64) person {
			return user(i, fmt.Sprint("CN=u", i, " ", long, ",CN=Users,", crowdBase), class, sid(1000+i))
		}),
		"own-container": of("people", 500, func(i int64) person { return user(i, fmt.Sprint("CN=u,OU=o", i, ",", crowdBase), class, sid(1000+i)) }),
		"long-container": of("people", 100, func(i int64) person {
			return user(i, fmt.Sprint("CN=u,OU=o", i, " ", long, ",", crowdBase), class, sid(1000+i))
		}),
		"deep-container": of("people", 100, func(i int64) person {
			return user(i, fmt.Sprint("CN=u,", strings.Repeat(fmt.Sprint("OU=o", i, ","), 1000), crowdBase), class, sid(1000+i))
		}),
		"own-class": of("people", 500, func(i int64) person {
			return user(i, "", attribute("objectClass", octets(fmt.Sprint("c", i, " ", long))), sid(1000+i))
		}),
		"masked/users":         of("people", 1000, func(i int64) person { return user(i, "", class, sid(1000+i)) }),
		"masked/own-container": of("people", 500, func(i int64) person { return user(i, fmt.Sprint("CN=u,OU=o", i, ",", crowdBase), class, sid(1000+i)) }),
		"containers":           of("containers", 1000, func(i int64) person { return user(i, fmt.Sprint("OU=o", i, ",", crowdBase), class, sid(1000+i)) }),
		"long-containers": of("containers", 200, func(i int64) person {
			return user(i, fmt.Sprint("OU=o", i, " ", long, ",", crowdBase), class, sid(1000+i))
		}),
		"groups": of("groups", 1000, func(i int64) person { return user(i, fmt.Sprint("CN=g", i, ",", crowdBase), class, sid(1000+i)) }),
		"nested-groups": of("nested", 200, func(i int64) person {
			return user(i, fmt.Sprint("CN=g", i, " ", long, ",", crowdBase), class, sid(1000+i))
		}),
		"members": of("members", 1500, func(i int64) person { return user(i, fmt.Sprint("CN=u", i, ",", crowdBase)) }),
		"policies": of("policies", 500, func(i int64) person {
			return user(i, fmt.Sprint("CN=p", i, ",CN=Password Settings Container,CN=System,", crowdBase), attribute("msDS-PSOAppliesTo", octets("CN=Domain Admins,CN=Users,"+crowdBase)))
		}),
	}
}

// crowdSieges are scans of domains without end.
func crowdSieges(t *testing.T) []siege {
	t.Helper()
	open, err := access.Spec{
		Owner: access.LocalSystem, DACL: []access.ACE{{Type: access.Allow, Mask: access.ReadProperty | access.ListContents, Trustee: access.AuthenticatedUsers}},
	}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	f := newForger(t)
	var list []siege
	for name, c := range crowds(open) {
		addr := serveAt(t, "127.0.0.1:0", f.config(), c.serve)
		s := directorySiege(f, "scan", name, "scan", addr, nameServer(t, nil), c.bites)
		s.interrupted, s.codes = crowdTime, []int{2, 130}
		if slices.Contains([]string{"groups", "nested-groups", "policies"}, name) {
			s.interrupted, s.codes = 0, nil // no domain has as many; it ends by itself
		}
		if strings.HasPrefix(name, "masked/") {
			s.args = append(s.args, "--mask")
		}
		list = append(list, s)
	}
	return slices.Clip(list)
}
