package directory

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// A feed reads the answers of a list by itself, faster than the library and as
// they come: the next page is asked for the moment that the end of one
// arrives, so that the controller works on it while we still judge.
type feed struct {
	link    *link
	reader  *bufio.Reader
	waiting atomic.Bool  // for the controller, and not for us
	heard   atomic.Int64 // messages
	id      int64
}

const (
	feedBuffer = 64 << 10
	// maxMessage bounds one message, maxQueued those that wait for us: half a
	// page of people, which are judged faster than a controller sends them. As
	// much again is on its way through our hands.
	maxMessage = answerBytes
	maxQueued  = 2 << 20
	// queuedCost is what a message takes in the queue besides its bytes.
	queuedCost = 256
	// maxStray is how many messages may come that answer something else.
	maxStray = 100
	// firstFeedID keeps our numbers apart from those of the library.
	firstFeedID = 1 << 20
)

// newFeed takes over the reading of a link on which nothing is on its way.
func newFeed(l *link) (*feed, error) {
	if err := l.wire.takeOver(); err != nil {
		return nil, l.trouble(err)
	}
	return &feed{link: l, reader: bufio.NewReaderSize(l.wire.Conn, feedBuffer), id: firstFeedID}, nil
}

// queue is what arrived and was not taken yet.
type queue struct {
	mu    sync.Mutex
	moved *sync.Cond
	list  []ldapMessage
	bytes int
	err   error // after what is in the list
	over  bool
}

func newQueue() *queue {
	q := &queue{}
	q.moved = sync.NewCond(&q.mu)
	return q
}

// put adds a message and waits while too much waits. It reports false when
// nobody takes any more.
func (q *queue) put(m ldapMessage) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.bytes > maxQueued && !q.over {
		q.moved.Wait()
	}
	q.list = append(q.list, m)
	q.bytes += len(m.raw) + queuedCost
	q.moved.Broadcast()
	return !q.over
}

// end says that nothing more comes, and why.
func (q *queue) end(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.err, q.over = err, true
	q.moved.Broadcast()
}

// leave says that nobody takes any more.
func (q *queue) leave() { q.end(io.EOF) }

// take returns what has come, waiting for at least one; after the last the
// error.
func (q *queue) take() ([]ldapMessage, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) == 0 && !q.over {
		q.moved.Wait()
	}
	list := q.list
	q.list, q.bytes = nil, 0
	q.moved.Broadcast()
	if len(list) == 0 {
		return nil, q.err
	}
	return list, nil
}

// ask sends a search and returns the number that its answers carry.
func (f *feed) ask(request *ldap.SearchRequest, controls ...ldap.Control) (int64, error) {
	filter, err := ldap.CompileFilter(request.Filter)
	if err != nil {
		return 0, fmt.Errorf("filter %q: %w", request.Filter, err)
	}
	f.id++
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchRequest, nil, "")
	op.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, request.BaseDN, ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, request.Scope, ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, request.DerefAliases, ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, request.SizeLimit, ""))
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, request.TimeLimit, ""))
	op.AppendChild(ber.NewBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, request.TypesOnly, ""))
	op.AppendChild(filter)
	attributes := ber.NewSequence("")
	for _, name := range request.Attributes {
		attributes.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, name, ""))
	}
	op.AppendChild(attributes)
	with := ber.Encode(ber.ClassContext, ber.TypeConstructed, 0, nil, "")
	for _, c := range append(controls, request.Controls...) {
		with.AppendChild(c.Encode())
	}
	message := ber.NewSequence("")
	message.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, f.id, ""))
	message.AppendChild(op)
	message.AppendChild(with)
	if _, err := f.link.wire.Write(message.Bytes()); err != nil {
		return 0, fmt.Errorf("search %q: %w", request.BaseDN, err)
	}
	return f.id, nil
}

// listen reads the answers of a list, page after page, into q.
func (f *feed) listen(request *ldap.SearchRequest, size uint32, q *queue) {
	var err error
	defer func() { q.end(err) }()
	defer probes.Caught(&err)
	paging := ldap.NewControlPaging(size)
	id, err := f.ask(request, paging)
	for err == nil {
		var m ldapMessage
		if m, err = f.next(id); err != nil {
			return
		}
		more := m.op != opSearchDone
		if len(m.done.cookie) > 0 && m.done.err == nil {
			more = true
			paging.SetCookie(m.done.cookie)
			id, err = f.ask(request, paging)
		}
		if !q.put(m) || !more {
			return
		}
	}
}

// next reads the next answer to one question, passing over answers to nothing
// that was asked. There are none but what the library may have left over.
func (f *feed) next(id int64) (ldapMessage, error) {
	for range maxStray {
		f.link.socket.allow()
		f.waiting.Store(true)
		m, err := readMessage(f.reader)
		f.waiting.Store(false)
		f.heard.Add(1)
		if err != nil || m.id == id {
			if err == nil && m.op == opSearchDone {
				m.done, err = doneOf(m.raw)
			}
			return m, err
		}
	}
	return ldapMessage{}, errMessage
}

var (
	errMessage    = errors.New("not an LDAP message")
	errDisconnect = errors.New("the controller said that it disconnects")
)
