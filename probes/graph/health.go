package graph

import (
	"context"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// entraService is the ID of Microsoft Entra among the services ("List
// healthOverviews", Microsoft Graph v1.0, where it is the Identity Service). Its
// name has changed, and is taken from the answer.
const entraService = "OrgLiveID"

type overviewItem struct {
	ID      string `json:"id"`
	Service string `json:"service"`
	Status  string `json:"status"`
}

func (i overviewItem) known() bool { return i.ID != "" }

type issueItem struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Service string    `json:"service"`
	Status  string    `json:"status"`
	Since   time.Time `json:"startDateTime"`
}

func (i issueItem) known() bool { return i.ID != "" }

// ServiceHealth reads /admin/serviceAnnouncement/healthOverviews and, at the same
// time, the issues that are not resolved.
func (c *Client) ServiceHealth(ctx context.Context) (probes.ServiceHealth, error) {
	return remember(ctx, c, "service-health", func(ctx context.Context) (probes.ServiceHealth, error) {
		start := c.now()
		open := aside(func() ([]issueItem, error) {
			return list[issueItem](ctx, c, question{
				path: "/admin/serviceAnnouncement/issues", permission: healthRead,
				query: url.Values{"$filter": {"isResolved eq false"}, "$select": {"id,title,service,status,startDateTime"}},
			})
		})
		services, err := list[overviewItem](ctx, c, question{
			path: "/admin/serviceAnnouncement/healthOverviews", permission: healthRead, query: selecting("id,service,status"),
		})
		issues, unread := open()
		if err == nil {
			err = unread
		}
		if err != nil {
			return probes.ServiceHealth{}, err
		}
		health := probes.ServiceHealth{Seen: c.stamp(start), Found: probes.No}
		for _, s := range services {
			if strings.EqualFold(s.ID, entraService) {
				health.Found, health.Status, health.Issues = probes.Yes, s.Status, issuesOf(issues, s.Service)
			}
		}
		return health, nil
	})
}

// issuesOf are those of a service; nil where one does not say of which it is.
func issuesOf(items []issueItem, service string) probes.List[probes.ServiceIssue] {
	all := []probes.ServiceIssue{}
	for _, i := range items {
		switch {
		case i.Service == "" || service == "":
			return nil
		case strings.EqualFold(i.Service, service):
			all = append(all, probes.ServiceIssue{ID: i.ID, Title: i.Title, Status: i.Status, Since: i.Since.UTC()})
		}
	}
	return all
}
