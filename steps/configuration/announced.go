package configuration

import (
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// announcements are days on which Microsoft changes, or has changed, what it
// takes for a reset. Announced days have moved before, and the message center
// posts are known here from those who repeat them, so they colour no verdict:
// they explain one, or warn.
type announcements struct {
	asOf time.Time // when the table was compared with its sources

	registeredOnly  time.Time // MC1325414: numbers and addresses of the directory verify nobody any more
	memberOfFrozen  time.Time // rules of dynamic groups with user.memberof are not evaluated any more
	textAndVoiceEnd time.Time // MC1426371: text messages and calls by Microsoft end, for SSPR too
	questionsEnd    time.Time // the month in which security questions are retired in SSPR
	noRoleMatch     time.Time // MC1263280: no hard match onto an account that holds a role
	noRemapping     time.Time // MC1263280: OnPremisesObjectIdentifier is not mapped anew
}

var announced = announcements{
	asOf:           day(2026, time.November, 28),
	registeredOnly: day(2026, time.November, 9), memberOfFrozen: day(2026, time.November, 3),
	textAndVoiceEnd: day(2027, time.February, 1), questionsEnd: day(2027, time.March, 1),
	noRoleMatch: day(2026, time.June, 1), noRemapping: day(2026, time.July, 1),
}

// announcedKeep is how long such a table is taken for current.
const announcedKeep = 30 * 24 * time.Hour

// onDay is a day as both languages write it.
func onDay(t time.Time) tell.Value { return tell.Words.Of(t.Format(time.DateOnly)) }

// outdated says of when the table is where it was old when the evidence was
// seen, and "" where it was not.
func (a *announcements) outdated(seen time.Time) tell.Value {
	if seen.Sub(a.asOf) <= announcedKeep {
		return tell.Words.Of("")
	}
	return onDay(a.asOf)
}

// outdatedTable is told beside a verdict that an old table explains.
var outdatedTable = lang.Text{
	Ko: "이 프로그램이 아는 Microsoft의 예고 날짜는 {table_of} 기준이라 30일이 넘었습니다. 날짜가 그 뒤에 바뀌었는지 확인하십시오.",
	En: "The days of Microsoft's announcements are as this program knew them on {table_of}, more than 30 days before. Check whether they have moved since.",
}
