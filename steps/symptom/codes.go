package symptom

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// meaning is what a code or a message says, and where it leads.
type meaning struct {
	means lang.Text
	visit []steps.ID    // what to look at first, in this order
	ends  steps.Outcome // the ending, for what certainly is not about writeback
}

// What codes implicate, where several share it.
var (
	scopeSteps   = []steps.ID{"configuration/sspr-enabled"}
	switchSteps  = []steps.ID{"configuration/writeback-switch", "configuration/sspr-enabled", "configuration/sync-engine"}
	licenceSteps = []steps.ID{"configuration/premium-license", "configuration/user-license"}
	refusedSteps = []steps.ID{
		"configuration/protected-user", "configuration/effective-rights",
		"configuration/remote-sam", "configuration/sync-engine",
	}
	roadSteps = []steps.ID{
		"configuration/sync-engine", "connectivity/clock", "connectivity/password-reset-endpoint",
		"connectivity/service-bus", "connectivity/outbound-tls", "connectivity/proxy", "connectivity/idle",
	}
	relaySteps = []steps.ID{
		"connectivity/service-bus", "configuration/sync-engine", "connectivity/outbound-tls",
		"connectivity/proxy", "connectivity/clock",
	}
	resetHostSteps = []steps.ID{
		"connectivity/password-reset-endpoint", "connectivity/outbound-tls", "connectivity/proxy",
	}
	policySteps  = []steps.ID{"configuration/password-policy", "configuration/user-account"}
	adSaidNo     = []steps.ID{"configuration/password-policy", "configuration/user-account", "configuration/protected-user", "configuration/effective-rights"}
	keySteps     = []steps.ID{"reenable/disable-enable", "configuration/writeback-switch", "configuration/sync-engine"}
	startSteps   = []steps.ID{"configuration/writeback-switch", "configuration/sync-engine"}
	accountSteps = []steps.ID{"configuration/user-account"}
	adminSteps   = []steps.ID{"configuration/admin-account"}
	missingSteps = []steps.ID{"configuration/user-origin", "configuration/full-sync", "configuration/user-link"}
	twiceSteps   = []steps.ID{"configuration/user-origin", "configuration/user-link"}
	anchorSteps  = []steps.ID{"configuration/user-link", "configuration/user-origin"}
	contactSteps = []steps.ID{"configuration/preferred-dc", "configuration/pdc-emulator", "connectivity/domain-controller-ports"}
	engineSteps  = []steps.ID{"configuration/full-sync", "configuration/connector-account"}
	certificate  = []steps.ID{"configuration/connect-application", "configuration/sync-engine"}
)

// meanings is every code that a public page explains: those of the portal from
// "Troubleshoot self-service password reset", those of the sign-in page from
// "Microsoft Entra authentication and authorization error codes", events and
// result codes from "Troubleshoot self-service password reset writeback".
var meanings = map[string]meaning{
	"SSPR_0009": {visit: scopeSteps, means: lang.Text{
		Ko: "테넌트에서 셀프 서비스 암호 재설정이 꺼져 있거나, 관리자의 재설정이 막혀 있습니다.",
		En: "Self-service password reset is off in the tenant, or blocked for administrators.",
	}},
	"SSPR_0010": {visit: switchSteps, means: lang.Text{
		Ko: "테넌트에서 암호 쓰기 저장이 켜져 있지 않습니다.",
		En: "Password writeback is not on in the tenant.",
	}},
	"SSPR_0011": {visit: scopeSteps, means: lang.Text{
		Ko: "이 사용자는 셀프 서비스 암호 재설정 정책의 대상이 아닙니다.",
		En: "The policy for self-service password reset does not include the user.",
	}},
	"SSPR_0012": {visit: licenceSteps, means: lang.Text{
		Ko: "이 사용자에게 알맞은 라이선스가 없습니다.",
		En: "The user has no suitable licence.",
	}},
	"SSPR_0013": {visit: scopeSteps, means: lang.Text{
		Ko: "이 사용자는 셀프 서비스 암호 재설정을 허용한 그룹에 없습니다.",
		En: "The user is not in the group that may reset passwords.",
	}},
	"SSPR_0014": {visit: scopeSteps, means: lang.Text{
		Ko: "이 사용자는 인증 방법을 충분히 등록하지 않았습니다.",
		En: "The user has not registered enough methods.",
	}},
	"SSPR_0029": {visit: refusedSteps, means: lang.Text{
		Ko: "Active Directory가 쓰기를 거절했습니다. 보통 보호된 사용자이거나, 커넥터 계정의 권한이 모자라거나, 원격 SAM 호출이 제한되어 있습니다.",
		En: "Active Directory refused the write; usually a protected user, a missing right of the connector account, or the remote SAM restriction.",
	}},
	"SSPR_0030": {visit: roadSteps, means: lang.Text{
		Ko: "클라우드가 온-프레미스의 쓰기 저장 서비스에 연결하지 못했습니다.",
		En: "The cloud cannot reach the writeback service on premises.",
	}},
	"OnPremisesSuccessCloudFailure": {ends: "passwords-differ", means: lang.Text{
		Ko: "Active Directory의 암호는 바뀌었고 클라우드에는 저장하지 못했습니다.",
		En: "Active Directory has the new password and the cloud could not store it.",
	}},
	"FuzzyPolicyViolationInvalidPassword": {ends: "not-writeback", means: lang.Text{
		Ko: "새 암호가 클라우드의 금지된 암호 목록에 걸렸습니다.",
		En: "The new password is on the cloud's list of banned passwords.",
	}},

	"AADSTS50053": {ends: "cloud-lockout", means: lang.Text{
		Ko: "틀린 암호가 여러 번 입력되어 클라우드가 로그인을 잠갔습니다.", En: "The cloud locked the sign-in after several wrong passwords.",
	}},
	"AADSTS120000": {ends: "wrong-password", means: lang.Text{
		Ko: "현재 암호가 틀렸습니다.", En: "The current password was wrong.",
	}},
	"AADSTS120002": {ends: "not-writeback", means: lang.Text{
		Ko: "새 암호가 약하거나 금지되어 있습니다.", En: "The new password is weak or banned.",
	}},
	"AADSTS120003": {ends: "not-writeback", means: lang.Text{
		Ko: "새 암호에 사용자 이름이 들어 있습니다.", En: "The new password contains the user's name.",
	}},
	"AADSTS120004": {visit: policySteps, means: lang.Text{
		Ko: "새 암호가 Active Directory의 암호 정책에 맞지 않습니다.", En: "The new password breaks the policy of Active Directory.",
	}},
	"AADSTS120005": {ends: "passwords-differ", means: lang.Text{
		Ko: "Active Directory의 암호는 바뀌었고 클라우드에는 저장하지 못했습니다.",
		En: "Active Directory has the new password and the cloud could not store it.",
	}},
	"AADSTS120008": {means: lang.Text{
		Ko: "암호 변경 작업이 중간에 끝났습니다.", En: "The job that changes the password ended early.",
	}},
	"AADSTS120011": {visit: twiceSteps, means: lang.Text{
		Ko: "사용자의 로그인 이름을 알아내지 못했습니다.", En: "The user's sign-in name could not be resolved.",
	}},
	"AADSTS120012": {visit: switchSteps, means: lang.Text{
		Ko: "암호 쓰기 저장이 없어서 Active Directory에서 직접 바꿔야 합니다.",
		En: "The change has to be made in Active Directory, because there is no writeback.",
	}},
	"AADSTS120013": {visit: roadSteps, means: lang.Text{
		Ko: "클라우드가 온-프레미스의 쓰기 저장 서비스에 연결하지 못했습니다.",
		En: "The cloud cannot reach the writeback service on premises.",
	}},
	"AADSTS120014": {visit: accountSteps, means: lang.Text{
		Ko: "Active Directory의 계정이 잠겨 있거나 사용 안 함 상태입니다.", En: "The account is locked or disabled in Active Directory.",
	}},
	"AADSTS120015": {visit: refusedSteps, means: lang.Text{
		Ko: "Active Directory가 거절했습니다. AD 관리자가 조치해야 합니다.", En: "Active Directory refused; its administrator has to act.",
	}},
	"AADSTS120016": {visit: twiceSteps, means: lang.Text{
		Ko: "셀프 서비스 암호 재설정에 이 사용자의 정보가 없습니다.", En: "Self-service password reset does not know the user.",
	}},
	"AADSTS120018": {ends: "not-writeback", means: lang.Text{
		Ko: "새 암호가 클라우드의 금지된 암호 목록에 걸렸습니다.", En: "The new password is on the cloud's list of banned passwords.",
	}},
	"AADSTS120020": {means: lang.Text{
		Ko: "암호 변경에 실패했습니다. 이 코드만으로는 이유를 알 수 없습니다.", En: "The change failed; this code alone does not tell why.",
	}},
	"AADSTS120021": {means: lang.Text{
		Ko: "클라우드의 셀프 서비스 암호 재설정 서비스에 내부 오류가 있었습니다.", En: "The cloud's service for password reset had an internal fault.",
	}},

	"0x8023061F": {visit: keySteps, means: lang.Text{
		Ko: "쓰기 저장을 켠 뒤에 추가된 포리스트입니다. 껐다가 다시 켜야 합니다.",
		En: "The forest was added after writeback was switched on; it has to be switched off and on.",
	}},
	"0x80230619": {visit: policySteps, means: lang.Text{
		Ko: "암호 정책(최소 사용 기간, 기록, 복잡성)이나 암호 변경 금지 설정에 걸렸습니다.",
		En: "The password policy (minimum age, history, complexity) or a ban on changing the password stood in the way.",
	}},
	"0x80230626": {visit: accountSteps, means: lang.Text{
		Ko: "암호 변경이 금지된 사용자에게서 보고된 코드입니다.", En: "Reported for users who may not change their password.",
	}},
	"0x8023062C": {visit: []steps.ID{"configuration/preferred-dc"}, means: lang.Text{
		Ko: "암호화하지 않은 연결로 암호를 쓰려 했습니다. 커넥터의 LDAP 서명 및 암호화 설정이 꺼진 곳이 있습니다.",
		En: "The password was to be set over an insecure connection; signing and encrypting LDAP is off somewhere in the connector.",
	}},
	"0x80230818": {visit: contactSteps, means: lang.Text{
		Ko: "동기화 엔진이 도메인 컨트롤러에 연결하지 못했습니다. 짧은 이름으로 적힌 우선 도메인 컨트롤러가 알려진 원인입니다.",
		En: "The sync engine could not contact a domain controller; a preferred controller entered by its short name is a known cause.",
	}},
	"0x80231367": {visit: []steps.ID{"configuration/protected-user", "configuration/effective-rights"}, means: lang.Text{
		Ko: "adminCount가 1인 사용자여서 관리자의 재설정이 거부되었습니다.",
		En: "adminCount of the user is 1, so an administrator's reset was refused.",
	}},
	"no-start-credentials": {visit: engineSteps, means: lang.Text{
		Ko: "커넥터의 작업이 저장된 자격 증명으로 시작되지 못했습니다. AD 커넥터라면 커넥터 계정의 암호가 AD에서만 바뀐 것이며, 쓰기 저장도 같은 암호를 씁니다.",
		En: "A run of a connector could not start with its saved credentials. With that of a forest, the password of the connector account was changed in AD alone, and writeback uses the same one.",
	}},
	"0x80230402": {visit: anchorSteps, means: lang.Text{
		Ko: "같은 앵커를 가진 계정이 두 곳에 있습니다.", En: "Two accounts have the same anchor.",
	}},
	"0x80230405": {visit: []steps.ID{"configuration/user-link"}, means: lang.Text{
		Ko: "사용자가 선택적 암호 해시 동기화의 범위 밖에 있습니다.", En: "The user is outside selective password hash synchronisation.",
	}},
	"0x800700CE": {visit: []steps.ID{"configuration/connector-account"}, means: lang.Text{
		Ko: "AD DS 커넥터 계정의 암호가 256자보다 깁니다.", En: "The password of the AD DS Connector account is longer than 256 characters.",
	}},
	"0x800706BA": {visit: []steps.ID{"connectivity/domain-controller-ports", "configuration/pdc-emulator"}, means: lang.Text{
		Ko: "도메인 컨트롤러의 RPC 서비스에 연결하지 못했습니다(포트 135와 동적 RPC).",
		En: "The RPC service of the domain controller cannot be reached (port 135 and dynamic RPC).",
	}},
	"admaexport.cpp(2837)": {visit: []steps.ID{"configuration/domain-controllers", "configuration/preferred-dc"}, means: lang.Text{
		Ko: "도메인 컨트롤러가 LDAP 암호 정책 컨트롤을 지원하지 않습니다.",
		En: "The domain controller does not support the LDAP password policy control.",
	}},
	"admaexport.cpp(2939)": {visit: []steps.ID{"connectivity/domain-controller-ports", "configuration/pdc-emulator"}, means: lang.Text{
		Ko: "도메인 컨트롤러의 RPC 서비스에 연결하지 못했습니다.", En: "The RPC service of the domain controller cannot be reached.",
	}},
	"admaexport.cpp(2944)": {visit: []steps.ID{"configuration/remote-sam", "configuration/sync-engine"}, means: lang.Text{
		Ko: "커넥터 계정의 원격 SAM 호출이 거절되었습니다.", En: "A remote call of the connector account to SAM was refused.",
	}},
}
