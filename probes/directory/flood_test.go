package directory_test

import (
	"net"
	"strings"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// floods answers every search with entries without end.
func floods(conn net.Conn) {
	request, err := ber.ReadPacket(conn)
	if err != nil {
		return
	}
	id, _ := request.Children[0].Value.(int64)
	entry := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchResultEntry, nil, "")
	entry.AppendChild(octets(strings.Repeat("x", 1<<16)))
	entry.AppendChild(ber.NewSequence(""))
	message := ber.NewSequence("")
	message.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	message.AppendChild(entry)
	for raw := message.Bytes(); err == nil; {
		_, err = conn.Write(raw)
	}
}

// announces says that an answer of two gigabytes follows, and sends it.
func announces(conn net.Conn) {
	_, err := conn.Read(make([]byte, 4096))
	if err == nil {
		_, err = conn.Write([]byte{0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x04, 0x84, 0x7f, 0xff, 0xff, 0x00})
	}
	for err == nil {
		_, err = conn.Write(make([]byte, 1<<16))
	}
}

func TestAttackEndlessControllers(t *testing.T) {
	t.Parallel()
	for name, serve := range map[string]behaviour{"entries": floods, "one-value": announces} {
		t.Run(name, func(t *testing.T) {
			ca := newAuthority(t)
			p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), serve)}}
			c := directory.New(directory.Config{Controller: dc1, Network: probes.Network{Dial: p.dial, Roots: ca.pool()}})
			start := time.Now()
			if got, _ := kindOf(t, errorOf(c.Domain(t.Context()))); got != probes.Malformed {
				t.Errorf("got %s, want malformed", got)
			}
			if took := time.Since(start); took > 8*time.Second {
				t.Errorf("took %s, so a time-out ended it and not the bound", took)
			}
			_ = c.Close()
			p.all.Wait()
		})
	}
}
