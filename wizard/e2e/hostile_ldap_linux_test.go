package e2e_test

import (
	"bytes"
	"encoding/binary"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// element is one element of BER with a length of four bytes.
func element(tag byte, value ...[]byte) []byte {
	all := bytes.Join(value, nil)
	return append(binary.BigEndian.AppendUint32([]byte{tag, 0x84}, uint32(len(all))), all...)
}

func octets(text string) []byte { return element(0x04, []byte(text)) }

// message is an LDAPMessage.
func message(id int64, op []byte, controls ...[]byte) []byte {
	parts := [][]byte{element(0x02, binary.BigEndian.AppendUint32(nil, uint32(id))), op}
	if len(controls) > 0 {
		parts = append(parts, element(0xa0, controls...))
	}
	return element(0x30, parts...)
}

// entry is a SearchResultEntry.
func entry(dn string, attributes ...[]byte) []byte {
	return element(0x64, octets(dn), element(0x30, attributes...))
}

func attribute(name string, values ...[]byte) []byte {
	return element(0x30, octets(name), element(0x31, values...))
}

// ldapResult is an LDAPResult of the operation.
func ldapResult(op, code byte, more ...[]byte) []byte {
	return element(op, append([][]byte{{0x0a, 1, code}, octets(""), octets("")}, more...)...)
}

const (
	opBind     = 0x61
	opSearch   = 0x65
	opExtended = 0x78
	oidPaged   = "1.2.840.113556.1.4.319"
)

// hostileController answers as one does that has no users, until the operation at
// which it turns.
type hostileController struct {
	at    string // "root", "bind" or "search"
	say   func(conn net.Conn, id int64)
	count atomic.Int64
}

func (c *hostileController) bites() int64 { return c.count.Load() }

func (c *hostileController) serve(conn net.Conn) {
	for {
		request, err := ber.ReadPacket(conn)
		if err != nil || len(request.Children) < 2 {
			return
		}
		id, _ := request.Children[0].Value.(int64)
		stage := stageOf(request)
		if stage == c.at {
			c.count.Add(1)
			c.say(conn, id)
			continue
		}
		if _, err := conn.Write(honest(stage, request, id)); err != nil {
			return
		}
	}
}

// stageOf says what is asked for.
func stageOf(request *ber.Packet) string {
	op := request.Children[1]
	switch {
	case op.Tag == ldap.ApplicationBindRequest:
		return "bind"
	case op.Tag != ldap.ApplicationSearchRequest:
		return "other"
	case baseOf(request) == "" && op.Children[1].Value == int64(ldap.ScopeBaseObject):
		return "root"
	default:
		return "search"
	}
}

// baseOf is the DN that a search begins at.
func baseOf(request *ber.Packet) string {
	base, _ := request.Children[1].Children[0].Value.(string)
	return base
}

// honest is what a controller says of a forest of two domains without users.
func honest(stage string, request *ber.Packet, id int64) []byte {
	done := message(id, ldapResult(opSearch, 0))
	switch stage {
	case "bind":
		return message(id, ldapResult(opBind, 0))
	case "other":
		return message(id, ldapResult(opExtended, 2))
	case "root":
		var list [][]byte
		for name, value := range map[string]string{
			"defaultNamingContext": "DC=corp,DC=test", "rootDomainNamingContext": "DC=corp,DC=test",
			"configurationNamingContext": "CN=Configuration,DC=corp,DC=test", "schemaNamingContext": "CN=Schema,CN=Configuration,DC=corp,DC=test",
			"dnsHostName": "dc.corp.test", "supportedControl": oidPaged, "domainFunctionality": "7", "forestFunctionality": "7",
			"currentTime": time.Now().UTC().Format("20060102150405.0Z"), "supportedSASLMechanisms": "GSS-SPNEGO",
		} {
			list = append(list, attribute(name, octets(value)))
		}
		return append(message(id, entry("", list...)), done...)
	}
	switch container, _, _ := strings.Cut(baseOf(request), ","); container {
	case "CN=Sites":
		server := "CN=GC,CN=Servers,CN=Here,CN=Sites,CN=Configuration,DC=corp,DC=test"
		done = append(message(id, entry(server, attribute("dNSHostName", octets("gc.corp.test")))), done...)
	case "CN=Partitions":
		for _, domain := range []string{"corp", "other"} {
			done = append(message(id, entry("CN="+domain+",CN=Partitions,CN=Configuration,DC=corp,DC=test",
				attribute("nCName", octets("DC="+domain+",DC=test")), attribute("dnsRoot", octets(domain+".test")), attribute("nETBIOSName", octets(domain)))), done...)
		}
	}
	return done
}

// floods are answers to a search, as hostile as LDAP lets them be.
func floods() map[string]func(conn net.Conn, id int64) {
	const size = 3 << 20
	whole := func(parts ...[]byte) func(net.Conn, int64) {
		return func(conn net.Conn, id int64) { _, _ = conn.Write(message(id, bytes.Join(parts, nil))) }
	}
	some := func(one ...byte) []byte { return bytes.Repeat(one, size/len(one)) }
	return map[string]func(net.Conn, int64){
		"empty-values":     whole(entry("CN=a", attribute("cn", some(4, 0)))),
		"empty-attributes": whole(entry("CN=a", some(0x30, 0))),
		"deep":             whole(bytes.Repeat([]byte{0x30, 0x83, 0x2f, 0xff, 0xff}, 1<<18)),
		"one-long-value":   whole(entry("CN=a", attribute("cn", element(4, make([]byte, size))))),
		"referral":         whole(ldapResult(opSearch, 10, element(0xa3, bytes.Repeat(octets("ldap://a/"), 1<<17)))),
		"message":          whole(element(opSearch, []byte{0x0a, 1, 1}, octets(""), element(4, bytes.Repeat([]byte("x"), size)))),
		"length-of-2-GB": func(conn net.Conn, _ int64) {
			_, _ = conn.Write([]byte{0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 1, 1, 0x64, 0x84, 0x7f, 0xff, 0xff, 0xf0})
			endless(conn, []byte{4, 1, 'x'})
		},
		"entries-for-ever":    func(conn net.Conn, id int64) { endless(conn, message(id, entry("CN=a", attribute("cn", octets("a"))))) },
		"references-for-ever": func(conn net.Conn, id int64) { endless(conn, message(id, element(0x73, octets("ldap://a/DC=a")))) },
		"strangers-for-ever":  func(conn net.Conn, id int64) { endless(conn, message(id+4711, entry("CN=a"))) },
		"notices-for-ever":    func(conn net.Conn, _ int64) { endless(conn, message(0, ldapResult(opExtended, 0))) },
		"junk":                func(conn net.Conn, _ int64) { endless(conn, []byte{0xff, 0x00, 0x80}) },
		"pages-for-ever":      pages(1000, 40),
		"thin-pages-for-ever": pages(1, 40),
		"empty-pages":         pages(0, 0),
		"fat-pages-for-ever":  pages(200, 8000),
	}
}

// pages answers every page with entries that nobody has seen, of about so many
// bytes, and the cookie of another page.
func pages(entries, size int) func(conn net.Conn, id int64) {
	var serial atomic.Int64
	value := octets(string(bytes.Repeat([]byte("v"), size)))
	return func(conn net.Conn, id int64) {
		var all []byte
		for range entries {
			name := "u" + strconv.FormatInt(serial.Add(1), 10)
			all = append(all, message(id, entry("CN="+name+",DC=corp,DC=test", attribute("sAMAccountName", octets(name)),
				attribute("userPrincipalName", octets(name+"@corp.test")), attribute("description", value),
				attribute("objectClass", octets("user")), attribute("userAccountControl", octets("512"))))...)
		}
		cookie := element(0x30, element(0x02, []byte{0}), octets("more"+strconv.FormatInt(serial.Add(1), 10)))
		control := element(0x30, octets(oidPaged), element(0x04, cookie))
		_, _ = conn.Write(append(all, message(id, ldapResult(opSearch, 0), control)...))
	}
}

// directorySieges are those of controllers and global catalogs.
func directorySieges(t *testing.T) []siege {
	t.Helper()
	f := newForger(t)
	var list []siege
	add := func(kind, name, command, at string, say func(net.Conn, int64)) {
		c := &hostileController{at: at, say: say}
		addr := serveAt(t, "127.0.0.1:0", f.config(), c.serve)
		list = append(list, directorySiege(f, kind, name, command, addr, nameServer(t, nil), c.bites))
	}
	for name, say := range floods() {
		add("LDAP search", name, "check", "search", say)
		add("LDAP search", name+"/scan", "scan", "search", say)
		if name != "pages-for-ever" && name != "thin-pages-for-ever" && name != "fat-pages-for-ever" && name != "empty-pages" {
			add("LDAP bind", name, "check", "bind", say)
			add("LDAP rootDSE", name, "check", "root", say)
		}
	}
	list = append(list, catalogSieges(t, f)...)
	return list
}

func directorySiege(f *forger, kind, name, command, addr, names string, bites func() int64) siege {
	args := []string{
		command, "--lang", "en", "--domain", "corp.test", "--controller", "ldaps://" + addr, "--ca-file", f.file, "--account", `CORP\kim`,
	}
	if command == "check" {
		args = append(args, "--user", "lee@other.test")
	}
	s := siege{kind: kind, name: name, args: args, env: []string{"WRITEBACK_DOCTOR_PASSWORD=Right-1! secret"}, named: names, bites: bites}
	if strings.HasPrefix(name, "one-long-value") {
		s.waits = 10 * time.Second // for the rest of an answer
	}
	return s
}

// catalogSieges turn at the search of the global catalog alone.
func catalogSieges(t *testing.T, f *forger) []siege {
	t.Helper()
	var list []siege
	honestly := &hostileController{at: "never"}
	addr := serveAt(t, "127.0.0.1:0", f.config(), honestly.serve)
	third := byte(1)
	for name, say := range floods() {
		c := &hostileController{at: "search", say: say}
		ip := net.IPv4(127, 91, third, 1)
		third++
		serveAt(t, ip.String()+":3269", f.config(), c.serve)
		list = append(list, directorySiege(f, "global catalog", name, "check", addr, nameServer(t, ip), c.bites))
	}
	return list
}
