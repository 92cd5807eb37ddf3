package symptom

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Words asks for whatever the caller reads out or pastes, and puts the steps
// that its codes implicate in front.
var Words = steps.Step{
	ID:    "symptom/words",
	Title: lang.Text{Ko: "화면에 나온 코드나 문구", En: "Codes or text on the screen"},
	Why: lang.Text{
		Ko: "코드나 사용자가 말한 내용을 알면 그것과 관계있는 단계부터 확인합니다.",
		En: "With a code or the caller's own words, the steps that they point to are looked at first.",
	},
	Ask: []steps.Question{{
		Fact:  steps.Words,
		Label: lang.Text{Ko: "오류 코드, 이벤트 번호, 사용자가 말한 내용 또는 화면 전체", En: "Error code, event number, what was said, or the whole screen"},
		Help: lang.Text{
			Ko: "예: SSPR_0029, AADSTS120013, 이벤트 33004, 0x80230619. 사용자가 말한 대로 적거나 화면을 통째로 붙여 넣어도 됩니다. 없으면 비워 둡니다. 암호는 적지 마십시오.",
			En: "For example SSPR_0029, AADSTS120013, event 33004, 0x80230619. The caller's own words will do, and so will a whole screen. Leave it empty if there is none. Never write a password here.",
		},
		Optional: true,
		Lines:    true,
	}},
	Decide: decideWords,
	Tell:   tellWords,
	Blanks: tell.Kinds{
		"codes": tell.Words, "messages": tell.Code, "events": tell.Words, "at_odds": tell.Code, "guessed": tell.Code,
		"correlation": tell.ObjectID, "support": tell.Words, "screen_time": tell.Words,
	},
	Branches: slices.Concat(heardBranches, []steps.Branch{
		{
			On: "not-writeback", Status: steps.Warning, Next: steps.End, Remedy: chooseAnother, Details: notLookedAt,
			Label: lang.Text{Ko: "클라우드가 거절", En: "Refused by the cloud"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 새 암호가 약하거나 금지되어 Microsoft Entra ID가 거절했습니다.",
				En: "This is not a fault of writeback. Microsoft Entra ID refused the new password because it is weak or banned.",
			},
		},
		{
			On: "wrong-password", Status: steps.Warning, Next: steps.End, Remedy: knowThePassword, Details: notLookedAt,
			Label: lang.Text{Ko: "현재 암호가 틀림", En: "Wrong old password"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 변경 화면에 넣은 현재 암호가 틀렸습니다.",
				En: "This is not a fault of writeback. The current password typed into the change screen was wrong.",
			},
		},
		{
			On: "cloud-lockout", Status: steps.Warning, Next: steps.End, Remedy: endLockout, Details: notLookedAt,
			Label: lang.Text{Ko: "클라우드에서 잠김", En: "Locked by the cloud"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 틀린 암호가 여러 번 입력되어 클라우드의 스마트 잠금이 로그인을 막고 있습니다.",
				En: "This is not a fault of writeback. After several wrong passwords the smart lockout of the cloud stops the sign-in.",
			},
		},
		{
			On: "passwords-differ", Status: steps.Warning, Next: steps.End, Remedy: waitForHashes, Details: notLookedAt,
			Label: lang.Text{Ko: "AD만 바뀜", En: "Changed in AD only"},
			Say: lang.Text{
				Ko: "지금 PC의 암호와 클라우드의 암호가 서로 다릅니다. 쓰기 저장은 성공해 Active Directory의 암호가 바뀌었지만, 클라우드에는 저장하지 못했습니다.",
				En: "The passwords of PC and cloud now differ. Writeback succeeded and Active Directory has the new password, but the cloud could not store it.",
			},
		},
	}, endingsOfCaller()),
}

// endingsOfCaller are the endings by an answer that a caller may tell at once.
func endingsOfCaller() []steps.Branch {
	var told []steps.Branch
	for _, b := range callerBranches {
		if slices.Contains([]steps.Outcome{"never-written-back", "windows-link", "catching-up"}, b.On) {
			told = append(told, b)
		}
	}
	return told
}

var chooseAnother = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{{
		Ko: "자기 이름, 회사 이름, 흔한 단어나 그 변형이 들어가지 않은 다른 암호로 다시 시도하도록 안내하십시오. 조금만 바꾼 암호는 다시 거절됩니다.",
		En: "Tell the user to try another password, without their name, the company's name or common words. A small variation of the old one is refused again.",
	}},
	Link: "https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad",
}

var knowThePassword = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{{
		Ko: "현재 암호를 다시 확인하도록 안내하십시오. 모르면 변경이 아니라 재설정(https://aka.ms/sspr)을 해야 합니다.",
		En: "Tell the user to check the current password. If it is not known, the password has to be reset (https://aka.ms/sspr), not changed.",
	}},
	Link: "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr",
}

var waitForHashes = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{
			Ko: "PC에는 새 암호로 로그인하도록 안내하십시오.",
			En: "Tell the user to sign in to the PC with the new password.",
		},
		{
			Ko: "암호 해시 동기화를 쓰면 몇 분 뒤 클라우드도 새 암호가 됩니다. 쓰지 않거나 10분이 지나도 다르면 다시 재설정하십시오.",
			En: "With password hash synchronisation the cloud has the new password after a few minutes. Without it, or if they still differ after 10 minutes, reset it once more.",
		},
	},
	Changes: lang.Text{
		Ko: "다시 재설정하면 두 곳의 암호가 같아집니다.",
		En: "A second reset makes both passwords the same.",
	},
	Proof: lang.Text{
		Ko: "같은 암호로 PC와 Microsoft 365 양쪽에 로그인됩니다.",
		En: "The same password signs in to the PC and to Microsoft 365.",
	},
	Link: "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback",
}
