package symptom

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// signInPrefix begins the codes of the sign-in page.
const signInPrefix = "AADSTS"

// otherSignIns are codes of the sign-in page that callers read out and that say
// nothing of writeback ("Microsoft Entra authentication and authorization error
// codes").
var otherSignIns = map[string]lang.Text{
	"AADSTS50034":   {Ko: "이 테넌트에 없는 사용자 이름으로 로그인했습니다.", En: "The name that signed in is no user of this tenant."},
	"AADSTS50055":   {Ko: "로그인에 쓴 암호가 만료되었습니다.", En: "The password that signed in has expired."},
	"AADSTS50056":   {Ko: "클라우드에 이 사용자의 암호가 없거나 다릅니다.", En: "The cloud has no password of this user, or another one."},
	"AADSTS50057":   {Ko: "클라우드의 사용자 계정이 사용 안 함 상태입니다.", En: "The user's account in the cloud is disabled."},
	"AADSTS50058":   {Ko: "로그인되어 있지 않습니다.", En: "Nobody was signed in."},
	"AADSTS50072":   {Ko: "다단계 인증을 등록해야 합니다.", En: "Multifactor authentication has to be registered."},
	"AADSTS50074":   {Ko: "다단계 인증을 해야 합니다.", En: "Multifactor authentication is required."},
	"AADSTS50076":   {Ko: "다단계 인증을 해야 합니다.", En: "Multifactor authentication is required."},
	"AADSTS50079":   {Ko: "다단계 인증을 등록해야 합니다.", En: "Multifactor authentication has to be registered."},
	"AADSTS50105":   {Ko: "사용자가 이 응용 프로그램에 할당되어 있지 않습니다.", En: "The user is not assigned to this application."},
	"AADSTS50126":   {Ko: "로그인할 때 사용자 이름이나 암호가 틀렸습니다.", En: "The user name or the password at sign-in was wrong."},
	"AADSTS50158":   {Ko: "외부의 확인(조건부 액세스 등)이 더 필요합니다.", En: "An external check, such as Conditional Access, is still to be met."},
	"AADSTS53000":   {Ko: "장치가 회사 규정에 맞지 않습니다.", En: "The device does not comply."},
	"AADSTS53003":   {Ko: "조건부 액세스가 로그인을 막았습니다.", En: "Conditional Access blocked the sign-in."},
	"AADSTS65001":   {Ko: "응용 프로그램에 대한 동의가 없습니다.", En: "Nobody consented to the application."},
	"AADSTS700016":  {Ko: "이 테넌트에 없는 응용 프로그램입니다.", En: "The application is not in this tenant."},
	"AADSTS7000215": {Ko: "응용 프로그램의 암호가 틀렸습니다.", En: "The secret of the application is wrong."},
	"AADSTS90072":   {Ko: "다른 테넌트의 계정으로 로그인했습니다.", En: "The account that signed in is of another tenant."},
	"AADSTS500121":  {Ko: "다단계 인증에 실패했습니다.", En: "Multifactor authentication failed."},
}

// otherPurpose reports whether a code is one of the sign-in page and none of
// those that password changes and writeback have (1200xx, and the lockout).
func otherPurpose(code string) bool {
	number, signIn := strings.CutPrefix(code, signInPrefix)
	if _, explained := meanings[code]; !signIn || explained {
		return false
	}
	return len(number) != 6 || !strings.HasPrefix(number, "12")
}
