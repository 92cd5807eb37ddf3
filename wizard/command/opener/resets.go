package opener

import (
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/steps"
)

// resets are what resets the password of the test user: as whoever is signed in to
// the tenant, over the roads of this walk.
func (t *transports) resets() steps.Resets {
	return steps.Resets{
		Cloud: func(ctx context.Context, facts steps.Facts) (probes.CloudResetter, error) {
			open, err := t.graph(ctx, facts)
			if err != nil {
				return nil, err
			}
			client, is := open.(*graph.Client)
			if !is {
				return nil, &probes.Obstacle{Kind: probes.NotLookedAt}
			}
			pass, err := client.Pass()
			if err != nil {
				return nil, err
			}
			return action.NewCloud(pass, t.clock, t.here), nil
		},
		Directory: func(ctx context.Context, facts steps.Facts) (probes.DirectoryResetter, error) {
			open, err := t.directory(ctx, facts)
			if err != nil {
				return nil, err
			}
			client, is := open.(*directory.Client)
			if !is {
				return nil, &probes.Obstacle{Kind: probes.NotLookedAt}
			}
			return &action.Directory{Road: client.WriteRoad, Network: t.network, Clock: t.clock, Vantage: t.here}, nil
		},
		Password: action.NewPassword,
	}
}
