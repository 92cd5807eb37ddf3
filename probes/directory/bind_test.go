package directory_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
)

func TestBindRefusals(t *testing.T) {
	t.Parallel()
	data := func(hex string) string {
		return "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data " + hex + ", v3839\x00"
	}
	for _, c := range []struct {
		code uint16
		text string
		kind probes.Kind
		said string
	}{
		{49, data("525"), probes.NoSuchAccount, "49/525"},
		{49, data("52b"), probes.WrongPassword, "49/52b"},
		{49, data("52e"), probes.WrongPassword, "49/52e"},
		{49, data("52f"), probes.AccountRestriction, "49/52f"},
		{49, data("530"), probes.LogonHours, "49/530"},
		{49, data("531"), probes.Workstation, "49/531"},
		{49, data("532"), probes.PasswordExpired, "49/532"},
		{49, data("533"), probes.AccountDisabled, "49/533"},
		{49, data("569"), probes.BindRefused, "49/569"},
		{49, data("576"), probes.ClockSkew, "49/576"},
		{49, data("701"), probes.AccountExpired, "49/701"},
		{49, data("773"), probes.MustChangePassword, "49/773"},
		{49, data("775"), probes.LockedOut, "49/775"},
		{49, data("80090346"), probes.BadBindings, "49/80090346"},
		{49, "something else, in whatever language", probes.BindRefused, "49"},
		{8, "00002028: LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking", probes.StrongerAuth, "8"},
		{53, "", probes.BindRefused, "53"},
	} {
		t.Run(c.said, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, &controller{bindCode: c.code, bindText: c.text})
				if kind, said := kindOf(t, errorOf(w.User(t.Context(), "alice"))); kind != c.kind || said != c.said {
					t.Errorf("got %s %s, want %s %s", kind, said, c.kind, c.said)
				}
				if d, err := w.Domain(t.Context()); err != nil || d.SignedIn {
					t.Errorf("rootDSE: got signed in %t, %v", d.SignedIn, err)
				}
			})
		})
	}
}

// Each refused bind counts towards locking the account, so there is one until
// somebody asks to look again.
func TestAttackLockout(t *testing.T) {
	t.Parallel()
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, &controller{bindCode: ldap.LDAPResultInvalidCredentials, answers: 1}) // cuts the connection again and again
			for range 4 {
				_, _ = w.User(t.Context(), "alice")
				_, _ = w.Domain(t.Context())
				_, _ = w.PDCEmulator(t.Context())
			}
			if w.dc.binds != 1 {
				t.Errorf("got %d binds, want 1", w.dc.binds)
			}
			w.Forget()
			_, _ = w.User(t.Context(), "alice")
			if w.dc.binds != 2 {
				t.Errorf("after Forget: got %d binds, want 2", w.dc.binds)
			}
		})
	})
}

// A bind that is not answered may have counted as a wrong password all the
// same: it is tried once more, and then no more until somebody asks again.
func TestAttackLockoutBySilence(t *testing.T) {
	t.Parallel()
	t.Run("unanswered", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, &controller{noBind: true})
			for range 5 {
				_, _ = w.DomainControllers(t.Context())
				_, _ = w.PasswordPolicy(t.Context(), "CN=alice,"+baseDN)
			}
			if got := w.dc.bound(); got != 2 {
				t.Errorf("got %d binds, want 2", got)
			}
			hasKind(t, errorOf(w.DomainControllers(t.Context())), probes.Mute)
			w.Forget()
			_, _ = w.DomainControllers(t.Context())
			if got := w.dc.bound(); got != 3 {
				t.Errorf("after Forget: got %d binds, want 3", got)
			}
		})
	})
}

func TestNobodyToSignInAs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]directory.Config{
		"no account":  {Password: probes.NewSecret("secret")},
		"no password": {Account: `CORP\svc`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ca := newAuthority(t)
				dc := &controller{has: entries{"": root()}}
				p := &ports{open: map[string]behaviour{dc1 + ":636": overTLS(ca.certificate(t, dc1, time.Now().Add(time.Hour)), dc.serve)}}
				c.Controller, c.Network = dc1, probes.Network{Dial: p.dial, Roots: ca.pool()}
				d := directory.New(c)
				defer p.all.Wait()
				defer func() { _ = d.Close() }()
				for what, err := range map[string]error{
					"User": errorOf(d.User(t.Context(), "alice")), "Account": errorOf(d.Account(t.Context(), "svc")),
					"PDCEmulator": errorOf(d.PDCEmulator(t.Context())), "DomainControllers": errorOf(d.DomainControllers(t.Context())),
					"PasswordPolicy": errorOf(d.PasswordPolicy(t.Context(), "CN=alice,"+baseDN)), "Rights": errorOf(d.Rights(t.Context(), "svc", "CN=alice,"+baseDN)),
				} {
					if got, _ := kindOf(t, err); got != probes.NoCredentials {
						t.Errorf("%s: got %s, want no-credentials", what, got)
					}
				}
				if got, err := d.Domain(t.Context()); err != nil || got.SignedIn || dc.binds != 0 {
					t.Errorf("rootDSE: got signed in %t after %d binds, %v", got.SignedIn, dc.binds, err)
				}
			})
		})
	}
}

func TestNothingToAskAbout(t *testing.T) {
	t.Parallel()
	c := directory.New(directory.Config{})
	defer func() { _ = c.Close() }()
	for want, err := range map[probes.Kind]error{
		probes.NoDomain:     errorOf(c.Domain(t.Context())),
		probes.NoUser:       errorOf(c.User(t.Context(), "  ")),
		probes.MissingInput: errorOf(c.Account(t.Context(), "")),
	} {
		if got, _ := kindOf(t, err); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
