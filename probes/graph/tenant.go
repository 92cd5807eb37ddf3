package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
)

// syncing is onPremisesSyncEnabled, whose null is an answer of its own ("user resource
// type", Microsoft Graph v1.0). One that is absent from the answer is none: it
// is not read at all and stays the zero value.
type syncing struct{ probes.Syncing }

// UnmarshalJSON reads true, false and null, for which encoding/json calls it,
// too.
func (s *syncing) UnmarshalJSON(data []byte) error {
	var enabled *bool
	if err := json.Unmarshal(data, &enabled); err != nil {
		return err //nolint:wrapcheck // the error says value and type
	}
	switch said(enabled) {
	case probes.Yes:
		s.Syncing = probes.Synced
	case probes.No:
		s.Syncing = probes.WasSynced
	case probes.Unsaid:
		s.Syncing = probes.NeverSync
	}
	return nil
}

// counted is a number of licences. A negative one is none.
func counted(n probes.Maybe[int]) probes.Maybe[int] {
	return probes.KnownIf(n.Or(0), n.Or(-1) >= 0)
}

// said reads a bool that may be missing.
func said(b *bool) probes.YesNo {
	if b == nil {
		return probes.Unsaid
	}
	return probes.Said(*b)
}

func selecting(fields string) url.Values { return url.Values{"$select": {fields}} }

type organizationItem struct {
	ID          string    `json:"id"`
	DisplayName string    `json:"displayName"`
	SyncEnabled syncing   `json:"onPremisesSyncEnabled"`
	LastSync    time.Time `json:"onPremisesLastSyncDateTime"`
}

func (i organizationItem) known() bool { return i.ID != "" }

// Organization reads /organization, a list of exactly one.
func (c *Client) Organization(ctx context.Context) (probes.Organization, error) {
	return remember(ctx, c, "organization", func(ctx context.Context) (probes.Organization, error) {
		start := c.now()
		items, err := list[organizationItem](ctx, c, question{
			path: "/organization", permission: organizationRead,
			query: selecting("id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime"),
		})
		if err != nil {
			return probes.Organization{}, err
		}
		if len(items) != 1 {
			return probes.Organization{}, &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: "/organization"}
		}
		return probes.Organization{
			Seen: c.stamp(start), ID: items[0].ID, DisplayName: items[0].DisplayName,
			Sync: items[0].SyncEnabled.Syncing, LastSync: items[0].LastSync.UTC(), Now: c.serviceTime(),
		}, nil
	})
}

type planItem struct {
	ID     string `json:"servicePlanId"`
	Name   string `json:"servicePlanName"`
	Status string `json:"provisioningStatus"`
}

// named reports whether each plan of a licence says which it is.
func named(items []planItem) bool {
	return items != nil && !slices.ContainsFunc(items, func(p planItem) bool { return p.ID == "" })
}

func plans(items []planItem) []probes.Plan {
	list := make([]probes.Plan, len(items))
	for i, p := range items {
		list[i] = probes.Plan(p)
	}
	return list
}

type skuItem struct {
	ID         string            `json:"skuId"`
	PartNumber string            `json:"skuPartNumber"`
	Status     string            `json:"capabilityStatus"`
	AppliesTo  string            `json:"appliesTo"`
	Consumed   probes.Maybe[int] `json:"consumedUnits"`
	Prepaid    struct {
		Enabled   probes.Maybe[int] `json:"enabled"`
		Warning   probes.Maybe[int] `json:"warning"`
		Suspended probes.Maybe[int] `json:"suspended"`
	} `json:"prepaidUnits"`
	Plans []planItem `json:"servicePlans"`
}

func (i skuItem) known() bool { return i.ID != "" && named(i.Plans) }

func (i skuItem) sku() probes.SKU {
	return probes.SKU{
		ID: i.ID, PartNumber: i.PartNumber, Status: i.Status, AppliesTo: i.AppliesTo,
		Enabled: counted(i.Prepaid.Enabled), Warning: counted(i.Prepaid.Warning), Suspended: counted(i.Prepaid.Suspended),
		Assigned: counted(i.Consumed), Plans: plans(i.Plans),
	}
}

// Licenses reads /subscribedSkus.
func (c *Client) Licenses(ctx context.Context) (probes.Licenses, error) {
	return remember(ctx, c, "licenses", func(ctx context.Context) (probes.Licenses, error) {
		start := c.now()
		items, err := list[skuItem](ctx, c, question{
			path: "/subscribedSkus", permission: licenceRead,
			query: selecting("skuId,skuPartNumber,capabilityStatus,appliesTo,consumedUnits,prepaidUnits,servicePlans"),
		})
		if err != nil {
			return probes.Licenses{}, err
		}
		owned := probes.Licenses{Seen: c.stamp(start), SKUs: make([]probes.SKU, len(items))}
		for i, item := range items {
			owned.SKUs[i] = item.sku()
		}
		c.graceEnds(ctx, owned.SKUs)
		return owned, nil
	})
}

type domainItem struct {
	Name           string       `json:"id"`
	Authentication string       `json:"authenticationType"`
	Verified       probes.YesNo `json:"isVerified"`
}

func (i domainItem) known() bool { return i.Name != "" }

// Domains reads /domains.
func (c *Client) Domains(ctx context.Context) (probes.CloudDomains, error) {
	return remember(ctx, c, "domains", func(ctx context.Context) (probes.CloudDomains, error) {
		start := c.now()
		items, err := list[domainItem](ctx, c, question{
			path: "/domains", permission: domainRead, query: selecting("id,authenticationType,isVerified"),
		})
		if err != nil {
			return probes.CloudDomains{}, err
		}
		domains := probes.CloudDomains{Seen: c.stamp(start), List: make([]probes.CloudDomain, len(items))}
		for i, item := range items {
			domains.List[i] = probes.CloudDomain(item)
		}
		return domains, nil
	})
}

type authorizationItem struct {
	Allowed *bool `json:"allowedToUseSSPR"`
}

// AdministratorReset reads /policies/authorizationPolicy.
func (c *Client) AdministratorReset(ctx context.Context) (probes.AdministratorReset, error) {
	return remember(ctx, c, "administrator-reset", func(ctx context.Context) (probes.AdministratorReset, error) {
		start := c.now()
		var item authorizationItem
		err := c.get(ctx, question{
			path: "/policies/authorizationPolicy", permission: policyRead, query: selecting("allowedToUseSSPR"),
		}, &item)
		if err != nil {
			return probes.AdministratorReset{}, err
		}
		return probes.AdministratorReset{Seen: c.stamp(start), Allowed: said(item.Allowed)}, nil
	})
}
