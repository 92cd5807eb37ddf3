package graph

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// decode reads an answer as every question does.
func decode(body []byte) {
	pageOf[organizationItem](body, func(i organizationItem) { _ = i.SyncEnabled })
	pageOf[skuItem](body, func(i skuItem) { i.sku() })
	pageOf[domainItem](body, func(i domainItem) { _ = probes.CloudDomain(i) })
	pageOf[licenceItem](body, func(i licenceItem) { userLicences([]licenceItem{i}) })
	pageOf[memberItem](body, func(i memberItem) { others([]memberItem{i}, nil) })
	pageOf[assignmentItem](body, func(i assignmentItem) { i.role() })
	pageOf[auditItem](body, func(i auditItem) { i.row() })
	pageOf[signInItem](body, func(i signInItem) { i.row() })
	var user userItem
	if json.Unmarshal(body, &user) == nil {
		user.user()
	}
	var registration registrationItem
	_ = json.Unmarshal(body, &registration)
	if json.Unmarshal(body, &registration) == nil {
		registration.methods()
	}
	var behaviour behaviourItem
	_ = json.Unmarshal(body, &behaviour)
	pageOf[auditItem](body, func(i auditItem) { newestTransfer([]auditItem{i}) })
	var authorization authorizationItem
	_ = json.Unmarshal(body, &authorization)
}

func pageOf[T any](body []byte, each func(T)) {
	var p page[T]
	if json.Unmarshal(body, &p) != nil || p.Value == nil {
		return
	}
	for _, item := range *p.Value {
		each(item)
	}
}

// FuzzAnswers: no answer of Graph brings the program down, and what is kept
// of an error stays short.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{
		userBody, `{"value":[{"id":"T","onPremisesSyncEnabled":null}]}`, `{"value":null}`, `[]`, `null`, `"x"`,
		`{"value":[{"additionalDetails":[{"key":"OnPremisesAgent","value":"None"}],"activityDateTime":"0001-01-01T00:00:00Z"}]}`,
		`{"value":[{"createdDateTime":"2026-11-23T04:31:00Z","correlationId":null,"status":{"errorCode":50126}}]}`,
		`{"value":[{"roleDefinition":null}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/x"}`,
		`{"error":{"code":"Authorization_RequestDenied","innerError":null}}`, `{"error":"invalid_client","error_codes":[7000215]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		decode(body)
		(&refused{body: body}).words()
		if code := errorCode(body); len(code) > codeAtMost {
			t.Errorf("a code of %d bytes", len(code))
		}
	})
}

// FuzzToken: whatever somebody pastes as a token is read or is not.
func FuzzToken(f *testing.F) {
	for _, seed := range []string{"", "a.b.c", "..", tokenWith(userRead), "e30.bnVsbA.x", "opaque", "e30.eyJzY3AiOiJhIiwid2lkcyI6WyIiXX0.x"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, token string) {
		if c := readClaims(token); c != nil {
			c.holds(userRead)
			_, _ = c.ofPerson(), c.roleless()
		}
	})
}

// FuzzLinks: a link that is followed leads to Graph and nowhere else.
func FuzzLinks(f *testing.F) {
	for _, seed := range []string{
		"https://graph.microsoft.com/v1.0/users?$skiptoken=x", "https://graph.microsoft.com@evil.example/v1.0/",
		"https://graph.microsoft.com:443/v1.0/", "//evil.example/v1.0/", "https:graph.microsoft.com/v1.0/", "%",
	} {
		f.Add(seed)
	}
	c := New(Config{})
	f.Fuzz(func(t *testing.T, link string) {
		if !c.ours(link) {
			return
		}
		parsed, err := url.Parse(link)
		if err != nil || parsed.Hostname() != "graph.microsoft.com" || !strings.HasPrefix(link, "https:") && !strings.HasPrefix(strings.ToLower(link), "https:") {
			t.Errorf("%q would be followed", link)
		}
	})
}

// FuzzRetryAfter: no header makes the pause negative or longer than an hour.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "2.128", "-1", "NaN", "Inf", "1e300", "Mon, 23 Nov 2026 07:00:00 GMT", "0x10"} {
		f.Add(seed, 1)
	}
	p := patience{clock: probes.Clock{Now: func() time.Time { return at }}}
	f.Fuzz(func(t *testing.T, said string, try int) {
		try = 1 + max(try, -try)%triesAtMost
		if try < 1 {
			return
		}
		pause := p.pause(said, try)
		if pause < 0 || pause > longPause {
			t.Errorf("%q after try %d: %v", said, try, pause)
		}
	})
}
