package heard

import (
	"strings"
	"sync"
	"unicode"
)

// vocable is a word or a phrase by which a notion is known.
type vocable struct {
	korean string // Korean, without blanks
	jamo   []rune
	words  []string // English, in order
	joined string   // the same without blanks and stars
}

// notions returns the vocabulary, by notion.
var notions = sync.OnceValue(func() map[string][]vocable {
	all := map[string][]vocable{}
	for name, texts := range vocabulary {
		for text := range strings.SplitSeq(texts, "|") {
			all[name] = append(all[name], vocableOf(strings.TrimSpace(text)))
		}
	}
	return all
})

func vocableOf(text string) vocable {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		dense := strings.ReplaceAll(text, " ", "")
		return vocable{korean: dense, jamo: jamoOf(dense)}
	}
	return vocable{words: strings.Fields(text), joined: strings.NewReplacer(" ", "", "*", "").Replace(text)}
}

// plain are the notions that every trouble has: they make a saying true, and
// not sure.
var plain = []string{"not", "can't", "password", "reset", "user", "ours"}

// vocabulary is the words of each notion, in both languages. A star stands for
// any ending. They are words of the trade, not sentences of anybody.
var vocabulary = map[string]string{
	// What it is about.
	"password": "암호|비밀번호|비번|패스워드|패쓰워드|password|pasword|passwd|pwd|passwort",
	"reset":    "재설정|초기화|리셋|변경|바꾸|바꿔|바뀌|바꿀|찾기|reset*|chang*|recover*|sspr|update my password",
	"sspr":     "sspr|셀프서비스|에스에스피알|self service|self-service|selfservice|aka ms",
	"ours":     "쓰기저장|라이트백|역동기화|sspr|셀프서비스|애저|엔트라|커넥트|온프레|온프렘|액티브디렉|액티브디랙|ad커넥|writeback|write back|entra|azure|aad|adsync|adconnect|ad connect|active directory|on prem*|onprem*|on premises|self service|aka ms|o365|m365|office 365|microsoft 365|msol|pwd reset|reset password|password reset|암호재설정|비밀번호재설정|비번재설정|암호변경|비밀번호변경|password chang*",
	"user":     "사용자|유저|직원|계정|user|account|employee|person|staff|colleague|caller",
	"not":      "없|않|안되|안돼|안됨|안된|안나|안떠|안걸|안맞|못|실패|불가|거부|거절|막|부족|빠져|누락|아니|미등록|미할당|에러|오류|차단|끊|not|no|cant|cannot|isnt|wasnt|arent|doesnt|didnt|dont|havent|hasnt|wont|couldnt|unable|without|missing|lack*|fail*|never|refus*|reject*|den*|error|wrong|problem|trouble|nothing|none|block*|broke*|unsuccessful*|impossible",
	"can't":    "못|안되|안돼|안됨|안된|실패|불가|없|않|거부|거절|cant|cannot|unable|fail*|wont|doesnt|not|couldnt|refus*|reject*|den*|never|impossible",

	// Other things that people call about.
	"elsewhere": "outlook|아웃룩|vpn|wifi|wi fi|와이파이|무선랜|프린터|프린트|printer|print|bitlocker|비트락커|teams meeting|팀즈|zoom|slack|google|gmail|구글|지메일|네이버|카카오|아이폰|iphone|android|안드로이드|phone pin|지문|sap|salesforce|jira|github|pin|핀번호|휴대폰|핸드폰|엑셀|excel|파워포인트|powerpoint|onedrive|원드라이브|sharepoint|쉐어포인트|공동인증서|공인인증서|은행|급여|그룹웨어|netflix|facebook|인스타|router|공유기|windows update|윈도우업데이트|sql|오라클|oracle|wordpress|adobe|visio|photoshop|포토샵|한글2|cctv|카드키|출입|택배|apple id|애플|macbook|itunes|steam|citrix|시트릭스|erp|intune|모니터|키보드|마우스|프로젝터",

	// Licence.
	"licence": "라이선스|라이센스|라이쎈스|라이선쓰|라이센쓰|구독|licen*|subscription*|premium p1|premium p2|entra p1|azure ad premium|p1|p2|e3|e5|f3|plan",
	"need":    "필요|만료|끝나|종료|할당|배정|구매|해지|없|부족|expire*|need*|assign*|purchas*|requir*|includ*|ran out|lapsed|suspend*|missing|without|cancel*",
	// Scope, registration, switch.
	"enabled":      "켜|켬|활성|사용하도록|허용|사용안함|사용안하|사용이안|활성화|enabled|enable|turned on|turn on|switched on|allowed|available|activated|activate|set up|configured",
	"off":          "꺼|껐|끄|해제|비활성|사용안함|중단|off|disabled|deactivated|unchecked|unticked|untick|turned off|switched off|greyed out|grayed out|회색",
	"org":          "조직|회사|관리자|테넌트|your admin|administrator|organi*|company|tenant|it department|admin",
	"group":        "그룹|대상그룹|group|scope|범위|대상|selected group",
	"register":     "등록|보안정보|인증방법|인증수단|연락처|본인확인|register*|registration|enrol*|security info|security information|authentication method*|verification method*|contact method*|recovery info*|methods|second factor|mobile number|phone number",
	"admin-policy": "관리자정책|admin policy|administrator policy|두가지방법|two gate*|two methods|administrator reset|admins cannot use|관리자는두",

	// Policy.
	"policy":   "정책|복잡|요구사항|조건에맞|조건을충족|요건|규칙|policy|policies|complex*|requirement*|criteria|rules",
	"history":  "최근에사용|예전에쓰|이전에사용|사용한적|썼던|쓰던|재사용|기억된|이미사용|history|previously used|used before|recently used|reuse*|re use|already used|old passwords|used recently|remembers",
	"length":   "짧|글자수|자리수|자릿수|길이|글자이상|자이상|too short|length|characters|long enough|minimum length|chars",
	"too-soon": "최소사용|하루에한번|24시간|방금바꾸|방금변경|오늘바꿨|오늘이미|어제바꿨|바꾼지|변경한지|하루지나|minimum age|minimum password age|too soon|too recently|already changed|changed today|changed yesterday|once a day|one day|24 hours|just changed|wait a day",
	"banned":   "흔한|너무쉬|추측|많이본|금지된|금지어|금칙|이름이들어|이름이포함|유추|알려진암호|취약|weak|too common|banned|easy to guess|easily guess*|guess*|seen too many|contains your name|contain your name|my name in it|contains my name|common words|too many times|too simple|blocklist|blacklist",

	// Old password, locks.
	"current":            "현재암호|현재비밀번호|현재비번|기존암호|기존비밀번호|기존비번|이전암호|이전비밀번호|옛날비번|옛암호|지금쓰는암호|원래암호|current password|old password|existing password|present password",
	"wrong":              "틀리|틀렸|틀린|잘못|일치하지|맞지않|안맞|올바르지|다르|wrong|incorrect|invalid|doesnt match|not match|not correct|mismatch|mistyped|isnt right|not right",
	"locked":             "잠겨|잠겼|잠김|잠금|락걸|락이|잠긴|locked|lock out|lockout|lockedout|locked out",
	"temporary":          "일시적|잠시|임시로잠|무단|temporar*|unauthori*|smart lockout|스마트잠금|여러번틀|너무많이|too many|try again later|나중에다시시도",
	"unlock":             "잠금해제|잠금을풀|락풀|락을풀|잠금풀|해제|unlock*",
	"disabled":           "비활성|사용안함|사용중지|중지된|정지된|막힌계정|disabled|deactivated|blocked account|inactive|turned off account",
	"expired":            "만료|기한지난|기간이지|expired|expiry|past its end|ended",
	"cannot-change-flag": "변경할수없음|암호변경불가|사용자가암호를변경할수|user cannot change|cannot change password flag|cannot change password option|cannot change password box|cant change password box|사용자변경금지",

	// Rights, protection.
	"right":       "권한|액세스거부|액세스가거부|접근거부|접근이거부|엑세스거부|access denied|access is denied|permission*|insufficient|not authorized|rights|access rights|delegat*|위임|privilege*",
	"reset-right": "암호재설정권한|재설정권한|reset password right|reset password permission|lockouttime|pwdlastset|unexpire",
	"protected":   "보호된|보호그룹|도메인관리자|domain admin*|enterprise admin*|도메인어드민|도메인admin|protected group*|protected user*|adminsdholder|admincount|admin count|admin sd holder|privileged|특권|관리자그룹|builtin admin*|account operator*|backup operator*|print operator*|관리자계정|관리자권한계정|schema admin*|vip",
	"inherit":     "상속|inherit*",
	"sam":         "원격sam|sam원격|샘|sam호출|remote sam|restrictremotesam|restrict remote sam|sam r|samr|net access|네트워크액세스정책|remote calls",

	// Finding the user.
	"find":       "찾|존재|조회|검색|find|found|exist*|locate|unknown|lookup|look up|no such",
	"object":     "개체|오브젝트|객체|object|연결자공간|커넥터공간|connector space|metaverse|메타버스|anchor|앵커|sourceanchor|immutableid|immutable id|consistencyguid",
	"twice":      "두개|두명|둘|중복|여러개|같은계정|2개|두번|겹|duplicate*|two accounts|two users|multiple|several|more than one|twice|same anchor|double|both accounts|dupe*|two objects|two people",
	"guest":      "게스트|외부사용자|b2b|guest|external user|personal account|개인계정|hotmail|outlook account",
	"cloud-only": "클라우드전용|클라우드계정|동기화안된|동기화되지않은|동기화대상이아|동기화안되는|클라우드에만|cloud only|not synced|not synchronized|not synchronised|isnt synced|isnt synchronised|never synced|created in the cloud|only in the cloud|only in azure|only in entra|새로입사|신규입사|신입|new hire|new starter|new employee|입사",
	"converted":  "전환된|변환된|source of authority|soa|권한원본|moved to the cloud|converted to cloud|클라우드로이전|클라우드로옮",
	"selective":  "선택적|selective|filter*|필터|outside the scope|out of sync scope|동기화범위",

	// Controllers.
	"dc":          "도메인컨트롤러|도메인콘트롤러|도메인 콘트롤|디씨|디시|dc서버|domain controller*|dc|dcs|pdc|ad server|ad서버|주도메인|domaincontroller",
	"pdc":         "pdc|주도메인컨트롤러|pdc에뮬|fsmo|emulator|에뮬레이터",
	"preferred":   "우선도메인|선호도메인|우선dc|선호dc|기본설정도메인|지정도메인컨|preferred domain|preferred dc|preferred controller*|short name|netbios name|flat name|짧은이름",
	"old-dc":      "2003|2008|server 2008|server 2003|서버2008|윈도우2008|오래된도메인컨|old domain controller*",
	"server-text": "서버를사용할수없|서버가작동하지|서버가동작하지|작동중이아|server is not operational|server isnt operational|not operational|could not be contacted|cannot be contacted|couldnt be contacted",
	"rpc":         "rpc|알피씨|동적rpc|remote procedure|1722|135포트|포트135|port 135|port 445|445포트|포트445|49152",
	"insecure":    "서명및암호화|ldap서명|sign and encrypt|ldap signing|insecure connection|secure connection|암호화되지않은연결|unencrypted|ldap 서명",

	// Roads.
	"onprem":        "온프레미스|온프레미|온프렘|온-프레미스|온프램|사내서버|사내시스템|내부서버|회사서버|로컬디렉|로컬ad|on premises|on prem*|onprem*|local directory|local network|corporate network|on premise service|internal server|local server|company server|on site",
	"service":       "서비스|service",
	"connect-to":    "연결|접속|닿|통신|도달|응답|connect*|reach*|contact*|communicat*|respond*|response|get through|talk to|answer*|connection",
	"misconfigured": "잘못구성|구성이잘못|잘못설정|설정이잘못|구성오류|설정오류|misconfigur*|not configured correctly|wrongly configured|incorrectly configured|configuration problem|badly configured|configured wrong|set up wrong|incorrect configuration|configuration of your|setup problem",
	"writeback":     "쓰기저장|쓰기 저장|라이트백|쓰기저정|쓰기지장|다시쓰기|writeback|write back|wirteback|writebak|write-back|pwd writeback",
	"firewall":      "방화벽|파이어월|화이어월|파이어웰|firewall|fire wall|fw rule|palo alto|fortigate|포티게이트|팔로알토",
	"relay":         "릴레이|서비스버스|서비스 버스|servicebus|service bus|relay|windows net|서비스뻐스",
	"endpoint":      "passwordreset microsoftonline|암호재설정서비스|web service|웹서비스|reset service|reset endpoint",
	"certificate":   "인증서|certificate|cert|certs|x509|root ca|루트인증",
	"untrusted":     "신뢰|유효하지|올바르지|자체서명|잘못된인증|untrusted|not trusted|invalid|trust|self signed|validation|unknown authority|remote certificate",
	"inspection":    "ssl검사|tls검사|ssl가시|가시화|복호화장비|ssl복호|인스펙션|inspect*|break and inspect|decrypting proxy|man in the middle|ssl decrypt*|tls decrypt*|ssl intercept*|zscaler|bluecoat|지스케일러",
	"proxy":         "프록시|프락시|프럭시|proxy|407|machine config|pac file|winhttp",
	"tls":           "tls1|tls 1|tlsv1|tls12|tls|ssl secure channel|secure channel|보안채널|티엘에스|schannel|strongcrypto|닷넷|net framework|dotnet",
	"clock":         "시계|시각|시간이틀|시간이안맞|시간차|시간동기|시스템시간|서버시간|clock|time skew|time drift|clock skew|wrong time|time is off|time difference|minutes behind|minutes ahead|minutes fast|minutes slow|분빠르|분느리|분늦|ntp|time sync",
	"name-lookup":   "이름확인|이름을확인|이름풀이|dns|디엔에스|remote name|resolve*|resolution|nslookup|host name|name lookup",
	"second-try":    "두번째|두번째는|한번더|다시하면|다시시도하면|재시도하면|처음만|첫번째만|첫시도|second time|second try|second attempt|try again and it works|first attempt|first try|first time|first one|retry works|works on retry|once more",
	"quiet":         "한참안쓰|오래안쓰|아침에|점심|주말지나|밤새|새벽|유휴|아이들|조용|idle|overnight|after lunch|in the morning|after a weekend|monday morning|quiet|inactivity|first thing|a while without|time out|timeout|타임아웃",
	"works":         "되|돼|됨|성공|work*|succe*|fine|ok|goes through",
	"drops":         "끊|drop*|lost|disconnect*|reconnect*|flap*|timeout|time out|times out|forget*",

	// The engine.
	"adsync":            "adsync|동기화서비스|싱크서비스|동기화엔진|동기화서버|커넥트서버|커넥트서비스|애저커넥트|ad커넥트|엔트라커넥트|miiserver|sync service|sync engine|sync server|synchronization service|synchronisation service|ad connect|aad connect|azure ad connect|entra connect|connect server|connect sync|connect service|커넥트",
	"stopped":           "중지|멈|꺼져|죽|내려가|내려갔|내려가있|안돌|시작안|시작이안|시작되지|안올라|다운|stop*|not running|down|crash*|wont start|doesnt start|not started|hung|dead|died|doesnt run|isnt running",
	"staging":           "스테이징|준비모드|대기모드|staging|standby server|second connect server",
	"agent":             "에이전트|프로비저닝에이전트|클라우드동기화|클라우드싱크|agent|cloud sync|provisioning agent|cloudsync",
	"sync":              "동기화|싱크|씽크|sync|synced|synchroni*|delta|dirsync",
	"late":              "며칠|몇일|오래|하루째|이틀|사흘|일째|시간째|지난주|안돌|마지막동기화|밀려|days|hours ago|not since|last week|last sync*|stale|yesterday|since friday|since monday|not run*|hasnt run|hasnt synced|stuck|behind|not syncing",
	"run":               "가져오기|내보내기|전체동기화|초기동기화|실행프로필|import|export*|full sync*|initial sync|run profile|run step|full import",
	"start-credentials": "자격증명|credential*",
	"connector":         "커넥터|msol|커넥터계정|동기화계정|서비스계정|connector account|msol*|service account|sync account|ad ds account|ad ds connector|connector|adds account",
	"application":       "앱등록|응용프로그램|애플리케이션|어플리케이션|앱의|앱인증서|app registration|application|enterprise app|service principal|서비스주체",
	"wizard":            "마법사|위저드|설치프로그램|wizard|setup|installer|configuration wizard",
	"global-admin":      "전역관리자|글로벌관리자|글로벌어드민|global admin*|hybrid identity admin*|하이브리드id관리자|hybrid admin*",
	"federated":         "페더레이션|페더레이트|연합|adfs|ad fs|federat*",
	"key":               "복호화|해독|암호화키|키가맞|키불일치|키가안|decrypt*|decipher*|encryption key|key pair|private key|keys dont|keys do not|key mismatch|keys",
	"forest":            "포리스트|포레스트|forest|새포리",
	"version":           "버전|업그레이드|업데이트|구버전|version|upgrade*|outdated|out of date|old release|retired|unsupported version|end of life|release",
	"ou":                "조직구성단위|조직단위|ou이름|ou에|오유|ou|organizational unit|organisational unit",
	"odd-char":          "특수문자|슬래시|역슬래시|별표|기호|따옴표|special character*|slash*|backslash|asterisk|reserved character*|ampersand|odd character*|quote*|plus sign|weird character*",
	"again":             "또|계속|매번|다시바꾸|반복|again|every time|keeps asking|repeatedly|each time|over and over|loop",
	"next-logon":        "다음로그온|다음로그인|로그온할때변경|로그인할때바꾸|must change|change at next|next logon|next sign in|next login|change it again|change the password again|change my password again",

	// Endings.
	"m365-admin": "365관리센터|오피스관리센터|m365관리|o365관리|마이크로소프트365관리|microsoft 365 admin*|m365 admin*|o365 admin*|office 365 admin*|office admin*|admin microsoft com|365 admin*",
	"shell":      "파워쉘|파워셸|파월쉘|powershell|set msoluserpassword|set azureaduserpassword|update mguser|msonline|azuread module|graph patch|passwordprofile|password profile|patch request|graph api",
	"link":       "로그인화면|잠금화면|로그온화면|sign in screen|lock screen|login screen|logon screen|windows login|ctrl alt del",
	"link-gone":  "링크|버튼|link|reset password link|button",
	"catch-up":   "반영될시간|반영하는데|따라잡|서버에반영|동기화할시간|시간이걸릴|catch up|need time|servers need|takes a little time|little time|propagat*",
	"half-done":  "ad는바뀌|ad에는바뀌|pc는되는데|pc에서는되는데|컴퓨터는되는데|윈도우는되는데|cloud could not|cloud didnt|ad changed|changed in ad but|cloud failed|changed on premises but",
}
