package powershell

import (
	"bytes"
	"net"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

func embedded(t *testing.T, name string) string {
	t.Helper()
	text := map[string][]byte{collectScript: collect(), remoteScript: remote}[name]
	if len(text) == 0 {
		t.Fatalf("no script %s", name)
	}
	return string(text)
}

// literals returns the keys of every [ordered]@{…} that a comment names, by
// that name.
func literals(script string) map[string][]string {
	found := map[string][]string{}
	lines := strings.Split(script, "\r\n")
	marker := regexp.MustCompile(`^\s*# (?:probes|powershell)\.(\w+)$`)
	key := regexp.MustCompile(`^\s+'?(\w+)'?\s+= `)
	for i := range lines[:len(lines)-1] {
		m := marker.FindStringSubmatch(lines[i])
		if m == nil || !strings.HasSuffix(lines[i+1], "[ordered]@{") {
			continue
		}
		for _, line := range lines[i+2:] {
			if strings.TrimSpace(line) == "}" {
				break
			}
			if k := key.FindStringSubmatch(line); k != nil {
				found[m[1]] = append(found[m[1]], k[1])
			}
		}
	}
	return found
}

// tags returns the JSON names of a struct, with those of what it embeds.
func tags(of reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(of) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && !f.Anonymous {
			names = append(names, name)
		}
	}
	return names
}

// TestScriptSpellsTheFieldsOfTheStructs keeps script and structs in step:
// encoding/json drops a misspelt field without a word.
func TestScriptSpellsTheFieldsOfTheStructs(t *testing.T) {
	t.Parallel()
	found := literals(embedded(t, collectScript))
	stamp, head := []string{"vantage", "at", "took_ns"}, []string{"read", "why"}
	for _, c := range []struct {
		of    reflect.Type
		added []string // by other lines of the script, or by the program
	}{
		{reflect.TypeFor[Document](), nil},
		{reflect.TypeFor[probes.System](), head},
		{reflect.TypeFor[probes.Service](), head},
		{reflect.TypeFor[probes.Product](), head},
		{reflect.TypeFor[probes.Writeback](), head},
		{reflect.TypeFor[probes.Scheduler](), head},
		{reflect.TypeFor[probes.Connector](), nil},
		{reflect.TypeFor[probes.Connectors](), head},
		{reflect.TypeFor[probes.Run](), nil},
		{reflect.TypeFor[probes.Runs](), head},
		{reflect.TypeFor[probes.Partition](), nil},
		{reflect.TypeFor[probes.Export](), head},
		{reflect.TypeFor[probes.TLSSetting](), nil},
		{reflect.TypeFor[probes.TLSSettings](), head},
		{reflect.TypeFor[probes.Proxy](), head},
		{reflect.TypeFor[probes.SystemProxy](), nil},
		{reflect.TypeFor[probes.Files](), head},
		{reflect.TypeFor[probes.Program](), nil},
		{reflect.TypeFor[probes.Agents](), head},
		{reflect.TypeFor[probes.Agent](), nil},
		{reflect.TypeFor[probes.Identity](), head},
		{reflect.TypeFor[probes.RemoteSAM](), head},
		{reflect.TypeFor[probes.ControllerSAM](), nil},
		{reflect.TypeFor[probes.ControllersSAM](), head},
		{reflect.TypeFor[probes.CloudSync](), head},
		{reflect.TypeFor[probes.Socket](), nil},
		{reflect.TypeFor[probes.Sockets](), head},
		{reflect.TypeFor[probes.UserLink](), stamp},
		{reflect.TypeFor[probes.Event](), []string{"users"}},                               // read from the text on this side
		{reflect.TypeFor[probes.EventLog](), append([]string{"excerpt", "cut"}, stamp...)}, // of what others exported
		{reflect.TypeFor[probes.Target](), nil},
		{reflect.TypeFor[probes.Certificate](), nil},
		{reflect.TypeFor[probes.Route](), stamp},
		{reflect.TypeFor[probes.Hold](), stamp},
	} {
		got := slices.DeleteFunc(found[c.of.Name()], func(k string) bool { return slices.Contains(c.added, k) })
		want := slices.DeleteFunc(tags(c.of), func(k string) bool { return slices.Contains(c.added, k) })
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the script writes %v, want %v", c.of.Name(), got, want)
		}
	}
}

func TestScriptWritesEveryPartOfTheServer(t *testing.T) {
	t.Parallel()
	script := embedded(t, collectScript)
	for _, name := range tags(reflect.TypeFor[probes.Server]()) {
		if slices.Contains([]string{"vantage", "at", "took_ns"}, name) {
			continue
		}
		if !strings.Contains(script, "Read-Part '"+name+"' {") {
			t.Errorf("no part of the script reads %s", name)
		}
		if strings.Count(script, "'"+name+"'") < 3 { // its body, its lane, the document
			t.Errorf("%s is read and not put into a lane and into the document", name)
		}
	}
}

// TestScriptsAreReadAsTheyAre: Windows PowerShell 5.1 reads a file without a
// byte order mark in the code page of the machine.
func TestScriptsAreReadAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, name := range []string{collectScript, remoteScript} {
		script := []byte(embedded(t, name))
		body, marked := bytes.CutPrefix(script, []byte{0xef, 0xbb, 0xbf})
		if !marked {
			t.Errorf("%s has no byte order mark", name)
		}
		if bytes.Count(body, []byte("\n")) != bytes.Count(body, []byte("\r\n")) {
			t.Errorf("%s has lines that do not end in CR LF", name)
		}
		for _, b := range body {
			if b > 0x7f {
				t.Errorf("%s holds the byte %#x, want ASCII", name, b)
				break
			}
		}
	}
	if !strings.Contains(embedded(t, collectScript), `"schema":"`+Schema+`"`) {
		t.Errorf("the script does not name the schema %s", Schema)
	}
}

// TestScriptReadsSocketErrorsAsTheProgramDoes holds the script's table of
// Winsock numbers against the one that every road of the program shares.
func TestScriptReadsSocketErrorsAsTheProgramDoes(t *testing.T) {
	t.Parallel()
	got := map[int]probes.Contact{}
	for _, m := range regexp.MustCompile(`\b(1\d{4}) \{ return '([\w-]+)' \}`).FindAllStringSubmatch(embedded(t, collectScript), -1) {
		number, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		got[number] = probes.Contact(m[2])
	}
	for number, name := range map[int]probes.Contact{ // WSAHOST_NOT_FOUND, WSANO_DATA; WSATRY_AGAIN, WSANO_RECOVERY
		11001: probes.NoSuchName, 11004: probes.NoSuchName, 11002: probes.NoNameServer, 11003: probes.NoNameServer,
	} {
		if got[number] != name {
			t.Errorf("%d: the script says %q, want %q", number, got[number], name)
		}
		delete(got, number)
	}
	if len(got) == 0 {
		t.Fatalf("found no numbers in the script")
	}
	for number := 10000; number < 11000; number++ {
		failed := func(op string) probes.Contact {
			return sockets.ContactOf(&net.OpError{Op: op, Err: syscall.Errno(number)}, probes.NotTried)
		}
		want := failed("dial")
		known := want == failed("read") // what is in no table is read by what was being done
		if said, there := got[number]; there != known || there && said != want {
			t.Errorf("%d: the script says %q, the program %q", number, said, want)
		}
	}
}

// TestLimitedPartSpellsTheFieldsToo: what the script does in Constrained
// Language Mode has hash tables without markers, and must not call a class.
func TestLimitedPartSpellsTheFieldsToo(t *testing.T) {
	t.Parallel()
	_, limited, found := strings.Cut(embedded(t, collectScript), "if ($limited) {\r\n")
	limited, _, ended := strings.Cut(limited, "\r\n}\r\n")
	if !found || !ended {
		t.Fatal("the script has no part for a constrained language")
	}
	of := reflect.TypeFor[probes.Server]()
	for part := range of.Fields() {
		name, _, _ := strings.Cut(part.Tag.Get("json"), ",")
		_, body, read := strings.Cut(limited, "$server['"+name+"'] = Read-Limited {")
		if part.Anonymous || !read {
			if !part.Anonymous && !strings.Contains(limited, "$server['"+name+"'] = Get-KeptOut") {
				t.Errorf("%s is neither read nor kept out", name)
			}
			continue
		}
		body, _, _ = strings.Cut(body, "\r\n    }\r\n")
		for _, field := range tags(part.Type) {
			if !slices.Contains([]string{"read", "why"}, field) && !regexp.MustCompile(`[\s{;]'?`+field+`'? = `).MatchString(body) {
				t.Errorf("%s.%s is not written", name, field)
			}
		}
	}
	allowed := regexp.MustCompile(`^\[(?:string|string\[\]|int|long|char|datetime|version|xml|bool|scriptblock|ordered)\]$`)
	for _, class := range regexp.MustCompile(`\[[A-Za-z][A-Za-z.]*(?:\[\])?\]`).FindAllString(limited, -1) {
		if !allowed.MatchString(class) {
			t.Errorf("%s is a class that a constrained language does not let a script call", class)
		}
	}
	for _, word := range []string{"New-Object", "[PowerShell]", "Add-Type"} {
		if strings.Contains(limited, word) {
			t.Errorf("%s stands in it", word)
		}
	}
}
