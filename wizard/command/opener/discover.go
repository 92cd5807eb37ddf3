package opener

import (
	"cmp"
	"context"
	"encoding/json"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/wanted"
)

// asked returns what reports whether there is what an instrument takes, before it
// is asked anything; nil in the lab, where everything is there.
func (t *transports) asked() func(steps.Instrument, steps.Facts) bool {
	if t.lab {
		return nil
	}
	return func(by steps.Instrument, facts steps.Facts) bool {
		switch by {
		case steps.ByDirectory:
			domain, controller := facts[steps.Domain], facts[steps.Controller]
			return domain+controller != "" && t.signing(domain, controller).SignsIn()
		case steps.ByTenant:
			t.mu.Lock()
			defer t.mu.Unlock()
			return t.tenant.signsIn(facts[steps.Tenant])
		default:
			return t.file != nil || t.synced || t.exec != nil && facts[steps.SyncServer] != ""
		}
	}
}

// Place is what is possible on this machine.
func (op *Opener) Place() wanted.Place {
	return wanted.Place{Ways: op.TenantWays(), Session: op.session(), Remote: runtime.GOOS == "windows"}
}

// session reports whether whoever runs this can sign in to the directory without
// an account.
func (op *Opener) session() bool {
	t := op.tickets("")
	return t.Cache != "" || t.Platform && op.process.Getenv("USERDNSDOMAIN") != ""
}

// synchronizes reports whether Connect Sync or the agent of Cloud Sync stands
// where they are installed as a rule. Where they are elsewhere, a person is asked.
func (op *Opener) synchronizes() bool {
	programs := op.process.Getenv("ProgramFiles")
	return programs != "" && (exists(filepath.Join(programs, "Microsoft Azure AD Sync", "Bin")) ||
		exists(filepath.Join(programs, "Microsoft Azure AD Connect Provisioning Agent")))
}

// discoverLimit ends the search for what need not be asked: a name server that
// does not answer must not keep a person waiting.
const discoverLimit = 3 * time.Second

// Discover finds what nobody has to be asked for: the domain of this machine or
// its user, or that of the caller's name, where name servers know its controllers;
// the tenant of that name, of which the sign-in service tells; and whoever is
// signed in with the Azure CLI. offered are defaults that a person has to say:
// where something could be shown to whoever owns a domain that only the caller
// named, that domain is one.
func (op *Opener) Discover(ctx context.Context, known steps.Access) (found, offered steps.Access) {
	ctx, cancel := context.WithTimeout(ctx, discoverLimit) //nolint:forbidigo // of this machine, before there is a patient
	defer cancel()
	suffix := suffixOf(known.Facts[steps.User])
	tenant := make(chan string, 1)
	go func() {
		of := ""
		defer func() {
			_ = recover() // of a tenant that was not found the person is asked
			tenant <- of
		}()
		of = op.tenantOf(ctx, known, suffix)
	}()
	found.Facts, offered.Facts = steps.Facts{}, steps.Facts{}
	if known.Facts[steps.Domain]+known.Facts[steps.Controller] == "" {
		op.domains(ctx, suffix, known, found.Facts, offered.Facts)
	}
	if user, domain := op.process.Getenv("USERNAME"), op.process.Getenv("USERDOMAIN"); user != "" && domain != "" && !sameMachine(domain, op.process.Hostname) {
		offered.Account = domain + `\` + user
	}
	if known.ClientID == "" {
		found.ClientID = op.process.Getenv("AZURE_CLIENT_ID")
	}
	applied := len(known.Token) > 0 || len(known.ClientSecret) > 0 || known.Certificate != ""
	if slices.Contains([]string{"", "auto"}, known.TenantSignIn) && !applied && op.azureSignedIn() {
		found.TenantSignIn = string(graph.ByAzureCLI)
	}
	found.Facts = found.Facts.With(steps.Facts{steps.Tenant: <-tenant})
	op.mu.Lock()
	defer op.mu.Unlock()
	op.found = found
	return found, offered
}

// remember keeps what an environment was opened with by a person: not what was
// found, which may be of this call alone.
func (op *Opener) remember(given steps.Access) {
	if op.Remember == nil {
		return
	}
	op.mu.Lock()
	found := op.found
	op.mu.Unlock()
	said := steps.Facts{}
	for name, value := range given.Facts {
		if found.Facts[name] != value {
			said[name] = value
		}
	}
	given.Facts = said
	if given.TenantSignIn == found.TenantSignIn {
		given.TenantSignIn = ""
	}
	op.Remember(given)
}

// domains puts the domain into what is found, or into what is offered.
func (op *Opener) domains(ctx context.Context, suffix string, known steps.Access, found, offered steps.Facts) {
	here := domainHere(op.process.Getenv, op.process.Hostname)
	switch {
	case here != "" && op.hasControllers(ctx, here):
		found[steps.Domain] = here
	case suffix != "" && op.hasControllers(ctx, suffix):
		into := found
		if op.session() || known.Account != "" {
			into = offered // a ticket or a password would go there, and the caller alone named it
		}
		into[steps.Domain] = suffix
	case here != "":
		offered[steps.Domain] = here
	}
}

// suffixOf is the domain in the caller's name, which is a verified domain of the
// tenant and often one of the directory; "" where there is none.
func suffixOf(user string) string {
	_, suffix, isUPN := strings.Cut(user, "@")
	suffix = strings.ToLower(strings.TrimSpace(suffix))
	if !isUPN || !strings.Contains(suffix, ".") || strings.ContainsAny(suffix, " @/\\:") {
		return ""
	}
	return suffix
}

// tenantOf is the tenant that this machine names, or that has a domain.
func (op *Opener) tenantOf(ctx context.Context, known steps.Access, domain string) string {
	if known.Facts[steps.Tenant] != "" {
		return ""
	}
	if named := op.process.Getenv("AZURE_TENANT_ID"); named != "" || domain == "" || known.TenantSignIn == string(wayNone) {
		return named
	}
	config := graph.Config{Cloud: Clouds()[op.said.Cloud], Network: op.process.Network, Proxy: op.proxy()}
	if known.CAFile != "" {
		if roots, err := readRoots(known.CAFile, op.process.Now()); err == nil {
			config.Network.Roots = roots
		}
	}
	if graph.TenantOf(ctx, config, domain) == "" {
		return ""
	}
	return domain // people know it by that, and so does the sign-in service
}

// azureSignedIn reports whether somebody is signed in with the Azure CLI, which
// notes there what it may see.
func (op *Opener) azureSignedIn() bool {
	folder := cmp.Or(op.process.Getenv("AZURE_CONFIG_DIR"), filepath.Join(cmp.Or(op.process.Getenv("HOME"), op.process.Getenv("USERPROFILE")), ".azure"))
	text, err := textfile.ReadBytes(filepath.Join(folder, "azureProfile.json"), maxKeys)
	var profile struct {
		Subscriptions []json.RawMessage `json:"subscriptions"`
	}
	return err == nil && json.Unmarshal([]byte(strings.TrimPrefix(string(text), "\ufeff")), &profile) == nil &&
		len(profile.Subscriptions) > 0 && azureCLI()
}

// domainHere is the DNS domain of a domain-joined Windows machine's user, or
// that of this machine's own full name.
func domainHere(getenv func(string) string, hostname string) string {
	if domain := getenv("USERDNSDOMAIN"); domain != "" {
		return strings.ToLower(domain)
	}
	_, domain, _ := strings.Cut(hostname, ".")
	return domain
}

// hasControllers asks the name server whether a domain has a PDC emulator, which
// any controller of the domain registers there (MS-ADTS 6.3.2.3). A host outside
// the domain does not count.
func (op *Opener) hasControllers(ctx context.Context, domain string) bool {
	_, records, err := op.process.Network.Names().LookupSRV(ctx, "ldap", "tcp", "pdc._msdcs."+domain+".")
	return err == nil && len(records) > 0 && probes.HostWithin(records[0].Target, domain)
}
