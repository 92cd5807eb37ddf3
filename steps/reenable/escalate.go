package reenable

import (
	"context"
	"maps"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Escalate gathers what Microsoft support asks for, filled in as far as the
// walk knows it.
var Escalate = steps.Step{
	ID:    "reenable/escalate",
	Title: lang.Text{Ko: "Microsoft 지원에 문의", En: "Contact Microsoft support"},
	Why: lang.Text{
		Ko: "지원 팀이 묻는 것을 처음부터 갖추어 보내면 여러 번 오가지 않아도 됩니다.",
		En: "Sending what support asks for at once saves several rounds of questions.",
	},
	Check:         steps.Look(seeEscalation, judgeEscalation),
	Keeps:         steps.Lasting,
	Timeout:       serverLimit,
	OnlyWhenSound: true,
	Uses: []steps.Fact{
		steps.User, steps.UserID, steps.Surface, steps.Words, steps.ConnectVersion,
		steps.Relays, steps.PDC, steps.ConnectorAccount,
	},
	Blanks: tell.Kinds{
		"begun_at":          tell.Moment,
		"connector_account": tell.Connector,
		"events":            tell.Event,
		"pdc":               tell.PDC,
		"relays":            tell.Host,
		"server":            tell.Server,
		"surface":           tell.Words, "tracking": tell.Words, "words": tell.Words,
		"tenant":  tell.Tenant,
		"user":    tell.User,
		"user_id": tell.ObjectID,
		"version": tell.Version,
	},
	Branches: []steps.Branch{
		{
			On: "collect", Status: steps.Unknown, Next: steps.End,
			Label: lang.Text{Ko: "자료 준비", En: "Collect"},
			Say: lang.Text{
				Ko: "앞의 단계에서 원인을 찾지 못했으면, 이 단계의 안내에 적힌 자료와 이 진단의 진행 기록 파일을 갖추어 Microsoft 지원에 문의하십시오.",
				En: "Where the steps before this one did not find the cause, contact Microsoft support with what the instructions of this step list, and the case file of this walk.",
			}, Remedy: supportList,
		},
		{
			On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "자료를 모으지 못했습니다. 진행 기록 파일을 저장해 보내십시오.",
				En: "The list could not be made. Save the case file and send it.",
			},
		},
	},
}

// escalation is what is known, and the newest failures of the server.
type escalation struct {
	probes.Seen
	Facts    steps.Facts               `json:"facts"`
	Failures probes.List[probes.Event] `json:"failures,omitzero"` // newest first; none when the events could not be read
}

// failuresShown is how many failed events are enough for a first mail.
const failuresShown = 8

func seeEscalation(ctx context.Context, env steps.Env, facts steps.Facts) (escalation, error) {
	seen := escalation{Facts: maps.Clone(facts)}
	seen.Seen = probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: env.Now().UTC()}
	// Without the events the list is shorter and still of use.
	if log, err := seeEvents(ctx, env, facts); err == nil {
		seen.Failures = failures(log.Log.Events)
		seen.Vantage = log.Vantage
	}
	seen.Took = env.Now().Sub(seen.At)
	return seen, nil
}

// failures returns the newest failed events.
func failures(events []probes.Event) []probes.Event {
	var found []probes.Event
	for _, e := range events {
		if fails(e) {
			found = append(found, e)
		}
	}
	probes.SortStable(found, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	return found[:min(failuresShown, len(found))]
}

func judgeEscalation(e escalation) steps.Verdict {
	if e.At.IsZero() {
		return steps.Blind(probes.Part{})
	}
	told := func(kind tell.Kind, fact steps.Fact) tell.Value { return kind.Of(e.Facts[fact]).OrDash() }
	args := tell.Args{
		"user": told(tell.User, steps.User), "user_id": told(tell.ObjectID, steps.UserID), "tenant": told(tell.Tenant, steps.Tenant),
		"server": told(tell.Server, steps.SyncServer), "version": told(tell.Version, steps.ConnectVersion),
		"relays": tell.Host.All(e.Facts.List(steps.Relays)).OrDash(), "pdc": told(tell.PDC, steps.PDC),
		"connector_account": told(tell.Connector, steps.ConnectorAccount), "surface": told(tell.Words, steps.Surface),
		"words":    tell.Words.Of(strings.Join(strings.Fields(steps.Spoken(e.Facts[steps.Words])), " ")).OrDash(),
		"begun_at": told(tell.Moment, steps.Started), "events": tell.Event.Values(eventList(e.Failures)).OrDash(),
		"tracking": tell.Words.All(trackingIDs(e.Failures)).OrDash(),
	}
	return steps.Verdict{On: "collect", Args: args}
}

// eventList are events, each with its time.
func eventList(events []probes.Event) []tell.Value {
	var list []tell.Value
	for _, e := range events {
		c := newIncident(e)
		list = append(list, tell.Event.Of(c.code()).With(tell.At(e.At)))
	}
	return list
}

func trackingIDs(events []probes.Event) []string {
	var ids []string
	for _, e := range events {
		if tracks(e) && !slices.Contains(ids, e.TrackingID) {
			ids = append(ids, e.TrackingID)
		}
	}
	return ids
}

var supportList = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > [문제 해결 및 지원(Diagnose & solve problems)]", En: "Microsoft Entra admin center > Diagnose & solve problems"},
	Do: []lang.Text{
		{Ko: "설명: 오류가 무엇이며 늘 일어나는지, 어느 화면에서({surface}), 언제부터인지 적으십시오. 사용자가 읽어 준 내용: {words}.", En: "Describe it: what the error is, whether it always happens, on which page or tool ({surface}), and since when. What the caller read out: {words}."},
		{Ko: "사용자와 테넌트: 사용자 {user}, 개체 ID {user_id}, 테넌트 {tenant}, 할당된 라이선스.", En: "User and tenant: user {user}, object ID {user_id}, tenant {tenant}, and the licences assigned."},
		{Ko: "지원 코드: 오류를 다시 낸 화면의 맨 아래에 있는 지원 코드 링크를 누르면 나오는 GUID(상관관계 ID)를 적으십시오.", En: "Support code: make the error appear again, and copy the GUID (correlation ID) behind the support code link at the bottom of that page."},
		{Ko: "날짜와 시각: 오류가 난 때를 표준 시간대와 함께 분까지 적으십시오. 진단을 시작한 때는 {begun_at}입니다.", En: "Date and time of the error, to the minute, with the time zone. This walk began at {begun_at}."},
		{Ko: "서버 이벤트: {events}. 추적 ID: {tracking}.", En: "Events of the server: {events}. Tracking IDs: {tracking}."},
		{Ko: "구성: Connect 서버 {server}, 버전 {version}, 릴레이 {relays}, PDC 에뮬레이터 {pdc}, 커넥터 계정 {connector_account}.", En: "Configuration: Connect server {server}, version {version}, relays {relays}, PDC emulator {pdc}, connector account {connector_account}."},
		{Ko: "이벤트 원문은 아래 명령으로 파일에 저장해 함께 보내십시오. 이 진단의 진행 기록 파일도 저장해 보내되, 보내기 전에 두 파일의 내용을 확인하십시오.", En: "Save the full texts of the events with the command below and send them along, with the case file of this walk; read both before sending."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-WinEvent -FilterHashtable @{LogName='Application'; ProviderName='PasswordResetService','ADSync'; StartTime=(Get-Date).AddDays(-3)} | Format-List TimeCreated, Id, ProviderName, Message | Out-File -FilePath writeback-events.txt -Encoding utf8"}},
	Changes: lang.Text{
		Ko: "명령은 파일 하나를 만들 뿐입니다. 그 파일에는 사용자 이름과 서버 이름이 들어 있습니다.",
		En: "The command only writes one file. It holds names of users and servers.",
	},
	Proof: lang.Text{Ko: "지원 요청 번호를 받습니다.", En: "Support gives a request number."},
	Link:  troubleshootPage,
}
