package lab

import (
	"time"

	"example.com/writeback-doctor/probes"
)

// socket is a TCP connection that the server holds since before the world
// starts.
type socket struct {
	to    string // a relay by its short name, a host of the world, or an address
	port  int
	owned probes.YesNo // by ADSync
	age   probes.Maybe[time.Duration]
}

func freshSocket() socket {
	return socket{port: httpsPort, owned: probes.Yes, age: probes.Known(3 * time.Hour)}
}

func (v *socket) bind() bind {
	return section(keys{
		"to":    text(&v.to),
		"port":  number(&v.port, 1, 65535),
		"owned": yesNo(&v.owned),
		"age":   maybeSpan(&v.age),
	})
}

// socketList is what the server says of its connections.
func (l *Lab) socketList() probes.Sockets {
	all := probes.Sockets{List: []probes.Socket{}}
	for _, v := range l.world.server.sockets {
		one := probes.Socket{Address: l.addressOf(v.to), Port: v.port, Owned: v.owned}
		if age, said := v.age.Get(); said {
			one.Created = l.start.Add(-age)
		}
		all.List = append(all.List, one)
	}
	return all
}

// addressOf is the address of a relay, of a host, or what is one already.
func (l *Lab) addressOf(to string) string {
	for _, host := range []string{relayHost(to), to} {
		if m := l.machines.find(host); m != nil {
			return m.address
		}
	}
	return to
}
