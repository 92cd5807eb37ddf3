package opener

import (
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// maxLog bounds what is read of a saved event log: twelve times the 20 MB that
// Windows lets the Application log grow to by itself.
const maxLog = 256 << 20

// exportLog saves of a log what this program reads, the last seven days.
const exportLog = `wevtutil epl Application events.evtx "/q:*[System[TimeCreated[timediff(@SystemTime) <= 604800000]]]"`

// readLog reads an event log that Windows saved (.evtx), by what it begins with.
// is reports whether the file is one, or is called one.
func readLog(path string) (file NamedFile, is bool, err error) {
	called := strings.EqualFold(filepath.Ext(path), ".evtx")
	in, _, err := textfile.Open(path, maxLog)
	if err != nil {
		var big *textfile.TooBigError
		if called && errors.As(err, &big) {
			return NamedFile{}, true, tooLong(path)
		}
		return NamedFile{}, false, nil // who reads it as text says what is wrong with it
	}
	defer in.Close()                                                  //nolint:errcheck // it was only read
	text, told, err := powershell.FromLog(io.LimitReader(in, maxLog)) // it may grow
	switch {
	case errors.Is(err, powershell.ErrNoExport):
		return NamedFile{}, called, noLog(path)
	case errors.Is(err, powershell.ErrEmptyLog):
		return NamedFile{}, true, emptyLog(path)
	case err != nil:
		return NamedFile{}, true, unreadable(path, err)
	}
	return NamedFile{path: path, Text: text, how: textfile.UTF8, saved: &told}, true, nil
}

// noLog says that a file is not what it is called.
func noLog(path string) error {
	return misuse.New(lang.Text{
		Ko: "{path} 파일은 이름은 .evtx이지만 Windows 이벤트 로그가 아닙니다. 이벤트 뷰어의 '다른 이름으로 모든 이벤트 저장'으로 다시 저장하십시오.",
		En: "{path} is called .evtx, but is no event log of Windows. Save it again in the Event Viewer with 'Save All Events As'.",
	}, lang.Args{"path": path})
}

// emptyLog says that a log holds nothing.
func emptyLog(path string) error {
	return misuse.New(lang.Text{
		Ko: "{path}: 이 이벤트 로그에는 읽을 수 있는 이벤트가 하나도 없습니다. 비어 있거나 파일이 손상되었습니다. 이벤트 뷰어에서 다시 저장하십시오.",
		En: "{path}: there is not one event in this log that can be read. It is empty, or the file is damaged. Save it again in the Event Viewer.",
	}, lang.Args{"path": path})
}

// tooLong says how a shorter log is made.
func tooLong(path string) error {
	return misuse.New(lang.Text{
		Ko: "{path}: 이벤트 로그가 너무 큽니다({most} MB 초과). 서버에서 다음 명령으로 최근 7일만 저장해 여십시오: {command}",
		En: "{path}: the event log is too big (more than {most} MB). Save the last seven days of it on the server, and open that: {command}",
	}, lang.Args{"path": path, "most": strconv.Itoa(maxLog >> 20), "command": exportLog})
}

// toldOf says how much of a log was read, and what is wrong with it.
func toldOf(log *powershell.SavedLog, path string) (lang.Text, lang.Args) {
	said := []lang.Text{{
		Ko: "{path}: {channel} 로그의 기록 {records}개를 읽었고, 그중 {events}개를 씁니다.",
		En: "{path}: read {records} {records|record|records} of the log {channel}, and used {events}.",
	}}
	add := func(so bool, text lang.Text) {
		if so {
			said = append(said, text)
		}
	}
	add(!strings.EqualFold(log.Channel, "Application"), lang.Text{
		Ko: "쓰기 저장은 Application(응용 프로그램) 로그에 기록합니다.", En: "Writeback writes to the Application log.",
	})
	add(log.Dirty, lang.Text{Ko: "제대로 닫히지 않은 로그입니다.", En: "It was not closed properly."})
	add(log.Short, lang.Text{Ko: "파일이 중간에 끊겼습니다.", En: "The file breaks off before its end."})
	add(log.Wrong > 0, lang.Text{
		Ko: "64 KB 블록 {chunks}개 중 {wrong}개의 체크섬이 다릅니다.", En: "The checksum of {wrong} of its {chunks} blocks of 64 KB is wrong.",
	})
	add(log.Unread > 0, lang.Text{Ko: "읽지 못한 기록이 {unread}개 이상 있습니다.", En: "Records that could not be read: {unread} or more."})
	add(!log.Whole(), lang.Text{
		Ko: "남아 있는 실패는 알 수 있지만 정상이라고는 할 수 없습니다.", En: "Faults can be told of what is left, never that all is well.",
	})
	return misuse.Joined(said...), lang.Args{
		"path": path, "channel": lang.Clean(log.Channel), "records": strconv.Itoa(log.Records), "events": strconv.Itoa(log.Events),
		"chunks": strconv.Itoa(log.Chunks), "wrong": strconv.Itoa(log.Wrong), "unread": strconv.Itoa(log.Unread),
	}
}
