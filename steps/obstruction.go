package steps

import (
	"regexp"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Obstruction is what a person reads about something that stood in the way of
// a look: what was missing, and who could supply it.
type Obstruction struct {
	Say     lang.Text // may hold the blanks of [Teller.obstacleArgs]
	Who     []Who
	Options []string // of the command line, for what {give} asks the reader to give
	Supply  Supply   // what would take it away
	Fact    Fact     // of an Answer; "" for the one that the obstacle names
}

// Obstacle is what stood in the way, in one sentence; "" for nothing.
func (t Teller) Obstacle(o *probes.Obstacle) string {
	row := obstruction(o)
	return tell.Fill(row.Say, t.obstacleArgs(o, row.Options), t.Language, t.Zone)
}

// obstruction returns the row of an obstacle, without what is not known. A nil
// obstacle has an empty one.
func obstruction(o *probes.Obstacle) Obstruction {
	if o == nil {
		return Obstruction{}
	}
	row, known := obstructions()[o.Kind]
	if !known {
		row = obstructions()[probes.Crashed]
	}
	if o.Kind == probes.MissingInput {
		row.Options = nil // what nobody can give is learned on the walk
		if slices.Contains(Inputs(), Fact(o.Needs)) {
			row.Options = []string{"--" + o.Needs}
		}
	}
	row.Say = withoutHoles(row, o)
	if word := Fact(o.Needs).Word(); o.Kind == probes.MissingInput || word.Ko != o.Needs {
		row.Say = naming(row.Say, Fact(o.Needs))
	}
	return row
}

// inBrackets is a remark in brackets that hangs on one blank.
var inBrackets = regexp.MustCompile(` ?\([^()]*\{(needs|code|give)\}[^()]*\)`)

// withoutHoles takes out of a sentence what is not known: a remark in brackets
// goes, and a machine without a name is called the other side.
func withoutHoles(row Obstruction, o *probes.Obstacle) lang.Text {
	known := map[string]bool{"needs": o.Needs != "", "code": o.Code != "", "give": len(row.Options) > 0}
	trim := func(s string) string {
		return inBrackets.ReplaceAllStringFunc(s, func(found string) string {
			if known[inBrackets.FindStringSubmatch(found)[1]] {
				return found
			}
			return ""
		})
	}
	say := lang.Text{Ko: trim(row.Say.Ko), En: trim(row.Say.En)}
	if o.Host == "" {
		nameless := lang.Text{Ko: "상대", En: "the other side"}
		say.Ko = strings.ReplaceAll(say.Ko, "{host}", nameless.Ko)
		say.En = strings.ReplaceAll(say.En, "{host}", nameless.En)
	}
	return say
}

// naming puts the name of a fact, which differs by language, into a sentence.
func naming(say lang.Text, fact Fact) lang.Text {
	word := fact.Word()
	return lang.Text{
		Ko: strings.ReplaceAll(say.Ko, "{needs}", word.Ko),
		En: strings.ReplaceAll(say.En, "{needs}", word.En),
	}
}

// obstacleArgs are the blanks of an obstacle's sentence: {host}, {needs},
// {needs_at} where that is a time, {code}, and {give}: how the reader gives what
// is missing. The sentence of [obstruction] has no blank for what is not known;
// in any other it is shown as a dash, never as an empty hole.
func (t Teller) obstacleArgs(o *probes.Obstacle, options []string) tell.Args {
	if o == nil {
		return nil
	}
	give := tell.Input.All(options)
	if t.Give != "" {
		give = tell.Input.Of(t.Give)
	}
	return tell.Args{
		"host": tell.Host.Of(o.Host).OrDash(), "needs": tell.Words.Of(o.Needs).OrDash(),
		"needs_at": tell.Moment.Of(o.Needs).OrDash(), "code": tell.Words.Of(o.Code).OrDash(), "give": give,
	}
}
