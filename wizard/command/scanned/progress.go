package scanned

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// lineEvery is how often a line is written where none can be rewritten.
const lineEvery = 10 * time.Second

// Progress shows how far a scan came, on standard error.
type Progress struct {
	*output.Output

	tenant   bool // it is a tenant that is looked at
	clock    func() time.Time
	terminal bool // it is rewritten in place
	mu       sync.Mutex
	now      probes.Progress
	changed  time.Time // of stage or count
	began    time.Time // of the stage
	rated    time.Time // when reading began
	base     int       // handed out by then
	drawn    bool
	stop     context.CancelFunc
	over     sync.WaitGroup
}

// Watch shows the progress on standard error; terminal says that a line can be
// rewritten there.
func Watch(ctx context.Context, to *output.Output, terminal bool, clock func() time.Time) *Progress {
	return watch(ctx, to, terminal, clock, false)
}

// WatchTenant is Watch for a scan of a tenant.
func WatchTenant(ctx context.Context, to *output.Output, terminal bool, clock func() time.Time) *Progress {
	return watch(ctx, to, terminal, clock, true)
}

func watch(ctx context.Context, to *output.Output, terminal bool, clock func() time.Time, tenant bool) *Progress {
	now := clock()
	p := &Progress{Output: to, tenant: tenant, clock: clock, terminal: terminal, changed: now, began: now}
	ctx, p.stop = context.WithCancel(ctx)
	every := lineEvery
	if terminal {
		every = output.Redraw
	}
	system := probes.SystemClock()
	p.over.Go(func() {
		for system.Wait(ctx, every) == nil {
			p.show()
		}
	})
	return p
}

// Tell takes what a scan says.
func (p *Progress) Tell(now probes.Progress) {
	p.mu.Lock()
	at := p.clock()
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
	if next && !p.terminal {
		p.show()
	}
}

// End stops showing and clears the line.
func (p *Progress) End() {
	p.stop()
	p.over.Wait()
	if p.drawn {
		fmt.Fprint(p.Err, "\r"+strings.Repeat(" ", output.LineWidth)+"\r")
	}
}

func (p *Progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := p.line()
	if !p.terminal {
		fmt.Fprintln(p.Err, text)
		return
	}
	text = ansi.Truncate(text, output.LineWidth, "~")
	fmt.Fprint(p.Err, "\r"+text+strings.Repeat(" ", max(0, output.LineWidth-ansi.StringWidth(text))))
	p.drawn = true
}

// line says what the scan is at.
func (p *Progress) line() string {
	at := p.clock()
	args := lang.Args{
		"host": p.now.Host, "seconds": seconds(at.Sub(p.began), p.Language), "users": thousands(p.now.Users), "again": thousands(p.now.Again),
		"total": thousands(p.now.Total), "quiet": seconds(at.Sub(p.changed), p.Language),
	}
	if p.tenant && p.now.Stage != probes.Reading {
		return p.tenantLine().Fill(p.Language, args)
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
			En: "The connection was lost; opening it again ({seconds}). {users} {users|user|users} so far.",
		}
	default:
		text = lang.Text{Ko: "도메인 컨트롤러에 연결하는 중입니다({seconds}).", En: "Connecting to the domain controller ({seconds})."}
	}
	return text.Fill(p.Language, args)
}

// tenantLine says what a scan of a tenant is at.
func (p *Progress) tenantLine() lang.Text {
	switch p.now.Stage {
	case probes.Preparing:
		return lang.Text{
			Ko: "{host}: 준비하는 중입니다({seconds}). 라이선스와 정책을 읽습니다.",
			En: "{host}: preparing ({seconds}); reads licences and policies.",
		}
	case probes.Registering:
		return lang.Text{
			Ko: "사용자 {users}명을 읽었고, 등록 보고서를 기다리는 중입니다({seconds}).",
			En: "{users} {users|user|users} read; waiting for the registration report ({seconds}).",
		}
	case probes.Waiting:
		return lang.Text{
			Ko: "{host}: 같은 페이지를 다시 요청하려고 기다리는 중입니다({seconds}). 지금까지 사용자 {users}명.",
			En: "{host}: waiting to ask for the page again ({seconds}). {users} {users|user|users} so far.",
		}
	default:
		return lang.Text{Ko: "테넌트에 로그인하는 중입니다({seconds}).", En: "Signing in to the tenant ({seconds})."}
	}
}

func (p *Progress) readingLine(at time.Time, args lang.Args) string {
	text := lang.Text{Ko: "사용자 {users}명", En: "{users} {users|user|users}"}
	switch {
	case p.now.Total > 0 && p.now.About:
		text = lang.Text{Ko: "사용자 {users}명(전체 약 {total}명)", En: "{users} of about {total} {total|user|users}"}
	case p.now.Total > 0:
		text = lang.Text{Ko: "사용자 {users}명(전체 {total}명)", En: "{users} of {total} {total|user|users}"}
	}
	line := text.Fill(p.Language, args)
	took := at.Sub(p.rated).Seconds()
	if rate := float64(p.now.Users-p.base) / took; took > 0 && rate >= 1 {
		args["rate"] = thousands(int(rate))
		line += lang.Text{Ko: ", 초당 {rate}명", En: ", {rate} a second"}.Fill(p.Language, args)
		if left := p.now.Total - p.now.Users; left > 0 {
			args["left"] = seconds(time.Duration(float64(left)/rate*float64(time.Second)), p.Language)
			line += lang.Text{Ko: ", 남은 시간 약 {left}", En: ", about {left} left"}.Fill(p.Language, args)
		}
	}
	switch {
	case at.Sub(p.changed) > output.QuietAfter:
		line += lang.Text{Ko: ". 다음 페이지를 기다리는 중({quiet})", En: "; waiting for the next page ({quiet})"}.Fill(p.Language, args)
	case p.now.Again > 0:
		line += lang.Text{Ko: " (다시 만난 {again}명은 세지 않음)", En: " ({again} met again, not counted twice)"}.Fill(p.Language, args)
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
