package endpoint

import (
	"bufio"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// faulty is a connection whose reader breaks over what it reads.
type faulty struct{ net.Conn }

func (faulty) Read([]byte) (int, error) { panic("index out of range") }

// A fault of ours in reading is no end of the connection.
func TestAReaderThatBreaksSaysNothing(t *testing.T) {
	t.Parallel()
	err := <-listen(faulty{})
	if got := interrupted(faulty{}, err); got != unfinished {
		t.Errorf("idle: got %v, want unfinished", got)
	}
	if got := answeredBy(faulty{}, err); got != unfinished {
		t.Errorf("asked: got %v, want unfinished", got)
	}
}

func TestLadder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to time.Duration
		n        int
		rungs    int
		first    time.Duration
	}{
		{0, 180 * time.Second, 18, 18, 10 * time.Second},
		{0, 360 * time.Second, 18, 18, 20 * time.Second},
		{0, 100 * time.Second, 18, 17, 6 * time.Second},
		{0, 3 * time.Second, 18, 3, time.Second},
		{0, 500 * time.Millisecond, 18, 1, 500 * time.Millisecond},
		{30 * time.Second, 40 * time.Second, 10, 10, 31 * time.Second},
		{20 * time.Second, 21 * time.Second, 10, 1, 21 * time.Second},
	} {
		rungs := ladder(c.from, c.to, c.n)
		if len(rungs) != c.rungs || rungs[0] != c.first || rungs[len(rungs)-1] != c.to || !slices.IsSorted(rungs) {
			t.Errorf("ladder(%v, %v, %d) = %v, want %d rungs from %v to %v", c.from, c.to, c.n, rungs, c.rungs, c.first, c.to)
		}
	}
}

func TestMostTelling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ends []probes.Contact
		want probes.Contact
	}{
		{[]probes.Contact{probes.NoRoute, probes.Dropped}, probes.Dropped},
		{[]probes.Contact{probes.Dropped, probes.PortRefused}, probes.PortRefused},
		{[]probes.Contact{probes.NoRoute, probes.NoRoute}, probes.NoRoute},
		{nil, probes.NoRoute},
	} {
		if got := mostTelling(c.ends); got != c.want {
			t.Errorf("mostTelling(%v) = %q, want %q", c.ends, got, c.want)
		}
	}
}

// FuzzRequest: whatever a path holds, the request is one request for the host.
func FuzzRequest(f *testing.F) {
	for _, path := range []string{"", "/", "tenant_guid", "/a b\r\nX: y", "//x/", "/ä?q#f", "/%zz"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		text := request(probes.Target{Host: "relay.contoso.com", Port: 443, Path: path})
		reader := bufio.NewReader(strings.NewReader(text))
		got, err := http.ReadRequest(reader)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got.Host != "relay.contoso.com" || len(got.Header) != 3 || reader.Buffered() != 0 {
			t.Errorf("%q reads as host %q, header %v, %d bytes left", text, got.Host, got.Header, reader.Buffered())
		}
	})
}
