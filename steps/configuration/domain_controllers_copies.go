package configuration

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/tell"
)

// sortedCopies is the writable controllers by the copy of the user that they
// hold. Read-only ones take no reset, so they are told and decide nothing.
type sortedCopies struct {
	same    []string // whose descriptor was compared and is that of the reference
	differ  []string
	missing []string         // they lack the user, and others have it
	unread  []string         // the copy could not be read: neither the same nor different
	source  string           // the reference: the PDC emulator, else a controller of the most
	why     *probes.Obstacle // what kept the copies from being compared; nil when nothing did
}

func sortCopies(e controllersEvidence) sortedCopies {
	var c sortedCopies
	if e.Copies == nil {
		if c.why = e.CopiesWhy; c.why != nil {
			c.unread = hostsOf(slices.DeleteFunc(slices.Clone(e.List), func(dc probes.DomainController) bool { return dc.ReadOnly == probes.Yes }))
		}
		return c
	}
	if !e.Copies.List.Seen() {
		c.why = &probes.Obstacle{Kind: probes.NotCollected}
		return c
	}
	writable := slices.DeleteFunc(slices.Clone(e.Copies.List), func(r probes.Replica) bool { return r.ReadOnly == probes.Yes })
	somewhere := slices.ContainsFunc(writable, func(r probes.Replica) bool { return r.Found == probes.Yes })
	reference := referenceOf(writable, e.List)
	for _, r := range writable {
		switch {
		case r.Found == probes.No && somewhere && r.ReadOnly == probes.No:
			c.missing = append(c.missing, r.Host)
		case r.Found != probes.Yes || r.Descriptor == "" || r.ReadOnly == probes.Unsaid && r.Descriptor != reference.Descriptor:
			c.unread = append(c.unread, r.Host)
			c.why = firstObstacle(c.why, r.Why, &probes.Obstacle{Kind: probes.NotCollected, Host: r.Host})
		case r.Descriptor == reference.Descriptor:
			c.same = append(c.same, r.Host)
		default:
			c.differ = append(c.differ, r.Host)
		}
	}
	c.source = reference.Host
	if len(writable) < 2 { // one copy is the same everywhere
		c.why = nil
	}
	return c
}

// referenceOf picks the copy that the others are compared with: that of the
// PDC emulator, to which a reset goes, else the one that most hold, else of any
// that has the user. A zero Replica means that none was seen to have it.
func referenceOf(copies []probes.Replica, controllers []probes.DomainController) probes.Replica {
	votes := map[string]int{}
	for _, r := range copies {
		votes[r.Descriptor]++
	}
	var best probes.Replica
	for _, r := range copies {
		pdc := slices.ContainsFunc(controllers, func(dc probes.DomainController) bool {
			return dc.PDC == probes.Yes && strings.EqualFold(dc.Host, r.Host)
		})
		switch {
		case r.Found != probes.Yes:
		case r.Descriptor == "":
			if best.Host == "" {
				best = r
			}
		case pdc:
			return r
		case best.Descriptor == "" || votes[r.Descriptor] > votes[best.Descriptor]:
			best = r
		}
	}
	return best
}

// sayCopies fills the details about the user's copies and what their remedy
// needs. An empty value leaves its line out.
func sayCopies(args tell.Args, e controllersEvidence, c sortedCopies) {
	args["same"], args["unread"], args["source"] = tell.Controller.Of(""), tell.Controller.Some(c.unread), tell.Controller.Of(c.source).OrDash()
	args["targets"] = tell.Controller.All(slices.Concat(c.missing, c.differ)).OrDash()
	args["differ"], args["absent"] = tell.Controller.Some(c.differ), tell.Controller.Some(c.missing)
	if len(c.same) > 1 {
		args["same"] = tell.Controller.Some(c.same)
	}
	args["user_dn"], args["domain_dn"] = tell.UserDN.Unknown(), tell.DomainDN.Unknown()
	if e.Copies != nil {
		args["user_dn"], args["domain_dn"] = tell.UserDN.Of(e.Copies.UserDN).OrDash(), tell.DomainDN.Of(string(probes.DN(e.Copies.UserDN).Domain())).OrDash()
	}
}
