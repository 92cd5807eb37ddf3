package reenable

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// triedBranches are the ways out of a reset that this program makes itself, beside
// those of one that a person makes.
var triedBranches = []steps.Branch{
	{
		On: "cloud-did-not-reach", Status: steps.Broken,
		Label: lang.Text{Ko: "클라우드가 연결 못함", En: "Cloud could not reach it"},
		Say: lang.Text{
			Ko: "클라우드는 {user} 계정의 재설정을 받아들였지만({cloud_at}) 온-프레미스에 연결하지 못했습니다. AD에는 아무것도 쓰이지 않았습니다.",
			En: "The cloud took the reset of {user} ({cloud_at}) and could not reach the premises. Nothing was written to AD.",
		}, Remedy: followRoads,
	},
	{
		On: "server-failed", Status: steps.Broken,
		Label: lang.Text{Ko: "서버에서 실패함", En: "Failed on the server"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정은 Connect 서버에 도착했지만 거기서 실패했습니다(이벤트 {event}, {refused_at}).",
			En: "The reset of {user} reached the Connect server and failed there (event {event}, {refused_at}).",
		}, Remedy: lookForTheReason,
	},
	{
		On: "cloud-denied", Status: steps.Unknown,
		Label: lang.Text{Ko: "클라우드가 요청을 거절함", En: "Request turned down"},
		Say: lang.Text{
			Ko: "Microsoft Graph가 {user} 계정의 재설정 요청을 받지 않았습니다(응답 {code}). 아무것도 바뀌지 않았고, 쓰기 저장에 대해서는 알 수 없습니다.",
			En: "Microsoft Graph did not take the request to reset {user} (answer {code}). Nothing was changed, and it says nothing of writeback.",
		}, Remedy: permitTheReset,
	},
	{
		On: "refused-somewhere", Status: steps.Unknown,
		Label: lang.Text{Ko: "누가 거부했는지 모름", En: "Refused, not known by whom"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정이 실패했습니다. 서버의 이벤트와 감사 로그에서 이유를 보지 못해, 클라우드가 거부했는지 AD가 거부했는지 알 수 없습니다.",
			En: "The reset of {user} failed. Neither the events of the server nor the audit log tell why, so whether the cloud or AD refused it is not known.",
		}, Remedy: lookForTheReason,
	},
	{
		On: "unclear", Status: steps.Unknown,
		Label: lang.Text{Ko: "결과를 모름", En: "Result not known"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정이 어떻게 되었는지 알 수 없습니다(응답 {code}). 암호가 바뀌었을 수도 있습니다.",
			En: "What became of the reset of {user} is not known (answer {code}). The password may have been changed.",
		}, Remedy: lookForTheReason,
	},
	{
		On: "not-tried", Status: steps.Unknown,
		Label: lang.Text{Ko: "보내지 못함", En: "Not sent"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정을 보내지 못했습니다. 아무것도 바뀌지 않았습니다.",
			En: "The reset of {user} was not sent. Nothing was changed.",
		},
	},
	{
		On: "dry-written", Status: steps.Unknown,
		Label: lang.Text{Ko: "AD는 받아들임", En: "AD takes it"},
		Say: lang.Text{
			Ko: "커넥터 계정으로 {user} 계정의 새 암호를 AD에 썼고 AD가 받아들였습니다. 권한과 암호 정책은 이 사용자에게 맞습니다. 클라우드에서 서버까지의 길은 시험하지 않았으므로 쓰기 저장이 되는지는 아직 모릅니다.",
			En: "As the connector account, a new password of {user} was written to AD, and AD took it: rights and policy are right for this user. The road from the cloud to the server was not tried, so whether writeback works is not known yet.",
		}, Remedy: goOnByCloud,
	},
	{
		On: "dry-refused-rights", Status: steps.Broken,
		Label: lang.Text{Ko: "권한이 없어 AD가 거부함", En: "Refused for want of a right"},
		Say: lang.Text{
			Ko: "AD가 커넥터 계정의 재설정을 권한 때문에 거부했습니다(응답 {code}). {user} 계정의 암호는 바뀌지 않았습니다.",
			En: "AD refused the connector account for want of a right (answer {code}). The password of {user} is unchanged.",
		}, Remedy: grantTheRight,
	},
	{
		On: "dry-refused-policy", Status: steps.Broken,
		Label: lang.Text{Ko: "암호 정책으로 AD가 거부함", En: "Refused by the policy"},
		Say: lang.Text{
			Ko: "AD의 암호 정책이 새 암호를 거부했습니다(응답 {code}). 길고 복잡한 새 암호였으므로 최소 사용 기간, 아주 긴 최소 길이, 암호 필터 가운데 하나입니다. {user} 계정의 암호는 바뀌지 않았습니다.",
			En: "The password policy of AD refused the new password (answer {code}). It was long, complex and new, so it is the minimum age, a very long minimum length, or a password filter. The password of {user} is unchanged.",
		}, Remedy: followPolicy,
	},
	{
		On: "dry-refused-constraint", Status: steps.Broken,
		Label: lang.Text{Ko: "제약으로 AD가 거부함", En: "Refused by a constraint"},
		Say: lang.Text{
			Ko: "AD가 제약 조건 때문에 새 암호를 거부했습니다(응답 {code}). 이 번호의 뜻은 이 프로그램이 모릅니다. {user} 계정의 암호는 바뀌지 않았습니다.",
			En: "AD refused the new password by a constraint (answer {code}), whose number this program does not know. The password of {user} is unchanged.",
		}, Remedy: lookUpTheNumber,
	},
}

// canaryEnds are all ways out of the step.
var canaryEnds = withTrial(canaryBranches)

// trialLegs are the times of each place, each by its own clock.
var trialLegs = []lang.Text{
	{Ko: "요청을 보낸 시각: {sent_at}.", En: "Request sent: {sent_at}."},
	{Ko: "클라우드가 받아들인 시각: {accepted_at}.", En: "Accepted by the cloud: {accepted_at}."},
	{Ko: "클라우드의 작업이 끝난 시각: {ended_at}(상태: {state}).", En: "The operation of the cloud ended: {ended_at} (status: {state})."},
	{Ko: "클라우드가 덧붙인 말: {detail}.", En: "The cloud adds: {detail}."},
	{Ko: "Connect 서버의 이벤트: {event_at}.", En: "Event of the Connect server: {event_at}."},
	{Ko: "커넥터 계정으로 쓴 시각: {wrote_at}, 답이 온 시각: {answered_at}, 컨트롤러: {controller}.", En: "Written as the connector account: {wrote_at}; answered: {answered_at}; at {controller}."},
	{Ko: "{no_hints} 컨트롤러에는 정책 힌트 제어가 없어, 최근 암호 기록과 최소 사용 기간은 검사되지 않았습니다.", En: "{no_hints} does not have the policy hints control, so history and minimum age were not checked."},
	{Ko: "AD에서 바뀐 시각: {changed_at}, 여기서 본 시각: {read_at}, 본 컨트롤러: {controller}.", En: "Changed in AD: {changed_at}; seen from here: {read_at}, at {controller}."},
	{Ko: "암호를 바꾼 컨트롤러는 {origin}이며, 본 컨트롤러에는 복제로 도착했습니다.", En: "It was changed at {origin} and reached the controller that was watched by replication."},
}

// withTrial are the branches of the step with the times of a trial.
func withTrial(guided []steps.Branch) []steps.Branch {
	all := slices.Concat(guided, triedBranches)
	for i := range all {
		if all[i].On != steps.Unseen {
			all[i].Details = trialLegs
		}
	}
	return all
}

// tellCanary says what the number of a failure means.
func tellCanary(args tell.Args) []lang.Text { return meanings(args["event"]) }

var permitTheReset = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin}, Where: lang.Text{Ko: "Microsoft Entra 관리 센터", En: "The Microsoft Entra admin center"},
	Do: []lang.Text{
		{Ko: "사람으로 로그인해야 합니다. 애플리케이션은 암호를 재설정할 수 없습니다. 자기 계정도 재설정할 수 없습니다.", En: "Sign in as a person: no application may reset passwords, and nobody their own."},
		{Ko: "로그인에 쓰는 애플리케이션에 위임된 권한 UserAuthenticationMethod.ReadWrite.All의 관리자 동의를 받으십시오.", En: "Have an administrator consent to the delegated permission UserAuthenticationMethod.ReadWrite.All for the application that signs in."},
		{Ko: "로그인하는 사람에게 인증 관리자(Authentication Administrator) 역할이 활성화되어 있어야 합니다.", En: "Whoever signs in has to hold the role Authentication Administrator, and to have activated it."},
		{Ko: "클라우드가 다시 로그인하기를 요구했으면(401) 다시 로그인한 다음 하십시오. 429이면 잠시 뒤에 하십시오.", En: "Where the cloud asks for another sign-in (401), sign in again first; after 429, wait a while."},
		{Ko: "또는 https://aka.ms/sspr 페이지에서 테스트 사용자의 암호를 직접 재설정하십시오. 이 단계가 지켜봅니다.", En: "Or reset the test user at https://aka.ms/sspr yourself. This step watches."},
	},
	Changes: nothingChanges, Proof: lang.Text{Ko: "다시 하면 클라우드가 받아들입니다.", En: "When it is tried again, the cloud takes it."},
	Link: resetPasswordPage,
}

// resetPasswordPage is the reference of the request.
const resetPasswordPage = "https://learn.microsoft.com/graph/api/authenticationmethod-resetpassword" //nolint:gosec // an ID and an address, no secret

var lookForTheReason = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: lang.Text{Ko: "Connect 서버와 감사 로그", En: "The Connect server and the audit log"},
	Do: []lang.Text{
		{Ko: "Connect 서버의 응용 프로그램 로그에서 PasswordResetService 이벤트를, 감사 로그에서 이 사용자의 재설정을 찾으십시오. 감사 로그에는 몇 분 뒤에 나타납니다.", En: "Look for events of PasswordResetService in the Application log of the Connect server, and for the reset of this user in the audit log, which has it some minutes later."},
		{Ko: "서버의 이벤트를 볼 수 있게 한 다음 다시 확인하십시오.", En: "Check again where the events of the server can be seen."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges, Proof: noNewFailure, Link: reportingPage,
}

var goOnByCloud = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.EntraAdmin}, Where: lang.Text{Ko: "웹 브라우저", En: "A web browser"},
	Do: []lang.Text{
		{Ko: "이제 테스트 사용자의 AD 암호와 클라우드 암호가 다를 수 있습니다. 클라우드에서도 재설정하면 나머지 길이 시험되고 두 암호도 맞습니다.", En: "The two passwords of the test user may differ now. A reset in the cloud tries the rest of the road, and makes them agree."},
	},
	Changes: lang.Text{Ko: "테스트 사용자의 암호만 바뀝니다.", En: "Only the password of the test user changes."},
	Proof:   lang.Text{Ko: "클라우드의 재설정이 AD에 도착합니다.", En: "The reset in the cloud reaches AD."}, Link: tutorialPage,
}

var grantTheRight = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "writeback-doctor rights --user {user} 명령은 이 사용자에 대한 커넥터 계정의 권한과, 그것을 정하는 항목, 가장 좁은 해결 방법을 보여 줍니다.", En: "writeback-doctor rights --user {user} shows what the connector account may do to this user, which entry decides, and the narrowest fix."},
		{Ko: "테스트 사용자에게만 권한이 없을 수도 있습니다. 실제 사용자들과 같은 OU에 있고 상속이 켜져 있는지 확인하십시오.", En: "It may be the test user alone who lacks it. Make sure that it stands in the OU of working users and inherits."},
	},
	Changes: nothingChanges,
	Proof:   lang.Text{Ko: "다시 시험하면 AD가 받아들입니다.", En: "When it is tried again, AD takes it."}, Link: troubleshootPage,
}

var lookUpTheNumber = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: lang.Text{Ko: "Active Directory", En: "Active Directory"},
	Do: []lang.Text{
		{Ko: "번호의 뒷부분은 Windows의 오류 번호(16진수)입니다. 도메인 컨트롤러의 암호 필터와 그 로그를 확인하십시오.", En: "The second part is a Windows error number in hex. Look at the password filters on the domain controllers, and at their logs."},
	},
	Changes: nothingChanges, Proof: noNewFailure, Link: troubleshootPage,
}
