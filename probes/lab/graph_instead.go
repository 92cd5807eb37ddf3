package lab

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// other is what the world says on a path instead of the truth, nil when the
// truth is due. The longest path that fits decides.
func (t *tenantServer) other(path string) *answer {
	return t.otherBeyond(path, 0)
}

// otherBeyond is other by the paths alone that are longer than that.
func (t *tenantServer) otherBeyond(path string, length int) *answer {
	t.mu.Lock()
	defer t.mu.Unlock()
	path = strings.TrimPrefix(path, version)
	best := ""
	for pattern := range t.lab.world.tenant.answers {
		if len(pattern) > length && begins(path, pattern) && len(pattern) > len(best) {
			best = pattern
		}
	}
	if best == "" {
		return nil
	}
	a := t.lab.world.tenant.answers[best]
	if a.times > 0 && t.given[best] >= a.times {
		return nil
	}
	if t.asked[best]++; t.asked[best] <= a.after {
		return nil
	}
	t.given[best]++
	return &a
}

// begins reports whether a path begins as a pattern says, in which * stands
// for any one part. The pattern * fits every path.
func begins(path, pattern string) bool {
	if pattern == "*" || strings.HasPrefix(path, pattern) {
		return true
	}
	parts := strings.Split(path, "/")
	for i, want := range strings.Split(pattern, "/") {
		if i >= len(parts) || want != "*" && !strings.EqualFold(want, parts[i]) {
			return false
		}
	}
	return true
}

// give answers a request: with a refusal, with a body that the world spells
// out, or with the truth without some of its fields.
func (a *answer) give(w http.ResponseWriter, r *http.Request, truth http.Handler) {
	if a.retryAfter != "" {
		w.Header().Set("Retry-After", a.retryAfter)
	}
	if a.claims {
		w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`)
	}
	switch {
	case a.body != "":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(max(a.status, http.StatusOK)) // 0 is 200
		_, _ = io.WriteString(w, a.body)            //nolint:gosec // the world spells it out, and no browser reads it
	case a.status != 0:
		refuse(w, a.status, a.code)
	default:
		a.shorten(w, r, truth)
	}
}

// shorten gives the truth without the fields that the world leaves out, of the
// object itself or of each element of a list, and with null for those that it
// hides, as Graph answers who may not read them.
func (a *answer) shorten(w http.ResponseWriter, r *http.Request, truth http.Handler) {
	whole := &held{header: http.Header{}, status: http.StatusOK}
	truth.ServeHTTP(whole, r)
	var body map[string]any
	if whole.status != http.StatusOK || json.Unmarshal(whole.body.Bytes(), &body) != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(whole.status)
		_, _ = w.Write(whole.body.Bytes())
		return
	}
	a.strip(body)
	if list, is := body["value"].([]any); is {
		for _, one := range list {
			if o, is := one.(map[string]any); is {
				a.strip(o)
			}
		}
	}
	answerJSON(w, http.StatusOK, body)
}

func (a *answer) strip(o map[string]any) {
	for _, field := range a.without {
		delete(o, field)
	}
	for _, field := range a.null {
		if _, there := o[field]; there {
			o[field] = nil
		}
	}
}

// held is an answer that is kept back.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *held) Header() http.Header { return h.header }

func (h *held) WriteHeader(status int) { h.status = status }

func (h *held) Write(data []byte) (int, error) { return h.body.Write(data) } //nolint:wrapcheck // never fails
