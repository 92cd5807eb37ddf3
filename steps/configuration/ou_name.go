package configuration

import (
	"context"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of ou-name: the step, its outcomes and a blank.
const (
	OUNameID steps.ID = "configuration/ou-name"

	OUNameClean    steps.Outcome = "clean"
	OUNameReserved steps.Outcome = "reserved"

	OUNameDN = "ou_dn" // the OU with the character in its name
)

// OUName finds an organizational unit above the user whose name holds a
// character that password writeback cannot handle (event 33001).
var OUName = steps.Step{
	ID:    OUNameID,
	Title: lang.Text{Ko: "OU 이름의 문자", En: "Characters in OU names"},
	Why: lang.Text{
		Ko: "사용자 위의 OU 이름에 예약 문자가 있으면 쓰기 저장이 이벤트 33001로 실패합니다.",
		En: "A reserved character in the name of an OU above the user makes writeback fail with event 33001.",
	},
	Check:     steps.Look(seeOUNames, judgeOUNames),
	Keeps:     steps.Lasting,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.UserDN},
	Blanks: tell.Kinds{
		"better": tell.Unit, "ou": tell.Unit,
		"better_dn": tell.DN, "others": tell.DN, OUNameDN: tell.DN,
		"character": tell.Words,
	},
	ResetInAD: true,
	Branches: []steps.Branch{
		{
			On: OUNameClean, Status: steps.Healthy,
			Label: lang.Text{Ko: "예약 문자 없음", En: "Clean"},
			Say: lang.Text{
				Ko: "사용자 위의 OU 이름에 예약 문자가 없습니다.",
				En: "No OU above the user has a reserved character in its name.",
			},
		},
		{
			On: OUNameReserved, Status: steps.Broken, Remedy: renameOU,
			Explains: []steps.ID{"reenable/event-log"},
			Label:    lang.Text{Ko: "예약 문자 있음", En: "Reserved character"},
			Say: lang.Text{
				Ko: "OU 이름(\"{ou}\")에 쓸 수 없는 문자({character})가 들어 있어 그 아래 사용자의 쓰기 저장이 실패합니다(이벤트 33001).",
				En: "Writeback fails for the users below the OU \"{ou}\", because its name holds the reserved character \"{character}\" (event 33001).",
			},
			Details: []lang.Text{
				{Ko: "위치: {ou_dn}.", En: "Where: {ou_dn}."},
				{Ko: "그 위에서 이름을 바꿔야 할 다른 OU: {others}.", En: "Further OUs above it to rename: {others}."},
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자의 고유 이름(DN)을 알지 못하거나 읽을 수 없습니다.",
				En: "The distinguished name of the user is not known or cannot be read.",
			},
		},
	},
}

// UserPath is the distinguished name that another step learned.
type UserPath struct {
	probes.Seen
	DN string `json:"dn" is:"user-dn"`
}

func seeOUNames(_ context.Context, env steps.Env, facts steps.Facts) (UserPath, error) {
	return UserPath{
		Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: env.Now().UTC()},
		DN:   facts[steps.UserDN],
	}, nil
}

func judgeOUNames(path UserPath) steps.Verdict {
	levels, err := probes.DN(path.DN).Levels()
	if err != nil {
		return notSeen(probes.Malformed, "distinguishedName")
	}
	for _, level := range levels {
		if level.Type != "OU" {
			continue
		}
		if character := reservedIn(level.Value); character != "" {
			better := withoutReserved(level.Value)
			return steps.Verdict{On: OUNameReserved, Args: tell.Args{
				"ou": tell.Unit.Of(level.Value), "character": tell.Words.Of(character), OUNameDN: tell.DN.Of(string(level.DN)),
				"better": tell.Unit.Of(better), "better_dn": tell.DN.Of("OU=" + better + "," + string(level.Above)),
				"others": tell.DN.Some(othersReserved(levels, level.DN)),
			}}
		}
	}
	return steps.Verdict{On: OUNameClean}
}

// othersReserved lists the other OUs of a path whose names hold a reserved
// character.
func othersReserved(levels []probes.Level, but probes.DN) []string {
	var others []string
	for _, level := range levels {
		if level.Type == "OU" && level.DN != but && reservedIn(level.Value) != "" {
			others = append(others, string(level.DN))
		}
	}
	return others
}

// reserved are the characters of "Troubleshoot self-service password reset
// writeback", beside a blank at either end and a # in front.
const reserved = ",+\"\\<>;=/\n\r"

// reservedIn returns the first reserved character of a name, as a person can
// read it, or "". A blank and a line end are written as code points.
func reservedIn(name string) string {
	switch {
	case strings.HasPrefix(name, " "), strings.HasSuffix(name, " "):
		return "U+0020"
	case strings.HasPrefix(name, "#"):
		return "#"
	}
	i := strings.IndexAny(name, reserved)
	switch {
	case i < 0:
		return ""
	case name[i] < ' ':
		return fmt.Sprintf("U+%04X", name[i])
	default:
		return name[i : i+1]
	}
}

// withoutReserved suggests a name that needs no escapes.
func withoutReserved(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(reserved, r) {
			return '-'
		}
		return r
	}, name)
	name = strings.Trim(strings.TrimLeft(name, "# "), " ")
	if name == "" {
		return "OU"
	}
	return name
}

var renameOU = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "OU 이름을 예약 문자가 없는 이름(예: {better})으로 바꾸십시오.",
			En: "Rename the OU to a name without reserved characters, for example {better}.",
		},
		{
			Ko: "Connect 서버의 OU 필터에서 이 OU가 여전히 선택되어 있는지 확인하고, 동기화를 한 번 실행하십시오.",
			En: "See that the OU is still selected in the OU filter of the Connect server, and run one synchronisation.",
		},
	},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Rename-ADObject -Identity {ou_dn} -NewName {better}"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Rename-ADObject -Identity {better_dn} -NewName {ou}"}},
	Changes: lang.Text{
		Ko: "이 OU 아래 모든 개체의 고유 이름(DN)이 바뀝니다. DN을 직접 적어 둔 프로그램과 스크립트, 위임 설정을 먼저 확인하십시오.",
		En: "The distinguished name of everything below the OU changes. Look first for programs, scripts and delegations that hold one.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 예약 문자가 없는 것으로 보입니다.",
		En: "Checked again, this step finds no reserved character.",
	},
	Link: pageWriteback,
}
