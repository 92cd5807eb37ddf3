package graph

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// who is what a token says of whoever it was given to, besides what it allows
// ("Access token claims reference", Microsoft identity platform). All of it is
// told and decides nothing.
type who struct {
	UPN       string `json:"upn"`
	Preferred string `json:"preferred_username"`
	Unique    string `json:"unique_name"`
	App       string `json:"app_displayname"`
	AppID     string `json:"appid"` // azp in tokens of version 2.0
	AppID2    string `json:"azp"`
	Tenant    string `json:"tid"`
	Expires   int64  `json:"exp"` // seconds since 1970
}

// signedIn is who signed in, by the latest token.
func (c *Client) signedIn(start time.Time) probes.SignedIn {
	in := probes.SignedIn{Seen: c.stamp(start), Way: string(c.signIn.way), Kept: c.config.keeping.kept()}
	claims := c.signIn.claims.Load()
	if claims == nil {
		return in
	}
	is := claims.who
	in.Readable, in.Tenant, in.ClientID = true, is.Tenant, cmp.Or(is.AppID, is.AppID2)
	if is.Expires > 0 {
		in.Expires = time.Unix(is.Expires, 0).UTC()
	}
	switch {
	case claims.ofPerson():
		in.Person, in.Permissions = probes.Yes, probes.All(strings.Fields(claims.Scopes))
		in.Name = cmp.Or(is.UPN, is.Preferred, is.Unique)
		in.Roles, in.RolesSaid = claims.directoryRoles()
	case len(claims.Roles) > 0 || strings.EqualFold(claims.Type, "app"):
		in.Person, in.Permissions, in.Name = probes.No, probes.All(claims.Roles), is.App
	}
	return in
}

// directoryRoles are the roles of the whole tenant that stand in a token, but for
// those that everybody has; false when it does not say.
func (c *claims) directoryRoles() (probes.List[probes.Role], bool) {
	var held []string
	if len(c.Directory) == 0 || json.Unmarshal(c.Directory, &held) != nil || held == nil {
		return nil, false
	}
	roles := []probes.Role{}
	for _, id := range held {
		id = strings.ToLower(strings.TrimSpace(id))
		if !slices.Contains(everybodysRoles(), id) {
			roles = append(roles, probes.Role{TemplateID: id, Name: cmp.Or(roleNames()[id], id)})
		}
	}
	return probes.All(roles), true
}

// roleNames are the names of directory roles by the IDs of their templates
// ("Microsoft Entra built-in roles").
func roleNames() map[string]string {
	return map[string]string{
		"62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
		"8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": "Hybrid Identity Administrator",
		"0526716b-113d-4c15-b2c8-68e3c22b9f80": "Authentication Policy Administrator",
		"7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
		"c4e39bd9-1100-46d3-8c65-fb160da0071f": "Authentication Administrator",
		"966707d0-3269-4727-9be2-8c3a10f19b9d": "Password Administrator",
		"fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
		"729827e3-9c14-49f7-bb1b-9608f156bbb8": "Helpdesk Administrator",
		"f2ef992c-3afb-46b9-b7cf-a126ee74c451": globalReader,
		"4a5d8f65-41da-4de4-8968-e035b65339cf": "Reports Reader",
		"5d6b6bb7-de71-4623-b4af-96380a352509": "Security Reader",
		"194ae4cb-b126-40b2-bd5b-6091b380977d": "Security Administrator",
		"88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
		"4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
	}
}

// globalReader reads everything that is asked for here and changes nothing.
const globalReader = "Global Reader"
