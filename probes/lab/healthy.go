package lab

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// Names of the healthy world. They are invented.
const (
	homeDomain    = "corp.contoso.com"
	entraName     = "contoso.onmicrosoft.com - AAD"
	tenantID      = "11111111-2222-3333-4444-555555555555"
	callerUPN     = "kim@contoso.com"
	adminUPN      = "admin@contoso.onmicrosoft.com"
	testUPN       = "writeback.test@contoso.com"
	helpdeskSAM   = "helpdesk"
	userPassword  = "Blue-Harbour-27-Lantern" //nolint:gosec // of an invented person in a lab on loopback
	deskPassword  = "Green-Window-58-Station" //nolint:gosec // of an invented person in a lab on loopback
	appID         = "77777777-0000-4000-8000-000000000001"
	appSecret     = "lab~secret~of~an~invented~application"
	publicClient  = "14d82eec-204b-4c2f-b7e8-296a70dab67e" // Microsoft Graph Command Line Tools
	operatorUPN   = "helpdesk@contoso.com"
	connectorSAM  = "MSOL_0a1b2c3d4e5f"
	relayFirst    = "ssprdedicatedsbprodscu"
	relaySecond   = "ssprdedicatedsbprodncu"
	relaySuffix   = ".servicebus.windows.net"
	resetHost     = "passwordreset.microsoftonline.com"
	newestVersion = "2.6.92.0"
)

// defaultSpeed makes the idle test of three minutes take three seconds, long
// enough for a person to see what it does.
const defaultSpeed = 60

// hurriedSpeed is enough where no person looks on.
const hurriedSpeed = 240

// healthy is the world in which everything works. Every world starts from it.
func healthy() World {
	return World{
		Info:        soundInfo(),
		now:         time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		speed:       defaultSpeed,
		here:        "HELPDESK-07",
		directory:   healthyDirectory(),
		tenant:      healthyTenant(),
		server:      healthyServer(),
		credentials: credentials{directory: signInRight, tenant: signInRight, answer: answerYes, holds: codeHolds, lasts: tokenLasts, permissions: readPermissions()},
	}
}

func healthyDirectory() directory {
	of := func(name, upn, display string) person {
		p := freshPerson(name)
		p.upn, p.mail, p.name = upn, upn, display
		return p
	}
	desk := of(helpdeskSAM, "helpdesk@contoso.com", "Help Desk")
	desk.password, desk.ou = deskPassword, "OU=Service"
	connector := of(connectorSAM, "", connectorSAM)
	connector.ou, connector.neverExpires, connector.passwordAge = "CN=Users", true, 400*day
	return directory{
		domain: homeDomain, netbios: "CORP", domainLevel: 7, forestLevel: 7,
		controllers: map[string]controller{"dc1": freshController(""), "dc2": freshController("")},
		pdc:         "dc1", compatible: []string{"Authenticated Users"},
		ous: map[string]ou{"OU=Staff": {}, "OU=Service": {}},
		users: map[string]person{
			"kim":         of("kim", callerUPN, "Kim Minji"),
			"lee":         of("lee", "lee@contoso.com", "Lee Jiho"),
			"wbtest":      of("wbtest", testUPN, "Writeback Test"),
			helpdeskSAM:   desk,
			"dirsyncmade": of("dirsyncmade", "park@contoso.com", "Park Seoyeon"),
		},
		connector: connector, connectorName: connectorSAM,
		grants: grants{reset: granted, change: granted, lockoutTime: granted, pwdLastSet: granted, unexpire: granted},
		policy: freshPolicy(""),
	}
}

func healthyTenant() tenant {
	synced := func(account string) cloudUser {
		u := freshCloudUser("")
		u.sync, u.account, u.licenses = "synced", account, []string{"SPE_E3"}
		return u
	}
	admin := freshCloudUser("")
	admin.licenses, admin.roles, admin.registered.admin = []string{"SPE_E3"}, []string{"Global Administrator"}, true
	return tenant{
		id: tenantID, cloud: cloudGlobal, initial: "contoso.onmicrosoft.com", lastSync: 18 * time.Minute, sync: "synced", appRoles: sortedKeys(connectRoles), adminReset: "allowed", migration: "migrationComplete", health: health{status: "serviceOperational"},
		domains: map[string]string{"contoso.com": "Managed", "contoso.onmicrosoft.com": "Managed"},
		skus:    map[string]sku{"SPE_E3": freshSKU("SPE_E3")},
		users: map[string]cloudUser{
			callerUPN: synced("kim"), "lee@contoso.com": synced("lee"), testUPN: synced("wbtest"), adminUPN: admin,
		},
	}
}

func healthyServer() server {
	runs := func(name string) []run {
		return []run{
			{connector: name, profile: "Delta Synchronization", result: "success", ago: 17 * time.Minute, took: time.Minute},
			{connector: name, profile: "Delta Import", result: "success", ago: 19 * time.Minute, took: time.Minute},
			{connector: name, profile: "Full Synchronization", result: "success", ago: 3*day - 20*time.Minute, took: 6 * time.Minute},
			{connector: name, profile: "Full Import", result: "success", ago: 3 * day, took: 9 * time.Minute},
		}
	}
	return server{
		host: "sync01." + homeDomain, version: newestVersion,
		system: probes.System{
			Domain: homeDomain, Caption: "Microsoft Windows Server 2022 Standard", Build: probes.Known(20348),
			DomainRole: probes.Known(3), DotNet: probes.Known(533320), PowerShell: "5.1.20348.2849", Core: probes.No, FIPS: probes.No,
		},
		files: serverFiles{
			started: probes.Known(3*day + time.Hour), machineConfig: probes.Known(400 * day),
			engineConfig: probes.Known(60 * day), engine: probes.Known(60 * day),
		},
		service: probes.Service{Installed: probes.Yes, State: "Running", StartMode: "Auto", Account: `NT SERVICE\ADSync`},
		writeback: probes.Writeback{
			Enabled: probes.Yes, Status: "Started", Onboarding: "NotRequired", Parameter: probes.Yes,
		},
		scheduler: probes.Scheduler{
			CycleEnabled: probes.Yes, Suspended: probes.No, Staging: probes.No,
			MaintenanceEnabled: probes.Yes, InProgress: probes.No, PurgeAfter: probes.Known[time.Duration](7 * day),
			Interval: probes.Known(30 * time.Minute),
		},
		nextCycle: 11 * time.Minute,
		connectors: map[string]connector{
			homeDomain: {forest: homeDomain, hashSync: probes.Yes},
			entraName:  {entra: true},
		},
		runs:       append(runs(homeDomain), runs(entraName)...),
		partitions: partition{signForest: probes.Yes, signPartition: probes.Yes, last: "dc1"},
		tls: map[string]int{
			"net64 SystemDefaultTlsVersions": 1, "net64 SchUseStrongCrypto": 1,
			"net32 SystemDefaultTlsVersions": 1, "net32 SchUseStrongCrypto": 1,
		},
		cloudSync: probes.CloudSync{Installed: probes.No},
		identity:  probes.Identity{Cmdlet: probes.Yes, Type: "ServiceAccount"},
		proxy: probes.Proxy{
			UseSystemDefault: probes.Yes, DefaultCredentials: probes.No,
			System: []probes.SystemProxy{{Host: resetHost}, {Host: relayFirst + relaySuffix}, {Host: "login.microsoftonline.com"}},
		},
		links:  map[string]link{},
		events: events{heartbeat: 5 * time.Minute, beats: heartbeatsAtMost, oldest: 30 * day, relays: []string{relayFirst, relaySecond}},
	}
}

// freshServer is a further Connect server, as sound as the first.
func freshServer(host string) server {
	s := healthyServer()
	s.host = host
	return s
}

// product is what Microsoft lists for a part number ("Product names and
// service plan identifiers for licensing", Microsoft Learn), as far as the
// worlds need it.
type product struct {
	id    string
	plans []string
}

var products = map[string]product{ //nolint:gochecknoglobals // a table
	"SPE_E3":                    {"05e9a617-0261-4cee-bb44-138d3ef5d965", []string{"AAD_PREMIUM", "EXCHANGE_S_ENTERPRISE"}},
	"SPE_E5":                    {"06ebc4ee-1bb5-47dd-8120-11324bc54e06", []string{"AAD_PREMIUM", "AAD_PREMIUM_P2"}},
	"SPE_F1":                    {"66b55226-6b4f-492c-910c-a3b7a3c9d993", []string{"AAD_PREMIUM"}},
	"SPB":                       {"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", []string{"AAD_PREMIUM", "AAD_SMB"}},
	"EMS":                       {"efccb6f7-5641-4e0e-bd10-b4976e1bf68e", []string{"AAD_PREMIUM"}},
	"AAD_PREMIUM":               {"078d2b04-f1bd-4111-bbd4-b4b1b354cef4", []string{"AAD_PREMIUM"}},
	"AAD_PREMIUM_P2":            {"84a661c4-e949-4bd2-a560-ed7766fcaf2b", []string{"AAD_PREMIUM_P2", "AAD_PREMIUM"}},
	"AAD_BASIC":                 {"2b9c8e7c-319c-43a2-a2a0-48c5c6161de7", []string{"AAD_BASIC"}},
	"O365_BUSINESS_PREMIUM":     {"f245ecc8-75af-4f8e-b61f-27d8114de5f3", []string{"EXCHANGE_S_STANDARD"}},
	"STANDARDPACK":              {"18181a46-0d4e-45cd-891e-60aabd171b4e", []string{"EXCHANGE_S_STANDARD"}},
	"ENTERPRISEPACK":            {"6fd2c87f-b296-42f0-b197-1e91e994b900", []string{"EXCHANGE_S_ENTERPRISE"}},
	"MEETING_ROOM":              {"6070a4c8-34c6-4937-8dfb-39bbc6397a60", []string{"AAD_PREMIUM"}},
	"Microsoft_Teams_Rooms_Pro": {"4cde982a-ede4-4409-9ae6-b003453c8ea6", []string{"AAD_PREMIUM"}},
	"MCOCAP":                    {"295a8eb0-f78d-45c7-8b5b-1eed5ed02dff", []string{"AAD_PREMIUM"}},
}

// planIDs are the identifiers of the service plans above.
var planIDs = map[string]string{ //nolint:gochecknoglobals // a table
	"AAD_PREMIUM":           probes.PlanP1,
	"AAD_PREMIUM_P2":        probes.PlanP2,
	"AAD_BASIC":             "c4da7f8a-5ee2-4c99-a7e1-87d2df57f6fe",
	"AAD_SMB":               "de377cbc-0019-4ec2-b77c-3f223947e102",
	"EXCHANGE_S_STANDARD":   "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
	"EXCHANGE_S_ENTERPRISE": "efb87545-963c-4e0d-99df-69c6916d9eb0",
}

// roleIDs are the template identifiers of the directory roles ("Microsoft
// Entra built-in roles", Microsoft Learn).
var roleIDs = map[string]string{ //nolint:gochecknoglobals // a table
	"Global Administrator":                "62e90394-69f5-4237-9190-012177145e10",
	"Hybrid Identity Administrator":       "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
	"Authentication Policy Administrator": "0526716b-113d-4c15-b2c8-68e3c22b9f80",
	"Authentication Administrator":        "c4e39bd9-1100-46d3-8c65-fb160da0071f",
	"User Administrator":                  "fe930be7-5e62-47db-91af-98c3a49a38b1",
	"Helpdesk Administrator":              "729827e3-9c14-49f7-bb1b-9608f156bbb8",
	"Global Reader":                       "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
	"Reports Reader":                      "4a5d8f65-41da-4de4-8968-e035b65339cf",
	"Security Reader":                     "5d6b6bb7-de71-4623-b4af-96380a352509",
	"Security Administrator":              "194ae4cb-b126-40b2-bd5b-6091b380977d",
	"Directory Readers":                   "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
}

func roleNames() []string { return sortedKeys(roleIDs) }

// groupRIDs are the groups that a person of a world can be in: a RID of the
// domain, or of BUILTIN (S-1-5-32) below 600 ([MS-DTYP] 2.4.2.4).
var groupRIDs = map[string]groupID{ //nolint:gochecknoglobals // a table
	"Domain Admins":     {rid: 512},
	"Domain Users":      {rid: 513},
	"Schema Admins":     {rid: 518, forest: true},
	"Enterprise Admins": {rid: 519, forest: true},
	"Protected Users":   {rid: 525},
	"Key Admins":        {rid: 526},
	"Administrators":    {rid: 544, builtin: true},
	"Account Operators": {rid: 548, builtin: true},
	"Server Operators":  {rid: 549, builtin: true},
	"Print Operators":   {rid: 550, builtin: true},
	"Backup Operators":  {rid: 551, builtin: true},
	compatibleAccess:    {rid: 554, builtin: true},
}

type groupID struct {
	rid     uint32
	builtin bool
	forest  bool // in the root domain of the forest alone, and universal
}

// kind is groupType (MS-ADTS 2.2.12): security, and local, universal or global.
func (g groupID) kind() string {
	switch {
	case g.builtin:
		return "-2147483643"
	case g.forest:
		return "-2147483640"
	default:
		return "-2147483646"
	}
}

func groupNames() []string { return sortedKeys(groupRIDs) }
