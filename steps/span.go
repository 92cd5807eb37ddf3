package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
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

// spanned gives every finding that stands its own span, or that of what it explains:
// a silent service says since when the road is closed. Which is older of several
// is told. What a proof refutes, and what only the root of is healthy, has none.
func spanned(trail []Finding, position map[ID]int) {
	for i := range trail {
		trail[i].SinceWhen = nil
	}
	for i := range trail {
		f := &trail[i]
		if f.Span == nil || f.Refuted != nil || !f.faulty() || f.Root != nil && f.Root.Status != Broken && f.Root.Status != Warning {
			continue
		}
		at := f
		for range trail {
			if at.faulty() && at.Refuted == nil && (at.SinceWhen == nil || f.Span.began().Before(at.SinceWhen.began())) {
				span := *f.Span
				at.SinceWhen = &span
			}
			if at.ExplainedBy == "" {
				break
			}
			at = &trail[position[at.ExplainedBy]]
		}
	}
}

func (f *Finding) faulty() bool { return slices.Contains([]Status{Broken, Warning}, f.Status) }

// began is the moment from which on it is known to fail.
func (s *Span) began() time.Time {
	if s.Failed.IsZero() {
		return s.Worked
	}
	return s.Failed
}

// sinceWhen says when it last worked and first failed; "" where neither is known.
func (t Teller) sinceWhen(s *Span) string {
	if s == nil {
		return ""
	}
	var said lang.Text
	switch {
	case s.Worked.IsZero() && s.Failed.IsZero():
		return ""
	case s.Failed.IsZero():
		said = lang.Text{
			Ko: "마지막 성공 {worked}(이벤트 {sign}). 그 뒤로는 신호가 없습니다.",
			En: "Last worked {worked} (event {sign}); no sign of life since.",
		}
	case !s.Worked.IsZero():
		said = lang.Text{
			Ko: "마지막 성공 {worked}(이벤트 {sign}), 첫 실패 기록 {failed}(이벤트 {event}).",
			En: "Last worked {worked} (event {sign}), first failure seen {failed} (event {event}).",
		}
	case s.Reach.IsZero():
		said = lang.Text{
			Ko: "첫 실패 기록 {failed}(이벤트 {event}).",
			En: "First failure seen {failed} (event {event}).",
		}
	default:
		said = lang.Text{
			Ko: "첫 실패 기록 {failed}(이벤트 {event}). 로그를 {reach}부터 읽었으므로 그 전에 시작되었을 수도 있습니다.",
			En: "First failure seen {failed} (event {event}). The log was read from {reach} on, so it may be older.",
		}
	}
	if s.Host != "" {
		said.Ko += " {host} 서버의 이벤트 로그와 시계 기준입니다."
		said.En += " By the event log and the clock of {host}."
	}
	return tell.Fill(said, tell.Args{
		"worked": tell.At(s.Worked).OrDash(), "sign": tell.Event.Of(s.Sign).OrDash(), "failed": tell.At(s.Failed).OrDash(),
		"event": tell.Event.Of(s.Event).OrDash(), "reach": tell.At(s.Reach).OrDash(), "host": tell.Host.Of(s.Host),
	}, t.Language, t.Zone)
}
