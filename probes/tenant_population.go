package probes

import "context"

// A TenantPopulation is every user of one tenant, looked at one after the other.
// It only reads.
type TenantPopulation interface {
	// ScanTenant hands every user to watch.Person, each once and by object ID. It
	// returns how far it came in any case; the error is an [*Obstacle] that kept it
	// from the rest, or what watch.Person returned. Whoever was read before is
	// handed out all the same, unless nobody was.
	ScanTenant(ctx context.Context, watch TenantWatch) (TenantCensus, error)
}

// TenantWatch is what is called during a scan of a tenant, never two at once. Any
// may be nil.
type TenantWatch struct {
	Setting func(TenantSetting)     // once, before the first person
	Person  func(CloudPerson) error // an error ends the scan
	Tell    func(Progress)          // at each change of stage and after each page
}

// Stages of a scan of a tenant besides [Preparing] and [Reading].
const (
	Registering Stage = "registering" // the users are read, and the registration report is not yet
	Waiting     Stage = "waiting"     // the service asks for a pause, or the road to it is lost
)

// TenantSetting is what holds for everybody of a tenant. What could not be read
// has its obstacle instead.
type TenantSetting struct {
	Seen
	Host        string             `json:"host" is:"host"` // of Microsoft Graph
	Cloud       string             `json:"cloud,omitempty" is:"code"`
	Licenses    Licenses           `json:"licenses"`
	LicensesWhy *Obstacle          `json:"licenses_why,omitempty"`
	Admins      AdministratorReset `json:"admins"`
	AdminsWhy   *Obstacle          `json:"admins_why,omitempty"`
	Policy      MethodsPolicy      `json:"policy"`
	PolicyWhy   *Obstacle          `json:"policy_why,omitempty"`
	Switched    SwitchLog          `json:"switched,omitzero"` // zero where the log was not read
	Domains     CloudDomains       `json:"domains"`
	DomainsWhy  *Obstacle          `json:"domains_why,omitempty"`
	Deleted     DeletedUsers       `json:"deleted,omitzero"`
	DeletedWhy  *Obstacle          `json:"deleted_why,omitempty"`
	ReportWhy   *Obstacle          `json:"report_why,omitempty"` // why the registration report was not read to its end
	AuditWhy    *Obstacle          `json:"audit_why,omitempty"`  // why the transfers of authority were not read from the audit log
}

// CloudPerson is one user of a tenant as a scan sees it.
type CloudPerson struct {
	User            CloudUser    `json:"user"`
	Registration    Registration `json:"registration"`
	RegistrationWhy *Obstacle    `json:"registration_why,omitempty"`
	Authority       Authority    `json:"authority,omitzero"` // of an account that the cloud does not take for synchronised
}

// TenantCensus is how far a scan of a tenant came.
type TenantCensus struct {
	Seen
	Users    int  `json:"users"`    // handed out
	Complete bool `json:"complete"` // reports whether these are all
	Total    int  `json:"total"`    // as the service says; 0 when it does not
	Again    int  `json:"again"`    // stood on a page once more, and were not handed out twice
	Rows     int  `json:"rows"`     // of the registration report
	Pages    int  `json:"pages"`    // of users
	Asked    int  `json:"asked"`    // people of whom a list does not tell enough, who were asked about one by one
	// Breaks are where a page was not given, and the scan went on or ended.
	Breaks []TenantBreak `json:"breaks,omitempty"`
}

// TenantBreak is where the list of users broke off.
type TenantBreak struct {
	After int       `json:"after"` // users that had been read
	Why   *Obstacle `json:"why"`
	On    bool      `json:"went_on"` // the same page was given later
}
