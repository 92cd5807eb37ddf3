//go:build !unix

package outfile

// planted reports nothing: elsewhere making a link takes a right of its own, or
// no folder is everybody's.
func planted(string) bool { return false }
