package symptom

import (
	"strings"
	"unicode"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "How does self-service password reset writeback work in Microsoft Entra ID",
// with its lists of supported and unsupported operations.
const writebackConcept = "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback"

// Caller asks whose password it is and how it was reset, and ends where the
// reset came from a place that never writes back.
var Caller = steps.Step{
	ID:    "symptom/caller",
	Title: lang.Text{Ko: "누구의 암호입니까", En: "Whose password"},
	Why: lang.Text{
		Ko: "누가 어디에서 암호를 바꾸었는지에 따라 암호 쓰기 저장이 관계되는지가 정해집니다.",
		En: "Who reset the password, and where, decides whether writeback is involved at all.",
	},
	Ask: []steps.Question{
		{
			Fact:  steps.User,
			Label: lang.Text{Ko: "로그인에 쓰는 이름(UPN)", En: "Name used to sign in (UPN)"},
			Help: lang.Text{
				Ko: "예: kim.minji@contoso.com. 여러 명이면 그중 한 명을 적습니다. 비워 두면 이 사용자에 관한 단계는 확인하지 못합니다.",
				En: "For example kim.minji@contoso.com. If there are several, name one of them. Left empty, the steps about this user cannot be checked.",
			},
			Optional: true,
			Valid:    validUser,
		},
		{
			Fact:  steps.Scope,
			Label: lang.Text{Ko: "몇 명에게 일어납니까", En: "How many are affected"},
			Choices: []steps.Choice{
				{Value: "one", Label: lang.Text{Ko: "한 명", En: "One user"}},
				{Value: "several", Label: lang.Text{Ko: "여러 명", En: "Several users"}},
				{Value: "everyone", Label: lang.Text{Ko: "모두", En: "Everyone"}},
			},
		},
		{
			Fact:  steps.Surface,
			Label: lang.Text{Ko: "어디에서 암호를 바꾸었습니까", En: "Where was the password changed"},
			Choices: []steps.Choice{
				{Value: "sspr", Label: lang.Text{Ko: "셀프 서비스 암호 재설정 페이지(aka.ms/sspr)", En: "Self-service password reset page (aka.ms/sspr)"}},
				{Value: "forced-change", Label: lang.Text{Ko: "로그인할 때 바꾸라고 나온 화면", En: "Asked to change it while signing in"}},
				{Value: "windows-link", Label: lang.Text{Ko: "Windows 로그인 화면의 [암호 재설정] 링크", En: "The link Reset password on the Windows sign-in screen"}},
				{Value: "entra-admin-center", Label: lang.Text{Ko: "Microsoft Entra 관리 센터 또는 Azure Portal", En: "Microsoft Entra admin center or Azure portal"}},
				{Value: "m365-admin-center", Label: lang.Text{Ko: "Microsoft 365 관리 센터", En: "Microsoft 365 admin center"}},
				{Value: "powershell", Label: lang.Text{Ko: "PowerShell 명령", En: "A PowerShell command"}},
				{Value: "graph-patch", Label: lang.Text{Ko: "Microsoft Graph로 사용자를 고치는 스크립트(PATCH)", En: "A script that updates the user through Microsoft Graph (PATCH)"}},
				{Value: "unknown", Label: lang.Text{Ko: "모름", En: "Not known"}},
			},
		},
	},
	Decide: decideCaller,
	Branches: []steps.Branch{
		{
			On:    steps.Answered,
			Label: lang.Text{Ko: "기록함", En: "Noted"},
			Say: lang.Text{
				Ko: "통화 내용을 기록했습니다.",
				En: "What the caller said is noted.",
			},
		},
		{
			On: "never-written-back", Status: steps.Warning, Next: steps.End, Remedy: resetElsewhere,
			Label: lang.Text{Ko: "쓰기 저장 안 함", En: "Never written back"},
			Say: lang.Text{
				Ko: "고장이 아닙니다. 이 방법으로 바꾼 암호는 원래 Active Directory에 쓰이지 않습니다. 그래서 지금 클라우드와 PC의 암호가 서로 다릅니다.",
				En: "Nothing is broken. By design, a password set this way is not written to Active Directory, so the passwords of cloud and PC now differ.",
			},
		},
	},
}

// decideCaller ends the walk for the places that never write back ("Password
// writeback", unsupported operations), and tidies the name.
func decideCaller(facts steps.Facts) steps.Verdict {
	v := steps.Verdict{On: steps.Answered, Learned: steps.Facts{steps.User: tidyUser(facts[steps.User])}}
	switch facts[steps.Surface] {
	case "m365-admin-center", "powershell", "graph-patch":
		v.On = "never-written-back"
	}
	return v
}

// tidyUser takes away what clings to a pasted name: blanks, angle brackets,
// the scheme of a mail link, and characters of no width.
func tidyUser(name string) string {
	name = strings.Trim(lang.Clean(foldWidth(name)), " <>\"'")
	if len(name) > len("mailto:") && strings.EqualFold(name[:len("mailto:")], "mailto:") {
		name = name[len("mailto:"):]
	}
	return strings.TrimSpace(name)
}

// longestName is the length limit of a userPrincipalName in the directory's
// schema ("User-Principal-Name attribute"), in characters.
const longestName = 1024

// validUser accepts a user principal name, DOMAIN\name, and nothing at all.
func validUser(answer string) lang.Text {
	name := tidyUser(answer)
	local, domain, isUPN := strings.Cut(name, "@")
	if !isUPN {
		domain, local, isUPN = strings.Cut(name, `\`)
	}
	switch {
	case name == "":
		return lang.Text{}
	case len([]rune(name)) > longestName, strings.ContainsFunc(name, unicode.IsSpace),
		!isUPN, local == "", domain == "", strings.ContainsAny(domain, `@\`), strings.ContainsAny(local, `@\`):
		return lang.Text{
			Ko: "user@contoso.com 또는 CONTOSO\\user 형식으로 적으십시오.",
			En: "Write it as user@contoso.com or CONTOSO\\user.",
		}
	default:
		return lang.Text{}
	}
}

var resetElsewhere = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 사용자 > 암호 재설정",
		En: "Microsoft Entra admin center > Users > Reset password",
	},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 PC에는 이전 암호로 로그인하라고 안내하고, Microsoft Entra 관리 센터에서 이 사용자의 암호를 다시 재설정하십시오. 여기에서 한 재설정은 Active Directory에도 쓰입니다. 자기 자신의 계정에는 이 방법을 쓸 수 없습니다.",
			En: "Tell the caller that the PC still takes the old password, and reset the password once more in the Microsoft Entra admin center, which writes it to Active Directory too. This does not work for one's own account.",
		},
		{
			Ko: "사용자가 스스로 할 수 있으면 https://aka.ms/sspr 주소에서 재설정하도록 안내하십시오.",
			En: "If the user can do it, tell them to reset it at https://aka.ms/sspr.",
		},
		{
			Ko: "스크립트로 재설정해야 한다면 사용자 PATCH나 PowerShell 모듈 대신 Microsoft Graph의 resetPassword 작업을 쓰십시오.",
			En: "If a script has to do it, use the resetPassword action of Microsoft Graph instead of a PATCH of the user or the PowerShell modules.",
		},
	},
	Changes: lang.Text{
		Ko: "클라우드와 Active Directory의 암호가 같은 새 암호가 됩니다. 사용자는 다음 로그인 때 암호를 바꿔야 할 수 있습니다.",
		En: "Cloud and Active Directory receive the same new password. The user may have to change it at the next sign-in.",
	},
	Proof: lang.Text{
		Ko: "사용자가 새 암호로 PC에 로그인합니다.",
		En: "The user signs in to the PC with the new password.",
	},
	Link: writebackConcept,
}
