package forecast_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/forecast"
)

// The oracle answers the same question another way. It completes what was not
// seen in every way in which it can be, and asks of each complete tenant on which
// day the last method dies: where all say yes or all say no, that is the answer,
// and otherwise nobody can tell. It reads the table as text and shares no code
// with what it tests.

// whole is a tenant of which everything is known.
type whole struct {
	role, cloud      string
	needed           int
	counts           []string // methods that count
	works            []string // licences that work, "id/part"
	contacts         bool
	policy           string
	connect, agent   bool // which one writes
	version, ofAgent string
	application      bool
}

// row is a line of the table as text.
type row struct {
	id, day, kind string
	where         []string
	who, cloud    string
}

// holdsFor says whether a line is about such a tenant at all.
func (r row) holdsFor(w whole) bool {
	audience := map[string][]string{
		"everyone": {"nobody", "administrator", "global"}, "not-global-administrators": {"nobody", "administrator"}, "global-administrators": {"global"},
	}
	return slices.Contains(audience[r.who], w.role) && (r.cloud == "any" || r.cloud == w.cloud)
}

// deaths are the days on which each of some things ends, never for what stays.
const never = "9999-99-99"

func deaths(rows []row, kind string, w whole, things []string) []string {
	days := make([]string, len(things))
	for i, thing := range things {
		days[i] = never
		for _, r := range rows {
			if r.kind == kind && r.day != "" && r.holdsFor(w) && r.day < days[i] && names(r.where, thing) {
				days[i] = r.day
			}
		}
	}
	return days
}

// names says whether one of the words is a name of the thing; a thing has its
// names behind one another, with a slash between them.
func names(words []string, thing string) bool {
	for name := range strings.SplitSeq(thing, "/") {
		for _, w := range words {
			if name != "" && strings.EqualFold(w, name) {
				return true
			}
		}
	}
	return false
}

// stops says whether a reset goes with a line: the day on which fewer than are
// needed are left is that of the line, and the line takes one of them.
func (r row) stops(rows []row, w whole, things []string, needed int) bool {
	if len(things) < needed || !r.holdsFor(w) {
		return false
	}
	days := deaths(rows, r.kind, w, things)
	sorted := slices.Sorted(slices.Values(days))
	if sorted[len(sorted)-needed] != r.day { // so many are left behind it
		return false
	}
	for i, thing := range things {
		if days[i] == r.day && names(r.where, thing) {
			return true
		}
	}
	return false
}

// quad is a version as one number.
func quad(v string) int {
	n := 0
	for part := range strings.SplitSeq(v, ".") {
		one, _ := strconv.Atoi(part)
		n = n*100_000 + one
	}
	return n
}

func (r row) applies(rows []row, w whole) bool {
	switch r.kind {
	case "methods":
		return r.stops(rows, w, w.counts, w.needed)
	case "product":
		return r.stops(rows, w, w.works, 1)
	case "directory-contacts":
		return r.holdsFor(w) && len(w.counts) == 0 && w.contacts
	case "method-policy":
		return r.holdsFor(w) && slices.Contains(r.where, w.policy)
	case "connect-lowest":
		return r.holdsFor(w) && w.connect && (quad(w.version) < quad(r.where[0]) || len(r.where) > 1 && !w.application)
	case "connect-support":
		return r.holdsFor(w) && w.connect && quad(w.version) == quad(r.where[0])
	default:
		return r.holdsFor(w) && w.agent && quad(w.ofAgent) < quad(r.where[0])
	}
}

// choices multiplies tenants by the values that something can have.
func choices[T any](all []whole, values []T, set func(*whole, T)) []whole {
	var more []whole
	for _, w := range all {
		for _, v := range values {
			one := w
			one.counts, one.works = slices.Clone(w.counts), slices.Clone(w.works)
			set(&one, v)
			more = append(more, one)
		}
	}
	return more
}

var truths = map[probes.YesNo][]bool{probes.Yes: {true}, probes.No: {false}, probes.Unsaid: {true, false}}

func orAll(seen string, all ...string) []string {
	if seen != "" {
		return []string{seen}
	}
	return all
}

// completions are all complete tenants that look like the evidence, as far as a
// kind of change can tell them apart.
func completions(e forecast.Evidence, rows []row, r row) []whole {
	roles := map[probes.YesNo][]string{probes.No: {"nobody"}, probes.Yes: {"administrator", "global"}, probes.Unsaid: {"nobody", "administrator", "global"}}
	all := choices([]whole{{}}, roles[e.Administrator], func(w *whole, v string) { w.role = v })
	all = choices(all, orAll(e.Cloud, "public", "us-government", "us-government-dod", "china"), func(w *whole, v string) { w.cloud = v })
	switch r.kind {
	case "methods", "directory-contacts":
		return withMethods(all, e, rows, r)
	case "product":
		for _, l := range e.Licences {
			all = choices(all, truths[l.Works], func(w *whole, works bool) {
				if works {
					w.works = append(w.works, l.ID+"/"+l.Part)
				}
			})
		}
		if !e.Licences.Seen() {
			all = choices(all, []string{"", r.where[0]}, func(w *whole, v string) {
				if v != "" {
					w.works = []string{v}
				}
			})
		}
	case "method-policy":
		all = choices(all, orAll(e.Policy, "x", r.where[0]), func(w *whole, v string) { w.policy = v })
	default:
		near := []string{"0.0.0.1", r.where[0], "9.9.9.9"}
		all = choices(all, truths[e.Connect.Writes], func(w *whole, v bool) { w.connect = v })
		all = choices(all, truths[e.Agent.Writes], func(w *whole, v bool) { w.agent = v })
		all = choices(all, truths[e.SignsIn.Application], func(w *whole, v bool) { w.application = v })
		all = choices(all, orAll(e.Connect.Version, near...), func(w *whole, v string) { w.version = v })
		all = choices(all, orAll(e.Agent.Version, near...), func(w *whole, v string) { w.ofAgent = v })
	}
	return all
}

var (
	counting = []string{"mobilePhone", "alternateMobilePhone", "officePhone", "securityQuestion", "email", "microsoftAuthenticatorPush", "softwareOneTimePasscode", "hardwareOneTimePasscode"}
	idle     = []string{"fido2SecurityKey", "temporaryAccessPass", "appPassword", "windowsHelloForBusiness"}
)

func withMethods(all []whole, e forecast.Evidence, rows []row, r row) []whole {
	for _, m := range slices.Compact(slices.Sorted(slices.Values(e.Methods))) {
		counts := []bool{slices.Contains(counting, m)}
		for _, other := range rows {
			if other.kind == "methods" && names(other.where, m) {
				counts = []bool{true}
			}
		}
		if !counts[0] && !slices.Contains(idle, m) {
			counts = []bool{true, false}
		}
		all = choices(all, counts, func(w *whole, counts bool) {
			if counts {
				w.counts = append(w.counts, m)
			}
		})
	}
	if !e.Methods.Seen() {
		all = choices(all, []string{"", "one"}, func(w *whole, v string) {
			if v != "" {
				w.counts = append(slices.Clone(r.where), "email")[:1]
			}
		})
	}
	all = choices(all, truths[e.Contacts], func(w *whole, v bool) { w.contacts = v })
	all = choices(all, []int{1, 2}, func(w *whole, v int) { w.needed = v })
	return slices.DeleteFunc(all, func(w whole) bool { // who has registered has enough
		return r.kind == "methods" && e.Methods.Seen() && e.Registered == probes.Yes && len(w.counts) < w.needed
	})
}

// expected is yes, no, or nothing where nobody can tell.
func expected(e forecast.Evidence, rows []row, r row) probes.YesNo {
	if r.kind == "methods" && e.Registered == probes.No {
		return probes.No // there is nothing left to lose
	}
	yes, no := false, false
	for _, w := range completions(e, rows, r) {
		if r.kind == "methods" && !e.Methods.Seen() || r.kind == "product" && !e.Licences.Seen() {
			yes, no = yes || r.holdsFor(w), true // whatever the others take: it was not seen
			continue
		}
		if r.applies(rows, w) {
			yes = true
		} else {
			no = true
		}
	}
	switch {
	case yes && no:
		return probes.Unsaid
	default:
		return probes.Said(yes)
	}
}

// seedOf is told by every failure.
const seedOf = 20261128

func TestAHundredThousandTenantsAgainstAnOracle(t *testing.T) {
	t.Parallel()
	const tenants, tables = 100_000, 200
	random := rand.New(rand.NewPCG(seedOf, 1))
	wrong, missed, told, unsure, nothing := 0, 0, 0, 0, 0
	var table forecast.Table
	var rows []row
	for n := range tenants {
		if n%(tenants/tables) == 0 {
			table, rows = randomTable(t, random, n == 0)
		}
		e := randomEvidence(random, rows)
		f := forecast.Of(table, e)
		got := map[string]probes.YesNo{}
		for _, a := range f.Ahead {
			got[a.ID] = probes.Yes
		}
		for _, g := range f.Gaps {
			got[g.ID] = probes.Unsaid
			if len(g.Needs) == 0 {
				t.Fatalf("seed %d, tenant %d: %s lacks nothing", seedOf, n, g.ID)
			}
			for _, need := range g.Needs {
				if !unseen(e, need) {
					t.Fatalf("seed %d, tenant %d: %s lacks %s, which was seen: %+v", seedOf, n, g.ID, need, e)
				}
			}
		}
		for id, want := range wanted(e, rows) {
			said, found := got[id]
			if !found {
				said = probes.No
			}
			delete(got, id)
			switch want {
			case probes.Yes:
				told++
			case probes.No:
				nothing++
			case probes.Unsaid:
				unsure++
			}
			if said == want {
				continue
			}
			if said == probes.Yes || want == probes.No {
				wrong++
			} else {
				missed++
			}
			if wrong+missed < 5 {
				t.Errorf("seed %d, tenant %d: %s is told as %q, want %q\n%+v\n%v", seedOf, n, id, said, want, e, rows)
			}
		}
		if len(got) > 0 {
			t.Fatalf("seed %d, tenant %d: nobody expected %v", seedOf, n, got)
		}
	}
	summary := fmt.Sprintf("seed %d: %d tenants, %d tables; %d changes apply, %d cannot be told, %d do not apply; %d wrong, %d missed", seedOf, tenants, tables, told, unsure, nothing, wrong, missed)
	t.Log(summary)
	if wrong+missed > 0 || told < 10_000 || unsure < 10_000 || nothing < 10_000 {
		t.Error(summary)
	}
}

// unseen says whether what is said to be lacking really is.
func unseen(e forecast.Evidence, need forecast.Need) bool {
	odd := slices.ContainsFunc(e.Methods, func(m string) bool { return !slices.Contains(counting, m) && !slices.Contains(idle, m) })
	maybe := slices.ContainsFunc(e.Licences, func(l forecast.Entitling) bool { return l.Works == probes.Unsaid })
	listed := 0
	for _, l := range e.Licences {
		if slices.ContainsFunc(e.Owned, func(o forecast.Owned) bool { return o.ID == l.ID }) {
			listed++
		}
	}
	expires := e.Expires.Seen()
	return map[forecast.Need]bool{
		forecast.NeedRegistration: !e.Methods.Seen(), forecast.NeedContacts: e.Contacts == probes.Unsaid, forecast.NeedMethodWord: odd,
		forecast.NeedRequired: true, forecast.NeedRole: e.Administrator != probes.No, forecast.NeedCloud: e.Cloud == "", forecast.NeedPolicy: e.Policy == "",
		forecast.NeedLicences: !e.Licences.Seen(), forecast.NeedLicenceState: maybe || listed < len(e.Licences),
		forecast.NeedEngine:  e.Connect.Writes == probes.Unsaid || e.Agent.Writes == probes.Unsaid,
		forecast.NeedConnect: e.Connect.Version == "", forecast.NeedAgent: e.Agent.Version == "",
		forecast.NeedIdentity: e.SignsIn.Application == probes.Unsaid || e.SignsIn.Ends.IsZero(), forecast.NeedAccount: !expires, forecast.NeedDay: true,
	}[need]
}

// wanted are the answers to every line that is ahead, and to what carries its
// own date.
func wanted(e forecast.Evidence, rows []row) map[string]probes.YesNo {
	want := map[string]probes.YesNo{}
	today := e.At.UTC().Format(time.DateOnly)
	for _, r := range rows {
		if r.day > today { // what begins today has begun
			want[r.id] = expected(e, rows, r)
		}
	}
	ahead := func(at time.Time) bool { return at.Unix() > e.At.Unix() && at.Sub(e.At).Hours() <= 366*24 }
	cert := e.SignsIn
	switch {
	case e.Connect.Writes == probes.No, cert.Application == probes.No, !cert.Ends.IsZero() && !ahead(cert.Ends):
		want["certificate"] = probes.No
	case e.Connect.Writes == probes.Yes && cert.Application == probes.Yes && !cert.Ends.IsZero():
		want["certificate"] = probes.Yes
	default:
		want["certificate"] = probes.Unsaid
	}
	if expires, seen := e.Expires.Get(); seen {
		want["account"] = probes.Said(!expires.IsZero() && ahead(expires))
	} else {
		want["account"] = probes.Unsaid
	}
	want["licence"] = wantedLicence(e)
	return want
}

// wantedLicence completes what is not known of the licences, one by one.
func wantedLicence(e forecast.Evidence) probes.YesNo {
	if !e.Licences.Seen() {
		grace := 0
		for _, o := range e.Owned {
			if o.Grace {
				grace++
			}
		}
		if e.Owned.Seen() && grace == 0 {
			return probes.No
		}
		return probes.Unsaid // who holds it, or on which day it ends
	}
	type option struct{ works, grace bool }
	cases := [][]option{nil}
	for _, l := range e.Licences {
		grace := []bool{true, false}
		for _, o := range e.Owned {
			if o.ID == l.ID {
				grace = []bool{o.Grace}
			}
		}
		var more [][]option
		for _, c := range cases {
			for _, w := range truths[l.Works] {
				for _, g := range grace {
					more = append(more, append(slices.Clone(c), option{w, g}))
				}
			}
		}
		cases = more
	}
	yes := false
	for _, c := range cases {
		works := slices.DeleteFunc(slices.Clone(c), func(o option) bool { return !o.works })
		ends := len(works) > 0 && !slices.ContainsFunc(works, func(o option) bool { return !o.grace })
		yes = yes || ends
	}
	if !yes {
		return probes.No
	}
	return probes.Unsaid // Microsoft Graph tells no day
}
