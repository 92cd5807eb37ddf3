// Package catalog is the tree: every step, in the order of the trunk. It is a
// list of names and nothing else.
package catalog

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/connectivity"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/symptom"
)

// All returns the steps in the order of the trunk. Adding a check is one file
// in a stage, one line here, and one recorded evidence for each branch.
//
//go:noinline // else each of its callers holds a copy of the whole list
func All() []steps.Step {
	return []steps.Step{
		symptom.Caller,
		symptom.ServerLog,
		symptom.Words,
		configuration.PremiumLicense,
		configuration.UserOrigin,
		configuration.SignInMethod,
		configuration.UserLicense,
		configuration.AdminAccount,
		configuration.SSPREnabled,
		configuration.SyncEngine,
		configuration.ConnectApplication,
		configuration.WritebackSwitch,
		configuration.PDCEmulator,
		configuration.PreferredDC,
		configuration.DomainControllers,
		configuration.FullSync,
		configuration.LastSync,
		configuration.UserLink,
		configuration.ConnectorAccount,
		configuration.EffectiveRights,
		configuration.ProtectedUser,
		configuration.UserAccount,
		configuration.PasswordPolicy,
		configuration.RemoteSAM,
		configuration.OUName,
		connectivity.ConnectVersion,
		connectivity.AgentVersion,
		connectivity.OutboundTLS,
		connectivity.Proxy,
		connectivity.PasswordResetEndpoint,
		connectivity.ServiceBus,
		connectivity.Idle,
		connectivity.DomainControllerPorts,
		connectivity.Clock,
		connectivity.ServiceHealth,
		reenable.EventLog,
		reenable.RestartService,
		reenable.DisableEnable,
		reenable.Canary,
		reenable.Escalate,
	}
}
