package directory

import (
	"errors"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
)

// atATime is how many people are read ahead at a time.
const atATime = 256

// reading is a ledger that is read ahead of whoever takes the people.
type reading struct {
	batches chan []*ledger.Person
	done    chan struct{} // closed when nobody takes any more
	failed  error         // once batches is closed
}

// all reads everybody.
func (r *reading) all(book *ledger.Book) {
	defer close(r.batches)
	defer probes.Caught(&r.failed)
	some := make([]*ledger.Person, 0, atATime)
	r.failed = book.People(func(p *ledger.Person) error {
		if some = append(some, p); len(some) < atATime {
			return nil
		}
		full := some
		some = make([]*ledger.Person, 0, atATime)
		return r.pass(full)
	})
	if r.failed == nil {
		r.failed = r.pass(some)
	}
}

func (r *reading) pass(some []*ledger.Person) error {
	select {
	case r.batches <- some:
		return nil
	case <-r.done:
		return errLeft
	}
}

// ahead hands out everybody of a ledger, which is read meanwhile.
func ahead(book *ledger.Book, take func(*ledger.Person) error) error {
	r := &reading{batches: make(chan []*ledger.Person, 2), done: make(chan struct{})}
	go r.all(book)
	defer func() {
		close(r.done)
		for range r.batches { // until it has ended
		}
	}()
	for some := range r.batches {
		for _, p := range some {
			if err := take(p); err != nil {
				return err
			}
		}
	}
	return r.failed
}

var errLeft = errors.New("nobody takes any more")
