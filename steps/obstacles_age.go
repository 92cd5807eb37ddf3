package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// ages are the obstacles of what was seen, but not at a time that speaks of
// today.
func ages() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.Stale: {Say: lang.Text{
			Ko: "{host} 컴퓨터에서 {needs_at}에 본 것이고 그 뒤에 바뀌었을 수 있으므로, 지금도 그런지는 알 수 없습니다. 다시 수집하거나 다시 확인하면 볼 수 있습니다.",
			En: "It was seen on {host} on {needs_at} and can have changed since, so whether it still holds is not known. Collecting or checking again can supply it.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.Undated: {Say: lang.Text{
			Ko: "{host} 컴퓨터에서 본 것이지만 파일에 적힌 시각이 있을 수 없는 시각이므로, 언제 본 것인지도 지금도 그런지도 알 수 없습니다. 그 컴퓨터의 시계를 맞추고 다시 수집하거나 다시 확인하십시오.",
			En: "It was seen on {host} at a time that cannot be, by the file, so neither when it was seen nor whether it still holds is known. Set the clock of that computer right, and collect or check again.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
	}
}
