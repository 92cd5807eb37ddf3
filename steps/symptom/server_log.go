package symptom

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
)

// ServerLog finds a fresh failure of this user in the log of the Connect server,
// where that can be read, and puts the steps that its code points to in front.
// What somebody saw outranks what the caller says. The log as a whole is judged
// by its own step, late in the walk.
var ServerLog = steps.Step{
	ID:    "symptom/server-log",
	Title: lang.Text{Ko: "서버에 남은 이 사용자의 오류", En: "This user's failures in the server's log"},
	Why: lang.Text{
		Ko: "이 사용자의 재설정이 조금 전에 실패했다면 서버의 이벤트에 이유가 코드로 남아 있습니다.",
		En: "If a reset of this user failed a short while ago, the events of the server hold the reason as a code.",
	},
	Check:       reenable.FirstLook,
	Orders:      true,
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Passing,
	Uses:        []steps.Fact{steps.User},
	Teaches:     []steps.Fact{steps.Logged},
	Timeout:     reenable.FirstLimit,
	Blanks:      reenable.FirstBlanks,
	Branches: []steps.Branch{
		{
			On:    "fresh-failure",
			Label: lang.Text{Ko: "새 오류가 있음", En: "A fresh failure"},
			Say: lang.Text{
				Ko: "Connect 서버의 로그에 이 사용자의 오류가 있습니다: {event} ({seen_at}). 이 코드와 관계있는 단계부터 확인합니다.",
				En: "The Connect server's log of {seen_at} says {event} for this user: these steps first.",
			},
			Details: []lang.Text{{
				Ko: "들은 말보다 서버의 기록이 먼저입니다. 나머지 단계도 이어서 모두 확인합니다.",
				En: "What the server wrote goes before what was said. All the other steps follow.",
			}},
		},
		{
			On:    "no-direction",
			Label: lang.Text{Ko: "방향 없는 오류", En: "Failure without direction"},
			Say: lang.Text{
				Ko: "Connect 서버의 로그에 이 사용자의 오류가 있지만, 이것만으로는 어디가 문제인지 알 수 없습니다: {event} ({seen_at}).",
				En: "The Connect server's log of {seen_at} says {event} for this user, which alone does not tell where the trouble is.",
			},
		},
		{
			On:    "nothing-fresh",
			Label: lang.Text{Ko: "새 오류 없음", En: "No fresh failure"},
			Say: lang.Text{
				Ko: "Connect 서버의 로그에 최근 2시간 안에 난 이 사용자의 오류가 없습니다. 확인하는 차례는 바뀌지 않습니다.",
				En: "The Connect server's log holds no failure of this user of the last two hours. The order of the steps does not change.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "진단을 시작할 때 Connect 서버의 로그를 읽지 못했습니다. 확인하는 차례는 바뀌지 않습니다.",
				En: "The Connect server's log could not be read when the walk began. The order of the steps does not change.",
			},
		},
	},
}
