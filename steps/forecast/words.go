package forecast

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/methods"
)

// sentences say what to do until when, who does it, and why: each is a separate
// matter from the call. {what} is as the table has it, {has} what of it was seen.
func sentences() map[Kind]lang.Text {
	return map[Kind]lang.Text{
		Methods: {
			Ko: "{day} 전에 {user} 사용자가 다른 인증 방법을 등록해야 합니다(담당: 헬프데스크). 지금 등록한 {has} 방법이 SSPR에서 끝나, 남는 방법으로는 그때부터 재설정할 수 없습니다.",
			En: "Before {day} have another method registered (owner: helpdesk). From then on {user} can no longer reset, because {has} ends in SSPR and leaves too little.",
		},
		Contacts: {
			Ko: "{day} 전에 {user} 사용자가 인증 방법을 등록해야 합니다(담당: 헬프데스크). 지금은 디렉터리에 있는 전화번호나 메일 주소뿐이고, 그때부터 인정되지 않아 재설정할 수 없습니다.",
			En: "Before {day} have a method registered (owner: helpdesk). From then on {user} can no longer reset, because a number or address that stands in the directory alone counts no more.",
		},
		MethodPolicy: {
			Ko: "{day} 전에 인증 방법 정책의 마이그레이션을 마치십시오(담당: Microsoft Entra 관리자). 지금의 정책 상태({has})에서 정한 방법이 끝나, 그때부터 {user} 사용자는 재설정하지 못할 수 있습니다.",
			En: "Before {day} complete the migration of the methods policy (owner: Microsoft Entra administrator). From then on {user} may no longer reset, because what the present state ({has}) decides by ends.",
		},
		Product: {
			Ko: "{day} 전에 쓰기 저장을 허용하는 다른 라이선스를 할당하십시오(담당: Microsoft Entra 관리자). 지금 라이선스({has})가 끝나고 다른 것이 없어, 그때부터 {user} 사용자는 재설정할 수 없습니다.",
			En: "Before {day} assign another licence that allows writeback (owner: Microsoft Entra administrator). From then on {user} can no longer reset, because the present one ends ({has}).",
		},
		ConnectLowest: {
			Ko: "{day} 전에 Connect Sync를 {what} 이상으로 업그레이드하십시오(담당: Connect 서버 관리자). 지금 버전({has})은 그때부터 동기화하지 않아, 모든 사용자의 재설정이 Active Directory에 반영되지 않습니다.",
			En: "Before {day} upgrade Connect Sync to {what} or later (owner: Connect server administrator). The present version ({has}) no longer synchronises from then on, and nobody's reset is written to Active Directory.",
		},
		ConnectSupport: {
			Ko: "{day} 전에 Connect Sync를 새 버전으로 업그레이드하십시오(담당: Connect 서버 관리자). {what} 버전의 지원이 그때 끝납니다. 재설정이 멈추지는 않습니다.",
			En: "Before {day} upgrade Connect Sync (owner: Connect server administrator). Support of {what} ends then. Resets go on.",
		},
		AgentLowest: {
			Ko: "{day} 전에 Cloud Sync 에이전트를 {what} 이상으로 업그레이드하십시오(담당: 에이전트 서버 관리자). 설치된 버전({has})으로는 그때부터 모든 사용자의 재설정이 Active Directory에 반영되지 않습니다.",
			En: "Before {day} upgrade the Cloud Sync agent to {what} or later (owner: administrator of its server). With the installed version ({has}) nobody's reset is written to Active Directory from then on.",
		},
		Certificate: {
			Ko: "{day} 전에 Connect Sync가 로그인할 때 쓰는 인증서가 교체되는지 확인하십시오(담당: Connect 서버 관리자). 인증서는 그때 끝나고, 스케줄러가 먼저 교체하지 않으면 누구의 재설정도 쓰이지 않습니다.",
			En: "Before {day} see that the certificate as which Connect Sync signs in is rotated (owner: Connect server administrator). It ends then, and unless the scheduler has rotated it nobody's reset is written.",
		},
		Account: {
			Ko: "{day} 전에 {user} 계정을 더 쓸지 정하십시오(담당: AD 관리자). 계정이 그때 만료되어(accountExpires), 암호를 재설정해도 로그인할 수 없습니다.",
			En: "Before {day} decide whether the account {user} is still needed (owner: AD administrator). It expires then (accountExpires), and a reset does not let it sign in.",
		},
		Licence: {
			Ko: "{day} 전에 쓰기 저장을 허용하는 라이선스를 갱신하십시오(담당: Microsoft Entra 관리자). 지금 라이선스({what})의 유예 기간이 그때 끝나고 다른 것은 없습니다.",
			En: "Before {day} renew the licence that allows writeback (owner: Microsoft Entra administrator). The grace period of the present one ends then ({what}), and there is no other.",
		},
	}
}

// asAnApplication is what Connect Sync lacks of the two that a change asks for:
// the version, the way it signs in, or both.
func asAnApplication(what, has []string) lang.Text {
	account := slices.Contains(has, byAccount)
	installed, lowest := "", what[0]
	if len(has) > 0 && has[0] != byAccount {
		installed = has[0]
	}
	low := below(installed, lowest)
	switch {
	case account && low == probes.Yes:
		return lang.Text{
			Ko: "{day} 전에 Connect Sync를 {what} 이상으로 업그레이드하고, 계정 대신 응용 프로그램으로 로그인하게 바꾸십시오(담당: Connect 서버 관리자). 지금 버전({has})과 계정 로그인으로는 그때부터 동기화하지 않아, 모든 사용자의 재설정이 Active Directory에 반영되지 않습니다.",
			En: "Before {day} upgrade Connect Sync to {what} or later and have it sign in as an application instead of an account (owner: Connect server administrator). As it is now ({has}, an account) it no longer synchronises from then on, and nobody's reset is written to Active Directory.",
		}
	case account && low == probes.No:
		return lang.Text{
			Ko: "{day} 전에 Connect Sync가 계정 대신 응용 프로그램으로 로그인하게 바꾸십시오(담당: Connect 서버 관리자). 버전({has})은 충분하지만, 계정 로그인으로는 그때부터 동기화하지 않아 모든 사용자의 재설정이 Active Directory에 반영되지 않습니다.",
			En: "Before {day} have Connect Sync sign in as an application instead of an account (owner: Connect server administrator). Its version ({has}) is enough, but with an account it no longer synchronises from then on, and nobody's reset is written to Active Directory.",
		}
	case account:
		return lang.Text{
			Ko: "{day} 전에 Connect Sync가 계정 대신 응용 프로그램으로 로그인하게 바꾸십시오(담당: Connect 서버 관리자). 계정 로그인으로는 그때부터 동기화하지 않아 모든 사용자의 재설정이 Active Directory에 반영되지 않습니다. 버전도 {what} 이상이어야 합니다.",
			En: "Before {day} have Connect Sync sign in as an application instead of an account (owner: Connect server administrator). With an account it no longer synchronises from then on, and nobody's reset is written to Active Directory. It has to be {what} or later as well.",
		}
	default:
		text := sentences()[ConnectLowest]
		return both(text, lang.Text{Ko: "응용 프로그램으로 로그인해야 하기도 합니다.", En: "It has to sign in as an application as well."})
	}
}

// known say how a day is known.
func known() map[Confidence]lang.Text {
	return map[Confidence]lang.Text{
		Confirmed: {Ko: "(근거: {source}, {checked} 확인)", En: "({source}, looked up on {checked})"},
		Announced: {Ko: "(예고, 바뀔 수 있음. 근거: {source} 내용을 인용한 글, {checked} 확인)", En: "(announced, may move: {source}, as others repeat it, looked up on {checked})"},
		Seen:      {Ko: "({checked}에 봄)", En: "(seen on {checked})"},
	}
}

// subjects are what a kind is about, where it cannot be told whether it applies.
func subjects() map[Kind]lang.Text {
	return map[Kind]lang.Text{
		Methods:        {Ko: "SSPR에서 쓰는 {what} 방법이 끝나는", En: "the end of {what} in SSPR"},
		Contacts:       {Ko: "디렉터리에만 있는 전화번호와 메일 주소가 인정되지 않는", En: "the end of numbers and addresses that stand in the directory alone"},
		MethodPolicy:   {Ko: "정책 상태 {what}에서 정한 방법이 끝나는", En: "the end of the state {what} of the methods policy"},
		Product:        {Ko: "라이선스({what})가 끝나는", En: "the end of the licences {what}"},
		ConnectLowest:  {Ko: "Connect Sync의 최소 버전({what})이 정해지는", En: "the lowest version of Connect Sync, {what},"},
		ConnectSupport: {Ko: "Connect Sync({what})의 지원이 끝나는", En: "the end of the support of Connect Sync {what}"},
		AgentLowest:    {Ko: "Cloud Sync 에이전트의 최소 버전({what})이 정해지는", En: "the lowest version of the Cloud Sync agent, {what},"},
		Certificate:    {Ko: "Connect Sync가 로그인할 때 쓰는 인증서가 끝나는", En: "the end of the certificate as which Connect Sync signs in"},
		Account:        {Ko: "계정이 만료되는", En: "the end of the account"},
		Licence:        {Ko: "쓰기 저장을 허용하는 라이선스의 유예 기간이 끝나는", En: "the end of the grace period of licences that allow writeback"},
	}
}

// lacking name what was not seen.
func lacking() map[Need]lang.Text {
	return map[Need]lang.Text{
		NeedRegistration: {Ko: "사용자가 등록한 방법", En: "the methods that the user has registered"},
		NeedContacts:     {Ko: "디렉터리에 전화번호나 메일 주소가 있는지", En: "whether the directory has a number or an address"},
		NeedMethodWord:   {Ko: "이 프로그램이 모르는 방법이 재설정에 쓰이는지", En: "whether a method that this program does not know counts"},
		NeedRequired:     {Ko: "테넌트가 요구하는 방법의 개수([암호 재설정(Password reset)] > [인증 방법(Authentication methods)])", En: "how many methods the tenant asks for (Password reset > Authentication methods)"},
		NeedRole:         {Ko: "사용자가 전역 관리자인지", En: "whether the user is a Global Administrator"},
		NeedCloud:        {Ko: "테넌트가 어느 클라우드에 있는지", En: "in which cloud the tenant is"},
		NeedPolicy:       {Ko: "인증 방법 정책의 마이그레이션 상태", En: "the state of migration of the methods policy"},
		NeedLicences:     {Ko: "사용자의 라이선스", En: "the licences of the user"},
		NeedLicenceState: {Ko: "라이선스의 상태", En: "the state of the licences"},
		NeedEngine:       {Ko: "어느 동기화 엔진이 암호를 쓰는지", En: "which engine writes the passwords"},
		NeedConnect:      {Ko: "설치된 Connect Sync 버전", En: "the installed version of Connect Sync"},
		NeedIdentity:     {Ko: "Connect Sync가 무엇으로 로그인하는지", En: "as what Connect Sync signs in"},
		NeedAgent:        {Ko: "Cloud Sync 에이전트 버전", En: "the version of the Cloud Sync agent"},
		NeedAccount:      {Ko: "계정의 만료일(accountExpires)", En: "when the account expires (accountExpires)"},
		NeedDay:          {Ko: "끝나는 날", En: "the day on which it ends"},
		NeedMoment:       {Ko: "언제를 기준으로 판정하는지", En: "as of when it is judged"},
	}
}

type frameWords struct{ title, gap, undated, lacks, lacksMuch, none, aged, month lang.Text }

func words() frameWords {
	return frameWords{
		title:     lang.Text{Ko: "예고된 변경(이번 문제와 별개)", En: "Announced changes (a separate matter)"},
		gap:       lang.Text{Ko: "{subject} 변경이 해당하는지 알 수 없습니다{days}. 아직 모르는 것은 {needs}입니다.", En: "It cannot be told whether {subject} applies{days}, because this was not seen: {needs}."},
		undated:   lang.Text{Ko: "언제를 기준으로 판정하는지 알 수 없어 예고된 변경을 알 수 없습니다.", En: "As of when this is judged is not known, so announced changes cannot be told."},
		lacks:     lang.Text{Ko: "해당하는지 알 수 없는 예고된 변경이 {n}개 있습니다. 아직 모르는 것은 {needs}입니다.", En: "Announced changes of which it cannot be told whether they apply: {n}. This was not seen: {needs}."},
		lacksMuch: lang.Text{Ko: "확인하지 못한 것이 있어, 해당하는지 알 수 없는 예고된 변경이 {n}개 있습니다.", En: "Announced changes of which it cannot be told whether they apply, because too little was seen: {n}."},
		none:      lang.Text{Ko: "본 것에 해당하는 예고된 변경이 없습니다.", En: "No announced change applies to what was seen."},
		aged: lang.Text{
			Ko: "날짜 일부는 {table_day}에 확인한 것입니다. 그 뒤에 바뀌었는지 보십시오.",
			En: "Some of the days were looked up on {table_day}. See whether they have moved since.",
		},
		month: lang.Text{Ko: "{year}년 {month}월 초", En: "the beginning of {year}-{month}"},
	}
}

// ending names what ends, in the words that people have for it.
func ending(kind Kind, what []string, l lang.Language) string {
	switch {
	case len(what) == 0:
		return ""
	case kind == ConnectLowest:
		return strings.TrimSuffix(what[0], byAccount)
	case kind == Methods && among(what, methods.Telephone()):
		names := make([]string, len(what))
		for i, one := range what {
			names[i] = telephones()[one].In(l)
		}
		return lang.Text{Ko: "문자와 음성 통화(", En: "text messages and calls by Microsoft ("}.In(l) + strings.Join(names, ", ") + ")"
	case kind == Methods && among(what, methods.Questions()):
		return lang.Text{Ko: "보안 질문", En: "security questions"}.In(l)
	default:
		return strings.Join(what, ", ")
	}
}

// telephones are the names of the methods that take a text message or a call.
func telephones() map[string]lang.Text {
	return map[string]lang.Text{
		"mobilePhone": {Ko: "휴대폰", En: "mobile phone"}, "alternateMobilePhone": {Ko: "보조 휴대폰", En: "other mobile phone"},
		"officePhone": {Ko: "사무실 전화", En: "office phone"},
	}
}

// among reports whether every word is one of a list.
func among(words, list []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(list, w) })
}
