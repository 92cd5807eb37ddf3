package kerberos

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jcmturner/gokrb5/v8/config"
	"github.com/jcmturner/gokrb5/v8/iana/etypeID"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/types"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

// Config says who signs in, with what, and over which network. With a password
// or a key table, Account must be there; else the ticket cache says who it is.
type Config struct {
	Account  string // "name" of the realm, "name@suffix" or "DOMAIN\name"; "" for whoever the ticket cache is of
	Password probes.Secret
	Keytab   string // file with the account's keys; used when there is no password
	Cache    string // ticket cache as KRB5CCNAME spells it, "FILE:/path" or "/path"; used when there is neither
	File     string // krb5.conf; "" builds a configuration from Domain and DNS
	Domain   string // DNS name of the account's domain
	// Named are the domains that the person named. Of the centres that DNS
	// names, those at or below one of them may see a password proven.
	Named []string

	// Controller is the domain controller in use; its key distribution centre
	// is asked unless File names others. "" asks those that DNS names.
	Controller string
	Network    probes.Network
	Clock      probes.Clock
}

// Client holds the tickets of one sign-in. It is safe for concurrent use.
type Client struct {
	config Config
	conf   *config.Config
	realm  string // of the account
	name   types.PrincipalName

	mu       sync.Mutex
	granting *ticket            // ticket-granting ticket of the realm; nil before the first use
	held     map[string]*ticket // tickets for services
}

// ticket is a ticket with the key that is shared with whom it is for.
type ticket struct {
	messages.Ticket
	key   types.EncryptionKey
	until time.Time
}

// New reads the files that config names and dials nothing. The error is an
// obstacle that says which file or name cannot be used.
func New(c Config) (*Client, error) {
	conf, err := configuration(c.File, c.Domain)
	if err != nil {
		return nil, err
	}
	client := &Client{config: c, conf: conf, held: map[string]*ticket{}}
	if c.Account != "" {
		client.name, client.realm = principal(c.Account, c.Domain)
	}
	if c.Password.Empty() && c.Keytab == "" {
		return client, client.readCache()
	}
	if client.realm == "" || c.Account == "" {
		return nil, &probes.Obstacle{Kind: probes.SignInUnfit, Needs: "account"}
	}
	if client.onlyRC4() {
		conf.LibDefaults.DefaultTktEnctypeIDs = []int32{etypeID.RC4_HMAC}
	}
	return client, nil
}

// configuration reads a krb5.conf, or makes the one that a domain needs. Parts
// of the file that the library does not know are passed over.
func configuration(file, domain string) (*config.Config, error) {
	conf := config.New()
	if file != "" {
		text, err := textfile.ReadBytes(file, maxFile)
		if err != nil {
			return nil, &probes.Obstacle{Kind: probes.KerberosUnset, Needs: file, Err: err}
		}
		if conf, err = config.NewFromString(string(text)); err != nil && !errors.As(err, new(config.UnsupportedDirective)) {
			return nil, &probes.Obstacle{Kind: probes.KerberosUnset, Needs: file, Err: fmt.Errorf("read %s: %w", file, err)}
		}
	}
	if conf.LibDefaults.DefaultRealm == "" {
		conf.LibDefaults.DefaultRealm = strings.ToUpper(domain)
	}
	// What Active Directory has had since 2008, strongest first. Service tickets
	// are never RC4, because its tokens are others (RFC 4757).
	rc4 := file != "" && wantsRC4(conf)
	conf.LibDefaults.DefaultTktEnctypeIDs = []int32{etypeID.AES256_CTS_HMAC_SHA1_96, etypeID.AES128_CTS_HMAC_SHA1_96}
	conf.LibDefaults.DefaultTGSEnctypeIDs = slices.Clone(conf.LibDefaults.DefaultTktEnctypeIDs)
	if rc4 {
		conf.LibDefaults.DefaultTktEnctypeIDs = append(conf.LibDefaults.DefaultTktEnctypeIDs, etypeID.RC4_HMAC)
	}
	conf.LibDefaults.NoAddresses = true
	return conf, nil
}

// Kinds of principal names (RFC 4120 6.2 and RFC 6806 5).
const (
	nameUser       = 1
	nameService    = 2
	nameEnterprise = 10
)

// principal reads an account's name. A user principal name whose suffix is not
// the domain's own goes as an enterprise name, which the domain resolves.
func principal(account, domain string) (types.PrincipalName, string) {
	realm := strings.ToUpper(domain)
	if prefix, name, ok := strings.Cut(account, `\`); ok {
		if strings.Contains(prefix, ".") {
			realm = strings.ToUpper(prefix)
		}
		return types.PrincipalName{NameType: nameUser, NameString: []string{name}}, realm
	}
	at := strings.LastIndexByte(account, '@')
	switch {
	case at < 0:
		return types.PrincipalName{NameType: nameUser, NameString: []string{account}}, realm
	case domain == "" || strings.EqualFold(account[at+1:], domain):
		return types.PrincipalName{NameType: nameUser, NameString: []string{account[:at]}}, strings.ToUpper(account[at+1:])
	default:
		return types.PrincipalName{NameType: nameEnterprise, NameString: []string{account}}, realm
	}
}

// valid reports whether a ticket can still be used for a while.
func (t *ticket) valid(now time.Time) bool { return t != nil && now.Add(time.Minute).Before(t.until) }

// service returns a ticket for a service such as "ldap/dc1.corp.example.com",
// signing in first when there is no ticket-granting ticket.
func (c *Client) service(ctx context.Context, spn string) (*ticket, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := strings.ToLower(spn)
	if t := c.held[key]; t.valid(c.config.Clock.Now()) {
		return t, nil
	}
	if !c.granting.valid(c.config.Clock.Now()) {
		t, err := c.login(ctx)
		if err != nil {
			return nil, err
		}
		c.granting = t
	}
	t, err := c.grant(ctx, spn)
	if err != nil {
		return nil, err
	}
	c.held[key] = t
	return t, nil
}
