package lab

import (
	"net/http"
	"slices"
	"strings"

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
