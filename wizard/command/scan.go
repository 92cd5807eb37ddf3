package command

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/scanned"
)

func (a *app) scanCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "scan", Args: noArguments,
		RunE: a.printing(func(c *cobra.Command, _ []string) error { return a.scan(c.Context(), askedFor(c)) }),
	}
	own := a.flags.of(c)
	c.Flags().StringVar(&own.base, "base", "", "")
	c.Flags().StringVar(&own.filter, "filter", "", "")
	own.bindFormat(c, "text", "text", "json", "csv")
	c.Flags().StringVar(&own.since, "since", "", "")
	c.Flags().StringVar(&own.until, "until", "", "")
	c.Flags().BoolVar(&own.difference, "difference", false, "")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.world, "world", "", "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	own.bindForecast(c)
	own.bindLicenses(c)
	return c
}

// scanning is one scan on its way.
type scanning struct {
	*app
	*scanned.Scan

	sides sides
	form  scanned.Form
	marks marks // of the person who was judged last
	stop  int   // exit code of the signal that ended it; 0 for none
	fault error // of ours, in the setting
}

// scan looks at every user and prints whose password would not be written
// back. It prints what it has however it ends.
func (a *app) scan(ctx context.Context, of sides) error {
	if err := errors.Join(a.flags.checkDifference(), a.flags.checkTenant(of)); err != nil {
		return err
	}
	if a.flags.until != "" {
		return between(a)
	}
	s := &scanning{app: a, sides: of, Scan: &scanned.Scan{Output: a.output, Zone: a.process.Zone, Usual: a.flags.filter == ""}}
	if a.flags.mask {
		s.Mask = scan.NewMask()
	}
	if of.tenant {
		s.Tenant = &scanned.Tenant{}
	}
	if s.form = s.Form(a.flags.format); a.flags.difference {
		s.form = silent{s.form}
	}
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	if err := s.enter(ctx, patient); err != nil {
		_ = patient.Shut() // the end is the message
		return err
	}
	s.Patient = patient
	s.Ahead = forecast.Of(a.saver.Forecast(), forecast.Evidence{At: patient.Now()}) // until more is seen
	if of.tenant {
		err = s.runTenant(ctx)
	} else {
		err = s.run(ctx)
	}
	if err == nil && !s.flags.difference {
		err = s.form.Result()
	}
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if err != nil {
		return err
	}
	if code := s.code(); code != ExitHealthy && !s.flags.difference {
		return &exitError{code: code}
	}
	return nil
}

// run scans. What stands in the way of the rest is kept for the result; an
// error is a mistake on the command line or a fault of ours.
func (s *scanning) run(ctx context.Context) error {
	population, scope, err := s.population(ctx)
	if err != nil {
		return s.ended(ctx, err)
	}
	earlier, shut, err := s.earlier(s.flags.since)
	if err != nil {
		return err
	}
	defer shut()
	keep, kept, err := s.keep()
	if err != nil {
		return err
	}
	foreseen := s.foresee(ctx)
	if s.process.Spare != nil { // it waits for the controller for most of the time
		s.process.Spare()
	}
	progress := scanned.Watch(ctx, s.output, s.process.ErrTerminal, s.process.Now)
	s.Census, err = population.Scan(ctx, scope, probes.Watch{
		Setting: s.begin, Person: s.person, Earlier: earlier, Keep: keep, Program: s.process.Version,
		Again: func(a probes.Again) { s.Again(a) },
		Tell:  s.telling(progress),
	})
	s.Ahead = foreseen()
	progress.End()
	s.late()
	err = s.ended(ctx, err)
	shut() // what is kept may take its place
	return kept(err)
}

func (s *scanning) person(m probes.Member) error {
	m, err := s.Mask.Person(m)
	if err = errors.Join(s.fault, err); err != nil {
		return err
	}
	finding, err := s.Judge.Person(&m)
	if err != nil {
		return err
	}
	s.Tally.Add(&m, finding)
	s.Expiring.Add(&m, finding)
	if err := s.marks.note(finding); err != nil {
		return err
	}
	return s.form.Person(&m, finding)
}

// ended sorts out what ended a scan.
func (s *scanning) ended(ctx context.Context, err error) error {
	s.stop, s.Interrupted = interrupted(ctx)
	var o *probes.Obstacle
	switch {
	case err == nil:
	case errors.As(err, new(*misuse.Error)):
		return err
	case errors.As(err, &o):
		if within, ok := errors.AsType[*probes.Obstacle](o.Err); ok && s.flags.base == "" {
			o = within // nobody named a base that could be wrong: it is the domain itself that is not to be seen
		}
		if mistake := s.mistake(o); mistake != nil {
			return mistake
		}
		if s.stop == 0 || o.Kind != probes.Stopped { // the headline says that it was interrupted
			s.Why = s.Mask.Obstacle(o)
		}
	default:
		return output.Wrap(err)
	}
	if s.Judge == nil {
		return nil
	}
	s.Account, err = s.Judge.Account()
	return err
}

// mistake is a base or a filter that the directory cannot take.
func (s *scanning) mistake(o *probes.Obstacle) error {
	why := ""
	if o.Err != nil {
		why = o.Err.Error()
	}
	switch {
	case o.Kind == probes.NotLookedAt && o.Needs == "base":
		return misuse.New(lang.Text{
			Ko: "도메인 컨트롤러가 --base 값에 적은 개체({base})를 다른 서버에 물으라고 답합니다. 이 도메인에 있는 OU의 고유 이름(DN)을 적으십시오.",
			En: "The domain controller refers to another server for the object {base} (--base). Give the distinguished name of an OU of this domain.",
		}, lang.Args{"base": s.flags.base})
	case o.Kind == probes.NotFound && o.Needs == "base":
		return misuse.New(lang.Text{
			Ko: "--base 값에 적은 개체({base})가 이 도메인에 없습니다. OU의 고유 이름(DN)을 ADUC의 특성 편집기에서 그대로 복사하십시오. 예: OU=Staff,DC=corp,DC=example,DC=com",
			En: "There is no object {base} in this domain (--base). Copy the distinguished name of the OU from its attribute editor, for example OU=Staff,DC=corp,DC=example,DC=com.",
		}, lang.Args{"base": s.flags.base})
	case o.Kind == probes.NotFound && o.Needs == "filter":
		return misuse.New(lang.Text{
			Ko: "--filter 값은 올바른 LDAP 필터가 아닙니다. 괄호와 연산자를 확인하십시오. 예: (department=Sales). 자세히: {why}",
			En: "--filter is not an LDAP filter. Check its brackets and operators; an example is (department=Sales). Details: {why}",
		}, lang.Args{"why": why})
	default:
		return nil
	}
}

// population is the domain to scan, and whom of it.
func (s *scanning) population(ctx context.Context) (probes.Population, probes.Scope, error) {
	facts := s.Patient.Session.Facts()
	scope := probes.Scope{Base: strings.TrimSpace(s.flags.base), Filter: strings.TrimSpace(s.flags.filter)}
	if scope.Filter != "" && !strings.HasPrefix(scope.Filter, "(") {
		scope.Filter = "(" + scope.Filter + ")"
	}
	found, err := s.Patient.Env.Directory(ctx, facts)
	if err == nil && scope.Base != "" {
		found, err = found.Home(ctx, scope.Base)
	}
	var o *probes.Obstacle
	if errors.As(err, &o) && o.Kind == probes.NoDomain {
		return nil, scope, misuse.New(lang.Text{
			Ko: "어느 도메인을 볼지 알 수 없습니다. --domain 또는 --controller 옵션으로 지정하십시오.",
			En: "Name the domain to scan with --domain or --controller.",
		}, nil)
	}
	if err != nil {
		return nil, scope, err
	}
	population, able := found.(probes.Population)
	if !able {
		return nil, scope, &probes.Obstacle{Kind: probes.NotLookedAt}
	}
	scope.Account = s.connector(ctx, facts)
	return population, scope, nil
}

// connector is the connector account: as given, as the Connect server says, or
// "" for what the directory tells.
func (s *scanning) connector(ctx context.Context, facts steps.Facts) string {
	if known := facts[steps.ConnectorAccount]; known != "" {
		return known
	}
	step := s.Patient.Session.Find(configuration.SyncEngineID)
	if step == nil {
		return ""
	}
	result, err := steps.Live(s.Patient.Env).Run(ctx, step, facts)
	if err != nil {
		return "" // no Connect server in sight is no obstacle here
	}
	return result.Verdict.Learned[steps.ConnectorAccount]
}

// code is the exit code of a scan.
func (s *scanning) code() int {
	count := s.Tally.Count()
	switch {
	case s.stop != 0:
		return s.stop
	case count.Fail > 0, s.Account != nil && s.Account.Status == steps.Broken, s.Tenant.Status() == steps.Broken:
		return ExitBroken
	case s.Tenant.Status() == steps.Unknown:
		return ExitUnknown
	case count.Unknown > 0, count.Users == 0, s.Why != nil, s.blind(), s.Broke(), s.Account != nil && s.Account.Status == steps.Unknown:
		return ExitUnknown
	default:
		return ExitHealthy
	}
}

// blind reports whether something is hidden for everybody. Policies are not
// among it: whoever has a hidden one is counted as unknown.
func (s *scanning) blind() bool {
	return slices.ContainsFunc(s.Setting.Gaps, func(g probes.Gap) bool { return g.What != probes.GapPolicies })
}
