// Command named is the program, but that it asks one name server for every
// name, where the program asks those of the machine.
package main

import (
	"context"
	"net"
	"os"
	"runtime/debug"
	"time"

	"example.com/writeback-doctor/wizard/command"
)

func main() {
	debug.SetMemoryLimit(128 << 20) // as the program has it
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, os.Getenv("WRITEBACK_DOCTOR_E2E_NAMED"))
	}}
	os.Exit(command.Main(command.Process{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Now: time.Now, Zone: time.UTC, Hostname: "helpdesk-07", Version: "dev",
	}))
}
