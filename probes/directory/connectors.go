package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

// installerName is how the installer of Connect names the AD DS Connector account
// ("Microsoft Entra Connect: Accounts and permissions"). There is no class in it: a
// server that keeps no index of beginnings would look at every user for the class,
// which takes longer than a question may.
const installerName = "(sAMAccountName=MSOL_*)"

// installed returns the sAMAccountNames of the users of this domain that have the
// name of the installer, in the order of names.
func (at *place) installed(ctx context.Context) ([]string, error) {
	d, err := at.domain(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := at.all(ctx, below(d.BaseDN, installerName, "sAMAccountName", "objectClass"))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name := e.GetEqualFoldAttributeValue("sAMAccountName"); name != "" && isUser(e) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// isUser reports whether an entry is of the class of users, or of one below it.
func isUser(e *ldap.Entry) bool {
	return slices.ContainsFunc(e.GetEqualFoldAttributeValues("objectClass"), func(class string) bool { return strings.EqualFold(class, "user") })
}

// Connectors implements [probes.Directory].
func (c *Client) Connectors(ctx context.Context) ([]string, error) {
	return remember(ctx, c.here, "connectors", func(ctx context.Context) ([]string, error) {
		names, err := c.here.installed(ctx)
		if err != nil || len(names) == 0 {
			return nil, err
		}
		d, err := c.here.domain(ctx)
		if err != nil {
			return nil, err
		}
		known, _ := c.forest.partitions(ctx) // a name of this domain is understood without it
		for _, p := range known {
			if p.is(d) && p.netbios != "" {
				for i := range names {
					names[i] = p.netbios + `\` + names[i]
				}
			}
		}
		return names, nil
	})
}
