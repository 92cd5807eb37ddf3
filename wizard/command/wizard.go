package command

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/plain"
)

// wizard walks with a person: on the screen, or line by line where there is
// no screen to draw on or the person asked for that.
func (a *app) wizard(ctx context.Context, from wizard.Start) error {
	if from.File == "" { // whoever opens a file looks at it
		a.opener.Acts = a.acts()
	}
	if from.World == "" { // of the lab nothing is the same every day
		s, err := readSettings(a)
		if err == nil {
			err = s.heed()
		}
		if err != nil {
			return err // before the screen is taken
		}
	}
	if a.process.Editor {
		return misuse.New(lang.Text{
			Ko: "Windows PowerShell ISE의 창은 콘솔이 아니어서 화면을 그리거나 답을 입력할 수 없습니다. {start} 명령으로 새 창에서 시작하거나, 질문 없이 점검하려면 `writeback-doctor check`를 쓰십시오.",
			En: "The pane of Windows PowerShell ISE is no console: it draws no screens, and nothing typed there arrives. Start it in a window of its own with {start}, or use `writeback-doctor check` to walk without questions.",
		}, lang.Args{"start": "Start-Process " + steps.QuotePowerShell(cmp.Or(a.process.Program, "writeback-doctor"))})
	}
	if a.plainWanted() {
		return a.lineByLine(ctx, from)
	}
	if !a.process.Terminal && from.File != "" {
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
	config := a.config(from)
	if kept := newJournal(a); kept != nil {
		defer kept.Close()
		config.Journal = kept
	}
	result, err := wizard.Run(ctx, config)
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

func (a *app) config(from wizard.Start) wizard.Config {
	config := wizard.Config{
		Language: a.output.Language, Ascii: a.asciiWanted(), NoColor: a.colorless(), Version: a.process.Version,
		Call: asking(), Find: found, Given: a.opener.Given(), Heard: a.flags.Heard(), Remembered: a.opener.Defaults, Locked: a.opener.Locked, Discover: a.opener.Discover,
		Pasted:        a.opener.Pastes.Told,
		TokenHost:     opener.Clouds()[a.flags.Cloud].SignInHost(),
		TryServerFile: a.opener.TryServerFile, TellServerFile: a.opener.Named,
		TryCAFile: a.opener.TryCAFile,
		TryKeytab: a.opener.TryKeytab, TryCertificate: a.opener.TryCertificate, Place: a.opener.Place,
		Open: func(_ context.Context, access steps.Access) (*steps.Patient, error) {
			return a.opener.Asked(access)
		},
		Lab:  a.opener.Practise,
		File: a.opener.WalkFile, Saved: savedHere, Reopen: a.opener.Reopen,
		Compare: a.compareUsers, SaveScripts: a.saver.RemedyScripts, Clipboard: nativeClipboard(runtime.GOOS, a.process.Getenv),
		Save: a.saver.Save, SaveMasked: a.saver.SaveMasked, SavePage: a.saver.Page, Ahead: a.saver.Ahead,
		Masked: func(p *steps.Patient) (*steps.Patient, error) {
			shown, _, err := a.saver.Masked(p)
			return shown, err
		},
		Now: a.process.Now, Input: a.process.In, Output: a.output.Screen(),
	}
	config.Lends = a.lends
	config.Interrupted = a.opener.Acts.Interrupted
	config.Mend = func(_ context.Context, broken *steps.Interrupted) (*steps.Patient, error) {
		return opener.Mend(a.opener, broken)
	}
	config.Worlds = sync.OnceValue(offered)
	config.Start = from
	return config
}

// asking are the steps that ask and do not look.
func asking() []steps.Step {
	return slices.DeleteFunc(catalog.All(), func(s steps.Step) bool { return len(s.Ask) == 0 })
}

// found is a step of the tree, nil for one that it does not have.
func found(id steps.ID) *steps.Step {
	tree := catalog.All()
	if i := slices.IndexFunc(tree, func(s steps.Step) bool { return s.ID == id }); i >= 0 {
		return &tree[i]
	}
	return nil
}

// offered are the worlds as the wizard shows them.
func offered() []wizard.World {
	var all []wizard.World
	for _, w := range opener.Worlds() {
		stage, _, _ := strings.Cut(w.Expect.Cause, "/")
		all = append(all, wizard.World{
			Name: w.Name, Text: lang.Text{Ko: w.Ko, En: w.En}, Stage: stage, First: slices.Contains(opener.Starters(), w.Name),
		})
	}
	return all
}

// pastePause is how long a terminal may take between two lines of a paste.
const pastePause = 700 * time.Millisecond

// usualColumns is the width of a terminal that does not say its own.
const usualColumns = 80

// walker walks line by line with whoever sits here.
func (a *app) walker() *plain.Walker {
	w := plain.New(a.process.In, a.output.Out)
	w.Language, w.Zone = a.output.Language, a.process.Zone
	w.Asking, w.Find, w.Pasted = asking(), found, a.opener.Pastes.Told
	if a.process.Secret != nil {
		w.Secret = func(ctx context.Context, text string) ([]byte, error) {
			return a.process.Secret(ctx, opener.Prompt(text))
		}
	}
	if a.process.Terminal {
		w.Pause = pastePause
	}
	if a.process.OutTerminal {
		w.Fit(cmp.Or(a.process.Columns, usualColumns))
	}
	return w
}

// lineByLine is the walk for screen readers, dumb terminals and pipes.
func (a *app) lineByLine(ctx context.Context, from wizard.Start) error {
	w := a.walker()
	w.Tell(whyPlain(a.process, a.flags.accessible))
	w.Compare = func(ctx context.Context, p *steps.Patient, other string) (compare.Comparison, error) {
		return a.compareUsers(ctx, p, other, nil)
	}
	w.Ahead = a.saver.Ahead
	w.Give = func(ctx context.Context, p *steps.Patient, want steps.Want, f steps.Finding) (*steps.Patient, error) {
		next, err := a.opener.Give(ctx, w, p, want, f)
		if next == nil || err != nil {
			return nil, err
		}
		return next, enter(ctx, a, next, func(line string) { w.Tell(lang.Text{Ko: line, En: line}) })
	}
	w.Save = func(p *steps.Patient) (string, error) { return a.saver.Save(p, "") }
	w.SaveScripts = func(p *steps.Patient, f steps.Finding) (string, error) {
		return a.saver.RemedyScripts(p, f, a.output.Language)
	}
	passesOn(a, w)
	w.SaveMasked = func(p *steps.Patient) (string, error) { return a.saver.SaveMasked(p, "") }
	kept := newJournal(a)
	if kept != nil {
		defer kept.Close()
		w.Note = kept.line
	}
	patient, err := kept.plainPatient(ctx, a, w, from)
	if err != nil {
		return a.plainEnd(err)
	}
	if err := enter(ctx, a, patient, func(line string) { w.Tell(lang.Text{Ko: line, En: line}) }); err != nil {
		_ = patient.Shut() // the end is the message
		return a.plainEnd(err)
	}
	a.walking = patient
	walked := w.Walk(ctx, patient)
	if kept != nil && (walked == nil || errors.Is(walked, plain.ErrEnded)) {
		kept.Over()
	}
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

// plainInterrupted says first what broke off in this environment, and finishes it
// if the person wants.
func plainInterrupted(ctx context.Context, a *app, w *plain.Walker, from wizard.Start) error {
	broken := a.opener.Acts.Interrupted()
	if broken == nil || from.World != "" || from.File != "" {
		return nil
	}
	finish, err := w.Interrupted(ctx, broken)
	if err != nil || !finish {
		return err
	}
	patient, err := opener.Mend(a.opener, broken)
	if err != nil {
		return err
	}
	return errors.Join(w.Mend(ctx, patient, broken), patient.Shut())
}

func (a *app) plainEnd(err error) error {
	if errors.Is(err, plain.ErrEnded) {
		return &exitError{code: ExitInterrupt}
	}
	return err
}
