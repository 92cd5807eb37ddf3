package opener

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom"
	"example.com/writeback-doctor/steps/wanted"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// deskIn is a machine of a helpdesk in the network of a world, and that world. It
// is as real as this one: only the wires differ.
func deskIn(t *testing.T, world string, env map[string]string, out io.Writer, l lang.Language) (*Opener, *lab.Lab) {
	t.Helper()
	w, err := lab.Load(world)
	if err != nil {
		t.Fatal(err)
	}
	running, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Close() })
	facts := map[steps.Fact]*string{}
	for _, name := range steps.Inputs() {
		facts[name] = new(string)
	}
	return New(Process{
		Getenv: func(name string) string { return env[name] }, Now: running.Here().Now, Zone: time.UTC, Hostname: "helpdesk-07", Network: running.Network(),
	}, &Said{Fact: facts}, &output.Output{Out: out, Err: out, Language: l}, func(compare.Comparison) {}), running
}

// What can be known is found: the domain of this machine before that of the caller,
// by the controllers that name servers know, and the tenant by what the sign-in
// service says of the caller's domain. What a ticket or a password would be shown
// to for the caller's word alone is offered, and has to be said.
func TestWhatCanBeKnownIsFound(t *testing.T) {
	t.Parallel()
	ticket := filepath.Join(t.TempDir(), "krb5cc")
	if err := os.WriteFile(ticket, []byte{5, 4}, 0o600); err != nil {
		t.Fatal(err)
	}
	const ours = "corp.contoso.com"
	for name, c := range map[string]struct {
		env            map[string]string
		known          steps.Access
		found, offered steps.Facts
	}{
		"a machine of the domain": {
			map[string]string{"USERDNSDOMAIN": "CORP.CONTOSO.COM"},
			steps.Access{Facts: steps.Facts{steps.User: "kim@contoso.com"}},
			steps.Facts{steps.Domain: ours, steps.Tenant: "contoso.com"},
			nil,
		},
		"a machine of no domain": {
			nil, steps.Access{Facts: steps.Facts{steps.User: "kim@" + ours}}, steps.Facts{steps.Domain: ours}, nil,
		},
		"with a ticket": {
			map[string]string{envTicketCache: ticket}, steps.Access{Facts: steps.Facts{steps.User: "kim@" + ours}}, nil, steps.Facts{steps.Domain: ours},
		},
		"with an account": {
			nil, steps.Access{Account: `CORP\desk`, Facts: steps.Facts{steps.User: "kim@" + ours}}, nil, steps.Facts{steps.Domain: ours},
		},
		"a domain that has no controllers": {
			map[string]string{"USERDNSDOMAIN": "nowhere.example"},
			steps.Access{Facts: steps.Facts{steps.User: "kim@elsewhere.example"}},
			nil,
			steps.Facts{steps.Domain: "nowhere.example"},
		},
		"what is known": {
			map[string]string{"USERDNSDOMAIN": "CORP.CONTOSO.COM"},
			steps.Access{Facts: steps.Facts{steps.User: "kim@contoso.com", steps.Controller: "dc9.example", steps.Tenant: "other.example"}},
			nil, nil,
		},
		"no cloud":           {nil, steps.Access{TenantSignIn: "none", Facts: steps.Facts{steps.User: "kim@contoso.com"}}, nil, nil},
		"a name of no shape": {nil, steps.Access{Facts: steps.Facts{steps.User: "kim@a b/c"}}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			op, _ := deskIn(t, "healthy", c.env, io.Discard, lang.English)
			found, offered := op.Discover(t.Context(), c.known)
			if !maps.Equal(found.Facts, c.found) || !maps.Equal(offered.Facts, c.offered) {
				t.Errorf("found %v, want %v; offered %v, want %v", found.Facts, c.found, offered.Facts, c.offered)
			}
		})
	}
}

// What was found may be of this call alone, and is not remembered; what a person
// said is.
func TestWhatWasFoundIsNotRemembered(t *testing.T) {
	t.Parallel()
	op, _ := deskIn(t, "healthy", map[string]string{"USERDNSDOMAIN": "CORP.CONTOSO.COM"}, io.Discard, lang.English)
	var kept steps.Access
	op.Remember = func(a steps.Access) { kept = a }
	found, _ := op.Discover(t.Context(), steps.Access{Facts: steps.Facts{steps.User: "kim@contoso.com"}})
	p, err := op.Asked(steps.Access{Facts: found.Facts.With(steps.Facts{steps.SyncServer: "entra01"})})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Facts) != 2 || !maps.Equal(kept.Facts, steps.Facts{steps.SyncServer: "entra01"}) {
		t.Errorf("remembers %v of %v", kept.Facts, found.Facts)
	}
	p.Session.Add(steps.Facts{steps.Tenant: "other.example"})
	again, err := op.Reopen(t.Context(), p, steps.Access{})
	if err != nil {
		t.Fatal(err)
	}
	if kept.Facts[steps.Tenant] != "other.example" || kept.Facts[steps.Domain] != "" {
		t.Errorf("remembers %v of what a person gave", kept.Facts)
	}
	for _, patient := range []*steps.Patient{p, again} {
		_ = patient.Shut()
	}
}

// Line by line the same is asked, in the same order, as on the screens: nothing
// about the environment before the walk, then what the first step lacks that the
// words point to.
func TestLineByLineAsksTheSame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		words string
		want  []steps.Want
	}{
		"a refused write": {"SSPR_0029", []steps.Want{steps.WantDirectory, steps.WantServer, steps.WantTenant}},
		"the relay":       {"Event ID 31019: Service Bus tunnel closed", []steps.Want{steps.WantServer, steps.WantTenant, steps.WantDirectory}},
		"the trunk":       {"-", []steps.Want{steps.WantTenant, steps.WantDirectory, steps.WantServer}},
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				var out bytes.Buffer
				op, _ := deskIn(t, "healthy", nil, &out, l)
				none := len(op.TenantWays()) // goes on without
				lines := []string{"kim@nowhere.example", c.words}
				w := plain.New(strings.NewReader(strings.Join(lines, "\n")+"\n.\n1\n1\n"+strings.Repeat(fmt.Sprintf("%d\n-\n1\n", none), 200)), &out)
				w.Language, w.Asking, w.Find = l, []steps.Step{symptom.Caller, symptom.Words}, func(steps.ID) *steps.Step { return nil }
				var asked []steps.Want
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				w.Give = func(ctx context.Context, p *steps.Patient, want steps.Want, f steps.Finding) (*steps.Patient, error) {
					if asked = append(asked, want); len(asked) == len(c.want) {
						defer stop() // the rest of the walk takes minutes
					}
					before := out.Len()
					next, err := op.Give(ctx, w, p, want, f)
					step := p.Session.Step()
					if step == nil || !strings.Contains(out.String()[before:], wanted.Reason(want, step).In(l)) {
						t.Errorf("does not say why it asks for %s: %s", want, out.String()[before:])
					}
					if next != nil { // whatever the next lines made of it, it is gone on without
						err = errors.Join(err, next.Shut())
					}
					return nil, err
				}
				patient, err := op.Ask(t.Context(), w, wizard.Start{Environment: true})
				if err != nil {
					t.Fatal(err)
				}
				defer patient.Shut()
				for _, label := range []lang.Text{wanted.Labels.Domain, wanted.Labels.ServerFile, wanted.Labels.TenantSignIn} {
					if strings.Contains(out.String(), label.In(l)) {
						t.Errorf("asks %q before the walk", label.In(l))
					}
				}
				if err := w.Walk(ctx, patient); !errors.Is(err, context.Canceled) {
					t.Errorf("ended by %v", err)
				}
				if !slices.Equal(asked, c.want) {
					t.Errorf("asks %q, want %q\n%.3000s", asked, c.want, out.String())
				}
			})
		}
	}
}
