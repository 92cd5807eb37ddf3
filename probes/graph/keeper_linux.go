package graph

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// kernelKeys keeps in the key retention service of the kernel: in memory alone,
// for this user alone, until the machine is shut down (keyrings(7)).
type kernelKeys struct{ name string }

// keptSeconds is after how long the kernel forgets it by itself: that is how long a
// refresh token lasts that nobody uses ("Refresh tokens in the Microsoft identity
// platform").
const keptSeconds = 90 * 24 * 60 * 60

// permissions are all of them, for whoever holds the key and for the user
// (keyctl_setperm(3)).
const keyPermissions = 0x3f3f0000

// SystemKeeper is the key store of the operating system; nil where it offers none to
// a program without cgo. folder is this person's own, and not used here.
func SystemKeeper(string) Keeper { return kernelKeys{"writeback-doctor sign-in"} }

// find is the ID of the key, 0 where there is none.
func (k kernelKeys) find() (int, error) {
	id, err := unix.KeyctlSearch(unix.KEY_SPEC_USER_KEYRING, "user", k.name, 0)
	switch {
	case errors.Is(err, unix.ENOKEY), errors.Is(err, unix.EKEYEXPIRED), errors.Is(err, unix.EKEYREVOKED):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("look into the kernel's keyring: %w", err)
	}
	return id, nil
}

// Read implements [Keeper].
func (k kernelKeys) Read() ([]byte, error) {
	id, err := k.find()
	if err != nil || id == 0 {
		return nil, err
	}
	size, err := unix.KeyctlBuffer(unix.KEYCTL_READ, id, nil, 0)
	if err != nil {
		return nil, fmt.Errorf("read the kernel's key: %w", err)
	}
	data := make([]byte, size)
	if size, err = unix.KeyctlBuffer(unix.KEYCTL_READ, id, data, 0); err != nil || size > len(data) {
		return nil, fmt.Errorf("read the kernel's key of %d bytes: %w", size, err)
	}
	return data[:size], nil
}

// Write implements [Keeper].
func (k kernelKeys) Write(data []byte) error {
	id, err := unix.AddKey("user", k.name, data, unix.KEY_SPEC_USER_KEYRING)
	if err != nil {
		return fmt.Errorf("give the kernel a key of %d bytes: %w", len(data), err)
	}
	if err := unix.KeyctlSetperm(id, keyPermissions); err != nil {
		return fmt.Errorf("let this user read the key: %w", err)
	}
	if _, err := unix.KeyctlInt(unix.KEYCTL_SET_TIMEOUT, id, keptSeconds, 0, 0); err != nil {
		return fmt.Errorf("have the kernel forget the key: %w", err)
	}
	return nil
}

// Delete implements [Keeper].
func (k kernelKeys) Delete() error {
	id, err := k.find()
	if err != nil || id == 0 {
		return err
	}
	if _, err := unix.KeyctlInt(unix.KEYCTL_INVALIDATE, id, 0, 0, 0); err != nil {
		return fmt.Errorf("have the kernel forget the key: %w", err)
	}
	return nil
}
