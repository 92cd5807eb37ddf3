package lab

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab/kdc"
	"example.com/writeback-doctor/probes/powershell"
)

// Lab is a world with its servers running. Its functions may be used from
// several goroutines. Close it.
type Lab struct {
	world World
	pace  *clock
	clock probes.Clock // the face of pace
	start time.Time    // of the world

	ca        *authority
	machines  *machines
	passwords *passwords
	resets    *resets
	here      *road // from the machine that the program runs on
	server    *connectServer
	others    []*connectServer // by host

	packets func() (*net.UDPConn, error) // opens a socket for packets, where there are any

	app *appCertificate // certificate of the application that signs in

	keptIn string // file that what orders change is kept in; "" for none

	closedPort string // a loopback address on which nobody listens
	cloud      http.Handler
	centre     *kdc.Realm // of the world's own domain

	ctx    context.Context //nolint:containedctx // the life of the servers, ended by Close
	cancel context.CancelFunc
	group  sync.WaitGroup
	mu     sync.Mutex
	open   []func() error // what Close closes, last first
	done   bool
}

// Hurried is the world for nobody who looks on: its clock runs faster, unless
// the world says how fast.
func (w World) Hurried() World {
	if w.speed == defaultSpeed {
		w.speed = hurriedSpeed
	}
	return w
}

// Start brings up the servers of a world on loopback. Canceling ctx ends
// nothing that runs already; Close does.
func Start(ctx context.Context, w World) (*Lab, error) {
	return start(ctx, w, packetSocket)
}

func start(ctx context.Context, w World, packets func() (*net.UDPConn, error)) (*Lab, error) {
	if w.speed == 0 {
		return nil, errNotParsed
	}
	l := &Lab{world: w, packets: packets, start: w.now, pace: newClock(probes.SystemClock(), w.now, w.speed)}
	l.clock = l.pace.face()
	l.ctx, l.cancel = context.WithCancel(context.WithoutCancel(ctx))
	if err := l.build(); err != nil {
		return nil, errors.Join(fmt.Errorf("start world %s: %w", w.Name, err), l.Close())
	}
	return l, nil
}

var errNotParsed = errors.New("start a world that was not parsed")

func (l *Lab) build() error {
	err := heart.join(l.ctx, l.pace)
	if err != nil {
		return err
	}
	if l.ca, err = newAuthority("Microsoft Corporation"); err != nil {
		return err
	}
	l.machines, l.passwords, l.resets = newMachines(), newPasswords(l), newResets(l)
	for _, start := range []func() error{l.startDirectory, l.startCertificate, l.startCloud, l.startProxies, l.startClosedPort} {
		if err := start(); err != nil {
			return err
		}
	}
	if err := l.startServers(); err != nil {
		return err
	}
	if l.atServer() { // one machine has one road
		l.here = l.server.road
		return nil
	}
	l.here, err = l.newRoad(fromHere)
	return err
}

// Network is how this machine reaches the world.
func (l *Lab) Network() probes.Network { return l.here.network() }

// Clock is the clock of the world. It starts at the moment that the world
// says, and runs as many times as fast as the world says.
func (l *Lab) Clock() probes.Clock { return l.clock }

// Here is the clock of the machine that the program runs on, which may be ahead
// of that of the world.
func (l *Lab) Here() probes.Clock {
	here := l.clock
	here.Now = func() time.Time { return l.clock.Now().Add(l.world.hereSkew) }
	return here
}

// Exec runs programs on the Connect server: there is only PowerShell. It is
// nil when the world gives no evidence from the server.
func (l *Lab) Exec() powershell.Exec {
	if l.world.server.none {
		return nil
	}
	return l.exec
}

// Facts are what a person in this world would answer, by the names of the
// facts.
func (l *Lab) Facts() map[string]string { return l.world.Facts() }

// Facts are what a person in this world would answer, by the names of the
// facts.
func (w World) Facts() map[string]string {
	facts := map[string]string{
		"user": callerUPN, "scope": "one", "surface": "sspr", "domain": w.directory.domain,
		"tenant": w.tenant.id, "server": w.server.host, "admin": adminUPN, "test-user": testUPN, "tenant-switch": "on",
	}
	if w.server.none {
		delete(facts, "server")
	}
	if w.credentials.tenant == signInNone {
		delete(facts, "tenant")
	}
	for name, value := range w.Expect.Answers {
		facts[name] = value
		if value == "" {
			delete(facts, name)
		}
	}
	return facts
}

// Account is the person's sign-in to Active Directory, DOMAIN\name. It is ""
// in a world whose person has none.
func (l *Lab) Account() (string, probes.Secret) {
	if l.world.credentials.directory == signInNone {
		return "", probes.Secret{}
	}
	name, password := l.world.directory.netbios+`\`+helpdeskSAM, deskPassword
	if l.world.credentials.connector {
		name, password = l.world.directory.netbios+`\`+l.world.directory.connectorName, l.world.directory.connector.password
	}
	if l.world.credentials.directory == "wrong" {
		return name, probes.NewSecret(strings.ToUpper(password))
	}
	return name, probes.NewSecret(password)
}

// Vantage is this machine in the world. A person who sits at the Connect
// server sees what it sees.
func (l *Lab) Vantage() probes.Vantage {
	if l.atServer() {
		return l.server.serverVantage()
	}
	return probes.Vantage{Place: probes.Here, Host: l.world.here}
}

func (l *Lab) atServer() bool { return strings.EqualFold(l.world.here, l.world.server.host) }

// Close ends every server and waits for what they still do.
func (l *Lab) Close() error {
	l.cancel()
	l.mu.Lock()
	open := l.open
	l.open, l.done = nil, true
	l.mu.Unlock()
	var faults []error
	for _, end := range slices.Backward(open) {
		if err := end(); err != nil && !errors.Is(err, net.ErrClosed) {
			faults = append(faults, err)
		}
	}
	l.group.Wait()
	heart.leave(l.pace)
	if l.keptIn != "" { // whoever leaves a practice leaves nothing of it
		_ = os.Remove(l.keptIn)
	}
	return errors.Join(faults...)
}

// closes registers what Close has to close. A lab that is closed already
// closes it at once.
func (l *Lab) closes(end func() error) {
	l.mu.Lock()
	late := l.done
	if !late {
		l.open = append(l.open, end)
	}
	l.mu.Unlock()
	if late {
		_ = end()
	}
}

// onEnd runs f when the lab closes, or when the function that it returns is
// called, whichever comes first.
func (l *Lab) onEnd(f func()) func() {
	stop := context.AfterFunc(l.ctx, f)
	return func() {
		if stop() {
			f()
		}
	}
}

// delay holds an answer back for the world's latency. It reports whether the
// answer is still wanted.
func (l *Lab) delay(ctx context.Context) bool {
	if l.world.latency == 0 {
		return ctx.Err() == nil
	}
	return l.latent().Wait(ctx, l.world.latency) == nil
}

// latent is the clock that latency is measured on: this machine's, while the
// world knows that an answer is held back.
func (l *Lab) latent() probes.Clock {
	return probes.Clock{Now: l.clock.Now, After: func(d time.Duration) <-chan time.Time {
		rung := make(chan time.Time, 1)
		l.pace.hold(1)
		time.AfterFunc(d, func() {
			l.pace.hold(-1)
			rung <- l.clock.Now()
		})
		return rung
	}}
}
