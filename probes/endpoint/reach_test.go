package endpoint_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/endpoint"
)

// The behaviours, each named for the one thing that is wrong with it.

func neverAnswers(c net.Conn) { _, _ = io.Copy(io.Discard, c) }

func resetsAfterAccept(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}

func closesAfterAccept(c net.Conn) { _, _ = c.Read(make([]byte, 1)) }

func speaksPlainHTTP(c net.Conn) {
	_, _ = c.Read(make([]byte, 1))
	_, _ = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
}

func refusesByAlert(c net.Conn) {
	_, _ = c.Read(make([]byte, 1))
	_, _ = c.Write([]byte{21, 3, 3, 0, 2, 2, 112}) // fatal, unrecognized_name
	_, _ = io.Copy(io.Discard, c)
}

// answers speaks TLS with a certificate and answers every request with text.
func answers(certificate tls.Certificate, text string) func(net.Conn) {
	return func(c net.Conn) {
		secure := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
		if _, err := http.ReadRequest(bufio.NewReader(secure)); err == nil {
			_, _ = io.WriteString(secure, text)
			_ = secure.Close()
		}
	}
}

const needsToken = "HTTP/1.1 401 Unauthorized\r\nDate: Mon, 23 Nov 2026 07:00:00 GMT\r\nContent-Length: 0\r\n\r\n"

func reach(t *testing.T, p *endpoint.Prober, target probes.Target) probes.Route {
	t.Helper()
	route, err := p.Reach(t.Context(), target)
	if err != nil {
		t.Fatalf("Reach(%+v): %v", target, err)
	}
	return route
}

func TestUnauthorizedIsAnAnswer(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	port := serve(t, answers(ca.leaf(t, host, false), needsToken))
	route := reach(t, prober(t, ca.pool()), probes.Target{Host: host, Port: port, Depth: probes.ToHTTP, Path: "/tenant_1"})
	if route.End() != probes.Open || route.Status != 401 {
		t.Errorf("end %q, status %d, want open and 401", route.End(), route.Status)
	}
	if route.PublicRoot != probes.Yes || route.Fault != "" || len(route.Chain) != 2 || route.Version != "TLS 1.3" {
		t.Errorf("root %v, fault %q, chain %d, version %q", route.PublicRoot, route.Fault, len(route.Chain), route.Version)
	}
	if route.Chain[0].Organization != "Contoso" || len(route.Chain[0].Names) != 1 {
		t.Errorf("leaf %+v, want issuer's organisation Contoso and one name", route.Chain[0])
	}
	if want := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC); !route.Date.Equal(want) {
		t.Errorf("date %v, want %v", route.Date, want)
	}
	if route.Vantage.Host != "bench" || route.At.IsZero() || len(route.Addresses) != 1 {
		t.Errorf("stamp %+v, addresses %v", route.Seen, route.Addresses)
	}
}

func TestRefusedIsAnAnswer(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	_ = listener.Close()
	route := reach(t, prober(t, nil), probes.Target{Host: "127.0.0.1", Port: port})
	if route.Name != probes.Open || route.TCP != probes.PortRefused || route.TLS != probes.NotTried {
		t.Errorf("name %q, tcp %q, tls %q, want open, refused, not tried", route.Name, route.TCP, route.TLS)
	}
}

func TestAttackInsteadOfTLS(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behave func(net.Conn)
		want   probes.Contact
	}{
		"neverAnswers":      {neverAnswers, probes.Dropped},
		"resetsAfterAccept": {resetsAfterAccept, probes.CutOff},
		"closesAfterAccept": {closesAfterAccept, probes.CutOff},
		"speaksPlainHTTP":   {speaksPlainHTTP, probes.NoTLS},
		"refusesByAlert":    {refusesByAlert, probes.CutOff},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target := probes.Target{Host: host, Port: serve(t, c.behave), Depth: probes.ToHTTP}
			route := reach(t, prober(t, nil), target)
			// A reset may overtake the end of connect(2), and shows in TCP then.
			if route.End() != c.want || route.HTTP != probes.NotTried {
				t.Errorf("tcp %q, tls %q, http %q, want the end %q before HTTP", route.TCP, route.TLS, route.HTTP, c.want)
			}
		})
	}
}

func TestTCPOnlySpeaksNoTLS(t *testing.T) {
	t.Parallel()
	target := probes.Target{Host: host, Port: serve(t, neverAnswers), Depth: probes.ToTCP}
	if route := reach(t, prober(t, nil), target); route.End() != probes.Open || route.TLS != probes.NotTried {
		t.Errorf("end %q, tls %q, want open and not tried", route.End(), route.TLS)
	}
}

func TestCertificateFaults(t *testing.T) {
	t.Parallel()
	ours, theirs := newMaker(t, "Contoso"), newMaker(t, "Inspector Inc")
	for name, c := range map[string]struct {
		certificate tls.Certificate
		fault       probes.Fault
		root        probes.YesNo
	}{
		"inspected":        {theirs.leaf(t, host, false), probes.UnknownAuthority, probes.No},
		"selfSigned":       {tls.Certificate{Certificate: [][]byte{theirs.root.Raw}, PrivateKey: theirs.key}, probes.UnknownAuthority, probes.No},
		"expiredYesterday": {ours.leaf(t, host, true), probes.Expired, probes.Yes},
		"wrongName":        {ours.leaf(t, "portal.contoso.com", false), probes.WrongName, probes.Yes},
		"strangersExpired": {theirs.leaf(t, "portal.contoso.com", true), probes.UnknownAuthority, probes.No},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := make(chan bool, 1)
			port := serve(t, func(conn net.Conn) {
				secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{c.certificate}, MinVersion: tls.VersionTLS12})
				_, err := http.ReadRequest(bufio.NewReader(secure))
				asked <- err == nil
			})
			route := reach(t, prober(t, ours.pool()), probes.Target{Host: host, Port: port, Depth: probes.ToHTTP})
			if route.TLS != probes.BadCertificate || route.Fault != c.fault || route.PublicRoot != c.root {
				t.Errorf("tls %q, fault %q, root %v, want bad-certificate, %q, %v", route.TLS, route.Fault, route.PublicRoot, c.fault, c.root)
			}
			if len(route.Chain) == 0 || route.Chain[0].Organization == "" {
				t.Errorf("chain %+v, want it kept with its issuer", route.Chain)
			}
			if <-asked {
				t.Error("a request was sent to a peer whose certificate did not verify")
			}
		})
	}
}

func TestRedirectIsWrittenDownAndNotFollowed(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	const captive = "HTTP/1.1 302 Found\r\nLocation: https://portal.hotel.example/login\r\nContent-Length: 0\r\n\r\n"
	port := serve(t, answers(ca.leaf(t, host, false), captive))
	route := reach(t, prober(t, ca.pool()), probes.Target{Host: host, Port: port, Depth: probes.ToHTTP})
	if route.Status != 302 || route.Location != "https://portal.hotel.example/login" {
		t.Errorf("status %d, location %q", route.Status, route.Location)
	}
}

func TestAttackInsteadOfHTTP(t *testing.T) {
	t.Parallel()
	ca := newMaker(t, "Contoso")
	for name, c := range map[string]struct {
		text string
		want probes.Contact
	}{
		"hangsUp":      {"", probes.CutOff},
		"notHTTP":      {"220 mail.contoso.com\r\n\r\n", probes.NoHTTP},
		"oneInterim":   {"HTTP/1.1 100 Continue\r\n\r\n", probes.CutOff},
		"onlyInterims": {strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 6), probes.NoHTTP},
		"noStatus":     {"HTTP/1.1 OK\r\n\r\n", probes.NoHTTP},
		"noStatusLine": {"HTTP/1.1 OK\r\n", probes.NoHTTP},
		"noHeader":     {"HTTP/1.1 200 OK\r\nwithout a colon\r\n\r\n", probes.NoHTTP},
		"junk":         {"\x00\x01\x02\x03", probes.NoHTTP},
		"endlessJunk":  {strings.Repeat("\xff\xfe", 1<<20), probes.NoHTTP},
		"halfAName":    {"HT", probes.CutOff},
		"halfAStatus":  {"HTTP/1.1 2", probes.CutOff},
		"halfAHead":    {"HTTP/1.1 401 Unauthorized\r\nDate: Mon", probes.CutOff},
		"longLine":     {"HTTP/1.1 401 Unauthorized\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", probes.LongHead},
		"manyLines":    {"HTTP/1.1 401 Unauthorized\r\n" + strings.Repeat("X: y\r\n", 1<<16) + "\r\n", probes.LongHead},
		"longStatus":   {"HTTP/1.1 401 " + strings.Repeat("x", 1<<20), probes.LongHead},
		"longInterims": {"HTTP/1.1 100 Continue\r\nX: " + strings.Repeat("x", 1<<16) + "\r\n\r\n" + needsToken, probes.LongHead},
		"longEnough":   {"HTTP/1.1 401 Unauthorized\r\nX: " + strings.Repeat("x", 60<<10) + "\r\n\r\n", probes.Open},
		"interimFirst": {"HTTP/1.1 100 Continue\r\n\r\n" + needsToken, probes.Open},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			port := serve(t, answers(ca.leaf(t, host, false), c.text))
			route := reach(t, prober(t, ca.pool()), probes.Target{Host: host, Port: port, Depth: probes.ToHTTP})
			if route.TLS != probes.Open || route.HTTP != c.want {
				t.Errorf("tls %q, http %q, want open, %q", route.TLS, route.HTTP, c.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		code   dnsmessage.RCode
		silent bool
		want   probes.Contact
	}{
		"saysNo":         {dnsmessage.RCodeNameError, false, probes.NoSuchName},
		"saysNoAddress":  {dnsmessage.RCodeSuccess, false, probes.NoSuchName},
		"failsItself":    {dnsmessage.RCodeServerFailure, false, probes.NoNameServer},
		"refusesToTalk":  {dnsmessage.RCodeRefused, false, probes.NoNameServer},
		"neverAnswersAt": {dnsmessage.RCodeSuccess, true, probes.NoNameServer},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := endpoint.New(endpoint.Config{
				Network: probes.Network{Resolver: nameServer(t, c.code, c.silent)}, Clock: fastClock(),
			})
			route := reach(t, p, probes.Target{Host: "gone.contoso.com", Port: 443, Depth: probes.ToHTTP})
			if route.Name != c.want || route.TCP != probes.NotTried || route.End() != c.want {
				t.Errorf("name %q, tcp %q, end %q, want %q and nothing else", route.Name, route.TCP, route.End(), c.want)
			}
		})
	}
}

func TestImpossibleTargetsAreObstacles(t *testing.T) {
	t.Parallel()
	for _, target := range []probes.Target{
		{}, {Host: "a.b"}, {Host: "a.b", Port: 70000}, {Host: "a.b\r\nX: y", Port: 443}, {Host: "a.b/c", Port: 443},
	} {
		_, err := prober(t, nil).Reach(t.Context(), target)
		if o, ok := errors.AsType[*probes.Obstacle](err); !ok || o.Kind != probes.MissingInput {
			t.Errorf("%+v: got %v, want the obstacle missing-input", target, err)
		}
	}
}

func TestLeavingStopsTheTry(t *testing.T) {
	t.Parallel()
	late := &probes.Obstacle{Kind: probes.TimedOut, Needs: "30s"}
	for want, cause := range map[probes.Kind]error{probes.TimedOut: late, probes.Stopped: context.Canceled} {
		ctx, cancel := context.WithCancelCause(t.Context())
		entered := make(chan bool)
		p := endpoint.New(endpoint.Config{Network: probes.Network{
			Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
				close(entered)
				<-ctx.Done()
				return nil, ctx.Err()
			},
		}})
		go func() {
			<-entered
			cancel(cause)
		}()
		_, err := p.Reach(ctx, probes.Target{Host: "192.0.2.1", Port: 443})
		if o, ok := errors.AsType[*probes.Obstacle](err); !ok || o.Kind != want {
			t.Errorf("got %v, want the obstacle %s", err, want)
		}
	}
}
