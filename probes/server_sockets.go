package probes

import "time"

// Socket is one TCP connection of the Connect server that stands and leads to
// port 443.
type Socket struct {
	Address string    `json:"address" is:"address"` // of the other side
	Port    int       `json:"port"`                 // there
	Owned   YesNo     `json:"owned"`                // Yes: by the process of the ADSync service; Unsaid where Windows does not say whose it is
	Created time.Time `json:"created"`              // by the server's clock; zero where Windows does not say
}

// Sockets is every connection to port 443 of the process of the ADSync service
// or, where Windows does not say whose they are, of the whole server.
type Sockets struct {
	Part
	List List[Socket] `json:"list"`
}
