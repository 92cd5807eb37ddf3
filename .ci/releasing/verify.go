package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"
	"go.yaml.in/yaml/v3"
)

// verify holds a folder against what a release of this commit must be: every
// file and no other, in every archive too; the sums; nothing of the clock or of
// this machine; resources of Windows; the lists against their published schemas.
func (r *release) verify() error {
	r.want = map[string]bool{"SHA256SUMS": true, "provenance.intoto.json": true}
	var faults []error
	for _, t := range targets {
		faults = append(faults, r.verifyTarget(t))
	}
	faults = append(faults, r.verifySums(), r.verifyManifests(), r.verifyProvenance(), r.verifyFiles())
	return errors.Join(faults...)
}

// sorted are the keys of a map, in their order.
func sorted[V any](all map[string]V) []string { return slices.Sorted(maps.Keys(all)) }

func (r *release) verifyTarget(t target) error {
	suffix, unpack := ".tar.gz", r.untar
	if t.windows() {
		suffix, unpack = ".zip", r.unzip
	}
	r.want[r.base(t)+suffix], r.want[r.base(t)+".cdx.json"] = true, true
	held, err := unpack(t, filepath.Join(r.out, r.base(t)+suffix))
	if err != nil {
		return err
	}
	want := []string{"CHANGES.txt", "README.txt", "THIRD-PARTY-NOTICES.txt", "collect.ps1", "completion.ps1", t.program()}
	if t.windows() {
		want = append(want, firstWindows)
	} else {
		want = append(want, "completion.bash", "completion.fish", "completion.zsh")
	}
	slices.Sort(want)
	if got := sorted(held); !slices.Equal(got, want) {
		return fmt.Errorf("%s holds %q, want %q", r.base(t), got, want)
	}
	changes, err := r.changes()
	if plain := strings.NewReplacer("\ufeff", "", "\r", "").Replace(string(held["CHANGES.txt"])); err == nil && plain != string(changes) {
		err = fmt.Errorf("%s: CHANGES.txt is not that of the commit", r.base(t))
	}
	faults := []error{err, r.verifyProgram(t, held[t.program()]), r.verifyContents(t, held[t.program()])}
	crlf := []string{"collect.ps1"}
	if t.windows() {
		crlf = []string{"CHANGES.txt", firstWindows, "README.txt", "THIRD-PARTY-NOTICES.txt", "collect.ps1", "completion.ps1"}
	}
	for _, file := range crlf {
		if body := held[file]; !bytes.HasPrefix(body, []byte("\ufeff")) || bytes.Count(body, []byte("\n")) != bytes.Count(body, []byte("\r\n")) || len(body) < 100 {
			faults = append(faults, fmt.Errorf("%s: %s lacks the mark or the line ends of Windows", r.base(t), file))
		}
	}
	return errors.Join(faults...)
}

// numbers are those of the program and of the product in Windows' own form.
func (r *release) numbers() string {
	quad := strings.Fields(strings.ReplaceAll(r.quad(), ".", " "))
	return fmt.Sprint(quad, quad)
}

func (r *release) unzip(_ target, path string) (map[string][]byte, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	held := map[string][]byte{}
	for _, f := range z.File {
		if !f.Modified.Equal(r.day) {
			return nil, fmt.Errorf("%s: %s is of %v, and the commit of %v", path, f.Name, f.Modified, r.day)
		}
		body, err := f.Open()
		if err != nil {
			return nil, err
		}
		if held[f.Name], err = io.ReadAll(body); err != nil {
			return nil, err
		}
	}
	return held, nil
}

func (r *release) untar(t target, path string) (map[string][]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	g, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	held := map[string][]byte{}
	for all := tar.NewReader(g); ; {
		h, err := all.Next()
		if errors.Is(err, io.EOF) {
			return held, nil
		}
		if err != nil {
			return nil, err
		}
		short, mine := strings.CutPrefix(h.Name, r.base(t)+"/")
		if !mine || !h.ModTime.Equal(r.day) || h.Uid != 0 || h.Uname != "" || !g.ModTime.IsZero() {
			return nil, fmt.Errorf("%s: %s is elsewhere, of %v or of somebody", path, h.Name, h.ModTime)
		}
		if held[short], err = io.ReadAll(all); err != nil {
			return nil, err
		}
	}
}

// verifyProgram reads a binary: what it was built from, no path of this
// machine, and on Windows symbols, version and manifest.
func (r *release) verifyProgram(t target, binary []byte) error {
	var faults []error
	for _, path := range []string{r.root, filepath.Join(os.TempDir(), scratch), os.Getenv("HOME") + "/"} {
		if len(path) > 4 && bytes.Contains(binary, []byte(path)) {
			faults = append(faults, fmt.Errorf("%s names %s", r.base(t), path))
		}
	}
	for _, text := range []string{r.version, r.sourced()} {
		if !bytes.Contains(binary, []byte(text)) {
			faults = append(faults, fmt.Errorf("%s does not name %s", r.base(t), text))
		}
	}
	if !t.windows() {
		return errors.Join(faults...)
	}
	if !bytes.Contains(binary, []byte(".symtab")) {
		faults = append(faults, fmt.Errorf("%s has no symbols", r.base(t)))
	}
	resources, err := winres.LoadFromEXE(bytes.NewReader(binary))
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	asked := string(resources.Get(winres.RT_MANIFEST, winres.ID(1), 0x409))
	for _, text := range []string{`level="asInvoker"`, ">UTF-8</activeCodePage>", ">true</longPathAware>"} {
		if !strings.Contains(asked, text) {
			faults = append(faults, fmt.Errorf("%s: the manifest lacks %s", r.base(t), text))
		}
	}
	shown := map[string]string{} // by language
	resources.WalkType(winres.RT_VERSION, func(_ winres.Identifier, language uint16, body []byte) bool {
		info, wrong := version.FromBytes(body)
		if wrong != nil {
			faults = append(faults, wrong)
			return true
		}
		said, wrong := info.MarshalJSON()
		faults = append(faults, wrong)
		if numbers := fmt.Sprint(info.FileVersion, info.ProductVersion); numbers == r.numbers() {
			shown[fmt.Sprintf("%04x", language)] = string(said)
		}
		return true
	})
	for language, words := range described {
		var is struct{ Info map[string]map[string]string }
		faults = append(faults, json.Unmarshal([]byte(shown[language]), &is))
		if text := is.Info[language]; text["FileDescription"] != words || text["ProductVersion"] != r.version {
			faults = append(faults, fmt.Errorf("%s: the version in language %s is %q", r.base(t), language, shown[language]))
		}
	}
	return errors.Join(faults...)
}

// verifyContents holds the list of what is linked in against its schema, and
// against what the go command says of the binary.
func (r *release) verifyContents(t target, binary []byte) error {
	body, err := os.ReadFile(filepath.Join(r.out, r.base(t)+".cdx.json"))
	if err != nil {
		return err
	}
	if err := r.matches("cyclonedx.json", body, json.Unmarshal); err != nil {
		return fmt.Errorf("%s.cdx.json: %w", r.base(t), err)
	}
	var list struct {
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	got := map[string]bool{}
	for _, c := range list.Components {
		got[c.Name+" "+c.Version] = true
	}
	path := filepath.Join(r.work, "binary")
	if err := os.WriteFile(path, binary, 0o755); err != nil {
		return err
	}
	said, err := exec.Command("go", "version", "-m", path).Output()
	if err != nil {
		return err
	}
	modules := 0
	for line := range strings.Lines(string(said)) {
		if f := strings.Fields(line); len(f) >= 3 && f[0] == "dep" {
			modules++
			if !got[f[1]+" "+f[2]] {
				return fmt.Errorf("%s.cdx.json lacks %s %s", r.base(t), f[1], f[2])
			}
		}
	}
	if modules < 10 || len(got) != modules+1 { // the standard library
		return fmt.Errorf("%s.cdx.json lists %d components, and %d modules are linked", r.base(t), len(got), modules)
	}
	return nil
}

func (r *release) verifySums() error {
	text, err := os.ReadFile(filepath.Join(r.out, "SHA256SUMS"))
	if err != nil {
		return err
	}
	r.sums = map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, file, _ := strings.Cut(strings.TrimSpace(line), "  ")
		body, err := os.ReadFile(filepath.Join(r.out, file))
		if err != nil {
			return err
		}
		if is := sha256.Sum256(body); hex.EncodeToString(is[:]) != sum {
			return fmt.Errorf("%s has another sum", file)
		}
		r.sums[file] = sum
	}
	if len(r.sums) != 2*len(targets) {
		return fmt.Errorf("%d sums, want %d", len(r.sums), 2*len(targets))
	}
	return nil
}

// verifyManifests holds what package managers get against their schemas, and
// every address and sum in it against the archives.
func (r *release) verifyManifests() error {
	var faults []error
	for file, schema := range map[string]string{
		"winget/WritebackDoctor.WritebackDoctor.yaml":              "winget-version.json",
		"winget/WritebackDoctor.WritebackDoctor.installer.yaml":    "winget-installer.json",
		"winget/WritebackDoctor.WritebackDoctor.locale.en-US.yaml": "winget-defaultLocale.json",
		"winget/WritebackDoctor.WritebackDoctor.locale.ko-KR.yaml": "winget-locale.json",
		"scoop/writeback-doctor.json":                              "scoop.json",
		"homebrew/writeback-doctor.rb":                             "", // there is no published schema
	} {
		file = "manifests/" + file
		r.want[file] = true
		body, err := os.ReadFile(filepath.Join(r.out, file))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if schema != "" {
			faults = append(faults, wrap(file, r.matches(schema, body, unmarshalYAML)))
		}
		faults = append(faults, wrap(file, r.verifyAddresses(string(body))))
	}
	return errors.Join(faults...)
}

var (
	archived = regexp.MustCompile(`/(writeback-doctor_[^/"\s]+\.(?:zip|tar\.gz))`)
	summed   = regexp.MustCompile(`(?i)\b[0-9a-f]{64}\b`)
)

// verifyAddresses demands that each archive that is named is followed by its sum.
func (r *release) verifyAddresses(text string) error {
	addresses, sums := archived.FindAllStringSubmatch(text, -1), summed.FindAllString(text, -1)
	if len(addresses) != len(sums) {
		return fmt.Errorf("%d archives and %d sums", len(addresses), len(sums))
	}
	for i := range addresses {
		if is := r.sums[addresses[i][1]]; !strings.EqualFold(is, sums[i]) {
			return fmt.Errorf("%s has the sum %q, not %q", addresses[i][1], is, sums[i])
		}
	}
	return nil
}

func (r *release) verifyProvenance() error {
	body, err := os.ReadFile(filepath.Join(r.out, "provenance.intoto.json"))
	if err != nil {
		return err
	}
	var said struct {
		Type    string `json:"_type"`
		Subject []struct {
			Name   string
			Digest map[string]string
		}
		PredicateType string
		Predicate     struct {
			BuildDefinition struct {
				ResolvedDependencies []struct{ Digest map[string]string }
			}
		}
	}
	if err := json.Unmarshal(body, &said); err != nil {
		return err
	}
	from := said.Predicate.BuildDefinition.ResolvedDependencies
	if said.Type != "https://in-toto.io/Statement/v1" || said.PredicateType != "https://slsa.dev/provenance/v1" ||
		len(said.Subject) != len(r.sums) || len(from) != 1 || from[0].Digest["gitCommit"] != r.commit {
		return errors.New("provenance.intoto.json does not tell of this release")
	}
	for _, s := range said.Subject {
		if r.sums[s.Name] == "" || r.sums[s.Name] != s.Digest["sha256"] {
			return fmt.Errorf("provenance.intoto.json: %s has another sum", s.Name)
		}
	}
	return nil
}

// verifyFiles demands that nothing else is there.
func (r *release) verifyFiles() error {
	return filepath.WalkDir(r.out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		short, err := filepath.Rel(r.out, path)
		if err == nil && !r.want[filepath.ToSlash(short)] {
			err = fmt.Errorf("%s belongs to no release", short)
		}
		return err
	})
}

func wrap(file string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", file, err)
}

// unmarshalYAML reads YAML as a reader of manifests does, for whom a date is text.
func unmarshalYAML(body []byte, into any) error {
	var node yaml.Node
	if err := yaml.Unmarshal(body, &node); err != nil {
		return err
	}
	plain(&node)
	return node.Decode(into)
}

func plain(node *yaml.Node) {
	if node.Tag == "!!timestamp" {
		node.Tag = "!!str"
	}
	for _, child := range node.Content {
		plain(child)
	}
}

// matches holds a document against one of the schemas of this folder.
func (r *release) matches(schema string, body []byte, unmarshal func([]byte, any) error) error {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	files, err := filepath.Glob(filepath.Join(r.tools, "schemas", "*.json"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.Open(file)
		if err != nil {
			return err
		}
		document, err := jsonschema.UnmarshalJSON(text)
		text.Close()
		if err != nil {
			return err
		}
		at := "http://cyclonedx.org/schema/" + map[string]string{
			"cyclonedx.json": "bom-1.6.schema.json", "jsf.json": "jsf-0.82.schema.json", "spdx.json": "spdx.schema.json",
		}[filepath.Base(file)]
		if strings.HasSuffix(at, "/") {
			at += filepath.Base(file)
		}
		if err := compiler.AddResource(at, document); err != nil {
			return err
		}
		if filepath.Base(file) == schema {
			schema = at
		}
	}
	compiled, err := compiler.Compile(schema)
	if err != nil {
		return err
	}
	var document any
	if err := unmarshal(body, &document); err != nil {
		return err
	}
	return compiled.Validate(document)
}
