package directory

import (
	"context"
	"time"
)

// turnTime is how long a bind keeps the others waiting: many times what one
// takes, and a small part of what a look at one controller may take.
const turnTime = 2 * time.Second

// turn waits until no other connection of this client or its kin is showing
// the password, because many controllers that are asked at once would each
// refuse a wrong one. Call what it returns when the answer was noted.
func (c *Client) turn(ctx context.Context) func() {
	turns := c.first().turns
	select {
	case turns <- struct{}{}:
	case <-ctx.Done():
		return func() {}
	}
	held, over := c.config.Clock.Within(ctx, turnTime, nil)
	context.AfterFunc(held, func() { <-turns })
	return over
}
