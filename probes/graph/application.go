package graph

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
)

type grantItem struct {
	Role string `json:"appRoleId"`
}

func (i grantItem) known() bool { return i.Role != "" }

// AppRoles reads /servicePrincipals(appId='…')/appRoleAssignments: the
// application permissions that were granted ("List appRoleAssignments granted to
// a service principal", Microsoft Graph documentation).
func (c *Client) AppRoles(ctx context.Context, appID string) (probes.AppRoles, error) {
	if !isGUID(appID) { // it stands in quotes in the path
		return probes.AppRoles{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: "appId"}
	}
	return remember(ctx, c, "app-roles "+appID, func(ctx context.Context) (probes.AppRoles, error) {
		start := c.now()
		items, err := list[grantItem](ctx, c, question{
			path: "/servicePrincipals(appId='" + appID + "')/appRoleAssignments", permission: applicationRead, query: selecting("id,appRoleId"),
		})
		if missing(err) {
			return probes.AppRoles{Seen: c.stamp(start), AppID: appID, Found: probes.No}, nil
		}
		if err != nil {
			return probes.AppRoles{}, err
		}
		granted := probes.AppRoles{Seen: c.stamp(start), AppID: appID, Found: probes.Yes, Roles: make([]string, len(items))}
		for i, item := range items {
			granted.Roles[i] = strings.ToLower(item.Role)
		}
		return granted, nil
	})
}

// isGUID reports whether a text is a GUID as Microsoft Entra ID writes one.
func isGUID(text string) bool {
	parts := strings.Split(text, "-")
	if len(parts) != 5 || len(text) != 36 {
		return false
	}
	for i, length := range []int{8, 4, 4, 4, 12} {
		if len(parts[i]) != length || strings.Trim(parts[i], "0123456789abcdefABCDEF") != "" {
			return false
		}
	}
	return true
}
