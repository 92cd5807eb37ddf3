package rights

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// The cast of the lines: the connector account, a user, and a group of both.
const (
	lineConnector = "S-1-5-21-1-2-3-1105"
	lineUser      = "S-1-5-21-1-2-3-1300"
	lineGroup     = "S-1-5-21-1-2-3-513"
)

func lineSID(tb testing.TB, text string) access.SID {
	tb.Helper()
	sid, err := access.ParseSID(text)
	if err != nil {
		tb.Fatal(err)
	}
	return sid
}

// described is a descriptor in base64.
func described(tb testing.TB, dacl ...access.ACE) string {
	tb.Helper()
	raw, err := access.Spec{Owner: access.LocalSystem, DACL: append([]access.ACE{}, dacl...)}.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// line is a line for the connector account about the user.
func line(id, sd string) string {
	return fmt.Sprintf(`{"id":%q,"sd":%q,"token":[%q,%q],"self":%q,"class":"bf967aba-0de6-11d0-a285-00aa003049e2"}`, id, sd, lineConnector, lineGroup, lineUser)
}

// usualLine is a line about a user of a delegated domain.
func usualLine(tb testing.TB, id string) string {
	tb.Helper()
	me, other := lineSID(tb, lineConnector), lineSID(tb, "S-1-5-21-1-2-3-1400")
	var dacl []access.ACE
	for range 35 {
		dacl = append(dacl, access.WritePwdLastSet.Grant(other))
	}
	for _, r := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		dacl = append(dacl, r.Grant(me))
	}
	return line(id, described(tb, dacl...))
}

func answers(tb testing.TB, in string) (lines []string, sound bool) {
	tb.Helper()
	var out bytes.Buffer
	sound, err := Lines(tb.Context(), strings.NewReader(in), &out)
	if err != nil {
		tb.Fatal(err)
	}
	for text := range strings.Lines(out.String()) {
		lines = append(lines, strings.TrimSuffix(text, "\n"))
	}
	return lines, sound
}

func TestALineIsAnsweredAsItIsWritten(t *testing.T) {
	t.Parallel()
	me := lineSID(t, lineConnector)
	entry := access.ResetPassword.Grant(me)
	entry.Flags, entry.InheritedBy = access.Inherited|access.ContainerInherit, access.UserClass()
	conditional := access.WriteLockoutTime.Grant(me)
	conditional.Type, conditional.Data = access.AllowCallbackObject, "artx"
	got, sound := answers(t, line("user 1", described(t, access.ChangePassword.Refuse(me), entry, conditional))+"\n")
	want := `{"id":"user 1","rights":{` +
		`"reset-password":{"granted":true,"decided_by":{"position":1,"type":"allow-object","mask":256,"object":"00299570-246d-11d0-a768-00aa006e0529","inherited_object":"bf967aba-0de6-11d0-a285-00aa003049e2","flags":18,"trustee":"S-1-5-21-1-2-3-1105","inherited":true}},` +
		`"change-password":{"granted":false,"decided_by":{"position":0,"type":"deny-object","mask":256,"object":"ab721a53-1e2f-11d0-9819-00aa0040529b","flags":0,"trustee":"S-1-5-21-1-2-3-1105","inherited":false}},` +
		`"write-lockoutTime":{"granted":null,"decided_by":{"position":2,"type":"allow-callback-object","mask":32,"object":"28630ebf-41d5-11d1-a9c1-0000f80367c1","flags":0,"trustee":"S-1-5-21-1-2-3-1105","inherited":false},"why":"conditional-entry"},` +
		`"write-pwdLastSet":{"granted":false,"decided_by":null},` +
		`"unexpire-password":{"granted":false,"decided_by":null}}}`
	if len(got) != 1 || got[0] != want || !sound {
		t.Errorf("got sound %t\n%s\nwant\n%s", sound, strings.Join(got, "\n"), want)
	}
}

// The token is taken as given: Everyone counts only if it is named.
func TestNothingIsAddedToAToken(t *testing.T) {
	t.Parallel()
	sd := described(t, access.ResetPassword.Grant(access.Everyone), access.ChangePassword.Grant(access.PrincipalSelf))
	form := `{"id":"x","sd":%q,"token":%s,"self":%q,"class":null}`
	for token, want := range map[string]string{
		`[]`: "false false", `["S-1-1-0"]`: "true false", `["` + lineUser + `"]`: "false true", `["S-1-1-0","` + lineUser + `","S-1-1-0"]`: "true true",
	} {
		lines, _ := answers(t, fmt.Sprintf(form, sd, token, lineUser))
		var got struct {
			Rights map[string]struct{ Granted bool }
		}
		if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
			t.Fatal(err)
		}
		if said := fmt.Sprint(got.Rights["reset-password"].Granted, got.Rights["change-password"].Granted); said != want {
			t.Errorf("%s: got %s, want %s", token, said, want)
		}
	}
}

func TestWhyNothingCanBeSaid(t *testing.T) {
	t.Parallel()
	me := lineSID(t, lineConnector)
	class := access.ACE{Type: access.AllowObject, Mask: access.WriteProperty, Object: access.UserClass(), Trustee: me}
	for _, c := range []struct{ sd, class, want string }{
		{described(t, access.ACE{Type: 0x77, Data: "????"}), "null", whyUnknown},
		{described(t, class), "null", whyClass},
		{described(t, class), `""`, whyClass},
		{described(t, class), `"bf967aba-0de6-11d0-a285-00aa003049e2"`, ""},
	} {
		lines, sound := answers(t, fmt.Sprintf(`{"id":1,"sd":%q,"token":[%q],"self":null,"class":%s}`, c.sd, lineConnector, c.class))
		var got struct {
			Rights map[string]struct {
				Granted *bool
				Why     string
			}
		}
		if err := json.Unmarshal([]byte(lines[0]), &got); err != nil || !sound {
			t.Fatalf("%v, sound %t: %s", err, sound, lines[0])
		}
		if r := got.Rights["write-lockoutTime"]; r.Why != c.want || (r.Granted == nil) != (c.want != "") {
			t.Errorf("class %s: got %s, want %q", c.class, lines[0], c.want)
		}
	}
}

// What a line holds besides the five fields is passed over.
func TestFieldsNobodyAskedFor(t *testing.T) {
	t.Parallel()
	sd := described(t)
	with, sound := answers(t, `{"note":{"who":["x"]},"id":"a","sd":"`+sd+`","token":[],"self":null,"class":null}`+"\n")
	without, _ := answers(t, `{"id":"a","sd":"`+sd+`","token":[],"self":null,"class":null}`+"\n")
	if !sound || len(with) != 1 || with[0] != without[0] || !strings.Contains(with[0], `"rights"`) {
		t.Errorf("got %q, sound %t, want %q", with, sound, without)
	}
}

// A line that cannot be read is told with its field, and the others count.
func TestLinesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	sd, good := described(t), line("good", described(t))
	for _, c := range []struct{ name, line, id, want string }{
		{"no JSON", `nonsense`, `null`, "line 1: "},
		{"no object", `["id"]`, `null`, "line 1: "},
		{"cut off", good[:len(good)-9], `null`, "line 1: "},
		{"two objects", good + good, `null`, "something stands behind the object"},
		{"no id", `{"sd":"","token":[],"self":null,"class":null}`, `null`, "id: missing"},
		{"an id of null", `{"id":null,"sd":"","token":[],"self":null,"class":null}`, `null`, "id: neither"},
		{"an id that is a list", `{"id":[1],"sd":"","token":[],"self":null,"class":null}`, `null`, "id: neither"},
		{"a number as id", `{"id":-7,"sd":"","token":[],"self":null,"class":null}`, `-7`, "sd: header"},
		{"no sd", `{"id":"a","token":[],"self":null,"class":null}`, `"a"`, "sd: missing"},
		{"an sd of null", `{"id":"a","sd":null,"token":[],"self":null,"class":null}`, `"a"`, "sd: not a string"},
		{"no base64", `{"id":"a","sd":"%%%","token":[],"self":null,"class":null}`, `"a"`, "sd: not base64"},
		{"no descriptor", `{"id":"a","sd":"AAAA","token":[],"self":null,"class":null}`, `"a"`, "sd: header of 3 bytes"},
		{"no token", `{"id":"a","sd":"` + sd + `","self":null,"class":null}`, `"a"`, "token: missing"},
		{"a token of null", `{"id":"a","sd":"` + sd + `","token":null,"self":null,"class":null}`, `"a"`, "token: not a list of strings"},
		{"a token of numbers", `{"id":"a","sd":"` + sd + `","token":[1],"self":null,"class":null}`, `"a"`, "token: not a list of strings"},
		{"no SID in a token", `{"id":"a","sd":"` + sd + `","token":["S-1-x","S-1-1-0"],"self":null,"class":null}`, `"a"`, `token: "S-1-x": not a security identifier`},
		{"no self", `{"id":"a","sd":"` + sd + `","token":[],"class":null}`, `"a"`, "self: missing"},
		{"a number as self", `{"id":"a","sd":"` + sd + `","token":[],"self":1,"class":null}`, `"a"`, "self: not a string"},
		{"no SID as self", `{"id":"a","sd":"` + sd + `","token":[],"self":"me","class":null}`, `"a"`, "self: "},
		{"no class", `{"id":"a","sd":"` + sd + `","token":[],"self":null}`, `"a"`, "class: missing"},
		{"no GUID as class", `{"id":"a","sd":"` + sd + `","token":[],"self":null,"class":"user"}`, `"a"`, `class: "user": not a GUID`},
		{"a line without an end in sight", `{"id":"a","sd":"` + strings.Repeat("A", maxLine) + `"}`, `null`, "longer than 4194304 bytes"},
	} {
		lines, sound := answers(t, c.line+"\n"+good+"\n")
		if sound || len(lines) != 2 {
			t.Errorf("%s: got sound %t and %d lines, want two and not sound", c.name, sound, len(lines))
			continue
		}
		var got struct {
			ID    json.RawMessage
			Error string
		}
		if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if string(got.ID) != c.id || !strings.HasPrefix(got.Error, "line 1: ") || !strings.Contains(got.Error, c.want) || strings.Contains(lines[0], `"rights"`) {
			t.Errorf("%s: got %.200s, want id %s and %q", c.name, lines[0], c.id, c.want)
		}
		if !strings.HasPrefix(lines[1], `{"id":"good","rights":`) {
			t.Errorf("%s: the next line got %.200s", c.name, lines[1])
		}
	}
}

// Blank lines, Windows' line ends, a mark at the beginning and a last line
// without an end are how files come.
func TestHowFilesCome(t *testing.T) {
	t.Parallel()
	long := described(t, make([]access.ACE, 0)...)
	wide := strings.Replace(line("wide", long), `"self"`, strings.Repeat(" ", 3*lineBuffer)+`"self"`, 1)
	got, sound := answers(t, "\xef\xbb\xbf"+line("a", long)+"\r\n\r\n   \n"+wide+"\n"+line("b", long))
	if len(got) != 3 || !sound {
		t.Fatalf("got %d lines, sound %t: %.200q", len(got), sound, got)
	}
	for i, id := range []string{"a", "wide", "b"} {
		if !strings.HasPrefix(got[i], `{"id":"`+id+`","rights"`) {
			t.Errorf("line %d: got %.100s, want %s", i, got[i], id)
		}
	}
	if got, sound := answers(t, ""); len(got) != 0 || !sound {
		t.Errorf("nothing: got %q, sound %t", got, sound)
	}
}

// TestALineSaysWhereImplementationsDiffer: beside the answer, which stays as it
// is, and nowhere else.
func TestALineSaysWhereImplementationsDiffer(t *testing.T) {
	t.Parallel()
	me := lineSID(t, lineConnector)
	deny := access.ACE{Type: access.Deny, Mask: access.ControlAccess, Trustee: me}
	got, _ := answers(t, line("x", described(t, access.ResetPassword.Grant(me), deny))+"\n"+line("y", described(t, deny, access.ResetPassword.Grant(me))))
	var first, second struct {
		Rights map[string]struct {
			Granted *bool
			Differ  []lineContest `json:"implementations_differ"`
		}
	}
	for i, into := range []any{&first, &second} {
		if err := json.Unmarshal([]byte(got[i]), into); err != nil {
			t.Fatal(err)
		}
	}
	reset := first.Rights["reset-password"]
	if reset.Granted == nil || !*reset.Granted || len(reset.Differ) != 1 || reset.Differ[0] != (lineContest{Shape: "object-allow-before-deny", Position: 0}) {
		t.Errorf("got %s", got[0])
	}
	if change := first.Rights["change-password"]; change.Differ != nil || second.Rights["reset-password"].Differ != nil || strings.Contains(got[1], "implementations_differ") {
		t.Errorf("got %s\n%s, want a word on the first right alone", got[0], got[1])
	}
}
