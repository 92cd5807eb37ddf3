package lab

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"
)

const (
	signInOld = "login.microsoft.com" // where clients look up clouds
	adminHost = "adminwebservice.microsoftonline.com"
	httpsPort = 443
)

// signInHosts are where a cloud signs in and answers.
type signInHosts struct{ graph, signIn string }

// clouds are the clouds that a tenant can be in, by the names that world files
// use ("National clouds", Microsoft Graph documentation).
var clouds = map[string]signInHosts{ //nolint:gochecknoglobals // a table
	cloudGlobal:         {"graph.microsoft.com", "login.microsoftonline.com"},
	"us-government":     {"graph.microsoft.us", "login.microsoftonline.us"},
	"us-government-dod": {"dod-graph.microsoft.us", "login.microsoftonline.us"},
	cloudChina:          {"microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn"},
}

// cloudGlobal is the public cloud, cloudChina that of 21Vianet.
const (
	cloudGlobal = "global"
	cloudChina  = "china"
)

func (t *tenant) hosts() signInHosts { return clouds[t.cloud] }

// relayHosts are the relays of this tenant and one of a neighbour's.
func (w *World) relayHosts() []string {
	hosts := []string{"ssprdedicatedsbprodfra-1" + relaySuffix, relayFirst + relaySuffix, relaySecond + relaySuffix}
	for _, r := range slices.Concat(w.server.events.relays, w.hosts) {
		if host := relayHost(r); strings.HasSuffix(host, relaySuffix) && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// relayHost is the full name of a relay. A name with a dot stands for itself.
func relayHost(short string) string {
	if strings.Contains(short, ".") {
		return strings.ToLower(short)
	}
	return strings.ToLower(short) + relaySuffix
}

func (w *World) cloudHosts() []string {
	of := w.tenant.hosts()
	hosts := append(w.relayHosts(), of.graph, of.signIn, signInOld, adminHost, resetHost, "api."+resetHost)
	return append(hosts, w.pageHosts()...)
}

// pageHosts are the further hosts of the world that are no relays.
func (w *World) pageHosts() []string {
	var hosts []string
	for _, h := range w.hosts {
		if h = strings.ToLower(h); strings.Contains(h, ".") && !strings.HasSuffix(h, relaySuffix) && !slices.Contains(hosts, h) {
			hosts = append(hosts, h)
		}
	}
	return hosts
}

// startCloud brings up everything that stands on the internet. One listener
// serves all hosts; the name in TLS picks the certificate, the Host header
// what is answered.
func (l *Lab) startCloud() error {
	l.cloud = l.cloudHandler()
	address, err := l.serveHTTP(l.ca.serving(resetHost), l.cloud)
	if err != nil {
		return err
	}
	for _, host := range l.world.cloudHosts() {
		l.machines.add(host, outside).ports[httpsPort] = address
	}
	return nil
}

func (l *Lab) cloudHandler() http.Handler {
	mux := http.NewServeMux()
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!doctype html><title>Microsoft Online Password Reset</title>\n")
	})
	for _, host := range append([]string{resetHost, "api." + resetHost, adminHost}, l.world.pageHosts()...) {
		mux.Handle(host+"/", page)
	}
	for _, host := range l.world.relayHosts() {
		mux.HandleFunc(host+"/", relay)
	}
	tenant := newTenantServer(l)
	of := l.world.tenant.hosts()
	mux.Handle(of.signIn+"/", tenant.signIn())
	mux.Handle(signInOld+"/", tenant.signIn())
	mux.Handle(of.graph+"/", tenant.graph())
	return mux
}

// relay answers as a healthy relay does when nobody signs in: 401.
func relay(w http.ResponseWriter, _ *http.Request) {
	answerJSON(w, http.StatusUnauthorized, map[string]any{
		"Error": map[string]string{"Code": "401", "Detail": "MissingToken: The request contains no authorization header."},
	})
}

func answerJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // whoever asked may have left
}

// silentLog keeps the complaints of servers about half-open connections off
// the terminal: they are what the lab is for.
func silentLog() *log.Logger { return log.New(io.Discard, "", 0) }
