// Package tell holds what stands between a finding and any face that shows it:
// values that know what they are.
//
// A check fills the blanks of its sentences with values, each of one [Kind]:
// a host, a distinguished name, a moment. How a value is shown in a language,
// spelled for a command, named where nobody filled it, and masked for people
// outside follows from its kind and from nothing else: no renderer looks at
// the name of a blank or at the shape of a text.
//
// It knows no step and no terminal.
package tell
