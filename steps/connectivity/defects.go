package connectivity

import (
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/version"
)

// defect is a known defect of password writeback in some versions.
type defect struct {
	on          steps.Outcome
	first, last version.Version // both included
	fixed       version.Version
	label, say  lang.Text
	remedy      *steps.Remedy // nil is an upgrade
	// always: writeback fails by the defect itself. Otherwise it needs an
	// occasion that nobody sees here, such as an upgrade or a connector that was
	// saved: it is possible because of the version, and no more. That the version
	// cannot synchronise outweighs it.
	always bool
	// stopped: the occasion keeps the ADSync service from running, so where that
	// runs there was none.
	stopped bool
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
		first: version.Must("1.4.18.0"), last: version.Must("1.4.18.0"), fixed: version.Must("1.4.25.0"), off: true,
		label: lang.Text{Ko: "결함: 자동 갱신", En: "Defect: auto-upgrade"},
		say: lang.Text{
			Ko: "{version} 버전이라서 가능한 결함입니다. 이 버전으로 자동 업그레이드되면 쓰기 저장이 꺼진 채로 남을 수 있습니다. 그런 일이 있었는지는 여기에서 보이지 않습니다. {fixed} 버전이 다시 켭니다.",
			En: "This is possible because of version {version}: an automatic upgrade to it could leave writeback switched off. Whether there was one is not seen here. Version {fixed} switches it on again.",
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
			Ko: "{version} 버전이라서 가능한 결함입니다. 쓰기 저장이 켜진 구성을 기존 커넥터 계정과 함께 가져오면 문제가 생깁니다. 구성을 가져온 적이 있는지는 여기에서 보이지 않습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "This is possible because of version {version}: importing a configuration with writeback switched on, together with an existing connector account, goes wrong. Whether one was imported is not seen here. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-existing-database",
		first: version.Must("2.3.2.0"), last: version.Must("2.3.20.0"), fixed: version.Must("2.4.18.0"),
		label: lang.Text{Ko: "결함: 기존 DB", En: "Defect: existing DB"},
		say: lang.Text{
			Ko: "{version} 버전이라서 가능한 결함입니다. 기존 데이터베이스로 설치하면 쓰기 저장이 제대로 동작하지 않습니다. 그렇게 설치했는지는 여기에서 보이지 않습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "This is possible because of version {version}: installed on an existing database, it does not work with writeback. Whether it was installed so is not seen here. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-configuration-lost",
		first: version.Must("2.0.3.0"), last: version.Must("2.4.27.0"), fixed: version.Must("2.4.129.0"), off: true,
		label: lang.Text{Ko: "결함: 설정 사라짐", En: "Defect: setting lost"},
		say: lang.Text{
			Ko: "{version} 버전이라서 가능한 결함입니다. Synchronization Service Manager에서 Microsoft Entra 커넥터를 저장하면 쓰기 저장 구성이 지워집니다. 누가 저장했는지는 여기에서 보이지 않습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "This is possible because of version {version}: saving the Microsoft Entra connector in Synchronization Service Manager removes the writeback configuration. Whether somebody saved it is not seen here. It was fixed in {fixed}.",
		},
	},
	{
		on:    "known-defect-edited-configuration",
		first: version.Must("2.5.190.0"), last: version.Must("2.6.1.0"), fixed: version.Must("2.6.84.0"), stopped: true,
		label: lang.Text{Ko: "결함: 고친 구성 파일", En: "Defect: edited file"},
		say: lang.Text{
			Ko: "{version} 버전이라서 가능한 결함입니다. miiserver.exe.config 파일을 고친 서버를 이 버전으로 업그레이드하면 ADSync 서비스가 FileLoadException(System.Diagnostics.DiagnosticSource) 오류로 시작되지 않습니다. {fixed} 버전에서 고쳐졌습니다.",
			En: "This is possible because of version {version}: on a server whose miiserver.exe.config was edited, the ADSync service does not start after the upgrade to it (FileLoadException of System.Diagnostics.DiagnosticSource). It was fixed in {fixed}.",
		},
		remedy: mendConfiguration,
	},
}

// editedDetails tell what the dates of the files say about an edit. That a file
// which is younger than the program was edited is a rule of thumb of public
// scripts, so it is told and decides nothing.
var editedDetails = []lang.Text{
	{
		Ko: "이 서버의 miiserver.exe.config 파일은 프로그램보다 나중에 저장되었습니다({edited_day}). 누가 고쳤을 가능성이 큽니다.",
		En: "miiserver.exe.config on this server was written after the program ({edited_day}), so somebody has probably edited it.",
	},
	{
		Ko: "이 서버의 miiserver.exe.config 파일은 프로그램과 함께 저장된 그대로입니다({unedited_day}). 고친 흔적은 없습니다.",
		En: "miiserver.exe.config on this server was written with the program ({unedited_day}); nothing shows that it was edited.",
	},
	{
		Ko: "파일을 고쳤는지는 보지 못했습니다({unread_file} 파일의 날짜를 읽지 못함).",
		En: "Whether the file was edited was not seen: the date of {unread_file} was not read.",
	},
}

// editedAfter is how much younger than the program a configuration file is that
// was not written by the same installation.
const editedAfter = 10 * time.Minute

// edits are the blanks of editedDetails, of which one is filled.
func edits(f probes.Files) tell.Args {
	args := tell.Args{"edited_day": tell.Words.Of(""), "unedited_day": tell.Words.Of(""), "unread_file": tell.Words.Of("")}
	day := tell.Words.Of(f.EngineConfig.Format(time.DateOnly))
	switch {
	case !f.Read || f.EngineConfig.IsZero() || f.Engine.IsZero():
		args["unread_file"] = tell.Words.Of("miiserver.exe.config")
	case f.EngineConfig.Sub(f.Engine) > editedAfter:
		args["edited_day"] = day
	default:
		args["unedited_day"] = day
	}
	return args
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

// defectBranches makes a branch of each defect. One that needs an occasion warns,
// and is the fault where what it leads to is found broken.
func defectBranches() []steps.Branch {
	var branches []steps.Branch
	for _, d := range defects {
		effects := []steps.ID{"reenable/event-log"}
		if d.off {
			effects = append(effects, "configuration/writeback-switch")
		}
		b := steps.Branch{On: d.on, Status: steps.Broken, Label: d.label, Say: d.say, Details: versionDetails, Remedy: upgrade, Explains: effects}
		if !d.always {
			b.Status, b.Explains, b.Causes = steps.Warning, nil, effects
		}
		if d.stopped { // what stopped the service may be something else
			b.Explains, b.Causes = nil, nil
			b.Details = slices.Concat(editedDetails, versionDetails)
		}
		if d.remedy != nil {
			b.Remedy = d.remedy
		}
		branches = append(branches, b)
	}
	return branches
}

var mendConfiguration = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버", En: "The Connect server"},
	Do: []lang.Text{
		{
			Ko: "응용 프로그램 로그에서 ADSync 서비스가 시작될 때의 FileLoadException 오류에 System.Diagnostics.DiagnosticSource가 있는지 확인하십시오. 없으면 다른 원인이므로 이 조치는 하지 마십시오.",
			En: "In the Application log, see whether the start of the ADSync service ends with a FileLoadException that names System.Diagnostics.DiagnosticSource. If it does not, the cause is another one and this remedy is not for it.",
		},
		{
			Ko: "있으면 설치 폴더의 Bin\\miiserver.exe.config 파일을 복사해 두고, 같은 버전을 새로 설치한 서버의 파일에 고친 내용만 다시 넣거나, 그 파일의 bindingRedirect를 새 버전에 맞추십시오.",
			En: "If it does, keep a copy of Bin\\miiserver.exe.config in the installation folder. Then take the file of a fresh installation of the same version and put your edits back in, or correct its bindingRedirect for the new version.",
		},
		{
			Ko: "ADSync 서비스를 시작하고 {fixed} 버전 이상으로 업그레이드하십시오. 그 버전부터는 고친 내용을 업그레이드가 합칩니다.",
			En: "Start the ADSync service, and upgrade to {fixed} or later, which merges such edits.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-WinEvent -FilterHashtable @{LogName='Application'; Level=2} -MaxEvents 50"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Start-Service -Name ADSync"}},
	Changes: lang.Text{
		Ko: "동기화와 쓰기 저장이 다시 시작됩니다.",
		En: "Synchronisation and writeback start again.",
	},
	Proof: lang.Text{
		Ko: "ADSync 서비스가 실행 중이고 31015 이벤트가 나타납니다.",
		En: "The ADSync service runs, and event 31015 appears.",
	},
	Link: versionsPage,
}
