// Package timeline tells what really happened to the password of one user: the
// rows of the tenant's logs, the events of the Connect server and the times that
// the directory holds, in one order. It is made of the evidence of a walk's
// findings, whenever it is shown, and judges nothing: what a row is worth for the
// verdict is the business of the step that read it.
//
// It knows no transport and no terminal.
package timeline
