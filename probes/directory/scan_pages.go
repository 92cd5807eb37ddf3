package directory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// How a scan reads.
const (
	// scanPage is MaxPageSize as controllers have it unless it was changed
	// (MS-ADTS 3.1.1.3.4.6); one with less sends less. leastPage is where
	// halving ends.
	scanPage  = 1000
	leastPage = 100
	// patience is how long a controller may be silent. It works out a whole
	// list before it sends the first page, which takes half a minute for a
	// hundred thousand users; MaxQueryDuration is 120 seconds by default. A
	// machine that is gone is found earlier by TCP's own keep-alive, which Go
	// sends every 15 seconds.
	patience = 15 * time.Minute
	// maxReopen is how often a lost connection is opened again.
	maxReopen = 5
	// maxRejoin is how often a controller is tried again that was lost, and
	// rejoinPause how long is waited before: together as long as its service
	// takes to start again.
	maxRejoin   = 6
	rejoinPause = 10 * time.Second
	// maxEmpty is how many pages in a row may bring nobody new beyond those
	// that were handed out before.
	maxEmpty = 1000
	// maxName bounds the DN of an entry of a list. The longest that a directory
	// can hold, a hundred levels of 255 characters, is not as long.
	maxName = 64 << 10
)

var errSilent = errors.New("the controller said nothing for a quarter of an hour")

// takeError is an error of whoever takes the entries.
type takeError struct{ err error }

func (e *takeError) Error() string { return e.err.Error() }

func (e *takeError) Unwrap() error { return e.err }

// tour reads lists of any length over a link of its own.
type tour struct {
	here     *place
	link     *link // nil when there is none
	feed     *feed // of the link
	size     uint32
	census   probes.Census
	progress probes.Progress
	breaks   []probes.Break
	tell     func(probes.Progress)
}

func (t *tour) report() {
	if t.tell != nil {
		t.tell(t.progress)
	}
}

func (t *tour) stage(s probes.Stage) {
	t.progress.Stage = s
	t.report()
}

// leave ends the link.
func (t *tour) leave() {
	if t.link == nil {
		return
	}
	t.here.links.release(t.link)
	t.link = nil
}

// join opens a link and demands that somebody is signed in.
func (t *tour) join(ctx context.Context) error {
	if t.link != nil {
		return nil
	}
	l, err := t.here.links.open(ctx)
	if err != nil {
		return err
	}
	t.link, t.progress.Host = l, l.host
	if l.refusal != nil {
		return l.refusal
	}
	t.feed, err = newFeed(l)
	return err
}

// pages hands every entry of a list to take, which reports whether it was new.
// A lost connection begins the list again, because a cookie does not outlive
// it; so does a page that is too long for the controller.
func (t *tour) pages(ctx context.Context, request *ldap.SearchRequest, take func(*ldap.Entry) (bool, error)) error {
	stage, lost := t.progress.Stage, ""
	for {
		a := &attempt{tour: t, take: take}
		err := t.rejoin(ctx, lost)
		if err == nil {
			t.mended(lost)
			err = a.run(ctx, request)
		}
		if err == nil || ctx.Err() != nil || !t.again(err, a.fresh) {
			return t.final(err)
		}
		if lost = ""; t.link == nil {
			lost = t.progress.Host
		}
		t.stage(probes.Reopening)
		t.progress.Stage = stage
	}
}

// rejoin opens a link, and for a scan that lost its own as often as a
// controller may need that starts anew.
func (t *tour) rejoin(ctx context.Context, lost string) error {
	err := t.join(ctx)
	for range maxRejoin {
		if err == nil || lost == "" || t.link != nil || ctx.Err() != nil {
			break
		}
		if waited := t.here.config.Clock.Wait(ctx, rejoinPause); waited != nil {
			break
		}
		err = t.join(ctx)
	}
	return err
}

// mended notes where a scan goes on that lost its controller.
func (t *tour) mended(lost string) {
	if lost != "" {
		t.breaks = append(t.breaks, probes.Break{After: t.progress.Users, From: lost, To: t.progress.Host})
	}
}

// final is the error that ends a list.
func (t *tour) final(err error) error {
	if code, said := resultCode(err); said {
		return declined(t.progress.Host, code, err)
	}
	return err
}

// again reports whether another attempt is worth it, and prepares it.
func (t *tour) again(err error, fresh int) bool {
	if code, said := resultCode(err); said {
		tooLong := code == ldap.LDAPResultSizeLimitExceeded || code == ldap.LDAPResultAdminLimitExceeded
		t.size /= 2
		return tooLong && t.size >= leastPage
	}
	lost := &lostError{}
	if !errors.As(err, &lost) || t.census.Reopened == maxReopen || (fresh == 0 && t.census.Reopened > 0) {
		return false
	}
	t.census.Reopened++
	t.leave()
	return true
}

// lostError is the end of a connection that may be opened again.
type lostError struct{ err error }

func (e *lostError) Error() string { return e.err.Error() }

func (e *lostError) Unwrap() error { return e.err }

// attempt is one reading of a list from its beginning.
type attempt struct {
	*tour
	take   func(*ldap.Entry) (bool, error)
	fresh  int
	before int // handed out by earlier attempts
	empty  int // pages in a row that brought nobody new
}

func (a *attempt) run(ctx context.Context, request *ldap.SearchRequest) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(ctx, a.link.cut)() // wakes whatever waits on it
	go a.feed.watch(ctx, a.here.config.Clock, cancel)
	a.before = a.progress.Users
	q := newQueue()
	defer q.leave()
	go a.feed.listen(request, a.size, q)
	for {
		messages, err := q.take()
		if err != nil && ctx.Err() == nil {
			return &lostError{a.trouble(err)}
		}
		for i := range messages {
			if ctx.Err() != nil {
				break
			}
			over, err := a.message(&messages[i], request)
			if err != nil || over {
				return err
			}
			messages[i] = ldapMessage{}
		}
		if ctx.Err() != nil {
			return a.ended(ctx)
		}
	}
}

// trouble says what became of the connection.
func (a *attempt) trouble(err error) error {
	if errors.Is(err, errFlood) || errors.Is(err, errMessage) {
		return &probes.Obstacle{Kind: probes.Malformed, Host: a.link.host, Err: err}
	}
	return a.link.trouble(err)
}

// message handles one answer and reports whether it was the last.
func (a *attempt) message(m *ldapMessage, request *ldap.SearchRequest) (bool, error) {
	switch m.op {
	case opSearchEntry:
		if a.progress.Stage == probes.FirstPage {
			a.stage(probes.Reading)
		}
		e, err := entryOfMessage(m.body)
		if err == nil && len(e.DN) > maxName {
			err = errFlood
		}
		if err != nil {
			return false, &probes.Obstacle{Kind: probes.Malformed, Host: a.link.host, Needs: request.BaseDN, Err: err}
		}
		if a.fresh > maxUsers {
			return false, &probes.Obstacle{Kind: probes.Malformed, Host: a.link.host, Needs: request.BaseDN, Err: errEndless}
		}
		isNew, err := a.take(e)
		if isNew {
			a.fresh++
			a.empty = 0
		}
		return false, err
	case opSearchDone:
		return a.pageEnd(m.done, request)
	default: // references lead to other domains
		return false, nil
	}
}

// pageEnd notes the end of a page and reports whether it was the last.
func (a *attempt) pageEnd(end searchEnd, request *ldap.SearchRequest) (bool, error) {
	if end.err != nil {
		return false, fmt.Errorf("search %q: %w", request.BaseDN, end.err)
	}
	a.census.Pages++
	if end.size > 0 && a.progress.Stage != probes.Preparing {
		a.progress.Total, a.progress.About = end.size, false
	}
	if a.progress.Stage != probes.Preparing {
		a.report()
	}
	if a.empty++; a.empty > maxEmpty+a.before/leastPage {
		return false, &probes.Obstacle{Kind: probes.Malformed, Host: a.link.host, Needs: request.BaseDN, Err: errEndless}
	}
	return len(end.cookie) == 0, nil
}

// watch ends a wait in which nothing came for too long.
func (f *feed) watch(ctx context.Context, clock probes.Clock, end context.CancelCauseFunc) {
	for before := int64(-1); ; {
		now := f.heard.Load()
		if now == before && f.waiting.Load() {
			end(errSilent)
			return
		}
		before = now
		if clock.Wait(ctx, patience) != nil {
			return
		}
	}
}

// ended says what ended the context of an attempt.
func (a *attempt) ended(ctx context.Context) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, errSilent) {
		return &probes.Obstacle{Kind: probes.TimedOut, Host: a.link.host, Err: errSilent}
	}
	return &probes.Obstacle{Kind: probes.Stopped, Host: a.link.host, Err: cause}
}
