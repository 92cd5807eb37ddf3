package directory

import (
	"errors"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// helloLength is as much of a server's first bytes as tells its TLS version:
// record header, handshake header, version (RFC 5246 6.2.1 and 7.4.1.3).
const helloLength = 11

// ldapTag is the first byte of every LDAP message (RFC 4511 5.1): a SEQUENCE.
const ldapTag = 0x30

// wire is a connection that remembers how it began and how it ended, because
// the LDAP library turns both into words.
type wire struct {
	net.Conn
	taken           atomic.Bool // see [wire.takeOver]
	parked, over    chan struct{}
	failed          chan struct{} // closed by the first failure after takeOver
	parking, ending sync.Once
	mu              sync.Mutex
	head            []byte
	err             error
	left            int       // bytes that may still be read before the next question; see [wire.allow]
	some            bool      // something was read since the last question
	elements        *elements // among them; nil where what comes is not LDAP
}

// answerBytes bounds what a controller may send between two questions. The
// library builds a tree of whatever comes, many times its size, and its own
// bound is one for the whole program. The longest answer asked for, a page of
// 500 names, has less than 256 KiB.
const answerBytes = 4 << 20

var errFlood = errors.New("more came than anybody asked for")

// allow lets one more answer in.
func (w *wire) allow() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.left, w.some = answerBytes, false
	if w.elements != nil {
		w.elements.count = 0
	}
}

// operation is the tag of the last operation that came.
func (w *wire) operation() byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.elements == nil {
		return 0
	}
	return w.elements.op
}

// begun reports whether an answer had begun since the last question.
func (w *wire) begun() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.some
}

// Read notes the first bytes and the first failure.
func (w *wire) Read(p []byte) (int, error) {
	if w.taken.Load() {
		return w.park()
	}
	n, err := w.Conn.Read(p)
	if w.taken.Load() && n == 0 {
		return w.park()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.some = w.some || n > 0
	if w.left -= n; w.left < 0 || w.elements != nil && !w.elements.take(p[:n]) {
		w.note(errFlood)
		return 0, errFlood
	}
	if missing := helloLength - len(w.head); missing > 0 {
		w.head = append(w.head, p[:min(n, missing)]...)
	}
	w.note(err)
	return n, err //nolint:wrapcheck // a connection passes on what it gets
}

// Write notes the first failure.
func (w *wire) Write(p []byte) (int, error) {
	n, err := w.Conn.Write(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.note(err)
	return n, err //nolint:wrapcheck // a connection passes on what it gets
}

func (w *wire) note(err error) {
	if w.err == nil && err != nil && !errors.Is(err, os.ErrDeadlineExceeded) { // only takeOver sets one
		w.err = err
		if w.failed != nil {
			close(w.failed)
		}
	}
}

// takeOver keeps whoever reads now, or will, from reading on, so that somebody
// else can read from Conn. Nothing may be on its way. Whoever read waits until
// the connection is closed.
func (w *wire) takeOver() error {
	w.parked, w.over = make(chan struct{}), make(chan struct{})
	w.mu.Lock()
	failed, err := make(chan struct{}), w.err
	w.failed = failed
	w.mu.Unlock()
	if err != nil {
		return err
	}
	w.taken.Store(true)
	if err := w.SetReadDeadline(time.Unix(1, 0)); err != nil {
		return err //nolint:wrapcheck // a connection passes on what it gets
	}
	select {
	case <-w.parked:
	case <-failed:
		return w.failure()
	}
	return w.SetReadDeadline(time.Time{}) //nolint:wrapcheck // as above
}

func (w *wire) park() (int, error) {
	w.parking.Do(func() { close(w.parked) })
	<-w.over
	return 0, net.ErrClosed
}

// Close also lets go of whoever read before takeOver.
func (w *wire) Close() error {
	if w.taken.Load() {
		w.ending.Do(func() { close(w.over) })
	}
	return w.Conn.Close() //nolint:wrapcheck // a connection passes on what it gets
}

// failure returns the first error of the connection, or nil.
func (w *wire) failure() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

// spoke reports whether anything was ever read.
func (w *wire) spoke() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.head) > 0
}

// foreign reports whether the first byte cannot be LDAP.
func (w *wire) foreign() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.head) > 0 && w.head[0] != ldapTag
}

// oldTLS reports whether the other side began a handshake below TLS 1.2.
func (w *wire) oldTLS() bool {
	const handshake, serverHello, tls12 = 22, 2, 0x0303
	w.mu.Lock()
	defer w.mu.Unlock()
	h := w.head
	return len(h) == helloLength && h[0] == handshake && h[5] == serverHello && int(h[9])<<8|int(h[10]) < tls12
}

// strange reports whether the first byte belongs neither to LDAP nor to a TLS
// handshake.
func (w *wire) strange() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	const handshake = 22
	return len(w.head) > 0 && w.head[0] != handshake && w.head[0] != ldapTag
}

// restart forgets the first bytes, where TLS begins.
func (w *wire) restart() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.head, w.elements = nil, nil
}
