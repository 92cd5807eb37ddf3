package forecast

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/version"
)

var (
	idForm   = lang.Pattern(`^[a-z0-9][a-z0-9.-]{0,59}$`)
	wordForm = lang.Pattern(`^[A-Za-z0-9_-]{1,80}$`)
)

// byApplication is the word of connect-lowest for signing in as an application.
const byApplication = "application"

// byAccount is what was seen of a Connect Sync that signs in with an account.
const byAccount = "account"

// mostSource bounds what is said of a source, in letters.
const mostSource = 200

// wrong says what is wrong with the values of a line, nil for nothing.
func (c *Change) wrong() *TableError {
	switch {
	case !idForm().MatchString(c.ID):
		return value("id", c.ID, lang.Text{Ko: "소문자, 숫자, 점, 붙임표만 쓰고 60자까지입니다", En: "it has small letters, digits, dots and hyphens alone, 60 at most"})
	case !slices.Contains(tabled(), c.Kind):
		return value("kind", string(c.Kind), oneOf(tabled()))
	case !slices.Contains([]Audience{Everyone, NotGlobal, GlobalAdmin}, c.Who):
		return value("who", string(c.Who), oneOf([]Audience{Everyone, NotGlobal, GlobalAdmin}))
	case c.Who != Everyone && c.aboutTenant():
		return value("who", string(c.Who), lang.Text{Ko: "이 종류는 모두에게 해당하므로 everyone이어야 합니다", En: "this kind holds for everyone"})
	case c.Cloud != AnyCloud && !slices.Contains(Clouds(), c.Cloud):
		return value("cloud", c.Cloud, oneOf(append([]string{AnyCloud}, Clouds()...)))
	case c.Confidence != Confirmed && c.Confidence != Announced:
		return value("confidence", string(c.Confidence), oneOf([]Confidence{Confirmed, Announced}))
	case c.Source == "" || len([]rune(c.Source)) > mostSource:
		return value("source", c.Source, lang.Text{Ko: "어디에서 알았는지 200자 안으로 적어야 합니다", En: "it says where that is said, in 200 letters at most"})
	}
	if want := c.whereWants(); !want.Empty() {
		return value("where", strings.Join(c.Where, " "), want)
	}
	return nil
}

// aboutTenant reports whether the change is about what carries everybody's
// resets, and no person.
func (c *Change) aboutTenant() bool {
	return slices.Contains([]Kind{ConnectLowest, ConnectSupport, AgentLowest}, c.Kind)
}

// whereWants says what belongs into the column, an empty text where it is there.
func (c *Change) whereWants() lang.Text {
	words := len(c.Where) > 0 && !slices.ContainsFunc(c.Where, func(w string) bool { return !wordForm().MatchString(w) })
	switch c.Kind {
	case Contacts:
		if len(c.Where) > 0 {
			return lang.Text{Ko: "이 종류에서는 비어 있어야 합니다", En: "it is empty for this kind"}
		}
	case Methods, Product, MethodPolicy:
		if !words {
			return lang.Text{Ko: "공백으로 나눈 낱말이 하나 이상 있어야 합니다", En: "it has one word or more, with blanks between them"}
		}
	case ConnectLowest:
		if len(c.Where) == 2 && c.Where[1] == byApplication {
			return wantsVersion(c.Where[:1])
		}
		return wantsVersion(c.Where)
	default:
		return wantsVersion(c.Where)
	}
	return lang.Text{}
}

func wantsVersion(words []string) lang.Text {
	if len(words) == 1 {
		if _, err := version.Parse(words[0]); err == nil {
			return lang.Text{}
		}
	}
	return lang.Text{Ko: "2.6.84.0 같은 버전 하나여야 합니다(connect-lowest는 그 뒤에 application을 쓸 수 있습니다)", En: "it is one version as 2.6.84.0, behind which connect-lowest may have application"}
}

// oneOf is the demand for one of some words.
func oneOf[T ~string](words []T) lang.Text {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	all := strings.Join(list, ", ")
	return lang.Text{Ko: "다음 가운데 하나여야 합니다: " + all, En: "it is one of " + all}
}
