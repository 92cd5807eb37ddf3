package command

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/record"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/saving"
)

// bindRecord binds the flags for whoever adds a step. They are no part of the
// help: a person with a fault has no use for them. They are flags and not a
// test, because who adds a step runs check in a world of its own anyway, to read
// what the step says, and the file is to hold what was judged there.
func (o *own) bindRecord(c *cobra.Command) {
	c.Flags().StringVar(&o.record, "record", "", "")
	c.Flags().StringVar(&o.recordAs, "record-as", "", "")
	for _, name := range []string{"record", "record-as"} {
		c.Flags().Lookup(name).Hidden = true
	}
}

// recordName is the name of a file of evidence, without its extension.
var recordName = lang.Pattern(`^[a-z0-9]+(-[a-z0-9]+)*$`) //nolint:gochecknoglobals // an expression that compiles once

// recorder keeps the evidence of a walk.
type recorder struct {
	*own

	output *output.Output
	saver  *saving.Saver
}

func (a *app) recorder() recorder {
	return recorder{own: a.flags.own, output: a.output, saver: a.saver}
}

// feasible says what is wrong with --record before anything is looked at.
func (r recorder) feasible(c *cobra.Command, p *steps.Patient) error {
	if !c.Flags().Changed("record") && !c.Flags().Changed("record-as") {
		return nil
	}
	if r.world == "" {
		return misuse.New(lang.Text{
			Ko: "--record 옵션은 실습 환경에서 본 것만 남깁니다. --world 옵션으로 환경을 지정하십시오.",
			En: "--record keeps only what a world of the lab shows. Name one with --world.",
		}, nil)
	}
	if info, err := os.Stat(r.record); err != nil || !info.IsDir() {
		return misuse.New(lang.Text{
			Ko: "--record 옵션에는 이미 있는 폴더를 지정하십시오. 예: --record steps",
			En: "--record needs a folder that is there, for example --record steps.",
		}, nil)
	}
	if !c.Flags().Changed("record-as") {
		return nil
	}
	id, name := r.recorded()
	if p.Session.Find(id) == nil || !recordName().MatchString(name) {
		return misuse.New(lang.Text{
			Ko: "--record-as 값은 단계#이름 형식입니다. 예: configuration/user-link#linked-twice",
			En: "--record-as is STEP#NAME, for example configuration/user-link#linked-twice.",
		}, nil)
	}
	return nil
}

// recorded are the step and the name of --record-as.
func (o *own) recorded() (id steps.ID, name string) {
	step, name, _ := strings.Cut(o.recordAs, "#")
	return steps.ID(step), name
}

// walk writes the evidence of a walk below the folder of --record. What is
// there stays; a file that --record-as names is replaced.
func (r recorder) walk(p *steps.Patient) error {
	if r.record == "" {
		return nil
	}
	shown, _, err := r.saver.Shown(p)
	if err != nil {
		return err
	}
	files, err := record.Walk(p.Session.Tree(), shown.Session.Trail())
	if err != nil {
		return fmt.Errorf("record the evidence: %w", err)
	}
	if r.recordAs != "" {
		one, err := r.renamed(p, files)
		if err != nil {
			return err
		}
		return r.keep(one)
	}
	written := 0
	for _, f := range files {
		if _, err := os.Lstat(r.path(f)); err == nil {
			continue
		}
		if err := r.keep(f); err != nil {
			return err
		}
		written++
	}
	fmt.Fprintln(r.output.Err, lang.Text{
		Ko: "증거 파일 {new}개를 새로 썼습니다. 이미 있던 {kept}개는 그대로 두었습니다.",
		En: "New files of evidence: {new}. Left as they were: {kept}.",
	}.Fill(r.output.Language, lang.Args{"new": strconv.Itoa(written), "kept": strconv.Itoa(len(files) - written)}))
	return nil
}

// renamed is the evidence of the one step that --record-as names.
func (r recorder) renamed(p *steps.Patient, files []record.File) (record.File, error) {
	id, name := r.recorded()
	for _, f := range files {
		if f.Step != id {
			continue
		}
		if named := record.OutcomeOf(p.Session.Find(id), name); named != f.On {
			return f, misuse.New(lang.Text{
				Ko: "이 환경에서 {step} 단계의 결과는 {on}입니다. {name} 이름은 {named} 결과의 것으로 읽힙니다.",
				En: "In this world {step} comes to {on}, and the name {name} is read as one of {named}.",
			}, lang.Args{"step": string(id), "on": string(f.On), "name": name, "named": cmp.Or(string(named), "-")})
		}
		return f.As(name), nil
	}
	return record.File{}, misuse.New(lang.Text{
		Ko: "이 환경에서는 {step} 단계를 보지 못해 남길 증거가 없습니다.",
		En: "In this world {step} was not looked at, or saw nothing: there is no evidence to keep.",
	}, lang.Args{"step": string(id)})
}

func (r recorder) path(f record.File) string {
	return filepath.Join(r.record, filepath.FromSlash(f.Path))
}

func (r recorder) keep(f record.File) error {
	path := r.path(f)
	if err := os.MkdirAll(filepath.Dir(path), fs.FileMode(0o750)); err != nil {
		return output.Unwritten(&outfile.Error{Path: path, Err: err, Named: true})
	}
	file, err := outfile.Open(path)
	if err != nil {
		return output.Unwritten(err)
	}
	if _, err := file.Write(f.Text); err != nil {
		file.Abandon()
		return output.Unwritten(err)
	}
	if err := file.Commit(); err != nil {
		return output.Unwritten(err)
	}
	fmt.Fprintln(r.output.Err, lang.Text{Ko: "증거를 기록했습니다: {path}", En: "Evidence recorded: {path}"}.Fill(r.output.Language, lang.Args{"path": path}))
	return nil
}
