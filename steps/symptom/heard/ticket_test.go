package heard

import (
	"slices"
	"strings"
	"testing"
)

func isEventOfOurs(code string) bool {
	return slices.Contains([]string{"33004", "6329", "31034"}, code)
}

// TestSeveralEventsAreToldOldestFirst with the times as they were written.
func TestSeveralEventsAreToldOldestFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []Event
	}{
		{"newest first", "Event ID: 33004  2026-11-23 10:12:41\nEvent ID: 6329  2026-11-23 10:02:41\n", []Event{{"6329", "2026-11-23 10:02:41"}, {"33004", "2026-11-23 10:12:41"}}},
		{
			"half days in Korean", "2026-11-23 오후 1:12:41 이벤트 33004\n2026-11-23 오전 11:12:41 이벤트 31034\n",
			[]Event{{"31034", "2026-11-23 오전 11:12:41"}, {"33004", "2026-11-23 오후 1:12:41"}},
		},
		{
			"a table of Get-WinEvent as CSV, its times without a letter",
			"\"Message\",\"Id\",\"RecordId\",\"ProviderName\",\"TimeCreated\"\n\"Reason: x\",\"33004\",\"31044\",\"PasswordResetService\",\"2026-11-23 10:12:41\"\n\"Reason: y\",\"31034\",\"33003\",\"PasswordResetService\",\"2026-11-23 09:01:00\"\n",
			[]Event{{"31034", "2026-11-23 09:01:00"}, {"33004", "2026-11-23 10:12:41"}},
		},
		{
			"Get-EventLog, whose times have neither a year nor seconds",
			"   Index Time          EntryType   Source                 InstanceID Message\n   ----- ----          ---------   ------                 ---------- -------\n   33006 Nov 23 10:12  Error       PasswordResetService   3221258476 TrackingId...\n   33005 Nov 23 09:01  Error       ADSync                 3221231801 An unexpected...\n",
			[]Event{{"6329", "Nov 23 09:01"}, {"33004", "Nov 23 10:12"}},
		},
		{"the same twice is two events", "Event 33004 2026-11-23 10:12:41\nEvent 33004 2026-11-23 10:02:41\n", []Event{{"33004", "2026-11-23 10:02:41"}, {"33004", "2026-11-23 10:12:41"}}},
		{"one alone is none of several", "Event ID: 33004 2026-11-23 10:12:41", nil},
		{
			"month first", "Source: ADSync\nDate: 11/23/2026 7:10:00 PM\nEvent ID: 6329\n\nSource: PasswordResetService\nDate: 11/23/2026 7:10:00 AM\nEvent ID: 33004\n",
			[]Event{{"33004", "11/23/2026 7:10:00 AM"}, {"6329", "11/23/2026 7:10:00 PM"}},
		},
		{
			"one digit of a month", "event 6329 1/3/2026 7:10:00 AM\nevent 33004 1/2/2026 7:10:00 PM\n",
			[]Event{{"33004", "1/2/2026 7:10:00 PM"}, {"6329", "1/3/2026 7:10:00 AM"}},
		},
		{
			"each with the time of its own record", "TimeCreated  : 2026-11-23 오전 7:10:00\nProviderName : PasswordResetService\nId           : 33004\nMessage      : x\n\nTimeCreated  : 2026-11-22 오전 7:10:00\nProviderName : ADSync\nId           : 6329\n",
			[]Event{{"6329", "2026-11-22 오전 7:10:00"}, {"33004", "2026-11-23 오전 7:10:00"}},
		},
		{
			"the time behind", "InstanceId    : 33004\nSource        : PasswordResetService\nTimeGenerated : 2026-11-23 10:02:41\n\nInstanceId    : 6329\nSource        : ADSync\nTimeGenerated : 2026-11-22 10:02:41\n",
			[]Event{{"6329", "2026-11-22 10:02:41"}, {"33004", "2026-11-23 10:02:41"}},
		},
		{
			"lines of a log", "Nov 23 07:10:00 sync1 nxlog: EventID=33004 SourceName=PasswordResetService\nNov  2 07:10:00 sync1 nxlog: EventID=6329 SourceName=ADSync\n",
			[]Event{{"6329", "Nov  2 07:10:00"}, {"33004", "Nov 23 07:10:00"}},
		},
		{
			"with its zone", "2026-11-23T07:10:00+09:00 EventID=33004\n2026-11-23T06:10:00+09:00 EventID=6329\n",
			[]Event{{"6329", "2026-11-23T06:10:00+09:00"}, {"33004", "2026-11-23T07:10:00+09:00"}},
		},
		{
			"times that cannot be compared", "Nov 23 07:10:00 sync1 nxlog: EventID=33004\n2026-11-22 07:10:00 EventID=6329\n",
			[]Event{{"33004", "Nov 23 07:10:00"}, {"6329", "2026-11-22 07:10:00"}},
		},
		{"without times", "Event ID: 33004\nEvent ID: 6329\n", nil},
	} {
		if got := (Reader{Explained: isEventOfOurs}).Read(c.text).Events; !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// viewed is an event as the Event Viewer copies it: as text, and once more as XML.
func viewed(id, date, utc string) string {
	return "Log Name:      Application\nSource:        PasswordResetService\nDate:          " + date + "\nEvent ID:      " + id +
		"\nTask Category: None\nLevel:         Error\nKeywords:      Classic\nUser:          N/A\nComputer:      SYNC07\nDescription:\nhr=80230619, and 6329 before it\n" +
		"Event Xml:\n<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n  <System>\n    <Provider Name=\"PasswordResetService\" />\n" +
		"    <EventID Qualifiers=\"0\">" + id + "</EventID>\n    <Level>2</Level>\n    <TimeCreated SystemTime=\"" + utc + "\" />\n" +
		"    <Computer>SYNC07</Computer>\n  </System>\n  <EventData>\n    <Data>hr=80230619</Data>\n  </EventData>\n</Event>\n"
}

// TestAnEventThatIsCopiedIsOne: the Event Viewer copies each as text and as XML. Of two
// that differ in more than the zone each is one.
func TestAnEventThatIsCopiedIsOne(t *testing.T) {
	t.Parallel()
	const first, second = "2026-11-23T08:50:00.1234567Z", "2026-11-23T09:10:41.0000000Z"
	one, two := viewed("33004", "11/23/2026 5:50:00 PM", first), viewed("33003", "11/23/2026 6:10:41 PM", second)
	for name, c := range map[string]struct {
		text string
		want []Event
	}{
		"one":               {one, nil},
		"in Korean":         {strings.NewReplacer("Date:", "날짜:", "11/23/2026 5:50:00 PM", "2026-11-23 오후 5:50:00", "Event ID", "이벤트 ID", "Event Xml", "이벤트 XML").Replace(one), nil},
		"on Windows":        {strings.ReplaceAll(one, "\n", "\r\n"), nil},
		"two":               {one + two, []Event{{"33004", first}, {"33003", second}}},
		"the same twice":    {one + viewed("33004", "11/23/2026 6:10:41 PM", second), []Event{{"33004", first}, {"33004", second}}},
		"one as text alone": {one + "\nSource: PasswordResetService\nDate: 11/23/2026 7:00:01 PM\nEvent ID: 33004\n", []Event{{"33004", first}, {"33004", "11/23/2026 7:00:01 PM"}}},
		"another in XML": {
			"Source: PasswordResetService\nDate: 11/23/2026 5:49:13 PM\nEvent ID: 33004\n\n" + one[strings.Index(one, "<Event xmlns"):],
			[]Event{{"33004", first}, {"33004", "11/23/2026 5:49:13 PM"}},
		},
	} {
		got := (Reader{Explained: isEventOfOurs}).Read(c.text).Events
		byTime := func(a, b Event) int { return strings.Compare(a.At, b.At) }
		slices.SortFunc(got, byTime)
		slices.SortFunc(c.want, byTime)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestWhatATicketNeedsIsKept(t *testing.T) {
	t.Parallel()
	const id = "80230619-5a0b-4c62-9d0e-2f1c6f6d8a11"
	for text, want := range map[string]Ticket{
		"Correlation ID: " + id + "\nTimestamp: 2026-11-23T01:12:40Z":    {Correlation: id, At: "2026-11-23T01:12:40Z"},
		"상관관계 ID: " + id + " 2026-11-23 오전 10:12:40":                     {Correlation: id, At: "2026-11-23 오전 10:12:40"},
		"Korrelations-ID: " + id + "\nZeitstempel: 2026-11-23T01:12:40Z": {Correlation: id, At: "2026-11-23T01:12:40Z"},
		"Correlation ID:\n" + id: {Correlation: id},
		"Request ID: 80230619-0000-4c62-9d0e-2f1c6f6d8a11\nCorrelation ID: " + id: {Correlation: id},
		"ID de corrélation : " + id:                                     {Correlation: id},
		"関連付け ID: " + id:                                                {Correlation: id},
		"Support code: SEBvnQ= 2026-11-23 10:12":                        {Support: "SEBvnQ=", At: "2026-11-23 10:12"},
		"지원 코드: SEBvnQ=":                                                {Support: "SEBvnQ="},
		"at 2026-11-23 10:12 it failed":                                 {},
		"{" + id + "}":                                                  {},
		"Correlation ID: 80230619-5a0b-4c62-9d0e-2f1c6f6d8a1 (cut off)": {},
	} {
		if got := ticket(text); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
