package command

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/lang"
)

// bom is the byte order mark, by which a spreadsheet knows UTF-8.
const bom = "\ufeff"

// outFile is the file of --out. It loses what it held only when the first word
// of the new is written.
type outFile struct {
	file    *os.File // not embedded: every word goes through Write
	path    string
	mark    string // written before the rest
	made    bool   // it was not there before
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
		file, err := openOut(a.flags.out)
		if err != nil {
			return err
		}
		if a.flags.format == "csv" {
			file.mark = bom
		}
		net := a.swept(file)
		a.process.Out = net
		err = run(c, args)
		net.flush()
		closed := file.finish()
		if file.written {
			a.tellWritten(lang.Text{Ko: "파일로 저장했습니다: {path}", En: "Written to {path}"}, file.path)
		}
		if closed != nil {
			return closed
		}
		return err
	}
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
		if err := tryWriting(target.path); err != nil {
			return err
		}
		taken = append(taken, target.path)
	}
	return nil
}

// tryWriting says why a file cannot be written, and leaves it as it is.
func tryWriting(path string) error {
	file, err := openOut(path)
	if err != nil {
		return err
	}
	return file.finish()
}

// openOut opens a file to write.
func openOut(path string) (*outFile, error) {
	_, before := os.Stat(path)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600) //nolint:gosec // the person names the file
	if err != nil {
		return nil, unwritable(path, err)
	}
	return &outFile{file: file, path: path, made: before != nil}, nil
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
		_ = f.file.Truncate(0) // a device cannot be cut off and need not be
		if _, err := f.file.WriteString(f.mark); err != nil {
			return 0, err //nolint:wrapcheck // the caller says what was written
		}
	}
	return f.file.Write(p) //nolint:wrapcheck // the caller says what was written
}

// finish closes the file, and takes it away again when nothing came.
func (f *outFile) finish() error {
	err := f.file.Close()
	if f.made && !f.written {
		_ = os.Remove(f.path) // the command's own error is the message
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return nil
}

// tellWritten says where something went, beside the output.
func (a *app) tellWritten(text lang.Text, path string) {
	fmt.Fprintln(a.process.Err, text.Fill(a.language, lang.Args{"path": path}, a.process.Zone))
}

// unwritable says why a file that a person named cannot be written.
func unwritable(path string, err error) error {
	return usage(lang.Text{
		Ko: "{path} 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오. 자세히: {why}",
		En: "{path} cannot be written. Check its folder and permissions. Details: {why}",
	}, lang.Args{"path": path, "why": err.Error()})
}
