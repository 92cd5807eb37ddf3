package lab_test

import (
	"net/http"
	"testing"
)

// TestSignInsTakeAPermissionAndARole as Microsoft Graph demands them, and no
// $select.
func TestSignInsTakeAPermissionAndARole(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		credentials, path string
		status            int
		code              string
	}{
		{"{tenant: person, roles: [Reports Reader], permissions: [AuditLog.Read.All]}", "/v1.0/auditLogs/signIns", http.StatusOK, ""},
		{"{tenant: person, roles: [Reports Reader], permissions: [AuditLog.Read.All]}", "/v1.0/auditLogs/signIns?$select=id", http.StatusBadRequest, "BadRequest"},
		{"{tenant: person, roles: [Reports Reader], permissions: [User.Read.All]}", "/v1.0/auditLogs/signIns", http.StatusForbidden, "Authorization_RequestDenied"},
		{"{tenant: person, roles: [User Administrator]}", "/v1.0/auditLogs/signIns", http.StatusForbidden, "Authentication_RequestFromUnsupportedUserRole"},
		{"{tenant: person, roles: [Reports Reader]}", "/v1.0/auditLogs/signIns", http.StatusOK, ""},
	} {
		l := started(t, "credentials: "+test.credentials)
		if status, code := answered(t, l, test.path); status != test.status || code != test.code {
			t.Errorf("%s with %s: got %d %s, want %d %s", test.path, test.credentials, status, code, test.status, test.code)
		}
	}
}
