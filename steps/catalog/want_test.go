package catalog_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
)

// desk is an environment of which nothing is there but what was given.
type desk struct{ given map[steps.Want]bool }

func (d desk) has(by steps.Instrument, _ steps.Facts) bool {
	return d.given[map[steps.Instrument]steps.Want{
		steps.ByDirectory: steps.WantDirectory, steps.ByTenant: steps.WantTenant, steps.ByServer: steps.WantServer, steps.ByEngine: steps.WantServer,
	}[by]]
}

// env refuses as the real one does: what was not given for want of it, and what was
// because nothing answers.
func (d desk) env() steps.Env {
	why := func(w steps.Want, kind probes.Kind) error {
		if d.given[w] {
			kind = probes.TimedOut
		}
		return &probes.Obstacle{Kind: kind}
	}
	return steps.Env{
		Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
			return nil, why(steps.WantDirectory, probes.NoCredentials)
		},
		Graph: func(context.Context, steps.Facts) (probes.Graph, error) {
			return nil, why(steps.WantTenant, probes.NoTenant)
		},
		Shell: func(context.Context, steps.Facts) (probes.Shell, error) {
			return nil, why(steps.WantServer, probes.NoServer)
		},
		Now: time.Now,
	}
}

// looker looks when it is asked, and knows nothing ahead.
type looker struct{ steps.Runner }

func (looker) Know(steps.Facts)    {}
func (looker) Forget(steps.ID)     {}
func (looker) Running() []steps.ID { return nil }

// asked walks from the words of a caller to the end, and returns who asked for what
// in turn. gives: everything is given, else everything is gone on without.
func asked(t *testing.T, words string, gives bool, known steps.Facts) []string {
	t.Helper()
	d := desk{map[steps.Want]bool{}}
	p := &steps.Patient{
		Session: steps.NewSession(catalog.All(), known.With(steps.Facts{steps.User: "kim@contoso.com", steps.Scope: "one", steps.Words: words})),
		Looker:  looker{steps.Live(d.env())}, Now: time.Now, Has: d.has,
	}
	var all []string
	once := map[steps.Want]bool{}
	take := func(w steps.Want, step steps.ID) {
		all = append(all, fmt.Sprintf("%s: %s", step, w))
		if once[w] {
			t.Fatalf("asked for %s twice: %q", w, all)
		}
		if once[w] = true; !gives {
			p.Session.Decline(w)
			return
		}
		d.given[w] = true
		if w == steps.WantAdmin {
			p.Session.Add(steps.Facts{steps.Admin: "admin@contoso.com"})
		}
		if err := p.Given(w); err != nil {
			t.Fatal(err)
		}
	}
	for range 200 {
		step := p.Session.Step()
		if step == nil {
			return all
		}
		if step.Check == nil {
			if _, err := p.Session.Answer(p.Session.Facts(), time.Now()); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if w := p.Lacks(step, once); w != "" {
			take(w, step.ID)
			continue
		}
		f, err := p.Look(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if w := p.LackedBy(f, once); w != "" {
			take(w, step.ID)
		}
	}
	t.Fatalf("the walk does not end: %q", all)
	return nil
}

// TestOnlyWhatTheFirstImplicatedStepLacksIsAskedFirst: the caller's words say where
// the walk begins, and the steps say what each takes; nothing is asked twice.
func TestOnlyWhatTheFirstImplicatedStepLacksIsAskedFirst(t *testing.T) {
	t.Parallel()
	const relay = "Event ID 31019: Service Bus tunnel closed"
	for name, c := range map[string]struct {
		words string
		gives bool
		known steps.Facts
		want  []string
	}{
		"a refused write, nothing given": {"SSPR_0029", false, nil, []string{
			"configuration/protected-user: directory", "configuration/effective-rights: server", "configuration/premium-license: tenant",
		}},
		"a refused write, all given": {"SSPR_0029", true, nil, []string{
			"configuration/protected-user: directory", "configuration/effective-rights: server", "configuration/premium-license: tenant",
			"configuration/admin-account: admin",
		}},
		"the relay, nothing given": {relay, false, nil, []string{
			"connectivity/service-bus: server", "configuration/premium-license: tenant", "configuration/user-origin: directory",
		}},
		"the relay, all given": {relay, true, nil, []string{
			"connectivity/service-bus: server", "configuration/premium-license: tenant", "configuration/user-origin: directory",
			"configuration/admin-account: admin",
		}},
		"the trunk, nothing given": {"", false, nil, []string{
			"configuration/premium-license: tenant", "configuration/user-origin: directory", "configuration/sync-engine: server",
		}},
		"the trunk, all given": {"", true, nil, []string{
			"configuration/premium-license: tenant", "configuration/user-origin: directory", "configuration/admin-account: admin",
			"configuration/sync-engine: server",
		}},
		"declined earlier": {"", false, steps.Facts{steps.Declined: "tenant,server"}, []string{"configuration/user-origin: directory"}},
		"who switched it on is known": {"", true, steps.Facts{steps.Admin: "a@contoso.com"}, []string{
			"configuration/premium-license: tenant", "configuration/user-origin: directory", "configuration/sync-engine: server",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := asked(t, c.words, c.gives, c.known); !slices.Equal(got, c.want) {
				t.Errorf("asked %q\nwant  %q", got, c.want)
			}
		})
	}
}
