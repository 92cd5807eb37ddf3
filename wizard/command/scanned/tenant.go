package scanned

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/pairs"
)

// Tenant is the part of a scan that looked at a tenant.
type Tenant struct {
	Name    string // as it was asked for; "" for that of whoever signed in
	Judged  bool   // somebody was looked at
	Host    string // of Microsoft Graph
	Census  probes.TenantCensus
	Why     *probes.Obstacle // what kept it from the rest; nil for nothing
	Gaps    []probes.Gap
	Premium *scan.Cause // of what the tenant owns; nil when nothing is wrong with it
	Joined  *Joined     // nil where the directory was not looked at

	Where pairs.Where // of the person who is printed; "" where the directory was not looked at
}

// Joined is how many people were found where.
type Joined struct {
	Both      int `json:"both"`
	SameName  int `json:"same_name"`
	Cloud     int `json:"cloud"`
	Directory int `json:"directory"`
	Twice     int `json:"twice"`
}

// Count counts one.
func (j *Joined) Count(where pairs.Where) {
	switch where {
	case pairs.Both:
		j.Both++
	case pairs.SameName:
		j.SameName++
	case pairs.Cloud:
		j.Cloud++
	case pairs.Entry:
		j.Directory++
	case pairs.Twice:
		j.Twice++
	}
}

// aboutTenant says who was looked at in the tenant, and what was not seen.
func (s *Scan) aboutTenant(b *strings.Builder) {
	t := s.Tenant
	if t.Name != "" {
		hang(b, "  ", lang.Text{Ko: "테넌트: {tenant}", En: "Tenant: {tenant}"}.Fill(s.Language, lang.Args{"tenant": t.Name}))
	}
	if t.Why != nil && (s.Why == nil || s.Why.Kind != t.Why.Kind || s.Why.Code != t.Why.Code) { // else it stands above
		hang(b, "  ! ", lang.Text{
			Ko: "테넌트의 사용자를 끝까지 읽지 못했습니다.", En: "The users of the tenant could not be read to their end.",
		}.In(s.Language)+" "+s.obstacle(t.Why))
	}
	for _, gap := range t.Gaps {
		text := gapWords(gap.What).In(s.Language)
		if gap.What != probes.GapSwitch && (gap.What != probes.GapDirectory || gap.Why.Kind != probes.NoDomain) {
			text += " " + s.obstacle(gap.Why)
		}
		hang(b, "  ! ", text)
	}
	for _, broke := range t.Census.Breaks {
		hang(b, "  ! ", s.tenantBreak(broke, s.Language))
	}
	if c := t.Premium; c != nil {
		w := s.words(c)
		line := w.Title + ": " + w.Label + "."
		if w.detail != "" {
			line += " " + w.detail
		}
		hang(b, "  ! ", line)
	}
	if j := t.Joined; j != nil {
		hang(b, "  ", lang.Text{
			Ko: "양쪽에 있음 {both}, 이름만 같음 {name}, 클라우드에만 {cloud}, Active Directory에만 {directory}, 어느 것끼리인지 모름 {twice}",
			En: "On both sides {both}, the same name alone {name}, in the cloud alone {cloud}, in Active Directory alone {directory}, not known which belongs to which {twice}",
		}.Fill(s.Language, lang.Args{
			"both": thousands(j.Both), "name": thousands(j.SameName), "cloud": thousands(j.Cloud), "directory": thousands(j.Directory), "twice": thousands(j.Twice),
		}))
	}
}

// tenantBreak says where the list broke off and whether it went on.
func (s *Scan) tenantBreak(broke probes.TenantBreak, l lang.Language) string {
	text := lang.Text{
		Ko: "테넌트의 사용자 {n}명까지 읽은 뒤 목록이 끊겼고, 이어 가지 못했습니다.",
		En: "After {n} {n|user|users} of the tenant the list broke off, and could not be gone on with.",
	}
	if broke.On {
		text = lang.Text{
			Ko: "테넌트의 사용자 {n}명까지 읽은 뒤 목록이 끊겼다가, 같은 페이지부터 이어 갔습니다. 빠지거나 두 번 센 사용자는 없습니다.",
			En: "After {n} {n|user|users} of the tenant the list broke off, and went on from the same page. Nobody was missed or counted twice.",
		}
	}
	return text.Fill(l, lang.Args{"n": thousands(broke.After)}) + " " + s.obstacleIn(broke.Why, l)
}

// place is the name of a container, or of the cloud, which has none.
func (s *Scan) place(dn string) string {
	if dn == "" {
		return lang.Text{Ko: "(클라우드 계정)", En: "(accounts of the cloud)"}.In(s.Language)
	}
	return lang.Clean(dn)
}

// blind reports whether something of the tenant was not seen for everybody.
func (t *Tenant) blind() bool { return len(t.Gaps) > 0 || t.Why != nil || !t.Census.Complete }

// Status is what holds for everybody: broken where nobody can hold a licence,
// unknown where something was not seen. A nil Tenant was not asked for.
func (t *Tenant) Status() steps.Status {
	switch {
	case t == nil: // there is none that something could hold for
		return steps.Healthy
	case t.Premium != nil && t.Premium.Status == steps.Broken:
		return steps.Broken
	case t.blind(), t.Premium != nil && t.Premium.Status == steps.Unknown:
		return steps.Unknown
	default:
		return steps.Healthy
	}
}

// jsonTenant is the part of a tenant in JSON.
type jsonTenant struct {
	Name     string            `json:"name,omitempty"`
	Host     string            `json:"host"`
	Complete bool              `json:"complete"`
	Users    int               `json:"users"`
	Again    int               `json:"again"`
	Rows     int               `json:"registration_rows"`
	Asked    int               `json:"asked_one_by_one"`
	Why      *jsonReason       `json:"why"`
	Gaps     []jsonGap         `json:"gaps"`
	Breaks   []jsonTenantBreak `json:"breaks"`
	Premium  *jsonCause        `json:"premium_license"` // null when nothing is wrong with it
	Joined   *Joined           `json:"joined"`          // null where the directory was not looked at
}

type jsonTenantBreak struct {
	After int         `json:"after"`
	On    bool        `json:"went_on"`
	Why   *jsonReason `json:"why"`
	Said  lang.Text   `json:"said"`
}

// tenant is nil where no tenant was looked at.
func (j *asJSON) tenant() *jsonTenant {
	t := j.Tenant
	if t == nil {
		return nil
	}
	out := &jsonTenant{
		Name: t.Name, Host: t.Host, Complete: t.Census.Complete, Users: t.Census.Users, Again: t.Census.Again, Rows: t.Census.Rows,
		Asked: t.Census.Asked, Why: j.reason(t.Why), Gaps: []jsonGap{}, Breaks: []jsonTenantBreak{}, Joined: t.Joined,
	}
	for _, g := range t.Gaps {
		out.Gaps = append(out.Gaps, jsonGap{What: g.What, Why: j.reason(g.Why), Said: gapWords(g.What)})
	}
	for _, b := range t.Census.Breaks {
		out.Breaks = append(out.Breaks, jsonTenantBreak{
			After: b.After, On: b.On, Why: j.reason(b.Why), Said: lang.Text{Ko: j.tenantBreak(b, lang.Korean), En: j.tenantBreak(b, lang.English)},
		})
	}
	if t.Premium != nil {
		cause := j.jsonCause(t.Premium)
		out.Premium = &cause
	}
	return out
}
