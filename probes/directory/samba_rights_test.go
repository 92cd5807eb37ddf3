//go:build samba

package directory_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// The table stands in .ci/samba/seed.py. It resets passwords, so it is not
// parallel to a test that reads when they were set, and reads it twice.
func TestSambaRights(t *testing.T) {
	const yes, no = probes.Yes, probes.No
	c := connectorClient(t)
	for _, x := range []struct {
		name, ou                       string
		reset, change, lockout, pwdset probes.YesNo
		denied                         bool
	}{
		{"alice", "OU=Staff", yes, yes, yes, yes, false},
		{"nora", "OU=NoRights", no, yes, no, no, false},
		{"petra", "OU=NoRights", yes, yes, no, no, false},
		{"denise", "OU=Staff", no, yes, yes, yes, true},
		{"dave", "OU=Staff", no, yes, no, no, false},
		{"erin", "OU=Staff", no, no, no, no, false},
		{"carl", "OU=NoRights", no, no, no, no, false},
	} {
		r, err := c.Rights(t.Context(), `CORP\`+samba["MSOL_NAME"], userDN(x.name, x.ou))
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if r.ResetPassword.Granted != x.reset || r.ChangePassword.Granted != x.change || r.WriteLockoutTime.Granted != x.lockout ||
			r.WritePwdLastSet.Granted != x.pwdset || r.Unexpire.Granted != yes || r.ResetPassword.Denied != x.denied {
			said, _ := json.Marshal(r)
			t.Errorf("%s: got %s", x.name, said)
		}
		agrees(t, x.name, userDN(x.name, x.ou), r)
	}
}

// agrees asks Samba itself, as the connector account, what that may write on
// the user (allowedAttributesEffective), and tries a reset.
func agrees(t *testing.T, name, dn string, r probes.Rights) {
	t.Helper()
	conn, err := ldap.DialURL("ldap://" + samba["DC_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if err := conn.Bind(samba["MSOL_NAME"]+"@"+samba["DNS_DOMAIN"], samba["MSOL_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	found, err := conn.Search(ldap.NewSearchRequest(dn, ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{"allowedAttributesEffective"}, nil))
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("%s: got %v, %v", name, found, err)
	}
	may := map[string]bool{}
	for _, a := range found.Entries[0].GetAttributeValues("allowedAttributesEffective") {
		may[a] = true
	}
	if got := r.WriteLockoutTime.Granted == probes.Yes; got != may["lockoutTime"] {
		t.Errorf("%s: lockoutTime: got %t, Samba says %t", name, got, may["lockoutTime"])
	}
	if got := r.WritePwdLastSet.Granted == probes.Yes; got != may["pwdLastSet"] {
		t.Errorf("%s: pwdLastSet: got %t, Samba says %t", name, got, may["pwdLastSet"])
	}
	reset := ldap.NewModifyRequest(dn, nil)
	reset.Replace("unicodePwd", []string{quoted(samba["USER_PASSWORD"])})
	err = conn.Modify(reset)
	if got := r.ResetPassword.Granted == probes.Yes; got != (err == nil) || (err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultInsufficientAccessRights)) {
		t.Errorf("%s: reset: got %t, Samba says %v", name, got, err)
	}
}

// quoted is a password as unicodePwd takes it: in quotes, in UTF-16LE.
func quoted(password string) string {
	var b strings.Builder
	for _, r := range `"` + password + `"` {
		b.WriteByte(byte(r))
		b.WriteByte(0)
	}
	return b.String()
}

func TestSambaTellsTheDecidingEntry(t *testing.T) {
	t.Parallel()
	c := adminClient(t)
	alice, err := c.Rights(t.Context(), samba["MSOL_NAME"], userDN("alice", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if r := alice.ResetPassword; r.From != "OU=Staff,"+samba["BASE_DN"] || r.Inherited != probes.Yes || !strings.Contains(r.Trustee, "("+samba["MSOL_NAME"]+")") {
		t.Errorf("alice, reset: got %+v", r)
	}
	denise, err := c.Rights(t.Context(), samba["MSOL_NAME"], userDN("denise", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if r := denise.ResetPassword; r.From != "" || r.Inherited != probes.No || !r.Denied {
		t.Errorf("denise, reset: got %+v", r)
	}
	if alice.Protected != probes.No || alice.StopsAt != "" {
		t.Errorf("alice: got protected %v, stops at %q", alice.Protected, alice.StopsAt)
	}
	if _, err := c.Rights(t.Context(), "no-such-account", userDN("alice", "OU=Staff")); obstacle(t, err).Kind != probes.NotFound {
		t.Errorf("an account that is not there: got %v, want NotFound", err)
	}
}

func TestSambaPasswordPolicy(t *testing.T) {
	t.Parallel()
	c := connectorClient(t)
	p, err := c.PasswordPolicy(t.Context(), userDN("alice", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if p.FineGrained != probes.No || !p.Readable || p.Source != samba["BASE_DN"] || p.MinimumAge != probes.Known(24*time.Hour) || p.MaximumAge != probes.Known(42*24*time.Hour) ||
		p.History != probes.Known(24) || p.MinimumLength != probes.Known(7) || p.Complexity != probes.Yes || p.LockoutThreshold != probes.Known(0) || p.PasswordLastSet.IsZero() {
		t.Errorf("alice: got %+v", p)
	}
	hidden, err := c.PasswordPolicy(t.Context(), userDN("pam", "OU=Staff"))
	if err != nil || hidden.FineGrained != probes.Yes || hidden.Readable || hidden.MinimumAge.Seen() {
		t.Errorf("pam, by an account that may not read the policy: got %+v, %v", hidden, err)
	}
	p, err = adminClient(t).PasswordPolicy(t.Context(), userDN("pam", "OU=Staff"))
	if err != nil {
		t.Fatal(err)
	}
	if p.FineGrained != probes.Yes || !p.Readable || !strings.HasPrefix(p.Source, "CN=Strict,") || p.MinimumAge != probes.Known(48*time.Hour) || p.MaximumAge != probes.Known(240*time.Hour) ||
		p.History != probes.Known(5) || p.MinimumLength != probes.Known(12) || p.Complexity != probes.Yes || p.LockoutThreshold != probes.Known(3) || p.LockoutDuration != probes.Known(30*time.Minute) {
		t.Errorf("pam: got %+v", p)
	}
	if _, err := c.PasswordPolicy(t.Context(), userDN("nobody", "OU=Staff")); obstacle(t, err).Kind != probes.NotFound {
		t.Errorf("nobody: got %v, want NotFound", err)
	}
}
