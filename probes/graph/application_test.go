package graph

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
)

const (
	someApp = "77777777-0000-4000-8000-000000000002"
	someOne = "/v1.0/servicePrincipals(appId='" + someApp + "')/appRoleAssignments"
)

func TestWhatAnApplicationWasGranted(t *testing.T) {
	t.Parallel()
	b := newBench(t).on(someOne, says(`{"value":[{"appRoleId":"FC7E8088-95B5-453E-8BEF-B17ECFEC5BA3"},{"appRoleId":"x"}]}`))
	answer, err := b.client().AppRoles(t.Context(), someApp)
	got := ask(t, answer, err)
	if got.Found != probes.Yes || got.AppID != someApp || !slices.Equal(got.Roles, []string{"fc7e8088-95b5-453e-8bef-b17ecfec5ba3", "x"}) {
		t.Errorf("got %+v", got)
	}
}

func TestAnApplicationThatIsNotThereIsAnAnswer(t *testing.T) {
	t.Parallel()
	answer, err := newBench(t).client().AppRoles(t.Context(), someApp)
	if got := ask(t, answer, err); got.Found != probes.No {
		t.Errorf("got %+v, want found no", got)
	}
}

func TestGrantsThatMayNotBeReadAreNone(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]probes.Kind{`{}`: probes.Malformed, `{"value":[{}]}`: probes.Malformed, `{"value":[{"appRoleId":null}]}`: probes.Malformed} {
		_, err := newBench(t).on(someOne, says(body)).client().AppRoles(t.Context(), someApp)
		if got := probes.AsObstacle(err); got == nil || got.Kind != want {
			t.Errorf("%s: got %v, want %s", body, err, want)
		}
	}
	_, err := newBench(t).on(someOne, refuses(403, "Authorization_RequestDenied")).client().AppRoles(t.Context(), someApp)
	if got := probes.AsObstacle(err); got == nil || got.Kind != probes.MissingPermission || got.Needs != applicationRead {
		t.Errorf("refused: got %v", err)
	}
}

// The ID comes from the server's file and stands in quotes in the path.
func TestOnlyAnIDIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"", "x", "..", "77777777-0000-4000-8000-00000000000", someApp + "0", "77777777-0000-4000-8000-00000000000'",
		"77777777000040008000000000000002----", someApp + "')/x", "gggggggg-0000-4000-8000-000000000002",
	} {
		_, err := newBench(t).client().AppRoles(t.Context(), id)
		if got := probes.AsObstacle(err); got == nil || got.Kind != probes.MissingInput {
			t.Errorf("%q: got %v", id, err)
		}
	}
}
