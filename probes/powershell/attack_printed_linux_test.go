package powershell

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"example.com/writeback-doctor/probes"
)

const (
	// printedAtMost is what nothing that PowerShell prints may take the program
	// above, in MB; printedTime is how long it may hold it.
	printedAtMost = 200
	printedTime   = 60 * time.Second
	// plays and prints tell this binary, when it runs as somebody else, that it
	// is the program or PowerShell.
	plays  = "WRITEBACK_DOCTOR_TEST_PLAYS"
	prints = "WRITEBACK_DOCTOR_TEST_PRINTS"
)

// TestMain lets the binary of the tests be the two programs that an attack
// needs: one that runs a script, and what stands in for PowerShell.
func TestMain(m *testing.M) {
	switch name := os.Getenv(prints); {
	case name == "":
		os.Exit(m.Run())
	case os.Getenv(plays) == "powershell":
		floods()[name](os.Stdout, os.Stderr)
	default:
		asks(os.Getenv(plays))
	}
}

// asks runs the script, once as the command collect does, or as often at a time
// as a walk may, and says how that ended and the most memory that it took, in KB.
func asks(way string) {
	debug.SetMemoryLimit(128 << 20) // as the program has it
	_ = os.Setenv(plays, "powershell")
	config := Config{Exec: func(ctx context.Context, _ string, args ...string) ([]byte, []byte, int, error) {
		return start(ctx, "/proc/self/exe", args...)
	}}
	var err error
	if way == "collect" {
		_, err = Collect(context.Background(), config, Everything(false))
	} else {
		err = walks(New(config))
	}
	kind := probes.Kind("document")
	if err != nil {
		kind = probes.AsObstacle(err).Kind
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Println(kind, strings.Fields(peak)[0])
}

// walks asks everything at a time that a walk asks, and returns what became of
// the first question.
func walks(c *Client) error {
	ctx := context.Background()
	var all sync.WaitGroup
	var errs [5]error
	all.Go(func() { _, errs[0] = c.Server(ctx) })
	all.Go(func() { _, errs[1] = c.UserLink(ctx, "CN=a") })
	all.Go(func() { _, errs[2] = c.Events(ctx, time.Now()) })
	all.Go(func() { _, errs[3] = c.Hold(ctx, probes.Target{Host: "a.test", Port: 443}, time.Minute) })
	all.Go(func() { _, errs[4] = c.Reach(ctx, probes.Target{Host: "a.test", Port: 443}) })
	all.Wait()
	_ = c.Close()
	return errs[0]
}

// floods are what PowerShell may print.
func floods() map[string]func(stdout, stderr io.Writer) {
	const head = `{"schema":"writeback-doctor/collect/1","host":"s","at":"2026-01-01T00:00:00Z",`
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	whole := func(parts ...string) func(io.Writer, io.Writer) {
		return func(out, _ io.Writer) { _, _ = io.WriteString(out, strings.Join(parts, "")) }
	}
	many := func(n int, one string) string { return strings.Repeat(one+",", n) + one }
	list := map[string]func(io.Writer, io.Writer){
		"wide":             whole(head, `"links":[`, many(2<<20, "{}"), `]}`),
		"wide-texts":       whole(head, `"links":[`, many(1<<20, `"a"`), `]}`),
		"wide-names":       whole(head, many(1<<19, `"a":0`), `}`),
		"wide-in-utf-16":   whole("\xff\xfe", strings.ReplaceAll(head+`"links":[`+many(1<<20, "{}")+`]}`, "", "\x00")[1:]),
		"deep-lists":       whole(head, `"links":`, strings.Repeat("[", 4<<20)),
		"deep-objects":     whole(head, `"server":`, strings.Repeat(`{"a":`, 1<<20)),
		"no-end-of-a-text": whole(head, `"host":"`, strings.Repeat("x", 5<<20)),
		"escaped-texts":    whole(head, `"host":"`, strings.Repeat(`\u0000`, 900_000), `"}`),
		"warnings-before":  whole(strings.Repeat("WARNING: of a module\r\n", 200_000), head, `"links":[{}]}`),
		"two-documents":    whole(head, `"links":[]}`, head, `"links":[]}`),
	}
	for name, one := range map[string]string{
		`"links":[`: `{"dn":"a"}`, `"routes":[`: `{"at":"2026-01-01T00:00:00Z"}`, `"holds":[`: `{"at":"2026-01-01T00:00:00Z"}`,
		`"events":{"events":[`: `{"id":1}`, `"server":{"connectors":{"read":true,"list":[`: `{"name":"a"}`,
		`"server":{"runs":{"read":true,"list":[`: `{"profile":"a"}`, `"server":{"export":{"read":true,"partitions":[`: `{"connector":"a"}`,
		`"server":{"tls":{"read":true,"list":[`: `{"name":"a"}`,
	} {
		end := "]" + strings.Repeat("}", strings.Count(name, "{")+1)
		list["below-the-bound/"+strings.Join(strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }), "-")] = whole(head, name, many(49_000, one), end)
	}
	for name, part := range map[string][]byte{
		"endless-text": []byte("x"), "endless-lines": []byte("At line:1 char:1\r\n"), "endless-noughts": {0}, "endless-binary": noise,
		"endless-objects": []byte("{},"),
	} {
		list["stdout/"+name] = func(out, _ io.Writer) { repeat(out, part, 1<<30) }
		list["stderr/"+name] = func(_, problems io.Writer) { repeat(problems, part, 1<<30) }
		list["both/"+name] = func(out, problems io.Writer) {
			go repeat(problems, part, 1<<30)
			repeat(out, part, 1<<30)
		}
	}
	list["stdout/line-of-100-MB"] = func(out, _ io.Writer) { repeat(out, []byte("x"), 100<<20) }
	list["stderr/line-of-100-MB"] = func(_, problems io.Writer) { repeat(problems, []byte("x"), 100<<20) }
	list["stderr/binary-beside-a-document"] = func(out, problems io.Writer) {
		_, _ = io.WriteString(out, head+`"links":[]}`)
		repeat(problems, noise, 1<<30)
	}
	return list
}

// repeat writes the part again and again until nobody reads any more, and so
// many bytes at most.
func repeat(w io.Writer, part []byte, bytesAtMost int) {
	block := bytes.Repeat(part, 64<<10/len(part)+1)
	for range bytesAtMost/len(block) + 1 {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

// TestAttackPrinted holds the program against what stands in for PowerShell and
// prints as much, as wide, as deep or as unreadable as it can. It ends by
// itself, in bounded memory, and what came is an obstacle.
func TestAttackPrinted(t *testing.T) { //nolint:paralleltest // each takes memory
	for name := range floods() {
		base, _, _ := strings.Cut(name, "/")
		read := slices.Contains([]string{"below-the-bound", "warnings-before", "escaped-texts"}, base)
		t.Run("walk/"+name, func(t *testing.T) { printed(t, "walk", name, read) })
		if read { // what is read is written again
			t.Run("collect/"+name, func(t *testing.T) { printed(t, "collect", name, read) })
		}
	}
}

// printed runs the program in one way before one flood.
func printed(t *testing.T, way, name string, read bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), printedTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Env = append(os.Environ(), prints+"="+name, plays+"="+way)
	begin := time.Now()
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	said := strings.Fields(string(out))
	if err != nil || len(said) != 2 {
		t.Fatalf("%v: it said %q\n%.2000s", err, out, &problems)
	}
	kB, err := strconv.Atoi(said[1])
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, %d MB, %v", said[0], kB>>10, time.Since(begin).Round(time.Millisecond))
	if kB>>10 >= printedAtMost || kB>>10 < 5 {
		t.Errorf("took %d MB, want less than %d", kB>>10, printedAtMost)
	}
	switch kind := said[0]; {
	case kind == "document" && read:
	case way == "collect" || kind != string(probes.NotRun) && kind != string(probes.Malformed): // to a walk a document may lack what it asked for
		t.Errorf("got %s", kind)
	}
}
