package graph

import (
	"context"
	"net/url"
	"time"

	"example.com/writeback-doctor/probes"
)

type signInItem struct {
	At          time.Time `json:"createdDateTime"`
	Correlation string    `json:"correlationId"`
	Status      *struct {
		Code *int `json:"errorCode"`
	} `json:"status"`
}

func (i signInItem) known() bool { return !i.At.IsZero() }

// row keeps the number and leaves the words, the addresses and the machines: who
// signed in from where is nobody's business here.
func (i signInItem) row() probes.SignInRow {
	row := probes.SignInRow{At: i.At.UTC(), Correlation: i.Correlation}
	if i.Status != nil && i.Status.Code != nil {
		row.Code = probes.Known(*i.Status.Code)
	}
	return row
}

// SignIns reads the interactive sign-ins of a user since a time. The list takes
// no $select, and its largest page is 1,000 rows ("List signIns", Microsoft Graph
// v1.0).
func (c *Client) SignIns(ctx context.Context, userID string, since time.Time) (probes.SignInLog, error) {
	if _, err := userPath(userID); err != nil {
		return probes.SignInLog{}, err
	}
	from := since.UTC().Format(time.RFC3339)
	return remember(ctx, c, "sign-ins "+userID+" "+from, func(ctx context.Context) (probes.SignInLog, error) {
		start := c.now()
		items, err := list[signInItem](ctx, c, question{
			path: "/auditLogs/signIns", permission: auditRead, report: true,
			query: url.Values{"$top": {"1000"}, "$filter": {"userId eq '" + quoted(userID) + "' and createdDateTime ge " + from}},
		})
		if err != nil {
			return probes.SignInLog{}, err
		}
		seen := probes.SignInLog{Seen: c.stamp(start), Since: since.UTC(), Rows: make([]probes.SignInRow, 0, len(items))}
		for _, item := range items {
			seen.Rows = append(seen.Rows, item.row())
		}
		return seen, nil
	})
}
