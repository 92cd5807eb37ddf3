package heard

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// sources are the providers whose events tell of writeback. Windows translates
// none of their names.
var sources = []string{"adsync", "passwordresetservice", "directory synchronization", "microsoft-windows-security-auditing", "microsoft windows security auditing."}

// exported takes the events out of what the Event Viewer and PowerShell show,
// and blanks the numbers in it that count something else, so that what is left
// can be read as prose of the same length.
func (r Reader) exported(text string) (rest string, all []found) {
	if !strings.Contains(text, "\n") {
		return text, nil
	}
	e := export{reader: r, lines: strings.SplitAfter(text, "\n")}
	e.starts = make([]int, len(e.lines))
	for i, at := 0, 0; i < len(e.lines); i++ {
		e.starts[i] = at
		at += len(e.lines[i])
	}
	for i := 0; i < len(e.lines); {
		i = max(e.viewer(i), e.table(i), i+1)
	}
	return strings.Join(e.lines, ""), e.all
}

type export struct {
	reader Reader
	lines  []string
	starts []int
	all    []found
}

// dateShape is a date in any order, with any mark between its numbers.
var dateShape = pattern(`[0-9]{1,4}[./\-年] ?[0-9]{1,2}[./\-月] ?[0-9]{1,4}`)

// labelled is a line of the Event Viewer's copy, in any language of Windows.
var labelled = pattern(`^\s*[^:：0-9\n]{2,40}?\s*[:：]\s*(.*?)\s*$`)

// viewer reads a copied event by the places of its fields, because their names
// are translated: log, source, date, number, category, level, keywords, user,
// computer. It returns the line behind them, or 0.
func (e *export) viewer(at int) int {
	const number, fields = 2, 7 // counted from the source
	source, ok := e.value(at)
	if !ok || at+number >= len(e.lines) {
		return 0
	}
	written, ok := e.value(at + number)
	if date, dated := e.value(at + 1); !ok || !dated || !dateShape().MatchString(date) || !isNumber(written) || isNumber(source) {
		return 0
	}
	if _, labels := e.value(at + number + 1); !labels && !ours(source) {
		return 0
	}
	if ours(source) {
		e.all = append(e.all, found{at: e.starts[at+number] + strings.LastIndex(e.lines[at+number], written), code: event(written)})
	}
	last := at + number
	for last+1 < len(e.lines) && last-at < fields {
		if _, ok := e.value(last + 1); !ok || resultShape().MatchString(e.lines[last+1]) {
			break
		}
		last++
	}
	for i := at; i <= last; i++ {
		e.lines[i] = blank(e.lines[i], len(e.lines[i]))
	}
	return last + 1
}

// ours reports whether a source is one of ours. A name that was cut off for the
// width of a table is one.
func ours(source string) bool {
	name := strings.ToLower(source)
	cut := strings.TrimRight(name, ".…")
	return slices.ContainsFunc(sources, func(s string) bool {
		return s == name || len(cut) < len(name) && len(cut) > 3 && strings.HasPrefix(s, cut)
	})
}

// value returns what stands behind the label of a line.
func (e *export) value(line int) (string, bool) {
	if line >= len(e.lines) {
		return "", false
	}
	m := labelled().FindStringSubmatch(strings.TrimSuffix(e.lines[line], "\n"))
	if m == nil || len(e.lines[line]) > lineReach || strings.TrimSpace(m[1]) == "" {
		return "", false
	}
	return m[1], true
}

func isNumber(s string) bool {
	return len(s) > 0 && len(s) <= 10 && strings.Trim(s, "0123456789") == ""
}

// event is the number of an event as it is spelled: of an instance ID its low
// sixteen bits.
func event(written string) string {
	n, err := strconv.ParseUint(written, 10, 32)
	if err != nil {
		return written
	}
	return strconv.FormatUint(n&0xffff, 10)
}

// blank blanks the digits of a line up to a place.
func blank(line string, to int) string {
	digit := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return ' '
		}
		return r
	}
	return strings.Map(digit, line[:to]) + line[to:]
}

// rule is the line of dashes under the names of the columns of a table.
var (
	rule      = pattern(`^\s*-{2,}(?:\s+-{2,})+\s*$`)
	dashes    = pattern(`-{2,}`)
	anyNumber = pattern(`[0-9]{1,10}`)
)

// table reads the rows under a line of dashes: numbers count where they stand
// in the column of the event's number. It returns the line behind them, or 0.
func (e *export) table(at int) int {
	if at == 0 || !rule().MatchString(e.lines[at]) {
		return 0
	}
	t := grid{columns: spans(e.lines[at]), number: -1, source: -1, message: -1}
	for i, c := range t.columns {
		switch name := strings.ToLower(strings.TrimSpace(cells(e.lines[at-1], c.from, c.to))); {
		case slices.Contains(numberColumns, name):
			t.number = i
		case slices.Contains(sourceColumns, name):
			t.source = i
		case name == "message":
			t.message = i
		}
	}
	if t.number < 0 {
		return 0
	}
	row := at + 1
	for ; row < len(e.lines) && strings.TrimSpace(e.lines[row]) != ""; row++ {
		e.row(row, t)
	}
	return row
}

// grid is a table: its columns, and which of them is that of the number of the
// event, of its source and of its message; -1 for none.
type grid struct {
	columns                 []span
	number, source, message int
}

// foreign reports whether a row is an event of another source: its cell says so,
// and where its columns slipped, nothing in front of the message names one of ours.
func (g grid) foreign(line string) bool {
	if g.source < 0 {
		return stranger().MatchString(line) && !sourceLine().MatchString(line)
	}
	to := wide(line)
	if g.source+1 < len(g.columns) {
		to = g.columns[g.source+1].from
	}
	source := strings.TrimSpace(cells(line, g.columns[g.source].from, to))
	if g.source+1 == g.number { // its numbers stand at the right, under the end of its name
		source = strings.TrimSpace(strings.TrimRight(source, "0123456789"))
	}
	if source == "" || ours(source) {
		return false
	}
	if g.message > 0 {
		line = cells(line, 0, g.columns[g.message].from)
	}
	return !sourceLine().MatchString(line)
}

// span is a column: its first cell, and the one behind its last.
type span struct{ from, to int }

func spans(line string) []span {
	var all []span
	for _, m := range dashes().FindAllStringIndex(line, -1) {
		all = append(all, span{m[0], m[1]})
	}
	return all
}

// row reads one row, and blanks what it counts. Numbers stand at the right end of
// their column, and words at the left one.
func (e *export) row(at int, g grid) {
	line := e.lines[at]
	m := g.numberIn(line)
	switch {
	case m == nil && g.message < 0:
		e.lines[at] = blank(line, len(line))
		return
	case m == nil:
		e.lines[at] = blank(line, len(cells(line, 0, g.columns[g.message].from)))
		return
	}
	if code := event(line[m[0]:m[1]]); !g.foreign(line) && e.reader.kept(code) {
		e.all = append(e.all, found{at: e.starts[at] + m[0], code: code})
	}
	e.lines[at] = blank(line, m[1])
}

// numberIn is where the number of the event stands in a row, nil for nowhere: at
// the end or the beginning of its column, or else within it.
func (g grid) numberIn(line string) []int {
	column, left := g.columns[g.number], 0
	if g.number > 0 {
		left = g.columns[g.number-1].from
	}
	var within []int
	for _, m := range anyNumber().FindAllStringIndex(line, -1) {
		if !alone(line, m[0], m[1]) {
			continue
		}
		for _, measure := range []func(string) int{wide, func(s string) int { return len([]rune(s)) }} {
			from, to := measure(line[:m[0]]), measure(line[:m[1]])
			switch {
			case from < left:
			case to == column.to || from == column.from:
				return m
			case from >= column.from && to <= column.to && within == nil:
				within = m
			}
		}
	}
	return within
}

// kept reports whether a number of an event is worth naming: it is explained, or
// of the range of the writeback service.
func (r Reader) kept(code string) bool {
	id, err := strconv.Atoi(code)
	return err == nil && (ofWriteback(id) || r.Explained(code))
}

// wide is how many cells of a terminal a text takes.
func wide(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// cells cuts a piece out of a line by its cells.
func cells(line string, from, to int) string {
	var b strings.Builder
	at := 0
	for _, r := range strings.TrimSuffix(line, "\n") {
		if at >= from && at < to {
			b.WriteRune(r)
		}
		at += wide(string(r))
	}
	return b.String()
}
