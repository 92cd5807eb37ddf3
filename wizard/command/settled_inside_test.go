package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/settings"
)

// settledIn is a program with settings of its own and of the company; "" for no
// file.
func settledIn(t *testing.T, own, company string, env map[string]string, args ...string) (*app, Process, *bytes.Buffer) {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "writeback-doctor", "settings.yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "writeback-doctor")
	for name, text := range map[string]string{path: own, program: "program", filepath.Join(filepath.Dir(program), settings.CompanyFile): company} {
		if text == "" {
			continue
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := &bytes.Buffer{}
	p := Process{
		Args: args, In: strings.NewReader(env["stdin"]), Out: out, Err: out, Getenv: func(name string) string { return env[name] },
		Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07", Settings: folder, Program: program,
	}
	return newApp(p, lang.English), p, out
}

// TestTheLanguageIsSettled: the option comes first, then our variable, then the
// settings, of which the company's win, then the locale, then the system, then Korean.
// Nobody is held to it, and settings that cannot be read are told by others.
func TestTheLanguageIsSettled(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		own, company, args string
		env                map[string]string
		displayed          string
		want               lang.Language
	}{
		"option":            {"lang: ko\n", "lang: ko\n", "--lang en", map[string]string{"WRITEBACK_DOCTOR_LANG": "ko", "LC_ALL": "ko_KR.UTF-8"}, "ko-KR", lang.English},
		"variable":          {"lang: ko\n", "lang: ko\n", "", map[string]string{"WRITEBACK_DOCTOR_LANG": "en", "LC_ALL": "ko_KR.UTF-8"}, "ko-KR", lang.English},
		"company":           {"lang: ko\n", "lang: en\n", "", map[string]string{"LC_ALL": "ko_KR.UTF-8"}, "ko-KR", lang.English},
		"own":               {"domain: contoso.local\nlang: en\n", "", "", map[string]string{"LC_ALL": "ko_KR.UTF-8"}, "ko-KR", lang.English},
		"own, left out":     {"lang: en\n", "", "--no-settings", nil, "ko-KR", lang.Korean},
		"own, switched off": {"lang: en\n", "", "", map[string]string{"WRITEBACK_DOCTOR_NO_SETTINGS": "1"}, "ko-KR", lang.Korean},
		"not one of ours":   {"lang: ja\n", "", "", nil, "ko-KR", lang.Korean},
		"locale":            {"domain: contoso.local\n", "", "", map[string]string{"LANG": "en_US.UTF-8"}, "ko-KR", lang.English},
		"system":            {"", "", "", nil, "en-US", lang.English},
		"nothing":           {"", "", "", nil, "", lang.Korean},
	} {
		_, p, out := settledIn(t, c.own, c.company, c.env, append([]string{"tree"}, strings.Fields(c.args)...)...)
		p.Displayed = c.displayed
		if got := saidLanguage(p.Args, chooseLanguage(p)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if code := Main(p); code != ExitHealthy { // who is told of the settings is who uses them
			t.Errorf("%s: exit %d\n%s", name, code, out)
		}
	}
	a, _, _ := settledIn(t, "", "lang: ko\ntenant: contoso.com\n", nil, "--lang", "en")
	if c := ready(t, a); c.Locked.Facts[steps.Tenant] != "contoso.com" {
		t.Errorf("locked %v: want the tenant", c.Locked.Facts)
	}
}

// ready reads the settings as the wizard does.
func ready(t *testing.T, a *app) wizard.Config {
	t.Helper()
	if err := a.root().ParseFlags(a.process.Args); err != nil {
		t.Fatal(err)
	}
	s, err := readSettings(a)
	if err == nil {
		err = s.heed()
	}
	if err != nil {
		t.Fatal(err)
	}
	return a.config(wizard.Start{})
}

// Flags go before the environment, that before what is remembered, and the
// company before everything.
func TestWhoSaysADefault(t *testing.T) {
	t.Parallel()
	const own = "domain: own.example\ntenant: own.example\nclient-id: own-app\nserver: own-server\ncloud: china\n"
	for name, c := range map[string]struct {
		company string
		env     map[string]string
		args    []string
		want    map[string]string // of what the start screens begin with
		cloud   string
	}{
		"remembered":      {"", nil, nil, map[string]string{"domain": "own.example", "tenant": "own.example", "client-id": "own-app", "server": "own-server"}, "china"},
		"flags":           {"", nil, []string{"--domain", "flag.example", "--cloud", "global"}, map[string]string{"tenant": "own.example", "client-id": "own-app", "server": "own-server"}, "global"},
		"the environment": {"", map[string]string{"AZURE_TENANT_ID": "env.example", "AZURE_CLIENT_ID": "env-app"}, nil, map[string]string{"domain": "own.example", "server": "own-server"}, "china"},
		"switched off":    {"", nil, []string{"--no-settings"}, nil, ""},
		"off by a name":   {"", map[string]string{envNoSettings: "1"}, nil, nil, ""},
		"the company": {
			"domain: company.example\ntenant: company.example\ncloud: us-government\n",
			map[string]string{"AZURE_TENANT_ID": "env.example"},
			[]string{"--domain", "COMPANY.example"},
			map[string]string{"domain": "company.example", "tenant": "company.example", "client-id": "own-app", "server": "own-server"},
			"us-government",
		},
		"the company alone": {"domain: company.example\n", nil, []string{"--no-settings"}, map[string]string{"domain": "company.example"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, _, _ := settledIn(t, own, c.company, c.env, c.args...)
			got := settings.Of(ready(t, a).Remembered)
			if len(got) != len(c.want) || a.flags.Cloud != c.cloud {
				t.Errorf("begins with %v and the cloud %q, want %v and %q", got, a.flags.Cloud, c.want, c.cloud)
			}
			for key, value := range c.want {
				if got[key] != value {
					t.Errorf("%s is %q, want %q", key, got[key], value)
				}
			}
		})
	}
}

// What the company has set is told to whoever says otherwise, on every command
// that looks at this environment, and on none that does not.
func TestTheCompanySettingsWin(t *testing.T) {
	t.Parallel()
	const company = "domain: company.invalid\n"
	for line, refused := range map[string]bool{
		"check --domain other.example":                       true,
		"scan --domain other.example":                        true,
		"rights --domain other.example --user kim@a.example": true,
		"--accessible --domain other.example":                true,
		"check --domain Company.INVALID --format json":       false,
		"tree":                                false,
		"lab --list":                          false,
		"check --world healthy --format json": false,
		"settings":                            false,
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			_, p, out := settledIn(t, "", company, nil, strings.Fields(line+" --lang en")...)
			if code := Main(p); (code == ExitUsage) != refused || strings.Contains(out.String(), "Leave the option out") != refused {
				t.Errorf("exit %d: %.600s", code, out)
			}
		})
	}
	t.Run("looks there", func(t *testing.T) {
		t.Parallel()
		_, p, out := settledIn(t, "domain: own.invalid\n", company, nil, "check", "--format", "json", "--lang", "en")
		if code := Main(p); code != ExitUnknown || !strings.Contains(out.String(), "company.invalid") || strings.Contains(out.String(), "own.invalid") {
			t.Errorf("exit %d: %.600s", code, out)
		}
	})
}

// An environment that was opened is remembered: never a secret, wherever it was
// typed, never a person, and nothing that the company has set.
func TestWhatIsRememberedOfAnEnvironment(t *testing.T) {
	t.Parallel()
	a, p, _ := settledIn(t, "# mine\n", "server: company-server\n", map[string]string{probes.EnvToken: "Env-Token-01"})
	open := ready(t, a).Open
	patient, err := open(t.Context(), steps.Access{
		Facts: steps.Facts{
			steps.Domain: "corp.invalid", steps.Tenant: "kim@contoso.com", steps.Controller: "Typed-P4ssword", steps.SyncServer: "company-server",
			steps.User: "kim@contoso.com", steps.Words: "SSPR_0029", steps.Admin: "admin@contoso.com",
		},
		Account: `CORP\helper`, Password: []byte("Typed-P4ssword"), ClientID: "x-Env-Token-01", ClientSecret: []byte("Typed-S3cret"),
		SignIn: "simple", Keytab: "",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := patient.Shut(); err != nil {
		t.Error(err)
	}
	path := filepath.Join(p.Settings, "writeback-doctor", "settings.yaml")
	text, err := os.ReadFile(path)
	if want := "# mine\n\ndomain: corp.invalid\nsign-in: simple\n"; err != nil || string(text) != want {
		t.Errorf("remembered %q (%v), want %q", text, err, want)
	}
	a, p, _ = settledIn(t, "", "", nil, "--no-settings")
	patient, err = ready(t, a).Open(t.Context(), steps.Access{Facts: steps.Facts{steps.Domain: "corp.invalid"}})
	if err != nil {
		t.Fatal(err)
	}
	defer patient.Shut()
	if _, err := os.Stat(filepath.Join(p.Settings, "writeback-doctor", "settings.yaml")); err == nil {
		t.Error("remembered, and it is switched off")
	}
}

// A walk of the lab neither uses nor leaves anything of every day.
func TestTheLabHasNoSettings(t *testing.T) {
	t.Parallel()
	a, _, _ := settledIn(t, "domain: own.example\nserver: own-server\n", "tenant: company.example\n", nil)
	patient, err := ready(t, a).Lab(t.Context(), "healthy")
	if err != nil {
		t.Fatal(err)
	}
	defer patient.Shut()
	facts := patient.Session.Facts()
	if facts[steps.Domain] == "own.example" || facts[steps.SyncServer] == "own-server" || facts[steps.Tenant] == "company.example" {
		t.Errorf("the lab has %v", facts)
	}
}

// A bad file is told before anything begins, and --no-settings begins without it.
func TestBadSettingsAreToldAtTheStart(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{"--accessible": ExitUsage, "settings": ExitUsage, "--accessible --no-settings": ExitInterrupt, "tree": ExitHealthy, "check --world healthy": ExitHealthy} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			_, p, out := settledIn(t, "domian: a\n", "", nil, strings.Fields(line+" --lang en")...)
			if code := Main(p); code != want || (want == ExitUsage) != strings.Contains(out.String(), "no setting domian") {
				t.Errorf("exit %d, want %d: %.600s", code, want, out)
			}
		})
	}
}

// Whoever walks line by line has the same defaults, and is not asked for what the
// company has set.
func TestSettingsLineByLine(t *testing.T) {
	t.Parallel()
	_, p, out := settledIn(t, "domain: own.invalid\nca-file: ca.pem\n", "tenant: company.example\n", map[string]string{"stdin": "1\n" + strings.Repeat("\n", 40)}, "--accessible", "--lang", "en")
	Main(p)
	said := out.String()
	for what, want := range map[string]bool{"own.invalid": true, "DNS name of the Active Directory domain": false, "Microsoft Entra tenant\n": false, "Account to sign in to the directory": true} {
		if strings.Contains(said, what) != want {
			t.Errorf("%q: %t, want %t\n%.6000s", what, !want, want, said)
		}
	}
}

// settings shows both files, and where they are.
func TestSettingsAreShown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		own, company string
		args, want   []string
	}{
		"both":    {"domain: own.example\n", "tenant: company.example\n", nil, []string{"settings.yaml", "domain: own.example", "tenant: company.example", settings.CompanyFile}},
		"nothing": {"", "", nil, []string{"Nothing is remembered yet", "settings.yaml"}},
		"off":     {"domain: own.example\n", "", []string{"--no-settings"}, []string{"not used"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, p, out := settledIn(t, c.own, c.company, nil, append([]string{"settings", "--lang", "en"}, c.args...)...)
			code := Main(p)
			for _, want := range c.want {
				if code != 0 || !strings.Contains(out.String(), want) {
					t.Errorf("exit %d, lacks %q: %s", code, want, out)
				}
			}
		})
	}
}

// The journal of a walk of a world: what goes on has the same findings, told the
// same, and its names are the person's own word.
func TestAWalkGoesOnAsItStood(t *testing.T) {
	t.Parallel()
	for _, world := range []string{"pdc-unreachable", "blind-no-server", "healthy"} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			a := testApp(nil)
			walked, err := a.opener.Practise(t.Context(), world)
			if err != nil {
				t.Fatal(err)
			}
			defer walked.Shut()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			n := 0
			_ = walked.Walk(ctx, func(steps.Finding) { // in the middle of it
				if n++; n == 12 {
					stop()
				}
			})
			path := filepath.Join(t.TempDir(), "walk.json")
			file, err := os.Create(path)
			if err == nil {
				err = a.saver.Write(file, walked)
			}
			if err != nil {
				t.Fatal(err)
			}
			file.Close()
			_, p, _ := settledIn(t, "", "", nil)
			p.Now = walked.Now // the same day
			again := newApp(p, lang.English)
			later, err := again.opener.GoOn(path, again.saver.Program(), steps.Access{})
			if err != nil {
				t.Fatal(err)
			}
			defer later.Shut()
			before, after := walked.Session.Trail(), later.Session.Trail()
			if len(before) < 12 || len(after) != len(before) || later.Past != nil || len(later.Hearsay.Facts()) > 0 {
				t.Fatalf("%d findings became %d; past %v", len(before), len(after), later.Past)
			}
			for i := range before {
				if before[i].Step != after[i].Step || before[i].On != after[i].On || before[i].Status != after[i].Status || (before[i].Evidence == nil) != (after[i].Evidence == nil) {
					t.Errorf("%s %s became %s %s", before[i].Step, before[i].On, after[i].Step, after[i].On)
				}
			}
			if one, two := walked.Session.Step(), later.Session.Step(); (one == nil) != (two == nil) || one != nil && one.ID != two.ID {
				t.Errorf("stands at %v, want %v", two, one)
			}
		})
	}
}
