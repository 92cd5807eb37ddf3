package lab

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// entraID is the fixed identifier of the Microsoft Entra connector.
const entraID = "b891884f-051e-4a83-95af-2544101c9083"

// describeServer is everything that is quick to read on the Connect server.
func (l *connectServer) describeServer(seen probes.Seen) *probes.Server {
	s := l.is
	at := &probes.Server{
		Seen: seen, System: s.system, Service: s.service,
		Product: probes.Product{Version: s.version, From: "uninstall"}, Writeback: s.writeback, Scheduler: s.scheduler,
		Connectors: l.connectorList(), Runs: l.runList(), Export: l.export(), TLS: l.tlsSettings(),
		Proxy: s.proxy, RemoteSAM: probes.RemoteSAM{Present: probes.Said(s.sam != ""), SDDL: s.sam}, CloudSync: s.cloudSync,
		Identity:       l.identityOf(),
		ControllersSAM: l.controllersSAM(), Sockets: l.socketList(), Files: l.files(), Agents: probes.Agents{List: []probes.Agent{}},
	}
	if s.service.State == "Running" {
		at.Service.Started = l.ago(s.files.started)
	}
	at.Proxy.System = bySystem(s.proxy)
	at.System.Host, at.System.Time = s.host, seen.At
	at.Writeback.Connector = entraName
	at.Scheduler.NextCycle = l.start.Add(s.nextCycle)
	s.changed.apply(at)
	l.headParts(at)
	return at
}

// headParts says of each part whether it could be read.
func (l *connectServer) headParts(at *probes.Server) {
	s := l.is
	parts := map[string]*probes.Part{
		"system": &at.System.Part, "service": &at.Service.Part, "product": &at.Product.Part,
		"writeback": &at.Writeback.Part, "scheduler": &at.Scheduler.Part, "connectors": &at.Connectors.Part,
		"runs": &at.Runs.Part, "export": &at.Export.Part, "tls": &at.TLS.Part, "proxy": &at.Proxy.Part,
		"remote-sam": &at.RemoteSAM.Part, "cloud-sync": &at.CloudSync.Part, "identity": &at.Identity.Part,
		"controllers-sam": &at.ControllersSAM.Part, "sockets": &at.Sockets.Part,
		"files": &at.Files.Part, "agents": &at.Agents.Part,
	}
	for name, part := range parts {
		kind := probes.Kind(s.unread[name])
		switch {
		case kind != "":
		case s.fault == faultModule && needsModule(name):
			kind = probes.ModuleMissing
		case s.fault == faultConstrained && (name == "export" || name == "controllers-sam"):
			kind = probes.Constrained
		}
		*part = probes.Part{Read: kind == ""}
		if kind != "" {
			part.Why = &probes.Obstacle{Kind: kind, Host: s.host, Needs: name}
		}
	}
	l.emptyUnread(at)
}

// needsModule reports whether a part comes from the ADSync module.
func needsModule(part string) bool {
	switch part {
	case "writeback", "scheduler", "connectors", "runs", "export", "identity":
		return true
	default:
		return false
	}
}

// emptyUnread takes the values out of the parts that could not be read.
func (l *connectServer) emptyUnread(at *probes.Server) {
	blank := func(part probes.Part, empty func()) {
		if !part.Read {
			empty()
		}
	}
	blank(at.System.Part, func() { at.System = probes.System{Part: at.System.Part} })
	blank(at.Service.Part, func() { at.Service = probes.Service{Part: at.Service.Part} })
	blank(at.Product.Part, func() { at.Product = probes.Product{Part: at.Product.Part} })
	blank(at.Writeback.Part, func() { at.Writeback = probes.Writeback{Part: at.Writeback.Part} })
	blank(at.Scheduler.Part, func() { at.Scheduler = probes.Scheduler{Part: at.Scheduler.Part} })
	blank(at.Connectors.Part, func() { at.Connectors = probes.Connectors{Part: at.Connectors.Part} })
	blank(at.Runs.Part, func() { at.Runs = probes.Runs{Part: at.Runs.Part} })
	blank(at.Export.Part, func() { at.Export = probes.Export{Part: at.Export.Part} })
	blank(at.TLS.Part, func() { at.TLS = probes.TLSSettings{Part: at.TLS.Part} })
	blank(at.Proxy.Part, func() { at.Proxy = probes.Proxy{Part: at.Proxy.Part} })
	blank(at.RemoteSAM.Part, func() { at.RemoteSAM = probes.RemoteSAM{Part: at.RemoteSAM.Part} })
	blank(at.Identity.Part, func() { at.Identity = probes.Identity{Part: at.Identity.Part} })
	blank(at.ControllersSAM.Part, func() { at.ControllersSAM = probes.ControllersSAM{Part: at.ControllersSAM.Part} })
	blank(at.Files.Part, func() { at.Files = probes.Files{Part: at.Files.Part} })
	blank(at.Agents.Part, func() { at.Agents = probes.Agents{Part: at.Agents.Part} })
	blank(at.Sockets.Part, func() { at.Sockets = probes.Sockets{Part: at.Sockets.Part} })
	blank(at.CloudSync.Part, func() { at.CloudSync = probes.CloudSync{Part: at.CloudSync.Part} })
}

func (l *connectServer) connectorList() probes.Connectors {
	all := probes.Connectors{List: []probes.Connector{}}
	for _, name := range sortedKeys(l.is.connectors) {
		c := l.is.connectors[name]
		d := l.world.directory.treeOf(c.forest)
		if c.entra {
			all.List = append(all.List, probes.Connector{Name: name, ID: entraID, Entra: probes.Yes, Domains: []string{}})
			continue
		}
		one := probes.Connector{
			Name: name, Entra: probes.No, ID: access.GUID(guid("connector " + name)).String(), Forest: c.forest, HashSync: c.hashSync,
			Account: d.withConnector().connectorName, AccountDomain: strings.ToUpper(d.withConnector().domain), Domains: d.heads(),
		}
		if !strings.EqualFold(c.forest, d.domain) { // a forest that this world has no directory for
			one.Account, one.AccountDomain = connectorSAM, strings.ToUpper(c.forest)
			one.Domains = []string{"DC=" + strings.ReplaceAll(c.forest, ".", ",DC=")}
		}
		one.Account = cmp.Or(c.account, one.Account)
		all.List = append(all.List, one)
	}
	return all
}

// runList is the run history, newest first: the order of the world file.
func (l *connectServer) runList() probes.Runs {
	all := probes.Runs{List: []probes.Run{}}
	if l.is.purged {
		return all
	}
	for _, v := range l.is.runs {
		began := l.start.Add(-v.ago)
		one := probes.Run{Connector: v.connector, Profile: v.profile, Result: v.result, Start: began, End: began.Add(v.took)}
		if v.running {
			one.Result, one.End = "in-progress", time.Time{}
		}
		all.List = append(all.List, one)
	}
	return all
}

// export is what the configuration export says of every forest connector.
func (l *connectServer) export() probes.Export {
	p := &l.is.partitions
	all := probes.Export{Partitions: []probes.Partition{}, ForestSignAndSeal: map[string]probes.YesNo{}}
	for _, name := range sortedKeys(l.is.connectors) {
		c := l.is.connectors[name]
		tree := l.world.directory.treeOf(c.forest)
		if c.entra || !strings.EqualFold(c.forest, tree.domain) {
			continue
		}
		for _, d := range tree.forestDomains() {
			one := probes.Partition{
				Connector: name, Name: d.baseDN(), SignAndSeal: p.signPartition, AlternateSignAndSeal: p.signAlternate,
				PreferredDCs: []string{},
			}
			if d.is(&l.world.directory) {
				p.choose(d, &one)
			}
			all.Partitions = append(all.Partitions, one)
		}
		all.ForestSignAndSeal[name] = p.signForest
	}
	return all
}

// choose says which controllers the connector prefers, and which one it used
// last. Names of controllers are those of the first domain.
func (p *partition) choose(d *directory, in *probes.Partition) {
	for _, dc := range p.preferred {
		if dc != strings.ToUpper(dc) { // capitals are what somebody entered, as it stands
			dc = d.fqdn(dc)
		}
		in.PreferredDCs = append(in.PreferredDCs, dc)
	}
	if p.last != "" {
		in.LastDC = d.fqdn(p.last)
	}
}

// registryPaths are where TLS 1.2 is switched on and off ("TLS 1.2
// enforcement for Microsoft Entra Connect", Microsoft Learn), by the short
// names that world files use.
var registryPaths = map[string]string{ //nolint:gochecknoglobals // a table
	"net64":  `HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`,
	"net32":  `HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319`,
	"client": `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`,
	"server": `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server`,
}

// tlsNames are the values that the script reads, as world files name them.
func tlsNames() []string {
	var names []string
	for _, hive := range sortedKeys(registryPaths) {
		values := []string{"Enabled", "DisabledByDefault"}
		if strings.HasPrefix(hive, "net") {
			values = []string{"SystemDefaultTlsVersions", "SchUseStrongCrypto"}
		}
		for _, v := range values {
			names = append(names, hive+" "+v)
		}
	}
	return names
}

func (l *connectServer) tlsSettings() probes.TLSSettings {
	var all probes.TLSSettings
	for _, id := range tlsNames() {
		hive, name, _ := strings.Cut(id, " ")
		value, present := l.is.tls[id]
		other := slices.Contains(l.is.tlsStrings, id)
		all.List = append(all.List, probes.TLSSetting{
			Path: registryPaths[hive], Name: name, Present: probes.Said(present || other), Value: probes.KnownIf(int64(value), present && !other),
		})
	}
	return all
}
