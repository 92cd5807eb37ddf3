package directory

import (
	"context"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
)

// unseen is what a scan may not list below its base. The containers are met as
// they are read; what shows nothing of itself is looked for on the connection
// of all questions, beside the people, whom it would delay else.
type unseen struct {
	sight
	done chan struct{}
	err  error
}

// container notes one container.
func (s *scan) container(dn string, sh *shield) {
	if s.inScope(dn) && !s.unseen.apart(dn) {
		s.unseen.parent(dn, sh)
	}
}

func (s *scan) inScope(dn string) bool {
	dn, base := strings.ToLower(dn), strings.ToLower(s.scope.Base)
	return dn == base || strings.HasSuffix(dn, ","+base)
}

// lookBeside begins the look for what shows nothing of itself.
func (s *scan) lookBeside(ctx context.Context) {
	s.unseen.done = make(chan struct{})
	in := &s.unseen
	go func() {
		defer close(in.done)
		defer probes.Caught(&in.err)
		in.err = in.classless(ctx, s.here)
	}()
}

// unseenGaps are the gaps of a scan that came to its end.
func (s *scan) unseenGaps(ctx context.Context) []probes.Gap {
	select {
	case <-s.unseen.done:
	case <-ctx.Done():
		return nil
	}
	in := &s.unseen
	switch {
	case len(in.unlisted) > 0:
		names := strings.Join(in.unlisted, "; ")
		if in.more > 0 {
			names += "; +" + strconv.Itoa(in.more)
		}
		return []probes.Gap{{What: probes.GapUnlisted, Why: &probes.Obstacle{Kind: probes.NotListed, Needs: names}}}
	case in.err != nil:
		return []probes.Gap{{What: probes.GapUnlisted, Why: probes.AsObstacle(in.err)}}
	default:
		return nil
	}
}
