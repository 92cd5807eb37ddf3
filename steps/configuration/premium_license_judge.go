package configuration

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// tenantLicences is what the tenant owns. Where that could not be read, what
// Microsoft Graph says to a question that takes a licence stands beside it.
type tenantLicences struct {
	probes.Licenses
	Why     *probes.Obstacle `json:"why,omitempty"`     // why the list was not read
	Refusal *probes.Obstacle `json:"refusal,omitempty"` // that the tenant is not licensed for the identity reports
	Table   book             `json:"table,omitempty"`   // of a table that was named in place of ours, what it says of these products
}

// seeLicenses asks for the list. An application without the permission for it
// may have the one for the registration report, which only a tenant with
// Premium P1 or P2 gives out.
func seeLicenses(ctx context.Context, env steps.Env, facts steps.Facts) (tenantLicences, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return tenantLicences{}, err
	}
	owned, err := graph.Licenses(ctx)
	if err == nil {
		return tenantLicences{Licenses: owned, Table: env.Products.Among(&probes.CloudUser{}, owned)}, nil
	}
	seen := tenantLicences{Why: probes.AsObstacle(err)}
	if facts[steps.User] == "" || !seen.withheld() {
		return tenantLicences{}, err
	}
	_, refusal := seeRegistration(ctx, graph, facts)
	if o := probes.AsObstacle(refusal); o != nil && o.Kind == probes.Unlicensed {
		seen.Refusal, seen.Seen = o, probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: env.Now().UTC()}
		return seen, nil
	}
	return tenantLicences{}, err
}

// withheld reports whether it is who asks that may not see the list.
func (l tenantLicences) withheld() bool {
	return l.Why == nil || slices.Contains([]probes.Kind{probes.MissingPermission, probes.AccessDenied, probes.MissingRole}, l.Why.Kind)
}

// holdings are the tenant's products that bear on writeback, by what can be
// done with them.
type holdings struct {
	live, grace, dead, pending []probes.SKU // with P1 or P2 inside
	others                     []probes.SKU // without, or for the whole company
	gone                       []probes.SKU // with P1 or P2 inside, of which not one licence is left
	odd                        string       // a product that may carry P1 or P2, in a state that tells nothing
}

func (b book) sortHoldings(skus []probes.SKU) holdings {
	var h holdings
	for _, sku := range skus {
		h.add(sku, b.tenantPlans(sku))
	}
	return h
}

// tenantPlans reads P1 and P2 of a product. Where the answer names no plan,
// only the table can tell which ones it carries, and nobody in which state.
func (b book) tenantPlans(sku probes.SKU) planState {
	if len(sku.Plans) > 0 {
		return writebackPlans(sku.Plans)
	}
	p, known := b.look(sku.ID, sku.PartNumber)
	if !known || p.grants && !sku.Plans.Seen() {
		return planState{other: "unknown"}
	}
	return planState{active: p.grants}
}

func (h *holdings) add(sku probes.SKU, plans planState) {
	is := func(states ...string) bool {
		return slices.ContainsFunc(states, func(s string) bool { return strings.EqualFold(s, sku.Status) })
	}
	units := sumOfUnits(sku)
	switch {
	case plans == planState{} || strings.EqualFold(sku.AppliesTo, "Company"): // carries no user licences
		h.others = append(h.others, sku)
	case sku.AppliesTo != "" && !strings.EqualFold(sku.AppliesTo, "User"):
		h.odd = sku.PartNumber
	case is("Suspended", "LockedOut", "Deleted"):
		h.dead = append(h.dead, sku)
	case !is("Enabled", "Warning"):
		h.odd = sku.PartNumber
	case units == noUnits && sku.Suspended.Or(0) > 0:
		h.dead = append(h.dead, sku)
	case units == noUnits && sku.Assigned.Seen() && sku.Assigned.Or(0) == 0: // a row that is left of a product
		h.gone = append(h.gone, sku)
	case units == noUnits: // and yet somebody holds one, or may
		h.odd = sku.PartNumber
	case plans.active && is("Warning"):
		h.grace = append(h.grace, sku)
	case plans.active:
		h.live = append(h.live, sku)
	case plans.pending:
		h.pending = append(h.pending, sku)
	default:
		h.odd = sku.PartNumber
	}
}

// noUnits is a product of which the tenant has not one licence that is paid
// for or in its grace period, and says so.
const noUnits = 0

// sumOfUnits is how many it has, below noUnits where nobody says.
func sumOfUnits(sku probes.SKU) int {
	if !sku.Enabled.Seen() || !sku.Warning.Seen() {
		return -1
	}
	return sku.Enabled.Or(0) + sku.Warning.Or(0)
}

// inUse says whether somebody in the tenant holds a licence that allows
// writeback.
func (h holdings) inUse() probes.YesNo {
	usable := slices.Concat(h.live, h.grace)
	switch {
	case mostAssigned(usable, false) != nil:
		return probes.Yes
	case uncounted(usable, false), h.odd != "":
		return probes.Unsaid
	default:
		return probes.No
	}
}

// uncounted reports whether of a product for devices, or of one for people, it
// was not seen how many hold it.
func uncounted(skus []probes.SKU, device bool) bool {
	return slices.ContainsFunc(skus, func(sku probes.SKU) bool {
		return isDevice(sku.PartNumber) == device && !sku.Assigned.Seen()
	})
}

// mostAssigned returns the product with the most holders, among those for
// devices or those for people; nil when nobody holds any.
func mostAssigned(skus []probes.SKU, device bool) *probes.SKU {
	var most *probes.SKU
	for i := range skus {
		if isDevice(skus[i].PartNumber) == device && skus[i].Assigned.Or(0) > 0 &&
			(most == nil || skus[i].Assigned.Or(0) > most.Assigned.Or(0)) {
			most = &skus[i]
		}
	}
	return most
}

func judgeLicenses(owned tenantLicences) steps.Verdict {
	b := owned.Table
	if owned.Refusal != nil && owned.withheld() {
		return refused(owned)
	}
	if owned.At.IsZero() || !owned.SKUs.Seen() {
		return unread(owned.Why, "subscribedSkus")
	}
	h := b.sortHoldings(owned.SKUs)
	usable := slices.Concat(h.live, h.grace)
	if sku := mostAssigned(h.live, false); sku != nil {
		return b.about("assigned", *sku)
	}
	if uncounted(h.live, false) { // somebody may hold it
		return notSeen(probes.Malformed, "consumedUnits")
	}
	if sku := mostAssigned(h.grace, false); sku != nil {
		return b.about("grace", *sku)
	}
	if uncounted(h.grace, false) {
		return notSeen(probes.Malformed, "consumedUnits")
	}
	if h.odd != "" && len(h.pending) == 0 { // it may be the one that somebody holds
		return notSeen(probes.Malformed, h.odd)
	}
	if sku := mostAssigned(usable, true); sku != nil {
		return b.about("device-only", *sku)
	}
	if uncounted(usable, true) {
		return notSeen(probes.Malformed, "consumedUnits")
	}
	devices := func(sku probes.SKU) bool { return isDevice(sku.PartNumber) }
	if spare := slices.DeleteFunc(slices.Clone(usable), devices); len(spare) > 0 {
		if sumOfUnits(spare[0]) < 0 { // there may be none to assign
			return notSeen(probes.Malformed, "prepaidUnits")
		}
		return b.about("unassigned", spare[0])
	}
	return b.judgeRest(h, usable)
}

// refused weighs what the refusal of a report says of the licences. It is a
// sign and no proof: tenants with a licence have been refused in the same words
// where the application could not read the directory (microsoft-graph-docs
// 12537).
func refused(owned tenantLicences) steps.Verdict {
	why := "-"
	if owned.Why != nil {
		why = cmp.Or(owned.Why.Needs, owned.Why.Code, string(owned.Why.Kind))
	}
	return steps.Verdict{On: "reports-refused", Args: tell.Args{
		"code": tell.Words.Of(owned.Refusal.Code).OrDash(), "refusal": tell.Words.Of(why),
	}}
}

// judgeRest judges a tenant that has no licence to assign to a person.
func (b book) judgeRest(h holdings, devices []probes.SKU) steps.Verdict {
	others := slices.Concat(h.others, devices)
	switch {
	case len(h.pending) > 0:
		return b.about("pending", h.pending[0])
	case h.odd != "":
		return notSeen(probes.Malformed, h.odd)
	case len(h.dead) > 0:
		return b.about("suspended", h.dead[0])
	case len(h.gone) > 0:
		return b.about("none-left", h.gone[0])
	case len(others) > 0:
		return steps.Verdict{On: "not-granting", Args: tell.Args{"products": tell.Words.Some(b.otherNames(others))}}
	default:
		return steps.Verdict{On: "none"}
	}
}

func (b book) about(on steps.Outcome, sku probes.SKU) steps.Verdict {
	state := sku.Status
	if state == "" {
		state = "?"
	}
	owned := tell.Number.Unknown()
	if units := sumOfUnits(sku); units >= noUnits {
		owned = tell.Count(units)
	}
	return steps.Verdict{On: on, Args: tell.Args{
		"product":  tell.Words.Of(b.name(sku.ID, sku.PartNumber)),
		"assigned": tell.Number.Of(sku.Assigned.String()).OrDash(),
		"owned":    owned,
		"state":    tell.Words.Of(state),
	}}
}

// otherNames names the products that do not grant, with its part number where
// that misleads: O365_BUSINESS_PREMIUM is Business Standard.
func (b book) otherNames(skus []probes.SKU) []string {
	var names []string
	for _, sku := range skus {
		name := b.name(sku.ID, sku.PartNumber)
		if strings.Contains(strings.ToUpper(sku.PartNumber), "BUSINESS_PREMIUM") {
			names = slices.Insert(names, 0, name+" ("+sku.PartNumber+")")
			continue
		}
		names = append(names, name)
	}
	return names
}
