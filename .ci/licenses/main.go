// Command licenses reads the licence of every module that is linked into the
// program on any of its platforms, fails on one that is not allowed, and keeps
// the file that the command licenses of the program prints current:
//
//	go run ./.ci/licenses          # fails when the file is not what it should be
//	go run ./.ci/licenses -update  # writes it
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const notices = "wizard/command/notices.txt"

// allowed are the licences that the program may carry, by the first digits of
// the SHA-256 of their words without the lines of copyright. A text that is not
// here, by a single word, is unknown, and unknown is not allowed: somebody reads
// it and adds it, or does without the module.
var allowed = map[string]string{
	"0cf21bdfd196": "MIT",
	"2f1ceb51ac5e": "MIT", // "MIT" in a README
	"35a446201226": "MIT",
	"6c833965e9ca": "MIT",
	"9d602bd8af1e": "MIT",
	"e031e289a8e5": "MIT",
	"1083d3dcf348": "MIT and Apache-2.0", // libyaml, and its translation
	"957c3854a3d7": "BSD-2-Clause",
	"526279aa5ce6": "BSD-3-Clause",
	"cb1ce31a60c2": "BSD-3-Clause", // of Google as an LLC
	"edc0f08d3ec5": "BSD-3-Clause", // of a person
	"37599287c15c": "Apache-2.0",   // without its appendix
	"95f35d79ea3b": "Apache-2.0",
	"e87dea5078ce": "Apache-2.0", // with another bracket in its appendix
	"f82071285728": "MPL-2.0",    // its source is published, unchanged
}

var platforms = []string{"linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64", "darwin/amd64", "darwin/arm64"}

type module struct{ path, version, dir string }

func main() {
	update := flag.Bool("update", false, "write "+notices)
	flag.Parse()
	if err := run(*update); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

func run(update bool) error {
	linked, err := linked()
	if err != nil {
		return err
	}
	holders := map[string][]string{} // text of a licence, to those who are under it
	counts := map[string]int{}
	var unknown []string
	for _, m := range linked {
		texts, err := textsOf(m)
		if err != nil {
			return err
		}
		name := strings.TrimSpace(m.path + " " + m.version)
		licensed := false
		for _, file := range slices.Sorted(maps.Keys(texts)) {
			text, kind := texts[file], "NOTICE"
			if !isNotice(file) {
				digest := digest(text)
				if kind = allowed[digest]; kind == "" {
					unknown = append(unknown, fmt.Sprintf("%s %s is %s, which is not allowed or not known", name, file, digest))
				}
				counts[kind]++
				licensed = true
			}
			holders[text] = append(holders[text], name+" ("+kind+")")
		}
		if !licensed {
			unknown = append(unknown, name+" has no licence")
		}
	}
	if len(unknown) > 0 {
		return fmt.Errorf("not every licence is allowed:\n%s", strings.Join(unknown, "\n"))
	}
	text := written(holders)
	if update {
		return os.WriteFile(notices, text, 0o644)
	}
	if kept, err := os.ReadFile(notices); err != nil || !bytes.Equal(kept, text) {
		return fmt.Errorf("%s is not what is linked now: go run ./.ci/licenses -update && go test ./wizard/command -run TestPacked -args -pack", notices)
	}
	fmt.Printf("%d modules:", len(linked))
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf(" %d %s", counts[kind], kind)
	}
	fmt.Println()
	return nil
}

// linked are the modules of the packages in the program, on all platforms,
// with Go's own, which has no version here: any release may build it.
func linked() ([]module, error) {
	found := map[module]bool{}
	for _, platform := range platforms {
		system, processor, _ := strings.Cut(platform, "/")
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list what is linked on %s: %w", platform, err)
		}
		for line := range strings.Lines(string(out)) {
			if part := strings.Split(strings.TrimSpace(line), "\t"); len(part) == 3 {
				found[module{part[0], part[1], part[2]}] = true
			}
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	found[module{path: "Go standard library", dir: strings.TrimSpace(string(root))}] = true
	return slices.SortedFunc(maps.Keys(found), func(a, b module) int { return strings.Compare(a.path, b.path) }), nil
}

var licenseFile = regexp.MustCompile(`(?i)^(?:licen[cs]e|copying|unlicense|notice|patents)(?:[.-].*)?$`)

func isNotice(file string) bool {
	name := strings.ToLower(filepath.Base(file))
	return strings.HasPrefix(name, "notice") || strings.HasPrefix(name, "patents")
}

// elsewhere are modules that say their licence in a file of another name, from
// a heading on.
var elsewhere = map[string]struct{ file, heading string }{
	"github.com/mattn/go-localereader": {"README.md", "## License"},
}

// textsOf are the licence files of a module, also those further down: they
// belong to what was taken over from others.
func textsOf(m module) (map[string]string, error) {
	texts := map[string]string{}
	err := filepath.WalkDir(m.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			skip := path != m.dir && (m.version == "" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), "_") || strings.HasPrefix(entry.Name(), "."))
			if skip {
				return filepath.SkipDir
			}
			return nil
		}
		if !licenseFile.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := filepath.Rel(m.dir, path)
		texts[file] = strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")) + "\n"
		return err
	})
	if said, ok := elsewhere[m.path]; ok && err == nil {
		var text []byte
		text, err = os.ReadFile(filepath.Join(m.dir, said.file))
		_, after, _ := strings.Cut(string(text), said.heading)
		texts[said.file] = strings.TrimSpace(said.heading+after) + "\n"
	}
	if err != nil {
		return nil, fmt.Errorf("read the licence of %s: %w", m.path, err)
	}
	return texts, nil
}

var (
	copyright = regexp.MustCompile(`(?im)^\W*(?:portions )?copyright\W+(?:\(c\)|©|[0-9]{4}).*$`)
	word      = regexp.MustCompile(`[0-9a-z]+`)
)

// digest is the name of a text by its words.
func digest(text string) string {
	words := word.FindAllString(strings.ToLower(copyright.ReplaceAllString(text, "")), -1)
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:6])
}

// written puts each text once, under all who carry it.
func written(holders map[string][]string) []byte {
	var b bytes.Buffer
	b.WriteString("What this program is built from, and under which licences.\n")
	texts := slices.SortedFunc(maps.Keys(holders), func(a, b string) int { return strings.Compare(holders[a][0]+a, holders[b][0]+b) })
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s", strings.Repeat("=", 72), strings.Join(slices.Compact(holders[text]), "\n"), text)
	}
	return b.Bytes()
}
