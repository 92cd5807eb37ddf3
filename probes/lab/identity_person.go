package lab

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// sessions are the sign-ins of persons that have begun.
type sessions struct {
	mu    sync.Mutex
	polls int       // of the device code, so far
	since time.Time // it was given out
	code  *grant    // that a browser brought away, until it is used
}

// grant is what an authorization code stands for (RFC 6749, 4.1.3; RFC 7636, 4.4).
type grant struct{ client, redirect, challenge string }

// codeHolds is how long a device code holds ("Microsoft identity platform and
// the OAuth 2.0 device authorization grant flow").
const codeHolds = 15 * time.Minute

// tokenLasts is about how long an access token does by itself ("Configurable token
// lifetimes in the Microsoft identity platform": 60 to 90 minutes).
const tokenLasts = 3599 * time.Second

// publicly reports whether a person may sign in with an application, and refuses
// otherwise.
func publicly(w http.ResponseWriter, client string) bool {
	if client == publicClient || client == appID {
		return true
	}
	refuseToken(w, 700016)
	return false
}

func (t *tenantServer) deviceCode(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	c := &t.lab.world.credentials
	switch {
	case !t.known(r.PathValue("tenant")):
		refuseToken(w, 90002)
		return
	case !publicly(w, r.PostFormValue("client_id")):
		return
	case c.number(refusesStart) != 0:
		refuseToken(w, c.number(refusesStart))
		return
	}
	t.begun.mu.Lock()
	t.begun.polls, t.begun.since = 0, t.lab.clock.Now()
	t.begun.mu.Unlock()
	answerJSON(w, http.StatusOK, map[string]any{
		"user_code": "LAB7XQ2PD", "device_code": plantedDevice, "expires_in": int(c.holds.Seconds()), "interval": 5,
		"verification_uri": "https://" + t.lab.world.tenant.hosts().signIn + "/common/oauth2/deviceauth",
		"message":          "Enter the code on the page of the lab.",
	})
}

// toDevice answers whoever asks whether the person has entered the code.
func (t *tenantServer) toDevice(w http.ResponseWriter, r *http.Request) {
	c := &t.lab.world.credentials
	if !publicly(w, r.PostFormValue("client_id")) {
		return
	}
	t.begun.mu.Lock()
	t.begun.polls++
	polls, age := t.begun.polls, t.lab.clock.Now().Sub(t.begun.since)
	t.begun.mu.Unlock()
	switch {
	case r.PostFormValue("device_code") != plantedDevice || polls == 0:
		refuseWith(w, http.StatusBadRequest, "bad_verification_code", 70018)
	case age >= c.holds:
		refuseWith(w, http.StatusBadRequest, "expired_token", 70020)
	case polls <= c.polls || c.answer == answerNone:
		refuseWith(w, http.StatusBadRequest, "authorization_pending", 70016)
	case c.answer == answerNo:
		refuseWith(w, http.StatusBadRequest, "authorization_declined", 70000)
	case c.number(refusesDeviceCode) != 0:
		refuseToken(w, c.number(refusesDeviceCode))
	default:
		t.give(w, true)
	}
}

// authorize is the page that a browser is shown. The person of this world has
// answered it by the time that it comes; it sends itself back to whoever asked,
// as form_post does ("OAuth 2.0 Form Post Response Mode").
func (t *tenantServer) authorize(w http.ResponseWriter, r *http.Request) {
	asked, c := r.URL.Query(), &t.lab.world.credentials
	back, err := url.Parse(asked.Get("redirect_uri"))
	switch {
	case !t.known(r.PathValue("tenant")):
		refuseToken(w, 90002)
		return
	case !publicly(w, asked.Get("client_id")):
		return
	case err != nil || back.Scheme != "http" || back.Hostname() != "localhost" || asked.Get("response_type") != "code":
		refuseWith(w, http.StatusBadRequest, "invalid_request", 50011) // the redirect URI is none of the application's
		return
	case asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") == "" || asked.Get("response_mode") != "form_post":
		refuseWith(w, http.StatusBadRequest, "invalid_request", 501491) // no code challenge
		return
	case c.answer == answerNone:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><title>Sign in</title><p>Nobody is here.</p>\n"))
		return
	}
	t.begun.mu.Lock()
	t.begun.code = &grant{asked.Get("client_id"), asked.Get("redirect_uri"), asked.Get("code_challenge")}
	t.begun.mu.Unlock()
	page := sentBack{To: asked.Get("redirect_uri"), Fields: []field{{"state", asked.Get("state")}}}
	switch {
	case c.answer == answerNo:
		page.Fields = append(page.Fields, field{"error", "access_denied"}, field{"error_description", described(65004)})
	case c.number(refusesBrowser) != 0:
		page.Fields = append(page.Fields, field{"error", "access_denied"}, field{"error_description", described(c.number(refusesBrowser))})
	default:
		page.Fields = append(page.Fields, field{"code", plantedCode})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = sendsItself().Execute(w, page) // whoever asked may have left
}

// sentBack is a form that goes back to whoever began the sign-in.
type sentBack struct {
	To     string
	Fields []field
}

type field struct{ Name, Value string }

// sendsItself is well-formed XML too, so that it can be read without a browser.
func sendsItself() *template.Template {
	return template.Must(template.New("").Parse(`<html><head><title>Working...</title></head>
<body><form method="post" action="{{.To}}">{{range .Fields}}<input type="hidden" name="{{.Name}}" value="{{.Value}}"/>{{end}}
<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit();</script></body></html>
`))
}

// toBrowser gives a token for the code that a browser brought, once, to whoever
// knows what its challenge was made from.
func (t *tenantServer) toBrowser(w http.ResponseWriter, r *http.Request) {
	c := &t.lab.world.credentials
	t.begun.mu.Lock()
	code := t.begun.code
	t.begun.code = nil
	t.begun.mu.Unlock()
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	switch {
	case code == nil || r.PostFormValue("code") != plantedCode:
		refuseToken(w, 54005) // OAuth2 authorization code was already redeemed
	case code.client != r.PostFormValue("client_id"):
		refuseToken(w, 700016)
	case code.redirect != r.PostFormValue("redirect_uri"):
		refuseToken(w, 50011)
	case code.challenge != base64.RawURLEncoding.EncodeToString(sum[:]):
		refuseToken(w, 50148) // the code_verifier does not match the code_challenge
	case c.number(refusesCode) != 0:
		refuseToken(w, c.number(refusesCode))
	default:
		t.give(w, true)
	}
}

// again renews a person's token.
func (t *tenantServer) again(w http.ResponseWriter, r *http.Request) {
	c := &t.lab.world.credentials
	switch {
	case !publicly(w, r.PostFormValue("client_id")):
	case strings.TrimSpace(r.PostFormValue("refresh_token")) != plantedRefresh:
		refuseToken(w, 9002313) // InvalidRequest
	case c.number(refusesRefresh) != 0:
		refuseToken(w, c.number(refusesRefresh))
	default:
		t.give(w, true)
	}
}
