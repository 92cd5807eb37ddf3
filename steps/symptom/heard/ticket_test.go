package heard

import (
	"slices"
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
		{"the same twice is two events", "Event 33004 2026-11-23 10:12:41\nEvent 33004 2026-11-23 10:02:41\n", []Event{{"33004", "2026-11-23 10:02:41"}, {"33004", "2026-11-23 10:12:41"}}},
		{"one alone is none of several", "Event ID: 33004 2026-11-23 10:12:41", nil},
		{"without times", "Event ID: 33004\nEvent ID: 6329\n", nil},
	} {
		if got := (Reader{Explained: isEventOfOurs}).Read(c.text).Events; !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhatATicketNeedsIsKept(t *testing.T) {
	t.Parallel()
	const id = "80230619-5a0b-4c62-9d0e-2f1c6f6d8a11"
	for text, want := range map[string]Ticket{
		"Correlation ID: " + id + "\nTimestamp: 2026-11-23T01:12:40Z":   {Correlation: id, At: "2026-11-23T01:12:40Z"},
		"상관관계 ID: " + id + " 2026-11-23 오전 10:12:40":                    {Correlation: id, At: "2026-11-23 오전 10:12:40"},
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
