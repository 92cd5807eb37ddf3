package command

import (
	"io"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// forgetSignIn has the key store forget the sign-in to the tenant that a person
// asked to keep.
func forgetSignIn(a *app) error {
	said := lang.Text{Ko: "보관한 로그인이 없습니다.", En: "No sign-in is kept."}
	if a.process.Keeper != nil {
		kept, err := a.process.Keeper.Read()
		if len(kept) > 0 || err != nil { // what cannot be read goes too
			if err := a.process.Keeper.Delete(); err != nil {
				return misuse.New(lang.Text{
					Ko: "보관한 로그인을 지우지 못했습니다: {why}", En: "The sign-in that is kept could not be forgotten: {why}",
				}, lang.Args{"why": err.Error()})
			}
			said = lang.Text{Ko: "보관한 로그인을 지웠습니다.", En: "The sign-in that was kept is forgotten."}
		}
	}
	return prose(a, said, nil)
}

// tellKept says whether a sign-in is kept.
func tellKept(a *app) error {
	said := lang.Text{
		Ko: "테넌트 로그인은 보관하지 않습니다. 이 프로그램은 이 운영 체제의 키 저장소를 쓸 수 없습니다.",
		En: "No sign-in to the tenant is kept: this program cannot use the key store of this operating system.",
	}
	if a.process.Keeper != nil {
		said = lang.Text{
			Ko: "테넌트 로그인은 보관되어 있지 않습니다. 보관하려면: --keep-sign-in, 또는 로그인 화면에서 Ctrl+K",
			En: "No sign-in to the tenant is kept. To keep one: --keep-sign-in, or Ctrl+K while signing in",
		}
		if kept, err := a.process.Keeper.Read(); err == nil && len(kept) > 0 {
			said = lang.Text{
				Ko: "테넌트 로그인이 운영 체제의 키 저장소에 보관되어 있습니다. 지우려면: {command}",
				En: "A sign-in to the tenant is kept in the operating system's key store. To forget it: {command}",
			}
		}
	}
	return prose(a, said, lang.Args{"command": "settings --forget-sign-in"})
}

// prose prints a sentence for the terminal that there is. What fills it is copied, and
// stays whole.
func prose(a *app, said lang.Text, args lang.Args) error {
	whole := lang.Args{}
	for name, value := range args {
		whole[name] = strings.ReplaceAll(value, " ", string(lang.NoBreak))
	}
	width := 0
	if a.process.OutTerminal {
		width = a.process.Columns
	}
	var b strings.Builder
	plain.Within(&b, width, said.Fill(a.output.Language, whole))
	_, err := io.WriteString(a.output.Out, b.String())
	return output.Wrap(err)
}
