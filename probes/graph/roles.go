package graph

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// wholeTenant is the directoryScopeId of a role that holds everywhere. A role
// within an administrative unit does not make an administrator of the tenant.
const wholeTenant = "/"

type memberItem struct {
	Name     string `json:"displayName"`
	Template string `json:"roleTemplateId"`
}

func (i memberItem) known() bool { return i.Template != "" }

type assignmentItem struct {
	DefinitionID string           `json:"roleDefinitionId"`
	Scope        nullable[string] `json:"directoryScopeId"` // null within an application
	Definition   struct {
		Template string `json:"templateId"`
		Name     string `json:"displayName"`
	} `json:"roleDefinition"`
}

func (i assignmentItem) known() bool { return i.DefinitionID != "" && i.Scope.there }

// role is the role of an assignment. The ID of a built-in definition is that
// of its template.
func (i assignmentItem) role() probes.Role {
	return probes.Role{TemplateID: cmp.Or(i.Definition.Template, i.DefinitionID), Name: i.Definition.Name}
}

// Roles reads the directory roles of a user: all that hold for the whole
// tenant, which of them were given to the user directly, and those that could
// be activated. Without the permission to read roles the first list comes
// back empty instead of refused, so the second, which is refused, is always
// asked for as well.
func (c *Client) Roles(ctx context.Context, userID string) (probes.Roles, error) {
	path, err := userPath(userID)
	if err != nil {
		return probes.Roles{}, err
	}
	return remember(ctx, c, "roles "+userID, func(ctx context.Context) (probes.Roles, error) {
		start := c.now()
		members := aside(func() ([]memberItem, error) {
			return list[memberItem](ctx, c, question{
				path: path + "/transitiveMemberOf/microsoft.graph.directoryRole", permission: rolesRead,
				query: selecting("id,displayName,roleTemplateId"),
			})
		})
		eligible := aside(func() ([]probes.Role, error) {
			whole, _, err := c.assigned(ctx, "roleEligibilityScheduleInstances", userID, eligibleRead)
			return whole, err
		})
		direct, scoped, err := c.assigned(ctx, "roleAssignments", userID, rolesRead)
		held, unheld := members()
		could, unread := eligible()
		if err == nil {
			err = unheld
		}
		if err != nil {
			return probes.Roles{}, err
		}
		return probes.Roles{
			Seen: c.stamp(start), UserID: userID, Direct: probes.All(direct), ThroughGroup: probes.All(others(held, direct)),
			Scoped: probes.All(scoped), Eligible: probes.AllIf(could, unread == nil), EligibleSeen: unread == nil,
			EligibleWhy: probes.AsObstacle(unread), // a tenant without P2 has none to read
		}, nil
	})
}

// assigned reads the roles of one of the lists below roleManagement that are
// held by a principal itself: those of the whole tenant, and those of a part of
// it, an administrative unit, one object or an application.
func (c *Client) assigned(ctx context.Context, collection, userID, permission string) (whole, part []probes.Role, err error) {
	items, err := list[assignmentItem](ctx, c, question{
		path: "/roleManagement/directory/" + collection, permission: permission,
		query: url.Values{
			"$filter": {"principalId eq '" + quoted(userID) + "'"},
			"$expand": {"roleDefinition"}, "$select": {"id,roleDefinitionId,directoryScopeId"},
		},
	})
	if err != nil {
		return nil, nil, err
	}
	for _, item := range items {
		if item.Scope.value != nil && *item.Scope.value == wholeTenant {
			whole = append(whole, item.role())
		} else {
			part = append(part, item.role())
		}
	}
	return whole, part, nil
}

// others are the roles of members that are not held directly.
func others(members []memberItem, direct []probes.Role) []probes.Role {
	var roles []probes.Role
	for _, m := range members {
		if !slices.ContainsFunc(direct, func(d probes.Role) bool { return d.TemplateID == m.Template }) {
			roles = append(roles, probes.Role{TemplateID: m.Template, Name: m.Name})
		}
	}
	return roles
}

// quoted doubles the quotes of a text inside an OData literal (OData 4.01 URL
// conventions, 5.1.1.6.1).
func quoted(text string) string { return strings.ReplaceAll(text, "'", "''") }
