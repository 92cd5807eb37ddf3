package opener

import (
	"errors"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// Worlds are the worlds of the lab in the order of the tree: the sound ones,
// then by the line of what is wrong with them, then those that only hide
// something.
func Worlds() []lab.Info {
	lines := map[string]int{}
	tree := catalog.All()
	for i := range tree {
		lines[string(tree[i].ID)] = i + 1
	}
	line := func(w lab.Info) int {
		switch {
		case w.Expect.Status == "healthy":
			return 0
		case w.Expect.Cause == "":
			return len(tree) + 1
		default:
			return lines[w.Expect.Cause]
		}
	}
	all := lab.List()
	probes.SortStable(all, func(a, b lab.Info) int { return line(a) - line(b) })
	return all
}

// LoadWorld opens a world by its name or file.
func LoadWorld(name string) (lab.World, error) {
	world, err := lab.Load(name)
	switch {
	case errors.Is(err, lab.ErrNoWorld):
		return world, misuse.Mistyped(lang.Text{
			Ko: "{world}: 그런 실습 환경도 파일도 없습니다. 이름 목록은 writeback-doctor lab --list 명령으로 보십시오.",
			En: "There is no world and no file {world}. All names: writeback-doctor lab --list.",
		}, lang.Args{"world": name}, "", name, WorldNames())
	case errors.Is(err, textfile.ErrNoFile), errors.As(err, new(*textfile.TooBigError)):
		return world, unreadable(name, err)
	case err != nil:
		return world, misuse.New(lang.Text{
			Ko: "{world} 실습 환경을 열 수 없습니다. 자세히: {why}", En: "The world {world} cannot be opened. Details: {why}",
		}, lang.Args{"world": name, "why": err.Error()})
	}
	return world, nil
}

// WorldNames are the names of all worlds.
func WorldNames() []string {
	var names []string
	for _, w := range Worlds() {
		names = append(names, w.Name)
	}
	return names
}

// IsWorld reports whether a world has that name.
func IsWorld(name string) bool { return slices.Contains(WorldNames(), name) }
