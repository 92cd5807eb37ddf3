package configuration

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// filtering is on how many of the controllers that can write a password an
// agent of Microsoft Entra Password Protection looks at it.
type filtering int8

const (
	noFilter     filtering = iota // none was seen
	someFilter                    // on how many is not known
	evenFilter                    // on all
	unevenFilter                  // on some, and not on others
)

// filters are the controllers, by what the directory says of them.
type filters struct {
	how     filtering
	on, off []string // with and without an agent, of those that can write
	modern  []string // Windows Server 2025
}

// filtersOf places each connection point with the controller above it. Where
// one fits no controller, or a controller may be read-only, it is not known how
// even the agents are.
func filtersOf(p *probes.PasswordProtection) filters {
	var f filters
	if p == nil {
		return f
	}
	placed, unsure := 0, false
	for _, c := range p.Controllers {
		agents := agentsOn(p.Agents, c.Host)
		placed += agents
		unsure = unsure || c.ReadOnly == probes.Unsaid
		if strings.HasSuffix(c.OSVersion, "("+build2025+")") {
			f.modern = append(f.modern, c.Host)
		}
		switch {
		case c.ReadOnly == probes.Yes:
		case agents > 0:
			f.on = append(f.on, c.Host)
		default:
			f.off = append(f.off, c.Host)
		}
	}
	switch {
	case len(p.Agents) == 0:
		f.how, f.off = noFilter, nil
	case len(f.off) == 0 && len(f.on) > 0 && !unsure:
		f.how = evenFilter
	case unsure, placed < len(p.Agents), len(f.on) == 0:
		f.how = someFilter
	default:
		f.how = unevenFilter
	}
	return f
}

// build2025 is that of Windows Server 2025 in operatingSystemVersion.
const build2025 = "26100"

// agentsOn counts the connection points that stand below the computer object of
// a controller, which has its short name.
func agentsOn(agents []string, host string) int {
	short, _, _ := strings.Cut(host, ".")
	n := 0
	for _, dn := range agents {
		if name := probes.DN(dn).Parent().Name(); short != "" && strings.EqualFold(name, short) {
			n++
		}
	}
	return n
}

var agentsEverywhere = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "도메인 컨트롤러", En: "The domain controllers"},
	Do: []lang.Text{
		{
			Ko: "거절된 암호가 있으면 에이전트가 있는 컨트롤러의 DC 에이전트 관리 로그에서 이벤트 10016(변경)이나 10017(재설정)과, 그와 함께 남은 30002~30027을 보십시오. 아래 명령은 그 로그를 읽습니다.",
			En: "Where a password was refused, look in the DC agent's Admin log of a controller that has one for event 10016 (change) or 10017 (reset), and for 30002 to 30027 beside it. The command below reads that log.",
		},
		{
			Ko: "쓰기 가능한 모든 컨트롤러에 같은 에이전트를 설치하거나, 시험이 끝났으면 모두에서 제거하십시오. 에이전트를 설치한 뒤에는 컨트롤러를 다시 시작해야 합니다.",
			En: "Install the agent on every writable controller, or take it off all of them if the trial is over. A controller has to be restarted after its agent was installed.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-WinEvent -LogName 'Microsoft-AzureADPasswordProtection-DCAgent/Admin' -MaxEvents 50"},
	},
	Changes: lang.Text{
		Ko: "에이전트가 있는 컨트롤러는 금지된 암호를 거절합니다. 이 명령은 읽기만 합니다.",
		En: "A controller with an agent refuses banned passwords. The command only reads.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 에이전트가 없는 컨트롤러가 나오지 않습니다.",
		En: "Checked again, this step shows no controller without an agent.",
	},
	Link: "https://learn.microsoft.com/entra/identity/authentication/howto-password-ban-bad-on-premises-monitor",
}
