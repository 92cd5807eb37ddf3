package kerberos

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jcmturner/gokrb5/v8/credentials"
	"github.com/jcmturner/gokrb5/v8/keytab"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

// maxFile bounds what is read of configuration, ticket cache and key table. A
// cache of fifty tickets of the biggest users is the largest of them.
const maxFile = 4 << 20

// CacheFile returns the file of a ticket cache as KRB5CCNAME names it. ok is
// false for caches that are not one file: DIR, KCM, KEYRING, API, MSLSA. "" is
// not a cache.
func CacheFile(name string) (path string, ok bool) {
	kind, rest, found := strings.Cut(name, ":")
	switch {
	case name == "":
		return "", false
	case found && kind == "FILE":
		return rest, rest != ""
	case !found, len(kind) == 1, strings.ContainsAny(kind, `/\`): // a path, perhaps with a drive
		return name, true
	default:
		return "", false
	}
}

var (
	errNoGranting = errors.New("the cache holds no ticket-granting ticket")
	errGarbled    = errors.New("the file cannot be read as what it should be")
)

// readCache takes name, realm and tickets from the ticket cache.
func (c *Client) readCache() error {
	path, ok := CacheFile(c.config.Cache)
	if !ok {
		kind := probes.NoTicket
		if c.config.Cache != "" {
			kind = probes.TicketCacheUnread
		}
		return &probes.Obstacle{Kind: kind, Needs: c.config.Cache}
	}
	cache, err := loadCache(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &probes.Obstacle{Kind: probes.NoTicket, Needs: path, Err: err}
	case err != nil:
		return &probes.Obstacle{Kind: probes.TicketCacheUnread, Needs: path, Err: err}
	}
	name := cache.GetClientPrincipalName()
	if c.config.Account != "" && !sameName(c.name, name) {
		return &probes.Obstacle{Kind: probes.NoTicket, Needs: c.config.Account}
	}
	c.name, c.realm = name, cache.GetClientRealm()
	for _, held := range cache.GetEntries() {
		if err := c.take(held); err != nil {
			return &probes.Obstacle{Kind: probes.TicketCacheUnread, Needs: path, Err: err}
		}
	}
	switch {
	case c.granting == nil:
		return &probes.Obstacle{Kind: probes.NoTicket, Needs: path, Err: errNoGranting}
	case !c.granting.valid(c.config.Clock.Now()):
		return &probes.Obstacle{Kind: probes.TicketExpired, Needs: path}
	}
	return nil
}

// take keeps one ticket of the cache, if it is the one that grants others.
func (c *Client) take(held *credentials.Credential) error {
	name := held.Server.PrincipalName.NameString
	if len(name) != 2 || name[0] != "krbtgt" || name[1] != c.realm {
		return nil
	}
	t := &ticket{key: held.Key, until: held.EndTime}
	if err := t.Unmarshal(held.Ticket); err != nil {
		return fmt.Errorf("read a cached ticket: %w", err)
	}
	c.granting = t
	return nil
}

// loadCache reads a ticket cache. The library's reader panics over some bytes
// that are none.
func loadCache(path string) (cache *credentials.CCache, err error) {
	text, err := textfile.ReadBytes(path, maxFile)
	if err == nil {
		err = soundCache(text)
	}
	if err != nil {
		return nil, fmt.Errorf("read the ticket cache: %w", err)
	}
	defer func() {
		if recover() != nil {
			cache, err = nil, errGarbled
		}
	}()
	cache = new(credentials.CCache)
	if err := cache.Unmarshal(text); err != nil {
		return nil, fmt.Errorf("read the ticket cache: %w", err)
	}
	return cache, nil
}

// loadKeys reads a key table, with the same caution.
func loadKeys(path string) (keys *keytab.Keytab, err error) {
	text, err := textfile.ReadBytes(path, maxFile)
	if err != nil {
		return nil, fmt.Errorf("read the key table: %w", err)
	}
	defer func() {
		if recover() != nil {
			keys, err = nil, errGarbled
		}
	}()
	keys = keytab.New()
	if keys.Unmarshal(text) != nil { // its error shows the keys
		return nil, errGarbled
	}
	return keys, nil
}

// TryKeytab says why a file cannot be used as a key table; nil when it can.
func TryKeytab(path string) error {
	keys, err := loadKeys(path)
	if err == nil && len(keys.Entries) == 0 {
		err = errGarbled
	}
	return err
}

// key returns the account's key for an encryption type: from the password with
// the salt that the centre named, or from the key table.
func (c *Client) key(ctx context.Context, etype int32, hints types.PADataSequence, said types.PrincipalName) (types.EncryptionKey, error) {
	if !c.config.Password.Empty() {
		return c.keyOf(ctx, said, etype, hints)
	}
	return c.fromTable(etype)
}

// fromTable returns the account's key in the key table.
func (c *Client) fromTable(etype int32) (types.EncryptionKey, error) {
	keys, err := loadKeys(c.config.Keytab)
	if err != nil {
		return types.EncryptionKey{}, &probes.Obstacle{Kind: probes.KeytabUnusable, Needs: c.config.Keytab, Err: err}
	}
	key, _, err := keys.GetEncryptionKey(c.name, c.realm, 0, etype)
	if err != nil {
		return key, &probes.Obstacle{Kind: probes.KeytabUnusable, Needs: c.config.Keytab, Err: err}
	}
	return key, nil
}

// sameName compares the account that was named with the owner of the cache,
// as far as the name goes: Active Directory does not tell case apart.
func sameName(asked, owner types.PrincipalName) bool {
	first := func(p types.PrincipalName) string {
		name, _, _ := strings.Cut(p.PrincipalNameString(), "@")
		return name
	}
	return strings.EqualFold(first(asked), first(owner))
}
