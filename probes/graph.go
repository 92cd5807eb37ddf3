package probes

import (
	"context"
	"time"
)

// A Graph answers questions about one Microsoft Entra tenant. It only reads.
// A missing permission, throttling and a missing licence are [*Obstacle]s.
type Graph interface {
	// Organization reads /organization.
	Organization(ctx context.Context) (Organization, error)
	// Licenses reads /subscribedSkus.
	Licenses(ctx context.Context) (Licenses, error)
	// User reads /users/{id or UPN} with its licence details. Not found is an
	// answer.
	User(ctx context.Context, id string) (CloudUser, error)
	// DeletedUsers reads the accounts in the recycle bin that have a name or an
	// immutable ID; either may be "".
	DeletedUsers(ctx context.Context, name, anchor string) (DeletedUsers, error)
	// Roles reads the directory roles of a user, direct and through groups.
	Roles(ctx context.Context, userID string) (Roles, error)
	// Registration reads what the tenant knows of a user's methods.
	Registration(ctx context.Context, userID string) (Registration, error)
	// Authority reads whether an account that is in a directory was transferred to
	// the cloud. A part that may not be read is no error.
	Authority(ctx context.Context, userID string, since time.Time) (Authority, error)
	// MethodsPolicy reads /policies/authenticationMethodsPolicy.
	MethodsPolicy(ctx context.Context) (MethodsPolicy, error)
	// FrozenGroups reads which dynamic groups of /groups have a rule with
	// user.memberof.
	FrozenGroups(ctx context.Context) (FrozenGroups, error)
	// AdministratorReset reads /policies/authorizationPolicy.
	AdministratorReset(ctx context.Context) (AdministratorReset, error)
	// Domains reads /domains.
	Domains(ctx context.Context) (CloudDomains, error)
	// AppRoles reads the application permissions that an application of the tenant
	// was granted. Not found is an answer.
	AppRoles(ctx context.Context, appID string) (AppRoles, error)
	// Rollouts reads /policies/featureRolloutPolicies, and whether a user is in a
	// group of theirs.
	Rollouts(ctx context.Context, userID string) (Rollouts, error)
	// ServiceHealth reads what /admin/serviceAnnouncement says of Microsoft Entra.
	ServiceHealth(ctx context.Context) (ServiceHealth, error)
	// SwitchLog reads when the audit log last had writeback switched on or off.
	SwitchLog(ctx context.Context, since time.Time) (SwitchLog, error)
	// Audit reads the rows of Self-service Password Management about a user
	// since a time.
	Audit(ctx context.Context, userID string, since time.Time) (Audit, error)
	// SignIns reads the interactive sign-ins of a user since a time.
	SignIns(ctx context.Context, userID string, since time.Time) (SignInLog, error)
}

// The service plans that carry password writeback ("Product names and service
// plan identifiers for licensing", Microsoft Learn).
const (
	PlanP1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d" // AAD_PREMIUM, Microsoft Entra ID P1
	PlanP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998" // AAD_PREMIUM_P2, Microsoft Entra ID P2
)

// Organization is the tenant. What the answer left out is the zero value.
type Organization struct {
	Seen
	ID          string    `json:"id"`
	DisplayName string    `json:"display_name"`
	Sync        Syncing   `json:"sync"`
	LastSync    time.Time `json:"last_sync"`    // onPremisesLastSyncDateTime; zero where it is null or was left out
	Now         time.Time `json:"now,omitzero"` // of the answer, by the clock of the service; zero where it did not say
}

// Syncing is the three-valued onPremisesSyncEnabled of Graph. The zero value
// is not seen: the answer lacked it.
type Syncing string

// What onPremisesSyncEnabled says: true, null and false.
const (
	Synced    Syncing = "synced"
	NeverSync Syncing = "never"    // null: made in the cloud, or transferred there
	WasSynced Syncing = "formerly" // false: was synchronised once
)

// Plan is one service plan inside a licence.
type Plan struct {
	ID     string `json:"id" is:"guid"`
	Name   string `json:"name" is:"code"`
	Status string `json:"status" is:"code"` // provisioningStatus: Success, Disabled, PendingInput, …
}

// SKU is one product that the tenant owns.
type SKU struct {
	ID         string     `json:"id" is:"guid"`
	PartNumber string     `json:"part_number" is:"code"`
	Status     string     `json:"status" is:"code"`     // capabilityStatus: Enabled, Warning, Suspended, Deleted, LockedOut
	AppliesTo  string     `json:"applies_to" is:"code"` // User or Company
	Enabled    Maybe[int] `json:"enabled"`              // prepaidUnits.enabled
	Warning    Maybe[int] `json:"warning"`              // prepaidUnits.warning: in the grace period
	Suspended  Maybe[int] `json:"suspended"`
	GraceEnds  time.Time  `json:"grace_ends,omitzero"` // of the last of its subscriptions that has run out (Warning); zero for none, and where nobody says
	Assigned   Maybe[int] `json:"assigned"`            // consumedUnits
	Plans      List[Plan] `json:"plans"`
}

// Licenses is what the tenant owns.
type Licenses struct {
	Seen
	SKUs List[SKU] `json:"skus"`
}

// UserLicense is one licence as a user holds it.
type UserLicense struct {
	SKUID      string     `json:"sku_id" is:"guid"`
	PartNumber string     `json:"part_number" is:"code"`
	Plans      List[Plan] `json:"plans"` // with the status that they have for this user
}

// AssignmentFault is a licence that was to be given, by a group or directly,
// and could not be.
type AssignmentFault struct {
	SKUID string `json:"sku_id" is:"guid"`
	Group string `json:"group,omitempty" is:"object-id"`
	Error string `json:"error" is:"code"` // licenseAssignmentStates.error, for example CountViolation
}

// CloudUser is an account as Microsoft Entra ID has it. The other fields hold
// only when Found is Yes.
type CloudUser struct {
	Seen
	Asked              string                `json:"asked" is:"user"`
	Found              YesNo                 `json:"found"`
	ID                 string                `json:"id,omitempty" is:"object-id"`
	UPN                string                `json:"upn,omitempty" is:"user"`
	UserType           string                `json:"user_type,omitempty" is:"code"` // Member or Guest
	Creation           string                `json:"creation,omitempty" is:"code"`  // creationType: how the account came about; [MadeHere] where it is null, "" where it was left out
	Enabled            YesNo                 `json:"enabled"`
	Sync               Syncing               `json:"sync"`
	LastSync           time.Time             `json:"last_sync"`
	Anchor             string                `json:"anchor,omitempty" is:"object-id"` // onPremisesImmutableId
	OnPremisesDN       string                `json:"on_premises_dn,omitempty" is:"user-dn"`
	OnPremisesDomain   string                `json:"on_premises_domain,omitempty" is:"domain"`
	OnPremisesSAM      string                `json:"on_premises_sam,omitempty" is:"user"`
	OnPremisesSID      string                `json:"on_premises_sid,omitempty" is:"sid"`
	PasswordLastChange time.Time             `json:"password_last_change"`
	Licenses           List[UserLicense]     `json:"licenses,omitzero"`
	LicensesSeen       bool                  `json:"licenses_seen"`
	LicensesWhy        *Obstacle             `json:"licenses_why,omitempty"` // why the licence details were not read
	AssignmentFaults   List[AssignmentFault] `json:"assignment_faults,omitzero"`
	Conflicts          List[Conflict]        `json:"conflicts,omitzero"`
	Located            YesNo                 `json:"located"` // usageLocation stands there; which country is nobody's business here
	Contacts           Contacts              `json:"contacts,omitzero"`
}

// How an account came about ("user resource type", creationType, Microsoft Graph
// v1.0). Those of another organisation come by the first two.
const (
	Invited      = "Invitation"
	SignedUp     = "SelfServiceSignUp"
	LocalAccount = "LocalAccount"
	ByMail       = "EmailVerified"
	MadeHere     = "null" // in the way of a school or a company, or synchronised
)

// Conflict is a property of a synchronised account that the cloud did not take,
// because another object has it (onPremisesProvisioningErrors). Which value it is
// is left out.
type Conflict struct {
	Category string    `json:"category" is:"code"` // PropertyConflict
	Property string    `json:"property" is:"code"` // UserPrincipalName, ProxyAddresses
	Since    time.Time `json:"since,omitzero"`
}

// Contacts says which numbers and addresses the directory has of a user, and
// not what they are: nobody needs to know that.
type Contacts struct {
	MobilePhone   YesNo `json:"mobile_phone"`   // mobilePhone
	BusinessPhone YesNo `json:"business_phone"` // businessPhones
	OtherMail     YesNo `json:"other_mail"`     // otherMails
}

// Role is one directory role.
type Role struct {
	TemplateID string `json:"template_id" is:"guid"`
	Name       string `json:"name" is:"role"`
}

// Roles is what a user may do in the tenant.
type Roles struct {
	Seen
	UserID       string     `json:"user_id" is:"object-id"`
	Direct       List[Role] `json:"direct,omitzero"`
	ThroughGroup List[Role] `json:"through_group,omitzero"`
	Scoped       List[Role] `json:"scoped,omitzero"`   // held directly, but within an administrative unit or one object alone
	Eligible     List[Role] `json:"eligible,omitzero"` // privileged identity management, not activated
	EligibleSeen bool       `json:"eligible_seen"`
	EligibleWhy  *Obstacle  `json:"eligible_why,omitempty"` // why they were not read
}

// Registration is userRegistrationDetails of one user. It lags by hours.
type Registration struct {
	Seen
	Found         YesNo        `json:"found"` // disabled and guest users may be absent
	Administrator YesNo        `json:"administrator"`
	Enabled       YesNo        `json:"enabled"`    // isSsprEnabled: the policy lets the user
	Registered    YesNo        `json:"registered"` // isSsprRegistered: enough methods
	Capable       YesNo        `json:"capable"`    // both
	LastUpdated   time.Time    `json:"last_updated"`
	Methods       List[string] `json:"methods,omitzero" is:"code"` // methodsRegistered
	Cloud         string       `json:"cloud,omitempty" is:"code"`  // whose Microsoft Graph answered: public, us-government, us-government-dod, china; "" where nobody noted it
}

// Authority is what tells whether an account that came from a directory was
// transferred to the cloud.
type Authority struct {
	Seen
	CloudManaged YesNo     `json:"cloud_managed"`       // onPremisesSyncBehavior.isCloudManaged
	CloudWhy     *Obstacle `json:"cloud_why,omitempty"` // why it was not read
	Transferred  YesNo     `json:"transferred"`         // the newest transfer that the audit log has of it led to the cloud; Unsaid where the log, which keeps a month, has none
	TransferAt   time.Time `json:"transfer_at"`
	AuditWhy     *Obstacle `json:"audit_why,omitempty"` // why the log was not read
}

// FrozenGroups are the dynamic groups whose rule goes by the membership of
// other groups, which is not evaluated any more.
type FrozenGroups struct {
	Seen
	Names List[string] `json:"names,omitzero" is:"group"`
}

// MethodsPolicy is what decides which methods count for a reset.
type MethodsPolicy struct {
	Seen
	Migration string `json:"migration" is:"code"` // policyMigrationState: preMigration, migrationInProgress, migrationComplete; "" where it is null or was left out
}

// AdministratorReset is allowedToUseSSPR, which speaks of administrators only.
type AdministratorReset struct {
	Seen
	Allowed YesNo `json:"allowed"`
}

// CloudDomain is one domain name of the tenant.
type CloudDomain struct {
	Name           string `json:"name" is:"domain"`
	Authentication string `json:"authentication" is:"code"` // Managed or Federated
	Verified       YesNo  `json:"verified"`
}

// CloudDomains is every domain name of the tenant.
type CloudDomains struct {
	Seen
	List List[CloudDomain] `json:"list"`
}

// AppRoles is what an application was granted. The list holds only when Found
// is Yes.
type AppRoles struct {
	Seen
	AppID string       `json:"app_id" is:"object-id"`
	Found YesNo        `json:"found"`
	Roles List[string] `json:"roles,omitzero" is:"guid"` // IDs of the app roles
}

// AuditRow is one row of the directory audit log.
type AuditRow struct {
	At       time.Time    `json:"at"`
	Activity string       `json:"activity" is:"code"`       // activityDisplayName
	Result   string       `json:"result" is:"code"`         // success, failure, timeout
	Reason   string       `json:"reason" is:"foreign"`      // resultReason: free text, shown and not judged
	Codes    List[string] `json:"codes,omitzero" is:"code"` // the words in it that are names of codes: "OnPremisesConnectivityError"
	Agent    string       `json:"agent" is:"text"`          // OnPremisesAgent: None, Microsoft Entra Connect, CloudSync
	// Correlation joins what one operation left in the logs; "" where the row has none.
	Correlation string `json:"correlation,omitempty" is:"object-id"`
}

// Audit is what the tenant logged about a user's resets.
type Audit struct {
	Seen
	Since time.Time      `json:"since"`
	Rows  List[AuditRow] `json:"rows,omitzero"`
}
