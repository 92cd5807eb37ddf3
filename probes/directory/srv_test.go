package directory_test

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// nameServer answers SRV questions: targets by absolute name. Other names do
// not exist. A nil list is a name without records of that kind; the target
// failing is a server that could not find out.
type nameServer map[string][]string

// failing is what a nameServer answers with SERVFAIL instead.
const failing = "SERVFAIL"

// serve speaks DNS over a stream (RFC 1035 4.2.2).
func (n nameServer) serve(conn net.Conn) {
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		if reply, err := n.answer(question); err != nil {
			return
		} else if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}

// answer is the message that answers a question, with its length before it.
func (n nameServer) answer(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	q := m.Questions[0]
	targets, known := n[q.Name.String()]
	if !known {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, target := range targets {
		if target == failing {
			m.RCode = dnsmessage.RCodeServerFailure
			break
		}
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
			Body:   &dnsmessage.SRVResource{Port: 389, Target: dnsmessage.MustNewName(target)},
		})
	}
	reply, err := m.AppendPack(make([]byte, 2))
	if err == nil {
		binary.BigEndian.PutUint16(reply, uint16(len(reply)-2))
	}
	return reply, err
}

func (n nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			n.serve(there)
			_ = there.Close()
		}()
		return here, nil
	}}
}

// named is a client of dc, which stands on dc1's port 636, with a name server.
// It runs on real time: the resolver of the standard library keeps state of
// its own.
func named(t *testing.T, dc *controller, names nameServer, to string) *directory.Client {
	t.Helper()
	ca := newAuthority(t)
	p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), dc.serve)}}
	c := directory.New(directory.Config{
		Domain: "corp.example.com.", Controller: to, Account: `CORP\svc`, Password: probes.NewSecret("secret"),
		Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: names.resolver()},
	})
	t.Cleanup(func() {
		_ = c.Close()
		p.all.Wait()
	})
	return c
}

func TestControllerIsFoundByName(t *testing.T) {
	t.Parallel()
	const pdc, every = "_ldap._tcp.pdc._msdcs.corp.example.com.", "_ldap._tcp.dc._msdcs.corp.example.com."
	for _, c := range []struct {
		name  string
		names nameServer
		kind  probes.Kind
	}{
		{"the PDC emulator", nameServer{pdc: {dc1 + "."}}, ""},
		{"any controller", nameServer{every: {dc1 + "."}}, ""},
		{"a second one, where the PDC emulator is down", nameServer{pdc: {"down.corp.example.com."}, every: {"down.corp.example.com.", dc1 + "."}}, ""},
		{"none that is up", nameServer{pdc: {"down.corp.example.com."}}, probes.Refused},
		{"no such domain", nameServer{}, probes.NameUnknown},
		{"names without records", nameServer{pdc: nil, every: nil}, probes.NameUnknown},
		{"a name server that cannot find out", nameServer{pdc: {failing}, every: {failing}}, probes.NameUnanswered},
		{"one that knows the PDC emulator alone", nameServer{pdc: {dc1 + "."}, every: {failing}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := named(t, alice(t), c.names, "").Domain(t.Context())
			if c.kind != "" {
				hasKind(t, err, c.kind)
				return
			}
			if err != nil || d.Controller != dc1 {
				t.Errorf("got %q, %v, want %q", d.Controller, err, dc1)
			}
		})
	}
}

// Where no SRV record answers, the role owner is still told.
func TestNoSRVRecordIsAnAnswer(t *testing.T) {
	t.Parallel()
	p, err := named(t, alice(t), nameServer{}, dc1).PDCEmulator(t.Context())
	if err != nil || p.Host != dc1 || p.SRVAnswer != probes.NoSuchName || len(p.SRV) != 0 {
		t.Errorf("got %+v, %v", p, err)
	}
}

// Where the name is what stands in the way, no other port is worth a try.
func TestANameWithoutAnAddressIsAskedForOnce(t *testing.T) {
	t.Parallel()
	for kind, failure := range map[probes.Kind]error{
		probes.NameUnknown: &net.DNSError{IsNotFound: true}, probes.NameUnanswered: &net.DNSError{IsTemporary: true},
	} {
		var dialled []string
		c := directory.New(directory.Config{Controller: dc1, Network: probes.Network{Dial: func(_ context.Context, _, addr string) (net.Conn, error) {
			dialled = append(dialled, addr)
			return nil, &net.OpError{Op: "dial", Err: failure}
		}}})
		_, err := c.Domain(t.Context())
		_ = c.Close()
		hasKind(t, err, kind)
		if len(dialled) != 1 {
			t.Errorf("%s: dialled %q, want one try", kind, dialled)
		}
	}
}
