package saving

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// TestAPageIsWrittenForPeople: in the form and the language that were asked for,
// beside an earlier one, without a secret that came back in a name, and without any
// name where it is masked.
func TestAPageIsWrittenForPeople(t *testing.T) {
	t.Chdir(t.TempDir())
	const secret = "S3cret!Value9"
	secrets := func() []probes.Secret { return []probes.Secret{probes.NewSecret(secret)} }
	s := New("1.0.0", time.UTC, output.New(io.Discard, io.Discard, secrets), secrets)
	session := steps.NewSession(catalog.All(), steps.Facts{steps.User: "hong@contoso.com", steps.Domain: "contoso.com"})
	p := &steps.Patient{Session: session, Now: time.Now, Name: lang.Text{Ko: "contoso.com " + secret, En: "contoso.com " + secret}}
	seen := map[string]bool{}
	for _, c := range []struct {
		form    string
		masked  bool
		l       lang.Language
		ending  string
		says    string
		withers string
	}{
		{"html", false, lang.English, ".html", "hong@contoso.com", secret},
		{"html", false, lang.Korean, ".html", `lang="ko"`, secret},
		{"markdown", false, lang.English, ".md", "hong@contoso.com", secret},
		{"html", true, lang.English, "-masked.html", `lang="en"`, "contoso"},
		{"markdown", true, lang.Korean, "-masked.md", "진단", "contoso"},
	} {
		path, err := s.Page(p, c.form, c.masked, c.l)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if !filepath.IsAbs(path) || seen[path] || !strings.HasSuffix(path, filepath.Ext(c.ending)) || strings.Contains(path, "-masked") != c.masked || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
			t.Errorf("%+v: %q, %v", c, path, info.Mode())
		}
		seen[path] = true
		if !strings.Contains(string(text), c.says) || strings.Contains(string(text), c.withers) {
			t.Errorf("%+v: lacks %q or holds %q:\n%.2000s", c, c.says, c.withers, text)
		}
	}
}
