package command

import (
	"fmt"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
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
	_, err := fmt.Fprintln(a.output.Out, said.In(a.output.Language))
	return output.Wrap(err)
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
				Ko: "테넌트 로그인이 운영 체제의 키 저장소에 보관되어 있습니다. 지우려면: settings --forget-sign-in",
				En: "A sign-in to the tenant is kept in the operating system's key store. To forget it: settings --forget-sign-in",
			}
		}
	}
	_, err := fmt.Fprintln(a.output.Out, said.In(a.output.Language))
	return output.Wrap(err)
}
