package lab

import "example.com/writeback-doctor/probes"

const smbPort = 445

// controllersSAM is RestrictRemoteSam of the controllers, as the script reads it
// over the network: of every PDC emulator, and of the first domain's other
// controllers.
func (l *connectServer) controllersSAM() probes.ControllersSAM {
	var first, others []probes.ControllerSAM
	for i, d := range l.world.directory.forestDomains() {
		for _, name := range d.controllerNames() {
			switch one := l.controllerSAM(d, name); {
			case name == d.pdc && !d.pdcGone:
				first = append(first, one)
			case i == 0:
				others = append(others, one)
			}
		}
	}
	return probes.ControllersSAM{List: probes.All(append(first, others...))}
}

func (l *connectServer) controllerSAM(d *directory, name string) probes.ControllerSAM {
	c := d.controllers[name]
	one := probes.ControllerSAM{Host: d.fqdn(name)}
	switch closed := l.road.stops(one.Host, smbPort, doRefuse, doDrop, doReset, doNoRoute, doNoName, doNoAnswer); {
	case c.down || closed != nil:
		one.Why = &probes.Obstacle{Kind: probes.Unreachable, Host: one.Host}
	case c.samUnread:
		one.Why = &probes.Obstacle{Kind: probes.AccessDenied, Host: one.Host}
	default:
		one.Read, one.Present, one.SDDL = true, probes.Said(c.sam != ""), c.sam
	}
	return one
}
