package lab

import (
	"net/http"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

func roles(names []string) []object {
	list := []object{}
	for _, name := range names {
		list = append(list, object{
			"@odata.type": "#microsoft.graph.directoryRole", "id": roleIDs[name], "displayName": name,
			"roleTemplateId": roleIDs[name],
		})
	}
	return list
}

func (t *tenantServer) memberRoles(w http.ResponseWriter, r *http.Request) {
	if _, u := t.find(w, r.PathValue("id")); u != nil {
		page(w, roles(slices.Concat(u.roles, u.groupRoles)))
	}
}

// principal returns the user that a filter such as principalId eq '…' names.
func (t *tenantServer) principal(w http.ResponseWriter, r *http.Request) (string, *cloudUser) {
	_, quoted, _ := strings.Cut(r.URL.Query().Get("$filter"), "'")
	id, _, _ := strings.Cut(quoted, "'")
	return t.find(w, id)
}

func definitions(upn, scope string, names []string) []object {
	list := []object{}
	for _, name := range names {
		list = append(list, object{
			"id": access.GUID(guid(upn + name)).String(), "principalId": objectID(upn), "directoryScopeId": scope,
			"roleDefinitionId": roleIDs[name],
			"roleDefinition":   object{"id": roleIDs[name], "templateId": roleIDs[name], "displayName": name},
		})
	}
	return list
}

func (t *tenantServer) roleAssignments(w http.ResponseWriter, r *http.Request) {
	if upn, u := t.principal(w, r); u != nil {
		unit := "/administrativeUnits/" + access.GUID(guid("administrative unit")).String()
		page(w, slices.Concat(definitions(upn, "/", u.roles), definitions(upn, unit, u.scoped)))
	}
}

func (t *tenantServer) roleEligibility(w http.ResponseWriter, r *http.Request) {
	if upn, u := t.principal(w, r); u != nil {
		page(w, definitions(upn, "/", u.eligible))
	}
}

func (t *tenantServer) dynamicGroups(w http.ResponseWriter, _ *http.Request) {
	list := []object{}
	for _, name := range sortedKeys(t.lab.world.tenant.groups) {
		list = append(list, object{
			"id": access.GUID(guid("group " + name)).String(), "displayName": name, "membershipRule": t.lab.world.tenant.groups[name],
		})
	}
	page(w, list)
}

// everybodysRole stands in the token of a person without a directory role.
const everybodysRole = "b79fbf4d-3ef9-4689-8143-76b194e85509"

// rolesBind reads the roles of the person who signs in; null is a token that
// does not say.
func (c *credentials) rolesBind(r *reader, n *yaml.Node) {
	if c.roles = nil; !isNull(n) {
		c.roles = []string{}
		texts(&c.roles, roleNames()...)(r, n)
	}
}

// Token is the person's own token for Microsoft Graph, empty in a world in which
// an application signs in.
func (l *Lab) Token() probes.Secret {
	if l.world.credentials.tenant != signInPerson {
		return probes.Secret{}
	}
	return probes.NewSecret((&tenantServer{lab: l}).newToken())
}

// personally makes the claims of an application's token those of a person's
// ("Access token claims reference", Microsoft identity platform).
func (c *credentials) personally(claims map[string]any) {
	delete(claims, "roles")
	claims["scp"], claims["idtyp"], claims["oid"] = strings.Join(c.permissions, " "), "user", objectID("operator")
	claims["upn"], claims["appid"] = operatorUPN, publicClient
	if c.roles == nil {
		return
	}
	held := []string{everybodysRole}
	for _, name := range c.roles {
		held = append(held, roleIDs[name])
	}
	claims["wids"] = held
}

// admits reports whether the roles of a person who asks admit to a question; an
// application needs none. The reports take one of few roles
// ("directoryAudit: list", "userRegistrationDetails: get", Microsoft Graph
// v1.0), and role assignments any that reads the directory.
func (c *credentials) admits(path string) bool {
	reports := strings.HasPrefix(path, "/reports/") || strings.HasPrefix(path, "/auditLogs/")
	switch {
	case !c.inPerson():
		return true
	case reports:
		return slices.ContainsFunc(c.roles, func(role string) bool { return slices.Contains(reportReaders(), role) })
	case strings.HasPrefix(path, "/roleManagement/"), strings.HasPrefix(path, "/policies/"):
		return len(c.roles) > 0
	default:
		return true
	}
}

// reportReaders are the roles that admit to the reports, each by itself.
func reportReaders() []string {
	return []string{"Global Administrator", "Global Reader", "Reports Reader", "Security Administrator", "Security Reader"}
}

// refusedRole is the code with which a person is refused whose roles do not
// admit: the reports have one of their own.
func refusedRole(path string) string {
	if strings.HasPrefix(path, "/roleManagement/") || strings.HasPrefix(path, "/policies/") {
		return "Authorization_RequestDenied"
	}
	return "Authentication_RequestFromUnsupportedUserRole"
}
