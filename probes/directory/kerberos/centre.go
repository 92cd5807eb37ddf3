package kerberos

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/jcmturner/gokrb5/v8/config"
	"github.com/jcmturner/gokrb5/v8/messages"

	"example.com/writeback-doctor/probes"
)

const (
	portKDC = "88"
	// centreTime bounds one exchange with one key distribution centre. It
	// answers out of its memory; a lost first packet is sent again after one
	// and after three seconds.
	centreTime = 5 * time.Second
	// maxCentres is how many of a realm's centres are tried.
	maxCentres = 4
	// maxReply bounds an answer. A ticket with a thousand groups has less than
	// 64 KiB (MaxTokenSize of Windows).
	maxReply = 256 << 10
)

var (
	errBigReply  = errors.New("an answer bigger than any ticket")
	errNoCentres = errors.New("no key distribution centre is known for the realm")
)

// stake is what a request puts at risk with the centre that it goes to.
type stake int8

const (
	ticketed stake = iota // it shows a ticket, which is of use to its realm alone
	opening               // it says who wants to sign in, and the next one proves a password there
	proving               // it proves a password, which whoever has it can guess at
)

// exchange sends one request to the realm and returns the answer of the first
// centre that gives one. An error message of the centre is a
// *[messages.KRBError]. A request that proves knowledge of a password goes to
// one centre only: each proof may count as a wrong password, and one that was
// not answered may have counted too. Centres that DNS alone names are not
// proven one to, unless what the person named vouches for them.
func (c *Client) exchange(ctx context.Context, realm string, request []byte, risk stake) ([]byte, error) {
	reply, again, err := c.try(ctx, c.centres(realm), realm, request, risk == proving)
	if !again || c.configured(realm) {
		return reply, err
	}
	others, unnamed := c.named(ctx, realm)
	if unnamed != nil && err == nil {
		return nil, &probes.Obstacle{Kind: probes.KDCUnreachable, Host: realm, Needs: realm, Err: unnamed}
	}
	if risk != ticketed {
		var stranger string
		if others, stranger = c.vouched(others); len(others) == 0 && stranger != "" {
			return nil, &probes.Obstacle{Kind: probes.CentreNotTrusted, Host: stranger, Needs: realm, Err: err}
		}
	}
	reply, again, second := c.try(ctx, others, realm, request, risk == proving)
	if again && err != nil { // the trouble of the controller in use is the one to tell
		return nil, err
	}
	return reply, second
}

// try asks one centre after the other. again reports whether none of them has
// answered and others may be asked.
func (c *Client) try(ctx context.Context, centres []string, realm string, request []byte, proof bool) (reply []byte, again bool, first error) {
	for _, addr := range centres {
		reply, sent, err := c.ask(ctx, addr, request)
		if err == nil {
			return reply, false, messageOf(reply)
		}
		if host, _, _ := net.SplitHostPort(addr); first == nil {
			first = &probes.Obstacle{Kind: probes.KDCUnreachable, Host: host, Needs: realm, Err: err}
		}
		if ctx.Err() != nil || (sent && proof) {
			return nil, false, first
		}
	}
	return nil, true, first
}

// ask puts one request to one centre over TCP (RFC 4120 7.2.2) and reports
// whether any of it may have arrived.
func (c *Client) ask(ctx context.Context, addr string, request []byte) (reply []byte, sent bool, err error) {
	ctx, cancel := c.config.Clock.Within(ctx, centreTime, nil)
	defer cancel()
	conn, err := c.config.Network.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, false, fmt.Errorf("connect to %s: %w", addr, err)
	}
	defer conn.Close() //nolint:errcheck // nothing is left to lose
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	framed := binary.BigEndian.AppendUint32(nil, uint32(len(request))) //nolint:gosec // far below
	if _, err := conn.Write(append(framed, request...)); err != nil {
		return nil, true, fmt.Errorf("ask %s: %w", addr, errors.Join(ctx.Err(), err))
	}
	reply, err = readReply(conn)
	if err != nil {
		return nil, true, fmt.Errorf("answer of %s: %w", addr, errors.Join(ctx.Err(), err))
	}
	return reply, true, nil
}

func readReply(r io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err //nolint:wrapcheck // the caller says whose answer
	}
	length := binary.BigEndian.Uint32(head[:])
	if length == 0 || length > maxReply {
		return nil, errBigReply
	}
	reply := make([]byte, length)
	_, err := io.ReadFull(r, reply)
	return reply, err //nolint:wrapcheck // the caller says whose answer
}

// messageOf returns the error message that an answer is, or nil.
func messageOf(reply []byte) error {
	const tagError = 0x7e // [APPLICATION 30] (RFC 4120 5.9.1)
	if reply[0] != tagError {
		return nil
	}
	var said messages.KRBError
	if err := said.Unmarshal(reply); err != nil {
		return &probes.Obstacle{Kind: probes.Malformed, Needs: "KRB-ERROR", Err: err}
	}
	return &said
}

// configured reports whether krb5.conf says where the realm's centres are.
func (c *Client) configured(realm string) bool {
	return slices.ContainsFunc(c.conf.Realms, func(r config.Realm) bool {
		return strings.EqualFold(r.Realm, realm) && len(r.KDC) > 0
	})
}

// centres returns the addresses to try first: those of krb5.conf, else the
// controller in use, which is one itself. [Client.named] has the others.
func (c *Client) centres(realm string) []string {
	for _, r := range c.conf.Realms {
		if strings.EqualFold(r.Realm, realm) && len(r.KDC) > 0 {
			return withPort(r.KDC)
		}
	}
	if c.config.Controller != "" && strings.EqualFold(realm, c.realm) {
		return []string{net.JoinHostPort(c.config.Controller, portKDC)}
	}
	return nil
}

// named returns the centres that DNS names.
func (c *Client) named(ctx context.Context, realm string) ([]string, error) {
	// The name is absolute, so that no search list of this machine takes part.
	_, records, err := c.config.Network.Names().LookupSRV(ctx, "", "", "_kerberos._tcp."+realm+".")
	var list []string
	for _, r := range records {
		if host := strings.TrimSuffix(r.Target, "."); host != "" && len(list) < maxCentres {
			list = append(list, net.JoinHostPort(host, fmt.Sprint(r.Port)))
		}
	}
	if len(list) == 0 {
		return nil, errors.Join(errNoCentres, err)
	}
	return list, nil
}

// vouched returns those of the centres that lie in what the person named, and
// the host of one that does not.
func (c *Client) vouched(centres []string) (known []string, stranger string) {
	for _, addr := range centres {
		host, _, _ := net.SplitHostPort(addr)
		if slices.ContainsFunc(c.config.Named, func(domain string) bool { return probes.HostWithin(host, domain) }) {
			known = append(known, addr)
		} else {
			stranger = host
		}
	}
	return known, stranger
}

func withPort(hosts []string) []string {
	list := make([]string, 0, min(len(hosts), maxCentres))
	for _, h := range hosts[:min(len(hosts), maxCentres)] {
		if _, _, err := net.SplitHostPort(h); err != nil {
			h = net.JoinHostPort(strings.Trim(h, "[]"), portKDC)
		}
		list = append(list, h)
	}
	return list
}
