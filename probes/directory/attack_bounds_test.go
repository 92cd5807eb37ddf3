package directory_test

import (
	"bytes"
	"encoding/binary"
	"net"
	"runtime"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// costsAtMost is what one answer may make the program ask of its memory, all
// in all; what it holds at any moment is less.
const costsAtMost = 96 << 20

// allocated is what do asks of the memory. Whoever measures runs alone.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// wide is one element of BER with a length of four bytes.
func wide(tag byte, value ...[]byte) []byte {
	all := bytes.Join(value, nil)
	return append(binary.BigEndian.AppendUint32([]byte{tag, 0x84}, uint32(len(all))), all...)
}

// An answer of a controller costs no more memory than its bytes could, however
// many elements they hold.
func TestAttackBounds(t *testing.T) { //nolint:paralleltest // memory is measured
	const size = 3 << 20
	id := wide(0x02, []byte{1})
	entry := func(attributes ...[]byte) []byte {
		return wide(0x30, id, wide(0x64, wide(0x04), wide(0x30, attributes...)))
	}
	some := func(tag byte) []byte { return bytes.Repeat([]byte{tag, 0}, size/2) }
	end := func(controls []byte) []byte {
		return wide(0x30, id, wide(0x65, []byte{0x0a, 1, 0, 4, 0, 4, 0}), wide(0xa0, controls))
	}
	paged := wide(0x04, []byte("1.2.840.113556.1.4.319"))
	answers := map[string][]byte{
		"empty-values":      entry(wide(0x30, wide(0x04, []byte("cn")), wide(0x31, some(0x04)))),
		"empty-attributes":  entry(some(0x30)),
		"empty-booleans":    entry(wide(0x30, wide(0x04, []byte("cn")), wide(0x31, some(0x01)))),
		"one-byte-values":   entry(wide(0x30, wide(0x04, []byte("cn")), wide(0x31, bytes.Repeat([]byte{4, 1, 'x'}, size/3)))),
		"empty-messages":    bytes.Repeat([]byte{0x30, 5, 2, 1, 99, 0x64, 0}, size/7),
		"outermost-row":     wide(0x30, id, some(0x04)),
		"long-tags":         entry(bytes.Repeat([]byte{0x1f, 0x81, 0x01, 0}, size/4)),
		"open-lengths":      bytes.Repeat([]byte{0x30, 0x80}, 900),
		"controls":          end(some(0x30)),
		"value-of-control":  end(wide(0x30, paged, wide(0x04, wide(0x30, some(0x04))))),
		"referrals":         wide(0x30, id, wide(0x65, []byte{0x0a, 1, 10, 4, 0, 4, 0}, wide(0xa3, some(0x04)))),
		"references":        wide(0x30, id, wide(0x73, some(0x04))),
		"one-long-value":    entry(wide(0x30, wide(0x04, []byte("cn")), wide(0x31, wide(0x04, make([]byte, 2*size))))),
		"deep":              bytes.Repeat([]byte{0x30, 0x83, 0x2f, 0xff, 0xff}, 1<<18),
		"bind/empty-values": wide(0x30, id, wide(0x61, []byte{0x0a, 1, 0, 4, 0, 4, 0}, some(0x87))),
	}
	for name, answer := range answers {
		for way, port := range map[string]string{"tls": ":636", "start-tls": ":389"} {
			if name == "empty-messages" && way == "start-tls" {
				continue // it reads one
			}
			t.Run("ldap/"+way+"/"+name, func(t *testing.T) {
				ca := newAuthority(t)
				serve := func(conn net.Conn) {
					if _, err := conn.Read(make([]byte, 4096)); err == nil {
						_, _ = conn.Write(answer)
					}
					acceptsAndHangs(conn)
				}
				if way == "tls" {
					serve = overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), serve)
				}
				p := &ports{open: map[string]behaviour{dc1 + port: serve}}
				c := directory.New(directory.Config{Controller: dc1, Network: probes.Network{Dial: p.dial, Roots: ca.pool()}})
				var err error
				start := time.Now()
				cost := allocated(func() { _, err = c.Domain(t.Context()) })
				hasKind(t, err, probes.Malformed)
				if cost > costsAtMost {
					t.Errorf("%d bytes cost %d MB", len(answer), cost>>20)
				}
				t.Logf("%d bytes cost %d KB in %s", len(answer), cost>>10, time.Since(start))
				_ = c.Close()
				p.all.Wait()
			})
		}
	}
}

// Whatever the program itself would never be sent is still counted to its end:
// answers as long as they get are no flood.
func TestAnswersOfEverySizeAreTaken(t *testing.T) {
	t.Parallel()
	many := make([]string, 5000)
	for i := range many {
		many[i] = "CN=Somebody with a name of a usual length,OU=Staff," + baseDN
	}
	rootDSE := root()
	rootDSE["namingContexts"] = many
	w := newWorld(t, &controller{has: entries{"": rootDSE, baseDN: {"objectClass": {"domainDNS"}}}})
	if _, err := w.Domain(t.Context()); err != nil && probes.AsObstacle(err).Kind == probes.Malformed {
		t.Errorf("got %v", err)
	}
}
