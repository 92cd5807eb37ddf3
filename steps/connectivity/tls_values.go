package connectivity

import (
	"cmp"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
)

// tlsFindings sorts the values by what they mean for outbound connections.
type tlsFindings struct {
	off       []string // switches TLS 1.2 off for clients
	differing []string // not what the vendor asks for, without switching it off
	odd       []string // nobody publishes what this number means, or it is none
	missing   []string // names of those that are absent
	absent    int
	present   int
	unseen    bool // of some value it is not known whether it is there
}

// What a value of the registry says.
type meaning int

const (
	oddly   meaning = iota // a number without a published meaning
	asAsked                // what the vendor asks for
	against                // the opposite
)

func sortSettings(list []probes.TLSSetting) tlsFindings {
	f := tlsFindings{unseen: slices.ContainsFunc(neededSettings(), func(id string) bool {
		return !slices.ContainsFunc(list, func(s probes.TLSSetting) bool { return strings.EqualFold(settingOf(s), id) })
	})}
	for _, s := range list {
		name := s.Path + `\` + s.Name
		if s.Present == probes.Unsaid {
			f.unseen = true
			continue
		}
		if s.Present == probes.No {
			f.absent++
			f.missing = append(f.missing, name)
			continue
		}
		f.present++
		switch said := name + "=" + cmp.Or(s.Value.String(), "-"); meaningOf(s) {
		case asAsked:
		case oddly:
			f.odd = append(f.odd, said)
		case against:
			if clientSide(s) {
				f.off = append(f.off, said)
			} else {
				f.differing = append(f.differing, said)
			}
		}
	}
	return f
}

// meaningOf says what a value means by what "TLS 1.2 enforcement for Microsoft
// Entra Connect" asks for: DisabledByDefault 0, everything else 1. A DWORD of
// 0xFFFFFFFF, which "Transport Layer Security (TLS) registry settings" writes
// too, is as good as 1; it reads as -1. The pages name no other number, and
// those who read the values differ on them. A value of another type than DWORD
// has no number here.
func meaningOf(s probes.TLSSetting) meaning {
	const allBits, signed = 0xFFFFFFFF, -1
	number, known := s.Value.Get()
	inverted := strings.EqualFold(s.Name, "DisabledByDefault")
	switch {
	case !known || !slices.ContainsFunc(settingNames(), func(name string) bool { return strings.EqualFold(s.Name, name) }):
		return oddly
	case number == 0 && inverted, !inverted && slices.Contains([]int64{1, allBits, signed}, number):
		return asAsked
	case number == 0, slices.Contains([]int64{1, allBits, signed}, number):
		return against
	default:
		return oddly
	}
}

func settingNames() []string {
	return []string{"Enabled", "DisabledByDefault", "SystemDefaultTlsVersions", "SchUseStrongCrypto"}
}

// neededSettings are the values on which outbound connections rest. One that
// nobody looked for is not absent.
func neededSettings() []string {
	return []string{
		`client\Enabled`, `client\DisabledByDefault`,
		`net\SystemDefaultTlsVersions`, `net\SchUseStrongCrypto`,
		`net32\SystemDefaultTlsVersions`, `net32\SchUseStrongCrypto`,
	}
}

// settingOf is a value by a short name of its key; that of a key that is not
// known is in none of the lists here.
func settingOf(s probes.TLSSetting) string {
	path := strings.ToLower(s.Path)
	switch {
	case clientSide(s):
		return `client\` + s.Name
	case strings.HasSuffix(path, `\wow6432node\microsoft\.netframework\v4.0.30319`):
		return `net32\` + s.Name
	case strings.HasSuffix(path, `\microsoft\.netframework\v4.0.30319`):
		return `net\` + s.Name
	default:
		return ""
	}
}

// clientSide reports whether a value governs outbound connections of the
// whole system: those of SCHANNEL's client.
func clientSide(s probes.TLSSetting) bool {
	return strings.HasSuffix(strings.ToLower(s.Path), `\tls 1.2\client`)
}
