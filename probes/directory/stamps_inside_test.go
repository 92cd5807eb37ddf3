package directory

import (
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// The GUID of a controller in text, and as the directory stores it.
const (
	invocationText = "8181d753-df7e-44bf-a0fa-1cdb1b2342f4"
	invocationHex  = "53d781817edfbf44a0fa1cdb1b2342f4"
)

var stampMoment = time.Date(2026, 11, 29, 1, 54, 58, 0, time.UTC)

func stampText(name, version, at, origin string) string {
	return "<DS_REPL_ATTR_META_DATA>\n\t<pszAttributeName>" + name + "</pszAttributeName>\n\t<dwVersion>" + version +
		"</dwVersion>\n\t<ftimeLastOriginatingChange>" + at + "</ftimeLastOriginatingChange>\n\t<uuidLastOriginatingDsaInvocationID>" +
		origin + "</uuidLastOriginatingDsaInvocationID>\n</DS_REPL_ATTR_META_DATA>\n\x00"
}

// stampRaw is the stored form of some stamps, with a count that need not fit.
func stampRaw(count uint32, numbers ...uint32) []byte {
	raw := binary.LittleEndian.AppendUint32(nil, 1)
	raw = binary.LittleEndian.AppendUint32(raw, 0)
	raw = binary.LittleEndian.AppendUint32(raw, count)
	raw = binary.LittleEndian.AppendUint32(raw, 0)
	for _, n := range numbers {
		raw = binary.LittleEndian.AppendUint32(raw, n)
		raw = binary.LittleEndian.AppendUint32(raw, 7)
		raw = binary.LittleEndian.AppendUint64(raw, uint64(stampMoment.Unix()+secondsTo1970))
		origin, _ := hex.DecodeString(invocationHex)
		raw = append(raw, origin...)
		raw = append(raw, make([]byte, 16)...)
	}
	return raw
}

func stampEntry(text []string, raw []byte) *ldap.Entry {
	return ldap.NewEntry("CN=x", map[string][]string{attrStamps: text, attrStampsRaw: {string(raw)}})
}

func TestStampsAreReadInBothForms(t *testing.T) {
	t.Parallel()
	good := stampText("unicodePwd", "7", "2026-11-29T01:54:58Z", invocationText)
	for name, c := range map[string]struct {
		text              []string
		raw               []byte
		password, lockout bool
	}{
		"text":                        {[]string{good}, nil, true, false},
		"text of both":                {[]string{stampText("description", "9", "2026-11-29T01:54:58Z", invocationText), good, stampText("lockoutTime", "7", "2026-11-29T01:54:58Z", invocationText)}, nil, true, true},
		"stored":                      {nil, stampRaw(3, 0, numberPassword, numberLockout), true, true},
		"text before what is stored":  {[]string{good}, stampRaw(1, 3), true, false},
		"stored, where text lacks it": {[]string{stampText("description", "9", "2026-11-29T01:54:58Z", invocationText)}, stampRaw(1, numberPassword), true, false},
		"nothing":                     {nil, nil, false, false},
		"no XML":                      {[]string{"<DS_REPL"}, nil, false, false},
		"a time that is none":         {[]string{stampText("unicodePwd", "7", "yesterday", invocationText)}, nil, false, false},
		"a version that is none":      {[]string{stampText("unicodePwd", "0", "2026-11-29T01:54:58Z", invocationText)}, nil, false, false},
		"a count that is too large":   {nil, stampRaw(2, numberPassword), false, false},
		"a count that is too small":   {nil, stampRaw(0, numberPassword), false, false},
		"cut":                         {nil, stampRaw(1, numberPassword)[:50], false, false},
		"another version of the form": {nil, append([]byte{2}, stampRaw(1, numberPassword)[1:]...), false, false},
		"another attribute":           {nil, stampRaw(1, 9<<16|91), false, false},
	} {
		got := stampsOf(stampEntry(c.text, c.raw))
		if (got.password != nil) != c.password || (got.lockout != nil) != c.lockout {
			t.Errorf("%s: got %+v", name, got)
		}
		for _, s := range []*stamp{got.password, got.lockout} {
			if s != nil && (s.version != 7 || !s.at.Equal(stampMoment) || s.origin != invocationHex) {
				t.Errorf("%s: got %+v", name, *s)
			}
		}
	}
}

// FuzzStamps: no metadata ends the program, and what is read is a stamp that can
// be.
func FuzzStamps(f *testing.F) {
	f.Add(stampText("unicodePwd", "7", "2026-11-29T01:54:58Z", invocationText), stampRaw(2, numberPassword, numberLockout))
	f.Add("", stampRaw(1<<31, numberPassword))
	f.Add(strings.Repeat("<a>", 100), []byte{1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, text string, raw []byte) {
		got := stampsOf(stampEntry([]string{text}, raw))
		for _, s := range []*stamp{got.password, got.lockout} {
			if s != nil && (s.version <= 0 || s.at.IsZero() || len(s.origin) != 0 && len(s.origin) != 2*guidLength) {
				t.Errorf("%q, %x: %+v", text, raw, *s)
			}
		}
	})
}
