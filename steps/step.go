package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// ID names a step for ever: stage and file name, "configuration/pdc-emulator".
// IDs stand in reports and support mail.
type ID string

// End as the Next of a branch ends the walk with a diagnosis.
const End ID = "end"

// Outcome is the label of a branch, local to its step: "unreachable".
type Outcome string

// Unseen is the outcome that every check has: it could not look.
const Unseen Outcome = "unseen"

// Answered is the outcome of a question that only collects facts.
const Answered Outcome = "answered"

// Status is what an outcome means. The zero value is Unknown: not knowing is
// an answer, and never green or red.
type Status int8

// The four statuses.
const (
	Unknown Status = iota
	Healthy
	Warning
	Broken
)

// String returns the status as it stands in JSON.
func (s Status) String() string {
	switch s {
	case Healthy:
		return "healthy"
	case Warning:
		return "warning"
	case Broken:
		return "broken"
	default:
		return "unknown"
	}
}

// MarshalText writes the status as String.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote. Any other word is Unknown: a
// report of a newer version must not turn green or red.
func (s *Status) UnmarshalText(text []byte) error {
	*s = Unknown
	for _, known := range []Status{Healthy, Warning, Broken} {
		if known.String() == string(text) {
			*s = known
		}
	}
	return nil
}

// Who can act on a finding.
type Who string

// The people of the design. They are seldom one person.
const (
	Helpdesk    Who = "helpdesk"
	ADAdmin     Who = "ad"
	EntraAdmin  Who = "entra"
	ServerAdmin Who = "server"
	Network     Who = "network"
)

// Step is one node of the tree. It has an Ask or a Check, never both.
type Step struct {
	ID    ID
	Seed  []string // rows of the article that it stands for: "C4"; empty for what the article leaves out
	Title lang.Text
	Why   lang.Text // why this is worth knowing, in one sentence

	Ask    []Question          // what only a person knows
	Beside []Question          // what a person may say besides, unasked, because no probe can see it
	Decide func(Facts) Verdict // judges the answers, purely; nil means Answered

	Check   Check         // what a probe can see
	Reads   []Instrument  // what the check rests on; empty where it rests on facts alone
	Graph   GraphRights   // what of Microsoft Graph it takes; empty for a check that asks nothing there
	Needs   []Fact        // without these the check cannot start
	Uses    []Fact        // these change its answer when they are known
	Teaches []Fact        // what its verdicts can learn
	Timeout time.Duration // of the check; 0 means DefaultTimeout
	Keeps   time.Duration // how long what the check saw speaks of the present: [Passing], [Lasting]; 0 counts as Passing, and no check of the tree has it
	Takes   time.Duration // its usual length when it is long and known, for a progress bar; 0 otherwise
	Watch   time.Duration // look again this often while the person follows the remedy; 0 for never

	// Roads says that its evidence holds destinations that were tried, see
	// [Teller.HandOver].
	Roads bool

	// OnlyWhenSound steps are passed over while something before them is
	// broken and not explained: the third stage begins where the first two
	// found nothing.
	OnlyWhenSound bool

	// Orders steps only say where the walk begins: whatever one finds, or cannot
	// see, counts for nothing in the diagnosis, and nobody is asked for what it
	// lacks. All of its branches are of unknown status.
	Orders bool

	// RefutedBy is the weakest proof of success against which what the step finds
	// broken does not stand; "" for a step that no proof contradicts.
	RefutedBy Proven

	// Observed steps find a state itself and do not infer one: only what
	// happened after they looked refutes them.
	Observed bool

	// ResetInAD says that whatever the step finds broken, an administrator who
	// resets the password in Active Directory itself gets the person in.
	ResetInAD bool

	// ConnectSync steps make no sense where the Cloud Sync agent writes the
	// passwords: it has another account, neither the connectors nor the relays
	// of Connect Sync, and no ADSync service whose events prove anything.
	ConnectSync bool

	Branches []Branch

	// Act is what the step can do itself; nil for nothing.
	Act *Act
	// Acts are further ones, each another way to the same end.
	Acts []*Act

	// Blanks are those of its sentences and commands, and what fills each.
	Blanks tell.Kinds

	// Tell returns further facts behind the sentence, one a line, that follow
	// from the verdict's arguments; nil for none.
	Tell  func(tell.Args) []lang.Text
	Draws func(tell.Args) []lang.Text // what of Tell is a picture in letters; nil for none
}

// DefaultTimeout ends a check that says nothing else: long enough for a slow
// domain controller or a throttled Graph, short enough for a person waiting.
const DefaultTimeout = 30 * time.Second

// Stage returns the part of the ID before the slash.
func (id ID) Stage() string {
	for i := range len(id) {
		if id[i] == '/' {
			return string(id[:i])
		}
	}
	return string(id)
}

// Branch returns the branch of an outcome, or nil.
func (s *Step) Branch(on Outcome) *Branch {
	for i := range s.Branches {
		if s.Branches[i].On == on {
			return &s.Branches[i]
		}
	}
	return nil
}

// Branch is one way out of a step.
type Branch struct {
	On     Outcome
	Status Status
	Label  lang.Text // the outcome in two or three words, for lists and answers by hand; no blanks
	Say    lang.Text // what was found, and what it means, in one or two sentences
	Remedy *Remedy   // nil when there is nothing to do
	Apart  []Apart   // remedies in place of it, where more is known

	// Details are the facts behind the sentence, one a line. A line of which
	// the verdict fills a blank with "" is left out.
	Details []lang.Text
	Next    ID // "" means the step on the next line of the catalog; End ends the walk

	// Keeps is the shelf life where this outcome rests on something else than
	// its step as a whole; 0 is that of the step.
	Keeps time.Duration

	Explains     []ID       // steps, or "step#outcome", that fail because of this outcome: they are reported as explained
	ExplainsWhat Instrument // every step that reads this fails because of it; "" for none
	Causes       []ID       // of a warning: of these steps, or "step#outcome", what is broken follows from it, and proves it to be the fault
	RefutedBy    Proven     // where it is another proof than that of the step
	RefutedAlso  Proven     // a proof that stands by itself, [RanWell] or [InSession], against which it does not stand; "" for none
	Observed     bool       // as of a step, where this outcome alone was seen itself
	Beyond       bool       // of an event: it can follow from what no step looks at
	Follows      []ID       // of an event: the steps that it can follow from; nil for any
	Skip         []ID       // steps that make no sense after this outcome
	SkipWhat     Instrument // and those that read this: it looked at another patient; "" for none
	CloudSync    bool       // and those that are [Step.ConnectSync]
}

// Remedy is what a person should do. Its texts and commands may hold the
// blanks that the verdict fills.
type Remedy struct {
	Who     []Who
	Where   lang.Text   // on which machine or page
	Do      []lang.Text // the steps, in order
	Look    []Command   // commands that only look
	Fix     []Command   // commands that mend it, in order; a look among them is what to wait for
	Undo    []Command   // what takes back Fix; empty when nothing needs to be undone
	Or      []Way       // what can be done instead of Fix
	Changes lang.Text   // what will change, and for whom
	Proof   lang.Text   // how one sees that it worked
	Link    string      // the current public page
}

// Way is another way than the fix of a remedy, and stands in its place: whoever
// goes one way leaves the others.
type Way struct {
	Do   []Command // what mends it, in order
	Undo []Command // what takes back Do, that of the fix where it does; empty when nothing needs to be undone
}

// Apart is a remedy for what a verdict knows besides its outcome: it stands in
// place of that of the branch where the verdict fills a blank.
type Apart struct {
	Where  string // the blank
	Remedy *Remedy
}

// RemedyFor returns the remedy for a verdict, by its arguments.
func (b *Branch) RemedyFor(args tell.Args) *Remedy {
	for _, apart := range b.Apart {
		if args[apart.Where].Known() {
			return apart.Remedy
		}
	}
	return b.Remedy
}

// Shell is the language of a command.
type Shell string

// The shells that commands are written for. The blanks of a command are
// filled in the quotes of its shell, see [Command.Fill]; those of a cmd command
// take host names alone.
const (
	PowerShell Shell = "PowerShell"
	Cmd        Shell = "cmd"
)

// Command is one command to copy.
type Command struct {
	Shell Shell
	Text  string
	Title lang.Text // what it does, in a few words without blanks; empty where its text says that
}

// Question asks the person for one fact.
type Question struct {
	Fact     Fact
	Label    lang.Text
	Help     lang.Text // how to find the answer; may be empty
	Choices  []Choice  // empty means free text; "" as a value is not known, and stands first
	Optional bool      // an empty answer is accepted
	Lines    bool      // several lines may be pasted
	// Valid returns what is wrong with an answer; an empty text accepts it.
	// nil accepts everything.
	Valid func(string) lang.Text
}

// QuestionOf returns the question that a tree has for a fact; false when it
// has none.
func QuestionOf(tree []Step, name Fact) (Question, bool) {
	for i := range tree {
		for _, q := range slices.Concat(tree[i].Ask, tree[i].Beside) {
			if q.Fact == name {
				return q, true
			}
		}
	}
	return Question{}, false
}

// Choice is one answer to pick.
type Choice struct {
	Value string
	Label lang.Text
}
