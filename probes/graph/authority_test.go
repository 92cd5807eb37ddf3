package graph

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// A part that may not be read does not take the other away.
func TestAuthority(t *testing.T) {
	t.Parallel()
	const behaviour, audits = "/v1.0/users/" + userID + "/onPremisesSyncBehavior", "/v1.0/auditLogs/directoryAudits"
	row := func(activity, result, at string) string {
		return `{"activityDisplayName":"` + activity + `","result":"` + result + `","activityDateTime":"` + at + `"}`
	}
	const first, second = "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"
	const there, back = "Change Source of Authority from AD DS to cloud", "Undo changes to Source of Authority from AD DS to cloud"
	for name, c := range map[string]struct {
		behaviour string // "" is refused
		rows      string
		managed   probes.YesNo
		led       probes.YesNo
	}{
		"both say so":         {`{"isCloudManaged":true}`, row(there, "success", first), probes.Yes, probes.Yes},
		"the log alone":       {"", row("Change Source of Authority from AD to cloud", "success", first), probes.Unsaid, probes.Yes},
		"and back again":      {`{"isCloudManaged":false}`, row(there, "success", first) + "," + row(back, "success", second), probes.No, probes.No},
		"newest row first":    {`{"isCloudManaged":false}`, row(back, "success", second) + "," + row(there, "success", first), probes.No, probes.No},
		"it failed":           {"", row(there, "failure", first), probes.Unsaid, probes.Unsaid},
		"nobody says how":     {"", row(there, "", first), probes.Unsaid, probes.Unsaid},
		"something else":      {"", row("Update user", "success", first), probes.Unsaid, probes.Unsaid},
		"nothing":             {`{}`, "", probes.Unsaid, probes.Unsaid},
		"null is no answer":   {`{"isCloudManaged":null}`, "", probes.Unsaid, probes.Unsaid},
		"back and then there": {"", row(back, "success", first) + "," + row(there, "success", second), probes.Unsaid, probes.Yes},
	} {
		b := newBench(t).on(audits, says(`{"value":[`+c.rows+`]}`)).on(behaviour, refuses(403, "Authorization_RequestDenied"))
		if c.behaviour != "" {
			b.on(behaviour, says(c.behaviour))
		}
		got, err := b.client().Authority(t.Context(), userID, at.Add(-30*24*time.Hour))
		if err != nil || got.CloudManaged != c.managed || got.Transferred != c.led {
			t.Errorf("%s: got %+v, %v, want managed %q and led to the cloud %q", name, got, err, c.managed, c.led)
		}
		if (c.behaviour == "") != (got.CloudWhy != nil && got.CloudWhy.Kind == probes.MissingPermission) {
			t.Errorf("%s: not read because %v", name, got.CloudWhy)
		}
	}
	b := newBench(t).on(behaviour, says(`{"isCloudManaged":true}`)).on(audits, refuses(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"))
	got, err := b.client().Authority(t.Context(), userID, at)
	if err != nil || got.CloudManaged != probes.Yes || got.AuditWhy == nil || got.AuditWhy.Kind != probes.Unlicensed {
		t.Errorf("without a log: got %+v, %v", got, err)
	}
}

func TestMethodsPolicy(t *testing.T) {
	t.Parallel()
	const path = "/v1.0/policies/authenticationMethodsPolicy"
	for body, want := range map[string]string{
		`{"id":"authenticationMethodsPolicy","policyMigrationState":"migrationComplete"}`: "migrationComplete",
		`{"id":"authenticationMethodsPolicy","policyMigrationState":null}`:                "",
		`{"id":"authenticationMethodsPolicy"}`:                                            "",
	} {
		got, err := newBench(t).on(path, says(body)).client().MethodsPolicy(t.Context())
		if err != nil || got.Migration != want || got.At.IsZero() {
			t.Errorf("%s: got %+v, %v, want %q", body, got, err, want)
		}
	}
	if _, err := newBench(t).on(path, says(`{}`)).client().MethodsPolicy(t.Context()); kindOf(err) != probes.Malformed {
		t.Errorf("nothing: got %v, want malformed", err)
	}
}

func TestFrozenGroups(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/groups", says(`{"value":[{"id":"1","displayName":"By group","membershipRule":"user.memberOf -any (group.objectId -in ['x'])"},
{"id":"2","displayName":"By department","membershipRule":"user.department -eq \"Sales\""},{"id":"3","displayName":"Plain","membershipRule":null}]}`))
	got, err := b.client().FrozenGroups(t.Context())
	if err != nil || len(got.Names) != 1 || got.Names[0] != "By group" {
		t.Errorf("got %q, %v, want the one that goes by another group", got.Names, err)
	}
}

// An account of which an answer leaves something out is an account all the
// same; one whose accountEnabled is null was hidden from this token.
func TestAnAbsentFieldIsNotAHiddenOne(t *testing.T) {
	t.Parallel()
	const path = "/v1.0/users/" + userID
	ask := func(body string) (probes.CloudUser, error) {
		return newBench(t).on(path, says(body)).on(path+"/licenseDetails", says(`{"value":[]}`)).client().User(t.Context(), userID)
	}
	got, err := ask(`{"id":"` + userID + `"}`)
	if err != nil || got.Found != probes.Yes || got.Enabled != probes.Unsaid || got.Sync != "" || got.AssignmentFaults.Seen() {
		t.Errorf("absent: got %+v, %v, want an account of which nothing is said", got, err)
	}
	if _, err := ask(`{"id":"` + userID + `","accountEnabled":null,"onPremisesSyncEnabled":null}`); kindOf(err) != probes.MissingPermission {
		t.Errorf("null: got %v, want that a permission is missing", err)
	}
	got, err = ask(`{"id":"` + userID + `","accountEnabled":true,"licenseAssignmentStates":[{"skuId":"S","state":"Active"}]}`)
	if err != nil || got.AssignmentFaults.Seen() {
		t.Errorf("a licence of which nobody says whether it arrived: got %+v, %v", got.AssignmentFaults, err)
	}
}
