package graph

import (
	"encoding/base64"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestWhatARefusalWantsIsReadOffTheToken(t *testing.T) {
	t.Parallel()
	const (
		everybody = `"wids":["B79FBF4D-3ef9-4689-8143-76b194e85509"]`
		reader    = `"wids":["b79fbf4d-3ef9-4689-8143-76b194e85509","f2ef992c-3afb-46b9-b7cf-a126ee74c451"]`
		denied    = "Authorization_RequestDenied"
	)
	q := question{permission: "AuditLog.Read.All"}
	for _, test := range []struct {
		name, token, code string
		want              probes.Kind
	}{
		{"a person without a role", `{"scp":"AuditLog.Read.All",` + everybody + `}`, denied, probes.MissingRole},
		{"a guest", `{"scp":"AuditLog.Read.All","wids":["10dae51f-b6af-4016-8d66-8c2a99b929b3"]}`, denied, probes.MissingRole},
		{"no role at all", `{"scp":"AuditLog.Read.All","wids":[]}`, denied, probes.MissingRole},
		{"some role, and no word on it", `{"scp":"AuditLog.Read.All",` + reader + `}`, denied, probes.AccessDenied},
		{"some role, which does not admit", `{"scp":"AuditLog.Read.All",` + reader + `}`, unsupportedRole, probes.MissingRole},
		{"the token does not say", `{"scp":"AuditLog.Read.All"}`, denied, probes.AccessDenied},
		{"it says null", `{"scp":"AuditLog.Read.All","wids":null}`, denied, probes.AccessDenied},
		{"it says a word", `{"scp":"AuditLog.Read.All","wids":"none"}`, denied, probes.AccessDenied},
		{"the token does not say, and the service does", `{"scp":"AuditLog.Read.All"}`, unsupportedRole, probes.MissingRole},
		{"without the permission", `{"scp":"User.Read",` + everybody + `}`, denied, probes.MissingPermission},
		{"an application", `{"roles":["AuditLog.Read.All"],"idtyp":"app",` + everybody + `}`, denied, probes.AccessDenied},
		{"an application that has no permission", `{"idtyp":"app"}`, denied, probes.MissingPermission},
		{"an application, which no role concerns", `{"roles":["AuditLog.Read.All"]}`, unsupportedRole, probes.AccessDenied},
		{"not to be read", `[`, unsupportedRole, probes.MissingPermission},
	} {
		c := &Client{signIn: &signIn{}}
		c.signIn.claims.Store(readClaims("e30." + base64.RawURLEncoding.EncodeToString([]byte(test.token)) + ".x"))
		if got := c.forbidden(q, test.code); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
