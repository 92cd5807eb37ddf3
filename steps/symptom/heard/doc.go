// Package heard reads what a caller says, reads out or pastes: codes in any
// writing, exported events, and messages told in somebody's own words, in
// Korean and English. It knows what such words are, and not what they mean for
// a walk: that stands with the stage symptom.
//
// It judges nothing. What it is not sure of it leaves out, because a wrong
// direction costs a helpdesk more than none.
package heard
