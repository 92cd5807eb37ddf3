package graph

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// TestDeletedUsers: a deleted account is called by its ID and its name, which comes
// back as it was; whoever is shown no more than IDs has not seen anything.
func TestDeletedUsers(t *testing.T) {
	t.Parallel()
	const name, id = "kim@contoso.com", "aaaaaaaa-0000-0000-0000-00000000000b"
	row := func(upn string) string {
		return `{"id":"` + id + `","userPrincipalName":` + upn + `,"deletedDateTime":"2026-11-20T04:31:00Z","onPremisesImmutableId":"q2Vx==","onPremisesSecurityIdentifier":null}`
	}
	for test, c := range map[string]struct {
		answer http.HandlerFunc
		want   string // names before
		kind   probes.Kind
	}{
		"none":             {says(`{"value":[]}`), "", ""},
		"one":              {says(`{"value":[` + row(`"AAAAAAAA00000000000000000000000bkim@contoso.com"`) + `]}`), name, ""},
		"another ID":       {says(`{"value":[` + row(`"bbbbbbbb00000000000000000000000bkim@contoso.com"`) + `]}`), "bbbbbbbb00000000000000000000000bkim@contoso.com", ""},
		"only IDs":         {says(`{"value":[` + row(`null`) + `]}`), "", probes.MissingPermission},
		"hollow":           {says(`{"value":[{}]}`), "", probes.Malformed},
		"no list":          {says(`{}`), "", probes.Malformed},
		"not permitted":    {refuses(403, "Authorization_RequestDenied"), "", probes.MissingPermission},
		"no such path":     {refuses(404, "Request_ResourceNotFound"), "", probes.NotFound},
		"filter not taken": {refuses(400, "Request_UnsupportedQuery"), "", probes.Malformed},
	} {
		var asked *http.Request
		b := newBench(t).on("/v1.0"+deletedPath, func(w http.ResponseWriter, r *http.Request) { asked = r; c.answer(w, r) })
		got, err := b.client().DeletedUsers(t.Context(), name, "o'k=")
		var names []string
		for _, d := range got.List {
			names = append(names, d.UPN)
		}
		o, _ := errors.AsType[*probes.Obstacle](err)
		if strings.Join(names, " ") != c.want || (o == nil) != (c.kind == "") || o != nil && o.Kind != c.kind {
			t.Errorf("%s: got %q and %v, want %q and %q", test, names, err, c.want, c.kind)
		}
		if test == "one" && (!got.List[0].At.Equal(at.AddDate(0, 0, -3)) || got.List[0].Anchor != "q2Vx==") {
			t.Errorf("got %+v", got.List[0])
		}
		query := asked.URL.Query()
		if want := "onPremisesImmutableId eq 'o''k=' or endswith(userPrincipalName,'kim@contoso.com')"; query.Get("$filter") != want ||
			query.Get("$count") != "true" || asked.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("%s: asked %v with ConsistencyLevel %q", test, query, asked.Header.Get("ConsistencyLevel"))
		}
	}
	b := newBench(t)
	if _, err := b.client().DeletedUsers(t.Context(), `CORP\kim`, ""); err == nil || b.count(deletedPath) != 0 {
		t.Errorf("asked for nobody: %v", err)
	}
}
