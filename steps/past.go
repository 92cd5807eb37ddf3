package steps

import (
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Past is the moment as of which a walk is judged whose evidence was all seen
// before it was opened: a case that somebody saved, or what somebody collected.
type Past struct {
	AsOf   time.Time // zero where the file says times that cannot be
	Opened time.Time // by the clock of this machine
	Host   string    // where it was collected; "" for a saved walk
	// Collected is what collect wrote, opened alone: every look goes to the file
	// itself and brings nothing newer. A look of a saved walk is one of today.
	Collected bool
}

// Age is how old it was when it was opened, negative for what claims to be
// from the future.
func (p *Past) Age() time.Duration { return p.Opened.Sub(p.AsOf) }

// Dated reports whether it is known as of when the walk is judged.
func (p *Past) Dated() bool { return !p.AsOf.IsZero() }

// Banner says it in one line, for every screen. It counts from when the file
// was opened, and the screen is read then.
func (p *Past) Banner(l lang.Language, zone *time.Location) string {
	said := lang.Text{Ko: "{as_of_at} 기준, {age_span} 전", En: "As of {as_of_at}, {age_span} ago"}
	switch {
	case !p.Dated():
		said = lang.Text{Ko: "기준 시각을 알 수 없음", En: "As of an unknown time"}
	case p.Age() < 0:
		said = lang.Text{Ko: "{as_of_at} 기준(이 컴퓨터의 시계보다 미래)", En: "As of {as_of_at}, in the future by this clock"}
	}
	return tell.Fill(said, p.args(), l, zone)
}

// Sentence says it for what leaves the screen and is read later: it counts
// from nothing but the moments that it names.
func (p *Past) Sentence(l lang.Language, zone *time.Location) string {
	said := lang.Text{
		Ko: "{as_of_at} 기준의 판정입니다({opened_at}에 열었고, {age_span} 된 자료입니다). 그 뒤에 바뀐 것은 들어 있지 않습니다.",
		En: "Judged as of {as_of_at}, {age_span} before it was opened on {opened_at}. What changed since is not in it.",
	}
	switch {
	case !p.Dated():
		said = lang.Text{
			Ko: "언제를 기준으로 한 판정인지 알 수 없습니다. 파일에 적힌 시각이 있을 수 없는 시각이므로, 그때 본 것은 모두 알 수 없음으로 판정합니다({opened_at}에 열었습니다).",
			En: "As of when this is judged is not known: the times in the file cannot be, so all that was seen then counts as unknown. It was opened on {opened_at}.",
		}
	case p.Age() < 0:
		said = lang.Text{
			Ko: "{as_of_at} 기준의 판정입니다. 이 시각이 파일을 연 컴퓨터의 시계({opened_at})보다 {age_span} 앞서 있으니 두 시계를 확인하십시오.",
			En: "Judged as of {as_of_at}, which is {age_span} ahead of the clock of the machine that opened it ({opened_at}). Check both clocks.",
		}
	}
	return tell.Fill(said, p.args(), l, zone)
}

// Named says of a collected file that was just named where and when it was
// made.
func (p *Past) Named(l lang.Language, zone *time.Location) string {
	said := lang.Text{
		Ko: "{host} 컴퓨터에서 {as_of_at}에 수집한 파일입니다({age_span} 전).",
		En: "Collected on {host} on {as_of_at}, {age_span} ago.",
	}
	switch {
	case !p.Dated():
		said = lang.Text{
			Ko: "{host} 컴퓨터에서 수집한 파일이지만, 적힌 시각이 있을 수 없는 시각입니다. 언제의 것인지 알 수 없으므로 모두 알 수 없음으로 판정합니다. 그 컴퓨터의 시계를 맞추고 다시 수집하십시오.",
			En: "Collected on {host}, at a time that cannot be. Of when it is is not known, so all of it counts as unknown. Set the clock of that computer right, and collect again.",
		}
	case p.Age() < 0:
		said = lang.Text{
			Ko: "{host} 컴퓨터에서 {as_of_at}에 수집한 파일이라고 적혀 있습니다. 이 컴퓨터의 시계보다 {age_span} 앞서 있으니 두 시계를 확인하십시오.",
			En: "Collected on {host} on {as_of_at}, it says, which is {age_span} ahead of this computer's clock. Check both clocks.",
		}
	}
	return tell.Fill(said, p.args(), l, zone)
}

func (p *Past) args() tell.Args {
	return tell.Args{
		"as_of_at": tell.At(p.AsOf), "opened_at": tell.At(p.Opened),
		"age_span": tell.Lasting(p.Age().Abs()), "host": tell.Host.Of(p.Host),
	}
}
