package graph

import (
	"bytes"
	"errors"
	"testing"

	"golang.org/x/sys/unix"
)

// TestTheKernelKeeps uses the keyring of this machine, under a name of its own.
func TestTheKernelKeeps(t *testing.T) {
	t.Parallel()
	keys := kernelKeys{"writeback-doctor test " + t.TempDir()}
	data := bytes.Repeat([]byte("planted "), 1500)
	err := keys.Write(data)
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EDQUOT) {
		t.Skipf("this machine lends no keyring: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = keys.Delete() })
	for range 2 {
		got, err := keys.Read()
		if err != nil || !bytes.Equal(got, data) {
			t.Fatalf("read %d bytes of %d: %v", len(got), len(data), err)
		}
		data = append(data, '.')
		if err := keys.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := keys.Write(make([]byte, 1<<20)); err == nil {
		t.Error("the kernel took a key of a megabyte")
	}
	if err := errors.Join(keys.Delete(), keys.Delete()); err != nil {
		t.Error(err)
	}
	if got, err := keys.Read(); err != nil || len(got) != 0 {
		t.Errorf("after it was forgotten: %d bytes, %v", len(got), err)
	}
}
