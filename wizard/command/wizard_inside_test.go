package command

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
)

func testApp(env map[string]string) *app {
	a := newApp(Process{
		Args: []string{"help"}, Getenv: func(name string) string { return env[name] }, Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07",
	}, lang.Korean)
	a.root()
	return a
}

func TestWizardIsGivenEverythingThatWasSaid(t *testing.T) {
	t.Parallel()
	a := testApp(map[string]string{probes.EnvPassword: "p", probes.EnvToken: "t", probes.EnvClientSecret: "s"})
	a.flags.Account, a.flags.CAFile, a.flags.ServerFile, a.flags.ClientID = `CORP\kim`, "ca.pem", "server.json", "id"
	*a.flags.Fact[steps.Admin] = "admin@contoso.com"
	got := a.config(wizard.Start{}).Given
	if got.Account != `CORP\kim` || got.CAFile != "ca.pem" || got.ServerFile != "server.json" || got.ClientID != "id" ||
		got.Facts[steps.Admin] != "admin@contoso.com" || string(got.Password) != "p" || string(got.Token) != "t" || string(got.ClientSecret) != "s" {
		t.Errorf("given %+v", got)
	}
}

func TestCollectedFileNamesItsDomainAndServer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "server.json")
	a := testApp(nil)
	a.output.Out = &strings.Builder{}
	a.flags.world, a.flags.out = "engine-stopped", path
	if err := a.collect(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := a.opener.WalkFile(t.Context(), path)
	found, ok := errors.AsType[*wizard.CollectedError](err)
	if !ok {
		t.Fatalf("got %v, want the collected file told apart", err)
	}
	if found.Access.ServerFile != path || found.Access.Facts[steps.Domain] == "" || found.Access.Facts[steps.SyncServer] == "" {
		t.Errorf("got %+v", found.Access)
	}
	if wrong := a.config(wizard.Start{}).TryServerFile(path); !wrong.Empty() {
		t.Errorf("its own file is refused: %s", wrong.En)
	}
	if wrong := a.config(wizard.Start{}).TryServerFile(path + ".no"); !strings.Contains(wrong.Ko, "파일이 없습니다") {
		t.Errorf("got %q", wrong.Ko)
	}
}
