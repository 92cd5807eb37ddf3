package lab

import "time"

// tenant is the Microsoft Entra ID side of a world.
type tenant struct {
	id, initial string            // GUID; the onmicrosoft.com name
	cloud       string            // of [clouds]
	domains     map[string]string // Managed or Federated
	lastSync    time.Duration     // age
	sync        string            // of the tenant: synced, never, formerly; absent from the answer
	skus        map[string]sku    // by part number
	users       map[string]cloudUser
	adminReset  string            // allowedToUseSSPR: allowed, blocked
	groups      map[string]string // rules of the dynamic groups, by name
	migration   string            // policyMigrationState; null where it is none
	audit       []auditRow
	rollouts    []rollout
	health      health
	signIns     []signIn
	appRoles    []string          // of the application of Connect Sync
	answers     map[string]answer // by path prefix below /v1.0

	crowd    int // accounts besides, which are made up
	reset    resetting
	pageSize int    // of a list of users; 0 is as asked for
	nextLink string // from every page but the last; "" is where the next one is
}

// sku is one product that the tenant owns.
type sku struct {
	status                      string // capabilityStatus
	enabled, warning, suspended int
	assigned                    int
	appliesTo                   string
	plans                       map[string]string // by name, with provisioningStatus
	ends                        time.Duration     // of its subscription, from now on; 0: Microsoft Graph tells none
}

// cloudUser is one account of the tenant.
type cloudUser struct {
	sync       string // synced, never, formerly, transferred
	location   string // usageLocation; none where it is null
	account    string // sAMAccountName that it comes from
	userType   string
	anchor     string // as person.anchor; "" follows the account
	disabled   bool
	absent     bool
	deleted    time.Duration     // since when the account is in the recycle bin; 0 for one that is not
	licenses   []string          // part numbers
	plans      map[string]string // provisioningStatus for this user, by plan name
	faults     map[string]string // licenseAssignmentStates.error, by part number
	roles      []string          // assigned directly
	groupRoles []string          // through a group
	scoped     []string          // within an administrative unit alone
	eligible   []string          // not activated
	conflicts  map[string]string // categories of what the cloud did not take, by property
	contacts   []string          // what the directory has of mobile-phone, business-phone, other-mail
	registered registration

	passwordAge time.Duration // since the cloud last stored one
}

// registration is the row of userRegistrationDetails.
type registration struct {
	absent, admin, enabled, registered bool
	methods                            []string // methodsRegistered; nil follows registered
	age                                time.Duration
}

// auditRow is one row of the audit log.
type auditRow struct {
	ago                            time.Duration // negative for rows that are still to come
	user                           string
	activity, result, reason, kind string
	correlation                    string
}

// answer is what the tenant says on a path instead of the truth.
type answer struct {
	status     int
	code       string
	retryAfter string // seconds; may be a decimal
	times      int    // 0 is always
	after      int    // the truth is told so often before
	body       string // spelled out; "" for a refusal or the truth
	without    []string
	null       []string
	claims     bool // it asks for another sign-in
}

func (t *tenant) keys() keys {
	word := func(string) string { return "" }
	return keys{
		"id":        text(&t.id),
		"initial":   text(&t.initial),
		"cloud":     oneOf(&t.cloud, sortedKeys(clouds)...),
		"domains":   entries(&t.domains, word, authentication),
		"last-sync": span(&t.lastSync),
		"sync":      oneOf(&t.sync, "synced", "never", "formerly", "absent"),
		"skus":      entries(&t.skus, freshSKU, (*sku).bind),
		"users":     entries(&t.users, freshCloudUser, t.userBind),
		"groups":    entries(&t.groups, word, text),
		"migration": oneOf(&t.migration, "preMigration", "migrationInProgress", "migrationComplete", "null"),
		"app-roles": t.appRolesBind,
		"rollouts":  list(&t.rollouts, rollout{}, (*rollout).bind),
		"health": section(keys{
			"status": text(&t.health.status),
			"issues": list(&t.health.issues, issue{service: entra, status: "serviceDegradation"}, (*issue).bind),
		}),
		"admin-reset": oneOf(&t.adminReset, "allowed", "blocked"),
		"audit":       list(&t.audit, auditRow{result: "success", kind: "Microsoft Entra Connect"}, (*auditRow).bind),
		"sign-ins":    list(&t.signIns, signIn{}, (*signIn).bind),
		"crowd":       number(&t.crowd, 0, 2_000_000),
		"reset":       section(t.reset.keys()),
		"page-size":   number(&t.pageSize, 1, largestPage),
		"next-link":   text(&t.nextLink),
		"answers":     entries(&t.answers, func(string) answer { return answer{} }, (*answer).bind),
	}
}

func authentication(to *string) bind { return oneOf(to, "Managed", "Federated") }

// freshSKU is a product with the plans that Microsoft lists for its part
// number, where we know them.
func freshSKU(part string) sku {
	s := sku{status: "Enabled", enabled: 25, assigned: 12, appliesTo: "User", plans: map[string]string{}}
	for _, plan := range products[part].plans {
		s.plans[plan] = "Success"
	}
	return s
}

func (s *sku) bind() bind {
	const many = 1_000_000
	return section(keys{
		"status":     oneOf(&s.status, "Enabled", "Warning", "Suspended", "Deleted", "LockedOut"),
		"enabled":    number(&s.enabled, 0, many),
		"warning":    number(&s.warning, 0, many),
		"suspended":  number(&s.suspended, 0, many),
		"assigned":   number(&s.assigned, 0, many),
		"ends":       either(&s.ends),
		"applies-to": oneOf(&s.appliesTo, "User", "Company"),
		"plans":      entries(&s.plans, func(string) string { return "" }, planStatus),
	})
}

func planStatus(to *string) bind {
	return oneOf(to, "Success", "Disabled", "PendingInput", "PendingActivation", "PendingProvisioning", "Error")
}

func freshCloudUser(string) cloudUser {
	return cloudUser{
		sync: "never", userType: "Member", location: "KR",
		registered: registration{enabled: true, registered: true, age: 11 * time.Hour},
	}
}

func (t *tenant) userBind(u *cloudUser) bind {
	roles := func(to *[]string) bind { return texts(to, roleNames()...) }
	word := func(string) string { return "" }
	return section(keys{
		"sync":           oneOf(&u.sync, "synced", "never", "formerly", "transferred"),
		"account":        text(&u.account),
		"type":           oneOf(&u.userType, "Member", "Guest"),
		"anchor":         text(&u.anchor),
		"disabled":       flag(&u.disabled),
		"location":       text(&u.location),
		"absent":         flag(&u.absent),
		"deleted":        span(&u.deleted),
		"password-age":   span(&u.passwordAge),
		"licenses":       list(&u.licenses, "", t.owned),
		"plans":          entries(&u.plans, word, planStatus),
		"faults":         entries(&u.faults, word, text),
		"roles":          roles(&u.roles),
		"group-roles":    roles(&u.groupRoles),
		"scoped-roles":   roles(&u.scoped),
		"eligible-roles": roles(&u.eligible),
		"conflicts":      entries(&u.conflicts, word, text),
		"contacts":       texts(&u.contacts, "mobile-phone", "business-phone", "other-mail"),
		"registration": section(keys{
			"absent":     flag(&u.registered.absent),
			"admin":      flag(&u.registered.admin),
			"enabled":    flag(&u.registered.enabled),
			"registered": flag(&u.registered.registered),
			"methods":    list(&u.registered.methods, "", text),
			"age":        span(&u.registered.age),
		}),
	})
}

// owned is the part number of a product that the tenant owns.
func (t *tenant) owned(to *string) bind {
	return among(to, "a licence", func() []string { return sortedKeys(t.skus) })
}

func (a *auditRow) bind() bind {
	return section(keys{
		"ago":         either(&a.ago),
		"user":        text(&a.user),
		"activity":    text(&a.activity),
		"result":      oneOf(&a.result, "success", "failure", "timeout"),
		"reason":      text(&a.reason),
		"agent":       oneOf(&a.kind, "None", "Microsoft Entra Connect", "CloudSync"),
		"correlation": text(&a.correlation),
	})
}

func (a *answer) bind() bind {
	return section(keys{
		"status":      number(&a.status, 300, 599),
		"body":        text(&a.body),
		"without":     list(&a.without, "", text),
		"null":        list(&a.null, "", text),
		"claims":      flag(&a.claims),
		"code":        text(&a.code),
		"retry-after": text(&a.retryAfter),
		"times":       number(&a.times, 0, 1000),
		"after":       number(&a.after, 0, 1000),
	})
}
