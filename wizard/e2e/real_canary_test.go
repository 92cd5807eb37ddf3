//go:build unix

package e2e_test

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/lab/planted"
)

const (
	connectorName     = "MSOL_0a1b2c3d4e5f@corp.contoso.com"
	connectorPassword = "Blue-Harbour-27-Lantern"
	testUser          = "writeback.test@contoso.com"
	resetBroke        = "The password may have become one that nobody knows"
)

// resetting has the Connect server of a company write passwords to its directory, as
// the connector account, and remembers them: they are what nobody may see.
type resetting struct {
	*company

	mu   sync.Mutex
	seen []string
}

func resetsOf(c *company) *resetting {
	r := &resetting{company: c}
	c.lab.WritesBack(r.write)
	return r
}

func (r *resetting) write(ctx context.Context, upn string, password probes.Secret) (code int, number string, err error) {
	r.mu.Lock()
	r.seen = append(r.seen, password.Reveal())
	r.mu.Unlock()
	if !r.passes("writes") {
		return 0, "", errors.New("the power went")
	}
	account, secret := r.lab.Account()
	d := directory.New(directory.Config{Domain: "corp.contoso.com", Account: account, Password: secret, Network: r.lab.Network(), Clock: r.lab.Clock()})
	defer d.Close()
	user, err := d.User(ctx, upn)
	if err != nil {
		return 0, "", err
	}
	resetter := action.Directory{Road: d.WriteRoad, Network: r.lab.Network(), Clock: r.lab.Clock()}
	done := resetter.Reset(ctx, probes.ResetTarget{UPN: upn, DN: user.DN, Anchor: user.Anchor}, probes.ResetAccount{Name: connectorName, Password: probes.NewSecret(connectorPassword)}, password)
	if done.Why != nil {
		return 0, "", done.Why
	}
	r.passes("written")
	result, _ := done.Result.Get()
	return result, done.Number, nil
}

// passwords are those that came so far.
func (r *resetting) passwords() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.seen)
}

// toReset walks to the reset of the test user on the screen, and chooses a way.
func (s *screen) toReset(way string) {
	s.t.Helper()
	s.walkTo("| A real reset of the test user", 2*time.Minute)
	for deadline := time.Now().Add(patient(0)); !strings.Contains(s.picture(), "How is the test user"); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			s.t.Fatalf("nothing is offered:\n%s", s.picture())
		}
		s.press(f10)
	}
	s.press(way)
	s.awaitWords(30*time.Second, "written to the audit trail")
	s.press(enter)
}

// Ways of the canary on the screen.
const (
	byCloudKey     = "2"
	byConnectorKey = "3"
)

// TestARealResetThatIsKilled is TestARealActionThatIsKilled for the test user: there
// is nothing to finish, but the person has to know that nobody knows the password.
func TestARealResetThatIsKilled(t *testing.T) {
	t.Parallel()
	for _, k := range []struct {
		name, way, moment string
		on                bool
		says              string
	}{
		{"asked", byCloudKey, "", false, ""},
		{"the server is about to write", byCloudKey, "writes", false, resetBroke},
		{"the server is about to write, and does", byCloudKey, "writes", true, resetBroke},
		{"it is written", byCloudKey, "written", true, resetBroke},
		{"asked without the cloud", byConnectorKey, "", false, ""},
		{"about to write without the cloud", byConnectorKey, "reaches dc1.corp.contoso.com:636", false, resetBroke},
		{"about to write without the cloud, and the road opens", byConnectorKey, "reaches dc1.corp.contoso.com:636", true, resetBroke},
	} {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			c, state := companyOf(t, "reset-arrives"), t.TempDir()
			r := resetsOf(c)
			s := c.begins("helpdesk-07", state, 80, 24, c.known()...)
			s.toReset(k.way)
			if k.way == byConnectorKey {
				s.awaitWords(30*time.Second, "Password of")
				s.press(connectorPassword, enter)
			}
			s.awaitWords(30*time.Second, "To consent")
			if k.moment == "" {
				s.killed()
			} else {
				c.stopAt(k.moment)
				s.press(testUser, enter)
				for c.comes(s); !strings.Contains(realTrail(state), `"mark":"begins"`); c.comes(s) { // somebody looks before
					before := c.goOn
					c.stopAt(k.moment)
					before <- true
				}
				s.killedWith(func() { c.goOn <- k.on })
			}
			c.saidAndLeft(actionOf{host: "helpdesk-07"}, killing{says: k.says, moment: k.moment}, state)
			if k.says != "" {
				c.finished(actionOf{host: "helpdesk-07"}, killing{says: k.says}, state)
			}
			s = c.begins("helpdesk-07", state, 80, 24)
			s.await(30*time.Second, "A call")
			s.killed()
			nowhere(t, s, state, r.passwords()...)
		})
	}
}

// nowhere demands that no password stands in what a screen wrote, nor in any file
// below a folder.
func nowhere(t *testing.T, s *screen, folder string, passwords ...string) {
	t.Helper()
	for _, secret := range planted.In(s.written(), append(passwords, connectorPassword)...) {
		t.Errorf("on the terminal stands %q", secret)
	}
	for _, found := range planted.Below(folder, append(passwords, connectorPassword)...) {
		t.Error(found)
	}
}

// TestAttackTheNewPasswordIsSeenByWhoAsksAlone resets the test user line by line. The
// new password comes to standard output when somebody asks for it, once and not
// before, and to nothing else, ever: not to the journal, the trail, the case file,
// nor to a folder of scripts that was left behind.
func TestAttackTheNewPasswordIsSeenByWhoAsksAlone(t *testing.T) {
	t.Parallel()
	for name, times := range map[string]int{"nobody asks": 0, "somebody asks": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, state := companyOf(t, "reset-arrives"), t.TempDir()
			r := resetsOf(c)
			s := c.begins("helpdesk-07", state, 100, 50, append(c.known(), "--accessible")...)
			for _, question := range []string{"Where to begin?", "Error code"} { // all else is known
				s.await(60*time.Second, question)
				s.press(enter)
			}
			s.awaitWords(3*time.Minute, "Prove it to the end with a test user?")
			s.press("y", enter)
			s.chooses("Reset it through Microsoft Graph")
			s.awaitWords(30*time.Second, "type the sign-in name")
			s.press(testUser, enter)
			s.awaitWords(2*time.Minute, "Show it? (y/N)")
			if len(r.passwords()) != 1 {
				t.Fatalf("%d passwords were set", len(r.passwords()))
			}
			secret := r.passwords()[0]
			if strings.Contains(onlyWords(s.written()), secret) {
				t.Fatalf("it is shown unasked:\n%s", s.picture())
			}
			s.press([]string{"n", "y"}[times], enter)
			s.awaitWords(2*time.Minute, "A real reset of the test user: Proven")
			s.awaitWords(time.Minute, "Save this walk")
			s.press("y", enter)
			s.awaitWords(30*time.Second, "Saved:")
			s.exit(30 * time.Second)
			if n := strings.Count(onlyWords(s.written()), secret); n != times {
				t.Errorf("it stands %d times on the terminal, want %d", n, times)
			}
			if saved, err := filepath.Glob(filepath.Join(s.command.Dir, "*.json")); err != nil || len(saved) != 1 {
				t.Errorf("saved %v, %v", saved, err)
			}
			for _, folder := range []string{state, s.command.Dir, c.folder} {
				for _, found := range planted.Below(folder, secret) {
					t.Error(found)
				}
			}
			if trail := realTrail(state); strings.Count(trail, `"outcome":"proven"`) != 1 {
				t.Errorf("the trail is %s", trail)
			}
		})
	}
}

// chooses types the number of an option.
func (s *screen) chooses(option string) {
	s.t.Helper()
	number := regexp.MustCompile(`(\d+)\) ` + regexp.QuoteMeta(option))
	for deadline := time.Now().Add(patient(0)); ; time.Sleep(20 * time.Millisecond) {
		found := number.FindAllStringSubmatch(s.picture(), -1)
		if len(found) > 0 && strings.HasSuffix(strings.TrimSpace(s.picture()), "(Enter = 1):") {
			s.press(found[len(found)-1][1], enter)
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%q is not offered:\n%s", option, s.picture())
		}
	}
}
