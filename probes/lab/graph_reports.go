package lab

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/directory/access"
)

func (t *tenantServer) registration(w http.ResponseWriter, r *http.Request) {
	upn, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	if u.registered.absent {
		refuse(w, http.StatusNotFound, "ResourceNotFound")
		return
	}
	answerJSON(w, http.StatusOK, t.registrationObject(upn, u))
}

// registrationObject is the row of one account.
func (t *tenantServer) registrationObject(upn string, u *cloudUser) object {
	v := u.registered
	return object{
		"id": objectID(upn), "userPrincipalName": upn, "userType": strings.ToLower(u.userType), "isAdmin": v.admin,
		"isSsprRegistered": v.registered, "isSsprEnabled": v.enabled, "isSsprCapable": v.registered && v.enabled,
		"isMfaRegistered": v.registered, "isMfaCapable": v.registered, "isPasswordlessCapable": false,
		"methodsRegistered": methods(&v), "lastUpdatedDateTime": t.ago(v.age),
	}
}

// methods are those of the report: two where the user counts as registered.
func methods(v *registration) []string {
	switch {
	case v.methods != nil:
		return v.methods
	case v.registered:
		return []string{"mobilePhone", "microsoftAuthenticatorPush"}
	default:
		return []string{}
	}
}

// service is who logs an activity.
func service(activity string) string {
	if strings.Contains(activity, "Source of Authority") {
		return "Core Directory"
	}
	return "Self-service Password Management"
}

// category is what an activity is filed under.
func category(activity string) string {
	if strings.HasSuffix(activity, "for directory") {
		return "DirectoryManagement"
	}
	return "UserManagement"
}

// directoryAudits answers with the rows of the world that the tenant has
// written by now. Of the filter a user's ID and the service are looked at.
func (t *tenantServer) directoryAudits(w http.ResponseWriter, r *http.Request) {
	filter := r.URL.Query().Get("$filter")
	now := t.lab.clock.Now()
	var rows []object
	for _, row := range slices.Concat(t.lab.world.tenant.audit, t.lab.resets.rows()) {
		id := objectID(row.user)
		at := t.lab.start.Add(-row.ago)
		if at.After(now) || (strings.Contains(filter, " id eq '") || strings.Contains(filter, "/id eq '")) && !strings.Contains(filter, id) {
			continue
		}
		_, after, is := strings.Cut(filter, "startswith(activityDisplayName,'")
		if begins, _, _ := strings.Cut(after, "'"); is && !strings.HasPrefix(row.activity, begins) {
			continue
		}
		if strings.Contains(filter, "loggedByService eq") && !strings.Contains(filter, service(row.activity)) ||
			strings.Contains(filter, "category eq") && !strings.Contains(filter, category(row.activity)) {
			continue
		}
		rows = append(rows, object{
			"id": access.GUID(guid(row.user + row.activity + at.String())).String(), "activityDateTime": at.Format(time.RFC3339),
			"activityDisplayName": row.activity, "category": category(row.activity),
			"loggedByService": service(row.activity), "operationType": "Update", "correlationId": row.correlation,
			"result": row.result, "resultReason": row.reason,
			"initiatedBy":       object{"user": object{"id": id, "userPrincipalName": row.user}},
			"targetResources":   []object{{"id": id, "type": "User", "userPrincipalName": row.user, "modifiedProperties": []object{}}},
			"additionalDetails": []object{{"key": "OnPremisesAgent", "value": row.kind}},
		})
	}
	slices.SortFunc(rows, func(a, b object) int {
		return strings.Compare(b["activityDateTime"].(string), a["activityDateTime"].(string)) //nolint:forcetypeassert // written above
	})
	page(w, rows)
}
