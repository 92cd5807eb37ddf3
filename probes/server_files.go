package probes

import "time"

// Files are the files of the sync engine that say something by when they were
// written. What is in them stays on the server.
type Files struct {
	Part
	MachineConfig time.Time `json:"machine_config"` // last write of the 64-bit machine.config
	EngineConfig  time.Time `json:"engine_config"`  // of miiserver.exe.config; zero where there is none
	Engine        time.Time `json:"engine"`         // of miiserver.exe
	// Programs are the programs in both folders, with their versions.
	Programs List[Program] `json:"programs"`
}

// Program is one program file of Microsoft Entra Connect.
type Program struct {
	Path    string `json:"path" is:"code"`
	Version string `json:"version" is:"version"`
}

// Agents are the services of Microsoft Entra Connect Health and of the agents of
// Cloud Sync and their updaters.
type Agents struct {
	Part
	List List[Agent] `json:"list"`
}

// Agent is one of them (Win32_Service).
type Agent struct {
	Name    string `json:"name" is:"code"`
	State   string `json:"state" is:"code"`
	Version string `json:"version" is:"version"` // of its program
}

// SystemProxy is the proxy that .NET Framework takes to one host by the Internet
// Settings.
type SystemProxy struct {
	Host  string `json:"host" is:"host"`
	Proxy string `json:"proxy" is:"proxy"` // "" is a direct connection
}
