package lab

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// TestTheDocumentedFormatIsTheFormat reads the example of the package comment
// as a world.
func TestTheDocumentedFormatIsTheFormat(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var example []string
	for line := range strings.Lines(string(source)) {
		if text, indented := strings.CutPrefix(line, "//\t"); indented {
			example = append(example, text)
		}
	}
	world, err := Parse("doc.yaml", []byte(strings.Join(example, "")))
	if err != nil {
		t.Fatalf("Parse = %v, want the example to be a world", err)
	}
	if world.Expect.Outcome != "too-young" || len(world.server.runs) != 2 || world.directory.users["kim"].policy == "" {
		t.Errorf("Parse(example) = %+v, want its values", world.Expect)
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, file, want string }{
		{"unknown key", "title:\n  de: Titel\n", `w.yaml:2: got "de", expected one of en, ko`},
		{"unknown section", "network: []\ntenants: {}\n", `w.yaml:2: got "tenants", expected one of credentials, directory`},
		{"key twice", "speed: 5\nspeed: 6\n", `w.yaml:2: got "speed", expected each key once`},
		{"list for a mapping", "directory: [dc1]\n", `w.yaml:1: got a list, expected a mapping`},
		{"mapping for a list", "network: {host: dc1}\n", `w.yaml:1: got a mapping, expected a list`},
		{"alias", "here: &a x\nlatency: *a\n", `w.yaml:2: got an alias, expected a time such as`},
		{"negative age", "directory:\n  users:\n    kim: {locked: -5m}\n", `w.yaml:3: got "-5m", expected a time such as 90s, 5m, 36h or 7d, not negative`},
		{"no unit", "latency: 100\n", `w.yaml:1: got "100", expected a time such as`},
		{"too long a time", "latency: 99999999d\n", `w.yaml:1: got "99999999d", expected a time such as`},
		{"stopped clock", "speed: 0\n", `w.yaml:1: got "0", expected a number from 0.1 to 600`},
		{"no number", "speed: NaN\n", `w.yaml:1: got "NaN", expected a number from 0.1 to 600`},
		{"before 2000", "now: 1601-01-01T00:00:00Z\n", `w.yaml:1: got "1601-01-01T00:00:00Z", expected a moment`},
		{"yes is not true", "server: {none: yes please}\n", `w.yaml:1: got "yes please", expected true or false`},
		{"unknown status", "expect: {status: green}\n", `w.yaml:1: got "green", expected one of healthy, warning, broken, unknown`},
		{"cause without outcome", "expect:\n  status: broken\n  cause: a/b\n", `w.yaml:2: got a mapping, expected cause and outcome together`},
		{"broken without cause", "expect:\n  status: broken\n", `w.yaml:2: got a mapping, expected a cause for this status`},
		{"no step", "expect: {cause: pdc-emulator}\n", `w.yaml:1: got "pdc-emulator", expected the ID of a step`},
		{"no step that explains", "expect: {explained: {a/b: pdc-emulator}}\n", `got "pdc-emulator", expected the ID of a step`},
		{"no step that is explained", "expect: {explained: {pdc-emulator: a/b}}\n", `got "pdc-emulator", expected the ID of a step`},
		{"reasons in a list", "expect: {explained: [a/b]}\n", `got a list, expected a mapping`},
		{"step in two lists", "expect: {status: broken, cause: a/b, outcome: c, also: [a/d], unknown: [a/d]}\n", `expected each step once; a/d stands in also too`},
		{"cause besides itself", "expect: {status: broken, cause: a/b, outcome: c, warnings: [a/b]}\n", `expected each step once; a/b stands in cause too`},
		{"broken and only a warning", "expect: {status: warning, cause: a/b, outcome: c, also: [a/d]}\n", `expected nothing broken besides unless the world is`},
		{"warnings without a cause", "expect: {status: unknown, warnings: [a/d]}\n", `expected a warning as the cause before others beside it`},
		{"healthy and unknown", "expect: {unknown: [a/d]}\n", `expected nothing unknown with this status`},
		{"no instrument", "expect: {status: unknown, unknown: [cloud]}\n", `got "cloud", expected the ID of a step`},
		{"PDC that is no controller", "directory:\n  pdc: dc7\n", `w.yaml:2: got "dc7", expected a controller of this world: dc1, dc2`},
		{"PDC taken away", "directory:\n  controllers:\n    dc1: null\n", `w.yaml:3: got a mapping, expected a PDC emulator that is a controller: dc2`},
		{"read-only PDC", "directory:\n  controllers:\n    dc1: {read-only: true}\n", `w.yaml:3: got a mapping, expected a PDC emulator that is not read-only`},
		{"forest above domain", "directory:\n  domain-level: 3\n", `expected a forest level that no domain is below`},
		{"level that is none", "directory:\n  forest-level: 11\n", `w.yaml:2: got "11", expected a whole number from 0 to 10`},
		{"unknown right", "directory:\n  users:\n    kim: {deny: [everything]}\n", `w.yaml:3: got "everything", expected one of reset, change, lockout-time, pwd-last-set`},
		{"unknown group", "directory: {users: {kim: {groups: [Wizards]}}}\n", `got "Wizards", expected one of Account Operators`},
		{"unknown policy", "directory: {users: {kim: {policy: strict}}}\n", `got "strict", expected a password policy of this world`},
		{"user from nowhere", "tenant:\n  users:\n    lee@contoso.com: {account: leee}\n", `w.yaml:3: got a mapping, expected the directory account that the user comes from`},
		{"user of no domain", "tenant:\n  users:\n    a@example.org: {sync: never}\n", `w.yaml:3: got a mapping, expected a user of one of the domains`},
		{"licence not owned", "tenant: {users: {lee@contoso.com: {licenses: [SPB]}}}\n", `got "SPB", expected a licence of this world: SPE_E3`},
		{"unknown plan status", "tenant: {skus: {SPE_E3: {plans: {AAD_PREMIUM: Off}}}}\n", `got "Off", expected one of Success, Disabled`},
		{"more licences than people", "tenant: {skus: {SPE_E3: {enabled: -1}}}\n", `got "-1", expected a whole number from 0`},
		{"answer without status", "tenant: {answers: {/users: {code: x}}}\n", `expected a status`},
		{"success as an answer", "tenant: {answers: {/users: {status: 200}}}\n", `got "200", expected a whole number from 300 to 599`},
		{"wait in words", "tenant: {answers: {/users: {status: 429, retry-after: soon}}}\n", `got "soon", expected seconds`},
		{"run of no connector", "server:\n  runs:\n    - {connector: x, profile: Full Import}\n", `w.yaml:3: got "x", expected a connector of this world`},
		{"unknown profile", "server: {runs: [{profile: Half Import}]}\n", `got "Half Import", expected one of Full Import`},
		{"unknown registry value", "server: {tls: {net16 SchUseStrongCrypto: 1}}\n", `got "net16 SchUseStrongCrypto", expected one of client DisabledByDefault`},
		{"unknown part", "server: {unread: {everything: prompted}}\n", `got "everything", expected one of agents, cloud-sync`},
		{"no Entra connector", "server:\n  connectors: {contoso.onmicrosoft.com - AAD: null}\n  runs: []\n", `expected one connector with entra: true`},
		{"event without id", "server: {events: {list: [{ago: 5m}]}}\n", `expected an id for every event`},
		{"rule without host", "network:\n  - {do: drop}\n", `w.yaml:2: got a mapping, expected a rule with host and do`},
		{"rule for a stranger", "network:\n  - {host: dc3, do: drop}\n", `w.yaml:2: got a mapping, expected a host of this world`},
		{"unknown firewall", "network:\n  - {host: dc1, do: sulk}\n", `w.yaml:2: got "sulk", expected one of refuse, drop`},
		{"port that is none", "network:\n  - {host: dc1, port: 70000, do: drop}\n", `w.yaml:2: got "70000", expected a whole number from 1 to 65535`},
		{"forgets without limit", "network:\n  - {host: dc1, do: forget-idle}\n", `expected after with forget-idle and close-idle`},
		{"intercepts for nobody", "network:\n  - {host: dc1, do: intercept}\n", `expected organization with intercept`},
		{"proxy without port", "proxies: {proxy: {}}\n", `expected a proxy as host:port`},
		{"domain without a short name", "directory:\n  domains:\n    a.example: {}\n", `w.yaml:3: got a mapping, expected a netbios of its own`},
		{"domain without a dot", "directory:\n  domains:\n    seoul: {netbios: SEOUL}\n", `w.yaml:3: got a mapping, expected another domain name with a dot`},
		{"domain within a domain", "directory: {domains: {a.example: {domains: {}}}}\n", `got "domains", expected one of connector, connector-name`},
		{"domain whose role owner is nobody", "directory: {domains: {a.example: {netbios: A, pdc: dc7}}}\n", `got "dc7", expected a controller of this world: dc1`},
		{"root of no domain", "directory: {forest-root: b.example}\n", `got "b.example", expected a domain of this world: corp.contoso.com`},
		{"copy on no controller", "directory:\n  users: {kim: {copies: {dc9: {absent: true}}}}\n", `w.yaml:2: got a mapping, expected a controller: dc1, dc2`},
		{"forest without a connector account", "directory: {connector-name: ''}\n", `expected a connector account in one domain`},
		{"unknown fault of a controller", "directory: {controllers: {dc1: {fault: sulks}}}\n", `got "sulks", expected one of `},
		{"unknown sign-in", "credentials: {directory: perhaps}\n", `got "perhaps", expected one of right, none, wrong`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("w.yaml", []byte(test.file))
			if _, ok := errors.AsType[*FormatError](err); !ok {
				t.Fatalf("Parse = %v, want a FormatError", err)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("Parse = %v, want %s", err, test.want)
			}
		})
	}
}

func TestWhatIsNoWorldFileIsRefused(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"no YAML":       "a: [b\n",
		"two documents": "speed: 5\n---\nspeed: 6\n",
		"a text":        "healthy\n",
	} {
		if _, err := Parse("w.yaml", []byte(file)); err == nil {
			t.Errorf("%s: Parse = nil, want an error", name)
		}
	}
}

func TestEveryFaultOfAFileIsTold(t *testing.T) {
	t.Parallel()
	_, err := Parse("w.yaml", []byte("speed: 0\nlatency: soon\nhere: x\n"))
	if err == nil || strings.Count(err.Error(), "w.yaml:") != 2 {
		t.Errorf("Parse = %v, want two faults", err)
	}
}

func TestNothingButCommentsIsTheHealthyWorld(t *testing.T) {
	t.Parallel()
	world, err := Parse("empty.yaml", []byte("# nothing\n"))
	if err != nil || world.Expect.Status != "healthy" || world.Name != "empty" {
		t.Errorf("Parse = %q %q %v, want the healthy world named empty", world.Name, world.Expect.Status, err)
	}
}

func TestLoadReadsFilesAndNames(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/mine.yaml"
	if err := os.WriteFile(path, []byte("here: MINE\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if world, err := Load(path); err != nil || world.Name != "mine" || world.here != "MINE" {
		t.Errorf("Load(%s) = %q %v, want the file", path, world.Name, err)
	}
	if world, err := Load("healthy"); err != nil || world.Name != "healthy" {
		t.Errorf("Load(healthy) = %q %v, want the embedded world", world.Name, err)
	}
	if _, err := Load("no-such-world"); !errors.Is(err, ErrNoWorld) {
		t.Errorf("Load(no-such-world) = %v, want %v", err, ErrNoWorld)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range embedded().texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		world, err := Parse("fuzz.yaml", data)
		if err != nil {
			return
		}
		if world.speed <= 0 || world.directory.controllers[world.directory.pdc].readOnly {
			t.Errorf("Parse(%q) = a world without a moving clock or a writable PDC emulator", data)
		}
	})
}

// A world that says how fast it is stays so; the others hurry where nobody
// looks on.
func TestOnlyWorldsOfNoSpeedHurry(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{"here: x\n": hurriedSpeed, "speed: 1\n": 1, "speed: 600\n": 600} {
		w, err := Parse("w.yaml", []byte("title: {ko: 가, en: a}\nexpect: {status: healthy}\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Hurried().speed; got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
