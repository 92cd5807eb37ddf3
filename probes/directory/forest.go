package directory

import (
	"context"

	"example.com/writeback-doctor/probes"
)

// Forest implements [probes.Directory].
func (c *Client) Forest(context.Context) (probes.Forest, error) {
	return probes.Forest{}, &probes.Obstacle{Kind: probes.NotLookedAt}
}

// Replicas implements [probes.Directory].
func (c *Client) Replicas(context.Context, string) (probes.Replicas, error) {
	return probes.Replicas{}, &probes.Obstacle{Kind: probes.NotLookedAt}
}
