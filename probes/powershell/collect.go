package powershell

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"example.com/writeback-doctor/probes"
)

// Everything asks for all that the script can find out by itself: the server,
// a week of events, and the roads that it knows it needs. With hold it also
// keeps an idle connection open, which takes three minutes more.
func Everything(hold bool) Request {
	r := Request{Parts: []Part{PartServer, PartEvents, PartReach}}
	if hold {
		r.Parts = append(r.Parts, PartHold)
		r.Length = idleLength
	}
	return r
}

// idleLength is the idle time of a hold that nobody gave another length. The
// relay's connection must survive two to three minutes ("Troubleshoot
// self-service password reset writeback", connectivity).
const idleLength = 3 * time.Minute

// Collect runs the script once and returns its document as it is written to a
// file. The error is an obstacle.
func Collect(ctx context.Context, config Config, request Request) ([]byte, error) {
	c := New(config)
	defer func() { _ = c.Close() }()
	d, err := c.run(ctx, request, limitServer+limitReach+limitEvents+limitHold+request.Length)
	if err != nil {
		return nil, err
	}
	if d.At.IsZero() {
		d.At = c.config.Clock.Now().UTC()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Host: config.Computer, Err: fmt.Errorf("write the document: %w", err)}
	}
	return b.Bytes(), nil
}
