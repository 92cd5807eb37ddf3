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
		Ko: "도메인 컨트롤러는 지원되는 Windows Server여야 하고, PDC 에뮬레이터는 암호 정책 힌트 LDAP 컨트롤을 지원해야 합니다. 예전 문서에 나온 2008 R2, 2012, 2012 R2는 모두 지원이 끝났습니다.",
		En: "The domain controllers must run a supported Windows Server, and the PDC emulator must support the LDAP control for password policy hints. 2008 R2, 2012 and 2012 R2, which the old article names, are all out of support.",
	},
	Check:   steps.Look(seeControllers, judgeControllers),
	Timeout: directoryTime,
	Teaches: []steps.Fact{steps.Controllers},
	Branches: []steps.Branch{
		{
			On: "supported", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 지원됨", En: "All supported"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러 {count}대가 모두 지원되는 Windows Server이고 정책 힌트 컨트롤을 지원합니다(포리스트 기능 수준: {forest_level}, 도메인 기능 수준: {domain_level}).",
				En: "All domain controllers ({count}) run a supported Windows Server and support the policy-hints control. Functional levels: forest {forest_level}, domain {domain_level}.",
			},
		},
		{
			On: "extended-updates", Status: steps.Warning,
			Label: lang.Text{Ko: "확장 업데이트", En: "Extended updates"},
			Say: lang.Text{
				Ko: "일반 지원이 끝나 유료 확장 보안 업데이트로만 유지되는 도메인 컨트롤러가 있습니다: {hosts}.",
				En: "These domain controllers are past the end of support and live on paid extended security updates: {hosts}.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "out-of-support", Status: steps.Warning,
			Label: lang.Text{Ko: "지원 종료됨", En: "Out of support"},
			Say: lang.Text{
				Ko: "확장 보안 업데이트까지 모두 끝난 Windows Server를 쓰는 도메인 컨트롤러가 있습니다: {hosts}.",
				En: "These domain controllers run a Windows Server whose support has ended, extended updates included: {hosts}.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "one-differs", Status: steps.Warning,
			Label: lang.Text{Ko: "일부에 컨트롤 없음", En: "Some lack control"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터는 암호 정책 힌트 컨트롤을 지원하지만, 지원하지 않는 도메인 컨트롤러도 있습니다({hosts}). PDC 역할이 그 서버로 옮겨 가면 쓰기 저장이 실패합니다.",
				En: "The PDC emulator supports the policy-hints control, but not every domain controller does ({hosts}). If the PDC role moves there, writeback fails.",
			},
			Remedy: replaceControllers,
		},
		{
			On: "control-missing", Status: steps.Broken,
			Label: lang.Text{Ko: "PDC에 컨트롤 없음", En: "PDC lacks control"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터({hosts})가 암호 정책 힌트 컨트롤(1.2.840.113556.1.4.2239)을 지원하지 않아 쓰기 저장이 실패합니다(ADSync 이벤트 6329, admaexport.cpp(2837)).",
				En: "The PDC emulator ({hosts}) does not support the control for password policy hints (1.2.840.113556.1.4.2239), so writeback fails (ADSync event 6329, admaexport.cpp(2837)).",
			},
			Remedy: movePDC, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "forest-too-old", Status: steps.Broken,
			Label: lang.Text{Ko: "포리스트 수준이 낮음", En: "Forest level too low"},
			Say: lang.Text{
				Ko: "포리스트 기능 수준이 너무 낮습니다({forest_level}). Connect에는 Windows Server 2003 이상이 필요합니다.",
				En: "The forest functional level is too low ({forest_level}). Connect needs Windows Server 2003 or later.",
			},
			Remedy: raiseForest,
		},
		{
			On: "system-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "운영 체제 모름", En: "System not known"},
			Say: lang.Text{
				Ko: "일부 도메인 컨트롤러의 운영 체제를 알 수 없습니다({hosts}). 그래서 지원 기간과 정책 힌트 컨트롤 지원 여부를 판정하지 못했습니다. 지원되지 않는다는 뜻은 아닙니다.",
				En: "The operating system of some domain controllers is not known ({hosts}). So neither its support nor whether it takes the policy hints that writeback sends could be judged. That does not mean that it is unsupported.",
			},
			Remedy: nameSystem,
		},
		{
			On: "unreachable-some", Status: steps.Unknown,
			Label: lang.Text{Ko: "일부 응답 없음", En: "Some did not answer"},
			Say: lang.Text{
				Ko: "일부 도메인 컨트롤러({hosts})가 {from} 컴퓨터의 LDAP 질문에 답하지 않아, 정책 힌트 컨트롤을 지원하는지 알 수 없습니다.",
				En: "Some domain controllers ({hosts}) did not answer LDAP from {from}, so it is not known whether they support the policy-hints control.",
			},
			Remedy: askController,
		},
		{
			On: "holder-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "PDC를 모름", En: "PDC holder not known"},
			Say: lang.Text{
				Ko: "암호 정책 힌트 컨트롤을 지원하지 않는 도메인 컨트롤러({hosts})가 있는데, 그중 하나가 PDC 에뮬레이터인지 알 수 없습니다.",
				En: "Some domain controllers ({hosts}) do not support the policy-hints control, and it is not known whether one of them is the PDC emulator.",
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
