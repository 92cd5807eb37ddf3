package directory

import (
	"context"

	"example.com/writeback-doctor/probes"
)

// agentsFilter finds the connection points that the DC agents of Microsoft
// Entra Password Protection register ("Plan and deploy on-premises Microsoft
// Entra Password Protection", where it removes them by hand). Something follows
// the GUID in the keyword.
const agentsFilter = "(&(objectClass=serviceConnectionPoint)(keywords={2bac71e6-a293-4d5b-ba3b-50b995237946}*))"

func (at *place) seeProtection(ctx context.Context) (probes.PasswordProtection, error) {
	start := at.config.Clock.Now()
	d, err := at.domain(ctx)
	if err != nil {
		return probes.PasswordProtection{}, err
	}
	controllers, err := at.listControllers(ctx, d)
	if err != nil {
		return probes.PasswordProtection{}, err
	}
	entries, err := at.all(ctx, below(d.BaseDN, agentsFilter, "cn"))
	if err != nil {
		return probes.PasswordProtection{}, err
	}
	agents := make([]string, 0, len(entries))
	for _, e := range entries {
		agents = append(agents, e.DN)
	}
	return probes.PasswordProtection{
		Seen: at.config.Clock.Stamp(at.config.Vantage, start), Controllers: controllers, Agents: agents,
	}, nil
}
