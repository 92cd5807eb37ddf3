package steps

import (
	"slices"

	"example.com/writeback-doctor/steps/lang"
)

// toCaller is what the person on the phone can be told about a fault that the
// helpdesk cannot mend: that it is known, and what works meanwhile. It is empty
// where nothing is broken, and where the remedy is the helpdesk's, because then
// the remedy itself says what to tell them.
//
// The way out of whoever cannot wait comes first. scope is how many it happens to,
// as was said.
func toCaller(step *Step, f Finding, scope string) lang.Text {
	if step == nil || step.Check == nil || f.Status != Broken {
		return lang.Text{}
	}
	if remedy := remedyOf(step, f); remedy != nil && slices.Contains(remedy.Who, Helpdesk) {
		return lang.Text{}
	}
	if slices.Contains(step.Needs, User) || slices.Contains(step.Needs, UserDN) {
		said := lang.Text{
			Ko: "이 계정의 암호 재설정이 되지 않는 원인을 찾아 담당자에게 전달하겠습니다. 조치가 끝날 때까지는 다시 시도해도 같은 오류가 나옵니다.",
			En: "The reason why resetting the password of this account does not work was found, and we pass it on to the people in charge. Until it is fixed, trying again ends the same way.",
		}
		if scope == "several" || scope == "everyone" {
			said = lang.Text{
				Ko: "암호 재설정이 되지 않는 원인을 찾아 담당자에게 전달하겠습니다. 다른 사용자에게도 일어나는 문제이며, 조치가 끝날 때까지는 다시 시도해도 같은 오류가 나옵니다.",
				En: "The reason why resetting the password does not work was found, and we pass it on to the people in charge. Others have it too, and until it is fixed, trying again ends the same way.",
			}
		}
		if !step.ResetInAD {
			return said
		}
		way := lang.Text{
			Ko: "쓰던 암호를 아시면 PC에는 그 암호로 로그인해 보시고, 모르거나 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다.",
			En: "Try the old password on the PC if it is known; if not, or if it is urgent, an AD administrator can reset it in Active Directory itself.",
		}
		return lang.Text{Ko: way.Ko + " " + said.Ko, En: way.En + " " + said.En}
	}
	return lang.Text{
		Ko: "쓰던 암호를 아시면 PC에는 그 암호로 로그인해 보시고, 모르거나 급하면 AD 관리자가 Active Directory에서 직접 재설정할 수 있습니다. 회사 시스템의 문제로 지금은 클라우드에서 암호를 바꿔도 제대로 되지 않으며, 담당자에게 전달하겠습니다.",
		En: "Try the old password on the PC if it is known; if not, or if it is urgent, an AD administrator can reset it in Active Directory itself. Because of a fault in the company's systems, changing the password in the cloud does not work now. We pass that on to the people in charge.",
	}
}
