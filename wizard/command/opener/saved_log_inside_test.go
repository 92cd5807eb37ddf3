package opener

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/evtx/evtxtest"
	"example.com/writeback-doctor/steps/lang"
)

// TestSavedLogSaysHowMuchOfItWasRead: by any name, from either command, and what
// is wrong with it, in both languages.
func TestSavedLogSaysHowMuchOfItWasRead(t *testing.T) {
	t.Parallel()
	one := evtxtest.Event{
		Provider: "PasswordResetService", Channel: "Application", Computer: "SYNC01", ID: 31019, Level: 4,
		At: time.Date(2026, 11, 23, 8, 58, 0, 0, time.UTC), Record: 7, Data: []string{"x"},
	}
	whole := evtxtest.Write([]evtxtest.Event{one})
	one.Channel, one.Provider = "System", "\x1b[31mService"
	other := evtxtest.Write([]evtxtest.Event{one})
	altered := append([]byte(nil), whole...)
	altered[evtxtest.Head+9]++
	folder := t.TempDir()
	for name, c := range map[string]struct {
		file   []byte
		say    string
		silent string
	}{
		"whole.evtx": {whole, "read 1 record of the log Application, and used 1", "never that all is well"},
		"mail.dat":   {whole, "read 1 record of the log Application, and used 1", "Writeback writes"},
		"other.evtx": {other, "log System, and used 0. Writeback writes to the Application log.", "\x1b"},
		"cut.evtx":   {whole[:len(whole)-7], "breaks off before its end. Faults can be told", "checksum"},
		"sum.evtx":   {altered, "checksum of 1 of its 1 blocks", "breaks off"},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, err := ReadFile(path)
		if err != nil || opened.Collected == nil || opened.saved == nil {
			t.Errorf("%s: got %v, %+v", name, err, opened.saved)
			continue
		}
		if file, err := readServerFile(path); err != nil || string(file.Text) != string(opened.Collected) {
			t.Errorf("%s: --server-file reads something else: %v", name, err)
		}
		text, args := toldOf(opened.saved, path)
		said := text.Fill(lang.English, args)
		if !strings.Contains(said, c.say) || strings.Contains(said, c.silent) {
			t.Errorf("%s: got %q", name, said)
		}
		if said := text.Fill(lang.Korean, args); !strings.Contains(said, name) || strings.Contains(said, "{") {
			t.Errorf("%s: got %q", name, said)
		}
	}
}

func TestLogThatIsTooLongSaysWhichPartToSave(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "big.evtx")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Truncate(maxLog + 1); err != nil {
		t.Fatal(err) // it takes no room: nothing is in it
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path); err == nil || !strings.Contains(err.Error(), "256 MB") || !strings.Contains(err.Error(), "wevtutil epl ") {
		t.Errorf("got %v", err)
	}
}
