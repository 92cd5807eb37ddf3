package connectivity

import (
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// aboutHere is a verdict without the server's clock, or that this machine's own
// clock differs by more than is tolerated from those that it asked: it says
// nothing of the patient, but explains much that is seen from here. Of clocks
// that differ among themselves nobody knows which to hold it against.
func (c clocks) aboutHere(blind steps.Verdict) steps.Verdict {
	if !c.Vantage.OnSyncServer() && blind.Then == nil {
		if apart, against, others, off := c.hereAhead(); off {
			on := steps.Outcome("here-fast")
			if apart < 0 {
				on, apart = "here-slow", -apart
			}
			return steps.Verdict{On: on, Why: blind.Why, Args: tell.Args{
				"second": tell.Host.Of(against).OrDash(), "apart": tell.Long(apart.Round(time.Minute)), "others": tell.Host.Some(others),
			}}
		}
	}
	return blind
}

// besideHere is a healthy verdict, or that all agree but this machine.
func (c clocks) besideHere(healthy steps.Verdict) steps.Verdict {
	apart, against, _, off := c.hereAhead()
	if !off {
		return healthy
	}
	return steps.Verdict{On: "here-wrong", Args: tell.Args{"second": tell.Host.Of(against).OrDash(), "apart": tell.Long(apart.Abs().Round(time.Minute))}}
}

// hereAhead is how far this machine is ahead of the clocks that it asked, and
// which those are where there are two or more.
func (c clocks) hereAhead() (apart time.Duration, against string, others []string, off bool) {
	var aheads []time.Duration
	for _, r := range []reading{c.Directory, c.Cloud} {
		if ahead, seen := r.ahead(); seen {
			aheads, others = append(aheads, -ahead), append(others, r.Host)
		}
	}
	switch {
	case len(aheads) == 0, aheads[0].Abs() <= skewLimit:
		return 0, "", nil, false
	case len(aheads) == 1:
		return aheads[0], others[0], nil, true
	case (aheads[0] - aheads[1]).Abs() > driftLimit:
		return 0, "", nil, false
	default:
		return aheads[0], others[0], others, true
	}
}
