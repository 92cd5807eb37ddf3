package graph

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

const (
	// connectLimit is for name, connection and proxy: two lost first packets
	// and a slow name server.
	connectLimit = 10 * time.Second
	// headLimit is for the head of an answer: Graph takes seconds for a report
	// over a large tenant.
	headLimit = 20 * time.Second
	// headBytes bounds the head of an answer.
	headBytes = 64 << 10
	// bodyBytes bounds one answer. The largest page asked for, all products of
	// a tenant with their plans, is well under 2 MiB.
	bodyBytes = 4 << 20
	// tokenBytes and tokenValues bound an answer of the sign-in service: its
	// description of itself, or a token, which takes some kilobytes. Its library
	// keeps whatever it does not know.
	tokenBytes  = 1 << 20
	tokenValues = 10_000
)

// agent is how every request names its sender.
const agent = "writeback-doctor"

// newTransport returns the HTTP transport over a network.
func newTransport(config Config) *http.Transport {
	road := &road{config: config, proxies: map[string]bool{}}
	transport := &http.Transport{
		DialContext: road.dial,
		TLSClientConfig: &tls.Config{
			RootCAs: config.Network.Roots, Time: config.Clock.Now, MinVersion: tls.VersionTLS12,
		},
		MaxResponseHeaderBytes: headBytes,
		ForceAttemptHTTP2:      true,
		IdleConnTimeout:        time.Minute, // one walk; then nothing stays open
		OnProxyConnectResponse: proxyAnswered,
	}
	if config.Clock.Limit == nil { // else what it would measure is not this machine's time, and questionLimit is there
		transport.TLSHandshakeTimeout, transport.ResponseHeaderTimeout = connectLimit, headLimit
	}
	if config.Proxy != nil {
		transport.Proxy = road.proxy
	}
	return transport
}

// door is the only way out of this package. It lets through what its rule
// allows to the hosts it knows, follows no redirect, and bounds the answer.
type door struct {
	client  *http.Client
	hosts   []string
	allowed func(*http.Request) bool
	bytes   int64 // of one answer
	values  int   // in it

	mu      sync.Mutex
	failure error // of the last request; nil when an answer came that could be read
}

func newDoor(transport http.RoundTripper, allowed func(*http.Request) bool, hosts ...string) *door {
	return &door{hosts: hosts, allowed: allowed, bytes: bodyBytes, values: probes.ValuesAtMost, client: &http.Client{
		Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // a redirect is a strange answer, not a way
		},
	}}
}

// onlyGet is the rule of the door to Graph.
func onlyGet(r *http.Request) bool { return r.Method == http.MethodGet && r.Body == nil }

// onlySignIn is the rule of the door to the sign-in service: reading its
// metadata, and asking for a token or for a code that leads to one.
func onlySignIn(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodPost &&
		(strings.HasSuffix(r.URL.Path, "/oauth2/v2.0/token") || strings.HasSuffix(r.URL.Path, codePath))
}

// codePath ends the address that gives out device codes.
const codePath = "/oauth2/v2.0/devicecode"

var errForbidden = errors.New("this program does not send such a request")

// Do sends a request, as azcore's Transporter.
func (d *door) Do(request *http.Request) (*http.Response, error) {
	answer, err := d.send(request)
	d.note(err)
	return answer, err
}

func (d *door) note(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failure = err
}

func (d *door) send(request *http.Request) (*http.Response, error) {
	if request.URL.Scheme != "https" || !slices.Contains(d.hosts, request.URL.Host) || !d.allowed(request) {
		return nil, fmt.Errorf("%s %s: %w", request.Method, request.URL.Host, errForbidden)
	}
	request.Header.Set("User-Agent", agent)
	answer, err := d.client.Do(request) //nolint:gosec // to no host but those of our own table, as was asked above
	if err != nil {
		return nil, err //nolint:wrapcheck // an *url.Error says method and address already
	}
	if answer.StatusCode == http.StatusProxyAuthRequired {
		_ = answer.Body.Close()
		return nil, d.proxyInside(request)
	}
	answer.Body = &bounded{ReadCloser: answer.Body, door: d, host: request.URL.Host, left: d.bytes, values: probes.ValueMeter{Most: d.values}}
	return answer, nil
}

// lastFailure returns why the last request brought no answer.
func (d *door) lastFailure() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failure
}

// bounded is a body that may not grow beyond measure, in bytes or in values.
type bounded struct {
	io.ReadCloser
	door   *door
	host   string
	left   int64
	values probes.ValueMeter
}

// Read reads, and fails when the body is longer than it may be.
func (b *bounded) Read(data []byte) (int, error) {
	if b.left <= 0 {
		return 0, b.refuse(strconv.FormatInt(b.door.bytes, 10) + " bytes at most")
	}
	n, err := b.ReadCloser.Read(data[:min(int64(len(data)), b.left)])
	b.left -= int64(n)
	if _, many := b.values.Write(data[:n]); many != nil {
		b.left = 0
		return 0, b.refuse(strconv.Itoa(b.door.values) + " values at most")
	}
	return n, err //nolint:wrapcheck // a reader hands errors on as they are
}

// refuse tells the door too: the sign-in library keeps no error of a body.
func (b *bounded) refuse(needs string) error {
	err := &probes.Obstacle{Kind: probes.Malformed, Host: b.host, Needs: needs}
	b.door.note(err)
	return err
}
