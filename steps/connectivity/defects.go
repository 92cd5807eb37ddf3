package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/version"
)

// defect is a known defect of password writeback in some versions.
type defect struct {
	on          steps.Outcome
	first, last version.Version // both included
	fixed       version.Version
	label, say  lang.Text
	// always: writeback fails by the defect itself. Otherwise it needs an
	// occasion, and that the version cannot synchronise outweighs it.
	always bool
	// off: the defect leaves writeback switched off. The others do not touch the
	// switch, and one that is off then is a fault of its own.
	off bool
}

// defects follow the notes of the fixing version in "Microsoft Entra Connect:
// Version release history" and its archive. Where the notes do not say since
// when, the range is the release line of the fix. What those pages fix about
// staging mode alone is left out: it does not stop writeback.
var defects = []defect{
	{
		on:    "known-defect",
		first: version.Must("2.1.1.0"), last: version.Must("2.1.18.0"), fixed: version.Must("2.1.19.0"), always: true,
		label: lang.Text{Ko: "결함: SSPR_0029", En: "Defect: SSPR_0029"},
		say: lang.Text{
			Ko: "{version} 버전에는 쓰기 저장이 SSPR_0029(ERROR_ACCESS_DENIED)로 멈추는 알려진 결함이 있습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "Version {version} has a known defect: writeback stops with SSPR_0029 (ERROR_ACCESS_DENIED). It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-auto-upgrade",
		first: version.Must("1.4.18.0"), last: version.Must("1.4.18.0"), fixed: version.Must("1.4.25.0"), always: true, off: true,
		label: lang.Text{Ko: "결함: 자동 갱신", En: "Defect: auto-upgrade"},
		say: lang.Text{
			Ko: "{version} 버전으로 자동 업그레이드되면 쓰기 저장이 꺼진 채로 남을 수 있습니다. {fixed} 버전이 다시 켭니다.",
			En: "An automatic upgrade to version {version} could leave writeback switched off. Version {fixed} switches it on again.",
		},
	},
	{
		on:    "known-defect-old-controllers",
		first: version.Must("1.2.65.0"), last: version.Must("1.2.65.0"), fixed: version.Must("1.2.67.0"), always: true,
		label: lang.Text{Ko: "결함: 2008 DC", En: "Defect: 2008 DCs"},
		say: lang.Text{
			Ko: "{version} 버전에서는 도메인 컨트롤러가 Windows Server 2008 또는 2008 R2이면 쓰기 저장이 실패합니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "In version {version}, writeback fails when the domain controllers run Windows Server 2008 or 2008 R2. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-import",
		first: version.Must("2.0.3.0"), last: version.Must("2.0.10.0"), fixed: version.Must("2.0.25.1"),
		label: lang.Text{Ko: "결함: 가져오기", En: "Defect: import"},
		say: lang.Text{
			Ko: "{version} 버전에는 쓰기 저장이 켜진 구성을 기존 커넥터 계정과 함께 가져올 때의 알려진 결함이 있습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "Version {version} has a known defect when a configuration with writeback switched on is imported together with an existing connector account. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-existing-database",
		first: version.Must("2.3.2.0"), last: version.Must("2.3.20.0"), fixed: version.Must("2.4.18.0"),
		label: lang.Text{Ko: "결함: 기존 DB", En: "Defect: existing DB"},
		say: lang.Text{
			Ko: "{version} 버전에는 기존 데이터베이스로 설치하면 쓰기 저장이 제대로 동작하지 않는 알려진 결함이 있습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "Version {version} has a known defect: installed on an existing database, it does not work with writeback. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-configuration-lost",
		first: version.Must("2.0.3.0"), last: version.Must("2.4.27.0"), fixed: version.Must("2.4.129.0"), off: true,
		label: lang.Text{Ko: "결함: 설정 사라짐", En: "Defect: setting lost"},
		say: lang.Text{
			Ko: "{version} 버전에서는 Synchronization Service Manager에서 Microsoft Entra 커넥터를 저장하면 쓰기 저장 구성이 지워집니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "In version {version}, saving the Microsoft Entra connector in Synchronization Service Manager removes the writeback configuration. It was fixed in {fixed}.",
		},
	},
}

// defectOf returns the first defect of a version that is always there or not,
// nil when there is none.
func defectOf(v version.Version, always bool) *defect {
	for i := range defects {
		if defects[i].always == always && v.Within(defects[i].first, defects[i].last) {
			return &defects[i]
		}
	}
	return nil
}

// defectBranches makes a branch of each defect.
func defectBranches() []steps.Branch {
	var branches []steps.Branch
	for _, d := range defects {
		explains := []steps.ID{"reenable/event-log"}
		if d.off {
			explains = append(explains, "configuration/writeback-switch")
		}
		branches = append(branches, steps.Branch{
			On: d.on, Status: steps.Broken, Label: d.label, Say: d.say, Remedy: upgrade, Explains: explains,
		})
	}
	return branches
}
