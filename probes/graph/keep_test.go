package graph

import (
	"bytes"
	"errors"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes"
)

// drawer is a key store of a test.
type drawer struct {
	mu     sync.Mutex
	holds  []byte
	broken error
	writes int
}

func (d *drawer) Read() ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.holds, d.broken
}

func (d *drawer) Write(data []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken == nil {
		d.holds, d.writes = bytes.Clone(data), d.writes+1
	}
	return d.broken
}

func (d *drawer) Delete() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.holds = nil
	return d.broken
}

// signInOnce signs in by device code and says how often a code was shown.
func signInOnce(t *testing.T, b *bench, more func(*Config), before func(*Client)) (in probes.SignedIn, prompts int) {
	t.Helper()
	c := b.inPerson(ByDeviceCode, more)
	if before != nil {
		before(c)
	}
	in, err := c.SignIn(t.Context(), func(Prompt) { prompts++ })
	if err != nil {
		t.Fatal(err)
	}
	return in, prompts
}

func keepBench(t *testing.T) *bench {
	t.Helper()
	return newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(deviceCodePath, says(deviceCode)).
		on(tokenPath, says(personsToken()))
}

// TestASignInIsKeptOnceThePersonAsks: before that nothing leaves the memory of the
// program; then the next run signs in without the person, for the same tenant,
// cloud and application alone, until it is to be forgotten.
func TestASignInIsKeptOnceThePersonAsks(t *testing.T) {
	t.Parallel()
	b, d := keepBench(t), &drawer{}
	keeps := func(c *Config) { c.Keeper = d }
	for range 2 {
		if in, prompts := signInOnce(t, b, keeps, nil); prompts != 1 || d.writes != 0 || in.Kept != probes.Unsaid {
			t.Fatalf("unasked: %d prompts, %d writes, kept %v", prompts, d.writes, in.Kept)
		}
	}
	if in, prompts := signInOnce(t, b, keeps, func(c *Client) { c.Keep(true) }); prompts != 1 || in.Kept != probes.Yes || d.writes == 0 {
		t.Fatalf("asked: %d prompts, %d writes, kept %v", prompts, d.writes, in.Kept)
	}
	if in, prompts := signInOnce(t, b, keeps, nil); prompts != 0 || in.Kept != probes.Yes || in.Name != "desk@contoso.com" {
		t.Errorf("the next run: %d prompts, %+v", prompts, in)
	}
	for name, other := range map[string]func(*Config){
		"no key store":        func(*Config) {},
		"another application": func(c *Config) { c.Keeper, c.ClientID = d, anyApp },
	} {
		if in, prompts := signInOnce(t, b, other, nil); prompts != 1 || in.Kept != probes.Unsaid {
			t.Errorf("%s: %d prompts, kept %v", name, prompts, in.Kept)
		}
	}
	signInOnce(t, b, keeps, func(c *Client) { c.Keep(true); c.Keep(false) })
	if _, prompts := signInOnce(t, b, keeps, nil); prompts != 1 || d.holds != nil {
		t.Errorf("forgotten: %d prompts, %d bytes", prompts, len(d.holds))
	}
}

// TestAKeptSignInThatIsOverIsNoSignIn: what was revoked, damaged or cannot be read
// costs no more than signing in again, and what cannot be written is told.
func TestAKeptSignInThatIsOverIsNoSignIn(t *testing.T) {
	t.Parallel()
	b, d := keepBench(t), &drawer{}
	keeps := func(c *Config) { c.Keeper = d }
	signInOnce(t, b, keeps, func(c *Client) { c.Keep(true) })
	for name, holds := range map[string][]byte{
		"damaged": d.holds[:len(d.holds)/2], "another program's": []byte(`{"of":"x","cache":"e30="}`), "nothing": {}, "null": []byte("null"),
	} {
		other := &drawer{holds: holds}
		if in, prompts := signInOnce(t, b, func(c *Config) { c.Keeper = other }, nil); prompts != 1 || in.Kept != probes.Unsaid {
			t.Errorf("%s: %d prompts, kept %v", name, prompts, in.Kept)
		}
	}
	full := &drawer{broken: errors.New("disk quota exceeded")}
	if in, prompts := signInOnce(t, b, func(c *Config) { c.Keeper = full }, func(c *Client) { c.Keep(true) }); prompts != 1 || in.Kept != probes.No {
		t.Errorf("full: %d prompts, kept %v, want a sign-in that is told not to be kept", prompts, in.Kept)
	}
}
