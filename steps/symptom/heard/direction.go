package heard

import (
	"slices"
	"strings"
)

// turned are the messages that say that Active Directory has the new password.
// Told the other way round, nearly the same words say that it has not.
var turned = []Message{HalfDone, CatchingUp}

var (
	directoryOld = pattern(`(?:^|[^a-z])(?:pcs?|computers?|desktop|desk|laptop|notebook|windows|workstation|machine|domain|till|terminal)(?:$|[^a-z])(.{0,60}?)(?:^|[^a-z])(?:old|previous|former|earlier)(?:$|[^a-z])|(?:pc|피씨|컴퓨터|컴|노트북|데스크톱|윈도우|단말|도메인)(.{0,60}?)(?:옛|예전|이전|기존|구 ?암호|구 ?비번|구 ?비밀번호|저번|지난)`)
	oldDirectory = pattern(`(?:^|[^a-z])(?:old|previous|former|earlier)(?:$|[^a-z])(.{0,40}?)(?:^|[^a-z])(?:pcs?|computers?|desktop|desk|laptop|notebook|windows|workstation|machine|domain|till|terminal)(?:$|[^a-z])`)

	// Between the two, what turns to the other password or to the cloud.
	elseBetween = pattern(`(?:^|[^a-z])(?:new|mail|outlook|teams|web|website|site|cloud|365|browser|phone)(?:$|[^a-z])|새|메일|아웃룩|팀즈|웹|클라우드|브라우저|홈페이지|핸드폰|휴대폰`)
)

// wantsOld reports whether a text says that a PC takes the old password, so that
// Active Directory has no other.
func (p *prose) wantsOld() bool {
	return slices.ContainsFunc(p.parts, func(clause *script) bool {
		for _, m := range slices.Concat(directoryOld().FindAllStringSubmatch(clause.raw, -1), oldDirectory().FindAllStringSubmatch(clause.raw, -1)) {
			if !elseBetween().MatchString(strings.Join(m[1:], " ")) {
				return true
			}
		}
		return false
	})
}
