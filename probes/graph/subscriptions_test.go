package graph

import (
	"net/http"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// When a grace period ends is asked where there is one, and costs nobody the
// licences themselves.
func TestGraceEnds(t *testing.T) {
	t.Parallel()
	none, last := time.Time{}, time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		status  string
		handler http.HandlerFunc
		asked   int
		want    time.Time
	}{
		"paid for": {"Enabled", says(`{"value":[]}`), 0, none},
		"in grace": {"Warning", says(`{"value":[{"id":"1","skuId":"s","status":"Warning","nextLifecycleDateTime":"2026-12-01T00:00:00Z"},
{"id":"2","skuId":"S","status":"warning","nextLifecycleDateTime":"2026-12-24T09:00:00+09:00"},
{"id":"3","skuId":"S","status":"Enabled","nextLifecycleDateTime":"2028-01-01T00:00:00Z"},
{"id":"4","skuId":"T","status":"Warning","nextLifecycleDateTime":"2029-01-01T00:00:00Z"}]}`), 1, last},
		"one without a day": {"Warning", says(`{"value":[{"id":"1","skuId":"S","status":"Warning","nextLifecycleDateTime":"2026-12-24T00:00:00Z"},
{"id":"2","skuId":"S","status":"Warning","nextLifecycleDateTime":null}]}`), 1, none},
		"bought elsewhere": {"Warning", says(`{"value":[]}`), 1, none},
		"refused":          {"Warning", refuses(403, "Authorization_RequestDenied"), 1, none},
		"not JSON":         {"Warning", says("<!doctype html>"), 1, none},
		"malformed":        {"Warning", says(`{"value":[{"id":"1","status":"Warning"}]}`), 1, none},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on("/v1.0/subscribedSkus", says(`{"value":[{"skuId":"S","skuPartNumber":"SPB","capabilityStatus":"`+c.status+`",
"servicePlans":[{"servicePlanId":"`+probes.PlanP1+`","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"}]}]}`)).
				on("/v1.0/directory/subscriptions", c.handler)
			got, err := b.client().Licenses(t.Context())
			if err != nil || len(got.SKUs) != 1 || !got.SKUs[0].GraceEnds.Equal(c.want) || b.count("/directory/subscriptions") != c.asked {
				t.Errorf("got %+v, %v, asked %d times; want %s", got.SKUs, err, b.count("/directory/subscriptions"), c.want)
			}
		})
	}
}
