package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// deletedPath is the recycle bin ("List deletedItems", Microsoft Graph v1.0). The
// type is a part of it that has to be there.
const deletedPath = "/directory/deletedItems/microsoft.graph.user"

const deletedFields = "id,userPrincipalName,deletedDateTime,onPremisesImmutableId,onPremisesSecurityIdentifier"

type deletedItem struct {
	ID      string    `json:"id"`
	UPN     string    `json:"userPrincipalName"`
	Deleted time.Time `json:"deletedDateTime"`
	Anchor  string    `json:"onPremisesImmutableId"`
	SID     string    `json:"onPremisesSecurityIdentifier"`
}

func (i deletedItem) known() bool { return i.ID != "" }

// user is the account as it was called before: its object ID without dashes stands
// in front of the name, which another account may get meanwhile.
func (i deletedItem) user() probes.DeletedUser {
	name, id := i.UPN, strings.ReplaceAll(i.ID, "-", "")
	if len(name) > len(id) && strings.EqualFold(name[:len(id)], id) {
		name = name[len(id):]
	}
	return probes.DeletedUser{UPN: name, At: i.Deleted.UTC(), Anchor: i.Anchor, SID: i.SID}
}

// bare reports whether no more than the ID is there, which is what those get who
// may not read an object ("Limited information returned for inaccessible member
// objects").
func (i deletedItem) bare() bool { return i.UPN == "" }

// DeletedUsers reads those of the recycle bin whose name ends in that one, which
// takes a question of the advanced kind, or that have that immutable ID.
func (c *Client) DeletedUsers(ctx context.Context, name, anchor string) (probes.DeletedUsers, error) {
	var either []string
	if anchor != "" {
		either = append(either, "onPremisesImmutableId eq '"+quoted(anchor)+"'")
	}
	if strings.Contains(name, "@") {
		either = append(either, "endswith(userPrincipalName,'"+quoted(name)+"')")
	}
	if len(either) == 0 {
		return probes.DeletedUsers{}, &probes.Obstacle{Kind: probes.NoUser}
	}
	return remember(ctx, c, "deleted "+name+" "+anchor, func(ctx context.Context) (probes.DeletedUsers, error) {
		start := c.now()
		items, err := list[deletedItem](ctx, c, question{
			path: deletedPath, permission: userRead, eventual: true,
			query: url.Values{"$filter": {strings.Join(either, " or ")}, "$count": {"true"}, "$select": {deletedFields}, "$top": {"100"}},
		})
		if err != nil {
			return probes.DeletedUsers{}, err
		}
		bin := probes.DeletedUsers{Seen: c.stamp(start), List: []probes.DeletedUser{}}
		for _, item := range items {
			if item.bare() {
				return probes.DeletedUsers{}, &probes.Obstacle{Kind: probes.MissingPermission, Host: c.hosts.graph, Needs: userRead}
			}
			bin.List = append(bin.List, item.user())
		}
		return bin, nil
	})
}

// deletedAtMost bounds what is kept of the recycle bin of a tenant.
const deletedAtMost = 100_000

// readDeleted reads the whole of it.
func (s *tenantScan) readDeleted(ctx context.Context) (probes.DeletedUsers, error) {
	bin := probes.DeletedUsers{List: []probes.DeletedUser{}}
	l := &crowd{
		c: s.c, turned: func() {},
		first: question{path: deletedPath, permission: userRead, query: url.Values{"$select": {deletedFields}, "$top": {crowdTop}}},
		take: func(raw json.RawMessage) error {
			var item deletedItem
			if err := json.Unmarshal(raw, &item); err != nil {
				return err //nolint:wrapcheck // the list says what it means
			}
			switch {
			case !item.known():
				return &probes.Obstacle{Kind: probes.Malformed, Host: s.c.hosts.graph, Needs: deletedPath, Err: errHollow}
			case item.bare():
				return &probes.Obstacle{Kind: probes.MissingPermission, Host: s.c.hosts.graph, Needs: userRead}
			case len(bin.List) >= deletedAtMost:
				return &probes.Obstacle{Kind: probes.Malformed, Host: s.c.hosts.graph, Needs: deletedPath, Err: errCrowd}
			}
			bin.List = append(bin.List, item.user())
			return nil
		},
	}
	if err := l.read(ctx); err != nil {
		return probes.DeletedUsers{}, err
	}
	bin.Seen = s.c.stamp(s.begun)
	return bin, nil
}
