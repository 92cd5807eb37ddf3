package scanned

import (
	"strings"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// announced tells what is announced: the accounts that end, and the changes for
// everybody.
func (s *Scan) announced(b *strings.Builder) {
	told := s.Ahead.Tell(s.Language)
	b.WriteString("\n" + told.Title + "\n")
	for _, line := range append(s.expiring(), told.Short(s.Language, shownExamples, lang.Text{
		Ko: "나머지 {n}줄: --format json", En: "--format json has {n} more.",
	})...) {
		hang(b, "  - ", line)
	}
}

// expiring tells how many accounts end, and of how many that is not known.
func (s *Scan) expiring() (lines []string) {
	x := s.Expiring
	if s.Judge == nil && s.Tenant != nil { // the directory, which has the dates, was not looked at
		return nil
	}
	args := lang.Args{
		"users": thousands(x.Users), "month": thousands(x.Within30), "quarter": thousands(x.Within90), "hidden": thousands(x.Hidden),
		"first": x.First.UTC().Format(time.DateOnly),
	}
	text := lang.Text{Ko: "앞으로 1년 안에 만료되는 계정은 없습니다(accountExpires).", En: "No account expires within a year (accountExpires)."}
	if x.Users > 0 {
		var names []string
		for _, e := range x.Examples[:min(shownExamples, len(x.Examples))] {
			names = append(names, lang.Clean(e.Name))
		}
		args["names"] = strings.Join(names, ", ")
		text = lang.Text{
			Ko: "앞으로 1년 안에 계정이 만료되어(accountExpires) 재설정해도 로그인할 수 없게 되는 사용자: {users}명(30일 안 {month}명, 90일 안 {quarter}명). 가장 빠른 날: {first}(UTC). 예: {names}",
			En: "Users whose account expires within a year (accountExpires), so that a reset does not let them sign in after that: {users} ({month} within 30 days, {quarter} within 90). The first day is {first} (UTC), for example {names}",
		}
	}
	if known := s.Tally.Count().Users - x.Hidden; known > 0 || x.Users > 0 {
		lines = append(lines, text.Fill(s.Language, args))
	}
	if x.Hidden > 0 {
		lines = append(lines, lang.Text{
			Ko: "만료일을 알 수 없는 사용자: {hidden}명.", En: "Users of whom it cannot be told when the account expires: {hidden}.",
		}.Fill(s.Language, args))
	}
	return lines
}

// forecast is the same as JSON has it.
func (s *Scan) forecast() output.Forecast {
	out := output.ForecastOf(s.Ahead)
	x := s.Expiring
	if s.Judge == nil && s.Tenant != nil {
		return out
	}
	out.Expiring = &output.Expiring{Users: x.Users, Within30: x.Within30, Within90: x.Within90, Hidden: x.Hidden, Examples: []string{}}
	if !x.First.IsZero() {
		out.Expiring.First = x.First.UTC().Format(time.DateOnly)
	}
	for _, e := range x.Examples {
		out.Expiring.Examples = append(out.Expiring.Examples, e.Name)
	}
	return out
}
