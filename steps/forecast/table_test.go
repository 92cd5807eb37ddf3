package forecast_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
)

const header = "id,day,kind,where,who,cloud,confidence,source,checked\n"

func TestAMistakeInATableIsNamedWithItsLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		line int
		want string // of the English sentence
	}{
		"empty":                   {"", 1, "The header is missing"},
		"remarks alone":           {"# a\n# b\n", 1, "The header is missing"},
		"another header":          {"# a\nid,date\n", 2, "The header has to be id,day,kind"},
		"a column too few":        {header + "x,2027-01-01,methods,email,everyone,any,announced,us\n", 2, "The columns are 8 and not 9"},
		"a column too many":       {header + "x,2027-01-01,methods,email,everyone,any,announced,us,2026-11-01,\n", 2, "The columns are 10"},
		"a quote that stays open": {header + "x,2027-01-01,methods,email,everyone,any,announced,\"us,2026-11-01\n", 2, "Check the quotes"},
		"no name":                 {header + ",2027-01-01,methods,email,everyone,any,announced,us,2026-11-01\n", 2, "id ''"},
		"capital letters":         {header + "X,2027-01-01,methods,email,everyone,any,announced,us,2026-11-01\n", 2, "id 'X'"},
		"the same name twice":     {header + line("x", "2027-01-01") + line("x", "2027-01-02"), 3, "an earlier line has it"},
		"no leap day":             {header + line("x", "2027-02-29"), 2, "day '2027-02-29'"},
		"a day of February":       {header + line("x", "2028-02-30"), 2, "day '2028-02-30'"},
		"no such month":           {header + line("x", "2027-13"), 2, "day '2027-13'"},
		"a day turned round":      {header + line("x", "01.02.2027"), 2, "day '01.02.2027'"},
		"a time":                  {header + line("x", "2027-02-01T00:00:00Z"), 2, "day '2027-02-01T"},
		"another century":         {header + line("x", "2207-02-01"), 2, "day '2207-02-01'"},
		"looked up in a month":    {header + "x,2027-01-01,methods,email,everyone,any,announced,us,2026-11\n", 2, "checked '2026-11'"},
		"never looked up":         {header + "x,2027-01-01,methods,email,everyone,any,announced,us,\n", 2, "checked ''"},
		"a kind of its own":       {header + "x,2027-01-01,method,email,everyone,any,announced,us,2026-11-01\n", 2, "kind 'method': it is one of methods, directory-contacts"},
		"a date of its own":       {header + "x,2027-01-01,certificate,,everyone,any,announced,us,2026-11-01\n", 2, "kind 'certificate'"},
		"nobody":                  {header + "x,2027-01-01,methods,email,,any,announced,us,2026-11-01\n", 2, "who ''"},
		"a version for some":      {header + "x,2027-01-01,connect-support,2.6.3.0,global-administrators,any,announced,us,2026-11-01\n", 2, "this kind holds for everyone"},
		"no cloud":                {header + "x,2027-01-01,methods,email,everyone,global,announced,us,2026-11-01\n", 2, "cloud 'global': it is one of any, public"},
		"no confidence":           {header + "x,2027-01-01,methods,email,everyone,any,seen,us,2026-11-01\n", 2, "confidence 'seen'"},
		"no source":               {header + "x,2027-01-01,methods,email,everyone,any,announced,,2026-11-01\n", 2, "source ''"},
		"no methods":              {header + "x,2027-01-01,methods,,everyone,any,announced,us,2026-11-01\n", 2, "where ''"},
		"a sentence of methods":   {header + "x,2027-01-01,methods,e-mail!,everyone,any,announced,us,2026-11-01\n", 2, "where 'e-mail!'"},
		"contacts with words":     {header + "x,2027-01-01,directory-contacts,email,everyone,any,announced,us,2026-11-01\n", 2, "it is empty for this kind"},
		"no version":              {header + "x,2027-01-01,connect-lowest,two,everyone,any,announced,us,2026-11-01\n", 2, "it is one version"},
		"two versions":            {header + "x,2027-01-01,connect-support,2.6.3.0 2.6.1.0,everyone,any,announced,us,2026-11-01\n", 2, "it is one version"},
		"an agent as application": {header + "x,2027-01-01,agent-lowest,1.1.2505.0 application,everyone,any,announced,us,2026-11-01\n", 2, "it is one version"},
	} {
		_, err := forecast.Read([]byte(c.text))
		var fault *forecast.TableError
		if !errors.As(err, &fault) || fault.Line != c.line || !strings.Contains(fault.Text.En, c.want) || fault.Text.Ko == "" || strings.ContainsAny(fault.Text.Ko+fault.Text.En, "{}") {
			t.Errorf("%s: got %v, want line %d with %q", name, err, c.line, c.want)
		}
	}
}

func line(id, day string) string {
	return id + "," + day + ",methods,mobilePhone,everyone,any,announced,us,2026-11-01\n"
}

// What is foreign in a table is cleaned, and a table as Windows writes it is
// read.
func TestATableIsReadAsOthersWriteIt(t *testing.T) {
	t.Parallel()
	text := "\uFEFF# remark\r\n" + strings.TrimSuffix(header, "\n") + "\r\nx,2027-02,methods, mobilePhone  email ,everyone,any,announced,\"us, \x1b[31mred\u202e\",2026-11-01\r\n"
	table, err := forecast.Read([]byte(text))
	if err != nil || len(table.Changes) != 1 {
		t.Fatalf("got %+v, %v", table, err)
	}
	c := table.Changes[0]
	if c.Source != "us, red" || !c.Month || c.Day.Format(time.DateOnly) != "2027-02-01" || strings.Join(c.Where, "+") != "mobilePhone+email" || table.Own {
		t.Errorf("got %+v", c)
	}
}

// kim resets by telephone alone, in the public cloud, and is no administrator.
func kim(at time.Time) forecast.Evidence {
	return forecast.Evidence{
		At: at, User: "kim@contoso.com", Cloud: "public", Administrator: probes.No, Registered: probes.Yes, Methods: probes.List[string]{"mobilePhone"},
		Contacts: probes.No, Licences: probes.List[forecast.Entitling]{}, Owned: probes.List[forecast.Owned]{},
		Connect: forecast.Engine{Writes: probes.Yes, Version: "2.6.92.0"}, Agent: forecast.Engine{Writes: probes.No},
		SignsIn: forecast.Identity{Application: probes.Yes, Ends: at.AddDate(3, 0, 0)}, Expires: probes.Known(time.Time{}),
	}
}

func table(t *testing.T, lines string) forecast.Table {
	t.Helper()
	table, err := forecast.Read([]byte(header + lines))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// A day begins at midnight of UTC, wherever the person sits, and on that moment
// it is no forecast any more.
func TestADayIsOneOfUTC(t *testing.T) {
	t.Parallel()
	seoul, honolulu := time.FixedZone("KST", 9*3600), time.FixedZone("HST", -10*3600)
	for _, c := range []struct {
		day  string
		at   time.Time
		want int
	}{
		{"2027-02-01", time.Date(2027, 1, 31, 23, 59, 59, 999, time.UTC), 1},
		{"2027-02-01", time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC), 0},
		{"2027-02-01", time.Date(2027, 2, 1, 8, 59, 59, 0, seoul), 1}, // still January in UTC
		{"2027-02-01", time.Date(2027, 2, 1, 9, 0, 0, 0, seoul), 0},
		{"2027-02-01", time.Date(2027, 1, 31, 14, 0, 0, 0, honolulu), 0}, // February in UTC already
		{"2028-02-29", time.Date(2028, 2, 28, 23, 59, 59, 0, time.UTC), 1},
		{"2028-02-29", time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC), 0},
		{"2028-03-01", time.Date(2028, 2, 29, 23, 0, 0, 0, time.UTC), 1},
		{"2027-03", time.Date(2027, 2, 28, 23, 0, 0, 0, time.UTC), 1},
		{"2027-03", time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), 0},
	} {
		f := forecast.Of(table(t, line("x", c.day)), kim(c.at))
		if len(f.Ahead) != c.want || len(f.Gaps) != 0 {
			t.Errorf("%s at %s: got %+v %+v, want %d", c.day, c.at, f.Ahead, f.Gaps, c.want)
		}
	}
}

// What carries its own date ends at its moment, and is told by its day in UTC; a
// year and a day on it is too far.
func TestWhatCarriesItsOwnDate(t *testing.T) {
	t.Parallel()
	at := time.Date(2027, 2, 28, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		ends time.Time
		want string
	}{
		{at, ""},
		{at.Add(time.Second), "2027-02-28"},
		{at.Add(-time.Second), ""},
		{time.Time{}, ""},
		{time.Date(2027, 3, 1, 8, 0, 0, 0, time.FixedZone("KST", 9*3600)), "2027-02-28"},
		{at.Add(forecast.Horizon), "2028-02-29"},
		{at.Add(forecast.Horizon + time.Second), ""},
	} {
		e := kim(at)
		e.Expires = probes.Known(c.ends)
		f := forecast.Of(forecast.Table{}, e)
		got := ""
		for _, a := range f.Ahead {
			got += a.Day.Format(time.DateOnly)
		}
		if got != c.want || len(f.Gaps) != 0 {
			t.Errorf("%s: got %q %+v, want %q", c.ends, got, f.Gaps, c.want)
		}
	}
}

// Whoever has no moment is told that it cannot be told.
func TestWithoutAMomentNothingIsTold(t *testing.T) {
	t.Parallel()
	e := kim(time.Time{})
	f := forecast.Of(forecast.Embedded(), e)
	if len(f.Ahead) != 0 || len(f.Gaps) != 1 || f.Gaps[0].Needs[0] != forecast.NeedMoment {
		t.Errorf("got %+v", f)
	}
	if told := f.Tell(lang.English); len(told.Unsure) != 1 || !strings.Contains(told.Unsure[0], "is not known") || told.None != "" {
		t.Errorf("got %+v", told)
	}
}

// A line that was looked up more than 30 days before says so, and one that
// carries its own date never does.
func TestAnOldTableSaysSo(t *testing.T) {
	t.Parallel()
	for days, want := range map[int]bool{0: false, 30: false, 31: true, 400: true} {
		f := forecast.Of(table(t, "x,2029-01-01,methods,mobilePhone,everyone,any,announced,us,2026-11-01\n"), kim(time.Date(2026, 11, 1+days, 0, 0, 0, 0, time.UTC)))
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			if told := f.Tell(l); (told.Aged != "") != want || want && !strings.Contains(told.Aged, "2026-11-01") {
				t.Errorf("%d days, %s: %q", days, l, told.Aged)
			}
		}
	}
	e := kim(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	e.Expires, e.SeenAt = probes.Known(e.At.Add(time.Hour)), map[forecast.Kind]time.Time{forecast.Account: e.At.AddDate(0, -6, 0)}
	if told := forecast.Of(forecast.Table{}, e).Tell(lang.English); len(told.Ahead) != 1 || told.Aged != "" {
		t.Errorf("got %+v", told)
	}
}

// A change that asks for two things names the one that is lacking, what to do about
// it, and who does it; the words of an interface stand in no sentence.
func TestAChangeSaysWhatToDo(t *testing.T) {
	t.Parallel()
	lines := "c,2027-04-07,connect-lowest,2.6.84.0 application,everyone,any,announced,us,2026-10-30\nm,2027-02-01,methods,mobilePhone officePhone,everyone,any,announced,us,2026-10-30\n"
	for _, c := range []struct {
		version     string
		application probes.YesNo
		want, not   []string
	}{
		{"2.6.92.0", probes.No, []string{"응용 프로그램으로 로그인하게 바꾸십시오", "버전(2.6.92.0)은 충분"}, []string{"업그레이드"}},
		{"2.6.1.0", probes.No, []string{"2.6.84.0 이상으로 업그레이드하고, 계정 대신"}, []string{"충분"}},
		{"2.6.1.0", probes.Yes, []string{"2.6.84.0 이상으로 업그레이드하십시오", "지금 버전(2.6.1.0)"}, []string{"계정 로그인"}},
		{"", probes.No, []string{"응용 프로그램으로 로그인하게 바꾸십시오", "2.6.84.0 이상이어야"}, []string{"충분"}},
	} {
		e := kim(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
		e.Connect.Version, e.SignsIn.Application = c.version, c.application
		f := forecast.Of(table(t, lines), e)
		told := f.Tell(lang.Korean)
		all := strings.Join(told.Ahead, "\n")
		for _, want := range append(c.want, "2027-04-07 전에", "(담당: Connect 서버 관리자)", "(담당: 헬프데스크)", "문자와 음성 통화(휴대폰)") {
			if !strings.Contains(all, want) {
				t.Errorf("%q, %q: lacks %q:\n%s", c.version, c.application, want, all)
			}
		}
		for _, not := range append(c.not, "mobilePhone", "(지금:") {
			if strings.Contains(all, not) {
				t.Errorf("%q, %q: says %q:\n%s", c.version, c.application, not, all)
			}
		}
	}
	e := kim(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	e.Registered, e.Methods = probes.Unsaid, nil
	for l, want := range map[lang.Language]string{
		lang.Korean:  "SSPR에서 쓰는 문자와 음성 통화(휴대폰, 사무실 전화) 방법이 끝나는 변경이 해당하는지 알 수 없습니다 (2027-02-01). 아직 모르는 것은",
		lang.English: "It cannot be told whether the end of text messages and calls by Microsoft (mobile phone, office phone) in SSPR applies (2027-02-01), because",
	} {
		if told := forecast.Of(table(t, lines), e).Tell(l); len(told.Unsure) != 1 || !strings.Contains(told.Unsure[0], want) {
			t.Errorf("got %q, want %q", told.Unsure, want)
		}
	}
}

// The short form tells three changes, what is lacking, and how to read on.
func TestTheShortForm(t *testing.T) {
	t.Parallel()
	var told forecast.Told
	told.Ahead, told.Unsure, told.Lacks = []string{"1", "2", "3", "4", "5"}, []string{"a", "b"}, "lacks"
	got := told.Short(lang.English, 3, lang.Text{Ko: "{n}", En: "{n} more"})
	if strings.Join(got, "|") != "1|2|3|lacks|4 more" {
		t.Errorf("got %q", got)
	}
	told.Ahead, told.Unsure, told.Lacks = told.Ahead[:3], nil, ""
	if got := told.Short(lang.English, 3, lang.Text{Ko: "{n}", En: "{n} more"}); strings.Join(got, "|") != "1|2|3" {
		t.Errorf("got %q", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(header + line("x", "2027-02-01")))
	f.Add([]byte("# a\n" + header + "x,2027-02,product,\"A B\",everyone,any,confirmed,\"a \"\"b\"\"\",2026-11-01\n"))
	f.Add([]byte("\"\n,,"))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := forecast.Read(text)
		if err != nil {
			return
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			told := forecast.Of(table, kim(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))).Tell(l)
			for _, one := range told.Whole() {
				if lang.Clean(one) != one {
					t.Errorf("%q is not clean", one)
				}
			}
		}
	})
}
