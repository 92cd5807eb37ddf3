package lab

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/endpoint"
	"example.com/writeback-doctor/probes/powershell"
)

// disabledByPolicy is ERROR_ACCESS_DISABLED_BY_POLICY of Windows.
const disabledByPolicy = 1260

// connectServer is one Connect server of a world, with its road.
type connectServer struct {
	*Lab

	is   *server
	road *road
}

// startServers makes the roads of the Connect servers.
func (l *Lab) startServers() error {
	add := func(is *server, from side) (*connectServer, error) {
		way, err := l.newRoad(from)
		is.changed = &changed{}
		return &connectServer{Lab: l, is: is, road: way}, err
	}
	first, err := add(&l.world.server, fromServer)
	if err != nil {
		return err
	}
	if l.server = first; l.world.kept != nil {
		first.is.changed = l.world.kept
	}
	for _, host := range sortedKeys(l.world.servers) {
		is := l.world.servers[host]
		other, err := add(&is, fromOthers)
		if err != nil {
			return err
		}
		l.others = append(l.others, other)
	}
	return nil
}

// exec stands in for PowerShell on the machine that it is asked for: the Connect
// server, unless another one is named.
func (l *Lab) exec(ctx context.Context, name string, args ...string) (stdout, stderr []byte, code int, err error) {
	computer := powershell.ParseComputer(args)
	for _, other := range l.others {
		if other.isServer(computer) {
			return other.exec(ctx, name, args...)
		}
	}
	return l.server.exec(ctx, name, args...)
}

// exec stands in for the PowerShell of the server. It reads the request
// that the collection script would get, and prints what the script would
// print there. Roads are really tried, from the server's side.
func (l *connectServer) exec(ctx context.Context, name string, args ...string) (stdout, stderr []byte, code int, err error) {
	if !isPowerShell(name) || l.is.fault == faultMissing {
		return nil, nil, 0, &exec.Error{Name: name, Err: exec.ErrNotFound}
	}
	if l.is.fault == faultPolicy {
		return nil, nil, 0, &os.PathError{Op: "fork/exec", Path: name, Err: syscall.Errno(disabledByPolicy)}
	}
	if !l.delay(ctx) {
		return nil, nil, 0, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
	}
	switch l.is.fault {
	case faultExit:
		return nil, []byte("the script ended early"), 1, nil
	case faultEmpty:
		return nil, nil, 0, nil
	case faultPrompt: // until whoever asked has had enough
		<-ctx.Done()
		return nil, nil, 0, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
	case faultLimited: // what the script prints by itself, before anything else
		return fmt.Appendf(nil, `{"schema":%q,"host":%q,"failed":{"kind":"not-run","needs":"FullLanguage","code":""}}`, powershell.Schema, l.is.host), nil, 0, nil
	case faultGarbled:
		return []byte("Windows PowerShell\r\nCopyright (C) Microsoft Corporation.\r\n"), nil, 0, nil
	}
	if order, outFile, err := action.ParseOrder(args); err == nil {
		return l.carryOut(ctx, order, outFile)
	}
	request, err := powershell.ParseRequest(args)
	if err != nil {
		return nil, []byte(err.Error()), 2, nil //nolint:nilerr // a script that fails ends with a code
	}
	if computer := powershell.ParseComputer(args); computer != "" && !l.isServer(computer) {
		return nil, []byte("cannot connect to " + computer), 1, nil
	}
	if fault, told := remotingFaults[l.is.fault]; told {
		return printed(powershell.Document{Schema: powershell.Schema, Host: l.is.host, Failed: &fault})
	}
	document, err := l.document(ctx, request)
	if err != nil {
		return nil, nil, 0, err
	}
	return printed(l.limited(document))
}

// printed is a document as the script prints it.
func printed(document powershell.Document) (stdout, stderr []byte, code int, err error) {
	text, err := json.Marshal(document)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("print the document: %w", err)
	}
	return append(text, '\r', '\n'), nil, 0, nil
}

func isPowerShell(name string) bool {
	base := strings.ToLower(name[strings.LastIndexAny(name, `/\`)+1:])
	return strings.TrimSuffix(base, filepath.Ext(base)) == "powershell"
}

func (l *connectServer) isServer(computer string) bool {
	short, _, _ := strings.Cut(l.is.host, ".")
	return strings.EqualFold(computer, l.is.host) || strings.EqualFold(computer, short)
}

// serverTime is the clock of the Connect server.
func (l *connectServer) serverTime() time.Time { return l.clock.Now().Add(l.is.skew).UTC() }

func (l *connectServer) serverVantage() probes.Vantage {
	return probes.Vantage{Place: probes.SyncServer, Host: l.is.host}
}

// document gathers the parts of a request.
func (l *connectServer) document(ctx context.Context, request powershell.Request) (powershell.Document, error) {
	start := l.serverTime()
	d := powershell.Document{Schema: powershell.Schema, Host: l.is.host, At: start}
	seen := probes.Seen{Vantage: l.serverVantage(), At: start}
	wants := func(p powershell.Part) bool { return slices.Contains(request.Parts, p) }
	if wants(powershell.PartServer) {
		d.Server = l.describeServer(seen)
	}
	switch noModule := l.is.fault == faultModule; {
	case wants(powershell.PartLink) && noModule && len(request.Parts) == 1: // the connector space is the module's
		d.Failed = &probes.Obstacle{Kind: probes.ModuleMissing, Host: l.is.host, Needs: "ADSync"}
	case wants(powershell.PartLink) && !noModule && request.UserDN != "":
		d.Links = []probes.UserLink{l.userLink(request.UserDN, seen)}
	}
	if wants(powershell.PartEvents) {
		d.Events = l.eventLog(request.Since, seen)
	}
	road := endpoint.New(endpoint.Config{
		Network: l.schannel(), Clock: l.serverClock(), Vantage: l.serverVantage(), Proxy: l.serverProxy,
	})
	var err error
	if wants(powershell.PartReach) {
		d.Routes, err = each(request.Targets, func(t probes.Target) (probes.Route, error) { return road.Reach(ctx, t) })
	}
	if err == nil && wants(powershell.PartHold) {
		d.Holds, err = each(request.Targets, func(t probes.Target) (probes.Hold, error) {
			return road.Hold(ctx, t, request.Length)
		})
	}
	return d, err
}

func (l *connectServer) serverClock() probes.Clock {
	return probes.Clock{Now: l.serverTime, After: l.clock.After, Limit: l.clock.Limit}
}

// each asks about all targets at once and keeps their order.
func each[T any](targets []probes.Target, ask func(probes.Target) (T, error)) ([]T, error) {
	answers, faults := make([]T, len(targets)), make([]error, len(targets))
	var all sync.WaitGroup
	for i, t := range targets {
		all.Go(func() { answers[i], faults[i] = ask(t) })
	}
	all.Wait()
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// serverProxy is the proxy that the sync engine takes: that of
// machine.config, without the hosts that bypass it.
func (l *connectServer) serverProxy(to *url.URL) (*url.URL, error) {
	p := &l.is.proxy
	host := strings.ToLower(to.Hostname())
	if p.MachineConfig == "" || slices.ContainsFunc(p.MachineConfigBypass, func(b string) bool { return covered(b, host) }) {
		return nil, nil //nolint:nilnil // no proxy and no fault, as net/http.Transport has it
	}
	proxy, err := url.Parse(p.MachineConfig)
	if err != nil || proxy.Scheme != "http" { // which .NET Framework cannot use
		return nil, nil //nolint:nilnil,nilerr // as if there were none
	}
	proxy.User = nil // the script sends no name and no password
	return proxy, nil
}

// userLink is how a user stands in the connector spaces.
func (l *connectServer) userLink(dn string, seen probes.Seen) probes.UserLink {
	u := probes.UserLink{Seen: seen, DN: dn, InADSpace: probes.No, InMetaverse: probes.No, InEntraSpace: probes.No, Rules: []string{}}
	for sam := range l.world.directory.usersWithDN(dn) {
		v, special := l.is.links[sam]
		if !special {
			v = soundLink()
		}
		u.InADSpace, u.InMetaverse, u.InEntraSpace = probes.Said(v.adSpace), probes.Said(v.metaverse), probes.Said(v.entraSpace)
		u.RightRule, u.PendingExport, u.Duplicate = probes.Said(v.rightRule), probes.Said(v.pending), probes.Said(v.duplicate)
		u.HashSyncScope = v.hashScope
		u.Rules = []string{"In from AD - User Join"}
		if v.rightRule {
			u.Rules = append(u.Rules, "In from AD - User AccountEnabled")
		}
	}
	return u
}
