package planted_test

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/lab/planted"
)

// What is planted on purpose is found, in each place and in each form.
func TestWhatIsPlantedIsFound(t *testing.T) {
	t.Parallel()
	secret := planted.Secrets()[0]
	if len(planted.Secrets()) != 7 || len(planted.In("nothing")) != 0 {
		t.Errorf("%d secrets, and %q in nothing", len(planted.Secrets()), planted.In("nothing"))
	}
	for _, form := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret))} {
		if len(planted.In("a "+form+" b")) != 1 {
			t.Errorf("%s is not found", form)
		}
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "file"), []byte("x"+secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := planted.Below(folder); len(got) != 1 {
		t.Errorf("got %q, want the file", got)
	}
	if runtime.GOOS != "linux" {
		return
	}
	for what, command := range map[string]*exec.Cmd{
		"an argument":     exec.Command("/bin/sh", "-c", "sleep 2; : "+secret),
		"the environment": exec.Command("/bin/sleep", "2"),
	} {
		if what == "the environment" {
			command.Env = []string{"TOKEN=" + secret}
		}
		stop := planted.Watch()
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond)
		seen, found := stop()
		_ = command.Process.Kill()
		_ = command.Wait()
		if seen == 0 || len(found) == 0 {
			t.Errorf("%s: saw %d processes, found %q", what, seen, found)
		}
	}
}
