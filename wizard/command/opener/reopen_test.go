package opener

import (
	"io"
	"testing"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/wizard/command/output"
)

func testOpener(env map[string]string) *Opener {
	said := &Said{Fact: map[steps.Fact]*string{}}
	for _, name := range steps.Inputs() {
		said.Fact[name] = new(string)
	}
	return New(Process{
		Getenv: func(name string) string { return env[name] }, Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07",
	}, said, &output.Output{Out: io.Discard, Err: io.Discard}, func(compare.Comparison) {})
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
		op := testOpener(nil)
		p, err := op.Environment(steps.Access{Facts: steps.Facts{steps.Domain: "corp.example"}, Account: `CORP\kim`, Password: []byte("first")})
		if err != nil {
			t.Fatal(err)
		}
		again, err := op.Reopen(t.Context(), p, steps.Access{Account: c.account, Password: []byte(c.password)})
		if err != nil {
			t.Fatal(err)
		}
		if got := op.last().password.Reveal(); got != c.want {
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
	op := testOpener(nil)
	p, err := op.Environment(steps.Access{Account: `CORP\kim`, Password: []byte("typed-secret")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Shut() }()
	found := false
	for _, s := range op.Secrets() {
		found = found || s.Reveal() == "typed-secret"
	}
	if !found {
		t.Error("the last sweep does not know the typed password")
	}
}

// TestEveryEnvironmentSweepsItsSecrets: what is typed on the screen is swept
// out of results too, although it never stood in the environment.
func TestEveryEnvironmentSweepsItsSecrets(t *testing.T) {
	t.Parallel()
	op := testOpener(nil)
	p, err := op.Environment(steps.Access{
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

// TestASignInLeavesASavedWalkAsItIs: opened once more, it stands as of its own time, and
// what it found is judged as it was. One that never was of another time does not.
func TestASignInLeavesASavedWalkAsItIs(t *testing.T) {
	t.Parallel()
	for name, past := range map[string]*steps.Past{"saved": {AsOf: time.Now().AddDate(0, 0, -5), Opened: time.Now()}, "of now": nil} {
		op := testOpener(nil)
		p, err := op.Environment(steps.Access{Facts: steps.Facts{steps.Domain: "corp.example"}, Account: `CORP\kim`, Password: []byte("first")})
		if err != nil {
			t.Fatal(err)
		}
		p.Past = past
		again, err := op.Reopen(t.Context(), p, steps.Access{Account: `CORP\lee`, Password: []byte("second")})
		if err != nil {
			t.Fatal(err)
		}
		if again.Past != past {
			t.Errorf("%s: as of %+v, want %+v", name, again.Past, past)
		}
		_, _ = p.Shut(), again.Shut()
	}
}
