package probes

import "strings"

// The permissions of Microsoft Graph that something is asked with, each the least
// that returns the fields needed ("Microsoft Graph permissions reference").
const (
	OrganizationRead = "Organization.Read.All"
	LicenceRead      = "LicenseAssignment.Read.All"
	UserRead         = "User.Read.All"
	DomainRead       = "Domain.Read.All"
	ApplicationRead  = "Application.Read.All"
	PolicyRead       = "Policy.Read.All"
	GroupRead        = "Group.Read.All" // returns the rules of groups
	AuditRead        = "AuditLog.Read.All"
	RolesRead        = "RoleManagement.Read.Directory"
	EligibleRead     = "RoleEligibilitySchedule.Read.Directory"
	HealthRead       = "ServiceHealth.Read.All"
	HybridRead       = "Policy.Read.HybridAuthentication" // of persons alone
)

// Grants reports whether one of the permissions that are held gives another,
// itself or by including it.
func Grants(held []string, permission string) bool {
	wanted := map[string]bool{permission: true, strings.Replace(permission, ".Read.", ".ReadWrite.", 1): true}
	switch permission {
	case UserRead, OrganizationRead, DomainRead, RolesRead, LicenceRead, ApplicationRead:
		wanted["Directory.Read.All"], wanted["Directory.ReadWrite.All"] = true, true
	}
	for _, one := range held {
		if wanted[one] {
			return true
		}
	}
	return false
}

// ForApplications reports whether an application can be granted a permission: there
// are some that persons alone have ("List featureRolloutPolicies", Microsoft Graph
// v1.0).
func ForApplications(permission string) bool { return permission != HybridRead }

// AdmittingRoles are the directory roles of which a person holds one, besides the
// permission, to read with it; none where anybody of the tenant may. The first is
// the least. only: no other role admits; the reports name theirs ("List
// directoryAudits", "Get userRegistrationDetails", Microsoft Graph v1.0). What
// reads roles and policies takes one that reads the directory as an administrator
// does, which others than these may do too ("Microsoft Entra built-in roles").
func AdmittingRoles(permission string) (roles []string, only bool) {
	switch permission {
	case AuditRead:
		return []string{"Reports Reader", "Security Reader", "Global Reader", "Security Administrator", "Global Administrator"}, true
	case RolesRead, EligibleRead, PolicyRead, HybridRead:
		return []string{"Directory Readers", "Security Reader", "Global Reader", "Global Administrator"}, false
	default:
		return nil, true
	}
}
