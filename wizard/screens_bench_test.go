package wizard

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
)

// BenchmarkScreens is the time from a key to the frame that shows it, in a
// window of 200×60, for the fullest screens of the real tree and the real
// list of worlds. The budget is 16 ms.
func BenchmarkScreens(b *testing.B) {
	for _, c := range []struct {
		name string
		open func(m *model) tea.Cmd
		keys [2]tea.KeyMsg // pressed in turn
	}{
		{"summary", func(m *model) tea.Cmd { return m.show(m.summary(), false) }, [2]tea.KeyMsg{keys["down"], keys["up"]}},
		{"verdict", func(m *model) tea.Cmd {
			return m.show(newVerdict(m.walk.patient, longest(m.walk.patient), false), false)
		}, [2]tea.KeyMsg{keys["down"], keys["up"]}},
		{"evidence", func(m *model) tea.Cmd {
			return m.show(newEvidence(m.walk.patient, heaviest(b)), false)
		}, [2]tea.KeyMsg{keys["down"], keys["up"]}},
		{"trail", func(m *model) tea.Cmd { return m.show(newMap(&m.front), false) }, [2]tea.KeyMsg{keys["down"], keys["up"]}},
		{"worlds", func(m *model) tea.Cmd { return m.show(newWorlds(realWorlds()), false) }, [2]tea.KeyMsg{keys["down"], keys["up"]}},
		{
			"worlds-narrowed", func(m *model) tea.Cmd { return m.show(newWorlds(realWorlds()), false) },
			[2]tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("a")}, {Type: tea.KeyBackspace}},
		},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := realWalk(b)
			c.open(m)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Update(c.keys[i%2])
				_ = m.View()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ms/key")
		})
	}
	b.Run("worlds-opened", func(b *testing.B) {
		m := realWalk(b)
		m.c.Worlds = sync.OnceValue(realWorlds)
		m.c.Worlds() // the start screen had it called
		for b.Loop() {
			m.Update(labMsg{})
			_ = m.View()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ms/key")
	})
}

func realWorlds() []World {
	var all []World
	for _, w := range lab.List() {
		all = append(all, World{Name: w.Name, Text: lang.Text{Ko: w.Ko, En: w.En}})
	}
	return all
}

// realWalk is a finished walk through the real tree in which every step came
// to the branch with the most to read.
func realWalk(b *testing.B) *model {
	b.Helper()
	session := steps.NewSession(catalog.All(), nil)
	for step := session.Step(); step != nil; step = session.Step() {
		var err error
		if step.Check == nil {
			_, err = session.Answer(nil, noon())
		} else {
			_, err = session.ByHand(wordiest(step).On, noon())
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if n := len(session.Trail()); n < len(session.Tree())*3/4 {
		b.Fatalf("the walk ended after %d of %d steps", n, len(session.Tree()))
	}
	p := fixturePatient(fixtureRunner())
	p.Session = session
	m := newModel(fixtureConfig(p), nil)
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	m.walk.patient = p
	return m
}

// wordiest is the branch with the most to read that does not end the walk.
func wordiest(step *steps.Step) *steps.Branch {
	best := step.Branch(steps.Unseen)
	for i := range step.Branches {
		if branch := &step.Branches[i]; branch.Next == "" && branch.Skip == nil && branch.SkipWhat == "" && !branch.CloudSync && words(branch) > words(best) {
			best = branch
		}
	}
	return best
}

func words(branch *steps.Branch) int {
	n := len(branch.Say.Ko)
	if r := branch.Remedy; r != nil {
		n += len(r.Changes.Ko) + len(r.Proof.Ko)
		for _, d := range r.Do {
			n += len(d.Ko)
		}
		for _, c := range r.All() {
			n += len(c.Text)
		}
	}
	return n
}

// longest is the finding with the most to read.
func longest(p *Patient) steps.Finding {
	var best steps.Finding
	most := 0
	for _, f := range p.Session.Trail() {
		if branch := p.Session.Find(f.Step).Branch(f.On); branch != nil && words(branch) > most {
			best, most = f, words(branch)
		}
	}
	return best
}

// heaviest is a finding with the largest evidence that was recorded.
func heaviest(b *testing.B) steps.Finding {
	b.Helper()
	files, err := filepath.Glob("../steps/*/testdata/*/*.json")
	if err != nil || len(files) == 0 {
		b.Fatalf("no recorded evidence: %v", err)
	}
	f := steps.Finding{Step: "reenable/event-log", On: steps.Unseen}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		if len(text) > len(f.Evidence) {
			f.Evidence = text
		}
	}
	return f
}
