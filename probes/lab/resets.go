package lab

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"strconv"
	"strings"
	"sync"

	client "github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/internal/unicodepwd"
)

// Writeback writes a password for the Connect server, and returns what the
// controller said: the result of LDAP, and the number of Windows in hex.
type Writeback func(ctx context.Context, upn string, password probes.Secret) (code int, number string, err error)

// resets are those that the tenant took since the world began.
type resets struct {
	lab *Lab

	mu    sync.Mutex
	all   []*passwordReset
	write Writeback
}

func newResets(l *Lab) *resets {
	r := &resets{lab: l}
	r.write = r.inside
	return r
}

// WritesBack has the Connect server of this world write passwords elsewhere than
// to the directory of the world, as a test with a real controller does.
func (l *Lab) WritesBack(to Writeback) {
	l.resets.mu.Lock()
	defer l.resets.mu.Unlock()
	l.resets.write = to
}

// begin takes a reset, which then goes its way.
func (r *resets) begin(upn, password string) passwordReset {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := upn + " reset " + strconv.Itoa(len(r.all))
	now := r.lab.clock.Now()
	one := &passwordReset{
		upn: upn, begun: now, moved: now, status: probes.OperationNotStarted,
		id: access.GUID(guid(name)).String(), key: access.GUID(guid(name + " key")).String(), tracking: access.GUID(guid(name + " tracking")).String(),
	}
	r.all = append(r.all, one)
	r.lab.group.Go(func() { r.travels(one, probes.NewSecret(password)) })
	return *one
}

// find is a copy of a reset, nil when there is none.
func (r *resets) find(id string) *passwordReset {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, one := range r.all {
		if strings.EqualFold(one.id, id) {
			found := *one
			return &found
		}
	}
	return nil
}

// travels is the way of a reset: to the server, to the directory, and back.
func (r *resets) travels(one *passwordReset, password probes.Secret) {
	tenant := &r.lab.world.tenant
	half := cmp.Or(tenant.reset.takes, resetTakes) / 2
	note := func(change func()) {
		r.mu.Lock()
		defer r.mu.Unlock()
		one.moved = r.lab.clock.Now()
		change()
	}
	if r.lab.clock.Wait(r.lab.ctx, half) != nil {
		return
	}
	note(func() { one.status = probes.OperationRunning })
	writes := tenant.reset.ends == "" || tenant.reset.ends == endsDiffering
	var code int
	var number string
	var err error
	if writes {
		r.mu.Lock()
		write := r.write
		r.mu.Unlock()
		code, number, err = write(r.lab.ctx, one.upn, password)
	}
	note(func() {
		one.code, one.number = code, number
		one.unreached = err != nil || tenant.reset.ends == endsUnreached
		one.silent = tenant.reset.ends == endsSilent
		if writes && code == 0 && err == nil {
			one.written = one.moved
		}
	})
	if r.lab.clock.Wait(r.lab.ctx, half) != nil || tenant.reset.ends == endsNever {
		return
	}
	note(func() {
		one.status, one.detail = probes.OperationSucceeded, ""
		switch {
		case tenant.reset.ends == endsNew:
			one.status = "partiallySucceeded"
		case code != 0, one.unreached, tenant.reset.ends == endsFailed, tenant.reset.ends == endsDiffering:
			one.status, one.detail = probes.OperationFailed, "The lab does not say why."
		}
	})
}

// rows are what the audit log holds of them.
func (r *resets) rows() []auditRow {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []auditRow
	for _, one := range r.all {
		if one.status != probes.OperationSucceeded && one.status != probes.OperationFailed {
			continue
		}
		row := one.row()
		row.ago = r.lab.start.Sub(one.moved)
		all = append(all, row)
	}
	return all
}

// events are what the Connect server noted of them.
func (r *resets) events() []event {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []event
	for _, one := range r.all {
		if one.status == probes.OperationNotStarted {
			continue
		}
		for _, e := range one.events() {
			e.ago = r.lab.start.Sub(cmp.Or(one.written, one.moved))
			all = append(all, e)
		}
	}
	return all
}

var errNoController = errors.New("no controller takes it")

// inside writes to the PDC emulator of the world, over LDAPS and signed in as the
// connector account: its rights decide.
func (r *resets) inside(ctx context.Context, upn string, password probes.Secret) (code int, number string, err error) {
	d := r.lab.world.directory.withConnector()
	f := r.lab.newForest(d)
	host := d.fqdn(d.pdc)
	m := r.lab.machines.find(host)
	if m == nil || m.ports[ldapsPort] == "" {
		return 0, "", errNoController
	}
	people := d.everybody()
	who := people[r.lab.world.tenant.users[upn].account]
	conn, err := client.DialURL("ldaps://"+m.ports[ldapsPort], client.DialWithTLSConfig(&tls.Config{
		MinVersion: tls.VersionTLS12, RootCAs: r.lab.ca.pool(), ServerName: host, Time: r.lab.clock.Now,
	}))
	if err != nil {
		return 0, "", errNoController
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer func() { stop(); _ = conn.Close() }()
	if err := conn.Bind(d.netbios+`\`+d.connectorName, d.connector.password); err != nil {
		return 0, "", errNoController
	}
	request := client.NewModifyRequest(f.personDN(&who), []client.Control{client.NewControlString("1.2.840.113556.1.4.2239", true, "\x30\x03\x02\x01\x01")})
	request.Replace("unicodePwd", []string{unicodepwd.Quoted(password.Reveal())})
	return answerOf(conn.Modify(request))
}

// answerOf is what a controller said to a write.
func answerOf(err error) (code int, number string, failure error) {
	if err == nil {
		return 0, "", nil
	}
	said, is := errors.AsType[*client.Error](err)
	if !is || said.ResultCode >= client.ErrorNetwork {
		return 0, "", errNoController
	}
	number, _, _ = strings.Cut(said.Err.Error(), ":")
	return int(said.ResultCode), number, nil
}
