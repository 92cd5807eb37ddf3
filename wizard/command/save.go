package command

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// save writes a case file, readable by its owner alone, and returns its path.
// "" chooses a name in the current folder.
func (a *app) save(p *steps.Patient, path string) (string, error) {
	return a.saveAs(p, path, a.flags.mask)
}

// saveMasked is save with names masked, whatever the command line said.
func (a *app) saveMasked(p *steps.Patient, path string) (string, error) {
	return a.saveAs(p, path, true)
}

func (a *app) saveAs(p *steps.Patient, path string, masked bool) (string, error) {
	report, err := a.reportAs(p, masked)
	if err != nil {
		return "", err
	}
	file, err := a.caseFile(p, path, masked)
	if err != nil {
		return path, unwritten(err)
	}
	if err := casefile.Write(file, report, a.secrets()...); err != nil {
		file.Abandon()
		return file.Path(), unwritten(err)
	}
	if err := file.Commit(); err != nil {
		return file.Path(), unwritten(err)
	}
	a.tellNarrowed(file)
	return file.Path(), nil
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

// secrets are what must never stand in a file, for the last sweep.
func (a *app) secrets() []probes.Secret {
	var all []probes.Secret
	for _, name := range []string{envPassword, envClientSecret, envToken} {
		all = append(all, probes.NewSecret(a.process.Getenv(name)))
	}
	return append(all, a.kept.password, a.kept.secret, a.kept.token)
}
