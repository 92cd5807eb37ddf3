package command

import (
	"context"
	"errors"
	"sync"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/plain"
)

// start says where a walk begins; the zero value asks.
type start struct{ world, file string }

// wizard walks with a person: on the screen, or line by line where there is
// no screen to draw on or the person asked for that.
func (a *app) wizard(ctx context.Context, from start) error {
	if a.plainWanted() {
		return a.lineByLine(ctx, from)
	}
	if !a.process.Terminal && from.file != "" {
		return misuse.New(lang.Text{
			Ko: "터미널이 아니어서 마법사를 시작하지 않습니다. 내용을 출력하려면 --format text 옵션을, 한 줄씩 진행하려면 --accessible 옵션을 쓰십시오.",
			En: "This is not a terminal, so the wizard does not start. Use --format text to print what the file holds, or --accessible to walk line by line.",
		}, nil)
	}
	if !a.process.Terminal {
		return misuse.New(lang.Text{
			Ko: "터미널이 아니어서 마법사를 시작하지 않습니다. 질문 없이 점검하려면 `writeback-doctor check`, 한 줄씩 진행하려면 --accessible 옵션을 쓰십시오.",
			En: "This is not a terminal, so the wizard does not start. Use `writeback-doctor check` to walk without questions, or --accessible to walk line by line.",
		}, nil)
	}
	a.output.Drawn = true
	result, err := wizard.Run(ctx, a.config(from))
	if err != nil {
		return err
	}
	return a.ended(result)
}

// ended turns what the wizard came to into an exit code, and leaves the
// diagnosis on the normal screen.
func (a *app) ended(r wizard.Result) error {
	if r.Fault != "" {
		return &crashError{fault: r.Fault, stack: r.Stack, saved: r.Saved}
	}
	switch r.Ending {
	case wizard.Terminated:
		return &exitError{code: ExitTerminated}
	case wizard.Interrupted:
		return &exitError{code: ExitInterrupt}
	case wizard.Chosen:
	}
	if !r.Walked {
		return nil
	}
	code := verdictCode(r.Diagnosis, a.flags.strict)
	if !r.Finished && code == ExitHealthy {
		code = ExitUnknown
	}
	if code == ExitHealthy {
		return nil
	}
	return &exitError{code: code}
}

func (a *app) config(from start) wizard.Config {
	config := wizard.Config{
		Language: a.output.Language, Ascii: a.asciiWanted(), NoColor: a.colorless(), Version: a.process.Version,
		Given: a.given(), Heard: a.flags.heard(), Discover: a.discover,
		TokenHost:     clouds()[a.flags.cloud].SignInHost(),
		TryServerFile: func(path string) lang.Text { return trouble(readServerFile(path)) }, TellServerFile: a.named,
		TryCAFile: func(path string) lang.Text { return trouble(readRoots(path, a.process.Now())) },
		TryKeytab: func(path string) lang.Text { return trouble(0, readKeytab(path)) },
		Open: func(_ context.Context, access steps.Access) (*steps.Patient, error) {
			return a.environment(access)
		},
		Lab:  a.practise,
		File: a.walkFile, Reopen: a.reopen,
		Compare: a.compareUsers,
		Save:    a.save, SaveMasked: a.saveMasked,
		Masked: func(p *steps.Patient) (*steps.Patient, error) {
			shown, _, err := a.masked(p)
			return shown, err
		},
		Now: a.process.Now, Input: a.process.In, Output: a.output.Screen(),
	}
	config.Worlds = sync.OnceValue(offered)
	config.Start = wizard.Start{World: from.world, File: from.file}
	return config
}

// offered are the worlds as the wizard shows them.
func offered() []wizard.World {
	var all []wizard.World
	for _, w := range worlds() {
		all = append(all, wizard.World{Name: w.Name, Text: lang.Text{Ko: w.Ko, En: w.En}})
	}
	return all
}

// plainWanted: the person asked for lines, or the terminal can do no more.
func (a *app) plainWanted() bool {
	accessible := a.flags.accessible || a.process.Getenv("ACCESSIBLE") != ""
	return accessible || (a.process.Terminal && a.process.Getenv("TERM") == "dumb")
}

// colorless follows --color, then the NO_COLOR convention.
func (a *app) colorless() bool {
	switch a.flags.color {
	case "always":
		return false
	case "never":
		return true
	default:
		return a.process.Getenv("NO_COLOR") != ""
	}
}

func (a *app) asciiWanted() bool {
	if a.flags.unicode {
		return false
	}
	return a.flags.ascii || oldConsole(a.process.Getenv)
}

// lineByLine is the walk for screen readers, dumb terminals and pipes.
func (a *app) lineByLine(ctx context.Context, from start) error {
	w := plain.New(a.process.In, a.output.Out)
	w.Language, w.Zone = a.output.Language, a.process.Zone
	w.Compare = func(ctx context.Context, p *steps.Patient, other string) (compare.Comparison, error) {
		return a.compareUsers(ctx, p, other, nil)
	}
	w.Save = func(p *steps.Patient) (string, error) { return a.save(p, "") }
	w.SaveMasked = func(p *steps.Patient) (string, error) { return a.saveMasked(p, "") }
	patient, err := a.plainPatient(ctx, w, from)
	if err != nil {
		return a.plainEnd(err)
	}
	a.walking = patient
	walked := w.Walk(ctx, patient)
	if err := patient.Shut(); err != nil && walked == nil {
		walked = err
	}
	if walked != nil {
		return a.plainEnd(walked)
	}
	if code := verdictCode(patient.Session.Diagnosis(), a.flags.strict); code != ExitHealthy {
		return &exitError{code: code}
	}
	return nil
}

func (a *app) plainEnd(err error) error {
	if errors.Is(err, plain.ErrEnded) {
		return &exitError{code: ExitInterrupt}
	}
	return err
}

// plainPatient opens what the command line named, or asks where to begin.
func (a *app) plainPatient(ctx context.Context, w *plain.Walker, from start) (*steps.Patient, error) {
	place, err := from, error(nil)
	if from == (start{}) {
		place, err = a.plainStart(ctx, w)
	}
	switch {
	case err != nil:
		return nil, err
	case place.world != "":
		return a.practise(ctx, place.world)
	case place.file != "":
		patient, err := a.walkFile(ctx, place.file)
		found, collected := errors.AsType[*wizard.CollectedError](err)
		if !collected {
			if err == nil {
				err = a.askToConnect(ctx, w, patient)
			}
			return patient, err
		}
		if alone, err := a.plainCollected(ctx, w, found); alone || err != nil {
			return a.plainAlone(found, err)
		}
		a.flags.fill(found.Access)
		a.tellHeard(steps.Access{Facts: found.Access.Facts})
	}
	access, err := a.plainAccess(ctx, w)
	if err != nil {
		return nil, err
	}
	return a.environment(access)
}

// plainStart asks for the place: this environment, the lab, a case file.
func (a *app) plainStart(ctx context.Context, w *plain.Walker) (start, error) {
	choice, err := w.Choose(ctx, lang.Text{Ko: "무엇을 진단하시겠습니까?", En: "What is to be diagnosed?"}, []steps.Choice{
		{Value: "environment", Label: lang.Text{Ko: "이 환경", En: "This environment"}},
		{Value: "lab", Label: lang.Text{Ko: "실습 환경에서 연습", En: "Practise in the lab"}},
		{Value: "file", Label: lang.Text{Ko: "진행 기록 파일 열기", En: "Open a case file"}},
	})
	if err != nil {
		return start{}, err
	}
	switch choice {
	case "lab":
		var choices []steps.Choice
		for _, info := range worlds() {
			choices = append(choices, steps.Choice{Value: info.Name, Label: lang.Text{Ko: info.Name + ": " + info.Ko, En: info.Name + ": " + info.En}})
		}
		name, err := w.Choose(ctx, lang.Text{Ko: "어느 실습 환경입니까?", En: "Which world?"}, choices)
		return start{world: name}, err
	case "file":
		path, err := w.Ask(ctx, steps.Question{Label: lang.Text{Ko: "진행 기록 파일의 경로", En: "Path of the case file"}}, "")
		return start{file: path}, err
	default:
		return start{}, nil
	}
}
