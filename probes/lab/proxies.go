package lab

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// startProxies brings up the HTTP proxies of the world. They reach the cloud
// by themselves: no firewall of this machine or of the server stands behind
// them.
func (l *Lab) startProxies() error {
	for _, at := range sortedKeys(l.world.proxies) {
		host, portText, err := net.SplitHostPort(at)
		if err != nil {
			return fmt.Errorf("proxy %s: %w", at, err)
		}
		port, err := strconv.Atoi(portText)
		if err != nil {
			return fmt.Errorf("proxy %s: %w", at, err)
		}
		listener, err := l.listen()
		if err != nil {
			return err
		}
		p := l.world.proxies[at]
		l.machines.add(host, inside).ports[port] = listener.Addr().String()
		l.accept(listener, func(conn net.Conn) { l.serveProxy(conn, &p) })
	}
	return nil
}

// serveProxy answers one CONNECT (RFC 9110, section 9.3.6).
func (l *Lab) serveProxy(conn net.Conn, p *proxy) {
	reader := bufio.NewReader(conn)
	request, err := http.ReadRequest(reader)
	if err != nil || !l.delay(l.ctx) {
		return
	}
	host, port := request.URL.Hostname(), 0
	if request.Method == http.MethodConnect {
		port, _ = strconv.Atoi(request.URL.Port()) // 0 is no port of any machine
	}
	if p.noHTTP {
		_, _ = io.WriteString(conn, greeting)
		return
	}
	status := p.status(host)
	to := l.machines.find(host)
	if status == http.StatusOK && (to == nil || to.ports[port] == "") {
		status = http.StatusBadGateway
	}
	if status != http.StatusOK {
		answerProxy(conn, status)
		return
	}
	far, err := l.dial(l.ctx, "tcp", to.ports[port])
	if err != nil {
		answerProxy(conn, http.StatusBadGateway)
		return
	}
	if p.idle > 0 {
		if far, err = l.watchIdle(l.ctx, far, p.idle, false); err != nil {
			return
		}
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err == nil {
		l.tunnel(conn, reader, far)
	}
	_ = far.Close()
}

// status is what the proxy says to a host.
func (p *proxy) status(host string) int {
	host = strings.ToLower(host)
	covers := func(pattern string) bool { return covered(pattern, host) }
	switch {
	case p.signIn:
		return http.StatusProxyAuthRequired
	case slices.ContainsFunc(p.refuse, covers) && !slices.ContainsFunc(p.allow, covers):
		return http.StatusForbidden
	case slices.ContainsFunc(p.fail, covers):
		return http.StatusBadGateway
	default:
		return http.StatusOK
	}
}

func answerProxy(conn net.Conn, status int) {
	extra := ""
	if status == http.StatusProxyAuthRequired {
		extra = "Proxy-Authenticate: Negotiate\r\n"
	}
	_, _ = fmt.Fprintf(conn, "HTTP/1.1 %d %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n",
		status, http.StatusText(status), extra) // whoever asked may have left
}

// tunnel copies both ways until one side ends. A far side that was reset
// resets the near one.
func (l *Lab) tunnel(near net.Conn, from io.Reader, far net.Conn) {
	end := l.onEnd(func() { _ = far.Close() })
	defer end()
	var both sync.WaitGroup
	both.Go(func() {
		_, _ = io.Copy(far, from)
		_ = far.Close()
	})
	both.Go(func() {
		if _, err := io.Copy(near, far); err != nil {
			reset(near)
		}
		_ = near.Close()
	})
	both.Wait()
}
