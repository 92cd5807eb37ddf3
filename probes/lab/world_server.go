package lab

import (
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
)

// server is the Microsoft Entra Connect Sync server of a world.
type server struct {
	none    bool   // nobody gives evidence from it
	fault   string // how the script fails there; "" is not at all
	host    string // DNS name
	system  probes.System
	skew    time.Duration // how far its clock is ahead
	service probes.Service
	version string

	writeback  probes.Writeback
	scheduler  probes.Scheduler
	nextCycle  time.Duration // from the start of the world on; negative is past
	connectors map[string]connector
	runs       []run
	purged     bool // the run history was emptied
	partitions partition
	tls        map[string]int // "net64 SchUseStrongCrypto": value
	tlsStrings []string       // those that are there and no DWORD
	proxy      probes.Proxy
	sam        string // SDDL of RestrictRemoteSam; "" is absent
	cloudSync  probes.CloudSync
	identity   probes.Identity
	// certificateEnd is from the start of the world on; 0 is none.
	certificateEnd time.Duration
	unread         map[string]string // parts that cannot be read, with the kind of the obstacle
	links          map[string]link   // by sAMAccountName
	events         events
	acts           acts     // how it answers what would change it
	changed        *changed // by what it was asked to do
	sockets        []socket
	files          serverFiles
}

// connector is one connector of the sync engine.
type connector struct {
	entra    bool
	forest   string
	account  string // sAMAccountName that it signs in with; "" is the connector account of the forest
	hashSync probes.YesNo
}

// run is one run of a connector, so long ago.
type run struct {
	connector, profile, result string
	ago, took                  time.Duration
	running                    bool
}

// partition is what the configuration export says of the domain partition.
type partition struct {
	signForest, signPartition, signAlternate probes.YesNo
	preferred                                []string
	last                                     string
}

// link is how one user stands in the connector spaces.
type link struct {
	adSpace, metaverse, entraSpace, rightRule bool
	pending, duplicate                        bool
	hashScope                                 probes.YesNo
}

// How the collection script can fail on the whole.
const (
	faultExit    = "exit-code"      // PowerShell ends with a code other than 0
	faultEmpty   = "empty"          // a stub that prints nothing
	faultPrompt  = "prompts"        // it waits for somebody until the caller gives up
	faultModule  = "module-missing" // the ADSync module is not there
	faultMissing = "not-found"      // there is no powershell.exe
	faultGarbled = "garbled"        // what it prints is not the document
	faultPolicy  = "not-permitted"  // a policy forbids to start it
	faultLimited = "constrained"    // application control leaves scripts a part of the language

	faultConstrained = "limited" // and the script brings what it can
)

func (s *server) keys() keys {
	return keys{
		"none":  flag(&s.none),
		"fault": oneOf(&s.fault, append(sortedKeys(remotingFaults), faultExit, faultEmpty, faultPrompt, faultModule, faultMissing, faultGarbled, faultPolicy, faultLimited, faultConstrained)...),
		"host":  text(&s.host),
		"skew":  either(&s.skew),
		"system": section(keys{
			"caption":     text(&s.system.Caption),
			"build":       maybeNumber(&s.system.Build, 99999),
			"domain":      text(&s.system.Domain),
			"domain-role": maybeNumber(&s.system.DomainRole, 5),
			"dot-net":     maybeNumber(&s.system.DotNet, 9_999_999),
			"power-shell": text(&s.system.PowerShell),
			"core":        yesNo(&s.system.Core),
			"fips":        yesNo(&s.system.FIPS),
		}),
		"service": section(keys{
			"installed":  yesNo(&s.service.Installed),
			"state":      oneOf(&s.service.State, "", "Running", "Stopped", "Start Pending", "Stop Pending", "Paused"),
			"start-mode": oneOf(&s.service.StartMode, "", "Auto", "Manual", "Disabled"),
			"account":    text(&s.service.Account),
		}),
		"version":     text(&s.version),
		"writeback":   section(s.writebackKeys()),
		"scheduler":   section(s.schedulerKeys()),
		"connectors":  entries(&s.connectors, func(string) connector { return connector{} }, (*connector).bind),
		"runs":        list(&s.runs, run{result: "success", took: 4 * time.Minute}, s.runBind),
		"runs-purged": flag(&s.purged),
		"export":      section(s.partitions.keys()),
		"tls":         s.tlsBind,
		"proxy":       section(s.proxyKeys()),
		"remote-sam":  text(&s.sam),
		"cloud-sync":  section(s.cloudSyncKeys()),
		"identity":    section(s.identityKeys()),
		"unread":      section(s.unreadKeys()),
		"links":       entries(&s.links, func(string) link { return soundLink() }, (*link).bind),
		"events":      section(s.events.keys()),
		"acts":        section(s.acts.keys()),
		"sockets":     list(&s.sockets, freshSocket(), (*socket).bind),
		"files":       section(s.files.keys()),
	}
}

func (s *server) writebackKeys() keys {
	return keys{
		"enabled":    yesNo(&s.writeback.Enabled),
		"status":     text(&s.writeback.Status),
		"onboarding": oneOf(&s.writeback.Onboarding, "", "NotRequired", "Required"),
		"parameter":  yesNo(&s.writeback.Parameter),
	}
}

func (s *server) schedulerKeys() keys {
	return keys{
		"cycle":       yesNo(&s.scheduler.CycleEnabled),
		"suspended":   yesNo(&s.scheduler.Suspended),
		"staging":     yesNo(&s.scheduler.Staging),
		"maintenance": yesNo(&s.scheduler.MaintenanceEnabled),
		"in-progress": yesNo(&s.scheduler.InProgress),
		"purge-after": maybeSpan(&s.scheduler.PurgeAfter),
		"interval":    maybeSpan(&s.scheduler.Interval),
		"next-cycle":  either(&s.nextCycle),
	}
}

func (s *server) proxyKeys() keys {
	return keys{
		"machine-config":      text(&s.proxy.MachineConfig),
		"bypass":              texts((*[]string)(&s.proxy.MachineConfigBypass)),
		"use-system-default":  yesNo(&s.proxy.UseSystemDefault),
		"default-credentials": yesNo(&s.proxy.DefaultCredentials),
		"win-http":            text(&s.proxy.WinHTTP),
		"user":                text(&s.proxy.User),
		"environment":         text(&s.proxy.Environment),
		"idle-timeout":        maybeSpan(&s.proxy.IdleTimeout),
		"by-system":           s.bySystemBind,
	}
}

func (s *server) cloudSyncKeys() keys {
	return keys{
		"installed": yesNo(&s.cloudSync.Installed),
		"version":   text(&s.cloudSync.Version),
		"state":     oneOf(&s.cloudSync.State, "", "Running", "Stopped"),
	}
}

func (c *connector) bind() bind {
	return section(keys{"entra": flag(&c.entra), "forest": text(&c.forest), "hash-sync": yesNo(&c.hashSync), "account": text(&c.account)})
}

func (s *server) runBind(v *run) bind {
	return section(keys{
		"connector": among(&v.connector, "a connector", func() []string { return sortedKeys(s.connectors) }),
		"profile": oneOf(&v.profile, "Full Import", "Full Synchronization", "Delta Import",
			"Delta Synchronization", "Export"),
		"result":  text(&v.result),
		"ago":     span(&v.ago),
		"took":    span(&v.took),
		"running": flag(&v.running),
	})
}

func (p *partition) keys() keys {
	return keys{
		"sign-forest":    yesNo(&p.signForest),
		"sign-partition": yesNo(&p.signPartition),
		"sign-alternate": yesNo(&p.signAlternate),
		"preferred":      texts(&p.preferred),
		"last":           text(&p.last),
	}
}

// tlsBind reads values of the registry. A null takes one of the healthy world
// away, and a string is one of another type than DWORD.
func (s *server) tlsBind(r *reader, n *yaml.Node) {
	known := keys{}
	for _, name := range tlsNames() {
		known[name] = func(r *reader, n *yaml.Node) {
			if isNull(n) {
				delete(s.tls, name)
				return
			}
			if n.Value == "string" {
				s.tlsStrings = append(s.tlsStrings, name)
				return
			}
			value := s.tls[name]
			number(&value, 0, 1<<32-1)(r, n)
			s.tls[name] = value
		}
	}
	section(known)(r, n)
}

// unreadKeys are the parts of the server's evidence that can be missing.
func (s *server) unreadKeys() keys {
	s.unread = map[string]string{}
	known := keys{}
	for _, part := range []string{
		"system", "service", "product", "writeback", "scheduler", "connectors", "runs", "export", "tls", "proxy",
		"remote-sam", "cloud-sync", "identity", "controllers-sam", "sockets", "files", "agents",
	} {
		known[part] = func(r *reader, n *yaml.Node) {
			kind := ""
			obstacleKind(&kind)(r, n)
			s.unread[part] = kind
		}
	}
	return known
}

// obstacleKind is the kind of an obstacle that a part of the script can meet.
func obstacleKind(to *string) bind {
	return oneOf(to, string(probes.Prompted), string(probes.AccessDenied), string(probes.ModuleMissing),
		string(probes.NotCollected), string(probes.TimedOut), string(probes.NotRun), string(probes.Constrained), string(probes.DoubleHop))
}

func soundLink() link {
	return link{adSpace: true, metaverse: true, entraSpace: true, rightRule: true, hashScope: probes.Yes}
}

func (l *link) bind() bind {
	return section(keys{
		"ad-space":        flag(&l.adSpace),
		"metaverse":       flag(&l.metaverse),
		"entra-space":     flag(&l.entraSpace),
		"right-rule":      flag(&l.rightRule),
		"pending-export":  flag(&l.pending),
		"duplicate":       flag(&l.duplicate),
		"hash-sync-scope": yesNo(&l.hashScope),
	})
}
