package probes

import (
	"context"
	"time"
)

// A Directory answers questions about one Active Directory domain. It only
// reads. Each method returns an [*Obstacle] when it could not look.
type Directory interface {
	// Domain reads the rootDSE of the controller in use and the domain head.
	Domain(ctx context.Context) (Domain, error)
	// PDCEmulator finds the PDC emulator by role owner and by SRV record.
	PDCEmulator(ctx context.Context) (PDCEmulator, error)
	// DomainControllers lists every controller and reads each one's rootDSE.
	DomainControllers(ctx context.Context) (DomainControllers, error)
	// User finds a person by user principal name, mail, DOMAIN\name or DN. No
	// match and two matches are answers.
	User(ctx context.Context, name string) (DirectoryUser, error)
	// Account finds the AD DS Connector account, by DOMAIN\name, bare
	// sAMAccountName, or DN.
	Account(ctx context.Context, name string) (DirectoryUser, error)
	// Connectors lists the accounts of the domain that have the name which the
	// installer of Connect gives the AD DS Connector account, MSOL_ and more, in the
	// order of names: as DOMAIN\name where the NetBIOS name of the domain may be
	// read, else by sAMAccountName alone. None is an answer.
	Connectors(ctx context.Context) ([]string, error)
	// PasswordPolicy reads the policy that holds for the user: the resultant
	// fine-grained policy, else that of the domain.
	PasswordPolicy(ctx context.Context, userDN string) (PasswordPolicy, error)
	// PasswordProtection finds the agents of Microsoft Entra Password Protection
	// on the controllers of the user's domain.
	PasswordProtection(ctx context.Context, userDN string) (PasswordProtection, error)
	// Rights computes what the connector account may do to the user, by the
	// ordered access check over the user's and the domain head's descriptors.
	Rights(ctx context.Context, account, userDN string) (Rights, error)
	// Forest lists the domains of the forest, with the PDC emulator of each.
	Forest(ctx context.Context) (Forest, error)
	// Replicas asks every controller of the user's domain for the user, because
	// a reset meets the copy of the one controller that it reaches.
	Replicas(ctx context.Context, userDN string) (Replicas, error)
	// SAMServer computes whether the connector account may read the object behind
	// which the accounts of a domain stand for remote calls: that of the domain of
	// an entry, by its DN, or with "" of the domain that is asked.
	SAMServer(ctx context.Context, account, dn string) (SAMServer, error)
	// Home returns the Directory of the domain that an entry stands in, by its
	// DN: this one, or one of another domain of the forest. Questions that take
	// a DN or a name find their domain by themselves; Home is for the others.
	Home(ctx context.Context, dn string) (Directory, error)
}

// Domain is what a controller says of itself and its domain in the rootDSE
// (MS-ADTS 3.1.1.3.2), which needs no sign-in.
type Domain struct {
	Seen
	Controller      string       `json:"controller"` // dnsHostName of the one that answered
	DNSName         string       `json:"dns_name"`
	BaseDN          string       `json:"base_dn"` // defaultNamingContext
	ForestBaseDN    string       `json:"forest_base_dn"`
	ConfigurationDN string       `json:"configuration_dn"`
	DomainLevel     string       `json:"domain_level"` // domainFunctionality as sent, "7"; "" when not sent
	ForestLevel     string       `json:"forest_level"`
	ControllerLevel string       `json:"controller_level"`
	Controls        List[string] `json:"controls,omitzero"` // supportedControl
	CurrentTime     time.Time    `json:"current_time"`      // the controller's clock
	SignedIn        bool         `json:"signed_in"`         // reports whether a bind succeeded
}

// PDCEmulator is where the domain says its PDC emulator is, by both ways.
type PDCEmulator struct {
	Seen
	DNSDomain   string       `json:"dns_domain" is:"domain"`
	RoleOwnerDN string       `json:"role_owner_dn" is:"dn"`        // fSMORoleOwner of the domain head
	Host        string       `json:"host" is:"pdc"`                // dNSHostName of the role owner; "" when it is gone
	OwnerGone   YesNo        `json:"owner_gone"`                   // the role owner's server object is missing or deleted
	SRV         List[string] `json:"srv,omitzero" is:"controller"` // targets of _ldap._tcp.pdc._msdcs.<domain>
	SRVAnswer   Contact      `json:"srv_answer"`                   // Open when the name server answered with records, else why not
}

// DomainController is one controller of the domain.
type DomainController struct {
	Host        string  `json:"host" is:"controller"`
	OS          string  `json:"os" is:"code"`         // operatingSystem, written by the controller itself
	OSVersion   string  `json:"os_version" is:"code"` // "10.0 (20348)"; "" for systems that are not Windows
	ServicePack string  `json:"service_pack,omitempty" is:"code"`
	ReadOnly    YesNo   `json:"read_only"`       // Unsaid: its primaryGroupID may not be read
	PDC         YesNo   `json:"pdc"`             // Unsaid: nobody knows which one it is
	Answer      Contact `json:"answer"`          // of its own rootDSE, from the vantage
	Level       string  `json:"level" is:"code"` // domainControllerFunctionality; "" when it did not answer
	PolicyHints YesNo   `json:"policy_hints"`    // LDAP_SERVER_POLICY_HINTS, 1.2.840.113556.1.4.2239 or .2066
}

// DomainControllers is every controller of the domain.
type DomainControllers struct {
	Seen
	DomainLevel string                 `json:"domain_level" is:"code"`
	ForestLevel string                 `json:"forest_level" is:"code"`
	List        List[DomainController] `json:"list"`
}

// PasswordProtection is what the agents of Microsoft Entra Password Protection
// have registered in a domain: a connection point for each controller that has
// one. None is what nobody registered, or what may not be seen.
type PasswordProtection struct {
	Seen
	Controllers List[DomainController] `json:"controllers"`             // as the directory has them; none of them was asked
	Agents      List[string]           `json:"agents,omitzero" is:"dn"` // DNs of the connection points
}

// OU is one container on the way from the domain head to an entry.
type OU struct {
	DN        string `json:"dn" is:"dn"`
	Protected YesNo  `json:"protected"` // inheritance is off (SE_DACL_PROTECTED); Unsaid when the descriptor is not readable
}

// PasswordPolicy is the policy that a user's next password meets.
type PasswordPolicy struct {
	Seen
	Source           string               `json:"source" is:"dn"` // DN of the fine-grained policy or of the domain head
	FineGrained      YesNo                `json:"fine_grained"`   // Unsaid: msDS-ResultantPSO could not be read
	Readable         bool                 `json:"readable"`       // false: a policy applies and its values cannot be read
	MinimumAge       Maybe[time.Duration] `json:"minimum_age_ns"` // 0: a password may be changed again at once
	MaximumAge       Maybe[time.Duration] `json:"maximum_age_ns"` // 0: never expires
	History          Maybe[int]           `json:"history"`
	MinimumLength    Maybe[int]           `json:"minimum_length"`
	Complexity       YesNo                `json:"complexity"`
	LockoutThreshold Maybe[int]           `json:"lockout_threshold"`   // 0: never locks out
	LockoutDuration  Maybe[time.Duration] `json:"lockout_duration_ns"` // 0: until an administrator unlocks
	PasswordLastSet  time.Time            `json:"password_last_set"`   // of the user; zero when 0 or not read
}

// ForestDomain is one domain of the forest as its cross reference and its own
// controllers have it.
type ForestDomain struct {
	DNSName     string       `json:"dns_name" is:"domain"`
	BaseDN      string       `json:"base_dn" is:"domain-dn"`
	NetBIOSName string       `json:"netbios_name,omitempty" is:"domain"`
	Level       string       `json:"level,omitempty" is:"code"`    // domain functional level as sent; "" when not seen
	PDC         string       `json:"pdc,omitempty" is:"pdc"`       // dNSHostName of the role owner; "" when not seen
	OwnerGone   YesNo        `json:"owner_gone"`                   // as in PDCEmulator
	SRV         List[string] `json:"srv,omitzero" is:"controller"` // as in PDCEmulator
	SRVAnswer   Contact      `json:"srv_answer"`                   // as in PDCEmulator
	Answer      Contact      `json:"answer"`                       // of the domain's controller, from the vantage
	Why         *Obstacle    `json:"why,omitempty"`                // what stood in the way of the rest; nil when everything was seen
}

// Forest is every domain of the forest.
type Forest struct {
	Seen
	RootDomain string             `json:"root_domain"` // DNS name
	Level      string             `json:"level,omitempty"`
	Domains    List[ForestDomain] `json:"domains"` // by name; at least the domain that was asked
}

// Replica is the user as one controller has it.
type Replica struct {
	Host            string           `json:"host" is:"controller"`
	ReadOnly        YesNo            `json:"read_only"` // as in DomainController
	Answer          Contact          `json:"answer"`
	Found           YesNo            `json:"found"`                          // the controller has the entry
	Descriptor      string           `json:"descriptor,omitempty" is:"code"` // SHA-256 of nTSecurityDescriptor without the SACL, in hex; "" when not readable
	PasswordLastSet time.Time        `json:"password_last_set"`              // replicates at once only to the PDC emulator
	LockoutTime     Maybe[time.Time] `json:"lockout_time"`
	Why             *Obstacle        `json:"why,omitempty"` // why Descriptor is ""; nil when it is there
}

// Replicas is one user on every controller of its domain.
type Replicas struct {
	Seen
	UserDN string        `json:"user_dn" is:"user-dn"`
	List   List[Replica] `json:"list"` // by host
}
