package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// An answers file names where the password is to go, or a CA of the attacker's
// that makes any host good, and somebody types or has a password.
func TestAttackAnswersLead(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"controller-and-ca": "controller: ldaps://AT\nca-file: CA\n",
		"everything":        "domain: evil.test\ncontroller: ldaps://AT\nca-file: CA\naccount: CORP\\svc\nsign-in: simple\n",
		"controller":        "controller: ldaps://AT\n",
		"ca":                "ca-file: CA\n",
		"by-upper-case":     "controller: LDAPS://AT\nca-file: CA\n",
	}
	ways := map[string][]string{
		"check": {"check"}, "check-korean": {"check", "--lang", "ko"}, "scan": {"scan"}, "rights": {"rights", "--user", "kim@contoso.com"},
		"open-a-collected-file": {"open", "COLLECTED", "--format", "text"}, "open-a-case": {"open", "CASE", "--format", "text"},
		"line-by-line": {"--accessible"}, "line-by-line-a-case": {"open", "CASE", "--accessible"},
		"line-by-line-a-collected-file": {"open", "COLLECTED", "--accessible"},
	}
	collected := filepath.Join(t.TempDir(), "collected.json")
	if code, _, errs := commandtest.Run(t, nil, "collect", "--world", "user-nowhere", "--out", collected); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for file, text := range files {
		for way, args := range ways {
			t.Run(file+"/"+way, func(t *testing.T) {
				t.Parallel()
				tr := newTrap(t)
				typed := map[string]string{
					"--domain": "corp.example.com", "--account": `CORP\svc`, "--sign-in": "simple", "--ca-file": tr.caFile, "--controller": "ldaps://" + tr.at,
					"--answers": answered(t, strings.NewReplacer("AT", tr.at, "CA", tr.caFile).Replace(text)),
				}
				for _, said := range []string{"controller", "ca-file"} {
					if strings.Contains(text, said) || said == "controller" && strings.Contains(way, "case") { // it, and nobody else
						delete(typed, "--"+said)
					}
				}
				if strings.Contains(way, "case") {
					delete(typed, "--domain")
				}
				line := strings.Fields(strings.NewReplacer("COLLECTED", collected,
					"CASE", written(t, map[string]string{"controller": "ldaps://" + tr.at, "user": "kim@contoso.com"})).Replace(strings.Join(args, " ")))
				for flag, value := range typed {
					line = append(line, flag, value)
				}
				code, out, errs := commandtest.Run(t, map[string]string{
					"LANG": "en", "WRITEBACK_DOCTOR_PASSWORD": password, "stdin": strings.Repeat("\n", 80),
				}, line...)
				if calls, secret := tr.told(); calls != 0 && typed["--controller"] == "" || secret {
					t.Errorf("%v: the attacker was called %d times, and told the password: %t\n%s%s", line, calls, secret, out, errs)
				}
				if code != command.ExitUsage && !strings.Contains(way, "line") && !strings.Contains(way, "case") {
					t.Errorf("exit %d, want %d: %.400s%s", code, command.ExitUsage, out, errs)
				}
			})
		}
	}
}

func answered(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "answers.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// What is refused is named with the file, and what would allow it; a value
// cannot draw on the terminal.
func TestAttackAnswersAreRefusedInWords(t *testing.T) {
	t.Parallel()
	path := answered(t, "controller: \"dc.evil.test\\e[2J\"\ntenant: evil.example\nserver: srv.evil.test\nca-file: evil.pem\nuser: kim@contoso.com\n")
	for l, want := range map[string]string{"en": "repeat on the command line", "ko": "명령줄에 다시 적으십시오"} {
		t.Run(l, func(t *testing.T) {
			t.Parallel()
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": l}, "check", "--domain", "corp.example.com", "--answers", path)
			if code != command.ExitUsage || out != "" || strings.Contains(errs, "\x1b") {
				t.Errorf("exit %d, %q, %q", code, out, errs)
			}
			for _, part := range []string{path, want, "--controller (dc.evil.test)", "--tenant (evil.example)", "--server (srv.evil.test)", "--ca-file (evil.pem)"} {
				if !strings.Contains(errs, part) {
					t.Errorf("lacks %q: %s", part, errs)
				}
			}
			if strings.Contains(errs, "kim@") {
				t.Errorf("refuses what leads nowhere: %s", errs)
			}
		})
	}
}

// What is repeated, lies in the domain that was typed, or is confirmed on a
// screen, is taken.
func TestAnswersThatArePersonsWordsAreTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers, stdin string
		typed          string
		refused        bool
	}{
		"repeated":              {"controller: ldaps://AT\nca-file: CA\n", "", "check --controller ldaps://AT --ca-file CA", false},
		"confirmed":             {"controller: ldaps://AT\nca-file: CA\n", "1\n2\n" + strings.Repeat("\n", 60), "--accessible", false},
		"only-one-repeated":     {"controller: ldaps://AT\nca-file: CA\n", "", "check --controller ldaps://AT", true},
		"another-one-typed":     {"controller: dc.evil.test\n", "", "check --controller ldaps://AT --ca-file CA", false},
		"of-a-domain-of-others": {"controller: dc.corp.example.com.evil.test\n", "", "check --ca-file CA", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tr := newTrap(t)
			fill := strings.NewReplacer("AT", tr.at, "CA", tr.caFile)
			line := append(strings.Fields(fill.Replace(c.typed)),
				"--domain", "corp.example.com", "--account", `CORP\svc`, "--sign-in", "simple", "--answers", answered(t, fill.Replace(c.answers)))
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en", "WRITEBACK_DOCTOR_PASSWORD": password, "stdin": c.stdin}, line...)
			if calls, secret := tr.told(); secret == c.refused || (calls == 0) != c.refused || (code == command.ExitUsage) != c.refused {
				t.Errorf("exit %d, called %d times, signed in: %t; %.2000s%s", code, calls, secret, out, errs)
			}
		})
	}
	t.Run("in-the-domain", func(t *testing.T) {
		t.Parallel()
		path := answered(t, "controller: dc1.CORP.invalid\nuser: kim@corp.invalid\n")
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en"}, "scan", "--domain", "corp.invalid", "--answers", path)
		if code == command.ExitUsage {
			t.Errorf("exit %d: %.400s%s", code, out, errs)
		}
	})
}
