package steps

import (
	"slices"

	"example.com/writeback-doctor/steps/lang"
)

// toCaller is what the person on the phone can be told about a fault that the
// helpdesk cannot mend: that it is known, and what works meanwhile. It is empty
// where nothing is broken, and where the remedy is the helpdesk's, because then
// the remedy itself says what to tell them.
func toCaller(step *Step, f Finding) lang.Text {
	if step == nil || step.Check == nil || f.Status != Broken {
		return lang.Text{}
	}
	if remedy := remedyOf(step, f); remedy != nil && slices.Contains(remedy.Who, Helpdesk) {
		return lang.Text{}
	}
	if slices.Contains(step.Needs, User) || slices.Contains(step.Needs, UserDN) {
		said := lang.Text{
			Ko: "이 계정의 암호 재설정이 되지 않는 원인을 찾았습니다. 담당자에게 전달하겠습니다. 고칠 때까지는 다시 시도해도 결과가 같습니다.",
			En: "The reason why resetting the password of this account does not work has been found. It will be passed on to the people in charge. Until it is fixed, trying again ends the same way.",
		}
		if !step.ResetInAD {
			return said
		}
		way := lang.Text{
			Ko: "급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
			En: "If it is urgent, an AD administrator can reset it in Active Directory itself.",
		}
		return lang.Text{Ko: said.Ko + " " + way.Ko, En: said.En + " " + way.En}
	}
	return lang.Text{
		Ko: "회사 시스템의 문제로 지금은 클라우드에서 암호를 바꿔도 제대로 되지 않습니다. 담당자에게 전달하겠습니다. PC에는 이전 암호로 로그인해 보십시오. 이전 암호를 모르거나 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
		En: "Because of a fault in the company's systems, changing the password in the cloud does not work now. It will be passed on to the people in charge. Try the old password on the PC. If it is not known, or it is urgent, an AD administrator can reset it in Active Directory itself.",
	}
}
