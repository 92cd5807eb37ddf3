package needed

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// What the specifications disagree on (MS-DTYP 2.5.3.2, MS-ADTS 5.1.3.3, and
// AccessCheckByType of the Windows SDK).
var (
	OrderContested = lang.Text{
		Ko: "이 권한만 허용하는 항목이 모든 것을 거부하는 항목보다 앞에 있습니다. 이 프로그램처럼 앞의 항목을 따르는 구현도 있고, 거부를 따르는 구현도 있습니다.",
		En: "An Allow entry for this right alone stands before a Deny entry for everything. Some go by the first, as this program does, and some by the denial.",
	}
	ClassContested = lang.Text{
		Ko: "항목에 권한이나 특성 대신 개체의 클래스가 적혀 있습니다. 이 프로그램은 특성을 쓰는 권한에만 해당하는 것으로 계산하지만, 모든 권한에 해당하거나 아무것에도 해당하지 않는 것으로 보는 구현도 있습니다.",
		En: "An entry names the class of the object where a right or an attribute belongs. This program takes it for every attribute and for no extended right; some take it for everything, and some for nothing.",
	}
	OwnerContested = lang.Text{
		Ko: "개체의 소유자인 계정에 OWNER RIGHTS(S-1-3-4) 항목이 적용됩니다. 이 프로그램처럼 이 항목을 따르는 구현도 있고, 무시하는 구현도 있습니다.",
		En: "An entry for OWNER RIGHTS (S-1-3-4) holds for the account, which owns the object. Some go by it, as this program does, and some pass it over.",
	}
)

// Contests are the words for each shape.
func Contests() map[probes.Shape]lang.Text {
	return map[probes.Shape]lang.Text{
		probes.ObjectAllowBeforeDeny: OrderContested, probes.ClassAsObject: ClassContested, probes.OwnerRightsEntry: OwnerContested,
	}
}
