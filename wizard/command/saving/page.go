package saving

import (
	"bytes"
	"io"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// Page writes the diagnosis of a walk for people to read into a new file of the
// current folder, readable by its owner alone, and returns its path. No secret
// stands in it, whoever sent one back. What cannot be written leaves no file.
func (s *Saver) Page(p *steps.Patient, form string, masked bool, l lang.Language) (string, error) {
	shown, report, err := s.shownAs(p, masked || s.Mask)
	if err != nil {
		return "", err
	}
	write, extension := casefile.HTML, ".html"
	if form == "markdown" {
		write, extension = casefile.Markdown, ".md"
	}
	var text bytes.Buffer
	if err := write(&text, shown.Session.Tree(), report, l, output.Zone(s.zone)); err != nil {
		return "", output.Wrap(err)
	}
	file, err := s.beside(p, masked || s.Mask, extension)
	if err != nil {
		return "", output.Unwritten(err)
	}
	if _, err := io.WriteString(file, casefile.NewSweeper(s.secrets()...).Text(text.String())); err != nil {
		file.Abandon()
		return saved(file, ""), output.Unwritten(err)
	}
	return saved(file, ""), output.Unwritten(file.Commit())
}
