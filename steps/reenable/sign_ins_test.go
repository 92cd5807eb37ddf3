package reenable

import (
	"context"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// noting is a tenant that has rows of both logs, or says why it has not.
type noting struct {
	probes.Graph
	audit            []probes.AuditRow
	signIns          []probes.SignInRow
	noAudit, noSigns error
}

func (noting) User(_ context.Context, id string) (probes.CloudUser, error) {
	return probes.CloudUser{Asked: id, Found: probes.Said(id == caller), ID: "object-id"}, nil
}

func (n noting) Audit(context.Context, string, time.Time) (probes.Audit, error) {
	return probes.Audit{Seen: probes.Seen{At: noon}, Rows: probes.All(n.audit)}, n.noAudit
}

func (n noting) SignIns(context.Context, string, time.Time) (probes.SignInLog, error) {
	return probes.SignInLog{Seen: probes.Seen{At: noon}, Rows: probes.All(n.signIns)}, n.noSigns
}

// TestWithoutTheServerTheTenantIsStillHeard: the step stays unseen, keeps what the
// tenant said, and a success that names Connect is a proof.
func TestWithoutTheServerTheTenantIsStillHeard(t *testing.T) {
	t.Parallel()
	refused := &probes.Obstacle{Kind: probes.MissingPermission}
	for name, c := range map[string]struct {
		graph          probes.Graph
		proofs         int
		audit, signIns bool // read
	}{
		"both":              {noting{audit: []probes.AuditRow{auditRow(time.Minute, "success", connectAgent)}}, 1, true, true},
		"a failure":         {noting{audit: []probes.AuditRow{auditRow(time.Minute, "failure", connectAgent)}}, 0, true, true},
		"one to come":       {noting{audit: []probes.AuditRow{auditRow(-time.Minute, "success", connectAgent)}}, 0, true, true},
		"no sign-ins":       {noting{noSigns: refused}, 0, true, false},
		"sign-ins alone":    {noting{noAudit: refused}, 0, false, true},
		"neither":           {noting{noAudit: refused, noSigns: refused}, 0, false, false},
		"nobody's a tenant": {nil, 0, false, false},
	} {
		result, err := EventLog.Check.Run(t.Context(), outside(nil, c.graph), facts.With(steps.Facts{steps.User: caller}))
		if !c.audit && !c.signIns {
			if err == nil || probes.AsObstacle(err).Kind != probes.NoServer {
				t.Errorf("%s: got %+v, %v; want no server", name, result.Verdict, err)
			}
			continue
		}
		v := result.Verdict
		if err != nil || v.On != steps.Unseen || v.Why == nil || v.Why.Kind != probes.NoServer || len(v.Proofs) != c.proofs || !result.Seen.At.Equal(noon) {
			t.Errorf("%s: got %+v seen at %v, %v", name, v, result.Seen.At, err)
		}
		told, ok := ChronicleOf(result.Evidence)
		if !ok || (told.NoAudit == nil) != c.audit || (told.NoSignIns == nil) != c.signIns || told.NoLog == nil {
			t.Errorf("%s: kept %+v", name, told)
		}
	}
}

// TestOfSignInsThePasswordFamilyIsKept, by number, and what says no number.
func TestOfSignInsThePasswordFamilyIsKept(t *testing.T) {
	t.Parallel()
	var rows []probes.SignInRow
	for _, code := range []int{0, 50053, 50055, 50056, 50057, 50058, 50074, 50076, 50126, 50142, 50144, 53003, 80007, 119999, 120002, 129999, 130000, 500121} {
		rows = append(rows, probes.SignInRow{At: noon, Code: probes.Known(code)})
	}
	rows = append(rows, probes.SignInRow{At: noon})
	log, err := seeSignIns(t.Context(), outside(nil, noting{signIns: rows}), facts, caller, noon)
	var kept []int
	for _, r := range log.Rows {
		kept = append(kept, r.Code.Or(-1))
	}
	if want := []int{50053, 50055, 50056, 50057, 50126, 50142, 50144, 80007, 120002, 129999, -1}; err != nil || !slices.Equal(kept, want) {
		t.Errorf("kept %v, %v; want %v", kept, err, want)
	}
	if _, err := seeSignIns(t.Context(), outside(nil, noting{}), facts, "nobody@contoso.com", noon); probes.AsObstacle(err).Kind != probes.NotFound {
		t.Errorf("of nobody: %v", err)
	}
}

// TestSignInsDecideNothing: the verdict is the same whatever they are, and what
// stood in the way of them is told, once.
func TestSignInsDecideNothing(t *testing.T) {
	t.Parallel()
	denied := &probes.Obstacle{Kind: probes.MissingPermission}
	wrong := &probes.SignInLog{Rows: probes.List[probes.SignInRow]{{At: noon, Code: probes.Known(50126)}, {At: noon}}}
	for name, c := range map[string]struct {
		seen  eventsSeen
		lines int
	}{
		"failed ones":          {eventsSeen{SignIns: wrong}, 0},
		"no permission":        {eventsSeen{NoSignIns: denied}, 1},
		"nor for the other":    {eventsSeen{NoSignIns: denied, NoAudit: denied}, 1},
		"each for another":     {eventsSeen{NoSignIns: &probes.Obstacle{Kind: probes.Unlicensed}, NoAudit: denied}, 2},
		"throttled":            {eventsSeen{NoSignIns: &probes.Obstacle{Kind: probes.Throttled}}, 1},
		"no user":              {eventsSeen{NoSignIns: &probes.Obstacle{Kind: probes.NoUser}}, 0},
		"rows that nobody has": {eventsSeen{SignIns: &probes.SignInLog{}}, 1},
	} {
		c.seen.Log, c.seen.User = logOf(event(time.Minute, heartbeat, noGUID)), caller
		v := judgeEvents(c.seen)
		if lines := tellMissing(v.Args); v.On != "alive" || len(lines) != c.lines {
			t.Errorf("%s: got %q, %d lines; want alive, %d", name, v.On, len(lines), c.lines)
		}
	}
}
