package plain

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// option is one numbered choice.
type option struct{ key, label string }

// What a person can do after a finding.
const (
	goOn     = "go-on"
	again    = "again"
	evidence = "evidence"
	byHand   = "by-hand"
	back     = "back"
	quit     = "quit"
	other    = "other"
	saving   = "save"
	happened = "happened"
	letAct   = "act"
)

func (w *Walker) choices(p *steps.Patient, step *steps.Step, f steps.Finding) []option {
	options := []option{{goOn, w.text(words.goOn)}, {again, w.text(words.again)}}
	if acts(p, step, f) {
		options = append(options, actsOf(step, w.Language)...)
	}
	if len(f.Evidence) > 0 {
		options = append(options, option{evidence, w.text(words.evidence)})
	}
	if f.Status == steps.Unknown && len(step.Branches) > 1 {
		options = append(options, option{byHand, w.text(words.byHand)})
	}
	options = append(options, option{back, w.text(words.back)}, option{quit, w.text(words.quit)})
	if w.compares(p) {
		options = append(options, option{other, w.text(words.compare)})
	}
	options = append(options, option{happened, w.text(words.happened)})
	if w.Save != nil {
		options = append(options, option{saving, w.text(words.saveNow)})
	}
	return options
}

// choose prints numbered options and reads a number; an empty line takes the
// first.
func (w *Walker) choose(ctx context.Context, options []option) (string, error) {
	for i, o := range options {
		w.printf("  %d) %s\n", i+1, lang.Clean(o.label))
	}
	for {
		w.say(words.number, lang.Args{"default": "1"})
		answer, err := w.read(ctx)
		if err != nil {
			return "", err
		}
		if answer == "" {
			return options[0].key, nil
		}
		n, err := strconv.Atoi(answer)
		if err == nil && n >= 1 && n <= len(options) {
			return options[n-1].key, nil
		}
		w.say(words.notANumber, lang.Args{"last": strconv.Itoa(len(options))})
	}
}

// ask puts a step's questions one after another, under head, but for those that
// were answered before.
func (w *Walker) ask(ctx context.Context, p *steps.Patient, step *steps.Step, head string) error {
	answers, err := w.answers(ctx, p, step, head)
	if err != nil {
		return err
	}
	finding, err := p.Session.Answer(answers, p.Now())
	if err != nil {
		return fmt.Errorf("answer %s: %w", step.ID, err)
	}
	w.heard(p, step, finding)
	return nil
}

// heard tells what was made of answers.
func (w *Walker) heard(p *steps.Patient, step *steps.Step, finding steps.Finding) {
	p.Looker.Know(p.Session.Facts())
	if unknown := steps.Unrecognised(step, finding); !unknown.Empty() {
		w.say(unknown, nil)
	}
	w.finding(p, finding)
}

// answers are those to the questions of a step.
func (w *Walker) answers(ctx context.Context, p *steps.Patient, step *steps.Step, head string) (steps.Facts, error) {
	answers := steps.Facts{}
	for _, q := range step.Ask {
		if w.known[q.Fact] {
			answers[q.Fact] = p.Session.Facts()[q.Fact]
			continue
		}
		if head != "" {
			w.printf("\n%s", head)
			head = ""
		}
		value, err := w.question(ctx, q, p.Session.Facts()[q.Fact])
		if err != nil {
			return nil, err
		}
		answers[q.Fact] = value
	}
	return answers, nil
}

func (w *Walker) question(ctx context.Context, q steps.Question, known string) (string, error) {
	w.printf("%s\n", q.Label.In(w.Language))
	if !q.Help.Empty() {
		w.printf("%s\n", q.Help.In(w.Language))
	}
	if len(q.Choices) > 0 {
		return w.choose(ctx, choicesOf(q, known, w.Language))
	}
	if known != "" {
		w.say(words.withDefault, lang.Args{"default": known})
	}
	for {
		answer, err := w.answer(ctx, q)
		if err != nil {
			return "", err
		}
		if answer == "" && (known != "" || q.Optional) {
			return known, nil
		}
		problem := wrong(q, answer)
		if problem.Empty() {
			w.tellPaste(q, answer)
			return answer, nil
		}
		w.printf("%s\n", problem.In(w.Language))
	}
}

// wrong says what is wrong with an answer; an empty text is nothing.
func wrong(q steps.Question, answer string) lang.Text {
	switch {
	case answer == "":
		return words.needed
	case q.Valid == nil:
		return lang.Text{}
	default:
		return q.Valid(answer)
	}
}

// choicesOf puts the known answer first, where an empty line takes it.
func choicesOf(q steps.Question, known string, l lang.Language) []option {
	var first, rest []option
	for _, c := range q.Choices {
		o := option{key: c.Value, label: c.Label.In(l)}
		if c.Value == known {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

// answer reads one line, or a paste where several lines may come.
func (w *Walker) answer(ctx context.Context, q steps.Question) (string, error) {
	if !q.Lines {
		return w.read(ctx)
	}
	w.say(words.lines, nil)
	var all []string
	for {
		line, more, err := w.next(ctx, len(all) > 0)
		if err != nil && (len(all) == 0 || !errors.Is(err, ErrEnded)) {
			return "", err
		}
		if err != nil || !more || line == "." || line == "" && len(all) == 0 { // the end of the input ends the answer too
			return strings.TrimSpace(strings.Join(all, "\n")), nil //nolint:nilerr // see above
		}
		all = append(all, line)
	}
}

// next reads a line of a paste. more is false when none came for a while.
func (w *Walker) next(ctx context.Context, begun bool) (line string, more bool, err error) {
	if !begun || w.Pause == 0 {
		line, err = w.read(ctx)
		return line, true, err
	}
	w.await()
	select {
	case <-ctx.Done():
		return "", false, fmt.Errorf("read an answer: %w", context.Cause(ctx))
	case got, ok := <-w.line:
		line, err = w.take(got, ok)
		return line, true, err
	case <-w.After(w.Pause):
		return "", false, nil // the line that is being waited for is the next answer's
	}
}

// read reads one line, without what pasting leaves around it. The end of the
// input ends the walk. A key such as Esc or F9 is no answer, and not the empty one
// either.
func (w *Walker) read(ctx context.Context) (string, error) {
	for {
		w.await()
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("read an answer: %w", context.Cause(ctx))
		case line, ok := <-w.line:
			if ok && keyAlone(line) {
				w.line = nil
				w.say(words.noKeys, nil)
				continue
			}
			return w.take(line, ok)
		}
	}
}

// keyAlone reports whether a line is nothing but keys that send no text (ECMA-48
// 5.4, and SS3 of the function keys).
func keyAlone(line string) bool {
	return strings.Contains(line, "\x1b") && strings.TrimSpace(sequences().ReplaceAllString(line, "")) == ""
}

var sequences = lang.Pattern("\x1b(\\[[0-9;]*[ -/]*[@-~]|O[@-~])?") //nolint:gochecknoglobals // an expression that compiles once

// await begins to wait for a line, unless somebody does.
func (w *Walker) await() {
	if wrap, wraps := w.out.(*wrapping); wraps {
		wrap.flush()
	}
	if w.line == nil {
		w.line = make(chan string, 1)
		go w.listen(w.line)
	}
}

// take is a line that came; none is the end of the input.
func (w *Walker) take(line string, ok bool) (string, error) {
	w.line = nil
	if !ok {
		return "", ErrEnded
	}
	return strings.TrimSpace(lang.Clean(line)), nil
}

// listen reads one line and no more: what is typed after it, a password for
// one, may be for somebody else to read.
func (w *Walker) listen(into chan<- string) {
	defer close(into)
	if w.in.Scan() {
		into <- w.in.Text()
	}
}

// Choose asks for one of several choices and returns its value.
func (w *Walker) Choose(ctx context.Context, label lang.Text, choices []steps.Choice) (string, error) {
	return w.question(ctx, steps.Question{Label: label, Choices: choices}, "")
}

// Ask puts one question and returns the answer; known is its default.
func (w *Walker) Ask(ctx context.Context, q steps.Question, known string) (string, error) {
	return w.question(ctx, q, known)
}

// mask understands the m of the question, and the m that was typed as ㅡ.
func mask(answer string) bool {
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "m" || answer == "ㅡ" //nolint:gosmopolitan // what people type is not what they read
}

// yes understands the yes of both languages, and of a keyboard left in
// Korean: 예, 네, ㅇ and the y that was typed as ㅛ.
func yes(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "예", "네", "ㅇ", "ㅛ": //nolint:gosmopolitan // what people type is not what they read
		return true
	default:
		return false
	}
}
