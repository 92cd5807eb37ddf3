package symptom

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
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
		Ko: "코드를 알면 그 코드와 관계있는 단계부터 확인합니다.",
		En: "With a code, the steps that it points to are looked at first.",
	},
	Ask: []steps.Question{{
		Fact:  steps.Words,
		Label: lang.Text{Ko: "오류 코드, 이벤트 번호 또는 화면 전체", En: "Error code, event number, or the whole screen"},
		Help: lang.Text{
			Ko: "예: SSPR_0029, AADSTS120013, 이벤트 33004, 0x80230619. 화면을 통째로 붙여 넣어도 됩니다. 없으면 비워 둡니다. 암호는 적지 마십시오.",
			En: "For example SSPR_0029, AADSTS120013, event 33004, 0x80230619. A whole screen may be pasted. Leave it empty if there is none. Never write a password here.",
		},
		Optional: true,
		Lines:    true,
	}},
	Decide: decideWords,
	Tell:   tellCodes,
	Blanks: tell.Kinds{"codes": tell.Words},
	Branches: []steps.Branch{
		{
			On:    steps.Answered,
			Label: lang.Text{Ko: "알아본 코드 없음", En: "No code recognised"},
			Say: lang.Text{
				Ko: "알아볼 수 있는 코드가 없습니다. 처음부터 차례로 확인합니다.",
				En: "There is no code to go by. Every step is checked in turn.",
			},
		},
		{
			On:    "recognised",
			Label: lang.Text{Ko: "코드를 알아봄", En: "Code recognised"},
			Say: lang.Text{
				Ko: "코드를 알아보았습니다: {codes}. 이 코드가 가리키는 단계부터 확인합니다.",
				En: "These codes were recognised: {codes}. The steps that they point to are checked first.",
			},
		},
		{
			On:    "unlisted",
			Label: lang.Text{Ko: "모르는 코드", En: "Unknown code"},
			Say: lang.Text{
				Ko: "이 프로그램이 모르는 코드입니다: {codes}. 처음부터 차례로 확인하지만, 모두 정상이어도 이 코드의 이유는 알 수 없습니다.",
				En: "This program does not know this code: {codes}. Every step is checked in turn, but even if all is healthy, the reason of the code is not known.",
			},
		},
		{
			On: "not-writeback", Status: steps.Warning, Next: steps.End, Remedy: chooseAnother,
			Label: lang.Text{Ko: "클라우드가 거절", En: "Refused by the cloud"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 새 암호가 약하거나 금지되어 Microsoft Entra ID가 거절했습니다(코드: {codes}).",
				En: "This is not a fault of writeback. Microsoft Entra ID refused the new password because it is weak or banned (code: {codes}).",
			},
		},
		{
			On: "wrong-password", Status: steps.Warning, Next: steps.End, Remedy: knowThePassword,
			Label: lang.Text{Ko: "현재 암호가 틀림", En: "Wrong old password"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 변경 화면에 넣은 현재 암호가 틀렸습니다(코드: {codes}).",
				En: "This is not a fault of writeback. The current password typed into the change screen was wrong (code: {codes}).",
			},
		},
		{
			On: "cloud-lockout", Status: steps.Warning, Next: steps.End, Remedy: endLockout,
			Label: lang.Text{Ko: "클라우드에서 잠김", En: "Locked by the cloud"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장의 문제가 아닙니다. 틀린 암호가 여러 번 입력되어 클라우드의 스마트 잠금이 로그인을 막고 있습니다(코드: {codes}).",
				En: "This is not a fault of writeback. After several wrong passwords the smart lockout of the cloud stops the sign-in (code: {codes}).",
			},
		},
		{
			On: "passwords-differ", Status: steps.Warning, Next: steps.End, Remedy: waitForHashes,
			Label: lang.Text{Ko: "AD만 바뀜", En: "Changed in AD only"},
			Say: lang.Text{
				Ko: "지금 PC의 암호와 클라우드의 암호가 서로 다릅니다. 쓰기 저장은 성공해 Active Directory의 암호가 바뀌었지만, 클라우드에는 저장하지 못했습니다(코드: {codes}).",
				En: "The passwords of PC and cloud now differ. Writeback succeeded and Active Directory has the new password, but the cloud could not store it (code: {codes}).",
			},
		},
	},
}

// decideWords ends the walk only when every code says the same, none of them
// can come from writeback, and one was just read out by the sign-in page: what
// stands in a log may be of last week, and says nothing of today.
func decideWords(facts steps.Facts) steps.Verdict {
	codes := Codes(facts[steps.Words])
	if len(codes) == 0 {
		return steps.Verdict{On: steps.Answered}
	}
	v := steps.Verdict{Args: tell.Args{"codes": tell.Words.All(codes)}}
	endings, readOut := map[steps.Outcome]bool{}, false
	for _, code := range codes {
		m, known := look(code)
		endings[m.ends] = true
		readOut = readOut || strings.HasPrefix(code, signInPrefix)
		if known {
			v.On = "recognised"
		}
	}
	switch {
	case v.On == "": // what it says is not known, so nothing that is found can be the whole truth
		v.On, v.Why = "unlisted", &probes.Obstacle{Kind: probes.NotLookedAt}
	case len(endings) == 1 && !endings[""] && readOut:
		m, _ := look(codes[0])
		v.On = m.ends
	default:
		v.Visit = implicated(codes)
	}
	return v
}

// signInPrefix begins the codes of the sign-in page.
const signInPrefix = "AADSTS"

// implicated are the steps that codes point to, each once. The most exact
// codes come first: a result code names one cause where SSPR_0029 names four.
func implicated(codes []string) []steps.ID {
	ordered := slices.Clone(codes)
	slices.SortStableFunc(ordered, func(a, b string) int { return exactness(a) - exactness(b) })
	var visit []steps.ID
	for _, code := range ordered {
		m, _ := look(code)
		for _, id := range m.visit {
			if !slices.Contains(visit, id) {
				visit = append(visit, id)
			}
		}
	}
	return visit
}

func exactness(code string) int {
	switch {
	case strings.HasPrefix(code, "admaexport"):
		return 0
	case strings.HasPrefix(code, "0x"):
		return 1
	case strings.HasPrefix(code, "SSPR"), strings.HasPrefix(code, signInPrefix):
		return 3
	default:
		return 2
	}
}

// tellCodes says what each of the codes means, and of which of them this program
// does not know it. Where it knows none, the sentence says so.
func tellCodes(args tell.Args) []lang.Text {
	var lines []lang.Text
	explained := false
	for _, code := range args["codes"].Texts() {
		m, known := look(code)
		if explained = explained || known; !known {
			m.means = unknownCode
		}
		lines = append(lines, lang.Text{Ko: code + ": " + m.means.Ko, En: code + ": " + m.means.En})
	}
	if !explained {
		return nil
	}
	return lines
}

// unknownCode is what is said of a code that no table of ours explains.
var unknownCode = lang.Text{
	Ko: "이 프로그램이 뜻을 모르는 코드입니다.",
	En: "This program does not know what it means.",
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
