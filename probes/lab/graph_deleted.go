package lab

import (
	"net/http"
	"strings"
)

// deletedPath are the deleted accounts ("List deletedItems", Microsoft Graph
// v1.0).
const deletedPath = "/directory/deletedItems/microsoft.graph.user"

// here reports whether the tenant has an account that is not deleted.
func (u *cloudUser) here() bool { return !u.absent && u.deleted == 0 }

// creation is how an account came about, null for one that was made or synchronised
// here.
func (u *cloudUser) creation() any {
	if u.userType == "Guest" {
		return "Invitation"
	}
	return nil
}

// binName is how a deleted account is called: its object ID without dashes stands
// before its name, which another one may get meanwhile.
func binName(upn string) string { return strings.ReplaceAll(objectID(upn), "-", "") + upn }

// deletedUsers are those that the filter admits, which is one by the immutable ID,
// by the end of the name, or by either. That end takes a question of the advanced
// kind ("Advanced query capabilities on directory objects").
func (t *tenantServer) deletedUsers(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	filter := query.Get("$filter")
	advanced := query.Get("$count") == "true" && r.Header.Get("ConsistencyLevel") == "eventual"
	if strings.Contains(filter, "endswith(") && !advanced {
		refuse(w, http.StatusBadRequest, "Request_UnsupportedQuery")
		return
	}
	_, anchor, _ := strings.Cut(filter, "onPremisesImmutableId eq '")
	anchor, _, _ = strings.Cut(anchor, "'")
	_, ending, _ := strings.Cut(filter, "endswith(userPrincipalName,'")
	ending, _, _ = strings.Cut(ending, "')")
	ending = strings.ReplaceAll(ending, "''", "'")
	list := []object{}
	for _, upn := range sortedKeys(t.lab.world.tenant.users) {
		u := t.lab.world.tenant.users[upn]
		if u.deleted == 0 {
			continue
		}
		o := t.userObject(upn, &u)
		o["userPrincipalName"], o["deletedDateTime"] = binName(upn), t.ago(u.deleted)
		byName := ending != "" && strings.HasSuffix(strings.ToLower(binName(upn)), strings.ToLower(ending))
		if filter == "" || anchor != "" && o["onPremisesImmutableId"] == anchor || byName {
			list = append(list, o)
		}
	}
	page(w, list)
}
