package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// followUps bounds the people who are asked about one by one. Whoever comes after
// them is not known in that respect.
const followUps = 1000

// premiumService is the service of the plans P1 and P2 in provisionedPlans
// ("provisionedPlan resource type"; the list says there of which service a plan
// is, and not which plan).
const premiumService = "AADPremiumService"

// scanItem is one user of the list.
type scanItem struct {
	userItem

	Assigned *[]struct {
		SKUID string   `json:"skuId"`
		Off   []string `json:"disabledPlans"`
	} `json:"assignedLicenses"`
	States []struct {
		SKUID string `json:"skuId"`
		State string `json:"state"`
		Group string `json:"assignedByGroup"`
		Error string `json:"error"`
	} `json:"licenseAssignmentStates"`
	Provisioned []struct {
		Service string `json:"service"`
		Status  string `json:"provisioningStatus"`
	} `json:"provisionedPlans"`
}

// user is the account; the states of its licences have more fields here.
func (i *scanItem) user() probes.CloudUser {
	i.userItem.States = nil
	user := i.userItem.user()
	faults, told := []probes.AssignmentFault{}, i.States != nil
	for _, s := range i.States {
		told = told && s.Error != ""
		if s.Error != noFault && s.Error != "" {
			faults = append(faults, probes.AssignmentFault{SKUID: s.SKUID, Group: s.Group, Error: s.Error})
		}
	}
	user.AssignmentFaults = probes.AllIf(faults, told)
	return user
}

func lower(s string) string { return strings.ToLower(s) }

// licences tells what a user holds by what was assigned and what the tenant owns.
// It reports whether that leaves open in which state a plan is, so that the
// licence details have to be asked for.
func (s *tenantScan) licences(i *scanItem, user *probes.CloudUser) (unclear bool) {
	switch {
	case s.setting.LicensesWhy != nil: // nobody says which plans a product carries, nor may the details be read
		user.LicensesWhy = s.setting.LicensesWhy
		return false
	case i.Assigned == nil:
		user.LicensesWhy = &probes.Obstacle{Kind: probes.LeftOut, Host: s.c.hosts.graph, Needs: "assignedLicenses"}
		return false
	}
	held, sure := []probes.UserLicense{}, false
	for _, a := range *i.Assigned {
		sku, owned := s.plans[lower(a.SKUID)]
		l := probes.UserLicense{SKUID: a.SKUID, PartNumber: sku.PartNumber, Plans: probes.List[probes.Plan]{}}
		for _, p := range sku.Plans {
			if id := lower(p.ID); id != probes.PlanP1 && id != probes.PlanP2 {
				continue
			}
			p.Status = i.status(a.SKUID, a.Off, p)
			unclear, sure = unclear || p.Status == "", sure || p.Status == planOn
			l.Plans = append(l.Plans, p)
		}
		if len(l.Plans) == 0 && len(sku.Plans) > 0 {
			l.Plans = sku.Plans[:1] // it carries others, and is not one of which nobody says what it carries
		}
		unclear = unclear || !owned
		held = append(held, l)
	}
	user.Licenses, user.LicensesSeen = held, true
	return unclear && !sure
}

// planOn and planOff are the states of a plan (provisioningStatus of
// servicePlanInfo).
const planOn, planOff = "Success", "Disabled"

// status is that of a plan for the user; "" where the list does not tell it. It is
// on where the tenant has it, the assignment is active without an error, and
// everything that was provisioned of that service is.
func (i *scanItem) status(sku string, off []string, p probes.Plan) string {
	for _, id := range off {
		if strings.EqualFold(id, p.ID) {
			return planOff
		}
	}
	active, provisioned := false, false
	for _, s := range i.States {
		active = active || strings.EqualFold(s.SKUID, sku) && s.State == "Active" && s.Error == noFault
	}
	for _, s := range i.Provisioned {
		if s.Service != premiumService {
			continue
		}
		if provisioned = s.Status == planOn; !provisioned {
			break
		}
	}
	if p.Status == planOn && active && provisioned {
		return planOn
	}
	return ""
}

// askLicences reads the licence details of one user, within bounds.
func (s *tenantScan) askLicences(ctx context.Context, user *probes.CloudUser) {
	if s.asked >= followUps {
		user.Licenses, user.LicensesSeen = nil, false
		user.LicensesWhy = &probes.Obstacle{Kind: probes.PassedOver, Host: s.c.hosts.graph, Needs: "licenseDetails"}
		return
	}
	s.asked++
	var held []licenceItem
	path, err := userPath(user.ID)
	if err == nil {
		err = s.follow(ctx, func(ctx context.Context) (err error) {
			held, err = list[licenceItem](ctx, s.c, question{path: path + "/licenseDetails", permission: licenceRead, query: selecting("skuId,skuPartNumber,servicePlans")})
			return err
		})
	}
	user.Licenses, user.LicensesSeen = probes.AllIf(userLicences(held), err == nil), err == nil
	user.LicensesWhy = probes.AsObstacle(err)
}

// follow asks one question beside the lists.
func (s *tenantScan) follow(ctx context.Context, ask func(context.Context) error) error {
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: s.c.hosts.graph, Needs: questionLimit.String()}
	ctx, cancel := s.c.config.Clock.Within(ctx, questionLimit, late)
	defer cancel()
	return ask(ctx)
}

// transfer is where the newest transfer of authority of an account led.
type transfer struct {
	toCloud probes.YesNo
	at      time.Time
}

// transfersAtMost bounds the accounts whose transfers are kept.
const transfersAtMost = 50_000

// auditKeeps is how long the tenant keeps its audit log with Premium P1 or P2
// ("Microsoft Entra data retention").
const auditKeeps = 30 * 24 * time.Hour

// readTransfers reads from the audit log whose authority was transferred.
func (s *tenantScan) readTransfers(ctx context.Context) error {
	for _, activity := range []string{"Change Source of Authority", "Undo changes to Source of Authority"} {
		l := &crowd{
			c: s.c, turned: func() {},
			first: question{
				path: "/auditLogs/directoryAudits", permission: auditRead, report: true,
				query: url.Values{"$select": {switchFields + ",targetResources"}, "$top": {crowdTop}, "$filter": {
					"loggedByService eq 'Core Directory' and activityDateTime ge " + s.begun.Add(-auditKeeps).UTC().Format(time.RFC3339) +
						" and startswith(activityDisplayName,'" + activity + "')",
				}},
			},
			take: s.takeTransfer,
		}
		if err := l.read(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *tenantScan) takeTransfer(raw json.RawMessage) error {
	var item struct {
		auditItem

		Targets []struct {
			ID string `json:"id"`
		} `json:"targetResources"`
	}
	if err := json.Unmarshal(raw, &item); err != nil {
		return err //nolint:wrapcheck // the list says what it means
	}
	led, at := newestTransfer([]auditItem{item.auditItem})
	if led == probes.Unsaid {
		return nil
	}
	for _, target := range item.Targets {
		id := lower(target.ID)
		known, is := s.moved[id]
		if is && at.Before(known.at) || !is && len(s.moved) >= transfersAtMost {
			continue
		}
		s.moved[id] = transfer{led, at}
	}
	if len(s.moved) >= transfersAtMost {
		return &probes.Obstacle{Kind: probes.Malformed, Host: s.c.hosts.graph, Needs: "/auditLogs/directoryAudits", Err: errCrowd}
	}
	return nil
}

// authority is what tells whether an account that the cloud does not take for
// synchronised was transferred there. Its own word is asked for only where it
// shows that it came from a directory.
func (s *tenantScan) authority(ctx context.Context, user *probes.CloudUser) probes.Authority {
	a := probes.Authority{Seen: s.setting.Seen, AuditWhy: s.setting.AuditWhy}
	moved := s.moved[lower(user.ID)]
	a.Transferred, a.TransferAt = moved.toCloud, moved.at
	came := user.Anchor != "" || user.OnPremisesSID != "" || user.OnPremisesDN != ""
	switch {
	case !came:
		return a
	case s.barred == nil && s.asked >= followUps:
		s.barred = &probes.Obstacle{Kind: probes.PassedOver, Host: s.c.hosts.graph, Needs: "onPremisesSyncBehavior"}
	}
	if s.barred != nil {
		a.CloudWhy = s.barred
		return a
	}
	s.asked++
	path, err := userPath(user.ID)
	if err == nil {
		err = s.follow(ctx, func(ctx context.Context) error {
			item, err := s.c.behaviour(ctx, path)
			a.CloudManaged = said(item.CloudManaged)
			return err
		})
	}
	if a.CloudWhy = probes.AsObstacle(err); a.CloudWhy != nil && !passes(a.CloudWhy.Kind) {
		s.barred = a.CloudWhy // it is refused to whoever asks, and not of this user
	}
	return a
}
