package command_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// TestVersionSaysWhereEverythingLies, in both languages, and without a profile,
// where nothing is kept.
func TestVersionSaysWhereEverythingLies(t *testing.T) {
	t.Parallel()
	const profile, program = "/home/헬프 데스크", "/srv/공유 폴더/writeback-doctor"
	for name, c := range map[string]struct {
		args    string
		env     map[string]string
		profile string
		want    []string
		never   string
	}{
		"a person": {"--version -v --lang en", nil, profile, []string{
			program, profile + "/writeback-doctor/settings.yaml", profile + "/writeback-doctor/walks",
			"none (writeback-doctor.yaml beside the program)", "caches, logs",
		}, "nothing is kept"},
		"Korean": {"-v --version --lang ko", nil, profile, []string{
			"무엇이 어디에 있는지:", profile + "/writeback-doctor/settings.yaml", "끊긴 진단", "임시 파일",
		}, "아무것도 남기지 않음"},
		"no profile": {"-vv --lang en", nil, "", []string{program, "your settings        nowhere", "walks to go on with  nowhere"}, profile},
		"neither":    {"--version -v --no-settings --no-journal --lang en", nil, profile, []string{"your settings        not used", "walks to go on with  not used"}, profile},
		"by the environment": {"--version -v --lang en", map[string]string{
			"WRITEBACK_DOCTOR_NO_SETTINGS": "1", "WRITEBACK_DOCTOR_NO_JOURNAL": "1", "WRITEBACK_DOCTOR_COMPANY_SETTINGS": `\\share\company.yaml`,
		}, profile, []string{"your settings        not used", "walks to go on with  not used", `company settings     \\share\company.yaml`}, profile},
		"the version alone": {"--version --lang en", nil, profile, []string{"writeback-doctor test\n"}, program},
		"its short form":    {"-v --lang en", nil, profile, []string{"writeback-doctor test\n"}, program},
	} {
		var out, errs strings.Builder
		code := command.Main(command.Process{
			Args: strings.Fields(c.args), In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(name string) string { return c.env[name] },
			Now: time.Now, Zone: time.UTC, Version: "test", Program: program, Settings: c.profile, State: c.profile,
		})
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, out.String())
			}
		}
		if code != 0 || errs.Len() > 0 || strings.Contains(out.String(), c.never) {
			t.Errorf("%s: exit %d, %q, or %q in\n%s", name, code, errs.String(), c.never, out.String())
		}
	}
}

// TestVersionSaysHowOldItsKnowledgeIs: each table that was checked with its day and
// its age on the day of the run, and none from the future.
func TestVersionSaysHowOldItsKnowledgeIs(t *testing.T) {
	t.Parallel()
	checked := regexp.MustCompile(`(?:checked|확인함) (\d{4}-\d\d-\d\d)(?:, (\d+)(?: days ago|일 전))?\)`)
	for _, c := range []struct {
		lang string
		now  time.Time
	}{
		{"en", time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)}, {"ko", time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)}, {"en", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		var out strings.Builder
		command.Main(command.Process{
			Args: []string{"--version", "--lang", c.lang}, In: strings.NewReader(""), Out: &out, Err: &out,
			Getenv: func(string) string { return "" }, Now: func() time.Time { return c.now }, Zone: time.UTC, Version: "test",
		})
		said := checked.FindAllStringSubmatch(out.String(), -1)
		if len(said) < 3 {
			t.Errorf("%s: %q in\n%s", c.lang, said, out.String())
		}
		for _, one := range said {
			day, err := time.Parse(time.DateOnly, one[1])
			want := ""
			if days := int(c.now.Sub(day).Hours() / 24); days >= 0 {
				want = strconv.Itoa(days)
			}
			if err != nil || one[2] != want {
				t.Errorf("%s, %s: %s is %q days old, want %q", c.lang, c.now, one[1], one[2], want)
			}
		}
	}
}

// TestTheSystemsLanguageIsTaken where the environment says nothing.
func TestTheSystemsLanguageIsTaken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ displayed, lang, want string }{
		{"ko-KR", "", "명령:"},
		{"en-US", "", "Commands:"},
		{"ja-JP", "", "Commands:"},
		{"", "", "명령:"},
		{"ko-KR", "en_US.UTF-8", "Commands:"},
		{"en-US", "ko_KR.UTF-8", "명령:"},
	} {
		var out, errs strings.Builder
		command.Main(command.Process{
			Args: []string{"--help"}, In: strings.NewReader(""), Out: &out, Err: &errs, Now: time.Now, Zone: time.UTC, Displayed: c.displayed,
			Getenv: func(name string) string {
				if name == "LANG" {
					return c.lang
				}
				return ""
			},
		})
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("system %q, LANG %q: no %q in\n%.300s", c.displayed, c.lang, c.want, out.String())
		}
	}
}

// TestNumbersOfTheVersionsPage are those of the program: each schema that it
// writes or reads and no other, and each exit code.
func TestNumbersOfTheVersionsPage(t *testing.T) {
	t.Parallel()
	schema := regexp.MustCompile(`^writeback-doctor/[a-z-]+/\d+$`)
	var schemas, codes []string
	read := func(path string) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && schema.MatchString(text) {
					schemas = append(schemas, text)
				}
			case *ast.ValueSpec:
				if len(n.Values) == 1 && strings.HasPrefix(n.Names[0].Name, "Exit") {
					codes = append(codes, n.Values[0].(*ast.BasicLit).Value)
				}
			}
			return true
		})
	}
	for _, root := range []string{"../../probes", "../../steps", ".."} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				read(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(schemas)
	for _, l := range []string{"ko", "en"} {
		_, page, _ := commandtest.Run(t, nil, "help", "versions", "--lang", l)
		named := regexp.MustCompile(`writeback-doctor/[a-z-]+/\d+`).FindAllString(page, -1)
		if slices.Sort(named); !slices.Equal(named, slices.Compact(schemas)) {
			t.Errorf("%s: the page names %v, the program %v", l, named, schemas)
		}
		line := regexp.MustCompile(`(?m)^(?:Exit codes|종료 코드): ([0-9 ]+)`).FindStringSubmatch(page)
		if line == nil || strings.TrimSpace(line[1]) != strings.Join(codes, " ") {
			t.Errorf("%s: the page says %q, the program has %v", l, line, codes)
		}
	}
}

// TestPagesFitAWindow: no line is wider than that of a command prompt.
func TestPagesFitAWindow(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"company", "versions", "first-windows", "first-connect"} {
		for _, l := range []string{"ko", "en"} {
			_, page, _ := commandtest.Run(t, nil, "help", name, "--lang", l)
			for line := range strings.Lines(page) {
				if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 120 {
					t.Errorf("%s in %s: %d cells: %s", name, l, width, line)
				}
			}
		}
	}
}
