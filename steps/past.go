package steps

import (
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Past is the moment as of which a walk is judged whose evidence was all seen
// before it was opened: a case that somebody saved, or what somebody collected.
type Past struct {
	AsOf   time.Time
	Opened time.Time // by the clock of this machine
	Host   string    // where it was collected; "" for a saved walk
	// Collected is what collect wrote, opened alone: every look goes to the file
	// itself and brings nothing newer. A look of a saved walk is one of today.
	Collected bool
}

// Age is how old it was when it was opened, negative for what claims to be
// from the future.
func (p *Past) Age() time.Duration { return p.Opened.Sub(p.AsOf) }

// Banner says it in one line, for every screen. It counts from when the file
// was opened, and the screen is read then.
func (p *Past) Banner(l lang.Language, zone *time.Location) string {
	said := lang.Text{Ko: "{as_of_at} 기준, {age_span} 전", En: "As of {as_of_at}, {age_span} ago"}
	if p.Age() < 0 {
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
	if p.Age() < 0 {
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
	if p.Age() < 0 {
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
