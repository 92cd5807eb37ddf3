package directory_test

import (
	"encoding/binary"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/access"
)

// crowd is a controller with many users, which it sends page by page.
type crowd struct {
	*controller
	users     int
	entry     func(i int) []byte // as it goes over the wire, from the DN on
	largest   int                // page; 0 for what is asked
	refuses   int                // page sizes above it end with sizeLimitExceeded; 0 for none
	endless   bool               // every page has a cookie, and the same users
	pause     time.Duration      // before the first page
	uncounted bool               // does not say how many there are, as Windows does not
	silent    int                // says nothing more once it has sent so many; 0 for never

	mu    sync.Mutex
	cuts  []int // ends the connection after so many users, one number a connection
	lists int   // begun
}

// tlv is one BER element.
func tlv(tag byte, parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	out := append(make([]byte, 0, n+6), tag)
	switch {
	case n < 0x80:
		out = append(out, byte(n))
	default:
		out = binary.BigEndian.AppendUint32(append(out, 0x84), uint32(n))
	}
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// person is an entry as it goes over the wire.
func person(dn string, attributes ...[2]string) []byte {
	var list [][]byte
	for _, a := range attributes {
		list = append(list, tlv(0x30, tlv(4, []byte(a[0])), tlv(0x31, tlv(4, []byte(a[1])))))
	}
	return append(tlv(4, []byte(dn)), tlv(0x30, list...)...)
}

func (c *crowd) serve(conn net.Conn) {
	cut := -1
	c.mu.Lock()
	if len(c.cuts) > 0 {
		cut = c.cuts[0]
	}
	c.mu.Unlock()
	for {
		request, err := ber.ReadPacket(conn)
		if err != nil || len(request.Children) < 2 {
			return
		}
		id, _ := request.Children[0].Value.(int64)
		op := request.Children[1]
		switch op.Tag {
		case ldap.ApplicationBindRequest:
			say(conn, id, ldap.ApplicationBindResponse, 0, "")
		case ldap.ApplicationSearchRequest:
			filter, _ := ldap.DecompileFilter(op.Children[6])
			if !strings.Contains(filter, "isCriticalSystemObject") {
				c.search(conn, id, op)
				continue
			}
			if !c.people(conn, id, request, &cut) {
				return
			}
		default:
			return
		}
	}
}

// people sends one page and reports whether the connection goes on.
func (c *crowd) people(conn net.Conn, id int64, request *ber.Packet, cut *int) bool {
	size, from := 0, 0
	for _, control := range request.Children[2].Children {
		decoded, _ := ldap.DecodeControl(control)
		if paging, ok := decoded.(*ldap.ControlPaging); ok {
			size = int(paging.PagingSize)
			from, _ = strconv.Atoi(string(paging.Cookie))
		}
	}
	c.mu.Lock()
	if from == 0 {
		c.lists++
	}
	c.mu.Unlock()
	if from == 0 {
		time.Sleep(c.pause) // in a bubble
	}
	if c.refuses > 0 && size > c.refuses {
		say(conn, id, ldap.ApplicationSearchResultDone, ldap.LDAPResultSizeLimitExceeded, "")
		return true
	}
	if c.largest > 0 {
		size = min(size, c.largest)
	}
	to := min(from+size, c.users)
	var out []byte
	for i := from; i < to; i++ {
		if i == *cut {
			c.mu.Lock()
			c.cuts = c.cuts[1:]
			c.mu.Unlock()
			_, _ = conn.Write(out)
			return false
		}
		if c.silent > 0 && i == c.silent {
			_, _ = conn.Write(out)
			acceptsAndHangs(conn)
			return false
		}
		out = append(out, tlv(0x30, tlv(2, binary.BigEndian.AppendUint32(nil, uint32(id))), tlv(0x64, c.entry(i)))...)
		if len(out) > 1<<16 {
			if _, err := conn.Write(out); err != nil {
				return false
			}
			out = out[:0]
		}
	}
	cookie := ""
	if to < c.users {
		cookie = strconv.Itoa(to)
	}
	if c.endless {
		cookie = "0"
	}
	paging := &ldap.ControlPaging{PagingSize: uint32(c.users), Cookie: []byte(cookie)}
	if c.uncounted {
		paging.PagingSize = 0
	}
	done := tlv(0x65, tlv(10, []byte{0}), tlv(4), tlv(4))
	_, err := conn.Write(append(out, tlv(0x30, tlv(2, binary.BigEndian.AppendUint32(nil, uint32(id))), done, tlv(0xa0, paging.Encode().Bytes()))...))
	return err == nil
}

// crowdOf is a crowd in the domain of alice. Every user has her descriptor, by
// turns in two containers.
func crowdOf(t *testing.T, users int) *crowd {
	t.Helper()
	dc := alice(t)
	dc.has[""]["isSynchronized"] = []string{"TRUE"}
	dc.has[""]["tokenGroups"] = []string{string(sid(t, svcSID))}
	dc.has[baseDN]["objectSid"] = []string{string(sid(t, "S-1-5-21-1-2-3"))}
	dc.has[baseDN]["objectClass"] = []string{"domainDNS"}
	dc.has["OU=Other,"+baseDN] = map[string][]string{"nTSecurityDescriptor": {descriptor(t, access.DACLProtected)}}
	open := descriptor(t, 0, access.ACE{Type: access.Allow, Mask: access.ReadProperty | access.ListContents, Trustee: access.AuthenticatedUsers})
	admins := "CN=Domain Admins,CN=Users," + baseDN
	dc.has[admins] = map[string][]string{
		"objectSid": {string(sid(t, "S-1-5-21-1-2-3-512"))}, "nTSecurityDescriptor": {open}, "member;range=0-*": {"CN=u000003," + staff},
	}
	dc.has["CN=Password Settings Container,CN=System,"+baseDN] = map[string][]string{"nTSecurityDescriptor": {open}}
	matches := dc.matches
	dc.matches = func(base, filter string) []string {
		switch {
		case strings.Contains(filter, "sAMAccountName=MSOL_"):
			return []string{svcDN}
		case strings.Contains(filter, "organizationalUnit"):
			return []string{staff, "OU=Other," + baseDN}
		case strings.Contains(filter, "(objectClass=group)(|(objectSid"):
			return []string{admins}
		default:
			return matches(base, filter)
		}
	}
	shield := dc.has[aliceDN]["nTSecurityDescriptor"][0]
	return &crowd{controller: dc, users: users, entry: func(i int) []byte {
		ou := staff
		if i%2 == 0 {
			ou = "OU=Other," + baseDN
		}
		return member(t, i, ou, shield)
	}}
}

func member(t *testing.T, i int, ou, shield string) []byte {
	t.Helper()
	name := "u" + strconv.Itoa(1000000 + i)[1:]
	raw := binary.LittleEndian.AppendUint32([]byte(sid(t, "S-1-5-21-1-2-3-0"))[:24], uint32(10000+i))
	return person("CN="+name+","+ou,
		[2]string{"objectClass", "user"}, [2]string{"sAMAccountName", name}, [2]string{"userPrincipalName", name + "@corp.example.com"},
		[2]string{"objectSid", string(raw)}, [2]string{"userAccountControl", "512"}, [2]string{"pwdLastSet", "131000000000000000"},
		[2]string{"accountExpires", "0"}, [2]string{"primaryGroupID", "513"}, [2]string{"nTSecurityDescriptor", shield})
}

// scanner is a client before a crowd.
func scanner(t *testing.T, c *crowd) (*directory.Client, *ports) {
	t.Helper()
	ca := newAuthority(t)
	p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), c.serve)}}
	return client(t, p, ca, dc1), p
}

// met counts how often each user is handed out.
func met(into map[string]int) probes.Watch {
	return probes.Watch{Person: func(m probes.Member) error { into[m.DN]++; return nil }}
}

// allOnce demands that every user was handed out once.
func allOnce(t *testing.T, seen map[string]int, want int) {
	t.Helper()
	if len(seen) != want {
		t.Errorf("got %d users, want %d", len(seen), want)
	}
	for dn, n := range seen {
		if n != 1 {
			t.Errorf("%s was handed out %d times", dn, n)
		}
	}
}
