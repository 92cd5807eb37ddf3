package lab

import (
	"cmp"
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
		"id": tenant.id, "displayName": "Contoso", "tenantType": "AAD", "verifiedDomains": verified, "assignedPlans": []object{},
	}
	if enabled, said := map[string]any{"synced": true, "formerly": false, "never": nil}[tenant.sync]; said {
		answer["onPremisesSyncEnabled"], answer["onPremisesLastSyncDateTime"] = enabled, nil
	}
	if tenant.lastSync != 0 && tenant.sync != "never" {
		answer["onPremisesLastSyncDateTime"] = t.ago(tenant.lastSync)
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
			"prepaidUnits": t.units(s),
			"servicePlans": plans(s.plans),
		})
	}
	page(w, all)
}

// units are those of a product. Only the global cloud counts what is locked out
// (licenseUnitsDetail in the metadata of Microsoft Graph v1.0).
func (t *tenantServer) units(s sku) object {
	all := object{"enabled": s.enabled, "suspended": s.suspended, "warning": s.warning}
	if t.lab.world.tenant.cloud == cloudGlobal {
		all["lockedOut"] = 0
	}
	return all
}

// subscriptions are what the products were bought with, one each ("List
// companySubscriptions", Microsoft Graph v1.0).
func (t *tenantServer) subscriptions(w http.ResponseWriter, _ *http.Request) {
	var all []object
	for _, part := range sortedKeys(t.lab.world.tenant.skus) {
		s := t.lab.world.tenant.skus[part]
		one := object{
			"id": access.GUID(guid("subscription " + part)).String(), "skuId": skuID(part), "skuPartNumber": part, "status": s.status,
			"totalLicenses": s.enabled + s.warning + s.suspended, "isTrial": false, "nextLifecycleDateTime": nil,
		}
		if s.ends != 0 {
			one["nextLifecycleDateTime"] = t.ago(-s.ends)
		}
		all = append(all, one)
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

func (t *tenantServer) methodsPolicy(w http.ResponseWriter, _ *http.Request) {
	if t.lab.world.tenant.cloud == cloudChina { // which lacks it
		refuse(w, http.StatusBadRequest, "BadRequest")
		return
	}
	answer := object{"id": "authenticationMethodsPolicy", "policyVersion": "1.5", "policyMigrationState": nil}
	if state := t.lab.world.tenant.migration; state != "null" {
		answer["policyMigrationState"] = state
	}
	answerJSON(w, http.StatusOK, answer)
}

// objectID is the stable object ID of a cloud user.
func objectID(upn string) string { return access.GUID(guid("cloud " + strings.ToLower(upn))).String() }

// find returns the user of a request, by object ID or UPN, or answers 404.
func (t *tenantServer) find(w http.ResponseWriter, id string) (string, *cloudUser) {
	if s, is := t.ofCrowd(id); is {
		return s.upn, &s.user
	}
	for upn, u := range t.lab.world.tenant.users {
		if u.here() && (strings.EqualFold(upn, id) || strings.EqualFold(objectID(upn), id)) {
			return upn, &u
		}
	}
	refuse(w, http.StatusNotFound, "Request_ResourceNotFound")
	return "", nil
}

func (t *tenantServer) user(w http.ResponseWriter, r *http.Request) {
	upn, u := t.find(w, r.PathValue("id"))
	if u != nil {
		answerJSON(w, http.StatusOK, t.userObject(upn, u))
	}
}

// userObject is one account as Microsoft Graph has it.
func (t *tenantServer) userObject(upn string, u *cloudUser) object {
	answer := object{
		"id": objectID(upn), "displayName": upn, "userPrincipalName": upn, "mail": upn, "userType": u.userType, "creationType": u.creation(),
		"accountEnabled": !u.disabled, "onPremisesSyncEnabled": nil, "usageLocation": u.location,
		"assignedLicenses": assigned(u), "assignedPlans": []object{}, "licenseAssignmentStates": assignmentStates(u), "provisionedPlans": t.provisioned(u),
		"onPremisesProvisioningErrors": t.conflicts(u), "lastPasswordChangeDateTime": t.ago(cmp.Or(u.passwordAge, 40*day)),
		"onPremisesImmutableId": nil, "onPremisesLastSyncDateTime": nil,
		"mobilePhone": nil, "businessPhones": []string{}, "otherMails": []string{},
	}
	if u.location == "none" {
		answer["usageLocation"] = nil
	}
	addContacts(answer, u.contacts)
	if u.sync != "never" {
		t.addOrigin(answer, u)
	}
	return answer
}

func (t *tenantServer) conflicts(u *cloudUser) []object {
	list := []object{}
	for _, property := range sortedKeys(u.conflicts) {
		list = append(list, object{
			"category": u.conflicts[property], "propertyCausingError": property, "value": "someone@contoso.com", "occurredDateTime": t.ago(9 * day),
		})
	}
	return list
}

func addContacts(answer object, contacts []string) {
	const number = "+82 2 0000 0000"
	for _, c := range contacts {
		switch c {
		case "mobile-phone":
			answer["mobilePhone"] = number
		case "business-phone":
			answer["businessPhones"] = []string{number}
		case "other-mail":
			answer["otherMails"] = []string{"someone@home.example"}
		}
	}
}

// syncBehavior says who masters an account ("onPremisesSyncBehavior resource
// type", Microsoft Graph v1.0).
func (t *tenantServer) syncBehavior(w http.ResponseWriter, r *http.Request) {
	if upn, u := t.find(w, r.PathValue("id")); u != nil {
		answerJSON(w, http.StatusOK, object{"id": objectID(upn), "isCloudManaged": u.sync == "transferred"})
	}
}

// addOrigin adds what the cloud knows of the account that the user came from.
func (t *tenantServer) addOrigin(answer object, u *cloudUser) {
	if strings.HasPrefix(u.account, "crowd") {
		t.crowdOrigin(answer, u)
		return
	}
	d := t.lab.world.directory.homeOf(u.account)
	f := t.lab.newForest(d)
	p := d.users[u.account]
	words := u.anchor
	if words == "" {
		words = p.anchor
	}
	anchor := guid("anchor " + words)
	if u.sync != "transferred" { // null again, as that of an account made in the cloud
		answer["onPremisesSyncEnabled"] = u.sync == "synced"
	}
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
		for name := range t.lab.world.tenant.skus[part].plans {
			status[name] = t.planOf(u, part, name)
		}
		list = append(list, object{
			"id": skuID(part), "skuId": skuID(part), "skuPartNumber": part, "servicePlans": plans(status),
		})
	}
	page(w, list)
}
