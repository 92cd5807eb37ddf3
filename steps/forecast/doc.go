// Package forecast says which announced changes will take a reset away from
// whom, and why: methods that end, versions that end, a certificate, an account
// or a licence that ends.
//
// It rests on a table of dated changes ([Table]), which can be replaced, and on
// what a walk has seen ([Evidence]). A change is told only where it applies to
// what was seen; where that cannot be told, because something was not seen, it
// is a [Gap] and never nothing. A day that has come is no forecast: it belongs
// to the step that judges it. A day is one of UTC.
//
// Nothing of it changes a verdict. A password that runs out is no forecast
// either, because that stops no reset: it is what a reset ends. It knows no
// transport and no terminal, and it does not know which days have moved since
// the table was made: it says of when the table is.
package forecast
