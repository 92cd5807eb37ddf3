package graph

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// inGrace is the state of a product, and of a subscription, that has run out and
// still works (capabilityStatus of subscribedSku, status of companySubscription,
// Microsoft Graph v1.0).
const inGrace = "Warning"

type subscriptionItem struct {
	ID        string    `json:"id"`
	SKUID     string    `json:"skuId"`
	Status    string    `json:"status"`
	NextCycle time.Time `json:"nextLifecycleDateTime"` // when it moves to the next state unless it is renewed
}

func (i subscriptionItem) known() bool { return i.SKUID != "" }

// graceLimit ends the question for the day: the licences, which have been seen,
// do not wait longer for it than a slow answer takes.
const graceLimit = 5 * time.Second

// graceEnds fills in when the grace period of a product ends: that of the last of
// its subscriptions in it. It is asked where one has run out, and what it does
// not say is left out: the licences themselves have been seen.
func (c *Client) graceEnds(ctx context.Context, skus []probes.SKU) {
	if !slices.ContainsFunc(skus, func(s probes.SKU) bool { return strings.EqualFold(s.Status, inGrace) }) {
		return
	}
	ctx, cancel := c.config.Clock.Within(ctx, graceLimit, nil)
	defer cancel()
	items, err := list[subscriptionItem](ctx, c, question{
		path: "/directory/subscriptions", permission: organizationRead, query: selecting("id,skuId,status,nextLifecycleDateTime"),
	})
	if err != nil {
		return // on which day it ends is then not known
	}
	for i := range skus {
		if strings.EqualFold(skus[i].Status, inGrace) {
			skus[i].GraceEnds = lastCycle(items, skus[i].ID)
		}
	}
}

// lastCycle is when the last subscription of a product moves on, zero where one
// of them does not say.
func lastCycle(items []subscriptionItem, sku string) (last time.Time) {
	for _, item := range items {
		switch {
		case !strings.EqualFold(item.SKUID, sku) || !strings.EqualFold(item.Status, inGrace):
		case item.NextCycle.IsZero():
			return time.Time{}
		case item.NextCycle.After(last):
			last = item.NextCycle.UTC()
		}
	}
	return last
}
