package steps

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Teller tells findings in one language, with times in a zone.
type Teller struct {
	Find     func(ID) *Step // nil for a step that the tree does not have
	Language lang.Language
	Zone     *time.Location
	Here     string // the machine that looks, where a finding does not say; "" when nobody knows
	User     string // whose password it is, as the walk names them; "" when it does not
	Scope    string // how many it happens to, as was said: "one", "several", "everyone"; "" for nobody said
	Give     string // the key by which the reader gives an answer; "" for one who types options
}

// Teller tells the findings of a walk.
func (p *Patient) Teller(l lang.Language, zone *time.Location) Teller {
	return Teller{Find: p.Session.Find, Language: l, Zone: zone, Here: p.Vantage, User: lang.Clean(p.Session.Facts()[User]), Scope: p.Session.Facts()[Scope]}
}

// Told is one finding as a person reads it. Every text of it is filled and
// cleaned, so that a face of the program adds layout and nothing else.
type Told struct {
	Step        ID
	On          Outcome
	Status      Status
	Asked       bool   // a question
	Orders      bool   // it only orders the walk
	noted       bool   // see Noted
	leads       bool   // it sends the walk somewhere
	ByHand      bool   // a person said so
	Title       string // of the step
	Label       string // the outcome in two or three words
	Then        string // behind it, in brackets: what it was when it was last seen; "" for nothing
	Sentence    string
	Details     []string
	Drawn       []string // those of Details that draw a picture in letters, for whoever looks closer
	ExplainedBy string   // title of the step that is the reason for this; "" for none
	FixFirst    string   // which step is to be mended before this is looked at again, see ExplainedBy; "" for none
	Since       string   // when it last worked and first failed; "" where that is not known
	Seen        Sight
	Who         []Who
	People      string // Who in words
	Remedy      *ToldRemedy
	ToCaller    string // what the person on the phone can be told; "" for nothing
	// Obstacle is what stood in the way; the sentence where nothing did.
	Obstacle string
}

// Sight is where, when and how long somebody looked.
type Sight struct {
	From   string
	At     string
	Took   time.Duration
	Looked bool // false when nobody noted a look: At is when the finding was recorded
}

// ToldRemedy is a remedy as a person reads it.
type ToldRemedy struct {
	Where    string
	Do       []string
	Blocks   []Block // commands, of one part and one shell each; none where Withheld
	Withheld string  // why there are no commands; "" where there are, or need be none
	ByHand   string  // says that no command among Blocks mends it; "" where one does, or where nothing is to be mended
	Changes  string
	Proof    string
	Link     string
}

// byHandAlone says that what mends it is done by hand.
func byHandAlone() lang.Text {
	return lang.Text{
		Ko: "위의 순서대로 직접 고칩니다. 붙여 넣어 고치는 명령은 없고, 아래 명령은 확인만 합니다.",
		En: "It is fixed by hand, as above: there is no command to paste. The commands below only look.",
	}
}

// onlyLooks reports whether there are commands, and none of them changes anything.
func (r *ToldRemedy) onlyLooks() bool {
	return len(r.Blocks) > 0 && !slices.ContainsFunc(r.Blocks, func(b Block) bool { return b.Part != OnlyLook })
}

// Noted reports whether the finding counts for nothing, see [Finding.Noted].
func (t *Told) Noted() bool { return t.noted }

// Word is the status in a word, or what stands in its place where the finding counts
// for nothing.
func (t *Told) Word() lang.Text {
	switch {
	case t.Orders:
		return lang.Text{Ko: "참고", En: "noted"}
	case t.Noted():
		return lang.Text{Ko: "답함", En: "answered"}
	default:
		return t.Status.Word()
	}
}

// Unheard reports whether it is one of which there is nothing to say.
func (t *Told) Unheard() bool {
	return t.Noted() && (t.On == Answered || t.Orders && !t.leads)
}

// Tell tells one finding of a step, which may be nil.
func Tell(step *Step, f Finding, l lang.Language, zone *time.Location) Told {
	return Teller{Find: func(ID) *Step { return step }, Language: l, Zone: zone}.Finding(f)
}

// Finding tells one finding.
func (t Teller) Finding(f Finding) Told {
	step := t.Find(f.Step)
	told := Told{
		Step: f.Step, On: f.On, Status: f.Status, Asked: f.Asked, Orders: f.Orders, noted: f.Noted(), leads: len(f.Visit) > 0, ByHand: f.ByHand,
		Title: t.title(f.Step), Label: label(step, f, t.Language), Then: wasThen(step, f, t.Language),
		Sentence: t.named(t.sentence(step, f)), Details: details(step, f, t.Language, t.Zone),
		Since: t.sinceWhen(&f), Seen: t.sight(f), ToCaller: toCaller(step, f, t.Scope).In(t.Language),
	}
	if step != nil && step.Draws != nil && !f.ByHand {
		for _, one := range step.Draws(f.Args) {
			told.Drawn = append(told.Drawn, one.In(t.Language))
		}
	}
	if way := t.Way(f); way != "" {
		told.Details = append(told.Details, way)
	}
	if f.ExplainedBy != "" {
		told.ExplainedBy, told.FixFirst = t.title(f.ExplainedBy), t.fixFirst(&f)
	}
	if !f.mendedElsewhere() {
		told.Who = people(step, f)
	}
	told.People = inWords(told.Who, t.Language)
	if told.Obstacle = t.Obstacle(f.Why); told.Obstacle == "" {
		told.Obstacle = told.Sentence
	}
	if remedy := remedyOf(step, f); remedy != nil && !f.mendedElsewhere() {
		told.Remedy = t.remedy(remedy, f.Args)
		if (f.Status == Broken || f.Status == Warning) && told.Remedy.onlyLooks() {
			told.Remedy.ByHand = byHandAlone().In(t.Language)
		}
	}
	return told
}

// mendedElsewhere reports whether what a warning is about is the fault that
// explains it: that step says how it is mended, and a second remedy of the same
// could be the opposite one.
func (f *Finding) mendedElsewhere() bool { return f.Status == Warning && f.ExplainedBy != "" }

// named says who "this user" is, the first time that a text speaks of them.
func (t Teller) named(text string) string {
	if t.User == "" || strings.Contains(text, t.User) {
		return text
	}
	named := lang.Text{Ko: t.User + " 사용자", En: t.User}.In(t.Language)
	for _, words := range []lang.Text{{Ko: "이 사용자", En: "this user"}, {Ko: "이 사용자", En: "This user"}} {
		if this := words.In(t.Language); strings.Contains(text, this) {
			return strings.Replace(text, this, named, 1)
		}
	}
	return text
}

// title is that of a step, its ID where the tree no longer has it.
func (t Teller) title(id ID) string {
	if step := t.Find(id); step != nil {
		return step.Title.In(t.Language)
	}
	return lang.Clean(string(id))
}

// Way says where the walk goes on behind an answer, or what else orders the walk,
// that leads somewhere; "" for any other finding.
func (t Teller) Way(f Finding) string {
	const most = 3
	if !f.Asked && !f.Orders || len(f.Visit) == 0 {
		return ""
	}
	var titles []string
	for _, id := range f.Visit[:min(most, len(f.Visit))] {
		titles = append(titles, t.title(id))
	}
	way := lang.Text{Ko: "먼저 확인할 단계: {steps}", En: "Checked first: {steps}"}
	return way.Fill(t.Language, lang.Args{"steps": strings.Join(titles, " -> ")})
}

func (t Teller) sight(f Finding) Sight {
	vantage, at := f.Seen.Vantage, f.Seen.At
	if vantage.Host == "" && (vantage.Place == "" || vantage.Place == probes.Here) {
		vantage.Host = t.Here
	}
	if at.IsZero() {
		at = f.At
	}
	return Sight{From: lang.Clean(from(vantage, t.Language)), At: lang.Both(t.Language, at, t.Zone), Took: f.Seen.Took, Looked: !f.Seen.At.IsZero()}
}

func (t Teller) remedy(r *Remedy, args tell.Args) *ToldRemedy {
	fill := func(text lang.Text) string { return tell.Fill(text, args, t.Language, t.Zone) }
	ready := r.Commands(args)
	told := &ToldRemedy{
		Where: fill(r.Where), Blocks: ready.Blocks, Withheld: ready.Withheld.In(t.Language),
		Changes: fill(r.Changes), Proof: fill(r.Proof), Link: r.Link,
	}
	for _, do := range r.Do {
		told.Do = append(told.Do, fill(do))
	}
	return told
}
