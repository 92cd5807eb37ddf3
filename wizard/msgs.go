package wizard

import (
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
)

// Every message that is not the terminal's own.
type (
	// frameMsg tells a screen the space and the language that it has.
	frameMsg struct{ frame frame }
	// hearMsg ends the moment in which a screen that came by itself takes no
	// keys.
	hearMsg struct{ number int }
	// quietMsg takes a notice away again.
	quietMsg struct{ number int }
	// signalMsg is a signal from the system.
	signalMsg struct{ signal os.Signal }
	// brokenMsg is a fault of ours.
	brokenMsg struct {
		fault string
		stack string
	}

	// coverMsg puts a screen over the one in front, uncoverMsg takes it away.
	coverMsg   struct{ screen screen }
	uncoverMsg struct{}
	// noticeMsg shows a line above the footer for some seconds.
	noticeMsg struct{ text lang.Text }

	// callMsg begins a call, and calledMsg says who calls and what they see; past:
	// what it means was read.
	callMsg   struct{}
	calledMsg struct {
		answers steps.Facts
		from    screen
		past    bool
	}
	// environmentMsg, labMsg, worldMsg, fileMsg and accessMsg are what the
	// start screens choose.
	environmentMsg struct {
		given *Access // what is known of it; nil for what the command line said
		heard Access  // what of it a file says
	}
	labMsg   struct{}
	worldMsg struct {
		name   string
		riddle *World // its name is hidden until the end; nil for one that was chosen
	}
	// riddleMsg tells what was hidden to somebody who asks for it.
	riddleMsg struct{ world World }
	pathMsg   struct{ typed bool } // typed: not one of those that are offered
	fileMsg   struct{ path string }
	accessMsg struct{ access Access }
	startMsg  struct{}
	// reopenMsg is another access for the walk that is open.
	reopenMsg struct{ access Access }
	// abandonMsg leaves the opening of another access.
	abandonMsg struct{}
	// triedMsg says what is wrong with a file, or what is told of one that can
	// be used; an empty text is nothing.
	triedMsg struct {
		number  int
		problem lang.Text
		told    lang.Text
	}
	// returnMsg goes back from a patient that is not to be opened after all.
	returnMsg struct{ to screen }
	// openedMsg brings the patient, or why there is none.
	openedMsg struct {
		run     int
		again   bool // the walk that is open, with another access
		patient *Patient
		err     error
		// With what it was opened, without its secrets, and what was found and nobody
		// has said; nil where that is known.
		with, offered *Access
	}
	// gaveMsg is what the person gives that a step lacks; last: nothing more is to
	// be asked for. withoutMsg goes on without it.
	gaveMsg struct {
		want   steps.Want
		access Access
		last   bool
	}
	withoutMsg struct {
		want    steps.Want
		entered Access // on the way there, without secrets; the zero value is nothing
	}
	// connectorsMsg is what the directory shows of the account that is asked for.
	connectorsMsg struct{ names []string }

	// promptMsg is what a person has to do to sign in to the tenant, signedInMsg how
	// that ended, and secondMsg that time has gone by meanwhile.
	promptMsg struct {
		run    int
		prompt steps.SignInPrompt
		more   <-chan steps.SignInPrompt
	}
	signedInMsg struct {
		run int
		in  steps.SignedIn
		err error
	}
	secondMsg struct {
		run int
		at  time.Time
	}
	// signInMsg begins it once more, the same way or the other one, and cloudlessMsg
	// goes on without; unsignMsg goes back to what was in front before. browseMsg opens
	// the page in a browser, and browsedMsg says how that went.
	signInMsg    struct{ other bool }
	browseMsg    struct{ address string }
	browsedMsg   struct{ err error }
	cloudlessMsg struct{}
	unsignMsg    struct{}

	// connectMsg says whether what only the file names may be connected to.
	connectMsg struct {
		yes  bool
		then tea.Msg // what the person wanted to do; nil for going on
	}
	// diagnosisMsg shows what the walk came to so far.
	diagnosisMsg struct{}

	// nextMsg, backMsg and againMsg are what a person says to a verdict.
	nextMsg  struct{}
	backMsg  struct{}
	haltMsg  struct{} // ends the look under way, and goes on
	againMsg struct{ step steps.ID }
	// answeredMsg and byHandMsg carry answers, with the time of the answer.
	answeredMsg struct {
		step    steps.ID
		answers steps.Facts
		at      time.Time
	}
	byHandMsg struct {
		step steps.ID
		on   steps.Outcome
		at   time.Time
	}
	// correctedMsg changes what was known before the first step; reaskMsg goes
	// back to a question.
	correctedMsg struct {
		fact  steps.Fact
		value string
	}
	reaskMsg struct{ step steps.ID }
	// checkedMsg is the answer of a check; tickMsg the time that goes by
	// meanwhile.
	checkedMsg struct {
		run    int
		result steps.Result
		err    error
		at     time.Time
	}
	tickMsg struct {
		run     int
		at      time.Time
		running []steps.ID
	}

	// begunMsg says what is being looked at, and at what time.
	begunMsg struct {
		patient *Patient
		at      time.Time
		running []steps.ID
	}
	// pulseMsg says that it is time to ask once more what is being looked at.
	pulseMsg struct{ patient *Patient }
	// refreshedMsg is a watched finding that was seen once more, unchanged.
	refreshedMsg struct{ finding steps.Finding }

	// savedMsg and copiedMsg say how that went. quit: the person wanted to
	// leave after saving.
	savedMsg struct {
		path  string
		err   error
		quit  bool
		start bool      // or go to the first screen
		kept  kept      // how it stood
		note  lang.Text // when and where it was saved, once the root has taken it
		aside bool      // for people outside, or scripts: the walk itself is not saved by it
	}
	copiedMsg struct {
		err   error
		asked bool // of the terminal, and nobody knows whether it did
	}
	// saveScriptsMsg wants the remedy of a finding as files.
	saveScriptsMsg struct{ finding steps.Finding }
	// requestMsg wants what to send to whoever mends a finding.
	requestMsg struct{ finding steps.Finding }
	// copyMsg wants a text on the clipboard.
	copyMsg struct{ text string }
	// saveMsg and quitMsg are what the person says on the way out.
	saveMsg struct {
		quit   bool
		start  bool   // goes to the first screen afterwards
		masked bool   // names nobody
		page   string // for people to read; "" is the case file
	}
	// ticketMsg wants the text for a ticket that names nobody, maskedMsg has
	// the walk for it.
	ticketMsg struct{}
	maskedMsg struct {
		patient *Patient
		err     error
	}
	quitMsg struct{}
	// doneMsg is that the person is done, and has not been asked about what is lost.
	doneMsg struct{}
	// leaveMsg wants the first screen.
	leaveMsg struct{}
	// rerunMsg looks once more at everything that failed.
	rerunMsg struct{}
	// visitMsg puts a step in front of the person out of its order.
	visitMsg struct{ step steps.ID }

	// compareAskMsg wants the question for another user, compareMsg has the
	// answer, compareStopMsg leaves the look that it began.
	compareAskMsg struct{}
	compareMsg    struct {
		number int
		other  string
	}
	compareStopMsg struct{}
	// comparedMsg is what the look came to, compareTickMsg how far it is.
	comparedMsg struct {
		number int
		found  compare.Comparison
		err    error
	}
	compareTickMsg struct {
		number   int
		done, of int
		progress *compare.Progress
	}
)
