package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var openPDCPorts = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버와 PDC 에뮬레이터 사이의 방화벽", En: "The firewalls between the Connect server and the PDC emulator"},
	Do: []lang.Text{
		{
			Ko: "Connect 서버({from})에서 {host} 서버로 가는 TCP 88, 135, 389, 445와 동적 RPC 49152-65535를 허용하십시오. 445는 자주 빠뜨리는 포트입니다.",
			En: "Allow TCP 88, 135, 389, 445 and dynamic RPC 49152-65535 from the Connect server ({from}) to {host}. 445 is the one that is often forgotten.",
		},
		{
			Ko: "어디서 막혔는지는 결과로 짐작할 수 있습니다. '응답 없음'은 대개 방화벽이 막은 것, '연결 거부됨'은 포트가 닫힌 것, '가는 경로 없음'은 네트워크 경로가 없는 것입니다.",
			En: "The result hints at where it is closed: 'no answer' is usually a firewall, 'connection refused' a closed port, and 'no route' a missing network route.",
		},
		{
			Ko: "네 포트가 모두 막혔다면 {host} 서버가 켜져 있는지 먼저 확인하십시오.",
			En: "If all four are closed, check first whether {host} is up.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "88, 135, 389, 445 | ForEach-Object { Test-NetConnection -ComputerName {host} -Port $_ } | Select-Object ComputerName, RemotePort, TcpTestSucceeded"}},
	Changes: lang.Text{
		Ko: "Connect 서버에서 이 도메인 컨트롤러로 가는 연결만 열립니다.",
		En: "Only connections from the Connect server to this domain controller are opened.",
	},
	Proof: lang.Text{
		Ko: "서버에서 위 명령을 실행하면 네 포트 모두 TcpTestSucceeded 값이 True입니다.",
		En: "On the server the command shows TcpTestSucceeded as True for all four ports.",
	},
	Link: pagePorts,
}

var openAccountPDC = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버와 {account_domain} 도메인 사이의 방화벽", En: "The firewalls between the Connect server and the domain {account_domain}"},
	Do: []lang.Text{
		{
			Ko: "Connect 서버({from})에서 {account_host} 서버로 가는 TCP 88, 135, 389, 445와 동적 RPC 49152-65535를 허용하십시오.",
			En: "Allow TCP 88, 135, 389, 445 and dynamic RPC 49152-65535 from the Connect server ({from}) to {account_host}.",
		},
		{
			Ko: "서버가 꺼져 있거나 역할 소유자가 사라졌다면({account_how}) AD 관리자가 그 도메인의 PDC 에뮬레이터 역할을 정상 서버로 옮겨야 합니다.",
			En: "If the server is down, or the role owner is gone ({account_how}), the AD administrator has to move that domain's PDC emulator role to a healthy server.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADDomain -Identity {account_domain} | Select-Object DNSRoot, PDCEmulator"}},
	Changes: lang.Text{
		Ko: "Connect 서버에서 이 도메인 컨트롤러로 가는 연결만 열립니다.",
		En: "Only connections from the Connect server to this domain controller are opened.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 두 도메인의 PDC 에뮬레이터에 모두 연결됩니다.",
		En: "Checked again, this step reaches the PDC emulators of both domains.",
	},
	Link: pagePorts,
}

var mendOtherPDCs = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버와 문제가 있는 도메인({others}) 사이의 방화벽, 그리고 그 도메인", En: "The firewalls between the Connect server and the domains that are named ({others}), and those domains"},
	Do: []lang.Text{
		{
			Ko: "문제를 겪는 사용자가 이 도메인에 있는지 먼저 확인하십시오.",
			En: "See first whether the users who have the problem are in these domains.",
		},
		{
			Ko: "Connect 서버에서 그 도메인의 PDC 에뮬레이터로 가는 TCP 88, 135, 389, 445와 동적 RPC 49152-65535를 허용하십시오.",
			En: "Allow TCP 88, 135, 389, 445 and dynamic RPC 49152-65535 from the Connect server to the PDC emulators of those domains.",
		},
		{
			Ko: "역할 소유자가 사라졌다면 AD 관리자가 그 도메인의 PDC 에뮬레이터 역할을 정상 서버로 옮겨야 합니다.",
			En: "Where the role owner is gone, the AD administrator has to move that domain's PDC emulator role to a healthy server.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "(Get-ADForest).Domains | ForEach-Object { Get-ADDomain -Identity $_ -Server $_ } | Select-Object DNSRoot, PDCEmulator"}},
	Changes: lang.Text{
		Ko: "Connect 서버에서 이 도메인 컨트롤러들로 가는 연결만 열립니다.",
		En: "Only connections from the Connect server to these domain controllers are opened.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 다른 도메인의 문제가 나오지 않습니다.",
		En: "Checked again, this step names no other domain.",
	},
	Link: pagePorts,
}

var fixResolver = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.Network},
	Where: lang.Text{Ko: "Connect 서버의 네트워크 어댑터 DNS 설정과 AD DNS 영역", En: "The DNS settings of the Connect server's network adapter, and the AD DNS zone"},
	Do: []lang.Text{
		{
			Ko: "Connect 서버가 AD를 아는 DNS 서버를 쓰는지 확인하십시오. 공용 DNS만 지정되어 있으면 이름을 찾지 못합니다.",
			En: "Check that the Connect server asks a DNS server that knows the AD domain. With public DNS servers alone the name is not found.",
		},
		{
			Ko: "AD DNS 영역에 {host} 서버의 A 레코드가 있는지 확인하십시오.",
			En: "Check that the AD zone holds an A record for {host}.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-DnsClientServerAddress -AddressFamily IPv4"},
		{Shell: steps.PowerShell, Text: "Resolve-DnsName -Name {host} -Type A"},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Clear-DnsClientCache"}},
	Changes: lang.Text{
		Ko: "어댑터의 DNS를 바꾸면 이 서버의 모든 이름 확인에 영향을 줍니다.",
		En: "Changing the DNS servers of the adapter changes every name lookup of this server.",
	},
	Proof: lang.Text{
		Ko: "서버에서 Resolve-DnsName 명령이 PDC 에뮬레이터의 주소를 돌려줍니다.",
		En: "On the server Resolve-DnsName returns the address of the PDC emulator.",
	},
	Link: pageLocator,
}

var refreshSRV = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "PDC 에뮬레이터와 AD DNS 영역", En: "The PDC emulator and the AD DNS zone"},
	Do: []lang.Text{
		{
			Ko: "아래의 nltest 명령으로 {host} 서버의 Netlogon 서비스가 DNS 레코드를 다시 등록하게 하십시오.",
			En: "With the nltest command below, have Netlogon on {host} register its DNS records again.",
		},
		{
			Ko: "DNS 관리자에서 _ldap._tcp.pdc._msdcs 아래에 다른 서버를 가리키는 레코드({srv})가 남아 있으면 지우십시오.",
			En: "In DNS Manager, remove any record left under _ldap._tcp.pdc._msdcs that names another server ({srv}).",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Resolve-DnsName -Type SRV -Name ('_ldap._tcp.pdc._msdcs.' + {domain})"}},
	Fix:  []steps.Command{{Shell: steps.Cmd, Text: "nltest /server:{host} /dsregdns"}},
	Changes: lang.Text{
		Ko: "PDC를 찾는 SRV 레코드가 지금의 역할 소유자를 가리키게 됩니다.",
		En: "The SRV record for the PDC will name the present role owner.",
	},
	Proof: lang.Text{
		Ko: "SRV 조회 결과가 역할 소유자 한 대만 가리킵니다.",
		En: "The SRV lookup names the role owner and nothing else.",
	},
	Link: pageLocator,
}

var seizeRole = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "새 PDC 에뮬레이터가 될 도메인 컨트롤러", En: "The domain controller that is to be the PDC emulator"},
	Do: []lang.Text{
		{
			Ko: "사라진 서버를 다시 쓰지 않는 것이 확실한지 먼저 확인하십시오. 역할을 강제로 가져온 뒤에는 그 서버를 네트워크에 다시 연결하면 안 됩니다.",
			En: "Make sure first that the lost server never comes back. Once its role is seized, it must not be connected again.",
		},
		{
			Ko: "정상 도메인 컨트롤러에서 아래 명령으로 PDC 에뮬레이터 역할을 강제로 가져온 다음, 사라진 서버의 메타데이터를 정리하십시오.",
			En: "On a healthy domain controller, seize the PDC emulator role with the commands below, then clean up the metadata of the lost one.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "netdom query fsmo"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Move-ADDirectoryServerOperationMasterRole -Identity $env:COMPUTERNAME -OperationMasterRole PDCEmulator -Force"}},
	Changes: lang.Text{
		Ko: "도메인 전체의 PDC 에뮬레이터가 바뀝니다. 암호 변경, 시간 동기화, 그룹 정책 편집이 새 서버로 향합니다. 되돌릴 수 없습니다.",
		En: "The whole domain gets another PDC emulator: password changes, time and group policy editing go there. This cannot be undone.",
	},
	Proof: lang.Text{
		Ko: "netdom query fsmo 결과의 PDC 항목이 새 서버를 가리킵니다.",
		En: "netdom query fsmo names the new server as PDC.",
	},
	Link: pageRoles,
}

var measurePDC = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Microsoft Entra Connect Sync 서버", En: "The Microsoft Entra Connect Sync server"},
	Do: []lang.Text{
		{
			Ko: "이 프로그램을 Connect 서버에서 실행하거나, 그 서버에서 writeback-doctor collect 명령으로 수집한 파일을 여십시오.",
			En: "Run this program on the Connect server, or open a file that writeback-doctor collect wrote there.",
		},
		{
			Ko: "당장 확인하려면 Connect 서버에서 아래 명령을 실행하십시오.",
			En: "To see at once, run the command below on the Connect server.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "88, 135, 389, 445 | ForEach-Object { Test-NetConnection -ComputerName {host} -Port $_ } | Select-Object ComputerName, RemotePort, TcpTestSucceeded"}},
	Link: pagePorts,
}

var signInToRead = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.ADAdmin},
	Where: lang.Text{Ko: "이 프로그램", En: "This program"},
	Do: []lang.Text{{
		Ko: "도메인에 로그인할 계정을 입력하고 다시 확인하십시오. 일반 사용자 계정이면 됩니다.",
		En: "Enter an account to sign in to the domain with, and check again. An ordinary user account will do.",
	}},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "netdom query fsmo"}},
	Link: pageRoles,
}
