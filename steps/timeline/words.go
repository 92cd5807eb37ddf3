package timeline

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// PlaceWord names a place.
func PlaceWord(p Place) lang.Text {
	switch p {
	case Cloud:
		return lang.Text{Ko: "클라우드", En: "cloud"}
	case Server:
		return lang.Text{Ko: "서버", En: "server"}
	default:
		return lang.Text{Ko: "AD", En: "AD"}
	}
}

// clockOf names a place as the owner of a clock.
func clockOf(p Place) lang.Text {
	if p == Server {
		return lang.Text{Ko: "Connect 서버", En: "the Connect server"}
	}
	return lang.Text{Ko: "도메인 컨트롤러", En: "the domain controller"}
}

// EndingWord says how something ended, in a word or two; empty for what neither
// worked nor failed.
func EndingWord(e Ending) lang.Text {
	switch e {
	case reenable.Worked:
		return lang.Text{Ko: "성공", En: "worked"}
	case reenable.Accepted:
		return lang.Text{Ko: "클라우드만 받음", En: "taken by the cloud"}
	case reenable.Refused:
		return lang.Text{Ko: "실패", En: "failed"}
	case reenable.Never:
		return lang.Text{Ko: "쓰기 저장을 할 수 없었음", En: "could not write back"}
	case reenable.Noted:
		return lang.Text{}
	default:
		return lang.Text{Ko: "알 수 없음", En: "not known"}
	}
}

// sourceWord names a source.
func sourceWord(s Source) lang.Text {
	switch s {
	case AuditLog:
		return lang.Text{Ko: "테넌트의 감사 로그", En: "audit log of the tenant"}
	case SignInLog:
		return lang.Text{Ko: "테넌트의 로그인 로그", En: "sign-in log of the tenant"}
	case ServerEvents:
		return lang.Text{Ko: "Connect 서버의 이벤트", En: "events of the Connect server"}
	case CloudAccount:
		return lang.Text{Ko: "클라우드의 계정", En: "account in the cloud"}
	default:
		return lang.Text{Ko: "Active Directory의 계정", En: "account in Active Directory"}
	}
}

// activities are those of the audit log, as its readers call them.
func activities() map[string]lang.Text {
	return map[string]lang.Text{
		"Reset password (self-service)":  {Ko: "사용자가 암호를 재설정", En: "Reset password (self-service)"},
		"Change password (self-service)": {Ko: "사용자가 암호를 변경", En: "Change password (self-service)"},
		"Reset password (by admin)":      {Ko: "관리자가 암호를 재설정", En: "Reset password (by admin)"},
	}
}

// attributes are the times that an account holds.
func attributes() map[string]lang.Text {
	return map[string]lang.Text{
		passwordSet:  {Ko: "AD에 있는 암호가 이때 설정되었습니다.", En: "The password that AD has was set."},
		lockedOut:    {Ko: "AD가 이 계정을 잠갔습니다.", En: "AD locked this account out."},
		cloudChanged: {Ko: "클라우드에 있는 암호가 이때 바뀌었습니다.", En: "The password that the cloud has was changed."},
		transferred:  {Ko: "계정의 관리가 AD에서 클라우드로 옮겨졌습니다.", En: "The account was transferred from AD to the cloud."},
	}
}

// wording are the words of the history itself.
type wording struct {
	title, success, neither, noSuccess, failure, failureAfter, noFailure, changed,
	unchanged, unsure, nameless, others, since, rolled, ahead, behind, uncompared,
	gap, unasked, agent, run, byTime, operation, signIn, written,
	passwordOf, unread lang.Text
}

func words() wording {
	return wording{
		title:        lang.Text{Ko: "실제로 있었던 일", En: "What really happened"},
		success:      lang.Text{Ko: "마지막 성공: {at}, {what}", En: "Last success: {at}, {what}"},
		neither:      lang.Text{Ko: "읽은 기록에는 이 사용자의 성공도 실패도 없습니다.", En: "What was read holds neither a success nor a failure of this user."},
		noSuccess:    lang.Text{Ko: "읽은 기록에 이 사용자의 성공은 없습니다.", En: "No success of this user is in what was read."},
		failure:      lang.Text{Ko: "첫 실패: {at}, {what}", En: "First failure: {at}, {what}"},
		failureAfter: lang.Text{Ko: "그 뒤의 첫 실패: {at}, {what}", En: "First failure after that: {at}, {what}"},
		noFailure:    lang.Text{Ko: "읽은 기록에는 그 뒤의 실패가 없습니다.", En: "In what was read, no failure came after it."},
		changed:      lang.Text{Ko: "그사이에 바뀐 것: {at}, {what}", En: "Changed in between: {at}, {what}"},
		unchanged:    lang.Text{Ko: "읽은 기록에는 그사이에 바뀐 것이 없습니다.", En: "Nothing in what was read says that something changed in between."},
		unsure: lang.Text{
			Ko: "위의 두 기록은 어느 것이 먼저인지 확실하지 않습니다. 둘 중 하나에 사용자 이름이 없거나, 두 시각의 차이가 컴퓨터들의 시계 오차보다 작습니다.",
			En: "Which of the two came first is not certain: one of them names no user, or they are closer together than the clocks of the machines agree.",
		},
		nameless: lang.Text{
			Ko: "사용자 이름이 없는 기록이 있어, 그것이 이 사용자의 것인지는 확실하지 않습니다.",
			En: "Some of the entries name no user, so it is not certain that they are this user's.",
		},
		others: lang.Text{Ko: "다른 사용자의 작업 {n}건은 뺐습니다.", En: "Operations of other people that are left out: {n}."},
		since:  lang.Text{Ko: "로그는 {at}부터 읽었습니다. 그 전의 일은 알 수 없습니다.", En: "The logs were read from {at} on; what was before is not known."},
		rolled: lang.Text{Ko: "서버의 이벤트 로그에는 {at} 전의 것이 남아 있지 않습니다.", En: "The event log of the server has lost what was before {at}."},
		ahead: lang.Text{
			Ko: "{place}의 시계가 클라우드의 시계보다 {apart} 빠릅니다. 그때도 그랬다고 보고 그곳의 시각을 클라우드의 시각으로 고쳐 적었습니다.",
			En: "The clock of {place} is {apart} ahead of the cloud's. Its times stand here as the cloud's clock would have said them, if it was so then.",
		},
		behind: lang.Text{
			Ko: "{place}의 시계가 클라우드의 시계보다 {apart} 느립니다. 그때도 그랬다고 보고 그곳의 시각을 클라우드의 시각으로 고쳐 적었습니다.",
			En: "The clock of {place} is {apart} behind the cloud's. Its times stand here as the cloud's clock would have said them, if it was so then.",
		},
		uncompared: lang.Text{
			Ko: "{place}의 시계를 클라우드의 시계와 비교하지 못했습니다. 그곳의 시각은 그곳의 시계로 적힌 그대로입니다.",
			En: "The clock of {place} was not compared with the cloud's. Its times stand as it wrote them.",
		},
		gap:        lang.Text{Ko: "여기에 없는 기록: {source}. {why}", En: "Not in it: {source}. {why}"},
		unasked:    lang.Text{Ko: "아직 확인하지 않았습니다.", En: "Not looked at yet."},
		agent:      lang.Text{Ko: "처리한 에이전트: {agent}", En: "agent: {agent}"},
		run:        lang.Text{Ko: "{until}까지 {n}번", En: "{n} {n|time|times} until {until}"},
		byTime:     lang.Text{Ko: "작업 {n}(시각으로 이음)", En: "operation {n}, joined by time"},
		operation:  lang.Text{Ko: "작업 {n}", En: "operation {n}"},
		signIn:     lang.Text{Ko: "로그인", En: "Sign-in"},
		written:    lang.Text{Ko: "그곳의 시계로는 {at}", En: "{at} by its own clock"},
		passwordOf: lang.Text{Ko: "누구의 것인지 적혀 있지 않음", En: "names nobody"},
		unread:     lang.Text{Ko: "있었던 일을 알 수 있는 기록을 아직 읽지 못했습니다.", En: "Nothing that tells what happened was read yet."},
	}
}

// agentWord names an agent as the audit log does.
func agentWord(agent string) lang.Text {
	if strings.EqualFold(agent, "None") {
		return lang.Text{Ko: "없음", En: "none"}
	}
	return lang.Text{Ko: agent, En: agent}
}
