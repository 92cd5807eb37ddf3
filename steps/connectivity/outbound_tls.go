package connectivity

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// OutboundTLS finds a Connect server on which TLS 1.2 is switched off or whose
// .NET Framework is too old for it.
var OutboundTLS = steps.Step{
	ID:    "connectivity/outbound-tls",
	Seed:  []string{"N2"},
	Title: lang.Text{Ko: "TLS 1.2와 .NET Framework", En: "TLS 1.2 and .NET Framework"},
	Why: lang.Text{
		Ko: "릴레이와 암호 재설정 서비스는 TLS 1.2 이상만 받으므로, 서버의 레지스트리에서 꺼져 있으면 방화벽이 열려 있어도 연결되지 않습니다.",
		En: "The relays and the password reset service accept TLS 1.2 and later only; with it switched off in the server's registry, an open firewall does not help.",
	},
	Check:     steps.Look(seeTLS, judgeTLS),
	Reads:     []steps.Instrument{steps.ByServer},
	Keeps:     steps.Lasting,
	RefutedBy: steps.Connected,
	Timeout:   serverLimit,
	Blanks: tell.Kinds{
		"absent": tell.Number, "release": tell.Number,
		"differing": tell.Words, "odd": tell.Words, "off": tell.Words,
	},
	Branches: tlsBranches,
}

// tlsSettings is what the registry of the server says about TLS.
type tlsSettings struct {
	probes.Seen
	System probes.System      `json:"system"`
	TLS    probes.TLSSettings `json:"tls"`
}

func seeTLS(ctx context.Context, env steps.Env, facts steps.Facts) (tlsSettings, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return tlsSettings{}, err
	}
	return tlsSettings{Seen: server.Seen, System: server.System, TLS: server.TLS}, nil
}

const (
	// server2016 is the first build of Windows Server 2016. From it on the
	// system's own default has TLS 1.2 on, so an absent value is good.
	server2016 = 14393
	// dotNet472 and dotNet48 are the values of Release under NDP\v4\Full
	// ("Determine which .NET Framework versions are installed").
	dotNet472 = 461808
	dotNet48  = 528040
)

// A build of Windows that has PowerShell 5.1, and Release of .NET Framework 4.5
// and later, of which there will be no version after 4.8.1 (533320 and a little
// more), lie between these. A number outside says nothing.
const (
	firstBuild, lastBuild   = 7601, 99_999
	firstDotNet, lastDotNet = 378389, 599_999
)

func within(n probes.Maybe[int], first, last int) bool { return n.Or(0) >= first && n.Or(0) <= last }

func judgeTLS(e tlsSettings) steps.Verdict {
	if !e.TLS.Read {
		return steps.Blind(e.TLS.Part)
	}
	found := sortSettings(e.TLS.List)
	args := tell.Args{
		"odd": registry(found.odd), "off": registry(found.off), "differing": registry(found.differing),
		"absent": tell.Count(found.absent), "release": number(e.System.DotNet.Or(0)).OrDash(),
	}
	switch {
	case len(found.off) > 0:
		return steps.Verdict{On: "off", Args: args}
	case !e.System.Read:
		return steps.Blind(e.System.Part)
	case len(found.odd) > 0:
		return steps.Verdict{On: "odd-values", Args: args}
	case found.unseen:
		return steps.Blind(e.TLS.Part)
	case !within(e.System.Build, firstBuild, lastBuild), !within(e.System.DotNet, firstDotNet, lastDotNet): // no Windows is without a build, and no PowerShell 5.1 without .NET
		return steps.Blind(probes.Part{})
	case e.System.DotNet.Or(0) < dotNet472:
		return steps.Verdict{On: "dotnet-old", Args: args}
	case found.absent > 0 && e.System.Build.Or(0) < server2016:
		args["differing"] = registry(append(found.differing, found.missing...))
		return steps.Verdict{On: "net-strong-crypto-off", Args: args}
	case len(found.differing) > 0:
		return steps.Verdict{On: "net-strong-crypto-off", Args: args}
	case e.System.DotNet.Or(0) < dotNet48:
		return steps.Verdict{On: "dotnet-48-missing", Args: args}
	case found.absent > 0 || found.present == 0:
		return steps.Verdict{On: "default", Args: args}
	default:
		return steps.Verdict{On: "on", Args: args}
	}
}

// registry are values of the registry, with their paths.
func registry(values []string) tell.Value { return tell.Words.Of(strings.Join(values, "; ")).OrDash() }
