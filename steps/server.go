package steps

import (
	"context"

	"example.com/writeback-doctor/probes"
)

// AskServer reads the Connect server, by whichever way leads to it. What was
// seen on another machine is an obstacle: see [FromServer].
func AskServer(ctx context.Context, env Env, facts Facts) (probes.Server, error) {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return probes.Server{}, err
	}
	server, err := shell.Server(ctx)
	if err != nil {
		return probes.Server{}, err
	}
	return server, FromServer(server.Seen)
}

// FromServer returns the obstacle of what was not seen on the Connect server,
// such as a file that somebody collected on another machine: it says nothing
// about the server. It returns nil for what was seen there.
func FromServer(seen probes.Seen) error {
	if seen.Vantage.OnSyncServer() {
		return nil
	}
	return &probes.Obstacle{Kind: probes.NoServer, Host: seen.Vantage.Host}
}
