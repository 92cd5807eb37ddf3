package reenable

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// EventLogID names the step whose evidence holds the logs.
const EventLogID steps.ID = "reenable/event-log"

// Ending is how something ended that a log tells of. The zero value is that it is
// not known.
type Ending string

// The endings.
const (
	EndUnknown Ending = ""
	Worked     Ending = "worked"
	Accepted   Ending = "accepted"    // the cloud took it, and nobody says who wrote it to AD
	Refused    Ending = "refused"     // or it failed; the code says how
	Never      Ending = "never-could" // it could not reach AD, whatever came after
	Noted      Ending = "noted"       // it happened, and neither worked nor failed
)

// Log is where something was noted.
type Log string

// The logs.
const (
	AuditLog     Log = "audit-log"
	SignInLog    Log = "sign-in-log"
	ServerEvents Log = "event-log"
)

// Entry is one row of a log, or a run of rows that say the same.
type Entry struct {
	At, Until time.Time // Until is that of the last one of a run; zero for a single row
	Times     int       // rows in the run
	Log       Log
	Ending    Ending
	Code      string    // number and official name; "" where there is none
	Activity  string    // of the audit log, as the vendor names it
	Means     lang.Text // in one sentence; empty where nobody says
	Reason    string    // as somebody else wrote it
	Agent     string    // who wrote to the directory, as the tenant names it
	Users     []string  // that it names
	IDs       []string  // of the operation
	Group     int       // what one log puts together has one number; 0 stands alone
	Password  bool      // it is about the new password of somebody
	Change    bool      // something was changed or broke down that others depend on
	Crosses   Crossing
	Tells     int // how much it says of a failure: a number more than a reason, and that more than the bare word
}

// Crossing is what went from one place to the next.
type Crossing string

// The crossings. The zero value is none.
const (
	CloudToServer     Crossing = "cloud-server"
	ServerToCloud     Crossing = "server-cloud"
	ServerToDirectory Crossing = "server-directory"
)

// Chronicle is what the logs tell of one user, each in its own order.
type Chronicle struct {
	User                      string
	Since                     time.Time // nothing before it was read
	Oldest                    time.Time // of the server's log, where it is younger than Since
	Host                      string    // of the server; "" where its log was not read
	Entries                   []*Entry
	NoLog, NoAudit, NoSignIns *probes.Obstacle // why they were not read
	Others                    int              // operations of other people, which are left out
}

// ChronicleOf reads the evidence of the step of the event log. ok is false for
// what is no such evidence.
func ChronicleOf(recorded []byte) (told Chronicle, ok bool) {
	var e eventsSeen
	if json.Unmarshal(recorded, &e) != nil {
		return Chronicle{}, false
	}
	told = Chronicle{User: e.User, NoLog: e.NoLog, NoAudit: e.NoAudit, NoSignIns: e.NoSignIns, Since: e.Log.Since}
	if e.Audit != nil {
		told.Since = older(told.Since, e.Audit.Since)
		for _, row := range e.Audit.Rows {
			told.Entries = append(told.Entries, auditEntry(row, e.User))
		}
	}
	if e.SignIns != nil {
		told.Since = older(told.Since, e.SignIns.Since)
		for _, row := range e.SignIns.Rows {
			told.Entries = append(told.Entries, signInEntry(row, e.User))
		}
	}
	if e.NoLog == nil && !e.Log.At.IsZero() {
		told.Host = e.Log.Vantage.Host
		if e.Log.Oldest.After(e.Log.Since) {
			told.Oldest = e.Log.Oldest
		}
		told.server(e)
	}
	return told, true
}

func older(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// auditEntry is a row of the audit log. What no rule knows is not known.
func auditEntry(row probes.AuditRow, user string) *Entry {
	e := &Entry{
		At: row.At, Times: 1, Log: AuditLog, Activity: row.Activity, Reason: row.Reason, Agent: row.Agent,
		Users: []string{user}, IDs: idsOf(row.Correlation), Password: true,
	}
	known, success := reasonOf(row), strings.EqualFold(row.Result, "success")
	if len(row.Codes) > 0 {
		e.Code = row.Codes[0]
	}
	switch {
	case known != nil && (!success || known.kind == differ):
		e.Ending, e.Means = Refused, cloudMeans(known.kind)
		if known.kind == unreached {
			e.Crosses = CloudToServer
		}
	case strings.EqualFold(row.Result, "failure"):
		e.Ending = Refused
	case !success:
		e.Code = row.Result
	case strings.EqualFold(row.Agent, noAgent):
		e.Ending = Never
	case strings.EqualFold(row.Agent, connectAgent), strings.EqualFold(row.Agent, cloudSyncAgent):
		e.Ending = Worked
	default:
		e.Ending = Accepted
	}
	return e
}

// cloudMeans is what the codes of the audit log say that public reports explain.
func cloudMeans(k kind) lang.Text {
	switch k {
	case unreached:
		return lang.Text{Ko: "클라우드가 Connect 서버에 닿지 못했습니다.", En: "The cloud did not reach the Connect server."}
	case cloudSaidNo:
		return lang.Text{Ko: "클라우드가 이 암호를 받지 않았습니다.", En: "The cloud did not take this password."}
	case differ:
		return lang.Text{Ko: "AD에는 기록되었지만 클라우드에는 저장되지 않았습니다.", En: "AD has the new password, and the cloud did not store it."}
	default:
		return lang.Text{}
	}
}

func signInEntry(row probes.SignInRow, user string) *Entry {
	e := &Entry{At: row.At, Times: 1, Log: SignInLog, Users: []string{user}, IDs: idsOf(row.Correlation)}
	if code, said := row.Code.Get(); said {
		e.Ending, e.Code, e.Means = Refused, signInCode(code), signInMeans(code)
	}
	return e
}

// idsOf are IDs in one spelling. The empty GUID is none.
func idsOf(all ...string) []string {
	var ids []string
	for _, id := range all {
		id = strings.ToLower(strings.Trim(strings.TrimSpace(id), "{}"))
		if strings.Trim(id, "0-") != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// server adds the events of the server, without the operations of other people.
func (told *Chronicle) server(e eventsSeen) {
	var service []*Entry
	for group, c := range incidents(e.Log.Events) {
		if strings.Contains(e.User, "@") && elsewhere(c.users, []string{e.User}) && !slices.ContainsFunc(c.events, ofService) {
			told.Others++
			continue
		}
		for _, event := range c.events {
			entry, shown := eventEntry(event)
			switch {
			case !shown:
			case ofService(event):
				service = append(service, entry)
			default:
				entry.Users, entry.IDs, entry.Group = slices.Clone(c.users), idsOf(c.tracking, event.TrackingID), group+1
				told.Entries = append(told.Entries, entry)
			}
		}
	}
	told.Entries = append(told.Entries, runs(service)...)
}

// eventEntry is an event by its most telling row. An event that no row knows, and
// that says itself that it is no error, is not shown.
func eventEntry(event probes.Event) (*Entry, bool) {
	rows := decode(event)
	if len(rows) == 0 {
		return nil, false
	}
	row := rows[0]
	for _, other := range rows[1:] {
		if telling(other) > telling(row) {
			row = other
		}
	}
	e := &Entry{At: event.At, Times: 1, Log: ServerEvents, Code: incident{cause: &row, event: event}.code(), Means: row.Meaning, Password: row.op.writes()}
	if e.Code == "" {
		e.Code = strconv.Itoa(event.ID)
	}
	e.Ending, e.Crosses, e.Tells = endingOf(row), crossingOf(row), telling(row)
	switch row.kind {
	case started, stopped, keys, switching, credentials, expired:
		e.Change = true
	case succeeded:
		e.Change = row.op == switchOn || row.op == switchOff
	case noted:
		e.Change = row.ID == keyPairCreated
	case adRefused, policy, notFound, account, insecure, connector, oldControl, unreachable, uncontacted, mistyped:
		e.Password = true
	default:
	}
	return e, true
}

func endingOf(row Code) Ending {
	switch {
	case row.kind == unexplained:
		return EndUnknown
	case row.kind == succeeded, row.kind == beat, row.kind == hashed:
		return Worked
	case telling(row) == 0, row.kind == due:
		return Noted
	default:
		return Refused
	}
}

func crossingOf(row Code) Crossing {
	switch row.kind {
	case began:
		if row.op.writes() {
			return CloudToServer
		}
	case beat, listener:
		return ServerToCloud
	case succeeded, failed:
		if row.op.writes() {
			return ServerToDirectory
		}
	case adRefused, policy, notFound, account, insecure, oldControl, unreachable, uncontacted, mistyped:
		return ServerToDirectory
	default:
	}
	return ""
}

// runs puts what the service says again and again into one entry a run. A
// heartbeat that is missing three times ends its run, and so does what the
// scheduler has not said for six cycles.
func runs(all []*Entry) []*Entry {
	probes.SortStable(all, func(a, b *Entry) int { return a.At.Compare(b.At) })
	open, last := map[string]int{}, map[string]time.Time{}
	var found []*Entry
	for _, e := range all {
		within := recurs
		if e.Crosses == ServerToCloud {
			within = silentAfter
		}
		i, running := open[e.Code]
		if running && e.At.Sub(last[e.Code]) <= within && !e.Change {
			found[i].Times, found[i].Until = found[i].Times+1, e.At
		} else {
			open[e.Code], found = len(found), append(found, e)
		}
		last[e.Code] = e.At
	}
	return found
}
