package configuration

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// toldDirectory answers what it was told. A question that it was not told to
// expect ends the test.
type toldDirectory struct {
	probes.Directory
	pdc         *probes.PDCEmulator
	controllers *probes.DomainControllers
	account     *probes.DirectoryUser
	rights      *probes.Rights
	replicas    *probes.Replicas
	class       string // of the user
	forest      probes.Forest
}

func (d toldDirectory) Forest(context.Context) (probes.Forest, error) { return d.forest, nil }

func (d toldDirectory) PDCEmulator(context.Context) (probes.PDCEmulator, error) { return *d.pdc, nil }

func (d toldDirectory) DomainControllers(context.Context) (probes.DomainControllers, error) {
	return *d.controllers, nil
}

func (d toldDirectory) Account(_ context.Context, name string) (probes.DirectoryUser, error) {
	account := *d.account
	account.Asked = name
	return account, nil
}

func (d toldDirectory) Rights(_ context.Context, account, userDN string) (probes.Rights, error) {
	rights := *d.rights
	rights.Account, rights.UserDN = account, userDN
	return rights, nil
}

func (d toldDirectory) User(_ context.Context, name string) (probes.DirectoryUser, error) {
	return probes.DirectoryUser{Asked: name, Matches: 1, DN: name, Class: d.class}, nil
}

func (d toldDirectory) SAMServer(context.Context, string, string) (probes.SAMServer, error) {
	return probes.SAMServer{DN: "CN=Server,CN=System,DC=corp,DC=example", Read: probes.Right{Granted: probes.Yes}}, nil
}

func (d toldDirectory) Home(context.Context, string) (probes.Directory, error) { return d, nil }

func (d toldDirectory) Replicas(_ context.Context, userDN string) (probes.Replicas, error) {
	if d.replicas == nil {
		return probes.Replicas{}, &probes.Obstacle{Kind: probes.NotLookedAt}
	}
	replicas := *d.replicas
	replicas.UserDN = userDN
	return replicas, nil
}

// toldShell is a Connect server that answers what it was told and reaches
// what reach says.
type toldShell struct {
	probes.Shell
	server probes.Server
	link   probes.UserLink
	reach  func(context.Context, probes.Target) (probes.Route, error)
}

// Server answers from the Connect server, unless it was told another place.
func (s toldShell) Server(context.Context) (probes.Server, error) {
	s.server.Vantage = placed(s.server.Vantage)
	return s.server, nil
}

func placed(told probes.Vantage) probes.Vantage {
	if told != (probes.Vantage{}) {
		return told
	}
	return probes.Vantage{Place: probes.SyncServer, Host: "SYNC01"}
}

func (s toldShell) UserLink(_ context.Context, dn string) (probes.UserLink, error) {
	s.link.DN, s.link.Vantage = dn, placed(s.link.Vantage)
	return s.link, nil
}

func (s toldShell) Reach(ctx context.Context, target probes.Target) (probes.Route, error) {
	return s.reach(ctx, target)
}

// allOpen reaches everything from one place.
func allOpen(place probes.Place, host string) func(context.Context, probes.Target) (probes.Route, error) {
	return func(_ context.Context, target probes.Target) (probes.Route, error) {
		return probes.Route{
			Seen:   probes.Seen{Vantage: probes.Vantage{Place: place, Host: host}},
			Target: target, Name: probes.Open, TCP: probes.Open,
		}, nil
	}
}

var errNobodyThere = &probes.Obstacle{Kind: probes.NoServer}

// world is an Env of which a test gives the parts that may be asked.
func world(directory probes.Directory, shell probes.Shell, endpoint probes.Endpoint) steps.Env {
	return steps.Env{
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
			if directory == nil {
				return nil, &probes.Obstacle{Kind: probes.NoCredentials}
			}
			return directory, nil
		},
		Shell: func(context.Context, steps.Facts) (probes.Shell, error) {
			if shell == nil {
				return nil, errNobodyThere
			}
			return shell, nil
		},
		Endpoint: endpoint,
		Now:      func() time.Time { return time.Date(2026, 11, 20, 6, 2, 11, 0, time.UTC) },
	}
}

// run looks and judges, and demands that the outcome is the wanted one.
func run(t *testing.T, step *steps.Step, env steps.Env, facts steps.Facts, want steps.Outcome) steps.Verdict {
	t.Helper()
	result, err := step.Check.Run(t.Context(), env, facts)
	if err != nil {
		t.Fatalf("%s: %v", step.ID, err)
	}
	if result.Verdict.On != want {
		t.Fatalf("%s: got %q, want %q\n%s", step.ID, result.Verdict.On, want, result.Evidence)
	}
	return result.Verdict
}

// obstacle demands that a check cannot look, and why.
func obstacle(t *testing.T, step *steps.Step, env steps.Env, facts steps.Facts, want probes.Kind) {
	t.Helper()
	_, err := step.Check.Run(t.Context(), env, facts)
	var found *probes.Obstacle
	if !errors.As(err, &found) || found.Kind != want {
		t.Errorf("%s: got %v, want an obstacle of kind %s", step.ID, err, want)
	}
}
