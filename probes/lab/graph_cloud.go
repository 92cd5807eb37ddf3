package lab

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes/directory/access"
)

const (
	healthRead = "ServiceHealth.Read.All"
	// hybridRead can be granted to persons alone ("List featureRolloutPolicies",
	// Microsoft Graph v1.0).
	hybridRead = "Policy.Read.HybridAuthentication"
)

// rollout is a policy of Staged Rollout.
type rollout struct {
	feature        string
	off, everybody bool
	users          []string // who is in its group
}

func (r *rollout) bind() bind {
	return section(keys{
		"feature": text(&r.feature), "off": flag(&r.off), "everybody": flag(&r.everybody), "users": list(&r.users, "", text),
	})
}

// health is what Microsoft reports of Microsoft Entra.
type health struct {
	status string // "" leaves the service out of the report
	issues []issue
}

type issue struct {
	id, title, status, service string
	ago                        time.Duration
}

func (i *issue) bind() bind {
	return section(keys{
		"id": text(&i.id), "title": text(&i.title), "status": text(&i.status), "service": text(&i.service), "ago": span(&i.ago),
	})
}

// entra is what the service is called now.
const entra = "Microsoft Entra"

func rolloutGroup(i int) string {
	return access.GUID(guid("rollout group " + strconv.Itoa(i))).String()
}

// memberOf are the groups of a user.
func (t *tenantServer) memberOf(w http.ResponseWriter, r *http.Request) {
	upn, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	in := []object{{"@odata.type": "#microsoft.graph.group", "id": access.GUID(guid("everybody's group")).String()}}
	for i, one := range t.lab.world.tenant.rollouts {
		if slices.Contains(one.users, upn) {
			in = append(in, object{"@odata.type": "#microsoft.graph.group", "id": rolloutGroup(i)})
		}
	}
	page(w, in)
}

// rollouts does not exist in the cloud of China.
func (t *tenantServer) rollouts(w http.ResponseWriter, _ *http.Request) {
	if t.lab.world.tenant.cloud == cloudChina {
		refuse(w, http.StatusBadRequest, "BadRequest")
		return
	}
	all := []object{}
	for i, one := range t.lab.world.tenant.rollouts {
		all = append(all, object{
			"id": access.GUID(guid("rollout " + strconv.Itoa(i))).String(), "feature": one.feature, "isEnabled": !one.off,
			"isAppliedToOrganization": one.everybody, "appliesTo": []object{{"@odata.type": "#microsoft.graph.group", "id": rolloutGroup(i)}},
		})
	}
	page(w, all)
}

func (t *tenantServer) healthOverviews(w http.ResponseWriter, _ *http.Request) {
	all := []object{{"id": "Exchange", "service": "Exchange Online", "status": "serviceDegradation"}}
	if status := t.lab.world.tenant.health.status; status != "" {
		all = append(all, object{"id": "OrgLiveID", "service": entra, "status": status})
	}
	page(w, all)
}

// issues are those that are not resolved, of this service and of another.
func (t *tenantServer) issues(w http.ResponseWriter, _ *http.Request) {
	all := []object{{
		"id": "EX1000001", "title": "Some mail is late", "service": "Exchange Online", "status": "serviceDegradation", "startDateTime": t.ago(5 * time.Hour),
	}}
	for _, one := range t.lab.world.tenant.health.issues {
		all = append(all, object{"id": one.id, "title": one.title, "service": one.service, "status": one.status, "startDateTime": t.ago(one.ago)})
	}
	page(w, all)
}
