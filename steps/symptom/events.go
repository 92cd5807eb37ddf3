package symptom

import (
	"strconv"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// normal is what an event of the ordinary course of things says.
var normal = lang.Text{
	Ko: "정상적인 동작을 알리는 이벤트입니다.",
	En: "This event reports normal operation.",
}

// refusal is what the three events of a refused operation say.
var refusal = lang.Text{
	Ko: "Active Directory가 새 암호를 거절했습니다. 암호 정책, 권한 부족, 보호된 사용자 가운데 하나가 원인입니다.",
	En: "Active Directory refused the new password because of its policy, a missing right, or a protected user.",
}

// keyTrouble is what the events say that only switching off and on cures.
var keyTrouble = lang.Text{
	Ko: "클라우드와 서버의 키나 설정이 서로 맞지 않습니다. 쓰기 저장을 껐다가 다시 켜야 합니다.",
	En: "Keys or settings of cloud and server do not match; writeback has to be switched off and on again.",
}

// handOverSteps are where password hash synchronisation fails to hand over.
var handOverSteps = []steps.ID{"configuration/connect-application", "configuration/full-sync", "connectivity/proxy"}

// events are the events of the sources PasswordResetService, ADSync and Directory
// Synchronization on the Connect server, and one of the controllers' Security
// log, by ID.
var events = map[int]meaning{
	31001: {means: normal}, 31002: {means: normal}, 31004: {means: normal}, 31005: {means: normal},
	31006: {means: normal}, 31007: {means: normal}, 31009: {means: normal}, 31010: {means: normal},
	31012: {means: normal}, 31013: {means: normal}, 31015: {means: normal}, 31017: {means: normal},
	31018: {means: normal}, 31019: {means: normal}, 31042: {means: normal},
	31003: {means: refusal, visit: adSaidNo},
	31008: {means: refusal, visit: adSaidNo},
	31011: {means: refusal, visit: adSaidNo},
	31014: {visit: adminSteps, means: lang.Text{
		Ko: "쓰기 저장을 끄지 못했습니다. 관리자 계정에 권한이 없거나 페더레이션 계정입니다.",
		En: "Writeback could not be switched off: the administrator lacks rights or is federated.",
	}},
	31016: {visit: []steps.ID{"configuration/sync-engine"}, means: lang.Text{
		Ko: "쓰기 저장 서비스가 멈추었습니다.", En: "The writeback service stopped.",
	}},
	31034: {visit: relaySteps, means: lang.Text{
		Ko: "테넌트의 Service Bus 릴레이에 연결하지 못했습니다.", En: "The tenant's Service Bus relay cannot be reached.",
	}},
	31044: {visit: relaySteps, means: lang.Text{
		Ko: "두 릴레이 연결 가운데 하나 이상이 끊겨 있습니다.", En: "One or both of the relay connections are down.",
	}},
	32000: {visit: startSteps, means: lang.Text{
		Ko: "이유를 밝히지 않은 실패입니다. 이벤트의 예외 내용을 보아야 합니다.",
		En: "An unspecified failure; the exception in the event tells more.",
	}},
	32001: {visit: relaySteps, means: lang.Text{
		Ko: "암호 재설정 웹 서비스에 연결하지 못했습니다.", En: "The password reset web service cannot be reached.",
	}},
	32002: {visit: relaySteps, means: lang.Text{
		Ko: "릴레이에 연결하지 못했습니다. 방화벽이나 시계가 원인입니다.", En: "The relay cannot be reached, because of a firewall or a wrong clock.",
	}},
	32003: {means: keyTrouble, visit: keySteps},
	32004: {means: keyTrouble, visit: keySteps},
	32005: {means: keyTrouble, visit: keySteps},
	32007: {means: keyTrouble, visit: keySteps},
	32008: {means: keyTrouble, visit: keySteps},
	32010: {means: keyTrouble, visit: keySteps},
	32009: {visit: adminSteps, means: lang.Text{
		Ko: "관리자 계정의 토큰을 받지 못했습니다. 이름이나 암호가 틀렸거나 페더레이션된 계정입니다.",
		En: "There was no token for the administrator: wrong name or password, or a federated account.",
	}},
	32011: {visit: resetHostSteps, means: lang.Text{
		Ko: "쓰기 저장을 켜려고 웹 서비스에 연결하지 못했습니다.", En: "The web service could not be reached to switch writeback on.",
	}},
	32013: {visit: resetHostSteps, means: lang.Text{
		Ko: "쓰기 저장을 끄려고 웹 서비스에 연결하지 못했습니다.", En: "The web service could not be reached to switch writeback off.",
	}},
	32014: {visit: []steps.ID{"connectivity/idle", "connectivity/service-bus"}, means: lang.Text{
		Ko: "릴레이 연결을 다시 시도했습니다. 가끔이면 괜찮습니다.", En: "The relay connection had to be retried; now and then that is fine.",
	}},
	32015: {visit: resetHostSteps, means: lang.Text{
		Ko: "상태를 클라우드에 알리지 못했습니다.", En: "The state of health could not be sent to the cloud.",
	}},
	33001: {visit: []steps.ID{"configuration/ou-name"}, means: lang.Text{
		Ko: "Active Directory가 알 수 없는 오류를 돌려주었습니다. 이유는 이벤트에 함께 적힌 결과 코드로만 알 수 있습니다. OU 이름의 예약 문자는 알려진 원인 가운데 하나입니다.",
		En: "Active Directory returned something unknown. Only the result code in the event can tell why; reserved characters in an OU name are one known cause.",
	}},
	33002: {visit: missingSteps, means: lang.Text{
		Ko: "사용자를 Active Directory나 커넥터 공간에서 찾지 못했습니다.", En: "The user was not found in Active Directory or the connector space.",
	}},
	33003: {visit: twiceSteps, means: lang.Text{
		Ko: "같은 사용자가 여러 개 일치합니다.", En: "Several users match.",
	}},
	33004: {visit: refusedSteps, means: lang.Text{
		Ko: "커넥터 계정의 권한이 모자라거나, 보호된 사용자이거나, 원격 SAM 호출이 막혀 있습니다.",
		En: "The connector account lacks a right, the user is protected, or remote calls to SAM are restricted.",
	}},
	33005: {visit: accountSteps, means: lang.Text{
		Ko: "계정이 Active Directory에서 사용 안 함 상태입니다.", En: "The account is disabled in Active Directory.",
	}},
	33006: {visit: accountSteps, means: lang.Text{
		Ko: "계정이 잠겨 있습니다.", En: "The account is locked out.",
	}},
	33007: {ends: "wrong-password", means: lang.Text{
		Ko: "변경할 때 넣은 현재 암호가 틀렸습니다.", En: "The current password of a change was wrong.",
	}},
	33008: {visit: policySteps, means: lang.Text{
		Ko: "새 암호가 Active Directory의 암호 정책에 맞지 않습니다.", En: "The new password breaks the policy of Active Directory.",
	}},
	33009: {visit: []steps.ID{"configuration/connector-account", "configuration/pdc-emulator"}, means: lang.Text{
		Ko: "Active Directory의 구성 문제입니다.", En: "Something in the configuration of Active Directory is wrong.",
	}},
	6329: {visit: policySteps, means: lang.Text{
		Ko: "암호를 쓰지 못했습니다. 이유는 이벤트에 함께 적힌 결과 코드로 알 수 있습니다.", En: "The password could not be set; the result code in the event tells why.",
	}},
	6306: {means: lang.Text{
		Ko: "동기화 서비스에 예상하지 못한 오류가 있었습니다.", En: "The sync service had an unexpected error.",
	}},
	6000: {visit: engineSteps, means: lang.Text{
		Ko: "커넥터의 작업이 저장된 자격 증명으로 시작되지 못했습니다. AD 커넥터라면 커넥터 계정의 암호가 AD에서만 바뀐 것이며, 쓰기 저장도 같은 암호를 씁니다.",
		En: "A run of a connector could not start with its saved credentials. With that of a forest, the password of the connector account was changed in AD alone, and writeback uses the same one.",
	}},
	1011: {visit: certificate, means: lang.Text{
		Ko: "Connect 응용 프로그램의 인증서를 바꿀 때가 되었습니다. 보통은 스케줄러가 바꿉니다.", En: "The certificate of the Connect application is due for rotation, which the scheduler usually does.",
	}},
	1012: {visit: certificate, means: lang.Text{
		Ko: "Connect 응용 프로그램의 인증서가 만료되었습니다.", En: "The certificate of the Connect application has expired.",
	}},
	1014: {means: lang.Text{
		Ko: "인증서의 키를 TPM이 보호하지 않습니다. 동작에는 영향이 없습니다.", En: "No TPM protects the key of the certificate, which does not keep it from working.",
	}},
	6956: {visit: []steps.ID{"configuration/user-origin"}, means: lang.Text{
		Ko: "클라우드가 관리하는 개체여서 동기화하지 않았습니다.", En: "An object was not synchronised, because the cloud is its source of authority.",
	}},
	6800: {visit: startSteps, means: lang.Text{
		Ko: "쓰기 저장 구성 요소가 시작되지 않았습니다.", En: "The writeback component did not start.",
	}},
	611: {visit: []steps.ID{"configuration/connector-account", "configuration/preferred-dc", "connectivity/domain-controller-ports"}, means: lang.Text{
		Ko: "암호 해시 동기화가 도메인에서 암호 해시를 읽지 못했습니다. 쓰기 저장과는 다른 기능이지만 계정과 도메인 컨트롤러가 같습니다.",
		En: "Password hash synchronisation could not read the hashes of a domain. It is not writeback, and uses the same account and controllers.",
	}},
	652: {visit: handOverSteps, means: lang.Text{
		Ko: "바뀐 암호 해시를 Microsoft Entra ID에 넘기지 못했습니다.", En: "A batch of changed hashes could not be handed to Microsoft Entra ID.",
	}},
	655: {visit: handOverSteps, means: lang.Text{
		Ko: "암호 해시 동기화의 정기 신호를 Microsoft Entra ID에 보내지 못했습니다.", En: "The ping of password hash synchronisation could not be sent to Microsoft Entra ID.",
	}},
	4724: {visit: adSaidNo, means: lang.Text{
		Ko: "도메인 컨트롤러까지 온 암호 재설정 시도의 감사 기록입니다.", En: "The audit record of an attempt to reset a password on the controller.",
	}},
}

// names are the public names of codes, as audit rows and logs print them.
var names = map[string]string{ //nolint:gosec // names of codes, and of no secret
	"TenantSSPRFlagDisabled":                             "SSPR_0009",
	"WritebackNotEnabled":                                "SSPR_0010",
	"SsprNotEnabledInUserPolicy":                         "SSPR_0011",
	"UserNotLicensed":                                    "SSPR_0012",
	"UserNotMemberOfScopedAccessGroup":                   "SSPR_0013",
	"UserNotProperlyConfigured":                          "SSPR_0014",
	"OnPremisesAdminActionRequired":                      "SSPR_0029",
	"OnPremisesConnectivityError":                        "SSPR_0030",
	"OnPremisesConnectivityFailure":                      "SSPR_0030",
	"OnPremisesSuccessCloudFailure":                      "OnPremisesSuccessCloudFailure",
	"FuzzyPolicyViolationInvalidPassword":                "FuzzyPolicyViolationInvalidPassword",
	"ADPermissionsError":                                 "33004",
	"ADPasswordPolicyError":                              "33008",
	"ADUserNotFoundError":                                "33002",
	"ADMutliMatchError":                                  "33003",
	"ADUserAccountDisabled":                              "33005",
	"ADUserAccountLockedOut":                             "33006",
	"ADUserIncorrectPassword":                            "33007",
	"ServiceBusListenerError":                            "31034",
	"ServiceBusError":                                    "32002",
	"PasswordChangeIncorrectCurrentPassword":             "AADSTS120000",
	"PasswordChangeInvalidNewPasswordWeak":               "AADSTS120002",
	"PasswordChangeInvalidNewPasswordContainsMemberName": "AADSTS120003",
	"PasswordChangeOnPremComplexity":                     "AADSTS120004",
	"PasswordChangeOnPremSuccessCloudFail":               "AADSTS120005",
	"PasswordChangeAsyncJobStateTerminated":              "AADSTS120008",
	"PasswordChangeAsyncUpnInferenceFailed":              "AADSTS120011",
	"PasswordChangeNeedsToHappenOnPrem":                  "AADSTS120012",
	"PasswordChangeOnPremisesConnectivityFailure":        "AADSTS120013",
	"PasswordChangeOnPremUserAccountLockedOutOrDisabled": "AADSTS120014",
	"PasswordChangeADAdminActionRequired":                "AADSTS120015",
	"PasswordChangeUserNotFoundBySspr":                   "AADSTS120016",
	"PasswordChangePasswordDoesnotComplyFuzzyPolicy":     "AADSTS120018",
	"PasswordChangeFailure":                              "AADSTS120020",
	"PartnerServiceSsprInternalServiceError":             "AADSTS120021",
	"DecryptionError":                                    "32004",
	"AuthTokenError":                                     "32009",
}

// look finds the meaning of a code as they are spelled by whoever reads them.
func look(code string) (meaning, bool) {
	if m, ok := meanings[code]; ok {
		return m, true
	}
	if means, ok := otherSignIns[code]; ok {
		return meaning{means: means}, true
	}
	id, err := strconv.Atoi(code)
	if err != nil {
		return meaning{}, false
	}
	m, ok := events[id]
	return m, ok
}
