package reenable

import (
	"slices"

	"example.com/writeback-doctor/steps/lang"
)

// codes is the one table of event IDs and numbers.
var codes = slices.Concat(serviceEvents, engineEvents, hashEvents, numbers, hashNumbers)

// serviceEvents are those of the writeback service. Names are spelled as
// "Troubleshoot self-service password reset writeback in Microsoft Entra ID"
// spells them, odd capitals and all. 31042 comes from public incident reports.
// 31044 has no name there; 31006 is a password change, not part of switching
// on.
var serviceEvents = []Code{
	{
		Provider: resetService, ID: 31001, Name: "PasswordResetStart", kind: began, op: userReset,
		Meaning: lang.Text{Ko: "클라우드에서 암호 재설정 요청이 도착했습니다.", En: "A password reset arrived from the cloud."},
	},
	{
		Provider: resetService, ID: 31002, Name: "PasswordResetSuccess", kind: succeeded, op: userReset,
		Meaning: lang.Text{Ko: "재설정한 암호가 AD에 기록되었습니다.", En: "The reset was written to AD."},
	},
	{
		Provider: resetService, ID: 31003, Name: "PasswordResetFail", kind: failed, op: userReset, Visits: toRights,
		Meaning: lang.Text{Ko: "AD가 재설정을 받아들이지 않았습니다.", En: "AD refused the reset."},
	},
	{
		Provider: resetService, ID: 31004, Name: "OnboardingEventStart", kind: began, op: switchOn,
		Meaning: lang.Text{Ko: "쓰기 저장을 켜기 시작했습니다.", En: "Switching writeback on has begun."},
	},
	{
		Provider: resetService, ID: 31005, Name: "OnboardingEventSuccess", kind: succeeded, op: switchOn,
		Meaning: lang.Text{Ko: "쓰기 저장이 켜졌습니다.", En: "Writeback was switched on."},
	},
	{
		Provider: resetService, ID: 31006, Name: "ChangePasswordStart", kind: began, op: userChange,
		Meaning: lang.Text{Ko: "암호 변경 요청이 도착했습니다.", En: "A password change arrived."},
	},
	{
		Provider: resetService, ID: 31007, Name: "ChangePasswordSuccess", kind: succeeded, op: userChange,
		Meaning: lang.Text{Ko: "변경한 암호가 AD에 기록되었습니다.", En: "The change was written to AD."},
	},
	{
		Provider: resetService, ID: 31008, Name: "ChangePasswordFail", kind: failed, op: userChange, Visits: toPolicy,
		Meaning: lang.Text{Ko: "AD가 변경을 받아들이지 않았습니다.", En: "AD refused the change."},
	},
	{
		Provider: resetService, ID: 31009, Name: "ResetUserPasswordByAdminStart", kind: began, op: adminReset,
		Meaning: lang.Text{Ko: "관리자가 요청한 재설정이 도착했습니다.", En: "A reset by an administrator arrived."},
	},
	{
		Provider: resetService, ID: 31010, Name: "ResetUserPasswordByAdminSuccess", kind: succeeded, op: adminReset,
		Meaning: lang.Text{Ko: "관리자가 재설정한 암호가 AD에 기록되었습니다.", En: "The reset by an administrator was written to AD."},
	},
	{
		Provider: resetService, ID: 31011, Name: "ResetUserPasswordByAdminFail", kind: failed, op: adminReset, Visits: toRights,
		Meaning: lang.Text{Ko: "AD가 관리자의 재설정을 받아들이지 않았습니다.", En: "AD refused the reset by an administrator."},
	},
	{
		Provider: resetService, ID: 31012, Name: "OffboardingEventStart", kind: began, op: switchOff,
		Meaning: lang.Text{Ko: "쓰기 저장을 끄기 시작했습니다.", En: "Switching writeback off has begun."},
	},
	{
		Provider: resetService, ID: 31013, Name: "OffboardingEventSuccess", kind: succeeded, op: switchOff,
		Meaning: lang.Text{Ko: "쓰기 저장이 꺼졌습니다.", En: "Writeback was switched off."},
	},
	{
		Provider: resetService, ID: 31014, Name: "OffboardingEventFail", kind: switching, op: switchOff, Visits: toAdmin,
		Meaning: lang.Text{Ko: "쓰기 저장을 끄지 못했습니다. 계정의 권한이 모자라거나 페더레이션 관리자를 썼습니다.", En: "Switching writeback off failed: the account lacks rights, or a federated administrator was used."},
	},
	{
		Provider: resetService, ID: 31015, Name: "WriteBackServiceStarted", kind: started,
		Meaning: lang.Text{Ko: "쓰기 저장 서비스가 시작되었습니다.", En: "The writeback service has started."},
	},
	{
		Provider: resetService, ID: 31016, Name: "WriteBackServiceStopped", kind: stopped,
		Meaning: lang.Text{Ko: "쓰기 저장 서비스가 멈췄습니다.", En: "The writeback service has stopped."},
	},
	{
		Provider: resetService, ID: 31017, Name: "AuthTokenSuccess",
		Meaning: lang.Text{Ko: "관리자의 토큰을 받았습니다.", En: "The token of the administrator was obtained."},
	},
	{
		Provider: resetService, ID: 31018, Name: "KeyPairCreationSuccess",
		Meaning: lang.Text{Ko: "새 키 쌍이 만들어졌습니다.", En: "A new key pair was made."},
	},
	{
		Provider: resetService, ID: 31019, Name: "ServiceBusHeartBeat", kind: beat,
		Meaning: lang.Text{Ko: "릴레이와 연결이 살아 있습니다.", En: "The connection to the relay is alive."},
	},
	{
		Provider: resetService, ID: 31034, Name: "ServiceBusListenerError", kind: listener, Visits: toRelay,
		Meaning: lang.Text{Ko: "테넌트의 릴레이에 연결하지 못합니다.", En: "The relay of the tenant cannot be reached."},
	},
	{
		Provider: resetService, ID: 31044, Name: "31044", kind: listener, Visits: toRelay,
		Meaning: lang.Text{Ko: "릴레이 연결 가운데 하나 이상이 동작하지 않습니다.", En: "One or more of the relay connections do not run."},
	},
	{
		Provider: resetService, ID: 32000, Name: "UnknownError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "원인을 알 수 없는 오류입니다.", En: "An error without a stated reason."},
	},
	{
		Provider: resetService, ID: 32001, Name: "ServiceError", kind: listener, Visits: toRelay,
		Meaning: lang.Text{Ko: "암호 재설정 서비스나 릴레이에 연결하지 못합니다.", En: "The password reset service or the relay cannot be reached."},
	},
	{
		Provider: resetService, ID: 32002, Name: "ServiceBusError", kind: listener, Visits: toRelay,
		Meaning: lang.Text{Ko: "릴레이에 연결하지 못합니다. 방화벽이거나 서버의 시계입니다.", En: "The relay cannot be reached: the firewall, or the clock of the server."},
	},
	{
		Provider: resetService, ID: 32003, Name: "InPutValidationError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "클라우드 요청의 값이 올바르지 않습니다.", En: "The values of a request from the cloud are not valid."},
	},
	{
		Provider: resetService, ID: 32004, Name: "DecryptionError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "암호를 풀 수 없습니다. 키가 서로 맞지 않습니다.", En: "The password cannot be decrypted; the keys do not match."},
	},
	{
		Provider: resetService, ID: 32005, Name: "ConfigurationError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "쓰기 저장을 켤 때 테넌트 설정을 저장하지 못했습니다.", En: "The settings of the tenant could not be saved while switching on."},
	},
	{
		Provider: resetService, ID: 32007, Name: "OnBoardingConfigUpdateError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "쓰기 저장을 켤 때 저장한 설정이 잘못되었습니다.", En: "The settings saved while switching on are wrong."},
	},
	{
		Provider: resetService, ID: 32008, Name: "ValidationError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "클라우드 서비스의 응답이 올바르지 않습니다.", En: "The answer of the cloud service is not valid."},
	},
	{
		Provider: resetService, ID: 32009, Name: "AuthTokenError", kind: switching, op: switchOn, Visits: toAdmin,
		Meaning: lang.Text{Ko: "쓰기 저장을 켜는 관리자의 토큰을 받지 못했습니다.", En: "No token was obtained for the administrator who switches writeback on."},
	},
	{
		Provider: resetService, ID: 32010, Name: "CryptoError", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "키 쌍을 만들거나 암호를 풀지 못했습니다.", En: "The key pair could not be made, or the password not decrypted."},
	},
	{
		Provider: resetService, ID: 32011, Name: "OnBoardingServiceError", kind: switching, op: switchOn, Visits: toNetwork,
		Meaning: lang.Text{Ko: "쓰기 저장을 켜는 웹 서비스와 통신하지 못했습니다.", En: "The web service that switches writeback on could not be reached."},
	},
	{
		Provider: resetService, ID: 32013, Name: "OffBoardingError", kind: switching, op: switchOff, Visits: toNetwork,
		Meaning: lang.Text{Ko: "쓰기 저장을 끄는 웹 서비스와 통신하지 못했습니다.", En: "The web service that switches writeback off could not be reached."},
	},
	{
		Provider: resetService, ID: 32014, Name: "ServiceBusWarning",
		Meaning: lang.Text{Ko: "릴레이 연결을 다시 시도했습니다. 잦으면 유휴 제한을 봅니다.", En: "The relay connection was tried again; if this is frequent, look at idle limits."},
	},
	{
		Provider: resetService, ID: 32015, Name: "ReportServiceHealthError", kind: unreported, Visits: toResetHost,
		Meaning: lang.Text{Ko: "암호 재설정 서비스에 상태를 알리지 못했습니다.", En: "The health could not be reported to the password reset service."},
	},
	{
		Provider: resetService, ID: 31042, Name: "31042",
		Meaning: lang.Text{Ko: "모든 릴레이 연결이 동작합니다. 문서에는 없는 이벤트입니다.", En: "All relay connections run; the event is not documented."},
	},
	{
		Provider: resetService, ID: 33001, Name: "ADUnKnownError", kind: unexplained,
		Meaning: lang.Text{Ko: "AD가 알 수 없는 오류를 돌려주었습니다.", En: "AD returned something unknown."},
	},
	{
		Provider: resetService, ID: 33002, Name: "ADUserNotFoundError", kind: notFound, Visits: toLink,
		Meaning: lang.Text{Ko: "사용자를 AD나 커넥터 공간에서 찾지 못했습니다.", En: "The user is not in AD or not in the connector space."},
	},
	{
		Provider: resetService, ID: 33003, Name: "ADMutliMatchError", kind: notFound, Visits: toLink,
		Meaning: lang.Text{Ko: "사용자가 둘 이상 있습니다.", En: "Several users match."},
	},
	{
		Provider: resetService, ID: 33004, Name: "ADPermissionsError", kind: adRefused, Visits: toRights,
		Meaning: lang.Text{Ko: "커넥터 계정의 쓰기를 AD가 거부했습니다. 권한 부족, 보호된 사용자, 원격 SAM 제한 가운데 하나입니다.", En: "AD refused the connector account: its rights, a protected user, or the remote SAM restriction."},
	},
	{
		Provider: resetService, ID: 33005, Name: "ADUserAccountDisabled", kind: account, Visits: toAccount,
		Meaning: lang.Text{Ko: "AD에서 사용하지 않도록 설정된 계정입니다.", En: "The account is disabled in AD."},
	},
	{
		Provider: resetService, ID: 33006, Name: "ADUserAccountLockedOut", kind: account, Visits: toAccount,
		Meaning: lang.Text{Ko: "AD에서 잠긴 계정입니다.", En: "The account is locked out in AD."},
	},
	{
		Provider: resetService, ID: 33007, Name: "ADUserIncorrectPassword", kind: mistyped,
		Meaning: lang.Text{Ko: "현재 암호가 틀렸습니다.", En: "The current password was wrong."},
	},
	{
		Provider: resetService, ID: 33008, Name: "ADPasswordPolicyError", kind: policy, Visits: toPolicy,
		Meaning: lang.Text{Ko: "AD의 암호 정책에 어긋납니다.", En: "The password breaks the policy of AD."},
	},
	{
		Provider: resetService, ID: 33009, Name: "ADConfigurationError", kind: connector, Visits: toConnector,
		Meaning: lang.Text{Ko: "AD 구성 또는 커넥터 계정에 문제가 있습니다.", En: "The AD configuration or the connector account has a problem."},
	},
}
