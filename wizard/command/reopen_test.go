package command

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
)

func testApp(env map[string]string) *app {
	a := newApp(Process{
		Getenv: func(name string) string { return env[name] }, Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07",
	}, lang.Korean)
	a.root()
	return a
}

// TestReopeningKeepsTheSecretsOfTheSameAccount: who corrects the file of the
// authority does not type the password again, and who takes another account
// does not sign in with the old one's password.
func TestReopeningKeepsTheSecretsOfTheSameAccount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		account, password, want string
	}{
		{`CORP\kim`, "", "first"},
		{`CORP\kim`, "second", "second"},
		{`CORP\lee`, "", ""},
	} {
		a := testApp(nil)
		p, err := a.environment(steps.Access{Facts: steps.Facts{steps.Domain: "corp.example"}, Account: `CORP\kim`, Password: []byte("first")})
		if err != nil {
			t.Fatal(err)
		}
		again, err := a.reopen(t.Context(), p, steps.Access{Account: c.account, Password: []byte(c.password)})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.kept.password.Reveal(); got != c.want {
			t.Errorf("%s with %q: signs in with %q, want %q", c.account, c.password, got, c.want)
		}
		if got := again.Session.Facts()[steps.Domain]; got != "corp.example" {
			t.Errorf("the walk lost its domain: %q", got)
		}
		_, _ = p.Shut(), again.Shut()
	}
}

// TestTypedSecretsAreSweptOutOfFiles: what was typed on the screen never
// stood in the environment, and must not reach a file either.
func TestTypedSecretsAreSweptOutOfFiles(t *testing.T) {
	t.Parallel()
	a := testApp(nil)
	p, err := a.environment(steps.Access{Account: `CORP\kim`, Password: []byte("typed-secret")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Shut() }()
	found := false
	for _, s := range a.secrets() {
		found = found || s.Reveal() == "typed-secret"
	}
	if !found {
		t.Error("the last sweep does not know the typed password")
	}
}

func TestWizardIsGivenEverythingThatWasSaid(t *testing.T) {
	t.Parallel()
	a := testApp(map[string]string{envPassword: "p", envToken: "t", envClientSecret: "s"})
	a.flags.account, a.flags.caFile, a.flags.serverFile, a.flags.clientID = `CORP\kim`, "ca.pem", "server.json", "id"
	*a.flags.fact[steps.Admin] = "admin@contoso.com"
	got := a.config(start{}).Given
	if got.Account != `CORP\kim` || got.CAFile != "ca.pem" || got.ServerFile != "server.json" || got.ClientID != "id" ||
		got.Facts[steps.Admin] != "admin@contoso.com" || string(got.Password) != "p" || string(got.Token) != "t" || string(got.ClientSecret) != "s" {
		t.Errorf("given %+v", got)
	}
}

func TestCollectedFileNamesItsDomainAndServer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.json")
	a := testApp(nil)
	a.output.Out = &strings.Builder{}
	a.flags.world, a.flags.out = "engine-stopped", path
	if err := a.collect(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := a.walkFile(t.Context(), path)
	found, ok := errors.AsType[*wizard.CollectedError](err)
	if !ok {
		t.Fatalf("got %v, want the collected file told apart", err)
	}
	if found.Access.ServerFile != path || found.Access.Facts[steps.Domain] == "" || found.Access.Facts[steps.SyncServer] == "" {
		t.Errorf("got %+v", found.Access)
	}
	if wrong := a.config(start{}).TryServerFile(path); !wrong.Empty() {
		t.Errorf("its own file is refused: %s", wrong.En)
	}
	if wrong := a.config(start{}).TryServerFile(path + ".no"); !strings.Contains(wrong.Ko, "파일이 없습니다") {
		t.Errorf("got %q", wrong.Ko)
	}
}

// TestEveryEnvironmentSweepsItsSecrets: what is typed on the screen is swept
// out of results too, although it never stood in the environment.
func TestEveryEnvironmentSweepsItsSecrets(t *testing.T) {
	t.Parallel()
	a := testApp(nil)
	p, err := a.environment(steps.Access{
		Account: `CORP\kim`, Password: []byte("typed-Passw0rd"), ClientID: "app", ClientSecret: []byte("typed~s3cret"), Token: []byte("typed.t0ken"),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Shut()
	result := steps.Result{Evidence: []byte(`{"a":"typed-Passw0rd typed~s3cret typed.t0ken"}`)}
	p.Env.Sweep(&result)
	if got, want := string(result.Evidence), `{"a":"[hidden] [hidden] [hidden]"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
