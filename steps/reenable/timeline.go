package reenable

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// seeTimeline reads the log, and at the same time what the tenant noted about
// this user. Without the tenant the log is judged alone; without the log what the
// tenant says is kept for the history of the user.
func seeTimeline(ctx context.Context, env steps.Env, facts steps.Facts) (eventsSeen, error) {
	var seen eventsSeen
	var audit probes.Audit
	var signIns probes.SignInLog
	var noLog, noAudit, noSignIns error
	user, since := facts[steps.User], eventsSince(env, facts)
	work := []func(){func() { seen, noLog = seeEvents(ctx, env, facts) }}
	if user == "" {
		noAudit = &probes.Obstacle{Kind: probes.NoUser}
		noSignIns = noAudit
	} else {
		work = append(work, func() {
			audit, noAudit = seeAudit(ctx, env, facts, user, since)
		}, func() {
			signIns, noSignIns = seeSignIns(ctx, env, facts, user, since)
		})
	}
	if crashed := steps.Together(0, work...); crashed != nil {
		return eventsSeen{}, crashed
	}
	if noLog != nil && noAudit != nil && noSignIns != nil {
		return eventsSeen{}, noLog
	}
	if noLog != nil {
		seen = eventsSeen{NoLog: probes.AsObstacle(noLog), Begun: begun(facts), User: user}
		seen.Seen = audit.Seen
		if noAudit != nil {
			seen.Seen = signIns.Seen
		}
	}
	if seen.NoAudit = probes.AsObstacle(noAudit); noAudit == nil {
		seen.Audit = &audit
	}
	if seen.NoSignIns = probes.AsObstacle(noSignIns); noSignIns == nil {
		seen.SignIns = &signIns
	}
	return seen, nil
}

// seeAudit reads what the tenant noted about the password of a user.
func seeAudit(ctx context.Context, env steps.Env, facts steps.Facts, of string, since time.Time) (probes.Audit, error) {
	return auditOf(ctx, env, facts, of, since, newPassword)
}

// auditOf reads what the tenant noted of some activities with a user.
func auditOf(ctx context.Context, env steps.Env, facts steps.Facts, of string, since time.Time, activities []string) (probes.Audit, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return probes.Audit{}, err
	}
	user, err := graph.User(ctx, of)
	if err != nil {
		return probes.Audit{}, err
	}
	if user.Found != probes.Yes {
		return probes.Audit{}, &probes.Obstacle{Kind: probes.NotFound, Needs: of}
	}
	audit, err := graph.Audit(ctx, user.ID, since)
	audit.Rows = slices.DeleteFunc(slices.Clone(audit.Rows), func(r probes.AuditRow) bool {
		return !slices.Contains(activities, r.Activity)
	})
	return audit, err
}

// newPassword are the activities of the audit log that set a password
// ("Reporting options for Microsoft Entra password management"). The others are
// registrations, unlocks and the single steps of a reset, which succeed while
// the reset is on its way.
var newPassword = []string{"Reset password (self-service)", "Change password (self-service)", "Reset password (by admin)"}

// unlocking is the activity that frees an account and leaves its password.
var unlocking = []string{"Unlock user account (self-service)"}

// The agents that the audit log names for a reset that it accepted.
const (
	noAgent        = "None"
	connectAgent   = "Microsoft Entra Connect"
	cloudSyncAgent = "CloudSync"
)

// cloudReasons are the codes in a row's reason that public reports explain, each
// with what it says. OnPremisesSuccessCloudFailure was seen with the result
// success as well.
var cloudReasons = []struct {
	code string
	row  Code
}{
	{"OnPremisesConnectivityError", Code{kind: unreached, Visits: toRelay}},
	{"OnPremisesConnectivityFailure", Code{kind: unreached, Visits: toRelay}},
	{"FuzzyPolicyViolationInvalidPassword", Code{kind: cloudSaidNo}},
	{"OnPremisesSuccessCloudFailure", Code{kind: differ}},
}

// oneOperation is how far apart the tenant and the server may note the same
// operation: the cloud waits for the answer, and two clocks tell the times.
const oneOperation = 2 * time.Minute

// timeline joins the events of the server with what the tenant noted about this
// user. A failure of which the server itself tells why is told once.
func timeline(e eventsSeen) []incident {
	events := incidents(e.Log.Events)
	all := slices.Clone(events)
	for _, row := range ofCloud(e) {
		if row.done || !slices.ContainsFunc(events, func(c incident) bool { return c.tellsWhy(row) }) {
			all = append(all, row.wroteBefore(events))
		}
	}
	probes.SortStable(all, func(a, b incident) int { return b.at.Compare(a.at) })
	return all
}

// tellsWhy reports whether an incident of the server is the operation of a row,
// and says why it failed.
func (c incident) tellsWhy(row incident) bool {
	return !c.done && ofPassword(c) && c.at.Sub(row.at).Abs() <= oneOperation && !elsewhere(c.users, row.users)
}

// wroteBefore turns a failure without a known reason into what it is where the
// server wrote the password of that very user at the time: the cloud did not
// store what Active Directory has.
func (c incident) wroteBefore(events []incident) incident {
	wrote := func(s incident) bool {
		return s.done && s.op.writes() && s.at.Sub(c.at).Abs() <= oneOperation && len(s.users) > 0 && !elsewhere(s.users, c.users)
	}
	if c.kind() == cloudFailed && slices.ContainsFunc(events, wrote) {
		c.cause = &Code{kind: differ}
	}
	return c
}

// ofCloud are the rows of the audit log, as incidents of this user.
func ofCloud(e eventsSeen) []incident {
	var found []incident
	if auditGap(e) != "" || e.Audit == nil {
		return nil
	}
	for _, row := range e.Audit.Rows {
		c := incident{at: row.At, cloud: true, users: []string{e.User}, reason: row.Reason}
		success := strings.EqualFold(row.Result, "success")
		known := reasonOf(row)
		switch {
		case known != nil && (!success || known.kind == differ):
			c.cause = known
		case !success:
			c.cause = &Code{kind: cloudFailed}
		case strings.EqualFold(row.Agent, noAgent):
			c.cause = &Code{kind: unwritten}
		default:
			c.done, c.op, c.accepted = true, userReset, !strings.EqualFold(row.Agent, connectAgent)
		}
		found = append(found, c)
	}
	return found
}

func reasonOf(row probes.AuditRow) *Code {
	for _, r := range cloudReasons {
		if slices.ContainsFunc(row.Codes, func(code string) bool { return strings.EqualFold(code, r.code) }) {
			return &r.row
		}
	}
	return nil
}

// auditGap is why the audit log says nothing, "" where it speaks, or where nobody
// asked it, as when no user is known.
func auditGap(e eventsSeen) probes.Kind {
	partial := func(r probes.AuditRow) bool { return r.At.IsZero() || !r.Codes.Seen() }
	switch {
	case e.NoAudit != nil && e.NoAudit.Kind == probes.NoUser:
		return ""
	case e.NoAudit != nil:
		return e.NoAudit.Kind
	case e.Audit != nil && (!e.Audit.Rows.Seen() || slices.ContainsFunc(e.Audit.Rows, partial)):
		return probes.Malformed
	default:
		return ""
	}
}

// tellAudit says that the tenant's side of the story is missing, and why.
func tellAudit(args tell.Args) []lang.Text {
	switch kind := probes.Kind(args["audit"].String()); kind {
	case "":
		return nil
	case probes.MissingPermission, probes.AccessDenied, probes.MissingRole:
		return []lang.Text{{
			Ko: "이 사용자에 관한 테넌트의 감사 로그는 읽지 못했습니다. 앱에 AuditLog.Read.All 권한이 없거나 계정에 그 로그를 읽는 역할이 없습니다.",
			En: "The tenant's audit log of this user could not be read: the application lacks the permission AuditLog.Read.All, or the account a role that may read it.",
		}}
	case probes.NoTenant:
		return []lang.Text{{
			Ko: "테넌트에 연결하지 않아 이 사용자에 관한 감사 로그는 읽지 않았습니다.",
			En: "The tenant was not connected to, so its audit log of this user was not read.",
		}}
	default:
		return []lang.Text{{
			Ko: "이 사용자에 관한 테넌트의 감사 로그는 읽지 못했습니다. 클라우드가 이 사용자의 재설정을 어떻게 기록했는지는 알 수 없습니다.",
			En: "The tenant's audit log of this user could not be read, so what the cloud noted about this user's resets is not known.",
		}}
	}
}
