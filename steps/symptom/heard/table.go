package heard

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Names of the columns of exported events, as Windows PowerShell and the Event
// Viewer write them. That of the number of the event is one of the first.
var (
	numberColumns = []string{"id", "eventid", "event id", "instanceid", "event_id", "eventcode", "이벤트 id", "이벤트id", "이벤트 번호"}
	sourceColumns = []string{"source", "sourcename", "source name", "providername", "provider", "원본", "소스"}
	otherColumns  = []string{
		"recordid", "message", "providername", "provider", "timecreated", "leveldisplayname", "level", "version",
		"qualifiers", "task", "opcode", "keywords", "processid", "threadid", "machinename", "logname", "source",
		"date and time", "task category", "수준", "날짜 및 시간", "원본", "작업 범주",
	}

	// Those of exported sign-ins, in which the number of the code stands alone.
	signInColumns = []string{
		"resulttype", "result type", "sign-in error code", "error code", "errorcode", "로그인 오류 코드", "오류 코드", "오류코드", "결과 코드", "결과코드",
	}
	besideSignIn = []string{
		"user", "username", "user principal name", "userprincipalname", "application", "app", "appdisplayname", "ip address", "ipaddress", "location",
		"사용자", "사용자 이름", "계정", "애플리케이션", "응용 프로그램", "앱", "ip 주소", "위치",
	}
)

// numberlessLabel stands in front of a number of an event that is not its own.
var numberlessLabel = pattern(`(?i)(?:record[ _]?(?:id|number|no)|event ?record ?id|(?:process|thread)[ _]?id|(?:^|[^a-z])(?:pid|tid|rid|rec(?:no|num|ord)?|port|index|version|qualifiers|level|task|opcode|keywords|category))["']?\s{0,20}[:=>]\s{0,12}["']?$`)

// rows reads exported events: of a table with a column for the number of the
// event, numbers in other columns are left out, because they count something
// else. Whatever is no such table stays as it is.
func rows(text string) string {
	at := 0
	for line := range strings.Lines(text) {
		if comma, is := tableHead(line); is {
			return text[:at] + bodyOf(text[at:], comma)
		}
		at += len(line)
	}
	return text
}

// tableHead reports whether a line names the columns of exported events, and
// what stands between them.
func tableHead(line string) (comma rune, is bool) {
	for _, comma := range []rune{',', ';', '\t', '|'} {
		if names := columns(line, comma); len(names) > 2 && (among(names, numberColumns) && among(names, otherColumns) || among(names, signInColumns) && among(names, besideSignIn)) {
			return comma, true
		}
	}
	return 0, false
}

func among(names, known []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(known, n) })
}

func columns(line string, comma rune) []string {
	names := strings.Split(strings.TrimSpace(line), string(comma))
	for i := range names {
		names[i] = strings.ToLower(strings.Trim(names[i], "\"' \ufeff"))
	}
	return names
}

// bodyOf writes the fields of a table out, one a line, without the numbers that
// are not those of the events. What cannot be read ends it, and stays.
func bodyOf(table string, comma rune) string {
	reader := csv.NewReader(strings.NewReader(table))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = comma, true, -1
	head, err := reader.Read()
	if err != nil {
		return table
	}
	names := columns(strings.Join(head, string(comma)), comma)
	var b strings.Builder
	for {
		read := reader.InputOffset()
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			return b.String() + table[read:]
		}
		write(&b, names, record)
	}
}

// write writes the fields of a row out, one a line, with an empty line behind the
// whole: all of what has other fields than the table, and nothing of an event of
// another source.
func write(b *strings.Builder, names, record []string) {
	whole := len(record) == len(names)
	if whole && foreignRow(names, record) {
		return
	}
	for i, field := range record {
		switch {
		case whole && slices.Contains(numberColumns, names[i]):
			b.WriteString("Event ID: " + field + "\n")
		case whole && slices.Contains(signInColumns, names[i]) && signInWhole().MatchString(field):
			b.WriteString("ResultType AADSTS" + field + "\n")
		case !whole || strings.ContainsFunc(field, unicode.IsLetter) || timeShape().MatchString(field):
			b.WriteString(field + "\n")
		}
	}
	if whole {
		b.WriteByte('\n')
	}
}

var signInWhole = pattern(`^(?:` + signInNumber + `)$`)

// foreignRow reports whether a row is an event of another source, which tells
// nothing of this product.
func foreignRow(names, record []string) bool {
	at := slices.IndexFunc(names, func(n string) bool { return slices.Contains(sourceColumns, n) })
	if at < 0 || !among(names, numberColumns) {
		return false
	}
	source := strings.TrimSpace(record[at])
	return source != "" && !ours(source)
}
