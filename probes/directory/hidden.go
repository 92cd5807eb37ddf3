package directory

import (
	"context"
	"slices"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// sometimesAbsent are the attributes whose absence would mean that all is well:
// never locked, not marked, no date of expiry.
func sometimesAbsent() []string { return []string{"lockoutTime", "adminCount", "accountExpires"} }

// readProperty is the right to read lockoutTime, 28630ebf-…, or adminCount,
// bf967918-…, neither of which is in a property set, or accountExpires,
// bf967915-…, in User-Account-Restrictions (Win32 AD schema reference).
func readProperty(name string) access.Want {
	want := access.WriteLockoutTime.Want()
	switch name {
	case "adminCount":
		want.Object = access.GUID{
			0x18, 0x79, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
		}
	case "accountExpires":
		want = access.WritePwdLastSet.Want()
		want.Object = access.GUID{
			0x15, 0x79, 0x96, 0xbf, 0xe6, 0x0d, 0xd0, 0x11, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2,
		}
	}
	want.Mask = access.ReadProperty
	return want
}

// absent returns those of sometimesAbsent that an entry came without.
func absent(e *ldap.Entry) []string {
	var list []string
	for _, name := range sometimesAbsent() {
		if e.GetEqualFoldAttributeValue(name) == "" {
			list = append(list, name)
		}
	}
	return list
}

// hidden returns the attributes that an account came without and that the one
// that looks may not read, so that their absence says nothing. It is not asked
// when an entry is read, because the token of the one that looks may hang on an
// entry itself.
func (t tokens) hidden(ctx context.Context, a account) ([]string, error) {
	if len(a.absent) == 0 {
		return nil, nil
	}
	if !a.shield.readable() {
		return a.absent, nil
	}
	d, err := a.in.domain(ctx)
	if err != nil {
		return nil, err
	}
	token, err := newTokens(a.in, t.forest).ownToken(ctx, d)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, name := range a.absent {
		if access.Check(&a.shield.Descriptor, token, a.sid, readProperty(name)).Answer != access.Granted {
			list = append(list, name)
		}
	}
	return probes.All(list), nil
}

// withHidden is a user as evidence has it, with what is hidden of it, or where
// it may be hidden itself.
func (t tokens) withHidden(ctx context.Context, a account) (user probes.DirectoryUser, err error) {
	user = a.user
	if user.Matches == 0 {
		user.Unlisted, err = t.find.unlisted(ctx, a.looked)
	}
	if user.Matches != 1 {
		return user, err
	}
	if user.Hidden, err = t.hidden(ctx, a); err != nil {
		return user, err
	}
	for _, name := range a.absent {
		if !slices.Contains(user.Hidden, name) {
			notSet(&user, name)
		}
	}
	return user, nil
}

// notSet is what it means that an attribute which may be read is not there:
// never locked, never marked, no date of expiry (Win32 AD schema reference and
// MS-ADTS 3.1.1.6.1.3).
func notSet(user *probes.DirectoryUser, name string) {
	switch name {
	case "lockoutTime":
		user.LockoutTime = probes.Known(time.Time{})
	case "adminCount":
		user.AdminCount = probes.Known(0)
	case "accountExpires":
		user.AccountExpires = probes.Known(time.Time{})
	}
}
