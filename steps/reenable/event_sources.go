package reenable

import (
	"slices"

	"example.com/writeback-doctor/steps"
)

// The findings of the first two stages from which an event can follow.
const (
	license     steps.ID = "configuration/premium-license"
	origin      steps.ID = "configuration/user-origin"
	admin       steps.ID = "configuration/admin-account"
	engine      steps.ID = "configuration/sync-engine"
	onOff       steps.ID = "configuration/writeback-switch"
	application steps.ID = "configuration/connect-application"
	pdc         steps.ID = "configuration/pdc-emulator"
	preferred   steps.ID = "configuration/preferred-dc"
	controllers steps.ID = "configuration/domain-controllers"
	fullSync    steps.ID = "configuration/full-sync"
	link        steps.ID = "configuration/user-link"
	signIn      steps.ID = "configuration/connector-account"
	rights      steps.ID = "configuration/effective-rights"
	protected   steps.ID = "configuration/protected-user"
	user        steps.ID = "configuration/user-account"
	rules       steps.ID = "configuration/password-policy"
	remoteSAM   steps.ID = "configuration/remote-sam"
	ouName      steps.ID = "configuration/ou-name"
	version     steps.ID = "connectivity/connect-version"
	tls         steps.ID = "connectivity/outbound-tls"
	proxy       steps.ID = "connectivity/proxy"
	endpoint    steps.ID = "connectivity/password-reset-endpoint"
	relays      steps.ID = "connectivity/service-bus"
	idle        steps.ID = "connectivity/idle"
	ports       steps.ID = "connectivity/domain-controller-ports"
	clock       steps.ID = "connectivity/clock"
)

// followed is what each trouble of the log can follow from. An event that does
// not follow from a finding is a second fault and no echo: what AD refused came
// over roads that were open.
var followed = map[kind][]steps.ID{
	"silent":    {engine, onOff, application, version, tls, proxy, endpoint, relays, idle, clock},
	stopped:     {engine, onOff, application, version, tls},
	listener:    {engine, onOff, application, version, tls, proxy, endpoint, relays, idle, clock},
	keys:        {engine, onOff, application, version, tls, proxy, endpoint, relays},
	switching:   {license, admin, engine, onOff, application, version, tls, proxy, endpoint, relays, clock},
	adRefused:   {rights, protected, remoteSAM, signIn, preferred, controllers, user, rules, ouName, pdc, ports, clock, version, link},
	policy:      {rules, user, controllers, protected},
	notFound:    {origin, link, fullSync, engine, pdc, controllers, version},
	account:     {user, protected, rules},
	insecure:    {preferred, version},
	connector:   {signIn, fullSync, engine, clock, pdc, ports, version},
	oldControl:  {controllers, version},
	uncontacted: {pdc, preferred, ports, controllers, clock},
	credentials: {signIn, fullSync, engine, application},
	expired:     {engine, fullSync, application},
	due:         {engine, application},
	outdated:    {engine, fullSync, application},
	unexplained: {ouName},
	unreached:   {engine, onOff, version, tls, proxy, endpoint, relays, idle, clock},
	cloudSaidNo: {},
	differ:      {},
	unwritten:   {license, origin, engine, onOff},
	cloudFailed: {license, origin, engine, onOff},
	unreachable: {pdc, preferred, ports, controllers, clock, signIn},

	unreported:   {engine, application, version, tls, proxy, endpoint, clock},
	hashesUnread: {engine, signIn, preferred, controllers, pdc, ports, clock, version},
	hashesUnsent: {engine, application, fullSync, version, tls, proxy, clock},
}

// following are branches of the log that say from what they can follow.
func following(branches []steps.Branch) []steps.Branch {
	branches = slices.Clone(branches)
	for i := range branches {
		branches[i].Follows = followed[kind(branches[i].On)]
		if branches[i].On != steps.Unseen {
			branches[i].Details = slices.Concat(branches[i].Details, gapDetails)
		}
	}
	return branches
}
