package configuration

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// UserLink finds users whom the sync engine cannot follow from the cloud back
// into the directory.
//
// Writeback needs an object in the AD connector space, a metaverse object
// joined to it, an object in the Entra connector space, and a link by a rule
// that is tagged Microsoft.InfromADUserAccountEnabled (How does self-service
// password reset writeback work).
var UserLink = steps.Step{
	ID:    "configuration/user-link",
	Seed:  []string{"C8"},
	Title: lang.Text{Ko: "사용자의 동기화 연결", En: "The user's link"},
	Why: lang.Text{
		Ko: "클라우드 사용자와 디렉터리 사용자가 동기화 엔진 안에서 연결되어 있어야 암호를 어디에 쓸지 알 수 있습니다.",
		En: "Unless the cloud user and the directory user are linked inside the sync engine, it does not know where to write.",
	},
	Check:   steps.Look(seeLink, judgeLink),
	Timeout: serverTime,
	Needs:   []steps.Fact{steps.UserDN},
	Branches: []steps.Branch{
		{
			On: "linked", Status: steps.Healthy,
			Label: lang.Text{Ko: "올바르게 연결됨", En: "Linked by the right rule"},
			Say: lang.Text{
				Ko: "사용자가 AD 커넥터 공간, 메타버스, Entra 커넥터 공간에 모두 있고 올바른 규칙({rules})으로 연결되어 있습니다.",
				En: "The user stands in the AD connector space, the metaverse and the Entra connector space, linked by the right rule ({rules}).",
			},
		},
		{
			On: "not-exported", Status: steps.Warning,
			Label: lang.Text{Ko: "아직 내보내지 않음", En: "Not exported yet"},
			Say: lang.Text{
				Ko: "사용자는 연결되어 있지만 아직 Microsoft Entra ID로 내보내지 않은 변경이 있습니다.",
				En: "The user is linked, but a change is waiting to be exported to Microsoft Entra ID.",
			},
			Remedy: exportDelta,
		},
		{
			On: "out-of-scope", Status: steps.Broken,
			Label: lang.Text{Ko: "동기화 범위 밖", En: "Out of scope"},
			Say: lang.Text{
				Ko: "사용자({dn})가 AD 커넥터 공간에 없습니다. 동기화 범위 밖의 OU에 있거나 아직 가져오지 않았습니다.",
				En: "The user ({dn}) is not in the AD connector space: the OU is out of scope, or nothing has been imported yet.",
			},
			Remedy: bringIntoScope, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "not-joined", Status: steps.Broken,
			Label: lang.Text{Ko: "연결 안 됨", En: "Not joined"},
			Say: lang.Text{
				Ko: "사용자가 AD 커넥터 공간에는 있지만 {missing} 개체와 연결되어 있지 않습니다. 쓰기 저장이 사용자를 찾지 못합니다(이벤트 33002).",
				En: "The user is in the AD connector space but is not joined to an object of the {missing}. Writeback does not find the user (event 33002).",
			},
			Remedy: joinUser, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "wrong-rule", Status: steps.Broken,
			Label: lang.Text{Ko: "다른 규칙으로 연결됨", En: "Linked by another rule"},
			Say: lang.Text{
				Ko: "사용자가 {rules} 규칙으로 연결되어 있으나 'In from AD - User AccountEnabled' 계열 규칙이 없습니다. 쓰기 저장은 이 계열의 규칙으로 연결된 사용자만 받습니다.",
				En: "The user is linked by {rules}, but by none of the 'In from AD - User AccountEnabled' rules. Writeback accepts only users linked by one of those.",
			},
			Remedy: restoreRule, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "outside-hash-sync", Status: steps.Broken,
			Label: lang.Text{Ko: "선택적 해시 동기화 밖", En: "Outside selective hash sync"},
			Say: lang.Text{
				Ko: "사용자가 선택적 암호 해시 동기화의 범위 밖에 있습니다. 쓰기 저장이 33002와 80230405로 실패합니다.",
				En: "The user is outside selective password hash synchronisation. Writeback fails with 33002 and 80230405.",
			},
			Remedy: includeInHashSync, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "duplicate-anchor", Status: steps.Broken,
			Label: lang.Text{Ko: "앵커 중복", En: "Duplicate anchor"},
			Say: lang.Text{
				Ko: "같은 앵커를 가진 계정이 둘 이상의 위치에서 사용 가능 상태입니다. 쓰기 저장이 33003과 80230402로 실패합니다.",
				En: "An account with the same anchor is enabled in more than one place. Writeback fails with 33003 and 80230402.",
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
	args := lang.Args{"dn": dash(link.DN), "rules": dash(strings.Join(link.Rules, ", "))}
	on := judgeLinkState(link)
	if on == steps.Unseen {
		return steps.Blind(probes.Part{})
	}
	args["missing"] = "Metaverse"
	if link.InMetaverse == probes.Yes {
		args["missing"] = "Microsoft Entra Connector Space"
	}
	return steps.Verdict{On: on, Args: args}
}

// judgeLinkState follows the user from the directory to the cloud and stops
// at the first link that is missing, or that nobody looked at.
func judgeLinkState(link probes.UserLink) steps.Outcome {
	if link.Duplicate == probes.Yes {
		return "duplicate-anchor"
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
	case link.HashSyncScope == probes.No: // unsaid where hash synchronisation is not selective
		return "outside-hash-sync"
	case link.PendingExport == probes.Yes:
		return "not-exported"
	default:
		return "linked"
	}
}
