package wizard

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// What stays on the screen for a while is kept in both languages: the person may
// change between them while it stands there.

// alike is a text that is the same in both languages: a path, a name.
func alike(s string) lang.Text { return lang.Text{Ko: s, En: s} }

// joined are texts one behind another.
func joined(first, second lang.Text) lang.Text {
	return lang.Text{Ko: first.Ko + " " + second.Ko, En: first.En + " " + second.En}
}

// titled is a text with the title of the step in front that it is about.
func titled(step *steps.Step, text lang.Text) lang.Text {
	return lang.Text{Ko: step.Title.Ko + ": " + text.Ko, En: step.Title.En + ": " + text.En}
}

// inBoth is what is said in one language or the other.
func inBoth(say func(lang.Language) string) lang.Text {
	return lang.Text{Ko: say(lang.Korean), En: say(lang.English)}
}
