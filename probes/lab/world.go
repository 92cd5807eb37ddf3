package lab

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

const folder, extension = "worlds/", ".yaml"

// Info says what a world is about.
type Info struct {
	Name   string
	Ko, En string // what is wrong with it, in one line; no full stop
	Expect Expect
}

// Expect is what a walk through a world must come to. Its lists are exact:
// whatever a walk finds that is not healthy stands in one of them, and nothing
// else does.
type Expect struct {
	Status    string            // healthy, warning, broken, unknown
	Cause     string            // ID of the step that names the root; "" when nothing is wrong
	Outcome   string            // of that step
	Also      []string          // IDs of further steps that are broken and stand by themselves
	Warnings  []string          // IDs of steps that warn and stand by themselves, besides the root
	Unknown   []string          // IDs of steps that could not see, for no reason named elsewhere; "directory", "tenant" or "server" are those that are dark without it
	Explained map[string]string // IDs of steps that fail because of another one, and its ID
	First     []string          // IDs of the steps that the walk comes to first behind the first stage, in this order; none where the order is not the point
	Ahead     []string          // IDs of announced changes that apply here
	Untold    []string          // IDs of those of which it cannot be told
	Tried     map[string]string // outcomes of a reset that this program makes itself, by its way: graph, ldaps
	Answers   map[string]string // what the person says here beyond Facts of the healthy world; "" takes one away
}

// World is one environment and what is wrong with it. The zero value is not a
// world; Parse and Load make them.
type World struct {
	Info

	now     time.Time
	speed   float64
	latency time.Duration

	directory   directory
	tenant      tenant
	server      server
	servers     map[string]server // further Connect servers of the tenant, by host
	network     []rule
	hosts       []string // further ones on the internet
	proxies     map[string]proxy
	credentials credentials
	here        string        // host name of the machine that the program runs on
	hereSkew    time.Duration // how far its clock is ahead
	kept        *changed      // what was made of the server before the world was killed; nil for nothing
}

// List describes the embedded worlds: the healthy one first, then those that
// are sound all the same, then by name.
func List() []Info {
	var all []Info
	for _, name := range embedded().names {
		i, err := info(name)
		if err != nil {
			i = Info{Name: name, Ko: err.Error(), En: err.Error()}
		}
		all = append(all, i)
	}
	probes.SortStable(all, func(a, b Info) int {
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}

// soundInfo is what a world is about that says nothing.
func soundInfo() Info { return Info{Expect: Expect{Status: "healthy"}} }

// info reads only what an embedded world is about, because there are hundreds
// of them and the list comes before the first of them is wanted.
func info(name string) (Info, error) {
	file := folder + name + extension
	var document yaml.Node
	if err := yaml.Unmarshal(embedded().texts[name], &document); err != nil {
		return Info{}, fmt.Errorf("%s: %w", file, err)
	}
	i := soundInfo()
	i.Name = name
	r := &reader{file: file}
	for _, outermost := range document.Content {
		for key, read := range i.keys() {
			if value := child(outermost, key); value != nil {
				read(r, value)
			}
		}
	}
	return i, r.result()
}

// rank is the place of a world in the list. The order of the tree is for
// those who know a tree.
func rank(i Info) int {
	switch {
	case i.Name == "healthy":
		return 0
	case i.Expect.Status == "healthy":
		return 1
	default:
		return 2
	}
}

// ErrNoWorld is the error of a name that is neither embedded nor a file.
var ErrNoWorld = errors.New("no such world, and no such file")

// largest is more than any world needs and little enough to read at once.
const largest = 256 << 10

// Load reads an embedded world by its name, else a file by its path.
func Load(nameOrPath string) (World, error) {
	if data, inside := embedded().texts[nameOrPath]; inside {
		return Parse(folder+nameOrPath+extension, data)
	}
	data, _, err := textfile.Read(nameOrPath, largest)
	if errors.Is(err, fs.ErrNotExist) {
		return World{}, fmt.Errorf("%s: %w", nameOrPath, ErrNoWorld)
	}
	if err != nil {
		return World{}, fmt.Errorf("read world %s: %w", nameOrPath, err)
	}
	return Parse(nameOrPath, data)
}

// Parse reads a world file. Whatever cannot be is an error that joins one
// [FormatError] for each place; a file that is not YAML at all is one too.
func Parse(file string, data []byte) (World, error) {
	w := healthy()
	w.Name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	r := &reader{file: file}
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		document = yaml.Node{Kind: yaml.DocumentNode}
	case err != nil:
		return World{}, fmt.Errorf("%s: %w", file, err)
	}
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return World{}, fmt.Errorf("%s: %w", file, errSecond)
	}
	if crowded(&document) {
		return World{}, fmt.Errorf("%s: %w", file, errCrowded)
	}
	if len(document.Content) == 1 && !isNull(document.Content[0]) {
		section(w.keys())(r, document.Content[0])
	}
	for _, check := range r.after {
		check()
	}
	if len(r.faults) == 0 {
		checks := checker{world: &w, read: r}
		if len(document.Content) == 1 {
			checks.root = document.Content[0]
		}
		checks.all()
	}
	if err := r.result(); err != nil {
		return World{}, err
	}
	return w, nil
}

// nodesAtMost bounds the keys and values of a world. The largest of ours has
// some hundred; the directory makes thirty kilobytes of a user.
const nodesAtMost = 5000

var errCrowded = fmt.Errorf("a world file has at most %d keys and values", nodesAtMost)

// crowded reports whether a document has too many.
func crowded(document *yaml.Node) bool {
	count, rows := 0, [][]*yaml.Node{document.Content}
	for len(rows) > 0 && count <= nodesAtMost {
		row := rows[len(rows)-1]
		rows = rows[:len(rows)-1]
		count += len(row)
		for _, n := range row {
			if len(n.Content) > 0 {
				rows = append(rows, n.Content)
			}
		}
	}
	return count > nodesAtMost
}

var errSecond = errors.New("a world file holds one document, and nothing behind it")

func (w *World) keys() keys {
	all := keys{
		"now":         moment(&w.now),
		"speed":       factor(&w.speed),
		"here-skew":   either(&w.hereSkew),
		"latency":     span(&w.latency),
		"here":        text(&w.here),
		"directory":   section(w.directory.keys()),
		"tenant":      section(w.tenant.keys()),
		"server":      section(w.server.keys()),
		"servers":     entries(&w.servers, freshServer, func(s *server) bind { return section(s.keys()) }),
		"network":     list(&w.network, rule{From: fromAnywhere}, (*rule).bind),
		"hosts":       texts(&w.hosts),
		"proxies":     entries(&w.proxies, func(string) proxy { return proxy{} }, (*proxy).bind),
		"credentials": section(w.credentials.keys()),
	}
	maps.Copy(all, w.Info.keys())
	return all
}
