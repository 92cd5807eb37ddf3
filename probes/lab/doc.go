// Package lab runs worlds: a directory, a tenant, a Connect server and the
// network between them, described in one file, with what is wrong in them.
// It is the practice mode of the program and the test bed of everything else.
//
// [Start] brings up real servers in the process, on loopback: LDAP and LDAPS,
// Microsoft Graph and the token endpoint, the password reset service and the
// relays over TLS, HTTP proxies, a name server, and a PowerShell that answers
// the collection script. [Lab.Network] leads there: whoever dials a host of
// the world by name or address gets a real connection to what stands in for
// it, past the firewalls of the world. So the probes do not know that they
// are in a lab. The lab knows no tree; what a walk must come to is text here
// that a test compares.
//
// # What it is not
//
// It does not imitate Windows: no SMB, no RPC; those ports only accept, and so
// does that of Kerberos where the world has no key distribution centre. No packet is ever lost on loopback, so a firewall that drops is a
// dial that nobody answers. The certificates of the lab are good from 2000 to
// 2099, and the only authority to trust is the lab's own.
//
// # Its time
//
// The three minutes of an idle test take three seconds here, so one second in
// which a busy machine lets nobody work could be a minute of silence, and a
// sound environment look dead. Therefore the time of a world is no multiple of
// this machine's. It moves in beats, about a thousand a second ([pulse]), and
// runs fast only over a beat in which everybody waited: no goroutine of the
// process was running, ready to run or stuck in a system call, no word was said
// or heard on a socket of the world, and nobody began to wait. Over any other
// beat, and for a beat that comes late, it goes at the pace of this machine or
// slower. A process that gets no processor so stops its own worlds; work takes
// as long there as here; and every wait still ends, because a beat is always
// worth something. The time never passes a moment that somebody waits for.
//
// # The format of a world
//
// A world is a YAML file that says only what differs from the healthy one. A
// key that does not exist, or a value that cannot be, is refused with its
// line and what was expected. What it expects of a walk is exact: a step that
// is found not to be healthy and stands nowhere in expect fails the test. Mappings with names of your own (controllers,
// users, skus, connectors, …) are laid over those of the healthy world, and a
// null takes an entry away; lists replace. Lengths of time and ages are
// written 90s, 5m, 36h or 7d; ages count back from the moment at which the
// world starts. Anchors and aliases are not used.
//
// All keys, with the values of the healthy world or an example:
//
//	title: {ko: 한 줄 설명, en: One line on what is wrong}
//	expect:                    # what a walk must come to, no more and no less
//	  status: broken           # healthy, warning, broken, unknown
//	  cause: configuration/password-policy
//	  outcome: too-young
//	  also: [connectivity/proxy]         # broken besides, and not explained
//	  warnings: [configuration/sync-engine] # warn besides, and are not explained
//	  unknown: [configuration/full-sync] # could not be seen, and it is not explained why;
//	                                     # directory, tenant, server: every step that is dark without it
//	  explained: {reenable/event-log: connectivity/proxy} # fails because of another step
//	  first: [configuration/user-account] # with which the walk begins behind the first stage, in this order
//	  ahead: [text-and-voice-end]        # announced changes that apply, exactly, in a world named ahead-…,
//	  untold: [licence]                  # blind-ahead-…, or that says one of the two; and those of which it cannot be told
//	  answers: {user: kim@contoso.com}   # what the person says; "" takes an answer away
//	now: 2026-11-23T09:00:00Z  # when the world starts
//	speed: 60                  # how many times as fast its clock runs while everybody waits;
//	                           # 240 by itself where no person looks on
//	latency: 0s                # of every answer but those of the name server, in real time
//	here-skew: 0s              # how far the clock of the machine is ahead at which the person sits
//	here: HELPDESK-07          # where the person sits; the host of the server means at the server
//
//	directory:
//	  domain: corp.contoso.com
//	  netbios: CORP
//	  domain-level: 7          # functional levels as numbers: 7 is 2016
//	  forest-level: 7
//	  controllers:             # by short name
//	    dc1: {os: Windows Server 2022 Standard, version: 10.0 (20348), level: 7}
//	    dc2: {read-only: false, policy-hints: true, hints-only: old, down: false, skew: 0s, lost: 10s, back: 40s, # out of reach in between; hints-only: old or new, of two numbers
//	      fault: hangs}        # or hangs-after-bind, closes-mid-answer, not-ldap, no-tls, no-ntlm, wrong-certificate,
//	                           # or certificate-expired, -not-yet, -nameless, -short-name, -purpose, -self-signed, -unknown
//	    dc3: {binding: always, offloaded: false} # channel binding: supported or always; TLS ends in front of it
//	    dc4: {password-protection: agent} # of Microsoft Entra; or hidden, where the person may not see it
//	    dc5: {remote-sam: "O:BAG:BAD:(A;;RC;;;BA)", remote-sam-unread: false} # RestrictRemoteSam; may not be read
//	  sam-server: pre-windows-2000          # who may read CN=Server,CN=System: also authenticated-users,
//	                           # nobody, denied (to the connector account) or unreadable
//	  pre-windows-2000: [Authenticated Users] # or Everyone; accounts are in it by their groups
//	  pdc: dc1                 # the role owner, one of the controllers
//	  pdc-gone: false          # its objects were deleted
//	  srv-pdc: [dc1]           # where the SRV records point; follows the truth by itself
//	  srv-controllers: [dc1, dc2]
//	  ous:                     # by the part of the DN below the domain
//	    OU=Staff: {protected: false, deny: [], deny-all: false, # deny-all by GENERIC_ALL
//	      unlisted: false, closed: false,   # who looks may not list what is in it; nor read of it more than the name
//	      here-only: [reset], computers: [reset], one-level: [reset]} # granted, and out of reach of users (further) below
//	  users:                   # by sAMAccountName
//	    kim:
//	      {name: Kim Minji, upn: kim@contoso.com, mail: kim@contoso.com, ou: OU=Staff, class: user,
//	       disabled: false, cannot-change: false, smart-card: false, never-expires: false,
//	       must-change: false, password-expired: false, password-age: 40d,
//	       locked: 0s, expired: 0s,         # since when; 0s is not. A lock ends after the lockout-duration;
//	                                        # an account expires from now on where that is negative
//	       admin-count: false, protected: false, unreadable: false,
//	       inherits: false,                 # inheritance is on in spite of admin-count
//	       hidden: [pwdLastSet],            # attributes that may not be read
//	       logon-hours: office, workstations: [SYNC01], # or all, none, not-now, then; userWorkstations
//	       password-length: 20,             # of connector: more than 256 shows in the events of the server
//	       twin: false,                     # a second account has the same names
//	       absent: false, groups: [Domain Users],
//	       deny: [], missing: [], granted: [], # of reset, change, lockout-time, pwd-last-set; granted to it alone
//	       below-only: [],                  # granted on it, and inherit-only
//	       out-of-order: false,             # each right is allowed, and then all of them are denied
//	       policy: Staff passwords,         # one of password-policies
//	       anchor: kim,                     # another word is another account
//	       proxies: ["SMTP:kim@contoso.com"],
//	       stale: false,                    # deleted, and the global catalog does not know yet
//	       changes:                         # what is done to it, so long ago; negative is still to come
//	         [{ago: -20s, what: password,   # temporary, marked (to be changed), unlock, something-else
//	           by: dc1, reaches: 15s}],     # where; and when it is at the other controllers
//	       server-says: [lockout-time],     # what the controller itself takes the signed-in connector
//	                                        # account to be able to write; the truth by itself
//	       copies:                          # what one controller has that differs
//	         {dc2: {absent: false, protected: false, unreadable: false, deny: [], missing: [],
//	           password-age: 1d, locked: 0s}}}
//	  connector-name: MSOL_0a1b2c3d4e5f     # the AD DS Connector account, with the keys of a user
//	  connector: {disabled: false}
//	  grants:                  # what it holds on the domain: granted, missing or denied
//	    {reset: granted, change: granted, lockout-time: granted, pwd-last-set: granted, unexpire: granted}
//	  password-policy:
//	    {minimum-age: 0s, maximum-age: 42d, history: 24, length: 12, simple: false,
//	     lockout-threshold: 10, lockout-duration: 30m}
//	  password-policies:       # fine-grained ones
//	    Staff passwords: {minimum-age: 1d, unreadable: false}
//	  domains:                 # further domains of the forest by DNS name, with the keys from netbios
//	    seoul.corp.contoso.com:             # to password-policies; each begins with dc1 and OU=Staff
//	      {netbios: SEOUL, users: {park: {name: Park Jun, upn: park@contoso.com}}}
//	  forests:                 # further forests of one domain each, that trust one another, with the same keys;
//	                           # whoever looks there says so: answers: {domain: partner.example}
//	    partner.example: {netbios: PARTNER, connector-name: MSOL_5f4e3d2c1b0a}
//	  forest-root: corp.contoso.com         # the first domain, if nothing is said
//	  no-catalog: false        # no global catalog answers
//
//	tenant:
//	  id: 11111111-2222-3333-4444-555555555555
//	  initial: contoso.onmicrosoft.com
//	  domains: {contoso.com: Managed, fabrikam.com: Federated}
//	  last-sync: 18m           # of the tenant and of its users; 0s: no time is in the tenant's answer
//	  sync: synced             # the tenant itself: never, formerly, or absent from the answer
//	  skus:                    # by part number; the lab knows the plans of the usual ones
//	    SPE_E3: {status: Enabled, enabled: 25, warning: 0, suspended: 0, assigned: 12, applies-to: User,
//	      ends: 0s}              # of its subscription, from now on; 0s: the tenant tells no day
//	    AAD_BASIC: {plans: {AAD_BASIC: Success}}
//	  users:
//	    kim@contoso.com:
//	      {sync: synced,                    # never, formerly, transferred (source of authority in the cloud)
//	       account: kim, type: Member, anchor: kim, disabled: false, absent: false, password-age: 40d,
//	       location: KR,                   # usageLocation; or none
//	       deleted: 5d,                    # in the recycle bin since then, and nowhere else
//	       conflicts: {ProxyAddresses: PropertyConflict}, # what the cloud did not take of it
//	       licenses: [SPE_E3], plans: {AAD_PREMIUM: Success}, faults: {AAD_BASIC: CountViolation},
//	       roles: [], group-roles: [], scoped-roles: [], eligible-roles: [],
//	       contacts: [mobile-phone, business-phone, other-mail], # what the directory has, registered or not
//	       registration: {absent: false, admin: false, enabled: true, registered: true, age: 11h,
//	         methods: [mobilePhone, microsoftAuthenticatorPush]}}
//	  cloud: global            # us-government, us-government-dod, china
//	  app-roles: [ADSynchronization.ReadWrite.All] # of the application of Connect Sync; all four by itself
//	  admin-reset: allowed     # allowedToUseSSPR; or blocked
//	  groups: {SSPR users: "user.memberOf -any (group.objectId -in ['x'])"} # rules of dynamic groups
//	  migration: migrationComplete # policyMigrationState; preMigration, migrationInProgress, null
//	  rollouts:                # policies of Staged Rollout, to whose group these users belong
//	    - {feature: passwordHashSync, off: false, everybody: false, users: [kim@contoso.com]}
//	  health:                  # what Microsoft reports of Microsoft Entra; without a status it is not in the report
//	    status: serviceOperational
//	    issues: [{id: EI1, title: Sign-ins fail, status: investigating, service: Microsoft Entra, ago: 2h}]
//	  audit:
//	    - {ago: 10m, user: kim@contoso.com, activity: Reset password (self-service),
//	       result: failure, reason: OnPremisesConnectivityError, agent: Microsoft Entra Connect,
//	       correlation: 5d0c0000-0000-4000-8000-000000000001}
//	  sign-ins:                # interactive ones; 0 is one that ended well
//	    - {ago: 4m, user: kim@contoso.com, code: 50126, correlation: 5d0c0000-0000-4000-8000-000000000002}
//	  crowd: 0                 # so many accounts besides, which are made up: one in ten without a licence
//	  page-size: 2             # of a list of users, at most; without it as asked for
//	  next-link: https://x/    # where every page of a list leads, instead of to the next one
//	  answers:                 # instead of the truth, by path, in which * is any part
//	    /subscribedSkus: {status: 429, code: TooManyRequests, retry-after: "0.2", times: 1,
//	      after: 0}          # the truth is told so often before
//	    /organization: {body: '{"value":[{"id":"x"}]}'}                   # spelled out
//	    /users/*: {without: [accountEnabled], null: [onPremisesSyncEnabled]} # the truth less some fields
//
//	server:
//	  none: false              # nobody gives evidence from it
//	  host: sync01.corp.contoso.com
//	  skew: 0s                 # how far its clock is ahead
//	  system: {caption: Microsoft Windows Server 2022 Standard, build: 20348, domain: corp.contoso.com,
//	    domain-role: 3, dot-net: 533320, power-shell: 5.1.20348.2849, core: false, fips: false} # null: nobody says it
//	  service: {installed: true, state: Running, start-mode: Auto, account: NT SERVICE\ADSync}
//	  version: 2.6.92.0
//	  writeback: {enabled: true, status: Started, onboarding: NotRequired, parameter: true}
//	  scheduler: {cycle: true, suspended: false, staging: false, maintenance: true,
//	    in-progress: false, purge-after: 7d, interval: 30m,
//	    next-cycle: 11m}       # from now on; negative is past
//	  connectors:
//	    corp.contoso.com: {forest: corp.contoso.com, hash-sync: true, account: MSOL_0a1b2c3d4e5f} # that it signs in with
//	    contoso.onmicrosoft.com - AAD: {entra: true}
//	  runs:                    # newest first
//	    - {connector: corp.contoso.com, profile: Full Import, result: success, ago: 3d, took: 9m}
//	    - {connector: corp.contoso.com, profile: Full Synchronization, running: true, ago: 5m}
//	  runs-purged: false
//	  export: {sign-forest: true, sign-partition: true, sign-alternate: null, preferred: [dc1], last: dc1} # preferred: [DC1] is entered without the domain
//	  tls: {net64 SchUseStrongCrypto: 1, client Enabled: 1, server DisabledByDefault: string} # no DWORD
//	  proxy: {machine-config: "http://proxy.corp.contoso.com:8080", bypass: [], use-system-default: true,
//	    default-credentials: false, win-http: "", user: "", environment: "", idle-timeout: 6m,
//	    by-system: ""}         # what .NET makes of the Internet Settings; null: it was not asked
//	  files: {started: 73h, machine-config: 400d, engine-config: 60d, engine: 60d} # ages; null: nobody says
//	  remote-sam: O:BAG:BAD:(A;;RC;;;BA)
//	  cloud-sync: {installed: false, version: 1.1.2505.0, state: Running}
//	  identity: {cmdlet: true, type: ServiceAccount, application: 77777777-0000-4000-8000-000000000002,
//	    certificate-end: 90d}  # type: Application; the certificate ends from now on, negative is past
//	  sockets:                 # TCP connections that stand; none by itself. To a relay, a host or an address
//	    - {to: ssprdedicatedsbprodscu, port: 443, owned: true, age: 3h} # owned: by ADSync; null: not said
//	  unread: {writeback: prompted}      # parts that the script cannot read, and why
//	  links:                   # of users, by sAMAccountName
//	    kim: {ad-space: true, metaverse: true, entra-space: true, right-rule: true,
//	      pending-export: false, duplicate: false, hash-sync-scope: true}
//	  events:
//	    heartbeat: 5m          # between two; 0s is none at all
//	    until: 0s              # age of the last one; 0s goes on
//	    excerpt: null          # true: somebody exported it and may have chosen
//	    cut: null              # true: somebody saved it (.evtx), and it is not whole
//	    beats: 40              # that are handed over; whether there were more before is not told
//	    gap: {from: 5h, until: 4h} # in which none was written
//	    oldest: 30d            # age of the oldest record
//	    relays: [ssprdedicatedsbprodscu, ssprdedicatedsbprodncu] # that heartbeats name
//	    list:                  # a negative age is still to come
//	      - {ago: 6m, provider: ADSync, id: 6329, level: 2, tracking: "1", codes: ["80230619"], hosts: [], text: ""} # level: null, or none, is not said
//
//	servers:                   # further Connect servers by DNS name, with the keys of server; the answer
//	                           # server says at which of all the person looks
//	  sync02.corp.contoso.com: {scheduler: {staging: true}}
//
//	hosts:                     # further ones on the internet; under a relay's suffix they answer as a relay does
//	  - autologon.microsoftazuread-sso.com
//	  - g3-prod-sn1-001-sb.servicebus.windows.net
//
//	network:                   # what stands on the roads, the first that fits decides
//	  - {host: dc1, port: 445, from: server, do: refuse}
//	  - {host: "*.servicebus.windows.net", except: [ssprdedicatedsbprodscu.servicebus.windows.net],
//	     from: here, do: forget-idle, after: 120s}
//	  - {host: "*", except: ["*.microsoftonline.com"], port: 443, from: server, do: drop} # everything but names
//
//	proxies:
//	  proxy.corp.contoso.com:8080: {sign-in: false, refuse: [], allow: [], fail: [], no-http: false, idle: 0s}
//
//	credentials:               # of the person who looks
//	  directory: right         # none, wrong, disabled, locked, expired, password-expired, must-change,
//	                           # no-such-account, restricted, logon-hours, workstation, revoked (of Kerberos, without the reason)
//	  sign-in: simple          # ntlm, kerberos
//	  connector: false         # the person signs in as the AD DS Connector account
//	  tenant: right            # none, wrong, secret-expired: by the client secret of an application; certificate;
//	                           # person: a token that a person brings; browser, device-code: the person signs in
//	  roles: [Global Reader]   # directory roles active in the person's token; null: the token does not say
//	  permissions: [User.Read.All, LicenseAssignment.Read.All] # of the application, or of the person's token
//	  polls: 2                 # how often a device code is asked about before the person has answered
//	  code-holds: 15m          # how long a device code does, in whole seconds
//	  token-lasts: 3599s       # how long a token does, before it has to be renewed
//	  answer: yes              # of the person on the page: no; or none, until the code is over
//	  refused: {device-code: 53003} # AADSTS numbers, by what is refused: start (of a device code), device-code,
//	                           # browser, code (that the browser brought), application, refresh
//	  certificate-end: 90d     # when that of the application ends; negative is past
//
// A rule stands on the roads from the server, from the others, from here or from
// anywhere. It can do: refuse, drop, reset (at the first data), no-route, no-name,
// no-answer (of the name server), intercept (with organization, and trusted where
// the root of the device is in the trust store), expired and wrong-name (of the
// certificate), plain (no TLS), no-http and long-head (TLS,
// and then no HTTP or an endless header), captive (with to), status (with
// status), forget-idle and close-idle (with after). On a Connect server whose
// registry says client Enabled: 0 no TLS comes up on any road, because it is the
// server itself that has none.
//
// Instead of answering, the Connect server can have one fault: server.fault
// is exit-code, empty, prompts, module-missing, not-found, garbled, not-permitted,
// constrained or limited (the script brings only what a constrained language can
// read), or one of remoting: remoting-untrusted, remoting-refused,
// remoting-denied, remoting-unknown, restricted-endpoint.
package lab
