package configuration

import (
	"context"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// DomainControllers finds domain controllers that are too old for password
// writeback or lack the LDAP control it depends on.
//
// The article names Windows Server 2008 R2 to 2012 R2; all of them are out of
// support by now, so the support dates of the day decide.
var DomainControllers = steps.Step{
	ID:    "configuration/domain-controllers",
	Seed:  []string{"C7"},
	Title: lang.Text{Ko: "도메인 컨트롤러 버전", En: "Domain controller versions"},
	Why: lang.Text{
		Ko: "지원되는 Windows Server여야 하고, PDC 에뮬레이터는 암호 정책 힌트 LDAP 컨트롤을 알아야 합니다.",
		En: "They have to be a supported Windows Server, and the PDC emulator has to know the LDAP control for password policy hints.",
	},
	Check:   steps.Look(seeControllers, judgeControllers),
	Timeout: directoryTime,
	Teaches: []steps.Fact{steps.Controllers},
	Branches: []steps.Branch{
		{
			On: "supported", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 지원됨", En: "All supported"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러 {count}대가 모두 지원되는 Windows Server이고 정책 힌트 컨트롤을 제공합니다. 포리스트 기능 수준은 {forest_level}, 도메인 기능 수준은 {domain_level}입니다.",
				En: "All {count} domain controllers run a supported Windows Server and offer the policy-hints control. The forest functional level is {forest_level}, that of the domain {domain_level}.",
			},
		},
		{
			On: "extended-updates", Status: steps.Warning,
			Label: lang.Text{Ko: "확장 보안 업데이트 기간", En: "Extended updates only"},
			Say: lang.Text{
				Ko: "일반 지원이 끝나 유료 확장 보안 업데이트로만 유지되는 도메인 컨트롤러가 있습니다. 해당 서버는 {hosts}입니다.",
				En: "These domain controllers are past the end of support and live on paid extended security updates: {hosts}.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "out-of-support", Status: steps.Warning,
			Label: lang.Text{Ko: "지원 종료됨", En: "Out of support"},
			Say: lang.Text{
				Ko: "확장 보안 업데이트까지 모두 끝난 Windows Server를 쓰는 도메인 컨트롤러가 있습니다. 해당 서버는 {hosts}입니다.",
				En: "These domain controllers run a Windows Server whose support has ended, extended updates included: {hosts}.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "one-differs", Status: steps.Warning,
			Label: lang.Text{Ko: "일부에 컨트롤 없음", En: "Some lack the control"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터에는 암호 정책 힌트 컨트롤이 있지만 {hosts} 서버에는 없습니다. 역할이 그 서버로 옮겨 가면 쓰기 저장이 실패합니다.",
				En: "The PDC emulator knows the policy-hints control, but {hosts} lack it. Should the role move there, writeback fails.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "control-missing", Status: steps.Broken,
			Label: lang.Text{Ko: "PDC에 컨트롤 없음", En: "Control missing on the PDC"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터 {hosts} 서버에 암호 정책 힌트 컨트롤(1.2.840.113556.1.4.2239)이 없습니다. 쓰기 저장은 ADSync 이벤트 6329, admaexport.cpp(2837)로 실패합니다.",
				En: "The PDC emulator {hosts} lacks the control for password policy hints (1.2.840.113556.1.4.2239). Writeback fails with ADSync event 6329, admaexport.cpp(2837).",
			},
			Remedy: movePDC, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "forest-too-old", Status: steps.Broken,
			Label: lang.Text{Ko: "포리스트 수준이 낮음", En: "Forest level too low"},
			Say: lang.Text{
				Ko: "포리스트 기능 수준이 {forest_level}입니다. Connect는 Windows Server 2003 이상을 요구합니다.",
				En: "The forest functional level is {forest_level}. Connect needs Windows Server 2003 or later.",
			},
			Remedy: raiseForest,
		},
		{
			On: "system-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "운영 체제를 알 수 없음", En: "System not known"},
			Say: lang.Text{
				Ko: "{hosts} 서버의 운영 체제가 비어 있거나 Windows Server 릴리스 표에 없는 시스템입니다. 지원되지 않는다는 뜻은 아닙니다. 지원 기간도, 쓰기 저장에 필요한 정책 힌트를 처리하는지도 판정할 수 없습니다.",
				En: "The operating system of {hosts} is empty or not in the table of Windows Server releases. That does not mean unsupported: neither its support nor whether it takes the policy hints that writeback sends can be judged.",
			},
			Remedy: nameSystem,
		},
		{
			On: "unreachable-some", Status: steps.Unknown,
			Label: lang.Text{Ko: "일부 응답 없음", En: "Some did not answer"},
			Say: lang.Text{
				Ko: "{from} 컴퓨터에서 {hosts} 서버의 rootDSE를 읽지 못해, 정책 힌트 컨트롤이 있는지 알 수 없습니다.",
				En: "From {from} the rootDSE of {hosts} could not be read, so it is not known whether they offer the policy-hints control.",
			},
			Remedy: askController,
		},
		{
			On: "holder-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "PDC가 어느 것인지 모름", En: "PDC holder not known"},
			Say: lang.Text{
				Ko: "{hosts} 서버에 암호 정책 힌트 컨트롤이 없는데, 그중 하나가 PDC 에뮬레이터인지 알 수 없습니다.",
				En: "The policy-hints control is missing on {hosts}, and it is not known whether one of them is the PDC emulator.",
			},
			Remedy: askController,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러의 목록을 읽지 못했습니다.",
				En: "The list of domain controllers could not be read.",
			},
		},
	},
}

type controllersEvidence struct {
	probes.DomainControllers
	Now time.Time `json:"now"` // what support dates are compared with
}

func seeControllers(ctx context.Context, env steps.Env, facts steps.Facts) (controllersEvidence, error) {
	directory, err := env.Directory(ctx, facts)
	if err != nil {
		return controllersEvidence{}, err
	}
	all, err := directory.DomainControllers(ctx)
	return controllersEvidence{DomainControllers: all, Now: env.Now().UTC()}, err
}

func judgeControllers(e controllersEvidence) steps.Verdict {
	switch {
	case len(e.List) == 0:
		return notSeen(probes.NotFound, "domain controllers")
	case e.Now.IsZero(): // every system would look supported
		return notSeen(probes.NotCollected, "now")
	}
	on, hosts := worstOfControllers(e)
	return steps.Verdict{
		On: on,
		Args: lang.Args{
			"hosts": dash(strings.Join(hosts, ", ")), "count": strconv.Itoa(len(e.List)), "from": dash(e.Vantage.Host),
			"forest_level": levelName(e.ForestLevel), "domain_level": levelName(e.DomainLevel),
		},
		Learned: steps.Facts{steps.Controllers: strings.Join(hostsOf(e.List), ",")},
	}
}

// worstOfControllers returns the outcome that matters most, and the
// controllers it is about. What stops writeback comes first; then what is not
// known of the PDC emulator, where writeback goes; then the others.
func worstOfControllers(e controllersEvidence) (steps.Outcome, []string) {
	forest, err := strconv.Atoi(e.ForestLevel)
	s := sortControllers(e)
	switch {
	case len(s.pdcWithout) > 0:
		return "control-missing", s.pdcWithout
	case err == nil && forest < lowestForestLevel:
		return "forest-too-old", nil
	case len(s.pdcSilent) > 0:
		return "unreachable-some", s.pdcSilent
	case len(s.pdcForeign) > 0:
		return "system-unknown", s.pdcForeign
	case len(s.perhaps) > 0:
		return "holder-unknown", s.perhaps
	case len(s.ended) > 0:
		return "out-of-support", s.ended
	case len(s.without) > 0:
		return "one-differs", s.without
	case len(s.extended) > 0:
		return "extended-updates", s.extended
	case len(s.unnamed) > 0:
		return "system-unknown", s.unnamed
	case len(s.silent) > 0:
		return "unreachable-some", s.silent
	case err != nil:
		return "unreachable-some", []string{"forestFunctionality"}
	default:
		return "supported", nil
	}
}

// sortedControllers is the controllers by what is to be said of them. One
// controller may stand in several lists.
type sortedControllers struct {
	pdcWithout, perhaps, without []string // the policy-hints control is missing; perhaps: nobody knows who the PDC is
	pdcSilent, silent            []string // their rootDSE could not be read
	pdcForeign                   []string // the PDC emulator is not known to be Windows and does not show the control
	extended, ended, unnamed     []string // support of the operating system
}

func sortControllers(e controllersEvidence) sortedControllers {
	var s sortedControllers
	pdcKnown := false
	for _, dc := range e.List {
		s.sortSupport(dc, e.Now)
		pdcKnown = pdcKnown || dc.PDC
		switch {
		case dc.PolicyHints == probes.No && !isWindows(dc.OSVersion):
			// Samba takes the control without naming it in its rootDSE, so only
			// the silence of a Windows Server means that the control is missing.
			if dc.PDC {
				s.pdcForeign = append(s.pdcForeign, systemOf(dc))
			}
		case dc.PolicyHints == probes.No && dc.PDC:
			s.pdcWithout = append(s.pdcWithout, dc.Host)
		case dc.PolicyHints == probes.No && !dc.ReadOnly:
			s.without = append(s.without, dc.Host)
		case dc.PolicyHints == probes.Unsaid && dc.PDC:
			s.pdcSilent = append(s.pdcSilent, dc.Host)
		case dc.PolicyHints == probes.Unsaid && !dc.ReadOnly:
			s.silent = append(s.silent, dc.Host)
		}
	}
	if !pdcKnown { // any of them may be the one
		s.perhaps, s.without = s.without, nil
	}
	return s
}

func (s *sortedControllers) sortSupport(dc probes.DomainController, now time.Time) {
	release, known := releaseOf(dc.OSVersion)
	if !known {
		s.unnamed = append(s.unnamed, systemOf(dc))
		return
	}
	named := dc.Host + " (" + release.name + ")"
	switch release.servedAt(now) {
	case supportEnded:
		s.ended = append(s.ended, named)
	case extendedOnly:
		s.extended = append(s.extended, named)
	case supported:
	case supportUnknown:
		s.unnamed = append(s.unnamed, named)
	}
}

func systemOf(dc probes.DomainController) string { return dc.Host + " (" + dash(dc.OS) + ")" }

func hostsOf(list []probes.DomainController) []string {
	var hosts []string
	for _, dc := range list {
		if dc.Host != "" {
			hosts = append(hosts, dc.Host)
		}
	}
	return hosts
}
