package forecast

import (
	"bytes"
	_ "embed" // for the table
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

//go:embed data/changes.csv
var changesCSV []byte

// Embedded is the table that came with the program. Broken data is a fault of
// ours, which the tests find.
var Embedded = sync.OnceValue(func() Table {
	table, err := Read(changesCSV)
	if err != nil {
		panic(err)
	}
	table.Own = true
	return table
})

// TableError is what is wrong with a table, and in which line.
type TableError struct {
	Line int
	Text lang.Text // without the line
}

// Error says so in English.
func (f *TableError) Error() string { return "line " + strconv.Itoa(f.Line) + ": " + f.Text.En }

// header are the columns, in order.
const header = "id,day,kind,where,who,cloud,confidence,source,checked"

// mostLines bounds a table. That of the program has a dozen lines.
const mostLines = 2000

// Read reads a table: CSV as RFC 4180 has it, with the header of the program's
// own and comments behind #. The error is a [*TableError].
func Read(text []byte) (Table, error) {
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
	reader.Comment = '#'
	reader.FieldsPerRecord = -1
	var table Table
	for n := 0; ; n++ {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) && n > 0 {
			break
		}
		fault := refuse(reader, row, err, n)
		if fault == nil && n > 0 {
			fault = table.add(reader, row)
		}
		if fault != nil {
			return Table{}, fault
		}
	}
	probes.SortStable(table.Changes, func(a, b Change) int { return a.Day.Compare(b.Day) })
	return table, nil
}

// refuse says what is wrong with a line as such: with its form, its number of
// columns, and the header.
func refuse(reader *csv.Reader, row []string, err error, n int) *TableError {
	if broken, is := errors.AsType[*csv.ParseError](err); is {
		return faulty(broken.Line, lang.Text{Ko: "올바른 CSV가 아닙니다. 따옴표를 확인하십시오.", En: "This is not CSV. Check the quotes."}, nil)
	}
	if err != nil {
		return faulty(1, lang.Text{Ko: "머리글 줄이 없습니다: {header}", En: "The header is missing: {header}"}, lang.Args{"header": header})
	}
	line, _ := reader.FieldPos(0)
	switch {
	case n == 0 && strings.Join(row, ",") != header:
		return faulty(line, lang.Text{Ko: "머리글 줄은 다음과 같아야 합니다: {header}", En: "The header has to be {header}"}, lang.Args{"header": header})
	case len(row) != strings.Count(header, ",")+1:
		return faulty(line, lang.Text{Ko: "열이 {n}개입니다. {want}개여야 합니다: {header}", En: "The columns are {n} and not {want}: {header}"}, lang.Args{
			"n": strconv.Itoa(len(row)), "want": strconv.Itoa(strings.Count(header, ",") + 1), "header": header,
		})
	case n > mostLines:
		return faulty(line, lang.Text{Ko: "줄이 너무 많습니다({most}줄까지).", En: "There are too many lines; {most} at most."}, lang.Args{"most": strconv.Itoa(mostLines)})
	}
	return nil
}

func (t *Table) add(reader *csv.Reader, row []string) *TableError {
	line, _ := reader.FieldPos(0)
	for i := range row {
		row[i] = strings.TrimSpace(lang.Clean(row[i]))
	}
	c := Change{
		ID: row[0], Kind: Kind(row[2]), Where: strings.Fields(row[3]), Who: Audience(row[4]), Cloud: row[5],
		Confidence: Confidence(row[6]), Source: row[7],
	}
	why := c.read(row[1], row[8])
	if why == nil {
		why = c.wrong()
	}
	if why == nil && slices.ContainsFunc(t.Changes, func(other Change) bool { return other.ID == c.ID }) {
		why = value("id", c.ID, lang.Text{Ko: "앞의 줄에 이미 있습니다", En: "an earlier line has it"})
	}
	if why != nil {
		why.Line = line
		return why
	}
	t.Changes = append(t.Changes, c)
	return nil
}

// read reads the two days.
func (c *Change) read(day, checked string) *TableError {
	var ok bool
	if c.Day, c.Month, ok = readDay(day); !ok {
		return value("day", day, lang.Text{Ko: "2027-02-01 또는 2027-02 형식이거나 비어 있어야 합니다", En: "it is a day as 2027-02-01, a month as 2027-02, or empty"})
	}
	month := false
	if c.Checked, month, ok = readDay(checked); !ok || month || c.Checked.IsZero() {
		return value("checked", checked, lang.Text{Ko: "2026-11-28 형식이어야 합니다", En: "it is a day as 2026-11-28"})
	}
	return nil
}

// readDay reads a day, a month, which is its first day, or nothing.
func readDay(s string) (day time.Time, month, ok bool) {
	if s == "" {
		return time.Time{}, false, true
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day, false, possible(day)
	}
	day, err := time.Parse("2006-01", s)
	return day, true, err == nil && possible(day)
}

// possible reports whether a day is one of this century: another one is a slip
// of the finger.
func possible(day time.Time) bool { return day.Year() >= 2014 && day.Year() <= 2099 }

func faulty(line int, text lang.Text, args lang.Args) *TableError {
	return &TableError{Line: line, Text: lang.Text{Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args)}}
}

// value is the fault of one value.
func value(column, found string, want lang.Text) *TableError {
	text := lang.Text{Ko: "{column} 값 '{value}': " + want.Ko + ".", En: "{column} '{value}': " + want.En + "."}
	return faulty(0, text, lang.Args{"column": column, "value": cut(found)})
}

// cut is the beginning of what somebody wrote, for a message.
func cut(s string) string {
	const most = 60
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "..."
	}
	return s
}
