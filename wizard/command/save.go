package command

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// save writes a case file, readable by its owner alone, and returns its path.
// "" chooses a name in the current folder.
func (a *app) save(p *steps.Patient, path string) (string, error) {
	file, err := a.saveAs(p, path, a.flags.mask)
	return saved(file, path), err
}

// saveMasked is save with names masked, whatever the command line said.
func (a *app) saveMasked(p *steps.Patient, path string) (string, error) {
	file, err := a.saveAs(p, path, true)
	return saved(file, path), err
}

// saved is the path of a file that was to be written, nil where it could not be
// begun.
func saved(file *outfile.File, path string) string {
	if file == nil {
		return path
	}
	return file.Path()
}

func (a *app) saveAs(p *steps.Patient, path string, masked bool) (*outfile.File, error) {
	report, err := a.reportAs(p, masked)
	if err != nil {
		return nil, err
	}
	file, err := a.caseFile(p, path, masked)
	if err != nil {
		return nil, output.Unwritten(err)
	}
	if err := casefile.Write(file, report, a.opener.Secrets()...); err != nil {
		file.Abandon()
		return file, output.Unwritten(err)
	}
	return file, output.Unwritten(file.Commit())
}

// caseFile begins a case file: the one that is named, or a new one in the
// current folder.
func (a *app) caseFile(p *steps.Patient, path string, masked bool) (*outfile.File, error) {
	if path != "" {
		return outfile.Open(path)
	}
	path = "writeback-" + p.Today().In(zoneOf(a.process.Zone)).Format("20060102-150405")
	if masked {
		path += "-masked"
	}
	return outfile.New(path + ".json")
}
