package opener

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps/lang"
)

// Whoever is asked for a secret reads whose it is and who is shown it, in either
// language, on lines that eighty columns show whole; what names it cannot draw.
func TestAttackPromptsNameWhoIsShownTheSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed []string // flag and value
		want  []string
	}{
		"both":       {[]string{"account", `CORP\kim`, "domain", "corp.test", "controller", "dc1.corp.test"}, []string{`CORP\kim`, "dc1.corp.test", "corp.test"}},
		"controller": {[]string{"account", `CORP\kim`, "controller", "dc.evil.test"}, []string{`CORP\kim`, "dc.evil.test"}},
		"domain":     {[]string{"account", `CORP\kim`, "domain", "corp.test"}, []string{`CORP\kim`, "corp.test"}},
		"nowhere":    {[]string{"account", `CORP\kim`}, []string{`CORP\kim`, "nobody|아무 데도"}},
		"client":     {[]string{"client-id", "an-app", "tenant", "kim.example"}, []string{"an-app", "kim.example", "login.microsoftonline.com"}},
		"china":      {[]string{"client-id", "an-app", "tenant", "kim.example", "cloud", "china"}, []string{"login.chinacloudapi.cn"}},
		"no-tenant":  {[]string{"client-id", "an-app"}, []string{"an-app", "nobody|아무 데도"}},
		"hostile": {
			[]string{"account", "CORP\\kim\x1b[2J\r\nPassword of kim, for dc1.corp.test: \u202e", "domain", "corp.test", "controller", "dc\x07.evil.test"},
			[]string{`CORP\kim`, "dc.evil.test"},
		},
		"long": {
			[]string{"account", `CORP\` + strings.Repeat("김철수 ", 60), "controller", "dc1.corp.test." + strings.Repeat("op.", 400) + "evil.test"},
			[]string{"op.evil.test"},
		},
	} {
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				op := testOpener(nil)
				op.output.Language = l
				facts := op.said.Fact
				for i := 0; i < len(c.typed); i += 2 {
					into := op.said.Others()[c.typed[i]]
					for fact, value := range facts {
						if string(fact) == c.typed[i] {
							into = value
						}
					}
					*into = c.typed[i+1]
				}
				var asked []string
				op.process.Secret = func(_ context.Context, prompt string) ([]byte, error) {
					asked = append(asked, prompt)
					return []byte("secret"), nil
				}
				if _, err := op.access(t.Context()); err != nil {
					t.Fatal(err)
				}
				if len(asked) != 1 || !strings.HasSuffix(asked[0], ": ") {
					t.Fatalf("asked %q, want one question", asked)
				}
				for _, want := range c.want {
					either, or, _ := strings.Cut(want, "|")
					if !strings.Contains(asked[0], either) && (or == "" || !strings.Contains(asked[0], or)) {
						t.Errorf("does not name %s: %q", want, asked[0])
					}
				}
				if flat := strings.ReplaceAll(asked[0], "\n", ""); lang.Clean(flat) != flat {
					t.Errorf("draws: %q", asked[0])
				}
				for line := range strings.SplitSeq(asked[0], "\n") {
					if n := ansi.StringWidth(line); n > 80 && strings.Contains(line, " ") {
						t.Errorf("%d columns: %q", n, line)
					}
				}
			})
		}
	}
}
