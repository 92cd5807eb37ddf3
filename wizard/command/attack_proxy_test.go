package command_test

import (
	"bytes"
	"encoding/base64"
	"net"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// eavesdropper is a proxy that wants a password. It writes down what it hears.
type eavesdropper struct {
	mu    sync.Mutex
	heard bytes.Buffer
}

func (e *eavesdropper) listen(t *testing.T, answer string) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				part := make([]byte, 4096)
				n, _ := conn.Read(part)
				e.mu.Lock()
				e.heard.Write(part[:n])
				e.mu.Unlock()
				_, _ = conn.Write([]byte(answer))
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// A proxy of the environment is on no road to a controller, whatever it asks
// for.
func TestAttackProxyOnTheRoadToTheDirectory(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nProxy-Authenticate: "
	for name, answer := range map[string]string{
		"basic": head + "Basic realm=\"corp\"\r\n\r\n", "negotiate": head + "Negotiate\r\n\r\n", "ntlm": head + "NTLM\r\n\r\n",
	} {
		for _, variables := range [][]string{{"HTTPS_PROXY", "HTTP_PROXY"}, {"https_proxy", "http_proxy", "ALL_PROXY", "all_proxy"}} {
			for _, signIn := range []string{"simple", "ntlm"} {
				t.Run(name+"/"+variables[0]+"/"+signIn, func(t *testing.T) {
					t.Parallel()
					tr, e := newTrap(t), &eavesdropper{}
					env := map[string]string{"WRITEBACK_DOCTOR_PASSWORD": password}
					at := e.listen(t, answer)
					for _, v := range variables {
						env[v] = at
					}
					_, out, errs := commandtest.Run(t, env, "rights", "--lang", "en", "--user", "kim@contoso.com", "--connector-account", `CORP\MSOL_1`,
						"--controller", "ldaps://"+tr.at, "--account", `CORP\svc`, "--ca-file", tr.caFile, "--sign-in", signIn)
					if calls, secret := tr.told(); calls == 0 || !secret {
						t.Errorf("the controller was called %d times, signed in: %t; %s%s", calls, secret, out, errs)
					}
					e.mu.Lock()
					defer e.mu.Unlock()
					if said := e.heard.String(); strings.Contains(said, password) || strings.Contains(strings.ToLower(said), "authorization") ||
						strings.Contains(said, base64.StdEncoding.EncodeToString([]byte(password))) || strings.Contains(said, tr.at) {
						t.Errorf("the proxy heard %q", said)
					}
				})
			}
		}
	}
}
