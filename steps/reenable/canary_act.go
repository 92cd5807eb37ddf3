package reenable

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// canaryActs are the ways in which this program resets the test user itself.
var canaryActs = []*steps.Act{
	{
		Entry:   lang.Text{Ko: "Microsoft Graph로 재설정하기", En: "Reset it through Microsoft Graph"},
		Note:    lang.Text{Ko: "클라우드에서 AD까지 모두 시험합니다. 사람이 로그인해 있어야 합니다.", En: "Tries the whole way, from the cloud to AD. A person has to be signed in."},
		Prepare: prepareCloud, Perform: performCloud,
	},
	{
		Entry:   lang.Text{Ko: "클라우드 없이 시험하기: 커넥터 계정으로 AD에 직접(LDAPS)", En: "Without the cloud: as the connector account, over LDAPS"},
		Note:    lang.Text{Ko: "AD 쪽만 시험하지만 테스트 사용자의 암호는 바뀝니다. 커넥터 계정의 암호가 필요합니다.", En: "Tries only the AD side, and changes the test user's password too. It takes the connector account's password."},
		Prepare: prepareDirect, Perform: performDirect,
	},
}

// aim is whose password is reset, as both ends have it.
type aim struct {
	upn   string
	entry probes.DirectoryUser
	cloud probes.CloudUser // of a reset by Graph
}

// guard is one reason not to.
func guard(on steps.Outcome, say lang.Text, args tell.Args) []steps.Refusal {
	return []steps.Refusal{{On: on, Sentence: steps.Sentence{Say: say, Args: args}}}
}

// hindered is a reason that an obstacle gives.
func hindered(on steps.Outcome, say lang.Text, err error) []steps.Refusal {
	why := probes.AsObstacle(err)
	ko, en := steps.Teller{Language: lang.Korean}.Obstacle(why), steps.Teller{Language: lang.English}.Obstacle(why)
	return guard(on, lang.Text{Ko: say.Ko + " " + ko, En: say.En + " " + en}, nil)
}

// aimed finds the test user, and makes sure that it is one whose password may be
// reset by a program: nobody whom the walk is about, nobody who is protected, and,
// with a cloud, the same account at both ends.
func aimed(ctx context.Context, env steps.Env, facts steps.Facts, cloud bool) (aim, []steps.Refusal) {
	of := aim{upn: probes.TidyName(facts[steps.TestUser])}
	args := tell.Args{"user": tell.User.Of(of.upn).OrDash()}
	working := strings.EqualFold(of.upn, facts[steps.User]) || strings.EqualFold(of.upn, facts[steps.Admin])
	switch {
	case env.Trail == nil || env.Resets.Password == nil:
		return of, guard("no-way", wordsNoWay, nil)
	case !strings.Contains(of.upn, "@"):
		return of, guard("no-test-user", wordsNoTestUser, nil)
	case working:
		return of, guard("working-account", wordsWorkingAccount, args)
	}
	directory, err := env.Directory(ctx, facts)
	if err == nil {
		forgetting(directory) // what was seen a while ago says nothing of now
		of.entry, err = directory.User(ctx, of.upn)
	}
	switch {
	case err != nil:
		return of, hindered("directory-unseen", wordsDirectoryUnseen, err)
	case of.entry.Matches != 1 || of.entry.DN == "" || of.entry.Anchor == "":
		return of, guard("not-one", wordsNotOne, args)
	}
	if found := shielded(of.entry, facts); found != nil {
		return of, found
	}
	if !cloud {
		return of, nil
	}
	return sameInCloud(ctx, env, facts, of)
}

// shielded is why an entry is left alone. What could not be read is a reason.
func shielded(entry probes.DirectoryUser, facts steps.Facts) []steps.Refusal {
	groups, seen := configuration.ProtectedGroups(entry)
	_, sam, _ := strings.Cut(facts[steps.ConnectorAccount], `\`)
	mark, marked := entry.AdminCount.Get()
	args := tell.Args{"user": tell.User.Of(entry.UPN).OrDash(), "group": tell.Group.Some(groups).OrDash()}
	switch {
	case len(groups) > 0:
		return guard("protected", wordsProtectedGroup, args)
	case marked && mark != 0:
		return guard("protected", wordsProtectedMark, args)
	case sam != "" && strings.EqualFold(sam, entry.SamAccountName):
		return guard("protected", wordsConnectorItself, args)
	case !seen || !marked:
		return guard("protection-unseen", wordsProtectionUnseen, args)
	default:
		return nil
	}
}

// sameInCloud makes sure that the account in the cloud is synchronised from that
// very entry, by its immutable ID and not by its name.
func sameInCloud(ctx context.Context, env steps.Env, facts steps.Facts, of aim) (aim, []steps.Refusal) {
	args := tell.Args{"user": tell.User.Of(of.upn)}
	graph, err := env.Graph(ctx, facts)
	if err == nil {
		forgetting(graph)
		of.cloud, err = graph.User(ctx, of.upn)
	}
	switch {
	case err != nil:
		return of, hindered("cloud-unseen", wordsCloudUnseen, err)
	case of.cloud.Found != probes.Yes || of.cloud.ID == "":
		return of, guard("not-in-cloud", wordsNotInCloud, args)
	case of.cloud.Sync != probes.Synced:
		return of, guard("not-synchronised", wordsNotSynchronised, args)
	case of.cloud.Anchor == "" || of.cloud.Anchor != of.entry.Anchor:
		return of, guard("another-account", wordsAnotherAccount, args)
	default:
		return of, nil
	}
}

// offered is what both ways have in common.
func offered(env steps.Env, of aim, refusals []steps.Refusal) steps.Offer {
	o := steps.Offer{Refusals: refusals, Word: of.upn, Undo: undoReset}
	o.Ask = steps.Sentence{Say: wordsTypeUser, Args: tell.Args{"word": tell.User.Of(of.upn).OrDash()}}
	o.Acted = probes.Acted{Action: string(CanaryID), User: of.upn, Deed: probes.ResetPassword}
	if len(refusals) > 0 {
		return o
	}
	password, err := env.Resets.Password()
	if err != nil {
		o.Refusals = hindered("no-password", wordsNoPassword, err)
	}
	o.Password = password
	return o
}

// prepareCloud looks whether a reset by Microsoft Graph may be made.
func prepareCloud(ctx context.Context, env steps.Env, walk steps.Walked) steps.Offer {
	of, refusals := aimed(ctx, env, walk.Facts, true)
	var right probes.ResetRight
	if len(refusals) == 0 {
		right, refusals = permitted(ctx, env, walk.Facts)
	}
	o := offered(env, of, refusals)
	o.Changes, o.Server = changesCloud, right.Service
	o.Commands = []string{strings.ReplaceAll(right.Request, "{id}", of.cloud.ID)}
	return o
}

// permitted is what the one who is signed in may do. What the token does not tell,
// the service will.
func permitted(ctx context.Context, env steps.Env, facts steps.Facts) (probes.ResetRight, []steps.Refusal) {
	if env.Resets.Cloud == nil {
		return probes.ResetRight{}, guard("no-way", wordsNoWay, nil)
	}
	cloud, err := env.Resets.Cloud(ctx, facts)
	var right probes.ResetRight
	if err == nil {
		right, err = cloud.Ready(ctx)
	}
	args := tell.Args{"permission": tell.Code.Of(right.Needs).OrDash()}
	switch {
	case err != nil:
		return right, hindered("not-signed-in", wordsNotSignedIn, err)
	case right.Person == probes.No:
		return right, guard("application", wordsApplication, args)
	case right.Holds == probes.No:
		return right, guard("permission", wordsPermission, args)
	default:
		return right, nil
	}
}

// prepareDirect looks whether the same may be made without the cloud.
func prepareDirect(ctx context.Context, env steps.Env, walk steps.Walked) steps.Offer {
	of, refusals := aimed(ctx, env, walk.Facts, false)
	var by writer
	if len(refusals) == 0 {
		by, refusals = writing(ctx, env, walk.Facts, of)
	}
	o := offered(env, of, refusals)
	o.Changes, o.Server = changesDirect, by.host
	o.Secret = steps.Sentence{Say: wordsConnectorPassword, Args: tell.Args{"account": tell.Connector.Of(by.name).OrDash()}}
	o.Commands = []string{"LDAPS modify " + of.entry.DN + " replace unicodePwd"}
	return o
}

// writer is who writes, and where.
type writer struct{ name, host string }

// writing finds the connector account by the name under which every domain of the
// forest knows it (MS-ADTS 5.1.1.1.1), and the PDC emulator that takes it.
func writing(ctx context.Context, env steps.Env, facts steps.Facts, of aim) (writer, []steps.Refusal) {
	name := facts[steps.ConnectorAccount]
	switch {
	case env.Resets.Directory == nil:
		return writer{}, guard("no-way", wordsNoWay, nil)
	case name == "":
		return writer{}, guard("no-connector", wordsNoConnector, nil)
	}
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return writer{}, hindered("directory-unseen", wordsDirectoryUnseen, err)
	}
	account, err := directory.Account(ctx, name)
	switch {
	case err != nil:
		return writer{}, hindered("no-connector", wordsNoConnector, err)
	case account.Matches != 1 || account.SamAccountName == "" || account.Domain == "":
		return writer{}, guard("no-connector", wordsNoConnector, nil)
	}
	home, err := directory.Home(ctx, of.entry.DN)
	if err != nil {
		return writer{}, hindered("directory-unseen", wordsDirectoryUnseen, err)
	}
	pdc, err := home.PDCEmulator(ctx)
	if err != nil {
		return writer{}, hindered("directory-unseen", wordsDirectoryUnseen, err)
	}
	return writer{name: account.SamAccountName + "@" + account.Domain, host: pdc.Host}, nil
}
