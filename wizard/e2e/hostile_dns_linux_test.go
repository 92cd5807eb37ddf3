package e2e_test

import (
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// zone answers one question; nil is silence.
type zone func(request dnsmessage.Message, packed []byte, stream bool) []byte

// nameServer answers as the name server of corp.test, whose hosts are all at
// one address; its global catalog is at catalog, if there is one.
func nameServer(t *testing.T, catalog net.IP) string {
	t.Helper()
	return namesBy(t, func(request dnsmessage.Message, _ []byte, _ bool) []byte { return honestZone(request, catalog) })
}

func honestZone(request dnsmessage.Message, catalog net.IP) []byte {
	q := request.Questions[0]
	name := strings.ToLower(q.Name.String())
	answer := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: request.ID, Response: true, Authoritative: true, RecursionAvailable: true},
		Questions: request.Questions,
	}
	at, host := net.IPv4(127, 0, 0, 1), "dc.corp.test."
	if strings.HasPrefix(name, "gc.") || strings.Contains(name, ".gc.") {
		at, host = catalog, "gc.corp.test."
	}
	header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
	switch {
	case !strings.HasSuffix(name, "corp.test.") || at == nil:
		answer.RCode = dnsmessage.RCodeNameError
	case q.Type == dnsmessage.TypeSRV && strings.HasPrefix(name, "_ldap."):
		answer.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.SRVResource{Port: 389, Target: dnsmessage.MustNewName(host)}}}
	case q.Type == dnsmessage.TypeA && !strings.HasPrefix(name, "_"):
		answer.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: [4]byte(at.To4())}}}
	case q.Type != dnsmessage.TypeAAAA:
		answer.RCode = dnsmessage.RCodeNameError
	}
	packed, err := answer.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// namesBy serves a zone over UDP and TCP on one port of loopback.
func namesBy(t *testing.T, z zone) string {
	t.Helper()
	var socket net.PacketConn
	stream := func(conn net.Conn) {
		for {
			var length [2]byte
			if _, err := io.ReadFull(conn, length[:]); err != nil {
				return
			}
			request := make([]byte, binary.BigEndian.Uint16(length[:]))
			if _, err := io.ReadFull(conn, request); err != nil {
				return
			}
			answer := answerTo(z, request, true)
			if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
				return
			}
		}
	}
	var addr string
	for range 20 { // the port must be free for both
		addr = serveAt(t, "127.0.0.1:0", nil, stream)
		var err error
		if socket, err = new(net.ListenConfig).ListenPacket(t.Context(), "udp", addr); err == nil {
			break
		}
	}
	if socket == nil {
		t.Fatal("no port is free for both UDP and TCP")
	}
	t.Cleanup(func() { _ = socket.Close() })
	go func() {
		buffer := make([]byte, 4096)
		for {
			n, from, err := socket.ReadFrom(buffer)
			if err != nil {
				return
			}
			if answer := answerTo(z, buffer[:n], false); answer != nil {
				_, _ = socket.WriteTo(answer, from)
			}
		}
	}()
	return addr
}

func answerTo(z zone, packed []byte, stream bool) []byte {
	var request dnsmessage.Message
	if err := request.Unpack(packed); err != nil || len(request.Questions) != 1 {
		return nil
	}
	return z(request, packed, stream)
}

// nameSieges are those of name servers, over UDP and, by a truncated answer,
// over TCP.
func nameSieges(t *testing.T) []siege {
	t.Helper()
	var list []siege
	for name, body := range map[string]func(question []byte) (count uint16, records []byte){
		"many-hosts": func([]byte) (uint16, []byte) {
			return repeated("\xc0\x0c\x00\x21\x00\x01\x00\x00\x00\x01\x00\x09\x00\x01\x00\x01\x01\x85\x01a\x00", 64000)
		},
		"many-addresses": func([]byte) (uint16, []byte) {
			return repeated("\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x01\x00\x04\x7f\x00\x00\x01", 64000)
		},
		"long-texts": func([]byte) (uint16, []byte) {
			return repeated("\xc0\x0c\x00\x10\x00\x01\x00\x00\x00\x01\x01\x00\xff"+strings.Repeat("t", 255), 64000)
		},
		"pointer-to-itself": func(q []byte) (uint16, []byte) { return 1, binary.BigEndian.AppendUint16(nil, 0xc000|uint16(len(q))) },
		"pointers-in-a-row": func(q []byte) (uint16, []byte) {
			var row []byte
			for i := range 8000 {
				row = binary.BigEndian.AppendUint16(row, 0xc000|uint16((len(q)+2*i+2)&0x3fff))
			}
			return 1, row
		},
		"aliases-in-a-ring": func([]byte) (uint16, []byte) {
			return repeated("\xc0\x0c\x00\x05\x00\x01\x00\x00\x00\x01\x00\x02\xc0\x0c", 64000)
		},
		"counts-that-lie": func([]byte) (uint16, []byte) { return 0xffff, []byte{0} },
		"junk":            func([]byte) (uint16, []byte) { return 1, []byte(strings.Repeat("\xff", 60000)) },
	} {
		for _, over := range []string{"udp", "tcp"} {
			var count atomic.Int64
			z := func(request dnsmessage.Message, packed []byte, stream bool) []byte {
				head := []byte{byte(request.ID >> 8), byte(request.ID), 0x85, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}
				end := 12 + strings.IndexByte(string(packed[12:]), 0) + 5
				question := append(head, packed[12:end]...)
				if !stream && over == "tcp" {
					question[2] |= 0x02 // truncated: ask over TCP
					return question
				}
				count.Add(1)
				n, records := body(question)
				if !stream {
					records = records[:min(len(records), 1000)]
					n = min(n, 40)
				}
				binary.BigEndian.PutUint16(question[6:], n)
				return append(question, records...)
			}
			s := directorySiege(&forger{file: newForger(t).file}, "DNS", name+"/"+over, "check", "", namesBy(t, z), count.Load)
			s.args = append(s.args[:5:5], s.args[7:]...) // no controller is named
			list = append(list, s)
		}
	}
	return list
}

// repeated is a record again and again, up to size.
func repeated(record string, size int) (uint16, []byte) {
	n := size / len(record)
	return uint16(n), []byte(strings.Repeat(record, n))
}
