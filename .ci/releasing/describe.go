package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/template"
	"time"
)

// contents writes the list of what is linked into a program (CycloneDX), from
// what the go command wrote into it.
func (r *release) contents(t target, program string) error {
	path := filepath.Join(r.out, r.base(t)+".cdx.json")
	_, err := output(r.tools, nil, "go", "tool", "cyclonedx-gomod", "bin", "-json", "-std", "-licenses", "-noserial", "-notimestamp",
		"-version", "v"+r.version, "-output", path, program)
	return err
}

// describe writes the sums, the manifests of package managers and where the
// release comes from.
func (r *release) describe() error {
	sums := map[string]string{}
	var all strings.Builder
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	for _, e := range entries { // by name
		body, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		sums[e.Name()] = hex.EncodeToString(sum[:])
		fmt.Fprintf(&all, "%s  %s\n", sums[e.Name()], e.Name())
	}
	if err := os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(all.String()), 0o644); err != nil {
		return err
	}
	if err := r.provenance(sums); err != nil {
		return err
	}
	return r.manifests(sums)
}

// provenance says of what commit, by what command and with what compiler the
// release was made: a statement of in-toto (v1) with the predicate of SLSA (v1).
// It is not signed: a key is what whoever publishes brings.
func (r *release) provenance(sums map[string]string) error {
	type digest map[string]string
	type resource struct {
		Name   string `json:"name,omitempty"`
		URI    string `json:"uri,omitempty"`
		Digest digest `json:"digest"`
	}
	var subjects []resource
	for _, file := range sorted(sums) {
		subjects = append(subjects, resource{Name: file, Digest: digest{"sha256": sums[file]}})
	}
	statement := map[string]any{
		"_type": "https://in-toto.io/Statement/v1", "subject": subjects,
		"predicateType": "https://slsa.dev/provenance/v1",
		"predicate": map[string]any{
			"buildDefinition": map[string]any{
				"buildType":            r.address + "/build-type/release-script/v1",
				"externalParameters":   map[string]string{"version": r.version},
				"internalParameters":   map[string]string{"compiler": runtime.Version(), "command": ".ci/release VERSION DIR"},
				"resolvedDependencies": []resource{{Name: "source", URI: "git+" + r.address, Digest: digest{"gitCommit": r.commit}}},
			},
			"runDetails": map[string]any{"builder": map[string]string{"id": r.address + "/builder/unsigned-local"}},
		},
	}
	body, err := json.MarshalIndent(statement, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, "provenance.intoto.json"), append(body, '\n'), 0o644)
}

// manifests fills the templates of package managers.
func (r *release) manifests(sums map[string]string) error {
	files, err := filepath.Glob(filepath.Join(r.tools, "manifests", "*", "*.tmpl"))
	if err != nil {
		return err
	}
	for _, file := range files {
		form, err := template.New(filepath.Base(file)).Option("missingkey=error").Funcs(template.FuncMap{
			"sum": func(system, machine string) (string, error) {
				for archive, sum := range sums {
					if strings.HasPrefix(archive, r.base(target{system, machine})+".") && !strings.HasSuffix(archive, ".json") {
						return sum, nil
					}
				}
				return "", fmt.Errorf("no archive for %s/%s", system, machine)
			},
			"upper": strings.ToUpper,
		}).ParseFiles(file)
		if err != nil {
			return err
		}
		var body bytes.Buffer
		if err := form.Execute(&body, map[string]string{
			"Version": r.version, "Address": r.address + "/" + r.version, "Home": r.address, "Day": r.day.Format(time.DateOnly),
		}); err != nil {
			return err
		}
		to := filepath.Join(r.out, "manifests", filepath.Base(filepath.Dir(file)))
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, strings.TrimSuffix(filepath.Base(file), ".tmpl")), body.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
