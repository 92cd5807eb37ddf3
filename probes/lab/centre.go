package lab

import (
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

const kdcPort = 88

// revocations are the error codes of Kerberos and the NTSTATUS with which a
// key distribution centre refuses a sign-in whose password is right (MS-KILE
// 3.3.5.6.1).
var revocations = map[string]struct { //nolint:gochecknoglobals // a table
	code   int32
	status uint32
}{
	"disabled": {18, 0xC0000072}, "locked": {18, 0xC0000234}, "expired": {18, 0xC0000193},
	"logon-hours": {18, 0xC000006F}, "workstation": {12, 0xC0000070}, "restricted": {12, 0xC000006E},
	"password-expired": {23, 0xC0000071}, "must-change": {23, 0xC0000224}, "revoked": {18, 0},
}

// startCentre brings up the key distribution centre of the world's own domain
// and returns its address. The other domains of a forest have none: it knows
// no trust.
func (l *Lab) startCentre(d *directory) (string, error) {
	if d.domain != l.world.directory.domain {
		return "", nil
	}
	config := kdc.Config{Realm: strings.ToUpper(d.domain), Domain: d.netbios, Now: l.centreNow(d)}
	people := d.everybody()
	for _, sam := range sortedKeys(people) {
		if people[sam].absent || l.world.credentials.isPerson(sam, d) && l.world.credentials.directory == "no-such-account" {
			continue
		}
		user := kdc.User{Name: sam, Password: probes.NewSecret(people[sam].password)}
		if l.world.credentials.isPerson(sam, d) {
			why := revocations[l.world.credentials.directory]
			user.Refusal, user.Status = why.code, why.status
		}
		config.Users = append(config.Users, user)
	}
	for _, name := range d.controllerNames() {
		config.Services = append(config.Services, "ldap/"+d.fqdn(name))
	}
	centre, err := kdc.New(config)
	if err != nil {
		return "", err
	}
	l.centre = centre
	listener, err := l.listen()
	if err != nil {
		return "", err
	}
	l.accept(listener, centre.Answer)
	return listener.Addr().String(), nil
}

// centreNow is the clock of the role owner: every centre of a domain goes by
// its own, and the lab has one for all.
func (l *Lab) centreNow(d *directory) func() time.Time {
	skew := d.controllers[d.pdc].skew
	return func() time.Time { return l.clock.Now().Add(skew) }
}

// kerberos begins the controller's side of a handshake, as Windows turns it.
func (l *Lab) kerberos() ldapserver.Handshake { return l.centre.Accept(true) }

// SignIn is how the person signs in to the directory: "simple", "ntlm",
// "kerberos", or "" for whatever fits.
func (l *Lab) SignIn() string { return l.world.credentials.signIn }
