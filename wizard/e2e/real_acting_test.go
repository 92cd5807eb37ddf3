//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// killing is one moment of an action at which the program is killed.
type killing struct {
	moment string
	on     bool   // the command that was running goes on all the same
	says   string // what the next start says first; "" for nothing
	stands string // the server before anything is finished
	ends   string // the server after it is finished
	line   bool   // it is finished line by line
}

// actionOf is an action of a real environment: a world of the same form, at which
// machine it is done, and by which screen it is reached.
type actionOf struct {
	world, host, title string
	killings           []killing
}

// unfinished is what each start says of what broke off.
const (
	leftOff   = "not switched on again"
	maybeOff  = "Whether it is off is not known"
	unproven  = "but the program ended before it was proven"
	restarted = "Whether the service runs is not known"
)

var realActions = []actionOf{
	{"act-switch-proves", "sync01", "| Switch writeback off and on again", []killing{
		{moment: "asked", stands: "yes Running"},
		{moment: "before switch-off", says: maybeOff, stands: "yes Running", ends: "yes Running"},
		{moment: "before switch-off", on: true, says: maybeOff, stands: "no Running", ends: "yes Running", line: true},
		{moment: "after switch-off", says: maybeOff, stands: "no Running", ends: "yes Running"},
		{moment: "looks", says: leftOff, stands: "no Running", ends: "yes Running", line: true},
		{moment: "before switch-on", says: leftOff, stands: "no Running", ends: "yes Running"},
		{moment: "before switch-on", on: true, says: leftOff, stands: "yes Running", ends: "yes Running"},
		{moment: "after switch-on", says: leftOff, stands: "yes Running", ends: "yes Running", line: true},
		{moment: "looks after switch-on", says: unproven, stands: "yes Running"},
		{moment: "ended", stands: "yes Running"},
	}},
	{"act-restart-proves", "helpdesk-07", "| Restart the ADSync service", []killing{
		{moment: "asked", stands: "yes Running"},
		{moment: "before restart-service", says: restarted, stands: "yes Running", ends: "yes Running"},
		{moment: "after restart-service", says: restarted, stands: "yes Running", ends: "yes Running", line: true},
		{moment: "looks", says: restarted, stands: "yes Running", ends: "yes Running"},
		{moment: "ended", stands: "yes Running"},
	}},
}

// TestARealActionThatIsKilled kills the program as it is started in a real
// environment, at each moment of each action on the server. The next start says so
// first, line by line too, and a check says so and changes nothing. Whoever looks
// first is told again by the one after; whoever finishes it has the server as it
// should be; and then it is never said again.
func TestARealActionThatIsKilled(t *testing.T) {
	t.Parallel()
	for _, a := range realActions {
		for _, k := range a.killings {
			name := k.moment
			if k.on {
				name += ", and the command goes on"
			}
			t.Run(a.world+"/"+name, func(t *testing.T) {
				t.Parallel()
				c, state := companyOf(t, a.world), t.TempDir()
				c.killedAt(a, k, state)
				if got := c.stands(); got != k.stands {
					t.Fatalf("the server stands at %q, want %q\n%s", got, k.stands, realTrail(state))
				}
				c.saidAndLeft(a, k, state)
				if k.says == "" {
					return
				}
				c.finished(a, k, state)
				s := c.begins(a.host, state, 80, 24)
				s.await(30*time.Second, "A call")
				if strings.Contains(onlyWords(s.picture()), onlyWords(k.says)) {
					t.Errorf("it is said once more:\n%s", s.picture())
				}
				s.killed()
			})
		}
	}
}

// realTrail is the audit trail of a real environment.
func realTrail(state string) string {
	text, _ := os.ReadFile(filepath.Join(state, "writeback-doctor", "actions.jsonl"))
	return string(text)
}

// onlyWords is a text without what stands between its words: a terminal breaks lines
// anywhere.
func onlyWords(text string) string { return strings.Join(strings.Fields(text), "") }

// awaitWords is await for a sentence, wherever its lines break.
func (s *screen) awaitWords(limit time.Duration, text string) {
	s.t.Helper()
	for deadline := time.Now().Add(patient(limit)); !strings.Contains(onlyWords(s.picture()), onlyWords(text)); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%q did not come within %v:\n%s", text, patient(limit), s.picture())
		}
	}
}

// killedAt walks to the action, consents, and kills the program at the moment.
func (c *company) killedAt(a actionOf, k killing, state string) {
	c.t.Helper()
	s := c.begins(a.host, state, 80, 24, c.known()...)
	s.walkTo(a.title, 2*time.Minute)
	s.letAct()
	s.press(enter)
	s.await(30*time.Second, "To consent, type")
	moment, after, later := strings.Cut(k.moment, " after ")
	switch {
	case k.moment == "asked":
		s.killed()
		if trail := realTrail(state); trail != "" {
			c.t.Fatalf("written without consent: %s", trail)
		}
		return
	case k.moment == "ended":
		s.press("sync01", enter)
		s.awaitWords(2*time.Minute, "Proven.")
		s.killed()
		return
	case later: // the look that follows the second command
		c.stopAt("after " + after)
	default:
		c.stopAt(moment)
	}
	s.press("sync01", enter)
	c.comes(s)
	if later {
		second := c.goOn
		c.stopAt(moment)
		second <- true
		c.comes(s)
	}
	s.killedWith(func() { c.goOn <- k.on })
}

// comes waits for the moment to stop at.
func (c *company) comes(s *screen) {
	c.t.Helper()
	select {
	case <-c.there:
	case <-time.After(patient(2 * time.Minute)):
		c.t.Fatalf("the moment never came:\n%s", s.picture())
	}
}

// saidAndLeft looks at what a check and the next start say first, and leaves it
// as it is.
func (c *company) saidAndLeft(a actionOf, k killing, state string) {
	c.t.Helper()
	trail, orders := realTrail(state), c.ordered()
	// At the server itself when writeback is off, which is what a check sees then;
	// elsewhere at a desk from which nothing of it is seen, which is quick.
	host := "desk"
	if k.moment == "before switch-on" && !k.on {
		host = a.host
	}
	errs, code := c.checks(host, state, "--format", "json", "--lang", "en", "--user", "kim@contoso.com", "--tenant-sign-in", "none")
	first, _, _ := strings.Cut(errs, "\n")
	if told := strings.Contains(first, "A check changes nothing"); told != (k.says != "") || !strings.Contains(first, k.says) {
		c.t.Errorf("a check says first %q, want %q", first, k.says)
	}
	if code == 0 {
		c.t.Error("a check that saw next to nothing is healthy")
	}
	s := c.begins(a.host, state, 80, 24)
	if k.says != "" {
		s.awaitWords(30*time.Second, k.says)
		time.Sleep(50 * time.Millisecond)
		s.press(escape)
	}
	s.await(30*time.Second, "A call")
	s.killed()
	if realTrail(state) != trail || !slices.Equal(c.ordered(), orders) {
		c.t.Errorf("something was done by looking: %v, before %v\n%s", c.ordered(), orders, realTrail(state))
	}
}

// finished starts again, is told again, and finishes it or says that nothing is
// open.
func (c *company) finished(a actionOf, k killing, state string) {
	c.t.Helper()
	args, cols, rows := []string{}, 80, 24
	if k.line {
		args, cols, rows = []string{"--accessible"}, 100, 50
	}
	s := c.begins(a.host, state, cols, rows, args...)
	s.awaitWords(30*time.Second, k.says)
	switch {
	case k.ends == "": // there is nothing to finish
		s.press("2")
		s.await(30*time.Second, "A call")
		if !strings.Contains(realTrail(state), `"mark":"settled"`) {
			c.t.Errorf("it is not settled: %s", realTrail(state))
		}
	case k.line:
		s.press("1", enter)
		s.await(30*time.Second, "To consent, type")
		s.press("sync01", enter)
		s.awaitWords(2*time.Minute, "Proven.")
	default:
		s.press("1")
		s.await(30*time.Second, "Exactly these commands")
		s.press(enter)
		s.await(30*time.Second, "To consent, type")
		s.press("sync01", enter)
		s.awaitWords(2*time.Minute, "Proven.")
	}
	if got := c.stands(); k.ends != "" && got != k.ends {
		c.t.Errorf("the server stands at %q, want %q", got, k.ends)
	}
	s.killed()
}
