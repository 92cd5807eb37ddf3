package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
)

// The commands of this file write or take back exactly the entries that they
// are about: by dsacls, or through ADSI ("ActiveDirectorySecurity Class" of the
// .NET reference), which binds by the DN and writes the DACL alone. A slash,
// which divides an ADSI path, is escaped ("Special Characters" of the ADSI
// reference). dsacls /R would take back every entry of an account, and /P:Y
// would leave copies of what was inherited, so every way back is ADSI's.
const (
	saveDACL = "$o.psbase.CommitChanges()"

	// The connector may name the account in a way that Windows does not resolve.
	accountSID = "$s = {grantee}; $s = if ($s -like 'S-1-*') { [Security.Principal.SecurityIdentifier]$s } " +
		"else { (New-Object Security.Principal.NTAccount $s).Translate([Security.Principal.SecurityIdentifier]) }; "
	eachGrant = "foreach ($g in {grants}.Split(',')) { $k, $i = $g.Split(':'); " +
		"$r = New-Object DirectoryServices.ActiveDirectoryAccessRule($s, $k, 'Allow', [guid]$i, 'Descendents', [guid]{heir}); "
)

// openDACL reads the DACL of the object whose DN fills a blank.
func openDACL(blank string) string {
	return "$o = [ADSI]('LDAP://' + {" + blank + "}.Replace('/', '\\/')); " +
		"$o.psbase.Options.SecurityMasks = 'Dacl'; $d = $o.psbase.ObjectSecurity; "
}

// inheritAgain switches inheritance on, and inheritNothing off again, with the
// entries gone that came by it.
func inheritAgain(blank string) steps.Command {
	of := inheriting(blank)
	return steps.Command{
		Shell: steps.PowerShell, Text: "dsacls {" + blank + "} /P:N",
		Title: lang.Text{Ko: of.Ko + "의 상속 다시 켜기", En: "Switch inheritance on again " + of.En},
	}
}

func inheritNothing(blank string) steps.Command {
	of := inheriting(blank)
	return steps.Command{
		Shell: steps.PowerShell, Text: openDACL(blank) + "$d.SetAccessRuleProtection($true, $false); " + saveDACL,
		Title: lang.Text{Ko: of.Ko + "의 상속 다시 끄기", En: "Switch inheritance off again " + of.En},
	}
}

// inheriting is what the blank of an object names.
func inheriting(blank string) lang.Text {
	if blank == "dn" || blank == "user_dn" {
		return lang.Text{Ko: "이 사용자", En: "for this user"}
	}
	return lang.Text{Ko: "상위 컨테이너", En: "above"}
}

var (
	grantByDsacls = steps.Command{
		Shell: steps.PowerShell, Text: "dsacls {ou} /I:S /G ({permissions}.Split('|'))",
		Title: lang.Text{Ko: "빠진 권한 부여하기", En: "Grant what is missing"},
	}
	grantByADSI = steps.Command{
		Shell: steps.PowerShell, Text: openDACL("ou") + accountSID + eachGrant + "$d.AddAccessRule($r) }; " + saveDACL,
		Title: lang.Text{Ko: "빠진 권한을 GUID로 부여하기", En: "Grant what is missing by GUID"},
	}
	takeBack = steps.Command{
		Shell: steps.PowerShell, Text: openDACL("ou") + accountSID + eachGrant + "$d.RemoveAccessRuleSpecific($r) }; " + saveDACL,
		Title: lang.Text{Ko: "부여한 권한 거두기", En: "Take back the grant"},
	}
)

var (
	eitherCommand = lang.Text{
		Ko: "'고치기'와 '다른 방법 1'은 같은 일을 하므로 하나만 실행하십시오. dsacls가 권한의 이름을 모른다고 하면 GUID를 쓰는 '다른 방법 1'을 실행하십시오.",
		En: "Fix and Other way 1 do the same, so run one of them. If dsacls does not know the name of a right, run Other way 1, which uses GUIDs.",
	}
	grantChanges = lang.Text{
		Ko: "이 컨테이너 아래의 모든 사용자({class} 클래스)에 대해 커넥터 계정이 위 권한을 얻습니다. 다른 클래스의 개체에는 적용되지 않습니다.",
		En: "The connector account gets these rights on every user of class {class} under this container. Objects of other classes are not covered.",
	}
	grantProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다. 큰 도메인에서는 전파에 한 시간 이상 걸릴 수 있습니다.",
		En: "Checking this step again finds everything granted. In a big domain propagation can take an hour or more.",
	}
)

var grantRights = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "사용자가 들어 있는 컨테이너({ou})에서 빠진 권한만 부여하십시오. 빠진 권한: {rights}.",
			En: "Grant just what is missing, on the container that holds the user ({ou}): {rights}.",
		},
		{
			Ko: "같은 문제가 여러 OU에 있으면 도메인 루트({domain_dn})에서 한 번에 부여해도 됩니다. 단, 중간에 상속이 꺼진 컨테이너가 있으면 그 아래로는 내려오지 않습니다.",
			En: "If several OUs have the same problem, it can be granted once on the domain root ({domain_dn}); it does not come down past a container whose inheritance is off.",
		},
		eitherCommand,
	},
	Fix:     []steps.Command{grantByDsacls},
	Undo:    []steps.Command{takeBack},
	Or:      []steps.Way{{Do: []steps.Command{grantByADSI}, Undo: []steps.Command{takeBack}}},
	Changes: grantChanges, Proof: grantProof, Link: pageTutorial,
}

var grantBelowTheCut = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "누가 왜 상속을 껐는지 확인하십시오. 일부러 끈 것이면 그대로 두고, 사용자가 들어 있는 컨테이너({ou})에서 빠진 권한만 부여하십시오: {rights}. '고치기'로 하며, '다른 방법 1'은 같은 일을 GUID로 합니다. 이 컨테이너 아래의 사용자만 해결됩니다.",
			En: "Find out who switched inheritance off, and why. If it was on purpose, leave it off and grant just what is missing on the container that holds the user ({ou}): {rights}. That is Fix; Other way 1 does the same by GUID. It helps the users below that container alone.",
		},
		{
			Ko: "일부러 끈 것이 아니면 그 대신 '다른 방법 2'로 상속을 다시 켜십시오({stops}). 위에서 부여한 모든 권한이 다시 내려오므로, 그 아래의 다른 OU에 있는 사용자까지 모두 해결됩니다.",
			En: "If it was not, switch inheritance on again instead on {stops}, by Other way 2. Everything that is granted above comes down again, so it helps everybody below, in other OUs too.",
		},
	},
	Fix:  []steps.Command{grantByDsacls},
	Undo: []steps.Command{takeBack},
	Or: []steps.Way{
		{Do: []steps.Command{grantByADSI}, Undo: []steps.Command{takeBack}},
		{Do: []steps.Command{inheritAgain("stops")}, Undo: []steps.Command{inheritNothing("stops")}},
	},
	Changes: lang.Text{
		Ko: "부여하면 이 컨테이너 아래의 사용자({class} 클래스)에 대해 커넥터 계정이 위 권한만 얻습니다. 상속을 켜면 쓰기 저장과 관계없는 위임도 함께 내려옵니다.",
		En: "Granting gives the connector account just these rights on the users of class {class} under the container. Switching inheritance on brings every other delegation down too.",
	},
	Proof: grantProof, Link: pageTutorial,
}

var mendInheritance = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "이 사용자가 보호된 그룹(예: Domain Admins)의 구성원이면 Microsoft가 쓰기 저장을 지원하지 않는 계정이므로 그대로 두십시오. '보호된 사용자와 상속' 단계에서 확인할 수 있습니다.",
			En: "If the user is a member of a protected group such as Domain Admins, writeback is not supported for the account; leave it. The step Protected user and inheritance shows whether it is.",
		},
		{
			Ko: "보호된 그룹에서는 빠졌지만 보호 표시(adminCount=1)가 남은 사용자이면 아래 명령 대신 '보호된 사용자와 상속' 단계의 명령을 쓰십시오. 표시도 지웁니다.",
			En: "If the user has left the group and the mark adminCount=1 was left behind, use the commands of the step Protected user and inheritance instead: they clear the mark as well.",
		},
		{
			Ko: "둘 다 아니면 아래 명령으로 사용자 개체의 상속을 다시 켜고, 그다음 컨테이너({ou})에 빠진 권한이 있는지 다시 확인하십시오.",
			En: "Otherwise switch inheritance on again on the user object with the command below, then check again whether the container ({ou}) still lacks a right.",
		},
	},
	Fix:  []steps.Command{inheritAgain("user_dn")},
	Undo: []steps.Command{inheritNothing("user_dn")},
	Changes: lang.Text{
		Ko: "사용자 개체가 상위 컨테이너의 모든 권한 항목을 다시 상속합니다. 되돌리면 상속된 항목이 다시 없어집니다.",
		En: "The user object inherits every entry from above again. Undone, it loses them again.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나오거나, 상위 컨테이너에 빠진 권한이 나옵니다.",
		En: "Checking this step again finds everything granted, or what the containers above still lack.",
	},
	Link: pageAccessRights,
}

// findDenials selects the entries on an object that are exactly those found:
// by trustee, mask, object type, inheriting class, and where they go if that
// was seen. A mask may be generic, which the enumeration of .NET has no name
// for, and PowerShell makes no number into a value that has none: ToObject does.
const findDenials = "$f = @(foreach ($e in {entries}.Split(',')) { $t, $m, $i, $h, $w = $e.Split(';'); " +
	"$d.GetAccessRules($true, $false, [Security.Principal.SecurityIdentifier]) | Where-Object { $_.AccessControlType -eq 'Deny' " +
	"-and $_.IdentityReference.Value -eq $t -and [int]$_.ActiveDirectoryRights -eq $m -and $_.ObjectType -eq [guid]$i -and $_.InheritedObjectType -eq [guid]$h " +
	"-and (-not $w -or $_.InheritanceType -eq $w) } }); "

var removeDeny = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "거부 항목(대상: {trustee})을 누가 왜 두었는지 확인하십시오. 필요하면 커넥터 계정이 속하지 않은 그룹으로 대상을 좁히십시오.",
			En: "Find out who put the deny entry for {trustee} there, and why. If it is needed, narrow it to a group that the connector account is not in.",
		},
		{
			Ko: "필요 없으면 아래 명령으로 그 항목만 지우십시오. 항목이 있는 개체: {where}. 지운 항목은 denied.xml 파일에 저장되며, 되돌리는 명령이 그 파일을 읽습니다.",
			En: "If it is not needed, remove exactly that entry with the command below. It stands on: {where}. What is removed is kept in denied.xml, which the undo reads.",
		},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: openDACL("where") + findDenials +
		"$f | Select-Object @{ n = 'Sid'; e = { $_.IdentityReference.Value } }, @{ n = 'Mask'; e = { [int]$_.ActiveDirectoryRights } }, " +
		"@{ n = 'Object'; e = { [string]$_.ObjectType } }, @{ n = 'Scope'; e = { [string]$_.InheritanceType } }, @{ n = 'Heir'; e = { [string]$_.InheritedObjectType } } | " +
		"Export-Clixml -Path .\\denied.xml; foreach ($r in $f) { $d.RemoveAccessRuleSpecific($r) }; " + saveDACL}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: openDACL("where") +
		"foreach ($r in @(Import-Clixml -Path .\\denied.xml)) { $d.AddAccessRule((New-Object DirectoryServices.ActiveDirectoryAccessRule(" +
		"([Security.Principal.SecurityIdentifier]$r.Sid), ([Enum]::ToObject([DirectoryServices.ActiveDirectoryRights], $r.Mask)), " +
		"'Deny', [guid]$r.Object, $r.Scope, [guid]$r.Heir))) }; " + saveDACL}},
	Changes: lang.Text{
		Ko: "거부 항목을 지우면 그 대상에 속한 모든 계정의 권한이 달라집니다.",
		En: "Removing a deny entry changes what every account behind it may do.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 거부된 권한이 없습니다. 다른 항목도 거부하고 있었거나, 허용하는 항목이 따로 없으면 그것이 나옵니다.",
		En: "Checking this step again finds nothing denied. Where another entry denies too, or none grants the right, it says so.",
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
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {domain_dn} /G {unexpire}"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: openDACL("domain_dn") + accountSID +
		"$d.RemoveAccessRuleSpecific((New-Object DirectoryServices.ActiveDirectoryAccessRule($s, 'ExtendedRight', 'Allow', [guid]'" + needed.UnexpirePassword.GUID + "'))); " + saveDACL}},
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

var settleOpinions = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{
			Ko: "커넥터 계정의 그룹이 방금 바뀌었다면 몇 분 뒤에 다시 확인하십시오. 로그인할 때의 그룹으로 계산하기 때문입니다.",
			En: "If the groups of the connector account were changed just now, check again in a few minutes: rights are worked out with the groups of the sign-in.",
		},
		{
			Ko: "그래도 다르면 사용자의 [속성(Properties)] > [보안(Security)] > [고급(Advanced)] > [유효 액세스(Effective Access)]에서 커넥터 계정을 골라 보십시오. 이 프로그램의 계산이 틀렸을 수 있으므로 결과를 저장하여 알려 주십시오.",
			En: "If they still differ, pick the connector account under Properties > Security > Advanced > Effective Access of the user. This program may be wrong: save the walk and report it.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {user_dn}"}},
	Link: pageAccessRights,
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
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "dsacls {user_dn}"}, {Shell: steps.PowerShell, Text: "dsacls {domain_dn}"}},
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
			Ko: "사용자가 암호를 스스로 변경해야 한다면 AD 관리자가 계정 옵션에서 [사용자가 암호를 변경할 수 없음(User cannot change password)]을 지우십시오. 공용 계정이라 일부러 켜 둔 것인지 먼저 확인하십시오.",
			En: "If the user is to change the password, the AD administrator clears User cannot change password in the account options. See first whether it was set on purpose, for a shared account.",
		},
	},
	Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {user_dn} -CannotChangePassword $false"}},
	Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {user_dn} -CannotChangePassword $true"}},
	Changes: thisUserOnly,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모두 부여된 것으로 나옵니다.",
		En: "Checking this step again finds everything granted.",
	},
	Link: pageAccessRights,
}
