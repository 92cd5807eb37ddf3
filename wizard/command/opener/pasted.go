package opener

import (
	"context"
	"errors"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// pastedServer is the Connect server where somebody pasted its events, or what its
// cmdlets printed: what the server itself does not say, the paste does. Its times are
// of the paste.
type pastedServer struct {
	probes.Shell // the server itself, or why nothing leads there

	paste *powershell.File
}

// Server is the server itself, else what was pasted of it.
func (p pastedServer) Server(ctx context.Context) (probes.Server, error) {
	server, err := p.Shell.Server(ctx)
	if err == nil || ctx.Err() != nil || p.paste.Document().Server == nil {
		return server, err
	}
	return p.paste.Server(ctx)
}

// Events is the log itself, else what was pasted of it.
func (p pastedServer) Events(ctx context.Context, since time.Time) (probes.EventLog, error) {
	log, err := p.Shell.Events(ctx, since)
	if err == nil || ctx.Err() != nil || p.paste.Document().Events == nil {
		return log, err
	}
	return p.paste.Events(ctx, since)
}

// nowhere is a server to which nothing leads.
type nowhere struct{ why error }

func (n nowhere) Server(context.Context) (probes.Server, error) { return probes.Server{}, n.why }

func (n nowhere) Events(context.Context, time.Time) (probes.EventLog, error) {
	return probes.EventLog{}, n.why
}

func (n nowhere) UserLink(context.Context, string) (probes.UserLink, error) {
	return probes.UserLink{}, n.why
}

func (n nowhere) Reach(context.Context, probes.Target) (probes.Route, error) {
	return probes.Route{}, n.why
}

func (n nowhere) Hold(context.Context, probes.Target, time.Duration) (probes.Hold, error) {
	return probes.Hold{}, n.why
}

// hear keeps what somebody pasted of the server among the words, and reports whether
// that is something else than before. A file from the server says more, and in the lab
// the server is there.
func (t *transports) hear(words string) bool {
	if t.file != nil || t.lab {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if words == t.words {
		return false
	}
	before := t.paste
	t.words, t.paste = words, openPaste(words)
	return t.paste != before
}

// openPaste reads a paste; nil for what is no export of a server, or not of one that
// synchronises.
func openPaste(text string) *powershell.File {
	document, err := powershell.FromPaste([]byte(text))
	if err != nil {
		return nil
	}
	file, err := powershell.Open(document)
	if err != nil || file.Document().Failed != nil || file.Document().Elsewhere {
		return nil
	}
	return file
}

// Pastes tell of what is pasted. They keep what was last said: it is asked for at every
// frame.
type Pastes struct {
	zone *time.Location
	text string
	said lang.Text
}

// Told is what a person is told of words at the moment they are pasted, where they are
// what a Connect server says, or nearly so; nothing of any others.
func (p *Pastes) Told(text string) lang.Text {
	if p.text != text {
		p.text, p.said = text, toldOfWords(text, p.zone)
	}
	return p.said
}

func toldOfWords(text string, zone *time.Location) lang.Text {
	if _, err := powershell.FromPaste([]byte(text)); errors.Is(err, powershell.ErrLocalTime) {
		args := lang.Args{"command": powershell.AskByEvents}
		said := lang.Text{
			Ko: "표의 시각이 그 Windows의 형식이라 몇 시인지 확실하지 않아 코드만 씁니다. 이벤트를 증거로 쓰려면 서버에서 XML을 만드십시오: {command}",
			En: "The times of this table are in the form of that Windows, so which hour they mean is not certain: only its codes count. For evidence, make XML on the server: {command}",
		}
		return lang.Text{Ko: said.Fill(lang.Korean, args), En: said.Fill(lang.English, args)}
	}
	if len(text) > powershell.PasteAtMost {
		return lang.Text{
			Ko: "너무 길어 코드만 씁니다. 서버의 이벤트이면 파일로 저장해 --server-file 옵션이나 F6(답 수정)으로 여십시오.",
			En: "It is too long, so only its codes count. If these are events of the server, save them as a file, and open that with --server-file or by F6 (edit answers).",
		}
	}
	file := openPaste(text)
	if file == nil {
		return lang.Text{}
	}
	said, args := toldOfPaste(file.Document())
	return lang.Text{Ko: tell.Fill(said, args, lang.Korean, zone), En: tell.Fill(said, args, lang.English, zone)}
}

// toldOfPaste says of which machine a paste is and of when, and what it is good for.
func toldOfPaste(d powershell.Document) (lang.Text, tell.Args) {
	args := tell.Args{"host": tell.Host.Of(d.Host), "read_at": tell.At(d.At)}
	use := lang.Text{
		Ko: "Connect 서버를 직접 읽을 수 없으면 이것을 증거로 씁니다.",
		En: "Where the Connect server itself cannot be read, this is evidence.",
	}
	if d.Events == nil {
		return misuse.Joined(lang.Text{
			Ko: "{host} 서버의 cmdlet 출력으로 읽었습니다({read_at}).", En: "Read as what cmdlets printed on {host} on {read_at}.",
		}, use), args
	}
	args["events"] = tell.Count(len(d.Events.Events))
	said := []lang.Text{{
		Ko: "{host} 서버의 이벤트 {events}개로 읽었습니다(최근 {read_at}).", En: "Read as events of {host}: {events}, the newest of {read_at}.",
	}, use}
	if d.Events.Cut == probes.Yes {
		said = append(said, lang.Text{Ko: "일부가 잘려 있습니다.", En: "Part of it is cut off."})
	}
	if d.Events.Lacks() {
		said = append(said, lang.Text{
			Ko: "남아 있는 실패는 알 수 있지만 정상이라고는 할 수 없습니다.", En: "Faults can be told of it, never that all is well.",
		})
	}
	return misuse.Joined(said...), args
}
