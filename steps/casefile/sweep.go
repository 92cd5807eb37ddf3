package casefile

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Sweeper replaces secrets where they never should stand. It is a net, not the
// plan: no secret is put into evidence, but a server may send one back. The
// zero value has nothing to sweep.
//
// A secret that is a word, or a date, may be one of ours: a password of
// "configuration" must not take that word out of the program's own sentences,
// which would spoil them and tell the password by the hole. So there are two
// ways: [Sweeper.Value] is for what came from outside, and sweeps every secret;
// [Sweeper.Text] is for what holds words of ours, and sweeps those secrets that
// cannot be one. Results are swept by the first as they come, see
// [Sweeper.Result].
type Sweeper struct {
	words, others []string // what a secret can look like, the longest first
}

// shortest is how many characters a secret must have to be swept. A shorter
// one stands in half of all texts by chance.
const shortest = 8

// NewSweeper returns the Sweeper of some secrets.
func NewSweeper(secrets ...probes.Secret) Sweeper {
	var s Sweeper
	for _, secret := range secrets {
		value := secret.Reveal()
		switch {
		case utf8.RuneCountInString(value) < shortest, strings.TrimSpace(value) == "":
		case wordlike().MatchString(value):
			s.words = append(s.words, forms(value)[0])
			s.others = append(s.others, forms(value)[1:]...)
		default:
			s.others = append(s.others, forms(value)...)
		}
	}
	for _, list := range []*[]string{&s.words, &s.others} {
		probes.SortStable(*list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
		*list = slices.Compact(*list)
	}
	return s
}

// wordlike is what a sentence, a code or a date of ours can hold.
var wordlike = lang.Pattern(`\A(?:\pL+(?:[-_./ ]\pL+)*|[0-9]+(?:[-:./][0-9]+)*)\z`)

// forms are what a secret looks like when it stands in a JSON text, an address,
// a page or a Basic header. The first is the secret itself; the others differ
// from it.
func forms(value string) []string {
	all := []string{value}
	var plain strings.Builder
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	if escaped, err := json.Marshal(value); err == nil && encoder.Encode(value) == nil {
		all = append(all, string(escaped[1:len(escaped)-1]), strings.Trim(plain.String(), "\"\n"))
	}
	for _, escaped := range []string{url.QueryEscape(value), url.PathEscape(value)} {
		all = append(all, escaped, percent().ReplaceAllStringFunc(escaped, strings.ToLower))
	}
	all = append(all, html.EscapeString(value))
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		all = append(all, inBase64(encoding, value)...)
	}
	others := slices.DeleteFunc(all[1:], func(form string) bool { return form == value || len(form) < shortest })
	return append(all[:1:1], others...)
}

var percent = lang.Pattern(`%[0-9A-F]{2}`)

// inBase64 are the digits that a value has whatever stands before and behind
// it: one list for each of the three places where it can begin.
func inBase64(encoding *base64.Encoding, value string) []string {
	var all []string
	for skip := range 3 {
		padded := strings.Repeat("\x00", skip) + value
		digits := encoding.EncodeToString([]byte(padded))
		first := (skip*8 + 5) / 6                        // the first digit without a bit of what stands before
		all = append(all, digits[first:len(padded)*8/6]) // up to the last whole digit
	}
	return all
}

// Value sweeps a value that came from outside. A value that is a code or a
// time as a whole is no place for a secret that is a word: evidence spells
// what it saw in such words.
func (s Sweeper) Value(value string) string {
	value = replace(value, s.others)
	if _, err := time.Parse(time.RFC3339, value); err == nil || code().MatchString(value) {
		return value
	}
	return replace(value, s.words)
}

var code = lang.Pattern(`\A[0-9a-z]+(?:[-/][0-9a-z]+)*\z`)

// Text sweeps a text that may hold words of ours.
func (s Sweeper) Text(text string) string { return replace(text, s.others) }

func replace(text string, forms []string) string {
	for _, form := range forms {
		text = strings.ReplaceAll(text, form, probes.Hidden)
	}
	return text
}

// Forms are what Text takes out, the longest first.
func (s Sweeper) Forms() []string { return s.others }

// Values sweeps the string values of a JSON text as [Sweeper.Value] does. Keys,
// numbers and the form of the text stay.
func (s Sweeper) Values(text []byte) []byte { return s.strings(text, s.Value) }

// Texts sweeps the string values of a JSON text as [Sweeper.Text] does.
func (s Sweeper) Texts(text []byte) []byte { return s.strings(text, s.Text) }

func (s Sweeper) strings(text []byte, sweep func(string) string) []byte {
	if len(s.words)+len(s.others) == 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] != '"' {
			out = append(out, text[i])
			i++
			continue
		}
		end := endOfString(text, i)
		literal := text[i:end]
		i = end
		var value string
		if isKey(text, end) || json.Unmarshal(literal, &value) != nil {
			out = append(out, literal...)
			continue
		}
		swept := sweep(value)
		if swept == value {
			out = append(out, literal...)
			continue
		}
		quoted, _ := json.Marshal(swept) // a string can always be written
		out = append(out, quoted...)
	}
	return out
}

// endOfString is behind the closing quote of the string that begins at from.
func endOfString(text []byte, from int) int {
	for i := from + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

func isKey(text []byte, at int) bool {
	for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	return at < len(text) && text[at] == ':'
}

// Result sweeps what a check brought: what is shown and kept of it. What was
// learned stays as it is, because the walk goes on with it.
func (s Sweeper) Result(r *steps.Result) {
	s.args(r.Verdict.Args)
	if then := r.Verdict.Then; then != nil {
		s.args(then.Args)
	}
	r.Verdict.Why = s.Obstacle(r.Verdict.Why)
	r.Seen.Vantage.Host = s.Value(r.Seen.Vantage.Host)
	r.Evidence = s.Values(r.Evidence)
}

func (s Sweeper) args(args tell.Args) {
	for name, value := range args {
		args[name] = value.Each(func(_ tell.Kind, text string) string { return s.Value(text) })
	}
}

// Obstacle is a swept copy; the wrapped error, which is shown nowhere, stays.
func (s Sweeper) Obstacle(o *probes.Obstacle) *probes.Obstacle {
	if o == nil {
		return nil
	}
	swept := *o
	swept.Host, swept.Needs, swept.Code = s.Value(o.Host), s.Value(o.Needs), s.Value(o.Code)
	swept.Tried = o.EachTried(s.Value)
	return &swept
}
