package opener

import (
	"context"
	"os/exec"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// tenant is with what somebody signs in to the tenant.
type tenant struct {
	way         graph.Way // "" is with what there is
	first       graph.Way // that was given; a policy or a person may have gone over to another
	clientID    string
	secret      probes.Secret
	certificate graph.Certificate
	token       probes.Secret
	cloud       graph.Cloud
	roots       string // the file of the authorities that are trusted besides
	browse      func(address string) error
	people      *people
	keeper      graph.Keeper // nil keeps nothing
	keep        bool         // the person has asked to keep the sign-in
}

// people are the persons who signed in, by what they signed in to. A walk that is
// opened once more, to correct something else, asks nobody to sign in again; the
// tokens end with the program.
type people struct {
	mu  sync.Mutex
	all map[string]*graph.Client
}

func newPeople() *people { return &people{all: map[string]*graph.Client{}} }

// wayNone is to go on without the cloud, whatever was given.
const wayNone graph.Way = "none"

// TenantSignIns are the ways of signing in to the tenant by their names on the
// command line.
func TenantSignIns() map[string]graph.Way {
	all := map[string]graph.Way{"": "", "auto": "", string(wayNone): wayNone}
	for _, way := range graph.Ways() {
		all[string(way)] = way
	}
	return all
}

// tenant is what a person gave to sign in to it with.
func (op *Opener) tenant(access steps.Access) tenant {
	return tenant{
		way: TenantSignIns()[access.TenantSignIn], clientID: access.ClientID, secret: probes.NewSecret(string(access.ClientSecret)),
		certificate: graph.Certificate{Path: access.Certificate, Password: probes.NewSecret(string(access.CertificatePassword))},
		token:       probes.NewSecret(string(access.Token)), cloud: Clouds()[op.said.Cloud],
		roots: access.CAFile, browse: op.process.Browse, people: op.people, keeper: op.process.Keeper, keep: op.said.KeepSignIn,
	}
}

func (t tenant) secrets() []probes.Secret {
	return []probes.Secret{t.secret, t.certificate.Password, t.token}
}

// signsIn reports whether there is something to sign in to a tenant with.
func (t tenant) signsIn(name string) bool {
	switch {
	case t.way != "":
		return t.way != wayNone
	case !t.token.Empty():
		return true
	default:
		return t.clientID != "" && name != "" && (!t.secret.Empty() || t.certificate.Path != "")
	}
}

// graph is the way to Microsoft Graph. A person who signed in stays signed in
// whatever the tenant turns out to be called.
func (t *transports) graph(_ context.Context, facts steps.Facts) (probes.Graph, error) {
	name := facts[steps.Tenant]
	if !t.tenant.signsIn(name) {
		return nil, &probes.Obstacle{Kind: probes.NoTenant}
	}
	if err := t.unconfirmed(facts, steps.Tenant); err != nil {
		return nil, err
	}
	return t.client(t.way(), name), nil
}

// client is the one for a tenant, made when it is first asked for.
func (t *transports) client(way graph.Way, name string) *graph.Client {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := name
	if way.Personal() {
		key = "" // whoever signed in is in one tenant
	}
	if t.graphs[key] == nil {
		t.graphs[key] = t.known(way, name)
	}
	return t.graphs[key]
}

// known is the client with which a person has signed in already, or a new one.
func (t *transports) known(way graph.Way, name string) *graph.Client {
	made := func() *graph.Client {
		return graph.New(graph.Config{
			Way: way, Tenant: name, ClientID: t.tenant.clientID, ClientSecret: t.tenant.secret, Certificate: t.tenant.certificate,
			Token: t.tenant.token, Browse: t.tenant.browse, Keeper: t.tenant.keeper,
			Cloud: t.tenant.cloud, Network: t.network, Clock: t.clock, Vantage: t.here, Proxy: t.proxy,
		})
	}
	if !way.Personal() {
		return made()
	}
	p := t.tenant.people
	p.mu.Lock()
	defer p.mu.Unlock()
	key := t.tenant.person(way, name)
	if p.all[key] == nil {
		p.all[key] = made()
	}
	return p.all[key]
}

// person is to what somebody signs in.
func (t tenant) person(way graph.Way, name string) string {
	return string(way) + "\x00" + name + "\x00" + t.clientID + "\x00" + string(t.cloud) + "\x00" + t.roots
}

// stays has whoever signed in stay so, also where the walk is opened once more by the
// tenant that the sign-in told, or by the first way where it went over to another.
func (t *transports) stays(client *graph.Client, way graph.Way, name, told string) {
	p := t.tenant.people
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, by := range []graph.Way{way, t.tenant.first} {
		p.all[t.tenant.person(by, name)] = client
		if name == "" && told != "" {
			p.all[t.tenant.person(by, told)] = client
		}
	}
}

// way is how somebody signs in, which changes where a policy forbids the first.
func (t *transports) way() graph.Way {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tenant.way
}

// entrance is how a walk signs in to the tenant before it begins; nil where there
// is nothing to sign in with.
func (t *transports) entrance(facts steps.Facts) *steps.TenantSignIn {
	name, way := facts[steps.Tenant], t.way()
	if t.past != nil || !t.tenant.signsIn(name) {
		return nil
	}
	enter := func(ctx context.Context, show func(steps.SignInPrompt)) (probes.SignedIn, error) {
		if err := t.unconfirmed(facts, steps.Tenant); err != nil {
			return probes.SignedIn{}, err
		}
		return t.enter(ctx, name, show)
	}
	how := &steps.TenantSignIn{Way: string(way), Personal: way.Personal(), Enter: enter}
	if t.tenant.keeper != nil && way.Personal() {
		how.Keep = func(on bool) { t.keep(name, on) }
	}
	if !t.lab { // its pages are no pages that a browser shows
		how.Browse = t.tenant.browse
	}
	if way == graph.ByBrowser || way == graph.ByDeviceCode && t.tenant.browse != nil {
		how.Other = t.other
	}
	return how
}

// other has a person sign in the other way from now on.
func (t *transports) other() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.tenant.way == graph.ByBrowser {
		t.turn(graph.ByDeviceCode)
	} else {
		t.turn(graph.ByBrowser)
	}
	return string(t.tenant.way)
}

// turn is called with mu held.
func (t *transports) turn(way graph.Way) {
	t.tenant.way = way
	delete(t.graphs, "")
}

// keep keeps the sign-in that is under way, or that was, or forgets it.
func (t *transports) keep(name string, on bool) {
	t.mu.Lock()
	t.tenant.keep = on
	t.mu.Unlock()
	t.client(t.way(), name).Keep(on)
}

// signs signs in, and keeps what the person asked to keep.
func (t *transports) signs(ctx context.Context, way graph.Way, name string, show func(graph.Prompt)) (probes.SignedIn, error) {
	client := t.client(way, name)
	t.mu.Lock()
	keep := t.tenant.keep
	t.mu.Unlock()
	if keep {
		client.Keep(true)
	}
	in, err := client.SignIn(ctx, show)
	if err == nil && way.Personal() {
		t.stays(client, way, name, in.Tenant)
	}
	return in, err
}

// enter signs in, and goes over to the browser where a policy forbids to sign in
// with a device code.
func (t *transports) enter(ctx context.Context, name string, show func(steps.SignInPrompt)) (probes.SignedIn, error) {
	var instead *probes.Obstacle
	shown := func(p graph.Prompt) {
		if show != nil {
			show(steps.SignInPrompt{Code: p.Code, Address: p.Address, Expires: p.Expires, Opened: p.Opened, Instead: instead})
		}
	}
	way := t.way()
	in, err := t.signs(ctx, way, name, shown)
	if way != graph.ByDeviceCode || t.tenant.browse == nil || !graph.BrowserMayHelp(err) {
		return in, err
	}
	instead = probes.AsObstacle(err)
	t.mu.Lock()
	t.turn(graph.ByBrowser)
	t.mu.Unlock()
	return t.signs(ctx, graph.ByBrowser, name, shown)
}

// TryCertificate says what is wrong with a file of an application's certificate. A
// password may still open what cannot be read without.
func (op *Opener) TryCertificate(path string) lang.Text {
	if _, err := textfile.ReadBytes(path, maxKeys); err != nil {
		return steps.Reason(unreadable(path, err))
	}
	return lang.Text{}
}

// TenantWays are the ways of signing in to the tenant that are possible here, in
// the words of the command line.
func (op *Opener) TenantWays() []string {
	possible := map[graph.Way]bool{
		graph.ByBrowser: op.process.Browse != nil, graph.ByDeviceCode: true, graph.ByAzureCLI: azureCLI(),
		graph.ByCertificate: true, graph.BySecret: true, graph.ByToken: op.process.Getenv(envToken) != "",
	}
	var ways []string
	for _, way := range graph.Ways() {
		if possible[way] {
			ways = append(ways, string(way))
		}
	}
	return append(ways, string(wayNone))
}

// azureCLI reports whether the Azure CLI is here.
func azureCLI() bool {
	_, err := exec.LookPath("az")
	return err == nil
}
