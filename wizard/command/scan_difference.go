package command

import (
	"errors"
	"os"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/ledger"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/scanned"
)

// differs reports whether it is asked for the difference of two scans.
func (f *own) differs() bool { return f.difference || f.until != "" }

// checkDifference finds a difference that nobody can tell.
func (f *own) checkDifference() error {
	switch {
	case f.differs() && f.since == "":
		return misuse.New(lang.Text{
			Ko: "--difference와 --until 옵션에는 비교할 이전 검사가 필요합니다. --since 옵션으로 지정하십시오.",
			En: "--difference and --until compare with an earlier scan. Name it with --since.",
		}, nil)
	case f.differs() && f.mask:
		return misuse.New(lang.Text{
			Ko: "두 검사의 차이는 --mask 옵션과 함께 쓸 수 없습니다.", En: "The difference of two scans cannot be masked.",
		}, nil)
	}
	return nil
}

// between prints the difference of two scans that are both kept. It asks nobody.
func between(a *app) error {
	s := &scanning{app: a, Scan: &scanned.Scan{
		Output: a.output, Zone: a.process.Zone, Patient: &steps.Patient{Session: steps.NewSession(catalog.All(), nil), Now: a.process.Now},
	}}
	later, shut, err := s.earlier(a.flags.until)
	if err != nil {
		return err
	}
	defer shut()
	after, err := ledger.Open(later.From, later.Size)
	if err != nil {
		return noLedger(a.flags.until)
	}
	return s.difference(after, true)
}

// differ prints what became of everybody since an earlier scan, now that this
// one is done.
func (s *scanning) differ(file *os.File) error {
	if !s.Census.Kept {
		if s.Why != nil || s.Interrupted || s.Census.Unkept == "" {
			return s.form.Result() // it did not come to its end
		}
		return output.Failed(s.flags.since, errUnkept, lang.Text{
			Ko: "이 검사 결과는 이전 검사와 비교할 수 없습니다.", En: "This scan cannot be compared with the earlier one.",
		}, nil)
	}
	info, err := file.Stat()
	if err != nil {
		return output.Wrap(err)
	}
	after, err := ledger.Open(file, info.Size())
	if err != nil {
		return output.Wrap(err)
	}
	return s.difference(after, s.Census.Complete)
}

var errUnkept = errors.New("nothing was kept of it")

func (s *scanning) difference(after *ledger.Book, complete bool) error {
	from, shut, err := s.earlier(s.flags.since)
	if err != nil {
		return err
	}
	defer shut()
	before, err := ledger.Open(from.From, from.Size)
	if err != nil {
		return noLedger(s.flags.since)
	}
	people, err := scanned.Compare(before, after)
	if errors.Is(err, ledger.ErrFormat) {
		return noLedger(s.flags.since)
	}
	if err != nil {
		return output.Wrap(err)
	}
	d := &scanned.Difference{Scan: s.Scan, Before: &before.Foot, After: &after.Foot, People: people}
	if err := d.Print(s.flags.format); err != nil {
		return err
	}
	switch {
	case d.Count(scan.Fails) > 0:
		return &exitError{code: ExitBroken}
	case d.Count(scan.Unknown) > 0, !complete:
		return &exitError{code: ExitUnknown}
	}
	return nil
}

func noLedger(path string) error {
	return misuse.New(lang.Text{
		Ko: "{path} 파일에는 비교할 것이 남아 있지 않습니다. scan --format json --out FILE 명령으로 만든 결과와 그 옆의 FILE.since 파일이 필요합니다.",
		En: "There is nothing to compare with in {path}. It takes a result of scan --format json --out FILE, and FILE.since beside it.",
	}, lang.Args{"path": path})
}

// silent prints nothing of the scan itself.
type silent struct{ scanned.Form }

func (silent) Person(*probes.Member, scan.Finding) error { return nil }

func (silent) Page() error { return nil }
