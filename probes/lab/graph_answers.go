package lab

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/directory/access"
)

type object = map[string]any

func (t *tenantServer) ago(d time.Duration) string {
	return t.lab.start.Add(-d).UTC().Format(time.RFC3339)
}

func (t *tenantServer) organization(w http.ResponseWriter, _ *http.Request) {
	tenant := &t.lab.world.tenant
	var verified []object
	for _, name := range sortedKeys(tenant.domains) {
		verified = append(verified, object{"name": name, "type": tenant.domains[name], "isInitial": name == tenant.initial})
	}
	answer := object{
		"id": tenant.id, "displayName": "Contoso", "tenantType": "AAD", "onPremisesSyncEnabled": nil,
		"onPremisesLastSyncDateTime": nil, "verifiedDomains": verified, "assignedPlans": []object{},
	}
	if tenant.sync != "never" {
		answer["onPremisesSyncEnabled"], answer["onPremisesLastSyncDateTime"] = tenant.sync == "synced", t.ago(tenant.lastSync)
	}
	page(w, []object{answer})
}

func (t *tenantServer) subscribedSkus(w http.ResponseWriter, _ *http.Request) {
	var all []object
	for _, part := range sortedKeys(t.lab.world.tenant.skus) {
		s := t.lab.world.tenant.skus[part]
		all = append(all, object{
			"id": t.lab.world.tenant.id + "_" + skuID(part), "skuId": skuID(part), "skuPartNumber": part,
			"capabilityStatus": s.status, "appliesTo": s.appliesTo, "consumedUnits": s.assigned,
			"prepaidUnits": object{"enabled": s.enabled, "suspended": s.suspended, "warning": s.warning, "lockedOut": 0},
			"servicePlans": plans(s.plans),
		})
	}
	page(w, all)
}

// skuID is the published identifier of a product, or one of the lab's own for
// a product that is not in its table.
func skuID(part string) string {
	if known := products[part].id; known != "" {
		return known
	}
	return access.GUID(guid("sku " + part)).String()
}

func plans(status map[string]string) []object {
	list := []object{}
	for _, name := range sortedKeys(status) {
		id := planIDs[name]
		if id == "" {
			id = access.GUID(guid("plan " + name)).String()
		}
		list = append(list, object{
			"servicePlanId": id, "servicePlanName": name, "provisioningStatus": status[name], "appliesTo": "User",
		})
	}
	return list
}

func (t *tenantServer) cloudDomains(w http.ResponseWriter, _ *http.Request) {
	var all []object
	for _, name := range sortedKeys(t.lab.world.tenant.domains) {
		all = append(all, object{
			"id": name, "authenticationType": t.lab.world.tenant.domains[name], "isVerified": true,
			"isInitial": name == t.lab.world.tenant.initial, "isDefault": name == "contoso.com",
			"passwordValidityPeriodInDays": 2147483647, "passwordNotificationWindowInDays": 14,
		})
	}
	page(w, all)
}

func (t *tenantServer) authorizationPolicy(w http.ResponseWriter, _ *http.Request) {
	answerJSON(w, http.StatusOK, object{
		"id": "authorizationPolicy", "allowedToUseSSPR": t.lab.world.tenant.adminReset == "allowed",
	})
}

// objectID is the stable object ID of a cloud user.
func objectID(upn string) string { return access.GUID(guid("cloud " + strings.ToLower(upn))).String() }

// find returns the user of a request, by object ID or UPN, or answers 404.
func (t *tenantServer) find(w http.ResponseWriter, id string) (string, *cloudUser) {
	for upn, u := range t.lab.world.tenant.users {
		if !u.absent && (strings.EqualFold(upn, id) || strings.EqualFold(objectID(upn), id)) {
			return upn, &u
		}
	}
	refuse(w, http.StatusNotFound, "Request_ResourceNotFound")
	return "", nil
}

func (t *tenantServer) user(w http.ResponseWriter, r *http.Request) {
	upn, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	answer := object{
		"id": objectID(upn), "displayName": upn, "userPrincipalName": upn, "mail": upn, "userType": u.userType,
		"accountEnabled": !u.disabled, "onPremisesSyncEnabled": nil, "usageLocation": "KR",
		"assignedLicenses": assigned(u), "assignedPlans": []object{}, "licenseAssignmentStates": assignmentStates(u),
		"onPremisesProvisioningErrors": []object{}, "lastPasswordChangeDateTime": t.ago(40 * day),
		"onPremisesImmutableId": nil, "onPremisesLastSyncDateTime": nil,
	}
	if u.sync != "never" {
		t.addOrigin(answer, u)
	}
	answerJSON(w, http.StatusOK, answer)
}

// addOrigin adds what the cloud knows of the account that the user came from.
func (t *tenantServer) addOrigin(answer object, u *cloudUser) {
	d := t.lab.world.directory.homeOf(u.account)
	f := t.lab.newForest(d)
	p := d.users[u.account]
	words := u.anchor
	if words == "" {
		words = p.anchor
	}
	anchor := guid("anchor " + words)
	answer["onPremisesSyncEnabled"] = u.sync == "synced"
	answer["onPremisesImmutableId"] = base64.StdEncoding.EncodeToString(anchor[:])
	answer["onPremisesLastSyncDateTime"] = t.ago(t.lab.world.tenant.lastSync)
	answer["onPremisesDistinguishedName"] = f.personDN(&p)
	answer["onPremisesDomainName"] = d.domain
	answer["onPremisesSamAccountName"] = u.account
	answer["onPremisesUserPrincipalName"] = p.upn
	from := u.account
	if words != p.anchor { // another account than the one of that name
		from = words
	}
	answer["onPremisesSecurityIdentifier"] = d.personSID(from).String()
}

func assigned(u *cloudUser) []object {
	list := []object{}
	for _, part := range u.licenses {
		off := []string{}
		for name, status := range u.plans {
			if status == "Disabled" && slices.Contains(products[part].plans, name) {
				off = append(off, planIDs[name])
			}
		}
		list = append(list, object{"skuId": skuID(part), "disabledPlans": off})
	}
	return list
}

func assignmentStates(u *cloudUser) []object {
	list := []object{}
	for _, part := range u.licenses {
		list = append(list, object{"skuId": skuID(part), "state": "Active", "error": "None", "assignedByGroup": nil})
	}
	for _, part := range sortedKeys(u.faults) {
		list = append(list, object{
			"skuId": skuID(part), "state": "Error", "error": u.faults[part],
			"assignedByGroup": access.GUID(guid("licence group")).String(),
		})
	}
	return list
}

func (t *tenantServer) licenseDetails(w http.ResponseWriter, r *http.Request) {
	_, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	var list []object
	for _, part := range u.licenses {
		status := map[string]string{}
		for name, s := range t.lab.world.tenant.skus[part].plans {
			if own := u.plans[name]; own != "" {
				s = own
			}
			status[name] = s
		}
		list = append(list, object{
			"id": skuID(part), "skuId": skuID(part), "skuPartNumber": part, "servicePlans": plans(status),
		})
	}
	page(w, list)
}

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

func definitions(upn string, names []string) []object {
	list := []object{}
	for _, name := range names {
		list = append(list, object{
			"id": access.GUID(guid(upn + name)).String(), "principalId": objectID(upn), "directoryScopeId": "/",
			"roleDefinitionId": roleIDs[name],
			"roleDefinition":   object{"id": roleIDs[name], "templateId": roleIDs[name], "displayName": name},
		})
	}
	return list
}

func (t *tenantServer) roleAssignments(w http.ResponseWriter, r *http.Request) {
	if upn, u := t.principal(w, r); u != nil {
		page(w, definitions(upn, u.roles))
	}
}

func (t *tenantServer) roleEligibility(w http.ResponseWriter, r *http.Request) {
	if upn, u := t.principal(w, r); u != nil {
		page(w, definitions(upn, u.eligible))
	}
}

func (t *tenantServer) registration(w http.ResponseWriter, r *http.Request) {
	upn, u := t.find(w, r.PathValue("id"))
	if u == nil {
		return
	}
	v := u.registered
	if v.absent {
		refuse(w, http.StatusNotFound, "ResourceNotFound")
		return
	}
	answerJSON(w, http.StatusOK, object{
		"id": objectID(upn), "userPrincipalName": upn, "userType": strings.ToLower(u.userType), "isAdmin": v.admin,
		"isSsprRegistered": v.registered, "isSsprEnabled": v.enabled, "isSsprCapable": v.registered && v.enabled,
		"isMfaRegistered": v.registered, "isMfaCapable": v.registered, "isPasswordlessCapable": false,
		"methodsRegistered": []string{"mobilePhone"}, "lastUpdatedDateTime": t.ago(v.age),
	})
}

// directoryAudits answers with the rows of the world that the tenant has
// written by now. Of the filter only a user's ID is looked at.
func (t *tenantServer) directoryAudits(w http.ResponseWriter, r *http.Request) {
	filter := r.URL.Query().Get("$filter")
	now := t.lab.clock.Now()
	var rows []object
	for _, row := range t.lab.world.tenant.audit {
		id := objectID(row.user)
		at := t.lab.start.Add(-row.ago)
		if at.After(now) || (strings.Contains(filter, " id eq '") || strings.Contains(filter, "/id eq '")) && !strings.Contains(filter, id) {
			continue
		}
		rows = append(rows, object{
			"id": access.GUID(guid(row.user + row.activity + at.String())).String(), "activityDateTime": at.Format(time.RFC3339),
			"activityDisplayName": row.activity, "category": "UserManagement",
			"loggedByService": "Self-service Password Management", "operationType": "Update",
			"result": row.result, "resultReason": row.reason,
			"initiatedBy":       object{"user": object{"id": id, "userPrincipalName": row.user}},
			"targetResources":   []object{{"id": id, "type": "User", "userPrincipalName": row.user, "modifiedProperties": []object{}}},
			"additionalDetails": []object{{"key": "OnPremisesAgent", "value": row.kind}},
		})
	}
	slices.SortFunc(rows, func(a, b object) int {
		return strings.Compare(b["activityDateTime"].(string), a["activityDateTime"].(string)) //nolint:forcetypeassert // written above
	})
	page(w, rows)
}
