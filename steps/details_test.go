package steps

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

func TestADetailThatIsNotKnownIsLeftOut(t *testing.T) {
	t.Parallel()
	step := &Step{Branches: []Branch{{On: "found", Details: []lang.Text{
		{Ko: "값: {value}.", En: "Value: {value}."},
		{Ko: "없는 값: {nothing}.", En: "Nothing: {nothing}."},
		{Ko: "빈칸 없음.", En: "No blank."},
	}}}}
	f := Finding{On: "found", Args: tell.Args{"value": tell.Words.Of("7"), "nothing": tell.Words.Of("")}}
	if got, want := details(step, f, lang.English, nil), []string{"Value: 7.", "No blank."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	f.ByHand = true
	if got := details(step, f, lang.Korean, nil); got != nil {
		t.Errorf("by hand: got %q, want nothing that no probe saw", got)
	}
	if got := details(nil, f, lang.Korean, nil); got != nil {
		t.Errorf("a step that is gone: got %q", got)
	}
}
