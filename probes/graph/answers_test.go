package graph

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// answersFile holds requests and answers of Microsoft's documentation
// (github.com/pnp/proxy-samples); without it the project's own are taken.
var answersFile = flag.String("answers", "", "file of documented answers of Microsoft Graph")

// recordedAnswers are such requests and answers.
type recordedAnswers struct {
	Mocks []struct {
		Request struct {
			URL    string `json:"url"`
			Method string `json:"method"`
		} `json:"request"`
		Response struct {
			StatusCode int             `json:"statusCode"`
			Body       json.RawMessage `json:"body"`
		} `json:"response"`
	} `json:"mocks"`
}

const (
	anyID  = "aaaaaaaa-0000-0000-0000-000000000001"
	anyApp = "77777777-0000-4000-8000-000000000002"
)

// asks are the questions of the client, by the path that they are asked on; its
// other paths answer with nothing at all.
func asks() map[string]func(context.Context, *Client) (any, error) {
	since := time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)
	type ask = func(context.Context, *Client) (any, error)
	user := func(ctx context.Context, c *Client) (any, error) { return c.User(ctx, anyID) }
	roles := func(ctx context.Context, c *Client) (any, error) { return c.Roles(ctx, anyID) }
	return map[string]ask{
		"/organization":                         func(ctx context.Context, c *Client) (any, error) { return c.Organization(ctx) },
		"/subscribedSkus":                       func(ctx context.Context, c *Client) (any, error) { return c.Licenses(ctx) },
		"/domains":                              func(ctx context.Context, c *Client) (any, error) { return c.Domains(ctx) },
		"/groups":                               func(ctx context.Context, c *Client) (any, error) { return c.FrozenGroups(ctx) },
		"/auditLogs/directoryAudits":            func(ctx context.Context, c *Client) (any, error) { return c.Audit(ctx, anyID, since) },
		"/policies/authorizationPolicy":         func(ctx context.Context, c *Client) (any, error) { return c.AdministratorReset(ctx) },
		"/policies/authenticationMethodsPolicy": func(ctx context.Context, c *Client) (any, error) { return c.MethodsPolicy(ctx) },
		"/policies/featureRolloutPolicies":      func(ctx context.Context, c *Client) (any, error) { return c.Rollouts(ctx, anyID) },
		"/reports/authenticationMethods/userRegistrationDetails/*": func(ctx context.Context, c *Client) (any, error) { return c.Registration(ctx, anyID) },
		"/servicePrincipals(appId=*)/appRoleAssignments":           func(ctx context.Context, c *Client) (any, error) { return c.AppRoles(ctx, anyApp) },
		"/admin/serviceAnnouncement/healthOverviews":               func(ctx context.Context, c *Client) (any, error) { return c.ServiceHealth(ctx) },
		"/admin/serviceAnnouncement/issues":                        func(ctx context.Context, c *Client) (any, error) { return c.ServiceHealth(ctx) },
		"/users/*/onPremisesSyncBehavior":                          func(ctx context.Context, c *Client) (any, error) { return c.Authority(ctx, anyID, since) },
		"/users/*":                                                 user, "/users/*/licenseDetails": user, "/me/licenseDetails": user,
		"/users/*/memberOf":           func(ctx context.Context, c *Client) (any, error) { return c.Rollouts(ctx, anyID) },
		"/users/*/transitiveMemberOf": roles, "/users/*/transitiveMemberOf/microsoft.graph.directoryRole": roles,
		"/roleManagement/directory/roleAssignments":                  roles,
		"/roleManagement/directory/roleEligibilityScheduleInstances": roles,
		"/directory/deletedItems/microsoft.graph.user":               func(ctx context.Context, c *Client) (any, error) { return c.DeletedUsers(ctx, "a@contoso.com", "") },
		"/directory/subscriptions":                                   func(ctx context.Context, c *Client) (any, error) { return c.Licenses(ctx) },
	}
}

// saidBy are the properties that a leaf of what the client returns is said by; ""
// is a leaf of ours, which says no fact of the tenant.
var saidBy = map[string]string{
	"id": "id skuId servicePlanId", "display_name": "displayName", "sync": "onPremisesSyncEnabled", "last_sync": "onPremisesLastSyncDateTime",
	"part_number": "skuPartNumber", "status": "capabilityStatus provisioningStatus status", "applies_to": "appliesTo", "enabled": "enabled isEnabled accountEnabled isSsprEnabled",
	"warning": "warning", "suspended": "suspended", "assigned": "consumedUnits", "grace_ends": "nextLifecycleDateTime",
	"name": "servicePlanName displayName id", "authentication": "authenticationType", "verified": "isVerified", "names": "membershipRule",
	"activity": "activityDisplayName", "result": "result", "reason": "resultReason", "codes": "resultReason", "agent": "additionalDetails", "correlation": "correlationId",
	"allowed": "allowedToUseSSPR", "migration": "policyMigrationState", "feature": "feature", "everybody": "isAppliedToOrganization", "member": "appliesTo",
	"administrator": "isAdmin", "registered": "isSsprRegistered", "capable": "isSsprCapable", "last_updated": "lastUpdatedDateTime", "methods": "methodsRegistered",
	"roles": "appRoleId", "title": "title", "since": "startDateTime occurredDateTime", "cloud_managed": "isCloudManaged", "transferred": "activityDisplayName", "transfer_at": "activityDateTime",
	"upn": "userPrincipalName", "user_type": "userType", "anchor": "onPremisesImmutableId", "on_premises_dn": "onPremisesDistinguishedName", "on_premises_domain": "onPremisesDomainName",
	"on_premises_sam": "onPremisesSamAccountName", "on_premises_sid": "onPremisesSecurityIdentifier", "password_last_change": "lastPasswordChangeDateTime",
	"sku_id": "skuId", "group": "assignedByGroup", "error": "error", "category": "category", "property": "propertyCausingError", "located": "usageLocation",
	"creation": "creationType", "sid": "onPremisesSecurityIdentifier", "mobile_phone": "mobilePhone", "business_phone": "businessPhones", "other_mail": "otherMails", "template_id": "roleTemplateId roleDefinitionId templateId",
	"at": "", "took_ns": "", "place": "", "host": "", "now": "", "asked": "", "found": "", "user_id": "", "app_id": "", "cloud": "", "eligible_seen": "", "licenses_seen": "",
	"kind": "", "needs": "", "code": "",
}

// sinceOfOurs are questions in whose answer since is what was asked.
var sinceOfOurs = regexp.MustCompile(`^/auditLogs/`)

// TestDocumentedAnswers gives the client each answer that is documented for a path
// that it asks: it decodes or is malformed, and whatever the client says of it is
// said by a property that stands in it.
func TestDocumentedAnswers(t *testing.T) {
	t.Parallel()
	path := *answersFile
	if path == "" {
		path = filepath.Join("testdata", "answers.json")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all recordedAnswers
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	decoded, malformed, refused, facts := 0, 0, 0, 0
	for _, m := range all.Mocks {
		_, on, v1 := strings.Cut(m.Request.URL, "/v1.0")
		on, _, _ = strings.Cut(on, "?")
		ask := asks()[on]
		if !v1 || ask == nil || m.Request.Method != "" && m.Request.Method != http.MethodGet {
			continue
		}
		answer, err := answered(t, on, m.Response.StatusCode, m.Response.Body, ask)
		o, is := errors.AsType[*probes.Obstacle](err)
		switch {
		case err == nil:
			decoded++
			facts += invented(t, on, m.Response.Body, answer)
		case is && o.Kind == probes.Malformed:
			malformed++
			t.Logf("%s: malformed: %v", on, o)
		case is && m.Response.StatusCode != http.StatusOK:
			refused++
		default:
			t.Errorf("%s: %v", on, err)
		}
	}
	t.Logf("of %d answers on paths that are asked: %d decoded, %d malformed, %d refusals; %d facts, each by a property of the answer",
		decoded+malformed+refused, decoded, malformed, refused, facts)
	if decoded < 10 || malformed < 1 || facts < 50 {
		t.Errorf("decoded %d, malformed %d, facts %d: the test reads next to nothing", decoded, malformed, facts)
	}
}

// answered asks one question of a cloud that answers on one path, and with an
// empty list, or an empty object, on every other.
func answered(t *testing.T, on string, status int, body []byte, ask func(context.Context, *Client) (any, error)) (any, error) {
	t.Helper()
	path := regexp.QuoteMeta("/v1.0" + strings.Replace(on, "/me/", "/users/*/", 1))
	form := regexp.MustCompile("^" + strings.ReplaceAll(strings.ReplaceAll(path, `\*`, `[^/]+`), `transitiveMemberOf$`, "transitiveMemberOf/.*") + "(/microsoft.graph.directoryRole)?$")
	b := newBench(t)
	b.otherwise = func(w http.ResponseWriter, r *http.Request) {
		switch {
		case form.MatchString(r.URL.Path):
			w.WriteHeader(status)
			_, _ = w.Write(body)
		case strings.HasSuffix(r.URL.Path, anyID) && strings.HasPrefix(r.URL.Path, "/v1.0/users/"):
			_, _ = w.Write([]byte(`{"id":"` + anyID + `"}`))
		case strings.HasSuffix(r.URL.Path, "subscribedSkus"):
			_, _ = w.Write([]byte(`{"value":[{"skuId":"x","capabilityStatus":"Warning","servicePlans":[]}]}`))
		default:
			_, _ = w.Write([]byte(`{"value":[]}`))
		}
	}
	return ask(t.Context(), b.client())
}

// invented demands of each leaf of what the client says that a property says it,
// and returns how many there are.
func invented(t *testing.T, on string, body []byte, answer any) int {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	facts := 0
	leaves(tree, "", func(name string, value any) {
		properties, known := saidBy[name]
		if !known {
			t.Errorf("%s: nobody notes which property says %s", on, name)
		}
		if properties == "" || name == "since" && sinceOfOurs.MatchString(on) || empty(value) {
			return
		}
		ours := (name == "id" || name == "sku_id") && (value == anyID || value == "x") || value == "Warning"
		facts++
		for property := range strings.FieldsSeq(properties) {
			if strings.Contains(string(body), `"`+property+`"`) {
				return
			}
		}
		if !ours {
			t.Errorf("%s: the client says %s: %v, and none of %s stands in the answer", on, name, value, properties)
		}
	})
	return facts
}

func leaves(value any, name string, f func(string, any)) {
	switch value := value.(type) {
	case map[string]any:
		for key, one := range value {
			leaves(one, key, f)
		}
	case []any:
		for _, one := range value {
			leaves(one, name, f)
		}
	default:
		f(name, value)
	}
}

// empty reports whether a leaf says nothing.
func empty(value any) bool {
	return value == nil || value == "" || value == "0001-01-01T00:00:00Z"
}
