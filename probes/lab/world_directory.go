package lab

import (
	"maps"
	"slices"
	"time"
)

// directory is the Active Directory side of a world.
type directory struct {
	domain, netbios          string
	domainLevel, forestLevel int
	controllers              map[string]controller // by short host name
	pdc                      string                // short name of the role owner
	samServer                string                // who may read the samServer object
	compatible               []string              // well-known members of Pre-Windows 2000 Compatible Access
	pdcGone                  bool                  // the role owner's objects were deleted
	srvPDC, srvDC            []string              // short names that the SRV records point to; nil follows the truth
	ous                      map[string]ou         // by the part of the DN below the domain
	users                    map[string]person     // by sAMAccountName
	connector                person                // the AD DS Connector account
	connectorName            string                // its sAMAccountName; "" in a domain that has none
	grants                   grants                // what the connector account holds on the domain head
	policy                   policy
	policies                 map[string]policy // fine-grained ones, by name

	domains    map[string]directory // the other domains of the forest, by DNS name; of the first domain alone
	forests    map[string]directory // further forests, by the DNS name of their domain; of the first domain alone
	forestRoot string               // DNS name of the domain that the forest began with; "" is the first
	further    bool                 // one of those
	noCatalog  bool                 // no global catalog answers; of the first domain alone
}

// controller is one domain controller. Its fields are what it says of itself.
type controller struct {
	os, version string
	level       int
	readOnly    bool
	policyHints bool
	protection  string        // the agent of Microsoft Entra Password Protection: "", agent, or one that may not be seen
	hintsOnly   string        // one of the two numbers of the control: old or new; "" is both
	skew        time.Duration // how far its clock is ahead
	down        bool          // nothing of it answers, though DNS and the directory still name it
	fault       string        // how it misbehaves; "" does not
	binding     string        // channel binding of NTLM and Kerberos: "", supported or always
	offloaded   bool          // something in front of it ends TLS, with a certificate of its own
	lost, back  time.Duration // after the start: when it is gone, and when it is there again; 0 is never
	sam         string        // SDDL of RestrictRemoteSam; "" is absent
	samUnread   bool          // the account that collects may not read that
}

// ou is a container on the way to a user.
type ou struct {
	protected bool     // inheritance is off
	deny      []string // rights that are denied to the connector account here, for users below
	denyAll   bool     // everything is, by a generic right
	// Rights that are granted here and reach no user: on the container alone,
	// for computers below, or, unless the user is in it, one level down alone.
	hereOnly, computers, oneLevel []string
	unlisted                      bool // nobody who looks may list what is in it
	closed                        bool // besides, nothing of it may be read but its name
}

// grants are the rights of the connector account on the domain head, for the
// users below it: granted, missing or denied.
type grants struct {
	reset, change, lockoutTime, pwdLastSet, unexpire string
}

// person is one account. Ages count back from the start of the world.
type person struct {
	name, upn, mail, ou, class string
	password                   string // for accounts that sign in

	disabled, cannotChange, smartCard, neverExpires bool
	mustChange, passwordExpired                     bool
	locked                                          time.Duration // since when; 0 is not locked
	expired                                         time.Duration // since when, negative is to come; 0 is never
	passwordAge                                     time.Duration
	adminCount                                      bool
	inherits                                        bool // inheritance is on in spite of adminCount
	protected                                       bool // inheritance is off on the account itself
	unreadable                                      bool // its security descriptor may not be read
	twin                                            bool // a second account answers to the same names
	absent                                          bool // the directory does not have it
	groups                                          []string
	deny, missing, granted                          []string // rights of the connector account on this account alone
	belowOnly                                       []string // granted for what is below this account, where nothing is
	outOfOrder                                      bool     // each right is allowed before all of them are denied
	hours                                           string   // see logonHours; "" is not set
	workstations                                    []string // userWorkstations
	hidden                                          []string // attributes that may not be read
	passwordLength                                  int      // in characters; it shows where the sync engine cannot use one so long
	policy                                          string   // fine-grained password policy that holds
	anchor                                          string   // what makes the anchor; another word is another account
	proxies                                         []string // proxyAddresses
	stale                                           bool     // deleted, and the global catalog does not know yet
	serverSays                                      []string // what the controller computes that the connector account may write; nil is the truth
	copies                                          map[string]replica
	changes                                         []change
	answersWrite                                    *writeAnswer // to a new password; nil is the truth
}

// replica is what one controller has of a person that differs from the rest.
type replica struct {
	absent, protected, unreadable bool
	deny, missing                 []string
	passwordAge, locked           time.Duration // 0 is as everywhere
}

// policy is a password policy.
type policy struct {
	minimumAge, maximumAge time.Duration
	history, length        int
	simple                 bool // complexity is off
	lockoutThreshold       int
	lockoutDuration        time.Duration
	unreadable             bool // fine-grained only: its values may not be read
}

func (d *directory) keys() keys {
	all := d.domainKeys()
	maps.Copy(all, keys{
		"domain":      text(&d.domain),
		"domains":     entries(&d.domains, freshDomain, func(c *directory) bind { return section(c.domainKeys()) }),
		"forests":     entries(&d.forests, freshForest, func(c *directory) bind { return section(c.domainKeys()) }),
		"forest-root": among(&d.forestRoot, "a domain", d.domainNames),
		"no-catalog":  flag(&d.noCatalog),
	})
	return all
}

// domainKeys are what every domain of a forest can have.
func (d *directory) domainKeys() keys {
	return keys{
		"netbios":           text(&d.netbios),
		"domain-level":      number(&d.domainLevel, 0, 10),
		"forest-level":      number(&d.forestLevel, 0, 10),
		"controllers":       entries(&d.controllers, freshController, (*controller).bind),
		"pdc":               among(&d.pdc, "a controller", d.controllerNames),
		"pdc-gone":          flag(&d.pdcGone),
		"sam-server":        oneOf(&d.samServer, samServerReaders()...),
		"pre-windows-2000":  texts(&d.compatible, sortedKeys(wellKnown)...),
		"srv-pdc":           list(&d.srvPDC, "", text),
		"srv-controllers":   list(&d.srvDC, "", text),
		"ous":               entries(&d.ous, func(string) ou { return ou{} }, (*ou).bind),
		"users":             entries(&d.users, freshPerson, d.personBind),
		"connector":         d.personBind(&d.connector),
		"connector-name":    text(&d.connectorName),
		"grants":            section(d.grants.keys()),
		"password-policy":   section(d.policy.keys()),
		"password-policies": entries(&d.policies, freshPolicy, (*policy).bind),
	}
}

func freshController(string) controller {
	return controller{os: "Windows Server 2022 Standard", version: "10.0 (20348)", level: 7, policyHints: true}
}

func (c *controller) bind() bind {
	return section(keys{
		"os":                  text(&c.os),
		"version":             text(&c.version),
		"level":               number(&c.level, 0, 10),
		"read-only":           flag(&c.readOnly),
		"policy-hints":        flag(&c.policyHints),
		"hints-only":          oneOf(&c.hintsOnly, "old", "new"),
		"password-protection": oneOf(&c.protection, "agent", "hidden"),
		"skew":                either(&c.skew),
		"down":                flag(&c.down),
		"lost":                span(&c.lost),
		"back":                span(&c.back),
		"fault":               oneOf(&c.fault, faultNames()...),
		"binding":             oneOf(&c.binding, "supported", "always"),
		"offloaded":           flag(&c.offloaded),
		"remote-sam":          text(&c.sam),
		"remote-sam-unread":   flag(&c.samUnread),
	})
}

func (o *ou) bind() bind {
	return section(keys{
		"protected": flag(&o.protected),
		"unlisted":  flag(&o.unlisted),
		"closed":    flag(&o.closed),
		"deny":      texts(&o.deny, rightNames()...),
		"deny-all":  flag(&o.denyAll),
		"here-only": texts(&o.hereOnly, rightNames()...),
		"computers": texts(&o.computers, rightNames()...),
		"one-level": texts(&o.oneLevel, rightNames()...),
	})
}

// rightNames are the rights that writeback needs on a user.
func rightNames() []string { return []string{"reset", "change", "lockout-time", "pwd-last-set"} }

func (g *grants) keys() keys {
	state := func(to *string) bind { return oneOf(to, granted, missing, denied) }
	return keys{
		"reset":        state(&g.reset),
		"change":       state(&g.change),
		"lockout-time": state(&g.lockoutTime),
		"pwd-last-set": state(&g.pwdLastSet),
		"unexpire":     state(&g.unexpire),
	}
}

// What the connector account holds.
const (
	granted = "granted"
	missing = "missing"
	denied  = "denied"
)

func freshPerson(name string) person {
	return person{name: name, ou: "OU=Staff", class: "user", password: userPassword, passwordAge: 40 * day, anchor: name}
}

func (d *directory) personBind(p *person) bind {
	return section(keys{
		"name":             text(&p.name),
		"upn":              text(&p.upn),
		"mail":             text(&p.mail),
		"ou":               text(&p.ou),
		"class":            oneOf(&p.class, "user", "inetOrgPerson"),
		"disabled":         flag(&p.disabled),
		"cannot-change":    flag(&p.cannotChange),
		"smart-card":       flag(&p.smartCard),
		"never-expires":    flag(&p.neverExpires),
		"must-change":      flag(&p.mustChange),
		"password-expired": flag(&p.passwordExpired),
		"locked":           span(&p.locked),
		"expired":          either(&p.expired),
		"password-age":     span(&p.passwordAge),
		"admin-count":      flag(&p.adminCount),
		"protected":        flag(&p.protected),
		"unreadable":       flag(&p.unreadable),
		"twin":             flag(&p.twin),
		"absent":           flag(&p.absent),
		"groups":           texts(&p.groups, groupNames()...),
		"deny":             texts(&p.deny, rightNames()...),
		"missing":          texts(&p.missing, rightNames()...),
		"granted":          texts(&p.granted, rightNames()...),
		"below-only":       texts(&p.belowOnly, rightNames()...),
		"out-of-order":     flag(&p.outOfOrder),
		"inherits":         flag(&p.inherits),
		"hidden":           texts(&p.hidden),
		"logon-hours":      oneOf(&p.hours, hoursAll, hoursNone, hoursOffice, hoursNotNow, hoursThen),
		"workstations":     texts(&p.workstations),
		"password-length":  number(&p.passwordLength, 0, 1024),
		"policy":           among(&p.policy, "a password policy", func() []string { return sortedKeys(d.policies) }),
		"anchor":           text(&p.anchor),
		"proxies":          texts(&p.proxies),
		"stale":            flag(&p.stale),
		"server-says":      texts(&p.serverSays, "lockout-time", "pwd-last-set"),
		"answers-write":    p.writeBind,
		"changes":          list(&p.changes, change{what: newPassword, reaches: replicationTakes}, (*change).bind),
		"copies":           entries(&p.copies, func(string) replica { return replica{} }, (*replica).bind),
	})
}

func freshPolicy(string) policy {
	return policy{maximumAge: 42 * day, history: 24, length: 12, lockoutThreshold: 10, lockoutDuration: 30 * time.Minute}
}

func (p *policy) bind() bind { return section(p.keys()) }

func (p *policy) keys() keys {
	return keys{
		"minimum-age":       span(&p.minimumAge),
		"maximum-age":       span(&p.maximumAge),
		"history":           number(&p.history, 0, 1024),
		"length":            number(&p.length, 0, 255),
		"simple":            flag(&p.simple),
		"lockout-threshold": number(&p.lockoutThreshold, 0, 65535),
		"lockout-duration":  span(&p.lockoutDuration),
		"unreadable":        flag(&p.unreadable),
	}
}

func (c *replica) bind() bind {
	return section(keys{
		"absent":       flag(&c.absent),
		"protected":    flag(&c.protected),
		"unreadable":   flag(&c.unreadable),
		"deny":         texts(&c.deny, rightNames()...),
		"missing":      texts(&c.missing, rightNames()...),
		"password-age": span(&c.passwordAge),
		"locked":       span(&c.locked),
	})
}

const day = 24 * time.Hour

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// controllerNames are the short names of the controllers, for the checks that
// name one.
func (d *directory) controllerNames() []string { return sortedKeys(d.controllers) }
