package forecast

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/version"
)

// Walk is the part of a walk that a forecast rests on.
type Walk struct {
	Findings []steps.Finding
	Facts    steps.Facts
	At       time.Time // as of when it is judged
}

// WalkOf is where a walk stands. findings and known are its own, or what is left
// of them once names are masked.
func WalkOf(p *steps.Patient, findings []steps.Finding, known steps.Facts) Walk {
	w := Walk{Findings: findings, Facts: known}
	switch {
	case p.Past != nil:
		w.At = p.Past.AsOf
	case p.Now != nil: // without a clock it is not known as of when
		w.At = p.Now()
	}
	for i := range findings {
		w.Facts = w.Facts.With(findings[i].Learned)
	}
	return w
}

// Of holds a table against what the walk has seen.
func (w Walk) Of(t Table) Forecast { return Of(t, w.Evidence()) }

// What the steps have seen, as far as a forecast takes it. The names are those
// of the steps' own evidence.
type (
	registrationSeen struct {
		Registration probes.Registration  `json:"registration"`
		Contacts     probes.Contacts      `json:"contacts"`
		Policy       probes.MethodsPolicy `json:"policy"`
	}
	engineSeen struct {
		Service   probes.Service   `json:"service"`
		Product   probes.Product   `json:"product"`
		Scheduler probes.Scheduler `json:"scheduler"`
		CloudSync probes.CloudSync `json:"cloud_sync"`
		Writeback probes.Writeback `json:"writeback"`
	}
	identitySeen struct {
		Identity probes.Identity `json:"identity"`
		Product  probes.Product  `json:"product"`
	}
	accountSeen struct {
		User probes.DirectoryUser `json:"user"`
	}
)

// Evidence is what the steps have seen of what a forecast takes.
func (w Walk) Evidence() Evidence {
	e := Evidence{At: w.At, User: w.Facts[steps.User], Cloud: cloudOf(w.Facts), SeenAt: map[Kind]time.Time{}}
	if seen, _, ok := seenBy[registrationSeen](w, configuration.SSPREnabledID); ok {
		e.registration(seen)
	}
	if user, _, ok := seenBy[probes.CloudUser](w, configuration.UserLicenseID); ok && user.Found == probes.Yes && user.LicensesSeen {
		e.Licences = entitling(user.Licenses)
	}
	if owned, at, ok := seenBy[probes.Licenses](w, configuration.PremiumLicenseID); ok {
		e.Owned, e.SeenAt[Licence] = ownedOf(owned.SKUs), at
	}
	if seen, _, ok := seenBy[engineSeen](w, configuration.SyncEngineID); ok {
		e.engines(seen)
	}
	if seen, at, ok := seenBy[identitySeen](w, configuration.ConnectApplicationID); ok {
		e.SignsIn, e.SeenAt[Certificate] = identityOf(seen), at
	}
	if seen, at, ok := seenBy[accountSeen](w, configuration.UserAccountID); ok && seen.User.Matches == 1 {
		e.Expires, e.SeenAt[Account] = seen.User.AccountExpires, at
	}
	return e
}

// seenBy is the evidence of a step of the walk, and when it was seen. What has
// passed counts no more.
func seenBy[E any](w Walk, id steps.ID) (seen E, at time.Time, ok bool) {
	i := slices.IndexFunc(w.Findings, func(f steps.Finding) bool { return f.Step == id })
	if i < 0 || w.Findings[i].Evidence == nil || w.Findings[i].Then != nil {
		return seen, at, false
	}
	return seen, w.Findings[i].Seen.At.UTC(), json.Unmarshal(w.Findings[i].Evidence, &seen) == nil
}

func (e *Evidence) registration(seen registrationSeen) {
	if r := seen.Registration; r.Found == probes.Yes {
		e.Administrator, e.Registered, e.Methods = r.Administrator, r.Registered, r.Methods
		e.Cloud = cmp.Or(r.Cloud, e.Cloud)
	}
	c := []probes.YesNo{seen.Contacts.MobilePhone, seen.Contacts.BusinessPhone, seen.Contacts.OtherMail}
	e.Contacts = saidIf(slices.Contains(c, probes.Yes) || !slices.Contains(c, probes.Unsaid), slices.Contains(c, probes.Yes))
	e.Policy = seen.Policy.Migration
}

// signs are what tells a cloud: the ends of the names of its relays, and of the
// first domain of its tenants.
func signs() map[string]string {
	return map[string]string{
		".servicebus.windows.net": "public", ".onmicrosoft.com": "public", ".onmicrosoft.us": "us-government",
		".servicebus.usgovcloudapi.net": "us-government", ".servicebus.chinacloudapi.cn": "china", ".partner.onmschina.cn": "china",
	}
}

// cloudOf tells the cloud by the relays of the tenant and by its first domain. Of
// the two of the US Government it is the one that more are in.
func cloudOf(facts steps.Facts) string {
	for _, name := range append(facts.List(steps.Relays), facts[steps.Tenant]) {
		for suffix, cloud := range signs() {
			if strings.HasSuffix(strings.ToLower(name), suffix) {
				return cloud
			}
		}
	}
	return ""
}

// carries says whether P1 or P2 of a licence is on, and whether it is there at
// all. Plans that the answer left out may hold it.
func carries(plans probes.List[probes.Plan]) (works probes.YesNo, has bool) {
	if len(plans) == 0 {
		return probes.Unsaid, true
	}
	works = probes.No
	for _, p := range plans {
		if id := strings.ToLower(p.ID); id != probes.PlanP1 && id != probes.PlanP2 {
			continue
		}
		switch has = true; p.Status {
		case "Success":
			return probes.Yes, true
		case "Disabled", "Error":
		default: // on its way, or in a state that nobody documented
			works = probes.Unsaid
		}
	}
	return works, has
}

func entitling(held probes.List[probes.UserLicense]) probes.List[Entitling] {
	if !held.Seen() {
		return nil
	}
	list := probes.List[Entitling]{}
	for _, l := range held {
		if works, has := carries(l.Plans); has {
			list = append(list, Entitling{l.SKUID, l.PartNumber, works})
		}
	}
	return list
}

// ownedOf are the products of the tenant that carry P1 or P2 for people and can
// be used.
func ownedOf(skus probes.List[probes.SKU]) probes.List[Owned] {
	if !skus.Seen() {
		return nil
	}
	list := probes.List[Owned]{}
	for _, sku := range skus {
		works, has := carries(sku.Plans)
		grace := strings.EqualFold(sku.Status, "Warning")
		usable := grace || strings.EqualFold(sku.Status, "Enabled")
		gone := sku.Enabled.Seen() && sku.Warning.Seen() && sku.Enabled.Or(0)+sku.Warning.Or(0) == 0
		if has && usable && !gone && works != probes.No && !strings.EqualFold(sku.AppliesTo, "Company") {
			list = append(list, Owned{ID: sku.ID, Part: sku.PartNumber, Grace: grace && works == probes.Yes, Ends: sku.GraceEnds})
		}
	}
	return list
}

// engines says which of the two writes. A server in staging mode without an
// agent is not the one that writes, and nobody has seen that one.
func (e *Evidence) engines(seen engineSeen) {
	agent := saidIf(seen.CloudSync.Read && seen.CloudSync.Installed != probes.Unsaid, seen.CloudSync.Installed == probes.Yes)
	writeback := seen.Writeback
	off := writeback.Read && writeback.Enabled == probes.No && writeback.Parameter != probes.Yes
	switch {
	case !seen.Service.Read || seen.Service.Installed == probes.Unsaid:
	case seen.Service.Installed == probes.No:
		e.Connect.Writes = probes.No
	case seen.Scheduler.Staging == probes.Yes, off:
		e.Connect.Writes = saidIf(agent == probes.Yes, false)
	case seen.Scheduler.Staging == probes.No:
		e.Connect.Writes = probes.Yes
	}
	if off && agent == probes.No && seen.Scheduler.Staging == probes.No {
		e.Connect.Writes = probes.Yes // once somebody switches it on
	}
	e.Agent.Writes = agent
	if agent != probes.No {
		e.Agent.Writes = all(answer{holds: agent}, answer{holds: not(e.Connect.Writes)}).holds
	}
	if seen.Product.Read {
		e.Connect.Version = seen.Product.Version
	}
	e.Agent.Version = seen.CloudSync.Version
}

// firstWithApplication is the first version that can sign in as an application
// ("Authenticate to Microsoft Entra ID by using application identity", Microsoft
// Learn); those before it have no cmdlet that says so.
func firstWithApplication() version.Version { return version.Must("2.5.3.0") }

// identityOf says as what Connect Sync signs in.
func identityOf(seen identitySeen) Identity {
	i := seen.Identity
	switch {
	case !i.Read:
		return Identity{}
	case strings.EqualFold(i.Type, "Application"):
		return Identity{Application: probes.Yes, Ends: i.CertificateEnd}
	case strings.EqualFold(i.Type, "ServiceAccount"):
		return Identity{Application: probes.No}
	case i.Cmdlet == probes.No:
		v, err := version.Parse(seen.Product.Version)
		return Identity{Application: saidIf(err == nil && v.Compare(firstWithApplication()) < 0, false)}
	default:
		return Identity{}
	}
}
