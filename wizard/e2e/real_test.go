//go:build unix

package e2e_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/powershell"
)

// A company is an environment that the program takes for a real one: it is opened
// as one, keeps where it keeps for one, and knows no lab. The test stands in for
// what is outside of it: a powershell.exe on PATH, and the network. What stands
// there outlives the program, as a real server does.
type company struct {
	t       *testing.T
	lab     *lab.Lab
	address string // of the broker
	folder  string // with powershell.exe, and the certificate of the authority
	secrets map[string]string

	mu     sync.Mutex
	stop   string        // the moment to stop at; "" for none
	there  chan struct{} // closed when it has come
	goOn   chan bool     // whether what was stopped goes on
	looked bool          // a command was carried out, and somebody looks what came of it
	orders []string      // every command that came, in order
}

// asPowerShell names the broker to what stands in for powershell.exe.
const asPowerShell = "WBD_STAND_IN"

// standsIn is this program as powershell.exe: the broker carries out what its
// arguments say, and it prints the answer and ends with its code.
func standsIn(broker string) int {
	conn, err := new(net.Dialer).DialContext(context.Background(), "tcp", broker)
	if err != nil {
		return 1
	}
	defer conn.Close()
	args, _ := json.Marshal(os.Args[1:])
	fmt.Fprintf(conn, "run %s\n", args)
	answer, err := io.ReadAll(conn)
	code, printed, ok := strings.Cut(string(answer), "\n")
	number, bad := strconv.Atoi(code)
	if err != nil || !ok || bad != nil {
		return 1 // the power went
	}
	_, _ = os.Stdout.WriteString(printed)
	return number
}

// asReal builds the program as it is on Windows: it runs the powershell.exe that
// is found, and what is outside of it is what the test is. All else is as it is.
var asReal = sync.OnceValues(func() (string, error) {
	root, err := filepath.Abs("../..")
	if err != nil {
		return "", err
	}
	made := filepath.Dir(program)
	overlay, err := overlaid()
	if err != nil {
		return "", err
	}
	add := func(file, text string) {
		path := filepath.Join(made, strings.ReplaceAll(file, "/", "_"))
		overlay[filepath.Join(root, file)] = path
		err = errors.Join(err, os.WriteFile(path, []byte(text), 0o600))
	}
	for _, change := range [][3]string{
		{"probes/powershell/locate_other.go", `return "", &exec.Error{Name: name, Err: exec.ErrNotFound}`, "return exec.LookPath(name)"},
		{"wizard/command/opener/environment.go", `runtime.GOOS == "windows"`, `runtime.GOOS != ""`},
		{"wizard/command/command.go", "Hostname: p.Hostname,\n", "Hostname: p.Hostname, Network: StandIn,\n"},
		{"main.go", "\tp.Spare = func() {", "\tstandIn(&p)\n\tp.Spare = func() {"},
	} {
		text, bad := os.ReadFile(filepath.Join(root, change[0]))
		if bad != nil || strings.Count(string(text), change[1]) != 1 {
			return "", fmt.Errorf("%s does not look as expected: %w", change[0], bad)
		}
		add(change[0], strings.Replace(string(text), change[1], change[2], 1))
	}
	add("stand_in.go", outsideOfMain)
	add("wizard/command/stand_in.go", "package command\n\nimport \"example.com/writeback-doctor/probes\"\n\n// StandIn is what is outside.\nvar StandIn probes.Network\n")
	text, bad := json.Marshal(map[string]any{"Replace": overlay})
	listed, built := filepath.Join(made, "overlay.json"), filepath.Join(made, "as-real")
	if err = errors.Join(err, bad, os.WriteFile(listed, text, 0o600)); err != nil {
		return "", err
	}
	if out, err := exec.CommandContext(context.Background(), "go", "build", "-overlay", listed, "-o", built, "example.com/writeback-doctor").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program as on Windows: %w\n%s", err, out)
	}
	return built, nil
})

// overlaid is what the build of these tests replaces already.
func overlaid() (map[string]string, error) {
	var already struct{ Replace map[string]string }
	for flag := range strings.FieldsSeq(os.Getenv("GOFLAGS")) {
		if path, is := strings.CutPrefix(flag, "-overlay="); is {
			text, err := os.ReadFile(path)
			if err = errors.Join(err, json.Unmarshal(text, &already)); err != nil {
				return nil, err
			}
		}
	}
	if already.Replace == nil {
		already.Replace = map[string]string{}
	}
	return already.Replace, nil
}

const outsideOfMain = `package main

import (
	"bufio"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/wizard/command"
)

func standIn(p *command.Process) {
	ask := func(ctx context.Context, what string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", os.Getenv("WBD_STAND_IN"))
		if err == nil {
			_, err = fmt.Fprintln(conn, what)
		}
		said := make([]byte, 1)
		if err == nil {
			_, err = io.ReadFull(conn, said)
		}
		if err == nil && said[0] != '+' {
			err = &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
		}
		if err != nil && conn != nil {
			conn.Close()
			return nil, err
		}
		return conn, err
	}
	roots := x509.NewCertPool()
	if text, err := os.ReadFile(os.Getenv("WBD_STAND_IN_ROOT")); err != nil || !roots.AppendCertsFromPEM(text) {
		panic(errors.Join(err, errors.New("no root")))
	}
	command.StandIn = probes.Network{
		Roots:    roots,
		Dial:     func(ctx context.Context, _, at string) (net.Conn, error) { return ask(ctx, "dial "+at) },
		Resolver: &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) { return ask(ctx, "names") }},
	}
	p.Hostname = os.Getenv("WBD_STAND_IN_HOST")
	line := func(what string) string {
		conn, err := ask(context.Background(), what)
		if err != nil {
			return ""
		}
		defer conn.Close()
		value, _ := bufio.NewReader(conn).ReadString('\n')
		return strings.TrimSpace(value)
	}
	p.Now = func() time.Time {
		at, err := time.Parse(time.RFC3339Nano, line("now"))
		if err != nil {
			return time.Now()
		}
		return at
	}
	inner := p.Getenv
	p.Getenv = func(name string) string {
		if value := inner(name); value != "" || !strings.HasPrefix(name, "WRITEBACK_DOCTOR_") {
			return value
		}
		return line("secret " + name)
	}
}
`

// companyOf makes one of a world of the lab.
func companyOf(t *testing.T, world string) *company {
	t.Helper()
	text, err := os.ReadFile("../../probes/lab/worlds/" + world + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	now := fmt.Sprintf("\nnow: %s\nspeed: 120\n", time.Now().UTC().Format(time.RFC3339))
	w, err := lab.Parse(world+".yaml", []byte(string(text)+now))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Start(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	c := &company{t: t, lab: l, folder: t.TempDir(), secrets: map[string]string{}}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	c.address = listener.Addr().String()
	c.install()
	go c.ticks()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go c.broker(conn)
		}
	}()
	return c
}

// ticks lets the clock of the company go: it does where somebody waits.
func (c *company) ticks() {
	for {
		select {
		case <-c.lab.Clock().After(time.Second):
		case <-c.t.Context().Done():
			return
		}
	}
}

// install puts powershell.exe and the authority's certificate into the folder.
func (c *company) install() {
	c.t.Helper()
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\n%s=%s exec '%s' \"$@\"\n", asPowerShell, c.address, self)
	conn, bad := c.lab.Network().Dial(c.t.Context(), "tcp", "dc1.corp.contoso.com:636")
	if bad != nil {
		c.t.Fatal(bad)
	}
	defer conn.Close()
	secure := tls.Client(conn, &tls.Config{InsecureSkipVerify: true}) // whoever signed it is what we want to know
	if err := secure.HandshakeContext(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	chain := secure.ConnectionState().PeerCertificates
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: chain[len(chain)-1].Raw})
	for name, text := range map[string]string{"powershell.exe": script, "root.pem": string(root)} {
		err = errors.Join(err, os.WriteFile(filepath.Join(c.folder, name), []byte(text), 0o700))
	}
	if err = errors.Join(err, os.MkdirAll(filepath.Join(c.folder, "Microsoft Azure AD Sync", "Bin"), 0o700)); err != nil {
		c.t.Fatal(err)
	}
}

// broker answers one question of what is outside.
func (c *company) broker(conn net.Conn) {
	defer conn.Close()
	from := bufio.NewReader(conn)
	line, err := from.ReadString('\n')
	if err != nil {
		return
	}
	what, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	ctx := c.t.Context()
	switch what {
	case "run":
		var args []string
		if json.Unmarshal([]byte(rest), &args) == nil {
			c.run(ctx, conn, args)
		}
	case "secret":
		fmt.Fprintf(conn, "+%s\n", c.secrets[rest])
	case "now":
		fmt.Fprintf(conn, "+%s\n", c.lab.Clock().Now().UTC().Format(time.RFC3339Nano))
	case "dial":
		far, err := c.lab.Network().Dial(ctx, "tcp", rest)
		if !c.passes("reaches " + rest) {
			return
		}
		joined(conn, from, far, err)
	case "names":
		far, err := c.lab.Network().Resolver.Dial(ctx, "tcp", "names:53")
		joined(conn, from, far, err)
	}
}

// joined makes one connection of two.
func joined(near net.Conn, from io.Reader, far net.Conn, err error) {
	if err != nil {
		_, _ = near.Write([]byte("-"))
		return
	}
	defer far.Close()
	_, _ = near.Write([]byte("+"))
	go func() {
		_, _ = io.Copy(far, from)
		_ = far.Close()
	}()
	_, _ = io.Copy(near, far)
}

// run carries out what powershell.exe was started for.
func (c *company) run(ctx context.Context, conn net.Conn, args []string) {
	order, _, err := action.ParseOrder(args)
	acts := err == nil
	switch {
	case acts:
		c.noted(string(order.Deed))
		if !c.passes("before " + string(order.Deed)) {
			return
		}
	case c.looks() && !c.passes("looks"):
		return
	}
	printed, _, code, err := c.lab.Exec()(ctx, powershell.Program, args...)
	if err != nil || acts && !c.passes("after "+string(order.Deed)) {
		return
	}
	fmt.Fprintf(conn, "%d\n%s", code, printed)
}

func (c *company) noted(deed string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.orders, c.looked = append(c.orders, deed), true
}

// ordered are the commands that came so far.
func (c *company) ordered() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.orders)
}

// looks reports whether somebody looks what came of a command.
func (c *company) looks() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.looked
}

// stopAt lets everything stop at a moment: "before DEED", "after DEED", "looks"
// behind the first command, "reaches HOST:PORT".
func (c *company) stopAt(moment string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop, c.there, c.goOn = moment, make(chan struct{}), make(chan bool, 1)
}

// passes stops where that is wanted, and reports whether what was stopped goes on.
func (c *company) passes(moment string) bool {
	c.mu.Lock()
	if c.stop == "" || c.stop != moment {
		c.mu.Unlock()
		return true
	}
	there, goOn := c.there, c.goOn
	c.stop = ""
	c.mu.Unlock()
	close(there)
	select {
	case on := <-goOn:
		return on
	case <-c.t.Context().Done():
		return false
	}
}

// stands is the switch and the service, as they are on the server.
func (c *company) stands() string {
	c.t.Helper()
	shell := powershell.New(powershell.Config{Exec: c.lab.Exec(), Clock: c.lab.Clock(), Computer: "sync01.corp.contoso.com"})
	defer shell.Close()
	s, err := shell.Server(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	return s.Writeback.Enabled.String() + " " + s.Service.State
}

// begins starts the program at a machine of the company.
func (c *company) begins(host, state string, cols, rows int, args ...string) *screen {
	c.t.Helper()
	built, err := asReal()
	if err != nil {
		c.t.Fatal(err)
	}
	return openProgram(c.t, built, cols, rows, c.environment(host, state), args...)
}

func (c *company) environment(host, state string) []string {
	env := []string{
		"LANG=en_US.UTF-8", "XDG_STATE_HOME=" + state, "PATH=" + c.folder + ":" + os.Getenv("PATH"),
		asPowerShell + "=" + c.address, "WBD_STAND_IN_ROOT=" + filepath.Join(c.folder, "root.pem"), "WBD_STAND_IN_HOST=" + host,
	}
	if host == "sync01" {
		env = append(env, "ProgramFiles="+c.folder)
	}
	return env
}

// checks runs a check at a machine of the company, and returns what it said on
// standard error, and whether anything was changed by it.
func (c *company) checks(host, state string, args ...string) (errs string, code int) {
	c.t.Helper()
	built, err := asReal()
	if err != nil {
		c.t.Fatal(err)
	}
	cmd := exec.CommandContext(c.t.Context(), built, append([]string{"check"}, args...)...)
	cmd.Env = append(c.environment(host, state), "HOME="+c.t.TempDir())
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if status, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		c.t.Fatal(err)
	} else if ended {
		code = status.ExitCode()
	}
	if strings.Contains(strings.Join(args, " "), "json") && !json.Valid(out) {
		c.t.Errorf("standard output is no JSON: %.300s", out)
	}
	return said.String(), code
}

// known is what whoever calls from the company knows, on the command line.
func (c *company) known() []string {
	c.t.Helper()
	account, password := c.lab.Account()
	clientID, secret := c.lab.App()
	c.secrets["WRITEBACK_DOCTOR_PASSWORD"] = password.Reveal()
	args := []string{"--account", account}
	if token := c.lab.Token().Reveal(); token != "" {
		c.secrets["WRITEBACK_DOCTOR_TOKEN"] = token
		args = append(args, "--tenant-sign-in", "token")
	} else {
		c.secrets["WRITEBACK_DOCTOR_CLIENT_SECRET"] = secret.Reveal()
		args = append(args, "--tenant-sign-in", "secret", "--client-id", clientID)
	}
	for name, value := range c.lab.Facts() {
		args = append(args, "--"+name, value)
	}
	return args
}
