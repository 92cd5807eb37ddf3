package rights

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/steps/needed"
)

// TestTheRightsAreThoseOfTheAccessCheck holds the table of the rights against
// what the access check asks and what the JSON lines answer, neither of which
// may know it.
func TestTheRightsAreThoseOfTheAccessCheck(t *testing.T) {
	t.Parallel()
	checked := map[string]access.Right{
		needed.ResetPassword.Key: access.ResetPassword, needed.ChangePassword.Key: access.ChangePassword,
		needed.WriteLockoutTime.Key: access.WriteLockoutTime, needed.WritePwdLastSet.Key: access.WritePwdLastSet,
		needed.UnexpirePassword.Key: access.UnexpirePassword,
	}
	var keys []string
	for _, r := range needed.All() {
		keys = append(keys, r.Key)
		object, err := access.ParseGUID(r.GUID)
		want := checked[r.Key].Want()
		if err != nil || object != want.Object || r.Attribute != (want.Mask == access.WriteProperty) {
			t.Errorf("%s is %s (%v), attribute %t; the access check asks %v", r.Name, r.GUID, err, r.Attribute, want)
		}
	}
	text, err := json.Marshal(lineRights{})
	if err != nil {
		t.Fatal(err)
	}
	var answered map[string]any
	if err := json.Unmarshal(text, &answered); err != nil {
		t.Fatal(err)
	}
	slices.Sort(keys)
	if got := slices.Sorted(maps.Keys(answered)); !slices.Equal(got, keys) {
		t.Errorf("a line has the rights %v, want %v", got, keys)
	}
}
