package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
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

// tellCrash says, in both languages, because whoever reads it may not be the one
// who chose one, that this program is at fault, and where what its developers
// need is: in a file, or else below the line.
func (a *app) tellCrash(e *crashError) {
	said := lang.Text{
		Ko: "이 프로그램에 오류가 있습니다. 환경이 정상인지 고장인지는 이것으로 알 수 없습니다.", En: "This program is at fault. It says nothing about the environment.",
	}
	a.output.Complain(said.Ko + " / " + said.En)
	if path, err := keepCrash(a, e); err == nil {
		fmt.Fprintln(a.output.Err, lang.Text{
			Ko: "이 파일을 개발자에게 보내십시오: {path}", En: "Send this file to the developers: {path}",
		}.Fill(a.output.Language, lang.Args{"path": path}))
	} else {
		fmt.Fprintln(a.output.Err, lang.Text{
			Ko: "아래 내용을 개발자에게 보내십시오.", En: "Send what is below to the developers.",
		}.In(a.output.Language))
		fmt.Fprint(a.output.Err, crashText(a, e))
	}
	if e.saved != "" {
		fmt.Fprintln(a.output.Err, lang.Text{
			Ko: "그때까지의 진행 기록을 저장했습니다: {path}", En: "The walk so far was saved: {path}",
		}.Fill(a.output.Language, lang.Args{"path": e.saved}))
	}
}

var errNowhere = errors.New("there is nowhere to keep it")

// keepCrash writes what happened beside what else this person's programs keep.
func keepCrash(a *app, e *crashError) (path string, err error) {
	if a.process.State == "" || a.flags.noJournal || a.process.Getenv(envNoJournal) != "" { // who keeps nothing keeps this neither
		return "", errNowhere
	}
	folder := filepath.Join(a.process.State, "writeback-doctor")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make the folder of a crash: %w", err)
	}
	file, err := outfile.New(filepath.Join(folder, "crash-"+a.process.Now().UTC().Format("20060102-150405")+".txt"))
	if err != nil {
		return "", fmt.Errorf("begin the file of a crash: %w", err)
	}
	if _, err := file.Write([]byte(crashText(a, e))); err != nil {
		file.Abandon()
		return "", fmt.Errorf("write what happened: %w", err)
	}
	if err := file.Commit(); err != nil {
		return "", fmt.Errorf("keep what happened: %w", err)
	}
	return file.Path(), nil
}

// crashText is what the developers need: which program, what it was, and where.
// It holds neither arguments nor the environment.
func crashText(a *app, e *crashError) string {
	sweep, program := a.output.Sweeper(), a.process.Version
	if a.process.Commit != "" {
		program += " (" + a.process.Commit + ")"
	}
	return fmt.Sprintf("writeback-doctor %s, %s %s/%s\n%s\n%s\n", lang.Clean(program), runtime.Version(), runtime.GOOS, runtime.GOARCH, lang.CleanLines(sweep.Value(e.fault)), lang.CleanLines(sweep.Value(e.stack)))
}
