package opener

import (
	"errors"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-ieproxy"
	"golang.org/x/net/http/httpproxy"

	"example.com/writeback-doctor/probes"
)

// proxy names the proxy on the way to an URL, nil for a direct road: that of
// this process's environment, as Go programs read it, else that of the system.
// NO_PROXY holds for both.
func (op *Opener) proxy() func(*url.URL) (*url.URL, error) {
	get := func(name string) string {
		if value := op.process.Getenv(name); value != "" {
			return value
		}
		return op.process.Getenv(strings.ToLower(name))
	}
	config := httpproxy.Config{HTTPProxy: get("HTTP_PROXY"), HTTPSProxy: get("HTTPS_PROXY"), NoProxy: get("NO_PROXY")}
	system := op.process.SystemProxy
	if config.HTTPProxy != "" || config.HTTPSProxy != "" || system == nil {
		return config.ProxyFunc()
	}
	config.HTTPProxy, config.HTTPSProxy = "http://any", "http://any"
	proxied := config.ProxyFunc()
	return func(to *url.URL) (*url.URL, error) {
		if through, err := proxied(to); through == nil || err != nil {
			return nil, err
		}
		return system(to)
	}
}

// SystemProxy returns what names the proxy for an URL by the settings of
// Windows or macOS, of the person who runs this, with their automatic ones. It
// reads them with the first URL. Elsewhere, and on macOS in a program that was
// built without cgo, there are none.
func SystemProxy() func(*url.URL) (*url.URL, error) {
	read := sync.OnceValue(func() *systemProxy {
		found := ieproxy.GetConf()
		s := &systemProxy{static: staticProxy(found.Static), known: map[string]string{}}
		if found.Automatic.Active {
			s.script = found.Automatic.FindProxyForURL
		}
		return s
	})
	return func(to *url.URL) (*url.URL, error) { return read().find(to) }
}

// systemProxy is the proxy settings of a system. The library's own function
// for this is not used: it asks the environment of the process behind our
// back, and names proxies of a script without a scheme.
type systemProxy struct {
	static func(*url.URL) (*url.URL, error)
	script func(string) string // host:port, "" for none; nil when there is no script

	mu    sync.Mutex
	known map[string]string // what the script said, by host
	mute  bool              // it was waited for in vain or broke, and is not asked again
}

func staticProxy(s ieproxy.StaticProxyConf) func(*url.URL) (*url.URL, error) {
	if !s.Active {
		return func(*url.URL) (*url.URL, error) { return nil, nil } //nolint:nilnil // a direct road
	}
	of := func(scheme string) string {
		if proxy, found := s.Protocols[scheme]; found {
			return proxy
		}
		return s.Protocols[""] // one for every scheme
	}
	config := httpproxy.Config{HTTPProxy: of("http"), HTTPSProxy: of("https"), NoProxy: s.NoProxy}
	return config.ProxyFunc()
}

// find asks the script first, as browsers do.
func (s *systemProxy) find(to *url.URL) (*url.URL, error) {
	said, err := s.ask(to)
	switch {
	case err != nil:
		return nil, err
	case said == "":
		return s.static(to)
	case !strings.Contains(said, "://"):
		said = "http://" + said
	}
	found, err := url.Parse(said)
	if err != nil || found.Host == "" {
		return nil, errProxyScript
	}
	return found, nil
}

// scriptLimit is for fetching and running a script for proxies: some systems
// wait for its host without an end.
const scriptLimit = 15 * time.Second

var errProxyScript = errors.New("the system's script for proxies gives no answer that can be used")

// ask runs the script, if there is one, once for each host.
func (s *systemProxy) ask(to *url.URL) (string, error) {
	if s.script == nil {
		return "", nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if said, known := s.known[to.Host]; known {
		return said, nil
	}
	if s.mute {
		return "", errProxyScript
	}
	type answer struct {
		proxy string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		defer func() { answers <- a }()
		defer probes.Caught(&a.err)
		a.proxy = s.script(to.String())
	}()
	select {
	case said := <-answers:
		if said.err != nil {
			s.mute = true
			return "", errProxyScript
		}
		s.known[to.Host] = said.proxy
		return said.proxy, nil
	case <-probes.SystemClock().After(scriptLimit):
		s.mute = true
		return "", errProxyScript
	}
}
