package lab

import (
	"fmt"
	"net"
	"strings"
)

// machines are the hosts of a world: their names, the addresses that they
// have there, and the loopback listeners that stand in for their ports. They
// are not changed once the lab runs.
type machines struct {
	byName    map[string]*machine
	byAddress map[string]*machine
}

type machine struct {
	name    string // absolute, lower case, without the last dot
	address string
	ports   map[int]string // port: loopback address
}

func newMachines() *machines {
	return &machines{byName: map[string]*machine{}, byAddress: map[string]*machine{}}
}

// The networks of a world: one inside the company, one for documentation
// (RFC 5737) that plays the internet.
const (
	inside  = "10.20.30.%d"
	outside = "203.0.113.%d"
)

// add returns the machine of a name and makes it when there is none.
func (m *machines) add(name, network string) *machine {
	name = strings.ToLower(name)
	if known := m.byName[name]; known != nil {
		return known
	}
	made := &machine{name: name, address: fmt.Sprintf(network, len(m.byName)+10), ports: map[int]string{}}
	m.byName[name] = made
	m.byAddress[made.address] = made
	return made
}

// find returns the machine of a name or an address, nil when there is none.
func (m *machines) find(host string) *machine {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if known := m.byName[host]; known != nil {
		return known
	}
	return m.byAddress[host]
}

// accept serves a listener until it is closed. Connections that serve leaves
// open are closed after it.
func (l *Lab) accept(listener net.Listener, serve func(net.Conn)) {
	l.group.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			l.group.Go(func() {
				end := l.onEnd(func() { _ = conn.Close() })
				defer end()
				serve(conn)
			})
		}
	})
}
