package steps

import (
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
	said := tell.Fill(row.Say, t.obstacleArgs(o, row.Options), t.Language, t.Zone)
	if o == nil || o.Tried == nil || len(o.Tried.List) < 2 {
		return said
	}
	return said + " " + tell.Fill(noneOfThem, tell.Args{
		"count": tell.Count(len(o.Tried.List)), "tried": examples(o.Tried.List), "give": t.give([]string{"--controller"}),
	}, t.Language, t.Zone)
}

// examples shows the first few machines and what each said, one of each end
// first.
func examples(tried []probes.Attempt) tell.Value {
	var first, more []tell.Value
	known := map[probes.Kind]bool{}
	for _, a := range tried {
		value := tell.Controller.Of(a.Host).With(tell.Contact.Of(string(a.Kind)))
		if known[a.Kind] {
			more = append(more, value)
			continue
		}
		known[a.Kind] = true
		first = append(first, value)
	}
	return tell.Controller.Several(append(first, more...))
}

// noneOfThem is told of several controllers of which none could be used.
var noneOfThem = lang.Text{ //nolint:gochecknoglobals // a sentence
	Ko: "도메인 컨트롤러 {count}대에 연결해 보았지만 쓸 수 있는 것이 없었습니다: {tried}. 이 컴퓨터에서 연결되는 컨트롤러를 알면 직접 지정하십시오({give}).",
	En: "{count} domain controllers were tried, and none could be used: {tried}. If you know one that this machine can reach, name it ({give}).",
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
	if told, listed := refusedSignIns()[o.Code]; o.Kind == probes.TokenRejected && listed {
		row = told
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
var inBrackets = lang.Pattern(` ?\([^()]*\{(needs|code|give)\}[^()]*\)`) //nolint:gochecknoglobals // an expression that compiles once

// withoutHoles takes out of a sentence what is not known: a remark in brackets
// goes, and a machine without a name is called the other side.
func withoutHoles(row Obstruction, o *probes.Obstacle) lang.Text {
	known := map[string]bool{"needs": o.Needs != "", "code": o.Code != "", "give": len(row.Options) > 0}
	trim := func(s string) string {
		return inBrackets().ReplaceAllStringFunc(s, func(found string) string {
			if known[inBrackets().FindStringSubmatch(found)[1]] {
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
	return tell.Args{
		"host": tell.Host.Of(o.Host).OrDash(), "needs": tell.Words.Of(o.Needs).OrDash(),
		"needs_at": tell.Moment.Of(o.Needs).OrDash(), "code": tell.Words.Of(o.Code).OrDash(), "give": t.give(options),
	}
}

// give is how the reader gives something: by a key, or by options.
func (t Teller) give(options []string) tell.Value {
	if t.Give != "" {
		return tell.Input.Of(t.Give)
	}
	return tell.Input.All(options)
}
