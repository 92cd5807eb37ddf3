// Package compare holds two people of one environment against each other: a
// caller whose password is not written back, and a user for whom it works. It
// finds everything that differs between them and could matter, and nothing
// else.
//
// What two accounts always differ in, such as names, SIDs and dates, is no
// aspect of its own: only its consequence is. What was not seen of one of them
// is never a difference. A [Comparison] holds no sentence, so that one that was
// made in Seoul opens in English; [Comparison.Tell] puts it into words.
//
// It knows no transport and no terminal. The looks go through [steps.Env], and
// what a step judges, it leaves to the step: of a stage it takes the names that
// the stage exports, IDs, outcomes and blanks, and calls nothing there. They
// stand beside the step and not in a package of names, because there they are
// what the step itself is built of.
package compare
