package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// bom is the byte order mark, by which a spreadsheet knows UTF-8.
const bom = "\ufeff"

// outFile is the file of --out.
type outFile struct {
	*outfile.File

	mark    string // written before the rest
	written bool
}

// printing runs a command with its output going where --out says.
func (a *app) printing(run func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		if err := a.checkTargets(args); err != nil {
			return err
		}
		if a.flags.out == "" {
			return run(c, args)
		}
		named, err := outfile.Open(a.flags.out)
		if err != nil {
			return unwritten(err)
		}
		file := &outFile{File: named}
		if a.flags.format == "csv" {
			file.mark = bom
		}
		net := a.swept(file)
		a.process.Out = net
		err = a.caught(func() error { return run(c, args) })
		net.flush()
		return a.settle(c.Context(), file, err)
	}
}

// settle puts the file of --out in its place, when it holds what the command
// had to say. A fault of ours leaves what was there.
func (a *app) settle(ctx context.Context, file *outFile, err error) error {
	_, ended := interrupted(ctx)
	var exit *exitError
	var elsewhere *worldError // the case file, for one
	said := err == nil || ended || errors.As(err, &exit) || errors.As(err, &elsewhere) && elsewhere.path != file.Path()
	if !said || !file.written {
		file.Abandon()
		return err
	}
	if failed := file.Commit(); failed != nil {
		return unwritten(failed)
	}
	a.tellWritten(lang.Text{Ko: "파일로 저장했습니다: {path}", En: "Written to {path}"}, file.File)
	return err
}

// checkTargets says, before anything is looked at, which file cannot be
// written: what the command reads, and where it writes already, among them.
func (a *app) checkTargets(read []string) error {
	taken := append([]string{a.flags.serverFile, a.flags.caFile, a.flags.keytab, a.flags.answers}, read...)
	for _, target := range []struct{ flag, path string }{{"--case", a.flags.caseFile}, {"--out", a.flags.out}} {
		if target.path == "" {
			continue
		}
		for _, other := range taken {
			if other != "" && samePlace(target.path, other) {
				return usage(lang.Text{
					Ko: "{flag} 옵션에 {path} 파일을 쓸 수 없습니다. 이 명령이 다른 데 쓰는 파일입니다. 다른 이름을 지정하십시오.",
					En: "{flag} cannot be {path}, which this command uses for something else. Choose another name.",
				}, lang.Args{"flag": target.flag, "path": target.path})
			}
		}
		if err := outfile.Check(target.path); err != nil {
			return unwritten(err)
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

func (f *outFile) Write(p []byte) (int, error) {
	if !f.written {
		f.written = true
		if _, err := io.WriteString(f.File, f.mark); err != nil {
			return 0, unwritten(err)
		}
	}
	n, err := f.File.Write(p)
	return n, unwritten(err)
}

// tellWritten says where something went, beside the output, and who can no
// longer read what stood there. What went into a device or a pipe is no file
// that somebody could send or open.
func (a *app) tellWritten(text lang.Text, file *outfile.File) {
	if file.Streamed() {
		text = lang.Text{
			Ko: "{path}에 썼습니다. 일반 파일이 아니므로 보내거나 열 수 있는 파일은 남지 않았습니다.",
			En: "Written to {path}, which is no regular file: no file was left that could be sent or opened.",
		}
	}
	args := lang.Args{"path": place(file)}
	fmt.Fprintln(a.process.Err, text.Fill(a.language, args))
	a.tellNarrowed(file)
}

// place is where a file was written: its path, and behind a link what that
// leads to.
func place(file *outfile.File) string {
	if behind := file.Behind(); behind != "" {
		return file.Path() + " -> " + behind
	}
	return file.Path()
}

func (a *app) tellNarrowed(file *outfile.File) {
	if file.Narrowed() == 0 || a.drawn {
		return
	}
	fmt.Fprintln(a.process.Err, lang.Text{
		Ko: "{path} 파일은 다른 사람도 읽거나 쓸 수 있었습니다. 이제 소유자만 읽고 쓸 수 있습니다.",
		En: "Others could read or write {path}. Now only its owner can.",
	}.Fill(

		a.language, lang.Args{"path": file.Path()}))
}

// worldError is an output that the world did not take: a full disk, a reader
// who left.
type worldError struct {
	path string // "" for standard output
	text lang.Text
	err  error
}

func (e *worldError) Error() string { return e.text.En }

// Said is the trouble in both languages.
func (e *worldError) Said() lang.Text { return e.text }

func (e *worldError) Unwrap() error { return e.err }

// unwritten says why a file could not be written: a name that cannot be
// written to is a mistake on the command line, all else a fault of the world.
func unwritten(err error) error {
	var failed *outfile.Error
	if !errors.As(err, &failed) {
		return err
	}
	args := lang.Args{"path": failed.Path, "why": failed.Err.Error()}
	if errors.Is(err, outfile.ErrPlanted) {
		return usage(lang.Text{
			Ko: "{path} 경로에는 누구나 쓸 수 있는 폴더에 다른 사람이 만든 링크가 있어 따라가지 않습니다. 다른 이름을 지정하십시오.",
			En: "{path} leads through a link that somebody else made in a folder where anybody can, and is not followed. Choose another name.",
		}, args)
	}
	text := lang.Text{
		Ko: "{path} 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오. 자세히: {why}",
		En: "{path} cannot be written. Check its folder and permissions. Details: {why}",
	}
	if failed.Named {
		return usage(text, args)
	}
	return worldly(failed.Path, failed, lang.Text{
		Ko: "{path} 파일을 끝까지 쓰지 못했습니다. 같은 이름의 이전 파일은 그대로 있습니다. 디스크에 공간을 만들거나 다른 위치를 지정하십시오. 자세히: {why}",
		En: "{path} could not be written to its end; an earlier file of that name is unharmed. Make room on its disk, or name another place. Details: {why}",
	}, args)
}

func worldly(path string, err error, text lang.Text, args lang.Args) error {
	return &worldError{path: path, err: err, text: lang.Text{
		Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args),
	}}
}
