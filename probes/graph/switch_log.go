package graph

import (
	"context"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// The activities of Self-service Password Management about the whole directory
// ("Microsoft Entra audit log categories and activities", Microsoft Learn). The
// page does not say whether they are of the portal's switch or of the wizard.
const (
	switchedOn  = "enable password writeback for directory"
	switchedOff = "disable password writeback for directory"
)

// SwitchLog reads the newest of them that went well.
func (c *Client) SwitchLog(ctx context.Context, since time.Time) (probes.SwitchLog, error) {
	from := since.UTC().Format(time.RFC3339)
	return remember(ctx, c, "switch-log "+from, func(ctx context.Context) (probes.SwitchLog, error) {
		start := c.now()
		rows, err := list[auditItem](ctx, c, question{
			path: "/auditLogs/directoryAudits", permission: auditRead, report: true,
			query: url.Values{"$select": {switchFields}, "$top": {"100"}, "$filter": {
				"loggedByService eq 'Self-service Password Management' and category eq 'DirectoryManagement' and activityDateTime ge " + from,
			}},
		})
		if err != nil {
			return probes.SwitchLog{}, err
		}
		log := probes.SwitchLog{Seen: c.stamp(start), Since: since.UTC()}
		for _, row := range rows {
			activity := strings.ToLower(row.Activity)
			on := activity == switchedOn
			if !on && activity != switchedOff || !strings.EqualFold(row.Result, allGoWell) || row.At.Before(log.When) {
				continue
			}
			log.On, log.When = probes.Said(on), row.At.UTC()
		}
		return log, nil
	})
}
