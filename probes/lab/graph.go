package lab

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// tenantServer stands in for the sign-in host and for Microsoft Graph. Its
// answers have the shapes of the public reference (Microsoft Graph v1.0).
type tenantServer struct {
	lab   *Lab
	token string

	mu    sync.Mutex
	given map[string]int // how often a path got another answer than the truth
	asked map[string]int // how often it was asked for before that
	begun sessions
}

func newTenantServer(l *Lab) *tenantServer {
	t := &tenantServer{lab: l, given: map[string]int{}, asked: map[string]int{}}
	t.token = t.newToken()
	return t
}

// readPermissions are the application permissions that a read-only helpdesk
// application has ("Microsoft Graph permissions reference").
func readPermissions() []string {
	return []string{
		"Organization.Read.All", "User.Read.All", "LicenseAssignment.Read.All", "Domain.Read.All", "Policy.Read.All",
		"AuditLog.Read.All", "RoleManagement.Read.Directory", "RoleEligibilitySchedule.Read.Directory",
		"UserAuthenticationMethod.Read.All", "Group.Read.All", applicationRead, healthRead, hybridRead,
	}
}

// behaviourPermission reads who masters an account. It allows writing too, so
// the application of a helpdesk lacks it.
const behaviourPermission = "User-OnPremisesSyncBehavior.ReadWrite.All"

const version = "/v1.0"

// everybodysPath is that of the list of all users.
const everybodysPath = "/users"

// graph answers for Microsoft Graph.
func (t *tenantServer) graph() http.Handler {
	mux := http.NewServeMux()
	for _, q := range t.questions() {
		mux.HandleFunc("GET "+version+q.path, func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(t.lab.world.credentials.permissions, q.permission) || q.permission == hybridRead && !t.lab.world.credentials.inPerson() {
				refuse(w, http.StatusForbidden, "Authorization_RequestDenied")
				return
			}
			if !t.lab.world.credentials.admits(q.path) {
				refuse(w, http.StatusForbidden, refusedRole(q.path))
				return
			}
			chosen(w, r, q.answer)
		})
	}
	mux.HandleFunc("POST "+version+resetPath, t.resetPassword)
	mux.HandleFunc("GET "+version+operationPath, t.operation)
	// Several tools ask there for the policy of SSPR. It is no valid segment.
	mux.HandleFunc("GET /beta/policies/selfServicePasswordResetPolicy", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusBadRequest, "BadRequest")
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, version+principalPath) { // which is no whole part of a path
			chosen(w, r, t.appRoleAssignments)
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
		{deletedPath, users, t.deletedUsers},
		{"/domains", "Domain.Read.All", t.cloudDomains},
		{"/groups", "Group.Read.All", t.dynamicGroups},
		{"/policies/authorizationPolicy", "Policy.Read.All", t.authorizationPolicy},
		{"/policies/authenticationMethodsPolicy", "Policy.Read.All", t.methodsPolicy},
		{everybodysPath, users, t.users},
		{"/users/{id}", users, t.user},
		{"/users/{id}/licenseDetails", owned, t.licenseDetails},
		{"/users/{id}/onPremisesSyncBehavior", behaviourPermission, t.syncBehavior},
		{"/users/{id}/transitiveMemberOf/microsoft.graph.directoryRole", roles, t.memberRoles},
		{"/users/{id}/memberOf/microsoft.graph.directoryRole", roles, t.memberRoles},
		{"/roleManagement/directory/roleAssignments", roles, t.roleAssignments},
		{"/roleManagement/directory/roleAssignmentScheduleInstances", roles, t.roleAssignments},
		{"/roleManagement/directory/roleEligibilityScheduleInstances", due, t.roleEligibility},
		{"/roleManagement/directory/roleEligibilitySchedules", due, t.roleEligibility},
		{"/reports/authenticationMethods/userRegistrationDetails", logs, t.registrations},
		{"/reports/authenticationMethods/userRegistrationDetails/{id}", logs, t.registration},
		{"/auditLogs/directoryAudits", logs, t.directoryAudits},
		{"/users/{id}/memberOf", users, t.memberOf},
		{"/policies/featureRolloutPolicies", hybridRead, t.rollouts},
		{"/admin/serviceAnnouncement/healthOverviews", healthRead, t.healthOverviews},
		{"/admin/serviceAnnouncement/issues", healthRead, t.issues},
		{"/auditLogs/signIns", logs, t.signIns},
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
