package powershell

import (
	"regexp"
	"testing"

	"example.com/writeback-doctor/probes"
)

// What the script leaves out, and what it writes as null, was not seen: it is
// no 0 and no false.
func TestWhatTheScriptLeavesOutWasNotSeen(t *testing.T) {
	t.Parallel()
	number := func(read func(*probes.Server) probes.Maybe[int]) func(*probes.Server) bool {
		return func(s *probes.Server) bool { return read(s).Seen() }
	}
	said := func(read func(*probes.Server) probes.YesNo) func(*probes.Server) bool {
		return func(s *probes.Server) bool { return read(s) != probes.Unsaid }
	}
	whole := string(fixture(t))
	for name, c := range map[string]struct {
		part, field string
		seen        func(*probes.Server) bool
	}{
		"build":         {"system", "build", number(func(s *probes.Server) probes.Maybe[int] { return s.System.Build })},
		"role":          {"system", "domain_role", number(func(s *probes.Server) probes.Maybe[int] { return s.System.DomainRole })},
		".NET":          {"system", "dot_net", number(func(s *probes.Server) probes.Maybe[int] { return s.System.DotNet })},
		"service":       {"service", "installed", said(func(s *probes.Server) probes.YesNo { return s.Service.Installed })},
		"agent":         {"cloud_sync", "installed", said(func(s *probes.Server) probes.YesNo { return s.CloudSync.Installed })},
		"remote SAM":    {"remote_sam", "present", said(func(s *probes.Server) probes.YesNo { return s.RemoteSAM.Present })},
		"connector":     {"connectors", "entra", said(func(s *probes.Server) probes.YesNo { return s.Connectors.List[0].Entra })},
		"TLS":           {"tls", "present", said(func(s *probes.Server) probes.YesNo { return s.TLS.List[0].Present })},
		"value of TLS":  {"tls", "value", func(s *probes.Server) bool { return s.TLS.List[0].Value.Seen() }},
		"purge":         {"scheduler", "purge_after_ns", func(s *probes.Server) bool { return s.Scheduler.PurgeAfter.Seen() }},
		"idle time-out": {"proxy", "idle_timeout_ns", func(s *probes.Server) bool { return s.Proxy.IdleTimeout.Seen() }},
		"staging":       {"scheduler", "staging", said(func(s *probes.Server) probes.YesNo { return s.Scheduler.Staging })},
	} {
		at := regexp.MustCompile(`("` + c.part + `":\{[^\n]*?)"` + c.field + `":(true|false|-?\d+)`)
		for document, want := range map[string]bool{
			whole: true, at.ReplaceAllString(whole, `${1}"`+c.field+`":null`): false, at.ReplaceAllString(whole, `${1}"unheard_of":$2`): false,
		} {
			d, err := decode([]byte(document))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if got := c.seen(d.Server); got != want {
				t.Errorf("%s: seen %t, want %t", name, got, want)
			}
		}
	}
}
