package lab

import "example.com/writeback-doctor/probes"

// acts is how the Connect server answers what would change it. The zero value
// does what it is told, and the events follow.
type acts struct {
	guard            string // that it finds immediately before, whatever was seen earlier; "" for none
	restart, off, on string // how each goes wrong; "" is not at all
}

// How an order can go wrong on the server.
const (
	actHangs   = "hangs"         // somebody is asked to sign in, and nobody does
	actOnce    = "hangs-once"    // the same, and the next time somebody does
	actNothing = "nothing"       // a stand-in for PowerShell prints nothing and ends with 0
	actIgnored = "ignored"       // the cmdlet ends without an error, and nothing is otherwise
	actError   = "error"         // the cmdlet ends with E_FAIL
	actStays   = "stays-stopped" // the service stops and does not come back
	actNoStart = "refused-start" // it comes back, and writeback does not start (6800)
	actSilent  = "silent"        // everything seems well, and no heartbeat follows
	actAccount = "wrong-account" // whoever signs in may not (31014, 32009)
	actNoWeb   = "no-service"    // the cloud's web service is not reached (32011, 32013)
)

func (a *acts) keys() keys {
	return keys{
		"guard": oneOf(&a.guard, string(probes.GuardSync), string(probes.GuardStaging), string(probes.GuardService),
			string(probes.GuardConnector), string(probes.GuardElsewhere), string(probes.GuardUnseen)),
		"restart": oneOf(&a.restart, actHangs, actNothing, actError, actStays, actNoStart, actSilent),
		"off":     oneOf(&a.off, actHangs, actNothing, actError, actSilent, actAccount, actNoWeb),
		"on":      oneOf(&a.on, actHangs, actOnce, actNothing, actIgnored, actError, actSilent, actAccount, actNoWeb),
	}
}
