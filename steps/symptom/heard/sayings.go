package heard

// What callers tell. The names stand in case files.
const (
	NotLicensed      Message = "not-licensed"
	NotEnabled       Message = "not-enabled"
	NotInGroup       Message = "not-in-group"
	NotRegistered    Message = "not-registered"
	AdminHeldBack    Message = "administrator-policy"
	AgainstPolicy    Message = "against-policy"
	TooSoon          Message = "too-soon"
	Banned           Message = "banned"
	WrongCurrent     Message = "wrong-current"
	CloudLocked      Message = "cloud-locked"
	Locked           Message = "locked"
	UnlockFails      Message = "unlock-fails"
	Disabled         Message = "disabled"
	MayNotChange     Message = "may-not-change"
	AccessDenied     Message = "access-denied"
	Protected        Message = "protected"
	NoInheritance    Message = "no-inheritance"
	RemoteSAM        Message = "remote-sam"
	MustChangeAgain  Message = "must-change-again"
	NotFound         Message = "not-found"
	Twice            Message = "twice"
	NotSynchronised  Message = "not-synchronised"
	OutsideScope     Message = "outside-scope"
	ControllerGone   Message = "controller-unreachable"
	ShortNames       Message = "preferred-controllers"
	OldControllers   Message = "old-controllers"
	ClosedRPC        Message = "rpc"
	InsecureLDAP     Message = "insecure-ldap"
	Unreachable      Message = "unreachable"
	Misconfigured    Message = "misconfigured"
	Firewall         Message = "firewall"
	RelayDown        Message = "relay"
	ServiceUnreached Message = "reset-service"
	BadCertificate   Message = "bad-certificate"
	Inspected        Message = "inspected"
	Proxy            Message = "proxy"
	OldTLS           Message = "tls"
	ClockOff         Message = "clock"
	NameUnknown      Message = "name-unknown"
	IdleDrop         Message = "idle"
	EngineStopped    Message = "engine-stopped"
	Staging          Message = "staging"
	AgentTrouble     Message = "agent"
	SyncLate         Message = "sync-late"
	RunFailed        Message = "run-failed"
	ConnectorAccount Message = "connector-account"
	ApplicationCert  Message = "application-certificate"
	WrongAdmin       Message = "wrong-admin"
	WritebackOff     Message = "writeback-off"
	KeysDiffer       Message = "keys"
	OldVersion       Message = "version"
	OddName          Message = "odd-name"
	FromAdminCenter  Message = "from-admin-center"
	FromPowerShell   Message = "from-powershell"
	LinkMissing      Message = "link-missing"
	CatchingUp       Message = "catching-up"
	HalfDone         Message = "half-done"
)

// sayings are the ways in which each message is told.
var sayings = []saying{
	{NotLicensed, "licence need ours"},
	{NotLicensed, "licence not ours"},
	{NotLicensed, "licence need password reset"},
	{NotLicensed, "licence not password reset"},

	{AdminHeldBack, "admin-policy reset"},
	{NotInGroup, "group not sspr"},
	{NotInGroup, "group not reset password !protected"},
	{NotRegistered, "register not reset"},
	{NotRegistered, "register not sspr"},
	{NotEnabled, "enabled not org reset password !writeback"},
	{NotEnabled, "enabled not reset user password !writeback"},
	{NotEnabled, "off reset password org !writeback"},
	{NotEnabled, "off sspr !writeback"},
	{NotEnabled, "enabled not sspr !writeback"},

	{Banned, "banned password"},
	{TooSoon, "too-soon password"},
	{AgainstPolicy, "policy not password"},
	{AgainstPolicy, "history password"},
	{AgainstPolicy, "length password not"},
	{WrongCurrent, "current wrong"},
	{CloudLocked, "locked temporary"},
	{UnlockFails, "unlock can't"},
	{Locked, "locked user !temporary"},
	{Disabled, "disabled user reset"},
	{MayNotChange, "cannot-change-flag"},

	{Protected, "protected reset"},
	{Protected, "protected not password"},
	{NoInheritance, "inherit"},
	{RemoteSAM, "sam"},
	{AccessDenied, "right reset password"},
	{AccessDenied, "right connector"},
	{AccessDenied, "right not ours"},
	{AccessDenied, "reset-right not"},
	{MustChangeAgain, "next-logon again"},
	{MustChangeAgain, "next-logon reset ours"},

	{Twice, "twice user ours"},
	{Twice, "twice object"},
	{OutsideScope, "selective sync user"},
	{NotFound, "find not object"},
	{NotFound, "find not user ours"},
	{NotSynchronised, "cloud-only reset"},
	{NotSynchronised, "cloud-only password"},
	{NotSynchronised, "guest reset"},
	{NotSynchronised, "converted user"},

	{ShortNames, "preferred"},
	{OldControllers, "old-dc dc"},
	{ClosedRPC, "rpc not"},
	{InsecureLDAP, "insecure"},
	{ControllerGone, "dc not connect-to"},
	{ControllerGone, "dc stopped"},
	{ControllerGone, "pdc not"},
	{ControllerGone, "server-text"},

	{BadCertificate, "certificate untrusted not !application"},
	{Inspected, "inspection"},
	{Proxy, "proxy ours"},
	{Proxy, "proxy adsync"},
	{Proxy, "proxy not"},
	{OldTLS, "tls not"},
	{OldTLS, "tls ours"},
	{ClockOff, "clock"},
	{NameUnknown, "name-lookup not"},
	{Firewall, "firewall"},
	{RelayDown, "relay"},
	{ServiceUnreached, "endpoint not connect-to"},
	{IdleDrop, "second-try works reset"},
	{IdleDrop, "second-try works password"},
	{IdleDrop, "quiet can't reset"},
	{IdleDrop, "quiet drops"},

	{Misconfigured, "misconfigured onprem"},
	{Misconfigured, "misconfigured reset"},
	{Unreachable, "onprem not connect-to"},
	{Unreachable, "writeback service not connect-to"},
	{Unreachable, "onprem service not"},

	{EngineStopped, "adsync stopped"},
	{Staging, "staging"},
	{AgentTrouble, "agent not"},
	{AgentTrouble, "agent stopped"},
	{RunFailed, "run not sync"},
	{RunFailed, "start-credentials sync"},
	{RunFailed, "run not adsync"},
	{SyncLate, "sync late"},
	{ConnectorAccount, "connector expired"},
	{ConnectorAccount, "connector locked"},
	{ConnectorAccount, "connector disabled"},
	{ConnectorAccount, "connector password reset"},
	{ApplicationCert, "application certificate"},
	{WrongAdmin, "wizard global-admin not"},
	{WrongAdmin, "wizard federated"},
	{WrongAdmin, "global-admin writeback not"},
	{WritebackOff, "writeback off"},
	{WritebackOff, "writeback enabled not"},
	{KeysDiffer, "key ours"},
	{KeysDiffer, "key password not"},
	{KeysDiffer, "forest writeback not"},
	{OldVersion, "version adsync"},
	{OddName, "ou odd-char"},

	{FromAdminCenter, "m365-admin reset"},
	{FromPowerShell, "shell reset password"},
	{LinkMissing, "link link-gone not"},
	{CatchingUp, "catch-up"},
	{HalfDone, "half-done password"},
}

// nearer are the messages that one told with them is a part of: who says that
// the firewall keeps the server from the relay tells of the firewall.
var nearer = map[Message][]Message{}
