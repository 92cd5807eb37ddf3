package graph

import (
	"context"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// The permission of onPremisesSyncBehavior. It is the only documented one, and
// it also allows writing, so few applications have it ("Get
// onPremisesSyncBehavior", Microsoft Graph v1.0).
const behaviourRead = "User-OnPremisesSyncBehavior.ReadWrite.All"

type behaviourItem struct {
	CloudManaged *bool `json:"isCloudManaged"`
}

// The activities of the directory's audit log in which an account changes hands
// begin like this; both are written with AD and with AD DS ("Audit and monitor
// user Source of Authority", Microsoft Learn).
const (
	toCloud   = "change source of authority from ad"
	toGround  = "undo changes to source of authority from ad"
	allGoWell = "success"
)

// Authority reads whether an account was transferred to the cloud: what the
// account says, and the newest transfer in the audit log. Either may be refused.
func (c *Client) Authority(ctx context.Context, userID string, since time.Time) (probes.Authority, error) {
	path, err := userPath(userID)
	if err != nil {
		return probes.Authority{}, err
	}
	from := since.UTC().Format(time.RFC3339)
	return remember(ctx, c, "authority "+userID+" "+from, func(ctx context.Context) (probes.Authority, error) {
		start := c.now()
		behaviour := aside(func() (behaviourItem, error) { return c.behaviour(ctx, path) })
		rows, auditErr := list[auditItem](ctx, c, question{
			path: "/auditLogs/directoryAudits", permission: auditRead, report: true,
			query: url.Values{"$select": {switchFields}, "$top": {"100"}, "$filter": {
				"loggedByService eq 'Core Directory' and activityDateTime ge " + from +
					" and targetResources/any(t:t/id eq '" + quoted(userID) + "')",
			}},
		})
		item, behaviourErr := behaviour()
		answer := probes.Authority{
			CloudManaged: said(item.CloudManaged),
			CloudWhy:     probes.AsObstacle(behaviourErr), AuditWhy: probes.AsObstacle(auditErr),
		}
		answer.Transferred, answer.TransferAt = newestTransfer(rows)
		answer.Seen = c.stamp(start)
		return answer, nil
	})
}

// behaviour reads what an account itself says of who masters it.
func (c *Client) behaviour(ctx context.Context, path string) (behaviourItem, error) {
	var item behaviourItem
	err := c.get(ctx, question{
		path: path + "/onPremisesSyncBehavior", permission: behaviourRead, query: selecting("isCloudManaged"),
	}, &item)
	return item, err
}

// newestTransfer says where the newest transfer that went well led: Yes is to
// the cloud, No is back, Unsaid is that there is none.
func newestTransfer(rows []auditItem) (probes.YesNo, time.Time) {
	led, at := probes.Unsaid, time.Time{}
	for _, row := range rows {
		activity := strings.ToLower(row.Activity)
		there := strings.HasPrefix(activity, toCloud)
		if !there && !strings.HasPrefix(activity, toGround) || !strings.EqualFold(row.Result, allGoWell) || row.At.Before(at) {
			continue
		}
		led, at = probes.Said(there), row.At.UTC()
	}
	return led, at
}
