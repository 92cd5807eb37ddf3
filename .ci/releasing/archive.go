package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// member is one file of an archive.
type member struct {
	name string
	body []byte
	mode fs.FileMode
}

// firstWindows is the checklist for the first time on Windows.
const firstWindows = "FIRST-WINDOWS.txt"

// common returns what every archive holds besides the program: what the program
// itself prints, so that nothing is written twice.
func (r *release) common() (map[string][]byte, error) {
	host := filepath.Join(r.work, "host")
	if _, err := output(r.source, []string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-buildvcs=false", "-mod=readonly", "-o", host, "."); err != nil {
		return nil, err
	}
	script := filepath.Join(r.work, "collect.ps1")
	if _, err := output(r.work, nil, host, "collect", "--script", script, "--lang", "en"); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for file, args := range map[string][]string{
		"THIRD-PARTY-NOTICES.txt": {"licenses"}, "completion.ps1": {"completion", "powershell"},
		"completion.bash": {"completion", "bash"}, "completion.zsh": {"completion", "zsh"}, "completion.fish": {"completion", "fish"},
	} {
		text, err := output(r.work, []string{"LANG=C.UTF-8"}, host, args...)
		if err != nil {
			return nil, err
		}
		files[file] = []byte(text + "\n")
	}
	for _, language := range []string{"ko", "en"} {
		text, err := output(r.work, nil, host, "help", "first-windows", "--lang", language)
		if err != nil {
			return nil, err
		}
		files[firstWindows] = append(files[firstWindows], text+"\n\n"...)
	}
	var err error
	if files["CHANGES.txt"], err = r.changes(); err != nil {
		return nil, err
	}
	if files["collect.ps1"], err = os.ReadFile(script); err != nil { // with its mark and its line ends, as it was signed
		return nil, err
	}
	files["README.txt"], err = os.ReadFile(filepath.Join(r.tools, "first-page.txt"))
	return files, err
}

// onWindows is a text as the oldest editor there shows it: marked as UTF-8, with
// a carriage return at the end of each line.
func onWindows(text []byte) []byte {
	plain := strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n")
	return []byte("\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n"))
}

// archive packs what a person gets.
func (r *release) archive(t target, program string, common map[string][]byte) error {
	binary, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	members := []member{{t.program(), binary, 0o755}}
	for file, body := range common {
		switch {
		case t.windows() && strings.HasPrefix(file, "completion.") && file != "completion.ps1", !t.windows() && file == firstWindows:
			continue
		case t.windows():
			body = onWindows(body)
		}
		members = append(members, member{file, body, 0o644})
	}
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	if t.windows() {
		return create(filepath.Join(r.out, r.base(t)+".zip"), func(w io.Writer) error { return r.zipped(w, members) })
	}
	return create(filepath.Join(r.out, r.base(t)+".tar.gz"), func(w io.Writer) error { return r.tarred(w, r.base(t), members) })
}

func (r *release) zipped(w io.Writer, members []member) error {
	z := zip.NewWriter(w)
	for _, m := range members {
		header := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: r.day}
		header.SetMode(m.mode)
		to, err := z.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := to.Write(m.body); err != nil {
			return err
		}
	}
	return z.Close()
}

func (r *release) tarred(w io.Writer, folder string, members []member) error {
	g, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	for _, m := range members {
		header := &tar.Header{
			Name: folder + "/" + m.name, Mode: int64(m.mode), Size: int64(len(m.body)), ModTime: r.day, Format: tar.FormatPAX,
		}
		if err := t.WriteHeader(header); err != nil {
			return err
		}
		if _, err := t.Write(m.body); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return g.Close()
}

// create writes a file whole.
func create(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
