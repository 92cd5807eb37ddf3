package lab

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"
)

// Every socket of the lab tells the clock of its world whenever something was
// said or heard on it: what is on its way between two sockets is nobody's work
// and yet no silence. On a single processor the beats of the pulse and the
// steps of a conversation may well take turns, so that each beat finds
// everybody waiting.

// stream is a TCP connection.
type stream struct {
	*net.TCPConn
	clock *clock
}

// packets is a UDP socket.
type packets struct {
	*net.UDPConn
	clock *clock
	end   func() bool // lets go of the lab; nil for the lab's own
}

// door is a listener for TCP.
type door struct {
	*net.TCPListener
	clock *clock
}

// listen opens a listener on loopback; Close closes it.
func (l *Lab) listen() (net.Listener, error) {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, fmt.Errorf("listen on loopback: %w", err)
	}
	l.closes(listener.Close)
	return door{listener, l.pace}, nil
}

// dial opens a connection on loopback.
func (l *Lab) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, address)
	l.pace.noise()
	switch conn := conn.(type) {
	case *net.TCPConn:
		return stream{conn, l.pace}, nil
	case *net.UDPConn:
		return packets{conn, l.pace, context.AfterFunc(l.ctx, func() { _ = conn.Close() })}, nil //nolint:contextcheck // it may not outlive the lab
	default:
		return nil, err //nolint:wrapcheck // a dialer answers as a dialer does
	}
}

// Accept is as [net.Listener] has it.
func (d door) Accept() (net.Conn, error) {
	conn, err := d.AcceptTCP()
	d.clock.noise()
	if err != nil {
		return nil, err //nolint:wrapcheck // a listener answers as a listener does
	}
	return stream{conn, d.clock}, nil
}

// Read is as [net.Conn] has it.
func (s stream) Read(data []byte) (int, error) {
	defer s.clock.noise()
	return s.TCPConn.Read(data) //nolint:wrapcheck // a connection passes on what it gets
}

// Write is as [net.Conn] has it.
func (s stream) Write(data []byte) (int, error) {
	defer s.clock.noise()
	return s.TCPConn.Write(data) //nolint:wrapcheck // a connection passes on what it gets
}

// ReadFrom hides that of the connection, which the kernel could do unheard.
func (s stream) ReadFrom(from io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{s}, from) //nolint:wrapcheck // a connection passes on what it gets
}

// WriteTo hides that of the connection, which the kernel could do unheard.
func (s stream) WriteTo(to io.Writer) (int64, error) {
	return io.Copy(to, struct{ io.Reader }{s}) //nolint:wrapcheck // a connection passes on what it gets
}

// Close is as [net.Conn] has it: the other side hears the end.
func (s stream) Close() error {
	defer s.clock.noise()
	return s.TCPConn.Close() //nolint:wrapcheck // a connection passes on what it gets
}

// Read is as [net.Conn] has it.
func (p packets) Read(data []byte) (int, error) {
	defer p.clock.noise()
	return p.UDPConn.Read(data) //nolint:wrapcheck // a connection passes on what it gets
}

// Write is as [net.Conn] has it.
func (p packets) Write(data []byte) (int, error) {
	defer p.clock.noise()
	return p.UDPConn.Write(data) //nolint:wrapcheck // a connection passes on what it gets
}

// lastResort is what a resolver is given beyond the few seconds that it asks
// for. It counts them on the clock of this machine, which may be busy; whoever
// waits for a name has a limit on that of the world.
const lastResort = time.Minute

// inquiry is a TCP connection to a name server.
type inquiry struct{ stream }

// SetDeadline is as [net.Conn] has it, but later.
func (q inquiry) SetDeadline(t time.Time) error {
	return q.TCPConn.SetDeadline(t.Add(lastResort)) //nolint:wrapcheck // a connection passes on what it gets
}

// unhurried is a connection to a name server that waits as long over TCP as over
// UDP.
func unhurried(conn net.Conn) net.Conn {
	if s, is := conn.(stream); is {
		return inquiry{s}
	}
	return conn
}

// SetDeadline is as [net.Conn] has it, but later.
func (p packets) SetDeadline(t time.Time) error {
	return p.UDPConn.SetDeadline(t.Add(lastResort)) //nolint:wrapcheck // a connection passes on what it gets
}

// Close is as [net.Conn] has it.
func (p packets) Close() error {
	if p.end != nil {
		p.end()
	}
	return p.UDPConn.Close() //nolint:wrapcheck // a connection passes on what it gets
}

// ReadFrom is as [net.PacketConn] has it.
func (p packets) ReadFrom(data []byte) (int, net.Addr, error) {
	defer p.clock.noise()
	return p.UDPConn.ReadFrom(data) //nolint:wrapcheck // a connection passes on what it gets
}

// WriteTo is as [net.PacketConn] has it.
func (p packets) WriteTo(data []byte, to net.Addr) (int, error) {
	defer p.clock.noise()
	return p.UDPConn.WriteTo(data, to) //nolint:wrapcheck // a connection passes on what it gets
}
