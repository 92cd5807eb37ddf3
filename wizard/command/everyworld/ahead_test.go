package everyworld_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// foretells demands what a world expects of the forecast, where it is about one,
// and of every other that it says something.
func foretells(t *testing.T, got commandtest.Checked, w lab.Info) {
	t.Helper()
	ahead, untold := got.Forecast.IDs()
	about := strings.HasPrefix(strings.TrimPrefix(w.Name, "blind-"), "ahead-") || len(w.Expect.Ahead)+len(w.Expect.Untold) > 0
	if about {
		same(t, "ahead", ahead, w.Expect.Ahead)
		same(t, "untold", untold, w.Expect.Untold)
	}
	for _, a := range got.Forecast.Announced {
		if a.Said.Ko == "" || a.Said.En == "" || a.Day == "" || a.TableDay == "" || strings.ContainsAny(a.Said.Ko+a.Said.En, "{}") ||
			(a.Confidence == "seen") != (a.Source == "") {
			t.Errorf("%s: %+v", w.Name, a)
		}
	}
	for _, g := range got.Forecast.CannotTell {
		if g.Said.Ko == "" || g.Said.En == "" || len(g.Needs) == 0 || strings.ContainsAny(g.Said.Ko+g.Said.En, "{}") {
			t.Errorf("%s: %+v", w.Name, g)
		}
	}
}

// The kinds that Microsoft has announced nothing of are told by a table of one's
// own, each with its blind twin.
func TestATableOfOnesOwnTakesThePlaceOfOurs(t *testing.T) {
	t.Parallel()
	const header = "id,day,kind,where,who,cloud,confidence,source,checked\n"
	for name, c := range map[string]struct{ world, line, ahead, untold string }{
		"a product":                      {"ahead-nothing", "x,2027-01-01,product,SPE_E3,everyone,any,confirmed,us,2026-11-01", "x", ""},
		"a product, blind":               {"blind-licence-details", "x,2027-01-01,product,SPE_E3,everyone,any,confirmed,us,2026-11-01", "", "licence x"},
		"a product that another stays":   {"ahead-nothing", "x,2027-01-01,product,SPE_E5,everyone,any,confirmed,us,2026-11-01", "", ""},
		"a state of the policies":        {"ahead-directory-numbers", "x,2027-01-01,method-policy,migrationComplete,everyone,any,announced,us,2026-11-01", "x", ""},
		"a state of the policies, blind": {"ahead-nothing", "x,2027-01-01,method-policy,migrationComplete,everyone,any,announced,us,2026-11-01", "", "x"},
		"an agent":                       {"ahead-cloud-sync", "x,2027-01-01,agent-lowest,1.1.3000.0,everyone,any,announced,us,2026-11-01", "x", ""},
		"an agent that is new enough":    {"ahead-cloud-sync", "x,2027-01-01,agent-lowest,1.1.2505.0,everyone,any,announced,us,2026-11-01", "", ""},
		"an agent, blind":                {"ahead-staging", "x,2027-01-01,agent-lowest,1.1.3000.0,everyone,any,announced,us,2026-11-01", "", "certificate"},
		"another cloud":                  {"ahead-telephone", "x,2027-01-01,methods,mobilePhone,everyone,china,announced,us,2026-11-01", "", ""},
		"a day that has come":            {"ahead-telephone", "x,2026-11-23,methods,mobilePhone,everyone,any,announced,us,2026-11-01", "", ""},
		"no day":                         {"ahead-telephone", "x,,methods,mobilePhone,everyone,any,announced,us,2026-11-01", "", ""},
		"nothing":                        {"ahead-telephone", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "table.csv")
			if err := os.WriteFile(path, []byte(header+c.line+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			_, out, errs := commandtest.Run(t, nil, "check", "--world", c.world, "--format", "json", "--forecast", path)
			if out == "" {
				t.Fatal(errs)
			}
			got := commandtest.Decode(t, out)
			ahead, untold := got.Forecast.IDs()
			same(t, "ahead", ahead, strings.Fields(c.ahead))
			same(t, "untold", untold, strings.Fields(c.untold))
			if got.Forecast.Own {
				t.Error("it is told to be the table of the program")
			}
		})
	}
}

// A table with a mistake is refused with its line, before anything is looked at.
func TestATableWithAMistakeIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "table.csv")
	text := "# a remark\nid,day,kind,where,who,cloud,confidence,source,checked\nx,2027-02-30,methods,mobilePhone,everyone,any,announced,us,2026-11-01\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "--world", "healthy"}, {"scan", "--world", "healthy"}, {"open", "nothing.json"}, {"lab", "healthy"}} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append(args, "--forecast", path)...)
		if code != 64 || out != "" || !strings.Contains(errs, "line 3: day '2027-02-30'") {
			t.Errorf("%v: exit %d, %q, %q", args, code, out, errs)
		}
	}
}

// A scan counts the accounts that end, and says what holds for everybody.
func TestAScanForetells(t *testing.T) {
	t.Parallel()
	of := func(args ...string) commandtest.Foretold {
		_, out, errs := commandtest.Run(t, nil, append([]string{"scan", "--format", "json"}, args...)...)
		var got struct{ Forecast commandtest.Foretold }
		if err := json.Unmarshal([]byte(out), &got); err != nil || got.Forecast.Expiring == nil {
			t.Fatalf("%v: %q\n%s", err, out, errs)
		}
		return got.Forecast
	}
	f := of("--world", "ahead-account")
	x := f.Expiring
	if x.Users != 2 || x.Within30 != 1 || x.Within90 != 2 || x.Hidden != 0 || x.First != "2026-12-13" || strings.Join(x.Examples, " ") != "lee@contoso.com kim@contoso.com" {
		t.Errorf("got %+v", x)
	}
	if x := of("--world", "blind-ahead-account").Expiring; x.Users != 0 || x.Hidden != 1 {
		t.Errorf("blind: got %+v", x)
	}
	ahead, untold := of("--world", "ahead-version").IDs()
	same(t, "ahead", ahead, []string{"connect-lowest-2.6.84.0", "connect-support-2.6.3.0"})
	same(t, "untold", untold, []string{"security-questions-end", "text-and-voice-end", "text-and-voice-end-administrators"})
	if _, untold := of("--world", "blind-no-credentials").IDs(); len(untold) == 0 {
		t.Error("a scan that saw nobody foretells nothing, and does not say so")
	}
	for format, stream := range map[string]string{"text": "out", "csv": "err"} {
		_, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "scan", "--world", "ahead-account", "--format", format)
		said := strings.Join(strings.Fields(map[string]string{"out": out, "err": errs}[stream]), " ")
		if !strings.Contains(said, "sign in after that: 2 (1 within 30 days, 2 within 90). The first day is 2026-12-13 (UTC), for example lee@contoso.com, kim@contoso.com") {
			t.Errorf("%s: %q", format, said)
		}
	}
	if _, out, errs := commandtest.Run(t, nil, "scan", "--world", "ahead-account", "--mask"); strings.Contains(out+errs, "kim@") || strings.Contains(out+errs, "lee@") {
		t.Errorf("a mask let a name through: %s", out)
	}
}
