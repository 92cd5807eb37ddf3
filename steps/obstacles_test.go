package steps

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// TestEveryObstacleHasASentence reads the kinds from the source of package
// probes, so that a new kind without words cannot slip through.
func TestEveryObstacleHasASentence(t *testing.T) {
	t.Parallel()
	kinds := declaredKinds(t, "../probes/obstacle.go")
	if len(kinds) < 30 {
		t.Fatalf("found only %d kinds in the source", len(kinds))
	}
	for _, kind := range kinds {
		text, known := obstructions()[kind]
		switch {
		case !known:
			t.Errorf("no sentence for %q", kind)
		case text.Say.Ko == "" || text.Say.En == "" || len(text.Who) == 0:
			t.Errorf("%q lacks a language or who can act: %+v", kind, text)
		}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			if left := lang.Blanks((Teller{Language: l}).Obstacle(&probes.Obstacle{Kind: kind})); len(left) > 0 {
				t.Errorf("%q leaves blanks %v unfilled", kind, left)
			}
		}
	}
}

// TestNoObstacleNamesTheWayOfOneReader: who looks at a screen presses a key, and
// who typed a command types an option.
func TestNoObstacleNamesTheWayOfOneReader(t *testing.T) {
	t.Parallel()
	for kind := range obstructions() {
		o := &probes.Obstacle{Kind: kind, Host: "dc1", Needs: string(ConnectorAccount), Code: "1"}
		row := obstruction(o)
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			typed, pressed := (Teller{Language: l}).Obstacle(o), (Teller{Language: l, Give: "F6"}).Obstacle(o)
			asks := slices.Contains(lang.Blanks(obstruction(o).Say.In(l)), "give")
			for _, option := range row.Options {
				if asks != strings.Contains(typed, option) {
					t.Errorf("%s: %q should name %s to who types: %t", kind, typed, option, asks)
				}
			}
			if asks != strings.Contains(pressed, "F6") || strings.Contains(pressed, "--") || strings.Contains(typed, "F6") || asks && len(row.Options) == 0 {
				t.Errorf("%s: got %q for who presses a key, and %q for who types", kind, pressed, typed)
			}
		}
	}
}

func TestAnUnknownObstacleIsOurFault(t *testing.T) {
	t.Parallel()
	got := (Teller{}).Obstacle(&probes.Obstacle{Kind: "never-heard-of"})
	want := (Teller{}).Obstacle(&probes.Obstacle{Kind: probes.Crashed})
	if got != want || got == "" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func declaredKinds(t *testing.T, file string) []probes.Kind {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []probes.Kind
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "Kind" {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, probes.Kind(value))
		return true
	})
	return kinds
}

// TestWhatIsNotKnownLeavesNoHole shows the sentences of an obstacle that knows
// neither host nor code, and of one that names a fact.
func TestWhatIsNotKnownLeavesNoHole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		obstacle probes.Obstacle
		ko, en   string
	}{
		{probes.Obstacle{Kind: probes.Refused}, "상대 컴퓨터가 연결을 거부했습니다.", "The connection was refused by the other side."},
		{probes.Obstacle{Kind: probes.BindRefused}, "Active Directory가 로그인을 거절했습니다.", "Active Directory refused the sign-in."},
		{probes.Obstacle{Kind: probes.BindRefused, Code: "49/52e"}, "Active Directory가 로그인을 거절했습니다(코드 49/52e).", "Active Directory refused the sign-in (code 49/52e)."},
		{probes.Obstacle{Kind: probes.NotFound, Needs: string(TestUser)}, "찾는 대상이 없습니다(테스트 사용자의 UPN). 직접 입력한 이름이면 철자를 확인하십시오.", "What was looked for was not found (the UPN of the test user). Where that is a name that was typed, check its spelling."},
	} {
		if got := (Teller{Language: lang.Korean}).Obstacle(&c.obstacle); got != c.ko {
			t.Errorf("%+v: got %q, want %q", c.obstacle, got, c.ko)
		}
		if got := (Teller{Language: lang.English}).Obstacle(&c.obstacle); got != c.en {
			t.Errorf("%+v: got %q, want %q", c.obstacle, got, c.en)
		}
	}
}

// TestOfManyNoneCouldBeUsed shows how many were tried, and one of each end
// before the others.
func TestOfManyNoneCouldBeUsed(t *testing.T) {
	t.Parallel()
	o := &probes.Obstacle{Kind: probes.TimedOut, Host: "dc1", Tried: &probes.Attempts{}}
	for _, host := range []string{"dc1", "dc2", "dc3", "dc4", "dc5", "dc6"} {
		o.Tried.List = append(o.Tried.List, probes.Attempt{Host: host, Kind: probes.TimedOut})
	}
	o.Tried.List[5].Kind = probes.Refused
	for _, c := range []struct {
		teller Teller
		want   string
	}{
		{Teller{Language: lang.Korean}, "dc1 컴퓨터에서 정해진 시간 안에 답이 오지 않았습니다. 도메인 컨트롤러 6대에 연결해 보았지만 쓸 수 있는 것이 없었습니다: dc1 (응답 없음), dc6 (연결 거부됨), dc2 (응답 없음), dc3 (응답 없음), dc4 (응답 없음), .... 이 컴퓨터에서 연결되는 컨트롤러를 알면 직접 지정하십시오(--controller)."},
		{Teller{Language: lang.English, Give: "F6"}, "No answer came from dc1 in the time allowed. 6 domain controllers were tried, and none could be used: dc1 (no answer), dc6 (connection refused), dc2 (no answer), dc3 (no answer), dc4 (no answer), .... If you know one that this machine can reach, name it (F6)."},
	} {
		if got := c.teller.Obstacle(o); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	o.Tried.List = o.Tried.List[:1]
	if got := (Teller{Language: lang.English}).Obstacle(o); got != "No answer came from dc1 in the time allowed." {
		t.Errorf("of one: got %q", got)
	}
}
