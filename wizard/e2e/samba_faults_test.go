//go:build samba && unix

package e2e_test

import (
	"encoding/json"
	"slices"
	"strings"

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
	stepConnector = "configuration/connector-account"
)

func fixes(env map[string]string) []fix {
	either := []way{{do: []int{0}}, {do: []int{1}}} // by dsacls or by ADSI
	return slices.Concat(stateFixes(env), connectorFixes(env), unsupported(env), protectionFixes(env), []fix{
		{name: "rights missing", user: "nora", step: stepRights, broken: "missing", mended: "granted", ways: either, where: "OU=NoRights," + env["BASE_DN"]},
		{
			name: "rights missing, inetOrgPerson", user: "ines", step: stepRights, broken: "missing", mended: "granted", ways: either, where: "OU=NoRights," + env["BASE_DN"],
			setUp: func(a *administrator) { a.person("ines", "inetOrgPerson", "OU=NoRights,"+env["BASE_DN"], env) },
		},
		{name: "a right denied", user: "denise", step: stepRights, broken: "denied", mended: "granted"},
		{ // the denial first, and then what is missing
			name: "denied, and granted by nothing", user: "norbert", step: stepRights, broken: "denied", mended: "missing", where: "CN=norbert,OU=NoRights," + env["BASE_DN"],
			setUp: func(a *administrator) {
				a.person("norbert", "user", "OU=NoRights,"+env["BASE_DN"], env)
				a.grant("CN=norbert,OU=NoRights,"+env["BASE_DN"], access.ResetPassword.Refuse(a.account(`CORP\`+env["MSOL_NAME"])))
			},
		},
		{
			name: "denied by a generic entry above", user: "gena", step: stepRights, broken: "denied", mended: "granted", where: "OU=Generic,OU=Staff," + env["BASE_DN"],
			setUp: func(a *administrator) { a.genericDenials(env) },
		},
	})
}

// connectorFixes are about the connector account itself.
func connectorFixes(env map[string]string) []fix {
	dn, protectedUsers := "CN="+env["MSOL_NAME"]+",CN=Users,"+env["BASE_DN"], "CN=Protected Users,CN=Users,"+env["BASE_DN"]
	const in2016 = "131000000000000000"
	return []fix{
		{
			name: "connector disabled", user: "alice", step: stepConnector, broken: "disabled", mended: "sound", where: dn,
			setUp: func(a *administrator) { a.flag(dn, accountDisabled, true) },
			tidy:  func(a *administrator) { a.flag(dn, accountDisabled, false) },
		},
		{
			name: "connector expired", user: "alice", step: stepConnector, broken: "expired", mended: "sound", where: dn,
			setUp: func(a *administrator) { a.write(dn, "accountExpires", in2016) },
			tidy:  func(a *administrator) { a.write(dn, "accountExpires", "0") },
		},
		{
			name: "connector in Protected Users", user: "alice", step: stepConnector, broken: "protected-users", mended: "sound", where: protectedUsers,
			setUp: func(a *administrator) { a.member(protectedUsers, dn, true) },
			tidy:  func(a *administrator) { a.member(protectedUsers, dn, false) },
		},
	}
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
			name: "unexpire denied", user: "alice", step: stepRights, broken: "unexpire-missing", mended: "granted", where: base,
			setUp: func(a *administrator) {
				a.grant(base, access.UnexpirePassword.Refuse(a.account(`CORP\`+env["MSOL_NAME"])))
			},
			tidy: func(a *administrator) {
				a.takeBack(base, access.UnexpirePassword.Refuse(a.account(`CORP\`+env["MSOL_NAME"])))
			},
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
			where: "CN=Strict,CN=Password Settings Container,CN=System," + base,
		},
		{
			name: "policy of the domain", user: "alice", step: stepPolicy, broken: "too-young", mended: "free", where: base,
			setUp: func(a *administrator) { a.write(base, "minPwdAge", "-72000000000") }, // two hours
			tidy:  func(a *administrator) { a.write(base, "minPwdAge", "0") },
		},
	}
}

// unsupported are members of protected groups, whom the controller refuses for
// want of rights alone: nothing is broken where the rights are there.
func unsupported(env map[string]string) []fix {
	base := env["BASE_DN"]
	alice, erin, admins := "CN=alice,OU=Staff,"+base, "CN=erin,OU=Staff,"+base, "CN=Domain Admins,CN=Users,"+base
	each := func(a *administrator, do func(dn string, ace access.ACE)) {
		for _, right := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
			do(erin, right.Grant(a.account(`CORP\`+env["MSOL_NAME"])))
		}
	}
	return []fix{
		{
			name: "protected, granted on purpose", user: "erin", step: stepProtected, broken: "protected", mended: "protected-reached",
			mend:   func(a *administrator, _ json.RawMessage) { each(a, a.grant) },
			unmend: func(a *administrator, _ json.RawMessage) { each(a, a.takeBack) },
		},
		{
			name: "joined a protected group", user: "alice", step: stepProtected, broken: "ordinary", mended: "protected-for-now",
			mend:   func(a *administrator, _ json.RawMessage) { a.member(admins, alice, true) },
			unmend: func(a *administrator, _ json.RawMessage) { a.member(admins, alice, false) },
		},
	}
}

func (a *administrator) member(group, dn string, in bool) {
	a.t.Helper()
	a.touched = append(a.touched, group)
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

// genericDenials makes an OU below Staff that denies everything below it to the
// connector account by a generic right, and by an entry that looks alike keeps
// the account from the OU itself, which is nothing to the user in it.
func (a *administrator) genericDenials(env map[string]string) {
	a.t.Helper()
	ou := "OU=Generic,OU=Staff," + env["BASE_DN"]
	request := ldap.NewAddRequest(ou, nil)
	request.Attribute("objectClass", []string{"organizationalUnit"})
	if err := a.conn.Add(request); err != nil {
		a.t.Fatal(err)
	}
	a.person("gena", "user", ou, env)
	below := access.ACE{Type: access.Deny, Mask: access.GenericAll, Trustee: a.account(`CORP\` + env["MSOL_NAME"]), Flags: access.ContainerInherit | access.InheritOnly}
	here := below
	here.Flags = 0
	a.grant(ou, below)
	a.grant(ou, here)
}
