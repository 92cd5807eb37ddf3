package command

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// keptBeside is the ending of the file that a scan leaves beside its result for
// a later one.
const keptBeside = ".since"

// earlier opens what an earlier scan left: the file that is named, or the one
// beside it. Where there is none the scan says so, and reads everybody.
func (s *scanning) earlier(path string) (*probes.Earlier, func(), error) {
	if path == "" {
		return nil, func() {}, nil
	}
	file, err := os.Open(path + keptBeside) //nolint:gosec // the person names it
	if errors.Is(err, fs.ErrNotExist) {
		file, err = os.Open(path) //nolint:gosec // the person names it
	}
	if err == nil {
		if info, failed := file.Stat(); failed == nil && info.Mode().IsRegular() {
			return &probes.Earlier{From: file, Size: info.Size()}, func() { _ = file.Close() }, nil
		}
		_ = file.Close()
		err = fs.ErrInvalid
	}
	return nil, nil, misuse.New(lang.Text{
		Ko: "이전 검사 파일을 읽을 수 없습니다: {path}. scan --format json --out FILE 명령으로 만든 파일을 지정하십시오. 자세히: {why}",
		En: "The earlier scan {path} cannot be read. Name a file that scan --format json --out FILE wrote. Details: {why}",
	}, lang.Args{"path": path, "why": err.Error()})
}

// keeps reports whether a later scan can build on this one: it has a file to be
// named by, and real names.
func (s *scanning) keeps() bool {
	if s.flags.out == "" || s.flags.format != "json" || s.flags.mask {
		return false
	}
	info, err := os.Stat(s.flags.out)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular()
}

// keep begins what a later scan, or the difference from an earlier one, takes.
// What it returns ends it with the error that ended the scan.
func (s *scanning) keep() (*probes.Keep, func(error) error, error) {
	beside, ended, err := s.beside()
	if err != nil || !s.flags.difference {
		if beside == nil {
			return nil, ended, err
		}
		return &probes.Keep{To: beside, Mark: s.marks.last}, ended, err
	}
	file, err := os.CreateTemp("", "writeback-doctor-*"+keptBeside)
	if err != nil {
		_ = ended(err)
		return nil, nil, output.Unwritten(err)
	}
	var to io.Writer = file
	if beside != nil {
		to = io.MultiWriter(file, beside)
	}
	end := func(err error) error {
		defer func() {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}()
		if err = ended(err); err != nil {
			return err
		}
		return s.differ(file)
	}
	return &probes.Keep{To: to, Mark: s.marks.last}, end, nil
}

// beside begins the file beside the result; nil where there is none.
func (s *scanning) beside() (io.Writer, func(error) error, error) {
	if !s.keeps() {
		return nil, func(err error) error { return err }, nil
	}
	path := s.flags.out + keptBeside
	file, err := outfile.Open(path)
	if err != nil {
		return nil, nil, output.Unwritten(err)
	}
	end := func(err error) error {
		if err != nil || !s.Census.Kept {
			file.Abandon()
		} else if failed := file.Commit(); failed != nil {
			return output.Unwritten(failed)
		}
		if err == nil {
			s.Kept(path)
		}
		return err
	}
	return file, end, nil
}

// marks are findings as text, for a file that keeps one with everybody. Few
// differ.
type marks struct {
	known map[**scan.Cause]string // by the list of causes, which those share who look the same
	now   string
}

// note makes the text of a finding the last one.
func (m *marks) note(f scan.Finding) error {
	var first **scan.Cause
	if len(f.Causes) > 0 {
		first = &f.Causes[0] // whoever shares a finding shares the list
	}
	if text, ok := m.known[first]; ok {
		m.now = text
		return nil
	}
	text, err := f.Text()
	if err != nil {
		return err
	}
	if m.known == nil || len(m.known) >= maxMarks {
		m.known = map[**scan.Cause]string{}
	}
	m.known[first], m.now = text, text
	return nil
}

// maxMarks bounds the texts that are kept at hand.
const maxMarks = 2000

func (m *marks) last() string { return m.now }
