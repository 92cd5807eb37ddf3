//go:build unix

package outfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// planted reports whether a path leads through a link that somebody else made
// in a folder where anybody can. What cannot be followed is told by whoever
// opens it.
func planted(path string) bool {
	here, err := os.Getwd()
	if err != nil {
		return false
	}
	done, todo := here, strings.Split(path, "/") // uncleaned: what .. leads to depends on links
	if filepath.IsAbs(path) {
		done = "/"
	}
	const most = 40 // as Linux, path_resolution(7)
	for links := 0; len(todo) > 0 && links <= most; {
		next := filepath.Join(done, todo[0])
		todo = todo[1:]
		to, bad, there := follow(done, next)
		switch {
		case bad || !there:
			return bad
		case to == "":
			done = next
			continue
		case filepath.IsAbs(to):
			done = "/"
		}
		links++
		todo = append(strings.Split(to, "/"), todo...)
	}
	return false
}

// follow returns where the link at a path in a folder leads, "" for what is no
// link, and whether a stranger made it. there is false where nothing stands.
func follow(folder, path string) (to string, bad, there bool) {
	link, err := os.Lstat(path)
	if err != nil {
		return "", false, false
	}
	if link.Mode()&fs.ModeSymlink == 0 {
		return "", false, true
	}
	above, err := os.Lstat(folder)
	if err != nil {
		return "", false, false
	}
	to, err = os.Readlink(path)
	return to, strangers(above.Mode(), owner(above), owner(link), os.Geteuid()), err == nil
}

// strangers reports whether a link was made by a stranger: neither by the one
// who follows it nor by the owner of the folder, which is anybody's.
func strangers(folder fs.FileMode, owner, link, me int) bool {
	anybodys := folder&fs.ModeSticky != 0 && folder.Perm()&0o002 != 0
	return anybodys && link != me && link != owner
}

func owner(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return os.Geteuid()
}
