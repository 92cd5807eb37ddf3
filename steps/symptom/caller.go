package symptom

import (
	"strings"
	"unicode"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom/heard"
)

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
			Label: lang.Text{Ko: "몇 명이 겪고 있습니까", En: "How many are affected"},
			Choices: []steps.Choice{
				{Value: "one", Label: lang.Text{Ko: "한 명", En: "One user"}},
				{Value: "several", Label: lang.Text{Ko: "여러 명", En: "Several users"}},
				{Value: "everyone", Label: lang.Text{Ko: "모두", En: "Everyone"}},
			},
		},
		{
			Fact:  steps.Surface,
			Label: lang.Text{Ko: "어디에서 무엇을 했습니까", En: "What was done, and where"},
			Choices: []steps.Choice{
				{Value: "sspr", Label: lang.Text{Ko: "셀프 서비스 암호 재설정 페이지(aka.ms/sspr)", En: "Self-service password reset page (aka.ms/sspr)"}},
				{Value: "forced-change", Label: lang.Text{Ko: "로그인할 때 바꾸라고 나온 화면", En: "Asked to change it while signing in"}},
				{Value: "change-page", Label: lang.Text{Ko: "내 계정의 [암호 변경(Change password)] 페이지(myaccount.microsoft.com)", En: "The page Change password of My Account (myaccount.microsoft.com)"}},
				{Value: "windows-link", Label: lang.Text{Ko: "Windows 로그인 화면의 [암호 재설정(Reset password)] 링크로 재설정함", En: "Reset through the link Reset password on the Windows sign-in screen"}},
				{Value: "windows-link-fails", Label: lang.Text{Ko: "Windows 로그인 화면에 [암호 재설정(Reset password)] 링크가 없거나 열리지 않음", En: "The link Reset password at the Windows sign-in is missing or does not open"}},
				{Value: "unlock", Label: lang.Text{Ko: "암호는 그대로 두고 계정 잠금만 해제(aka.ms/sspr)", En: "Only unlocked the account and kept the password (aka.ms/sspr)"}},
				{Value: "directory", Label: lang.Text{Ko: "도메인 PC의 Ctrl+Alt+Del에서 변경, 또는 관리자가 Active Directory에서 재설정", En: "Changed with Ctrl+Alt+Del on a domain PC, or reset by an administrator in Active Directory"}},
				{Value: "entra-admin-center", Label: lang.Text{Ko: "Microsoft Entra 관리 센터 또는 Azure Portal", En: "Microsoft Entra admin center or Azure portal"}},
				{Value: "m365-admin-center", Label: lang.Text{Ko: "Microsoft 365 관리 센터", En: "Microsoft 365 admin center"}},
				{Value: "powershell", Label: lang.Text{Ko: "PowerShell 명령", En: "A PowerShell command"}},
				{Value: "graph-patch", Label: lang.Text{Ko: "Microsoft Graph로 사용자를 고치는 스크립트(PATCH)", En: "A script that updates the user through Microsoft Graph (PATCH)"}},
				{Value: "catch-up", Label: lang.Text{Ko: "임시 암호를 바꾼 뒤 '서버에 반영될 시간이 필요하다'는 화면", En: "After a temporary password, a screen that says the servers need time to catch up"}},
				{Value: "staged-rollout", Label: lang.Text{Ko: "단계적 출시(Staged Rollout) 대상이며, PC에는 되지만 클라우드에는 새 암호로 로그인되지 않음", En: "In Staged Rollout: the new password signs in to the PC but not yet to the cloud"}},
				{Value: "smart-lockout", Label: lang.Text{Ko: "클라우드 로그인 화면에 계정이 일시적으로 잠겼다고 나옴", En: "The cloud's sign-in screen says that the account is temporarily locked"}},
				{Value: "reset-refused", Label: lang.Text{Ko: "관리자가 관리 센터에서 재설정하려 했으나 권한이 없다고 나오거나 단추를 누를 수 없음", En: "An administrator tried to reset it in an admin center, which says no permission or greys the button out"}},
				{Value: "unknown", Label: lang.Text{Ko: "모름", En: "Not known"}},
			},
		},
	},
	Decide:   decideCaller,
	Branches: callerBranches,
}

// surfaces are the answers to the last question, by what comes of them: the
// lists of supported and unsupported operations of "How does self-service
// password reset writeback work in Microsoft Entra ID", and endings that are no
// fault of writeback.
var surfaces = map[string]steps.Outcome{
	"sspr": steps.Answered, "forced-change": steps.Answered, "change-page": steps.Answered,
	"entra-admin-center": steps.Answered, "windows-link": "link-used",
	"m365-admin-center": "never-written-back", "powershell": "never-written-back", "graph-patch": "never-written-back",
	"directory": "changed-in-directory", "unlock": "unlock-only", "windows-link-fails": "windows-link",
	"catch-up": "catching-up", "staged-rollout": "staged-rollout", "smart-lockout": "cloud-lockout", "reset-refused": "operator-role",
}

// decideCaller ends the walk for what never writes back, and tidies the name.
// Where nobody said what was done, it may be one of those: the walk goes on,
// and nothing that it finds can be the whole truth.
func decideCaller(facts steps.Facts) steps.Verdict {
	v := steps.Verdict{On: surfaces[facts[steps.Surface]], Learned: steps.Facts{steps.User: tidyUser(facts[steps.User])}}
	if v.On == "" {
		v.On, v.Why = "surface-unknown", &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.Surface)}
	}
	if v.On == "unlock-only" {
		v.Visit = []steps.ID{"configuration/user-account", "configuration/effective-rights"}
	}
	return v
}

// tidyUser takes away what clings to a pasted name: blanks, angle brackets,
// the scheme of a mail link, and characters of no width. What was typed with the
// Korean input method on is read as the letters on those keys.
func tidyUser(name string) string {
	name = strings.Trim(lang.Clean(heard.FoldWidth(name)), " <>\"'")
	if len(name) > len("mailto:") && strings.EqualFold(name[:len("mailto:")], "mailto:") {
		name = name[len("mailto:"):]
	}
	name, _ = lang.Keys(strings.TrimSpace(name))
	return name
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
