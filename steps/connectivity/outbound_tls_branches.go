package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var tlsBranches = []steps.Branch{
	{
		On: "on", Status: steps.Healthy,
		Label: lang.Text{Ko: "켜져 있음", En: "On"},
		Say: lang.Text{
			Ko: "레지스트리에 TLS 1.2가 켜져 있고 .NET Framework 버전도 충분합니다(Release {release}).",
			En: "TLS 1.2 is switched on in the registry, and .NET Framework is new enough (Release {release}).",
		},
	},
	{
		On: "default", Status: steps.Healthy,
		Label: lang.Text{Ko: "시스템 기본값", En: "System default"},
		Say: lang.Text{
			Ko: "TLS 1.2를 끄는 설정이 없습니다. 설정하지 않은 값이 {absent}개 있지만, Windows Server 2016 이상에서는 TLS 1.2가 기본으로 켜져 있습니다.",
			En: "Nothing switches TLS 1.2 off. Values that are not set: {absent}; on Windows Server 2016 and later TLS 1.2 is on by default.",
		},
	},
	{
		On: "net-strong-crypto-off", Status: steps.Warning,
		Label: lang.Text{Ko: "권장값과 다름", En: "Not as recommended"},
		Say: lang.Text{
			Ko: "TLS 1.2가 꺼진 것은 아니지만 .NET 프로그램이 오래된 프로토콜을 고를 수 있습니다. 권장값과 다른 레지스트리 값은 다음과 같습니다: {differing}.",
			En: "TLS 1.2 is not off, but .NET programs may choose an older protocol. These registry values differ from what is recommended: {differing}.",
		}, Remedy: enableTLS,
	},
	{
		On: "odd-values", Status: steps.Unknown,
		Label: lang.Text{Ko: "뜻을 알 수 없는 값", En: "Values of no known meaning"},
		Say: lang.Text{
			Ko: "레지스트리 값 가운데 Microsoft 문서에 뜻이 적혀 있지 않은 것이 있어, TLS 1.2가 켜져 있는지 알 수 없습니다: {odd}. 값의 종류는 DWORD여야 합니다(- 표시는 다른 종류).",
			En: "Some registry values have no published meaning, so whether TLS 1.2 is on is not known: {odd}. The type has to be DWORD (- means another type).",
		}, Remedy: enableTLS,
	},
	{
		On: "off", Status: steps.Broken,
		Label: lang.Text{Ko: "TLS 1.2 꺼짐", En: "TLS 1.2 is off"},
		Say: lang.Text{
			Ko: "이 서버에서 밖으로 나가는 연결에 TLS 1.2를 쓸 수 없습니다. 레지스트리의 다음 값이 TLS 1.2를 끕니다: {off}.",
			En: "Outbound connections of this server cannot use TLS 1.2. These registry values switch it off: {off}.",
		}, Remedy: enableTLS,
		Explains: []steps.ID{"connectivity/password-reset-endpoint", "connectivity/service-bus", "connectivity/idle", "reenable/event-log"},
	},
	{
		On: "dotnet-old", Status: steps.Broken,
		Label: lang.Text{Ko: ".NET이 오래됨", En: ".NET is too old"},
		Say: lang.Text{
			Ko: ".NET Framework가 4.7.2보다 오래되었습니다(Release {release}). 지금 버전의 Microsoft Entra Connect Sync에는 4.7.2 이상이 필요합니다.",
			En: ".NET Framework is older than 4.7.2 (Release {release}). Current versions of Microsoft Entra Connect Sync need 4.7.2 or later.",
		}, Remedy: installDotNet,
		Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "dotnet-48-missing", Status: steps.Warning,
		Label: lang.Text{Ko: ".NET 4.8 아님", En: ".NET 4.8 missing"},
		Say: lang.Text{
			Ko: ".NET Framework가 4.8보다 오래되었습니다(Release {release}). Connect는 4.7.2부터 동작하지만, Microsoft의 쓰기 저장 문제 해결 문서는 4.8 이상을 요구합니다.",
			En: ".NET Framework is older than 4.8 (Release {release}). Connect runs from 4.7.2 on, but Microsoft's page on writeback problems asks for 4.8 or later.",
		}, Remedy: installDotNet,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Connect 서버의 TLS 설정을 읽지 못했습니다.",
			En: "The TLS settings of the Connect server could not be read.",
		},
	},
}

// net4 and schannel are where the values stand ("TLS 1.2 enforcement for
// Microsoft Entra Connect").
const (
	net4     = `HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`
	net4On32 = `HKLM:\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319`
	schannel = `HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`
	dword    = " -PropertyType DWord -Force"
)

var enableTLS = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "그룹 정책이 이 값을 다시 덮어쓰지 않는지 먼저 확인하십시오.", En: "First check that no group policy writes these values back."},
		{Ko: "아래 명령을 관리자 권한 PowerShell에서 실행하십시오.", En: "Run the commands below in an elevated PowerShell."},
		{Ko: "서버를 다시 시작하십시오. 그동안 동기화가 멈춥니다.", En: "Restart the server. Synchronisation pauses meanwhile."},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: `if (-not (Test-Path "` + schannel + `")) { New-Item -Path "` + schannel + `" -Force }`},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + schannel + `" -Name Enabled -Value 1` + dword, Title: lang.Text{Ko: "TLS 1.2 켜기", En: "Switch TLS 1.2 on"}},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + schannel + `" -Name DisabledByDefault -Value 0` + dword, Title: lang.Text{Ko: "TLS 1.2를 기본으로 쓰기", En: "Use TLS 1.2 by default"}},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4 + `" -Name SystemDefaultTlsVersions -Value 1` + dword, Title: lang.Text{Ko: ".NET(64비트)이 시스템의 TLS를 쓰기", En: ".NET, 64 bits: use the TLS of the system"}},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4 + `" -Name SchUseStrongCrypto -Value 1` + dword, Title: lang.Text{Ko: ".NET(64비트)의 강한 암호화", En: ".NET, 64 bits: strong cryptography"}},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4On32 + `" -Name SystemDefaultTlsVersions -Value 1` + dword, Title: lang.Text{Ko: ".NET(32비트)이 시스템의 TLS를 쓰기", En: ".NET, 32 bits: use the TLS of the system"}},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4On32 + `" -Name SchUseStrongCrypto -Value 1` + dword, Title: lang.Text{Ko: ".NET(32비트)의 강한 암호화", En: ".NET, 32 bits: strong cryptography"}},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path "` + schannel + `" -Name Enabled, DisabledByDefault`},
		{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path "` + net4 + `", "` + net4On32 + `" -Name SystemDefaultTlsVersions, SchUseStrongCrypto`},
	},
	Changes: lang.Text{
		Ko: "이 서버의 모든 .NET 프로그램이 TLS 1.2를 쓰게 됩니다. 다시 시작하는 동안 동기화와 쓰기 저장이 멈춥니다. 되돌리는 명령은 값을 지워 시스템 기본값으로 되돌립니다.",
		En: "Every .NET program on this server uses TLS 1.2. Synchronisation and writeback pause during the restart. The undo commands delete the values, which brings back the system default.",
	},
	Proof: lang.Text{
		Ko: "서버를 다시 시작한 뒤 이 단계를 다시 확인하면 정상으로 나옵니다.",
		En: "Checked again after the restart, this step is healthy.",
	},
	Link: tlsPage,
}

var installDotNet = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 설치된 버전을 확인하십시오. 528040 이상이면 4.8 이상입니다.", En: "Read the installed version with the command below. 528040 or more means 4.8 or later."},
		{Ko: "Windows 업데이트나 오프라인 설치 파일로 .NET Framework 4.8 이상을 설치하십시오.", En: "Install .NET Framework 4.8 or later by Windows Update or the offline installer."},
		{Ko: "서버를 다시 시작하십시오. 그동안 동기화가 멈춥니다.", En: "Restart the server. Synchronisation pauses meanwhile."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: `(Get-ItemProperty "HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full").Release`}},
	Changes: lang.Text{
		Ko: "서버를 다시 시작하는 동안 동기화와 쓰기 저장이 멈춥니다.",
		En: "Synchronisation and writeback pause while the server restarts.",
	},
	Proof: lang.Text{Ko: "이 단계를 다시 확인하면 정상으로 나옵니다.", En: "Checked again, this step is healthy."},
	Link:  prerequisitesPage,
}
