package lab_test

import (
	"crypto/tls"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
)

// answered is the status of an answer of Microsoft Graph to the person's own
// token, and the code of its refusal.
func answered(t *testing.T, l *lab.Lab, path string) (status int, code string) {
	t.Helper()
	network := l.Network()
	client := &http.Client{Transport: &http.Transport{
		DialContext: network.Dial, TLSClientConfig: &tls.Config{RootCAs: network.Roots, MinVersion: tls.VersionTLS12},
	}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.microsoft.com"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+l.Token().Reveal())
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var refusal struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	_ = json.NewDecoder(answer.Body).Decode(&refusal)
	return answer.StatusCode, refusal.Error.Code
}

// What tools in public take for the policy of SSPR is no segment of Graph, and
// what a person may read hangs on roles.
func TestWhatGraphRefusesAPerson(t *testing.T) {
	t.Parallel()
	const report = "/v1.0/reports/authenticationMethods/userRegistrationDetails/"
	for _, test := range []struct {
		roles, path string
		status      int
		code        string
	}{
		{"[Global Reader]", "/beta/policies/selfServicePasswordResetPolicy", http.StatusBadRequest, "BadRequest"},
		{"[]", "/v1.0/organization", http.StatusOK, ""},
		{"[]", "/v1.0/policies/authorizationPolicy", http.StatusForbidden, "Authorization_RequestDenied"},
		{"[]", report + "x", http.StatusForbidden, "Authentication_RequestFromUnsupportedUserRole"},
		{"[User Administrator]", report + "x", http.StatusForbidden, "Authentication_RequestFromUnsupportedUserRole"},
		{"[Global Reader]", report + "x", http.StatusNotFound, "Request_ResourceNotFound"},
	} {
		l := started(t, "credentials: {tenant: person, roles: "+test.roles+"}")
		if status, code := answered(t, l, test.path); status != test.status || code != test.code {
			t.Errorf("%s as %s: got %d %s, want %d %s", test.path, test.roles, status, code, test.status, test.code)
		}
	}
}

func TestATokenSaysWhetherItIsAPersons(t *testing.T) {
	t.Parallel()
	for credentials, want := range map[string]probes.Kind{
		"{tenant: person, roles: []}":   probes.MissingRole,
		"{tenant: person, roles: null}": probes.AccessDenied,
	} {
		l := started(t, "credentials: "+credentials+"\ntenant: {answers: {/policies/*: {status: 403}}}")
		c := graph.New(graph.Config{Token: l.Token(), Network: l.Network(), Clock: l.Clock()})
		_, err := c.AdministratorReset(t.Context())
		if o := probes.AsObstacle(err); o == nil || o.Kind != want || !strings.HasPrefix(o.Code, "403") {
			t.Errorf("%s: got %v, want %s", credentials, err, want)
		}
	}
	if token := started(t, "{}").Token(); !token.Empty() {
		t.Error("an application signs in by its secret, and the lab has a token of a person")
	}
}
