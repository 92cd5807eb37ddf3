package command

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps/lang"
)

// describe writes the help of every command in one language, once the tree of
// commands stands.
func describe(root *cobra.Command, f *flags, l lang.Language) {
	root.SetUsageTemplate(usageTemplate(l))
	root.CompletionOptions.HiddenDefaultCmd = false
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(root.Name())
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if text, known := shorts()[c.Name()]; known {
			c.Short = text.In(l)
		}
		if text, known := longs()[c.Name()]; known {
			c.Long = text.In(l)
		}
		c.InitDefaultHelpFlag()
		c.InitDefaultVersionFlag()
		local := c.LocalFlags() // gathered anew by each call
		values := lang.Args{}
		for _, o := range f.choices(f.of(c)) {
			values[o.name] = strings.Join(o.values, ", ")
		}
		texts := flagTexts()
		maps.Copy(texts, tenantFlagTexts())
		if c.Name() == "landed" {
			maps.Copy(texts, landedFlags())
		}
		for name, text := range texts {
			if flag := local.Lookup(name); flag != nil {
				flag.Usage = text.Fill(l, lang.Args{"values": values[name]})
			}
		}
	}
	refuseWords(root)
	explain(root, l)
	welcome(root)
	slices.SortFunc(root.Commands(), func(a, b *cobra.Command) int { return len(a.Name()) - len(b.Name()) })
}

func shorts() map[string]lang.Text {
	return map[string]lang.Text{
		"writeback-doctor": {Ko: "암호 쓰기 저장이 왜 안 되는지 찾습니다", En: "Find out why password writeback does not work"},
		"lab":              {Ko: "실습 환경에서 연습합니다", En: "Practise in a built-in environment with a chosen fault"},
		"check":            {Ko: "질문 없이 처음부터 끝까지 점검합니다", En: "Walk the whole tree without questions"},
		"collect":          {Ko: "Connect 서버에서 볼 수 있는 것을 파일로 모읍니다", En: "Gather what can be seen on the Connect server into a file"},
		"open":             {Ko: "진행 기록 파일이나 수집한 파일을 엽니다", En: "Open a case file, or the file that collect wrote"},
		"rights":           {Ko: "커넥터 계정의 권한을 한 사용자에 대해, 또는 JSON 줄로 설명합니다", En: "Explain the rights of the connector account, on a user or on JSON lines"},
		"scan":             {Ko: "도메인이나 테넌트의 모든 사용자 가운데 누가 왜 실패할지 찾습니다", En: "Find for whom in the whole domain or tenant it would fail, and why"},
		"landed":           {Ko: "다른 사람이 한 재설정이 AD에 도착하는지 지켜봅니다", En: "Watch whether somebody else's reset of a user reaches AD"},
		"tree":             {Ko: "점검하는 단계와 결과(의사 결정 트리)를 출력합니다", En: "Print the steps and their outcomes (the decision tree)"},
		"settings":         {Ko: "매일 같은 값으로 무엇을 어디에 기억하는지 보여 줍니다", En: "Show what is remembered from day to day, and where"},
		"licenses":         {Ko: "이 프로그램에 들어 있는 모듈과 그 라이선스를 출력합니다", En: "Print what this program is built from, and under which licences"},
		"help":             {Ko: "명령의 도움말을 보여 줍니다", En: "Show the help of a command"},
		"completion":       {Ko: "셸 자동 완성 스크립트를 출력합니다", En: "Print the completion script of a shell"},
	}
}

func longs() map[string]lang.Text {
	return map[string]lang.Text{
		"writeback-doctor": rootHelp(),
		"lab": {
			Ko: "실제 LDAP, HTTPS, TLS 서버를 이 컴퓨터 안에서만 띄워 고장 난 환경을 흉내 냅니다.\n이름이나 파일로 고릅니다. 이름 목록: writeback-doctor lab --list",
			En: "Starts real LDAP, HTTPS and TLS servers on this machine alone, which misbehave as described.\nChoose a world by name or file. All names: writeback-doctor lab --list",
		},
		"check": {
			Ko: "마법사와 같은 단계를 질문 없이 점검합니다. 보지 못한 것은 '확인 안 됨'으로 남깁니다.\n종료 코드는 출력 형식과 관계없이 같습니다.\n\n  writeback-doctor check --user kim@contoso.com --words SSPR_0029",
			En: "Walks the same way as the wizard, without questions. What cannot be seen is unknown;\nthe exit code is the same in every format.\n\n  writeback-doctor check --user kim@contoso.com --words SSPR_0029",
		},
		"collect": {
			Ko: "Microsoft Entra Connect 서버에서 관리자로 실행하십시오. 읽기만 합니다.\n만든 파일은 writeback-doctor open 명령으로 다른 곳에서 엽니다.\n\n  writeback-doctor collect --out sync01.json",
			En: "Run it as an administrator on the Microsoft Entra Connect server. It only reads.\nOpen the file elsewhere with writeback-doctor open.\n\n  writeback-doctor collect --out sync01.json",
		},
		"tree": {
			Ko: "어떤 순서로 무엇을 확인하고, 결과마다 어디로 가는지 보여 줍니다. 아무 데도 연결하지 않습니다.\n\n  writeback-doctor tree",
			En: "Shows what is looked at in which order, and where each outcome leads. It connects nowhere.\n\n  writeback-doctor tree",
		},
		"rights": rightsHelp(),
		"scan":   scanHelp(),
		"landed": landedHelp(),
		"completion": {
			Ko: "bash, zsh, fish, PowerShell의 자동 완성 스크립트를 출력합니다.\nPowerShell: writeback-doctor completion powershell | Out-String | Invoke-Expression",
			En: "Prints the completion script of bash, zsh, fish or PowerShell.\nPowerShell: writeback-doctor completion powershell | Out-String | Invoke-Expression",
		},
		"open": {
			Ko: "저장한 진단을 다시 보고, 지금 버전으로 다시 판단하고, 이어서 진행합니다.",
			En: "Shows a saved walk again, judges it by this version, and goes on from where it stopped.",
		},
	}
}

func rightsHelp() lang.Text {
	return lang.Text{
		Ko: `커넥터 계정이 한 사용자의 암호를 재설정, 변경하고 잠금과 만료를 풀 권한이 있는지, 어느 항목이 그것을 결정하는지,
없으면 무엇을 부여해야 하는지 설명합니다. 읽기만 합니다.

  writeback-doctor rights --user kim@contoso.com --domain contoso.local --account 'CONTOSO\MSOL_0123456789ab'

설명하는 계정은 로그인하는 계정(--account)입니다.
다른 계정으로 로그인하려면 설명할 계정을 --connector-account 옵션으로 지정하십시오.
표시: [+] 있음, [x] 거부됨, [-] 없음(부여되지 않음), [?] 판정할 수 없음

--stdin 옵션: 표준 입력의 JSON 줄마다 JSON 한 줄로, 들어온 순서대로 바로 답합니다. 네트워크를 쓰지 않습니다.
  입력 {"id":"1","sd":"<base64, 자체 상대적 보안 설명자>","token":["S-1-5-21-1-2-3-1105","S-1-1-0"],
        "self":"<개체의 SID>","class":"bf967aba-0de6-11d0-a285-00aa003049e2"}
  출력 {"id":"1","rights":{"reset-password":{"granted":true,"decided_by":{"position":0,...}},
        "change-password":...,"write-lockoutTime":...,"write-pwdLastSet":...,"unexpire-password":...}}
  읽을 수 없는 줄에는 {"id":"1","error":"..."}로 답하고, 나머지 줄은 그대로 처리하며, 종료 코드는 2입니다.
token은 준 그대로 쓰며 아무것도 더하지 않습니다.
granted가 null이면 판정할 수 없는 것이고 why가 이유입니다. position은 0부터 셉니다.
개체에 SID가 없거나 클래스를 모르면 self, class 값을 null로 주십시오.
implementations_differ는 명세끼리 달라 다른 프로그램은 다르게 답할 수 있는 항목이며, 답은 바꾸지 않습니다.
답은 Windows 도메인 컨트롤러를 기준으로 합니다. Samba 컨트롤러는 다음을 다르게 판단합니다. Authenticated Users가
들어 있는 도메인 로컬 그룹, This Organization, OWNER RIGHTS, 조건이 있는 항목,
확장 권한 전체나 클래스에 대한 개체 항목.`,
		En: `Explains whether the connector account may reset, change, unlock and unexpire the password of one user,
which entry decides that, and what to grant where something is missing. It only reads.

  writeback-doctor rights --user kim@contoso.com --domain contoso.local --account 'CONTOSO\MSOL_0123456789ab'

The account that is explained is the one that signs in (--account). To sign in as another one, name the
account to explain with --connector-account.
Signs: [+] granted, [x] denied, [-] not granted, [?] cannot be judged

With --stdin each JSON line of standard input is answered with one JSON line, in order and at once, without
a network:
  in  {"id":"1","sd":"<base64, self-relative>","token":["S-1-5-21-1-2-3-1105","S-1-1-0"],
       "self":"<SID of the object>","class":"bf967aba-0de6-11d0-a285-00aa003049e2"}
  out {"id":"1","rights":{"reset-password":{"granted":true,"decided_by":{"position":0,...}},
       "change-password":...,"write-lockoutTime":...,"write-pwdLastSet":...,"unexpire-password":...}}
  A line that cannot be read is answered with {"id":"1","error":"..."}; the others still count, and the exit
  code is 2.
The token is taken as given. A granted of null cannot be judged, and why says why. Positions count from 0.
self and class are null for an object without a SID and a class that is not known.
implementations_differ names entries on which specifications disagree, so that other programs may answer
otherwise; it changes no answer.
The answers are those of a Windows domain controller. A Samba controller decides otherwise on: domain local
groups that Authenticated Users is in, This Organization, OWNER RIGHTS, entries with a condition, and object
entries for all extended rights or for a class.`,
	}
}

func scanHelp() lang.Text {
	return lang.Text{
		Ko: `도메인의 모든 사용자를 읽어 암호 쓰기 저장이 실패할 사용자를
원인별, OU별로 모아 보여 줍니다. 읽기만 합니다.
--filter 옵션이 없으면 동기화되지 않는 기본 제공 계정을 뺍니다.
형식은 text, json, csv입니다. csv는 실패하거나 알 수 없는 사용자마다 한 줄입니다.
Ctrl+C를 누르면 그때까지 본 것을 출력합니다.

--format json --out FILE로 검사하면 FILE.since도 남습니다. 다음부터 --since FILE을 주면
바뀐 것만 읽고도 전체 검사와 같은 결과를 냅니다. 확실하지 않으면 이유를 말하고 전체를 읽습니다.
--difference를 더하면 그 검사와의 차이를 출력합니다.

--tenant(또는 --tenant-sign-in)를 주면 테넌트의 모든 사용자를 봅니다. --domain이나
--controller도 주면 양쪽을 함께 보고 같은 사람끼리 맞춥니다. csv는 사용자마다 한 줄입니다.

종료 코드: 0 실패할 사용자 없음, 1 실패할 사용자 있음, 2 모두 보지는 못함,
64 잘못된 명령, 74 결과를 쓰지 못함, 130/143 중단됨`,
		En: `Reads every user of the domain and groups those for whom password writeback
would fail by cause and by OU. It only reads. Built-in accounts that are not
synchronised are left out unless --filter says otherwise.
Formats: text, json, and csv with a row for each user for whom it would fail or
cannot be told (UTF-8). Ctrl+C prints what there is so far.

scan --format json --out FILE leaves FILE.since as well. With --since FILE a later scan
reads only what changed and says what a whole one would; where it cannot be sure, it says
why and reads everybody. --difference prints how the two differ.

With --tenant (or --tenant-sign-in) it reads every user of the tenant; with --domain or
--controller as well it looks at both and puts together who is one person. csv then has
a row for each user.

Exit codes: 0 for nobody, 1 it would fail for somebody, 2 not all could be seen,
64 wrong usage, 74 a result could not be written, 130/143 ended`,
	}
}

func flagTexts() map[string]lang.Text {
	return map[string]lang.Text{
		"help":          {Ko: "도움말", En: "show this help"},
		"version":       {Ko: "버전", En: "show the version"},
		"lang":          {Ko: "언어: {values}", En: "language: {values}"},
		"answers":       {Ko: "답변이 든 YAML 파일 (이름: 값, 비밀 값은 넣지 않음)", En: "YAML file of answers (name: value; never a secret)"},
		"accessible":    {Ko: "화면 낭독기용: 한 줄씩 진행 (--plain도 같음)", En: "for screen readers: walk line by line (also --plain)"},
		"ascii":         {Ko: "ASCII 문자만 사용", En: "draw with ASCII characters only"},
		"unicode":       {Ko: "ASCII로 바꾸지 않음", En: "do not fall back to ASCII"},
		"no-journal":    {Ko: "진행 중인 진단을 이어서 할 수 있게 남겨 두지 않음", En: "keep nothing of a walk under way to go on with after a crash"},
		"no-settings":   {Ko: "매일 같은 값을 기억하지도 쓰지도 않음", En: "neither use nor remember what is the same every day"},
		"color":         {Ko: "색: {values}", En: "colour: {values}"},
		"user":          {Ko: "누구의 암호인지 (UPN)", En: "whose password it is (UPN)"},
		"scope":         {Ko: "몇 명에게 일어나는지: {values}", En: "how many are affected: {values}"},
		"surface":       {Ko: "어디서 바꾸었는지 (뜻: writeback-doctor help values): {values}", En: "where it was reset (meanings: writeback-doctor help values): {values}"},
		"words":         {Ko: "화면이나 이벤트에 나온 글 (예: SSPR_0029)", En: "what the screen or event says (for example SSPR_0029)"},
		"domain":        {Ko: "Active Directory 도메인", En: "Active Directory domain"},
		"controller":    {Ko: "도메인 컨트롤러 (host[:port])", En: "domain controller (host[:port])"},
		"tenant":        {Ko: "테넌트 ID 또는 도메인", En: "tenant ID or domain"},
		"server":        {Ko: "Microsoft Entra Connect 서버", En: "Microsoft Entra Connect server"},
		"admin":         {Ko: "암호 쓰기 저장을 켠 관리자의 UPN", En: "UPN of the administrator who switched writeback on"},
		"test-user":     {Ko: "테스트 사용자의 UPN", En: "UPN of the designated test user"},
		"tenant-switch": {Ko: "포털의 온-프레미스 통합 스위치: {values}", En: "the portal's On-premises integration switch: {values}"},
		"account":       {Ko: "디렉터리에 로그인할 계정", En: "account to sign in to the directory with"},
		"sign-in":       {Ko: "디렉터리 로그인 방식: {values} (auto: 암호가 있으면 TLS 안의 단순 바인딩, 없으면 Kerberos 티켓)", En: "how to sign in to the directory: {values} (auto: a simple bind inside TLS with a password, else a Kerberos ticket)"},
		"keytab":        {Ko: "Kerberos 로그인에 쓸 keytab 파일의 경로", En: "path of a keytab to sign in with Kerberos"},
		"client-id":     {Ko: "Microsoft Graph용 앱 ID (사람이 로그인하면 없어도 됨)", En: "application ID for Microsoft Graph (a person needs none)"},

		"cloud":       {Ko: "클라우드: {values}", En: "cloud: {values}"},
		"ca-file":     {Ko: "추가로 신뢰할 CA 인증서 파일 (PEM 또는 DER)", En: "file of further CA certificates to trust (PEM or DER)"},
		"server-file": {Ko: "Connect 서버에서 collect로 만들거나 내보낸 파일(.evtx, XML, CSV)", En: "file that collect wrote on the Connect server, or exported there (.evtx, XML, CSV)"},
		"format":      {Ko: "출력 형식: {values}", En: "output: {values}"},
		"base":        {Ko: "이 OU(DN) 아래만", En: "only below this OU (DN)"},
		"filter":      {Ko: "이 LDAP 필터에 맞는 사용자만 (예: (department=Sales))", En: "only users that match this LDAP filter, as (department=Sales)"},
		"since":       {Ko: "이 이전 검사(--format json --out으로 만든 파일) 이후 바뀐 것만 읽음", En: "read only what changed since this earlier scan (a file of --format json --out)"},
		"difference":  {Ko: "--since 검사와 지금의 차이만 출력: 누가 새로 실패하고 누가 풀렸는지, 왜인지", En: "print how it differs from the scan of --since: who fails now, who no longer does, and why"},
		"until":       {Ko: "이 검사와 --since 검사의 차이를 출력 (접속하지 않음)", En: "print how this scan differs from that of --since (connects nowhere)"},
		"world":       {Ko: "실습 환경의 이름이나 파일", En: "name or file of a lab world"},
		"out":         {Ko: "결과를 이 파일에 씀", En: "write the result to this file"},
		"case":        {Ko: "진행 기록을 이 파일로 저장 (open 명령으로 다시 봄)", En: "save the walk as a case file (open shows it again)"},
		"compare":     {Ko: "암호 쓰기 저장이 되는 사용자(UPN)와 비교", En: "compare with a user (UPN) for whom writeback works"},
		"forecast":    {Ko: "예고된 변경의 표를 이 파일로 바꿈 (CSV)", En: "take the announced changes from this table (CSV)"},
		"licenses":    {Ko: "제품의 표를 이 파일로 바꿈 (CSV: SKU ID, 부품 번호, 이름, yes/no)", En: "take the table of products from this file (CSV: SKU ID, part number, name, yes or no)"},
		"strict":      {Ko: "주의가 있어도 종료 코드 1", En: "warnings exit with 1 as well"},
		"mask":        {Ko: "사람, 컴퓨터, 테넌트의 이름을 가림", En: "mask the names of people, machines and tenant"},
		"fixes":       {Ko: "고치고 되돌리는 명령을, 그런 명령이 없으면 확인하는 명령을 이 폴더에 스크립트로 씀 (실행하지 않음)", En: "write what mends it and what takes that back, or where there is no such command what looks, as scripts into this folder (nothing is run)"},
		"verbose":     {Ko: "모든 단계의 전체 설명과 명령", En: "the whole text of every step, and every command"},
		"list":        {Ko: "실습 환경 목록", En: "list the worlds"},
		"mermaid":     {Ko: "Mermaid 순서도로 출력", En: "as a Mermaid flowchart"},
		"hold":        {Ko: "유휴 연결 검사도 함께 (3분 넘게 걸림)", En: "with the idle-connection test (more than three minutes)"},
		"record":      {Ko: "개발자용: 환경에서 본 증거를 이 폴더(steps) 아래에 남김", En: "for developers: keep the evidence of a world below this folder (steps)"},
		"record-as":   {Ko: "개발자용: 한 단계의 증거만 이 이름으로 (단계#이름)", En: "for developers: that of one step alone, under this name (STEP#NAME)"},
		"script":      {Ko: "수집하지 않고 PowerShell 스크립트만 이 파일에 씀", En: "only write the bare PowerShell script to this file"},

		"connector-account": {Ko: "AD DS 커넥터 계정 (Connect 서버를 볼 수 없을 때)", En: "AD DS Connector account (where the Connect server cannot be seen)"},
		"stdin":             {Ko: "표준 입력의 JSON 줄에 JSON 줄로 답함 (네트워크를 쓰지 않음)", En: "answer JSON lines on standard input with JSON lines (no network)"},
	}
}
