package command

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// mostSaved is how many case files are offered.
const mostSaved = 9

// savedHere are the case files that this program saved in the current folder, newest
// first; none where the folder cannot be read.
func savedHere() []string {
	paths, err := filepath.Glob("writeback-[0-9]*.json")
	if err != nil {
		return nil
	}
	changed := map[string]time.Time{}
	paths = slices.DeleteFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return true
		}
		changed[path] = info.ModTime()
		return false
	})
	slices.SortFunc(paths, func(a, b string) int { return cmp.Or(changed[b].Compare(changed[a]), cmp.Compare(b, a)) })
	return paths[:min(mostSaved, len(paths))]
}
