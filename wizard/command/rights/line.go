package rights

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// Why a right could not be judged, in the answers to JSON lines.
const (
	whyCondition = "conditional-entry" // an entry with a condition would decide
	whyUnknown   = "unknown-entry"     // an entry of a type that nobody has published would decide
	whyClass     = "class-not-known"   // an entry would decide that may be for the class of the object
)

var (
	errTrailing = errors.New("something stands behind the object")
	errMissing  = errors.New("missing")
	errID       = errors.New("neither a string nor a number")
	errBase64   = errors.New("not base64")
	errText     = errors.New("not a string")
	errList     = errors.New("not a list of strings")
)

// answeredLine is the answer to one line: rights, or an error.
type answeredLine struct {
	ID     json.RawMessage `json:"id"` // null when it could not be read
	Rights *lineRights     `json:"rights,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// lineRights are the five rights, each as it would count on the object that
// the descriptor stands on.
type lineRights struct {
	ResetPassword    contestedRight `json:"reset-password"`
	ChangePassword   contestedRight `json:"change-password"`
	WriteLockoutTime contestedRight `json:"write-lockoutTime"`
	WritePwdLastSet  contestedRight `json:"write-pwdLastSet"`
	UnexpirePassword contestedRight `json:"unexpire-password"`
}

// lineRight is one right. Granted is nil when it cannot be judged; then Why
// says why, and DecidedBy is the entry that it hangs on. DecidedBy is nil when
// no entry decides: nothing grants the right, or there is no list at all.
type lineRight struct {
	Granted   *bool      `json:"granted"`
	DecidedBy *decidedBy `json:"decided_by"`
	Why       string     `json:"why,omitempty"`
}

// lineContest is an entry that other programs read to another answer, by the
// shape on which the specifications disagree.
type lineContest struct {
	Shape    string `json:"shape"`
	Position int    `json:"position"`
}

// contestedRight is a right with what is contested about it.
type contestedRight struct {
	lineRight

	Differ []lineContest `json:"implementations_differ,omitempty"`
}

type decidedBy struct {
	probes.Entry

	Inherited bool `json:"inherited"`
}

// idOf is the id of a line that is not right otherwise; null when that cannot
// be read either.
func idOf(line []byte) json.RawMessage {
	var only struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &only) != nil || !goodID(only.ID) {
		return json.RawMessage("null")
	}
	return only.ID
}

func goodID(id json.RawMessage) bool {
	return len(id) > 0 && (id[0] == '"' || id[0] == '-' || ('0' <= id[0] && id[0] <= '9'))
}

func (j *lineJudge) judge(line []byte) (answeredLine, error) {
	asked, err := readLine(line)
	if err != nil {
		return answeredLine{}, err
	}
	d, err := j.readDescriptor(asked.SD)
	if err != nil {
		return answeredLine{}, fmt.Errorf("sd: %w", err)
	}
	if err := j.readToken(asked.Token); err != nil {
		return answeredLine{}, fmt.Errorf("token: %w", err)
	}
	self, class, err := objectOf(asked)
	if err != nil {
		return answeredLine{}, err
	}
	odd := d.MayDisagree(class)
	may := func(right access.Right) contestedRight {
		want := right.On(class)
		told := contestedRight{lineRight: lineRightOf(access.Check(&d, j.token, self, want))}
		if !odd {
			return told
		}
		for _, found := range access.Disagreements(&d, j.token, self, want) {
			told.Differ = append(told.Differ, lineContest{Shape: string(found.Shape), Position: found.At})
		}
		return told
	}
	return answeredLine{ID: asked.ID, Rights: &lineRights{
		ResetPassword: may(access.ResetPassword), ChangePassword: may(access.ChangePassword),
		WriteLockoutTime: may(access.WriteLockoutTime), WritePwdLastSet: may(access.WritePwdLastSet),
		UnexpirePassword: may(access.UnexpirePassword),
	}}, nil
}

// readDescriptor decodes into a buffer of the stream: Parse takes a copy.
func (j *lineJudge) readDescriptor(raw json.RawMessage) (access.Descriptor, error) {
	if string(raw) == "null" {
		return access.Descriptor{}, errText
	}
	text, err := textOf(raw)
	if err != nil {
		return access.Descriptor{}, err
	}
	if j.sd, err = base64.StdEncoding.AppendDecode(j.sd[:0], []byte(text)); err != nil {
		return access.Descriptor{}, errBase64
	}
	return access.Parse(j.sd)
}

// readToken makes a token of the SIDs that are given and adds none.
func (j *lineJudge) readToken(raw json.RawMessage) error {
	if j.tokenText != nil && bytes.Equal(j.tokenText, raw) {
		return nil
	}
	var texts *[]string
	if json.Unmarshal(raw, &texts) != nil || texts == nil {
		return errList
	}
	sids := make([]access.SID, 0, len(*texts))
	for _, text := range *texts {
		sid, err := access.ParseSID(text)
		if err != nil {
			return err
		}
		sids = append(sids, sid)
	}
	j.token, j.tokenText = access.TokenOf(sids...), append(j.tokenText[:0], raw...)
	return nil
}

// objectOf reads the SID and the class of the object.
func objectOf(asked askedLine) (self access.SID, class access.GUID, err error) {
	selfText, err := textOf(asked.Self)
	if err != nil {
		return "", access.GUID{}, fmt.Errorf("self: %w", err)
	}
	classText, err := textOf(asked.Class)
	if err != nil {
		return "", access.GUID{}, fmt.Errorf("class: %w", err)
	}
	if selfText != "" {
		if self, err = access.ParseSID(selfText); err != nil {
			return "", access.GUID{}, fmt.Errorf("self: %w", err)
		}
	}
	if classText != "" {
		if class, err = access.ParseGUID(classText); err != nil {
			return "", access.GUID{}, fmt.Errorf("class: %w", err)
		}
	}
	return self, class, nil
}

func lineRightOf(d access.Decision) lineRight {
	var r lineRight
	if d.Answer != access.CannotJudge {
		granted := d.Answer == access.Granted
		r.Granted = &granted
	}
	if d.At < 0 {
		return r
	}
	r.DecidedBy = &decidedBy{
		Inherited: d.ACE.Flags&access.Inherited != 0,
		Entry: probes.Entry{
			Position: d.At, Type: d.ACE.Type.String(), Mask: uint32(d.ACE.Mask), Flags: uint8(d.ACE.Flags),
			Trustee: d.ACE.Trustee.String(), Object: guidText(d.ACE.Object, d.ACE.NoObject), Heirs: guidText(d.ACE.InheritedBy, d.ACE.NoHeir),
		},
	}
	switch {
	case r.Granted != nil:
	case d.ACE.Trustee == "":
		r.Why = whyUnknown
	case d.ACE.Type.Conditional():
		r.Why = whyCondition
	default:
		r.Why = whyClass
	}
	return r
}

// guidText is a GUID as an entry has it; "" when it has none.
func guidText(g access.GUID, zero bool) string {
	if g.IsZero() && !zero {
		return ""
	}
	return g.String()
}
