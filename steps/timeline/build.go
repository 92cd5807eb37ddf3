package timeline

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/connectivity"
	"example.com/writeback-doctor/steps/reenable"
)

// What the steps have seen, as far as the history takes it. The names are those of
// the steps' own evidence.
type (
	accountSeen struct {
		User probes.DirectoryUser `json:"user"`
	}
	copiesSeen struct {
		Copies *probes.Replicas `json:"copies"`
	}
	originSeen struct {
		Cloud     probes.CloudUser `json:"cloud"`
		Authority probes.Authority `json:"authority"`
	}
)

// Of is what the findings of a walk tell. user is whose password it is; "" where
// the walk does not say. No order of the findings or of their rows changes it.
func Of(findings []steps.Finding, user string) Timeline {
	t := Timeline{User: user}
	t.logs(findings)
	t.directory(findings)
	t.cloud(findings)
	t.compareClocks(findings)
	t.Rows = distinct(t.Rows)
	t.join()
	t.Story = t.story()
	return t
}

// add takes a row that says when it was.
func (t *Timeline) add(r Row) {
	if !r.At.IsZero() {
		t.Rows = append(t.Rows, r)
	}
}

// evidenceOf is the evidence of a step, nil where there is none. What has passed
// still tells what was.
func evidenceOf(findings []steps.Finding, id steps.ID) json.RawMessage {
	i := slices.IndexFunc(findings, func(f steps.Finding) bool { return f.Step == id })
	if i < 0 {
		return nil
	}
	return findings[i].Evidence
}

func seenBy[E any](findings []steps.Finding, id steps.ID) (seen E, ok bool) {
	evidence := evidenceOf(findings, id)
	return seen, evidence != nil && json.Unmarshal(evidence, &seen) == nil
}

// logs are the rows of the three logs.
func (t *Timeline) logs(findings []steps.Finding) {
	id := reenable.EventLogID
	told, ok := reenable.Chronicle{}, false
	if evidence := evidenceOf(findings, id); evidence != nil {
		told, ok = reenable.ChronicleOf(evidence)
	}
	if !ok {
		why := whyNot(findings, id)
		t.Gaps = append(t.Gaps, Gap{AuditLog, why}, Gap{SignInLog, why}, Gap{ServerEvents, why})
		return
	}
	t.User = cmp.Or(t.User, told.User)
	t.Since, t.Oldest, t.Others = told.Since, told.Oldest, told.Others
	for _, gap := range []Gap{{AuditLog, told.NoAudit}, {SignInLog, told.NoSignIns}, {ServerEvents, told.NoLog}} {
		if gap.Why != nil {
			t.Gaps = append(t.Gaps, gap)
		}
	}
	for i := range told.Entries {
		t.add(rowOf(told.Entries[i], told.Host))
	}
}

// whyNot is why a step has no evidence, nil where nobody looked.
func whyNot(findings []steps.Finding, id steps.ID) *probes.Obstacle {
	for i := range findings {
		if findings[i].Step == id {
			return findings[i].Why
		}
	}
	return nil
}

func rowOf(e *reenable.Entry, host string) Row {
	r := Row{
		At: e.At, Until: e.Until, Times: e.Times, Place: Cloud, Source: Source(e.Log), Step: reenable.EventLogID,
		Ending: e.Ending, Code: e.Code, Activity: e.Activity, Means: e.Means, Reason: e.Reason, Agent: e.Agent,
		Users: e.Users, IDs: e.IDs, Password: e.Password, Change: e.Change, Crosses: e.Crosses, group: e.Group, tells: e.Tells,
	}
	if r.Source == ServerEvents {
		r.Place = Server
		if host != "" {
			r.Hosts = []string{host}
		}
	}
	return r
}

// directory are the times that the directory holds of the account.
func (t *Timeline) directory(findings []steps.Finding) {
	add := func(step steps.ID, at time.Time, code string, host ...string) {
		t.add(Row{
			At: at, Times: 1, Place: Directory, Source: DirectoryAccount, Step: step, Hosts: host,
			Ending: reenable.Noted, Code: code, Password: code == passwordSet, Change: true,
		})
	}
	seen, ok := seenBy[accountSeen](findings, configuration.UserAccountID)
	if ok && seen.User.Matches == 1 {
		add(configuration.UserAccountID, seen.User.PasswordLastSet, passwordSet)
		add(configuration.UserAccountID, seen.User.LockoutTime.Or(time.Time{}), lockedOut)
	} else {
		t.Gaps = append(t.Gaps, Gap{DirectoryAccount, whyNot(findings, configuration.UserAccountID)})
	}
	copies, ok := seenBy[copiesSeen](findings, configuration.DomainControllersID)
	if !ok || copies.Copies == nil {
		return
	}
	for _, one := range copies.Copies.List {
		if one.Found == probes.Yes {
			add(configuration.DomainControllersID, one.PasswordLastSet, passwordSet, one.Host)
			add(configuration.DomainControllersID, one.LockoutTime.Or(time.Time{}), lockedOut, one.Host)
		}
	}
}

// The attributes that hold times, as the directory and Microsoft Graph name them.
const (
	passwordSet  = "pwdLastSet"
	lockedOut    = "lockoutTime"
	cloudChanged = "lastPasswordChangeDateTime"
	transferred  = "onPremisesSyncBehavior"
)

// cloud are the times that the tenant holds of the account.
func (t *Timeline) cloud(findings []steps.Finding) {
	seen, ok := seenBy[originSeen](findings, configuration.UserOriginID)
	if !ok {
		return
	}
	row := Row{Times: 1, Place: Cloud, Source: CloudAccount, Step: configuration.UserOriginID, Ending: reenable.Noted}
	if seen.Cloud.Found == probes.Yes {
		row.At, row.Code, row.Password = seen.Cloud.PasswordLastChange, cloudChanged, true
		t.add(row)
	}
	row.At, row.Code, row.Password, row.Change = seen.Authority.TransferAt, transferred, false, true
	t.add(row)
}

// compareClocks puts the times of a place whose clock is known to be wrong by much
// on that of the cloud.
func (t *Timeline) compareClocks(findings []steps.Finding) {
	offsets := connectivity.Offsets{}
	if evidence := evidenceOf(findings, connectivity.ClockID); evidence != nil {
		offsets = connectivity.OffsetsOf(evidence)
	}
	for _, skew := range []Skew{{Server, offsets.Server}, {Directory, offsets.Directory}} {
		if t.any(func(r *Row) bool { return r.Place == skew.Place }) {
			t.Skews = append(t.Skews, skew)
		}
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		r.Within = exact
		for _, skew := range t.Skews {
			if r.Place == skew.Place {
				r.correct(skew)
			}
		}
		r.At, r.Until = r.At.UTC(), r.Until.UTC()
	}
}

func (r *Row) correct(skew Skew) {
	ahead, known := skew.Ahead.Get()
	switch {
	case !known:
		r.Within = 0
	case skew.Large():
		ahead = ahead.Round(time.Second)
		r.Written, r.At, r.Within = r.At.UTC(), r.At.Add(-ahead), measured
		if !r.Until.IsZero() {
			r.Until = r.Until.Add(-ahead)
		}
	default:
		r.Within = max(exact, ahead.Abs().Round(time.Second))
	}
}

// distinct are the rows by time, each once: what two looks or two pages brought of
// the same thing is one.
func distinct(rows []Row) []Row {
	sorted := make([]*Row, len(rows))
	for i := range rows {
		sorted[i] = &rows[i]
	}
	probes.SortStable(sorted, compare)
	var all []Row
	for _, r := range sorted {
		twin := len(all) - 1
		for twin >= 0 && all[twin].At.Equal(r.At) && !all[twin].same(r) {
			twin--
		}
		if twin < 0 || !all[twin].At.Equal(r.At) {
			all = append(all, *r)
			continue
		}
		all[twin].Hosts = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(all[twin].Hosts), r.Hosts...))))
	}
	return all
}

// any reports whether there is such a row.
func (t *Timeline) any(is func(*Row) bool) bool {
	for i := range t.Rows {
		if is(&t.Rows[i]) {
			return true
		}
	}
	return false
}

func (r *Row) same(other *Row) bool {
	return r.Place == other.Place && r.Source == other.Source && r.Code == other.Code && r.Activity == other.Activity && r.Ending == other.Ending &&
		r.Agent == other.Agent && r.Reason == other.Reason && slices.Equal(r.IDs, other.IDs) && slices.Equal(r.Users, other.Users)
}

// compare orders two rows: by time, and those of one moment as one follows from
// the other.
func compare(a, b *Row) int {
	return cmp.Or(
		a.At.Compare(b.At), cmp.Compare(a.turn(), b.turn()), cmp.Compare(b.tells, a.tells), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Activity, b.Activity),
		slices.Compare(a.IDs, b.IDs), slices.Compare(a.Users, b.Users), cmp.Compare(a.Ending, b.Ending), cmp.Compare(a.Agent, b.Agent),
		cmp.Compare(a.Reason, b.Reason), a.Until.Compare(b.Until), cmp.Compare(a.Source, b.Source), slices.Compare(a.Hosts, b.Hosts),
		cmp.Compare(a.Step, b.Step),
	)
}

// turn is when in the course of one operation something is noted: it arrives at
// the server, the directory takes it or not, the server says so, then the cloud,
// and then somebody signs in.
func (r *Row) turn() int {
	switch {
	case r.Crosses == reenable.CloudToServer && r.Place == Server:
		return 0
	case r.Place == Directory:
		return 1
	case r.Place == Server:
		return 2
	case r.Source == SignInLog:
		return 4
	default:
		return 3
	}
}

// named reports whether a user is one of several.
func named(users []string, user string) bool {
	return slices.ContainsFunc(users, func(u string) bool { return strings.EqualFold(u, user) })
}
