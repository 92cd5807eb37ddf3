package plain

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
)

// What a person takes away from a finding.
const (
	commands = "commands"
	scripts  = "scripts"
	request  = "request"
)

// taking are the choices of what is taken away from a finding: they stand behind
// all others, so that those keep their numbers.
func taking(w *Walker, p *steps.Patient, f steps.Finding) []option {
	var options []option
	if blocks := blocks(w, p, f); len(blocks) > 0 {
		options = append(options, option{commands, w.text(words.commands)})
		if w.SaveScripts != nil {
			options = append(options, option{scripts, filesOf(w, blocks)})
		}
	}
	if to := sendTo(w, p, f); to != "" {
		options = append(options, option{request, to})
	}
	return options
}

// sendTo offers what to send to whoever mends a finding, "" where nobody else does.
func sendTo(w *Walker, p *steps.Patient, f steps.Finding) string {
	told := p.Teller(w.Language, w.Zone).Finding(f)
	if w.Request == nil || !told.HandedOver() {
		return ""
	}
	return words.request.Fill(w.Language, lang.Args{"people": told.People})
}

// filesOf offers the commands as files, by the names of these.
func filesOf(w *Walker, blocks []steps.Block) string {
	names, onlyLook := script.Names(blocks)
	save := words.scripts
	if onlyLook {
		save = words.scriptsLook
	}
	return save.Fill(w.Language, lang.Args{"files": strings.Join(names, ", ")})
}

// blocks are the commands of a finding's remedy; none where it has none.
func blocks(w *Walker, p *steps.Patient, f steps.Finding) []steps.Block {
	told := p.Teller(w.Language, w.Zone).Finding(f)
	if told.Remedy == nil {
		return nil
	}
	return told.Remedy.Blocks
}

// bareCommands prints commands with nothing beside them, those of one part at a time:
// nobody pastes two ways, or a way and the way back, at once.
func bareCommands(ctx context.Context, w *Walker, blocks []steps.Block) error {
	at := 0
	if len(blocks) > 1 {
		options := make([]option, len(blocks))
		for i, b := range blocks {
			options[i] = option{key: strconv.Itoa(i), label: b.Label().In(w.Language) + " (" + string(b.Shell) + ")"}
		}
		choice, err := w.choose(ctx, options)
		if err != nil {
			return err
		}
		at, _ = strconv.Atoi(choice)
	}
	w.bare(laid(blocks[at]))
	return nil
}

// bare prints lines from the first column on, apart from everything else, and breaks
// none: they are copied.
func (w *Walker) bare(lines []string) {
	text := "\n" + strings.Join(lines, "\n") + "\n\n"
	wrap, wraps := w.out.(*wrapping)
	if !wraps {
		w.printf("%s", text)
		return
	}
	wrap.flush()
	_, _ = wrap.out.Write([]byte(text)) // a reader who left is no fault
}

// saveScripts writes the commands of a finding as files, and says where.
func saveScripts(w *Walker, p *steps.Patient, f steps.Finding) {
	folder, err := w.SaveScripts(p, f)
	if err != nil {
		w.say(words.notSaved, lang.Args{"why": steps.Reason(err).In(w.Language)})
		return
	}
	w.say(words.saved, lang.Args{"path": folder})
}

// letter is something to be taken away at the end, by the letter that asks for it.
type letter struct {
	keys string // also as the Korean keyboard types it
	says string
	does func(context.Context) error
}

// letters are what can be taken away before a walk is left.
func letters(w *Walker, p *steps.Patient) []letter {
	var all []letter
	if w.Ticket != nil {
		all = append(all, letter{"tㅅ", w.text(words.ticket), func(context.Context) error { //nolint:gosmopolitan // what people type is not what they read
			w.bare(w.Ticket(p, w.saved))
			if cause := p.Summary(p.Teller(w.Language, w.Zone)).Cause; cause != nil && cause.People != "" {
				w.say(words.ticketFor, lang.Args{"people": cause.People})
			}
			return nil
		}})
	}
	cause := p.Session.Diagnosis().Cause
	if cause == nil {
		return all
	}
	if to := sendTo(w, p, *cause); to != "" {
		all = append(all, letter{"rㄱ", to, func(context.Context) error { //nolint:gosmopolitan // see above
			w.bare(w.Request(p, cause))
			return nil
		}})
	}
	blocks := blocks(w, p, *cause)
	if len(blocks) == 0 {
		return all
	}
	all = append(all, letter{"cㅊ", w.text(words.commands), func(ctx context.Context) error { return bareCommands(ctx, w, blocks) }}) //nolint:gosmopolitan // see above
	if w.SaveScripts != nil {
		all = append(all, letter{"fㄹ", filesOf(w, blocks), func(context.Context) error { //nolint:gosmopolitan // see above
			saveScripts(w, p, *cause)
			return nil
		}})
	}
	return all
}

// taken does what the letter of an answer asks for. It reports whether one did.
func taken(ctx context.Context, all []letter, answer string) (bool, error) {
	answer = strings.ToLower(answer)
	i := slices.IndexFunc(all, func(l letter) bool {
		return answer != "" && len([]rune(answer)) == 1 && strings.Contains(l.keys, answer)
	})
	if i < 0 {
		return false, nil
	}
	return true, all[i].does(ctx)
}
