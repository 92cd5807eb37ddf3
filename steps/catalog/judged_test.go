package catalog_test

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/stepstest"
)

// toldOnly is what is read, told, and judged by nobody, each with the reason.
var toldOnly = unjudged(map[string]string{
	"names what or whom was asked, or where that stands; the answer is judged": `
		configuration.administrator.Asked configuration.origin.Asked configuration.origin.Domain configuration.resetScope.Asked
		configuration.PolicyNow.UserDN configuration.ConnectorNow.Name configuration.remoteSAMEvidence.Name
		connectivity.reading.Host connectivity.resetRoad.Cloud reenable.canary.TestUser
		probes.CloudUser.Asked probes.Target.Path probes.Target.Port probes.Target.Purpose probes.Vantage.Host
		probes.Roles.UserID probes.UserLink.DN probes.Rights.Account probes.Rights.UserDN probes.Replicas.UserDN
		probes.Replica.Host probes.PDCEmulator.DNSDomain probes.PDCEmulator.RoleOwnerDN
		probes.Audit.Since probes.EventLog.Since probes.Writeback.Connector probes.Product.From probes.PasswordPolicy.Source`,
	"tells of an edit by a rule of thumb of public scripts, in a version with a defect; what was written is not read": `
		probes.Files.Engine probes.Files.EngineConfig probes.Files.Programs probes.Program.Path probes.Program.Version`,
	"keeps password hash synchronisation from MD5; nothing is documented about writeback": `probes.System.FIPS`,
	"says of a product whose plans the answer left out what they are; the plans decide where they are there": `
		configuration.administrator.Table configuration.licensedUser.Table`,
	"names a thing of which another field is judged": `
		steps.Product.PartNumber
		probes.CloudUser.OnPremisesDN probes.CloudUser.OnPremisesDomain probes.CloudUser.OnPremisesSAM
		probes.DirectoryUser.Class probes.DirectoryUser.Domain probes.DirectoryUser.SamAccountName probes.DirectoryUser.UPN
		probes.ForestDomain.BaseDN probes.ForestDomain.DNSName probes.ForestDomain.NetBIOSName probes.Role.Name
		probes.Plan.Name probes.UserLicense.PartNumber probes.Connector.ID probes.Connector.Forest
		configuration.origin.Verified
		probes.System.Caption probes.System.Domain probes.System.Host probes.System.PowerShell probes.Service.Account
		probes.SharedName.DN probes.SharedName.Value configuration.RightsNow.Class configuration.RightsNow.Grantee
		probes.SystemProxy.Host
		probes.FrozenGroups.Names probes.PasswordProtection.Controllers probes.Partition.LastDC`,
	"says why something is as it was judged to be, in what is not healthy": `
		probes.Entry.Heirs probes.Entry.Mask probes.Entry.Object probes.Entry.Position probes.Entry.Trustee probes.Entry.Type
		probes.Right.Denied probes.Right.From probes.Right.Inherited probes.Right.Trustee probes.Right.Why
		probes.Contested.Entries probes.ContestedEntry.Shape probes.Stray.On probes.Stray.Trustee probes.Stray.Why probes.Rights.OffAt probes.Rights.Protected probes.Rights.StopsAt probes.Withheld.At probes.Withheld.From
		probes.Hold.Silent probes.Route.Fault probes.Obstacle.Code probes.Obstacle.Host probes.Obstacle.Kind probes.Obstacle.Needs
		probes.Attempts.List probes.Attempt.Host probes.Attempt.Kind
		probes.Conflict.Category probes.Conflict.Property probes.Conflict.Since probes.CloudUser.Located probes.CloudUser.Creation
		probes.DeletedUser.Anchor probes.DeletedUser.At probes.DeletedUser.SID probes.DeletedUser.UPN probes.DeletedUsers.List
		probes.AssignmentFault.Error probes.AssignmentFault.Group probes.AssignmentFault.SKUID probes.CloudUser.AssignmentFaults
		probes.Contacts.BusinessPhone probes.Contacts.MobilePhone probes.Contacts.OtherMail probes.MethodsPolicy.Migration
		probes.ServiceIssue.ID probes.ServiceIssue.Since probes.ServiceIssue.Title
		probes.Authority.CloudManaged probes.Authority.TransferAt probes.Authority.Transferred
		probes.Roles.Eligible probes.Roles.EligibleSeen probes.Roles.Scoped probes.Roles.ThroughGroup
		probes.DomainController.Answer probes.ForestDomain.Answer probes.Replica.Answer reenable.escalation.Failures`,
	"what a policy asks of a password is told for the next one; the one that was refused is not there to be held against it": `
		probes.PasswordPolicy.Complexity probes.PasswordPolicy.History probes.PasswordPolicy.MaximumAge probes.PasswordPolicy.MinimumLength
		probes.PasswordPolicy.PasswordLastSet configuration.PolicyNow.MustChange`,
	"decides together with something that the healthy evidence settles: the computed flags, the token, a run that has just ended well, the tenant's own rule": `
		probes.PasswordPolicy.LockoutDuration probes.PasswordPolicy.LockoutThreshold probes.DirectoryUser.Hidden probes.DirectoryUser.OwnSignIn
		configuration.remoteSAMEvidence.Whole configuration.ConnectorNow.Said configuration.preferredEvidence.ListedAt
		configuration.runsEvidence.InProgress configuration.runsEvidence.Interval configuration.runsEvidence.NextCycle
		configuration.runsEvidence.PurgeAfter configuration.runsEvidence.Suspended configuration.runsEvidence.Domain configuration.runsEvidence.Assumed
		configuration.lastSyncEvidence.Interval probes.Scheduler.InProgress probes.Scheduler.Interval probes.Scheduler.NextCycle probes.Scheduler.PurgeAfter
		probes.Registration.Administrator probes.CloudSync.State probes.Service.StartMode probes.EventLog.Oldest probes.Hold.Wanted
		probes.DomainController.Level probes.DomainControllers.DomainLevel probes.ForestDomain.Level
		probes.Proxy.UseSystemDefault probes.SKU.Suspended probes.SKU.Warning`,
	"looked at on a server in staging mode alone, which no healthy evidence is of": `
		configuration.beside.Exported configuration.beside.Interval configuration.beside.LastSync configuration.beside.Since configuration.beside.Sync`,
	"told beside the verdict, and rests with another step or with a person": `
		probes.CloudUser.LastSync probes.CloudUser.PasswordLastChange probes.Connector.HashSync probes.Registration.Cloud probes.Registration.LastUpdated
		probes.Replica.LockoutTime probes.Replica.PasswordLastSet probes.Route.Date probes.System.Time
		probes.Proxy.DefaultCredentials probes.Proxy.MachineConfigBypass probes.DomainController.OS probes.DomainController.ServicePack
		probes.EventLog.BeatsFrom probes.AuditRow.Activity probes.AuditRow.Reason probes.Event.Text probes.Event.TrackingID
		probes.Rollout.Enabled probes.Rollout.Everybody probes.Rollout.Feature probes.Rollout.Member probes.Rollouts.List
		probes.SwitchLog.When probes.SwitchLog.Since
		probes.AppRoles.AppID probes.SKU.GraceEnds probes.Identity.Application probes.SAMServer.DN`,
	"told in the history of the user: of sign-ins the vendor says that their numbers may change, and what joins rows says nothing by itself": `
		probes.SignInLog.Rows probes.SignInLog.Since probes.SignInRow.At probes.SignInRow.Code probes.SignInRow.Correlation probes.AuditRow.Correlation`,
	"of a reset without the cloud, which says nothing of the road from there and is never healthy": `
		probes.DirectoryReset.Answered probes.DirectoryReset.Hints probes.DirectoryReset.Host probes.DirectoryReset.Number
		probes.DirectoryReset.Result probes.DirectoryReset.Sent`,
	"decides of a reset that did not arrive, or of one on its way; what arrived shows itself by the stamp of the password": `
		probes.PasswordState.MustChange probes.PasswordState.Set probes.PasswordWatch.Last probes.PasswordWatch.PDC probes.ChangeStamp.Here
		probes.CloudReset.Accepted probes.CloudReset.Ended reenable.attempt.Over reenable.landed.Back reenable.landed.Ended reenable.landed.Proof`,
	"tells of a reset when and where each place had it, and what the cloud adds": `
		probes.CloudReset.Code probes.CloudReset.Detail probes.ChangeStamp.Origin probes.PasswordState.At probes.PasswordState.Lockout
		probes.PasswordWatch.Gaps probes.PasswordWatch.Host probes.PasswordWatch.UserDN probes.WatchGap.From probes.WatchGap.Until
		reenable.landed.Begun reenable.landed.User`,
	"verified by TLS itself, before anything is judged": `
		probes.Certificate.Issuer probes.Certificate.NotAfter probes.Certificate.NotBefore probes.Certificate.Subject probes.Route.Version`,
})

// anyWord are fields in which a word that no table has may stand beside a
// healthy verdict, each with the reason.
var anyWord = unjudged(map[string]string{
	"the server's own event and the directory prove that the password arrived": `probes.CloudReset.State`,
	"the directory's own times prove that the password arrived":                `probes.AuditRow.Result`,
	"the owner of the role was reached by its own name":                        `probes.PDCEmulator.SRVAnswer`,
	"of a road that another step judges, or of a sample beside the tenant's own relays, which are open": `
		probes.Route.HTTP probes.Route.TCP probes.Route.TLS`,
	"a name that is shown; the service plans decide": `probes.SKU.PartNumber`,
	"only what this machine itself saw is a hint":    `probes.Vantage.Place`,
})

// unjudged turns reasons and their fields round.
func unjudged(reasons map[string]string) stepstest.Unjudged {
	list := stepstest.Unjudged{}
	for why, fields := range reasons {
		for field := range strings.FieldsSeq(fields) {
			list[field] = why
		}
	}
	return list
}

// TestNoEvidenceWithoutAJudge makes every field of all evidence odd.
func TestNoEvidenceWithoutAJudge(t *testing.T) {
	t.Parallel()
	stepstest.ProveJudged(t, catalog.All(), "..", toldOnly, anyWord)
}
