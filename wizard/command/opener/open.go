package opener

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// Read opens a case file that was read, whose evidence is judged again by this
// version, or what collect wrote on the Connect server. What neither holds is
// looked at with what was given on the command line.
func (op *Opener) Read(ctx context.Context, path string, read Opened) (*steps.Patient, error) {
	if len(read.Report.Findings) == 0 { // else nothing is looked at
		if err := op.vouched(op.said.Heard()); err != nil {
			return nil, err
		}
	}
	access, err := op.access(ctx)
	if err != nil {
		return nil, err
	}
	return op.fileWith(path, read, access)
}

func (op *Opener) fileWith(path string, read Opened, access steps.Access) (*steps.Patient, error) {
	op.keep(access)
	o, err := op.reality(access)
	if err != nil {
		return nil, err
	}
	name := lang.Text{Ko: filepath.Base(path), En: filepath.Base(path)}
	if op.Masked {
		name = OutsideName(name)
	}
	if read.Collected != nil {
		o.server = read.Collected
		if o, err = o.judgedAlone(access); err != nil {
			return nil, err
		}
		return o.patient(access.Facts, name, op.process.Zone)
	}
	if made := read.Report.Comparison; made != nil {
		op.compared(*made)
	}
	session, err := casefile.Resume(catalog.All(), read.Report)
	if err != nil {
		return nil, fmt.Errorf("walk %s again: %w", path, err)
	}
	o.heard = op.repeated(steps.Heard(session.Facts()))
	patient, err := o.resumed(session, name, op.process.Zone, read.Report.Started)
	if err == nil {
		patient.Past, patient.Acted = savedAt(read.Report, o.clock.Now()), read.Report.Acted
	}
	return patient, err
}

// Opened is what a file turned out to be.
type Opened struct {
	NamedFile

	Report    casefile.Report
	Collected []byte // what collect wrote; nil for a case file
}

// maxFile bounds what is read of a file that somebody sent.
const maxFile = 8 << 20

// ReadFile reads a case file, or what collect wrote.
func ReadFile(path string) (Opened, error) {
	file, err := readJSON(path)
	if err != nil {
		return Opened{}, err
	}
	read := Opened{NamedFile: file}
	_, notCollected := powershell.Open(file.Text)
	if notCollected == nil {
		read.Collected = file.Text
		return read, nil
	}
	report, notACase := casefile.Read(bytes.NewReader(file.Text))
	if notACase == nil {
		read.Report = report
		return read, nil
	}
	what, args := whatItIs(file.Text, map[string]error{powershell.Schema: notCollected, casefile.Schema: notACase})
	args["path"] = path
	return Opened{}, misuse.New(misuse.Joined(lang.Text{
		Ko: "{path} 파일은 진행 기록 파일도, collect 명령으로 수집한 파일도 아닙니다.",
		En: "{path} is neither a case file nor a file that collect wrote.",
	}, what, howSaved(), howCollected()), args)
}

// Open opens a world of the lab, or this environment where none is named.
func (op *Opener) Open(ctx context.Context, world string) (*steps.Patient, error) {
	if world != "" {
		return op.practise(ctx, world, lab.World.Hurried)
	}
	if err := op.vouched(op.said.Heard()); err != nil {
		return nil, err
	}
	access, err := op.access(ctx)
	if err != nil {
		return nil, err
	}
	return op.Environment(access)
}

// opened is the outside of this environment by what somebody gave, whose secrets
// are wiped.
func (op *Opener) opened(access steps.Access) (outside, error) {
	op.keep(access)
	o, err := op.reality(access)
	if err != nil {
		return outside{}, err
	}
	if o, err = o.judgedAlone(access); err != nil {
		return outside{}, err
	}
	access.Wipe()
	o.acting = op.Acts.here()
	return o, nil
}

// Environment opens this environment by what somebody gave.
func (op *Opener) Environment(access steps.Access) (*steps.Patient, error) {
	o, err := op.opened(access)
	if err != nil {
		return nil, err
	}
	name := thisEnvironment()
	if o.past != nil {
		name = lang.Text{Ko: filepath.Base(access.ServerFile), En: filepath.Base(access.ServerFile)}
	}
	return o.patient(access.Facts, name, op.process.Zone)
}

// Asked opens this environment by what a person was asked for, and has that
// remembered.
func (op *Opener) Asked(access steps.Access) (*steps.Patient, error) {
	given := access.Without()
	patient, err := op.Environment(access)
	if err == nil {
		op.remember(given)
	}
	return patient, err
}

func thisEnvironment() lang.Text { return lang.Text{Ko: "이 환경", En: "this environment"} }

func labName(world string) lang.Text {
	return lang.Text{Ko: "실습: " + world, En: "lab: " + world}
}

// Practise starts a world of the lab and opens it for a person who looks on.
// What was given on the command line goes before what a person of that world
// would say.
func (op *Opener) Practise(ctx context.Context, world string) (*steps.Patient, error) {
	return op.practise(ctx, world, func(w lab.World) lab.World { return w })
}

func (op *Opener) practise(ctx context.Context, world string, paced func(lab.World) lab.World) (*steps.Patient, error) {
	var kept practice
	running, err := startWorld(ctx, world, func(w lab.World) lab.World {
		kept = op.Acts.practiceOf(w)
		return kept.resumed(paced(w))
	})
	if err != nil {
		return nil, err
	}
	o := inside(running)
	o.products = op.Products
	kept.act(op.Acts, running, &o)
	known := steps.Facts{}
	for name, value := range running.Facts() {
		known[steps.Fact(name)] = value
	}
	patient, err := o.patient(known.With(op.said.Known()), labName(world), op.process.Zone)
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
		kept.leave()
		return err
	}
	return patient, nil
}

// StartWorld starts a world of the lab for nobody who looks on. The caller
// closes it.
func (op *Opener) StartWorld(ctx context.Context, world string) (*lab.Lab, error) {
	return startWorld(ctx, world, lab.World.Hurried)
}

func startWorld(ctx context.Context, world string, paced func(lab.World) lab.World) (*lab.Lab, error) {
	w, err := LoadWorld(world)
	if err != nil {
		return nil, err
	}
	running, err := lab.Start(context.WithoutCancel(ctx), paced(w))
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
		lab: true, network: l.Network(), clock: l.Here(), here: l.Vantage(), exec: l.Exec(),
		account: account, password: password, signIn: SignIns()[l.SignIn()],
		tenant: tenant{
			way: TenantSignIns()[l.TenantSignIn()], clientID: clientID, secret: secret, token: l.Token(),
			certificate: graph.Certificate{Path: l.AppCertificate()}, cloud: Clouds()[l.Cloud()], browse: l.Browse, people: newPeople(),
		},
	}
}
