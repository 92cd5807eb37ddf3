package output

import (
	"io"

	"example.com/writeback-doctor/wizard/command/outfile"
)

// bom is the byte order mark, by which a spreadsheet knows UTF-8.
const bom = "\ufeff"

// File is a file that takes the place of standard output.
type File struct {
	*outfile.File

	mark    string // written before the rest
	written bool
}

// Open begins the file that is named; sheet says that it is for a spreadsheet.
func Open(path string, sheet bool) (*File, error) {
	named, err := outfile.Open(path)
	if err != nil {
		return nil, Unwritten(err)
	}
	file := &File{File: named}
	if sheet {
		file.mark = bom
	}
	return file, nil
}

// Written reports whether anything was written into it.
func (f *File) Written() bool { return f.written }

func (f *File) Write(p []byte) (int, error) {
	if !f.written {
		f.written = true
		if _, err := io.WriteString(f.File, f.mark); err != nil {
			return 0, Unwritten(err)
		}
	}
	n, err := f.File.Write(p)
	return n, Unwritten(err)
}
