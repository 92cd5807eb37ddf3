package lab

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// signIn is one row of the sign-in log.
type signIn struct {
	ago         time.Duration // negative for rows that are still to come
	user        string
	code        int
	correlation string
}

func (s *signIn) bind() bind {
	const highest = 10_000_000
	return section(keys{
		"ago":         either(&s.ago),
		"user":        text(&s.user),
		"code":        number(&s.code, 0, highest),
		"correlation": text(&s.correlation),
	})
}

// signIns answers with the sign-ins of the world by now, newest first. The list
// takes $top, $skiptoken and $filter alone, and refuses anything else ("List
// signIns", Microsoft Graph v1.0).
func (t *tenantServer) signIns(w http.ResponseWriter, r *http.Request) {
	for option := range r.URL.Query() {
		if !slices.Contains([]string{"$top", "$skiptoken", "$filter"}, option) {
			refuse(w, http.StatusBadRequest, "BadRequest")
			return
		}
	}
	filter, now := r.URL.Query().Get("$filter"), t.lab.clock.Now()
	var rows []object
	for _, s := range t.lab.world.tenant.signIns {
		id, at := objectID(s.user), t.lab.start.Add(-s.ago)
		if at.After(now) || strings.Contains(filter, "userId eq '") && !strings.Contains(filter, id) {
			continue
		}
		rows = append(rows, object{
			"id": access.GUID(guid("sign-in " + s.user + at.String())).String(), "createdDateTime": at.Format(time.RFC3339),
			"userId": id, "userPrincipalName": s.user, "isInteractive": true, "correlationId": s.correlation,
			"appDisplayName": "Office 365", "ipAddress": "203.0.113.9",
			"status": object{"errorCode": s.code, "failureReason": "Said by the lab.", "additionalDetails": nil},
		})
	}
	probes.SortStable(rows, func(a, b object) int {
		return strings.Compare(b["createdDateTime"].(string), a["createdDateTime"].(string)) //nolint:forcetypeassert // written above
	})
	page(w, rows)
}
