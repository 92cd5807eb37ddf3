package tell

import "example.com/writeback-doctor/steps/lang"

// Ruling is what an access check says of one right, and the entry that decides
// it.
type Ruling struct {
	State Rule   `json:"state"`
	Who   string `json:"who,omitempty"`  // whom the entry is for, by name or SID; for CutOff the DN of the object that inherits nothing
	What  string `json:"what,omitempty"` // what the entry is about, when that is more than the right: FullControl and its like; "" otherwise
	How   Origin `json:"how,omitempty"`
	On    string `json:"on,omitempty"` // DN of the object that the entry is inherited from
}

// Rule is how a right is decided. The zero value says nothing.
type Rule string

// The ways in which a right is decided.
const (
	Allowed     Rule = "allowed"     // an entry allows it
	Refused     Rule = "refused"     // an entry denies it
	Ungiven     Rule = "ungiven"     // no entry gives it
	CutOff      Rule = "cut-off"     // an entry on the object On would give it, and inheritance is off on the object Who
	HereOnly    Rule = "here-only"   // an entry on the container On would give it to Who, and counts there alone
	BelowOnly   Rule = "below-only"  // an entry on the object itself would, and counts below it alone
	OneLevel    Rule = "one-level"   // an entry on the container On would, and goes one level down alone
	OtherClass  Rule = "other-class" // an entry on the container On would, and is for objects of the class What
	Unguarded   Rule = "unguarded"   // the object has no list of entries, so everything is allowed
	Unreadable  Rule = "unreadable"  // the security descriptor could not be read
	Conditional Rule = "conditional" // an entry with a condition would decide
	Undecided   Rule = "undecided"   // not judged, for any other reason
	Given       Rule = "given"       // somebody says that it is there, and names no entry
	Withheld    Rule = "withheld"    // somebody says that it is not there, and names no entry
)

// Origin is where an entry comes from. The zero value is not known.
type Origin string

// Where an entry can come from.
const (
	OwnEntry      Origin = "own"       // it stands on the object itself
	FromAbove     Origin = "inherited" // from the object On
	FromSomeAbove Origin = "above"     // inherited, and from where could not be seen
)

// Grasps of an entry that is about more than one right.
const (
	FullControl         = "full-control"
	AllExtendedRights   = "all-extended-rights"
	AllProperties       = "all-properties"
	AccountRestrictions = "account-restrictions"
)

// Value is the ruling as the value of a blank. One that says nothing is one
// that says nothing.
func (r Ruling) Value() Value {
	if r.State == "" {
		return Value{Kind: Ruled}
	}
	return Value{Kind: Ruled, Ruling: &r}
}

// each is the ruling with its names replaced.
func (r Ruling) each(with func(Kind, string) string) Ruling {
	who := Account
	if r.State == CutOff {
		who = DN
	}
	r.Who, r.On = with(who, r.Who), with(DN, r.On)
	return r
}

// in says the ruling in a language.
func (r Ruling) in(l lang.Language) string {
	switch r.State {
	case CutOff:
		return lang.Text{
			Ko: "없음. {on} 개체에서 부여했지만 {who} 개체에서 상속이 끊김",
			En: "not granted; given on {on}, but cut off at {who}",
		}.Fill(l, lang.Args{"who": r.Who, "on": r.On})
	case HereOnly, BelowOnly, OneLevel, OtherClass:
		return strayWords()[r.State].Fill(l, lang.Args{"who": r.Who, "on": r.On, "what": r.What})
	case Allowed, Refused:
		return r.entry().Fill(l, lang.Args{"who": r.Who, "what": r.what(l), "on": r.On})
	default:
		word, known := ruleWords()[r.State]
		if !known {
			return lang.Clean(string(r.State))
		}
		return word.In(l)
	}
}

// what names the grasp of the entry.
func (r Ruling) what(l lang.Language) string {
	if word, known := grasps()[r.What]; known {
		return word.In(l)
	}
	return r.What
}

// entry is the sentence on the deciding entry.
func (r Ruling) entry() lang.Text {
	head := lang.Text{Ko: "있음. 허용 항목의 대상: {who}", En: "granted, by an Allow entry for {who}"}
	if r.State == Refused {
		head = lang.Text{Ko: "거부됨. 거부 항목의 대상: {who}", En: "denied, by a Deny entry for {who}"}
	}
	if r.What != "" {
		head = and(head, lang.Text{Ko: ", 내용: {what}", En: ": {what}"})
	}
	return and(head, map[Origin]lang.Text{
		OwnEntry:      {Ko: ", 위치: 개체 자체", En: ", on the object itself"},
		FromAbove:     {Ko: ", 상속: {on}", En: ", inherited from {on}"},
		FromSomeAbove: {Ko: ", 상속(어디에서인지는 보이지 않음)", En: ", inherited from above (where could not be seen)"},
	}[r.How])
}

// and puts a second text behind the first.
func and(t, more lang.Text) lang.Text { return lang.Text{Ko: t.Ko + more.Ko, En: t.En + more.En} }

func ruleWords() map[Rule]lang.Text {
	return map[Rule]lang.Text{
		Ungiven:     {Ko: "없음. 부여하는 항목이 없음", En: "not granted; no entry gives it"},
		Unguarded:   {Ko: "있음. 개체에 권한 목록이 없어 모두 허용됨", En: "granted; the object has no list of entries, so everything is allowed"},
		Unreadable:  {Ko: "확인 안 됨. 보안 설명자를 읽지 못함", En: "not known; the security descriptor could not be read"},
		Conditional: {Ko: "확인 안 됨. 조건부 항목이 결정함", En: "not known; an entry with a condition decides"},
		Undecided:   {Ko: "확인 안 됨", En: "not known"},
		Given:       {Ko: "있음", En: "granted"},
		Withheld:    {Ko: "없음", En: "not granted"},
	}
}

// strayWords are for rights that an entry gives, which does not reach.
func strayWords() map[Rule]lang.Text {
	return map[Rule]lang.Text{
		HereOnly: {
			Ko: "없음. {on} 개체에 {who} 허용 항목이 있지만 '이 개체만'으로 되어 있어 이 사용자에게 내려오지 않음",
			En: "not granted; {on} has an Allow entry for {who}, but for that object only, so it does not reach this user",
		},
		BelowOnly: {
			Ko: "없음. {who} 허용 항목이 개체 자체에 있지만 그 아래 개체에만 적용되어 이 개체에는 해당하지 않음",
			En: "not granted; the object itself has an Allow entry for {who}, but only for what is below it, so it does not count here",
		},
		OneLevel: {
			Ko: "없음. {on} 개체에 {who} 허용 항목이 있지만 바로 아래 개체까지만 적용되어 이 사용자에게 내려오지 않음",
			En: "not granted; {on} has an Allow entry for {who}, but it goes one level down only, so it does not reach this user",
		},
		OtherClass: {
			Ko: "없음. {on} 개체에 {who} 허용 항목이 있지만 다른 클래스({what})에만 적용되어 이 사용자에게 내려오지 않음",
			En: "not granted; {on} has an Allow entry for {who}, but only for objects of another class ({what}), so it does not reach this user",
		},
	}
}

func grasps() map[string]lang.Text {
	return map[string]lang.Text{
		FullControl:         {Ko: "모든 권한", En: "Full control"},
		AllExtendedRights:   {Ko: "모든 확장 권한", En: "All extended rights"},
		AllProperties:       {Ko: "모든 속성 쓰기", En: "Write all properties"},
		AccountRestrictions: {Ko: "계정 제한 쓰기", En: "Write account restrictions"},
	}
}
