package graph

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

const deviceCodePath = "/contoso.com/oauth2/v2.0/devicecode"

// inPerson is a client with which a person signs in.
func (b *bench) inPerson(way Way, more func(*Config)) *Client {
	config := Config{Way: way, Tenant: "contoso.com", Network: b.network(), Clock: b.clock()}
	config.Clock.After = time.After // a wait for a person is no wait for a busy service
	if more != nil {
		more(&config)
	}
	return New(config)
}

// personsToken is the answer with the token of a person, who holds a role.
func personsToken() string {
	part := func(v any) string {
		raw, _ := json.Marshal(v)
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	token := "e30." + part(map[string]any{
		"scp": "User.Read.All Domain.Read.All", "idtyp": "user", "upn": "desk@contoso.com", "appid": PublicClient,
		"tid": "11111111-2222-3333-4444-555555555555", "exp": 1_800_000_000,
		"wids": []string{"b79fbf4d-3ef9-4689-8143-76b194e85509", "F2EF992C-3AFB-46B9-B7CF-A126EE74C451", "00000000-0000-4000-8000-000000000009"},
	}) + ".planted-access"
	id := "e30." + part(map[string]any{
		"iss": "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0", "aud": PublicClient,
		"oid": "o", "sub": "s", "tid": "11111111-2222-3333-4444-555555555555", "preferred_username": "desk@contoso.com",
	}) + ".x"
	answer, _ := json.Marshal(map[string]any{
		"token_type": "Bearer", "expires_in": 3599, "access_token": token, "refresh_token": "planted-refresh", "id_token": id,
		"scope": "https://graph.microsoft.com/User.Read.All https://graph.microsoft.com/.default", "client_info": part(map[string]string{"uid": "o", "utid": "t"}),
	})
	return string(answer)
}

const deviceCode = `{"user_code":"ABCD-EFGH","device_code":"planted-device-code","verification_uri":"https://login.microsoft.com/device",
"expires_in":900,"interval":5,"message":"x"}`

// refusesSignIn refuses as the sign-in service does.
func refusesSignIn(word string, numbers ...int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		body, _ := json.Marshal(map[string]any{"error": word, "error_description": "in any language, planted-in-words", "error_codes": numbers})
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write(body)
	}
}

// afterPolls is pending first, and then something else.
func afterPolls(times int32, then http.HandlerFunc) http.HandlerFunc {
	var asked atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) <= times {
			refusesSignIn("authorization_pending", 70016)(w, r)
			return
		}
		then(w, r)
	}
}

func TestSignInByDeviceCode(t *testing.T) {
	t.Parallel()
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(deviceCodePath, says(deviceCode)).
		on(tokenPath, afterPolls(2, says(personsToken()))).on("/v1.0/domains", says(`{"value":[]}`))
	client := b.inPerson(ByDeviceCode, nil)
	if _, err := client.Domains(t.Context()); kindOf(err) != probes.SignInNeeded || b.count(deviceCodePath) != 0 {
		t.Errorf("before anybody signed in: %v, %d codes; want that somebody has to, and none", err, b.count(deviceCodePath))
	}
	var shown []Prompt
	in, err := client.SignIn(t.Context(), func(p Prompt) { shown = append(shown, p) })
	if err != nil {
		t.Fatal(err)
	}
	if len(shown) != 1 || shown[0].Code != "ABCD-EFGH" || shown[0].Address != "https://login.microsoft.com/device" ||
		time.Until(shown[0].Expires) < 14*time.Minute || time.Until(shown[0].Expires) > 15*time.Minute {
		t.Errorf("showed %+v, want the code with the time it holds", shown)
	}
	if in.Name != "desk@contoso.com" || in.Person != probes.Yes || in.Way != "device-code" || in.ClientID != PublicClient || !in.RolesSaid ||
		len(in.Roles) != 2 || in.Roles[0].Name != "Global Reader" || len(in.Permissions) != 2 || in.Expires.Unix() != 1_800_000_000 {
		t.Errorf("signed in as %+v", in)
	}
	if _, err := client.Domains(t.Context()); err != nil {
		t.Error(err)
	}
	if n := b.count(deviceCodePath); n != 1 {
		t.Errorf("asked for %d codes, want one", n)
	}
}

func TestDeviceCodesThatComeToNothing(t *testing.T) {
	t.Parallel()
	code := func(body string) http.HandlerFunc { return says(body) }
	for name, c := range map[string]struct {
		code, token http.HandlerFunc
		kind        probes.Kind
		number      string
		browser     bool // may help
	}{
		"declined":       {nil, refusesSignIn("authorization_declined"), probes.SignInDeclined, "400", false},
		"denied":         {nil, refusesSignIn("access_denied", 70017), probes.SignInDeclined, "AADSTS70017", false},
		"expired":        {nil, refusesSignIn("expired_token", 70020), probes.CodeExpired, "AADSTS70020", false},
		"expiredByCode":  {nil, refusesSignIn("invalid_grant", 70019), probes.CodeExpired, "AADSTS70019", false},
		"policy":         {nil, afterPolls(1, refusesSignIn("invalid_grant", 53003)), probes.TokenRejected, "AADSTS53003", true},
		"policyAtOnce":   {refusesSignIn("access_denied_by_policy", 53003), nil, probes.TokenRejected, "AADSTS53003", true},
		"unmanaged":      {nil, refusesSignIn("invalid_grant", 530003), probes.TokenRejected, "AADSTS530003", true},
		"confirm":        {nil, refusesSignIn("interaction_required", 50199), probes.TokenRejected, "AADSTS50199", true},
		"consent":        {nil, refusesSignIn("invalid_grant", 65001), probes.TokenRejected, "AADSTS65001", false},
		"publicClient":   {nil, refusesSignIn("invalid_client", 7000218), probes.TokenRejected, "AADSTS7000218", false},
		"notInTenant":    {refusesSignIn("unauthorized_client", 700016), nil, probes.TokenRejected, "AADSTS700016", false},
		"unlisted":       {nil, refusesSignIn("invalid_grant", 123456), probes.TokenRejected, "AADSTS123456", false},
		"wordsAlone":     {nil, refusesSignIn("invalid_grant"), probes.TokenRejected, "400", false},
		"emptyCode":      {code(`{"verification_uri":"https://login.microsoft.com/device","device_code":"d","expires_in":900}`), nil, probes.Malformed, "", false},
		"endlessCode":    {code(strings.Replace(deviceCode, "ABCD-EFGH", strings.Repeat("A", 99), 1)), nil, probes.Malformed, "", false},
		"clearAddress":   {code(strings.Replace(deviceCode, "https://login", "http://login", 1)), nil, probes.Malformed, "", false},
		"namedInAddress": {code(strings.Replace(deviceCode, "https://login", "https://a:b@login", 1)), nil, probes.Malformed, "", false},
		"holdsNever":     {code(strings.Replace(deviceCode, "900", "0", 1)), nil, probes.Malformed, "", false},
		"holdsBackwards": {code(strings.Replace(deviceCode, "900", "-900", 1)), nil, probes.Malformed, "", false},
		"holdsASecond":   {code(strings.Replace(deviceCode, "900", "1", 1)), afterPolls(1000, nil), probes.CodeExpired, "", false},
		"busy":           {nil, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, probes.Throttled, "503", false},
		"page":           {nil, says("<html>"), probes.NotTheProtocol, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(deviceCodePath, says(deviceCode)).on(tokenPath, says(personsToken()))
			b.on(deviceCodePath, c.code).on(tokenPath, c.token)
			client := b.inPerson(ByDeviceCode, func(config *Config) { config.Clock = noPause(config.Clock) })
			_, err := client.SignIn(t.Context(), func(Prompt) {})
			o := obstacle(t, err)
			if o.Kind != c.kind || o.Code != c.number || BrowserMayHelp(err) != c.browser {
				t.Errorf("got %s code %q, browser %t; want %s, %q, %t", o.Kind, o.Code, BrowserMayHelp(err), c.kind, c.number, c.browser)
			}
			if strings.Contains(err.Error(), "planted") {
				t.Errorf("the error quotes the service: %v", err)
			}
			if _, later := client.Domains(t.Context()); kindOf(later) != c.kind {
				t.Errorf("a question then says %v, want the same", later)
			}
		})
	}
}

// noPause passes the pauses between tries at once, and no wait for a person.
func noPause(clock probes.Clock) probes.Clock {
	clock.After = func(d time.Duration) <-chan time.Time {
		if d > 500*time.Millisecond && d < 30*time.Second && d != time.Second {
			d = 0
		}
		return time.After(d)
	}
	return clock
}

// A person who leaves ends the wait, whoever was waited for.
func TestASignInCanBeEnded(t *testing.T) {
	t.Parallel()
	for _, way := range []Way{ByDeviceCode, ByBrowser} {
		b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(deviceCodePath, says(deviceCode)).
			on(tokenPath, afterPolls(1000, nil))
		ctx, cancel := context.WithCancelCause(t.Context())
		_, err := b.inPerson(way, nil).SignIn(ctx, func(Prompt) { cancel(errors.New("left")) })
		if kindOf(err) != probes.Stopped {
			t.Errorf("%s: got %v, want that it was stopped", way, err)
		}
	}
}

// visits plays a browser: it goes where the sign-in service sends it.
func visits(t *testing.T, form func(asked url.Values) url.Values) func(string) error {
	t.Helper()
	return func(address string) error {
		parsed, err := url.Parse(address)
		if err != nil {
			return err
		}
		asked := parsed.Query()
		go func() {
			answer, err := http.PostForm(asked.Get("redirect_uri"), form(asked))
			if err == nil {
				_ = answer.Body.Close()
			}
		}()
		return nil
	}
}

func TestSignInByBrowser(t *testing.T) {
	t.Parallel()
	var verifier, redirect string
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on("/v1.0/domains", says(`{"value":[]}`)).
		on(tokenPath, func(w http.ResponseWriter, r *http.Request) {
			verifier, redirect = r.PostFormValue("code_verifier"), r.PostFormValue("redirect_uri")
			if r.PostFormValue("code") != "planted-code" {
				refusesSignIn("invalid_grant", 9002313)(w, r)
				return
			}
			says(personsToken())(w, r)
		})
	var asked url.Values
	client := b.inPerson(ByBrowser, func(c *Config) {
		c.Browse = visits(t, func(a url.Values) url.Values {
			asked = a
			return url.Values{"state": {a.Get("state")}, "code": {"planted-code"}}
		})
	})
	var shown []Prompt
	in, err := client.SignIn(t.Context(), func(p Prompt) { shown = append(shown, p) })
	if err != nil {
		t.Fatal(err)
	}
	if in.Name != "desk@contoso.com" || len(shown) != 1 || !shown[0].Opened || shown[0].Code != "" {
		t.Errorf("signed in as %+v, showed %+v", in, shown)
	}
	if asked.Get("code_challenge_method") != "S256" || asked.Get("client_id") != PublicClient || asked.Get("response_mode") != "form_post" ||
		verifier == "" || !strings.HasPrefix(redirect, "http://localhost:") {
		t.Errorf("asked %v, verifier %q, back to %q", asked, verifier, redirect)
	}
	if _, err := client.Domains(t.Context()); err != nil || b.count(tokenPath) != 1 {
		t.Errorf("%v, %d tokens asked for, want one", err, b.count(tokenPath))
	}
}

func TestBrowsersThatComeToNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		form   url.Values
		token  http.HandlerFunc
		kind   probes.Kind
		number string
	}{
		"cancelled":    {url.Values{"error": {"access_denied"}}, nil, probes.SignInDeclined, ""},
		"declined":     {url.Values{"error": {"access_denied"}, "error_description": {"AADSTS65004: 사용자가 거부했습니다."}}, nil, probes.TokenRejected, "AADSTS65004"},
		"policy":       {url.Values{"error": {"access_denied"}, "error_description": {"AADSTS53003: x"}}, nil, probes.TokenRejected, "AADSTS53003"},
		"strangeState": {url.Values{"state": {"other"}, "code": {"planted-code"}}, nil, probes.SignInDeclined, ""},
		"noCode":       {url.Values{}, nil, probes.SignInDeclined, ""},
		"codeRefused":  {url.Values{"code": {"planted-code"}}, refusesSignIn("invalid_grant", 50076), probes.TokenRejected, "AADSTS50076"},
		"page":         {url.Values{"code": {"planted-code"}}, says("<html>planted"), probes.NotTheProtocol, ""},
		"notAssigned":  {url.Values{"code": {"planted-code"}}, refusesSignIn("invalid_grant", 50105), probes.TokenRejected, "AADSTS50105"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, says(personsToken())).on(tokenPath, c.token)
			client := b.inPerson(ByBrowser, func(config *Config) {
				config.Browse = visits(t, func(asked url.Values) url.Values {
					if !c.form.Has("state") {
						c.form.Set("state", asked.Get("state"))
					}
					return c.form
				})
			})
			_, err := client.SignIn(t.Context(), func(Prompt) {})
			o := obstacle(t, err)
			if o.Kind != c.kind || o.Code != c.number || strings.Contains(err.Error(), "planted") {
				t.Errorf("got %v, want %s %q", err, c.kind, c.number)
			}
		})
	}
}

// Whoever holds on to the loopback port of the browser does not hold us.
func TestNobodyHoldsTheLoopbackPort(t *testing.T) {
	t.Parallel()
	b := newBench(t).on(discoveryPath, discovery("login.microsoftonline.com"))
	ctx, cancel := context.WithCancel(t.Context())
	held := make(chan struct{})
	client := b.inPerson(ByBrowser, func(c *Config) {
		c.Browse = func(address string) error {
			parsed, _ := url.Parse(address)
			to, _ := url.Parse(parsed.Query().Get("redirect_uri"))
			conn, err := b.dialLoopback(t, to.Host)
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nsta")
			close(held)
			return nil
		}
	})
	go func() { <-held; cancel() }()
	begun := time.Now()
	if _, err := client.SignIn(ctx, func(Prompt) {}); kindOf(err) != probes.Stopped || time.Since(begun) > 20*time.Second {
		t.Errorf("got %v after %s, want an end when the person leaves", err, time.Since(begun))
	}
}
