package settings

import (
	"io/fs"
	"os"
	"path/filepath"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// CompanyFile is the name of the company's settings beside the program.
const CompanyFile = "writeback-doctor.yaml"

// CompanyPath is where the company's settings are: beside the program, or where
// its administrators named them; "" when there are none.
func CompanyPath(program, named string) string {
	if program != "" {
		for _, path := range []string{program, behind(program)} {
			beside := filepath.Join(filepath.Dir(path), CompanyFile)
			if _, err := os.Stat(beside); err == nil {
				return beside
			}
		}
	}
	return named
}

// behind is the program that a link leads to.
func behind(program string) string {
	if to, err := filepath.EvalSymlinks(program); err == nil {
		return to
	}
	return program
}

// Company reads the company's settings. Who can write them is who can replace
// the program beside them: its owner, and the system's.
func Company(path, program string) (Values, error) {
	if path == "" {
		return nil, nil
	}
	if _, err := os.Stat(path); err != nil { // a lock that is not there is no lock that was lifted
		return nil, wrong(path, missing(), nil)
	}
	var own fs.FileInfo
	if info, err := os.Stat(program); err == nil {
		own = info
	}
	return Read(path, func(info fs.FileInfo) bool { return outfile.Ours(info) || outfile.Theirs(info, own) })
}

func missing() lang.Text {
	return lang.Text{
		Ko: "회사가 정한 설정 파일이 없습니다. 관리자에게 알리십시오.", En: "The file that your company named is not there. Tell your administrators.",
	}
}
