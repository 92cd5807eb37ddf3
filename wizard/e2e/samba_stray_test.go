//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// TestDelegationsThatDoNotReach: what a real controller refuses although the
// rights were granted is told with the entry and with what is wrong with it.
func TestDelegationsThatDoNotReach(t *testing.T) {
	env := controller(t)
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"], domains: []string{"CORP"}}
	top := "OU=Astray," + env["BASE_DN"]
	deep := "OU=Deep," + top
	for _, ou := range []string{top, deep} {
		request := ldap.NewAddRequest(ou, nil)
		request.Attribute("objectClass", []string{"organizationalUnit"})
		if err := a.conn.Add(request); err != nil {
			t.Fatal(err)
		}
	}
	user := "CN=astray," + deep
	a.person("astray", "user", deep, env)
	me := a.account(`CORP\` + env["MSOL_NAME"])
	for _, c := range []struct {
		name, on, why, said string
		flags               access.Flags
		class               access.GUID
		granted             bool // the near miss: it does reach
	}{
		{name: "this object only", on: deep, why: "here-only", said: "for that object only"},
		{name: "inherit only, on the user", on: user, why: "below-only", said: "only for what is below it", flags: access.ContainerInherit | access.InheritOnly},
		{name: "computers", on: deep, why: "other-class", said: "of another class (computer)", flags: access.ContainerInherit | access.InheritOnly, class: access.KnownClass("computer")},
		{name: "one level down", on: top, why: "one-level", said: "one level down only", flags: access.ContainerInherit | access.NoPropagate},
		{name: "one level down, from the parent", on: deep, flags: access.ContainerInherit | access.NoPropagate, granted: true},
		{name: "users", on: top, flags: access.ContainerInherit | access.InheritOnly, class: access.UserClass(), granted: true},
	} {
		entry := access.ResetPassword.Grant(me)
		entry.Flags, entry.InheritedBy = c.flags, c.class
		a.grant(c.on, entry)
		told := explain(t, env, "astray", "json")
		var r struct {
			Rights map[string]struct {
				Granted *bool
				Stray   *struct{ On, Why string }
			}
		}
		if err := json.Unmarshal(told, &r); err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, told)
		}
		reset := r.Rights["reset-password"]
		switch {
		case reset.Granted == nil || *reset.Granted != c.granted:
			t.Errorf("%s: got %s", c.name, told)
		case c.granted && reset.Stray != nil:
			t.Errorf("%s: it reaches, and is told to stray: %+v", c.name, *reset.Stray)
		case !c.granted && (reset.Stray == nil || reset.Stray.Why != c.why || !strings.EqualFold(reset.Stray.On, c.on)):
			t.Errorf("%s: got %+v, want %s on %s", c.name, reset.Stray, c.why, c.on)
		}
		if text := strings.Join(strings.Fields(string(explain(t, env, "astray", "text"))), " "); !strings.Contains(text, c.said) {
			t.Errorf("%s: the text lacks %q:\n%s", c.name, c.said, text)
		}
		a.takeBack(c.on, entry)
	}
}

// explain asks for the rights of the connector account on one user.
func explain(t *testing.T, env map[string]string, user, format string) []byte {
	t.Helper()
	cmd := inDomain(t, env, env["ADMIN_PASSWORD"], "rights", "--format", format, "--lang", "en", "--domain", env["DNS_DOMAIN"],
		"--controller", env["DC_ADDR"], "--ca-file", env["CA_FILE"], "--account", "Administrator@"+env["DNS_DOMAIN"],
		"--connector-account", `CORP\`+env["MSOL_NAME"], "--user", user+"@"+env["DNS_DOMAIN"])
	out, _ := cmd.Output() // the exit code tells of the verdict
	return out
}

// TestImplementationsDiffer: where specifications disagree the answer stays that
// of the check, with a word on others beside it. This controller goes by the
// entry that stands first.
func TestImplementationsDiffer(t *testing.T) {
	env := controller(t)
	a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"], domains: []string{"CORP"}}
	user := "CN=contested,OU=NoRights," + env["BASE_DN"]
	a.person("contested", "user", "OU=NoRights,"+env["BASE_DN"], env)
	me := a.account(`CORP\` + env["MSOL_NAME"])
	allow, deny := access.ResetPassword.Grant(me), access.ACE{Type: access.Deny, Mask: access.ControlAccess, Trustee: me}
	connector, err := ldap.DialURL("ldap://" + env["DC_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connector.Close() }()
	if err := connector.Bind(env["MSOL_NAME"]+"@"+env["DNS_DOMAIN"], env["MSOL_PASSWORD"]); err != nil {
		t.Fatal(err)
	}
	own, _ := a.entries(user, false)
	for _, c := range []struct {
		name           string
		list           []access.ACE
		granted, words bool
	}{
		{"the allow first", []access.ACE{allow, deny}, true, true},
		{"the denial first", []access.ACE{deny, allow}, false, false},
	} {
		a.put(user, slices.Concat(c.list, own), false)
		told := explain(t, env, "contested", "json")
		var r struct {
			Rights map[string]struct {
				Granted *bool
				Differ  []struct{ Shape string } `json:"implementations_differ"`
			}
		}
		if err := json.Unmarshal(told, &r); err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, told)
		}
		reset := r.Rights["reset-password"]
		if reset.Granted == nil || *reset.Granted != c.granted || (len(reset.Differ) == 1) != c.words {
			t.Errorf("%s: got %s", c.name, told)
		}
		request := ldap.NewModifyRequest(user, nil)
		request.Replace("unicodePwd", []string{quoted(env["USER_PASSWORD"])})
		if err := connector.Modify(request); (err == nil) != c.granted {
			t.Errorf("%s: the controller says %v", c.name, err)
		}
		if text := string(explain(t, env, "contested", "text")); strings.Contains(text, "Implementations differ") != c.words {
			t.Errorf("%s: got\n%s", c.name, text)
		}
	}
}
