package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var connectorBranches = []steps.Branch{
	{
		On: "sound", Status: steps.Healthy,
		Label: lang.Text{Ko: "정상", En: "Sound"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})의 상태가 정상입니다. 사용 안 함, 잠김, 만료 상태가 아니고 관리자 그룹에도 속하지 않습니다.",
			En: "The connector account {account} is sound: not disabled, locked or expired, and in no administrators' group.",
		},
		Details: connectorDetails,
	},
	{
		On: "privileged", Status: steps.Warning,
		Label: lang.Text{Ko: "관리자 그룹", En: "Administrator group"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 관리자 그룹({groups})의 구성원입니다. 필요한 것보다 권한이 훨씬 크며, 새로 설치할 때는 허용되지 않습니다.",
			En: "The connector account {account} is a member of {groups}. That is far more than it needs, and new installations refuse it.",
		},
		Details: connectorDetails,
		Remedy:  leaveAdministrators,
	},
	{
		On: "disabled", Status: steps.Broken,
		Label: lang.Text{Ko: "사용 안 함", En: "Disabled"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 사용 안 함 상태입니다. 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} is disabled. Until it is enabled, no password is written.",
		},
		Details: connectorDetails,
		Remedy:  enableConnector, Explains: withoutSignIn(),
	},
	{
		On: "locked", Status: steps.Broken,
		Label: lang.Text{Ko: "잠김", En: "Locked out"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 잠겨 있습니다. 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} is locked out. Until it is unlocked, no password is written.",
		},
		Details: connectorDetails,
		Remedy:  unlockConnector, Explains: withoutSignIn(),
	},
	{
		On: "expired", Status: steps.Broken,
		Label: lang.Text{Ko: "계정 만료", En: "Account expired"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 만료되었습니다(만료: {expired_at}). 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} has expired ({expired_at}). Until it is prolonged, no password is written.",
		},
		Details: connectorDetails,
		Remedy:  prolongConnector, Explains: withoutSignIn(),
	},
	{
		On: "password-expired", Status: steps.Broken,
		Label: lang.Text{Ko: "암호 만료", En: "Password expired"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})의 암호가 만료되었거나 다음 로그온 때 바꾸도록 설정되어 있어 로그인하지 못합니다.",
			En: "The password of the connector account {account} has expired or must be changed at the next logon, so the account cannot sign in.",
		},
		Details: connectorDetails,
		Remedy:  renewConnector, Explains: withoutSignIn(),
	},
	{
		On: "protected-users", Status: steps.Broken,
		Label: lang.Text{Ko: "Protected Users", En: "In Protected Users"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 Protected Users 그룹의 구성원입니다. 이 그룹의 제한 때문에 서비스 계정으로 로그인하지 못합니다.",
			En: "The connector account {account} is a member of Protected Users, whose restrictions keep it from signing in as a service account.",
		},
		Details: connectorDetails,
		Remedy:  leaveProtectedUsers, Explains: withoutSignIn(),
	},
	{
		On: "password-too-long", Status: steps.Broken,
		Label: lang.Text{Ko: "암호가 너무 긺", En: "Password too long"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})의 암호가 256자를 넘습니다. 동기화 엔진은 이렇게 긴 암호로 로그인하지 못해 어떤 암호도 기록하지 못합니다(800700CE 오류, {failed_at}).",
			En: "The password of the connector account {account} is longer than 256 characters. The sync engine cannot sign in with one so long and writes no password (error 800700CE, {failed_at}).",
		},
		Details: connectorDetails,
		Remedy:  renewConnector, Explains: withoutSignIn(),
	},
	{
		On: "not-found", Status: steps.Broken,
		Label: lang.Text{Ko: "계정이 없음", En: "Not found"},
		Say: lang.Text{
			Ko: "커넥터에 설정된 계정({account})을 Active Directory에서 찾지 못했습니다. 삭제되었거나 이름이 바뀐 것입니다.",
			En: "The account that is set in the connector ({account}) was not found in Active Directory. It was deleted or renamed.",
		},
		Remedy: replaceConnector, Explains: withoutConnector(),
	},
	{
		On: steps.Unseen, Status: steps.Unknown,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "커넥터 계정의 상태를 디렉터리에서 읽지 못했습니다.",
			En: "The state of the connector account could not be read from the directory.",
		},
	},
}
