//go:build samba && unix

package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// fix is a fault that is there, mended by what the program prints, and brought
// back by what it prints to undo that.
type fix struct {
	name, user, step string
	broken, mended   string // outcomes of the step
	where            string // the one object that the commands may touch; "" for the user in OU=Staff
	// advice is the step whose commands are applied, where it is another: what
	// is explained by it prints none of its own.
	advice string
	// ways are the alternatives among the printed commands, by number: each is
	// applied and undone by itself. nil takes all of them together, once.
	ways []way
	// byHand mends and unmends where the program leaves the change to a
	// person, because no command is printed or no undo.
	mend, unmend func(a *administrator, f json.RawMessage)
	setUp, tidy  func(a *administrator)
}

// way is one way to mend a fault, and the way back.
type way struct{ do, undo []int }

const (
	stepRights    = "configuration/effective-rights"
	stepProtected = "configuration/protected-user"
	stepAccount   = "configuration/user-account"
	stepPolicy    = "configuration/password-policy"
)

func fixes(env map[string]string) []fix {
	either := []way{{do: []int{0}}, {do: []int{1}}} // by dsacls or by ADSI
	return append(stateFixes(env), append(protectionFixes(env), []fix{
		{name: "rights missing", user: "nora", step: stepRights, broken: "missing", mended: "granted", ways: either, where: "OU=NoRights," + env["BASE_DN"]},
		{
			name: "rights missing, inetOrgPerson", user: "ines", step: stepRights, broken: "missing", mended: "granted", ways: either, where: "OU=NoRights," + env["BASE_DN"],
			setUp: func(a *administrator) { a.person("ines", "inetOrgPerson", "OU=NoRights,"+env["BASE_DN"], env) },
		},
		{name: "a right denied", user: "denise", step: stepRights, broken: "denied", mended: "granted"},
	}...)...)
}

// protectionFixes are about inheritance and what takes it away.
func protectionFixes(env map[string]string) []fix {
	base := env["BASE_DN"]
	erin, admins := "CN=erin,OU=Staff,"+base, "CN=Domain Admins,CN=Users,"+base
	var head []access.ACE
	return []fix{
		{name: "inheritance off", user: "dave", step: stepRights, broken: "missing-cut-off", mended: "granted"},
		{name: "inheritance off", user: "dave", step: stepProtected, broken: "inheritance-off-user", mended: "ordinary", advice: stepRights},
		{
			name: "inheritance off on the OU", user: "sealed", step: stepRights, broken: "missing-cut-off-ou", mended: "granted", where: "OU=Sealed,OU=Staff," + base,
			ways:  []way{{do: []int{0}, undo: []int{0}}, {do: []int{1}, undo: []int{0}}, {do: []int{2}, undo: []int{1}}},
			setUp: func(a *administrator) { a.sealedOU(env) },
		},
		{
			name: "left the protected group", user: "erin", step: stepProtected, broken: "orphaned", mended: "ordinary",
			setUp: func(a *administrator) { a.member(admins, erin, false) },
		},
		{
			name: "left the protected group", user: "erin", step: stepRights, broken: "missing-cut-off", mended: "granted", advice: stepProtected,
			tidy: func(a *administrator) { a.member(admins, erin, true) },
		},
		{
			name: "unexpire missing", user: "alice", step: stepRights, broken: "unexpire-missing", mended: "granted", where: base,
			setUp: func(a *administrator) { head = a.withoutUnexpire(base) },
			tidy:  func(a *administrator) { a.put(base, head, false) },
		},
	}
}

// stateFixes are about the account itself and its policy.
func stateFixes(env map[string]string) []fix {
	base := env["BASE_DN"]
	return []fix{
		{name: "account disabled", user: "disabled", step: stepAccount, broken: "disabled", mended: "usable"},
		{name: "account expired", user: "expired", step: stepAccount, broken: "expired", mended: "usable"},
		{
			name: "account locked", user: "pam", step: stepAccount, broken: "locked", mended: "usable",
			setUp:  func(a *administrator) { a.lock(env, "pam") },
			unmend: func(a *administrator, _ json.RawMessage) { a.lock(env, "pam") },
			tidy:   func(a *administrator) { a.write("CN=pam,OU=Staff,"+base, "lockoutTime", "0") },
		},
		{
			name: "fine-grained policy", user: "pam", step: stepPolicy, broken: "too-young", mended: "free",
			mend:   func(a *administrator, f json.RawMessage) { a.minimumAge(f, "0") },
			unmend: func(a *administrator, f json.RawMessage) { a.minimumAge(f, "-1728000000000") },
		},
	}
}

// TestFixes applies what the program prints to a real directory: the check
// turns healthy, and is broken again after the undo.
func TestFixes(t *testing.T) {
	env := controller(t)
	file := serverFile(t, env)
	free := &administrator{t: t, conn: asAdministrator(t, env)}
	before := string(free.read(env["BASE_DN"], "minPwdAge"))
	free.write(env["BASE_DN"], "minPwdAge", "0") // or every user would be broken for that as well
	t.Cleanup(func() { free.write(env["BASE_DN"], "minPwdAge", before) })
	var table strings.Builder
	fmt.Fprintf(&table, "%-26s %-9s %-32s %-22s %-10s %s\n", "fault", "user", "step", "before", "mended", "undone")
	for _, f := range fixes(env) {
		t.Run(f.name+" "+f.step, func(t *testing.T) {
			a := &administrator{t: t, conn: asAdministrator(t, env), base: env["BASE_DN"], domains: []string{"CORP", env["DNS_DOMAIN"]}}
			w := &walker{t: t, env: env, file: file}
			w.proveFix(a, f, &table)
		})
	}
	t.Log("\n" + table.String())
}

func (w *walker) proveFix(a *administrator, f fix, table *strings.Builder) {
	w.t.Helper()
	if f.setUp != nil {
		f.setUp(a)
	}
	if f.tidy != nil {
		w.t.Cleanup(func() { f.tidy(a) })
	}
	before, evidence := w.see(f.user, f.step)
	step := f.step
	if f.advice != "" {
		step = f.advice
	}
	do, undo := w.advice(f.user, step)
	ways := f.ways
	if ways == nil {
		ways = []way{{}}
	}
	for _, way := range ways {
		if f.mend != nil {
			f.mend(a, evidence)
		} else {
			a.touched = nil
			a.runAll(do, way.do)
			w.narrowest(a, f)
		}
		mended, _ := w.see(f.user, f.step)
		if f.unmend != nil {
			f.unmend(a, evidence)
		} else {
			a.runAll(undo, way.undo)
		}
		undone, _ := w.see(f.user, f.step)
		fmt.Fprintf(table, "%-26s %-9s %-32s %-22s %-10s %s\n", f.name, f.user, f.step, before, mended, undone)
		if before != f.broken || mended != f.mended || undone != f.broken {
			w.t.Errorf("got %s, mended %s, undone %s; want %s, %s, %s\nevidence before: %s", before, mended, undone, f.broken, f.mended, f.broken, evidence)
		}
	}
}

// narrowest fails when the commands touched anything but the one object that
// they should.
func (w *walker) narrowest(a *administrator, f fix) {
	w.t.Helper()
	want := f.where
	if want == "" {
		want = "CN=" + f.user + ",OU=Staff," + w.env["BASE_DN"]
	}
	for _, dn := range a.touched {
		if dn != want {
			w.t.Errorf("the commands changed %s, want %s alone", dn, want)
		}
	}
	if len(a.touched) == 0 {
		w.t.Error("the commands changed nothing")
	}
}

// runAll runs commands in the order in which they are printed; with which,
// those alone.
func (a *administrator) runAll(commands []string, which []int) {
	a.t.Helper()
	if len(commands) == 0 {
		a.t.Fatal("no command is printed")
	}
	for i, command := range commands {
		if which == nil || slices.Contains(which, i) {
			a.run(command)
		}
	}
}

// walker runs the built program as an administrator who has a file from the
// Connect server.
type walker struct {
	t    *testing.T
	env  map[string]string
	file string
}

func (w *walker) command(user, format string) *exec.Cmd {
	w.t.Helper()
	return inDomain(w.t, w.env, w.env["ADMIN_PASSWORD"], "check", "--format", format, "--lang", "en", "--domain", w.env["DNS_DOMAIN"],
		"--controller", w.env["DC_ADDR"], "--ca-file", w.env["CA_FILE"], "--account", "Administrator@"+w.env["DNS_DOMAIN"],
		"--user", user+"@"+w.env["DNS_DOMAIN"], "--server-file", w.file)
}

// see returns the outcome of a step, and its evidence.
func (w *walker) see(user, step string) (string, json.RawMessage) {
	w.t.Helper()
	r, _ := run(w.t, w.command(user, "json"), w.env["ADMIN_PASSWORD"])
	for _, f := range r.Findings {
		if f.Step == step {
			return f.Outcome, f.Evidence
		}
	}
	return "not visited", nil
}

// advice returns the commands that the program prints for a step, and those
// that undo them.
func (w *walker) advice(user, step string) (do, undo []string) {
	w.t.Helper()
	cmd := w.command(user, "text")
	out, err := cmd.Output()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		w.t.Fatal(err)
	}
	_, diagnosis, _ := bytes.Cut(out, []byte("\n== "))
	var into *[]string
	about := false
	for line := range strings.Lines(string(diagnosis)) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "["):
			about, into = strings.HasSuffix(line, "("+step+")"), nil
		case about && strings.HasPrefix(line, "  Command ("):
			into = &do
		case about && strings.HasPrefix(line, "  To undo ("):
			into = &undo
		case about && into != nil && strings.HasPrefix(line, "    "):
			*into = append(*into, strings.TrimPrefix(line, "    "))
		default:
			into = nil
		}
	}
	return do, undo
}

func (a *administrator) member(group, dn string, in bool) {
	a.t.Helper()
	request := ldap.NewModifyRequest(group, nil)
	if in {
		request.Add("member", []string{dn})
	} else {
		request.Delete("member", []string{dn})
	}
	if err := a.conn.Modify(request); err != nil {
		a.t.Fatal(err)
	}
}

// person makes a user with the password that all have.
func (a *administrator) person(name, class, container string, env map[string]string) {
	a.t.Helper()
	request := ldap.NewAddRequest("CN="+name+","+container, nil)
	request.Attribute("objectClass", []string{class})
	request.Attribute("sAMAccountName", []string{name})
	request.Attribute("userPrincipalName", []string{name + "@" + env["DNS_DOMAIN"]})
	request.Attribute("userAccountControl", []string{"512"})
	request.Attribute("unicodePwd", []string{quoted(env["USER_PASSWORD"])})
	if err := a.conn.Add(request); err != nil {
		a.t.Fatal(err)
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

// sealedOU makes an OU below Staff whose inheritance is off, so that what is
// delegated on Staff ends there, and a user in it.
func (a *administrator) sealedOU(env map[string]string) {
	a.t.Helper()
	ou := "OU=Sealed,OU=Staff," + env["BASE_DN"]
	request := ldap.NewAddRequest(ou, nil)
	request.Attribute("objectClass", []string{"organizationalUnit"})
	if err := a.conn.Add(request); err != nil {
		a.t.Fatal(err)
	}
	a.protect(ou, true, false)
	a.person("sealed", "user", ou, env)
}

// withoutUnexpire takes every grant of Unexpire Password off the domain head,
// and returns what it had of its own before.
func (a *administrator) withoutUnexpire(head string) []access.ACE {
	a.t.Helper()
	before, _ := a.entries(head, false)
	kept := slices.DeleteFunc(slices.Clone(before), func(e access.ACE) bool {
		return e.Object == access.UnexpirePassword.Want().Object
	})
	a.put(head, kept, false)
	return before
}

// lock gives a wrong password as often as the policy of pam allows.
func (a *administrator) lock(env map[string]string, user string) {
	a.t.Helper()
	const threshold = 3
	for range threshold {
		conn, err := ldap.DialURL("ldap://" + env["DC_ADDR"])
		if err != nil {
			a.t.Fatal(err)
		}
		if conn.Bind(user+"@"+env["DNS_DOMAIN"], "n0t-The-Password") == nil {
			a.t.Error("a wrong password was taken")
		}
		_ = conn.Close()
	}
}

// minimumAge writes the minimum age into the policy that the evidence names.
func (a *administrator) minimumAge(evidence json.RawMessage, value string) {
	a.t.Helper()
	var policy struct{ Source string }
	if err := json.Unmarshal(evidence, &policy); err != nil || policy.Source == "" {
		a.t.Fatalf("the evidence names no policy: %v\n%s", err, evidence)
	}
	a.write(policy.Source, "msDS-MinimumPasswordAge", value)
}
