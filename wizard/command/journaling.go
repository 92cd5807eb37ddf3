package command

import (
	"context"
	"errors"
	"path/filepath"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/command/journal"
	"example.com/writeback-doctor/wizard/command/misuse"
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
func (a *app) journalWanted() bool {
	return a.process.State != "" && !a.flags.noJournal && a.process.Getenv(envNoJournal) == "" && !a.flags.mask
}

// journals is the folder of all journals of this person.
func (a *app) journals() string { return filepath.Join(a.process.State, "writeback-doctor", "walks") }

// newJournal is nil where nothing is kept.
func (a *app) newJournal() *journaling {
	if !a.journalWanted() {
		return nil
	}
	return &journaling{Journal: journal.New(a.journals(), a.saver.Write, a.opener.Secrets), app: a}
}

// Left is the newest walk that a program which was killed left behind.
func (j *journaling) Left() *wizard.Left {
	found := journal.LeftAt(j.app.journals(), j.app.process.Now())
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
