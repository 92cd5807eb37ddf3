// Package saving keeps a walk: as data, as somebody outside may see it, and in a
// case file. It knows no command.
package saving

import (
	"io"
	"path/filepath"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// Saver keeps the walks of one run.
type Saver struct {
	Mask     bool                  // names are replaced, for people outside
	Forecast func() forecast.Table // of what is announced

	version string
	zone    *time.Location
	output  *output.Output
	secrets func() []probes.Secret // that must never stand in a file

	mu   sync.Mutex
	last *compare.Comparison // that was made
}

// New makes one for this version of the program.
func New(version string, zone *time.Location, to *output.Output, secrets func() []probes.Secret) *Saver {
	return &Saver{version: version, zone: zone, output: to, secrets: secrets, Forecast: forecast.Embedded}
}

// Keep takes the comparison of a walk. The wizard makes it beside the walk.
func (s *Saver) Keep(made compare.Comparison) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = &made
}

// compared is the comparison of a walk's own user; nil when there is none.
func (s *Saver) compared(p *steps.Patient) *compare.Comparison {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil || s.last.First.Asked != p.Session.Facts()[steps.User] {
		return nil
	}
	return s.last
}

// Save writes a case file, readable by its owner alone, and returns its path.
// "" chooses a name in the current folder.
func (s *Saver) Save(p *steps.Patient, path string) (string, error) {
	file, err := s.as(p, path, s.Mask)
	return saved(file, path), err
}

// SaveMasked is Save with names masked, whatever the command line said.
func (s *Saver) SaveMasked(p *steps.Patient, path string) (string, error) {
	file, err := s.as(p, path, true)
	return saved(file, path), err
}

// Write writes a case file, for whoever has a place for it.
func (s *Saver) Write(w io.Writer, p *steps.Patient) error {
	report, err := s.Report(p)
	if err != nil {
		return err
	}
	return casefile.Write(w, report, s.secrets()...)
}

// saved is the path of a file that was to be written, nil where it could not be
// begun: the whole one, where nobody said a path.
func saved(file *outfile.File, path string) string {
	if file == nil {
		return path
	}
	if path != "" {
		return file.Path()
	}
	return whole(file.Path())
}

// whole is a path from the root of its drive on, where that can be told: whoever
// started the program with a double-click knows of no current folder.
func whole(path string) string {
	if all, err := filepath.Abs(path); err == nil {
		return all
	}
	return path
}

func (s *Saver) as(p *steps.Patient, path string, masked bool) (*outfile.File, error) {
	report, err := s.reportAs(p, masked)
	if err != nil {
		return nil, err
	}
	file, err := s.begin(p, path, masked)
	if err != nil {
		return nil, output.Unwritten(err)
	}
	if err := casefile.Write(file, report, s.secrets()...); err != nil {
		file.Abandon()
		return file, output.Unwritten(err)
	}
	return file, output.Unwritten(file.Commit())
}

// begin begins a case file: the one that is named, or a new one in the
// current folder.
func (s *Saver) begin(p *steps.Patient, path string, masked bool) (*outfile.File, error) {
	if path != "" {
		return outfile.Open(path)
	}
	return s.beside(p, masked, ".json")
}

// beside begins a new file in the current folder, by the moment of the walk.
func (s *Saver) beside(p *steps.Patient, masked bool, extension string) (*outfile.File, error) {
	name := "writeback-" + p.Today().In(output.Zone(s.zone)).Format("20060102-150405")
	if masked {
		name += "-masked"
	}
	return outfile.New(name + extension)
}

// Case saves a walk into the file that is named, if any is, and says so.
func (s *Saver) Case(p *steps.Patient, path string) error {
	if path == "" {
		return nil
	}
	file, err := s.as(p, path, s.Mask)
	if err == nil {
		s.output.Written(lang.Text{Ko: "진행 기록 파일을 저장했습니다: {path}", En: "Case file saved: {path}"}, file)
	}
	return err
}
