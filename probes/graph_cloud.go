package probes

import "time"

// Rollouts are the policies of Staged Rollout, which sign users of a federated
// domain in to the cloud itself.
type Rollouts struct {
	Seen
	List List[Rollout] `json:"list,omitzero"`
}

// Rollout is one of them (featureRolloutPolicy, Microsoft Graph v1.0).
type Rollout struct {
	Feature   string `json:"feature" is:"code"` // passwordHashSync, passthroughAuthentication, seamlessSso, …
	Enabled   YesNo  `json:"enabled"`
	Everybody YesNo  `json:"everybody"` // isAppliedToOrganization
	Member    YesNo  `json:"member"`    // the user is in one of its groups; Unsaid where the groups or the memberships were not read
}

// ServiceHealth is what Microsoft reports of Microsoft Entra.
type ServiceHealth struct {
	Seen
	Found  YesNo              `json:"found"`            // the report has the service
	Status string             `json:"status" is:"code"` // serviceOperational, investigating, serviceDegradation, …
	Issues List[ServiceIssue] `json:"issues,omitzero"`  // those of the service that are not resolved
}

// ServiceIssue is one incident or advisory.
type ServiceIssue struct {
	ID     string    `json:"id" is:"code"`
	Title  string    `json:"title" is:"foreign"`
	Status string    `json:"status" is:"code"`
	Since  time.Time `json:"since,omitzero"`
}

// SwitchLog is what the audit log has of writeback being switched for the whole
// directory.
type SwitchLog struct {
	Seen
	On    YesNo     `json:"on"` // the newest row that went well switched it on; Unsaid where the log, which keeps a month, has none
	When  time.Time `json:"when,omitzero"`
	Since time.Time `json:"since,omitzero"`
}
