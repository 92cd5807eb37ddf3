package mask

import (
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// longestSuffix is how many labels the longest of the list have.
const longestSuffix = 5

// suffix returns how many labels at the end of a domain name are everybody's:
// com, co.kr, local, onmicrosoft.com. Whatever stands before them names
// somebody, however short or common it is: lg.com, test.com.
func suffix(labels []string) int {
	labels = labels[max(0, len(labels)-longestSuffix-1):]
	lower := strings.Split(strings.ToLower(strings.Join(labels, ".")), ".")
	if n := len(lower); n > 2 && lower[n-2] == "onmicrosoft" {
		return 2
	}
	for i := range lower {
		if everybodys(strings.Join(lower[i:], ".")) {
			return max(1, min(len(lower)-i, len(lower)-1)) // go.kr may be the name itself
		}
	}
	return 0
}

// everybodys reports whether anybody can register below a name. A top level
// domain of one company, such as its brand, names that company.
func everybodys(name string) bool {
	if !strings.Contains(name, ".") {
		_, managed := publicsuffix.PublicSuffix(name)
		return managed && len(name) == 2 || slices.Contains(topLevel, name)
	}
	public, managed := publicsuffix.PublicSuffix(name)
	return managed && public == name
}

// topLevel are those that are no country's and no company's, and those of
// private networks.
var topLevel = strings.Fields("com net org edu gov mil int info biz name pro arpa dev app cloud local localdomain localhost lan internal intern corp home private test example invalid")

// components masks a run of DC components, which are the labels of one domain.
func (n *Names) components(run string) string {
	parts := strings.Split(run, ",")
	labels := make([]string, len(parts))
	for i, part := range parts {
		_, value, _ := strings.Cut(part, "=")
		labels[i] = strings.TrimSpace(value)
	}
	for i := range len(parts) - suffix(labels) {
		if head, value, _ := strings.Cut(parts[i], "="); value != "" {
			parts[i] = head + "=" + n.One(Domain, labels[i])
		}
	}
	return strings.Join(parts, ",")
}

// dnsName is the DNS name that a run of DC components makes up.
func dnsName(run string) string {
	parts := strings.Split(run, ",")
	for i, part := range parts {
		_, value, _ := strings.Cut(part, "=")
		parts[i] = strings.TrimSpace(value)
	}
	return strings.Join(parts, ".")
}
