package opener

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
)

// Whatever a case file leads to, no transport of it opens before somebody
// confirms it, also when the account is corrected meanwhile.
func TestAttackCaseFileLeads(t *testing.T) {
	t.Parallel()
	file := steps.Facts{
		steps.Domain: "evil.test", steps.Controller: "dc.evil.test", steps.Tenant: "evil.example", steps.SyncServer: "srv.evil.test",
	}
	env := map[string]string{envPassword: "password", envClientSecret: "client secret", envToken: "token"}
	roads := map[string]struct {
		open func(*testing.T, *steps.Patient, steps.Facts) error
		by   []steps.Fact
	}{
		"directory": {func(t *testing.T, p *steps.Patient, f steps.Facts) error {
			t.Helper()
			_, err := p.Env.Directory(t.Context(), f)
			return err
		}, []steps.Fact{steps.Domain, steps.Controller}},
		"graph": {func(t *testing.T, p *steps.Patient, f steps.Facts) error {
			t.Helper()
			_, err := p.Env.Graph(t.Context(), f)
			return err
		}, []steps.Fact{steps.Tenant}},
	}
	for road, r := range roads {
		for _, by := range r.by {
			for _, again := range []bool{false, true} {
				name := road + "/" + string(by) + map[bool]string{true: "/another-account"}[again]
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					op := testOpener(env)
					op.said.Account, op.said.ClientID = `CORP\kim`, "app"
					facts := steps.Facts{by: file[by], steps.User: "kim@contoso.com"}
					p, err := op.fileWith("case.json", Opened{Report: casefile.Report{Schema: casefile.Schema, Facts: facts}}, op.Given())
					if err != nil {
						t.Fatal(err)
					}
					if again {
						if p, err = op.Reopen(t.Context(), p, steps.Access{Account: `CORP\lee`, Password: []byte("second"), ClientID: "app"}); err != nil {
							t.Fatal(err)
						}
					}
					why := probes.AsObstacle(r.open(t, p, p.Session.Facts()))
					if why == nil || why.Kind != probes.NotConfirmed || why.Host != file[by] || why.Needs != string(by) {
						t.Errorf("got %v, want not-confirmed by %s", why, by)
					}
					p.Hearsay.Confirm(by)
					if err := r.open(t, p, p.Session.Facts()); err != nil {
						t.Errorf("confirmed: got %v", err)
					}
					_ = p.Shut()
				})
			}
		}
	}
}

// Only what is repeated to the letter, or is the same host, counts as repeated.
func TestAttackCaseFileIsNotQuiteRepeated(t *testing.T) {
	t.Parallel()
	for said, repeated := range map[string][]string{
		"dc.evil.test": {
			"", "evil.test", "dc.evil.tes", "dc.evil.test.corp.example.com", "dc.corp.example.com", "dc.evil.test:636", "ldaps://dc.evil.test",
			"*", "dc.ev\u0131l.test", "dc", ".dc.evil.test", "dc..evil.test",
		},
		"ldaps://dc.evil.test:636": {"dc.evil.test", "ldaps://dc.evil.test", "ldap://dc.evil.test:636", "ldaps://dc.evil.test:637", "ldaps://dc.evil.test:636/"},
		"\u212aim.example":         {"kim.example", "Kim.example", "xn--im-zta.example"},
	} {
		for _, value := range repeated {
			t.Run(said+"/"+value, func(t *testing.T) {
				t.Parallel()
				op := testOpener(nil)
				*op.said.Fact[steps.Controller] = value
				if got := op.repeated(steps.Heard(steps.Facts{steps.Controller: said})); len(got.Facts()) != 1 {
					t.Errorf("%q counts as a repetition of %q", value, said)
				}
			})
		}
	}
	for said, same := range map[string]string{
		"dc.evil.test": "DC.evil.test.", "ldaps://dc.evil.test:636": "ldaps://dc.evil.test:636", "\u212aim.example": "\u212aim.example",
	} {
		op := testOpener(nil)
		*op.said.Fact[steps.Controller] = same
		if got := op.repeated(steps.Heard(steps.Facts{steps.Controller: said})); len(got.Facts()) != 0 {
			t.Errorf("%q is no repetition of %q", same, said)
		}
	}
}
