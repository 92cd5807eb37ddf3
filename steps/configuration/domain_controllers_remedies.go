package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var listSystems = steps.Command{
	Shell: steps.PowerShell,
	Text:  "Get-ADDomainController -Filter * | Select-Object HostName, OperatingSystem, OperatingSystemVersion, IsReadOnly, OperationMasterRoles",
}

var replaceControllers = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "도메인 컨트롤러", En: "The domain controllers"},
	Do: []lang.Text{
		{
			Ko: "해당 도메인 컨트롤러를 지원되는 Windows Server로 교체할 계획을 세우십시오({hosts}). 지금 오류의 원인이라는 뜻은 아닙니다.",
			En: "Plan to replace these domain controllers with a supported Windows Server ({hosts}). That does not mean that they cause the present error.",
		},
		{
			Ko: "PDC 에뮬레이터 역할은 Windows Server 2016 이상에 두십시오.",
			En: "Keep the PDC emulator role on Windows Server 2016 or later.",
		},
	},
	Look: []steps.Command{listSystems},
	Changes: lang.Text{
		Ko: "새 도메인 컨트롤러를 추가하고 오래된 것을 내리는 작업으로, 도메인 전체에 영향을 줍니다.",
		En: "New domain controllers are added and old ones demoted, which concerns the whole domain.",
	},
	Proof: lang.Text{
		Ko: "명령이 보여 주는 OperatingSystem 값이 모두 지원되는 Windows Server이고, OperationMasterRoles에 PDCEmulator가 있는 서버가 Windows Server 2016 이상입니다.",
		En: "Every OperatingSystem that the command shows is a supported Windows Server, and the one with PDCEmulator among its OperationMasterRoles runs Windows Server 2016 or later.",
	},
	Link: pageReleases,
}

var movePDC = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "PDC 에뮬레이터가 될 Windows Server 2016 이상의 도메인 컨트롤러", En: "A domain controller on Windows Server 2016 or later"},
	Do: []lang.Text{
		{
			Ko: "새 PDC 에뮬레이터가 될 도메인 컨트롤러에서 Get-ADRootDSE 명령의 결과가 True인지 확인한 다음, Move-ADDirectoryServerOperationMasterRole 명령으로 역할을 옮기십시오.",
			En: "On the domain controller that is to be the new PDC emulator, see that Get-ADRootDSE returns True, then move the role with Move-ADDirectoryServerOperationMasterRole.",
		},
		{
			Ko: "새 PDC가 도메인의 시간 원본이 되므로 시간 설정도 함께 옮기십시오.",
			En: "The new PDC becomes the time source of the domain, so move the time settings along.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "(Get-ADRootDSE -Server $env:COMPUTERNAME).supportedControl -contains '1.2.840.113556.1.4.2239'"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Move-ADDirectoryServerOperationMasterRole -Identity $env:COMPUTERNAME -OperationMasterRole PDCEmulator"}},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "Move-ADDirectoryServerOperationMasterRole -Identity {hosts} -OperationMasterRole PDCEmulator"},
	},
	Changes: lang.Text{
		Ko: "도메인의 암호 변경, 시간 동기화, 그룹 정책 편집이 새 PDC로 향합니다.",
		En: "Password changes, time and group policy editing of the domain go to the new PDC.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 PDC 에뮬레이터가 컨트롤을 지원하는 것으로 나옵니다.",
		En: "Checked again, this step shows a PDC emulator that supports the control.",
	},
	Link: pageWriteback,
}

var replicateUser = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "권한이나 계정을 방금 바꾸었다면 복제를 기다리십시오. 같은 사이트에서는 대개 1분 안에, 다른 사이트에는 몇 시간 뒤에 닿습니다.",
			En: "If a right or the account was changed just now, wait for replication: within a site it usually takes less than a minute, to another site it can take hours.",
		},
		{
			Ko: "repadmin /showobjmeta 명령으로 어느 서버의 변경이 더 새것인지 보고(nTSecurityDescriptor 줄의 버전과 시각), repadmin /showrepl 명령으로 복제 오류가 없는지 확인하십시오.",
			En: "See with repadmin /showobjmeta whose change is newer (version and time in the line nTSecurityDescriptor), and with repadmin /showrepl whether replication has errors.",
		},
		{
			Ko: "오류가 없으면 repadmin /syncall 명령으로 이 도메인을 바로 복제하십시오.",
			En: "If it has none, replicate this domain at once with repadmin /syncall.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "foreach ($c in @({source}) + {targets}.Split(',')) { $c; repadmin /showobjmeta $c {user_dn} | Select-String nTSecurityDescriptor }"},
		{Shell: steps.PowerShell, Text: "repadmin /showrepl * /errorsonly"},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "foreach ($c in @({source}) + {targets}.Split(',')) { repadmin /syncall $c {domain_dn} /e }"}},
	Changes: lang.Text{
		Ko: "이미 있는 변경이 더 빨리 퍼질 뿐, 새로 바뀌는 것은 없습니다. 그래서 되돌릴 것도 없습니다.",
		En: "Changes that exist already arrive sooner; nothing new is changed, so there is nothing to undo.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 모든 도메인 컨트롤러의 사본이 같습니다.",
		En: "Checked again, this step finds the same copy on every domain controller.",
	},
	Link: pageReplication,
}

var readCopies = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.Network},
	Where: lang.Text{Ko: "도메인 컨트롤러에 연결되는 컴퓨터", En: "A machine that reaches the domain controllers"},
	Do: []lang.Text{
		{
			Ko: "모든 도메인 컨트롤러에 로그인할 수 있는 계정과 컴퓨터로 다시 확인하십시오. 암호로 로그인하려면 서버마다 신뢰할 수 있는 LDAPS 인증서가 있어야 합니다.",
			En: "Check again with an account and from a machine that can sign in to every domain controller. To sign in with a password, each of them needs an LDAPS certificate that is trusted.",
		},
		{
			Ko: "손으로 비교하려면 아래 명령을 실행하십시오. nTSecurityDescriptor 줄의 버전이 모든 서버에서 같으면 사본도 같습니다.",
			En: "To compare by hand, run the command below. Where the version in the line nTSecurityDescriptor is the same, so is the copy.",
		},
	},
	Look:    []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADDomainController -Filter * | ForEach-Object { $_.HostName; repadmin /showobjmeta $_.HostName {user_dn} | Select-String nTSecurityDescriptor }"}},
	Changes: lang.Text{Ko: "이 명령은 읽기만 합니다.", En: "The command only reads."},
	Link:    pageReplication,
}

var raiseForest = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "포리스트 루트 도메인", En: "The root domain of the forest"},
	Do: []lang.Text{{
		Ko: "오래된 도메인 컨트롤러를 모두 교체한 다음 포리스트 기능 수준을 올리십시오. 대개 되돌릴 수 없습니다.",
		En: "Replace all old domain controllers, then raise the forest functional level. Usually that cannot be undone.",
	}},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADForest | Select-Object Name, ForestMode"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADForestMode -Identity (Get-ADForest).Name -ForestMode Windows2016Forest"}},
	Changes: lang.Text{
		Ko: "더 오래된 운영 체제의 도메인 컨트롤러를 포리스트에 둘 수 없게 됩니다.",
		En: "The forest can no longer hold domain controllers on older systems.",
	},
	Link: pageLevels,
}

var nameSystem = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "도메인 컨트롤러", En: "The domain controllers"},
	Do: []lang.Text{{
		Ko: "해당 도메인 컨트롤러({hosts})가 어떤 시스템인지 확인하고, 공급업체의 지원 기간과 암호 정책 힌트 컨트롤 지원 여부를 알아보십시오.",
		En: "Find out what these domain controllers run ({hosts}), how long its vendor supports it, and whether it supports the policy-hints control.",
	}},
	Look: []steps.Command{listSystems},
	Link: pageReleases,
}

var askController = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.Network},
	Where: lang.Text{Ko: "도메인 컨트롤러에 연결되는 컴퓨터", En: "A machine that reaches the domain controllers"},
	Do: []lang.Text{{
		Ko: "해당 도메인 컨트롤러({hosts})가 켜져 있는지 확인하고, LDAP로 연결되는 컴퓨터에서 다시 확인하십시오.",
		En: "Check whether these domain controllers are up ({hosts}), and check again from a machine that reaches them by LDAP.",
	}},
	Look: []steps.Command{listSystems},
	Link: pagePorts,
}
