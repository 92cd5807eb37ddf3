package graph

import (
	"net/http"
	"slices"
	"testing"
)

// What the sign-in service tells of a domain is the ID of its tenant, and asked
// for without a sign-in; whatever else it says is nothing.
func TestTheTenantOfADomainIsFoundWithoutASignIn(t *testing.T) {
	t.Parallel()
	const id = "11111111-2222-3333-4444-555555555555"
	for name, c := range map[string]struct {
		domain string
		say    http.HandlerFunc
		want   string
		asks   bool
	}{
		"a tenant":               {"contoso.com", discovery("login.microsoftonline.com"), id, true},
		"no such tenant":         {"contoso.com", refuses(400, "invalid_tenant"), "", true},
		"a page for guests":      {"contoso.com", says("<html>"), "", true},
		"an issuer of any":       {"contoso.com", says(`{"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0"}`), "", true},
		"an issuer that is long": {"contoso.com", says(`{"issuer":"https://login.microsoftonline.com/zzzzzzzz-2222-3333-4444-555555555555/v2.0"}`), "", true},
		"a word for any tenant":  {"organizations", discovery("x"), "", false},
		"a path":                 {"contoso.com/../x", discovery("x"), "", false},
		"a Korean word":          {"회사.com", discovery("x"), "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on(discoveryPath, c.say)
			got := TenantOf(t.Context(), Config{Network: b.network()}, c.domain)
			b.mu.Lock()
			defer b.mu.Unlock()
			if got != c.want || len(b.tokens) > 0 {
				t.Errorf("got %q, want %q, with %v", got, c.want, b.tokens)
			}
			want := []string{"GET login.microsoftonline.com" + discoveryPath}
			if !c.asks {
				want = nil
			}
			if !slices.Equal(b.asked, want) {
				t.Errorf("asked %v, want %v", b.asked, want)
			}
		})
	}
}
