package rights

import "example.com/writeback-doctor/steps/lang"

// words are the words of the command rights itself; those of the medicine
// stand with the step.
type words struct {
	heading, ownRights, entry, stray, differs, stopsUser, stopsOU, offAt, alsoAt, seen lang.Text
	notAsked, server, agree, differ, oneSilent                                         lang.Text
	granted, notGranted, unknown, everything                                           lang.Text
}

func wording() words {
	return words{
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
		stray: lang.Text{
			Ko: "닿지 않는 항목: 그 개체 목록의 {position}번째. {kind}, {bits} ({mask}), 개체 종류: {object}, 계정: {who}.",
			En: "The entry that does not reach: number {position} of the list there. {kind}, {bits} ({mask}), on {object}, for {who}.",
		},
		differs: lang.Text{
			Ko: "구현마다 다를 수 있습니다(목록의 {position}번째 항목). {said}",
			En: "Implementations differ here (entry number {position} of the list). {said}",
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
		seen:   lang.Text{Ko: "확인 위치: {vantage}, 시각: {seen_at}", En: "Seen from: {vantage}; when: {seen_at}"},
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
		unknown:    lang.Text{Ko: "확인 안 됨", En: "not known"},
	}
}
