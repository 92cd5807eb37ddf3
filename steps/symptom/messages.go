package symptom

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom/heard"
)

// Where messages lead, besides the ways that codes have.
var (
	registrationSteps = []steps.ID{"configuration/sspr-enabled"}
	rightSteps        = []steps.ID{"configuration/effective-rights", "configuration/protected-user", "configuration/remote-sam"}
	protectedSteps    = []steps.ID{"configuration/protected-user", "configuration/effective-rights"}
	firewallSteps     = []steps.ID{"connectivity/service-bus", "connectivity/password-reset-endpoint", "connectivity/proxy"}
	pdcSteps          = []steps.ID{"configuration/pdc-emulator", "configuration/preferred-dc", "connectivity/domain-controller-ports"}
	syncSteps         = []steps.ID{"configuration/last-sync", "configuration/full-sync", "configuration/sync-engine"}
	originSteps       = []steps.ID{"configuration/user-origin", "configuration/user-link"}
)

// messages is what each message means that callers tell in their own words. The
// messages of the product, and what each is about, are those of "Troubleshoot
// self-service password reset" and "... writeback"; the sentences are ours.
var messages = map[heard.Message]meaning{
	heard.NotLicensed: {visit: []steps.ID{"configuration/user-license", "configuration/premium-license"}, means: lang.Text{
		Ko: "암호 재설정에 필요한 라이선스가 없다는 말입니다. 사용자에게 할당되지 않았거나 테넌트의 라이선스가 끝났을 수 있습니다.",
		En: "There is no licence for password reset: not assigned to the user, or that of the tenant has ended.",
	}},
	heard.NotEnabled: {visit: scopeSteps, means: lang.Text{
		Ko: "셀프 서비스 암호 재설정이 꺼져 있거나, 이 사용자가 대상이 아닙니다.",
		En: "Self-service password reset is off, or does not include the user.",
	}},
	heard.NotInGroup: {visit: scopeSteps, means: lang.Text{
		Ko: "사용자가 셀프 서비스 암호 재설정을 허용한 그룹에 없습니다.",
		En: "The user is not in the group that may reset passwords.",
	}},
	heard.NotRegistered: {visit: registrationSteps, means: lang.Text{
		Ko: "사용자가 본인 확인 방법을 충분히 등록하지 않았습니다.",
		En: "The user has not registered enough methods to prove who they are.",
	}},
	heard.AdminHeldBack: {visit: registrationSteps, means: lang.Text{
		Ko: "관리자에게는 따로 정해진 암호 재설정 정책이 적용됩니다.",
		En: "Administrators have a policy of their own for password reset.",
	}},
	heard.AgainstPolicy: {visit: policySteps, means: lang.Text{
		Ko: "새 암호가 Active Directory의 암호 정책(복잡성, 길이, 기록)에 맞지 않습니다.",
		En: "The new password breaks the policy of Active Directory: complexity, length or history.",
	}},
	heard.TooSoon: {visit: policySteps, means: lang.Text{
		Ko: "암호를 바꾼 지 얼마 되지 않아 최소 사용 기간에 걸렸을 수 있습니다.",
		En: "The password was changed not long ago, and the minimum password age may stand in the way.",
	}},
	heard.Banned: {ends: "not-writeback", means: lang.Text{
		Ko: "새 암호가 약하거나 금지되어 클라우드가 거절했습니다.", En: "The cloud refused the new password as weak or banned.",
	}},
	heard.WrongCurrent: {ends: "wrong-password", means: lang.Text{
		Ko: "변경 화면에 넣은 현재 암호가 틀렸습니다.", En: "The current password typed into the change screen was wrong.",
	}},
	heard.CloudLocked: {ends: "cloud-lockout", means: lang.Text{
		Ko: "클라우드의 스마트 잠금이 로그인을 잠시 막고 있습니다.", En: "The smart lockout of the cloud stops the sign-in for a while.",
	}},
	heard.Locked: {visit: accountSteps, means: lang.Text{
		Ko: "Active Directory의 계정이 잠겨 있습니다.", En: "The account is locked out in Active Directory.",
	}},
	heard.UnlockFails: {visit: []steps.ID{"configuration/user-account", "configuration/effective-rights"}, means: lang.Text{
		Ko: "계정 잠금을 풀지 못했습니다. 커넥터 계정이 lockoutTime을 쓸 수 있어야 합니다.",
		En: "The account could not be unlocked; the connector account has to be able to write lockoutTime.",
	}},
	heard.Disabled: {visit: accountSteps, means: lang.Text{
		Ko: "계정이 사용 안 함 상태입니다.", En: "The account is disabled.",
	}},
	heard.MayNotChange: {visit: accountSteps, means: lang.Text{
		Ko: "이 사용자는 암호를 바꿀 수 없게 설정되어 있습니다.", En: "The user is barred from changing the password.",
	}},
	heard.AccessDenied: {visit: rightSteps, means: lang.Text{
		Ko: "Active Directory가 권한 때문에 거절했습니다. 보통 커넥터 계정의 권한이 모자랍니다.",
		En: "Active Directory refused for want of a right, usually one of the connector account.",
	}},
	heard.Protected: {visit: protectedSteps, means: lang.Text{
		Ko: "관리자 그룹에 있는 보호된 사용자입니다. 이런 계정의 암호는 쓰기 저장되지 않습니다.",
		En: "A protected user, in a group of administrators: passwords of such accounts are not written back.",
	}},
	heard.NoInheritance: {visit: protectedSteps, means: lang.Text{
		Ko: "권한 상속이 꺼져 있어 커넥터 계정의 권한이 사용자까지 내려오지 않습니다.",
		En: "Inheritance is off, so the rights of the connector account do not come down to the user.",
	}},
	heard.RemoteSAM: {visit: []steps.ID{"configuration/remote-sam", "configuration/sync-engine"}, means: lang.Text{
		Ko: "원격 SAM 호출 제한이 커넥터 계정을 막고 있습니다.", En: "The restriction of remote calls to SAM keeps the connector account out.",
	}},
	heard.MustChangeAgain: {visit: []steps.ID{"configuration/effective-rights", "configuration/user-account"}, means: lang.Text{
		Ko: "재설정한 뒤에도 암호를 다시 바꾸라고 합니다. 보통 도메인의 [암호 만료 해제(Unexpire Password)] 권한이 없습니다.",
		En: "After the reset the password has to be changed once more; usually the right Unexpire Password on the domain is missing.",
	}},
	heard.NotFound: {visit: missingSteps, means: lang.Text{
		Ko: "사용자를 Active Directory나 커넥터 공간에서 찾지 못했습니다.", En: "The user was not found in Active Directory or the connector space.",
	}},
	heard.Twice: {visit: twiceSteps, means: lang.Text{
		Ko: "같은 사용자에 해당하는 계정이 둘 이상입니다.", En: "Two or more accounts match the user.",
	}},
	heard.NotSynchronised: {visit: originSteps, means: lang.Text{
		Ko: "Active Directory와 동기화되는 계정이 아닐 수 있습니다. 클라우드에만 있는 계정은 쓰기 저장과 관계가 없습니다.",
		En: "The account may not be synchronised with Active Directory; writeback has no part in one of the cloud alone.",
	}},
	heard.OutsideScope: {visit: []steps.ID{"configuration/user-link", "configuration/user-origin"}, means: lang.Text{
		Ko: "사용자가 동기화 범위 밖에 있습니다.", En: "The user is outside the scope of the synchronisation.",
	}},
	heard.ControllerGone: {visit: pdcSteps, means: lang.Text{
		Ko: "도메인 컨트롤러에 연결하지 못했습니다.", En: "A domain controller could not be reached.",
	}},
	heard.ShortNames: {visit: contactSteps, means: lang.Text{
		Ko: "커넥터의 우선 도메인 컨트롤러 설정이 원인일 수 있습니다.", En: "The preferred domain controllers of the connector may be the cause.",
	}},
	heard.OldControllers: {visit: []steps.ID{"configuration/domain-controllers"}, means: lang.Text{
		Ko: "오래된 Windows Server의 도메인 컨트롤러가 있습니다.", En: "There is a domain controller of an old Windows Server.",
	}},
	heard.ClosedRPC: {visit: []steps.ID{"connectivity/domain-controller-ports", "configuration/pdc-emulator"}, means: lang.Text{
		Ko: "도메인 컨트롤러의 RPC 포트(135와 동적 RPC)에 연결하지 못했습니다.", En: "The RPC ports of the domain controller (135 and dynamic RPC) cannot be reached.",
	}},
	heard.InsecureLDAP: {visit: []steps.ID{"configuration/preferred-dc"}, means: lang.Text{
		Ko: "암호화하지 않은 LDAP 연결로 암호를 쓰려 했습니다.", En: "The password was to be set over an LDAP connection that is not encrypted.",
	}},
	heard.Unreachable: {visit: roadSteps, means: lang.Text{
		Ko: "클라우드가 온-프레미스의 쓰기 저장 서비스에 연결하지 못했습니다. 서비스가 멈추었거나 연결이 막혀 있습니다.",
		En: "The cloud cannot reach the writeback service on premises: the service stopped, or the road is closed.",
	}},
	heard.Misconfigured: {visit: refusedSteps, means: lang.Text{
		Ko: "온-프레미스 구성 때문에 Active Directory가 거절했습니다. 보호된 사용자이거나, 커넥터 계정의 권한이 모자라거나, 원격 SAM 호출이 막혀 있습니다.",
		En: "Active Directory refused because of its configuration: a protected user, a missing right of the connector account, or restricted remote calls to SAM.",
	}},
	heard.Firewall: {visit: firewallSteps, means: lang.Text{
		Ko: "방화벽이 Connect 서버에서 클라우드로 가는 연결을 막고 있을 수 있습니다.", En: "A firewall may close the road from the Connect server to the cloud.",
	}},
	heard.RelayDown: {visit: relaySteps, means: lang.Text{
		Ko: "테넌트의 Service Bus 릴레이에 연결하지 못했습니다.", En: "The tenant's Service Bus relay cannot be reached.",
	}},
	heard.ServiceUnreached: {visit: resetHostSteps, means: lang.Text{
		Ko: "암호 재설정 웹 서비스에 연결하지 못했습니다.", En: "The password reset web service cannot be reached.",
	}},
	heard.BadCertificate: {visit: []steps.ID{"connectivity/service-bus", "connectivity/password-reset-endpoint", "connectivity/outbound-tls"}, means: lang.Text{
		Ko: "상대의 인증서를 신뢰하지 않습니다. 보통 TLS 검사 장비가 연결을 가로챈 것입니다.",
		En: "The certificate of the other side is not trusted; usually a device that inspects TLS has put in its own.",
	}},
	heard.Inspected: {visit: []steps.ID{"connectivity/service-bus", "connectivity/password-reset-endpoint", "connectivity/proxy"}, means: lang.Text{
		Ko: "TLS 검사 장비가 연결을 가로채고 있습니다. 쓰기 저장에는 지원되지 않습니다.", En: "A device inspects TLS on the road, which is not supported.",
	}},
	heard.Proxy: {visit: []steps.ID{"connectivity/proxy", "connectivity/service-bus"}, means: lang.Text{
		Ko: "Connect 서버의 프록시가 원인일 수 있습니다.", En: "The proxy of the Connect server may be the cause.",
	}},
	heard.OldTLS: {visit: []steps.ID{"connectivity/outbound-tls", "connectivity/service-bus"}, means: lang.Text{
		Ko: "Connect 서버의 TLS 1.2나 .NET Framework 설정이 원인일 수 있습니다.", En: "TLS 1.2 or .NET Framework on the Connect server may be the cause.",
	}},
	heard.ClockOff: {visit: []steps.ID{"connectivity/clock"}, means: lang.Text{
		Ko: "시계가 서로 맞지 않습니다.", En: "The clocks differ.",
	}},
	heard.NameUnknown: {visit: []steps.ID{"connectivity/service-bus", "connectivity/password-reset-endpoint", "configuration/pdc-emulator"}, means: lang.Text{
		Ko: "이름을 DNS에서 찾지 못했습니다.", En: "A name was not found in DNS.",
	}},
	heard.IdleDrop: {visit: []steps.ID{"connectivity/idle", "connectivity/service-bus"}, means: lang.Text{
		Ko: "쉬고 있던 연결을 중간의 장비가 끊는 모습입니다. 처음은 실패하고 다시 하면 됩니다.",
		En: "Something on the road forgets idle connections: the first try fails and the next one works.",
	}},
	heard.EngineStopped: {visit: []steps.ID{"configuration/sync-engine"}, means: lang.Text{
		Ko: "Connect 서버의 동기화 서비스(ADSync)가 멈추어 있습니다.", En: "The sync service (ADSync) of the Connect server does not run.",
	}},
	heard.Staging: {visit: []steps.ID{"configuration/sync-engine"}, means: lang.Text{
		Ko: "스테이징 모드의 서버는 암호를 쓰지 않습니다.", En: "A server in staging mode writes no passwords.",
	}},
	heard.AgentTrouble: {visit: []steps.ID{"configuration/sync-engine", "connectivity/agent-version"}, means: lang.Text{
		Ko: "Cloud Sync 에이전트가 원인일 수 있습니다.", En: "The Cloud Sync agent may be the cause.",
	}},
	heard.AgentOld: {visit: []steps.ID{"connectivity/agent-version", "configuration/sync-engine"}, means: lang.Text{
		Ko: "Cloud Sync 에이전트의 버전이 원인일 수 있습니다.", En: "The version of the Cloud Sync agent may be the cause.",
	}},
	heard.SyncLate: {visit: syncSteps, means: lang.Text{
		Ko: "동기화가 오래 돌지 않았습니다.", En: "The synchronisation has not run for long.",
	}},
	heard.RunFailed: {visit: engineSteps, means: lang.Text{
		Ko: "동기화 엔진의 작업이 실패했습니다.", En: "A run of the sync engine failed.",
	}},
	heard.ConnectorAccount: {visit: []steps.ID{"configuration/connector-account", "configuration/full-sync"}, means: lang.Text{
		Ko: "AD DS 커넥터 계정의 상태나 암호가 원인일 수 있습니다.", En: "The state or the password of the AD DS Connector account may be the cause.",
	}},
	heard.ApplicationCert: {visit: []steps.ID{"configuration/connect-application"}, means: lang.Text{
		Ko: "Connect가 클라우드에 로그인하는 응용 프로그램의 인증서가 원인일 수 있습니다.", En: "The certificate of the application with which Connect signs in to the cloud may be the cause.",
	}},
	heard.WrongAdmin: {visit: adminSteps, means: lang.Text{
		Ko: "쓰기 저장을 켜려는 관리자 계정에 문제가 있습니다.", En: "Something is wrong with the administrator who switches writeback on.",
	}},
	heard.WritebackOff: {visit: switchSteps, means: lang.Text{
		Ko: "암호 쓰기 저장이 꺼져 있습니다.", En: "Password writeback is off.",
	}},
	heard.KeysDiffer: {visit: keySteps, means: keyTrouble},
	heard.OldVersion: {visit: []steps.ID{"connectivity/connect-version"}, means: lang.Text{
		Ko: "Entra Connect의 버전이 원인일 수 있습니다.", En: "The version of Entra Connect may be the cause.",
	}},
	heard.OddName: {visit: []steps.ID{"configuration/ou-name"}, means: lang.Text{
		Ko: "OU 이름에 든 예약 문자가 원인일 수 있습니다.", En: "A reserved character in the name of an OU may be the cause.",
	}},
	heard.FromAdminCenter: {ends: "never-written-back", means: lang.Text{
		Ko: "Microsoft 365 관리 센터에서 바꾼 암호는 Active Directory에 쓰이지 않습니다.", En: "A password set in the Microsoft 365 admin center is not written to Active Directory.",
	}},
	heard.FromPowerShell: {ends: "never-written-back", means: lang.Text{
		Ko: "PowerShell이나 Graph의 PATCH로 바꾼 암호는 Active Directory에 쓰이지 않습니다.", En: "A password set by PowerShell or by PATCH in Graph is not written to Active Directory.",
	}},
	heard.LinkMissing: {ends: "windows-link", means: lang.Text{
		Ko: "Windows 로그인 화면의 링크는 쓰기 저장과 관계가 없습니다.", En: "The link on the Windows sign-in screen has nothing to do with writeback.",
	}},
	heard.CatchingUp: {ends: "catching-up", means: lang.Text{
		Ko: "새 암호가 클라우드까지 가는 데 시간이 걸린다는 말입니다.", En: "The new password takes a while to reach the cloud.",
	}},
	heard.HalfDone: {ends: "passwords-differ", means: lang.Text{
		Ko: "Active Directory의 암호는 바뀌었고 클라우드에는 저장하지 못했습니다.", En: "Active Directory has the new password and the cloud could not store it.",
	}},
}
