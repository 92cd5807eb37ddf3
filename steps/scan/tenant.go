package scan

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
)

// Steps that everybody of a tenant is put before, in the order of the tree. The
// first is the same for all.
const (
	stepPremium = configuration.PremiumLicenseID
	stepOrigin  = configuration.UserOriginID
	stepLicense = configuration.UserLicenseID
	stepSSPR    = configuration.SSPREnabledID
)

// someone stands for whoever is looked at: names are left out of what is judged,
// so that people who differ in nothing else share the verdicts.
const someone = "someone"

// elsewhere stands for what only the directory has of them.
const elsewhere = "somebody else"

// Tenant judges the people of a tenant. It is not safe for concurrent use.
type Tenant struct {
	*Judge

	// Products is a table of products that somebody named, before anybody is
	// judged; nil is that of the program.
	Products steps.Products

	setting probes.TenantSetting
	ground  Ground
	said    string // of the switch in the portal: on, off, or "" when nobody said
	known   map[string]Finding
	bin     bin
	kept    int // bytes of what tells people apart
}

// Ground is what was seen of the directory beside a tenant.
type Ground struct {
	CloudWhy  *probes.Obstacle        // why the tenant was not read to its end; nil where it was
	Why       *probes.Obstacle        // why it was not looked at, or not all of it; nil where it was
	Domain    string                  // DNS name of the domain; "" when not known
	Elsewhere probes.List[string]     // the other domains of the forest
	Unlisted  probes.List[string]     // containers that may not be listed
	Names     map[string]probes.YesNo // domain names that the tenant has verified, in small letters
	NamesWhy  *probes.Obstacle
}

// Entry is what a scan of the directory has of one person, as far as it is held
// against the tenant. The zero value is nobody: the directory has no such person.
type Entry struct {
	Found  bool
	DN     string
	UPN    string
	SID    string
	Anchor string
	Flags  uint32
	Shared probes.List[probes.SharedName] // who else carries one of its names

	Twice bool             // several accounts fit one another, and nothing tells which belongs to which
	Why   *probes.Obstacle // why the directory would not show this person; nil where it would
}

// NewTenant returns a Tenant that compares dates with now. tree must hold the
// steps of the catalog; said is what a person said of the switch in the portal.
func NewTenant(tree []steps.Step, setting probes.TenantSetting, ground Ground, said string, now time.Time) *Tenant {
	return &Tenant{
		Judge: New(tree, probes.Setting{}, now), setting: setting, ground: ground, said: said, known: map[string]Finding{},
		bin: newBin(setting.Deleted.List),
	}
}

// Blind are what nobody of the tenant could be seen in, and why.
func (t *Tenant) Blind() []probes.Gap {
	var gaps []probes.Gap
	add := func(what probes.GapKind, why *probes.Obstacle) {
		if why != nil {
			gaps = append(gaps, probes.Gap{What: what, Why: why})
		}
	}
	add(probes.GapLicences, t.setting.LicensesWhy)
	add(probes.GapReport, t.setting.ReportWhy)
	add(probes.GapAdministrators, t.setting.AdminsWhy)
	add(probes.GapTransfers, t.setting.AuditWhy)
	if t.ground.Why == nil {
		add(probes.GapDeleted, t.setting.DeletedWhy)
	}
	add(probes.GapDirectory, t.ground.Why)
	if t.said == "" {
		add(probes.GapSwitch, &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.TenantSwitch)})
	}
	return gaps
}

// Everybody judges what is the same for all: what the tenant owns. It is nil when
// nothing is wrong with it.
func (t *Tenant) Everybody() (*Cause, error) { return t.verdict(t.premium()) }

// Person judges one person of the tenant. besides is what a scan of the directory
// found of the same person, as text ([Finding.Text]); "" for nothing. The error is
// a fault of ours.
func (t *Tenant) Person(p *probes.CloudPerson, entry Entry, besides string) (Finding, error) {
	key := t.likeness(p, entry, besides)
	if known, ok := t.known[key]; ok {
		return known, nil
	}
	causes, over, err := t.causes(t.exhibits(p, entry))
	if err != nil {
		return Finding{}, err
	}
	if entry.Twice {
		causes = append(causes, &Cause{Step: stepOrigin, On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Tangled, Needs: "onPremisesImmutableId"}})
	}
	if besides != "" && !over {
		f, err := FindingOf(besides)
		if err != nil {
			return Finding{}, err
		}
		causes = append(causes, f.Causes...)
	}
	finding := t.sum(causes)
	if t.kept += len(key); len(t.known) >= maxRemembered || t.kept > maxKeys {
		clear(t.known)
		t.kept = len(key)
	}
	t.known[key] = finding
	return finding, nil
}

// causes are what is not healthy, up to where the tree ends for somebody:
// writeback is not involved there, or nobody knows whether it is.
func (t *Tenant) causes(shows []exhibit) (causes []*Cause, over bool, err error) {
	for i := range shows {
		c, err := t.verdict(shows[i])
		if err != nil {
			return nil, false, err
		}
		if c == nil {
			continue
		}
		causes = append(causes, c)
		if branch := t.tree[c.Step].Branch(c.On); branch != nil && branch.Next == steps.End {
			return causes, true, nil
		}
	}
	return causes, false, nil
}

// maxKeys bounds what tells people apart, in bytes.
const maxKeys = 4 << 20

// likeness tells people apart as far as they are judged apart.
func (t *Tenant) likeness(p *probes.CloudPerson, entry Entry, besides string) string {
	var b strings.Builder
	u, r, a := &p.User, &p.Registration, &p.Authority
	fmt.Fprintln(&b, u.Found, u.UserType, u.Creation, u.Enabled, u.Sync, cmp.Or(u.OnPremisesDomain, probes.DN(u.OnPremisesDN).DNS()), u.Contacts, u.LicensesSeen, u.AssignmentFaults.Seen())
	for _, l := range u.Licenses {
		fmt.Fprintln(&b, l.SKUID, l.PartNumber, l.Plans)
	}
	fmt.Fprintln(&b, u.Located, u.Conflicts.Seen())
	for _, c := range u.Conflicts {
		fmt.Fprintln(&b, c.Category, c.Property)
	}
	for _, f := range u.AssignmentFaults {
		fmt.Fprintln(&b, f.SKUID, f.Error)
	}
	fmt.Fprintln(&b, r.Found, r.Administrator, r.Enabled, r.Registered, r.Capable, r.Methods.Seen(), r.Methods)
	fmt.Fprintln(&b, a.CloudManaged, a.Transferred, entry.Twice, entry.Found, entry.Flags&flagDisabled, entry.Flags != 0, entry.UPN == "")
	now := t.origin(p, entry)
	fmt.Fprintln(&b, now.Deleted.List)
	fmt.Fprintln(&b, now.Cloud.OnPremisesSID, now.Directory.SID, now.Cloud.Anchor, now.Directory.Anchor, now.Cloud.OnPremisesDN, now.Directory.DN)
	for _, why := range []*probes.Obstacle{u.LicensesWhy, p.RegistrationWhy, a.CloudWhy, a.AuditWhy, entry.Why} {
		if why != nil {
			b.WriteString(why.Error())
		}
		b.WriteByte('\n')
	}
	if u.Found == probes.No {
		_, suffix, _ := strings.Cut(entry.UPN, "@")
		b.WriteString(strings.ToLower(suffix))
	}
	fmt.Fprintln(&b, entry.Shared.Seen(), entry.Shared)
	b.WriteString(besides)
	return b.String()
}

// flagDisabled is the bit of userAccountControl that is judged here (MS-ADTS
// 2.2.16, D).
const flagDisabled = 2

// standIns are two texts of which is seen whether each is there and whether they
// are the same, and nothing else.
func standIns(a, b string, same func(a, b string) bool) (one, other string) {
	if a != "" {
		one = someone
	}
	switch {
	case b == "":
	case same(a, b):
		other = someone
	default:
		other = elsewhere
	}
	return one, other
}
