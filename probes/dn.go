package probes

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// DN is a distinguished name as a directory writes it (RFC 4514; quotes of
// RFC 2253, section 4, are not taken). It is the one reader of such names: what
// two spellings of one name have in common, [DN.Same] sees. The zero value
// names nothing.
type DN string

// Level is one level of a distinguished name.
type Level struct {
	Type  string // attribute type in upper case: OU
	Value string // without escapes
	DN    DN     // the name from this level up, as it was written
	Above DN     // the name from the next level up, as it was written
	also  []string
}

// longestDN bounds a name, in bytes: Active Directory takes no path that is
// longer than some hundred characters ("Maximum Limits"), each of which an
// escape can make nine bytes of.
const longestDN = 8 << 10

// ErrNotDN is a text that is no distinguished name.
var ErrNotDN = errors.New("not a distinguished name")

// Levels returns the levels of a name, lowest first. Of a level with several
// attributes only the first is told.
func (d DN) Levels() ([]Level, error) {
	if !utf8.ValidString(string(d)) || d == "" || len(d) > longestDN {
		return nil, ErrNotDN
	}
	var levels []Level
	for rest := string(d); rest != ""; {
		raw, above, more := cutPlain(rest, ',')
		if more && strings.TrimSpace(above) == "" {
			return nil, ErrNotDN
		}
		level := Level{DN: DN(strings.TrimLeft(rest, " ")), Above: DN(strings.TrimLeft(above, " "))}
		for first, left, several := true, raw, true; several; first = false {
			var one string
			one, left, several = cutPlain(left, '+')
			kind, value, err := attribute(one)
			switch {
			case err != nil:
				return nil, err
			case first:
				level.Type, level.Value = kind, value
			default:
				level.also = append(level.also, kind+"="+value)
			}
		}
		levels, rest = append(levels, level), above
	}
	return levels, nil
}

func attribute(text string) (kind, value string, err error) {
	kind, value, ok := strings.Cut(text, "=")
	kind = strings.ToUpper(strings.TrimSpace(kind))
	if !ok || kind == "" || strings.ContainsAny(kind, `\,+"`) {
		return "", "", ErrNotDN
	}
	value, err = unescape(value)
	return kind, value, err
}

// cutPlain cuts at the first separator that no backslash stands before.
func cutPlain(s string, separator byte) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case separator:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// unescape undoes the escapes of a value. Blanks around it that nobody escaped
// do not belong to it.
func unescape(value string) (string, error) {
	value = strings.TrimLeft(value, " ")
	for strings.HasSuffix(value, " ") && !strings.HasSuffix(value, `\ `) {
		value = value[:len(value)-1]
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' {
			b.WriteByte(value[i])
			continue
		}
		if i+2 < len(value) {
			if octet, err := hex.DecodeString(value[i+1 : i+3]); err == nil {
				b.WriteByte(octet[0])
				i += 2
				continue
			}
		}
		if i+1 == len(value) {
			return "", ErrNotDN
		}
		i++
		b.WriteByte(value[i])
	}
	return b.String(), nil
}

// Same reports whether two names are one entry's: the same levels, however
// they are escaped and whatever the case of their letters. Of what is no name
// only the same text is the same.
func (d DN) Same(other DN) bool {
	if strings.EqualFold(string(d), string(other)) {
		return true
	}
	one, err := d.Levels()
	two, also := other.Levels()
	return err == nil && also == nil && slices.EqualFunc(one, two, Level.same)
}

func (l Level) same(other Level) bool {
	one, two := l.attributes(), other.attributes()
	return slices.EqualFunc(one, two, strings.EqualFold)
}

// attributes are those of the level in one order: a set has none.
func (l Level) attributes() []string {
	all := append([]string{l.Type + "=" + l.Value}, l.also...)
	for i := range all {
		all[i] = strings.ToLower(all[i])
	}
	slices.Sort(all)
	return all
}

// Parent is the name of what the entry stands in, "" for the topmost and for
// what is no name.
func (d DN) Parent() DN {
	levels, err := d.Levels()
	if err != nil {
		return ""
	}
	return levels[0].Above
}

// Name is the value of the lowest level, "" for what is no name.
func (d DN) Name() string {
	levels, err := d.Levels()
	if err != nil {
		return ""
	}
	return levels[0].Value
}

// Domain is the name of the domain head that the entry stands under: the DC
// levels at its end. It is "" when there are none.
func (d DN) Domain() DN {
	levels, err := d.Levels()
	if err != nil {
		return ""
	}
	from := len(levels)
	for from > 0 && levels[from-1].Type == "DC" {
		from--
	}
	if from == len(levels) {
		return ""
	}
	return levels[from].DN
}

// DNS is the DNS name of the domain that the entry stands under, "" when its
// name does not end in one.
func (d DN) DNS() string {
	levels, err := d.Domain().Levels()
	if err != nil {
		return ""
	}
	labels := make([]string, len(levels))
	for i, l := range levels {
		labels[i] = l.Value
	}
	return strings.Join(labels, ".")
}

// Deleted reports whether the name is that of a deleted object, which holds a
// line feed and DEL (MS-ADTS 3.1.1.5.5.1.1).
func (d DN) Deleted() bool {
	levels, _ := d.Levels()
	return slices.ContainsFunc(levels, func(l Level) bool { return strings.Contains(l.Value, "\nDEL:") })
}
