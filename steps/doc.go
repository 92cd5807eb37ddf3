// Package steps is the grammar of the decision tree: steps with branches,
// checks that look and judge, and the session that walks from one to the
// next. It holds no medicine; that stands in the stages below it.
//
// The tree is a list with labelled jumps. The trunk is the order of
// catalog.All. A branch that says nothing goes to the next line, one that
// names an ID jumps there, [End] stops with a diagnosis. A verdict may ask
// for a detour: steps to visit first, before the trunk goes on.
//
// It knows no terminal and no transport: the outside world is [Env].
package steps
