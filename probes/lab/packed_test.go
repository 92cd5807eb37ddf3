package lab

import (
	"bytes"
	commandline "flag" // the package has a flag of its own
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/packed/packedtest"
)

var pack = commandline.Bool("pack", false, "make worlds.gz anew of the folder worlds")

// archived makes the archive that [unpacked] reads.
func archived(t *testing.T, s shelf) []byte {
	t.Helper()
	var all []byte
	for _, name := range s.names {
		all = fmt.Appendf(all, "%s %d\n%s", name, len(s.texts[name]), s.texts[name])
	}
	return packedtest.Pack(t, all)
}

// inFolder are the worlds as people write them.
func inFolder(t *testing.T) shelf {
	t.Helper()
	files, err := filepath.Glob(folder + "*" + extension)
	if err != nil || len(files) == 0 {
		t.Fatalf("no worlds: %v", err)
	}
	s := shelf{texts: map[string][]byte{}}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), extension)
		if strings.ContainsAny(name, " \n") {
			t.Fatalf("a world is called %q; the archive takes names without spaces", name)
		}
		if s.texts[name], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		s.names = append(s.names, name)
	}
	return s
}

// TestPackedWorldsAreThoseOfTheFolder compares what is in the archive, not its
// bytes: another Go may pack otherwise.
func TestPackedWorldsAreThoseOfTheFolder(t *testing.T) {
	want := inFolder(t)
	different := differing(unpacked(packedWorlds), want)
	switch {
	case len(different) == 0:
	case !*pack:
		t.Errorf("worlds.gz is not the folder worlds: %v differ; make it anew: go test ./probes/lab -run TestPacked -args -pack", different)
	default:
		archive := archived(t, want)
		if lost := differing(unpacked(archive), want); len(lost) > 0 {
			t.Fatalf("%v do not come out of the archive as they went in", lost)
		}
		if err := os.WriteFile("worlds.gz", archive, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// differing are the names whose texts differ, or that only one has.
func differing(a, b shelf) []string {
	var names []string
	for _, name := range slices.Concat(a.names, b.names) {
		one, inOne := a.texts[name]
		other, inOther := b.texts[name]
		if (inOne != inOther || !bytes.Equal(one, other)) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func TestDamagedArchiveHasNoWorldsBehindTheDamage(t *testing.T) {
	t.Parallel()
	whole := shelf{names: []string{"a", "b"}, texts: map[string][]byte{"a": []byte("here: A\n"), "b": []byte("here: B\n")}}
	archive := archived(t, whole)
	if got := unpacked(archive); len(differing(got, whole)) > 0 || !slices.Equal(got.names, whole.names) {
		t.Errorf("got %v, want %v", got, whole)
	}
	for name, damaged := range map[string][]byte{"nothing": nil, "no gzip": []byte("here: A\n"), "cut": archive[:len(archive)/2]} {
		for _, world := range unpacked(damaged).names {
			if !bytes.Equal(unpacked(damaged).texts[world], whole.texts[world]) {
				t.Errorf("%s: the world %s is not as it was packed", name, world)
			}
		}
	}
}
