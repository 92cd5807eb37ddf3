package command

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

func (a *app) openCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "open FILE",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return misuse.New(lang.Text{
				Ko: "열 진행 기록 파일을 하나 지정하십시오: writeback-doctor open FILE",
				En: "Name one case file: writeback-doctor open FILE",
			}, nil)
		},
		RunE: a.printing(func(c *cobra.Command, args []string) error { return a.openFile(c, args[0]) }),
	}
	own := a.flags.of(c)
	own.bindFormat(c, "", "text", "json", "markdown")
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.caseFile, "case", "", "")
	c.Flags().BoolVar(&own.mask, "mask", false, "")
	return c
}

// openFile walks a case file again. With --format, --out or --case it prints
// or writes and asks nothing; else it is the wizard on it.
func (a *app) openFile(c *cobra.Command, path string) error {
	if a.flags.format == "" && a.flags.out != "" {
		a.flags.format = "text"
	}
	read, err := readFile(path)
	if err != nil {
		return err // before the screen is taken
	}
	a.tellGuess(read.namedFile)
	printing := a.flags.format != "" || a.flags.caseFile != ""
	if err := a.idleInFile(read, printing).check(c); err != nil {
		return err
	}
	if !printing {
		return a.wizard(c.Context(), start{file: path})
	}
	patient, err := a.file(c.Context(), path)
	if err != nil {
		return err
	}
	defer func() { _ = patient.Shut() }() // nothing was looked at that could matter now
	if err := a.tellFile(c.Context(), patient); err != nil {
		return err
	}
	if err := a.saveCase(patient); err != nil {
		return err
	}
	code := verdictCode(patient.Session.Diagnosis(), a.flags.strict)
	if code == ExitHealthy {
		return nil
	}
	return &exitError{code: code}
}

// tellFile prints what a file holds. What collect wrote is evidence that
// nobody has walked yet, so it is walked now.
func (a *app) tellFile(ctx context.Context, p *steps.Patient) error {
	if p.Session.Step() != nil && len(p.Session.Trail()) == 0 {
		if err := p.Walk(ctx, nil); err != nil {
			return err
		}
	}
	if a.flags.format == "" {
		return nil
	}
	shown, report, err := a.shown(p)
	if err != nil {
		return err
	}
	return a.print(shown, report)
}

// file opens a case file, whose evidence is judged again by this version, or
// what collect wrote on the Connect server. What neither holds is looked at
// with what was given on the command line.
func (a *app) file(ctx context.Context, path string) (*steps.Patient, error) {
	read, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if len(read.report.Findings) == 0 { // else nothing is looked at
		if err := a.vouched(a.flags.heard()); err != nil {
			return nil, err
		}
	}
	access, err := a.access(ctx)
	if err != nil {
		return nil, err
	}
	return a.fileWith(path, read, access)
}

func (a *app) fileWith(path string, read opened, access steps.Access) (*steps.Patient, error) {
	a.keep(access)
	o, err := a.reality(access)
	if err != nil {
		return nil, err
	}
	name := lang.Text{Ko: filepath.Base(path), En: filepath.Base(path)}
	if a.flags.mask {
		name = outsideName(name)
	}
	if read.collected != nil {
		o.server = read.collected
		if o, err = o.judgedAlone(access); err != nil {
			return nil, err
		}
		return o.patient(access.Facts, name, a.process.Zone)
	}
	if made := read.report.Comparison; made != nil {
		a.compared.keep(*made)
	}
	session, err := casefile.Resume(catalog.All(), read.report)
	if err != nil {
		return nil, fmt.Errorf("walk %s again: %w", path, err)
	}
	o.heard = a.repeated(steps.Heard(session.Facts()))
	patient, err := o.resumed(session, name, a.process.Zone, read.report.Started)
	if err == nil {
		patient.Past = savedAt(read.report, o.clock.Now())
	}
	return patient, err
}

// opened is what a file turned out to be.
type opened struct {
	namedFile

	report    casefile.Report
	collected []byte // what collect wrote; nil for a case file
}

// maxFile bounds what is read of a file that somebody sent.
const maxFile = 8 << 20

func readFile(path string) (opened, error) {
	file, err := readJSON(path)
	if err != nil {
		return opened{}, err
	}
	read := opened{namedFile: file}
	_, notCollected := powershell.Open(file.text)
	if notCollected == nil {
		read.collected = file.text
		return read, nil
	}
	report, notACase := casefile.Read(bytes.NewReader(file.text))
	if notACase == nil {
		read.report = report
		return read, nil
	}
	what, args := whatItIs(file.text, map[string]error{powershell.Schema: notCollected, casefile.Schema: notACase})
	args["path"] = path
	return opened{}, misuse.New(misuse.Joined(lang.Text{
		Ko: "{path} 파일은 진행 기록 파일도, collect 명령으로 수집한 파일도 아닙니다.",
		En: "{path} is neither a case file nor a file that collect wrote.",
	}, what, howSaved(), howCollected()), args)
}

// open opens what check looks at: a world of the lab, or this environment.
func (a *app) open(ctx context.Context) (*steps.Patient, error) {
	if a.flags.world != "" {
		return a.practise(ctx, a.flags.world)
	}
	if err := a.vouched(a.flags.heard()); err != nil {
		return nil, err
	}
	access, err := a.access(ctx)
	if err != nil {
		return nil, err
	}
	return a.environment(access)
}

func (a *app) environment(access steps.Access) (*steps.Patient, error) {
	a.keep(access)
	o, err := a.reality(access)
	if err != nil {
		return nil, err
	}
	if o, err = o.judgedAlone(access); err != nil {
		return nil, err
	}
	access.Wipe()
	name := thisEnvironment()
	if o.past != nil {
		name = lang.Text{Ko: filepath.Base(access.ServerFile), En: filepath.Base(access.ServerFile)}
	}
	return o.patient(access.Facts, name, a.process.Zone)
}

func thisEnvironment() lang.Text { return lang.Text{Ko: "이 환경", En: "this environment"} }

func labName(world string) lang.Text {
	return lang.Text{Ko: "실습: " + world, En: "lab: " + world}
}

// practise starts a world of the lab and opens it. What was given on the
// command line goes before what a person of that world would say.
func (a *app) practise(ctx context.Context, world string) (*steps.Patient, error) {
	running, err := a.startWorld(ctx, world)
	if err != nil {
		return nil, err
	}
	o := inside(running)
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	patient, err := o.patient(known.With(a.flags.known()), labName(world), a.process.Zone)
	if err != nil {
		_ = running.Close() // the first error is the message
		return nil, err
	}
	closeWalk := patient.Close
	patient.Close = func() error {
		err := closeWalk()
		if labErr := running.Close(); err == nil {
			err = labErr
		}
		return err
	}
	return patient, nil
}

func (a *app) startWorld(ctx context.Context, world string) (*lab.Lab, error) {
	w, err := loadWorld(world)
	if err != nil {
		return nil, err
	}
	running, err := lab.Start(context.WithoutCancel(ctx), w)
	if err != nil {
		return nil, fmt.Errorf("start the world %s: %w", world, err)
	}
	return running, nil
}

// inside is the outside of a world: the same transports, other wires.
func inside(l *lab.Lab) outside {
	account, password := l.Account()
	clientID, secret := l.App()
	return outside{
		network: l.Network(), clock: l.Clock(), here: l.Vantage(), exec: l.Exec(),
		account: account, password: password, signIn: signIns()[l.SignIn()], clientID: clientID, secret: secret, cloud: graph.Global,
	}
}

// saveCase writes the case file when --case names one.
func (a *app) saveCase(p *steps.Patient) error {
	if a.flags.caseFile == "" {
		return nil
	}
	file, err := a.saveAs(p, a.flags.caseFile, a.flags.mask)
	if err == nil {
		a.output.Written(lang.Text{Ko: "진행 기록 파일을 저장했습니다: {path}", En: "Case file saved: {path}"}, file)
	}
	return err
}

func zoneOf(zone *time.Location) *time.Location {
	if zone == nil {
		return time.UTC
	}
	return zone
}
