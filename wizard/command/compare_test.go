package command_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

var updateCompared = flag.Bool("update-compared", false, "rewrite the printed comparisons")

const works = "lee@contoso.com" // in every world of these tests

// TestComparisonsAreTold prints the comparison of worlds in which it fails for
// one user and works for another, in both languages.
func TestComparisonsAreTold(t *testing.T) {
	t.Parallel()
	for world, code := range map[string]int{
		"rights-denied": 1, "policy-fine-grained-too-young": 1, "user-unlicensed": 1, "inheritance-off-one-ou": 1,
		"protected-user": 1, "user-cloud-only": 0, "rights-missing": 1, "blind-descriptor-unreadable": 2, "healthy": 0,
	} {
		for _, l := range []string{"ko", "en"} {
			if l == "en" && code == 1 && world == "rights-missing" || l == "en" && code != 1 {
				continue // a walk takes seconds, and these say little that the others do not
			}
			t.Run(world+"/"+l, func(t *testing.T) {
				t.Parallel()
				got, out, errs := commandtest.Run(t, nil, "check", "--world", world, "--compare", works, "--lang", l)
				if got != code {
					t.Errorf("exit %d, want that of check, %d\n%s", got, code, errs)
				}
				compared(t, world+"."+l, out)
			})
		}
	}
}

func compared(t *testing.T, name, out string) {
	t.Helper()
	start := max(strings.Index(out, "== 쓰기 저장이 되는 사용자와 비교"), strings.Index(out, "== Compared with a user"))
	if start < 0 {
		t.Fatalf("no comparison in\n%s", out)
	}
	path := filepath.Join("testdata", "compared", name+".txt")
	if *updateCompared {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(out[start:]), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if out[start:] != string(want) {
		t.Errorf("%s differs; read the change and run with -update-compared if it is meant.\ngot:\n%s\nwant:\n%s", path, out[start:], want)
	}
}

// comparison is the JSON of check, as far as it is about another user.
type comparison struct {
	Comparison *struct {
		Schema      string
		First       struct{ Asked, Found string }
		Second      struct{ Asked, Found string }
		Conclusion  struct{ Ko, En string }
		Differences []struct {
			Aspect, Step, Worse string
			First, Second       struct{ Is string }
			FirstSaid           struct{ Ko, En string } `json:"first_said"`
		}
		NotCompared []struct{ Aspects []string } `json:"not_compared"`
		Same        []string
	}
}

func comparisonOf(t *testing.T, args ...string) comparison {
	t.Helper()
	_, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{"check", "--format", "json"}, args...)...)
	var c comparison
	if err := json.Unmarshal([]byte(out), &c); err != nil {
		t.Fatalf("%v\n%s%s", err, out, errs)
	}
	return c
}

func TestAComparisonIsJSON(t *testing.T) {
	t.Parallel()
	c := comparisonOf(t, "--world", "rights-denied", "--compare", works).Comparison
	if c == nil || c.Schema != "writeback-doctor/compare/1" || c.First.Asked != "kim@contoso.com" || c.Second.Found != "present" {
		t.Fatalf("got %+v", c)
	}
	if len(c.Differences) != 1 || c.Differences[0].Aspect != "reset-password" || c.Differences[0].Worse != "broken" ||
		!strings.HasPrefix(c.Differences[0].First.Is, "denied") || c.Differences[0].FirstSaid.Ko == "" || c.Conclusion.En == "" {
		t.Errorf("got %+v", c.Differences)
	}
	if len(c.NotCompared) != 0 || !slices.Contains(c.Same, "license") {
		t.Errorf("not compared %v, same %v", c.NotCompared, c.Same)
	}
	if without := comparisonOf(t, "--world", "rights-denied").Comparison; without != nil {
		t.Errorf("got %+v without --compare", without)
	}
}

// TestAComparisonIsMasked: neither user, nor where they stand, nor a policy is
// named, in any format that is written to be passed on.
func TestAComparisonIsMasked(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"markdown", "json", "text"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "case.json")
			_, out, _ := commandtest.Run(t, nil, "check", "--world", "policy-fine-grained-too-young", "--compare", works, "--mask", "--format", format, "--case", file, "--lang", "en")
			saved, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c comparison
			if err := json.Unmarshal(saved, &c); err != nil || c.Comparison == nil || len(c.Comparison.Differences) == 0 {
				t.Fatalf("%v: the case file holds no comparison", err)
			}
			if start := strings.Index(out, "Compared with a user"); start >= 0 {
				out = out[start:]
			} else if start := strings.Index(out, `"comparison":`); start >= 0 {
				out = out[start:]
			} else {
				t.Fatalf("%s: no comparison in\n%s", format, out)
			}
			for _, name := range []string{"lee", "kim", "contoso", "Staff passwords"} {
				if strings.Contains(strings.ToLower(out), strings.ToLower(name)) {
					t.Errorf("%s: %q stands in\n%s", format, name, out)
				}
				if strings.Contains(strings.ToLower(string(saved)), `"`+strings.ToLower(name)) {
					t.Errorf("%s: %q stands in the file", format, name)
				}
			}
		})
	}
}

// TestMarkdownHasTheComparison as a table that nothing breaks out of.
func TestMarkdownHasTheComparison(t *testing.T) {
	t.Parallel()
	_, out, _ := commandtest.Run(t, nil, "check", "--world", "rights-denied", "--compare", works, "--format", "markdown", "--lang", "en")
	for _, want := range []string{"## Compared with a user for whom it works", "| Difference | A | B | Judged by |", "| Right to reset the password | denied", "Compared, and the same: "} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing from\n%s", want, out)
		}
	}
}

// TestWrongSecondUsersAreToldApart before anything is looked at, or in place
// of the table.
func TestWrongSecondUsersAreToldApart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--world", "healthy", "--compare", ""}, 64, "Give the UPN of the user to compare with"},
		{[]string{"--world", "healthy", "--compare", "KIM@contoso.com"}, 64, "This is the same user"},
		{[]string{"--world", "healthy", "--compare", "lee"}, 64, "--compare: Write it as"},
		{[]string{"--compare", "lee@contoso.com"}, 64, "needs --user"},
		{[]string{"--world", "healthy", "--compare", "nobody@contoso.com"}, 0, "nobody@contoso.com, was not found"},
		{[]string{"--world", "healthy", "--compare", `CORP\kim`}, 0, "one and the same account"},
		{[]string{"--world", "user-two-matches", "--user", "lee@contoso.com", "--compare", "kim@contoso.com"}, 0, "kim@contoso.com"},
	} {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			t.Parallel()
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{"check"}, tt.args...)...)
			joined := strings.Join(strings.Fields(out+errs), " ")
			if code != tt.code || !strings.Contains(joined, tt.want) {
				t.Errorf("%q: exit %d, want %d with %q\n%s", tt.args, code, tt.code, tt.want, errs)
			}
		})
	}
}
