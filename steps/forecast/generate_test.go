package forecast_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/forecast"
)

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// dates are days around now, on which calendars are known to go wrong.
var dates = []string{
	"2026-11-01", "2026-11-27", "2026-11-28", "2026-11-29", "2026-12-31", "2027-01-01", "2027-02-01", "2027-02-28", "2027-03-01",
	"2027-03-28", "2027-07-01", "2027-10-31", "2028-02-28", "2028-02-29", "2028-03-01", "2030-06-15",
}

var versions = []string{"2.5.3.0", "2.5.79.0", "2.5.190.0", "2.6.3.0", "2.6.84.0", "2.6.92.0", "2.10.1.0"}

// randomTable is a table and the same as lines of text; the first one is that of
// the program.
func randomTable(t *testing.T, r *rand.Rand, own bool) (forecast.Table, []row) {
	t.Helper()
	if own {
		return forecast.Embedded(), rowsOf(forecast.Embedded())
	}
	text := "# made up\nid,day,kind,where,who,cloud,confidence,source,checked\n"
	for i := range 1 + r.IntN(9) {
		kind := pick(r, "methods", "methods", "methods", "directory-contacts", "method-policy", "product", "product", "connect-lowest", "connect-support", "agent-lowest")
		who, where := pick(r, "everyone", "everyone", "not-global-administrators", "global-administrators"), ""
		switch kind {
		case "methods":
			where = strings.Join(some(r, append([]string{"newMethod"}, counting...), 1+r.IntN(3)), " ")
		case "method-policy":
			where = strings.Join(some(r, []string{"preMigration", "migrationInProgress", "migrationComplete"}, 1+r.IntN(2)), " ")
		case "product":
			where = strings.Join(some(r, []string{"SPE_E3", "spe_e5", "AAD_PREMIUM", "11111111-0000-0000-0000-000000000003"}, 1+r.IntN(2)), " ")
		case "connect-lowest":
			who, where = "everyone", pick(r, versions...)+pick(r, "", " application")
		case "connect-support", "agent-lowest":
			who, where = "everyone", pick(r, versions...)
		}
		text += fmt.Sprintf("line-%d,%s,%s,%s,%s,%s,%s,\"somewhere, some day\",2026-11-%02d\n", i,
			pick(r, append([]string{""}, dates...)...), kind, where, who, pick(r, "any", "any", "public", "china"), pick(r, "confirmed", "announced"), 1+r.IntN(28))
	}
	table, err := forecast.Read([]byte(text))
	if err != nil {
		t.Fatalf("seed %d: %v\n%s", seedOf, err, text)
	}
	return table, rowsOf(table)
}

func rowsOf(table forecast.Table) (rows []row) {
	for _, c := range table.Changes {
		r := row{id: c.ID, kind: string(c.Kind), where: c.Where, who: string(c.Who), cloud: c.Cloud}
		if !c.Day.IsZero() {
			r.day = c.Day.Format(time.DateOnly)
		}
		rows = append(rows, r)
	}
	return rows
}

func some(r *rand.Rand, list []string, n int) []string {
	list = slices.Clone(list)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:min(n, len(list))]
}

// randomEvidence is a tenant and a user, of whom this and that was not seen. The
// moment lies in any zone: a day is one of UTC.
func randomEvidence(r *rand.Rand, rows []row) forecast.Evidence {
	yesNo := func() probes.YesNo { return pick(r, probes.Yes, probes.No, probes.Unsaid) }
	at, _ := time.Parse(time.DateOnly, pick(r, dates[:12]...))
	at = at.Add(time.Duration(r.Int64N(int64(24 * time.Hour)))).In(time.FixedZone("", (r.IntN(27)-12)*3600))
	if r.IntN(20) == 0 {
		at = at.UTC().Truncate(24 * time.Hour) // the very beginning of a day
	}
	moment := func() time.Time {
		switch r.IntN(6) {
		case 0:
			return time.Time{}
		case 1:
			return at.Add(time.Duration(r.IntN(3)-1) * time.Second)
		case 2:
			return at.Add(366*24*time.Hour + time.Duration(r.IntN(3)-1)*time.Second)
		default:
			return at.Add(time.Duration(r.IntN(800)-300) * 24 * time.Hour)
		}
	}
	e := forecast.Evidence{
		At: at, User: "kim@contoso.com", Cloud: pick(r, "public", "public", "", "us-government", "china"),
		Administrator: pick(r, probes.No, probes.No, probes.Yes, probes.Unsaid), Registered: pick(r, probes.Yes, probes.Yes, probes.Unsaid, probes.No),
		Contacts: yesNo(), Policy: pick(r, "", "preMigration", "migrationComplete"),
		Connect: forecast.Engine{Writes: yesNo(), Version: version(r, rows)}, Agent: forecast.Engine{Writes: yesNo(), Version: version(r, rows)},
		SignsIn: forecast.Identity{Application: yesNo()},
		Expires: probes.KnownIf(moment(), r.IntN(5) > 0),
	}
	if e.SignsIn.Application == probes.Yes {
		e.SignsIn.Ends = moment()
	}
	if r.IntN(6) > 0 {
		all := append([]string{"newMethod", "strangeMethod", "otherMethod"}, append(slices.Clone(counting), idle...)...)
		e.Methods = probes.All(some(r, all, r.IntN(4)))
	}
	if r.IntN(6) > 0 {
		e.Licences, e.Owned = randomLicences(r)
	}
	if r.IntN(8) == 0 {
		e.Owned = nil
	}
	if r.IntN(8) == 0 {
		e.Licences = nil
	}
	return e
}

func version(r *rand.Rand, rows []row) string {
	near := []string{"", "2.6.84.1", "2.4.9.9", "2.10.0.0"}
	for _, row := range rows {
		if strings.HasSuffix(row.kind, "-lowest") || row.kind == "connect-support" {
			near = append(near, row.where[0])
		}
	}
	return pick(r, near...)
}

func randomLicences(r *rand.Rand) (probes.List[forecast.Entitling], probes.List[forecast.Owned]) {
	held, owned := probes.List[forecast.Entitling]{}, probes.List[forecast.Owned]{}
	for i, part := range []string{"SPE_E3", "SPE_E5", "AAD_PREMIUM", "EMS"} {
		id := fmt.Sprintf("11111111-0000-0000-0000-00000000000%d", i)
		if r.IntN(5) > 0 {
			owned = append(owned, forecast.Owned{ID: id, Part: part, Grace: r.IntN(2) == 0})
		}
		if r.IntN(3) == 0 {
			held = append(held, forecast.Entitling{ID: id, Part: part, Works: pick(r, probes.Yes, probes.Yes, probes.Yes, probes.No, probes.Unsaid)})
		}
	}
	return held, owned
}
