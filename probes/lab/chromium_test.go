//go:build chromium

package lab_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"os/exec"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
)

// TestARealBrowserSignsIn has a headless Chromium go to the page of the lab, over
// real HTTPS through a proxy that leads into the world, and come back to the
// loopback port by the page's own script. Run it with -tags chromium where one is
// installed.
func TestARealBrowserSignsIn(t *testing.T) {
	for _, cloud := range []string{"global", "us-government", "china"} {
		l := started(t, "tenant: {cloud: "+cloud+"}\ncredentials: {tenant: browser, roles: [Global Reader]}")
		through := intoTheWorld(t, l)
		config := graph.Config{
			Way: graph.ByBrowser, Tenant: l.Facts()["tenant"], Network: l.Network(), Clock: l.Clock(),
			Browse: func(address string) error {
				browser := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu",
					"--user-data-dir="+t.TempDir(), "--proxy-server=http://"+through, "--ignore-certificate-errors",
					"--virtual-time-budget=20000", "--dump-dom", address)
				go func() { _ = browser.Run() }()
				return nil
			},
		}
		if cloud != "global" {
			config.Cloud = graph.Cloud(cloud)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		client := graph.New(config)
		in, err := client.SignIn(ctx, func(graph.Prompt) {})
		cancel()
		if err != nil {
			t.Fatalf("%s: %v", cloud, err)
		}
		if _, err := client.Organization(t.Context()); err != nil || in.Name != "helpdesk@contoso.com" {
			t.Errorf("%s: signed in as %q, %v", cloud, in.Name, err)
		}
	}
}

// intoTheWorld is an HTTP proxy on loopback whose other side is a world.
func intoTheWorld(t *testing.T, l *lab.Lab) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		far, err := l.Network().DialContext(r.Context(), "tcp", r.Host)
		if r.Method != http.MethodConnect || err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		near, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = io.WriteString(near, "HTTP/1.1 200 OK\r\n\r\n")
		go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
		go func() { _, _ = io.Copy(near, far); _ = near.Close() }()
	})}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return listener.Addr().String()
}
