package e2e_test

import (
	"bufio"
	"compress/gzip"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What the program shows to the cloud.
const (
	nothing = ""
	token   = "WRITEBACK_DOCTOR_TOKEN=e30.eyJzY3AiOiJVc2VyLlJlYWQuQWxsIERpcmVjdG9yeS5SZWFkLkFsbCJ9.x"
	secret  = "WRITEBACK_DOCTOR_CLIENT_SECRET=a client secret"
)

// proxied is the program on a road to the cloud that leads through a proxy of
// the attacker's.
func proxied(f *forger, kind, name, proxy string, bites func() int64, shows string) siege {
	s := siege{
		kind: kind, name: name, bites: bites, codes: []int{1, 2}, env: []string{"HTTPS_PROXY=http://" + proxy},
		args: []string{"check", "--lang", "en", "--tenant", "contoso.com", "--ca-file", f.file, "--user", "kim@contoso.com"},
	}
	if shows == secret {
		s.args = append(s.args, "--client-id", "11111111-1111-4111-8111-111111111111")
	}
	if shows != nothing {
		s.env = append(s.env, shows)
	}
	return s
}

// connects is a proxy that lets everybody through to what stands behind it, but
// for the road on which idle connections are tried, for three minutes.
func connects(behind func(net.Conn)) func(net.Conn) {
	return func(conn net.Conn) {
		reader := bufio.NewReader(conn)
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		if strings.HasPrefix(request.Host, "passwordreset.") {
			_, _ = io.WriteString(conn, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
			return
		}
		if _, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n"); err == nil {
			behind(conn)
		}
	}
}

// asked is say, once a request has come.
func asked(say func(net.Conn)) func(net.Conn) {
	return func(conn net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			say(conn)
		}
	}
}

// says begins with a text and goes on with a part for ever.
func says(head, part string) func(net.Conn) {
	return func(conn net.Conn) {
		if _, err := io.WriteString(conn, head); err == nil && part != "" {
			endless(conn, []byte(part))
		}
	}
}

// heads are heads of answers that never end.
func heads() map[string]func(net.Conn) {
	return map[string]func(net.Conn){
		"one-line":       says("HTTP/1.1 200 OK\r\nX: ", "x"),
		"many-lines":     says("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
		"status":         says("HTTP/1.1 200 ", "x"),
		"interims":       says("", "HTTP/1.1 100 Continue\r\n\r\n"),
		"early-hints":    says("", "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"),
		"junk":           says("", "\xff\x00\x17"),
		"body":           says("HTTP/1.1 403 No\r\nContent-Length: 900000000000\r\n\r\n", "x"),
		"sign-in":        says("HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 900000000000\r\n\r\n", "x"),
		"chunks":         says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
		"chunk-of-8-EB":  says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", "x"),
		"chunk-headers":  says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=", "x"),
		"trailers":       says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n0\r\n", "X: y\r\n"),
		"long-redirect":  says("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: https://a/"+strings.Repeat("x", 60<<10)+"\r\n\r\n", ""),
		"many-redirects": says("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"+strings.Repeat("Location: https://a/\r\n", 2500)+"\r\n", ""),
	}
}

// roadSieges are those of HTTP proxies, of TLS and of HTTP endpoints.
func roadSieges(t *testing.T) []siege {
	t.Helper()
	f := newForger(t)
	var list []siege
	addTo := func(kind, name, shows string, serve func(net.Conn)) {
		hostile, bites := counted(serve)
		list = append(list, proxied(f, kind, name, serveAt(t, "127.0.0.1:0", nil, hostile), bites, shows))
	}
	add := func(kind, name string, serve func(net.Conn)) { addTo(kind, name, nothing, serve) }
	for name, say := range heads() {
		add("HTTP proxy", name, asked(say))
		if name == "one-line" || name == "body" || name == "sign-in" {
			addTo("HTTP proxy", name+"/Graph", token, asked(say))
		}
		add("HTTP endpoint", name, connects(func(conn net.Conn) { asked(say)(tls.Server(conn, f.config())) }))
	}
	// A handshake message says its length in three bytes (RFC 8446, section 4).
	record := func(kind byte, body ...byte) string {
		return string(append([]byte{kind, 3, 3, byte(len(body) >> 8), byte(len(body))}, body...))
	}
	for name, say := range map[string]func(net.Conn){
		"hello-of-16-MB":  says(record(22, 2, 0xff, 0xff, 0xff), record(22, make([]byte, 16000)...)),
		"empty-records":   says("", record(22)),
		"endless-alerts":  says("", record(21, 1, 0)),
		"junk":            says("", "\xff\x00\x17"),
		"change-ciphers":  says("", record(20, 1)),
		"record-of-64-KB": says("\x16\x03\x03\xff\xff", "x"),
	} {
		add("TLS", name, connects(func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 4096))
			say(conn)
		}))
	}
	names := make([]string, 8000)
	for i := range names {
		names[i] = "host" + strconv.Itoa(i) + ".example"
	}
	wide, long := f.chain(t, append(names, hostileNames()...)...), f.leaf
	for range 400 {
		long.Certificate = append(long.Certificate, f.leaf.Certificate[0])
	}
	longest := long
	for range 20 {
		longest.Certificate = append(longest.Certificate, long.Certificate...)
	}
	for name, c := range map[string]tls.Certificate{"certificate-of-many-names": wide, "chain-of-400": long, "chain-of-8000": longest} {
		config := &tls.Config{Certificates: []tls.Certificate{c}}
		add("TLS", name, connects(func(conn net.Conn) {
			asked(says("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", ""))(tls.Server(conn, config))
		}))
	}
	return list
}

// bodies are answers of Graph or of its sign-in service that never end, or are
// as wide as they may be.
func bodies() map[string]func(w io.Writer) {
	json := func(head, part, tail string) func(io.Writer) {
		return func(w io.Writer) {
			_, _ = io.WriteString(w, head)
			repeatTo(w, part, 4<<20-1024)
			_, _ = io.WriteString(w, tail)
		}
	}
	forever := func(head, part string) func(io.Writer) {
		return func(w io.Writer) {
			_, _ = io.WriteString(w, head)
			endless(w, []byte(part))
		}
	}
	return map[string]func(io.Writer){
		"empty-objects":     json(`{"value":[`, `{},`, `{}]}`),
		"nested-objects":    json(`{"value":[`, `{"a":{"b":{"c":{}}}},`, `{}]}`),
		"wide-map":          json(`{"value":[]`, `,"a":0`, `}`),
		"deep":              json(`{"value":`, `[`, ``),
		"long-text":         json(`{"value":[],"x":"`, `x`, `"}`),
		"long-escapes":      json(`{"value":[],"x":"`, `\u00e9`, `"}`),
		"many-texts":        json(`{"value":[`, `{"id":"012345678901234567890123456789012345","skuPartNumber":"SPB"},`, `{}]}`),
		"plans":             json(`{"value":[{"servicePlans":[`, `{"servicePlanName":"A"},`, `{}]}]}`),
		"objects-for-ever":  forever(`{"value":[`, `{},`),
		"text-for-ever":     forever(`{"value":"`, `x`),
		"blanks-for-ever":   forever(``, ` `),
		"brackets-for-ever": forever(``, `[`),
	}
}

// cloudSieges are those of Microsoft Graph and of its sign-in service.
func cloudSieges(t *testing.T) []siege {
	t.Helper()
	f := newForger(t)
	var list []siege
	add := func(kind, name, shows string, answer http.HandlerFunc, protocols ...string) {
		var count atomic.Int64
		addr := serveAt(t, "127.0.0.1:0", nil, connects(served(f, func(w http.ResponseWriter, r *http.Request) {
			if shows == secret == strings.HasPrefix(r.Host, "login.") {
				count.Add(1)
			}
			answer(w, r)
		}, protocols...)))
		list = append(list, proxied(f, kind, name, addr, count.Load, shows))
	}
	for name, body := range bodies() {
		add("Graph", name, token, func(w http.ResponseWriter, _ *http.Request) { body(w) })
		if strings.HasSuffix(name, "-for-ever") && name != "text-for-ever" {
			continue // each is waited for
		}
		add("Graph", name+"/gzip", token, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			packer := gzip.NewWriter(w)
			body(packer)
			_ = packer.Close()
		})
		add("Graph", name+"/h2", token, func(w http.ResponseWriter, _ *http.Request) { body(w) }, "h2")
		add("sign-in", name+"/discovery", secret, func(w http.ResponseWriter, _ *http.Request) { body(w) })
		add("sign-in", name+"/token", secret, func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/token") {
				body(w)
				return
			}
			discovers(w)
		})
	}
	var serial atomic.Int64
	pages := func(page string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"@odata.nextLink":"https://graph.microsoft.com%s?$skiptoken=%d","value":[%s]}`, r.URL.Path, serial.Add(1), page)
		}
	}
	add("Graph", "pages-for-ever", token, pages(`{"id":"a"}`))
	add("Graph", "empty-pages-for-ever", token, pages(``))
	add("Graph", "fat-pages-for-ever", token, pages(strings.TrimSuffix(strings.Repeat(`{"id":"012345678901234567890123456789012345","roleDefinition":{"displayName":"A"},"servicePlans":[{"servicePlanName":"A"}]},`, 900), ",")))
	add("Graph", "long-pages-for-ever", token, pages(`{"id":"`+strings.Repeat("x", 4<<20-1024)+`"}`))
	add("Graph", "throttles-for-ever", token, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write(make([]byte, 1<<20))
	})
	add("Graph", "head/h2", token, func(w http.ResponseWriter, _ *http.Request) {
		for i := range 4000 {
			w.Header().Set("X-"+strconv.Itoa(i), strings.Repeat("x", 4000))
		}
	}, "h2")
	return list
}

func discovers(w io.Writer) {
	const host = "https://login.microsoftonline.com/"
	_, _ = io.WriteString(w, `{"issuer":"`+host+`11111111-2222-3333-4444-555555555555/v2.0","authorization_endpoint":"`+host+
		`contoso.com/oauth2/v2.0/authorize","token_endpoint":"`+host+`contoso.com/oauth2/v2.0/token"}`)
}

// served is an HTTPS server behind one connection.
func served(f *forger, answer http.HandlerFunc, protocols ...string) func(net.Conn) {
	return func(conn net.Conn) {
		l := &onlyOne{conn: make(chan net.Conn, 1), over: make(chan struct{}), addr: conn.LocalAddr()}
		l.conn <- &closing{Conn: conn, end: func() { close(l.over) }}
		config := f.config(append(protocols, "http/1.1")...)
		server := &http.Server{Handler: answer, TLSConfig: config, ReadHeaderTimeout: time.Minute}
		_ = server.ServeTLS(l, "", "")
	}
}

// onlyOne is a listener with one connection. It ends with that.
type onlyOne struct {
	conn chan net.Conn
	over chan struct{}
	addr net.Addr
}

func (l *onlyOne) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conn:
		return conn, nil
	case <-l.over:
		return nil, net.ErrClosed
	}
}

func (l *onlyOne) Close() error   { return nil }
func (l *onlyOne) Addr() net.Addr { return l.addr }

type closing struct {
	net.Conn
	end  func()
	once atomic.Bool
}

func (c *closing) Close() error {
	if c.once.CompareAndSwap(false, true) {
		c.end()
	}
	return c.Conn.Close()
}
