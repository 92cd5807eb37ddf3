package symptom

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/symptom/heard"
	"example.com/writeback-doctor/steps/tell"
)

// decideWords puts the steps in front that codes and messages implicate, behind
// those of a fresh failure in the server's log: what was seen outranks what was
// said, and words end no walk that it has sent somewhere. A code that nobody
// knows stays unknown.
func decideWords(facts steps.Facts) steps.Verdict {
	v := decideSaid(facts[steps.Words])
	logged := facts.List(steps.Logged)
	if len(logged) == 0 {
		return v
	}
	if v.Why == nil {
		v.On = "log-first"
	}
	said := v.Visit
	v.Visit = make([]steps.ID, len(logged))
	for i, id := range logged {
		v.Visit[i] = steps.ID(id)
	}
	for _, id := range said {
		if !slices.Contains(v.Visit, id) {
			v.Visit = append(v.Visit, id)
		}
	}
	return v
}

// decideSaid is decideWords by the words alone. They end the walk only for what
// cannot come from writeback and was just read out: what stands in a pasted log
// may be of last week, and says nothing of today.
func decideSaid(words string) steps.Verdict {
	h := reader.Read(words)
	v := steps.Verdict{Args: argsOf(h)}
	visit, known := implicated(h), slices.ContainsFunc(h.Codes, isKnown)
	switch ending := endingOf(h); {
	case len(h.Codes) == 0 && (len(h.Messages) == 0 || h.Guessed && len(visit) == 0):
		return steps.Verdict{On: steps.Answered, Args: v.Args}
	case ending != "":
		v.On = ending
		return v
	case len(h.Codes) == 0:
		v.On = "understood"
	case len(visit) == 0 && !slices.ContainsFunc(h.Codes, func(c string) bool { return !otherPurpose(c) }):
		v.On = "other-purpose"
	case known && len(visit) == 0:
		v.On = "no-direction"
	case !known && len(h.Messages) == 0: // what it says is not known, so nothing that is found can be the whole truth
		v.On, v.Why = "unlisted", &probes.Obstacle{Kind: probes.NoMeaning, Needs: strings.Join(h.Codes, ", ")}
	default:
		v.On = "recognised"
	}
	v.Visit = visit
	return v
}

func isKnown(code string) bool { _, known := look(code); return known }

// argsOf are what the words step tells of what was heard.
func argsOf(h heard.Heard) tell.Args {
	args := tell.Args{}
	put := func(name string, kind tell.Kind, texts ...string) {
		if len(texts) > 0 && texts[0] != "" {
			args[name] = kind.All(texts)
		}
	}
	put("codes", tell.Words, h.Codes...)
	var told, events []string
	for _, m := range h.Messages {
		told = append(told, string(m))
	}
	for _, e := range h.Events {
		events = append(events, e.Code+" "+e.At)
	}
	put("messages", tell.Code, told...)
	put("events", tell.Words, events...)
	put("correlation", tell.ObjectID, h.Ticket.Correlation)
	put("support", tell.Words, h.Ticket.Support)
	put("screen_time", tell.Words, h.Ticket.At)
	if h.Guessed {
		put("guessed", tell.Code, string(heard.Guess))
	}
	if m := atOdds(h); m != "" {
		put("at_odds", tell.Code, string(m))
	}
	if len(args) == 0 {
		return nil
	}
	return args
}

// endingOf is the ending on which everything that was heard agrees, "" where
// something leads elsewhere or nothing was just read out. A message alone is
// just told. A guess ends nothing.
func endingOf(h heard.Heard) steps.Outcome {
	if h.Guessed {
		return ""
	}
	endings, readOut := map[steps.Outcome]bool{}, len(h.Codes) == 0
	for _, code := range h.Codes {
		if otherPurpose(code) {
			continue
		}
		m, _ := look(code)
		if m.ends == "cloud-lockout" && h.Logged { // it lasts minutes, and a log does not tell whether it lasts still
			return ""
		}
		endings[m.ends] = true
		readOut = readOut || strings.HasPrefix(code, signInPrefix)
	}
	for _, m := range h.Messages {
		if len(h.Codes) == 0 || messages[m].ends == "" { // a code outranks what its text ends with
			endings[messages[m].ends] = true
		}
	}
	if len(endings) != 1 || !readOut {
		return ""
	}
	for ending := range endings {
		return ending
	}
	return ""
}

// implicated are the steps that codes and messages point to, each once. The
// most exact codes come first: a result code names one cause where SSPR_0029
// names four. Messages come behind the codes.
func implicated(h heard.Heard) []steps.ID {
	ordered := slices.Clone(h.Codes)
	probes.SortStable(ordered, func(a, b string) int { return exactness(a) - exactness(b) })
	var visit []steps.ID
	add := func(m meaning) {
		for _, id := range m.visit {
			if !slices.Contains(visit, id) {
				visit = append(visit, id)
			}
		}
	}
	for _, code := range ordered {
		m, _ := look(code)
		add(m)
	}
	var leading []steps.ID
	if len(ordered) > 0 {
		m, _ := look(ordered[0])
		leading = m.visit
	}
	for _, m := range slices.Backward(h.Messages) { // what agrees with the code says which of its steps
		if there := messages[m].visit; len(there) > 0 && slices.Contains(leading, there[0]) && within(there, visit) {
			visit = slices.Insert(slices.DeleteFunc(visit, func(id steps.ID) bool { return id == there[0] }), 0, there[0])
		}
	}
	for _, m := range h.Messages {
		add(messages[m])
	}
	return visit
}

func within(some, all []steps.ID) bool {
	return !slices.ContainsFunc(some, func(id steps.ID) bool { return !slices.Contains(all, id) })
}

// atOdds is a message that tells of another fault than the codes, "" for none:
// most of where it leads is nowhere that they lead, or it ends what they begin.
func atOdds(h heard.Heard) heard.Message {
	led := implicated(heard.Heard{Codes: h.Codes})
	if len(led) == 0 {
		return ""
	}
	for _, m := range h.Messages {
		there, shared := messages[m].visit, 0
		for _, id := range there {
			if slices.Contains(led, id) {
				shared++
			}
		}
		if 2*shared < len(there) || len(there) == 0 {
			return m
		}
	}
	return ""
}

// broad are the events that report a failure of any kind: what stands beside
// them says more.
var broad = []string{"6329", "33001", "32000", "6306", "4724"}

func exactness(code string) int {
	switch {
	case strings.HasPrefix(code, "admaexport"):
		return 0
	case strings.HasPrefix(code, "0x"):
		return 1
	case strings.HasPrefix(code, "SSPR"), strings.HasPrefix(code, signInPrefix):
		return 3
	case slices.Contains(broad, code):
		return 4
	default:
		return 2
	}
}
