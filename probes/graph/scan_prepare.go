package graph

import (
	"context"
	"net/url"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

// prepare reads what holds for everybody. What may not be read is told.
func (s *tenantScan) prepare(ctx context.Context) {
	s.stage(probes.Preparing)
	set := &s.setting
	set.Host, set.Cloud = s.c.hosts.graph, s.c.config.Cloud.Name()
	var all sync.WaitGroup
	ask := func(to **probes.Obstacle, what func() error) {
		all.Go(func() {
			var err error
			defer func() { *to = probes.AsObstacle(err) }()
			defer probes.Caught(&err)
			err = what()
		})
	}
	ask(&set.LicensesWhy, func() (err error) { set.Licenses, err = s.c.Licenses(ctx); return err })
	ask(&set.AdminsWhy, func() (err error) { set.Admins, err = s.c.AdministratorReset(ctx); return err })
	ask(&set.PolicyWhy, func() (err error) { set.Policy, err = s.c.MethodsPolicy(ctx); return err })
	ask(&set.DomainsWhy, func() (err error) { set.Domains, err = s.c.Domains(ctx); return err })
	ask(&set.DeletedWhy, func() (err error) { set.Deleted, err = s.readDeleted(ctx); return err })
	all.Wait()
	s.plans = map[string]probes.SKU{}
	for _, sku := range set.Licenses.SKUs {
		s.plans[lower(sku.ID)] = sku
	}
}

// totalLimit ends the question for the number of users: it only tells how long
// it may take.
const totalLimit = 5 * time.Second

// total is how many users there are as the service counts, 0 where it does not
// say. It counts behind ("Get the count of items": ConsistencyLevel eventual).
func (s *tenantScan) total(ctx context.Context) int {
	ctx, cancel := s.c.config.Clock.Within(ctx, totalLimit, nil)
	defer cancel()
	var answer struct {
		Count int `json:"@odata.count"`
	}
	err := s.c.get(ctx, question{
		path: "/users", permission: userRead, eventual: true, query: url.Values{"$count": {"true"}, "$top": {"1"}, "$select": {"id"}},
	}, &answer)
	if err != nil {
		return 0
	}
	return max(answer.Count, 0)
}
