package graph

import (
	"net/http"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

const userID = "aaaaaaaa-0000-0000-0000-000000000001"

// at is the moment of the rows in these answers.
var at = time.Date(2026, 11, 23, 4, 31, 0, 0, time.UTC)

func ask[T any](t *testing.T, answer T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestOrganization(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sync string
		want probes.Syncing
	}{
		"true": {`"onPremisesSyncEnabled":true,`, probes.Synced}, "null": {`"onPremisesSyncEnabled":null,`, probes.NeverSync},
		"false": {`"onPremisesSyncEnabled":false,`, probes.WasSynced}, "absent": {"", ""},
	} {
		b := newBench(t).on("/v1.0/organization", says(`{"value":[{"id":"T","displayName":"Contoso",`+c.sync+
			`"onPremisesLastSyncDateTime":"2026-11-23T04:31:00Z"}]}`))
		client := b.client()
		got, err := client.Organization(t.Context())
		got = ask(t, got, err)
		if got.ID != "T" || got.DisplayName != "Contoso" || got.Sync != c.want || !got.LastSync.Equal(at) || got.At.IsZero() {
			t.Errorf("%s: got %+v, want sync %q", name, got, c.want)
		}
		_, _ = client.Organization(t.Context())
		if n := b.count("/organization"); n != 1 {
			t.Errorf("asked %d times, want once", n)
		}
		client.Forget()
		_, _ = client.Organization(t.Context())
		if n := b.count("/organization"); n != 2 {
			t.Errorf("after Forget asked %d times, want twice", n)
		}
	}
}

// TestGraphIsAskedInItsNewestProtocol asks two things at once.
func TestGraphIsAskedInItsNewestProtocol(t *testing.T) {
	t.Parallel()
	var versions sync.Map
	b := startBench(t, &bench{newest: true}).on("/v1.0/organization", func(w http.ResponseWriter, r *http.Request) {
		versions.Store(r.Proto, true)
		says(`{"value":[{"id":"T"}]}`)(w, r)
	}).on("/v1.0/subscribedSkus", func(w http.ResponseWriter, r *http.Request) {
		versions.Store(r.Proto, true)
		says(`{"value":[]}`)(w, r)
	})
	client := b.client()
	var both sync.WaitGroup
	both.Go(func() {
		if got, err := client.Organization(t.Context()); err != nil || got.ID != "T" {
			t.Errorf("got %+v and %v, want the tenant", got, err)
		}
	})
	both.Go(func() {
		if _, err := client.Licenses(t.Context()); err != nil {
			t.Errorf("got %v, want no licences", err)
		}
	})
	both.Wait()
	var spoken []string
	versions.Range(func(version, _ any) bool { spoken = append(spoken, version.(string)); return true })
	if !slices.Equal(spoken, []string{"HTTP/2.0"}) {
		t.Errorf("asked in %q, want HTTP/2.0", spoken)
	}
}

func TestLicenses(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/subscribedSkus", says(`{"value":[{"skuId":"S","skuPartNumber":"SPB","capabilityStatus":"Enabled",
"appliesTo":"User","consumedUnits":41,"prepaidUnits":{"enabled":50,"suspended":1,"warning":2,"lockedOut":0},
"servicePlans":[{"servicePlanId":"`+probes.PlanP1+`","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"}]}]}`))
	answer, err := b.client().Licenses(t.Context())
	got := ask(t, answer, err)
	want := []probes.SKU{{
		ID: "S", PartNumber: "SPB", Status: "Enabled", AppliesTo: "User", Enabled: probes.Known(50), Warning: probes.Known(2), Suspended: probes.Known(1), Assigned: probes.Known(41),
		Plans: []probes.Plan{{ID: probes.PlanP1, Name: "AAD_PREMIUM", Status: "Success"}},
	}}
	if !reflect.DeepEqual([]probes.SKU(got.SKUs), want) {
		t.Errorf("got %+v, want %+v", got.SKUs, want)
	}
}

const userBody = `{"id":"` + userID + `","userPrincipalName":"kim@contoso.com","userType":"Member","accountEnabled":true,
"onPremisesSyncEnabled":true,"onPremisesLastSyncDateTime":"2026-11-23T04:31:00Z","onPremisesImmutableId":"q2Vx",
"onPremisesDistinguishedName":"CN=Kim,OU=Staff,DC=contoso,DC=local","onPremisesDomainName":"contoso.local",
"onPremisesSamAccountName":"kim","onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-1104","lastPasswordChangeDateTime":"2026-11-23T04:31:00Z",
"mobilePhone":"+82 10 0000 0000","businessPhones":[],"otherMails":["kim@home.example"],
"licenseAssignmentStates":[{"skuId":"S","assignedByGroup":"G","error":"CountViolation"},{"skuId":"S","assignedByGroup":null,"error":"None"}]}`

func TestUser(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/users/kim@contoso.com", says(userBody)).
		on("/v1.0/users/kim@contoso.com/licenseDetails", says(`{"value":[{"skuId":"S","skuPartNumber":"SPE_E3","servicePlans":[
{"servicePlanId":"P","servicePlanName":"AAD_PREMIUM","provisioningStatus":"PendingActivation"}]}]}`))
	answer, err := b.client().User(t.Context(), "kim@contoso.com")
	got := ask(t, answer, err)
	got.Seen = probes.Seen{}
	want := probes.CloudUser{
		Asked: "kim@contoso.com", Found: probes.Yes, ID: userID, UPN: "kim@contoso.com", UserType: "Member", Enabled: probes.Yes,
		Sync: probes.Synced, LastSync: at, Anchor: "q2Vx", OnPremisesDN: "CN=Kim,OU=Staff,DC=contoso,DC=local",
		OnPremisesDomain: "contoso.local", OnPremisesSAM: "kim", OnPremisesSID: "S-1-5-21-1-2-3-1104", PasswordLastChange: at,
		Contacts:         probes.Contacts{MobilePhone: probes.Yes, BusinessPhone: probes.No, OtherMail: probes.Yes},
		Licenses:         []probes.UserLicense{{SKUID: "S", PartNumber: "SPE_E3", Plans: []probes.Plan{{ID: "P", Name: "AAD_PREMIUM", Status: "PendingActivation"}}}},
		LicensesSeen:     true,
		AssignmentFaults: []probes.AssignmentFault{{SKUID: "S", Group: "G", Error: "CountViolation"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestUserNotFoundIsAnAnswer(t *testing.T) {
	t.Parallel()
	answer, err := newBench(t).client().User(t.Context(), "nobody@contoso.com")
	if got := ask(t, answer, err); got.Found != probes.No || got.Asked != "nobody@contoso.com" {
		t.Errorf("got %+v, want found no", got)
	}
}

// Null for onPremisesSyncEnabled means a user of the cloud alone only to a
// token that may read it.
func TestATokenForBasicProfilesDoesNotMakeAUserCloudOnly(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/users/kim@contoso.com", says(`{"id":"`+userID+`","userPrincipalName":"kim@contoso.com",
"userType":null,"accountEnabled":null,"onPremisesSyncEnabled":null}`))
	_, err := b.client().User(t.Context(), "kim@contoso.com")
	if got := probes.AsObstacle(err); got == nil || got.Kind != probes.MissingPermission || got.Needs != "User.Read.All" {
		t.Errorf("got %v, want missing-permission User.Read.All", err)
	}
}

func TestUserWithoutLicencePermission(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/users/kim@contoso.com", says(userBody)).
		on("/v1.0/users/kim@contoso.com/licenseDetails", refuses(403, "Authorization_RequestDenied"))
	answer, err := b.client().User(t.Context(), "kim@contoso.com")
	if got := ask(t, answer, err); got.Found != probes.Yes || got.LicensesSeen {
		t.Errorf("got found %v, licences seen %v, want yes and not seen", got.Found, got.LicensesSeen)
	}
}

// What a person typed stays one part of the path.
func TestUserNamesStayInTheirPlace(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"kim_fabrikam.com#EXT#@contoso.com", "a/../../organization", "a?b=c", "김@contoso.com", "o'brien@contoso.com", "a%2fb"} {
		b := newBench(t).on("/v1.0/users/"+name, says(userBody))
		answer, err := b.client().User(t.Context(), name)
		if got := ask(t, answer, err); got.Found != probes.Yes {
			t.Errorf("%q: found %v, want yes; asked %v", name, got.Found, b.asked)
		}
	}
	for _, name := range []string{"", ".", ".."} {
		b := newBench(t)
		if _, err := b.client().User(t.Context(), name); err == nil || len(b.asked) != 0 {
			t.Errorf("%q: got %v and asked %v, want an obstacle and no question", name, err, b.asked)
		}
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	const assignments, eligible = "/v1.0/roleManagement/directory/roleAssignments", "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances"
	b := newBench(t).
		on(assignments, says(`{"value":[{"roleDefinitionId":"GA","directoryScopeId":"/","roleDefinition":{"templateId":"GA","displayName":"Global Administrator"}},
{"roleDefinitionId":"UA","directoryScopeId":"/administrativeUnits/1","roleDefinition":{"templateId":"UA","displayName":"User Administrator"}}]}`)).
		on("/v1.0/users/"+userID+"/transitiveMemberOf/microsoft.graph.directoryRole", says(`{"value":[
{"displayName":"Global Administrator","roleTemplateId":"GA"},{"displayName":"Hybrid Identity Administrator","roleTemplateId":"HI"}]}`)).
		on(eligible, refuses(403, "AadPremiumLicenseRequired"))
	answer, err := b.client().Roles(t.Context(), userID)
	got := ask(t, answer, err)
	got.Seen = probes.Seen{}
	want := probes.Roles{
		UserID: userID, Direct: []probes.Role{{TemplateID: "GA", Name: "Global Administrator"}},
		ThroughGroup: []probes.Role{{TemplateID: "HI", Name: "Hybrid Identity Administrator"}},
		Scoped:       []probes.Role{{TemplateID: "UA", Name: "User Administrator"}},
	}
	if o := got.EligibleWhy; o == nil || o.Kind != probes.Unlicensed {
		t.Errorf("eligible roles: got %v, want that the tenant has no licence for them", o)
	}
	got.EligibleWhy = nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	b.on(eligible, says(`{"value":[{"roleDefinitionId":"HI","directoryScopeId":"/"}]}`))
	answer, err = b.client().Roles(t.Context(), userID)
	if got := ask(t, answer, err); !got.EligibleSeen || len(got.Eligible) != 1 || got.Eligible[0].TemplateID != "HI" {
		t.Errorf("eligible %+v, seen %v, want the template of the definition", got.Eligible, got.EligibleSeen)
	}
	// Without the permission the memberships come back empty, not refused.
	b.on(assignments, refuses(403, "Authorization_RequestDenied")).
		on("/v1.0/users/"+userID+"/transitiveMemberOf/microsoft.graph.directoryRole", says(`{"value":[]}`))
	_, err = b.client(userRead).Roles(t.Context(), userID)
	if o := probes.AsObstacle(err); o == nil || o.Kind != probes.MissingPermission || o.Needs != rolesRead {
		t.Errorf("got %v, want the missing permission %s", err, rolesRead)
	}
}

func TestRegistration(t *testing.T) {
	t.Parallel()
	const path = "/v1.0/reports/authenticationMethods/userRegistrationDetails/" + userID
	b := newBench(t).on(path, says(`{"id":"`+userID+`","isAdmin":false,"isSsprRegistered":true,"isSsprEnabled":true,"isSsprCapable":true,"lastUpdatedDateTime":"2026-11-23T04:31:00Z"}`))
	answer, err := b.client().Registration(t.Context(), userID)
	got := ask(t, answer, err)
	if got.Found != probes.Yes || got.Administrator != probes.No || got.Enabled != probes.Yes || got.Registered != probes.Yes || got.Capable != probes.Yes || !got.LastUpdated.Equal(at) {
		t.Errorf("got %+v", got)
	}
	answer, err = newBench(t).client().Registration(t.Context(), userID)
	if got := ask(t, answer, err); got.Found != probes.No || got.Capable != probes.Unsaid {
		t.Errorf("got %+v, want not found and nothing said", got)
	}
}

func TestAdministratorResetAndDomains(t *testing.T) {
	t.Parallel()
	b := newBench(t).on("/v1.0/policies/authorizationPolicy", says(`{"id":"authorizationPolicy","allowedToUseSSPR":false}`)).
		on("/v1.0/domains", says(`{"value":[{"id":"contoso.com","authenticationType":"Federated","isVerified":true}]}`))
	allowed, err := b.client().AdministratorReset(t.Context())
	if got := ask(t, allowed, err); got.Allowed != probes.No {
		t.Errorf("allowed %v, want no", got.Allowed)
	}
	domains, err := b.client().Domains(t.Context())
	want := []probes.CloudDomain{{Name: "contoso.com", Authentication: "Federated", Verified: probes.Yes}}
	if got := ask(t, domains, err); !slices.Equal(got.List, want) {
		t.Errorf("got %+v, want %+v", got.List, want)
	}
}

func TestAudit(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.on("/v1.0/auditLogs/directoryAudits", says(`{"value":[{"activityDateTime":"2026-11-23T04:31:00Z","activityDisplayName":"Reset password (self-service)",
"result":"failure","resultReason":"OnPremisesConnectivityError","additionalDetails":[{"key":"Other","value":"x"},
{"key":"OnPremisesAgent","value":"CloudSync"},{"key":"OnPremisesAgent","value":"None"}]}],
"@odata.nextLink":"https://graph.microsoft.com/v1.0/auditLogs/more?$skiptoken=1"}`)).
		on("/v1.0/auditLogs/more", says(`{"value":[{"activityDisplayName":"Unlock user account (self-service)","result":"success"}]}`))
	answer, err := b.client().Audit(t.Context(), userID, at)
	got := ask(t, answer, err)
	want := []probes.AuditRow{
		{At: at, Activity: "Reset password (self-service)", Result: "failure", Reason: "OnPremisesConnectivityError", Codes: probes.List[string]{"OnPremisesConnectivityError"}, Agent: "CloudSync"},
		{Activity: "Unlock user account (self-service)", Result: "success", Codes: probes.List[string]{}},
	}
	if !reflect.DeepEqual([]probes.AuditRow(got.Rows), want) || !got.Since.Equal(at) {
		t.Errorf("got %+v since %v, want %+v", got.Rows, got.Since, want)
	}
	waits := b.waited()
	if len(waits) != 1 || waits[0] <= time.Second || waits[0] > reportsPause {
		t.Errorf("waited %v between two pages of a report, want once for about %v", waits, reportsPause)
	}
}
