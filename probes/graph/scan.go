package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/sorted"
)

var _ probes.TenantPopulation = (*Client)(nil)

// scanFields are what is read of everybody. assignedPlans, which tells of a plan
// no more than the licence that carries it, is left out: it is half of a page.
const scanFields = "id,userPrincipalName,userType,creationType,accountEnabled,assignedLicenses,licenseAssignmentStates,provisionedPlans," +
	"onPremisesSyncEnabled,onPremisesImmutableId,onPremisesDistinguishedName,onPremisesDomainName,onPremisesSamAccountName," +
	"onPremisesSecurityIdentifier,onPremisesProvisioningErrors,usageLocation,lastPasswordChangeDateTime,mobilePhone,businessPhones,otherMails"

// tenantScan is one scan of a tenant.
type tenantScan struct {
	c       *Client
	watch   probes.TenantWatch
	setting probes.TenantSetting
	plans   map[string]probes.SKU // what the tenant owns, by SKU ID
	moved   map[string]transfer   // transfers of authority, by user ID
	census  probes.TenantCensus
	begun   time.Time

	people, report sorted.Pile // by object ID

	mu       sync.Mutex // of what follows, and of watch.Tell
	progress probes.Progress
	asked    int
	barred   *probes.Obstacle // why nobody's own word about who masters the account is asked for any more
}

// ScanTenant implements [probes.TenantPopulation]. The list of users and the
// registration report come in orders of their own, so both are put in order by
// object ID, in files where memory does not hold them, and then joined.
func (c *Client) ScanTenant(ctx context.Context, watch probes.TenantWatch) (probes.TenantCensus, error) {
	s := &tenantScan{c: c, watch: watch, begun: c.now(), moved: map[string]transfer{}}
	defer s.people.Close()
	defer s.report.Close()
	s.prepare(ctx)
	beside, leave := context.WithCancel(ctx)
	defer leave()
	report := aside(func() (struct{}, error) { s.readReports(beside); return struct{}{}, nil })
	err := s.readPeople(ctx)
	if err != nil && s.people.Len() == 0 {
		leave() // there is nobody whom it could tell of
	}
	s.stage(probes.Registering)
	if _, crashed := report(); crashed != nil {
		s.setting.ReportWhy = probes.AsObstacle(crashed)
	}
	s.census.Complete = err == nil
	s.census.Total = s.progress.Total
	s.setting.Seen = c.stamp(s.begun)
	if s.watch.Setting != nil {
		s.watch.Setting(s.setting)
	}
	if own := s.handOut(ctx); own != nil {
		s.census.Complete, err = false, own
	}
	s.census.Seen, s.census.Asked = c.stamp(s.begun), s.asked
	return s.census, err
}

// stage tells what the scan is at.
func (s *tenantScan) stage(stage probes.Stage) { s.tell(func(p *probes.Progress) { p.Stage = stage }) }

func (s *tenantScan) tell(change func(*probes.Progress)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.progress.Host = s.c.hosts.graph
	change(&s.progress)
	if s.watch.Tell != nil {
		s.watch.Tell(s.progress)
	}
}

// readPeople reads the list of users.
func (s *tenantScan) readPeople(ctx context.Context) error {
	s.stage(probes.Reading)
	if total := s.total(ctx); total > 0 {
		s.tell(func(p *probes.Progress) { p.Total, p.About = total, true })
	}
	var l *crowd
	l = &crowd{
		c: s.c, first: question{path: "/users", permission: userRead, query: url.Values{"$select": {scanFields}, "$top": {crowdTop}}},
		take: s.takeUser,
		turned: func() {
			s.tell(func(p *probes.Progress) {
				p.Users, p.Stage = l.taken, probes.Reading
				if l.waiting {
					p.Stage = probes.Waiting
				}
			})
		},
	}
	err := l.read(ctx)
	s.census.Pages, s.census.Breaks = l.pages, l.breaks
	return err
}

// oursAlone is an error of this machine, in the middle of a list.
func oursAlone(err error) error {
	if err == nil {
		return nil
	}
	return &probes.Obstacle{Kind: probes.Crashed, Err: err}
}

func (s *tenantScan) takeUser(raw json.RawMessage) error {
	var item scanItem
	if err := json.Unmarshal(raw, &item); err != nil {
		return err //nolint:wrapcheck // the list says what it means
	}
	switch {
	case item.ID == "":
		return &probes.Obstacle{Kind: probes.Malformed, Host: s.c.hosts.graph, Needs: "/users", Err: errHollow}
	case item.Enabled.there && item.Enabled.value == nil: // as for one user: only the basic profile may be read
		return &probes.Obstacle{Kind: probes.MissingPermission, Host: s.c.hosts.graph, Needs: userRead}
	}
	user := item.user()
	user.Asked = user.UPN
	unclear := s.licences(&item, &user)
	kept, err := json.Marshal(keptUser{User: user, Unclear: unclear})
	if err != nil {
		return oursAlone(err)
	}
	return oursAlone(s.people.Add(lower(item.ID), kept))
}

// keptUser is a user until the report is there.
type keptUser struct {
	User    probes.CloudUser `json:"user"`
	Unclear bool             `json:"unclear"` // the list does not tell in which state a plan is
}

// readReports reads what has a tight limit, beside the list of users.
func (s *tenantScan) readReports(ctx context.Context) {
	s.setting.ReportWhy = probes.AsObstacle(s.readReport(ctx))
	s.setting.AuditWhy = probes.AsObstacle(s.readTransfers(ctx))
	s.setting.Switched, _ = s.c.SwitchLog(ctx, s.begun.Add(-auditKeeps)) // that it is not read changes nothing
}

// readReport reads the registration report of everybody. It takes no $select.
func (s *tenantScan) readReport(ctx context.Context) error {
	l := &crowd{
		c: s.c, turned: func() {},
		first: question{
			path: "/reports/authenticationMethods/userRegistrationDetails", permission: auditRead, report: true,
			query: url.Values{"$top": {crowdTop}},
		},
		take: func(raw json.RawMessage) error {
			var item registrationItem
			if err := json.Unmarshal(raw, &item); err != nil {
				return err //nolint:wrapcheck // the list says what it means
			}
			if item.ID == "" {
				return &probes.Obstacle{Kind: probes.Malformed, Host: s.c.hosts.graph, Needs: "id", Err: errHollow}
			}
			kept, err := json.Marshal(item.registration(s.c.config.Cloud))
			if err != nil {
				return oursAlone(err)
			}
			return oursAlone(s.report.Add(lower(item.ID), kept))
		},
	}
	err := l.read(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.census.Rows = s.report.Len()
	return err
}

// handOut joins the two and hands out everybody once. The error is that of
// whoever takes them, or one of ours.
func (s *tenantScan) handOut(ctx context.Context) error {
	people, err := s.people.Read()
	if err != nil {
		return oursAlone(err)
	}
	report, err := s.report.Read()
	if err != nil {
		return oursAlone(err)
	}
	for {
		id, value, more, err := people.Next()
		if err != nil || !more {
			return oursAlone(err)
		}
		_, again, err := people.Take(id, 0) // those of a page that was read twice, and of a list that has somebody twice
		if err != nil {
			return oursAlone(err)
		}
		s.census.Again += again
		if err := s.hand(ctx, value, report, id); err != nil {
			return err
		}
	}
}

// hand hands one user out.
func (s *tenantScan) hand(ctx context.Context, value []byte, report *sorted.Reader, id string) error {
	row, err := rowOf(report, id)
	if err != nil {
		return oursAlone(err)
	}
	person, err := s.person(ctx, value, row)
	if err != nil {
		return oursAlone(err)
	}
	s.census.Users++
	if s.watch.Person == nil {
		return nil
	}
	return s.watch.Person(person)
}

// rowOf is the row of a user in the report, nil for none. Rows of people who are
// not in the list are passed over.
func rowOf(report *sorted.Reader, id string) ([]byte, error) {
	for {
		next, more := report.Peek()
		if !more || next > id {
			return nil, nil
		}
		values, _, err := report.Take(next, 1)
		if err != nil {
			return nil, err
		}
		if next == id {
			return values[0], nil
		}
	}
}

// person is one user with what stands in the report.
func (s *tenantScan) person(ctx context.Context, value, row []byte) (probes.CloudPerson, error) {
	var kept keptUser
	if err := json.Unmarshal(value, &kept); err != nil {
		return probes.CloudPerson{}, err //nolint:wrapcheck // it is ours
	}
	p := probes.CloudPerson{User: kept.User, RegistrationWhy: s.setting.ReportWhy}
	p.User.Seen = s.setting.Seen
	if kept.Unclear {
		s.askLicences(ctx, &p.User)
	}
	switch {
	case row != nil:
		if err := json.Unmarshal(row, &p.Registration); err != nil {
			return probes.CloudPerson{}, err //nolint:wrapcheck // it is ours
		}
		p.RegistrationWhy = nil
	case s.setting.ReportWhy == nil:
		p.Registration.Found = probes.No
	}
	p.Registration.Seen = s.setting.Seen
	if p.User.Sync == probes.NeverSync {
		p.Authority = s.authority(ctx, &p.User)
	}
	return p, nil
}
