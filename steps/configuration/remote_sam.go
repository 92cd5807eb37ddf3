package configuration

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// RemoteSAM finds a policy that keeps the connector account from the remote
// SAM calls which writeback makes.
//
// It reads the value on the Connect server. The same value on the domain
// controllers is not looked at yet, and every sentence says so.
var RemoteSAM = steps.Step{
	ID:    "configuration/remote-sam",
	Title: lang.Text{Ko: "원격 SAM 호출 제한", En: "Remote SAM restriction"},
	Why: lang.Text{
		Ko: "'SAM에 대한 원격 호출을 할 수 있는 클라이언트 제한' 정책이 커넥터 계정을 막으면 권한이 맞아도 SSPR_0029가 나타납니다.",
		En: "If the policy 'Restrict clients allowed to make remote calls to SAM' keeps the connector account out, SSPR_0029 appears although all rights are in place.",
	},
	Check:       steps.Look(seeRemoteSAM, judgeRemoteSAM),
	Reads:       []steps.Instrument{steps.ByServer},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.Written,
	Timeout:     roadTime,
	Uses:        []steps.Fact{steps.ConnectorAccount},
	Blanks: tell.Kinds{
		"account": tell.Connector,
		"sddl":    tell.SDDL,
	},
	Branches: []steps.Branch{
		{
			On: "open", Status: steps.Healthy,
			Label: lang.Text{Ko: "서버에서 제한 없음", En: "Not restricted"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한이 커넥터 계정을 막지 않습니다(RestrictRemoteSam 값: {sddl}, - 표시는 값 없음). 도메인 컨트롤러의 값은 보지 않았습니다.",
				En: "The remote SAM restriction of the Connect server does not keep the connector account out (RestrictRemoteSam: {sddl}; - means not set). That of the domain controllers was not looked at.",
			},
		},
		{
			On: "restricted", Status: steps.Broken,
			Label: lang.Text{Ko: "커넥터 계정을 막음", En: "Account kept out"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한이 커넥터 계정({account})을 막습니다(RestrictRemoteSam 값: {sddl}). 권한이 맞아도 재설정이 SSPR_0029 오류로 실패합니다.",
				En: "The remote SAM restriction of the Connect server keeps the connector account {account} out (RestrictRemoteSam: {sddl}). Resets fail with SSPR_0029 although the rights are good.",
			},
			Remedy: allowRemoteSAM, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "cannot-judge", Status: steps.Unknown,
			Label: lang.Text{Ko: "판정할 수 없음", En: "Cannot be judged"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한(RestrictRemoteSam 값: {sddl})이 커넥터 계정({account})을 허용하는지 판정할 수 없습니다. 그 계정이 속한 그룹을 모르기 때문입니다.",
				En: "Whether the remote SAM restriction of the Connect server (RestrictRemoteSam: {sddl}) lets the connector account {account} in cannot be judged, because the account's groups are not known.",
			},
			Remedy: allowRemoteSAM,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "Connect 서버의 RestrictRemoteSam 값을 읽지 못했습니다.",
				En: "RestrictRemoteSam of the Connect server could not be read.",
			},
		},
	},
}

type remoteSAMEvidence struct {
	probes.Seen
	RemoteSAM probes.RemoteSAM    `json:"remote_sam"`
	Name      string              `json:"name" is:"connector"`     // of the connector account, as the connector spells it; "" when not known
	Token     probes.List[string] `json:"token,omitzero" is:"sid"` // SIDs of the account and its groups; none when not readable
	Whole     bool                `json:"whole"`                   // reports whether Token holds every group of the domain
}

func seeRemoteSAM(ctx context.Context, env steps.Env, facts steps.Facts) (remoteSAMEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return remoteSAMEvidence{}, err
	}
	e := remoteSAMEvidence{Seen: server.Seen, RemoteSAM: server.RemoteSAM, Name: facts[steps.ConnectorAccount]}
	if e.Name == "" || server.RemoteSAM.Present != probes.Yes {
		return e, nil
	}
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return e, nil //nolint:nilerr // the server's value is the evidence; without groups it is judged as far as it goes
	}
	account, err := directory.Account(ctx, e.Name)
	if err == nil && account.Matches == 1 && account.SID != "" {
		e.Token = append([]string{account.SID}, account.TokenGroups...)
		e.Whole = account.TokenGroupsSeen
	}
	return e, nil
}

func judgeRemoteSAM(e remoteSAMEvidence) steps.Verdict {
	r := e.RemoteSAM
	args := tell.Args{"sddl": tell.SDDL.Of(r.SDDL).OrDash(), "account": tell.Connector.Of(e.Name).OrDash()}
	if !r.Read || r.Present == probes.Unsaid {
		return steps.Blind(r.Part)
	}
	if r.Present == probes.No {
		return steps.Verdict{On: "open", Args: args}
	}
	dacl, err := parseSDDL(r.SDDL)
	switch {
	case err != nil:
		return steps.Verdict{On: "cannot-judge", Args: args}
	case !dacl.present:
		return steps.Verdict{On: "open", Args: args}
	}
	on := map[probes.YesNo]steps.Outcome{
		probes.Yes: "open", probes.No: "restricted", probes.Unsaid: "cannot-judge",
	}[letsIn(dacl, e.Token, e.Whole && e.Token.Seen())]
	return steps.Verdict{On: on, Args: args}
}

// letsIn walks a DACL in its stored order: the first entry about READ_CONTROL
// whose trustee the account is decides (MS-DTYP 2.5.3.2). An entry that only
// perhaps is about the account ends the walk without an answer, unless it
// says what the rest would say anyway.
func letsIn(dacl sddlDACL, token []string, whole bool) probes.YesNo {
	perhaps := probes.Unsaid
	for _, ace := range dacl.entries {
		if ace.rights&(readControl|genericWithRead) == 0 || strings.Contains(ace.flags, "IO") {
			continue
		}
		answer, plain := map[string]probes.YesNo{"A": probes.Yes, "D": probes.No}[ace.kind]
		match := isTrustee(ace.trustee, token, whole)
		switch {
		case match == probes.No:
			continue
		case !plain: // conditional: whether the condition holds is not known
			return probes.Unsaid
		case match == probes.Yes && (perhaps == probes.Unsaid || perhaps == answer):
			return answer
		case match == probes.Yes, perhaps != probes.Unsaid && perhaps != answer:
			return probes.Unsaid
		default:
			perhaps = answer
		}
	}
	if perhaps == probes.Yes {
		return probes.Unsaid
	}
	return probes.No
}

// everybody are the SIDs that every account brings along when it signs in
// over the network, and how SDDL writes them.
func everybody() []string {
	return []string{"WD", "S-1-1-0", "AU", "S-1-5-11", "NU", "S-1-5-2", "S-1-5-15"}
}

// builtin begins the SIDs of the groups that every machine has for itself. The
// token that a controller tells holds those of the domain.
const builtin = "S-1-5-32-"

// isTrustee says whether the account is what an entry is about. Unsaid means
// that its groups are not known, or not what the letters stand for.
func isTrustee(trustee string, token []string, whole bool) probes.YesNo {
	held := func(is func(string) bool) bool { return slices.ContainsFunc(token, is) }
	switch sid, rid := trusteeLetters(trustee); {
	case slices.Contains(everybody(), trustee):
		return probes.Yes
	case sid != "" && held(func(s string) bool { return strings.EqualFold(s, sid) }):
		if strings.HasPrefix(sid, builtin) {
			return probes.Unsaid // in the domain's group of that name, which is not the server's own
		}
		return probes.Yes
	case rid != "" && inGroup(token, rid):
		return probes.Yes
	case sid == "" && rid == "", !whole:
		return probes.Unsaid
	default:
		return probes.No
	}
}

// trusteeLetters returns the SID that an SDDL trustee stands for, or the
// relative identifier when it is a group of a domain. Both are "" for letters
// that are not in the table (MS-DTYP 2.5.1.1).
func trusteeLetters(trustee string) (sid, rid string) {
	if strings.HasPrefix(trustee, "S-1-") {
		return trustee, ""
	}
	sid = map[string]string{
		"BA": "S-1-5-32-544", "BU": "S-1-5-32-545", "BG": "S-1-5-32-546", "AO": "S-1-5-32-548",
		"SO": "S-1-5-32-549", "PO": "S-1-5-32-550", "BO": "S-1-5-32-551", "RE": "S-1-5-32-552",
		"RU": "S-1-5-32-554", "RD": "S-1-5-32-555", "AN": "S-1-5-7", "SY": "S-1-5-18",
		"LS": "S-1-5-19", "NS": "S-1-5-20", "IU": "S-1-5-4", "SU": "S-1-5-6", "ED": "S-1-5-9",
	}[trustee]
	rid = map[string]string{
		"DA": ridDomainAdmins, "EA": ridEnterpriseAdmins, "DU": "-513", "DG": "-514", "DC": "-515",
		"DD": "-516", "CA": "-517", "SA": "-518", "PA": "-520", "LA": "-500", "LG": "-501",
	}[trustee]
	return sid, rid
}

var allowRemoteSAM = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버와 도메인 컨트롤러에 적용되는 그룹 정책", En: "The group policies that hold for the Connect server and the domain controllers"},
	Do: []lang.Text{
		{
			Ko: "보안 옵션의 '네트워크 액세스: SAM에 대한 원격 호출을 할 수 있는 클라이언트 제한'에 커넥터 계정({account})을 추가하고 원격 액세스를 허용하십시오.",
			En: "In the security option 'Network access: Restrict clients allowed to make remote calls to SAM' add the connector account {account} and allow it Remote Access.",
		},
		{
			Ko: "정책을 아예 없앨 때만 마지막 명령으로 레지스트리 값을 지우십시오. 정책을 '정의되지 않음'으로 바꾸기만 하면 이미 기록된 값이 남습니다.",
			En: "Only if the policy is to be dropped altogether, delete the registry value with the last command. Setting the policy to not defined leaves the value that was written.",
		},
		{
			Ko: "도메인 컨트롤러에서도 첫 번째 명령으로 같은 값을 확인하십시오.",
			En: "Look at the same value on the domain controllers with the first command.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: `Get-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam`},
		{Shell: steps.PowerShell, Text: "gpresult /scope computer /h gpresult.html"},
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam`}},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: `Set-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam -Value {sddl}`},
	},
	Changes: lang.Text{
		Ko: "값을 지우면 이 컴퓨터는 Windows의 기본 제한으로 돌아갑니다.",
		En: "Without the value this machine goes back to the default restriction of Windows.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 막지 않는 것으로 나오고, 재설정할 때 admaexport.cpp(2944) 오류가 없습니다.",
		En: "Checking this step again finds it open, and a reset logs no admaexport.cpp(2944).",
	},
	Link: pageRefused,
}
