// Package script lays out the commands of remedies for people: in several lines
// that can be read, and as files that an administrator can keep and run.
//
// It takes commands as they are told, already filled and quoted, and changes
// nothing inside a string of them. It knows no terminal and writes no file.
package script
