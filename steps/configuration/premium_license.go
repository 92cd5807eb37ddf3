package configuration

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// PremiumLicense finds a tenant that owns no licence for password writeback,
// or owns one that nobody holds.
var PremiumLicense = steps.Step{
	ID:    "configuration/premium-license",
	Seed:  []string{"C1", "C2", "C2b"},
	Title: lang.Text{Ko: "테넌트의 유료 라이선스", En: "Paid licence of the tenant"},
	Why: lang.Text{
		Ko: "암호 쓰기 저장은 Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스가 한 개 이상 할당되어야 작동합니다.",
		En: "Password writeback works only when at least one licence that holds Microsoft Entra ID P1 or P2 is assigned.",
	},
	Check:     steps.Look(seeLicenses, judgeLicenses),
	Reads:     []steps.Instrument{steps.ByTenant},
	Keeps:     steps.Passing,
	RefutedBy: steps.Written,
	Blanks: tell.Kinds{
		"assigned": tell.Number, "owned": tell.Number,
		"product": tell.Words, "products": tell.Words, "state": tell.Words,
	},
	Branches: []steps.Branch{
		{
			On: "assigned", Status: steps.Healthy,
			Label: lang.Text{Ko: "할당됨", En: "Assigned"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 라이선스({product})가 {assigned}명에게 할당되어 있습니다.",
				En: "A licence that allows writeback, {product}, is assigned to {assigned} user(s).",
			},
		},
		{
			On: "grace", Status: steps.Warning, Remedy: renewLicense,
			Label: lang.Text{Ko: "유예 기간", En: "Grace period"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 유일한 라이선스({product})의 구독이 만료되어 유예 기간에 있습니다. 유예 기간이 끝나면 쓰기 저장이 멈춥니다.",
				En: "The subscription of the only licence that allows writeback ({product}) has run out and is in its grace period. Writeback stops when that ends.",
			},
		},
		{
			On: "pending", Status: steps.Warning, Remedy: waitForPlan,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "준비 중", En: "Being prepared"},
			Say: lang.Text{
				Ko: "{product} 제품의 Microsoft Entra ID 서비스 계획이 아직 준비되고 있습니다.",
				En: "The Microsoft Entra ID service plan of {product} is still being prepared.",
			},
		},
		{
			On: "device-only", Status: steps.Warning, Remedy: buyForPeople,
			Label: lang.Text{Ko: "장치용뿐", En: "Only for devices"},
			Say: lang.Text{
				Ko: "사람이 쓰는 계정에는 쓰기 저장 라이선스가 없습니다. Microsoft Entra ID P1이 들어 있는 할당된 라이선스는 회의실이나 공유 장치용({product})뿐입니다.",
				En: "No account of a person has a licence for writeback. The only assigned licence with Microsoft Entra ID P1 is for rooms or shared devices ({product}).",
			},
		},
		{
			On: "unassigned", Status: steps.Broken, Remedy: assignLicense,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "할당 안 됨", En: "Owned, not assigned"},
			Say: lang.Text{
				Ko: "라이선스({product}) {owned}개가 있지만 아무에게도 할당되어 있지 않습니다. 할당하지 않으면 쓰기 저장이 작동하지 않습니다.",
				En: "Nobody has been assigned a licence that allows writeback. {owned} of {product} are owned; owning them is not enough.",
			},
		},
		{
			On: "suspended", Status: steps.Broken, Remedy: renewLicense,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "사용 중지됨", En: "Suspended"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 라이선스({product})의 구독이 사용 중지되었습니다(상태: {state}).",
				En: "The subscription of the licence that allows writeback ({product}) is suspended (state: {state}).",
			},
		},
		{
			On: "not-granting", Status: steps.Broken, Remedy: buyPremium,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "다른 제품뿐", En: "Only other products"},
			Say: lang.Text{
				Ko: "테넌트에 암호 쓰기 저장을 허용하는 라이선스가 없습니다. 가진 제품: {products}.",
				En: "The tenant owns no licence that allows password writeback. Products owned: {products}.",
			},
		},
		{
			On: "none", Status: steps.Broken, Remedy: buyPremium,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "라이선스 없음", En: "No licence"},
			Say: lang.Text{
				Ko: "테넌트에 라이선스가 하나도 없습니다. 무료 디렉터리에는 암호 쓰기 저장이 없습니다.",
				En: "The tenant owns no licence at all. The free directory has no password writeback.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "테넌트의 라이선스를 읽지 못했습니다.",
				En: "The licences of the tenant could not be read.",
			},
		},
	},
}

func seeLicenses(ctx context.Context, env steps.Env, facts steps.Facts) (probes.Licenses, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return probes.Licenses{}, err
	}
	return graph.Licenses(ctx)
}

// holdings are the tenant's products that bear on writeback, by what can be
// done with them.
type holdings struct {
	live, grace, dead, pending []probes.SKU // with P1 or P2 inside
	others                     []probes.SKU // without, or for the whole company
	odd                        string       // a product that may carry P1 or P2, in a state that tells nothing
}

func sortHoldings(skus []probes.SKU) holdings {
	var h holdings
	for _, sku := range skus {
		h.add(sku, tenantPlans(sku))
	}
	return h
}

// tenantPlans reads P1 and P2 of a product. Where the answer names no plan,
// only the table can tell which ones it carries, and nobody in which state.
func tenantPlans(sku probes.SKU) planState {
	if len(sku.Plans) > 0 {
		return writebackPlans(sku.Plans)
	}
	p, known := lookProduct(sku.ID, sku.PartNumber)
	if !known || p.grants && !sku.Plans.Seen() {
		return planState{other: "unknown"}
	}
	return planState{active: p.grants}
}

func (h *holdings) add(sku probes.SKU, plans planState) {
	is := func(states ...string) bool {
		return slices.ContainsFunc(states, func(s string) bool { return strings.EqualFold(s, sku.Status) })
	}
	switch {
	case plans == planState{} || strings.EqualFold(sku.AppliesTo, "Company"): // carries no user licences
		h.others = append(h.others, sku)
	case is("Suspended", "LockedOut", "Deleted"):
		h.dead = append(h.dead, sku)
	case !is("Enabled", "Warning"):
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

func judgeLicenses(owned probes.Licenses) steps.Verdict {
	if owned.At.IsZero() {
		return blocked(nil)
	}
	if !owned.SKUs.Seen() {
		return notSeen(probes.NotCollected, "subscribedSkus")
	}
	h := sortHoldings(owned.SKUs)
	usable := slices.Concat(h.live, h.grace)
	if sku := mostAssigned(h.live, false); sku != nil {
		return aboutProduct("assigned", *sku)
	}
	if uncounted(h.live, false) { // somebody may hold it
		return notSeen(probes.Malformed, "consumedUnits")
	}
	if sku := mostAssigned(h.grace, false); sku != nil {
		return aboutProduct("grace", *sku)
	}
	if uncounted(h.grace, false) {
		return notSeen(probes.Malformed, "consumedUnits")
	}
	if h.odd != "" && len(h.pending) == 0 { // it may be the one that somebody holds
		return notSeen(probes.Malformed, h.odd)
	}
	if sku := mostAssigned(usable, true); sku != nil {
		return aboutProduct("device-only", *sku)
	}
	if uncounted(usable, true) {
		return notSeen(probes.Malformed, "consumedUnits")
	}
	devices := func(sku probes.SKU) bool { return isDevice(sku.PartNumber) }
	if spare := slices.DeleteFunc(slices.Clone(usable), devices); len(spare) > 0 {
		return aboutProduct("unassigned", spare[0])
	}
	return judgeRest(h, usable)
}

// judgeRest judges a tenant that has no licence to assign to a person.
func judgeRest(h holdings, devices []probes.SKU) steps.Verdict {
	others := slices.Concat(h.others, devices)
	switch {
	case len(h.pending) > 0:
		return aboutProduct("pending", h.pending[0])
	case h.odd != "":
		return notSeen(probes.Malformed, h.odd)
	case len(h.dead) > 0:
		return aboutProduct("suspended", h.dead[0])
	case len(others) > 0:
		return steps.Verdict{On: "not-granting", Args: tell.Args{"products": tell.Words.Some(otherNames(others))}}
	default:
		return steps.Verdict{On: "none"}
	}
}

func aboutProduct(on steps.Outcome, sku probes.SKU) steps.Verdict {
	state := sku.Status
	if state == "" {
		state = "?"
	}
	owned := tell.Number.Unknown()
	if sku.Enabled.Seen() && sku.Warning.Seen() {
		owned = tell.Count(sku.Enabled.Or(0) + sku.Warning.Or(0))
	}
	return steps.Verdict{On: on, Args: tell.Args{
		"product":  tell.Words.Of(productName(sku.ID, sku.PartNumber)),
		"assigned": tell.Number.Of(sku.Assigned.String()).OrDash(),
		"owned":    owned,
		"state":    tell.Words.Of(state),
	}}
}

// otherNames names the products that do not grant, with its part number where
// that misleads: O365_BUSINESS_PREMIUM is Business Standard.
func otherNames(skus []probes.SKU) []string {
	var names []string
	for _, sku := range skus {
		name := productName(sku.ID, sku.PartNumber)
		if strings.Contains(strings.ToUpper(sku.PartNumber), "BUSINESS_PREMIUM") {
			names = slices.Insert(names, 0, name+" ("+sku.PartNumber+")")
			continue
		}
		names = append(names, name)
	}
	return names
}
