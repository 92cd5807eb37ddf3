package lab

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// largestPage is how many users Microsoft Graph gives on one page ("List users").
const largestPage = 999

// somebody is one account of the tenant by its name.
type somebody struct {
	upn  string
	user cloudUser
}

// everybody is how many accounts there are: those of the world, then its crowd.
func (t *tenantServer) everybody() (names []string, count int) {
	for _, upn := range sortedKeys(t.lab.world.tenant.users) {
		if u := t.lab.world.tenant.users[upn]; u.here() {
			names = append(names, upn)
		}
	}
	return names, len(names) + t.lab.world.tenant.crowd
}

// at is the account at a place of the list.
func (t *tenantServer) at(names []string, i int) somebody {
	if i < len(names) {
		return somebody{names[i], t.lab.world.tenant.users[names[i]]}
	}
	return crowdUser(i - len(names))
}

// crowdUser makes the account of a number up, the same every time. Of a hundred,
// ten have no licence, and seven have registered nothing.
func crowdUser(i int) somebody {
	u := freshCloudUser("")
	u.sync, u.account, u.licenses = "synced", fmt.Sprintf("crowd%06d", i), []string{"SPE_E3"}
	if i%10 == 3 {
		u.licenses = nil
	}
	if i%100 < 7 {
		u.registered.registered = false
	}
	return somebody{u.account + "@contoso.com", u}
}

// ofCrowd finds somebody of the crowd by name or object ID.
func (t *tenantServer) ofCrowd(id string) (somebody, bool) {
	for i := range t.lab.world.tenant.crowd {
		if s := crowdUser(i); strings.EqualFold(s.upn, id) || strings.EqualFold(objectID(s.upn), id) {
			return s, true
		}
	}
	return somebody{}, false
}

// users is the list of all users ("List users", Microsoft Graph v1.0), page by
// page, with the fields that were asked for and no others.
func (t *tenantServer) users(w http.ResponseWriter, r *http.Request) {
	fields := map[string]bool{}
	for field := range strings.SplitSeq(r.URL.Query().Get("$select"), ",") {
		fields[field] = true
	}
	t.list(w, r, "/users/", func(s somebody) object {
		all := t.userObject(s.upn, &s.user)
		for name := range all {
			if !fields[name] {
				delete(all, name)
			}
		}
		return all
	})
}

// registrations is the report of all users ("List userRegistrationDetails",
// Microsoft Graph v1.0).
func (t *tenantServer) registrations(w http.ResponseWriter, r *http.Request) {
	t.list(w, r, "/reports/authenticationMethods/userRegistrationDetails/", func(s somebody) object {
		if s.user.registered.absent {
			return nil
		}
		return t.registrationObject(s.upn, &s.user)
	})
}

// list gives one page. What the world says of one user by path, instead of the
// truth, it says of that user in the list too; a refusal holds for the list.
func (t *tenantServer) list(w http.ResponseWriter, r *http.Request, path string, one func(somebody) object) {
	names, count := t.everybody()
	query := r.URL.Query()
	top, err := strconv.Atoi(query.Get("$top"))
	from, _ := strconv.Atoi(query.Get("$skiptoken")) // "" is the first page
	if query.Get("$top") == "" {
		top, err = 100, nil
	}
	if err != nil || top < 1 || top > largestPage || from < 0 {
		refuse(w, http.StatusBadRequest, "BadRequest")
		return
	}
	if most := t.lab.world.tenant.pageSize; most > 0 {
		top = min(top, most)
	}
	values := []any{}
	for i := from; i < min(from+top, count); i++ {
		s := t.at(names, i)
		o := one(s)
		if o == nil {
			continue
		}
		said, refused := t.instead(path, s.upn, o)
		if refused != nil {
			refuse(w, refused.status, refused.code)
			return
		}
		values = append(values, said)
	}
	answer := object{"value": values}
	if query.Get("$count") == "true" && r.Header.Get("ConsistencyLevel") == "eventual" {
		answer["@odata.count"] = count
	}
	if from+top < count && query.Get("$count") == "" {
		answer["@odata.nextLink"] = t.nextLink(r.URL, from+top)
	}
	answerJSON(w, http.StatusOK, answer)
}

// nextLink leads to the next page, or where the world says.
func (t *tenantServer) nextLink(asked *url.URL, from int) string {
	if elsewhere := t.lab.world.tenant.nextLink; elsewhere != "" {
		return elsewhere
	}
	query := asked.Query()
	query.Set("$skiptoken", strconv.Itoa(from))
	return "https://" + t.lab.world.tenant.hosts().graph + asked.Path + "?" + query.Encode()
}

// instead is what stands in a list for one user. What the world says of the list
// itself was heard before.
func (t *tenantServer) instead(path, upn string, truth object) (any, *answer) {
	if len(t.lab.world.tenant.answers) == 0 {
		return truth, nil
	}
	a := t.otherBeyond(path+upn, len(path)-1)
	switch {
	case a == nil:
		return truth, nil
	case a.body != "":
		return rawJSON(a.body), nil
	case a.status != 0:
		return nil, a
	default:
		a.strip(truth)
		return truth, nil
	}
}

// rawJSON is JSON that is spelled out.
type rawJSON string

// MarshalJSON gives it as it is.
func (r rawJSON) MarshalJSON() ([]byte, error) { return []byte(r), nil }

// provisioned are the plans of a user's licences as the services took them. An
// answer says of which service a plan is, and not which one it is.
func (t *tenantServer) provisioned(u *cloudUser) []object {
	list := []object{}
	for _, part := range u.licenses {
		for _, name := range sortedKeys(t.lab.world.tenant.skus[part].plans) {
			service := "exchange"
			if strings.HasPrefix(name, "AAD_PREMIUM") {
				service = "AADPremiumService"
			}
			list = append(list, object{"capabilityStatus": "Enabled", "service": service, "provisioningStatus": t.planOf(u, part, name)})
		}
	}
	return list
}

// planOf is the state of a plan for a user: their own, or that of the product.
func (t *tenantServer) planOf(u *cloudUser, part, name string) string {
	if own := u.plans[name]; own != "" {
		return own
	}
	return t.lab.world.tenant.skus[part].plans[name]
}

// crowdOrigin is what the cloud knows of the account that somebody of the crowd
// came from. No directory of the world has it.
func (t *tenantServer) crowdOrigin(answer object, u *cloudUser) {
	number, _ := strconv.Atoi(strings.TrimPrefix(u.account, "crowd"))
	d := t.lab.world.directory.homeOf("") // the first domain
	answer["onPremisesSyncEnabled"] = true
	answer["onPremisesImmutableId"] = anchorText("crowd " + u.account)
	answer["onPremisesDistinguishedName"] = fmt.Sprintf("CN=%s,OU=Crowd %d,%s", u.account, number%20, d.baseDN())
	answer["onPremisesDomainName"], answer["onPremisesSamAccountName"] = d.domain, u.account
	answer["onPremisesSecurityIdentifier"] = d.rid(uint32(100_000 + number)).String() //nolint:gosec // a crowd is not that large
}

// anchorText is a source anchor in words, as the cloud has it.
func anchorText(words string) string {
	anchor := guid("anchor " + words)
	return base64.StdEncoding.EncodeToString(anchor[:])
}
