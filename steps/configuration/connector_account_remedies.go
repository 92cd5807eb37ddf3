package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var (
	inDirectory = lang.Text{
		Ko: "도메인 컨트롤러 또는 Active Directory 관리 도구가 있는 컴퓨터",
		En: "A domain controller, or a machine with the Active Directory administration tools",
	}
	connectorProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 정상으로 나오고, 다음 델타 가져오기 결과가 success입니다.",
		En: "Checking this step again finds the account sound, and the next delta import ends with success.",
	}
)

var enableConnector = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "누가 왜 사용 안 함으로 바꾸었는지 먼저 확인하십시오. 오래 쓰지 않은 계정을 정리하는 스크립트 때문일 수 있습니다.", En: "Find out first who disabled it and why. A script that cleans up unused accounts may have done it."},
		{Ko: "아래 명령으로 커넥터 계정({account})을 사용하도록 설정하십시오.", En: "Enable the connector account {account} with the command below."},
	},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Enable-ADAccount -Identity {dn}"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Disable-ADAccount -Identity {dn}"}},
	Changes: lang.Text{
		Ko: "커넥터 계정이 다시 Active Directory에 로그인할 수 있습니다.",
		En: "The connector account can sign in to the directory again.",
	},
	Proof: connectorProof, Link: pageAccounts,
}

var unlockConnector = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.ServerAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "어느 컴퓨터가 틀린 암호로 로그인을 시도하는지 PDC 에뮬레이터의 보안 로그(이벤트 4740)에서 확인하십시오.", En: "Look in the Security log of the PDC emulator (event 4740) for the machine that tries a wrong password."},
		{Ko: "아래 명령으로 잠금을 푸십시오. Connect에 저장된 암호가 틀렸다면 곧 다시 잠기므로 커넥터의 암호도 고치십시오.", En: "Unlock the account. If the password stored in Connect is wrong, it locks again soon, so correct that too."},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Unlock-ADAccount -Identity {dn}"}},
	Changes: lang.Text{
		Ko: "계정의 잠금만 풀리며 암호는 바뀌지 않습니다.",
		En: "Only the lock is taken off; the password stays.",
	},
	Proof: connectorProof, Link: pageAccountRenewal,
}

var prolongConnector = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{{
		Ko: "만료 날짜를 둔 까닭을 확인한 다음, 커넥터 계정({account})의 만료 날짜를 없애거나 뒤로 미루십시오.",
		En: "Find out why there is an expiry date, then remove that of the connector account {account}, or move it.",
	}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Clear-ADAccountExpiration -Identity {dn}"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADAccountExpiration -Identity {dn} -DateTime ([datetimeoffset]{expired_at}).LocalDateTime"}},
	Changes: lang.Text{
		Ko: "계정이 더 이상 날짜로 만료되지 않습니다.",
		En: "The account no longer expires by date.",
	},
	Proof: connectorProof, Link: pageAccounts,
}

var renewConnector = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.ServerAdmin},
	Where: lang.Text{Ko: "디렉터리, 이어서 Connect 서버의 Synchronization Service Manager", En: "The directory, then Synchronization Service Manager on the Connect server"},
	Do: []lang.Text{
		{Ko: "디렉터리에서 새 암호를 설정하고 '암호 사용 기간 제한 없음'을 켜십시오. 암호는 256자를 넘으면 안 됩니다(800700CE 오류).", En: "Set a new password in the directory and switch 'Password never expires' on. It must not be longer than 256 characters (error 800700CE)."},
		{Ko: "같은 암호를 커넥터의 Connect to Active Directory Forest에 입력하고 ADSync 서비스를 다시 시작하십시오.", En: "Enter the same password under Connect to Active Directory Forest of the connector and restart the ADSync service."},
		{Ko: "2.5.3.0~2.5.190.0과 2.6.84.0 버전에서는 커넥터를 편집하기 전에 업그레이드하십시오.", En: "On versions 2.5.3.0 to 2.5.190.0 and 2.6.84.0, upgrade before editing the connector."},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Set-ADAccountPassword -Identity {dn} -Reset -NewPassword (Read-Host -AsSecureString)"},
		{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -PasswordNeverExpires $true -ChangePasswordAtLogon $false"},
	},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -PasswordNeverExpires $false"}},
	Changes: lang.Text{
		Ko: "커넥터 계정의 암호가 바뀝니다. 커넥터에 새 암호를 입력할 때까지 동기화가 실패합니다. 암호 변경 자체는 되돌릴 수 없습니다.",
		En: "The connector account gets another password. Synchronisation fails until the connector has it. The change of password itself cannot be undone.",
	},
	Proof: connectorProof, Link: pageAccountRenewal,
}

var leaveProtectedUsers = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{{
		Ko: "커넥터 계정을 Protected Users 그룹에서 빼십시오. 다른 그룹을 통해 들어 있으면 그 그룹에서 빼십시오.",
		En: "Take the connector account out of Protected Users, or out of the group through which it is in there.",
	}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Remove-ADGroupMember -Identity 'Protected Users' -Members {dn}"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Add-ADGroupMember -Identity 'Protected Users' -Members {dn}"}},
	Changes: lang.Text{
		Ko: "이 계정에 적용되던 Protected Users 그룹의 강화된 로그인 제한이 없어집니다.",
		En: "The hardened sign-in restrictions of Protected Users no longer apply to this account.",
	},
	Proof: connectorProof, Link: pageProtected,
}

var leaveAdministrators = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.ServerAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "필요한 권한만 가진 새 계정을 만들어 커넥터에 지정하는 편이 안전합니다. 지금 오류의 원인은 아니므로 계획을 세워 바꾸십시오.", En: "The safe way is a new account with just the rights it needs. This is not the cause of the present error, so plan the change."},
		{Ko: "그룹에서 빼려면, 그 전에 Set-ADSync로 시작하는 두 명령으로 암호 쓰기 저장과 암호 해시 동기화 권한을 직접 부여하십시오. AdSyncConfig 모듈이 있는 Connect 서버에서 실행하고, 유효 권한 단계가 정상인지 본 다음 Remove-ADGroupMember 명령을 실행하십시오.", En: "Before taking it out of the group, grant the rights for password writeback and hash synchronisation with the two commands that begin with Set-ADSync, on the Connect server, which has the AdSyncConfig module. See that the step on effective rights is healthy, then run Remove-ADGroupMember."},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: `Import-Module (Get-Item 'C:\Program Files\Microsoft Azure A*Connect\AdSyncConfig\AdSyncConfig.psm1').FullName`},
		{Shell: steps.PowerShell, Text: "Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountDN {dn}"},
		{Shell: steps.PowerShell, Text: "Set-ADSyncPasswordHashSyncPermissions -ADConnectorAccountDN {dn}"},
		{Shell: steps.PowerShell, Text: "foreach ($g in {group_sids}.Split(',')) { Remove-ADGroupMember -Identity $g -Members {dn} }"},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "foreach ($g in {group_sids}.Split(',')) { Add-ADGroupMember -Identity $g -Members {dn} }"},
	},
	Changes: lang.Text{
		Ko: "커넥터 계정에 도메인 루트에서 상속되는 권한이 부여되고, 그다음 그룹에서 빠집니다. 다른 그룹을 통해 들어 있으면 그 그룹에서 빼야 합니다.",
		En: "The connector account is granted rights that are inherited from the domain root, then leaves the group. If it is in there through another group, take it out of that one.",
	},
	Proof: connectorProof,
	Link:  pageAccount,
}

var replaceConnector = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버", En: "The Connect server"},
	Do: []lang.Text{
		{Ko: "Get-ADSyncADConnectorAccount 명령으로 어느 계정이 커넥터에 설정되어 있는지 확인하십시오. Get-ADObject 명령이 보여 주는 삭제된 계정 가운데 있으면 AD 휴지통에서 복원하십시오.", En: "See with Get-ADSyncADConnectorAccount which account the connector is set to. If it is among the deleted ones that Get-ADObject lists, restore it from the AD Recycle Bin."},
		{Ko: "복원할 수 없으면 새 계정을 만들고 권한을 부여한 다음 커넥터에 지정하십시오.", En: "If it cannot be restored, make a new account, grant it the rights, and set it in the connector."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: `Import-Module (Get-Item 'C:\Program Files\Microsoft Azure A*Connect\AdSyncConfig\AdSyncConfig.psm1').FullName; Get-ADSyncADConnectorAccount`},
		{Shell: steps.PowerShell, Text: "Get-ADObject -IncludeDeletedObjects -LDAPFilter '(&(isDeleted=TRUE)(objectClass=user)(!(objectClass=computer)))' | Select-Object Name, ObjectGUID"},
	},
	Changes: lang.Text{
		Ko: "복원하거나 새 계정을 지정하면 동기화 엔진이 다시 로그인할 수 있습니다.",
		En: "With a restored or a new account the engine can sign in again.",
	},
	Proof: connectorProof, Link: pageAccount,
}
