package command

import (
	"fmt"
	"os"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
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
	if path == "" {
		path = "writeback-" + p.Today().In(zoneOf(a.process.Zone)).Format("20060102-150405")
		if masked {
			path += "-masked"
		}
		path += ".json"
	}
	report, err := a.reportAs(p, masked)
	if err != nil {
		return "", err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // the person names the file
	if err != nil {
		return "", usage(lang.Text{
			Ko: "진행 기록 파일을 저장할 수 없습니다. 자세히: {why}", En: "The case file cannot be saved. Details: {why}",
		}, lang.Args{"why": err.Error()})
	}
	err = casefile.Write(file, report, a.secrets()...)
	if closed := file.Close(); err == nil && closed != nil {
		err = fmt.Errorf("write %s: %w", path, closed)
	}
	return path, err
}

// secrets are what must never stand in a file, for the last sweep.
func (a *app) secrets() []probes.Secret {
	var all []probes.Secret
	for _, name := range []string{envPassword, envClientSecret, envToken} {
		all = append(all, probes.NewSecret(a.process.Getenv(name)))
	}
	return append(all, a.kept.password, a.kept.secret, a.kept.token)
}
