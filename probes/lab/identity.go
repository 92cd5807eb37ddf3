package lab

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// signIn answers for Microsoft's identity platform as far as its own library
// needs it: what tenants say of themselves, codes for devices, the page for
// browsers, and tokens ("OAuth 2.0 and OpenID Connect protocols on the Microsoft
// identity platform").
func (t *tenantServer) signIn() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", t.metadata)
	mux.HandleFunc("GET /{tenant}/.well-known/openid-configuration", t.metadata)
	mux.HandleFunc("GET /common/discovery/instance", t.instance)
	mux.HandleFunc("GET /{tenant}/oauth2/v2.0/authorize", t.authorize)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", t.deviceCode)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", t.issue)
	return mux
}

func (t *tenantServer) known(tenant string) bool {
	w := &t.lab.world.tenant
	_, isDomain := w.domains[strings.ToLower(tenant)]
	return isDomain || strings.EqualFold(tenant, w.id) || slices.Contains([]string{"common", "organizations"}, tenant)
}

// base is where the tenant is at the sign-in host.
func (t *tenantServer) base() string {
	return "https://" + t.lab.world.tenant.hosts().signIn + "/" + t.lab.world.tenant.id
}

func (t *tenantServer) metadata(w http.ResponseWriter, r *http.Request) {
	if !t.known(r.PathValue("tenant")) {
		refuseToken(w, 90002)
		return
	}
	base := t.base()
	answerJSON(w, http.StatusOK, map[string]any{
		"issuer":                                base + "/v2.0",
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"device_authorization_endpoint":         base + "/oauth2/v2.0/devicecode",
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"tenant_region_scope":                   "AS",
		"cloud_instance_name":                   strings.TrimPrefix(t.lab.world.tenant.hosts().signIn, "login."),
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          t.lab.world.tenant.hosts().graph,
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt"},
	})
}

func (t *tenantServer) instance(w http.ResponseWriter, _ *http.Request) {
	host := t.lab.world.tenant.hosts().signIn
	answerJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": t.base() + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": host, "preferred_cache": host, "aliases": []string{host, signInOld, "login.windows.net"},
		}},
	})
}

// issue gives out a token for what was shown, and refuses with the published
// numbers ("Microsoft Entra authentication and authorization error codes").
func (t *tenantServer) issue(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	if !t.known(r.PathValue("tenant")) {
		refuseToken(w, 90002) // InvalidTenantName
		return
	}
	switch r.PostFormValue("grant_type") {
	case "client_credentials":
		t.toApplication(w, r)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code": // as the library says it
		t.toDevice(w, r)
	case "authorization_code":
		t.toBrowser(w, r)
	case "refresh_token":
		t.again(w, r)
	default:
		refuseToken(w, 70003) // UnsupportedGrantType
	}
}

// toApplication gives a token to the application of the lab, for its secret or
// for what its certificate signed.
func (t *tenantServer) toApplication(w http.ResponseWriter, r *http.Request) {
	c := &t.lab.world.credentials
	switch {
	case r.PostFormValue("client_id") != appID:
		refuseToken(w, 700016) // UnauthorizedClient_DoesNotMatchRequest
	case c.number(refusesApplication) != 0:
		refuseToken(w, c.number(refusesApplication))
	case r.PostFormValue("client_assertion") != "":
		if number := t.lab.app.refuses(r.PostFormValue("client_assertion"), t.base()+"/oauth2/v2.0/token", t.lab.clock.Now()); number != 0 {
			refuseToken(w, number)
			return
		}
		t.give(w, false)
	case r.PostFormValue("client_secret") != appSecret:
		refuseToken(w, 7000215) // InvalidClientSecret
	case c.tenant == "secret-expired":
		refuseToken(w, 7000222) // InvalidClientSecretExpiredKeysProvided
	default:
		t.give(w, false)
	}
}

// give gives out the token; a person's comes with what renews it, and with who
// that is.
func (t *tenantServer) give(w http.ResponseWriter, toPerson bool) {
	lasts := int(t.lab.world.credentials.lasts.Seconds())
	answer := map[string]any{"token_type": "Bearer", "expires_in": lasts, "ext_expires_in": lasts, "access_token": t.token}
	if toPerson {
		of := "https://" + t.lab.world.tenant.hosts().graph + "/"
		scopes := []string{"openid", "profile", "offline_access"}
		for _, p := range append(slices.Clone(t.lab.world.credentials.permissions), ".default") {
			scopes = append(scopes, of+p)
		}
		answer["scope"], answer["refresh_token"] = strings.Join(scopes, " "), plantedRefresh
		answer["client_info"] = segment(map[string]string{"uid": objectID("operator"), "utid": t.lab.world.tenant.id})
		answer["id_token"] = segment(map[string]string{"typ": "JWT", "alg": "RS256"}) + "." + segment(map[string]any{
			"iss": t.base() + "/v2.0", "aud": publicClient, "tid": t.lab.world.tenant.id, "oid": objectID("operator"), "sub": objectID("operator"),
			"preferred_username": operatorUPN, "ver": "2.0",
		}) + ".lab"
	}
	answerJSON(w, http.StatusOK, answer)
}

// newToken makes a token that looks like one. Nobody checks its signature:
// clients are not meant to.
func (t *tenantServer) newToken() string {
	claims := map[string]any{
		"aud": "https://" + t.lab.world.tenant.hosts().graph, "tid": t.lab.world.tenant.id, "appid": appID, "app_displayname": "Writeback Doctor",
		"idtyp": "app", "roles": t.lab.world.credentials.permissions,
		"iat": t.lab.start.Unix(), "exp": t.lab.start.AddDate(1, 0, 0).Unix(),
	}
	if c := &t.lab.world.credentials; c.inPerson() {
		c.personally(claims)
	}
	return segment(map[string]string{"typ": "JWT", "alg": "RS256"}) + "." + segment(claims) + "." + plantedAccess
}

// segment is a part of a token (RFC 7515, 2).
func segment(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// refuseToken refuses with a number.
func refuseToken(w http.ResponseWriter, number int) {
	code, status := word(number)
	refuseWith(w, status, code, number)
}

func refuseWith(w http.ResponseWriter, status int, code string, number int) {
	answerJSON(w, status, map[string]any{
		"error":             code,
		"error_description": described(number),
		"error_codes":       []int{number},
		"trace_id":          "00000000-0000-0000-0000-000000000001",
		"correlation_id":    "00000000-0000-0000-0000-000000000002",
	})
}

func described(number int) string {
	return "AADSTS" + strconv.Itoa(number) + ": refused by the lab."
}
