// Package pane tells whether this program runs in a pane that looks like a console
// and is none: that of Windows PowerShell ISE.
//
// It asks the system. What is said and done about it is the command line's.
package pane
