package heard

import (
	"slices"
	"strings"
	"testing"
)

func TestMessagesAreToldInManyWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want Message
	}{
		{"라이선스미할당이라고재설정거부됨", "not-licensed"},
		{"사용자에게P1이없어서그런지재설정이안됩니다", "not-licensed"},
		{"LICENSE MISSING!! user cannot reset, I assigned it yesterday", "not-licensed"},
		{"your account doesnt have the necessary licence to reset ur passw", "not-licensed"},
		{"암호재설정라이선스가없습니다관리자에게문의하십시", "not-licensed"},
		{"We lost our premium plan in October, password changes from the web no longer land in AD", "not-licensed"},
		{"쓰기저장은 유료 기능인가요? 무료 테넌트입니다", "not-licensed"},
		{"동적그룹미반영 신입사원 셀프재설정불가", "not-in-group"},
		{"재설정허용대상이아님 이라고뜹니다 신규입사자입니다", "not-in-group"},
		{"I'm new, reset page says I'm not in the permitted group", "not-in-group"},
		{"OU이름에&들어간부서만실패", "odd-name"},
		{"OU name \"Sales & Co\" only these ppl fail", "odd-name"},
		{"부서 OU에 '#'이 들어가 있는데 관련 있나요? 그 부서만 안돼요", "odd-name"},
		{"standby only, production connect is off", "staging"},
		{"스테이징만켜져있고운영서버꺼짐 라이트백안됨", "staging"},
		{"both connect servers in staging mode by mistake", "staging"},
		{"쓰기저장활성화실패 토큰못받음 페더레이션관리자", "wrong-admin"},
		{"enable pw writeback -> error acquiring token, federated account", "wrong-admin"},
		{"Azure AD Connect wizard could not set up password writeback, admin w/o licence", "wrong-admin"},
		{"pdc에뮬접속불가 커넥트서버", "controller-unreachable"},
		{"PDCE UNREACHABLE FROM AADC SERVER", "controller-unreachable"},
		{"the DC with the emulator role got moved to DMZ, sync server times out on it", "controller-unreachable"},
		{"싱크서버에서디씨로 445 135 막힘", "rpc"},
		{"rpc blocked between sync and dc", "rpc"},
		{"RPC 서버를 사용할 수 없습니다 (ADSync)", "rpc"},
		{"선호dc가없는서버로지정돼있음", "preferred-controllers"},
		{"preferred controller retired in spring still configured", "preferred-controllers"},
		{"MSOL비번변경됨 동기화자격증명오류", "connector-account"},
		{"service acct for ad connector pw changed, import says bad creds", "connector-account"},
		{"MSOL_xxx locked", "connector-account"},
		{"앱인증서만료 커넥트", "application-certificate"},
		{"app cert expired on connect server since tuesday", "application-certificate"},
		{"관리자였던사람만거부됨", "protected"},
		{"ex-admin only. access denied. others fine", "protected"},
		{"admins can't, users can", "protected"},
		{"관리자들만 안되고 일반 사용자는 잘 됩니다", "protected"},
		{"상속해제된사용자만실패", "no-inheritance"},
		{"inheritance was turned off for VIPs", "no-inheritance"},
		{"remotesam제한정책적용후 전원실패", "remote-sam"},
		{"GPO \"restrict clients allowed to make remote calls to SAM\" since yesterday", "remote-sam"},
		{"위임안해서액세스거부", "access-denied"},
		{"no delegation for MSOL on OU=Temp so denied", "access-denied"},
		{"디렉터리개체를찾을수없음", "not-found"},
		{"DIRECTORY OBJECT NOT FOUND", "not-found"},
		{"OU 동기화 제외됨 → 온프레미스 계정 없음 오류", "outside-scope"},
		{"user deselected in OU filtering, says not found on premises", "outside-scope"},
		{"클라우드전용인지동기화인지모르겠음 AD흔적없음", "not-synchronised"},
		{"AD에서 만든 계정인지 확인 부탁드립니다 재설정해도 AD 반영 흔적이 없어요", "not-synchronised"},
		{"중복계정 여러개일치 합병", "twice"},
		{"multiple matches two forests", "twice"},
		{"재입사자만 비번이 반영 안돼요 예전 개체 삭제됨", "twice"},
		{"LDAP서명암호화해제됨 비보안연결", "insecure-ldap"},
		{"insecure connection password set failed, sign & encrypt off", "insecure-ldap"},
		{"복호화실패 키다름", "keys"},
		{"cannot decrypt, key mismatch, connect", "keys"},
		{"too easy to guess it says", "banned"},
		{"추측하기쉬움이라고거절", "banned"},
		{"현재암호가틀리다고함", "wrong-current"},
		{"old password isn't right says it", "wrong-current"},
		{"최소사용기간미충족", "too-soon"},
		{"too recently changed", "too-soon"},
		{"재사용불가 암호기록", "against-policy"},
		{"password history violation from on-prem AD", "against-policy"},
		{"회사규칙(길이,복잡성,기록)위반", "against-policy"},
		{"처음만실패 두번째성공", "idle"},
		{"first try fails, retry ok, after long idle", "idle"},
		{"프록시407 커넥트", "proxy"},
		{"proxy auth needed on sync server", "proxy"},
		{"프록시에서 MS 주소 차단(403) 동기화서버", "proxy"},
		{"방화벽교체후 셀프재설정 서비스불가", "firewall"},
		{"only 2 servicebus names whitelisted", "relay"},
		{"servicebus 허용목록에 일부만 있음", "relay"},
		{"passwordreset.microsoftonline.com 접속불가 싱크서버", "reset-service"},
		{"커넥트버전낮아서동기화중단 10월", "version"},
		{"connect too old, cut off since Oct 1", "version"},
		{"문자인증등록자만 11월부터 재설정불가 등록된방법없음", "not-registered"},
		{"no auth method registered since Nov", "not-registered"},
		{"서버가따라잡는중 조금기다리라고", "catching-up"},
		{"needs time to catch up, temp password", "catching-up"},
		{"MSOnline으로암호설정 AD반영안됨", "from-powershell"},
		{"Set-MsolUserPassword, AD old", "from-powershell"},
		{"로그인화면에암호재설정링크없음", "link-missing"},
		{"no \"Reset password\" under the sign in box on this pc", "link-missing"},
		{"AD성공클라우드저장실패 감사로그", "half-done"},
		{"on-prem success cloud fail in audit", "half-done"},
		{"휴직자계정비활성 재설정거절", "disabled"},
		{"account disabled (leave of absence), reset refuses", "disabled"},
		{"온프레미스구성이잘못되어재설정불가 관리자문의", "misconfigured"},
		{"ON-PREMISES CONFIGURATION NOT SET UP PROPERLY", "misconfigured"},
		{"온프레미스서비스연결불가 나중에다시시도", "unreachable"},
		{"ON PREM SERVICE UNREACHABLE TRY LATER", "unreachable"},
		{"관리자가재설정끔", "not-enabled"},
		{"password reset turned off by admin", "not-enabled"},
		{"관리자가라이트백사용설정안함", "writeback-off"},
		{"writeback not enabled by admin", "writeback-off"},
		{"쓰기저장체크해제됨", "writeback-off"},
		{"writeback box unticked in connect", "writeback-off"},
		{"ADSync서비스중지됨", "engine-stopped"},
		{"ADSync down after patch", "engine-stopped"},
		{"클라우드싱크이전후라이트백이상", "agent"},
		{"since moving to cloud sync writeback is odd", "agent"},
		{"재설정후또바꾸라고함 로그온시", "must-change-again"},
		{"must change again at logon after reset", "must-change-again"},
		// a 마이크 is a microphone, and a backup operator no backup
		{"마이크로소프트온라인 재설정 사이트가 차단됨", "reset-service"},
		{"he was a backup operator once, inheritance is unticked", "no-inheritance"},
		{"윈도우 업데이트하고 동기화서비스가 안올라옴", "engine-stopped"},
		{"Connect가 TLS1.2를 못써요", "tls"},
		{"fine-grained password policy rejects it", "against-policy"},
		{"red banner in the wizard, only a user admin", "wrong-admin"},
		{"azure ad sync in services.msc will not start", "engine-stopped"},
	} {
		if told := (Reader{Explained: nothing}).Read(c.text).Messages; len(told) == 0 || told[0] != c.want {
			t.Errorf("%q tells %v, want %s", c.text, told, c.want)
		}
	}
}

func nothing(string) bool { return false }

// TestNoiseIsNoMessage: what is told beside the trouble, of other products, and
// what is said to be well.
func TestNoiseIsNoMessage(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"several users can't reset since this morning", "전산팀입니다 직원 비번 재설정이 안된다고 합니다", "helpdesk here, user says reset doesn't work",
		"writeback enabled and not working", "쓰기저장이 켜져 있는데 안돼요", "i guess the password reset failed",
		"after the patch night password changes fail", "changed my password yesterday and it is not on the laptop",
		"예전에 쓰던 비번만 먹고 새 비번은 안돼요", "본인 확인은 통과했는데 새 암호 넣으면 안 된대요",
		"reset through the link on the sign-in screen, the new password does not work", "the firewall is fine, password reset fails",
		"라이선스는 정상인데 재설정이 안됩니다", "스테이징 모드는 아니고 쓰기저장 실패", "the reset page keeps spinning",
		"try again later", "the password is not synced to AD", "the agent on the phone could not help with my password",
		"printer driver certificate expired", "프린터 인증서 만료", "gmail password forgotten, too easy it says", "AADSTS50126 when signing in",
	} {
		if told := (Reader{Explained: nothing}).Read(text).Messages; len(told) > 0 {
			t.Errorf("%q tells %v, want nothing", text, told)
		}
	}
}

func TestAMarkIsReadBack(t *testing.T) {
	t.Parallel()
	for _, m := range Messages() {
		if told := (Reader{Explained: nothing}).Read("SSPR_0029 " + m.Mark()).Messages; !slices.Equal(told, []Message{m}) {
			t.Errorf("the mark of %s tells %v", m, told)
		}
	}
}

func TestEveryNotionIsUsedAndKnown(t *testing.T) {
	t.Parallel()
	used := map[string]bool{"elsewhere": true, "ours": true, "world": true}
	for _, s := range slices.Concat(sayings, topics) {
		for name := range strings.FieldsFuncSeq(s.words, func(r rune) bool { return strings.ContainsRune(" @!/+", r) }) {
			used[name] = true
			if len(notions()[name]) == 0 && shaped[name] == nil {
				t.Errorf("%s is told by %q, which has no words", s.means, name)
			}
		}
	}
	for name, words := range notions() {
		if !used[name] {
			t.Errorf("no saying needs the notion %q", name)
		}
		for _, w := range words {
			if w.korean == "" && (len(w.words) == 0 || w.words[0] == "") {
				t.Errorf("%q has an empty word", name)
			}
		}
	}
	for _, name := range slices.Concat(plain, anywhere) {
		if len(notions()[name]) == 0 {
			t.Errorf("%q is no notion", name)
		}
	}
}

func TestASlipIsOverlookedAndAnotherWordIsNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word, vocable string
		same          bool
	}{
		{"wrtieback", "writeback", true},
		{"pasword", "password", true},
		{"licences", "licen*", true},
		{"resets", "reset", true},
		{"blocked", "locked", false},
		{"rest", "reset*", false},
		{"admin", "admins", false},
		{"arent", "agent", false},
		{"x", "password", false},
	} {
		if same := sameWord(c.word, c.vocable); same != c.same {
			t.Errorf("%q and %q: got %v, want %v", c.word, c.vocable, same, c.same)
		}
	}
	for text, in := range map[string]bool{"라이선스가 없어요": true, "라이선수가 없어요": false, "라니선스가 없어요": true, "동기화 실패": false, "나이선스": false} {
		pattern := "라이선스"
		if strings.HasPrefix(text, "동기화") {
			pattern = "동기화밀"
		}
		if got := slackOf(pattern).in(jamoOf(strings.ReplaceAll(text, " ", ""))); got != in {
			t.Errorf("%q in %q: got %v, want %v", pattern, text, got, in)
		}
	}
}
