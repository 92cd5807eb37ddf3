package steps

import (
	"strconv"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// tenantSignIn are the sentences of a sign-in to the tenant that came to nothing
// without a number of the service.
func tenantSignIn() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.SignInNeeded: {Say: lang.Text{
			Ko: "테넌트에 로그인한 사람이 없거나 로그인이 끝났습니다. 다시 로그인하십시오({give}).",
			En: "Nobody is signed in to the tenant, or the sign-in is over. Sign in ({give}).",
		}, Who: []Who{Helpdesk}, Options: []string{"--tenant-sign-in"}, Supply: TenantApp},
		probes.SignInDeclined: {Say: lang.Text{
			Ko: "로그인 페이지에서 로그인을 거절했거나 마치지 않고 닫았습니다(코드 {code}). 다시 로그인하거나 클라우드 없이 계속하십시오.",
			En: "The sign-in was declined on its page, or the page was closed before the end (code {code}). Sign in once more, or go on without the cloud.",
		}, Who: []Who{Helpdesk}, Supply: TenantApp},
		probes.CodeExpired: {Say: lang.Text{
			Ko: "디바이스 코드가 유효한 동안 아무도 입력하지 않았습니다(코드 {code}). 새 코드로 다시 로그인하십시오.",
			En: "Nobody entered the device code while it held (code {code}). Sign in once more with a new one.",
		}, Who: []Who{Helpdesk}, Supply: TenantApp},
		probes.AzureCLIUnusable: {Say: lang.Text{
			Ko: "이 컴퓨터의 Azure CLI에서 토큰을 얻지 못했습니다. 설치되어 있지 않거나 이 테넌트에 로그인하지 않은 것입니다({needs}). 로그인하거나 다른 방식을 쓰십시오({give}).",
			En: "The Azure CLI of this machine gave no token: it is not installed, or nobody has signed in to this tenant with it ({needs}). Do that, or sign in another way ({give}).",
		}, Who: []Who{Helpdesk}, Options: []string{"--tenant-sign-in"}, Supply: TenantApp},
		probes.ClientCertificateUnread: {Say: lang.Text{
			Ko: "앱의 인증서 파일({needs})을 쓸 수 없습니다. 인증서와 그에 맞는 RSA 개인 키가 든 암호화되지 않은 PEM 파일이나 PFX 파일이어야 하고, PFX 파일의 암호가 맞아야 합니다.",
			En: "The certificate file of the application ({needs}) cannot be used. It has to be a PEM file that is not encrypted, or a PFX file with its right password, with the certificate and the RSA key that belongs to it.",
		}, Who: []Who{Helpdesk, EntraAdmin}, Supply: TenantApp},
		probes.ClientCertificateEnded: {Say: lang.Text{
			Ko: "앱의 인증서가 {needs_at}에 만료되어 Microsoft Entra ID가 거절했습니다(코드 {code}). Microsoft Entra 관리자가 앱 등록에 새 인증서를 올려야 합니다.",
			En: "The certificate of the application ended at {needs_at}, and Microsoft Entra ID refused it (code {code}). A Microsoft Entra administrator uploads a new one to the app registration.",
		}, Who: []Who{EntraAdmin}, Supply: TenantApp},
	}
}

// aadsts begins the codes of the sign-in service.
const aadsts = "AADSTS"

// refusedSignIns are the sentences of TokenRejected by its code. The numbers
// stand in "Microsoft Entra authentication and authorization error codes"
// (Microsoft Learn), which says that they may change: one that does not stand
// here is told, and no more.
func refusedSignIns() map[string]Obstruction {
	all := map[string]Obstruction{}
	for _, group := range [][]numbered{byPolicy(), byConsent(), byPlace(), byApplication(), byPerson()} {
		for _, row := range group {
			row.Supply = TenantApp
			for _, number := range row.numbers {
				all[aadsts+strconv.Itoa(number)] = row.Obstruction
			}
		}
	}
	return all
}

// numbered is a sentence, and the numbers that it explains.
type numbered struct {
	numbers []int
	Obstruction
}

// byPolicy are refusals of Conditional Access, of which the person can meet some
// in another way.
func byPolicy() []numbered {
	inBrowser := []string{"--tenant-sign-in browser"}
	return []numbered{
		// BlockedByConditionalAccess; a policy about authentication flows that blocks
		// the device code flow answers with it too ("Block authentication flows with
		// Conditional Access policy").
		{[]int{53003}, Obstruction{Say: lang.Text{
			Ko: "조건부 액세스 정책이 이 로그인을 막았습니다(코드 {code}). 디바이스 코드로 로그인했다면 이 컴퓨터의 브라우저로 로그인하십시오({give}). 그래도 막히면 Microsoft Entra 관리자가 로그인 로그의 조건부 액세스 탭에서 어느 정책인지 확인합니다.",
			En: "A Conditional Access policy blocks this sign-in (code {code}). If it was by device code, sign in with the browser of this machine ({give}). If that is blocked too, a Microsoft Entra administrator finds the policy in the sign-in log, on the tab Conditional Access.",
		}, Who: []Who{Helpdesk, EntraAdmin}, Options: inBrowser}},
		// DeviceNotCompliant, DeviceNotDomainJoined, DeviceAuthenticationRequired;
		// 530002 and 530003 say the same in further words.
		{[]int{53000, 53001, 50097, 530002, 530003}, Obstruction{Say: lang.Text{
			Ko: "조건부 액세스 정책이 회사가 관리하는 컴퓨터에서 로그인하라고 요구합니다(코드 {code}). 관리되는 컴퓨터의 브라우저로 로그인하십시오({give}). 디바이스 코드로는 이 컴퓨터를 증명할 수 없습니다.",
			En: "A Conditional Access policy wants the sign-in to come from a machine that the company manages (code {code}). Sign in with the browser of such a machine ({give}); a device code cannot prove which machine this is.",
		}, Who: []Who{Helpdesk, EntraAdmin}, Options: inBrowser}},
		// CmsiInterrupt: for security reasons, the person has to confirm.
		{[]int{50199}, Obstruction{Say: lang.Text{
			Ko: "Microsoft Entra ID가 로그인하는 사람의 확인을 요구했는데 이 방식으로는 확인할 수 없습니다(코드 {code}). 이 컴퓨터의 브라우저로 로그인하십시오({give}).",
			En: "Microsoft Entra ID wants the person to confirm the sign-in, which this way cannot show (code {code}). Sign in with the browser of this machine ({give}).",
		}, Who: []Who{Helpdesk}, Options: inBrowser}},
		// UserStrongAuthClientAuthNRequired, UserStrongAuthEnrollmentRequired,
		// UserStrongAuthClientAuthNRequiredInterrupt, UserStrongAuthEnrollmentRequiredInterrupt.
		{[]int{50074, 50076, 50079, 50072}, Obstruction{Say: lang.Text{
			Ko: "다단계 인증이 필요하거나 아직 등록하지 않았습니다(코드 {code}). 브라우저로 다시 로그인하여 인증이나 등록을 마치십시오({give}).",
			En: "Multifactor authentication is required, or is not registered yet (code {code}). Sign in once more with the browser and complete it there ({give}).",
		}, Who: []Who{Helpdesk}, Options: inBrowser}},
	}
}

// byConsent are refusals because nobody allowed the application enough.
func byConsent() []numbered {
	return []numbered{
		// DelegationDoesNotExist; AdminConsentRequired, by two numbers.
		{[]int{65001, 90094, 90008}, Obstruction{Say: lang.Text{
			Ko: "로그인에 쓴 앱이 아직 이 테넌트에서 동의를 받지 못했습니다(코드 {code}). Microsoft Entra 관리자가 앱의 읽기 권한에 조직 전체를 대신하여 한 번 동의해야 합니다. 필요한 권한은 check --permissions 명령이 보여 줍니다.",
			En: "Nobody has consented to the application of this sign-in in the tenant yet (code {code}). A Microsoft Entra administrator consents to its read permissions once, on behalf of the organization; check --permissions lists them.",
		}, Who: []Who{EntraAdmin}}},
		// UserDeclinedConsent.
		{[]int{65004}, Obstruction{Say: lang.Text{
			Ko: "로그인 페이지에서 앱의 권한에 동의하지 않았습니다(코드 {code}). 다시 로그인하여 동의하거나 Microsoft Entra 관리자에게 동의를 요청하십시오.",
			En: "On the sign-in page, consent to the permissions of the application was declined (code {code}). Sign in once more and consent, or ask a Microsoft Entra administrator to.",
		}, Who: []Who{Helpdesk, EntraAdmin}}},
		// EntitlementGrantsNotFound: the signed-in user is not assigned to a role for the application.
		{[]int{50105}, Obstruction{Say: lang.Text{
			Ko: "로그인한 사람이 이 앱에 할당되어 있지 않습니다(코드 {code}). Microsoft Entra 관리자가 엔터프라이즈 애플리케이션의 사용자 및 그룹에 그 사람을 할당하거나, 할당된 다른 계정으로 로그인해야 합니다.",
			En: "The person is not assigned to this application (code {code}). A Microsoft Entra administrator assigns them under Users and groups of the enterprise application, or somebody signs in who is.",
		}, Who: []Who{EntraAdmin}}},
	}
}

// byPlace are refusals because of where the sign-in was tried.
func byPlace() []numbered {
	return []numbered{
		// UserUnauthorized: the account does not exist in the tenant. UserAccountNotFound.
		{[]int{50020, 50034}, Obstruction{Say: lang.Text{
			Ko: "로그인한 계정이 이 테넌트에 없습니다(코드 {code}). 테넌트를 확인하거나({give}) 이 테넌트의 계정으로 로그인하십시오.",
			En: "The account is not one of this tenant (code {code}). Check the tenant ({give}), or sign in with an account of it.",
		}, Who: []Who{Helpdesk}, Options: []string{"--tenant"}}},
		// InvalidTenantName; 900023: the identifier is neither a domain name nor a GUID.
		{[]int{90002, 900023}, Obstruction{Say: lang.Text{
			Ko: "이 이름의 테넌트가 이 클라우드에 없습니다(코드 {code}). 테넌트의 ID나 확인된 도메인({give})과 클라우드를 확인하십시오.",
			En: "This cloud has no tenant of that name (code {code}). Check its ID or one of its verified domains ({give}), and the cloud.",
		}, Who: []Who{Helpdesk, EntraAdmin}, Options: []string{"--tenant", "--cloud"}}},
	}
}

// byApplication are refusals of the application and of what it signed in with.
func byApplication() []numbered {
	return []numbered{
		// UnauthorizedClient_DoesNotMatchRequest: the application was not found in the tenant.
		{[]int{700016}, Obstruction{Say: lang.Text{
			Ko: "이 ID의 앱이 테넌트에 없습니다(코드 {code}). 애플리케이션(클라이언트) ID와 테넌트를 확인하십시오({give}). Microsoft의 공용 앱을 막은 테넌트라면 회사가 등록한 앱의 ID를 쓰십시오.",
			En: "The tenant has no application of this ID (code {code}). Check application (client) ID and tenant ({give}). Where a tenant blocks Microsoft's public client, use the ID of one that the company has registered.",
		}, Who: []Who{EntraAdmin}, Options: []string{"--client-id", "--tenant"}}},
		// The request must contain client_assertion or client_secret: public client flows are off.
		{[]int{7000218}, Obstruction{Say: lang.Text{
			Ko: "이 앱은 사람이 디바이스 코드나 브라우저로 로그인하는 것을 허용하지 않습니다(코드 {code}). Microsoft Entra 관리자가 앱 등록의 인증에서 퍼블릭 클라이언트 흐름을 허용하고 모바일 및 데스크톱 플랫폼에 http://localhost 주소를 추가해야 합니다.",
			En: "This application does not let a person sign in by device code or browser (code {code}). A Microsoft Entra administrator allows public client flows under Authentication of the app registration, and adds http://localhost to its platform Mobile and desktop applications.",
		}, Who: []Who{EntraAdmin}}},
		// InvalidClientSecret.
		{[]int{7000215}, Obstruction{Say: lang.Text{
			Ko: "앱의 클라이언트 암호가 맞지 않습니다(코드 {code}). 암호의 ID가 아니라 값을 넣었는지 확인하고 다시 입력하십시오.",
			En: "The client secret of the application is wrong (code {code}). Make sure that it is the value of the secret and not its ID, and enter it again.",
		}, Who: []Who{EntraAdmin}}},
		// InvalidClientSecretExpiredKeysProvided.
		{[]int{7000222}, Obstruction{Say: lang.Text{
			Ko: "앱의 클라이언트 암호가 만료되었습니다(코드 {code}). Microsoft Entra 관리자가 앱 등록에서 새 암호를 만들어야 합니다.",
			En: "The client secret of the application has expired (code {code}). A Microsoft Entra administrator makes a new one in the app registration.",
		}, Who: []Who{EntraAdmin}}},
		// InvalidClientAssertion: invalid signature, or the key was not found or has
		// expired; CertificateHasBeenRevoked; CertificateIsOutsideValidityWindow.
		{[]int{700027, 7000214, 1000502}, Obstruction{Say: lang.Text{
			Ko: "앱의 인증서를 Microsoft Entra ID가 받지 않았습니다(코드 {code}). 이 인증서가 앱 등록에 올라가 있고 만료되거나 해지되지 않았는지 확인하십시오.",
			En: "Microsoft Entra ID did not take the certificate of the application (code {code}). Check that this very certificate was uploaded to the app registration and has neither expired nor been revoked.",
		}, Who: []Who{EntraAdmin}}},
		// SignedAssertionInvalidTimeRange.
		{[]int{700024}, Obstruction{Say: lang.Text{
			Ko: "인증서로 만든 증명이 지금 유효하지 않다고 합니다(코드 {code}). 이 컴퓨터의 시각을 확인하십시오.",
			En: "What the certificate signed is said not to hold now (code {code}). Check the clock of this machine.",
		}, Who: []Who{Helpdesk}}},
	}
}

// byPerson are refusals of the person's own account or session.
func byPerson() []numbered {
	return []numbered{
		// UserDisabled, IdsLocked, InvalidPasswordExpiredPassword, InvalidUserNameOrPassword.
		{[]int{50057, 50053, 50055, 50126}, Obstruction{Say: lang.Text{
			Ko: "점검에 쓸 계정이 사용 안 함, 잠김, 암호 만료 상태이거나 이름 또는 암호가 맞지 않습니다(코드 {code}). 다른 계정으로 로그인하십시오.",
			En: "The account used to look is disabled, locked, has an expired password, or its name or password is wrong (code {code}). Sign in with another account.",
		}, Who: []Who{Helpdesk, EntraAdmin}}},
		// ExpiredOrRevokedGrant, BadTokenDueToSignInFrequency, FreshTokenNeeded,
		// ExpiredOrRevokedGrantInactiveToken.
		{[]int{70008, 70043, 50173, 700082}, Obstruction{Say: lang.Text{
			Ko: "로그인이 만료되었거나 취소되었습니다(코드 {code}). 다시 로그인하십시오({give}).",
			En: "The sign-in has expired or was revoked (code {code}). Sign in once more ({give}).",
		}, Who: []Who{Helpdesk}, Options: []string{"--tenant-sign-in"}}},
	}
}
