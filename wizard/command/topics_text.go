package command

import (
	"embed"
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

//go:embed pages/*.txt
var pages embed.FS

// page is a page of help that is too long to stand between lines of a program.
func page(name string) lang.Text {
	read := func(language string) string {
		text, err := pages.ReadFile("pages/" + name + "." + language + ".txt")
		if err != nil {
			panic(err) // it is embedded
		}
		return strings.TrimSuffix(string(text), "\n")
	}
	return lang.Text{Ko: read("ko"), En: read("en")}
}

// topics are the pages of help that belong to no command.
func topics() []topic {
	return []topic{
		{"values", lang.Text{Ko: "--scope, --surface, --tenant-switch 값의 뜻", En: "What the values of --scope, --surface and --tenant-switch mean"}, valuesText()},
		{"environment", lang.Text{Ko: "환경 변수와 파일", En: "Environment variables and files"}, environmentText()},
		{"exit-codes", lang.Text{Ko: "종료 코드", En: "Exit codes"}, exitCodesText()},
		{"connect-server", lang.Text{Ko: "Connect 서버를 보는 방법과 보낼 명령", En: "Ways to the Connect server, and what to send"}, serverText()},
		{"permissions", lang.Text{Ko: "필요한 권한", En: "Permissions that it needs"}, permissionsText()},
		{"accessibility", lang.Text{Ko: "화면 낭독기, 색, 글자, 키", En: "Screen readers, colours, characters, keys"}, accessibilityText()},
		{"company", lang.Text{Ko: "회사 정책: AppLocker, FIPS, 프록시, TLS 검사", En: "Policies of a company: AppLocker, FIPS, proxies, TLS inspection"}, page("company")},
		{"versions", lang.Text{Ko: "새 버전에서 바뀌는 것과 바뀌지 않는 것", En: "What a new version may change"}, page("versions")},
		{"first-windows", lang.Text{Ko: "실제 Windows PC에서 처음 쓸 때의 점검표", En: "Checklist for the first real Windows PC"}, page("first-windows")},
		{"first-connect", lang.Text{Ko: "실제 Connect 서버와 테넌트에서 처음 쓸 때의 점검표", En: "Checklist for the first real Connect server and tenant"}, page("first-connect")},
	}
}

// environmentText says what is read from the environment, and where files lie.
func environmentText() lang.Text {
	return lang.Text{
		Ko: `비밀 값 (인수로는 받지 않고 저장하지 않음)
  WRITEBACK_DOCTOR_PASSWORD           디렉터리에 로그인할 계정의 암호
  WRITEBACK_DOCTOR_CLIENT_SECRET      Microsoft Graph용 앱의 클라이언트 암호
  WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD  Microsoft Graph용 앱의 인증서(PFX) 암호
  WRITEBACK_DOCTOR_TOKEN              Microsoft Graph 액세스 토큰

동작
  WRITEBACK_DOCTOR_LANG               언어: ko, en (--lang 옵션이 먼저. 그다음은 이 변수, 설정의 lang, LC_ALL, LANG, Windows의 표시 언어)
  WRITEBACK_DOCTOR_NO_JOURNAL         끊긴 진단을 이어서 하기 위한 기록을 남기지 않음
  WRITEBACK_DOCTOR_NO_SETTINGS        매일 같은 값을 기억하지도 쓰지도 않음
  WRITEBACK_DOCTOR_COMPANY_SETTINGS   회사가 정한 설정 파일의 경로
  ACCESSIBLE                          값이 있으면 한 줄씩 진행 (--accessible 옵션과 같음)
  NO_COLOR                            값이 있으면 색을 쓰지 않음
  HTTPS_PROXY, NO_PROXY               클라우드로 나갈 때의 프록시
  KRB5CCNAME, KRB5_CONFIG             Kerberos 티켓과 설정 (Windows 외)

파일
  writeback-doctor settings           기억하는 값과 그 파일의 위치를 보여 줍니다
  writeback-doctor --version -v       무엇이 어디에 있는지 모두 보여 줍니다
  프로그램 옆의 writeback-doctor.yaml 회사가 정한 설정`,
		En: `Secrets (never arguments, never stored)
  WRITEBACK_DOCTOR_PASSWORD           password of the account that signs in to the directory
  WRITEBACK_DOCTOR_CLIENT_SECRET      client secret of the application for Microsoft Graph
  WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD  password of the application's certificate (PFX)
  WRITEBACK_DOCTOR_TOKEN              access token for Microsoft Graph

Behaviour
  WRITEBACK_DOCTOR_LANG               language: ko, en (--lang comes first, then this, lang in the settings, LC_ALL, LANG, Windows' own)
  WRITEBACK_DOCTOR_NO_JOURNAL         keep nothing of a walk to go on with after a crash
  WRITEBACK_DOCTOR_NO_SETTINGS        neither use nor remember what is the same every day
  WRITEBACK_DOCTOR_COMPANY_SETTINGS   path of the settings that the company has made
  ACCESSIBLE                          any value: walk line by line, as --accessible does
  NO_COLOR                            any value: no colours
  HTTPS_PROXY, NO_PROXY               proxy of the roads to the cloud
  KRB5CCNAME, KRB5_CONFIG             Kerberos ticket and configuration (not on Windows)

Files
  writeback-doctor settings           shows what is remembered, and in which file
  writeback-doctor --version -v       shows where everything lies
  writeback-doctor.yaml beside it     settings that the company has made`,
	}
}

// exitCodesText says what an exit code means.
func exitCodesText() lang.Text {
	return lang.Text{
		Ko: `0    정상 (주의는 있을 수 있음. --strict 옵션을 쓰면 주의도 1)
1    고장이 있음
2    고장은 찾지 못했지만 모두 보지는 못함
64   잘못된 명령 (무엇을 고칠지 알려 줌)
70   이 프로그램의 오류
74   결과를 쓰지 못함 (디스크가 가득 찬 경우 등. 이전 파일은 그대로 있음)
130  Ctrl+C로 중단됨
143  종료 신호로 중단됨

모든 형식(text, json, markdown, html)에서 같습니다.`,
		En: `0    healthy (warnings allowed; with --strict they are 1)
1    something is broken
2    nothing is known to be broken, but not everything could be seen
64   wrong usage (it says what to write instead)
70   a fault of this program
74   a result could not be written (a full disk; an earlier file stays whole)
130  ended by Ctrl+C
143  ended by a signal

They are the same in every format (text, json, markdown, html).`,
	}
}

// accessibilityText says how it is used without colours, a mouse or a picture.
func accessibilityText() lang.Text {
	return lang.Text{
		Ko: `--accessible (또는 ACCESSIBLE 환경 변수): 한 줄씩 진행합니다. 화면을 다시 그리지 않고, 정상인 단계는 한 줄입니다.
  질문에는 번호나 글로 답합니다. 마법사와 같은 질문이 같은 차례로 나옵니다.
  결과도 화면과 같은 차례로 읽어 줍니다.
  끝날 때 티켓 내용(t)과 명령(c)을 꺼냅니다. 전체 단계 지도는 저장한 진행 기록을 open FILE 명령으로 열어 봅니다.
--color never (또는 NO_COLOR): 색을 쓰지 않습니다. 모든 상태에는 기호와 낱말이 있습니다.
--ascii: ASCII 문자만 씁니다. 한국어 옛 콘솔에서는 저절로 그렇게 합니다.
키는 화살표, Enter, Esc, Tab, 숫자, F1~F9, Ctrl만으로 충분합니다. 한글 입력 상태에서도 통합니다.
창은 40x12 이상이면 됩니다. Ctrl+L 키로 언어를 바꿉니다.`,
		En: `--accessible (or ACCESSIBLE in the environment): walks line by line. Nothing is drawn again, and a
  healthy step is one line. Questions are answered by number or text: the same, in the same order,
  and a finding is read out in the order of its card. At the end t shows the text for a ticket, and c
  the commands alone. The map of all steps is not there: open FILE shows it of a case that was saved.
--color never (or NO_COLOR): no colours. Every status has a sign and a word.
--ascii: ASCII characters only, as on old Korean consoles by itself.
Arrows, Enter, Esc, Tab, digits, F1 to F9 and Ctrl do everything, with a Korean input method as well.
A window of 40x12 is enough. Ctrl+L changes the language.`,
	}
}

// permissionsText says what whoever looks has to be allowed. It is all reading.
func permissionsText() lang.Text {
	return lang.Text{
		Ko: `모두 읽기 권한입니다. 없는 권한으로 보아야 하는 단계는 '확인 안 됨'으로 남고, 무엇이 모자란지 말합니다.

Active Directory: 일반 사용자 계정이면 됩니다. 암호 정책 개체(PSO)를 읽으려면 관리자가 허용해야 할 수 있습니다.
Connect 서버: collect 명령은 그 서버의 관리자가 실행합니다.
Microsoft Graph: writeback-doctor check --permissions 명령이 권한과 그 권한으로 보이는 단계를 보여 줍니다.
  로그인하지 않아도 됩니다. 로그인하면 그 로그인으로 볼 수 없는 단계도 말합니다.

예외: 마법사에서 동의한 테스트 사용자 재설정. Graph로 하려면 위임된 권한
  UserAuthenticationMethod.ReadWrite.All과 인증 관리자(Authentication Administrator) 역할,
  LDAPS로 하려면 커넥터 계정의 암호가 필요합니다.`,
		En: `All of them are for reading. A step that needs one that is missing stays unknown, and says which.

Active Directory: an ordinary account. Fine-grained password policies (PSO) may need an administrator's leave.
Connect server: collect is run there by its administrator.
Microsoft Graph: writeback-doctor check --permissions prints the permissions, and which steps each of them
  shows. It needs no sign-in; with one, it says what that sign-in does not see.

The exception: a reset of the test user, with consent, in the wizard. Through Graph it takes the delegated
  permission UserAuthenticationMethod.ReadWrite.All and the role Authentication Administrator, over LDAPS the
  password of the connector account.`,
	}
}
