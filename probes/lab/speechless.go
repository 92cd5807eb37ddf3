package lab

import (
	"context"
	"net"
	"os"
	"syscall"

	"example.com/writeback-doctor/probes"
)

// schannel is the road of what speaks TLS by Windows on the Connect server, as
// PowerShell does.
func (l *connectServer) schannel() probes.Network {
	network := l.road.network()
	if !l.is.withoutTLS() {
		return network
	}
	dial := network.Dial
	network.Dial = func(ctx context.Context, kind, addr string) (net.Conn, error) {
		conn, err := dial(ctx, kind, addr)
		if err != nil {
			return nil, err
		}
		return speechless{conn}, nil
	}
	return network
}

// withoutTLS reports whether SCHANNEL has no protocol left that the cloud takes:
// TLS 1.2 is disabled for clients, and .NET Framework asks for no later one
// ("Transport Layer Security (TLS) registry settings", Microsoft Learn).
func (s *server) withoutTLS() bool {
	enabled, set := s.tls["client Enabled"]
	return set && enabled == 0
}

// speechless is a connection of a machine that has no TLS to speak: whoever
// begins a handshake on it, even through a proxy, gets the error that the
// system gives, and the other side sees the connection cut.
type speechless struct{ net.Conn }

// handshakeRecord is the type of the first record of TLS (RFC 8446, section
// 5.1), and its legacy version begins with a 3.
const handshakeRecord, legacyMajor = 22, 3

func (s speechless) Write(b []byte) (int, error) {
	if len(b) < 2 || b[0] != handshakeRecord || b[1] != legacyMajor {
		return s.Conn.Write(b) //nolint:wrapcheck // a connection answers as a connection does
	}
	reset(s.Conn)
	return 0, &net.OpError{Op: "write", Net: "tcp", Addr: s.RemoteAddr(), Err: os.NewSyscallError("write", syscall.ECONNRESET)}
}
