package lab

import "net/http"

type tenantServer struct{ lab *Lab }

func newTenantServer(l *Lab) *tenantServer   { return &tenantServer{lab: l} }
func (t *tenantServer) signIn() http.Handler { return http.NotFoundHandler() }
func (t *tenantServer) graph() http.Handler  { return http.NotFoundHandler() }
