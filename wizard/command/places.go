package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/settings"
)

// asksPlaces reports whether --version was asked for with the places: -v beside
// it. Alone, -v is the version.
func asksPlaces(args []string) bool {
	return slices.Contains(args, "--version") && slices.Contains(args, "-v") || slices.Contains(args, "-vv")
}

// place is where one thing lies that the program reads or writes.
type place struct {
	what lang.Text
	path string    // "" for nowhere
	note lang.Text // what there is to say of it
	none lang.Text // what is said instead where it is nowhere
}

// places are where everything lies. Nothing is made there, and only the
// company's settings are looked for.
func places(p Process) []place {
	nobody := lang.Text{Ko: "없음: 프로필 폴더가 없어 아무것도 남기지 않음", En: "nowhere: there is no profile folder, so nothing is kept"}
	own := place{what: lang.Text{Ko: "자신의 설정", En: "your settings"}, path: ownSettings(p), none: nobody}
	if p.Getenv(envNoSettings) != "" || slices.Contains(p.Args, "--no-settings") {
		own.path, own.none = "", unused()
	}
	walks := place{what: lang.Text{Ko: "끊긴 진단", En: "walks to go on with"}, path: walksFolder(p), none: nobody}
	crashes := place{what: lang.Text{Ko: "프로그램 오류 기록", En: "crash files"}, path: crashFiles(p), note: lang.Text{
		Ko: "오류가 났을 때만", En: "only after a crash",
	}, none: nobody}
	if p.Getenv(envNoJournal) != "" || slices.Contains(p.Args, "--no-journal") {
		walks.path, walks.none, crashes.path, crashes.none = "", unused(), "", unused()
	}
	kept := place{what: lang.Text{Ko: "남겨 둔 로그인", En: "a kept sign-in"}, none: nobody}
	switch {
	case p.State != "" && p.Keeper == nil:
		kept.none = lang.Text{Ko: "이 시스템에서는 남기지 않음", En: "not on this system"}
	case p.Keeper != nil:
		kept.none = lang.Text{
			Ko: "요청했을 때만, 이 시스템의 키 저장소 (Windows: 끊긴 진단 옆의 sign-in.dpapi)",
			En: "if asked for, in the key store of this system (Windows: sign-in.dpapi beside the walks)",
		}
	}
	return []place{
		{what: lang.Text{Ko: "프로그램", En: "program"}, path: p.Program, none: lang.Text{Ko: "알 수 없음", En: "not known"}},
		own,
		{
			what: lang.Text{Ko: "회사의 설정", En: "company settings"}, path: settings.CompanyPath(p.Program, p.Getenv(envCompany)),
			none: lang.Text{Ko: "없음 (프로그램 옆의 " + settings.CompanyFile + ")", En: "none (" + settings.CompanyFile + " beside the program)"},
		},
		walks, crashes, kept,
		{what: lang.Text{Ko: "임시 파일", En: "temporary files"}, path: os.TempDir(), note: lang.Text{
			Ko: "PowerShell이 실행되는 동안만", En: "only while PowerShell runs",
		}},
		{what: lang.Text{Ko: "결과", En: "results"}, none: lang.Text{
			Ko: "--out, --case, --fixes, --script로 지정한 곳, 아니면 현재 폴더", En: "where --out, --case, --fixes or --script says, else the current folder",
		}},
		{what: lang.Text{Ko: "캐시, 로그", En: "caches, logs"}, none: lang.Text{Ko: "없음", En: "none"}},
	}
}

func unused() lang.Text { return lang.Text{Ko: "쓰지 않음", En: "not used"} }

// ownSettings is the file of this person's settings, "" for none.
func ownSettings(p Process) string {
	if p.Settings == "" {
		return ""
	}
	return filepath.Join(p.Settings, "writeback-doctor", "settings.yaml")
}

// walksFolder is the folder of all journals of this person, "" for none.
func walksFolder(p Process) string {
	if p.State == "" {
		return ""
	}
	return filepath.Join(p.State, "writeback-doctor", "walks")
}

// crashFiles are the names of what is left of crashes, "" for none.
func crashFiles(p Process) string {
	if p.State == "" {
		return ""
	}
	return filepath.Join(p.State, "writeback-doctor", "crash-*.txt")
}

// placesText is what --version -v adds.
func placesText(p Process, l lang.Language) string {
	all, width := places(p), 0
	for _, one := range all {
		width = max(width, output.Width(one.what.In(l)))
	}
	var text strings.Builder
	text.WriteString(lang.Text{Ko: "무엇이 어디에 있는지", En: "Where everything lies"}.In(l) + ":\n")
	for _, one := range all {
		said := lang.Clean(one.path)
		switch note := one.note.In(l); {
		case one.path == "":
			said = one.none.In(l)
		case note != "":
			said += " (" + note + ")"
		}
		text.WriteString("  " + output.Padded(one.what.In(l), width) + "  " + said + "\n")
	}
	return text.String()
}
