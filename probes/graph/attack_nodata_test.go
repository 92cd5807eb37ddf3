package graph

import (
	"context"
	"net/http"
	"testing"

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
