package graph

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
)

// without is a JSON object that lacks a key, or has null there.
func without(t *testing.T, body, key string) map[string]string {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal([]byte(body), &object); err != nil {
		t.Fatal(err)
	}
	if _, there := object[key]; !there {
		t.Fatalf("no %s in %s", key, body)
	}
	texts := map[string]string{}
	for _, way := range []string{"null", "absent"} {
		object := maps.Clone(object)
		if object[key] = nil; way == "absent" {
			delete(object, key)
		}
		text, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		texts[way] = string(text)
	}
	return texts
}

// What Graph leaves out is not false, 0 or null, which for some is an answer.
func TestWhatGraphLeavesOutWasNotSeen(t *testing.T) {
	t.Parallel()
	const (
		sku = `{"skuId":"S","skuPartNumber":"SPB","capabilityStatus":"Enabled","appliesTo":"User","consumedUnits":0,
"prepaidUnits":{"enabled":0,"suspended":0,"warning":0},"servicePlans":[]}`
		domain       = `{"id":"contoso.com","authenticationType":"Managed","isVerified":false}`
		registration = `{"id":"` + userID + `","isAdmin":false,"isSsprEnabled":false,"isSsprRegistered":false,"isSsprCapable":false,"methodsRegistered":[]}`
		policy       = `{"allowedToUseSSPR":false}`
	)
	user := func(body string) string {
		return reading(t, body, func(i userItem) string { return string(i.user().Sync) })
	}
	enabled := func(body string) string {
		return reading(t, body, func(i userItem) string { return i.user().Enabled.String() })
	}
	number := func(read func(probes.SKU) probes.Maybe[int]) func(string) string {
		return func(body string) string {
			return reading(t, body, func(i skuItem) string { return read(i.sku()).String() })
		}
	}
	details := func(read func(registrationItem) *bool) func(string) string {
		return func(body string) string {
			return reading(t, body, func(i registrationItem) string { return said(read(i)).String() })
		}
	}
	for key, c := range map[string]struct {
		body       string
		read       func(body string) string
		said, null string // what is read of it as it stands, and of null
	}{
		"onPremisesSyncEnabled": {userBody, user, "synced", "never"},
		"accountEnabled":        {userBody, enabled, "yes", ""},
		"licenseAssignmentStates": {userBody, func(body string) string {
			return reading(t, body, func(i userItem) string { return seen(i.user().AssignmentFaults.Seen()) })
		}, "seen", ""},
		"mobilePhone":    {userBody, contact(t, func(c probes.Contacts) probes.YesNo { return c.MobilePhone }), "yes", "no"},
		"businessPhones": {userBody, contact(t, func(c probes.Contacts) probes.YesNo { return c.BusinessPhone }), "no", ""},
		"otherMails":     {userBody, contact(t, func(c probes.Contacts) probes.YesNo { return c.OtherMail }), "yes", ""},
		"methodsRegistered": {registration, func(body string) string {
			return reading(t, body, func(i registrationItem) string { return seen(i.methods().Seen()) })
		}, "seen", ""},
		"isCloudManaged": {`{"isCloudManaged":false}`, func(body string) string {
			return reading(t, body, func(i behaviourItem) string { return said(i.CloudManaged).String() })
		}, "no", ""},
		"directoryScopeId": {`{"roleDefinitionId":"R","directoryScopeId":"/"}`, func(body string) string {
			return reading(t, body, func(i assignmentItem) string { return seen(i.known()) })
		}, "seen", "seen"},
		"consumedUnits": {sku, number(func(s probes.SKU) probes.Maybe[int] { return s.Assigned }), "0", ""},
		"prepaidUnits":  {sku, number(func(s probes.SKU) probes.Maybe[int] { return s.Enabled }), "0", ""},
		"isVerified": {domain, func(body string) string {
			return reading(t, body, func(i domainItem) string { return i.Verified.String() })
		}, "no", ""},
		"isAdmin":          {registration, details(func(i registrationItem) *bool { return i.Admin }), "no", ""},
		"isSsprEnabled":    {registration, details(func(i registrationItem) *bool { return i.Enabled }), "no", ""},
		"isSsprRegistered": {registration, details(func(i registrationItem) *bool { return i.Registered }), "no", ""},
		"isSsprCapable":    {registration, details(func(i registrationItem) *bool { return i.Capable }), "no", ""},
		"allowedToUseSSPR": {policy, func(body string) string {
			return reading(t, body, func(i authorizationItem) string { return said(i.Allowed).String() })
		}, "no", ""},
	} {
		if got := c.read(c.body); got != c.said {
			t.Errorf("%s: got %q, want %q", key, got, c.said)
		}
		texts := without(t, c.body, key)
		if got := c.read(texts["null"]); got != c.null {
			t.Errorf("%s null: got %q, want %q", key, got, c.null)
		}
		if got := c.read(texts["absent"]); got != "" {
			t.Errorf("%s absent: got %q, want that it was not seen", key, got)
		}
	}
	if got := reading(t, `{"consumedUnits":-1,"prepaidUnits":{"enabled":-5}}`, func(i skuItem) []string {
		return []string{i.sku().Assigned.String(), i.sku().Enabled.String()}
	}); !slices.Equal(got, []string{"", ""}) {
		t.Errorf("negative numbers: got %q, want that they were not seen", got)
	}
}

func seen(is bool) string {
	if is {
		return "seen"
	}
	return ""
}

func contact(t *testing.T, read func(probes.Contacts) probes.YesNo) func(string) string {
	t.Helper()
	return func(body string) string {
		return reading(t, body, func(i userItem) string { return read(i.user().Contacts).String() })
	}
}

func reading[T, R any](t *testing.T, body string, read func(T) R) R {
	t.Helper()
	var item T
	if err := json.Unmarshal([]byte(body), &item); err != nil {
		t.Fatal(err)
	}
	return read(item)
}
