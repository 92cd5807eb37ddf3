package configuration

// The vendor's current pages that remedies about the server and the directory
// point to. They carry no language, so that the page opens in the reader's.
const (
	pagePorts          = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-ports"
	pagePrerequisites  = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites"
	pageScheduler      = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler"
	pageStaging        = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server"
	pageRoadmap        = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-roadmap"
	pageVersions       = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history"
	pageAccount        = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account"
	pageAccounts       = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions"
	pageAccountRenewal = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-change-addsacct-pass"
	pageFiltering      = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering"
	pageSelectiveHash  = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-selective-password-hash-synchronization"
	pageObjectErrors   = "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors"
	pageObject         = "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing"
	pageSyncRules      = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fix-default-rules"
	pageOperations     = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-service-manager-ui-operations"
	pageWriteback      = "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback"
	pageTutorial       = "https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr-writeback"
	pageCloudSync      = "https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-cloud-sync-sspr-writeback"
	pageInsecure       = "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-error-code-8023062c"
	pageAccessRights   = "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-access-rights-permissions"
	pageRefused        = "https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-error-code-sspr-0029"
	pageRoles          = "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/transfer-or-seize-operation-master-roles-in-ad-ds"
	pageLocator        = "https://learn.microsoft.com/windows-server/identity/ad-ds/manage/dc-locator"
	pageLevels         = "https://learn.microsoft.com/windows-server/identity/ad-ds/active-directory-functional-levels"
	pageReleases       = "https://learn.microsoft.com/windows-server/get-started/windows-server-release-info"
	pageUpdates        = "https://learn.microsoft.com/windows-server/get-started/extended-security-updates-overview"
	pageReplication    = "https://learn.microsoft.com/troubleshoot/windows-server/active-directory/diagnose-replication-failures"
	pageProtected      = "https://learn.microsoft.com/windows-server/security/credentials-protection-and-management/protected-users-security-group"
)
