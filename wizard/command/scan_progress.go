package command

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// How often progress is shown: rewritten in place on a terminal, else a line
// now and then.
const (
	redraw     = 250 * time.Millisecond
	lineEvery  = 10 * time.Second
	quietAfter = 3 * time.Second // then it says what it waits for
	lineWidth  = 79
)

// scanProgress shows how far a scan came, on standard error.
type scanProgress struct {
	*scanned
	mu      sync.Mutex
	now     probes.Progress
	changed time.Time // of stage or count
	began   time.Time // of the stage
	rated   time.Time // when reading began
	base    int       // handed out by then
	drawn   bool
	stop    context.CancelFunc
	over    sync.WaitGroup
}

func (s *scanned) watchProgress(ctx context.Context) *scanProgress {
	now := s.process.Now()
	p := &scanProgress{scanned: s, changed: now, began: now}
	ctx, p.stop = context.WithCancel(ctx)
	every := lineEvery
	if s.process.ErrTerminal {
		every = redraw
	}
	clock := probes.SystemClock()
	p.over.Go(func() {
		for clock.Wait(ctx, every) == nil {
			p.show()
		}
	})
	return p
}

// tell takes what a scan says.
func (p *scanProgress) tell(now probes.Progress) {
	p.mu.Lock()
	at := p.process.Now()
	next := now.Stage != p.now.Stage
	if next {
		p.began = at
	}
	if next || now.Users != p.now.Users || now.Again != p.now.Again {
		p.changed = at
	}
	if next && now.Stage == probes.Reading {
		p.rated, p.base = at, now.Users
	}
	p.now = now
	p.mu.Unlock()
	if next && !p.process.ErrTerminal {
		p.show()
	}
}

// end stops showing and clears the line.
func (p *scanProgress) end() {
	p.stop()
	p.over.Wait()
	if p.drawn {
		fmt.Fprint(p.output.Err, "\r"+strings.Repeat(" ", lineWidth)+"\r")
	}
}

func (p *scanProgress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := p.line()
	if !p.process.ErrTerminal {
		fmt.Fprintln(p.output.Err, text)
		return
	}
	text = ansi.Truncate(text, lineWidth, "~")
	fmt.Fprint(p.output.Err, "\r"+text+strings.Repeat(" ", max(0, lineWidth-ansi.StringWidth(text))))
	p.drawn = true
}

// line says what the scan is at.
func (p *scanProgress) line() string {
	at := p.process.Now()
	args := lang.Args{
		"host": p.now.Host, "seconds": seconds(at.Sub(p.began), p.output.Language), "users": thousands(p.now.Users), "again": thousands(p.now.Again),
		"total": thousands(p.now.Total), "quiet": seconds(at.Sub(p.changed), p.output.Language),
	}
	var text lang.Text
	switch p.now.Stage {
	case probes.Preparing:
		text = lang.Text{
			Ko: "{host}: 준비하는 중입니다({seconds}). 커넥터 계정, OU, 그룹, 암호 정책을 읽습니다.",
			En: "{host}: preparing ({seconds}); reads account, OUs, groups and policies.",
		}
	case probes.FirstPage:
		text = lang.Text{
			Ko: "{host}: 첫 페이지를 기다리는 중({seconds}). 서버가 전체 목록부터 만듭니다.",
			En: "{host}: waiting for the first page ({seconds}); the list is worked out first.",
		}
	case probes.Reading:
		return p.readingLine(at, args)
	case probes.Reopening:
		text = lang.Text{
			Ko: "연결이 끊겨 다시 여는 중입니다({seconds}). 지금까지 사용자 {users}명.",
			En: "The connection was lost; opening it again ({seconds}). {users} users so far.",
		}
	default:
		text = lang.Text{Ko: "도메인 컨트롤러에 연결하는 중입니다({seconds}).", En: "Connecting to the domain controller ({seconds})."}
	}
	return text.Fill(p.output.Language, args)
}

func (p *scanProgress) readingLine(at time.Time, args lang.Args) string {
	text := lang.Text{Ko: "사용자 {users}명", En: "{users} users"}
	switch {
	case p.now.Total > 0 && p.now.About:
		text = lang.Text{Ko: "사용자 {users}명(전체 약 {total}명)", En: "{users} of about {total} users"}
	case p.now.Total > 0:
		text = lang.Text{Ko: "사용자 {users}명(전체 {total}명)", En: "{users} of {total} users"}
	}
	line := text.Fill(p.output.Language, args)
	took := at.Sub(p.rated).Seconds()
	if rate := float64(p.now.Users-p.base) / took; took > 0 && rate >= 1 {
		args["rate"] = thousands(int(rate))
		line += lang.Text{Ko: ", 초당 {rate}명", En: ", {rate} a second"}.Fill(p.output.Language, args)
		if left := p.now.Total - p.now.Users; left > 0 {
			args["left"] = seconds(time.Duration(float64(left)/rate*float64(time.Second)), p.output.Language)
			line += lang.Text{Ko: ", 남은 시간 약 {left}", En: ", about {left} left"}.Fill(p.output.Language, args)
		}
	}
	switch {
	case at.Sub(p.changed) > quietAfter:
		line += lang.Text{Ko: ". 다음 페이지를 기다리는 중({quiet})", En: "; waiting for the next page ({quiet})"}.Fill(p.output.Language, args)
	case p.now.Again > 0:
		line += lang.Text{Ko: " (다시 만난 {again}명은 세지 않음)", En: " ({again} met again, not counted twice)"}.Fill(p.output.Language, args)
	}
	return line
}

// seconds writes a length of time: "42 s", "3 min 05 s"; "42초", "3분 05초".
func seconds(d time.Duration, l lang.Language) string {
	n := int(d.Round(time.Second) / time.Second)
	if n < 60 {
		return fmt.Sprintf(lang.Text{Ko: "%d초", En: "%d s"}.In(l), n)
	}
	return fmt.Sprintf(lang.Text{Ko: "%d분 %02d초", En: "%d min %02d s"}.In(l), n/60, n%60)
}

// thousands writes a number with commas, as both languages do.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
