package output

import (
	"errors"
	"fmt"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// Error is an output that the world did not take: a full disk, a reader
// who left.
type Error struct {
	Path string // "" for standard output
	Text lang.Text
	Err  error
}

func (e *Error) Error() string { return e.Text.En }

// Said is the trouble in both languages.
func (e *Error) Said() lang.Text { return e.Text }

func (e *Error) Unwrap() error { return e.Err }

// Unwritten says why a file could not be written: a name that cannot be
// written to is a mistake on the command line, all else a fault of the world.
func Unwritten(err error) error {
	var failed *outfile.Error
	if !errors.As(err, &failed) {
		return err
	}
	args := lang.Args{"path": failed.Path, "why": failed.Err.Error()}
	if errors.Is(err, outfile.ErrPlanted) {
		return misuse.New(lang.Text{
			Ko: "{path} 경로에는 누구나 쓸 수 있는 폴더에 다른 사람이 만든 링크가 있어 따라가지 않습니다. 다른 이름을 지정하십시오.",
			En: "{path} leads through a link that somebody else made in a folder where anybody can, and is not followed. Choose another name.",
		}, args)
	}
	text := lang.Text{
		Ko: "{path} 파일을 쓸 수 없습니다. 폴더와 권한을 확인하십시오. 자세히: {why}",
		En: "{path} cannot be written. Check its folder and permissions. Details: {why}",
	}
	if failed.Named {
		return misuse.New(text, args)
	}
	return Failed(failed.Path, failed, lang.Text{
		Ko: "{path} 파일을 끝까지 쓰지 못했습니다. 같은 이름의 이전 파일은 그대로 있습니다. 디스크에 공간을 만들거나 다른 위치를 지정하십시오. 자세히: {why}",
		En: "{path} could not be written to its end; an earlier file of that name is unharmed. Make room on its disk, or name another place. Details: {why}",
	}, args)
}

// Failed says what the world did not take, and why; args fill the blanks of
// text.
func Failed(path string, err error, text lang.Text, args lang.Args) error {
	return &Error{Path: path, Err: err, Text: lang.Text{
		Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args),
	}}
}

// Wrap says of an error what was being done; nil stays nil.
func Wrap(err error) error {
	if err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}
