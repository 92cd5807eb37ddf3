package scan

import (
	"cmp"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/configuration"
)

// exhibits is one person as the steps would have seen them, in the order of the
// tree.
func (t *Tenant) exhibits(p *probes.CloudPerson, entry Entry) []exhibit {
	list := []exhibit{t.premium()}
	if !entry.Twice { // which two would it be?
		list = append(list, exhibit{step: stepOrigin, evidence: t.origin(p, entry)})
	}
	return append(list, exhibit{step: stepLicense, evidence: t.licence(p)}, exhibit{step: stepSSPR, evidence: t.reset(p)})
}

func (t *Tenant) stamp() probes.Seen { return probes.Seen{Vantage: t.setting.Vantage, At: t.now} }

func (t *Tenant) premium() exhibit {
	now := configuration.LicencesNow{Licenses: t.setting.Licenses, Why: t.setting.LicensesWhy}
	if report := t.setting.ReportWhy; report != nil && report.Kind == probes.Unlicensed && now.Why != nil {
		now.Refusal = report
	}
	if now.Why == nil || now.Refusal != nil {
		now.Seen = t.stamp()
	}
	now.Table = t.Products.Among(&probes.CloudUser{}, now.Licenses)
	return exhibit{step: stepPremium, evidence: now}
}

// licence is what user-license looks at. Groups are left out.
func (t *Tenant) licence(p *probes.CloudPerson) any {
	if p.User.Found == probes.Unsaid && t.ground.CloudWhy != nil {
		return configuration.UserLicenceNow{ // it is not told whether it is there
			CloudUser: probes.CloudUser{Seen: t.stamp(), Asked: someone, Found: probes.Yes, LicensesWhy: t.ground.CloudWhy},
		}
	}
	faults := probes.AllIf([]probes.AssignmentFault(nil), p.User.AssignmentFaults.Seen())
	for _, f := range p.User.AssignmentFaults {
		faults = append(faults, probes.AssignmentFault{SKUID: f.SKUID, Error: f.Error})
	}
	owned := t.setting.Licenses
	if t.setting.LicensesWhy == nil {
		owned.Seen = t.stamp()
	}
	now := configuration.UserLicenceNow{
		CloudUser: probes.CloudUser{
			Seen: t.stamp(), Asked: someone, Found: p.User.Found, Licenses: p.User.Licenses, LicensesSeen: p.User.LicensesSeen,
			LicensesWhy: p.User.LicensesWhy, AssignmentFaults: faults, Located: p.User.Located,
		},
		Owned: owned, OwnedWhy: t.setting.LicensesWhy,
	}
	now.Table = t.Products.Among(&now.CloudUser, now.Owned)
	return now
}

// reset is what sspr-enabled looks at. What explains it stands with it always,
// which changes no verdict.
func (t *Tenant) reset(p *probes.CloudPerson) configuration.ResetNow {
	r := p.Registration
	r.Seen, r.LastUpdated = t.stamp(), time.Time{}
	now := configuration.ResetNow{
		Seen: t.stamp(), Asked: someone, TenantSwitch: t.said, Switched: t.setting.Switched, Registration: r, Why: p.RegistrationWhy,
		Admins: t.setting.Admins, AdminsWhy: t.setting.AdminsWhy, Contacts: p.User.Contacts,
		Policy: t.setting.Policy, PolicyWhy: t.setting.PolicyWhy,
	}
	switch {
	case p.User.Found == probes.Unsaid && t.ground.CloudWhy != nil:
		now.Registration, now.Why = probes.Registration{}, t.ground.CloudWhy
	case p.User.Found != probes.Yes: // without an object ID nobody is looked up
		now.Registration, now.Why = probes.Registration{}, &probes.Obstacle{Kind: probes.NotFound, Needs: someone}
	}
	return now
}

// origin is what user-origin looks at. The two sides are told to be the same
// account, or not, with stand-ins for what they are told by.
func (t *Tenant) origin(p *probes.CloudPerson, entry Entry) configuration.OriginNow {
	u := &p.User
	now := configuration.OriginNow{
		Seen: t.stamp(), Asked: someone, Domain: t.ground.Domain,
		Cloud: probes.CloudUser{
			Seen: t.stamp(), Asked: someone, Found: u.Found, ID: someone, Enabled: u.Enabled, Sync: u.Sync,
			UserType: u.UserType, Creation: u.Creation,
			OnPremisesDomain: cmp.Or(u.OnPremisesDomain, probes.DN(u.OnPremisesDN).DNS()),
		},
	}
	if u.Found != probes.Yes {
		now.Cloud.ID = ""
	}
	now.Cloud.Conflicts = probes.AllIf([]probes.Conflict(nil), u.Conflicts.Seen())
	for _, c := range u.Conflicts {
		now.Cloud.Conflicts = append(now.Cloud.Conflicts, probes.Conflict{Category: c.Category, Property: c.Property})
	}
	if u.Sync == probes.NeverSync {
		now.Authority = probes.Authority{
			Seen: t.stamp(), CloudManaged: p.Authority.CloudManaged, CloudWhy: p.Authority.CloudWhy,
			Transferred: p.Authority.Transferred, AuditWhy: p.Authority.AuditWhy,
		}
	}
	if u.Found == probes.Unsaid {
		now.CloudWhy = t.ground.CloudWhy
	}
	if now.DirectoryWhy = cmp.Or(entry.Why, t.ground.Why); now.DirectoryWhy != nil && !entry.Found {
		return now
	}
	now.DirectoryWhy = nil
	now.Directory = probes.DirectoryUser{Seen: t.stamp(), Asked: someone, Elsewhere: t.ground.Elsewhere, Unlisted: t.ground.Unlisted}
	if entry.Found {
		t.found(&now, u, entry)
	}
	return now
}

// found adds what the directory has.
func (t *Tenant) found(now *configuration.OriginNow, u *probes.CloudUser, entry Entry) {
	d := &now.Directory
	d.Matches, d.Class, d.UPN, d.Shared = 1, "user", "someone's", entry.Shared
	for _, s := range entry.Shared {
		if strings.EqualFold(s.Value, entry.UPN) && s.Attribute == "userPrincipalName" { // whoever types the name means either
			d.Matches, now.SameName = 2, 2
		}
	}
	d.Flags = probes.KnownIf(entry.Flags&flagDisabled, entry.Flags != 0)
	now.Cloud.OnPremisesSID, d.SID = standIns(u.OnPremisesSID, entry.SID, strings.EqualFold)
	now.Cloud.Anchor, d.Anchor = standIns(u.Anchor, entry.Anchor, func(a, b string) bool { return a == b })
	now.Cloud.OnPremisesDN, d.DN = standIns(u.OnPremisesDN, entry.DN, strings.EqualFold)
	if u.Found == probes.No { // nobody of the tenant has this entry, under whatever name
		d.UPN = someone
		_, suffix, _ := strings.Cut(entry.UPN, "@")
		now.Verified, now.VerifiedWhy = t.ground.Names[strings.ToLower(suffix)], t.ground.NamesWhy
		if now.Verified == probes.Unsaid && now.VerifiedWhy == nil {
			now.Verified = probes.No
		}
		if entry.UPN == "" {
			d.UPN = ""
		}
		now.DeletedWhy = t.setting.DeletedWhy
		if now.DeletedWhy == nil {
			now.Deleted = probes.DeletedUsers{Seen: t.stamp(), List: t.bin.of(entry)}
		}
	}
}
