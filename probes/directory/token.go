package directory

import (
	"context"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// tokens are what accounts carry when they reach a controller of the domain
// here, and the names of those that are in them.
type tokens struct {
	here   *place
	forest *forest
	find   finder
}

func newTokens(here *place, forest *forest) tokens {
	return tokens{here: here, forest: forest, find: finder{here: here, forest: forest}}
}

// ownToken returns the SIDs of the account that is signed in: as the rootDSE
// says (MS-ADTS 3.1.1.3.2, tokenGroups), else by looking the account up. A
// token that could not be had is empty, so that it is granted nothing.
func (t tokens) ownToken(ctx context.Context, d probes.Domain) (access.Token, error) {
	return probes.Remember(ctx, &t.here.answers, "own token", func(ctx context.Context) (access.Token, error) {
		entries, _, err := t.here.search(ctx, signedIn, baseRead("", "tokenGroups"))
		if err != nil && probes.AsObstacle(err).Code == "" { // a code is an answer: this one does not tell
			return access.Token{}, err
		}
		if len(entries) == 1 {
			if list := sids(entries[0], "tokenGroups"); len(list) > 0 {
				return access.NewToken("", list...), nil
			}
		}
		self, err := t.find.seeAccount(ctx, t.here.config.Account)
		if err != nil || !self.user.TokenGroupsSeen {
			return access.Token{}, nil //nolint:nilerr // not seeing ourselves is an answer: nothing is known to be granted
		}
		token, err := t.token(ctx, self, d)
		if err != nil && probes.AsObstacle(err).Code != "" {
			return access.Token{}, nil // as above
		}
		return token, err
	})
}

// token returns what an account carries when it reaches a controller of this
// domain. tokenGroups lacks the groups that it gets only through being
// Everyone or Authenticated Users, and the SIDs of its own past (MS-PAC
// 4.1.2.2); these are added.
func (t tokens) token(ctx context.Context, a account, d probes.Domain) (access.Token, error) {
	groups := slices.Concat(a.groups, a.old)
	if a.in != nil && a.in != t.here {
		var err error
		if groups, err = t.visitingGroups(ctx, a, d); err != nil {
			return access.Token{}, err
		}
	}
	implied, err := t.here.impliedGroups(ctx, d)
	if err != nil {
		return access.Token{}, err
	}
	return access.NewToken(a.sid, append(groups, implied...)...), nil
}

// trusteeName returns a SID with the name of its account, where that is known
// or can be found.
func (t tokens) trusteeName(ctx context.Context, sid access.SID, d probes.Domain) string {
	text := sid.String()
	if name := sid.Name(); name != "" {
		return text + " (" + name + ")"
	}
	name, err := probes.Remember(ctx, &t.here.answers, "name "+text, func(ctx context.Context) (string, error) {
		filter := "(objectSid=" + escaped(sid) + ")"
		entries, _, err := t.here.search(ctx, signedIn, below(d.BaseDN, filter, "sAMAccountName"))
		if err != nil {
			return "", err
		}
		if others, err := t.forest.others(ctx, t.here); err == nil && len(others) > 0 && len(entries) == 0 {
			entries = t.forest.catalogEntries(ctx, filter, []string{"sAMAccountName"})
		}
		if len(entries) != 1 {
			return "", nil
		}
		return entries[0].GetEqualFoldAttributeValue("sAMAccountName"), nil
	})
	if err != nil || name == "" {
		return text
	}
	return text + " (" + name + ")"
}

// trusteeText is a SID as text with the name of its account.
func (t tokens) trusteeText(ctx context.Context, text string, d probes.Domain) string {
	sid, err := access.ParseSID(text)
	if err != nil {
		return text
	}
	return t.trusteeName(ctx, sid, d)
}
