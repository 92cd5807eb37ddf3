package configuration

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// ConnectorAccountID names this step.
const ConnectorAccountID steps.ID = "configuration/connector-account"

// ConnectorAccount finds an AD DS Connector account that cannot sign in to
// the directory, or is more powerful than it should be.
//
// This is the account that writes into AD. It is not the ADSync service
// account and not the one that talks to the tenant.
var ConnectorAccount = steps.Step{
	ID:    ConnectorAccountID,
	Title: lang.Text{Ko: "AD DS 커넥터 계정", En: "AD DS Connector account"},
	Why: lang.Text{
		Ko: "이 계정이 Active Directory에 암호를 씁니다. 로그인하지 못하면 아무것도 기록되지 않습니다.",
		En: "This account writes the password into Active Directory. If it cannot sign in, nothing is written.",
	},
	Check:       steps.Look(seeConnectorAccount, judgeConnectorAccount),
	Reads:       []steps.Instrument{steps.ByDirectory},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.WrittenHere,
	Observed:    true, // it may have been locked or have expired since
	Timeout:     directoryTime,
	Needs:       []steps.Fact{steps.ConnectorAccount},
	Blanks: tell.Kinds{
		"account":    tell.Connector,
		"class":      tell.Words,
		"dn":         tell.DN,
		"expired_at": tell.Moment, "expires_at": tell.Moment, "failed_at": tell.Moment, "set_at": tell.Moment,
		"group_sids":     tell.SID,
		"groups":         tell.Group,
		"password_state": tell.Password,
		"turns_at":       tell.Moment,
		"workstations":   tell.Host,
		"server":         tell.Server,
		"code":           tell.Words,
	},
	Branches: slices.Concat(connectorBranches, connectorLimitBranches),
}

// withoutSignIn are the steps that fail when the account cannot sign in. Its
// rights are judged all the same: what it lacks there it lacks besides.
func withoutSignIn() []steps.ID {
	return []steps.ID{"configuration/full-sync", LastSyncID, "reenable/event-log"}
}

// withoutConnector are the steps that fail when there is no such account.
func withoutConnector() []steps.ID {
	return append(withoutSignIn(), "configuration/remote-sam", "configuration/effective-rights")
}

// ConnectorNow is the entry of the account, and what it is compared with.
type ConnectorNow struct {
	probes.Seen
	Name    string               `json:"name" is:"connector"` // as the connector spells it, or a person
	Account probes.DirectoryUser `json:"account"`
	Now     time.Time            `json:"now"`
	// Said reports, of an account that was not found, that no connector was
	// seen to use that name: a person gave it, and may have mistyped it.
	Said bool `json:"said,omitempty"`
	// TooLong is when the server last noted that it cannot use a password so
	// long, with no password written since; zero for never, and where its events
	// could not be read.
	TooLong time.Time `json:"too_long,omitzero"`
	// Server is the Connect server, from which the account signs in; "" where
	// nobody knows it.
	Server string `json:"server,omitempty" is:"server"`
}

func seeConnectorAccount(ctx context.Context, env steps.Env, facts steps.Facts) (ConnectorNow, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return ConnectorNow{}, err
	}
	name := facts[steps.ConnectorAccount]
	account, err := directory.Account(ctx, name)
	seen := ConnectorNow{Seen: account.Seen, Name: name, Account: account, Now: controllerTime(ctx, env, directory)}
	if err == nil && account.Matches == 0 {
		seen.Said = !usedByConnector(ctx, env, facts, name)
	}
	if err == nil {
		seen.TooLong = seeTooLong(ctx, env, facts)
		seen.Server = seeServerName(ctx, env, facts)
	}
	return seen, err
}

// eventsBack is how far before the walk the event log is read, the same for
// every step so that it is read once: over a weekend.
const eventsBack = 72 * time.Hour

// seeTooLong reads when the server last noted that the password of its account
// is too long, unless it wrote one for somebody since. Of several accounts the
// event does not say which.
func seeTooLong(ctx context.Context, env steps.Env, facts steps.Facts) time.Time {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil || len(accountsOfConnectors(server.Connectors.List)) > 1 {
		return time.Time{}
	}
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return time.Time{}
	}
	begun, err := time.Parse(time.RFC3339, facts[steps.Started])
	if err != nil {
		begun = env.Now()
	}
	log, err := shell.Events(ctx, begun.UTC().Add(-eventsBack))
	if err != nil || steps.FromServer(log.Seen) != nil {
		return time.Time{}
	}
	return lastTooLong(log.Events)
}

// The HRESULT "filename or extension is too long", and the events of a password
// that was written ("Troubleshoot self-service password reset writeback").
const passwordTooLong = "800700ce"

var passwordWritten = []int{31002, 31007, 31010}

// accountsOfConnectors are the accounts that the server writes into
// directories with, each once.
func accountsOfConnectors(list []probes.Connector) []string {
	var accounts []string
	for i := range list {
		name := strings.ToLower(accountOf(&list[i]))
		if list[i].Entra == probes.No && !slices.Contains(accounts, name) {
			accounts = append(accounts, name)
		}
	}
	return accounts
}

func lastTooLong(events []probes.Event) time.Time {
	var failed, wrote time.Time
	for _, e := range events {
		long := slices.ContainsFunc(e.Codes, func(code string) bool { return strings.EqualFold(code, passwordTooLong) })
		if long && e.At.After(failed) {
			failed = e.At
		}
		if e.Provider == "PasswordResetService" && slices.Contains(passwordWritten, e.ID) && e.At.After(wrote) {
			wrote = e.At
		}
	}
	if wrote.After(failed) {
		return time.Time{}
	}
	return failed
}

// usedByConnector reports whether the Connect server was seen to have a
// connector that signs in with the account.
func usedByConnector(ctx context.Context, env steps.Env, facts steps.Facts, account string) bool {
	server, err := steps.AskServer(ctx, env, facts)
	return err == nil && slices.ContainsFunc(server.Connectors.List, func(c probes.Connector) bool {
		return c.Entra == probes.No && strings.EqualFold(accountOf(&c), account)
	})
}
