package saving

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/script"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

// Scripts writes the remedies of what a walk found to be wrong as scripts into a
// folder, each in one of its own that is named after its step, and says which. A
// file of an earlier walk is replaced.
func (s *Saver) Scripts(p *steps.Patient, folder string) error {
	if folder == "" {
		return nil
	}
	told := p.Teller(s.output.Language, output.Zone(s.zone))
	written, look := 0, 0
	for _, f := range p.Session.Findings() {
		if f.Status == steps.Healthy || f.ExplainedBy != "" {
			continue
		}
		for _, file := range s.scripts(p, told.Finding(f), s.output.Language) {
			path := filepath.Join(folder, filepath.Base(string(f.Step)), file.Name)
			if err := s.script(path, file); err != nil {
				return err
			}
			if written++; file.Part == steps.OnlyLook {
				look++
			}
		}
	}
	text := lang.Text{Ko: "스크립트 {n}개를 이 폴더에 썼습니다: {path}", En: "Scripts written: {n}, into {path}"}
	if written == 0 {
		text = lang.Text{Ko: "찾은 것을 고치는 명령이 없어 스크립트를 쓰지 않았습니다.", En: "No script was written: nothing was found that commands mend."}
	}
	if look > 0 {
		text = lang.Text{
			Ko: "스크립트 {n}개를 이 폴더에 썼습니다: {path} (고치는 명령이 없어 확인만 하는 것: {look}개)",
			En: "Scripts written: {n}, into {path} ({look} of them only look: there is no command that mends it)",
		}
	}
	fmt.Fprintln(s.output.Err, text.Fill(s.output.Language, lang.Args{"n": strconv.Itoa(written), "path": folder, "look": strconv.Itoa(look)}))
	return nil
}

// RemedyScripts writes those of one finding into a folder of their own in the
// current one, and returns its path.
func (s *Saver) RemedyScripts(p *steps.Patient, f steps.Finding, l lang.Language) (string, error) {
	told := p.Teller(l, output.Zone(s.zone)).Finding(f)
	folder := "writeback-" + p.Today().In(output.Zone(s.zone)).Format("20060102-150405") + "-" + filepath.Base(string(f.Step))
	for _, file := range s.scripts(p, told, l) {
		if err := s.script(filepath.Join(folder, file.Name), file); err != nil {
			return whole(folder), err
		}
	}
	return whole(folder), nil
}

func (s *Saver) scripts(p *steps.Patient, told steps.Told, l lang.Language) []script.File {
	facts := p.Session.Facts()
	return script.Files(script.Order{
		Told: told, Language: l, User: facts[steps.User], Domain: facts[steps.Domain], Server: facts[steps.SyncServer],
		Program: "writeback-doctor " + s.version,
	})
}

// script writes one script. A secret that stands in it, where it never should, is
// replaced on the way.
func (s *Saver) script(path string, script script.File) error {
	if err := Folder(filepath.Dir(path)); err != nil {
		return err
	}
	file, err := outfile.Open(path)
	if err != nil {
		return output.Unwritten(err)
	}
	if _, err := file.Write([]byte(s.output.Sweeper().Text(string(script.Text)))); err != nil {
		file.Abandon()
		return output.Unwritten(err)
	}
	return output.Unwritten(file.Commit())
}

// Folder makes a folder, for this person alone, and says why it could not.
func Folder(path string) error {
	err := os.MkdirAll(path, 0o700)
	if err == nil {
		return nil
	}
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		err = failed.Err
	}
	return output.Unwritten(&outfile.Error{Path: path, Err: err, Named: true})
}
