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
			Ko: "TLS 1.2를 끄는 값이 없습니다. 값 {absent}개가 없지만 Windows Server 2016 이상에서는 기본으로 켜져 있습니다.",
			En: "Nothing switches TLS 1.2 off. {absent} values are absent, and on Windows Server 2016 and later it is on by default.",
		},
	},
	{
		On: "net-strong-crypto-off", Status: steps.Warning,
		Label: lang.Text{Ko: "권장값과 다름", En: "Not as recommended"},
		Say: lang.Text{
			Ko: "TLS 1.2를 바로 끄지는 않지만 권장값과 다른 레지스트리 값이 있습니다: {differing}. .NET 프로그램이 오래된 프로토콜을 고를 수 있습니다.",
			En: "Registry values differ from what is recommended, without switching TLS 1.2 off: {differing}. .NET programs may choose an older protocol.",
		}, Remedy: enableTLS,
	},
	{
		On: "off", Status: steps.Broken,
		Label: lang.Text{Ko: "TLS 1.2가 꺼져 있음", En: "TLS 1.2 is off"},
		Say: lang.Text{
			Ko: "레지스트리에서 나가는 연결의 TLS 1.2가 꺼져 있습니다: {off}.",
			En: "The registry switches TLS 1.2 off for outbound connections: {off}.",
		}, Remedy: enableTLS,
		Explains: []steps.ID{"connectivity/password-reset-endpoint", "connectivity/service-bus", "connectivity/idle", "reenable/event-log"},
	},
	{
		On: "dotnet-old", Status: steps.Broken,
		Label: lang.Text{Ko: ".NET이 너무 오래됨", En: ".NET is too old"},
		Say: lang.Text{
			Ko: ".NET Framework가 4.7.2보다 오래되었거나 없습니다(Release {release}). 지금의 Microsoft Entra Connect Sync에는 4.7.2 이상이 필요합니다.",
			En: ".NET Framework is older than 4.7.2 or absent (Release {release}). Microsoft Entra Connect Sync needs 4.7.2 or later now.",
		}, Remedy: installDotNet,
		Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "dotnet-48-missing", Status: steps.Warning,
		Label: lang.Text{Ko: ".NET 4.8 아님", En: ".NET 4.8 missing"},
		Say: lang.Text{
			Ko: ".NET Framework는 4.7.2 이상이지만 4.8은 아닙니다(Release {release}). 쓰기 저장 문제 해결 문서는 4.8 이상을 요구합니다.",
			En: ".NET Framework is 4.7.2 or later and not 4.8 (Release {release}). The vendor's page on writeback problems asks for 4.8 or later.",
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
		{Ko: "그룹 정책이 이 값을 다시 쓰지 않는지 먼저 확인합니다.", En: "First check that no group policy writes these values back."},
		{Ko: "아래 명령을 관리자 권한 PowerShell에서 실행합니다.", En: "Run the commands below in an elevated PowerShell."},
		{Ko: "서버를 다시 시작합니다.", En: "Restart the server."},
	},
	Run: []steps.Command{
		{Shell: steps.PowerShell, Text: `if (-not (Test-Path "` + schannel + `")) { New-Item -Path "` + schannel + `" -Force }`},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + schannel + `" -Name Enabled -Value 1` + dword},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + schannel + `" -Name DisabledByDefault -Value 0` + dword},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4 + `" -Name SystemDefaultTlsVersions -Value 1` + dword},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4 + `" -Name SchUseStrongCrypto -Value 1` + dword},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4On32 + `" -Name SystemDefaultTlsVersions -Value 1` + dword},
		{Shell: steps.PowerShell, Text: `New-ItemProperty -Path "` + net4On32 + `" -Name SchUseStrongCrypto -Value 1` + dword},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path "` + schannel + `" -Name Enabled, DisabledByDefault`},
		{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path "` + net4 + `", "` + net4On32 + `" -Name SystemDefaultTlsVersions, SchUseStrongCrypto`},
	},
	Changes: lang.Text{
		Ko: "이 서버의 모든 .NET 프로그램이 TLS 1.2를 쓰게 됩니다. 다시 시작하는 동안 동기화와 쓰기 저장이 멈춥니다. 되돌리는 명령은 값을 지워 시스템 기본값으로 돌립니다.",
		En: "Every .NET program on this server uses TLS 1.2. Synchronisation and writeback pause during the restart. The commands that undo it delete the values, back to the system's default.",
	},
	Proof: lang.Text{
		Ko: "다시 시작한 다음 이 단계가 정상으로 나옵니다.",
		En: "After the restart, this step is healthy.",
	},
	Link: tlsPage,
}

var installDotNet = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 설치된 버전을 확인합니다. 528040 이상이면 4.8입니다.", En: "See the installed version with the command below. 528040 or more is 4.8."},
		{Ko: "Windows 업데이트나 오프라인 설치 파일로 .NET Framework 4.8 이상을 설치합니다.", En: "Install .NET Framework 4.8 or later by Windows Update or the offline installer."},
		{Ko: "서버를 다시 시작합니다.", En: "Restart the server."},
	},
	Run: []steps.Command{
		{Shell: steps.PowerShell, Text: `(Get-ItemProperty "HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full").Release`},
	},
	Changes: lang.Text{
		Ko: "서버를 다시 시작하는 동안 동기화와 쓰기 저장이 멈춥니다.",
		En: "Synchronisation and writeback pause while the server restarts.",
	},
	Proof: lang.Text{Ko: "이 단계가 정상으로 나옵니다.", En: "This step is healthy."},
	Link:  prerequisitesPage,
}
