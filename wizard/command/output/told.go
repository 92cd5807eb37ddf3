package output

import (
	"fmt"
	"path/filepath"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// Written says where something went, beside the output, and who can no
// longer read what stood there. What went into a device or a pipe is no file
// that somebody could send or open.
func (o *Output) Written(text lang.Text, file *outfile.File) {
	if file.Streamed() {
		text = lang.Text{
			Ko: "{path}에 썼습니다. 일반 파일이 아니므로 보내거나 열 수 있는 파일은 남지 않았습니다.",
			En: "Written to {path}, which is no regular file: no file was left that could be sent or opened.",
		}
	}
	args := lang.Args{"path": place(file)}
	fmt.Fprintln(o.Err, text.Fill(o.Language, args))
	o.narrowed(file)
}

// place is where a file was written: its path, and behind a link what that
// leads to.
func place(file *outfile.File) string {
	if behind := file.Behind(); behind != "" {
		return file.Path() + " -> " + behind
	}
	return file.Path()
}

func (o *Output) narrowed(file *outfile.File) {
	if file.Narrowed() == 0 || o.Drawn {
		return
	}
	fmt.Fprintln(o.Err, lang.Text{
		Ko: "{path} 파일은 다른 사람도 읽거나 쓸 수 있었습니다. 이제 소유자만 읽고 쓸 수 있습니다.",
		En: "Others could read or write {path}. Now only its owner can.",
	}.Fill(o.Language, lang.Args{"path": file.Path()}))
}

// Whole writes a file and says what to do with it; of what went elsewhere
// it says that there is no file.
func (o *Output) Whole(file *outfile.File, text []byte, then lang.Text) error {
	if _, err := file.Write(text); err != nil {
		file.Abandon()
		return Unwritten(err)
	}
	if err := file.Commit(); err != nil {
		return Unwritten(err)
	}
	if file.Streamed() { // standard output may be the stream
		o.Written(lang.Text{}, file)
		return nil
	}
	fmt.Fprintln(o.Out, then.Fill(o.Language, lang.Args{
		"path": place(file), "file": steps.SpellFile(filepath.Base(file.Path())),
	}))
	o.narrowed(file)
	return nil
}

// Complain says what went wrong.
func (o *Output) Complain(text string) { fmt.Fprintf(o.Err, "writeback-doctor: %s\n", text) }

// NamesMasked says so to whoever the output is passed on to.
func NamesMasked() lang.Text {
	return lang.Text{Ko: "이름은 가려져 있습니다.", En: "Names are masked."}
}
