package tell_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

var noon = time.Date(2026, 11, 23, 3, 30, 0, 0, time.UTC)

// values are one of each form, as a person reads them in Seoul and as a case
// file keeps them.
var values = []struct {
	name         string
	value        tell.Value
	ko, en, json string
}{
	{"words", tell.Words.Of("Success"), "Success", "Success", `"Success"`},
	{"a host", tell.Host.Of("dc1\x1b[31m\u202e"), "dc1", "dc1", `{"host":"dc1\u001b[31m` + "\u202e" + `"}`},
	{"a moment", tell.At(noon), "2026년 11월 23일 12:30 KST", "23 Nov 2026 12:30 KST", `{"moment":"2026-11-23T03:30:00Z"}`},
	{"no moment of ours", tell.Moment.Of("noon"), "noon", "noon", `{"moment":"noon"}`},
	{"a span", tell.Lasting(49 * time.Hour), "2일", "2 days", `{"span":"176400"}`},
	{"a period", tell.Long(90 * time.Minute), "1시간 30분", "1 hour 30 minutes", `{"period":"5400"}`},
	{"a rough period", tell.Rough(49*time.Hour + 59*time.Minute), "2일 1시간", "2 days 1 hour", `{"period":"176400"}`},
	{"a rough period of minutes", tell.Rough(2*time.Minute + 59*time.Second), "2분", "2 minutes", `{"period":"120"}`},
	{"no period of ours", tell.Period.Of("long"), "long", "long", `{"period":"long"}`},
	{"no span of ours", tell.Span.Of("long"), "long", "long", `{"span":"long"}`},
	{"a count", tell.Count(7), "7", "7", `{"number":"7"}`},
	{"a switch", tell.Switch.Of(tell.On), "켜짐", "on", `{"switch":"on"}`},
	{"another position", tell.Switch.Of("half"), "half", "half", `{"switch":"half"}`},
	{"a password", tell.Password.Of(tell.PasswordValid), "유효함", "valid", `{"password":"valid"}`},
	{"rights", tell.Right.All([]string{"Reset password", "Something else"}), "암호 재설정(Reset password), Something else", "Reset password, Something else", `{"right":["Reset password","Something else"]}`},
	{"names", tell.DN.All([]string{"OU=a,DC=x", "OU=b,DC=x"}), "OU=a,DC=x; OU=b,DC=x", "OU=a,DC=x; OU=b,DC=x", `{"dn":["OU=a,DC=x","OU=b,DC=x"]}`},
	{"more than are shown", tell.Host.Some([]string{"a", "b", "c", "d", "e", "f"}), "a, b, c, d, e, ...", "a, b, c, d, e, ...", `{"cut":true,"host":["a","b","c","d","e"]}`},
	{"the end of a try", tell.Contact.Of("dropped"), "응답 없음", "no answer", `{"contact":"dropped"}`},
	{"an end of a newer program", tell.Contact.Of("something-new"), "something-new", "something-new", `{"contact":"something-new"}`},
	{
		"ports and ends", tell.Contact.Values([]tell.Value{tell.Contact.Of("refused").With(tell.Port.Of("88")), tell.Contact.Of("reset")}),
		"88 연결 거부됨, 연결이 도중에 끊김", "88 connection refused, connection cut",
		`{"contact":[{"contact":"refused","note":{"port":"88"}},"reset"]}`,
	},
	{"a host that is called as an end is", tell.Host.Of("open").With(tell.Contact.Of("open")), "open (열림)", "open (open)", `{"host":"open","note":{"contact":"open"}}`},
	{"words with a remark", tell.Words.Of("Active Directory").With(tell.Domain.All([]string{"a.x", "b.x"})), "Active Directory (a.x, b.x)", "Active Directory (a.x, b.x)", `{"note":{"domain":["a.x","b.x"]},"words":"Active Directory"}`},
	{"a name like a sentence of ours", tell.DN.Of(`OU=R\+D refused,DC=x`), `OU=R\+D refused,DC=x`, `OU=R\+D refused,DC=x`, `{"dn":"OU=R\\+D refused,DC=x"}`},
	{"nothing known", tell.PDC.Of("").OrDash(), "-", "-", `{"pdc":null}`},
	{"out of sight", tell.Value{Kind: tell.DN, Doubt: tell.OutOfSight}, "볼 수 없는 상위 개체", "an object above that could not be seen", `{"dn":null,"doubt":"out-of-sight"}`},
	{"nothing", tell.Host.Of(""), "", "", `{"host":""}`},
	{
		"a ruling", tell.Ruling{State: tell.Refused, Who: "Everyone", How: tell.OwnEntry}.Value(),
		"거부됨. 거부 항목의 대상: Everyone, 위치: 개체 자체", "denied, by a Deny entry for Everyone, on the object itself",
		`{"ruling":{"state":"refused","who":"Everyone","how":"own"}}`,
	},
	{"of a newer program", tell.Kind("colour").Of("red"), "red", "red", `{"colour":"red"}`},
}

func TestAValueIsShownAndKeptByItsKind(t *testing.T) {
	t.Parallel()
	seoul := time.FixedZone("KST", 9*3600)
	for _, c := range values {
		if ko, en := c.value.In(lang.Korean, seoul), c.value.In(lang.English, seoul); ko != c.ko || en != c.en {
			t.Errorf("%s: got %q and %q, want %q and %q", c.name, ko, en, c.ko, c.en)
		}
		text, err := json.Marshal(c.value)
		if err != nil || string(text) != c.json {
			t.Errorf("%s: kept as %s (%v), want %s", c.name, text, err, c.json)
		}
		var back tell.Value
		if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, c.value) {
			t.Errorf("%s: came back as %+v (%v), want %+v", c.name, back, err, c.value)
		}
	}
}

// TestAnOldFileHasWords: a bare string of the first format is words, whatever
// it looks like, and what is no value of ours is an error or not known.
func TestAnOldFileHasWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]tell.Value{
		`"OU=x,DC=y"`:                tell.Words.Of("OU=x,DC=y"),
		`"2026-11-23T03:30:00Z"`:     tell.Words.Of("2026-11-23T03:30:00Z"),
		`{"colour":{"r":1}}`:         tell.Kind("colour").Unknown(),
		`{"host":12}`:                tell.Host.Unknown(),
		`{"ruling":{"state":"new"}}`: tell.Ruling{State: "new"}.Value(),
	} {
		var got tell.Value
		if err := json.Unmarshal([]byte(text), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v (%v), want %+v", text, got, err, want)
		}
	}
	deep := strings.Repeat(`{"host":"a","note":`, 50) + `"x"` + strings.Repeat(`}`, 50)
	for _, text := range []string{`12`, `[]`, `true`, `{"host":["a",1]}`, deep, strings.Repeat(`{"host":[`, 50) + strings.Repeat(`]}`, 50)} {
		var got tell.Value
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %+v", text, got)
		}
	}
	var got tell.Value
	if err := json.Unmarshal([]byte(deep), &got); !errors.Is(err, tell.ErrDeep) {
		t.Errorf("too deep: %v", err)
	}
}

// TestOnlyWhatIsKnownIsSpelled keeps a dash, a cut list, a placeholder and a
// kind that no command takes out of commands.
func TestOnlyWhatIsKnownIsSpelled(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		value tell.Value
		want  string // "" for none
	}{
		{"a host", tell.Host.Of("dc1.corp.com"), "dc1.corp.com"},
		{"hosts", tell.Controller.All([]string{"dc1", "10.0.0.9"}), "dc1,10.0.0.9"},
		{"a length of time", tell.Lasting(25*time.Hour + 90*time.Second), "1.01:01:30"},
		{"no time at all", tell.Lasting(0), "0.00:00:00"},
		{"very long", tell.Lasting(998 * 24 * time.Hour), "998.00:00:00"},
		{"a moment", tell.At(noon), "2026-11-23T03:30:00Z"},
		{"permissions", tell.Permission.All([]string{`C\a:CA;Reset Password;user`, `C\a:WP;pwdLastSet;user`}), `C\a:CA;Reset Password;user|C\a:WP;pwdLastSet;user`},
		{"one of them evil", tell.Permission.All([]string{`C\a:CA;Reset Password;user`, `x|C\b:GA;y`}), ""},
		{"a negative length", tell.Lasting(-time.Hour), ""},
		{"hosts of which one is none", tell.Host.All([]string{"dc1", "dc1,evil"}), ""},
		{"a list that goes on", tell.Host.Some([]string{"a", "b", "c", "d", "e", "f"}), ""},
		{"nothing", tell.Host.Of(""), ""},
		{"not known", tell.User.Unknown(), ""},
		{"out of sight", tell.Value{Kind: tell.DN, Doubt: tell.OutOfSight}, ""},
		{"words", tell.Words.Of("Success"), ""},
		{"a ruling", tell.Ruling{State: tell.Given}.Value(), ""},
		{"of a newer program", tell.Kind("colour").Of("red"), ""},
		{"no moment", tell.Moment.Of("noon"), ""},
	} {
		if got, ok := c.value.Spelled(); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: got %q %v, want %q", c.name, got, ok, c.want)
		}
		if c.want != "" && !c.value.Kind.InCommands() {
			t.Errorf("%s: a kind that no command takes was spelled", c.name)
		}
	}
}

// TestEveryKindHasAWord in both languages, so that a remedy by hand says what
// belongs in its blanks.
func TestEveryKindHasAWord(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^<[^<>]+>$`)
	for _, c := range values {
		word := c.value.Kind.Word()
		if !shape.MatchString(word.Ko) || !shape.MatchString(word.En) {
			t.Errorf("%q: got %+v", c.value.Kind, word)
		}
	}
	if got := tell.UserDN.Word(); got != (lang.Text{Ko: "<사용자 DN>", En: "<user's DN>"}) {
		t.Errorf("got %+v", got)
	}
}

// TestEveryTextOfAValueIsReplaced: of a list, a remark and a ruling, and the
// original stays as it was.
func TestEveryTextOfAValueIsReplaced(t *testing.T) {
	t.Parallel()
	value := tell.Host.Values([]tell.Value{tell.Host.Of("a").With(tell.Contact.Of("open")), tell.Host.Of("b")})
	ruling := tell.Ruling{State: tell.CutOff, Who: "OU=w", On: "DC=o"}.Value()
	args := tell.Args{"x": value, "y": ruling}
	var seen []string
	got := args.Each(func(kind tell.Kind, text string) string {
		seen = append(seen, string(kind)+"="+text)
		return strings.ToUpper(text)
	})
	if x, y := got["x"].In(lang.English, nil), got["y"].In(lang.English, nil); x != "A (OPEN), B" || !strings.Contains(y, "OU=W") || !strings.Contains(y, "DC=O") {
		t.Errorf("got %q, %q", x, y)
	}
	if len(seen) != 5 || value.List[0].Text != "a" || value.List[0].Note.Text != "open" || ruling.Ruling.Who != "OU=w" {
		t.Errorf("asked for %q; the original is %+v, %+v", seen, value, ruling.Ruling)
	}
	if tell.Args(nil).Each(nil) != nil {
		t.Error("no values became some")
	}
}

func FuzzValue(f *testing.F) {
	for _, c := range values {
		f.Add([]byte(c.json))
	}
	f.Add([]byte(`{"":[{"":{}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var value tell.Value
		if json.Unmarshal(text, &value) != nil {
			return
		}
		shown := value.In(lang.Korean, nil)
		if strings.ContainsAny(shown, "\x1b\n") {
			t.Fatalf("%s is shown as %q", text, shown)
		}
		again, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var back tell.Value
		if err := json.Unmarshal(again, &back); err != nil || back.In(lang.Korean, nil) != shown {
			t.Fatalf("%s came back as %s, which shows %q (%v)", text, again, back.In(lang.Korean, nil), err)
		}
	})
}
