package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

// protectedFile keeps in a file that the Data Protection API encrypts with a key
// of this Windows account (CryptProtectData).
type protectedFile struct{ path string }

// SystemKeeper is the key store of the operating system; nil where it offers none to
// a program without cgo. folder is this person's own; "" for none.
func SystemKeeper(folder string) Keeper {
	if folder == "" {
		return nil
	}
	return protectedFile{filepath.Join(folder, "writeback-doctor", "sign-in.dpapi")}
}

// Read implements [Keeper].
func (f protectedFile) Read() ([]byte, error) {
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(data) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what is kept: %w", err)
	}
	var plain windows.DataBlob
	if err := windows.CryptUnprotectData(blob(data), nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, &plain); err != nil {
		return nil, fmt.Errorf("decrypt what is kept: %w", err)
	}
	return taken(plain), nil
}

// Write implements [Keeper].
func (f protectedFile) Write(data []byte) error {
	if len(data) == 0 {
		return f.Delete()
	}
	var hidden windows.DataBlob
	if err := windows.CryptProtectData(blob(data), nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, &hidden); err != nil {
		return fmt.Errorf("encrypt a sign-in: %w", err)
	}
	const ownerOnly, onlyOwner = 0o700, 0o600
	if err := os.MkdirAll(filepath.Dir(f.path), ownerOnly); err != nil {
		return fmt.Errorf("make a folder to keep a sign-in: %w", err)
	}
	if err := os.WriteFile(f.path, taken(hidden), onlyOwner); err != nil {
		return fmt.Errorf("keep a sign-in: %w", err)
	}
	return nil
}

// Delete implements [Keeper].
func (f protectedFile) Delete() error {
	if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget a sign-in: %w", err)
	}
	return nil
}

func blob(data []byte) *windows.DataBlob {
	return &windows.DataBlob{Size: uint32(len(data)), Data: &data[0]} //nolint:gosec // a sign-in has some kilobytes
}

// taken copies what Windows allocated, and frees it.
func taken(b windows.DataBlob) []byte {
	defer func() { _, _ = windows.LocalFree(windows.Handle(unsafe.Pointer(b.Data))) }() //nolint:gosec // as CryptProtectData says
	return append([]byte(nil), unsafe.Slice(b.Data, b.Size)...)
}
