package command

import (
	"fmt"
	"runtime/debug"

	"example.com/writeback-doctor/steps/lang"
)

// crashError is a fault of ours: what it was, where, and what was saved.
type crashError struct{ fault, stack, saved string }

func (e *crashError) Error() string { return e.fault }

// caught makes a panic an error, and saves the walk as far as it had come.
func (a *app) caught(run func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &crashError{fault: fmt.Sprint(fault), stack: string(debug.Stack()), saved: a.rescued()}
		}
	}()
	return run()
}

// rescued saves the walk under way, where the command line says or else under
// a name of ours, and returns the path; "" when there was nothing to save.
func (a *app) rescued() (path string) {
	if a.walking == nil || len(a.walking.Session.Trail()) == 0 {
		return ""
	}
	defer func() {
		if recover() != nil {
			path = "" // what cannot be saved is not said to be
		}
	}()
	saved, err := a.saver.Save(a.walking, a.flags.caseFile)
	if err != nil {
		return ""
	}
	return saved
}

// tellCrash says that this program is at fault, where, and where the walk is.
func (a *app) tellCrash(e *crashError) {
	args := lang.Args{"fault": a.output.Sweeper().Value(e.fault), "path": e.saved}
	a.output.Complain(lang.CleanLines(lang.Text{
		Ko: "이 프로그램에 오류가 있습니다. 고객 환경의 문제가 아닙니다. 아래 내용을 개발자에게 보내십시오.\n{fault}",
		En: "This program is at fault. It says nothing about the environment. Send what is below to the developers.\n{fault}",
	}.Fill(

		a.output.Language, args)))
	fmt.Fprintln(a.output.Err, lang.CleanLines(e.stack))
	if e.saved != "" {
		fmt.Fprintln(a.output.Err, lang.Text{
			Ko: "그때까지의 진행 기록을 저장했습니다: {path}", En: "The walk so far was saved: {path}",
		}.Fill(

			a.output.Language, args))
	}
}
