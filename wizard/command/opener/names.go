package opener

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// OutsideName is the name of a patient for people outside. That of a file is
// often a name of somebody, and so is a path.
func OutsideName(name lang.Text) lang.Text {
	world, practised := strings.CutPrefix(name.En, labName("").En)
	switch {
	case name == thisEnvironment(), practised && !strings.ContainsAny(world, `./\`):
		return name
	case practised:
		return lang.Text{Ko: "실습", En: "lab"}
	default:
		return lang.Text{Ko: "진행 기록 파일", En: "a case file"}
	}
}
