package command_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/wizard/command"
)

// What a person types: the sentence is of the proxy, and its password stands in
// no output and in no file.
func TestAProxyThatWantsASignInIsTold(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = http.ReadRequest(bufio.NewReader(conn))
			_, _ = io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
			_ = conn.Close()
		}
	}()
	env := map[string]string{
		"HTTPS_PROXY": "http://corp-user:corp-pass@" + listener.Addr().String(), "WRITEBACK_DOCTOR_CLIENT_SECRET": "s3cret-value", "LANG": "en_US.UTF-8",
	}
	file := filepath.Join(t.TempDir(), "case.json")
	var out, errs strings.Builder
	code := command.Main(command.Process{
		Args: []string{"check", "--tenant", "contoso.com", "--client-id", "app", "--user", "kim@contoso.com", "--format", "markdown", "--case", file},
		In:   strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(name string) string { return env[name] }, Now: time.Now, Zone: time.UTC,
	})
	saved, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := out.String() + errs.String() + string(saved)
	if code != command.ExitUnknown || !strings.Contains(all, "The proxy of this machine ("+listener.Addr().String()+") wants a name and a password") || !strings.Contains(all, `"kind": "proxy-sign-in"`) {
		t.Errorf("exit %d: %s", code, out.String())
	}
	for _, secret := range []string{"corp-user", "corp-pass", "s3cret-value"} {
		if strings.Contains(all, secret) {
			t.Errorf("%q stands in what was printed or saved", secret)
		}
	}
}
