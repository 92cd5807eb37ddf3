package command

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// printing runs a command with its output going where --out says.
func (a *app) printing(run func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		if err := a.checkTargets(args); err != nil {
			return err
		}
		if a.flags.out == "" {
			return run(c, args)
		}
		file, err := output.Open(a.flags.out, a.flags.format == "csv")
		if err != nil {
			return err
		}
		whole := a.output.Into(file)
		err = a.caught(func() error { return run(c, args) })
		whole()
		return a.settle(c.Context(), file, err)
	}
}

// settle puts the file of --out in its place, when it holds what the command
// had to say. A fault of ours leaves what was there.
func (a *app) settle(ctx context.Context, file *output.File, err error) error {
	_, ended := interrupted(ctx)
	var exit *exitError
	var elsewhere *output.Error // the case file, for one
	said := err == nil || ended || errors.As(err, &exit) || errors.As(err, &elsewhere) && elsewhere.Path != file.Path()
	if !said || !file.Written() {
		file.Abandon()
		return err
	}
	if failed := file.Commit(); failed != nil {
		return output.Unwritten(failed)
	}
	a.output.Written(lang.Text{Ko: "파일로 저장했습니다: {path}", En: "Written to {path}"}, file.File)
	return err
}

// checkTargets says, before anything is looked at, which file cannot be
// written: what the command reads, and where it writes already, among them.
func (a *app) checkTargets(read []string) error {
	taken := append([]string{a.flags.ServerFile, a.flags.CAFile, a.flags.Keytab, a.flags.Answers, a.flags.since, a.flags.until}, read...)
	for _, target := range []struct{ flag, path string }{{"--case", a.flags.caseFile}, {"--out", a.flags.out}} {
		if target.path == "" {
			continue
		}
		for _, other := range taken {
			if other != "" && samePlace(target.path, other) {
				return misuse.New(lang.Text{
					Ko: "{flag} 옵션에 {path} 파일을 쓸 수 없습니다. 이 명령이 다른 데 쓰는 파일입니다. 다른 이름을 지정하십시오.",
					En: "{flag} cannot be {path}, which this command uses for something else. Choose another name.",
				}, lang.Args{"flag": target.flag, "path": target.path})
			}
		}
		if err := outfile.Check(target.path); err != nil {
			return output.Unwritten(err)
		}
		taken = append(taken, target.path)
	}
	return nil
}

// samePlace reports whether two paths lead to one file.
func samePlace(a, b string) bool {
	if a == b {
		return true
	}
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
