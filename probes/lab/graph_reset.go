package lab

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/directory/access"
)

// Where a password is reset, and where one sees what became of it
// ("authenticationMethod: resetPassword" and "longRunningOperation", Microsoft
// Graph v1.0).
const (
	passwordMethod = "28c10230-6103-485e-b985-444c60001490" //nolint:gosec // an ID and an address, no secret
	resetPath      = "/users/{id}/authentication/methods/" + passwordMethod + "/resetPassword"
	operationPath  = "/users/{id}/authentication/operations/{operation}"

	resetPermission = "UserAuthenticationMethod.ReadWrite.All"
)

// resetting is how the tenant takes resets.
type resetting struct {
	takes    time.Duration // an operation
	ends     string        // how every operation does; "" is the truth
	location string        // of the operation; "" is where it is
}

// How an operation can end whatever the directory says.
const (
	endsSilent    = "silent"    // it succeeds, and nobody wrote anything
	endsUnreached = "unreached" // it fails, because nobody answers behind the relay
	endsFailed    = "failed"    // it fails in the cloud
	endsDiffering = "differing" // it is written, and then fails in the cloud
	endsNever     = "never"     // it goes on running
	endsNew       = "new-word"  // it ends with a word that nobody knows
	goesElsewhere = "elsewhere" // to another host
	goesNowhere   = "none"      // it is not said where
	goesLost      = "not-there" // it is there under another address
	resetTakes    = 3 * time.Second
)

func (r *resetting) keys() keys {
	return keys{
		"takes":    span(&r.takes),
		"ends":     oneOf(&r.ends, endsSilent, endsUnreached, endsFailed, endsDiffering, endsNever, endsNew),
		"location": oneOf(&r.location, goesElsewhere, goesNowhere, goesLost),
	}
}

// resettingRoles are the roles of which somebody holds one who resets the
// password of a user without a role.
func resettingRoles() []string {
	return []string{"Authentication Administrator", "Global Administrator", "Privileged Authentication Administrator"}
}

// resetPassword takes a reset: of a person alone, with the permission and a role,
// and of somebody else than this person.
func (t *tenantServer) resetPassword(w http.ResponseWriter, r *http.Request) {
	c, tenant := &t.lab.world.credentials, &t.lab.world.tenant
	admitted := c.roles == nil || slices.ContainsFunc(c.roles, func(role string) bool { return slices.Contains(resettingRoles(), role) })
	if tenant.cloud == cloudChina { // which lacks it
		refuse(w, http.StatusBadRequest, "BadRequest")
		return
	}
	if !c.inPerson() || !slices.Contains(c.permissions, resetPermission) || !admitted {
		refuse(w, http.StatusForbidden, "accessDenied")
		return
	}
	upn, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	var asked struct{ NewPassword string }
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, largest)).Decode(&asked)
	if err != nil || asked.NewPassword == "" || strings.EqualFold(upn, operatorUPN) {
		refuse(w, http.StatusBadRequest, "badRequest")
		return
	}
	begun := t.lab.resets.begin(upn, asked.NewPassword)
	address := "https://" + tenant.hosts().graph + version + "/users/" + objectID(upn) + "/authentication/operations/" + begun.id + "?aadgdc=KR01P&aadgsu=" + begun.key
	switch tenant.reset.location {
	case goesElsewhere:
		address = "https://graph.example.com/v1.0/operations/" + begun.id
	case goesLost:
		address = strings.ReplaceAll(address, begun.id, access.GUID(guid("lost")).String())
	}
	if tenant.reset.location != goesNowhere {
		w.Header().Set("Location", address)
	}
	w.Header().Set("Retry-After", "0.2")
	w.WriteHeader(http.StatusAccepted)
}

// operation says how a reset stands, to whoever comes with the whole address.
func (t *tenantServer) operation(w http.ResponseWriter, r *http.Request) {
	one := t.lab.resets.find(r.PathValue("operation"))
	if one == nil || r.URL.Query().Get("aadgsu") != one.key || !strings.EqualFold(r.PathValue("id"), objectID(one.upn)) {
		refuse(w, http.StatusNotFound, "resourceNotFound")
		return
	}
	w.Header().Set("Retry-After", "0.2")
	answerJSON(w, http.StatusOK, object{
		"id": one.id, "createdDateTime": one.begun.UTC().Format(time.RFC3339), "lastActionDateTime": one.moved.UTC().Format(time.RFC3339),
		"status": one.status, "statusDetail": one.detail,
		"resourceLocation": "https://" + t.lab.world.tenant.hosts().graph + version + "/users/" + objectID(one.upn) + "/authentication/methods/" + passwordMethod,
	})
}

// passwordReset is one on its way.
type passwordReset struct {
	upn, id, key, tracking string
	begun, moved, written  time.Time
	status, detail         string
	code                   int    // of LDAP, once somebody wrote
	number                 string // of Windows
	silent, unreached      bool
}

func (r *passwordReset) failed() bool { return r.status == "failed" }

// reason is what the audit log gives as the reason.
func (r *passwordReset) reason() string {
	switch {
	case r.unreached:
		return "OnPremisesConnectivityFailure"
	case r.failed() && r.written.IsZero() && r.number == "0000052D":
		return "OnPremisesPolicyViolation"
	case r.failed() && r.written.IsZero() && r.code != 0:
		return "OnPremisesAdminActionRequired"
	case r.failed() && !r.written.IsZero():
		return "OnPremisesSuccessCloudFailure"
	case r.failed():
		return "FuzzyPolicyViolationInvalidPassword"
	default:
		return ""
	}
}

func (r *passwordReset) row() auditRow {
	row := auditRow{user: r.upn, activity: "Reset password (by admin)", result: "success", reason: r.reason(), kind: "Microsoft Entra Connect", correlation: r.tracking}
	if r.failed() {
		row.result = "failure"
	}
	if r.silent || r.unreached {
		row.kind = "None"
	}
	return row
}

// events are what the server notes of it, newest first.
func (r *passwordReset) events() []event {
	named := fmt.Sprintf("TrackingId: %s, Context: UserPrincipalName: %s", r.tracking, r.upn)
	all := []event{{provider: resetService, id: 31009, tracking: r.tracking, text: named}} // ResetUserPasswordByAdminStart
	switch {
	case !r.written.IsZero():
		return append(all, event{provider: resetService, id: 31010, tracking: r.tracking, text: named}) // …Success
	case r.code == 0:
		return nil // it did not get there
	}
	why := 33001 // ADUnKnownError
	switch {
	case r.number == "0000052D":
		why = 33008 // ADPasswordPolicyError
	case r.code == 50 || r.number == "00000005":
		why = 33004 // ADPermissionsError
	}
	return append(all,
		event{provider: resetService, id: why, tracking: r.tracking, text: named + ", " + strconv.Itoa(why)},
		event{provider: resetService, id: 31011, tracking: r.tracking, text: named}) // …Fail
}
