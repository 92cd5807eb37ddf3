package configuration

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

func judgePDC(e pdcRoad) steps.Verdict {
	roads := readRoads(e.Routes)
	args := roads.args()
	args["domain"], args["owner"] = tell.Domain.Of(e.PDC.DNSDomain).OrDash(), tell.DN.Of(e.PDC.RoleOwnerDN).OrDash()
	args["srv"] = tell.Controller.All(e.PDC.SRV).OrDash()
	args["host"] = tell.PDC.Of(whereToKnock(e.PDC)).OrDash()
	verdict := steps.Verdict{Args: args}
	switch {
	case e.PDC.OwnerGone == probes.Yes:
		verdict.On = roleOwnerGone
		return verdict
	case e.PDC.Host == "" && whereToKnock(e.PDC) == "": // the role owner was found, and its name is hidden
		return notSeen(probes.AccessDenied, "dNSHostName")
	case len(e.Routes) == 0:
		return learnPDC(steps.Blind(probes.Part{Why: e.Why}), e.PDC)
	case e.PDC.Host == "":
		verdict.On = "dns-only"
		return verdict
	case slices.ContainsFunc(e.Routes, func(r probes.Route) bool { return !r.Vantage.OnSyncServer() }):
		verdict.On = hintAboutPDC(e, roads)
	default:
		verdict.On = judgePDCRoads(e, roads)
	}
	if verdict.On == "reachable" {
		verdict.On = e.beyond(args)
	}
	if verdict.On == steps.Unseen {
		verdict = steps.Blind(probes.Part{Why: e.Why})
	}
	return learnPDC(verdict, e.PDC)
}

func learnPDC(v steps.Verdict, pdc probes.PDCEmulator) steps.Verdict {
	if pdc.Host != "" {
		v.Learned = steps.Facts{steps.PDC: pdc.Host}
	}
	return v
}

// judgePDCRoads judges what the Connect server measured.
func judgePDCRoads(e pdcRoad, roads knocked) steps.Outcome {
	switch {
	case roads.nameless:
		return "name-unknown"
	case len(roads.closed) > 0:
		return "unreachable"
	case len(roads.open) < len(pdcPorts()):
		return steps.Unseen
	case unreadSRV(e.PDC):
		return steps.Unseen
	case staleSRV(e.PDC):
		return "dns-stale"
	case e.PDC.Vantage.OnSyncServer() && e.PDC.SRVAnswer == probes.NoSuchName:
		return "dns-missing"
	default:
		return "reachable"
	}
}

func hintAboutPDC(e pdcRoad, roads knocked) steps.Outcome {
	switch {
	case roads.nameless:
		return "hint-nameless"
	case len(roads.closed) > 0:
		return "hint-unreachable"
	case len(roads.open) < len(pdcPorts()):
		return steps.Unseen
	case unreadSRV(e.PDC):
		return steps.Unseen
	case staleSRV(e.PDC):
		return "hint-stale"
	default:
		return "hint-reachable"
	}
}

// staleSRV reports whether DNS answered with anything but the role owner
// alone. Exactly one record is expected (MS-ADTS 6.3.2.3).
func staleSRV(pdc probes.PDCEmulator) bool {
	if pdc.SRVAnswer != probes.Open || len(pdc.SRV) == 0 {
		return false
	}
	return slices.ContainsFunc(pdc.SRV, func(srv string) bool { return !sameName(srv, pdc.Host) })
}

// unreadSRV reports whether DNS answered with records, and nobody said which.
func unreadSRV(pdc probes.PDCEmulator) bool {
	return pdc.SRVAnswer == probes.Open && len(pdc.SRV) == 0
}

// beyond looks past the user's own PDC emulator, which is reachable. What is
// wrong in a domain that neither the user nor the connector account is in is
// only told.
func (r *pdcRoad) beyond(args tell.Args) steps.Outcome {
	if a := r.Account; a != nil {
		roads := readRoads(a.Routes)
		args["account_domain"], args["account_host"], args["account_how"] = tell.Domain.Of(a.Domain.DNSName), tell.PDC.Of(a.Domain.PDC).OrDash(), roads.together().OrDash()
		elsewhere := slices.ContainsFunc(a.Routes, func(r probes.Route) bool { return !r.Vantage.OnSyncServer() })
		switch {
		case a.Domain.OwnerGone == probes.Unsaid && a.Domain.PDC == "" && a.Domain.Why == nil:
			return steps.Unseen // neither there nor gone, and nobody says why
		case a.Domain.PDC != "" && !a.Routes.Seen():
			return steps.Unseen // it was not tried
		case a.Domain.OwnerGone == probes.Yes:
			args["account_how"] = tell.Contact.Of(roleOwnerGone)
			return "account-domain"
		case !elsewhere && (roads.nameless || len(roads.closed) > 0):
			return "account-domain"
		}
	}
	if r.UserAlone != probes.Yes {
		return r.beside(args)
	}
	if others := r.troubled(); len(others) > 0 {
		args["others"] = tell.Domain.Several(others)
		return "reachable-others"
	}
	return "reachable"
}

const roleOwnerGone = "role-owner-gone"

// troubled are the domains that do not matter here and whose PDC emulator is
// not in order, each with what is wrong as the evidence has it.
func (r *pdcRoad) troubled() []tell.Value {
	domains := r.Others
	if r.Account != nil {
		domains = append(slices.Clone(domains), r.Account.Domain)
	}
	var list []tell.Value
	for _, d := range domains {
		how := ""
		switch {
		case d.OwnerGone == probes.Yes:
			how = roleOwnerGone
		case d.Why != nil:
			how = string(d.Why.Kind)
		case staleSRV(pdcOf(d)):
			how = "dns-stale"
		default:
			continue
		}
		list = append(list, tell.Domain.Of(d.DNSName).With(tell.Contact.Of(how)))
	}
	return list
}

// beside judges the PDC emulators of the other domains, whose users may be
// concerned as well.
func (r *pdcRoad) beside(args tell.Args) steps.Outcome {
	var troubled, unseen []tell.Value
	for _, d := range r.Others {
		how, seen := r.otherPDC(d)
		said := tell.Domain.Of(d.DNSName).With(tell.Contact.Of(how))
		switch {
		case how == "":
		case seen:
			troubled = append(troubled, said)
		default:
			unseen = append(unseen, said)
		}
	}
	if a := r.Account; a != nil && a.Domain.Why != nil && !a.Routes.Seen() { // its roads are judged above
		unseen = append(unseen, tell.Domain.Of(a.Domain.DNSName).With(tell.Contact.Of(string(a.Domain.Why.Kind))))
	}
	switch {
	case !r.Others.Seen():
		args["others"] = tell.Domain.Unknown()
		return "others-not-seen"
	case len(troubled) > 0:
		args["others"] = tell.Domain.Several(troubled)
		return "others-troubled"
	case len(unseen) > 0:
		args["others"] = tell.Domain.Several(unseen)
		return "others-not-seen"
	default:
		return "reachable"
	}
}

// otherPDC says what is wrong with the PDC emulator of another domain, "" when
// nothing is, and whether that was seen from the Connect server, or read.
func (r *pdcRoad) otherPDC(d probes.ForestDomain) (how string, seen bool) {
	host := whereToKnock(pdcOf(d))
	roads := readRoads(slices.DeleteFunc(slices.Clone(r.OtherRoads), func(road probes.Route) bool {
		return !sameName(road.Target.Host, host) || !road.Vantage.OnSyncServer()
	}))
	switch {
	case d.OwnerGone == probes.Yes:
		return roleOwnerGone, true
	case len(roads.ends) > 0:
		return string(roads.ends[0]), true
	case d.PDC == "" && d.Why != nil:
		return string(d.Why.Kind), false
	case d.PDC == "", len(roads.open) < len(pdcPorts()):
		return string(probes.NotCollected), false
	case unreadSRV(pdcOf(d)):
		return string(probes.NotCollected), false
	case staleSRV(pdcOf(d)):
		return "dns-stale", true
	default:
		return "", true
	}
}
