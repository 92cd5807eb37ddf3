package command

import "example.com/writeback-doctor/steps/lang"

// How somebody exports on the Connect server what no script may collect there.
// PowerShell takes them as they stand, in several lines.
const (
	exportEvents = `  $q = "*[System[Provider[@Name='PasswordResetService' or @Name='ADSync'" +
    " or @Name='Directory Synchronization'] and" +
    " TimeCreated[timediff(@SystemTime) <= 604800000]]]"
  wevtutil qe Application "/q:$q" /f:RenderedXml /e:Events > events.xml`
	exportSaved = `  wevtutil epl Application events.evtx`
	exportTable = `  $at = @{
    n = 'TimeCreated'; e = { $_.TimeCreated.ToUniversalTime().ToString('o') }
  }
  Get-WinEvent -LogName Application -MaxEvents 2000 |
    Select-Object $at, ProviderName, Id, Level, MachineName, Message |
    Export-Csv events.csv -NoTypeInformation -Encoding UTF8`
	exportCmdlets = `  & {
    "MachineName : $env:COMPUTERNAME"
    "CollectedAtUtc : $((Get-Date).ToUniversalTime().ToString('o'))"
    Get-ADSyncScheduler | Format-List
    $c = Get-ADSyncConnector |
      Where-Object SubType -like '*Azure Active Directory*'
    Get-ADSyncAADPasswordResetConfiguration -Connector $c.Name |
      Format-List Enabled, ServiceStatus, OnboardingRequiredStatus
    Get-CimInstance Win32_Service -Filter "Name='ADSync'" |
      Format-List State, StartMode, StartName
  } > server.txt`
)

// scriptWays are the ways on which the script looks at the server.
func scriptWays() lang.Text {
	return lang.Text{
		Ko: `Connect 서버를 보는 방법. 위에 있는 것일수록 많이 봅니다.
모두 읽기만 합니다.

1. Connect 서버에서 이 프로그램을 실행합니다.
  writeback-doctor

2. 도메인에 가입된 다른 Windows에서 PowerShell 원격으로 봅니다. 서버 관리자
   권한이 필요하고, 서버 이름은 전체 DNS 이름으로 적습니다.
  writeback-doctor check --server sync01.corp.contoso.com

3. 서버 관리자가 수집하고 파일을 보냅니다.
  writeback-doctor collect --out connect-server.json

4. 그 서버에 프로그램을 둘 수 없으면 스크립트만 보냅니다. 스크립트는
   writeback-doctor collect --script collect.ps1 명령으로 만듭니다.
  powershell.exe -ExecutionPolicy Bypass -File collect.ps1 -OutFile r.json

`,
		En: `Ways to the Connect server. The higher it stands, the more it shows. All read
only.

1. Run this program on the Connect server.
  writeback-doctor

2. From another Windows machine of the domain, through PowerShell remoting. It
   takes an administrator of the server, and the server's full DNS name.
  writeback-doctor check --server sync01.corp.contoso.com

3. The server administrator collects, and sends the file.
  writeback-doctor collect --out connect-server.json

4. Where the program may not run there, send the script alone. It is written
   by writeback-doctor collect --script collect.ps1
  powershell.exe -ExecutionPolicy Bypass -File collect.ps1 -OutFile r.json

`,
	}
}

// exportWays are those on which somebody exports something.
func exportWays() lang.Text {
	return lang.Text{
		Ko: `5. 스크립트를 실행할 수 없으면 Application(응용 프로그램) 로그를 저장합니다.
   이벤트 뷰어의 '다른 이름으로 모든 이벤트 저장'(.evtx)도 같습니다.
` + exportSaved + `
   .evtx 파일은 어느 컴퓨터에서나 그대로 열립니다. 로그가 256 MB를 넘으면
   쓰기 저장의 이벤트만 내보냅니다(PowerShell).
` + exportEvents + `
   표가 필요하면 시각을 UTC로 적습니다.
` + exportTable + `

6. 명령 몇 개만 허용되면 그 출력을 보냅니다(Windows PowerShell).
` + exportCmdlets + `

받은 파일은 writeback-doctor open 파일 명령이나
--server-file 옵션으로 엽니다. 메일로 받은 5번(XML, 표)이나 6번의 글, 이벤트
뷰어에서 복사한 이벤트('세부 정보를 텍스트로 복사')는 오류 문구를 묻는 곳에
붙여 넣어도 됩니다.
형식, 크기, 수집한 때와 서버, 끝까지 있는지를 먼저 확인합니다.
골라낸 이벤트나 온전하지 않은 로그로는 고장만 알 수 있고 정상은 알 수 없습니다.
그래도 없는 것은 마법사의 각 단계에서 사람이 답할 수 있습니다.`,
		En: `5. Where no script may run, save the Application log. 'Save All Events As' of
   the Event Viewer (.evtx) does the same.
` + exportSaved + `
   The .evtx file opens as it is, on any machine. Of a log of more than 256 MB,
   export the events of writeback alone (PowerShell).
` + exportEvents + `
   A table has to write its times in UTC.
` + exportTable + `

6. Where a few commands are allowed, send what they print (Windows PowerShell).
` + exportCmdlets + `

Open what came with writeback-doctor open FILE, or --server-file. The text of 5
(XML, table) or 6 that came by mail, and events copied in the Event Viewer
('Copy Details as Text'), can also be pasted where the words on the screen are
asked for. Its form, its size, when and on which server it was made and whether
it is whole are looked at first. Of events that somebody selected, and of a log
that is not whole, only faults can be told, never that all is well. What is
still missing a person can answer at each step of the wizard.`,
	}
}

// serverText says by which ways the Connect server is looked at, and what to send
// to whoever has it.
func serverText() lang.Text {
	ways, exports := scriptWays(), exportWays()
	return lang.Text{Ko: ways.Ko + exports.Ko, En: ways.En + exports.En}
}
