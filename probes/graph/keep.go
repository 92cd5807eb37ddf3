package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"

	"example.com/writeback-doctor/probes"
)

// A Keeper keeps what renews the sign-in of a person from one run of the program
// to the next, in the key store of the operating system, which gives it to that
// person alone. It keeps one.
type Keeper interface {
	Read() ([]byte, error) // empty where nothing is kept
	Write(data []byte) error
	Delete() error
}

// keeping is what Microsoft's library holds of a person, with a keeper behind it.
// Nothing goes there before the person asks.
type keeping struct {
	by Keeper
	of string // for what service, tenant and application

	mu     sync.Mutex
	loaded bool   // what was kept is not read again: what is at hand is newer
	asked  bool   // to keep it, now or in an earlier run
	latest []byte // what the library holds
	failed error  // why it is not kept
}

// keptSignIn is what a keeper holds.
type keptSignIn struct {
	Of    string `json:"of"`
	Cache []byte `json:"cache"`
}

// Replace implements [cache.ExportReplace]. What cannot be read is not there.
func (k *keeping) Replace(_ context.Context, into cache.Unmarshaler, _ cache.ReplaceHints) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.loaded {
		return nil
	}
	k.loaded = true
	data, err := k.by.Read()
	var kept keptSignIn
	if err != nil || json.Unmarshal(data, &kept) != nil || kept.Of != k.of || into.Unmarshal(kept.Cache) != nil {
		return nil // the person signs in anew
	}
	k.asked, k.latest = true, kept.Cache
	return nil
}

// Export implements [cache.ExportReplace]. That it cannot be kept ends no sign-in.
func (k *keeping) Export(_ context.Context, from cache.Marshaler, _ cache.ExportHints) error {
	data, err := from.Marshal()
	if err != nil {
		return fmt.Errorf("keep a sign-in: %w", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.loaded, k.latest = true, data
	k.store()
	return nil
}

// store keeps what is at hand, where the person has asked for it.
func (k *keeping) store() {
	if !k.asked || len(k.latest) == 0 {
		return
	}
	data, err := json.Marshal(keptSignIn{k.of, k.latest})
	if err == nil {
		err = k.by.Write(data)
	}
	k.failed = err
}

// ask keeps the sign-in from now on, or forgets it.
func (k *keeping) ask(on bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.asked == on {
		return
	}
	if k.asked = on; on {
		k.store()
		return
	}
	k.failed = k.by.Delete()
}

// kept reports whether the sign-in is kept; Unsaid is that nobody asked for it.
func (k *keeping) kept() probes.YesNo {
	if k == nil {
		return probes.Unsaid
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.asked {
		return probes.Unsaid
	}
	return probes.Said(k.failed == nil && len(k.latest) > 0)
}

// Keep keeps the sign-in of the person in [Config.Keeper] from now on, or forgets
// it there. It does nothing where there is none, and may be called before anybody
// signs in.
func (c *Client) Keep(on bool) {
	if c.config.keeping != nil {
		c.config.keeping.ask(on)
	}
}

// newKeeping is that of a configuration; nil where nothing can be kept.
func newKeeping(config Config) *keeping {
	if config.Keeper == nil || !config.way().Personal() {
		return nil
	}
	return &keeping{by: config.Keeper, of: config.Cloud.Name() + " " + config.Tenant + " " + config.client()}
}
