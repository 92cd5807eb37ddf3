package command

import (
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/opener"
)

// acts is what lets the steps of reenable act, and knows what they did before.
func (a *app) acts() *opener.Acts {
	return &opener.Acts{State: a.process.State, Program: a.saver.Program(), Terminal: a.process.Terminal, Host: a.process.Hostname, Now: a.process.Now}
}

// tellBrokenOff says of an action of this person that broke off in this
// environment, before anything is looked at, and where it is finished: a check
// acts on nothing. Whoever masks names is not told the server's.
func (a *app) tellBrokenOff() {
	if a.flags.world != "" {
		return
	}
	broken := a.acts().Interrupted()
	if broken == nil {
		return
	}
	said := broken.In(a.output.Language, a.process.Zone)
	if a.flags.mask {
		said = lang.Text{
			Ko: "이 프로그램이 하던 변경 작업이 끝까지 진행되지 못하고 끊겼습니다.",
			En: "Something that this program was changing broke off before its end.",
		}.In(a.output.Language)
	}
	a.output.Complain(said + " " + lang.Text{
		Ko: "check 명령은 아무것도 바꾸지 않습니다. 마무리하거나 정리하려면 `writeback-doctor`를 시작하십시오.",
		En: "A check changes nothing. Start `writeback-doctor` to finish or to settle it.",
	}.In(a.output.Language))
}
