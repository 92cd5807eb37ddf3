package configuration

import (
	"context"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// notSeen is the verdict of evidence whose deciding part is missing.
func notSeen(kind probes.Kind, needs string) steps.Verdict {
	return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: kind, Needs: needs}}
}

// leftOut is the obstacle of an answer of Microsoft Graph that came without a
// part. Nobody collected it on a server, so nobody is asked to do that again.
func leftOut(needs string) *probes.Obstacle {
	return &probes.Obstacle{Kind: probes.LeftOut, Needs: needs}
}

// unread is the verdict of a part that Microsoft Graph did not give: why it
// did not, or that its answer came without it.
func unread(why *probes.Obstacle, needs string) steps.Verdict {
	return blocked(firstObstacle(why, leftOut(needs)))
}

// blocked is the verdict of a look that an obstacle stopped, or of a part that
// is missing without a word.
func blocked(why *probes.Obstacle) steps.Verdict {
	if why == nil {
		why = &probes.Obstacle{Kind: probes.NotCollected}
	}
	return steps.Verdict{On: steps.Unseen, Why: why}
}

// seePerson finds the caller's account in the directory. The distinguished
// name that another step learned decides, because a name can fit somebody else
// too: an alternate login ID is no name in the directory, and a mail address
// may stand at several entries. Where that entry is gone, the name decides.
func seePerson(ctx context.Context, env steps.Env, facts steps.Facts) (probes.Directory, probes.DirectoryUser, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return nil, probes.DirectoryUser{}, err
	}
	if dn := facts[steps.UserDN]; dn != "" {
		user, err := directory.User(ctx, dn)
		if err != nil {
			return nil, probes.DirectoryUser{}, err
		}
		if user.Matches == 1 {
			user.Asked = facts[steps.User]
			return directory, user, nil
		}
	}
	user, err := directory.User(ctx, facts[steps.User])
	if err != nil {
		return nil, probes.DirectoryUser{}, err
	}
	return directory, user, nil
}

// controllerTime is what time it is for the controller, with whose clock every
// date in the directory was written and is compared; zero where it was not told.
func controllerTime(ctx context.Context, env steps.Env, directory probes.Directory) time.Time {
	domain, err := directory.Domain(ctx)
	if err != nil {
		return time.Time{}
	}
	return domain.TimeAt(env.Now())
}

// noOne is the verdict of a name that does not fit exactly one account.
func noOne(user probes.DirectoryUser) steps.Verdict {
	switch {
	case user.At.IsZero():
		return blocked(nil)
	case user.Matches > 1:
		return notSeen(probes.Ambiguous, user.Asked)
	default:
		return blocked(user.Absence())
	}
}

// seeCloudAccount opens the tenant and finds an account there.
func seeCloudAccount(ctx context.Context, env steps.Env, facts steps.Facts, name string) (probes.Graph, probes.CloudUser, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return nil, probes.CloudUser{}, err
	}
	user, err := graph.User(ctx, name)
	return graph, user, err
}

// sameText compares names, SIDs and DNS names as the directories do, without
// regard to case. both is false when one of them is not known.
func sameText(a, b string) (same, both bool) {
	return strings.EqualFold(a, b), a != "" && b != ""
}

// firstObstacle returns the first obstacle there is, or nil.
func firstObstacle(all ...*probes.Obstacle) *probes.Obstacle {
	for _, o := range all {
		if o != nil {
			return o
		}
	}
	return nil
}

// leftEarly is the error of a look that ended with its context. Parts that
// were cut off by that are no evidence.
func leftEarly(ctx context.Context) error {
	return &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
}
