package graph

import "cmp"

// Cloud is one of Microsoft's clouds. A token of one is useless in another.
// The zero value is the global cloud.
type Cloud string

// The clouds of "National cloud deployments" (Microsoft Graph documentation).
const (
	Global          Cloud = ""
	USGovernment    Cloud = "us-government"     // L4, GCC High
	USGovernmentDoD Cloud = "us-government-dod" // L5
	China           Cloud = "china"             // operated by 21Vianet
)

// hosts are where a cloud signs in and answers.
type hosts struct {
	signIn string
	tokens []string // other hosts that its sign-in service names for tokens
	graph  string
}

// hosts returns the hosts of a cloud, none for an unknown one.
func (c Cloud) hosts() hosts {
	switch c {
	case Global:
		return hosts{signIn: "login.microsoftonline.com", graph: "graph.microsoft.com"}
	case USGovernment:
		return hosts{signIn: "login.microsoftonline.us", graph: "graph.microsoft.us"}
	case USGovernmentDoD:
		return hosts{signIn: "login.microsoftonline.us", graph: "dod-graph.microsoft.us"}
	case China:
		return hosts{
			signIn: "login.chinacloudapi.cn", tokens: []string{"login.partner.microsoftonline.cn"},
			graph: "microsoftgraph.chinacloudapi.cn",
		}
	default:
		return hosts{}
	}
}

// GraphHost returns the host of Microsoft Graph, "" for an unknown cloud.
func (c Cloud) GraphHost() string { return c.hosts().graph }

// SignInHost returns the host that gives out tokens, "" for an unknown cloud.
func (c Cloud) SignInHost() string { return c.hosts().signIn }

// Name is the name of the cloud as evidence has it; the global one is public,
// which Microsoft also lets tenants of GCC stand in.
func (c Cloud) Name() string { return cmp.Or(string(c), "public") }
