package configuration

import (
	"context"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of user-link: the step and an outcome.
const (
	UserLinkID steps.ID = "configuration/user-link"

	Linked steps.Outcome = "linked"
)

// UserLink finds users whom the sync engine cannot follow from the cloud back
// into the directory.
//
// Writeback needs an object in the AD connector space, a metaverse object
// joined to it, an object in the Entra connector space, and a link by a rule
// that is tagged Microsoft.InfromADUserAccountEnabled (How does self-service
// password reset writeback work).
var UserLink = steps.Step{
	ID:    UserLinkID,
	Seed:  []string{"C8"},
	Title: lang.Text{Ko: "사용자의 동기화 연결", En: "The user's link"},
	Why: lang.Text{
		Ko: "동기화 엔진 안에서 클라우드 사용자와 디렉터리 사용자가 연결되어 있어야 암호를 어느 계정에 쓸지 정해집니다.",
		En: "Only when the cloud user and the directory user are linked inside the sync engine is it known where to write the password.",
	},
	Check:       steps.Look(seeLink, judgeLink),
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.WrittenHere,
	Timeout:     serverTime,
	Needs:       []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"dn":      tell.UserDN,
		"missing": tell.Words, "rules": tell.SyncRule,
	},
	ResetInAD: true,
	Branches: []steps.Branch{
		{
			On: Linked, Status: steps.Healthy,
			Label: lang.Text{Ko: "올바르게 연결됨", En: "Linked"},
			Say: lang.Text{
				Ko: "사용자가 올바른 규칙({rules})으로 AD 커넥터 공간, 메타버스, Entra 커넥터 공간에 모두 연결되어 있습니다.",
				En: "The user is linked by the right rule ({rules}) in the AD connector space, the metaverse and the Entra connector space.",
			},
		},
		{
			On: "not-exported", Status: steps.Warning,
			Label: lang.Text{Ko: "아직 내보내지 않음", En: "Not exported yet"},
			Say: lang.Text{
				Ko: "사용자는 연결되어 있지만 Microsoft Entra ID로 아직 내보내지 않은 변경 내용이 있습니다.",
				En: "The user is linked, but a change is waiting to be exported to Microsoft Entra ID.",
			},
			Remedy: exportDelta,
		},
		{
			On: "out-of-scope", Status: steps.Broken,
			Label: lang.Text{Ko: "동기화 범위 밖", En: "Out of scope"},
			Say: lang.Text{
				Ko: "사용자({dn})가 동기화되지 않습니다. AD 커넥터 공간에 없으므로, 동기화 범위 밖의 OU에 있거나 아직 가져오지 않은 것입니다.",
				En: "The user ({dn}) is not synchronised: it is not in the AD connector space, because its OU is out of scope or has not been imported yet.",
			},
			Remedy: bringIntoScope, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "not-joined", Status: steps.Broken,
			Label: lang.Text{Ko: "연결 안 됨", En: "Not joined"},
			Say: lang.Text{
				Ko: "쓰기 저장이 이 사용자를 찾지 못합니다(이벤트 33002). AD 커넥터 공간에는 있지만 다음 단계의 개체({missing})와 연결되어 있지 않습니다.",
				En: "Writeback does not find this user (event 33002): the user is in the AD connector space but not joined to an object of the {missing}.",
			},
			Remedy: joinUser, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "wrong-rule", Status: steps.Broken,
			Label: lang.Text{Ko: "다른 규칙", En: "Another rule"},
			Say: lang.Text{
				Ko: "쓰기 저장은 'In from AD - User AccountEnabled' 계열 규칙으로 연결된 사용자만 받는데, 이 사용자는 다른 규칙({rules})으로 연결되어 있습니다.",
				En: "Writeback accepts only users linked by an 'In from AD - User AccountEnabled' rule, but this user is linked by another ({rules}).",
			},
			Remedy: restoreRule, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "outside-hash-sync", Status: steps.Broken,
			Label: lang.Text{Ko: "해시 동기화 밖", En: "Outside hash sync"},
			Say: lang.Text{
				Ko: "사용자가 선택적 암호 해시 동기화의 범위 밖에 있어 쓰기 저장이 실패합니다(이벤트 33002, 코드 80230405).",
				En: "The user is outside selective password hash synchronisation, so writeback fails (event 33002, code 80230405).",
			},
			Remedy: includeInHashSync, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "duplicate-anchor", Status: steps.Broken,
			Label: lang.Text{Ko: "앵커 중복", En: "Duplicate anchor"},
			Say: lang.Text{
				Ko: "같은 앵커를 가진 사용 가능한 계정이 두 곳 이상에 있어 쓰기 저장이 실패합니다(이벤트 33003, 코드 80230402).",
				En: "An account with the same anchor is enabled in more than one place, so writeback fails (event 33003, code 80230402).",
			},
			Remedy: oneAccountOnly, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "동기화 엔진 안에서 사용자의 연결을 확인하지 못했습니다.",
				En: "The user's link inside the sync engine could not be seen.",
			},
		},
	},
}

func seeLink(ctx context.Context, env steps.Env, facts steps.Facts) (probes.UserLink, error) {
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return probes.UserLink{}, err
	}
	link, err := shell.UserLink(ctx, facts[steps.UserDN])
	if err == nil && !link.Vantage.OnSyncServer() {
		return probes.UserLink{}, &probes.Obstacle{Kind: probes.NoServer, Host: link.Vantage.Host}
	}
	return link, err
}

func judgeLink(link probes.UserLink) steps.Verdict {
	args := tell.Args{"dn": tell.UserDN.Of(link.DN).OrDash(), "rules": tell.SyncRule.All(link.Rules).OrDash()}
	on := judgeLinkState(link)
	if on == steps.Unseen {
		return steps.Blind(probes.Part{})
	}
	args["missing"] = tell.Words.Of("Metaverse")
	if link.InMetaverse == probes.Yes {
		args["missing"] = tell.Words.Of("Microsoft Entra Connector Space")
	}
	return steps.Verdict{On: on, Args: args}
}

// judgeLinkState follows the user from the directory to the cloud and stops
// at the first link that is missing, or that nobody looked at.
func judgeLinkState(link probes.UserLink) steps.Outcome {
	switch {
	case link.Duplicate == probes.Yes:
		return "duplicate-anchor"
	case link.InADSpace == probes.Yes && link.HashSyncScope == probes.No:
		// Selective hash synchronisation leaves its users on untagged copies of
		// the rules, whose right or wrong nobody can tell: this comes first.
		return "outside-hash-sync"
	}
	for _, l := range []struct {
		held    probes.YesNo
		missing steps.Outcome
	}{
		{link.InADSpace, "out-of-scope"},
		{link.InMetaverse, "not-joined"},
		{link.RightRule, "wrong-rule"},
		{link.InEntraSpace, "not-joined"},
	} {
		switch l.held {
		case probes.No:
			return l.missing
		case probes.Unsaid:
			return steps.Unseen
		case probes.Yes:
		}
	}
	switch {
	case link.PendingExport == probes.Yes:
		return "not-exported"
	case link.PendingExport == probes.Unsaid, link.Duplicate == probes.Unsaid, link.HashSyncScope == probes.Unsaid:
		return steps.Unseen
	default:
		return Linked
	}
}
