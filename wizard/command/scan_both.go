package command

import (
	"context"
	"errors"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/pairs"
	"example.com/writeback-doctor/wizard/command/scanned"
)

// enter signs in to the tenant where a person takes part and the scan looks there.
func (s *scanning) enter(ctx context.Context, p *steps.Patient) error {
	if !s.sides.tenant {
		return nil
	}
	return enter(ctx, s.app, p, s.aside)
}

// ground looks at the directory beside a tenant. It returns what kept it from the
// rest; the error is a mistake on the command line or a fault of ours.
func (t *tenancy) ground(ctx context.Context) (*probes.Obstacle, error) {
	population, scope, err := t.population(ctx)
	if err == nil {
		scope.Linked = true
		progress := scanned.Watch(ctx, t.output, t.process.ErrTerminal, t.process.Now)
		t.Census, err = population.Scan(ctx, scope, probes.Watch{
			Setting: func(setting probes.Setting) {
				t.real = setting
				t.begin(setting)
			},
			Person: t.entry, Tell: t.telling(progress), Program: t.process.Version,
		})
		progress.End()
		t.late()
	}
	var o *probes.Obstacle
	switch {
	case err == nil:
		return nil, t.fault
	case errors.As(err, new(*misuse.Error)) || !errors.As(err, &o):
		return nil, output.Wrap(err)
	}
	if within, ok := errors.AsType[*probes.Obstacle](o.Err); ok && t.flags.base == "" {
		o = within
	}
	if mistake := t.mistake(o); mistake != nil {
		return nil, mistake
	}
	return o, t.fault
}

// entry judges one person of the directory, to be put together with the tenant.
func (t *tenancy) entry(m probes.Member) error {
	masked, err := t.Mask.Person(m)
	if err = errors.Join(t.fault, err); err != nil {
		return err
	}
	finding, err := t.Judge.Person(&masked)
	if err != nil {
		return err
	}
	t.Expiring.Add(&masked, finding)
	if err := t.marks.note(finding); err != nil {
		return err
	}
	g := &pairs.Ground{
		DN: m.DN, Container: m.Path.DN, UPN: m.UPN, SAM: m.SamAccountName, SID: m.SID, Anchor: m.Anchor, Flags: m.Flags, Mark: t.marks.last(),
	}
	for _, name := range m.Names {
		address := name.Value
		if _, after, kinded := strings.Cut(name.Value, ":"); kinded && name.Attribute == "proxyAddresses" {
			address = after
		}
		g.Names = append(g.Names, pairs.Named{Attribute: name.Attribute, Value: name.Value, Address: address})
	}
	return t.join.AddGround(g)
}

// together judges everybody of both sides. why is what kept the directory from
// being seen as a whole.
func (t *tenancy) together(why *probes.Obstacle) error {
	ground := t.seenGround(why)
	t.join.All = ground.Why == nil && ground.Elsewhere.None()
	t.Tenant.Joined = &scanned.Joined{}
	t.judges(ground)
	return t.join.Each(func(pair pairs.Pair) error {
		t.Tenant.Joined.Count(pair.Where)
		t.Tenant.Where = pair.Where
		p, entry := pair.Cloud, scan.Entry{Twice: pair.Where == pairs.Twice}
		if p == nil {
			p = &probes.CloudPerson{}
			if ground.CloudWhy == nil {
				p.User.Found = probes.No
			}
		}
		mark := ""
		if g := pair.Ground; g != nil {
			entry.Found, entry.DN, entry.UPN, entry.SID, entry.Anchor, entry.Flags = true, g.DN, g.UPN, g.SID, g.Anchor, g.Flags
			entry.Shared, mark = g.Shared, g.Mark
		} else if t.passedOver(&p.User) {
			entry.Why = &probes.Obstacle{Kind: probes.PassedOver, Needs: "isCriticalSystemObject"}
		}
		return t.found(p, entry, mark, t.member(p, pair.Ground))
	})
}

// passedOver reports whether the usual filter leaves such an account out, so that
// it is not missing where it was not seen: a built-in one, whose RID is below
// 1,000, or one of the installer's.
func (t *tenancy) passedOver(u *probes.CloudUser) bool {
	name := strings.ToUpper(u.OnPremisesSAM)
	rid := u.OnPremisesSID[strings.LastIndexByte(u.OnPremisesSID, '-')+1:]
	builtIn := rid != "" && len(rid) < len("1000")
	return t.Usual && (strings.HasPrefix(name, "AAD_") || strings.HasPrefix(name, "MSOL_") || builtIn)
}

// seenGround is what was seen of both sides, for who judges a person of one.
func (t *tenancy) seenGround(why *probes.Obstacle) scan.Ground {
	ground := scan.Ground{
		Why: why, CloudWhy: t.Tenant.Why, Domain: probes.DN(t.real.BaseDN).DNS(), Elsewhere: t.real.Others, Unlisted: probes.All[string](nil),
		Names: map[string]probes.YesNo{}, NamesWhy: t.setting.DomainsWhy,
	}
	if ground.CloudWhy == nil && !t.Tenant.Census.Complete {
		ground.CloudWhy = &probes.Obstacle{Kind: probes.PassedOver}
	}
	switch {
	case why != nil:
	case t.flags.base != "":
		ground.Why = &probes.Obstacle{Kind: probes.PassedOver, Needs: "--base"}
	case t.flags.filter != "":
		ground.Why = &probes.Obstacle{Kind: probes.PassedOver, Needs: "--filter"}
	}
	for _, gap := range t.Setting.Gaps {
		if gap.What == probes.GapUnlisted {
			ground.Unlisted = append(ground.Unlisted, gap.Why.Needs)
		}
	}
	for _, d := range t.setting.Domains.List {
		ground.Names[strings.ToLower(d.Name)] = d.Verified
	}
	return ground
}
