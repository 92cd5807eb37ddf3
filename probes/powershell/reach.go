package powershell

import (
	"context"
	"fmt"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// maxRoads is how many roads go into one run of the script; their targets fit
// a command line, and the script tries them side by side.
const maxRoads = 40

// roads gathers the roads that are asked for at about the same time. The zero
// value is ready.
type roads struct {
	mu      sync.Mutex
	waiting []*road
}

type road struct {
	target probes.Target
	done   chan struct{}
	route  probes.Route
	err    error
}

// Reach tries one road from the server. Roads that are asked for together
// share one run of the script.
func (c *Client) Reach(ctx context.Context, target probes.Target) (probes.Route, error) {
	key := fmt.Sprintf("reach\x00%v", target)
	return probes.Remember(ctx, &c.memo, key, func(ctx context.Context) (probes.Route, error) {
		r, first := c.roads.join(target)
		if first {
			c.lead(ctx)
		}
		<-r.done
		return r.route, r.err
	})
}

// join adds a road and reports whether it is the first of its company, which
// then leads.
func (r *roads) join(target probes.Target) (*road, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := &road{target: target, done: make(chan struct{})}
	r.waiting = append(r.waiting, one)
	return one, len(r.waiting) == 1
}

// take returns everybody who waits.
func (r *roads) take() []*road {
	r.mu.Lock()
	defer r.mu.Unlock()
	company := r.waiting
	r.waiting = nil
	return company
}

// lead waits for company and runs the script for all of it.
func (c *Client) lead(ctx context.Context) {
	_ = c.config.Clock.Wait(ctx, gather) // leaving early only means less company
	company := c.roads.take()
	var group sync.WaitGroup
	for len(company) > 0 {
		batch := company[:min(maxRoads, len(company))]
		company = company[len(batch):]
		group.Go(func() { c.travel(ctx, batch) })
	}
	group.Wait()
}

func (c *Client) travel(ctx context.Context, company []*road) {
	defer func() {
		_ = recover() // the obstacle below is the report
		for _, r := range company {
			close(r.done)
		}
	}()
	request := Request{Parts: []Part{PartReach}}
	for _, r := range company {
		request.Targets = append(request.Targets, r.target)
		r.err = &probes.Obstacle{Kind: probes.Crashed, Needs: string(PartReach)} // stands when the run panics
	}
	start := c.config.Clock.Now()
	d, err := c.run(ctx, request, limitReach)
	for _, r := range company {
		if r.err = err; err == nil {
			r.route, r.err = c.pick(d, r.target, start)
		}
	}
}

// pick finds the road to one target in an answer.
func (c *Client) pick(d Document, target probes.Target, start time.Time) (probes.Route, error) {
	for _, route := range d.Routes {
		if !sameTarget(route.Target, target) {
			continue
		}
		if route.At.IsZero() {
			route.Seen = c.config.Clock.Stamp(c.vantage(d), start)
		}
		route.Target, route.Vantage = target, c.vantage(d)
		return route, nil
	}
	return probes.Route{}, c.missing(d, PartReach)
}
