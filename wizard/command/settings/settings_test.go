package settings_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/settings"
)

func file(tb testing.TB, text string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "settings.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

func content(tb testing.TB, path string) string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// What cannot be read says which file, what is wrong with it and what to do, tells
// no secret, and is left as it is.
func TestBadSettingsAreToldAndStay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"no YAML":           {"domain: [", "name: value"},
		"two documents":     {"domain: a\n---\ndomain: b\n", "second document"},
		"a list":            {"- domain\n", "name: value"},
		"twice":             {"domain: a\ndomain: b\n", "name: value"},
		"nested":            {"domain:\n  of: a\n", "name: value"},
		"an unknown name":   {"domian: a\n", "no setting domian"},
		"a password":        {"password: hunter2\n", "secrets do not belong"},
		"a client secret":   {"client-secret: hunter2\n", "secrets do not belong"},
		"a token by others": {"Graph_Token: hunter2\n", "secrets do not belong"},
		"a person":          {"user: kim@contoso.com\n", "no setting user"},
		"a person's UPN":    {"tenant: kim@contoso.com\n", "names of people"},
		"a screen":          {"server: \"a\\e[2J\"\n", "cannot be shown"},
		"a long value":      {"server: " + strings.Repeat("a", 5000) + "\n", "too long"},
		"no such cloud":     {"cloud: moon\n", "us-government"},
		"no such sign-in":   {"sign-in: telepathy\n", "kerberos"},
		"a huge file":       {"# " + strings.Repeat("a", 70<<10) + "\n", "too big"},
		"no text":           {"\x00\x01\xff\xfe\x00", "not a text"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := file(t, c.text)
			_, err := settings.Read(path, outfile.Ours)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("tells the secret: %v", err)
			}
			if settings.Remember(path, settings.Values{"domain": "corp.contoso.com"}) == nil || content(t, path) != c.text {
				t.Errorf("it was changed to %q", content(t, path))
			}
		})
	}
	if v, err := settings.Read(filepath.Join(t.TempDir(), "none.yaml"), outfile.Ours); err != nil || len(v) > 0 {
		t.Errorf("no file: %v, %v", v, err)
	}
	if v, err := settings.Read(file(t, "# nothing\ndomain:\n"), outfile.Ours); err != nil || len(v) > 0 {
		t.Errorf("an empty one: %v, %v", v, err)
	}
}

// What others can write is no word of this person's.
func TestAttackSettingsOfOthers(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	path := file(t, "domain: evil.test\n")
	for _, mode := range []os.FileMode{0o622, 0o660, 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if v, err := settings.Read(path, outfile.Ours); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %v: %v, %v", mode, v, err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if v, err := settings.Read(path, outfile.Ours); err != nil || v["domain"] != "evil.test" {
		t.Errorf("one that others can read: %v, %v", v, err)
	}
}

// What a person wrote into the file stays: comments, order, other values.
func TestRememberKeepsWhatSomebodyWrote(t *testing.T) {
	t.Parallel()
	path := file(t, "# mine\n\ntenant: contoso.com # the tenant\n# where\ndomain: old.contoso.com # old\n")
	if err := settings.Remember(path, settings.Values{"domain": "corp.contoso.com", "server": "entra01", "user": "kim@contoso.com", "tenant": "kim@contoso.com"}); err != nil {
		t.Fatal(err)
	}
	got := content(t, path)
	for _, want := range []string{"# mine", "tenant: contoso.com # the tenant", "# where", "domain: corp.contoso.com # old", "server: entra01"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "kim@") {
		t.Errorf("remembers a person:\n%s", got)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := settings.Remember(path, settings.Values{"domain": "corp.contoso.com"}); err != nil {
		t.Error(err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("written again with nothing new: %v", err)
	}
}

// A new file says what it is, is its owner's alone, and is read again. A file of
// comments alone keeps them.
func TestRememberBeginsAFile(t *testing.T) {
	t.Parallel()
	all := settings.Values{
		"domain": "corp.contoso.com", "controller": "ldaps://dc1.corp.contoso.com:636", "tenant": "contoso.com", "server": "entra01",
		"client-id": "00000000-0000-0000-0000-000000000001", "ca-file": filepath.Join(t.TempDir(), "회사 ca.pem"), "sign-in": "kerberos", "cloud": "global",
	}
	for name, path := range map[string]string{
		"new": filepath.Join(t.TempDir(), "writeback-doctor", "settings.yaml"), "comments": file(t, "# mine\n"), "empty": file(t, ""),
	} {
		if err := settings.Remember(path, all); err != nil {
			t.Fatal(err)
		}
		got, err := settings.Read(path, outfile.Ours)
		if err != nil || len(got) != len(all) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		for key, value := range all {
			if got[key] != value {
				t.Errorf("%s: %s is %q, want %q", name, key, got[key], value)
			}
		}
		if want := map[bool]string{true: "# mine", false: "# Writeback Doctor"}[name == "comments"]; !strings.Contains(content(t, path), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, content(t, path))
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// A CA file beside the settings is meant from there, wherever the program starts.
func TestSettingsNameFilesFromTheirOwnPlace(t *testing.T) {
	t.Parallel()
	path := file(t, "ca-file: ca.pem\n")
	v, err := settings.Read(path, outfile.Ours)
	if want := filepath.Join(filepath.Dir(path), "ca.pem"); err != nil || v.Access().CAFile != want {
		t.Errorf("got %v, %v", v, err)
	}
}

// The company's file is that beside the program, else the one that is named.
func TestCompanySettings(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "writeback-doctor")
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	named := file(t, "domain: named.example\n")
	if got := settings.CompanyPath(program, named); got != named {
		t.Errorf("got %q", got)
	}
	beside := filepath.Join(filepath.Dir(program), settings.CompanyFile)
	if err := os.WriteFile(beside, []byte("domain: beside.example\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "wbd")
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	for _, started := range []string{program, link} {
		path := settings.CompanyPath(started, named)
		v, err := settings.Company(path, started)
		if err != nil || v["domain"] != "beside.example" || v.Access().Facts[steps.Domain] != "beside.example" {
			t.Errorf("%s: %v, %v", path, v, err)
		}
	}
	if _, err := settings.Company(filepath.Join(t.TempDir(), "none.yaml"), program); err == nil {
		t.Error("a lock that is not there is lifted")
	}
	if v, err := settings.Company("", program); err != nil || len(v) > 0 {
		t.Errorf("no company: %v, %v", v, err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Chmod(beside, 0o666); err != nil {
			t.Fatal(err)
		}
		if v, err := settings.Company(beside, program); err == nil {
			t.Errorf("anybody can write it: %v", v)
		}
	}
}

// FuzzSettings reads anything without a panic; what is read can be written and
// read again, and holds no person.
func FuzzSettings(f *testing.F) {
	for _, text := range []string{"domain: a\n", "{}", "a: &a [*a]", "domain: !!binary aGk=", "domain: |\n  a\n", "? [a]\n: b", "tenant: \"\\u0000\"", "# c\n---\ndomain: b\n---\nx: y"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		path := file(t, text)
		v, err := settings.Read(path, outfile.Ours)
		if err != nil {
			return
		}
		for name, value := range v {
			if name != "ca-file" && strings.Contains(value, "@") {
				t.Errorf("%s: %q", name, value)
			}
		}
		if err := settings.Remember(path, settings.Values{"server": "entra01"}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		again, err := settings.Read(path, outfile.Ours)
		if err != nil || again["server"] != "entra01" || again["domain"] != v["domain"] || again["tenant"] != v["tenant"] {
			t.Errorf("%q became %q: %v, %v", text, content(t, path), again, err)
		}
	})
}
