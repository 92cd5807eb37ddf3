package casefile_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

func actedReport() casefile.Report {
	at := time.Date(2026, 11, 29, 5, 3, 0, 0, time.UTC)
	entry := func(minutes int, mark probes.Mark, deed probes.Deed) probes.Acted {
		return probes.Acted{
			ID: "20261129T050300Z-1", At: at.Add(time.Duration(minutes) * time.Minute), Mark: mark, Deed: deed,
			Action: "reenable/disable-enable", Account: `CORP\parkminho`, From: "desk7.corp.contoso.com", Program: "writeback-doctor test",
			Server: "connect1.corp.contoso.com", Connector: "contoso.onmicrosoft.com - AAD",
			Commands: probes.List[string]{"Set-ADSyncAADPasswordResetConfiguration -Connector 'contoso.onmicrosoft.com - AAD' -Enable $false"},
		}
	}
	consented, ended := entry(0, probes.Consented, ""), entry(9, probes.Ended, "")
	consented.Consent = "connect1"
	ended.Outcome, ended.Code = "failed", "31014"
	return casefile.Report{
		Schema: casefile.Schema, Program: "writeback-doctor test", Started: at, Saved: at, Facts: steps.Facts{},
		Acted: []probes.Acted{consented, entry(1, probes.Begins, probes.SwitchOff), entry(2, probes.Done, probes.SwitchOff), ended},
	}
}

func TestTheAuditTrailStandsInTheCase(t *testing.T) {
	t.Parallel()
	want := actedReport()
	var file bytes.Buffer
	if err := casefile.Write(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := casefile.Read(&file)
	if err != nil || !reflect.DeepEqual(got.Acted, want.Acted) {
		t.Fatalf("got %+v, %v; want %+v", got.Acted, err, want.Acted)
	}
	for l, said := range map[lang.Language][]string{
		lang.English: {"audit trail", "consented by typing connect1", "About to begin: switching writeback off on connect1.corp.contoso.com", "05:04:00", "It ended: failed 31014"},
		lang.Korean:  {"감사 기록", "connect1 입력", "쓰기 저장 끄기", "05:04:00", "끝: failed 31014"},
	} {
		var md, page bytes.Buffer
		if err := casefile.Markdown(&md, catalog.All(), got, l, time.UTC); err != nil {
			t.Fatal(err)
		}
		if err := casefile.HTML(&page, catalog.All(), got, l, time.UTC); err != nil {
			t.Fatal(err)
		}
		for _, one := range said {
			if !strings.Contains(strings.ReplaceAll(md.String(), "\\", ""), one) || !strings.Contains(page.String(), one) {
				t.Errorf("%v: no %q in\n%s", l, one, md.String())
			}
		}
	}
}

func TestAMaskedAuditTrailNamesNobody(t *testing.T) {
	t.Parallel()
	r := actedReport()
	masked, err := casefile.Mask(catalog.All(), r)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := casefile.Write(&file, masked); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"parkminho", "desk7", "connect1", "contoso"} {
		if strings.Contains(strings.ToLower(file.String()), name) {
			t.Errorf("%s stands in\n%s", name, file.String())
		}
	}
	if len(masked.Acted) != 4 || masked.Acted[3].Code != "31014" || masked.Acted[1].Deed != probes.SwitchOff || r.Acted[0].Server != "connect1.corp.contoso.com" {
		t.Errorf("got %+v, and the report has %+v", masked.Acted, r.Acted[0])
	}
}
