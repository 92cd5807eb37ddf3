package opener

import (
	"io"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
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

// TestReopeningKeepsWhatWasDoneAndWhoSignedIn: what the program changed stands in the
// next file too, and nobody is asked to sign in to the tenant again who gave something
// else. Another way, application or tenant is another sign-in.
func TestReopeningKeepsWhatWasDoneAndWhoSignedIn(t *testing.T) {
	t.Parallel()
	acted := []probes.Acted{{ID: "1", Mark: probes.Consented, At: time.Now().Add(-time.Hour)}, {ID: "1", Mark: probes.Ended, At: time.Now().Add(-time.Hour)}}
	person := probes.SignedIn{Person: probes.Yes, Name: "desk@contoso.com", Tenant: "contoso.com"}
	for name, c := range map[string]struct {
		first  steps.Access
		change func(*steps.Access)
		tenant string // named meanwhile
		stays  bool
	}{
		"another account":      {steps.Access{TenantSignIn: "device-code"}, func(a *steps.Access) { a.Account, a.Password = `CORP\lee`, []byte("x") }, "", true},
		"its own tenant":       {steps.Access{TenantSignIn: "device-code"}, func(*steps.Access) {}, "contoso.com", true},
		"another tenant":       {steps.Access{TenantSignIn: "device-code"}, func(*steps.Access) {}, "fabrikam.example", false},
		"another way":          {steps.Access{TenantSignIn: "device-code"}, func(a *steps.Access) { a.TenantSignIn = "browser" }, "", false},
		"no way any more":      {steps.Access{TenantSignIn: "device-code"}, func(a *steps.Access) { a.TenantSignIn = "none" }, "", false},
		"another application":  {steps.Access{TenantSignIn: "device-code"}, func(a *steps.Access) { a.ClientID = "app-2" }, "", false},
		"the same application": {steps.Access{TenantSignIn: "secret", ClientID: "app-1", ClientSecret: []byte("s"), Facts: steps.Facts{steps.Tenant: "contoso.com"}}, func(a *steps.Access) { a.ClientSecret = nil }, "", true},
		"another secret":       {steps.Access{TenantSignIn: "secret", ClientID: "app-1", ClientSecret: []byte("s"), Facts: steps.Facts{steps.Tenant: "contoso.com"}}, func(a *steps.Access) { a.ClientSecret = []byte("t") }, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			op := testOpener(nil)
			op.process.Browse = func(string) error { return nil }
			first := c.first
			first.Facts = steps.Facts{}.With(first.Facts)
			next := first
			next.ClientSecret = append([]byte(nil), first.ClientSecret...)
			c.change(&next)
			p, err := op.Environment(first)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = p.Shut() }()
			p.Acted, p.SignedIn = acted, &person
			if c.tenant != "" {
				p.Session.Add(steps.Facts{steps.Tenant: c.tenant})
			}
			again, err := op.Reopen(t.Context(), p, next)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = again.Shut() }()
			if len(again.Deeds()) != len(acted) {
				t.Errorf("of %d entries of the audit trail it has %d", len(acted), len(again.Deeds()))
			}
			if (again.SignedIn != nil) != c.stays {
				t.Errorf("signed in: %v, want %v", again.SignedIn, c.stays)
			}
		})
	}
}

// TestWhoSignedInStaysSoWhenTheTenantIsKnown: a walk that is opened once more names the
// tenant that the sign-in told, or came to it by another way than the first, and the
// person is asked for nothing.
func TestWhoSignedInStaysSoWhenTheTenantIsKnown(t *testing.T) {
	t.Parallel()
	for _, world := range []string{"sign-in-device-code", "sign-in-device-code-forbidden"} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			w, err := lab.Load(world)
			if err != nil {
				t.Fatal(err)
			}
			running, err := lab.Start(t.Context(), w.Hurried())
			if err != nil {
				t.Fatal(err)
			}
			defer running.Close()
			o := inside(running)
			asked := 0
			enter := func(known steps.Facts) probes.SignedIn {
				p, err := o.patient(known, lang.Text{}, time.UTC)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = p.Shut() }()
				in, err := p.SignIn.Enter(t.Context(), func(steps.SignInPrompt) { asked++ })
				if err != nil {
					t.Fatal(err)
				}
				return in
			}
			in := enter(steps.Facts{})
			if asked == 0 || in.Tenant == "" {
				t.Fatalf("nobody was asked, or the tenant is not told: %+v", in)
			}
			asked = 0
			for _, known := range []steps.Facts{{steps.Tenant: in.Tenant}, {}} {
				if again := enter(known); asked != 0 || again.Name != in.Name {
					t.Errorf("with %v the person was asked %d times, and is %q", known, asked, again.Name)
				}
			}
		})
	}
}
