package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// changesFile is the change log, in the checkout; next is the heading of what no
// release has yet.
const (
	changesFile = ".ci/CHANGES.md"
	next        = "Next"
)

// languages are the parts of an entry of the change log.
var languages = []string{"한국어", "English"}

// changes is the change log as it goes into an archive. A version without an
// entry is none: a release has one under its own number, and a pre-release (1.2.3-rc.1) may
// have that of what is next. Both languages tell the same number of things.
func (r *release) changes() ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(r.source, changesFile))
	if err != nil {
		return nil, err
	}
	heading, entry := r.version, section(string(text), "## ", r.version)
	if _, before, is := strings.Cut(r.version, "-"); is && before != "" && entry == "" {
		heading, entry = next, section(string(text), "## ", next)
	}
	if entry == "" {
		return nil, fmt.Errorf("%s has no entry for %s: name what is under %q after it, and write what is missing", changesFile, r.version, next)
	}
	var told []int
	for _, language := range languages {
		told = append(told, strings.Count("\n"+section(entry, "### ", language), "\n- "))
	}
	if told[0] == 0 || told[0] != told[1] {
		return nil, fmt.Errorf("%s tells %d things of %s in Korean and %d in English", changesFile, told[0], heading, told[1])
	}
	return text, nil
}

// section is what stands below a heading, up to the next of its rank; "" where
// there is no such heading.
func section(text, rank, heading string) string {
	_, below, found := strings.Cut("\n"+text, "\n"+rank+heading+"\n")
	if !found {
		return ""
	}
	below, _, _ = strings.Cut("\n"+below, "\n"+rank)
	return below
}
