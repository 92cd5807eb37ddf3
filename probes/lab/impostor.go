package lab

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// impostorKinds are the rules that put something else in the place of the
// real server.
func impostorKinds() []string {
	return []string{doReset, doIntercept, doExpired, doWrongName, doPlain, doCaptive, doStatus, doNoHTTP, doLongHead}
}

// startImpostor brings up what answers instead, for the rules that need it.
func (r *road) startImpostor(place int, v *rule) error {
	var err error
	switch v.Do {
	case doReset:
		err = r.impostor(place, func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, pumpBuffer)) // cut at the first data, whatever it is
			reset(conn)
		})
	case doPlain:
		err = r.impostor(place, func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, pumpBuffer))
			_, _ = io.WriteString(conn, greeting)
		})
	case doIntercept:
		err = r.intercept(place, v)
	case doExpired:
		err = r.impostorTLS(place, r.lab.ca.config(func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return r.lab.ca.leaf(hello.ServerName, r.lab.start.Add(-9*day))
		}), r.lab.cloud)
	case doWrongName:
		err = r.impostorTLS(place, r.lab.ca.config(func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return r.lab.ca.leaf("www.example.net", year(lastYear))
		}), r.lab.cloud)
	case doCaptive:
		err = r.impostorTLS(place, r.lab.ca.serving(v.Host), http.RedirectHandler(v.To, http.StatusFound))
	case doStatus:
		err = r.impostorTLS(place, r.lab.ca.serving(v.Host), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(v.Status)
		}))
	case doNoHTTP:
		err = r.impostorTLS(place, r.lab.ca.serving(v.Host), http.HandlerFunc(greets))
	case doLongHead:
		err = r.impostorTLS(place, r.lab.ca.serving(v.Host), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Padding", strings.Repeat("x", longHead))
		}))
	}
	return err
}

// greeting is that of a mail server, which is no answer in any protocol that
// the program speaks.
const greeting = "220 ready\r\n"

// longHead is longer than the header of any honest answer, in bytes.
const longHead = 256 << 10

// greets answers a request as a server of another kind would.
func greets(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return // whoever asked may have left
	}
	_, _ = io.WriteString(conn, greeting)
	_ = conn.Close()
}

// intercept is a device that opens TLS: it answers with certificates of its
// own authority, which a company may have everybody trust, and passes on what it
// read.
func (r *road) intercept(place int, v *rule) error {
	device, err := newAuthority(v.Organization)
	if err != nil {
		return err
	}
	if v.Trusted {
		r.roots.AddCert(device.certificate)
	}
	return r.impostorTLS(place, device.serving("device"), r.lab.cloud)
}

func (r *road) impostor(place int, serve func(net.Conn)) error {
	listener, err := r.lab.listen()
	if err != nil {
		return err
	}
	r.impostors[place] = listener.Addr().String()
	r.lab.accept(listener, serve)
	return nil
}

func (r *road) impostorTLS(place int, config *tls.Config, handler http.Handler) error {
	address, err := r.lab.serveHTTP(config, handler)
	r.impostors[place] = address
	return err
}

// serveHTTP answers HTTPS on a port of loopback.
func (l *Lab) serveHTTP(config *tls.Config, handler http.Handler) (address string, err error) {
	listener, err := l.listen()
	if err != nil {
		return "", err
	}
	// The library's HTTP/2 leaves a client that is slow to introduce itself
	// after two seconds of this machine's time, whoever was kept from speaking.
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	server := &http.Server{
		Protocols: &protocols,
		Handler:   l.slow(handler),
		TLSConfig: config,
		// An idle connection without a request must outlive every idle test,
		// also on a clock that runs at the pace of the real one.
		ReadHeaderTimeout: time.Hour,
		ErrorLog:          silentLog(),
	}
	l.closes(server.Close)
	l.group.Go(func() { _ = server.ServeTLS(listener, "", "") }) // ends with Close
	return listener.Addr().String(), nil
}

// slow holds every answer back for the world's latency, and dates it by the
// world's clock.
func (l *Lab) slow(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !l.delay(r.Context()) {
			return
		}
		w.Header().Set("Date", l.clock.Now().UTC().Format(http.TimeFormat))
		next.ServeHTTP(w, r)
	})
}
