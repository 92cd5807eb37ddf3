package graph

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken).
		on("/v1.0/domains", says(`{"value":[]}`)).on("/v1.0/organization", says(`{"value":[{"id":"T"}]}`))
	client := b.signingIn()
	if _, err := client.Domains(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Organization(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := b.count(tokenPath); n != 1 {
		t.Errorf("signed in %d times, want once", n)
	}
	if got, want := b.tokens["graph.microsoft.com"], "Bearer "+tokenWith(userRead); len(got) != 2 || got[0] != want {
		t.Errorf("sent %v, want the token that was given out", got)
	}
}

func TestSignInRefusals(t *testing.T) {
	t.Parallel()
	status := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	for name, c := range map[string]struct {
		discovery, token http.HandlerFunc
		kind             probes.Kind
		code             string
	}{
		"secretExpired":      {nil, status(401, `{"error":"invalid_client","error_codes":[7000222,1]}`), probes.TokenRejected, "AADSTS7000222"},
		"noSuchTenant":       {status(400, `{"error":"invalid_tenant","error_codes":[90002]}`), nil, probes.TokenRejected, "AADSTS90002"},
		"refusesPlainly":     {nil, status(400, `{"error":"invalid_request"}`), probes.TokenRejected, "400"},
		"captivePortal":      {status(200, "<html>"), nil, probes.NotTheProtocol, ""},
		"portalAtToken":      {nil, status(403, "<html>"), probes.NotTheProtocol, "403"},
		"alwaysThrottles":    {nil, status(429, `{}`), probes.Throttled, "429"},
		"namesAnotherHost":   {discovery("elsewhere.example"), nil, probes.NotTheProtocol, ""},
		"redirectsElsewhere": {redirectsElsewhere, nil, probes.NotTheProtocol, "302"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, givesToken)
			b.on(discoveryPath, c.discovery).on(tokenPath, c.token)
			_, err := b.signingIn().Domains(t.Context())
			o := obstacle(t, err)
			if o.Kind != c.kind || o.Code != c.code || o.Host != "login.microsoftonline.com" {
				t.Errorf("got %s code %q host %q, want %s, %q", o.Kind, o.Code, o.Host, c.kind, c.code)
			}
			if strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the error shows the secret: %v", err)
			}
			if strings.Contains(strings.Join(b.asked, " "), "elsewhere.example") {
				t.Errorf("another host was asked: %v", b.asked)
			}
		})
	}
}

func TestARefusedSignInIsNotRepeated(t *testing.T) {
	t.Parallel()
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).
		on(tokenPath, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, `{"error":"invalid_client","error_codes":[7000215]}`)
		})
	client := b.signingIn()
	for range 2 {
		_, first := client.Domains(t.Context())
		_, second := client.Organization(t.Context())
		if kindOf(first) != probes.TokenRejected || kindOf(second) != probes.TokenRejected {
			t.Errorf("got %v and %v, want both rejected", first, second)
		}
	}
	if n := b.count(tokenPath); n != 1 {
		t.Errorf("sent the secret %d times, want once", n)
	}
	if _, err := client.SignIn(t.Context(), nil); kindOf(err) != probes.TokenRejected || b.count(tokenPath) != 1 {
		t.Errorf("signing in before a walk: %v, and the secret was sent %d times, want once", err, b.count(tokenPath))
	}
	client.Forget()
	_, _ = client.Organization(t.Context())
	if n := b.count(tokenPath); n != 2 {
		t.Errorf("after Forget sent %d times, want twice", n)
	}
}
