package steps

import (
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// Span is from when on a fault of the server is known, by the clock and the log of
// that server: when it was last seen to work, and the first failure behind that.
// What is not known is zero, and is not told.
type Span struct {
	Worked time.Time `json:"worked,omitzero"`          // UTC; zero where the log holds no sign of it
	Sign   string    `json:"sign,omitempty"`           // number of the event that says so
	Failed time.Time `json:"failed,omitzero"`          // UTC; zero where no event tells of the failure, as of a silence
	Event  string    `json:"event,omitempty"`          // number of that event
	Reach  time.Time `json:"reach,omitzero"`           // from when on the log was read; zero where that is not known
	Host   string    `json:"host,omitempty" is:"host"` // whose log it is; "" where nobody noted it
}

// began is the moment from which on it is known to fail.
func (s *Span) began() time.Time {
	if s.Failed.IsZero() {
		return s.Worked
	}
	return s.Failed
}

// sinceWhen says when it last worked and first failed; "" where neither is known.
func (t Teller) sinceWhen(f *Finding) string {
	if f.Light == nil || f.Light.Since == nil || f.Light.Since.began().IsZero() {
		return ""
	}
	s := f.Light.Since
	worked := lang.Text{Ko: "마지막 성공 {worked}(이벤트 {sign})", En: "Last worked {worked} (event {sign})"}
	failed := lang.Text{Ko: ", 첫 실패 기록 {failed}(이벤트 {event}).", En: ", first failure seen {failed} (event {event})."}
	switch {
	case s.Failed.IsZero():
		failed = lang.Text{Ko: ". 그 뒤로는 신호가 없습니다.", En: "; no sign of life since."}
	case s.Worked.IsZero():
		worked = lang.Text{}
		failed = lang.Text{Ko: "첫 실패 기록 {failed}(이벤트 {event}).", En: "First failure seen {failed} (event {event})."}
	}
	var more lang.Text
	if s.Worked.IsZero() && !s.Reach.IsZero() {
		more = lang.Text{
			Ko: " 로그를 {reach}부터 읽었으므로 그 전에 시작되었을 수도 있습니다.",
			En: " The log was read from {reach} on, so it may be older.",
		}
	}
	var of lang.Text
	if s.Host != "" {
		of = lang.Text{Ko: " {host} 서버의 이벤트 로그와 시계 기준입니다.", En: " By the event log and the clock of {host}."}
	}
	args := lang.Args{"sign": s.Sign, "event": s.Event, "host": s.Host}
	for name, at := range map[string]time.Time{"worked": s.Worked, "failed": s.Failed, "reach": s.Reach} {
		args[name] = lang.Time(t.Language, at, t.Zone)
	}
	all := lang.Text{Ko: worked.Ko + failed.Ko + more.Ko + of.Ko, En: worked.En + failed.En + more.En + of.En}
	return all.Fill(t.Language, args)
}
