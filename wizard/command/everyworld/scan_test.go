package everyworld_test

import (
	"encoding/csv"
	"maps"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// tenantSteps are the steps that a scan of a tenant puts everybody before.
func tenantSteps() []string {
	return []string{"configuration/premium-license", "configuration/user-origin", "configuration/user-license", "configuration/sspr-enabled"}
}

// another is what a scan says where the user's account, or somebody with the same
// name, stands or may stand in another domain of the forest than the one that is
// scanned: that it is not known.
const (
	another    = "configuration/user-origin#other-domain"
	perhapsTwo = "configuration/user-origin#unseen"
)

// otherwise are the worlds in which a scan, which sees one domain and no one by
// name, knows less than check of one user. They are exact, and what it says is
// never more than that it does not know.
func otherwise() map[string][]string {
	return map[string][]string{
		"user-nowhere": nil, "user-nowhere-or-hidden": nil, "blind-user-is-a-group": nil, "blind-forest-connector-fails": nil, // there is nobody to scan
		"user-deleted-on-both-sides": nil, "blind-user-half-missing": nil, "user-several-fit": nil,
		"user-hidden-itself": {"configuration/user-origin#perhaps-hidden"},                                                                 // nobody lists who hides
		"controller-hangs":   {"configuration/user-origin#half-seen"}, "blind-connector-is-local": {"configuration/user-origin#half-seen"}, // nobody is scanned there
		// The user is in another domain of the forest:
		"blind-no-catalog": {another}, "user-in-child-domain": {another}, "child-domain-down": {another}, "gc-stale": {another},
		"child-pdc-unreachable": {another}, "connector-account-domain-unreachable": {another}, "connector-account-in-root": {another},
		// Somebody of another domain may have the same name:
		"other-domain-pdc-closed": {perhapsTwo}, "other-domain-pdc-gone": {perhapsTwo}, "other-domain-in-order-everyone": {perhapsTwo},
		"other-domain-pdc-scope-not-known": {perhapsTwo}, "other-domain-pdc-gone-everyone": {perhapsTwo}, "other-domain-pdc-closed-one-user": {perhapsTwo},
		"other-domain-pdc-not-seen": {perhapsTwo}, "user-names-shared": {perhapsTwo}, "user-in-two-domains": {perhapsTwo},
	}
}

// inScan holds what a scan of the tenant and the domain says of the world's user
// against what check said: the same outcomes of the same steps.
func (k walk) inScan(t *testing.T, world string) {
	t.Helper()
	got := commandtest.Decode(t, k.out)
	user, want := got.User, map[string]bool{}
	for _, f := range got.Findings {
		if slices.Contains(tenantSteps(), f.Step) && f.Status != "healthy" && !slices.Contains(tenantSteps(), f.ExplainedBy) {
			want[f.Step+"#"+f.Outcome] = true
		}
	}
	said, found := scanOfTenant(t, world, user)
	if less, is := otherwise()[world]; is {
		if user == "" || len(less) == 0 == found || maps.Equal(said, want) {
			t.Errorf("scan: %v (found: %v) of %q, and the world stands among those of which it knows less", keysOf(said), found, user)
		}
		want = map[string]bool{}
		for _, o := range less {
			want[o] = true
		}
	}
	if user != "" && !maps.Equal(said, want) {
		t.Errorf("scan of the tenant says %v (found: %v), check says %v", keysOf(said), found, keysOf(want))
	}
}

func keysOf(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

// scanOfTenant is what a scan of both sides says of one user.
func scanOfTenant(t *testing.T, world, user string) (said map[string]bool, found bool) {
	t.Helper()
	_, out, errs := commandtest.Run(t, nil, "scan", "--world", world, "--tenant-sign-in", "auto", "--base", "", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%v: %s %s", err, out, errs)
	}
	said = map[string]bool{}
	theirs := slices.DeleteFunc(rows[1:], func(row []string) bool { return !strings.EqualFold(row[1], user) })
	if both := slices.IndexFunc(theirs, func(row []string) bool { return row[10] == "both" }); both >= 0 {
		theirs = theirs[both : both+1] // others may have the name too
	}
	for _, row := range theirs {
		found = true
		for _, cause := range append([]string{row[5] + "/" + row[6]}, strings.Fields(row[9])...) {
			at := strings.LastIndexByte(cause, '/')
			if slices.Contains(tenantSteps(), cause[:at]) {
				said[cause[:at]+"#"+cause[at+1:]] = true
			}
		}
	}
	return said, found
}
