package command

import "example.com/writeback-doctor/steps/lang"

// rightsText are the words of the command rights itself; those of the medicine
// stand with the step.
type rightsText struct {
	heading, ownRights, entry, stopsUser, stopsOU, offAt, alsoAt, seen lang.Text
	notAsked, server, agree, differ, oneSilent                         lang.Text
	granted, notGranted, unknown, everything                           lang.Text
}

func rightsWords() rightsText {
	return rightsText{
		heading: lang.Text{
			Ko: "유효 권한. 계정: {account}, 대상 사용자: {user_dn}",
			En: "Effective rights of {account} on {user_dn}",
		},
		ownRights: lang.Text{
			Ko: "로그인한 계정의 권한을 설명합니다. 이 계정이 커넥터 계정이 아니면 커넥터 계정을 --connector-account 옵션으로 지정하십시오.",
			En: "This is the account that signed in. If it is not the connector account, name that one with --connector-account.",
		},
		entry: lang.Text{
			Ko: "결정한 항목: 목록의 {position}번째. {kind}, {bits} ({mask}), 개체 종류: {object}, 계정: {who}.",
			En: "Deciding entry: number {position} of the list. {kind}, {bits} ({mask}), on {object}, for {who}.",
		},
		everything: lang.Text{Ko: "모두", En: "everything"},
		stopsUser: lang.Text{
			Ko: "상속이 끊기는 곳: 사용자 개체 자체({stops}).",
			En: "Inheritance stops at the user object itself ({stops}).",
		},
		stopsOU: lang.Text{
			Ko: "상속이 끊기는 곳: 상위 컨테이너 {stops}.",
			En: "Inheritance stops at the container {stops}.",
		},
		offAt: lang.Text{
			Ko: "상속이 꺼진 곳: {stops}. 그 위에는 빠진 권한을 부여하는 항목이 보이지 않으며, 거기에서 새로 부여해도 사용자에게 내려오지 않습니다.",
			En: "Inheritance is off at {stops}. Nothing seen above it would grant what is missing, and what is granted above it from now on does not arrive.",
		},
		alsoAt: lang.Text{Ko: "그 위의 {stops} 컨테이너에서도 끊깁니다.", En: "It stops above that as well, at {stops}."},
		seen:   lang.Text{Ko: "본 곳: {vantage} · 시각: {seen_at}", En: "Seen from: {vantage}; when: {seen_at}"},
		notAsked: lang.Text{
			Ko: "도메인 컨트롤러가 스스로 계산한 결과는 확인하지 않았습니다. 커넥터 계정으로 로그인해야 확인할 수 있습니다.",
			En: "The domain controller was not asked for its own view: it gives one only to the connector account itself.",
		},
		server:     lang.Text{Ko: "도메인 컨트롤러가 스스로 계산한 결과와 비교:", En: "Beside what the domain controller works out itself:"},
		agree:      lang.Text{Ko: "{title}: 같음({ours}).", En: "{title}: the same ({ours})."},
		differ:     lang.Text{Ko: "{title}: 다름. 이 프로그램은 {ours}, 도메인 컨트롤러는 {theirs}.", En: "{title}: different. This program says {ours}, the domain controller says {theirs}."},
		oneSilent:  lang.Text{Ko: "{title}: 비교할 수 없음. 이 프로그램은 {ours}, 도메인 컨트롤러는 {theirs}.", En: "{title}: cannot be compared. This program says {ours}, the domain controller says {theirs}."},
		granted:    lang.Text{Ko: "있음", En: "granted"},
		notGranted: lang.Text{Ko: "없음", En: "not granted"},
		unknown:    lang.Text{Ko: "모름", En: "not known"},
	}
}

func rightsHelp() lang.Text {
	return lang.Text{
		Ko: `커넥터 계정이 한 사용자의 암호를 재설정, 변경하고 잠금과 만료를 풀 권한이 있는지, 어느 항목이 그것을 결정하는지,
없으면 무엇을 부여해야 하는지 설명합니다. 읽기만 합니다.

  writeback-doctor rights --user kim@contoso.com --domain contoso.local --account 'CONTOSO\MSOL_0123456789ab'

설명하는 계정은 로그인하는 계정(--account)입니다. 다른 계정으로 로그인하려면 설명할 계정을 --connector-account 옵션으로 지정하십시오.
표시: [+] 있음, [x] 거부됨, [-] 없음(부여되지 않음), [?] 판정할 수 없음

--stdin 옵션: 표준 입력의 JSON 줄마다 JSON 한 줄로, 들어온 순서대로 바로 답합니다. 네트워크를 쓰지 않습니다.
  입력 {"id":"1","sd":"<base64, 자체 상대적 보안 설명자>","token":["S-1-5-21-1-2-3-1105","S-1-1-0"],
        "self":"<개체의 SID>","class":"bf967aba-0de6-11d0-a285-00aa003049e2"}
  출력 {"id":"1","rights":{"reset-password":{"granted":true,"decided_by":{"position":0,"type":"allow-object",…}},
        "change-password":…,"write-lockoutTime":…,"write-pwdLastSet":…,"unexpire-password":…}}
  읽을 수 없는 줄에는 {"id":"1","error":"…"}로 답하고, 나머지 줄은 그대로 처리하며, 종료 코드는 2입니다.
token은 준 그대로 쓰며 아무것도 더하지 않습니다. granted가 null이면 판정할 수 없는 것이고 why가 이유입니다. position은 0부터 셉니다.
개체에 SID가 없거나 클래스를 모르면 self, class 값을 null로 주십시오.`,
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
  out {"id":"1","rights":{"reset-password":{"granted":true,"decided_by":{"position":0,"type":"allow-object",…}},
       "change-password":…,"write-lockoutTime":…,"write-pwdLastSet":…,"unexpire-password":…}}
  A line that cannot be read is answered with {"id":"1","error":"…"}; the others still count, and the exit
  code is 2.
The token is taken as given. A granted of null cannot be judged, and why says why. Positions count from 0.
self and class are null for an object without a SID and a class that is not known.`,
	}
}
