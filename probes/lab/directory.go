package lab

import (
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// Ports of a domain controller that the lab opens ("Service overview and
// network port requirements for Windows"): those that speak LDAP, and those
// that only accept.
const (
	ldapsPort = 636
	gcPort    = 3268
	gcTLSPort = 3269
)

func mutePorts() []int { return []int{53, 88, 135, 445, 464, 49152} }

// startDirectory brings up every domain controller.
func (l *Lab) startDirectory() error {
	mute, err := l.listen()
	if err != nil {
		return err
	}
	l.accept(mute, func(conn net.Conn) { _, _ = conn.Read(make([]byte, pumpBuffer)) })
	for _, d := range l.world.directory.everyDomain() {
		if err := l.startDomain(d, mute.Addr().String()); err != nil {
			return err
		}
	}
	for host := range l.world.deadHosts() {
		l.machines.add(host, inside)
	}
	l.machines.add(l.world.server.host, inside)
	for host := range l.world.servers {
		l.machines.add(host, inside)
	}
	return nil
}

// startDomain brings up the controllers of one domain.
func (l *Lab) startDomain(d *directory, mute string) error {
	centre, err := l.startCentre(d)
	if err != nil {
		return err
	}
	for _, name := range d.controllerNames() {
		m := l.machines.add(d.fqdn(name), inside)
		if d.controllers[name].down {
			continue
		}
		for _, port := range mutePorts() {
			m.ports[port] = mute
		}
		if centre != "" {
			m.ports[kdcPort] = centre
		}
		if err := l.startController(d, name, m); err != nil {
			return err
		}
	}
	return nil
}

// deadHosts are controllers that other things still name though they are
// gone: their names resolve and nothing answers.
func (w *World) deadHosts() map[string]bool {
	dead := map[string]bool{}
	bury := func(d *directory, names []string) {
		for _, n := range names {
			if _, known := d.controllers[n]; !known {
				dead[d.fqdn(n)] = true
			}
		}
	}
	for _, d := range w.directory.everyDomain() {
		bury(d, d.srvPDC)
		bury(d, d.srvDC)
	}
	bury(&w.directory, w.server.partitions.preferred)
	return dead
}

// forest turns one domain of a world into entries.
type forest struct {
	d    *directory
	all  []*directory // every domain of the forest, the first of the world first
	root *directory   // the domain that the forest began with
	// trusted are the domains whose accounts may sign in here: those of all forests.
	trusted []*directory
	c       *credentials
	start   time.Time
	base    string // DN of the domain
	at      string // controller whose copy this is; "" is the global catalog's
	built   []ldapserver.Entry
}

func (l *Lab) newForest(d *directory) *forest {
	w := l.world.directory.treeOf(d.domain)
	f := &forest{d: d, all: w.forestDomains(), trusted: l.world.directory.everyDomain(), root: w, c: &l.world.credentials, start: l.start, base: d.baseDN()}
	for _, one := range f.all {
		if one.domain == w.forestRoot {
			f.root = one
		}
		if one.domain == d.domain { // the same domain is the same value throughout
			f.d = one
		}
	}
	return f
}

func (d *directory) baseDN() string { return "DC=" + strings.ReplaceAll(d.domain, ".", ",DC=") }

func (f *forest) configuration() string { return "CN=Configuration," + f.root.baseDN() }

// site holds the servers of one domain: names of controllers may come again in
// another.
func (f *forest) site() string {
	name := "Default-First-Site-Name"
	if f.d != f.all[0] {
		name = f.d.netbios
	}
	return "CN=Servers,CN=" + name + ",CN=Sites," + f.configuration()
}

// settingsDN is the NTDS Settings object of a controller, which holds roles.
func (f *forest) settingsDN(controller string) string {
	return "CN=NTDS Settings,CN=" + strings.ToUpper(controller) + "," + f.site()
}

// goneDN is such an object after it was deleted: mangled names below a
// tombstone (MS-ADTS 3.1.1.5.5.1.1).
func (f *forest) goneDN() string {
	id := access.GUID(guid("gone")).String()
	return `CN=NTDS Settings\0ADEL:` + id + `,CN=DC0\0ADEL:` + id + "," + f.site()
}

func (f *forest) rootDSE(name string) map[string][]string {
	c := f.d.controllers[name]
	host := f.d.fqdn(name)
	controls := []string{
		"1.2.840.113556.1.4.319", "1.2.840.113556.1.4.801", "1.2.840.113556.1.4.417", "1.2.840.113556.1.4.529",
		"1.2.840.113556.1.4.1339", "1.2.840.113556.1.4.1340", "1.2.840.113556.1.4.1338", "1.2.840.113556.1.4.841",
	}
	if c.policyHints && c.hintsOnly != "old" {
		controls = append(controls, "1.2.840.113556.1.4.2239")
	}
	if c.policyHints && c.hintsOnly != "new" {
		controls = append(controls, "1.2.840.113556.1.4.2066")
	}
	return map[string][]string{
		"defaultNamingContext":          {f.base},
		"rootDomainNamingContext":       {f.root.baseDN()},
		"configurationNamingContext":    {f.configuration()},
		"schemaNamingContext":           {"CN=Schema," + f.configuration()},
		"namingContexts":                {f.base, f.configuration(), "CN=Schema," + f.configuration()},
		"dnsHostName":                   {host},
		"serverName":                    {"CN=" + strings.ToUpper(name) + "," + f.site()},
		"dsServiceName":                 {f.settingsDN(name)},
		"ldapServiceName":               {f.d.domain + ":" + name + "$@" + strings.ToUpper(f.d.domain)},
		"domainFunctionality":           {strconv.Itoa(f.d.domainLevel)},
		"forestFunctionality":           {strconv.Itoa(f.d.forestLevel)},
		"domainControllerFunctionality": {strconv.Itoa(c.level)},
		"supportedControl":              controls,
		"supportedLDAPVersion":          {"3", "2"},
		"supportedSASLMechanisms":       {"GSSAPI", "GSS-SPNEGO", "EXTERNAL", "DIGEST-MD5"},
		"supportedCapabilities":         {"1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1670", "1.2.840.113556.1.4.1791"},
		"isSynchronized":                {"TRUE"},
		"isGlobalCatalogReady":          {"TRUE"},
		"highestCommittedUSN":           {"123456"},
	}
}

// refusals are the sub-codes with which a controller refuses a sign-in whose
// password is right.
var refusals = map[string]string{ //nolint:gochecknoglobals // a table
	"disabled": "533", "locked": "775", "expired": "701", "password-expired": "532", "must-change": "773",
	"no-such-account": "525", "restricted": "52f", "logon-hours": "530", "workstation": "531", "revoked": "533",
}

// accounts are those who can bind: the person at the keyboard, and the users
// of the world with their own passwords.
func (f *forest) accounts() []ldapserver.Account {
	var all []ldapserver.Account
	for _, d := range f.trusted {
		at := &forest{d: d, base: d.baseDN()}
		people := d.everybody()
		for _, sam := range sortedKeys(people) {
			p := people[sam]
			if p.absent {
				continue
			}
			account := ldapserver.Account{
				DN: at.personDN(&p), Names: []string{d.netbios + `\` + sam, sam + "@" + d.domain, p.upn}, Password: probes.NewSecret(p.password),
			}
			if f.c.isPerson(sam, d) {
				account.Data = refusals[f.c.directory]
			}
			if d.domain != f.d.domain { // a DN is known in its own domain alone
				account.DN = ""
			}
			account.Token = f.tokenHere(at, sam, &p)
			if !slices.ContainsFunc(f.all, d.is) {
				account.Token = f.visitor(d, sam)
			}
			all = append(all, account)
		}
	}
	return all
}

// everybody is every account of the domain with the connector account.
func (d *directory) everybody() map[string]person {
	all := map[string]person{}
	maps.Copy(all, d.users)
	if d.connectorName != "" {
		all[d.connectorName] = d.connector
	}
	return all
}

// containers are the DNs on the way from a person up to the domain, nearest
// first, below the domain.
func containers(ou string) []string {
	var path []string
	for rest := ou; rest != ""; {
		path = append(path, rest)
		rest = parentOf(rest)
	}
	return path
}

// parentOf cuts the first part off a DN; escaped commas do not divide.
func parentOf(dn string) string {
	escaped := false
	for i, r := range dn {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == ',':
			return dn[i+1:]
		}
	}
	return ""
}

func (f *forest) personDN(p *person) string {
	return "CN=" + escapeDN(p.name) + "," + p.ou + "," + f.base
}

// escapeDN escapes a value of a DN (RFC 4514, section 2.4).
func escapeDN(value string) string {
	var b strings.Builder
	for i, r := range value {
		if strings.ContainsRune(`,+"\<>;=`, r) || (i == 0 && (r == '#' || r == ' ')) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// neededContainers are all containers that the accounts of the world stand in,
// those nearest to the domain first.
func (f *forest) neededContainers() []string {
	seen := map[string]bool{}
	for ou := range f.d.ous {
		for _, c := range containers(ou) {
			seen[c] = true
		}
	}
	for _, p := range f.d.everybody() {
		for _, c := range containers(p.ou) {
			seen[c] = true
		}
	}
	all := slices.Collect(maps.Keys(seen))
	probes.SortStable(all, func(a, b string) int {
		if c := len(containers(a)) - len(containers(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return all
}
