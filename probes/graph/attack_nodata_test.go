package graph

import (
	"context"
	"net/http"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestAttackNoData answers every question with what holds no answer. It is an
// obstacle, and never a tenant without licences, a user without a licence or a
// role, or an administrator who may not reset.
func TestAttackNoData(t *testing.T) {
	t.Parallel()
	questions := map[string]struct {
		path string
		ask  func(context.Context, *Client) (any, error)
	}{
		"licences":     {"/v1.0/subscribedSkus", func(ctx context.Context, c *Client) (any, error) { return c.Licenses(ctx) }},
		"organization": {"/v1.0/organization", func(ctx context.Context, c *Client) (any, error) { return c.Organization(ctx) }},
		"domains":      {"/v1.0/domains", func(ctx context.Context, c *Client) (any, error) { return c.Domains(ctx) }},
		"user":         {"/v1.0/users/" + userID, func(ctx context.Context, c *Client) (any, error) { return c.User(ctx, userID) }},
	}
	bodies := map[string]string{
		"nothing": "", "empty-object": "{}", "empty-list": "[]", "null": "null", "true": "true", "number": "0", "text": `"value"`,
		"value-null": `{"value":null}`, "value-object": `{"value":{}}`, "value-text": `{"value":"[]"}`, "value-number": `{"value":0}`,
		"broken-off": `{"value":[{"id":"x"`, "broken-off-early": `{"value":[`, "not-a-number": `{"value":[NaN]}`, "two-answers": `{"value":[]}{"value":[]}`,
		"html": "<!doctype html><title>Sign in</title>", "bytes": "\xff\xfe\x00\x00", "number-as-text": `{"value":[{"consumedUnits":"0","id":7}],"id":7}`,
		"other-case-null": `{"VALUE":null,"ID":null}`, "twice-then-null": `{"value":[],"value":null,"id":null}`,
	}
	for question, q := range questions {
		for name, body := range bodies {
			t.Run(question+"/"+name, func(t *testing.T) {
				t.Parallel()
				b := newBench(t).on(q.path, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "application/json")
					_, _ = w.Write([]byte(body))
				})
				got, err := q.ask(t.Context(), b.client())
				if err == nil {
					t.Fatalf("answered %+v", got)
				}
				if o := obstacle(t, err); o.Kind != probes.Malformed {
					t.Errorf("got %s (%v), want malformed", o.Kind, err)
				}
			})
		}
	}
}

// TestAttackHollowLists answers with lists of elements that do not say what
// they are. None of them is a licence of another kind, a role that is no
// administrator's, or a row of the past.
func TestAttackHollowLists(t *testing.T) {
	t.Parallel()
	const user = "/v1.0/users/" + userID
	questions := map[string]struct {
		path string
		ask  func(context.Context, *Client) (bool, error) // false when the answer says that it lacks the list
	}{
		"licences": {"/v1.0/subscribedSkus", func(ctx context.Context, c *Client) (bool, error) { _, err := c.Licenses(ctx); return true, err }},
		"held": {user + "/licenseDetails", func(ctx context.Context, c *Client) (bool, error) {
			u, err := c.User(ctx, userID)
			return u.LicensesSeen, err
		}},
		"organization": {"/v1.0/organization", func(ctx context.Context, c *Client) (bool, error) { _, err := c.Organization(ctx); return true, err }},
		"domains":      {"/v1.0/domains", func(ctx context.Context, c *Client) (bool, error) { _, err := c.Domains(ctx); return true, err }},
		"user":         {user, func(ctx context.Context, c *Client) (bool, error) { _, err := c.User(ctx, userID); return true, err }},
		"registration": {"/v1.0/reports/authenticationMethods/userRegistrationDetails/" + userID, func(ctx context.Context, c *Client) (bool, error) {
			_, err := c.Registration(ctx, userID)
			return true, err
		}},
		"audit": {"/v1.0/auditLogs/directoryAudits", func(ctx context.Context, c *Client) (bool, error) {
			_, err := c.Audit(ctx, userID, time.Now().Add(-time.Hour))
			return true, err
		}},
		"sign-ins": {"/v1.0/auditLogs/signIns", func(ctx context.Context, c *Client) (bool, error) {
			_, err := c.SignIns(ctx, userID, time.Now().Add(-time.Hour))
			return true, err
		}},
		"memberships": {user + "/transitiveMemberOf/microsoft.graph.directoryRole", roles(false)},
		"assignments": {"/v1.0/roleManagement/directory/roleAssignments", roles(false)},
		"eligible":    {"/v1.0/roleManagement/directory/roleEligibilityScheduleInstances", roles(true)},
	}
	bodies := map[string]string{
		"empty": `{"value":[{}]}`, "many": `{"value":[{},{},{}]}`, "null": `{"value":[null]}`,
		"of-nulls":   `{"value":[{"id":null,"skuId":null,"servicePlans":null,"roleTemplateId":null,"roleDefinitionId":null}]}`,
		"of-nothing": `{"value":[{"id":"","skuId":"","servicePlans":[],"roleTemplateId":"","roleDefinitionId":""}]}`,
		"no-plans":   `{"value":[{"skuId":"S"}]}`, "plans-of-nothing": `{"value":[{"skuId":"S","servicePlans":[{}]}]}`,
		"something-else": `{"value":[{"@odata.type":"#microsoft.graph.group","displayName":"x"}]}`,
	}
	for question, q := range questions {
		for name, body := range bodies {
			t.Run(question+"/"+name, func(t *testing.T) {
				t.Parallel()
				b := newBench(t).on(q.path, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "application/json")
					_, _ = w.Write([]byte(body))
				})
				for _, other := range []string{user + "/transitiveMemberOf/microsoft.graph.directoryRole", "/v1.0/roleManagement/directory/roleAssignments"} {
					if other != q.path {
						b.on(other, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"value":[]}`)) })
					}
				}
				if question == "held" {
					b.on(user, func(w http.ResponseWriter, _ *http.Request) {
						_, _ = w.Write([]byte(`{"id":"` + userID + `","accountEnabled":true}`))
					})
				}
				seen, err := q.ask(t.Context(), b.client())
				if err == nil && seen {
					t.Fatal("it was taken for an answer")
				}
				if o := probes.AsObstacle(err); err != nil && o.Kind != probes.Malformed {
					t.Errorf("got %v, want malformed", err)
				}
			})
		}
	}
}

// roles asks for the roles of a user. Those that could be activated may be
// missing from an answer.
func roles(partly bool) func(context.Context, *Client) (bool, error) {
	return func(ctx context.Context, c *Client) (bool, error) {
		r, err := c.Roles(ctx, userID)
		return !partly || r.EligibleSeen, err
	}
}
