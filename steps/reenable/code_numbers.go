package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Steps that a single code leads to.
var (
	toConnector    = []steps.ID{"configuration/connector-account"}
	toSigning      = []steps.ID{"configuration/preferred-dc"}
	toControllers  = []steps.ID{"configuration/domain-controllers", "configuration/preferred-dc"}
	toRemoteSAM    = []steps.ID{"configuration/remote-sam", "connectivity/domain-controller-ports"}
	toPorts        = []steps.ID{"configuration/pdc-emulator", "connectivity/domain-controller-ports"}
	toContact      = []steps.ID{"configuration/preferred-dc", "configuration/pdc-emulator", "connectivity/domain-controller-ports"}
	toTwins        = []steps.ID{"configuration/user-link", "configuration/user-origin"}
	toProtected    = []steps.ID{"configuration/protected-user", "configuration/effective-rights"}
	toPassword     = []steps.ID{"configuration/full-sync", "configuration/connector-account"}
	toCertificate  = []steps.ID{"configuration/connect-application", "configuration/sync-engine"} // whose it is, and the scheduler that rotates it
	toCannotChange = []steps.ID{"configuration/user-account", "configuration/effective-rights"}
)

// engineEvents are those of the sync engine. 6000 and what it means for writeback
// are in "Change the AD DS account password", 1011, 1012 and
// 1014 in "Authenticate to Microsoft Entra ID by using application identity",
// 6956 in "Configure user source of authority".
var engineEvents = []Code{
	{
		Provider: syncEngine, ID: 6800, Name: "6800", kind: stopped,
		Meaning: lang.Text{Ko: "시작할 때 암호 관리 확장이 초기화되지 않았습니다.", En: "The password management extension was not initialised at start."},
	},
	{
		Provider: syncEngine, ID: 6329, Name: "6329", kind: unexplained,
		Meaning: lang.Text{Ko: "동기화 엔진이 암호 작업의 오류를 적었습니다.", En: "The sync engine notes an error of a password operation."},
	},
	{
		Provider: syncEngine, ID: 6306, Name: "6306", kind: unexplained,
		Meaning: lang.Text{Ko: "동기화 엔진에 예기치 않은 오류가 있었습니다.", En: "The sync engine met an unexpected error."},
	},
	{
		Provider: syncEngine, ID: 6000, Name: "6000", kind: credentials, Visits: toPassword,
		Meaning: lang.Text{Ko: "커넥터의 작업이 저장된 자격 증명으로 시작되지 못했습니다.", En: "A run of a connector could not start with the credentials that are saved for it."},
	},
	{
		Provider: syncEngine, ID: 1011, Name: "1011", kind: due, Visits: toCertificate,
		Meaning: lang.Text{Ko: "Connect 응용 프로그램의 인증서를 바꿀 때가 되었습니다.", En: "The certificate of the Connect application is due for rotation."},
	},
	{
		Provider: syncEngine, ID: 1012, Name: "1012", kind: expired, Visits: toCertificate,
		Meaning: lang.Text{Ko: "Connect 응용 프로그램의 인증서가 만료되었습니다.", En: "The certificate of the Connect application has expired."},
	},
	{
		Provider: syncEngine, ID: 1014, Name: "1014",
		Meaning: lang.Text{Ko: "인증서의 키를 TPM이 보호하지 않습니다. 동작에는 영향이 없습니다.", En: "No TPM protects the key of the certificate, which does not keep it from working."},
	},
	{
		Provider: syncEngine, ID: 6956, Name: "6956", Visits: []steps.ID{"configuration/user-origin"},
		Meaning: lang.Text{Ko: "클라우드가 관리하는 개체여서 동기화하지 않았습니다.", En: "An object was not synchronised, because the cloud is its source of authority."},
	},
}

// numbers are the result codes and source lines in the text of an event.
// 80230405, 80230626, 80230818 and the source lines other than 2837 come from
// public incident reports and support articles, 80231367 from the page about
// resetting a user's password.
var numbers = []Code{
	{
		Number: "80230619", Name: "80230619", kind: policy, Visits: toPolicy,
		Meaning: lang.Text{Ko: "AD의 제한 때문에 이 암호로 바꿀 수 없습니다.", En: "A restriction of AD keeps the password from being changed to this one."},
	},
	{
		Number: "8023061f", Name: "8023061F", kind: keys, Visits: toKeys,
		Meaning: lang.Text{Ko: "쓰기 저장을 켠 뒤에 추가된 포리스트입니다.", En: "The forest was added after writeback was switched on."},
	},
	{
		Number: "80230402", Name: "80230402", kind: notFound, Visits: toTwins,
		Meaning: lang.Text{Ko: "같은 앵커를 가진 계정이 둘 이상입니다.", En: "More than one account has the same anchor."},
	},
	{
		Number: "80230405", Name: "80230405", kind: notFound, Visits: toLink,
		Meaning: lang.Text{Ko: "선택적 암호 해시 동기화 범위 밖의 사용자입니다.", En: "The user is outside selective password hash synchronisation."},
	},
	{
		Number: "80230626", Name: "80230626", kind: adRefused, Visits: toCannotChange,
		Meaning: lang.Text{Ko: "사용자가 암호를 바꿀 수 없는 계정일 수 있습니다.", En: "The user may not be allowed to change the password."},
	},
	{
		Number: "8023062c", Name: "8023062C", kind: insecure, Visits: toSigning,
		Meaning: lang.Text{Ko: "안전하지 않은 LDAP 연결로 암호를 쓰려고 했습니다.", En: "The password was being set over an insecure connection."},
	},
	{
		Number: "80230818", Name: "80230818", kind: uncontacted, Visits: toContact,
		Meaning: lang.Text{Ko: "동기화 엔진이 도메인 컨트롤러에 연결하지 못했습니다.", En: "The sync engine could not contact a domain controller."},
	},
	{
		Number: "80231367", Name: "80231367", kind: adRefused, Visits: toProtected,
		Meaning: lang.Text{Ko: "adminCount가 1인 사용자여서 관리자의 재설정이 거부되었습니다.", En: "adminCount of the user is 1, so an administrator's reset was refused."},
	},
	{
		Number: "800706ba", Name: "800706BA", kind: unreachable, Visits: toPorts,
		Meaning: lang.Text{Ko: "도메인 컨트롤러의 RPC 서버에 연결하지 못했습니다.", En: "The RPC server of the domain controller is unavailable."},
	},
	{
		Number: "800700ce", Name: "800700CE", kind: connector, Visits: toConnector,
		Meaning: lang.Text{Ko: "커넥터 계정의 암호가 256자를 넘습니다.", En: "The password of the connector account is longer than 256 characters."},
	},
	{
		Number: "admaexport.cpp(2837)", Name: "admaexport.cpp(2837)", kind: oldControl, Visits: toControllers,
		Meaning: lang.Text{Ko: "도메인 컨트롤러가 LDAP 암호 정책 컨트롤을 모릅니다.", En: "The domain controller does not know the LDAP password policy control."},
	},
	{
		Number: "admaexport.cpp(2944)", Name: "admaexport.cpp(2944)", kind: adRefused, Visits: toRemoteSAM,
		Meaning: lang.Text{Ko: "사용자 정보를 읽는 원격 SAM 호출이 거부되었습니다.", En: "The remote SAM call that reads the user was refused."},
	},
	{
		Number: "admaexport.cpp(2939)", Name: "admaexport.cpp(2939)", kind: unreachable, Visits: toPorts,
		Meaning: lang.Text{Ko: "도메인 컨트롤러의 RPC에 연결하지 못했습니다.", En: "RPC of the domain controller could not be reached."},
	},
}
