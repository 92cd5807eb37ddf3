package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
)

// userFields are what /users/{id} returns only when it is asked for them
// ("Get a user", Microsoft Graph documentation).
const userFields = "id,userPrincipalName,userType,creationType,accountEnabled,usageLocation,licenseAssignmentStates," +
	"onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesImmutableId,onPremisesDistinguishedName," +
	"onPremisesDomainName,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesProvisioningErrors," +
	"lastPasswordChangeDateTime,mobilePhone,businessPhones,otherMails"

// noFault is what licenseAssignmentStates says of a licence that was given.
const noFault = "None"

type userItem struct {
	ID          string           `json:"id"`
	UPN         string           `json:"userPrincipalName"`
	Type        string           `json:"userType"`
	Creation    nullable[string] `json:"creationType"`
	Enabled     nullable[bool]   `json:"accountEnabled"`
	SyncEnabled syncing          `json:"onPremisesSyncEnabled"`
	LastSync    time.Time        `json:"onPremisesLastSyncDateTime"`
	Anchor      string           `json:"onPremisesImmutableId"`
	DN          string           `json:"onPremisesDistinguishedName"`
	Domain      string           `json:"onPremisesDomainName"`
	SAM         string           `json:"onPremisesSamAccountName"`
	SID         string           `json:"onPremisesSecurityIdentifier"`
	LastChange  time.Time        `json:"lastPasswordChangeDateTime"`
	Location    nullable[string] `json:"usageLocation"`
	Mobile      nullable[string] `json:"mobilePhone"`
	Phones      []string         `json:"businessPhones"`
	Mails       []string         `json:"otherMails"`
	Conflicts   *[]conflictItem  `json:"onPremisesProvisioningErrors"`
	States      []struct {
		SKUID string `json:"skuId"`
		Group string `json:"assignedByGroup"`
		Error string `json:"error"`
	} `json:"licenseAssignmentStates"`
}

func (i userItem) user() probes.CloudUser {
	user := probes.CloudUser{
		Found: probes.Yes, ID: i.ID, UPN: i.UPN, UserType: i.Type, Creation: i.creation(), Enabled: said(i.Enabled.value),
		Sync: i.SyncEnabled.Syncing, LastSync: i.LastSync.UTC(), Anchor: i.Anchor,
		OnPremisesDN: i.DN, OnPremisesDomain: i.Domain, OnPremisesSAM: i.SAM, OnPremisesSID: i.SID,
		PasswordLastChange: i.LastChange.UTC(), Located: i.Location.text(),
		Conflicts: conflicts(i.Conflicts),
		Contacts: probes.Contacts{
			MobilePhone: i.Mobile.text(), BusinessPhone: filled(i.Phones), OtherMail: filled(i.Mails),
		},
	}
	faults, told := []probes.AssignmentFault{}, i.States != nil
	for _, s := range i.States {
		told = told && s.Error != "" // a licence of which nobody says whether it arrived
		if s.Error != noFault && s.Error != "" {
			faults = append(faults, probes.AssignmentFault(s))
		}
	}
	user.AssignmentFaults = probes.AllIf(faults, told)
	return user
}

// creation is how the account came about.
func (i userItem) creation() string {
	switch {
	case !i.Creation.there:
		return ""
	case i.Creation.value == nil || *i.Creation.value == "":
		return probes.MadeHere
	default:
		return *i.Creation.value
	}
}

type conflictItem struct {
	Category string    `json:"category"`
	Property string    `json:"propertyCausingError"`
	Since    time.Time `json:"occurredDateTime"`
}

// conflicts are those of an account; nil where the answer left them out.
func conflicts(items *[]conflictItem) probes.List[probes.Conflict] {
	if items == nil {
		return nil
	}
	all := []probes.Conflict{}
	for _, one := range *items {
		one.Since = one.Since.UTC()
		all = append(all, probes.Conflict(one))
	}
	return all
}

// nullable is a field of which null says something else than its absence.
type nullable[T any] struct {
	there bool
	value *T
}

// UnmarshalJSON reads a value and null, for which encoding/json calls it, too.
func (n *nullable[T]) UnmarshalJSON(data []byte) error {
	n.there = true
	return json.Unmarshal(data, &n.value) //nolint:wrapcheck // the error says value and type
}

// text reports whether a text stands there. null is none.
func (n nullable[T]) text() probes.YesNo {
	if !n.there {
		return probes.Unsaid
	}
	return probes.Said(n.value != nil && any(*n.value) != any(""))
}

// filled reports whether a list holds something.
func filled(list []string) probes.YesNo {
	if list == nil {
		return probes.Unsaid
	}
	return probes.Said(slices.ContainsFunc(list, func(s string) bool { return s != "" }))
}

type licenceItem struct {
	SKUID      string     `json:"skuId"`
	PartNumber string     `json:"skuPartNumber"`
	Plans      []planItem `json:"servicePlans"`
}

func (i licenceItem) known() bool { return i.SKUID != "" && named(i.Plans) }

// User reads /users/{id or UPN} and, at the same time, the licence details. A
// user whose licences may not be read is still an answer.
func (c *Client) User(ctx context.Context, id string) (probes.CloudUser, error) {
	path, err := userPath(id)
	if err != nil {
		return probes.CloudUser{}, err
	}
	return remember(ctx, c, "user "+id, func(ctx context.Context) (probes.CloudUser, error) {
		start := c.now()
		licences := aside(func() ([]licenceItem, error) {
			return list[licenceItem](ctx, c, question{path: path + "/licenseDetails", permission: licenceRead, query: selecting("skuId,skuPartNumber,servicePlans")})
		})
		var item userItem
		err := c.get(ctx, question{path: path, permission: userRead, query: selecting(userFields)}, &item)
		held, unread := licences()
		if missing(err) {
			return probes.CloudUser{Seen: c.stamp(start), Asked: id, Found: probes.No}, nil
		}
		if err != nil {
			return probes.CloudUser{}, err
		}
		switch {
		case item.ID == "": // an object that is not a user
			return probes.CloudUser{}, &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: "id"}
		case item.Enabled.there && item.Enabled.value == nil:
			// Every user has accountEnabled. A token that may read the basic
			// profile only gets null for it, and for onPremisesSyncEnabled too,
			// where null would mean a user of the cloud alone. An answer without
			// the field says nothing of it.
			return probes.CloudUser{}, &probes.Obstacle{Kind: probes.MissingPermission, Host: c.hosts.graph, Needs: userRead}
		}
		user := item.user()
		user.Seen, user.Asked = c.stamp(start), id
		user.Licenses, user.LicensesSeen = probes.AllIf(userLicences(held), unread == nil), unread == nil
		user.LicensesWhy = probes.AsObstacle(unread)
		return user, nil
	})
}

func userLicences(items []licenceItem) []probes.UserLicense {
	held := make([]probes.UserLicense, len(items))
	for i, item := range items {
		held[i] = probes.UserLicense{SKUID: item.SKUID, PartNumber: item.PartNumber, Plans: plans(item.Plans)}
	}
	return held
}

// userPath is the path of one user. What a person typed is one part of it,
// whatever it holds: guests carry a # in their names.
func userPath(id string) (string, error) {
	switch id {
	case "":
		return "", &probes.Obstacle{Kind: probes.NoUser}
	case ".", "..": // would be another path
		return "", &probes.Obstacle{Kind: probes.MissingInput, Needs: "user"}
	}
	return "/users/" + url.PathEscape(id), nil
}

// missing reports whether the service said that there is no such thing.
func missing(err error) bool {
	o, ok := errors.AsType[*probes.Obstacle](err)
	return ok && o.Kind == probes.NotFound
}
