package graph

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"example.com/writeback-doctor/probes"
)

// Config is what a [Client] needs: who signs in and how, and the world around
// the client. What a [Way] does not take is not looked at.
type Config struct {
	Way          Way           // "" is the one for which something was given: a token before a secret before a certificate
	Tenant       string        // tenant ID or a verified domain name; needed by an application, and else that of whoever signs in
	ClientID     string        // application (client) ID; needed by an application, and [PublicClient] for a person
	ClientSecret probes.Secret // of the application
	Certificate  Certificate   // of the application
	Token        probes.Secret // a bearer token for Graph that somebody brought
	// Browse opens an address in the browser of whoever sits here. nil, and an
	// error, mean that the person is shown the address instead.
	Browse func(address string) error
	// Keeper keeps the sign-in of a person once they ask for it ([Client.Keep]), and
	// is looked into for one that was kept; nil keeps nothing.
	Keeper  Keeper
	keeping *keeping

	Cloud   Cloud
	Network probes.Network
	Clock   probes.Clock   // the zero value is the clock of this machine
	Vantage probes.Vantage // the machine that this program runs on
	// Proxy names the proxy for a URL, nil for a direct road. nil means that
	// every road is direct.
	Proxy func(*url.URL) (*url.URL, error)
}

// Client asks Microsoft Graph and remembers the answers. It is safe for
// concurrent use.
type Client struct {
	config  Config
	hosts   hosts
	memo    probes.Memo
	reports gate
	refused pastRefusal
	ahead   atomic.Pointer[time.Duration] // how far the clock of the service was ahead at the latest answer; nil where it said nothing

	open      sync.Once
	transport *http.Transport
	pipeline  runtime.Pipeline
	crowds    runtime.Pipeline // for lists of everybody, which are long, and for which nobody waits
	signIn    *signIn
	closed    error // why there is no pipeline
}

var _ probes.Graph = (*Client)(nil)

// New returns a Client. It dials nothing; the first question signs in.
func New(config Config) *Client {
	system := probes.SystemClock()
	if config.Clock.Now == nil {
		config.Clock.Now = system.Now
	}
	if config.Clock.After == nil {
		config.Clock.After = system.After
	}
	config.keeping = newKeeping(config)
	return &Client{config: config, hosts: config.Cloud.hosts(), reports: newGate(config.Clock)}
}

// Forget drops every answer, so that the next question is really asked. The
// token is kept as long as it is valid; a refused sign-in is tried again.
func (c *Client) Forget() {
	c.memo.Forget()
	c.refused.forget()
}

// questionLimit ends a question that nobody waits for any more: three
// throttled tries take up to [waitAtMost] and their answers.
const questionLimit = time.Minute

// remember asks once and remembers the answer. The question outlives the asker
// who leaves, and ends by itself.
func remember[T any](ctx context.Context, c *Client, key string, ask func(context.Context) (T, error)) (T, error) {
	return probes.Remember(ctx, &c.memo, key, func(ctx context.Context) (T, error) {
		ctx, cancel := c.limited(ctx)
		defer cancel()
		return ask(ctx)
	})
}

// limited ends with the time for one question.
func (c *Client) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: c.hosts.graph, Needs: questionLimit.String()}
	return c.config.Clock.Within(ctx, questionLimit, late)
}

// aside starts a question beside another one; the function it returns waits
// for the answer. A fault in it costs this answer and nothing more.
func aside[T any](ask func() (T, error)) func() (T, error) {
	var value T
	var err error = &probes.Obstacle{Kind: probes.Crashed} // stands when ask panics
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }()
		value, err = ask()
	}()
	return func() (T, error) {
		<-done
		return value, err
	}
}

func (c *Client) stamp(start time.Time) probes.Seen {
	return c.config.Clock.Stamp(c.config.Vantage, start)
}

// date notes what time the service said that it is (RFC 9110, 6.6.1).
func (c *Client) date(header http.Header) {
	if said, err := http.ParseTime(header.Get("Date")); err == nil {
		ahead := said.Sub(c.now())
		c.ahead.Store(&ahead)
	}
}

// serviceTime is what time it is for the service, zero where it did not say.
func (c *Client) serviceTime() time.Time {
	ahead := c.ahead.Load()
	if ahead == nil {
		return time.Time{}
	}
	return c.now().Add(*ahead).UTC().Truncate(time.Second)
}

func (c *Client) now() time.Time { return c.config.Clock.Now() }
