package graph

import (
	"context"
	"net/url"
	"strings"

	"example.com/writeback-doctor/probes"
)

type methodsPolicyItem struct {
	ID        string `json:"id"`
	Migration string `json:"policyMigrationState"`
}

// MethodsPolicy reads /policies/authenticationMethodsPolicy, which takes no
// $select ("Get authenticationMethodsPolicy", Microsoft Graph v1.0).
func (c *Client) MethodsPolicy(ctx context.Context) (probes.MethodsPolicy, error) {
	return remember(ctx, c, "methods-policy", func(ctx context.Context) (probes.MethodsPolicy, error) {
		start := c.now()
		var item methodsPolicyItem
		if err := c.get(ctx, question{path: "/policies/authenticationMethodsPolicy", permission: policyRead}, &item); err != nil {
			return probes.MethodsPolicy{}, err
		}
		if item.ID == "" {
			return probes.MethodsPolicy{}, &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: "id"}
		}
		return probes.MethodsPolicy{Seen: c.stamp(start), Migration: item.Migration}, nil
	})
}

type groupItem struct {
	ID   string `json:"id"`
	Name string `json:"displayName"`
	Rule string `json:"membershipRule"`
}

func (i groupItem) known() bool { return i.ID != "" }

// byMembership is the attribute of a rule that goes by other groups ("Dynamic
// membership rule validation in Microsoft Entra ID").
const byMembership = "user.memberof"

// FrozenGroups reads the dynamic groups whose rule goes by other groups.
func (c *Client) FrozenGroups(ctx context.Context) (probes.FrozenGroups, error) {
	return remember(ctx, c, "frozen-groups", func(ctx context.Context) (probes.FrozenGroups, error) {
		start := c.now()
		items, err := list[groupItem](ctx, c, question{
			path: "/groups", permission: groupRead, query: url.Values{
				"$filter": {"groupTypes/any(c:c eq 'DynamicMembership')"},
				"$select": {"id,displayName,membershipRule"}, "$top": {"999"},
			},
		})
		if err != nil {
			return probes.FrozenGroups{}, err
		}
		groups := probes.FrozenGroups{Seen: c.stamp(start), Names: []string{}}
		for _, g := range items {
			if strings.Contains(strings.ToLower(g.Rule), byMembership) {
				groups.Names = append(groups.Names, g.Name)
			}
		}
		return groups, nil
	})
}
