package lab

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// tenantServer stands in for the sign-in host and for Microsoft Graph. Its
// answers have the shapes of the public reference (Microsoft Graph v1.0;
// "OAuth 2.0 client credentials flow on the Microsoft identity platform").
type tenantServer struct {
	lab   *Lab
	token string

	mu    sync.Mutex
	given map[string]int // how often a path got another answer than the truth
}

func newTenantServer(l *Lab) *tenantServer {
	t := &tenantServer{lab: l, given: map[string]int{}}
	t.token = t.newToken()
	return t
}

// readPermissions are the application permissions that a read-only helpdesk
// application has ("Microsoft Graph permissions reference").
func readPermissions() []string {
	return []string{
		"Organization.Read.All", "User.Read.All", "LicenseAssignment.Read.All", "Domain.Read.All", "Policy.Read.All",
		"AuditLog.Read.All", "RoleManagement.Read.Directory", "RoleEligibilitySchedule.Read.Directory",
		"UserAuthenticationMethod.Read.All", "Group.Read.All", applicationRead,
	}
}

// behaviourPermission reads who masters an account. It allows writing too, so
// the application of a helpdesk lacks it.
const behaviourPermission = "User-OnPremisesSyncBehavior.ReadWrite.All"

// newToken makes a token that looks like one. Nobody checks its signature:
// clients are not meant to.
func (t *tenantServer) newToken() string {
	part := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	claims := map[string]any{
		"aud": "https://" + graphHost, "tid": t.lab.world.tenant.id, "appid": appID, "roles": t.lab.world.credentials.permissions,
		"iat": t.lab.start.Unix(), "exp": t.lab.start.AddDate(1, 0, 0).Unix(),
	}
	if c := &t.lab.world.credentials; c.tenant == signInPerson {
		c.personally(claims)
	}
	return part(map[string]string{"typ": "JWT", "alg": "RS256"}) + "." + part(claims) + ".lab"
}

// signIn answers for the token endpoint and for the metadata of tenants.
func (t *tenantServer) signIn() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", t.metadata)
	mux.HandleFunc("GET /{tenant}/.well-known/openid-configuration", t.metadata)
	mux.HandleFunc("GET /common/discovery/instance", t.instance)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", t.issue)
	return mux
}

func (t *tenantServer) known(tenant string) bool {
	w := &t.lab.world.tenant
	_, isDomain := w.domains[strings.ToLower(tenant)]
	return isDomain || strings.EqualFold(tenant, w.id) || slices.Contains([]string{"common", "organizations"}, tenant)
}

func (t *tenantServer) metadata(w http.ResponseWriter, r *http.Request) {
	if !t.known(r.PathValue("tenant")) {
		refuseToken(w, http.StatusBadRequest, "invalid_tenant", 90002)
		return
	}
	base := "https://" + signInHost + "/" + t.lab.world.tenant.id
	answerJSON(w, http.StatusOK, map[string]any{
		"issuer":                                base + "/v2.0",
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"device_authorization_endpoint":         base + "/oauth2/v2.0/devicecode",
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"tenant_region_scope":                   "AS",
		"cloud_instance_name":                   "microsoftonline.com",
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          graphHost,
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt"},
	})
}

func (t *tenantServer) instance(w http.ResponseWriter, _ *http.Request) {
	answerJSON(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": "https://" + signInHost + "/" + t.lab.world.tenant.id + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata": []map[string]any{{
			"preferred_network": signInHost, "preferred_cache": signInHost,
			"aliases": []string{signInHost, signInOld, "login.windows.net"},
		}},
	})
}

// issue gives out a token for the application of the lab, and refuses with
// the published numbers: 700016 unknown application, 7000215 wrong secret,
// 7000222 secret ran out, 90002 unknown tenant.
func (t *tenantServer) issue(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	switch {
	case !t.known(r.PathValue("tenant")):
		refuseToken(w, http.StatusBadRequest, "invalid_request", 90002)
	case r.PostFormValue("grant_type") != "client_credentials":
		refuseToken(w, http.StatusBadRequest, "unsupported_grant_type", 70003)
	case r.PostFormValue("client_id") != appID:
		refuseToken(w, http.StatusBadRequest, "unauthorized_client", 700016)
	case r.PostFormValue("client_secret") != appSecret:
		refuseToken(w, http.StatusUnauthorized, "invalid_client", 7000215)
	case t.lab.world.credentials.tenant == "secret-expired":
		refuseToken(w, http.StatusUnauthorized, "invalid_client", 7000222)
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": t.token,
		})
	}
}

func refuseToken(w http.ResponseWriter, status int, code string, number int) {
	answerJSON(w, status, map[string]any{
		"error":             code,
		"error_description": "AADSTS" + strconv.Itoa(number) + ": refused by the lab.",
		"error_codes":       []int{number},
		"trace_id":          "00000000-0000-0000-0000-000000000001",
		"correlation_id":    "00000000-0000-0000-0000-000000000002",
	})
}

const version = "/v1.0"

// graph answers for Microsoft Graph.
func (t *tenantServer) graph() http.Handler {
	mux := http.NewServeMux()
	for _, q := range t.questions() {
		mux.HandleFunc("GET "+version+q.path, func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(t.lab.world.credentials.permissions, q.permission) {
				refuse(w, http.StatusForbidden, "Authorization_RequestDenied")
				return
			}
			if !t.lab.world.credentials.admits(q.path) {
				refuse(w, http.StatusForbidden, refusedRole(q.path))
				return
			}
			q.answer(w, r)
		})
	}
	// Several tools ask there for the policy of SSPR. It is no valid segment.
	mux.HandleFunc("GET /beta/policies/selfServicePasswordResetPolicy", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusBadRequest, "BadRequest")
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, version+principalPath) { // which is no whole part of a path
			t.appRoleAssignments(w, r)
			return
		}
		refuse(w, http.StatusNotFound, "ResourceNotFound")
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch other := t.other(r.URL.Path); {
		case r.Header.Get("Authorization") != "Bearer "+t.token:
			refuse(w, http.StatusUnauthorized, "InvalidAuthenticationToken")
		case other != nil:
			other.give(w, r, mux)
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

// question is one path below /v1.0, and the least privileged application
// permission that it takes.
type question struct {
	path, permission string
	answer           http.HandlerFunc
}

func (t *tenantServer) questions() []question {
	const (
		users = "User.Read.All"
		roles = "RoleManagement.Read.Directory"
		due   = "RoleEligibilitySchedule.Read.Directory"
		logs  = "AuditLog.Read.All"
		owned = "LicenseAssignment.Read.All"
	)
	return []question{
		{"/organization", "Organization.Read.All", t.organization},
		{"/subscribedSkus", owned, t.subscribedSkus},
		{"/directory/subscriptions", "Organization.Read.All", t.subscriptions},
		{"/domains", "Domain.Read.All", t.cloudDomains},
		{"/groups", "Group.Read.All", t.dynamicGroups},
		{"/policies/authorizationPolicy", "Policy.Read.All", t.authorizationPolicy},
		{"/policies/authenticationMethodsPolicy", "Policy.Read.All", t.methodsPolicy},
		{"/users/{id}", users, t.user},
		{"/users/{id}/licenseDetails", owned, t.licenseDetails},
		{"/users/{id}/onPremisesSyncBehavior", behaviourPermission, t.syncBehavior},
		{"/users/{id}/transitiveMemberOf/microsoft.graph.directoryRole", roles, t.memberRoles},
		{"/users/{id}/memberOf/microsoft.graph.directoryRole", roles, t.memberRoles},
		{"/roleManagement/directory/roleAssignments", roles, t.roleAssignments},
		{"/roleManagement/directory/roleAssignmentScheduleInstances", roles, t.roleAssignments},
		{"/roleManagement/directory/roleEligibilityScheduleInstances", due, t.roleEligibility},
		{"/roleManagement/directory/roleEligibilitySchedules", due, t.roleEligibility},
		{"/reports/authenticationMethods/userRegistrationDetails/{id}", logs, t.registration},
		{"/auditLogs/directoryAudits", logs, t.directoryAudits},
	}
}

// refuse answers with the error body of Graph.
func refuse(w http.ResponseWriter, status int, code string) {
	if code == "" {
		code = usualCode(status)
	}
	answerJSON(w, status, map[string]any{"error": map[string]any{
		"code": code, "message": "Refused by the lab.",
		"innerError": map[string]string{
			"request-id": "00000000-0000-0000-0000-000000000003", "client-request-id": "00000000-0000-0000-0000-000000000004",
		},
	}})
}

func usualCode(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "InvalidAuthenticationToken"
	case http.StatusForbidden:
		return "Authorization_RequestDenied"
	case http.StatusNotFound:
		return "Request_ResourceNotFound"
	case http.StatusTooManyRequests:
		return "TooManyRequests"
	default:
		return "ServiceNotAvailable"
	}
}

// page answers with a list.
func page[T any](w http.ResponseWriter, values []T) {
	if values == nil {
		values = []T{}
	}
	answerJSON(w, http.StatusOK, map[string]any{"value": values})
}
