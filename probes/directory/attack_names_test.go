package directory_test

import (
	"context"
	"net"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

// TestAttackNameServers asks name servers that are dead, refuse, or talk
// nonsense. None of them has said that there is no such domain.
func TestAttackNameServers(t *testing.T) {
	t.Parallel()
	servers := map[string]behaviour{
		"hangs-up": hangsUp, "http": speaksHTTP,
		"garbage": sends(0, 4, 0xff, 0xfe, 0xfd, 0xfc), "empty": sends(0, 0), "cut": func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = conn.Write([]byte{0, 200, 1, 2, 3})
		},
	}
	for _, code := range []dnsmessage.RCode{dnsmessage.RCodeFormatError, dnsmessage.RCodeServerFailure, dnsmessage.RCodeNotImplemented, dnsmessage.RCodeRefused, 9, 15} {
		servers["code-"+strconv.Itoa(int(code))] = says(code)
	}
	servers["refuses-connections"] = nil
	for name, serve := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resolver := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
				if serve == nil {
					return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
				}
				here, there := net.Pipe()
				go func() {
					serve(there)
					_ = there.Close()
				}()
				return here, nil
			}}
			ca := newAuthority(t)
			dc := alice(t)
			p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), dc.serve)}}
			for _, to := range []string{"", dc1} {
				c := directory.New(directory.Config{
					Domain: "corp.example.com", Controller: to, Account: `CORP\svc`, Password: probes.NewSecret("secret"),
					Network: probes.Network{Dial: p.dial, Roots: ca.pool(), Resolver: resolver},
				})
				pdc, err := c.PDCEmulator(t.Context())
				_ = c.Close()
				if to == "" {
					hasKind(t, err, probes.NameUnanswered)
				} else if err != nil || pdc.SRVAnswer != probes.NoNameServer {
					t.Errorf("got the answer %q, %v, want no name server", pdc.SRVAnswer, err)
				}
			}
			p.all.Wait()
		})
	}
}

// says answers every question with a code.
func says(code dnsmessage.RCode) behaviour {
	return func(conn net.Conn) {
		question := make([]byte, 4096)
		n, err := conn.Read(question)
		if err != nil || n < 2 { // the length comes first
			return
		}
		reply, err := nameServer{}.answer(question[2:n])
		if err != nil {
			return
		}
		reply[5] = reply[5]&0xf0 | byte(code)
		_, _ = conn.Write(reply)
	}
}
