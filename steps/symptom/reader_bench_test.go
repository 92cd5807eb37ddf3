package symptom

import (
	"strings"
	"testing"
)

// pastes are 64 KB of what is slowest to read: nothing but numbers, denied ones,
// prose in both languages, labels without an end, rows of a table.
var pastes = map[string]string{
	"numbers":      "33004 ",
	"denied":       "room 33004, ",
	"hidden":       "31001 31002 31003 32999 33999 ",
	"korean":       "재설정이 안 되는데 온프레미스 서비스에 연결할 수 없다고 합니다 ",
	"english":      "the reset page says that my organisation has not set it up properly ",
	"run-on":       "쓰기저장이안돼요",
	"letters":      "a",
	"digits":       "8",
	"labels":       "a: b\n",
	"rows":         "-- --\nId x\n",
	"quotes":       "\"",
	"csv":          "Id,RecordId,Message\n33008,31044,\"x\n",
	"spelled":      "s s p r zero ",
	"times":        "2026-11-23 10:12:41 33004 Error\n",
	"clauses":      "but. ",
	"names":        "OnPremisesAdminActionRequiree ",
	"digits-aloud": "three three zero oh ",
	"aloud":        "공삼이사 ",
	"letters-sspr": "sspr, code, ",
	"letters-aad":  "에이에이디에스티에스 십이만 ",
	"hashes":       "611 ",
	"sources":      "Source: x\nEvent ID: 6000\n",
	"counters":     "MSWinEventLog 1 Application 31011 Wed Apr 09 ",
	"results":      "resulttype=12001 ",
	"sign-ins":     "User,ResultType,Location\nx,120013,y\n",
	"stars":        "password reset writeback not ",
}

func BenchmarkWordsOf64KB(b *testing.B) {
	for name, unit := range pastes {
		text := strings.Repeat(unit, 64<<10/len(unit)+1)[:64<<10]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				reader.Read(text)
			}
		})
	}
}
