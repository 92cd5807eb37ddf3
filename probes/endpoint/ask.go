package endpoint

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// agent is how every request names its sender, so that whoever reads a proxy's
// log finds it.
const agent = "writeback-doctor"

// interimAtMost bounds the 1xx answers that are passed over (RFC 9110, 15.2).
const interimAtMost = 5

// ask sends one GET without credentials and reads the head of the answer. A
// redirect is written down and not followed.
func (p *Prober) ask(ctx context.Context, conn net.Conn, route *probes.Route) {
	ctx, cancel := p.within(ctx, answerLimit)
	defer cancel()
	defer guard(ctx, conn)()
	if _, err := io.WriteString(conn, request(route.Target)); err != nil {
		route.HTTP = answerContact(ctx, err)
		return
	}
	answer, err := readHead(conn)
	if err != nil {
		route.HTTP = answerContact(ctx, err)
		return
	}
	defer func() { _ = answer.Body.Close() }()
	route.HTTP = probes.Open
	route.Status = answer.StatusCode
	route.Location = answer.Header.Get("Location")
	if date, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		route.Date = date.UTC()
	}
}

// readHead reads the head of the final answer.
func readHead(conn net.Conn) (*http.Response, error) {
	reader := bufio.NewReader(io.LimitReader(conn, headLimit))
	for range interimAtMost {
		answer, err := http.ReadResponse(reader, nil)
		if err != nil {
			return nil, fmt.Errorf("read the answer: %w", err)
		}
		if answer.StatusCode >= 200 {
			return answer, nil
		}
		_ = answer.Body.Close()
	}
	return nil, errInterim
}

var errInterim = errors.New("only interim answers came")

// request is the request as it goes over the wire.
func request(target probes.Target) string {
	path := (&url.URL{Path: target.Path}).EscapedPath()
	if path == "" || path[0] != '/' {
		path = "/" + path
	}
	host := target.Host
	if target.Port != 443 {
		host = net.JoinHostPort(host, strconv.Itoa(target.Port))
	}
	return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + agent +
		"\r\nAccept: */*\r\nConnection: close\r\n\r\n"
}

// answerContact reads how an HTTP question failed. Something that answers, but
// not in HTTP, counts as cut off: the conversation ended there.
func answerContact(ctx context.Context, err error) probes.Contact {
	if errors.Is(context.Cause(ctx), errLate) {
		return probes.Dropped
	}
	return sockets.ContactOf(err, probes.CutOff)
}
