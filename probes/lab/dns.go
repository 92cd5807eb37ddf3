package lab

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

const (
	dnsTTL     = 60   // seconds
	dnsMessage = 4096 // bytes, more than any question here
	ldapPort   = 389
)

// startDNS brings up a name server for one side, on TCP and, where there is such
// a thing, on UDP, and returns the resolver that asks it. Whether there is UDP is
// found by trying: Windows programs on other systems have none, and some
// companies forbid it.
func (r *road) startDNS() error {
	streams, err := r.lab.listen()
	if err != nil {
		return err
	}
	r.lab.accept(streams, r.answerStream)
	at := map[string]string{"tcp": streams.Addr().String()}
	if socket, err := r.lab.packets(); err == nil {
		r.lab.closes(socket.Close)
		r.lab.group.Go(func() { r.answerPackets(packets{UDPConn: socket, clock: r.lab.pace}) })
		at["udp"] = socket.LocalAddr().String()
	}
	r.resolver = &net.Resolver{
		PreferGo: true,
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			// Without the resolver's own limit: see lastResort.
			return r.lab.dialNames(context.WithoutCancel(ctx), network[:3], at)
		},
	}
	return nil
}

// dialNames connects to a name server. A resolver asks for UDP first, and tells
// by the connection that it is given which of the two it speaks.
func (l *Lab) dialNames(ctx context.Context, network string, at map[string]string) (net.Conn, error) {
	if address, there := at[network]; there {
		if conn, err := l.dial(ctx, network, address); err == nil || network == "tcp" {
			return unhurried(conn), err
		}
	}
	conn, err := l.dial(ctx, "tcp", at["tcp"])
	return unhurried(conn), err
}

// packetSocket opens a socket for packets on loopback.
func packetSocket() (*net.UDPConn, error) {
	socket, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, fmt.Errorf("listen for names: %w", err)
	}
	return socket, nil
}

func (r *road) answerPackets(conn packets) {
	buffer := make([]byte, dnsMessage)
	for {
		n, from, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		if answer := r.answerName(buffer[:n]); answer != nil {
			_, _ = conn.WriteTo(answer, from) // whoever asked may have left
		}
	}
}

// answerStream speaks DNS over TCP: messages with their length before them
// (RFC 1035, section 4.2.2).
func (r *road) answerStream(conn net.Conn) {
	for {
		var length uint16
		if binary.Read(conn, binary.BigEndian, &length) != nil {
			return
		}
		question := make([]byte, length)
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		answer := r.answerName(question)
		if answer == nil || len(answer) > 1<<16-1 {
			return
		}
		framed := binary.BigEndian.AppendUint16(nil, uint16(len(answer))) //nolint:gosec // bounded above
		if _, err := conn.Write(append(framed, answer...)); err != nil {
			return
		}
	}
}

// answerName answers one message, nil when it is none.
func (r *road) answerName(message []byte) []byte {
	var parser dnsmessage.Parser
	header, err := parser.Start(message)
	if err != nil {
		return nil
	}
	question, err := parser.Question()
	if err != nil {
		return nil
	}
	answer := dnsmessage.Message{
		Header: dnsmessage.Header{
			ID: header.ID, Response: true, RecursionDesired: header.RecursionDesired,
			RecursionAvailable: true, Authoritative: true,
		},
		Questions: []dnsmessage.Question{question},
	}
	answer.RCode, answer.Answers = r.records(question)
	packed, err := answer.Pack()
	if err != nil {
		return nil
	}
	return packed
}

func (r *road) records(q dnsmessage.Question) (dnsmessage.RCode, []dnsmessage.Resource) {
	name := strings.ToLower(strings.TrimSuffix(q.Name.String(), "."))
	if found := r.stops(name, 0, doNoName, doNoAnswer); found != nil {
		if found.Do == doNoAnswer {
			return dnsmessage.RCodeServerFailure, nil
		}
		return dnsmessage.RCodeNameError, nil
	}
	head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: dnsTTL}
	var bodies []dnsmessage.ResourceBody
	targets := r.lab.services()[name]
	isService := len(targets) > 0 // a name without records does not exist
	addresses := r.lab.addresses(name)
	switch {
	case !isService && len(addresses) == 0:
		return dnsmessage.RCodeNameError, nil
	case isService && q.Type == dnsmessage.TypeSRV:
		for _, t := range targets {
			bodies = append(bodies, &dnsmessage.SRVResource{Weight: 100, Port: ldapPort, Target: dnsName(t)})
		}
	case q.Type == dnsmessage.TypeA:
		for _, a := range addresses {
			bodies = append(bodies, &dnsmessage.AResource{A: a.As4()})
		}
	}
	var found []dnsmessage.Resource
	for _, b := range bodies {
		found = append(found, dnsmessage.Resource{Header: head, Body: b})
	}
	return dnsmessage.RCodeSuccess, found
}

// dnsName makes an absolute name. World files hold short ones, so the longest
// that a message can carry is never passed.
func dnsName(host string) dnsmessage.Name {
	name, err := dnsmessage.NewName(strings.TrimSuffix(host, ".") + ".")
	if err != nil {
		return dnsmessage.MustNewName("invalid.")
	}
	return name
}

// addresses of a host; those of the domain are its controllers'.
func (l *Lab) addresses(name string) []netip.Addr {
	var found []netip.Addr
	add := func(host string) {
		if m := l.machines.byName[host]; m != nil {
			if a, err := netip.ParseAddr(m.address); err == nil {
				found = append(found, a)
			}
		}
	}
	for _, d := range l.world.directory.everyDomain() {
		if name != strings.ToLower(d.domain) {
			continue
		}
		for _, c := range d.controllerNames() {
			add(d.fqdn(c))
		}
		return found
	}
	add(name)
	return found
}

// services are the SRV records that domain controllers register, as far as a
// probe asks for them.
func (l *Lab) services() map[string][]string {
	records := map[string][]string{}
	for _, tree := range l.world.directory.forestTrees() {
		l.addServices(tree, records)
	}
	return records
}

// addServices adds those of one forest.
func (l *Lab) addServices(tree *directory, records map[string][]string) {
	var catalogs []string
	for _, d := range tree.forestDomains() {
		domain := strings.ToLower(d.domain)
		controllers := d.listed(d.srvDC, d.controllerNames()...)
		records["_ldap._tcp.pdc._msdcs."+domain] = d.listed(d.srvPDC, d.pdc)
		for _, service := range []string{"_ldap._tcp.dc._msdcs.", "_ldap._tcp.", "_kerberos._tcp.dc._msdcs.", "_kerberos._tcp."} {
			records[service+domain] = controllers
		}
		catalogs = append(catalogs, controllers...)
	}
	if root := l.newForest(tree).root; !l.world.directory.noCatalog {
		records["_ldap._tcp.gc._msdcs."+strings.ToLower(root.domain)] = catalogs
	}
}

// listed are the hosts of a record: as the world names them, else the truth.
func (d *directory) listed(names []string, truth ...string) []string {
	if names == nil {
		names = truth
	}
	hosts := slices.Clone(names)
	for i, n := range hosts {
		hosts[i] = d.fqdn(n)
	}
	return hosts
}

// fqdn is the DNS name of a controller, lower case. A name with a dot stands
// for itself.
func (d *directory) fqdn(short string) string {
	if strings.Contains(short, ".") {
		return strings.ToLower(short)
	}
	return strings.ToLower(short + "." + d.domain)
}
