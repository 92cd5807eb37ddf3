package tell

import (
	"maps"
	"sync"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// Kind is what a value is. It stands in case files.
type Kind string

// The kinds. The zero value is words, which say nothing about what they are:
// those of a product, of a protocol, or of an old case file.
const (
	Words Kind = ""

	Code    Kind = "code"    // word of a product or a protocol, in English everywhere: it names nobody
	Text    Kind = "text"    // words among which names may stand, that show themselves by their form
	Foreign Kind = "foreign" // text that somebody else wrote, which may name anybody

	// Names of machines and domains. They are all that a cmd command takes.
	Host       Kind = "host"       // DNS name or address of a machine
	Controller Kind = "controller" // Host that is a domain controller
	PDC        Kind = "pdc"        // Controller that is a PDC emulator
	Server     Kind = "server"     // Host that is the Connect server
	Domain     Kind = "domain"     // DNS name of a domain
	Tenant     Kind = "tenant"     // ID or domain of a tenant
	Proxy      Kind = "proxy"      // host:port or URL of a proxy
	Address    Kind = "address"    // IP address

	// Names of people and their accounts: a user principal name, DOMAIN\name,
	// or a bare name.
	User            Kind = "user"
	Admin           Kind = "admin"            // whoever switched writeback on
	Account         Kind = "account"          // whom an access entry is for, and any other account
	Connector       Kind = "connector"        // AD DS Connector account
	UserMatch       Kind = "user-match"       // User inside a search filter
	ObjectID        Kind = "object-id"        // of an object of the tenant
	Trustee         Kind = "trustee"          // SID, with the name of the account behind it in brackets, or the name alone
	Organization    Kind = "organization"     // name of a company
	CertificateName Kind = "certificate-name" // subject or issuer of a certificate
	SyncRule        Kind = "rule"             // of the synchronisation engine
	Profile         Kind = "profile"          // of runs of the synchronisation engine
	Role            Kind = "role"             // in the tenant

	// Names in the directory.
	DN            Kind = "dn"             // distinguished name, RFC 4514
	UserDN        Kind = "user-dn"        // DN of the user
	DomainDN      Kind = "domain-dn"      // DN of a domain
	Unit          Kind = "unit"           // name of an organizational unit: its own level alone
	Group         Kind = "group"          // name of a group
	Policy        Kind = "policy"         // name of a fine-grained password policy
	ConnectorName Kind = "connector-name" // of a connector of the synchronisation engine

	// What entries of an access list hold.
	SID        Kind = "sid"
	GUID       Kind = "guid"       // of a class, a right or an attribute: the same everywhere
	SDDL       Kind = "sddl"       // security descriptor in its definition language
	Grant      Kind = "grant"      // access word:GUID
	Entry      Kind = "entry"      // SID;mask;object type;inheriting class, and where it goes if that is known
	Permission Kind = "permission" // account:permissions;right;class, as dsacls takes it

	// Times and numbers.
	Moment  Kind = "moment"
	Instant Kind = "instant" // a moment of which the seconds matter
	Span    Kind = "span"    // a length of time in the one unit in which people count it
	Period  Kind = "period"  // a length of time that was set or measured, to the second
	Number  Kind = "number"
	Port    Kind = "port"
	Version Kind = "version"
	Event   Kind = "event" // number of an event, with the code behind it

	// Words of ours, shown in the reader's language.
	Contact  Kind = "contact"  // how a try ended
	Ruled    Kind = "ruling"   // [Ruling]
	Right    Kind = "right"    // by its English name
	Switch   Kind = "switch"   // [On] or [Off]
	Password Kind = "password" // state of a password
)

// Input is how the reader gives an answer: an option of the command line, or
// the key of a screen.
const Input Kind = "input"

// nature is how the values of a kind behave.
type nature struct {
	show      func(text string, l lang.Language, zone *time.Location) string // nil shows it as it is, cleaned
	spell     spelling                                                       // nil is in no command
	word      lang.Text                                                      // what belongs where nothing fills the blank
	separator string                                                         // between several; "" is a comma and a blank
	note      string                                                         // how a remark on it is written, with {value} and {note}; "" is in brackets behind it
	joined    string                                                         // between several in a command; "" is a comma
}

// Known reports whether the kind is one of this program, and says what a text
// is: "" and words do not, where somebody else could have said it.
func (k Kind) Known() bool {
	_, known := natures()[k]
	return known && k != Words
}

// natures says how each kind behaves. A kind that is not here is one of a newer
// program: words.
var natures = sync.OnceValue(func() map[Kind]nature {
	all := names()
	maps.Copy(all, values())
	return all
})

// named is the nature of what is shown as it is.
func named(how spelling, ko, en string) nature {
	return nature{spell: how, word: lang.Text{Ko: ko, En: en}}
}

// names are words, and names of somebody or something.
func names() map[Kind]nature {
	host, dn := spelledIf(IsHost), spelling(spellDN)
	path := func(ko, en string) nature {
		return nature{spell: dn, separator: "; ", word: lang.Text{Ko: ko, En: en}}
	}
	return map[Kind]nature{
		Words:   named(nil, "값", "value"),
		Code:    named(nil, "값", "value"),
		Text:    named(nil, "글", "text"),
		Foreign: named(nil, "글", "text"),

		Host:       named(host, "서버 이름", "server name"),
		Controller: named(host, "도메인 컨트롤러 이름", "name of the domain controller"),
		PDC:        named(host, "PDC 에뮬레이터 이름", "name of the PDC emulator"),
		Server:     named(host, "Connect 서버 이름", "name of the Connect server"),
		Domain:     {spell: host, note: "{value}: {note}", word: lang.Text{Ko: "도메인 이름", En: "domain name"}},
		Tenant:     named(nil, "테넌트", "tenant"),
		Proxy:      named(nil, "프록시 주소", "proxy address"),
		Address:    named(nil, "IP 주소", "IP address"),

		User:            named(spellName, "사용자 UPN", "user's UPN"),
		Admin:           named(nil, "관리자 UPN", "administrator's UPN"),
		Account:         named(spellName, "계정 이름", "account name"),
		Connector:       named(spellName, "커넥터 계정 이름", "name of the connector account"),
		UserMatch:       named(spellMatch, "사용자 UPN", "user's UPN"),
		ObjectID:        named(nil, "개체 ID", "object ID"),
		Trustee:         named(nil, "계정 이름", "account name"),
		Organization:    named(nil, "회사 이름", "company name"),
		CertificateName: named(nil, "인증서 이름", "name in a certificate"),
		SyncRule:        named(nil, "규칙 이름", "rule name"),
		Profile:         named(nil, "실행 프로필", "run profile"),
		Role:            named(nil, "역할 이름", "role name"),

		DN:            path("DN", "DN"),
		UserDN:        path("사용자 DN", "user's DN"),
		DomainDN:      path("도메인 DN", "domain's DN"),
		Unit:          named(spellName, "OU 이름", "OU name"),
		Group:         named(nil, "그룹 이름", "group name"),
		Policy:        named(nil, "암호 정책 이름", "name of the password policy"),
		ConnectorName: named(nil, "커넥터 이름", "connector name"),
	}
}

// values are parts of access lists, times, numbers and words of ours.
func values() map[Kind]nature {
	return map[Kind]nature{
		SID:        named(spelledIf(plainSID().MatchString), "SID", "SID"),
		GUID:       named(spelledIf(plainGUID().MatchString), "GUID", "GUID"),
		SDDL:       named(spellName, "SDDL", "SDDL"),
		Grant:      named(spelledIf(plainGrant().MatchString), "권한", "rights"),
		Entry:      named(spelledIf(plainEntry().MatchString), "항목", "entries"),
		Permission: {spell: spellPermission, joined: "|", word: lang.Text{Ko: "권한", En: "rights"}},

		Moment:  {show: showMoment, spell: spelledIf(isMoment), word: lang.Text{Ko: "시각", En: "time"}},
		Instant: {show: showInstant, spell: spelledIf(isMoment), word: lang.Text{Ko: "시각", En: "time"}},
		Span:    {show: showSpan, spell: spellSpan, word: lang.Text{Ko: "시간", En: "length of time"}},
		Period:  {show: showPeriod, spell: spellSpan, word: lang.Text{Ko: "시간", En: "length of time"}},
		Number:  named(spelledIf(plainNumber().MatchString), "수", "number"),
		Port:    named(spelledIf(plainNumber().MatchString), "포트", "ports"),
		Version: named(nil, "버전", "version"),
		Event:   named(nil, "이벤트 번호", "event ID"),

		Input: named(nil, "입력", "input"),

		Contact:  {show: showContact, note: "{note} {value}", word: lang.Text{Ko: "결과", En: "result"}},
		Ruled:    {word: lang.Text{Ko: "판정", En: "ruling"}},
		Right:    {show: showRight, word: lang.Text{Ko: "권한", En: "rights"}},
		Switch:   {show: showSwitch, word: lang.Text{Ko: "상태", En: "state"}},
		Password: {show: showPassword, word: lang.Text{Ko: "상태", En: "state"}},
	}
}
