package powershell

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

// maxDocument bounds a document, in bytes. Two thousand events of two
// kilobytes are the biggest part of one.
const maxDocument = 6 << 20

var (
	errTooBig    = errors.New("document too big")
	errNotObject = errors.New("not a JSON object")
	errSchema    = errors.New("not a collection of this version")
	errTrailing  = errors.New("something follows the document")
	errNoTime    = errors.New("it does not say when it was collected")
	errNoReason  = errors.New("a part that was not read gives no reason")
)

// decode reads what the script printed, or the file that it wrote. It is
// lenient about how Windows PowerShell 5.1 writes JSON (byte order marks,
// UTF-16, one element instead of a list) and strict about what is said.
func decode(data []byte) (Document, error) {
	if len(data) > maxDocument {
		return Document{}, errTooBig
	}
	text, _, err := textfile.Decode(afterNoise(data)) // words before it are in the code page of that Windows
	if err != nil {
		return Document{}, fmt.Errorf("read the document: %w", err)
	}
	text = afterNoise(text)
	if err := probes.FewValues(text, probes.ValuesAtMost); err != nil {
		return Document{}, fmt.Errorf("read the document: %w", err)
	}
	tree, err := parse(text)
	if err != nil {
		return Document{}, err
	}
	root, ok := tree.(map[string]any)
	if !ok {
		return Document{}, errNotObject
	}
	schema, said := root["schema"].(string)
	switch {
	case !said:
		return Document{}, fmt.Errorf("no field schema: %w", errSchema)
	case schema != Schema:
		return Document{}, fmt.Errorf("schema %.60q: %w", schema, errSchema)
	}
	straight, err := json.Marshal(straighten(root, 0))
	if err != nil {
		return Document{}, fmt.Errorf("write the document again: %w", err)
	}
	var d Document
	if err := json.Unmarshal(straight, &d); err != nil {
		return Document{}, fmt.Errorf("read the document: %w", err)
	}
	withoutNames(&d)
	return d, check(&d)
}

// afterNoise drops what powershell.exe prints before the document: it sends
// warnings of modules to standard output.
func afterNoise(text []byte) []byte {
	if at := bytes.Index(text, []byte(`{"schema":`)); at > 0 {
		return text[at:]
	}
	return text
}

func parse(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	if rest := bytes.TrimSpace(text[d.InputOffset():]); len(rest) > 0 {
		return nil, errTrailing
	}
	return tree, nil
}

// isList reports whether the field of that name holds a list. The events of
// the document itself are an object that holds one.
func isList(name string, depth int) bool {
	switch name {
	case "events":
		return depth > 0
	case "links", "routes", "holds", "list", "domains", "partitions", "preferred_dcs",
		"machine_config_bypass", "by_system", "programs", "rules", "codes", "hosts", "addresses", "chain", "names":
		return true
	default:
		return false
	}
}

// straighten turns what Windows PowerShell made of a list back into one, and
// what it made of nothing back into nothing: a command that puts out no object
// at all stands as {} in its JSON (PowerShell issue 9231, fixed in 7 only).
func straighten(value any, depth int) any {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 && depth > 1 { // above, an empty object is a part without content
			return nil
		}
		for name, inner := range v {
			inner = straighten(inner, depth+1)
			if isList(name, depth) {
				inner = toList(inner)
			}
			v[name] = inner
		}
		return v
	case []any:
		for i := range v {
			v[i] = straighten(v[i], depth+1)
		}
		return v
	default:
		return v
	}
}

func toList(value any) any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return slices.DeleteFunc(v, func(one any) bool { return one == nil })
	case map[string]any:
		// {"value": […], "Count": n} is how 5.1 writes a list that carries a
		// property of its own.
		if inner, ok := v["value"].([]any); ok && len(v) == 2 && v["Count"] != nil {
			return toList(inner)
		}
		return []any{v}
	default:
		return []any{v}
	}
}

// check refuses a document that says a thing which cannot be.
func check(d *Document) error {
	d.At = d.At.UTC()
	if d.Failed != nil && d.Failed.Kind == "" {
		return fmt.Errorf("the whole: %w", errNoReason)
	}
	if d.Server == nil {
		return nil
	}
	for _, p := range parts(d.Server) {
		if p.Why == nil && !p.Read {
			p.Why = &probes.Obstacle{Kind: probes.NotCollected}
		}
		if p.Why != nil && p.Why.Kind == "" { // one that was read can say what it lacks
			return errNoReason
		}
	}
	return nil
}

// parts returns every part of the server's evidence that can be missing.
func parts(s *probes.Server) []*probes.Part {
	return []*probes.Part{
		&s.System.Part, &s.Service.Part, &s.Product.Part, &s.Writeback.Part, &s.Scheduler.Part, &s.Connectors.Part,
		&s.Runs.Part, &s.Export.Part, &s.TLS.Part, &s.Proxy.Part, &s.RemoteSAM.Part, &s.CloudSync.Part, &s.ControllersSAM.Part,
		&s.Sockets.Part, &s.Identity.Part, &s.Files.Part, &s.Agents.Part,
	}
}
