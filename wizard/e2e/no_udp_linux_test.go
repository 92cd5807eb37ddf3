package e2e_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// withoutPackets tells this binary, when it runs as somebody else, to become the
// program that its arguments name, on a system without UDP.
const withoutPackets = "WRITEBACK_DOCTOR_TEST_WITHOUT_PACKETS"

// init becomes that program before anything else of a test binary runs.
func init() { //nolint:gochecknoinits // it is another program from here on
	if os.Getenv(withoutPackets) == "" {
		return
	}
	if err := forbidPackets(); err != nil {
		fmt.Fprintln(os.Stderr, "forbid packets:", err)
		os.Exit(99)
	}
	fmt.Fprintln(os.Stderr, syscall.Exec(os.Args[1], os.Args[1:], os.Environ()))
	os.Exit(99)
}

// forbidPackets has the kernel refuse, to this process and all that it becomes,
// every socket of the internet family that carries packets, as a system refuses
// what it does not have (seccomp(2), SECCOMP_RET_ERRNO).
func forbidPackets() error {
	const number, domain, kind = 0, 16, 24 // of struct seccomp_data, on a machine that is little-endian
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	unless := func(value uint32, skip uint8) unix.SockFilter { // skips where it is another
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: value, Jf: skip}
	}
	filter := []unix.SockFilter{
		load(number), unless(unix.SYS_SOCKET, 7),
		load(domain),
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.AF_INET, Jt: 1},
		unless(unix.AF_INET6, 4),
		load(kind),
		{Code: unix.BPF_ALU | unix.BPF_AND | unix.BPF_K, K: 0xf},
		unless(unix.SOCK_DGRAM, 1),
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EPROTONOSUPPORT)},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, failed := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program)))
	if failed != 0 {
		return failed
	}
	if socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0); !errors.Is(err, unix.EPROTONOSUPPORT) {
		return fmt.Errorf("a socket for packets: %d, %w", socket, err)
	}
	return nil
}

// TestTheLabWorksWithoutUDP walks worlds of every stage where the kernel gives out
// no socket for packets, and comes to the cause that each has.
func TestTheLabWorksWithoutUDP(t *testing.T) {
	t.Parallel()
	for world, cause := range map[string]string{
		"healthy": "", "pdc-dns-stale": "configuration/pdc-emulator", "rights-denied": "configuration/effective-rights",
		"relay-name-unknown": "connectivity/service-bus", "restart-refused-start": "reenable/restart-service",
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			command := exec.CommandContext(ctx, "/proc/self/exe", program, "check", "--world", world, "--format", "json")
			command.Env = []string{withoutPackets + "=yes", "HOME=" + t.TempDir()}
			out, err := command.Output()
			var ended *exec.ExitError
			if err != nil && !errors.As(err, &ended) {
				t.Fatal(err)
			}
			var said struct {
				Verdict struct{ Cause *struct{ Step string } }
			}
			if err := json.Unmarshal(out, &said); err != nil {
				t.Fatalf("%v\n%s%s", err, out, ended.Stderr)
			}
			got := ""
			if said.Verdict.Cause != nil {
				got = said.Verdict.Cause.Step
			}
			if got != cause {
				t.Errorf("cause %q, want %q", got, cause)
			}
		})
	}
}
