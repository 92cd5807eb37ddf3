package directory

import (
	"cmp"
	"context"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// need says what a question needs of the connection.
type need bool

const (
	anonymous need = false
	signedIn  need = true
)

// reader puts questions on the connection that they share.
type reader struct{ links *links }

// search puts one search on the shared connection and returns its entries.
func (r *reader) search(ctx context.Context, n need, request *ldap.SearchRequest) ([]*ldap.Entry, *link, error) {
	result, l, err := r.result(ctx, n, request)
	if err != nil {
		return nil, l, err
	}
	return result.Entries, l, nil
}

// result puts one search on the shared connection. If that turns out to have
// died since it last brought an answer, or there is another controller to ask,
// one is opened once more and the search is repeated, which is safe because
// searches change nothing. Where that fails too, the first reason is told: that
// the others refuse is not what became of the question.
func (r *reader) result(ctx context.Context, n need, request *ldap.SearchRequest) (*ldap.SearchResult, *link, error) {
	var why error
	for again := true; ; again = false {
		l, err := r.links.link(ctx)
		if err != nil {
			return nil, nil, r.links.stopped(cmp.Or(why, err))
		}
		if n == signedIn && l.refusal != nil {
			return nil, l, l.refusal
		}
		before := l.answered.Load()
		result, err := l.ask(ctx, request)
		if err == nil {
			return result, l, nil
		}
		if code, ok := resultCode(err); ok {
			return nil, l, declined(l.host, code, err)
		}
		problem := l.first(l.trouble(err))
		if worth := r.links.leave(l, before, problem); !again || !worth {
			return nil, l, r.links.stopped(cmp.Or(why, problem))
		}
		if !idle(before, problem) {
			why = problem
		}
	}
}

// idle reports whether a connection that had answered was closed since.
func idle(before bool, problem error) bool {
	return before && probes.AsObstacle(problem).Kind == probes.Reset
}
