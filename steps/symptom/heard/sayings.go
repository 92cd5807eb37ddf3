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
	AgentOld         Message = "agent-version"
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

// sayings are the ways in which each message is told. Of notions that are
// parted by a slash one is enough; those that a plus sign links stand in one clause; those behind an exclamation mark must not be
// told; a saying that begins with an at sign needs no word of this product.
var sayings = []saying{
	{NotLicensed, "licence lacking !wizard !turn-on"},
	{NotLicensed, "@no-licence"},
	{NotLicensed, "free-tier writeback/resetting/sspr/licence"},
	{NotLicensed, "free-tier pw"},
	{NotLicensed, "seats resetting/pw"},
	{NotLicensed, "paid lacking resetting/pw !wizard"},

	{AdminHeldBack, "admin-policy"},
	{AdminHeldBack, "two-proofs admin-people/org"},
	{AdminHeldBack, "@two-proofs admin-people"},
	{NotInGroup, "group not sspr/resetting !admin-people !protected"},
	{NotInGroup, "group sspr few !admin-people !protected"},
	{NotInGroup, "cannot-use sspr/resetting"},
	{NotInGroup, "@allowed-group not"},
	{NotRegistered, "register+few !application !certificate !wizard !agent"},
	{NotRegistered, "@factors+few !application !certificate"},
	{NotRegistered, "@method-short"},
	{NotRegistered, "register-phone+few resetting/pw !application !certificate"},
	{NotEnabled, "org off+feature !writeback !inherit"},
	{NotEnabled, "resetting+set-none !writeback"},
	{NotEnabled, "not-for-user !writeback !inherit !screen"},
	{NotEnabled, "resetting+feature-word+off !writeback !inherit !screen !link"},
	{NotEnabled, "@admin-off org"},
	{NotEnabled, "org off sspr !writeback !inherit"},
	{NotEnabled, "org not-enabled feature !writeback !misconfigured !badly"},
	{NotEnabled, "sspr off !writeback !inherit !checkbox"},
	{NotEnabled, "sspr not-enabled !writeback !misconfigured !badly"},

	{Banned, "banned pw"},
	{Banned, "@too-easy"},
	{Banned, "@banned choose"},
	{TooSoon, "@too-recent"},
	{TooSoon, "@too-soon pw/policy/not"},
	{TooSoon, "changed-lately change-again not"},
	{AgainstPolicy, "policy not/wrong pw"},
	{AgainstPolicy, "policy-strong not/wrong"},
	{AgainstPolicy, "@policy-strong not"},
	{AgainstPolicy, "company-policy pw"},
	{AgainstPolicy, "@company-policy/policy-strong char-kinds"},
	{AgainstPolicy, "policy history/length/too-soon"},
	{AgainstPolicy, "policy onprem pw/resetting"},
	{AgainstPolicy, "@history pw/not"},
	{AgainstPolicy, "length pw/onprem not"},
	{WrongCurrent, "@current+wrong !still"},
	{WrongCurrent, "@current-refused"},
	{WrongCurrent, "@current+typed-wrong"},
	{WrongCurrent, "@current+not wrong !still"},
	{CloudLocked, "@smart-lockout"},
	{CloudLocked, "@locked-a-while"},
	{CloudLocked, "@blocked-briefly login cloud-word"},
	{CloudLocked, "locked temporary !connector-account !ad-word"},
	{UnlockFails, "unlock not !connector-account"},
	{UnlockFails, "@unlock+not portal !connector-account !display"},
	{Locked, "locked ours !temporary !locked-a-while !connector-account"},
	{Locked, "@locked+user !temporary !connector-account"},
	{Disabled, "disabled+user resetting/pw/not/ours !inherit"},
	{MayNotChange, "@flag"},

	{Protected, "@protected not/resetting/user/pw"},
	{Protected, "@sdholder"},
	{Protected, "@admin-people was"},
	{Protected, "admin-people+not/except"},
	{Protected, "@admin-people/it-people others-ok"},
	{Protected, "@it-people+only-these not"},
	{Protected, "it-people+only-these not/denied"},
	{Protected, "admin-people+denied"},
	{Protected, "@admin-people not except"},
	{NoInheritance, "@inherit not/off/user"},
	{RemoteSAM, "@sam"},
	{RemoteSAM, "net-access denied/not"},
	{RemoteSAM, "enumerate policy/not/remote"},
	{RemoteSAM, "@enumerate dc"},
	{AccessDenied, "denied"},
	{AccessDenied, "@insufficient"},
	{AccessDenied, "@delegate denied/not"},
	{AccessDenied, "@delegate-part ou/ad-word/user/connector-account"},
	{AccessDenied, "@reset-right+right lacking/not"},
	{AccessDenied, "right lacking/not"},
	{AccessDenied, "connector-account+lacks resetting/right/reset-right"},
	{AccessDenied, "reset-right lacking/not"},
	{MustChangeAgain, "next-change pw/resetting/works"},
	{MustChangeAgain, "@next-change login"},
	{MustChangeAgain, "@next-change twice-places"},
	{MustChangeAgain, "next-change windows straight-away"},
	{MustChangeAgain, "@last-set next-change/zero"},

	{Twice, "twice user/object"},
	{Twice, "@multi-match"},
	{Twice, "mislink user/object"},
	{Twice, "@twice space"},
	{Twice, "@rehire user/object"},
	{OutsideScope, "selective user"},
	{OutsideScope, "@selective+sync-word left-out/not/selective"},
	{OutsideScope, "@ou selective/left-out sync-word"},
	{OutsideScope, "ou-moved not"},
	{OutsideScope, "@ou+unsynced"},
	{NotFound, "find user/object"},
	{NotFound, "@space not/find"},
	{NotFound, "@find user object"},
	{NotFound, "@directory-object find"},
	{NotSynchronised, "cloud-only"},
	{NotSynchronised, "guest resetting/pw"},
	{NotSynchronised, "converted user/resetting"},

	{ShortNames, "@preferred dc/connector-account/adsync"},
	{ShortNames, "short-name dc"},
	{ShortNames, "@preferred-dc"},
	{OldControllers, "old-dc dc"},
	{OldControllers, "@old-controllers"},
	{OldControllers, "@policy-control dc/server"},
	{OldControllers, "functional-level old-dc/not"},
	{ClosedRPC, "@rpc not dc/adsync/server"},
	{ClosedRPC, "@rpc not firewall"},
	{ClosedRPC, "rpc not"},
	{InsecureLDAP, "insecure"},
	{ControllerGone, "dc unavailable"},
	{ControllerGone, "dc+dc-unseen server/adsync"},
	{ControllerGone, "dc stopped"},
	{ControllerGone, "dc connect-to not"},
	{ControllerGone, "name-lookup dc not"},
	{ControllerGone, "@pdc not"},
	{ControllerGone, "@pdc stale"},
	{ControllerGone, "server-text dc/server/adsync"},

	{BadCertificate, "certificate untrusted !application"},
	{BadCertificate, "@certificate untrusted listener"},
	{Inspected, "inspection"},
	{Proxy, "proxy not/drops"},
	{Proxy, "proxy adsync"},
	{Proxy, "@machine-config proxy/not"},
	{OldTLS, "tls not/off/adsync"},
	{OldTLS, "@tls registry off/not"},
	{OldTLS, "@crypto-key off/not/lacking"},
	{ClockOff, "clock server/dc/adsync/token"},
	{ClockOff, "@clock token server"},
	{NameUnknown, "name-lookup not !website"},
	{Firewall, "firewall"},
	{RelayDown, "relay"},
	{RelayDown, "@relay not/drops/permit/firewall"},
	{ServiceUnreached, "endpoint unavailable"},
	{ServiceUnreached, "@endpoint not"},
	{IdleDrop, "@first-fails second-works not"},
	{IdleDrop, "@quiet not second-works"},
	{IdleDrop, "@quiet first-fails"},
	{IdleDrop, "quiet drops"},

	{Misconfigured, "onprem misconfigured"},
	{Misconfigured, "onprem needs-fixing org/configured"},
	{Misconfigured, "org misconfigured"},
	{Misconfigured, "onprem configured badly"},
	{Misconfigured, "org configured badly resetting"},
	{Unreachable, "onprem unavailable"},
	{Unreachable, "@onprem+unavailable portal"},
	{Unreachable, "@onprem-side+unavailable later/cloud-word"},
	{Unreachable, "onprem connect-to not"},
	{Unreachable, "onprem service not"},
	{Unreachable, "writeback service not !not-enabled"},
	{Unreachable, "service unavailable pw/resetting"},

	{EngineStopped, "@engine+stopped !relay !firewall"},
	{Staging, "staging"},
	{Staging, "@staging adsync"},
	{Staging, "@staging-mode !website"},
	{Staging, "@staging+server engine"},
	{AgentOld, "agent version"},
	{AgentOld, "cloudsync version"},
	{AgentOld, "agent not-updated"},
	{AgentTrouble, "agent not"},
	{AgentTrouble, "agent stopped"},
	{AgentTrouble, "agent migrated"},
	{AgentTrouble, "@cloudsync not/stopped/agent"},
	{RunFailed, "run not/stopped adsync/connector-account"},
	{RunFailed, "run+not ours"},
	{RunFailed, "run credential"},
	{SyncLate, "sync-late"},
	{SyncLate, "@sync-late portal/cloud-word/onprem/adsync"},
	{ConnectorAccount, "connector-account expired/locked/disabled/pw-changed/credential !lacks"},
	{ApplicationCert, "application certificate"},
	{ApplicationCert, "@application certificate adsync expired"},
	{ApplicationCert, "application expired adsync"},
	{ApplicationCert, "certificate expired adsync/connector-account !untrusted"},
	{WrongAdmin, "wizard licence not/lacking"},
	{WrongAdmin, "turn-on writeback big-admin/federated/token/role-gone"},
	{WrongAdmin, "@wizard big-admin/federated/token/role-gone"},
	{WrongAdmin, "big-admin writeback not"},
	{WrongAdmin, "wizard writeback not"},
	{WritebackOff, "writeback+off"},
	{WritebackOff, "org not-enabled onprem !misconfigured !badly"},
	{WritebackOff, "writeback checkbox+not/off/gone"},
	{WritebackOff, "writeback+not-enabled"},
	{WritebackOff, "org+not-enabled writeback service !misconfigured !badly"},
	{WritebackOff, "integration off/checkbox/set-no"},
	{WritebackOff, "one-way never-on"},
	{WritebackOff, "tick-forgotten pw ad-word/adsync"},
	{KeysDiffer, "key not/wrong"},
	{KeysDiffer, "@decrypt not"},
	{KeysDiffer, "@key not/wrong server/cloud-word"},
	{KeysDiffer, "forest writeback/not"},
	{KeysDiffer, "later-forest pw/user"},
	{KeysDiffer, "@ma-off"},
	{KeysDiffer, "@unscramble restored"},
	{OldVersion, "version adsync not/stopped"},
	{OldVersion, "@version adsync since-october/stopped"},
	{OldVersion, "version since-october"},
	{OldVersion, "@unsupported adsync"},
	{OldVersion, "@auto-upgrade version/off"},
	{OldVersion, "ancient-sync"},
	{OldVersion, "release-number adsync not/since-october"},
	{OldVersion, "adsync since-october stopped/not"},
	{OddName, "@ou odd-char/odd-sign"},

	{FromAdminCenter, "m365-admin+set pw/resetting/ad-same"},
	{FromPowerShell, "shell set pw !engine"},
	{FromPowerShell, "@cmdlet"},
	{FromPowerShell, "shell set ad-same !engine"},
	{LinkMissing, "@screen link+link-gone resetting/pw"},
	{LinkMissing, "@screen resetting+unseen"},
	{CatchingUp, "@catch-up"},
	{HalfDone, "@cloud-failed ad-ok"},
}
