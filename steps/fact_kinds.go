package steps

import (
	"maps"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/tell"
)

// Kind is what the value of a fact is; of [Controllers] and [Relays], each of
// its values.
func (f Fact) Kind() tell.Kind {
	kind, known := map[Fact]tell.Kind{
		User: tell.User, Admin: tell.Admin, TestUser: tell.User, UserDN: tell.UserDN, UserID: tell.ObjectID, ConnectorAccount: tell.Connector,
		Domain: tell.Domain, Tenant: tell.Tenant, Controller: tell.Controller, Controllers: tell.Controller, PDC: tell.PDC,
		SyncServer: tell.Server, Relays: tell.Host, ConnectVersion: tell.Version, Started: tell.Moment,
		Scope: tell.Code, Surface: tell.Code, TenantSwitch: tell.Code, Declined: tell.Code, Logged: tell.Code, Words: tell.Foreign,
	}[f]
	if !known {
		return tell.Foreign // of a newer program
	}
	return kind
}

// EachText puts in the place of every value what with says of it: of what a
// person gives first, in the order in which it is asked for.
func (f Facts) EachText(with func(tell.Kind, string) string) {
	given := Inputs()
	learned := slices.DeleteFunc(slices.Sorted(maps.Keys(f)), func(name Fact) bool { return slices.Contains(given, name) })
	for _, name := range slices.Concat(given, learned) {
		value, known := f[name]
		if !known {
			continue
		}
		parts := []string{value}
		if name == Controllers || name == Relays {
			parts = f.List(name)
		}
		for i := range parts {
			parts[i] = with(name.Kind(), parts[i])
		}
		f[name] = strings.Join(parts, ",")
	}
}
