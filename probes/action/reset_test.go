package action_test

import (
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
)

// tester is the designated test user of the worlds.
const tester = "writeback.test@contoso.com"

// desk is a person who may reset, in a world that says what differs from that.
const desk = `
credentials:
  tenant: person
  permissions: [User.Read.All, AuditLog.Read.All, UserAuthenticationMethod.ReadWrite.All]
  roles: [Authentication Administrator]
`

type bench struct {
	*lab.Lab

	cloud  *action.Cloud
	graph  *graph.Client
	here   *directory.Client
	direct *action.Directory
}

func in(t *testing.T, world string) bench {
	t.Helper()
	w, err := lab.Parse("test.yaml", []byte(world))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w.Hurried())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	b := bench{Lab: l}
	clientID, secret := l.App()
	b.graph = graph.New(graph.Config{
		Tenant: l.Facts()["tenant"], ClientID: clientID, ClientSecret: secret, Token: l.Token(), Cloud: map[string]graph.Cloud{"china": graph.China}[l.Cloud()], Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage(),
	})
	pass, err := b.graph.Pass()
	if err != nil {
		t.Fatal(err)
	}
	b.cloud = action.NewCloud(pass, l.Clock(), l.Vantage())
	account, password := l.Account()
	b.here = directory.New(directory.Config{Domain: l.Facts()["domain"], Account: account, Password: password, Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage()})
	b.direct = &action.Directory{Road: b.here.WriteRoad, Network: l.Network(), Clock: l.Clock(), Vantage: l.Vantage()}
	t.Cleanup(func() { _ = b.here.Close() })
	return b
}

func made(t *testing.T) probes.Secret {
	t.Helper()
	password, err := action.NewPassword()
	if err != nil {
		t.Fatal(err)
	}
	return password
}

// TestTheCloudIsAskedOnceAndFollowedToTheEnd: the statuses, the codes and the
// words of Graph, and what is made of each.
func TestTheCloudIsAskedOnceAndFollowedToTheEnd(t *testing.T) {
	t.Parallel()
	const methods = "\ntenant:\n  answers:\n    /users/*/authentication/methods: "
	for name, c := range map[string]struct {
		world  string
		status int
		state  string
		kind   probes.Kind
		code   string
	}{
		"it succeeds":                   {desk, 202, "succeeded", "", ""},
		"a right is missing in AD":      {desk + "\ndirectory:\n  grants: {reset: missing}\n", 202, "failed", "", ""},
		"it never ends":                 {desk + "\ntenant: {reset: {ends: never}}\n", 202, "running", probes.TimedOut, ""},
		"it ends with another word":     {desk + "\ntenant: {reset: {ends: new-word}}\n", 202, "partiallySucceeded", probes.TimedOut, ""},
		"an application asks":           {"", 403, "", probes.MissingPermission, "403/accessDenied"},
		"the permission is missing":     {"credentials: {tenant: person, permissions: [User.Read.All], roles: [Authentication Administrator]}", 403, "", probes.MissingPermission, "403/accessDenied"},
		"the role is missing":           {"credentials: {tenant: person, permissions: [UserAuthenticationMethod.ReadWrite.All], roles: [Helpdesk Administrator]}", 403, "", probes.MissingRole, "403/accessDenied"},
		"the cloud lacks it":            {desk + "\ntenant: {cloud: china}\n", 400, "", probes.Refused, "400/BadRequest"},
		"it refuses the password":       {desk + methods + "{status: 400, code: passwordBanned}\n", 400, "", probes.Refused, "400/passwordBanned"},
		"it has no such user":           {desk + methods + "{status: 404}\n", 404, "", probes.NotFound, "404/Request_ResourceNotFound"},
		"it is busy throughout":         {desk + methods + "{status: 429, retry-after: '0.5'}\n", 429, "", probes.Throttled, "429/TooManyRequests"},
		"it is busy once":               {desk + methods + "{status: 429, retry-after: '0.5', times: 1}\n", 202, "succeeded", "", ""},
		"it is out of order":            {desk + methods + "{status: 503}\n", 503, "", probes.Throttled, "503/ServiceNotAvailable"},
		"it fails":                      {desk + methods + "{status: 500}\n", 500, "", probes.Failing, "500/ServiceNotAvailable"},
		"it wants another sign-in":      {desk + methods + "{status: 401, claims: true}\n", 401, "", probes.TokenRejected, "401/InvalidAuthenticationToken"},
		"it redirects":                  {desk + methods + "{status: 302}\n", 302, "", probes.Refused, "302/ServiceNotAvailable"},
		"it leads elsewhere":            {desk + "\ntenant: {reset: {location: elsewhere}}\n", 202, "", probes.Malformed, ""},
		"it leads nowhere":              {desk + "\ntenant: {reset: {location: none}}\n", 202, "", probes.Malformed, ""},
		"what it leads to is not there": {desk + "\ntenant: {reset: {location: not-there}}\n", 202, "", probes.TimedOut, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := in(t, c.world)
			var told []probes.CloudReset
			got := b.cloud.Reset(t.Context(), tester, made(t), func(r probes.CloudReset) { told = append(told, r) })
			why := probes.Obstacle{}
			if got.Why != nil {
				why = *got.Why
			}
			if got.Status.Or(0) != c.status || got.State != c.state || why.Kind != c.kind || why.Code != c.code {
				t.Errorf("got %d %q, %s %s", got.Status.Or(0), got.State, why.Kind, why.Code)
			}
			if accepted := c.status == 202; accepted == got.Accepted.IsZero() || len(told) == 0 || told[len(told)-1].State != got.State {
				t.Errorf("accepted at %s, told %d times", got.Accepted, len(told))
			}
			if over := c.state == "succeeded" || c.state == "failed"; over == got.Ended.IsZero() {
				t.Errorf("ended at %s", got.Ended)
			}
		})
	}
}

// TestAControllerDecidesByTheRightsOfTheAccount: the numbers of LDAP and of
// Windows, whatever is not written, and why.
func TestAControllerDecidesByTheRightsOfTheAccount(t *testing.T) {
	t.Parallel()
	const person = "\ndirectory: {users: {wbtest: "
	for name, c := range map[string]struct {
		world    string
		account  string
		password string
		result   int // -1 for none
		number   string
		kind     probes.Kind
		written  bool
	}{
		"written":                       {"", "", "", 0, "", "", true},
		"without the control":           {"directory: {controllers: {dc1: {policy-hints: false}, dc2: {policy-hints: false}}}", "", "", 0, "", "", true},
		"the right is missing":          {"directory: {grants: {reset: missing}}", "", "", 50, "00000005", "", false},
		"the right is denied there":     {person + "{deny: [reset]}}}", "", "", 50, "00000005", "", false},
		"too young":                     {"directory: {password-policy: {minimum-age: 1000h}}", "", "", 53, "0000052D", "", false},
		"too short":                     {"directory: {password-policy: {length: 40}}", "", "", 53, "0000052D", "", false},
		"a constraint":                  {person + "{answers-write: {code: 19, number: 8239}}}}", "", "", 19, "0000202F", "", false},
		"busy":                          {person + "{answers-write: {code: 51, number: 8206}}}}", "", "", 51, "0000200E", "", false},
		"the connection is lost":        {person + "{answers-write: {lost: true}}}}", "", "", -1, "", probes.Reset, false},
		"the password of the account":   {"", "", "wrong", -1, "", probes.WrongPassword, false},
		"no password":                   {"", "", "-", -1, "", probes.NoCredentials, false},
		"another account":               {"", `CORP\kim`, "Blue-Harbour-27-Lantern", 50, "00000005", "", false},
		"a marked user":                 {person + "{admin-count: true, inherits: true}}}", "", "", -1, "", probes.AccessDenied, false},
		"another entry under that name": {person + "{anchor: somebody-else}}}", "", "", -1, "", probes.Ambiguous, false},
		"a certificate of nobody":       {"directory: {controllers: {dc1: {fault: certificate-expired}}}", "", "", -1, "", probes.CertificateExpired, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := in(t, c.world)
			user, err := in(t, "").here.User(t.Context(), tester) // as it is in the healthy world
			if err != nil {
				t.Fatal(err)
			}
			by := probes.ResetAccount{Name: `CORP\MSOL_0a1b2c3d4e5f`, Password: probes.NewSecret("Blue-Harbour-27-Lantern")}
			if c.account != "" {
				by.Name = c.account
			}
			switch c.password {
			case "-":
				by.Password = probes.Secret{}
			case "wrong":
				by.Password = probes.NewSecret("wrong")
			}
			of := probes.ResetTarget{UPN: tester, DN: user.DN, Anchor: user.Anchor}
			before := b.set(t)
			got := b.direct.Reset(t.Context(), of, by, made(t))
			kind := probes.Kind("")
			if got.Why != nil {
				kind = got.Why.Kind
			}
			if got.Result.Or(-1) != c.result || got.Number != c.number || kind != c.kind {
				t.Errorf("got %s %s, %s %v", got.Result, got.Number, kind, got.Why)
			}
			if sent := c.result >= 0 || c.kind == probes.Reset; sent == got.Sent.IsZero() {
				t.Errorf("sent at %s", got.Sent)
			}
			if hints := (c.result >= 0 || c.kind == probes.Reset) && name != "without the control"; hints != (got.Hints == probes.Yes) {
				t.Errorf("hints: %s", got.Hints)
			}
			if now := b.set(t); c.written == now.Equal(before) {
				t.Errorf("pwdLastSet was %s and is %s", before, now)
			}
		})
	}
}

// set is when the password of the test user was set, by the PDC emulator.
func (b bench) set(t *testing.T) time.Time {
	t.Helper()
	b.here.Forget()
	user, err := b.here.User(t.Context(), tester)
	if err != nil || user.Matches != 1 {
		return time.Time{} // a world whose controller cannot be looked at
	}
	return user.PasswordLastSet
}

// TestAPasswordIsMadeUp: long, of all classes, never the same, and nothing that a
// screen makes into something else.
func TestAPasswordIsMadeUp(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		password := made(t).Reveal()
		if seen[password] || len(password) < 24 {
			t.Fatalf("%d characters, seen before: %v", len(password), seen[password])
		}
		seen[password] = true
		for class, of := range map[string]string{"upper": "ABCDEFGHJKLMNPQRSTUVWXYZ", "lower": "abcdefghijkmnopqrstuvwxyz", "digits": "23456789", "signs": "-_.+!*="} {
			if !strings.ContainsAny(password, of) {
				t.Fatalf("a password has none of %s", class)
			}
		}
		if strings.ContainsAny(password, "0O1lI \"'$%&\\`") || strings.ContainsAny(password[:1], "-_.+!*=") {
			t.Fatal("a password has a character that is taken for another")
		}
	}
	if printed := made(t).String(); printed != probes.Hidden {
		t.Errorf("it prints as %s", printed)
	}
}
