package lab

import (
	"maps"
	"net/http"
	"strings"
)

// Planted are the secrets of every world.
func Planted() []string {
	return []string{plantedAccess, plantedRefresh, plantedCode, plantedDevice, appSecret, deskPassword, userPassword}
}

// Overhear has somebody read along what Microsoft Graph is asked and says.
func (l *Lab) Overhear(hear func(r *http.Request, status int, body []byte)) error {
	host := l.world.tenant.hosts().graph
	address, err := l.serveHTTP(l.ca.serving(host), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := &held{header: http.Header{}, status: http.StatusOK}
		l.cloud.ServeHTTP(answer, r)
		hear(r, answer.status, answer.body.Bytes())
		maps.Copy(w.Header(), answer.header)
		w.WriteHeader(answer.status)
		_, _ = w.Write(answer.body.Bytes())
	}))
	l.machines.find(host).ports[httpsPort] = address
	return err
}

// GraphPaths are the paths below /v1.0 that the lab answers on, with {id} for a
// user's.
func (l *Lab) GraphPaths() []string {
	var paths []string
	for _, q := range newTenantServer(l).questions() {
		paths = append(paths, strings.ReplaceAll(q.path, "{id}", objectID(callerUPN)))
	}
	return paths
}
