package graph

import (
	"context"
	"net/url"
	"regexp"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
)

type registrationItem struct {
	ID          string    `json:"id"`
	Admin       *bool     `json:"isAdmin"`
	Enabled     *bool     `json:"isSsprEnabled"`
	Registered  *bool     `json:"isSsprRegistered"`
	Capable     *bool     `json:"isSsprCapable"`
	LastUpdated time.Time `json:"lastUpdatedDateTime"`
	Methods     *[]string `json:"methodsRegistered"`
}

func (i registrationItem) methods() probes.List[string] {
	if i.Methods == nil {
		return nil
	}
	return probes.All(*i.Methods)
}

func (i registrationItem) registration(cloud Cloud) probes.Registration {
	return probes.Registration{
		Found: probes.Yes, Administrator: said(i.Admin), Enabled: said(i.Enabled),
		Registered: said(i.Registered), Capable: said(i.Capable), LastUpdated: i.LastUpdated.UTC(), Methods: i.methods(),
		Cloud: cloud.Name(),
	}
}

// Registration reads userRegistrationDetails of one user.
func (c *Client) Registration(ctx context.Context, userID string) (probes.Registration, error) {
	if _, err := userPath(userID); err != nil {
		return probes.Registration{}, err
	}
	return remember(ctx, c, "registration "+userID, func(ctx context.Context) (probes.Registration, error) {
		start := c.now()
		var item registrationItem
		err := c.get(ctx, question{
			path:       "/reports/authenticationMethods/userRegistrationDetails/" + url.PathEscape(userID),
			permission: auditRead, report: true,
		}, &item)
		switch {
		case missing(err):
			return probes.Registration{Seen: c.stamp(start), Found: probes.No}, nil
		case err != nil:
			return probes.Registration{}, err
		case item.ID == "":
			return probes.Registration{}, &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: "id"}
		}
		registration := item.registration(c.config.Cloud)
		registration.Seen = c.stamp(start)
		return registration, nil
	})
}

// agentKey is the detail of an audit row that names what wrote to the
// directory.
const agentKey = "OnPremisesAgent"

// What is read of the rows of the audit log: by whom a password was written
// besides, and of the switches and transfers less. The page of the list does not
// name $select among its options, and its example answer recommends it ("List
// directoryAudits", Microsoft Graph v1.0).
const (
	auditFields  = switchFields + ",resultReason,correlationId,additionalDetails"
	switchFields = "id,activityDateTime,activityDisplayName,result"
)

type auditItem struct {
	At          time.Time `json:"activityDateTime"`
	Activity    string    `json:"activityDisplayName"`
	Result      string    `json:"result"`
	Reason      string    `json:"resultReason"`
	Correlation string    `json:"correlationId"`
	Details     []struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	} `json:"additionalDetails"`
}

func (i auditItem) known() bool { return i.Activity != "" }

// row keeps what matters. A key may stand twice; the first one counts.
func (i auditItem) row() probes.AuditRow {
	row := probes.AuditRow{
		At: i.At.UTC(), Activity: i.Activity, Result: i.Result, Reason: i.Reason, Codes: probes.All(codesIn(i.Reason)), Correlation: i.Correlation,
	}
	for _, d := range i.Details {
		if d.Key == agentKey && row.Agent == "" {
			row.Agent = d.Value
		}
	}
	return row
}

// codeName is the form of the name of a code: three words or more, written
// together, so that nobody's own name is taken for one.
var codeName = sync.OnceValue(func() *regexp.Regexp { //nolint:gochecknoglobals // a pattern, compiled on first use
	return regexp.MustCompile(`\b(?:[A-Z][a-z]{1,19}){3,8}\b`)
})

// codesAtMost bounds the codes of one row; a real one holds one.
const codesAtMost = 4

func codesIn(reason string) []string { return codeName().FindAllString(reason, codesAtMost) }

// Audit reads the rows of Self-service Password Management about a user.
func (c *Client) Audit(ctx context.Context, userID string, since time.Time) (probes.Audit, error) {
	if _, err := userPath(userID); err != nil {
		return probes.Audit{}, err
	}
	from := since.UTC().Format(time.RFC3339)
	return remember(ctx, c, "audit "+userID+" "+from, func(ctx context.Context) (probes.Audit, error) {
		start := c.now()
		items, err := list[auditItem](ctx, c, question{
			path: "/auditLogs/directoryAudits", permission: auditRead, report: true,
			query: url.Values{"$select": {auditFields}, "$top": {"100"}, "$filter": {
				"loggedByService eq 'Self-service Password Management' and activityDateTime ge " + from +
					" and targetResources/any(t:t/id eq '" + quoted(userID) + "')",
			}},
		})
		if err != nil {
			return probes.Audit{}, err
		}
		audit := probes.Audit{Seen: c.stamp(start), Since: since.UTC(), Rows: make([]probes.AuditRow, 0, len(items))}
		for _, item := range items {
			audit.Rows = append(audit.Rows, item.row())
		}
		return audit, nil
	})
}
