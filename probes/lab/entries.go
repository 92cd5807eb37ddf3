package lab

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// text attributes of one entry.
type attributes map[string][]string

// add appends an entry. Its classes go from the top to the most specific.
func (f *forest) add(dn string, classes []string, category string, texts attributes) *ldapserver.Entry {
	e := ldapserver.Entry{DN: dn, Attributes: map[string][][]byte{}}
	for name, values := range texts {
		for _, v := range values {
			if v != "" {
				e.Attributes[name] = append(e.Attributes[name], []byte(v))
			}
		}
	}
	for _, c := range classes {
		e.Attributes["objectClass"] = append(e.Attributes["objectClass"], []byte(c))
	}
	id := guid("object " + strings.ToLower(dn))
	e.Attributes["objectGUID"] = [][]byte{id[:]}
	e.Attributes["objectCategory"] = [][]byte{[]byte("CN=" + category + ",CN=Schema," + f.configuration())}
	f.built = append(f.built, e)
	return &f.built[len(f.built)-1]
}

// entries builds what a controller holds: its domain, and the configuration
// of the forest.
func (f *forest) entries() ([]ldapserver.Entry, error) {
	f.addConfiguration()
	if err := f.addDomain(); err != nil {
		return nil, err
	}
	return f.built, nil
}

func (f *forest) addDomain() error {
	for _, build := range []func() error{
		f.addHead, f.addContainers, f.addSAMServer, f.addControllers, f.addGroups, f.addPolicies, f.addPeople,
	} {
		if err := build(); err != nil {
			return fmt.Errorf("build the directory of %s: %w", f.d.domain, err)
		}
	}
	return nil
}

// of is the same forest, about another of its domains.
func (f *forest) of(d *directory) *forest {
	g := *f
	g.d, g.base, g.at, g.built = d, d.baseDN(), "", nil
	return &g
}

func (f *forest) addHead() error {
	owner := f.settingsDN(f.d.pdc)
	if f.d.pdcGone {
		owner = f.goneDN()
	}
	p := &f.d.policy
	name, _, _ := strings.Cut(f.d.domain, ".")
	head := f.add(f.base, []string{"top", "domain", "domainDNS"}, "Domain-DNS", attributes{
		"dc": {name}, "name": {name}, "fSMORoleOwner": {owner},
		"minPwdAge": {ticks(p.minimumAge)}, "maxPwdAge": {ticks(p.maximumAge)},
		"pwdHistoryLength": {strconv.Itoa(p.history)}, "minPwdLength": {strconv.Itoa(p.length)},
		"pwdProperties": {complexity(p)}, "lockoutThreshold": {strconv.Itoa(p.lockoutThreshold)},
		"lockoutDuration": {ticks(p.lockoutDuration)}, "lockOutObservationWindow": {ticks(p.lockoutDuration)},
		"msDS-Behavior-Version": {strconv.Itoa(f.d.domainLevel)},
	})
	head.Attributes["objectSid"] = [][]byte{sid(f.d.sidText()).Bytes()}
	var err error
	head.SecurityDescriptor, err = f.headDescriptor()
	return err
}

// ticks is a length of time as the directory keeps it: negative, in units of
// 100 ns (Win32 AD schema reference, minPwdAge).
func ticks(d time.Duration) string { return strconv.FormatInt(-int64(d/100), 10) }

// complexity is the bit DOMAIN_PASSWORD_COMPLEX of pwdProperties.
func complexity(p *policy) string {
	if p.simple {
		return "0"
	}
	return "1"
}

// filetime is a moment as the directory keeps it: in units of 100 ns since
// 1601 ([MS-DTYP] 2.3.3).
func filetime(at time.Time) string {
	const since1601 = 11_644_473_600 // seconds to 1970
	return strconv.FormatInt((at.Unix()+since1601)*10_000_000, 10)
}

func (f *forest) addConfiguration() {
	f.add(f.configuration(), []string{"top", "configuration"}, "Configuration", attributes{"cn": {"Configuration"}})
	partitions := "CN=Partitions," + f.configuration()
	f.add(partitions, []string{"top", "crossRefContainer"}, "Cross-Ref-Container", attributes{
		"cn": {"Partitions"}, "msDS-Behavior-Version": {strconv.Itoa(f.d.forestLevel)},
		"fSMORoleOwner": {f.of(f.root).settingsDN(f.root.pdc)},
	})
	f.add("CN=Sites,"+f.configuration(), []string{"top", "sitesContainer"}, "Sites-Container", attributes{"cn": {"Sites"}})
	for _, d := range f.all {
		f.add("CN="+d.netbios+","+partitions, []string{"top", "crossRef"}, "Cross-Ref", attributes{
			"cn": {d.netbios}, "nETBIOSName": {d.netbios}, "nCName": {d.baseDN()}, "dnsRoot": {d.domain},
			"systemFlags": {"3"}, // FLAG_CR_NTDS_NC | FLAG_CR_NTDS_DOMAIN
		})
		in := f.of(d)
		in.addServers()
		f.built = append(f.built, in.built...)
	}
}

// userAccountControl of a writable and of a read-only controller.
const (
	writableFlags = "532480"   // SERVER_TRUST_ACCOUNT, TRUSTED_FOR_DELEGATION
	readOnlyFlags = "83890176" // WORKSTATION_TRUST_ACCOUNT, TRUSTED_TO_AUTH_FOR_DELEGATION, PARTIAL_SECRETS_ACCOUNT
)

// addServers adds the server objects of a domain's controllers to its site.
func (f *forest) addServers() {
	for _, name := range f.d.controllerNames() {
		c := f.d.controllers[name]
		upper := strings.ToUpper(name)
		f.add("CN="+upper+","+f.site(), []string{"top", "server"}, "Server", attributes{
			"cn": {upper}, "dNSHostName": {f.d.fqdn(name)}, "serverReference": {"CN=" + upper + ",OU=Domain Controllers," + f.base},
		})
		class := "nTDSDSA"
		if c.readOnly {
			class = "nTDSDSARO"
		}
		e := f.add(f.settingsDN(name), []string{"top", "applicationSettings", class}, "NTDS-DSA", attributes{
			"cn": {"NTDS Settings"}, "options": {"1"}, "msDS-Behavior-Version": {strconv.Itoa(c.level)},
		})
		if id := f.invocation(name); f.d.eventful() {
			e.Attributes["invocationId"] = [][]byte{id[:]}
		}
	}
}

func (f *forest) addControllers() error {
	for _, name := range f.d.controllerNames() {
		c := f.d.controllers[name]
		flags, group := writableFlags, "516" // Domain Controllers
		if c.readOnly {
			flags, group = readOnlyFlags, "521" // Read-only Domain Controllers
		}
		upper := strings.ToUpper(name)
		dn := "CN=" + upper + ",OU=Domain Controllers," + f.base
		e := f.add(dn, []string{"top", "person", "organizationalPerson", "user", "computer"}, "Computer", attributes{
			"cn": {upper}, "sAMAccountName": {upper + "$"}, "dNSHostName": {f.d.fqdn(name)},
			"operatingSystem": {c.os}, "operatingSystemVersion": {c.version},
			"primaryGroupID": {group}, "userAccountControl": {flags},
			"serverReferenceBL": {"CN=" + upper + "," + f.site()},
			"msDS-isRODC":       {strings.ToUpper(strconv.FormatBool(c.readOnly))},
		})
		e.Attributes["objectSid"] = [][]byte{f.d.personSID(upper + "$").Bytes()}
		if c.protection != "" {
			agent := f.add("CN=AzureADPasswordProtectionDCAgent,"+dn, []string{"top", "leaf", "connectionPoint", "serviceConnectionPoint"},
				"Service-Connection-Point", attributes{
					"cn": {"AzureADPasswordProtectionDCAgent"}, "keywords": {"{2BAC71E6-A293-4D5B-BA3B-50B995237946};1.2.177.1"},
				})
			agent.Invisible = c.protection == "hidden"
		}
	}
	return nil
}

func (f *forest) policyDN(name string) string {
	return "CN=" + escapeDN(name) + ",CN=Password Settings Container,CN=System," + f.base
}

func (f *forest) addPolicies() error {
	f.add("CN=Password Settings Container,CN=System,"+f.base, []string{"top", "msDS-PasswordSettingsContainer"},
		"ms-DS-Password-Settings-Container", attributes{"cn": {"Password Settings Container"}})
	for _, name := range sortedKeys(f.d.policies) {
		p := f.d.policies[name]
		e := f.add(f.policyDN(name), []string{"top", "msDS-PasswordSettings"}, "ms-DS-Password-Settings", attributes{
			"cn": {name}, "msDS-PasswordSettingsPrecedence": {"10"},
			"msDS-MinimumPasswordAge": {ticks(p.minimumAge)}, "msDS-MaximumPasswordAge": {ticks(p.maximumAge)},
			"msDS-MinimumPasswordLength":               {strconv.Itoa(p.length)},
			"msDS-PasswordHistoryLength":               {strconv.Itoa(p.history)},
			"msDS-PasswordComplexityEnabled":           {strings.ToUpper(strconv.FormatBool(!p.simple))},
			"msDS-PasswordReversibleEncryptionEnabled": {"FALSE"},
			"msDS-LockoutThreshold":                    {strconv.Itoa(p.lockoutThreshold)},
			"msDS-LockoutDuration":                     {ticks(p.lockoutDuration)},
			"msDS-LockoutObservationWindow":            {ticks(p.lockoutDuration)},
		})
		e.Invisible = p.unreadable
	}
	return nil
}

func (f *forest) addPeople() error {
	all := f.d.everybody()
	for _, sam := range sortedKeys(all) {
		p := all[sam]
		if !f.has(&p) {
			continue
		}
		if err := f.addPerson(sam, &p); err != nil {
			return err
		}
		if !p.twin {
			continue
		}
		twin := p
		twin.ou = "CN=Users"
		if err := f.addPerson(sam+"2", &twin); err != nil {
			return err
		}
	}
	return nil
}

// has reports whether this copy of the domain has a person, and makes of the
// person what it has.
func (f *forest) has(p *person) bool {
	if p.absent || (p.stale && f.at != "") {
		return false
	}
	own, differs := p.copies[f.at]
	if !differs {
		return true
	}
	p.protected, p.unreadable = p.protected || own.protected, p.unreadable || own.unreadable
	p.deny, p.missing = slices.Concat(p.deny, own.deny), slices.Concat(p.missing, own.missing)
	p.passwordAge, p.locked = cmp.Or(own.passwordAge, p.passwordAge), cmp.Or(own.locked, p.locked)
	return !own.absent
}

func (f *forest) addPerson(sam string, p *person) error {
	classes := []string{"top", "person", "organizationalPerson", "user"}
	if p.class == "inetOrgPerson" {
		classes = append(classes, "inetOrgPerson")
	}
	texts := attributes{
		"cn": {p.name}, "name": {p.name}, "displayName": {p.name}, "sAMAccountName": {sam},
		"userPrincipalName": {p.upn}, "mail": {p.mail}, "primaryGroupID": {"513"},
		"memberOf": f.memberOf(p), "badPwdCount": {"0"}, "proxyAddresses": p.proxies,
	}
	maps.Copy(texts, f.state(p))
	if len(p.workstations) > 0 {
		texts["userWorkstations"] = []string{strings.Join(p.workstations, ",")}
	}
	e := f.add(f.personDN(p), classes, "Person", texts)
	anchor := guid("anchor " + p.anchor)
	e.Attributes["mS-DS-ConsistencyGuid"] = [][]byte{anchor[:]}
	e.Attributes["objectSid"] = [][]byte{f.d.personSID(sam).Bytes()}
	e.Attributes["tokenGroups"] = f.tokenGroups(p, true)
	e.Attributes["tokenGroupsGlobalAndUniversal"] = f.tokenGroups(p, false)
	f.happens(e, p)
	if hours := logonHours(p.hours, f.start); hours != nil {
		e.Attributes["logonHours"] = [][]byte{hours}
	}
	var err error
	if e.SecurityDescriptor, err = f.personDescriptor(p); err != nil {
		return err
	}
	if f.c.connector {
		err = f.addEffective(e, sam, p)
	}
	if p.unreadable {
		e.Hidden = []string{"nTSecurityDescriptor", "msDS-ResultantPSO", "tokenGroups", "tokenGroupsGlobalAndUniversal"}
	}
	e.Hidden, e.Invisible = append(e.Hidden, p.hidden...), f.unlisted(p.ou)
	return err
}
