package graph

import (
	"context"
	"net/url"
	"slices"

	"example.com/writeback-doctor/probes"
)

type rolloutItem struct {
	ID        string    `json:"id"`
	Feature   string    `json:"feature"`
	Enabled   *bool     `json:"isEnabled"`
	Everybody *bool     `json:"isAppliedToOrganization"`
	AppliesTo *[]object `json:"appliesTo"`
}

func (i rolloutItem) known() bool { return i.ID != "" && i.Feature != "" }

// object is one of the directory, of which nothing but the ID matters.
type object struct {
	ID string `json:"id"`
}

func (o object) known() bool { return o.ID != "" }

// Rollouts reads /policies/featureRolloutPolicies, and which groups a user is in.
// Nested and dynamic groups do not count there ("featureRolloutPolicy resource
// type", Microsoft Graph), so direct membership decides.
func (c *Client) Rollouts(ctx context.Context, userID string) (probes.Rollouts, error) {
	path, err := userPath(userID)
	if err != nil {
		return probes.Rollouts{}, err
	}
	return remember(ctx, c, "rollouts "+userID, func(ctx context.Context) (probes.Rollouts, error) {
		start := c.now()
		groups := aside(func() ([]object, error) {
			return list[object](ctx, c, question{
				path: path + "/memberOf", permission: userRead, query: url.Values{"$select": {"id"}, "$top": {"999"}},
			})
		})
		items, err := list[rolloutItem](ctx, c, question{
			path: "/policies/featureRolloutPolicies", permission: hybridRead,
			query: url.Values{"$select": {"id,feature,isEnabled,isAppliedToOrganization"}, "$expand": {"appliesTo"}},
		})
		in, unread := groups()
		if err != nil {
			return probes.Rollouts{}, err
		}
		all := []probes.Rollout{}
		for _, item := range items {
			all = append(all, probes.Rollout{
				Feature: item.Feature, Enabled: said(item.Enabled), Everybody: said(item.Everybody), Member: item.has(in, unread == nil),
			})
		}
		return probes.Rollouts{Seen: c.stamp(start), List: probes.All(all)}, nil
	})
}

// has reports whether one of some groups is among those of the policy.
func (i rolloutItem) has(groups []object, seen bool) probes.YesNo {
	if i.AppliesTo == nil || !seen {
		return probes.Unsaid
	}
	return probes.Said(slices.ContainsFunc(*i.AppliesTo, func(to object) bool { return slices.Contains(groups, to) }))
}
