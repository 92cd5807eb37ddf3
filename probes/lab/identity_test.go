package lab_test

import (
	"bytes"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
)

// signingIn is a client with what the person of a world has.
func signingIn(t *testing.T, l *lab.Lab) *graph.Client {
	t.Helper()
	return keptSigningIn(t, l, nil)
}

// keptSigningIn is the same with a key store.
func keptSigningIn(t *testing.T, l *lab.Lab, keeper graph.Keeper) *graph.Client {
	t.Helper()
	id, secret := l.App()
	return graph.New(graph.Config{
		Keeper: keeper,
		Way:    graph.Way(l.TenantSignIn()), Tenant: l.Facts()["tenant"], ClientID: id, ClientSecret: secret, Token: l.Token(),
		Certificate: graph.Certificate{Path: l.AppCertificate()}, Browse: l.Browse,
		Cloud: graph.Cloud(strings.TrimPrefix(l.Cloud(), "global")), Network: l.Network(), Clock: l.Here(), Vantage: l.Vantage(),
	})
}

// TestEveryWayOfSigningIn exchanges everything with Microsoft's own library over
// real HTTPS, in every cloud, and asks Graph with what it was given.
func TestEveryWayOfSigningIn(t *testing.T) {
	t.Parallel()
	for _, cloud := range []string{"global", "us-government", "us-government-dod", "china"} {
		for way, person := range map[string]bool{"right": false, "certificate": false, "person": true, "browser": true, "device-code": true} {
			t.Run(cloud+"/"+way, func(t *testing.T) {
				t.Parallel()
				l := started(t, "tenant: {cloud: "+cloud+"}\ncredentials: {tenant: "+way+", roles: [Global Reader], polls: 1}")
				client := signingIn(t, l)
				shown := 0
				in, err := client.SignIn(t.Context(), func(graph.Prompt) { shown++ })
				if err != nil {
					t.Fatal(err)
				}
				if !in.Readable || (in.Person == probes.Yes) != person || in.Tenant != l.Facts()["tenant"] || in.Name == "" {
					t.Errorf("signed in as %+v", in)
				}
				if person && (!in.RolesSaid || len(in.Roles) != 1 || in.Roles[0].Name != "Global Reader") {
					t.Errorf("with the roles %+v", in.Roles)
				}
				if want := map[string]int{"browser": 1, "device-code": 1}[way]; shown != want {
					t.Errorf("showed %d prompts, want %d", shown, want)
				}
				if got, err := client.Organization(t.Context()); err != nil || got.ID != in.Tenant {
					t.Errorf("the tenant is %q, %v", got.ID, err)
				}
			})
		}
	}
}

// TestSignInsThatTheLabRefuses: every refusal of a world comes out of the
// library with its number.
func TestSignInsThatTheLabRefuses(t *testing.T) {
	t.Parallel()
	for credentials, want := range map[string]string{
		"{tenant: wrong}":                                                    "token-rejected AADSTS7000215",
		"{tenant: secret-expired}":                                           "token-rejected AADSTS7000222",
		"{tenant: right, refused: {application: 700016}}":                    "token-rejected AADSTS700016",
		"{tenant: certificate, certificate-end: -3d}":                        "client-certificate-ended AADSTS700027",
		"{tenant: certificate, refused: {application: 700027}}":              "token-rejected AADSTS700027",
		"{tenant: device-code, answer: no}":                                  "sign-in-declined AADSTS70000",
		"{tenant: device-code, answer: none, code-holds: 20s}":               "code-expired",
		"{tenant: device-code, refused: {start: 700016}}":                    "token-rejected AADSTS700016",
		"{tenant: device-code, polls: 1, refused: {device-code: 53003}}":     "token-rejected AADSTS53003",
		"{tenant: device-code, refused: {device-code: 50199}}":               "token-rejected AADSTS50199",
		"{tenant: device-code, refused: {device-code: 65001}}":               "token-rejected AADSTS65001",
		"{tenant: device-code, refused: {device-code: 7000218}}":             "token-rejected AADSTS7000218",
		"{tenant: browser, answer: no}":                                      "token-rejected AADSTS65004",
		"{tenant: browser, refused: {browser: 50105}}":                       "token-rejected AADSTS50105",
		"{tenant: browser, refused: {code: 53003}}":                          "token-rejected AADSTS53003",
		"{tenant: device-code, token-lasts: 60s, refused: {refresh: 70043}}": "token-rejected AADSTS70043",
		"{tenant: browser, token-lasts: 60s, refused: {refresh: 700082}}":    "token-rejected AADSTS700082",
		"{tenant: browser, refused: {code: 424242}}":                         "token-rejected AADSTS424242",
	} {
		t.Run(credentials, func(t *testing.T) {
			t.Parallel()
			l := started(t, "speed: 400\ncredentials: "+credentials)
			_, err := signingIn(t, l).SignIn(t.Context(), func(graph.Prompt) {})
			o := probes.AsObstacle(err)
			if o == nil {
				t.Fatal("signed in")
			}
			got := strings.TrimSpace(string(o.Kind) + " " + o.Code)
			if got != want && !strings.HasPrefix(got, want+" ") {
				t.Errorf("got %s, want %s", got, want)
			}
			for _, secret := range lab.Planted() {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error holds a secret: %v", err)
				}
			}
		})
	}
}

// A token that is about to end is renewed without the person.
func TestATokenIsRenewedWithoutThePerson(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"browser", "device-code"} {
		l := started(t, "credentials: {tenant: "+way+", token-lasts: 60s, roles: [Global Reader]}")
		client, shown := signingIn(t, l), 0
		if _, err := client.SignIn(t.Context(), func(graph.Prompt) { shown++ }); err != nil {
			t.Fatal(err)
		}
		if _, err := client.Organization(t.Context()); err != nil || shown != 1 {
			t.Errorf("%s: %v, and the person was asked %d times, want once", way, err, shown)
		}
	}
}

// memory is a key store of a test.
type memory struct{ holds []byte }

func (m *memory) Read() ([]byte, error)   { return m.holds, nil }
func (m *memory) Write(data []byte) error { m.holds = bytes.Clone(data); return nil }
func (m *memory) Delete() error           { m.holds = nil; return nil }

// TestAKeptSignInNeedsNoPerson: what a person asked to keep signs in the next run,
// however they signed in, renews itself, and is forgotten where it was revoked.
func TestAKeptSignInNeedsNoPerson(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"browser", "device-code"} {
		l := started(t, "credentials: {tenant: "+way+", token-lasts: 60s, roles: [Global Reader]}")
		store := &memory{}
		for run, want := range []int{1, 1, 0, 0} { // the person asks in the second
			client, shown := keptSigningIn(t, l, store), 0
			if run == 1 {
				client.Keep(true)
			}
			in, err := client.SignIn(t.Context(), func(graph.Prompt) { shown++ })
			if err != nil {
				t.Fatal(err)
			}
			if _, err := client.Organization(t.Context()); err != nil || shown != want || (in.Kept == probes.Yes) != (run > 0) || (len(store.holds) > 0) != (run > 0) {
				t.Errorf("%s, run %d: %v, %d prompts, want %d, kept %v, %d bytes", way, run, err, shown, want, in.Kept, len(store.holds))
			}
		}
		revoked := started(t, "credentials: {tenant: "+way+", token-lasts: 60s, refused: {refresh: 50173}}")
		shown := 0
		if in, err := keptSigningIn(t, revoked, store).SignIn(t.Context(), func(graph.Prompt) { shown++ }); shown != 1 {
			t.Errorf("%s, revoked: %+v, %v, and the person was asked %d times, want once", way, in, err, shown)
		}
	}
}

func TestWhatIsWrongInAWorldOfSignIns(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"credentials: {refused: {else: 1}}":     "one of application, browser, code, device-code, refresh, start",
		"credentials: {answer: perhaps}":        "yes",
		"credentials: {tenant: smoke-signals}":  "device-code",
		"tenant: {cloud: cirrus}":               "us-government",
		"credentials: {refused: {browser: -1}}": "a whole number",
	} {
		if _, err := lab.Parse("w.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}
