package lab

import (
	"cmp"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

// ago is a moment before the start of the world; zero for one that nobody says.
func (l *Lab) ago(age probes.Maybe[time.Duration]) time.Time {
	before, said := age.Get()
	if !said {
		return time.Time{}
	}
	return l.start.Add(-before).UTC()
}

// files are when the files of the sync engine were written.
func (l *connectServer) files() probes.Files {
	f := &l.is.files
	return probes.Files{
		MachineConfig: l.ago(f.machineConfig), EngineConfig: l.ago(f.engineConfig), Engine: l.ago(f.engine),
		Programs: []probes.Program{
			{Path: `C:\Program Files\Microsoft Azure AD Sync\Bin\miiserver.exe`, Version: l.is.version},
			{Path: `C:\Program Files\Microsoft Azure Active Directory Connect\AzureADConnect.exe`, Version: l.is.version},
		},
	}
}

// bySystem is what .NET Framework makes of the Internet Settings: what the world
// says of it, else the proxy of the user.
func bySystem(p probes.Proxy) probes.List[probes.SystemProxy] {
	all := slices.Clone(p.System)
	for i := range all {
		all[i].Proxy = cmp.Or(all[i].Proxy, p.User)
	}
	return all
}

// limited takes away what a script does not bring where application control
// keeps it from calling classes.
func (l *connectServer) limited(d powershell.Document) powershell.Document {
	if l.is.fault != faultConstrained {
		return d
	}
	d.Limited, d.Links, d.Routes, d.Holds = "ConstrainedLanguage", nil, nil, nil
	if d.Server != nil {
		d.Server.Proxy.System = nil
	}
	return d
}

// serverFiles are ages of the process and the files of the sync engine; not seen
// is not said.
type serverFiles struct {
	started, machineConfig, engineConfig, engine probes.Maybe[time.Duration]
}

func (f *serverFiles) keys() keys {
	return keys{
		"started":        maybeSpan(&f.started),
		"machine-config": maybeSpan(&f.machineConfig),
		"engine-config":  maybeSpan(&f.engineConfig),
		"engine":         maybeSpan(&f.engine),
	}
}

// remotingFaults are the faults of a session that is not opened, with what the
// script that opens it says of them.
var remotingFaults = map[string]probes.Obstacle{ //nolint:gochecknoglobals // a table
	"remoting-untrusted":  {Kind: probes.NotRun, Code: "0x803380e4"},
	"remoting-refused":    {Kind: probes.NotRun, Code: "0x80338012"},
	"remoting-denied":     {Kind: probes.NotRun, Code: "0x00000005"},
	"remoting-unknown":    {Kind: probes.NotRun, Code: "0x803381b9"},
	"restricted-endpoint": {Kind: probes.RestrictedEndpoint, Code: "0x80131501"},
}

// bySystemBind reads what .NET Framework makes of the Internet Settings: a proxy
// to everywhere, "" for none, or null where it was not asked.
func (s *server) bySystemBind(r *reader, n *yaml.Node) {
	if isNull(n) {
		s.proxy.System = nil
		return
	}
	proxy := ""
	text(&proxy)(r, n)
	for i := range s.proxy.System {
		s.proxy.System[i].Proxy = proxy
	}
}
