package powershell

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/packed"
	"example.com/writeback-doctor/probes/textfile"
)

// The scripts. The long one is packed; after a change of collect.ps1:
// `go test ./probes/powershell -run TestPacked -args -pack`.
var (
	//go:embed collect.ps1.gz
	packedCollect []byte
	//go:embed remote.ps1
	remote []byte

	collect = sync.OnceValue(func() []byte { return packed.Text(packedCollect) }) //nolint:gochecknoglobals // unpacked once, on first use
)

const (
	collectScript = "collect.ps1"
	remoteScript  = "remote.ps1"
)

// fullLanguage is what the script names where application control leaves it a
// part of the language ("about_Language_Modes").
const fullLanguage = "FullLanguage"

// Program is the name of Windows PowerShell 5.1.
const Program = "powershell.exe"

// Script returns collect.ps1, for a server where this program may not run.
func Script() []byte { return bytes.Clone(collect()) }

// run runs the script for one request and returns its document. The error is
// an obstacle.
func (c *Client) run(ctx context.Context, request Request, limit time.Duration) (Document, error) {
	if !c.begin() {
		return Document{}, c.obstacle(probes.Stopped, "", context.Canceled)
	}
	defer c.running.Done()
	folder, err := os.MkdirTemp("", "writeback-doctor-")
	if err != nil {
		return Document{}, c.obstacle(probes.NotRun, "", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	args, err := c.prepare(folder, request)
	if err != nil {
		return Document{}, err
	}
	ctx, cancel := c.config.Clock.Within(ctx, limit, nil)
	defer cancel()
	defer context.AfterFunc(c.life, cancel)() //nolint:contextcheck // the client may end before the one who asked
	stdout, stderr, code, err := c.config.Exec(ctx, Program, args...)
	if err != nil {
		return Document{}, c.notRun(ctx, limit, err)
	}
	return c.read(stdout, stderr, code)
}

// prepare writes the scripts into folder and builds the command line.
func (c *Client) prepare(folder string, request Request) ([]string, error) {
	if !plainHost(c.config.Computer) {
		return nil, c.obstacle(probes.NameUnknown, "", nil)
	}
	for name, body := range map[string][]byte{collectScript: collect(), remoteScript: remote} {
		if err := os.WriteFile(filepath.Join(folder, name), body, 0o600); err != nil {
			return nil, c.obstacle(probes.NotRun, "", err)
		}
	}
	args, err := arguments(filepath.Join(folder, collectScript), filepath.Join(folder, remoteScript), c.config.Computer, request)
	if err != nil {
		return nil, c.obstacle(probes.NotRun, "", err)
	}
	return args, nil
}

// plainHost reports whether name can be a host's and cannot be taken for a
// parameter. "" is this machine.
func plainHost(name string) bool {
	if strings.HasPrefix(name, "-") || len(name) > 253 {
		return false
	}
	for _, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if !letter && r != '.' && r != '-' && r != '_' {
			return false
		}
	}
	return true
}

// notRun classifies a program that did not start or did not end.
func (c *Client) notRun(ctx context.Context, limit time.Duration, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return c.obstacle(probes.TimedOut, limit.String(), err)
	case ctx.Err() != nil:
		return c.obstacle(probes.Stopped, "", context.Cause(ctx))
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return c.here(probes.NoPowerShell, "", fmt.Errorf("find %s: %w", Program, err))
	}
	if number, is := errors.AsType[syscall.Errno](err); is && forbids(number) {
		return c.here(probes.NotPermitted, strconv.Itoa(int(number)), err)
	}
	return c.obstacle(probes.NotRun, "", err)
}

// here is an obstacle of this machine, from which another one may have been
// asked: it is PowerShell here that does not start.
func (c *Client) here(kind probes.Kind, code string, err error) error {
	return &probes.Obstacle{Kind: kind, Needs: Program, Code: code, Err: err}
}

var errEmpty = errors.New("it printed nothing")

// decode reads a document while no other one is read.
func (c *Client) decode(stdout []byte) (Document, error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	return decode(stdout)
}

// read makes a document of what was printed. A program that prints nothing
// and ends with 0 did not run: stand-ins for PowerShell do that.
func (c *Client) read(stdout, stderr []byte, code int) (Document, error) {
	if len(bytes.TrimSpace(stdout)) == 0 {
		if code == 0 {
			return Document{}, c.obstacle(probes.NotRun, "", errEmpty)
		}
		return Document{}, c.failure(stderr, code)
	}
	d, err := c.decode(stdout)
	switch {
	case err != nil && code != 0:
		return Document{}, c.failure(stderr, code)
	case err != nil:
		return Document{}, c.obstacle(probes.Malformed, "", err)
	case d.Failed != nil:
		return Document{}, c.failed(*d.Failed, d.Host)
	case d.Elsewhere && c.config.Computer == "":
		// Nobody said that this machine is the Connect server, and it is not.
		return Document{}, &probes.Obstacle{Kind: probes.NoServer, Host: d.Host, Needs: "ADSync"}
	default:
		return d, nil
	}
}

// failed is the script's own obstacle, with the kind that its number means, of the
// machine that it ran on.
func (c *Client) failed(o probes.Obstacle, host string) error {
	if kind, known := kindOf(o.Code); known {
		o.Kind = kind
	}
	if o.Kind == probes.NotRun && o.Needs == fullLanguage {
		o.Kind = probes.Constrained
	}
	if o.Host == "" {
		o.Host = cmp.Or(c.config.Computer, host)
	}
	return &o
}

// failure is a program that ended with a code other than 0 and no document.
// Standard error is in the language of that Windows; only the number of an
// HRESULT in it is read.
func (c *Client) failure(stderr []byte, code int) error {
	text, _, err := textfile.Decode(stderr)
	if err != nil {
		text = stderr
	}
	if hresult := firstHRESULT(text); hresult != "" {
		if kind, known := kindOf(hresult); known {
			return &probes.Obstacle{Kind: kind, Host: c.config.Computer, Needs: Program, Code: hresult}
		}
		return &probes.Obstacle{Kind: probes.NotRun, Host: c.config.Computer, Needs: Program, Code: hresult}
	}
	return &probes.Obstacle{Kind: probes.NotRun, Host: c.config.Computer, Needs: Program, Code: strconv.Itoa(code)}
}

func (c *Client) obstacle(kind probes.Kind, code string, err error) error {
	return &probes.Obstacle{Kind: kind, Host: c.config.Computer, Needs: Program, Code: code, Err: err}
}
