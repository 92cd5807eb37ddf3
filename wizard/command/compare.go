package command

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/compare"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// comparable says what is wrong with --compare before anything is looked at.
func (a *app) comparable(c *cobra.Command, p *steps.Patient) error {
	if !c.Flags().Changed("compare") {
		return nil
	}
	first := p.Session.Facts()[steps.User]
	if first == "" {
		return misuse.New(lang.Text{
			Ko: "--compare 옵션에는 --user 옵션도 필요합니다. 암호가 반영되지 않는 사용자의 UPN을 지정하십시오.",
			En: "--compare needs --user as well: the UPN of the user whose password is not written back.",
		}, nil)
	}
	if problem := compare.Problem(p.Session.Tree(), first, a.flags.compare); !problem.Empty() {
		return misuse.New(lang.Text{Ko: "--compare: " + problem.Ko, En: "--compare: " + problem.En}, nil)
	}
	return nil
}

// compareWith holds the user of the walk against another one, once the walk
// knows what it can.
func (a *app) compareWith(ctx context.Context, p *steps.Patient) error {
	_, err := a.compareUsers(ctx, p, a.flags.compare, nil)
	return err
}

func (a *app) compareUsers(ctx context.Context, p *steps.Patient, other string, progress *compare.Progress) (compare.Comparison, error) {
	made, err := compare.Users(ctx, p, other, progress)
	if err != nil {
		return made, err
	}
	if made, err = casefile.SweptComparison(made, a.output.Sweeper()); err != nil {
		return made, err
	}
	a.saver.Keep(made)
	return made, nil
}

// tellComparison tells a comparison; nil is none.
func (a *app) tellComparison(p *steps.Patient, made *compare.Comparison) error {
	if made == nil {
		return nil
	}
	_, err := a.output.Out.Write([]byte("\n"))
	plain.Comparison(a.output.Out, made.Tell(p.Teller(a.output.Language, a.process.Zone)), a.output.Language)
	return output.Wrap(err)
}

// checkedComparison is the comparison in the JSON of check. Everything that a
// person reads stands there in both languages; times are in UTC.
type checkedComparison struct {
	compare.Comparison

	Conclusion  lang.Text           `json:"conclusion"`
	Differences []checkedDifference `json:"differences"`
	Gaps        []checkedGap        `json:"not_compared"`
}

type checkedDifference struct {
	compare.Difference

	Title      lang.Text `json:"title"`
	FirstSaid  lang.Text `json:"first_said"`
	SecondSaid lang.Text `json:"second_said"`
}

type checkedGap struct {
	Aspects []compare.Aspect `json:"aspects"`
	Said    lang.Text        `json:"said"`
}

func checkedComparisonOf(p *steps.Patient, made *compare.Comparison) *checkedComparison {
	if made == nil {
		return nil
	}
	ko, en := made.Tell(p.Teller(lang.Korean, time.UTC)), made.Tell(p.Teller(lang.English, time.UTC))
	out := &checkedComparison{
		Comparison: *made, Conclusion: lang.Text{Ko: strings.Join(ko.Conclusion, " "), En: strings.Join(en.Conclusion, " ")},
		Differences: []checkedDifference{}, Gaps: []checkedGap{},
	}
	for i, d := range made.Differences {
		out.Differences = append(out.Differences, checkedDifference{
			Difference: d, Title: lang.Text{Ko: ko.Rows[i].Title, En: en.Rows[i].Title},
			FirstSaid:  lang.Text{Ko: ko.Rows[i].First, En: en.Rows[i].First},
			SecondSaid: lang.Text{Ko: ko.Rows[i].Second, En: en.Rows[i].Second},
		})
	}
	for i, gap := range en.Gaps {
		out.Gaps = append(out.Gaps, checkedGap{Aspects: gap.Aspects, Said: lang.Text{Ko: ko.Gaps[i].Reason, En: gap.Reason}})
	}
	return out
}
