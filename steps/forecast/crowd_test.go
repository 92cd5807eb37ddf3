package forecast_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/forecast"
)

// registeredWith is somebody who is licensed and has registered these methods.
func registeredWith(methods ...string) *probes.CloudPerson {
	return &probes.CloudPerson{
		User: probes.CloudUser{
			Found: probes.Yes, LicensesSeen: true, Contacts: probes.Contacts{MobilePhone: probes.No, BusinessPhone: probes.No, OtherMail: probes.No},
			Licenses: []probes.UserLicense{{SKUID: "x", PartNumber: "X", Plans: []probes.Plan{{ID: probes.PlanP1, Status: "Success"}}}},
		},
		Registration: probes.Registration{Found: probes.Yes, Administrator: probes.No, Enabled: probes.Yes, Registered: probes.Yes, Capable: probes.Yes, Methods: methods, Cloud: "public"},
	}
}

// What is ahead of many people is what is ahead of each, counted, with the first
// of them by name; and it takes the place of what could not be told of one.
func TestACrowdIsItsPeople(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	table := forecast.Embedded()
	crowd, policy := forecast.NewCrowd(table), probes.MethodsPolicy{Migration: "migrationComplete"}
	counts, untold := map[string]int{}, map[string]int{}
	for i := range 30 {
		person := registeredWith([][]string{{"mobilePhone"}, {"mobilePhone", "officePhone"}, {"email", "softwareOneTimePasscode"}, nil}[i%4]...)
		if i%4 == 3 {
			person.Registration.Methods = nil // the report left it out
		}
		e := forecast.PersonOf(person, policy, "public", at)
		crowd.Add(fmt.Sprintf("user%02d", 29-i), e)
		f := forecast.Of(table, e)
		for _, a := range f.Ahead {
			counts[a.ID]++
		}
		for _, g := range f.Gaps {
			if g.Kind == forecast.Methods || g.Kind == forecast.Contacts || g.Kind == forecast.MethodPolicy || g.Kind == forecast.Product {
				untold[g.ID]++
			}
		}
	}
	whole := forecast.Of(table, forecast.Evidence{At: at})
	got := crowd.Into(whole)
	seen := 0
	for _, a := range got.Ahead {
		if counts[a.ID] == 0 {
			continue
		}
		seen++
		more := fmt.Sprintf(" (+%d)", counts[a.ID]-2)
		if !strings.HasPrefix(a.User, "user") || strings.Count(a.User, ",") != 1 || !strings.HasSuffix(a.User, more) {
			t.Errorf("%s: got %q, want two names and%s", a.ID, a.User, more)
		}
		if a.Kind == forecast.Methods && strings.Join(a.Has, " ") != "mobilePhone officePhone" && strings.Join(a.Has, " ") != "officePhone mobilePhone" {
			t.Errorf("%s: got %q", a.ID, a.Has)
		}
	}
	if seen == 0 || seen != len(counts) {
		t.Errorf("%d changes of %v", seen, counts)
	}
	for _, g := range got.Gaps {
		if g.Kind == forecast.Methods && untold[g.ID] == 0 {
			t.Errorf("%s cannot be told of anybody, and of each it can", g.ID)
		}
	}
	if len(got.Gaps) >= len(whole.Gaps)+len(untold) || len(untold) == 0 {
		t.Errorf("%d gaps, %d before, %v", len(got.Gaps), len(whole.Gaps), untold)
	}
	if none := forecast.NewCrowd(table).Into(whole); len(none.Ahead) != len(whole.Ahead) {
		t.Errorf("nobody has %d changes ahead, want %d", len(none.Ahead), len(whole.Ahead))
	}
}
