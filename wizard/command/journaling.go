package command

import (
	"context"
	"errors"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/journal"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/plain"
)

// envNoJournal switches the journal off, as --no-journal does.
const envNoJournal = "WRITEBACK_DOCTOR_NO_JOURNAL"

// journaling is the journal of this program as the wizard sees it.
type journaling struct {
	*journal.Journal
	app *app
}

// journalWanted reports whether the walk is kept while it goes on: not where
// somebody said no, and not where names may not be written down.
func journalWanted(a *app) bool {
	return a.process.State != "" && !a.flags.noJournal && a.process.Getenv(envNoJournal) == "" && !a.flags.mask
}

// journals is the folder of all journals of this person.
func journals(a *app) string { return walksFolder(a.process) }

// newJournal is nil where nothing is kept.
func newJournal(a *app) *journaling {
	if !journalWanted(a) {
		return nil
	}
	return &journaling{Journal: journal.New(journals(a), a.saver.Write, a.opener.Secrets), app: a}
}

// Left is the newest walk that a program which was killed left behind.
func (j *journaling) Left() *wizard.Left {
	found := journal.LeftAt(journals(j.app), j.app.process.Now())
	if found == nil {
		return nil
	}
	left := wizard.Left(*found)
	if zone := j.app.process.Zone; zone != nil {
		left.At = left.At.In(zone)
	}
	return &left
}

// Take makes such a walk that of this program.
func (j *journaling) Take(left wizard.Left) error {
	err := j.Journal.Take(left.Folder)
	if errors.Is(err, journal.ErrLiving) {
		return misuse.New(lang.Text{
			Ko: "다른 창에서 이 진단을 이어서 하고 있습니다.", En: "Another window goes on with this walk.",
		}, nil)
	}
	if err != nil {
		return misuse.New(lang.Text{
			Ko: "끊긴 진단을 더 이상 찾을 수 없습니다.", En: "The walk that broke off is no longer there.",
		}, nil)
	}
	return nil
}

// GoOn opens it.
func (j *journaling) GoOn(_ context.Context, left wizard.Left, access steps.Access) (*steps.Patient, error) {
	return j.app.opener.GoOn(left.Walk, j.app.saver.Program(), access)
}

// line keeps the walk of whoever walks line by line, as the wizard keeps its own.
func (j *journaling) line(p *steps.Patient) {
	saved := p.Past != nil && !p.Past.Collected
	if j.app.opener.Practised() || saved || len(p.Hearsay.Facts()) > 0 {
		return
	}
	copied, given := *p, j.app.opener.Given()
	copied.Session = p.Session.Clone()
	given.Facts = p.Session.Known()
	j.Note(&copied, given)
}

// plainPatient opens what the command line named, a walk that was left behind, or
// what a person who is asked wants.
func (j *journaling) plainPatient(ctx context.Context, a *app, w *plain.Walker, from wizard.Start) (*steps.Patient, error) {
	if err := plainInterrupted(ctx, a, w, from); err != nil {
		return nil, err
	}
	if j != nil && from == (wizard.Start{}) {
		patient, err := j.offer(ctx, w)
		if patient != nil || err != nil {
			return patient, err
		}
	}
	return a.opener.Ask(ctx, w, from)
}

// offer lets a person go on with a walk that was left behind; nil begins another.
func (j *journaling) offer(ctx context.Context, w *plain.Walker) (*steps.Patient, error) {
	left := j.Left()
	if left == nil || left.Walk == "" {
		return nil, nil
	}
	args := lang.Args{"user": lang.Clean(left.User), "at": left.At.Format("2006-01-02 15:04")}
	text := lang.Text{Ko: "끊긴 진단이 있습니다: {user} ({at})", En: "A walk broke off: {user} ({at})"}
	choice, err := w.Choose(ctx, lang.Text{Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args)}, []steps.Choice{
		{Value: "on", Label: lang.Text{Ko: "이어서 하기", En: "Go on with it"}},
		{Value: "new", Label: lang.Text{Ko: "새로 시작하기", En: "Begin another"}},
	})
	if err != nil || choice != "on" {
		return nil, err
	}
	if err := j.Take(*left); err != nil {
		return nil, err
	}
	access, err := j.app.opener.GivenAgain(ctx, left.Access)
	if err != nil {
		return nil, err
	}
	return j.GoOn(ctx, *left, access)
}
