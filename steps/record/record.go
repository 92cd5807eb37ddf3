// Package record keeps what a walk saw as the proofs of the steps read it, so
// that whoever adds a step copies no evidence by hand: a file for an outcome,
// <stage>/testdata/<step>/<outcome>.json, below the folder of the stages. A
// second one for an outcome is <outcome>-<case>.json.
//
// It judges what it keeps, and writes nothing itself.
package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
)

// File is the evidence of one step.
type File struct {
	Step steps.ID
	On   steps.Outcome // that judging it leads to
	Path string        // below the folder of the stages, with slashes
	Text []byte
}

// Walk is the evidence of every step that a walk looked at. What could not be
// seen is no evidence, and nobody's word is. The error is a fault of ours:
// evidence that is judged otherwise than it was.
func Walk(tree []steps.Step, trail []steps.Finding) ([]File, error) {
	var files []File
	for _, f := range trail {
		i := slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == f.Step })
		if i < 0 || tree[i].Check == nil || len(f.Evidence) == 0 || f.On == steps.Unseen {
			continue
		}
		verdict, err := tree[i].Check.Judge(f.Evidence)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Step, err)
		}
		if verdict.On != f.On {
			return nil, fmt.Errorf("%s: the evidence of %q is judged %q", f.Step, f.On, verdict.On)
		}
		var text bytes.Buffer
		if err := json.Indent(&text, f.Evidence, "", "  "); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Step, err)
		}
		text.WriteByte('\n')
		files = append(files, File{Step: f.Step, On: f.On, Text: text.Bytes()}.As(string(f.On)))
	}
	return files, nil
}

// As is the file under another name, without its extension.
func (f File) As(name string) File {
	_, step, _ := strings.Cut(string(f.Step), "/")
	f.Path = path.Join(f.Step.Stage(), "testdata", step, name+".json")
	return f
}

// OutcomeOf finds the outcome that a file is named after, without its
// extension: the longest one that the name begins with. "" is none.
func OutcomeOf(step *steps.Step, name string) steps.Outcome {
	best := steps.Outcome("")
	for _, b := range step.Branches {
		on := string(b.On)
		if (name == on || strings.HasPrefix(name, on+"-")) && len(on) > len(best) {
			best = b.On
		}
	}
	return best
}
