package command_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// toldRights is as much of the JSON of rights as the tests read.
type toldRights struct {
	Schema, Status, Outcome, Why, Account string
	UserDN                                string `json:"user_dn"`
	StopsAt                               string `json:"stops_at"`
	Said                                  struct{ Ko, En string }
	Matches                               []string
	Rights                                map[string]struct {
		Granted   *bool
		Denied    bool
		DecidedBy *struct {
			Position  int
			Type      string
			Trustee   string
			Inherited bool
		} `json:"decided_by"`
		From     string `json:"inherited_from"`
		Withheld *struct {
			At   []string
			From string
		}
	}
	Remedy *struct {
		Who                 []string
		Look, Run, Or, Undo []struct{ Shell, Text string }
	}
	At time.Time
}

func TestRightsOfAWorld(t *testing.T) {
	t.Parallel()
	const user, staff, head = "CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com", "OU=Staff,DC=corp,DC=contoso,DC=com", "DC=corp,DC=contoso,DC=com"
	for _, c := range []struct {
		world   string
		code    int
		outcome string
		reset   string // granted, denied, not granted, or "" when nothing was seen
		stops   string
		from    string // where a grant stands that does not arrive
	}{
		{"healthy", command.ExitHealthy, "granted", "granted", "", ""},
		{"rights-unexpire-missing", command.ExitHealthy, "unexpire-missing", "granted", "", ""},
		{"rights-missing", command.ExitBroken, "missing", "not granted", "", ""},
		{"rights-denied", command.ExitBroken, "denied", "denied", "", ""},
		{"inheritance-off-user", command.ExitBroken, "missing-cut-off", "not granted", user, head},
		{"inheritance-off-ou", command.ExitBroken, "missing-cut-off-ou", "not granted", staff, head},
		{"user-in-child-domain", command.ExitHealthy, "granted", "granted", "", ""},
		{"rights-opinions-differ", command.ExitUnknown, "opinions-differ", "granted", "", ""},
		{"user-nowhere", command.ExitUnknown, "unseen", "", "", ""},
		{"user-two-matches", command.ExitUnknown, "unseen", "", "", ""},
	} {
		t.Run(c.world, func(t *testing.T) {
			t.Parallel()
			code, out, errs := commandtest.Run(t, nil, "rights", "--world", c.world, "--format", "json")
			var got toldRights
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatalf("%v in %s%s", err, out, errs)
			}
			if code != c.code || got.Outcome != c.outcome || got.Schema != "writeback-doctor/rights/1" || got.StopsAt != c.stops || got.At.IsZero() || got.Said.Ko == "" || got.Said.En == "" {
				t.Errorf("got exit %d, %+v, want %d, %s, stops at %q", code, got, c.code, c.outcome, c.stops)
			}
			if c.reset == "" {
				if got.Rights != nil || got.Why == "" || (c.world == "user-two-matches") != (len(got.Matches) == 2) {
					t.Errorf("got %+v", got)
				}
				return
			}
			reset := got.Rights["reset-password"]
			state := map[bool]string{true: "granted", false: "not granted"}[reset.Granted != nil && *reset.Granted]
			if reset.Denied {
				state = "denied"
			}
			if state != c.reset || len(got.Rights) != 5 || (state == "not granted") != (reset.DecidedBy == nil) || (c.from != "") != (reset.Withheld != nil && reset.Withheld.From == c.from) {
				t.Errorf("reset: got %s, %+v, want %s, from %q", state, reset, c.reset, c.from)
			}
			if (got.Remedy != nil) != (c.outcome != "granted") {
				t.Errorf("got remedy %+v", got.Remedy)
			}
			if r := got.Remedy; r != nil {
				parts := [4]int{len(r.Look), len(r.Run), len(r.Or), len(r.Undo)}
				want, other := map[string][4]int{
					"opinions-differ": {1, 0, 0, 0}, "missing": {0, 1, 1, 1}, "missing-cut-off-ou": {0, 1, 2, 2},
				}[c.outcome]
				if !other {
					want = [4]int{0, 1, 0, 1}
				}
				if parts != want {
					t.Errorf("got %v commands that look, mend, mend instead and undo, want %v", parts, want)
				}
			}
		})
	}
}

// What is read fits into eighty columns, in both languages; what is copied
// stands in one piece.
func TestRightsInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		world, language string
		want            []string
	}{
		{"rights-denied", "en", []string{"[x] Reset password: denied", "[+] Change password: granted", "Deciding entry: number ", "[FAIL] ", "Fix (", "Undo (", "Who fixes it: "}},
		{"rights-denied", "ko", []string{"[x] 암호 재설정(Reset password): 거부됨", "[+] 암호 변경(Change password): 있음", "결정한 항목: ", "[고장] ", "되돌리기 ("}},
		{"inheritance-off-ou", "en", []string{"[-] Write lockoutTime: not granted", "Inheritance stops at the container OU=Staff"}},
		{"inheritance-off-user", "ko", []string{"[-] lockoutTime 쓰기: 없음.", "상속이 끊기는 곳: 사용자 개체 자체"}},
		{"healthy", "ko", []string{"[+] 암호 만료 해제", "[정상] ", "목록의 4번째. 허용, ExtendedRight (0x00000100)", "커넥터 계정으로 로그인해야"}},
		{"rights-by-the-connector", "en", []string{"[=] Write lockoutTime: the same (granted)", "[=] Modify permissions: the same (not granted)", "[OK] "}},
		{"rights-opinions-differ", "en", []string{"[!] Write lockoutTime: different", "[=] Write pwdLastSet: the same", "[UNKNOWN] "}},
		{"rights-opinions-differ", "ko", []string{"[!] lockoutTime 쓰기: 다름.", "[확인 안 됨] "}},
		{"user-two-matches", "en", []string{"[UNKNOWN] ", "- CN=Kim Minji,"}},
	} {
		t.Run(c.world+" "+c.language, func(t *testing.T) {
			t.Parallel()
			_, out, errs := commandtest.Run(t, nil, "rights", "--world", c.world, "--lang", c.language)
			whole := strings.Join(strings.Fields(out), " ") // lines are broken where they are full
			for _, want := range c.want {
				if !strings.Contains(whole, want) {
					t.Errorf("%q is not in\n%s%s", want, out, errs)
				}
			}
			for line := range strings.Lines(out) {
				line = strings.TrimSuffix(line, "\n")
				if columns(line) > 80 && !strings.HasPrefix(line, "    ") && !strings.Contains(line, "https://") {
					t.Errorf("%d columns: %s", columns(line), line)
				}
			}
		})
	}
}

// columns is the width of a line on a terminal.
func columns(line string) int {
	n := 0
	for _, r := range line {
		n++
		if unicode.Is(unicode.Hangul, r) {
			n++
		}
	}
	return n
}

func TestRightsOfAnotherAccount(t *testing.T) {
	t.Parallel()
	_, out, _ := commandtest.Run(t, nil, "rights", "--world", "healthy", "--format", "json", "--connector-account", "nobody-at-all")
	var got toldRights
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Outcome != "unseen" || got.Why != "not-found" {
		t.Errorf("got %+v, %v", got, err)
	}
	code, _, errs := commandtest.Run(t, nil, "rights", "--world", "rights-unexpire-missing", "--strict")
	if code != command.ExitBroken || errs != "" {
		t.Errorf("a warning with --strict: exit %d, %q, want %d", code, errs, command.ExitBroken)
	}
}

func TestMistakesOfRights(t *testing.T) {
	t.Parallel()
	answers := filepath.Join(t.TempDir(), "answers.yaml")
	if err := os.WriteFile(answers, []byte("domain: contoso.local\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"rights"}, "--user"},
		{[]string{"rights", "--answers", answers}, "--domain (contoso.local)"},
		{[]string{"rights", "--answers", answers, "--domain", "contoso.local"}, "--user"},
		{[]string{"rights", "--stdin", "--user", "kim@contoso.com"}, "Not used here: --user. With --stdin"},
		{[]string{"rights", "--stdin", "--world", "healthy"}, "Not used here: --world. With --stdin"},
		{[]string{"rights", "--stdin", "--format", "text"}, "JSON lines"},
		{[]string{"rights", "--world", "healthy", "--format", "markdown"}, "text, json"},
		{[]string{"rights", "kim@contoso.com"}, "kim@contoso.com"},
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, c.args...)
		if code != command.ExitUsage || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit %d, stdout %q, stderr %q; want %d, nothing, and %q", c.args, code, out, errs, command.ExitUsage, c.want)
		}
	}
}

// Without a domain nothing is known; that is no fault of the command line.
func TestRightsWithoutADomain(t *testing.T) {
	t.Parallel()
	code, out, _ := commandtest.Run(t, nil, "rights", "--user", "kim@contoso.com", "--format", "json")
	var got toldRights
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != command.ExitUnknown || got.Why != "no-domain" {
		t.Errorf("got exit %d, %+v, %v", code, got, err)
	}
}

func TestRightsOfLines(t *testing.T) {
	t.Parallel()
	const empty = `{"id":"x","sd":"AQAEgAAAAAAAAAAAAAAAABQAAAACAAgAAAAAAA==","token":[],"self":null,"class":null}`
	for in, want := range map[string]int{"": 0, empty: 0, empty + "\nnonsense\n" + empty: command.ExitUnknown} {
		code, out, errs := commandtest.Run(t, map[string]string{"stdin": in}, "rights", "--stdin")
		if got := strings.Count(out, "\n"); code != want || errs != "" || got != strings.Count(in, "\n")+min(len(in), 1) {
			t.Errorf("%q: exit %d, stderr %q, %d lines, want exit %d", in, code, errs, got, want)
		}
	}
}

// failing is an input that breaks.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAnInputThatBreaksIsAFault(t *testing.T) {
	t.Parallel()
	var errs strings.Builder
	code := command.Main(command.Process{
		Args: []string{"rights", "--stdin"}, In: failing{}, Out: io.Discard, Err: &errs,
		Getenv: func(string) string { return "" }, Now: time.Now, Zone: time.UTC,
	})
	if code != command.ExitFault || !strings.Contains(errs.String(), "read standard input") {
		t.Errorf("got exit %d, %q", code, errs.String())
	}
}
