package compare_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/compare"
)

var noon = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)

func seenAt(place probes.Place) probes.Seen {
	return probes.Seen{Vantage: probes.Vantage{Place: place, Host: "here"}, At: noon}
}

// fakeDirectory knows two people. What it was not told to expect has no
// method, and so crashes the look that asks.
type fakeDirectory struct {
	probes.Directory

	mu     sync.Mutex
	asked  []string
	denied string // whose rights are denied
}

func (d *fakeDirectory) note(question, about string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, question+" "+about)
}

func (d *fakeDirectory) Domain(context.Context) (probes.Domain, error) {
	return probes.Domain{Seen: seenAt(probes.Here), DNSName: "corp.contoso.com"}, nil
}

func (d *fakeDirectory) User(_ context.Context, name string) (probes.DirectoryUser, error) {
	d.note("user", name)
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "CN="), ",")
	name, _, _ = strings.Cut(name, "@")
	found := probes.DirectoryUser{Seen: seenAt(probes.Here), Asked: name}
	if name == "kim" || name == "lee" {
		found.Matches, found.DN, found.UPN, found.SID = 1, "CN="+name+",OU=Staff,DC=corp,DC=contoso,DC=com", name+"@contoso.com", name
		found.Flags, found.Class = probes.Known[uint32](0x200), "user"
	}
	return found, nil
}

func (d *fakeDirectory) Account(ctx context.Context, _ string) (probes.DirectoryUser, error) {
	return probes.DirectoryUser{Seen: seenAt(probes.Here)}, ctx.Err()
}

func (d *fakeDirectory) Rights(_ context.Context, account, dn string) (probes.Rights, error) {
	d.note("rights of "+account, dn)
	granted := probes.Right{Granted: probes.Yes}
	r := probes.Rights{Seen: seenAt(probes.Here), ResetPassword: granted, ChangePassword: granted, WriteLockoutTime: granted, WritePwdLastSet: granted, Unexpire: granted}
	if strings.HasPrefix(dn, "CN="+d.denied+",") {
		r.ResetPassword = probes.Right{Granted: probes.No, Denied: true}
	}
	return r, nil
}

// fakeShell is a Connect server that knows its connector's account.
type fakeShell struct{ probes.Shell }

func (fakeShell) Server(context.Context) (probes.Server, error) {
	read := probes.Part{Read: true}
	return probes.Server{
		Seen: seenAt(probes.SyncServer), Service: probes.Service{Part: read, Installed: probes.Yes, State: "Running"},
		Scheduler: probes.Scheduler{Part: read, Staging: probes.No, CycleEnabled: probes.Yes, Suspended: probes.No, MaintenanceEnabled: probes.Yes},
		System:    probes.System{Part: read, DomainRole: probes.Known(3)}, CloudSync: probes.CloudSync{Part: read, Installed: probes.No},
		Connectors: probes.Connectors{Part: read, List: []probes.Connector{{Name: "corp.contoso.com", Entra: probes.No, Forest: "corp.contoso.com", Account: "sync", AccountDomain: "CORP"}}},
	}, nil
}

// patientOf stands at the beginning of a walk.
func patientOf(d *fakeDirectory) *steps.Patient {
	return &steps.Patient{
		Session: steps.NewSession(catalog.All(), steps.Facts{steps.User: "kim@contoso.com", steps.Domain: "corp.contoso.com"}),
		Now:     func() time.Time { return noon },
		Env: steps.Env{
			Directory: func(context.Context, steps.Facts) (probes.Directory, error) { return d, nil },
			Shell:     func(context.Context, steps.Facts) (probes.Shell, error) { return fakeShell{}, nil },
			Graph: func(context.Context, steps.Facts) (probes.Graph, error) {
				return nil, &probes.Obstacle{Kind: probes.NoTenant}
			},
			Now: func() time.Time { return noon },
		},
	}
}

// TestBothAreLookedAtFromTheStart: a walk that has not come far is compared
// all the same, and what a probe could not do is a gap.
func TestBothAreLookedAtFromTheStart(t *testing.T) {
	t.Parallel()
	d, progress := &fakeDirectory{denied: "kim"}, &compare.Progress{}
	p := patientOf(d)
	before := p.Session.Step()
	c, err := compare.Users(t.Context(), p, " lee@contoso.com ", progress)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Differences) != 1 || c.Differences[0].Aspect != "reset-password" || c.Telling() == nil {
		t.Errorf("got %+v, want the denied right alone", c.Differences)
	}
	for _, want := range []string{"rights of CORP\\sync CN=kim,OU=Staff,DC=corp,DC=contoso,DC=com", "rights of CORP\\sync CN=lee,OU=Staff,DC=corp,DC=contoso,DC=com"} {
		if !slices.Contains(d.asked, want) {
			t.Errorf("got %q, want %q among them", d.asked, want)
		}
	}
	crashed := false
	for _, g := range c.Gaps {
		crashed = crashed || g.Aspect == "history" && g.First.Kind == probes.Crashed && g.Second.Kind == probes.Crashed
	}
	if !crashed {
		t.Errorf("got %+v, want the policy, which panics, as a gap", c.Gaps)
	}
	if done, of := progress.Read(); done != of || of == 0 {
		t.Errorf("got %d of %d looks, want all", done, of)
	}
	if p.Session.Step() != before || len(p.Session.Trail()) != 0 {
		t.Error("the walk moved")
	}
}

func TestAnEndedContextIsNoComparison(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	left := errors.New("left")
	cancel(left)
	if _, err := compare.Users(ctx, patientOf(&fakeDirectory{}), "lee@contoso.com", nil); !errors.Is(err, left) {
		t.Errorf("got %v, want the cause", err)
	}
}

// TestAWalkWithoutAWorldComparesNothing: a case file has nobody to ask.
func TestAWalkWithoutAWorldComparesNothing(t *testing.T) {
	t.Parallel()
	p := patientOf(nil)
	p.Env = steps.Env{}
	c, err := compare.Users(t.Context(), p, "lee@contoso.com", nil)
	if err != nil || c.Possible() || c.Second.Found != compare.Unseen || len(c.Differences) != 0 {
		t.Errorf("got %+v, %v, want that nobody could be seen", c, err)
	}
}
