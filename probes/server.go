package probes

import (
	"context"
	"time"
)

// A Shell answers questions about the Microsoft Entra Connect Sync server by
// the collection script: run on the server itself, through the platform's
// remoting, or read from the file that the script wrote there. It only reads.
//
// Its Reach and Hold measure from the server, whose roads are the ones that
// count.
type Shell interface {
	Endpoint
	// Server reads everything that is quick. Parts that could not be read say
	// so themselves.
	Server(ctx context.Context) (Server, error)
	// UserLink follows one user through connector space and metaverse.
	UserLink(ctx context.Context, userDN string) (UserLink, error)
	// Events reads the Application log's PasswordResetService and ADSync
	// events since a time, newest first.
	Events(ctx context.Context, since time.Time) (EventLog, error)
}

// Part heads a part of the server's evidence that can be missing by itself.
// The zero value is a part that was not read.
type Part struct {
	Read bool      `json:"read"`
	Why  *Obstacle `json:"why,omitempty"` // when it was not read
}

// Server is the Connect server at one moment.
type Server struct {
	Seen
	System     System      `json:"system"`
	Service    Service     `json:"service"`
	Product    Product     `json:"product"`
	Writeback  Writeback   `json:"writeback"`
	Scheduler  Scheduler   `json:"scheduler"`
	Connectors Connectors  `json:"connectors"`
	Runs       Runs        `json:"runs"`
	Export     Export      `json:"export"`
	TLS        TLSSettings `json:"tls"`
	Proxy      Proxy       `json:"proxy"`
	RemoteSAM  RemoteSAM   `json:"remote_sam"`
	// ControllersSAM is the same value on the domain controllers.
	ControllersSAM ControllersSAM `json:"controllers_sam"`
	CloudSync      CloudSync      `json:"cloud_sync"`
	Identity       Identity       `json:"identity"`
	Sockets        Sockets        `json:"sockets"`
	Files          Files          `json:"files"`
	Agents         Agents         `json:"agents"`
}

// System is Win32_OperatingSystem and Win32_ComputerSystem.
type System struct {
	Part
	Host       string     `json:"host" is:"server"`
	Domain     string     `json:"domain" is:"domain"` // DNS name of the domain it is a member of
	Caption    string     `json:"caption" is:"code"`
	Build      Maybe[int] `json:"build"`
	DomainRole Maybe[int] `json:"domain_role"`           // 3 member server, 4 and 5 domain controller
	Time       time.Time  `json:"time"`                  // the server's clock
	DotNet     Maybe[int] `json:"dot_net"`               // Release of NDP\v4\Full
	PowerShell string     `json:"power_shell" is:"code"` // version that ran the script
	Core       YesNo      `json:"core"`                  // InstallationType of Windows: Server Core, without a desktop
	FIPS       YesNo      `json:"fips"`                  // FipsAlgorithmPolicy is enabled; No also where it is not set
}

// Service is the ADSync service (Win32_Service).
type Service struct {
	Part
	Installed YesNo  `json:"installed"`
	State     string `json:"state" is:"code"`      // Running, Stopped, … : the property's own English words
	StartMode string `json:"start_mode" is:"code"` // Auto, Manual, Disabled
	Account   string `json:"account" is:"account"` // StartName
	// Started is when its process was started, by the server's clock; zero where
	// none runs, or nobody says.
	Started time.Time `json:"started"`
}

// Product is the installed Microsoft Entra Connect Sync.
type Product struct {
	Part
	Version string `json:"version" is:"version"` // four parts, "2.6.92.0"
	From    string `json:"from" is:"code"`       // where the version was read
}

// Writeback is Get-ADSyncAADPasswordResetConfiguration, with the global
// parameter beside it as a second source.
type Writeback struct {
	Part
	Connector  string `json:"connector" is:"connector-name"`
	Enabled    YesNo  `json:"enabled"`
	Status     string `json:"status" is:"code"`     // ServiceStatus: Started, …
	Onboarding string `json:"onboarding" is:"code"` // OnboardingRequiredStatus: NotRequired, …
	Parameter  YesNo  `json:"parameter"`            // Microsoft.OptionalFeature.PasswordWriteback
}

// Scheduler is Get-ADSyncScheduler.
type Scheduler struct {
	Part
	CycleEnabled       YesNo                `json:"cycle_enabled"`
	Suspended          YesNo                `json:"suspended"`
	Staging            YesNo                `json:"staging"`
	MaintenanceEnabled YesNo                `json:"maintenance_enabled"`
	InProgress         YesNo                `json:"in_progress"`
	NextCycle          time.Time            `json:"next_cycle"`
	PurgeAfter         Maybe[time.Duration] `json:"purge_after_ns"` // of the run history
	Interval           Maybe[time.Duration] `json:"interval_ns"`    // between two cycles, as it is in effect
}

// Connector is one connector of the sync engine.
type Connector struct {
	Name          string       `json:"name" is:"connector-name"`
	ID            string       `json:"id" is:"object-id"`
	Entra         YesNo        `json:"entra"` // Yes: the Microsoft Entra connector; No: one to a forest
	Forest        string       `json:"forest,omitempty" is:"domain"`
	Account       string       `json:"account,omitempty" is:"connector"`     // AD DS Connector account, without domain
	AccountDomain string       `json:"account_domain,omitempty" is:"domain"` // its domain, as the connector spells it
	Domains       List[string] `json:"domains,omitzero" is:"domain"`         // DNs of the selected domain partitions
	HashSync      YesNo        `json:"hash_sync"`                            // password hash synchronisation
}

// Connectors is every connector.
type Connectors struct {
	Part
	List List[Connector] `json:"list"`
}

// Run is one entry of the run history.
type Run struct {
	Connector string    `json:"connector" is:"connector-name"`
	Profile   string    `json:"profile" is:"profile"` // Full Import, Full Synchronization, Delta Import, …
	Result    string    `json:"result" is:"code"`     // success, completed-…-errors, stopped-…, …
	Start     time.Time `json:"start"`
	End       time.Time `json:"end"` // zero while it runs
}

// Runs is the run history, newest first.
type Runs struct {
	Part
	List List[Run] `json:"list"`
}

// Partition is one domain partition of a connector in the configuration
// export.
type Partition struct {
	Connector    string       `json:"connector" is:"connector-name"`
	Name         string       `json:"name" is:"dn"`
	SignAndSeal  YesNo        `json:"sign_and_seal"` // "Sign and Encrypt LDAP Traffic" of the partition
	PreferredDCs List[string] `json:"preferred_dcs,omitzero" is:"controller"`
	LastDC       string       `json:"last_dc,omitempty" is:"controller"` // the controller used last
	// AlternateSignAndSeal is the third place of the same setting, under
	// alternate credentials; Unsaid when there are none.
	AlternateSignAndSeal YesNo `json:"alternate_sign_and_seal"`
}

// Export is what matters of Get-ADSyncServerConfiguration.
type Export struct {
	Part
	Partitions List[Partition] `json:"partitions"`
	// ForestSignAndSeal is the setting of the connector itself, by connector.
	ForestSignAndSeal map[string]YesNo `json:"forest_sign_and_seal,omitempty" is:"connector-name"`
}

// TLSSetting is one value of the registry that switches TLS 1.2 for .NET or
// SCHANNEL.
type TLSSetting struct {
	Path    string       `json:"path" is:"code"`
	Name    string       `json:"name" is:"code"`
	Present YesNo        `json:"present"`
	Value   Maybe[int64] `json:"value"` // holds when Present is Yes
}

// TLSSettings is every such value.
type TLSSettings struct {
	Part
	List List[TLSSetting] `json:"list"`
}

// Proxy is the same question asked in four places. "" means no proxy there.
type Proxy struct {
	Part
	MachineConfig       string               `json:"machine_config" is:"proxy"` // proxyaddress in machine.config, which the sync engine documents
	MachineConfigBypass List[string]         `json:"machine_config_bypass,omitzero" is:"proxy"`
	UseSystemDefault    YesNo                `json:"use_system_default"`
	DefaultCredentials  YesNo                `json:"default_credentials"`
	WinHTTP             string               `json:"win_http" is:"proxy"`
	User                string               `json:"user" is:"proxy"`        // Internet Settings of whoever ran the script
	Environment         string               `json:"environment" is:"proxy"` // HTTPS_PROXY
	IdleTimeout         Maybe[time.Duration] `json:"idle_timeout_ns"`        // when the proxy says so
	// System is what .NET Framework itself makes of the Internet Settings of
	// whoever ran the script, with scripts and detection that choose a proxy.
	System List[SystemProxy] `json:"by_system"`
}

// RemoteSAM is the value RestrictRemoteSam of …\Control\Lsa.
type RemoteSAM struct {
	Part
	Present YesNo  `json:"present"`
	SDDL    string `json:"sddl,omitempty" is:"sddl"`
}

// ControllerSAM is the value RestrictRemoteSam of one domain controller.
type ControllerSAM struct {
	Part
	Host    string `json:"host" is:"controller"`
	Present YesNo  `json:"present"`
	SDDL    string `json:"sddl,omitempty" is:"sddl"`
}

// ControllersSAM is that value on the controllers of the server's domain, as the
// server reads it over the network. Few accounts may.
type ControllersSAM struct {
	Part
	List List[ControllerSAM] `json:"list"`
}

// CloudSync is the provisioning agent of Microsoft Entra Cloud Sync.
type CloudSync struct {
	Part
	Installed YesNo  `json:"installed"`
	Version   string `json:"version,omitempty" is:"version"`
	State     string `json:"state,omitempty" is:"code"`
}

// Identity is Get-ADSyncEntraConnectorCredential: how Connect Sync signs in to
// the tenant.
type Identity struct {
	Part
	Cmdlet         YesNo     `json:"cmdlet"`                     // No: this version has no such cmdlet
	Type           string    `json:"type" is:"code"`             // ConnectorIdentityType: ServiceAccount, Application
	Application    string    `json:"application" is:"object-id"` // its client ID
	CertificateEnd time.Time `json:"certificate_end"`            // notAfter; zero when nobody says it
}

// UserLink is one user in the connector spaces and the metaverse.
type UserLink struct {
	Seen
	DN            string       `json:"dn" is:"user-dn"`
	InADSpace     YesNo        `json:"in_ad_space"`              // an AD connector-space object exists
	InMetaverse   YesNo        `json:"in_metaverse"`             // it is joined to a metaverse object
	InEntraSpace  YesNo        `json:"in_entra_space"`           // and that to an Entra connector-space object
	Rules         List[string] `json:"rules,omitzero" is:"rule"` // names of the sync rules that link it
	RightRule     YesNo        `json:"right_rule"`               // one is tagged Microsoft.InfromADUserAccountEnabled
	PendingExport YesNo        `json:"pending_export"`           // not exported yet
	Duplicate     YesNo        `json:"duplicate"`                // the anchor stands twice (80230402)
	HashSyncScope YesNo        `json:"hash_sync_scope"`          // No: outside selective password hash sync (80230405); Yes also where nobody's hashes are synchronised
}

// Event is one event, with the numbers that stand in its text.
type Event struct {
	At         time.Time    `json:"at"`
	Provider   string       `json:"provider" is:"code"` // PasswordResetService, ADSync or Directory Synchronization
	ID         int          `json:"id"`
	Level      Maybe[int]   `json:"level,omitzero"` // as Windows counts: 1 critical, 2 error, 3 warning, 4 information
	TrackingID string       `json:"tracking_id,omitempty" is:"object-id"`
	Codes      List[string] `json:"codes,omitzero" is:"code"` // HRESULTs and source lines: "80230619", "admaexport.cpp(2837)"
	Hosts      List[string] `json:"hosts,omitzero" is:"host"` // relay hosts that the text names
	// Users are the names with an at sign that the text holds, as the context
	// that the service writes behind an error does; none when it names nobody.
	Users List[string] `json:"users,omitzero" is:"user"`
	Text  string       `json:"text,omitempty" is:"foreign"` // as written; shown, never judged
}

// EventLog is the events since a time, newest first.
type EventLog struct {
	Seen
	Since  time.Time `json:"since"`
	Oldest time.Time `json:"oldest"` // oldest record in the log; younger than Since means it rolled over
	// BeatsFrom is the oldest heartbeat that was handed over, where there were more
	// than were asked for; zero where all of them are here.
	BeatsFrom time.Time `json:"beats_from,omitzero"`
	// Excerpt tells whether somebody may have chosen what is in it: Yes of an export
	// that holds nothing else. What is missing in it says nothing. Unsaid is of the
	// script, which leaves out nothing that it was asked for.
	Excerpt YesNo `json:"excerpt,omitzero"`
	// Cut is Yes of a saved log (.evtx) that is not whole: it was not closed, breaks
	// off, or a checksum in it is wrong. It is an excerpt as well.
	Cut    YesNo       `json:"cut,omitzero"`
	Events List[Event] `json:"events,omitzero"`
}

// Lacks reports whether something may be missing in the log, so that silence says
// nothing.
func (l *EventLog) Lacks() bool { return l.Excerpt == Yes || l.Cut == Yes }
