package configuration

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// refusalsOfGraph are the reasons for which Microsoft Graph does not give a
// part of an answer.
func refusalsOfGraph() []*probes.Obstacle {
	return []*probes.Obstacle{
		{Kind: probes.Unlicensed, Needs: "Microsoft Entra ID P1", Code: "403/Authentication_RequestFromNonPremiumTenantOrB2CTenant"},
		{Kind: probes.MissingPermission, Needs: "LicenseAssignment.Read.All", Code: "403/Authorization_RequestDenied"},
		{Kind: probes.AccessDenied, Code: "403/Authorization_RequestDenied"},
		{Kind: probes.Throttled, Code: "429/TooManyRequests"},
		{Kind: probes.Failing, Code: "500/UnknownError"},
		{Kind: probes.TimedOut, Host: "graph.microsoft.com"},
		{Kind: probes.TokenRejected, Code: "401/InvalidAuthenticationToken"},
	}
}

// TestWhatGraphRefusedKeepsItsReason takes one part after the other away from
// sound evidence. The verdict has the reason of that part, and where nobody
// gave one, that the answer came without it; nobody is asked to collect again.
func TestWhatGraphRefusedKeepsItsReason(t *testing.T) {
	t.Parallel()
	admin := func(change func(*administrator)) steps.Verdict {
		a := soundAdmin()
		change(&a)
		return judgeAdmin(a)
	}
	parts := map[string]func(why *probes.Obstacle) steps.Verdict{
		"licences of the user": func(why *probes.Obstacle) steps.Verdict {
			user := synchronisedKim()
			user.Licenses, user.LicensesSeen, user.LicensesWhy = nil, false, why
			return judgeUserLicense(licensedUser{CloudUser: user})
		},
		"licences of the administrator": func(why *probes.Obstacle) steps.Verdict {
			return admin(func(a *administrator) {
				a.Account.Licenses, a.Account.LicensesSeen, a.Account.LicensesWhy = nil, false, why
			})
		},
		"roles": func(why *probes.Obstacle) steps.Verdict {
			return admin(func(a *administrator) { a.Roles, a.RolesWhy = probes.Roles{}, why })
		},
		"roles to activate": func(why *probes.Obstacle) steps.Verdict {
			return admin(func(a *administrator) {
				a.Roles.Direct, a.Roles.Eligible, a.Roles.EligibleSeen, a.Roles.EligibleWhy = probes.All[probes.Role](nil), nil, false, why
			})
		},
		"domains": func(why *probes.Obstacle) steps.Verdict {
			return admin(func(a *administrator) {
				a.Account.UPN, a.Domains, a.DomainsWhy = "admin@contoso.com", probes.CloudDomains{}, why
			})
		},
		"registration": func(why *probes.Obstacle) steps.Verdict {
			s := soundScope()
			s.Registration, s.Why = probes.Registration{}, why
			return judgeSSPR(s)
		},
		"policy of administrators": func(why *probes.Obstacle) steps.Verdict {
			s := soundScope()
			s.Registration.Administrator, s.Admins, s.AdminsWhy = probes.Yes, probes.AdministratorReset{}, why
			return judgeSSPR(s)
		},
		"licences of the tenant": func(why *probes.Obstacle) steps.Verdict { return judgeLicenses(tenantLicences{Why: why}) },
	}
	for name, judge := range parts {
		for _, why := range append(refusalsOfGraph(), nil) {
			v := judge(why)
			if name == "roles to activate" && why != nil && why.Kind == probes.Unlicensed {
				if v.On != "no-role" { // without the licence no role can wait for activation
					t.Errorf("%s, %v: got %q, want no-role", name, why, v.On)
				}
				continue
			}
			if v.On != steps.Unseen && v.On != "role-unseen" {
				t.Errorf("%s, %v: got %q, want unseen", name, why, v.On)
				continue
			}
			switch {
			case v.Why == nil:
				t.Errorf("%s, %v: unseen without a reason", name, why)
			case why == nil && v.Why.Kind != probes.LeftOut, why != nil && *v.Why != *why:
				t.Errorf("%s: got the reason %v, want %v", name, v.Why, why)
			}
		}
	}
}

// soundAdmin is an administrator made in the cloud, of whom everything was read.
func soundAdmin() administrator {
	account := synchronisedKim()
	account.UPN, account.Sync, account.OnPremisesSID, account.OnPremisesDN = "admin@contoso.onmicrosoft.com", probes.NeverSync, "", ""
	account.UserType = "Member"
	account.Licenses = []probes.UserLicense{{PartNumber: "SPE_E3", Plans: []probes.Plan{{ID: probes.PlanP1, Status: "Success"}}}}
	return administrator{
		Seen: someTime, Asked: account.UPN, Account: account,
		Roles: probes.Roles{
			Seen: someTime, Direct: []probes.Role{{TemplateID: globalAdministrator, Name: "Global Administrator"}},
			ThroughGroup: probes.All[probes.Role](nil), Eligible: probes.All[probes.Role](nil), EligibleSeen: true,
		},
		Licenses: probes.Licenses{Seen: someTime, SKUs: []probes.SKU{{PartNumber: "SPE_E3", Status: "Enabled"}}},
		Domains:  probes.CloudDomains{Seen: someTime, List: probes.All[probes.CloudDomain](nil)},
	}
}

// soundScope is a user who is able to reset, of whom everything was read.
func soundScope() resetScope {
	return resetScope{
		TenantSwitch: "on",
		Seen:         someTime, Asked: kim, Admins: probes.AdministratorReset{Seen: someTime, Allowed: probes.Yes},
		Registration: probes.Registration{
			Seen: someTime, Found: probes.Yes, Administrator: probes.No, Enabled: probes.Yes, Registered: probes.Yes, Capable: probes.Yes,
		},
	}
}

// TestSoundEvidenceOfGraphIsSound keeps the test above from passing on
// evidence that lacks something else.
func TestSoundEvidenceOfGraphIsSound(t *testing.T) {
	t.Parallel()
	if v := judgeAdmin(soundAdmin()); v.On != "cloud-admin" {
		t.Errorf("administrator: got %q because %v, want cloud-admin", v.On, v.Why)
	}
	if v := judgeSSPR(soundScope()); v.On != "capable" {
		t.Errorf("scope: got %q because %v, want capable", v.On, v.Why)
	}
}
