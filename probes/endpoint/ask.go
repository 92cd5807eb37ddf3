package endpoint

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"

	"example.com/writeback-doctor/probes"
)

// agent is how every request names its sender, so that whoever reads a proxy's
// log finds it.
const agent = "writeback-doctor"

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
	answer, _, err := readHead(conn, http.MethodGet)
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
