package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var (
	// connectorDialog is where the settings of a connector stand.
	connectorDialog = lang.Text{
		Ko: "Connect 서버의 Synchronization Service Manager(miisclient.exe) > Connectors > AD 커넥터 > Properties",
		En: "Synchronization Service Manager (miisclient.exe) on the Connect server > Connectors > the AD connector > Properties",
	}
	// dialogGuard comes first whenever that dialog is to be opened.
	dialogGuard = lang.Text{
		Ko: "먼저 버전(설치된 버전: {version})을 확인하십시오. 2.5.3.0~2.5.190.0과 2.6.84.0이면 업그레이드를 먼저 하십시오. 여기서 커넥터를 편집하면 마법사가 고장 나거나(2.5.x), 파티션을 열 때 프로그램이 종료될 수 있습니다(2.6.84.0).",
		En: "Check the version first (installed: {version}). On 2.5.3.0 to 2.5.190.0 and on 2.6.84.0, upgrade before: editing connectors here can break the wizard, and 2.6.84.0 may crash when the partitions are opened.",
	}
	upgradeFirst = lang.Text{
		Ko: "먼저 Microsoft Entra 관리 센터에서 최신 Connect Sync를 받아 업그레이드하십시오. 설치된 버전({version})에서는 Synchronization Service Manager로 커넥터를 편집하지 마십시오.",
		En: "First get the newest Connect Sync from the Microsoft Entra admin center and upgrade. With the installed version ({version}) do not edit connectors in Synchronization Service Manager.",
	}
	removeDead = lang.Text{
		Ko: "Synchronization Service Manager > Connectors > AD 커넥터 > Properties > Configure Directory Partitions에서 도메인을 선택하고 Domain controller connection settings의 Configure를 눌러 {dead} 서버를 목록에서 빼십시오. 목록이 비면 자동 선택으로 돌아갑니다.",
		En: "In Synchronization Service Manager > Connectors > the AD connector > Properties > Configure Directory Partitions choose the domain, press Configure under Domain controller connection settings, and take {dead} off the list. With an empty list, a controller is chosen automatically.",
	}
	nameInFull = lang.Text{
		Ko: "Synchronization Service Manager > Connectors > AD 커넥터 > Properties > Configure Directory Partitions에서 도메인을 선택하고 Domain controller connection settings의 Configure를 눌러 {flat} 대신 전체 DNS 이름을 적으십시오.",
		En: "In Synchronization Service Manager > Connectors > the AD connector > Properties > Configure Directory Partitions choose the domain, press Configure under Domain controller connection settings, and enter the full DNS name in the place of {flat}.",
	}
	signThreePlaces = lang.Text{
		Ko: "'Sign and Encrypt LDAP Traffic'을 세 곳 모두에서 선택하십시오. Connect to Active Directory Forest > Options, 각 파티션의 Options, 파티션의 Alternate credentials > Options입니다.",
		En: "Tick 'Sign and Encrypt LDAP Traffic' in all three places: Connect to Active Directory Forest > Options, the Options of each partition, and a partition's Alternate credentials > Options.",
	}
	restartAfterwards = lang.Text{
		Ko: "저장한 다음 ADSync 서비스를 다시 시작하십시오.",
		En: "Save, then restart the ADSync service.",
	}
	signChanges = lang.Text{
		Ko: "Connect와 도메인 컨트롤러 사이의 LDAP 통신이 서명되고 암호화됩니다. 서비스가 잠시 멈춥니다.",
		En: "LDAP traffic between Connect and the domain controllers is signed and encrypted. The service pauses for a moment.",
	}
	signProof = lang.Text{
		Ko: "다음 암호 재설정에서 8023062C 오류 없이 이벤트 31002가 기록됩니다.",
		En: "The next reset logs event 31002 and no 8023062C.",
	}
	preferredChanges = lang.Text{
		Ko: "Connect가 동기화에 쓰는 도메인 컨트롤러가 바뀝니다. 쓰기 저장은 전과 같이 PDC 에뮬레이터로 갑니다.",
		En: "Connect uses other domain controllers for synchronisation. Writeback goes to the PDC emulator as before.",
	}
	restartSync = steps.Command{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"}
	testLDAP    = steps.Command{
		Shell: steps.PowerShell,
		Text:  "{preferred} -split ',' | ForEach-Object { Test-NetConnection -ComputerName $_ -Port 389 } | Select-Object ComputerName, TcpTestSucceeded",
	}
)

var editPreferred = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   connectorDialog,
	Do:      []lang.Text{dialogGuard, removeDead},
	Look:    []steps.Command{testLDAP},
	Changes: preferredChanges,
	Proof:   preferredProof,
	Link:    pageVersions,
}

var namePreferred = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   connectorDialog,
	Do:      []lang.Text{dialogGuard, nameInFull, restartAfterwards},
	Changes: preferredChanges,
	Link:    pageVersions,
}

var upgradeThenName = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   onServer,
	Do:      []lang.Text{upgradeFirst, nameInFull, restartAfterwards},
	Changes: preferredChanges,
	Link:    pageVersions,
}

var upgradeThenPreferred = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   onServer,
	Do:      []lang.Text{upgradeFirst, removeDead},
	Look:    []steps.Command{testLDAP},
	Changes: preferredChanges,
	Proof:   preferredProof,
	Link:    pageVersions,
}

var signTraffic = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   connectorDialog,
	Do:      []lang.Text{dialogGuard, signThreePlaces, restartAfterwards},
	Fix:     []steps.Command{restartSync},
	Changes: signChanges,
	Proof:   signProof,
	Link:    pageInsecure,
}

var upgradeThenSign = &steps.Remedy{
	Who:     []steps.Who{steps.ServerAdmin},
	Where:   onServer,
	Do:      []lang.Text{upgradeFirst, signThreePlaces, restartAfterwards},
	Fix:     []steps.Command{restartSync},
	Changes: signChanges,
	Proof:   signProof,
	Link:    pageInsecure,
}

var testPreferred = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: onServer,
	Do: []lang.Text{{
		Ko: "지정된 서버가 지금도 도메인 컨트롤러인지, Connect 서버에서 LDAP로 연결되는지 확인하십시오.",
		En: "Check whether the listed servers are still domain controllers and answer LDAP from the Connect server.",
	}},
	Look: []steps.Command{
		testLDAP,
		{Shell: steps.PowerShell, Text: "Get-ADDomainController -Filter * | Select-Object HostName"},
	},
	Link: pagePorts,
}

// preferredProof is how one sees that the list is right.
var preferredProof = lang.Text{
	Ko: "목록에 남은 서버는 Test-NetConnection 명령에서 모두 TcpTestSucceeded 값이 True입니다. 이 단계를 다시 확인하면 사라진 서버가 나오지 않습니다.",
	En: "Every server left in the list shows TcpTestSucceeded True in Test-NetConnection. Checked again, this step names none that is gone.",
}
