package opener

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/endpoint"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// outside is everything that leads to one environment, real or practised. The
// transports that are built on it cannot tell the two apart.
type outside struct {
	network probes.Network
	clock   probes.Clock
	here    probes.Vantage
	proxy   func(*url.URL) (*url.URL, error)
	exec    powershell.Exec // nil: nothing can be run on a Connect server
	local   bool            // the Connect server is reached without remoting
	lab     bool            // everything is there, and nobody is asked for anything
	synced  bool            // the Connect server is this machine, as far as it looks
	server  []byte          // what collect wrote there; nil for none
	acting  *acting         // what can change something; nil where nothing may
	past    *steps.Past     // as of when everything is judged; nil for now

	// heard is what only a case file says; nothing is connected to by it. nil
	// for a walk that no file began.
	heard *steps.Hearsay

	account  string
	password probes.Secret
	signIn   directory.SignIn
	tickets  directory.Tickets
	tenant   tenant
	products steps.Products // that somebody named; nil for ours
}

// transports are the open ones, by what they were opened for.
type transports struct {
	outside
	mu          sync.Mutex
	directories map[string]*directory.Client
	graphs      map[string]*graph.Client
	shells      map[string]probes.Shell
	file        probes.Shell
	words       string           // in which something was looked for that was pasted of the server
	paste       *powershell.File // that; nil for nothing
}

func newTransports(o outside) *transports {
	o.tenant.first = o.tenant.way
	return &transports{
		outside: o, directories: map[string]*directory.Client{},
		graphs: map[string]*graph.Client{}, shells: map[string]probes.Shell{},
	}
}

// patient opens an environment for a walk.
func (o outside) patient(known steps.Facts, name lang.Text, zone *time.Location) (*steps.Patient, error) {
	started := o.clock.Now()
	if earlier, err := time.Parse(time.RFC3339, known[steps.Started]); err == nil {
		started = earlier // a walk that somebody began before
	}
	known = known.With(steps.Facts{steps.Started: started.UTC().Format(time.RFC3339)})
	session := steps.NewSession(catalog.All(), known)
	return o.resumed(session, name, zone, started)
}

// resumed opens an environment for a walk that has begun already.
func (o outside) resumed(session *steps.Session, name lang.Text, zone *time.Location, started time.Time) (*steps.Patient, error) {
	t := newTransports(o)
	if o.server != nil {
		file, err := powershell.Open(o.server)
		if err != nil {
			return nil, fmt.Errorf("open what collect wrote: %w", err)
		}
		t.file = file
	}
	t.hear(session.Facts()[steps.Words])
	env := t.env()
	ahead := steps.NewAhead(steps.Live(env), session.Tree())
	return &steps.Patient{
		Session: session, Looker: refreshing{Ahead: ahead, transports: t, tree: session.Tree()},
		Now: o.clock.Now, Zone: zone, Name: name, Vantage: o.here.Host, Started: started, Past: o.past, Hearsay: o.heard,
		Close: func() error { ahead.Close(); return t.close() }, Env: env, SignIn: t.entrance(session.Facts()),
		Has: t.asked(), Broken: t.broken(),
	}, nil
}

// broken is an action that broke off in a world; in this environment the start
// says it, before anything is opened.
func (t *transports) broken() *steps.Interrupted {
	if !t.lab || t.acting == nil || t.acting.trail == nil {
		return nil
	}
	return reenable.Interrupted(t.acting.trail)
}

func (t *transports) env() steps.Env {
	env := steps.Env{Directory: t.directory, Graph: t.graph, Shell: t.shell, Live: t.live, Now: t.clock.Now, Limit: t.clock.Limit, Opened: t.clock.Now(), Products: t.products, Tried: &steps.Tried{}}
	env.Sweep = casefile.NewSweeper(append(t.tenant.secrets(), t.password)...).Result
	t.let(&env)
	if t.past == nil {
		env.Endpoint = endpoint.New(endpoint.Config{Network: t.network, Clock: t.clock, Vantage: t.here, Proxy: t.proxy})
	}
	return env
}

func (t *transports) directory(_ context.Context, facts steps.Facts) (probes.Directory, error) {
	domain, controller := facts[steps.Domain], facts[steps.Controller]
	if domain == "" && controller == "" {
		return nil, &probes.Obstacle{Kind: probes.NoDomain}
	}
	if err := t.unconfirmed(facts, steps.Domain, steps.Controller); err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	key := domain + "\x00" + controller
	if t.directories[key] == nil {
		t.directories[key] = directory.New(t.signing(domain, controller))
	}
	return t.directories[key], nil
}

// signing is how somebody signs in to a domain.
func (o *outside) signing(domain, controller string) directory.Config {
	return directory.Config{
		Domain: domain, Controller: controller, Network: o.network, Clock: o.clock,
		Vantage: o.here, Account: o.account, Password: o.password,
		SignIn: o.signIn, Tickets: o.tickets,
	}
}

// unconfirmed is the obstacle of facts that only a file says.
func (t *transports) unconfirmed(facts steps.Facts, names ...steps.Fact) error {
	name := t.heard.First(facts, names...)
	if name == "" {
		return nil
	}
	return &probes.Obstacle{Kind: probes.NotConfirmed, Host: facts[name], Needs: string(name)}
}

// shell leads to the Connect server: by a file from there, by running on it, or by
// the platform's remoting, and where none of these tells, by what was pasted of it.
func (t *transports) shell(ctx context.Context, facts steps.Facts) (probes.Shell, error) {
	shell, err := t.live(ctx, facts)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.paste == nil {
		return shell, err
	}
	if err != nil {
		shell = nowhere{err}
	}
	return pastedServer{Shell: shell, paste: t.paste}, nil
}

// live leads to the Connect server itself, or to a file from there; nil where nothing
// does.
func (t *transports) live(_ context.Context, facts steps.Facts) (probes.Shell, error) {
	if t.file != nil {
		return t.file, nil
	}
	server, err := t.serverOf(facts)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.shells[server] == nil {
		t.shells[server] = powershell.New(powershell.Config{Exec: t.exec, Clock: t.clock, Computer: server})
	}
	return t.shells[server], nil
}

// serverOf is the host by which the Connect server is reached; "" is this machine.
func (t *transports) serverOf(facts steps.Facts) (string, error) {
	server := facts[steps.SyncServer]
	if t.exec == nil || server == "" && !t.local {
		return "", &probes.Obstacle{Kind: probes.NoServer}
	}
	if t.local || sameMachine(server, t.here.Host) {
		return "", nil
	}
	return server, t.unconfirmed(facts, steps.SyncServer)
}

// sameMachine compares names of machines by their first label: Windows tells
// some of them without the domain.
func sameMachine(a, b string) bool {
	a, _, _ = strings.Cut(a, ".")
	b, _, _ = strings.Cut(b, ".")
	return a != "" && strings.EqualFold(a, b)
}

func (t *transports) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, d := range t.directories {
		d.Forget()
	}
	for _, g := range t.graphs {
		g.Forget()
	}
	for _, s := range t.shells {
		if f, ok := s.(interface{ Forget() }); ok {
			f.Forget()
		}
	}
}

func (t *transports) close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	var errs []error
	for _, d := range t.directories {
		errs = append(errs, d.Close())
	}
	for _, s := range t.shells {
		if c, ok := s.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// reality is this machine's own network, clock and platform, with what the
// person gave. The secrets are copied; the caller wipes its own.
func (op *Opener) reality(access steps.Access) (outside, error) {
	clock := probes.Clock{Now: op.process.Now, After: probes.SystemClock().After}
	o := outside{
		products: op.Products, network: op.process.Network,
		clock: clock, here: probes.Vantage{Place: probes.Here, Host: op.process.Hostname},
		account: access.Account, password: probes.NewSecret(string(access.Password)),
		signIn: SignIns()[access.SignIn], tickets: op.tickets(access.Keytab), tenant: op.tenant(access), proxy: op.proxy(),
	}
	if err := op.checkSignIn(access); err != nil {
		return outside{}, err
	}
	if err := op.checkTenantSignIn(access); err != nil {
		return outside{}, err
	}
	if runtime.GOOS == "windows" {
		o.exec = powershell.System()
		o.local = access.Facts[steps.SyncServer] == "" || sameMachine(access.Facts[steps.SyncServer], op.process.Hostname)
		o.synced = o.local && (access.Facts[steps.SyncServer] != "" || op.synchronizes())
	}
	if access.CAFile != "" {
		roots, err := readRoots(access.CAFile, op.process.Now())
		if err != nil {
			return outside{}, err
		}
		o.network.Roots = roots
	}
	if access.ServerFile != "" {
		file, err := readServerFile(access.ServerFile)
		if err != nil {
			return outside{}, err
		}
		op.TellGuess(file)
		o.server = file.Text
	}
	return o, nil
}

// readServerFile reads what collect wrote on the Connect server.
func readServerFile(path string) (NamedFile, error) {
	file, err := readJSON(path)
	if err != nil {
		return NamedFile{}, err
	}
	_, wrong := powershell.Open(file.Text)
	if wrong == nil {
		return file, nil
	}
	what, args := whatItIs(file.Text, map[string]error{powershell.Schema: wrong})
	args["path"] = path
	return NamedFile{}, misuse.New(misuse.Joined(lang.Text{
		Ko: "{path} 파일은 Connect 서버에서 수집한 파일이 아닙니다.", En: "{path} is not what collect wrote on a Connect server.",
	}, what, howCollected()), args)
}
