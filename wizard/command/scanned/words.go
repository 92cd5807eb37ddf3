package scanned

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/steps/tell"
)

// causeWords are a cause in the words of its step.
type causeWords struct {
	steps.Told

	detail string
}

func (s *Scan) words(c *scan.Cause) causeWords { return s.wordsIn(c, s.Language) }

func (s *Scan) wordsIn(c *scan.Cause, l lang.Language) causeWords {
	finding := steps.Finding{Step: c.Step, On: c.On, Status: c.Status, Args: c.Args, Why: c.Why}
	w := causeWords{Told: s.Patient.Teller(l, s.Zone).Finding(finding), detail: lang.Clean(c.Detail)}
	switch {
	case c.Why != nil:
		w.detail = s.obstacleIn(c.Why, l)
	case !c.Args[configuration.RightsNamed].Empty():
		w.detail = tell.Fill(s.rightsDetail(c), c.Args, l, nil)
	}
	return w
}

// rightsDetail names what is missing and, where they are known, what cuts it
// off and whose entry denies it.
func (s *Scan) rightsDetail(c *scan.Cause) lang.Text {
	switch {
	case c.Args[configuration.RightsTrustee].Known():
		return lang.Text{Ko: "{rights} (거부 대상: {trustee})", En: "{rights} (denied to {trustee})"}
	case c.Args[configuration.RightsStop].Known():
		return lang.Text{Ko: "{rights} (상속이 꺼진 곳: {stops})", En: "{rights} (inheritance is off on {stops})"}
	default:
		return lang.Text{Ko: "{rights}", En: "{rights}"}
	}
}

func (s *Scan) obstacle(o *probes.Obstacle) string { return s.obstacleIn(o, s.Language) }

func (s *Scan) obstacleIn(o *probes.Obstacle, l lang.Language) string {
	switch o.Code { // of LDAP: sizeLimitExceeded, adminLimitExceeded
	case "4", "11":
		return lang.Text{
			Ko: "도메인 컨트롤러가 목록을 제한(LDAP 결과 {code})에서 끊었습니다. --base 또는 --filter 옵션으로 나누어 보십시오.",
			En: "The controller cut the list at its limit (LDAP result {code}). Scan it in parts with --base or --filter.",
		}.Fill(l, lang.Args{"code": o.Code})
	}
	return s.Patient.Teller(l, s.Zone).Obstacle(o)
}

// headline sums a scan up in one or two sentences.
func (s *Scan) headline() string {
	count := s.Tally.Count()
	args := lang.Args{
		"users": thousands(count.Users), "fail": thousands(count.Fail), "unknown": thousands(count.Unknown),
		"took": seconds(s.Census.Took.Round(time.Second), s.Language), "total": thousands(s.Census.Total),
	}
	text := lang.Text{
		Ko: "사용자 {users}명을 모두 살펴보았습니다({took}). 재설정 실패 예상 {fail}명, 알 수 없음 {unknown}명.",
		En: "{users} {users|user was|users were} looked at in {took}: a reset would fail for {fail} and cannot be told for {unknown}.",
	}
	switch {
	case !s.begun() && s.Interrupted:
		text = lang.Text{Ko: "살펴보기 전에 중단되었습니다. 아무도 살펴보지 못했습니다.", En: "Interrupted before the first user. Nobody could be looked at."}
	case !s.begun():
		text = lang.Text{Ko: "아무도 살펴보지 못했습니다.", En: "Nobody could be looked at."}
	case s.Census.Complete && count.Users == 0:
		text = lang.Text{
			Ko: "범위와 필터에 맞는 사용자를 한 명도 보지 못했습니다({took}). 그런 사용자가 없거나, 이 계정으로는 볼 수 없는 것입니다.",
			En: "Not one user was seen in {took}: nobody matches the scope and the filter, or this account may not see them.",
		}
	case s.Interrupted && s.Census.Total > 0 && s.Census.About:
		text = lang.Text{
			Ko: "중단되었습니다. 전체 약 {total}명 가운데 {users}명까지 살펴보았습니다({took}). 재설정 실패 예상 {fail}명, 알 수 없음 {unknown}명.",
			En: "Interrupted after {users} of about {total} {total|user|users} and {took}: so far a reset would fail for {fail} and cannot be told for {unknown}.",
		}
	case s.Interrupted && s.Census.Total > 0:
		text = lang.Text{
			Ko: "중단되었습니다. 전체 {total}명 가운데 {users}명까지 살펴보았습니다({took}). 재설정 실패 예상 {fail}명, 알 수 없음 {unknown}명.",
			En: "Interrupted after {users} of {total} {total|user|users} and {took}: so far a reset would fail for {fail} and cannot be told for {unknown}.",
		}
	case s.Interrupted:
		text = lang.Text{
			Ko: "중단되었습니다. 사용자 {users}명까지 살펴보았습니다({took}). 재설정 실패 예상 {fail}명, 알 수 없음 {unknown}명.",
			En: "Interrupted after {users} {users|user|users} and {took}: so far a reset would fail for {fail} and cannot be told for {unknown}.",
		}
	case !s.Census.Complete:
		text = lang.Text{
			Ko: "끝까지 보지 못했습니다. 사용자 {users}명까지 살펴보았습니다({took}). 재설정 실패 예상 {fail}명, 알 수 없음 {unknown}명.",
			En: "It did not come to the end: {users} {users|user|users} in {took}. A reset would fail for {fail} and cannot be told for {unknown}.",
		}
	}
	return text.Fill(s.Language, args)
}
