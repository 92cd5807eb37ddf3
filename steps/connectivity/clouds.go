package connectivity

import (
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// cloud is one of the sovereign clouds, as far as writeback differs.
type cloud string

// The clouds that "Troubleshoot self-service password reset writeback" lists
// hosts for. The zero value is the public one.
const (
	publicCloud     cloud = ""
	governmentCloud cloud = "us-government"
	chinaCloud      cloud = "china"
)

// relaySuffixes are where the relays of each cloud stand.
var relaySuffixes = map[cloud]string{
	publicCloud:     ".servicebus.windows.net",
	governmentCloud: ".servicebus.usgovcloudapi.net",
	chinaCloud:      ".servicebus.chinacloudapi.cn",
}

// isRelay reports whether a host that an event names is a Service Bus relay.
func isRelay(host string) bool {
	_, known := cloudOfRelay(host)
	return known
}

func cloudOfRelay(host string) (cloud, bool) {
	host = strings.ToLower(host)
	for c, suffix := range relaySuffixes {
		if strings.HasSuffix(host, suffix) && len(host) > len(suffix) {
			return c, true
		}
	}
	return publicCloud, false
}

// cloudOf tells the cloud by the relays that the events name, else by the
// tenant's initial domain, else takes the public one.
func cloudOf(relays []string, tenant string) cloud {
	for _, host := range relays {
		if c, known := cloudOfRelay(host); known {
			return c
		}
	}
	tenant = strings.ToLower(tenant)
	switch {
	case strings.HasSuffix(tenant, ".onmicrosoft.us"):
		return governmentCloud
	case strings.HasSuffix(tenant, ".partner.onmschina.cn"):
		return chinaCloud
	default:
		return publicCloud
	}
}

// resetHosts are the password reset hosts. The vendor prints an exact name
// for the public cloud only ("Office 365 URLs and IP address ranges", id 56);
// for US Government it prints the wildcard above this name, and for China
// nothing.
var resetHosts = map[cloud]string{
	publicCloud:     "passwordreset.microsoftonline.com",
	governmentCloud: "passwordreset.microsoftonline.us",
}

// resetSiblings are other hosts under the suffix that is to be open, which show
// a rule for single names (the same list, id 56).
var resetSiblings = map[cloud]string{publicCloud: "api.passwordreset.microsoftonline.com"}

// documentedRelays are relay names that the vendor's page prints as examples,
// and those of China, which it prints as exact names. A tenant's own pair may
// be others.
var documentedRelays = map[cloud][]string{
	publicCloud: {
		"ssprdedicatedsbprodscu.servicebus.windows.net",
		"ssprdedicatedsbprodncu.servicebus.windows.net",
		"ssprdedicatedsbprodfra-1.servicebus.windows.net",
	},
	chinaCloud: {
		"ssprdedicatedsbmcprodcne.servicebus.chinacloudapi.cn",
		"ssprdedicatedsbmcprodcnn.servicebus.chinacloudapi.cn",
	},
}

func resetTarget(c cloud) probes.Target {
	return probes.Target{Host: resetHosts[c], Port: https, Purpose: probes.PasswordReset, Depth: probes.ToHTTP}
}

func relayTarget(host string) probes.Target {
	return probes.Target{Host: host, Port: https, Purpose: probes.ServiceBus, Depth: probes.ToHTTP}
}

// eventsBack is how far before the walk the event log is read: over a weekend,
// so that Friday's failure is seen on Monday. Steps of both stages read the
// same span, so that it is read once.
const eventsBack = 72 * time.Hour

// eventsSince is the start of the span, the same for the whole walk.
func eventsSince(env steps.Env, facts steps.Facts) time.Time {
	started, err := time.Parse(time.RFC3339, facts[steps.Started])
	if err != nil {
		started = env.Now()
	}
	return started.UTC().Add(-eventsBack)
}
