package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/pairs"
	"example.com/writeback-doctor/wizard/command/scanned"
)

// sides are those that a scan was asked to look at. A tenant counts when the
// command line itself names it: settings of the company, which name one for every
// command, ask for nothing.
type sides struct{ tenant, directory bool }

// askedFor reads which sides the command line names. Without any it is the
// directory.
func askedFor(c *cobra.Command) sides {
	changed := func(names ...string) bool {
		for _, name := range names {
			if f := c.Flag(name); f != nil && f.Changed {
				return true
			}
		}
		return false
	}
	way := c.Flag("tenant-sign-in")
	tenant := changed(string(steps.Tenant)) || way != nil && way.Changed && way.Value.String() != "none"
	return sides{tenant: tenant, directory: !tenant || changed(string(steps.Domain), string(steps.Controller), "base", "filter")}
}

// checkTenant finds what a scan of a tenant cannot do.
func (f *own) checkTenant(of sides) error {
	if of.tenant && (f.since != "" || f.differs()) {
		return misuse.New(lang.Text{
			Ko: "테넌트는 매번 모두 읽습니다. --since, --until, --difference 옵션은 --tenant 옵션 없이 쓰십시오.",
			En: "A tenant is read as a whole each time. Use --since, --until and --difference without --tenant.",
		}, nil)
	}
	return nil
}

// tenancy is the part of a scan that looks at a tenant.
type tenancy struct {
	*scanning

	setting probes.TenantSetting
	real    probes.Setting // of the directory, before names are masked
	judge   *scan.Tenant
	join    *pairs.Join // nil where the directory is not looked at
	paths   map[string]*probes.Path
	crowd   *forecast.Crowd
}

// maxPaths bounds the containers that are kept at hand.
const maxPaths = 4_000

// runTenant looks at the tenant and, where it was asked for, at the directory, and
// puts both together.
func (s *scanning) runTenant(ctx context.Context) error {
	facts := s.Patient.Session.Facts()
	t := &tenancy{scanning: s, paths: map[string]*probes.Path{}, crowd: forecast.NewCrowd(s.saver.Forecast())}
	s.Tenant = &scanned.Tenant{Name: facts[steps.Tenant]}
	if s.Mask != nil {
		s.Tenant.Name = ""
	}
	if s.sides.directory {
		t.join = &pairs.Join{}
		defer t.join.Close()
	}
	foreseen := s.foresee(ctx)
	err := t.cloud(ctx)
	if err != nil || t.join == nil {
		s.Ahead = t.crowd.Into(foreseen())
		if err == nil {
			s.Census = probes.Census{
				Seen: s.Tenant.Census.Seen, Users: s.Tenant.Census.Users, Complete: s.Tenant.Census.Complete,
				Total: s.Tenant.Census.Total, About: true, Pages: s.Tenant.Census.Pages,
			}
			err = s.ended(ctx, obstacleOf(s.Tenant.Why))
		}
		return err
	}
	why, err := t.ground(ctx)
	s.Ahead = foreseen()
	if err == nil {
		err = t.together(why)
	}
	s.Ahead = t.crowd.Into(s.Ahead)
	if err != nil {
		return err
	}
	s.Census.Complete = s.Census.Complete && s.Tenant.Census.Complete
	s.Census.Took, s.Census.Total = s.Census.Took+s.Tenant.Census.Took, 0 // which is that of the domain alone
	return s.ended(ctx, obstacleOf(why))
}

// obstacleOf is an error only where there is an obstacle.
func obstacleOf(why *probes.Obstacle) error {
	if why == nil {
		return nil
	}
	return why
}

// cloud looks at the tenant. The error is a fault of ours; what stood in the way
// is kept for the result.
func (t *tenancy) cloud(ctx context.Context) error {
	progress := scanned.WatchTenant(ctx, t.output, t.process.ErrTerminal, t.process.Now)
	defer progress.End()
	facts := t.Patient.Session.Facts()
	opened, err := t.Patient.Env.Graph(ctx, facts)
	population, able := opened.(probes.TenantPopulation)
	if err == nil && !able {
		err = &probes.Obstacle{Kind: probes.NotLookedAt}
	}
	var census probes.TenantCensus
	var fault error
	if err == nil {
		census, err = population.ScanTenant(ctx, probes.TenantWatch{
			Setting: func(setting probes.TenantSetting) {
				t.setting = setting
				if t.join == nil {
					t.judges(scan.Ground{Why: &probes.Obstacle{Kind: probes.NoDomain}})
				}
			},
			Person: func(p probes.CloudPerson) error {
				fault = t.person(&p)
				return fault
			},
			Tell: progress.Tell,
		})
	}
	if fault != nil {
		return fault
	}
	var o *probes.Obstacle
	if err != nil && !errors.As(err, &o) {
		return err
	}
	t.Tenant.Census, t.Tenant.Host, t.Tenant.Why = census, t.setting.Host, t.Mask.Obstacle(o)
	t.Tenant.Judged = census.Users > 0 || err == nil
	return nil
}

// judges makes the judge of everybody, and says what nobody can be seen in.
func (t *tenancy) judges(ground scan.Ground) {
	said := t.Patient.Session.Facts()[steps.TenantSwitch]
	t.judge = scan.NewTenant(t.Patient.Session.Tree(), t.setting, ground, said, t.Patient.Now())
	t.judge.Products = t.Patient.Env.Products
	for _, gap := range t.judge.Blind() {
		gap.Why = t.Mask.Obstacle(gap.Why)
		t.Tenant.Gaps = append(t.Tenant.Gaps, gap)
	}
	premium, fault := t.judge.Everybody()
	t.Tenant.Premium, t.fault = premium, errors.Join(t.fault, fault)
}

// person takes somebody of the tenant: to be judged, or to be put together with
// the directory.
func (t *tenancy) person(p *probes.CloudPerson) error {
	if t.join != nil {
		return t.join.AddCloud(p)
	}
	return t.found(p, scan.Entry{}, "", t.member(p, nil))
}

// found judges one person and prints them.
func (t *tenancy) found(p *probes.CloudPerson, entry scan.Entry, besides string, m probes.Member) error {
	if t.fault != nil {
		return t.fault
	}
	finding, err := t.judge.Person(p, entry, besides)
	if err != nil {
		return err
	}
	if m, err = t.Mask.Person(m); err != nil {
		return err
	}
	t.Tally.Add(&m, finding)
	if finding.Status != steps.Broken && p.User.Found == probes.Yes { // what is ahead of a reset that works, or may
		t.crowd.Add(scan.Name(&m), forecast.PersonOf(p, t.setting.Policy, t.setting.Cloud, t.Patient.Now()))
	}
	return t.form.Person(&m, finding)
}

// member is a person as the forms print them. Somebody of the cloud stands where
// the cloud says that they come from.
func (t *tenancy) member(p *probes.CloudPerson, g *pairs.Ground) probes.Member {
	if g != nil {
		return probes.Member{DN: g.DN, UPN: g.UPN, SamAccountName: g.SAM, SID: g.SID, Path: t.path(g.Container)}
	}
	u := &p.User
	container := ""
	if levels, err := probes.DN(u.OnPremisesDN).Levels(); err == nil && len(levels) > 1 {
		container = string(levels[1].DN)
	}
	return probes.Member{DN: u.OnPremisesDN, UPN: u.UPN, SamAccountName: u.OnPremisesSAM, SID: u.OnPremisesSID, Path: t.path(container)}
}

func (t *tenancy) path(dn string) *probes.Path {
	if known := t.paths[dn]; known != nil {
		return known
	}
	if len(t.paths) >= maxPaths {
		clear(t.paths)
	}
	t.paths[dn] = &probes.Path{DN: dn}
	return t.paths[dn]
}
