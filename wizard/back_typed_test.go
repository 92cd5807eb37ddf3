package wizard

import "testing"

// TestGoingBackKeepsWhatWasTyped in every question, and in a call that was left for the
// start. A walk that was begun forgets it: the next caller is somebody else.
func TestGoingBackKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	inBubble(t, nil, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("=hong@contoso.com", "enter", "enter")
		d.sees("화면")
		d.press("=half words", "esc", "enter")
		d.sees("half words")
	})
	var got Access
	inBubble(t, asksFirst(&got), func(d *driver) {
		d.press("=1", "=hong@contoso.com", "esc")
		d.sees("어디에서 시작")
		d.press("=1")
		d.sees("> hong@contoso.com")
		d.press("esc", "=2", "enter")
		d.hear()
		d.send(startMsg{})
		d.press("=1")
		d.lacks("hong@contoso.com")
	})
}
