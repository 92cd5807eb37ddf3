package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The commands below write or take back exactly the entries that are missing,
// each an allow entry for descendants of class user (schemaIDGUID bf967aba-…,
// as "Descendant User objects" of the GUI). dsacls /R would take back every
// entry of the account instead, so the way back is PowerShell's.
const (
	openDescriptor = "Import-Module ActiveDirectory; $p = 'AD:\\' + {ou}; $a = Get-Acl -Path $p; " +
		"$s = (New-Object Security.Principal.NTAccount {account}).Translate([Security.Principal.SecurityIdentifier]); "
	eachEntry = "foreach ($g in {grants}.Split(',')) { $k, $i = $g.Split(':'); " +
		"$r = New-Object DirectoryServices.ActiveDirectoryAccessRule($s, $k, 'Allow', [guid]$i, 'Descendents', [guid]'bf967aba-0de6-11d0-a285-00aa003049e2'); "
	saveDescriptor = "Set-Acl -Path $p -AclObject $a"
)

var grantRights = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "사용자가 들어 있는 OU({ou})에서 빠진 권한만 부여하십시오. 빠진 권한: {rights}.",
			En: "Grant just what is missing, on the OU that holds the user ({ou}): {rights}.",
		},
		{
			Ko: "같은 문제가 여러 OU에 있으면 도메인 루트({domain_dn})에서 한 번에 부여해도 됩니다.",
			En: "If several OUs have the same problem, it can be granted once on the domain root ({domain_dn}).",
		},
		{
			Ko: "dsacls 명령과 PowerShell 명령은 같은 일을 하므로 하나만 실행하십시오. 둘 다 PowerShell에 붙여 넣을 수 있습니다.",
			En: "The dsacls command and the PowerShell command do the same, so run one of them. Both can be pasted into PowerShell.",
		},
	},
	Run: []steps.Command{
		{Shell: steps.PowerShell, Text: "dsacls {ou} /I:S /G ({permissions}.Split('|'))"},
		{Shell: steps.PowerShell, Text: openDescriptor + eachEntry + "$a.AddAccessRule($r) }; " + saveDescriptor},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: openDescriptor + eachEntry + "[void]$a.RemoveAccessRuleSpecific($r) }; " + saveDescriptor},
	},
	Changes: lang.Text{
		Ko: "이 OU 아래의 모든 사용자(user 클래스)에 대해 커넥터 계정이 위 권한을 얻습니다. inetOrgPerson 사용자에게는 적용되지 않습니다.",
		En: "The connector account gets these rights on every user (class user) under this OU. Users of class inetOrgPerson are not covered.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다. 큰 도메인에서는 전파에 한 시간 이상 걸릴 수 있습니다.",
		En: "Checking this step again finds everything granted. In a big domain propagation can take an hour or more.",
	},
	Link: pageTutorial,
}

var mendInheritance = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "이 사용자가 보호된 그룹(예: Domain Admins)의 구성원이면 원래 그런 것이므로 그대로 두십시오. '보호된 사용자와 상속' 단계에서 확인할 수 있습니다.",
			En: "If the user is a member of a protected group such as Domain Admins, this is by design; leave it. The step Protected user and inheritance shows whether it is.",
		},
		{
			Ko: "보호된 그룹의 구성원이 아니면 아래 명령으로 사용자 개체의 상속을 다시 켜고, 그다음 OU({ou})에 빠진 권한이 있는지 다시 확인하십시오.",
			En: "Otherwise switch inheritance on again on the user object with the command below, then check again whether the OU ({ou}) still lacks a right.",
		},
	},
	Run:  []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {user_dn} /P:N"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {user_dn} /P:Y"}},
	Changes: lang.Text{
		Ko: "사용자 개체가 상위 OU의 모든 권한 항목을 다시 상속합니다.",
		En: "The user object inherits every entry of its OUs again.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다.",
		En: "Checking this step again finds everything granted.",
	},
	Link: pageAccessRights,
}

var removeDeny = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "첫 번째 명령으로 지금의 보안 설명자를 저장한 다음, 두 번째 명령으로 {where} 개체에서 거부 항목(대상: {trustee})을 찾으십시오. 누가 왜 두었는지도 확인하십시오.",
			En: "Save the present security descriptor with the first command, then find the deny entry for {trustee} on {where} with the second. Find out who put it there and why.",
		},
		{
			Ko: "필요 없으면 [속성] > [보안] > [고급]에서 그 거부 항목만 지우십시오. 필요하면 커넥터 계정이 속하지 않은 그룹으로 대상을 좁히십시오.",
			En: "If it is not needed, remove this one entry under Properties > Security > Advanced. If it is needed, narrow it to a group that the connector account is not in.",
		},
	},
	Run: []steps.Command{
		{Shell: steps.PowerShell, Text: "Import-Module ActiveDirectory; (Get-Acl -Path ('AD:\\' + {where})).Sddl | Set-Content -Path .\\before.sddl"},
		{Shell: steps.PowerShell, Text: "(Get-Acl -Path ('AD:\\' + {where})).Access | Where-Object AccessControlType -eq 'Deny' | Format-List IdentityReference, ActiveDirectoryRights, ObjectType, IsInherited"},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "$p = 'AD:\\' + {where}; $a = Get-Acl -Path $p; $a.SetSecurityDescriptorSddlForm((Get-Content -Path .\\before.sddl -Raw).Trim(), 'Access'); Set-Acl -Path $p -AclObject $a"},
	},
	Changes: lang.Text{
		Ko: "거부 항목을 지우면 그 대상에 속한 모든 계정의 권한이 달라집니다.",
		En: "Removing a deny entry changes what every account behind it may do.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 거부된 권한이 없습니다.",
		En: "Checking this step again finds nothing denied.",
	},
	Link: pageAccessRights,
}

var grantUnexpire = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "도메인 루트({domain_dn}) 개체에 암호 만료 해제(Unexpire Password) 권한을 부여하십시오. '이 개체만' 적용이면 충분합니다.",
			En: "Grant Unexpire Password on the domain root ({domain_dn}). 'This object only' is enough.",
		},
		{
			Ko: "기본값으로는 Authenticated Users에 부여되어 있습니다. 없다면 누군가 지운 것이므로 이유를 확인하십시오.",
			En: "By default Authenticated Users hold it. Where it is missing somebody removed it, so find out why.",
		},
	},
	Run: []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {domain_dn} /G {unexpire}"}},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "Import-Module ActiveDirectory; $p = 'AD:\\' + {domain_dn}; $a = Get-Acl -Path $p; " +
			"$s = (New-Object Security.Principal.NTAccount {account}).Translate([Security.Principal.SecurityIdentifier]); " +
			"[void]$a.RemoveAccessRuleSpecific((New-Object DirectoryServices.ActiveDirectoryAccessRule($s, 'ExtendedRight', 'Allow', [guid]'ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501'))); " + saveDescriptor},
	},
	Changes: lang.Text{
		Ko: "커넥터 계정이 설정한 암호가 더 이상 바로 만료된 것으로 표시되지 않습니다.",
		En: "Passwords that the connector account sets are no longer marked as expired at once.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다.",
		En: "Checking this step again finds everything granted.",
	},
	Link: pageTutorial,
}

var readDescriptor = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "사용자와 도메인 루트의 보안 설명자를 읽을 수 있는 계정으로 다시 확인하십시오.",
			En: "Check again with an account that may read the security descriptors of the user and of the domain root.",
		},
		{
			Ko: "손으로 보려면 아래 명령으로 커넥터 계정에 대한 항목을 확인하십시오.",
			En: "To look by hand, read the entries for the connector account with the commands below.",
		},
	},
	Run:  []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {user_dn}"}, {Shell: steps.PowerShell, Text: "dsacls {domain_dn}"}},
	Link: pageAccessRights,
}

var allowChangeAgain = &steps.Remedy{
	Who: []steps.Who{steps.Helpdesk, steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "사용자가 암호를 잊었다면 변경이 아니라 셀프 서비스 재설정을 하도록 안내하십시오.",
			En: "If the user has forgotten the password, tell them to reset it rather than to change it.",
		},
		{
			Ko: "사용자가 암호를 스스로 변경해야 한다면 AD 관리자가 계정 옵션에서 [사용자가 암호를 변경할 수 없음]을 지우십시오. 공용 계정이라 일부러 켜 둔 것인지 먼저 확인하십시오.",
			En: "If the user is to change the password, the AD administrator clears User cannot change password in the account options. See first whether it was set on purpose, for a shared account.",
		},
	},
	Run:     []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {user_dn} -CannotChangePassword $false"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {user_dn} -CannotChangePassword $true"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다.",
		En: "Checking this step again finds everything granted.",
	},
	Link: pageAccessRights,
}
