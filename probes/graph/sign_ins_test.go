package graph

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestSignIns reads two pages: the number and the moment of each row, and not
// whose machine it was.
func TestSignIns(t *testing.T) {
	t.Parallel()
	var asked url.Values
	b := newBench(t)
	b.on("/v1.0/auditLogs/signIns", func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Query()
		says(`{"value":[{"createdDateTime":"2026-11-23T04:31:00.25Z","correlationId":"C","userPrincipalName":"kim@contoso.com","ipAddress":"203.0.113.9",
"status":{"errorCode":50126,"failureReason":"Invalid username or password"}},{"createdDateTime":"2026-11-23T04:31:00Z","status":{"errorCode":0}}],
"@odata.nextLink":"https://graph.microsoft.com/v1.0/auditLogs/signIns/more?$skiptoken=1"}`)(w, r)
	}).on("/v1.0/auditLogs/signIns/more", says(`{"value":[{"createdDateTime":"2026-11-23T04:31:00Z","status":{"errorCode":null}},{"createdDateTime":"2026-11-23T04:31:00Z"}]}`))
	answer, err := b.client().SignIns(t.Context(), userID, at)
	got := ask(t, answer, err)
	want := []probes.SignInRow{
		{At: at.Add(250 * time.Millisecond), Code: probes.Known(50126), Correlation: "C"}, {At: at, Code: probes.Known(0)}, {At: at}, {At: at},
	}
	if !reflect.DeepEqual([]probes.SignInRow(got.Rows), want) || !got.Since.Equal(at) {
		t.Errorf("got %+v since %v, want %+v", got.Rows, got.Since, want)
	}
	if filter := asked.Get("$filter"); filter != "userId eq '"+userID+"' and createdDateTime ge 2026-11-23T04:31:00Z" {
		t.Errorf("filter %q", filter)
	}
	if asked.Has("$select") || asked.Get("$top") != "1000" {
		t.Errorf("asked with %v: the list takes no $select", asked)
	}
}

// TestSignInsAreRefused tells a tenant without Premium from an application
// without the permission.
func TestSignInsAreRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]probes.Kind{
		"Authentication_RequestFromNonPremiumTenantOrB2CTenant": probes.Unlicensed,
		"Authorization_RequestDenied":                           probes.MissingPermission,
	} {
		b := newBench(t)
		b.on("/v1.0/auditLogs/signIns", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte(`{"error":{"code":"` + code + `"}}`))
		})
		_, err := b.client(probes.UserRead).SignIns(t.Context(), userID, at)
		if o := obstacle(t, err); o.Kind != want || !strings.Contains(o.Needs, map[bool]string{true: "P1", false: probes.AuditRead}[want == probes.Unlicensed]) {
			t.Errorf("%s: got %s (%s), want %s", code, o.Kind, o.Needs, want)
		}
	}
	if _, err := newBench(t).client().SignIns(t.Context(), "", at); err == nil {
		t.Error("nobody's sign-ins were asked for")
	}
}
