package wanted

import (
	"context"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// seekLimit ends the search for what a person can say as well: nobody waits longer
// for a default.
const seekLimit = 3 * time.Second

// Seek returns what asks the directory of a walk for the accounts that look like the
// AD DS Connector account, by the name that the installer gives it. It is nil where
// the directory cannot be read yet. It may be slow, and what it could not see is
// none: then the person is asked as before.
func Seek(p *steps.Patient) func(context.Context) []string {
	env, facts := p.Env, p.Session.Facts()
	if env.Directory == nil || p.Has == nil || !p.Has(steps.ByDirectory, facts) {
		return nil
	}
	return func(ctx context.Context) []string {
		ctx, cancel := probes.Clock{Limit: env.Limit}.Within(ctx, seekLimit, nil)
		defer cancel()
		directory, err := env.Directory(ctx, facts)
		if err != nil {
			return nil
		}
		names, err := directory.Connectors(ctx)
		if err != nil {
			return nil
		}
		cleaned := make([]string, len(names))
		for i, name := range names {
			cleaned[i] = lang.Clean(name)
		}
		return cleaned
	}
}

// fewShown is how many accounts are named where there are several.
const fewShown = 4

// Shown says what the directory shows of the connector account. Only one is a
// default; of several nobody knows which it is, and they are listed. No name says
// nothing.
func Shown(names []string) (offered string, says lang.Text) {
	switch len(names) {
	case 0:
		return "", lang.Text{}
	case 1:
		return names[0], lang.Text{
			Ko: "디렉터리에서 찾은 값입니다. 이 도메인에서 이름이 MSOL_로 시작하는 계정은 이것뿐입니다.",
			En: "Found in the directory: the only account of this domain whose name begins with MSOL_.",
		}
	}
	list, more := strings.Join(names[:min(len(names), fewShown)], ", "), lang.Text{}
	if left := len(names) - fewShown; left > 0 {
		more = lang.Text{Ko: " 외 " + strconv.Itoa(left) + "개", En: " and " + strconv.Itoa(left) + " more"}
	}
	return "", lang.Text{
		Ko: "이 도메인에는 이름이 MSOL_로 시작하는 계정이 여럿 있습니다: " + list + more.Ko + ".",
		En: "This domain has several accounts whose names begin with MSOL_: " + list + more.En + ".",
	}
}
