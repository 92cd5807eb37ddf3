package wizard

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
)

// signingIn is a patient to whose tenant a person signs in: what is asked of the
// person, and how it ends; nil waits until the person leaves.
func signingIn(c *Config, prompts []steps.SignInPrompt, ends chan error) {
	made := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := made(ctx, world)
		p.SignIn = &steps.TenantSignIn{Way: wanted.ByDeviceCode, Personal: true, Enter: func(ctx context.Context, show func(steps.SignInPrompt)) (probes.SignedIn, error) {
			for _, prompt := range prompts {
				show(prompt)
			}
			select {
			case err := <-ends:
				return probes.SignedIn{
					Readable: true, Person: probes.Yes, Name: "desk@contoso.com", RolesSaid: true, Roles: []probes.Role{{Name: "Global Reader"}},
				}, err
			case <-ctx.Done():
				return probes.SignedIn{}, &probes.Obstacle{Kind: probes.Stopped}
			}
		}}
		return p, err
	}
}

// keepable lets the sign-in be kept.
func keepable(c *Config, keep func(bool)) {
	made := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := made(ctx, world)
		p.SignIn.Keep = keep
		return p, err
	}
}

// Whoever signs in may have it kept, and change their mind; where nothing can be
// kept nobody is offered it.
func TestASignInIsKeptByAKey(t *testing.T) {
	t.Parallel()
	var said []bool
	inBubble(t, func(_ *scripted, c *Config) {
		signingIn(c, coded(), nil)
		keepable(c, func(on bool) { said = append(said, on) })
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("프로그램이 끝나면 잊습니다")
		d.press("ctrl+k")
		d.hear()
		d.sees("보관합니다. 보관하지 않으려면")
		d.press("ctrl+k")
		d.hear()
		d.sees("프로그램이 끝나면 잊습니다")
	})
	if !slices.Equal(said, []bool{true, false}) {
		t.Errorf("said %v, want to keep it and then not to", said)
	}
	inBubble(t, func(_ *scripted, c *Config) { signingIn(c, coded(), nil) }, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("ctrl+k")
		d.hear()
		d.lacks("Ctrl+K")
	})
}

func coded() []steps.SignInPrompt {
	return []steps.SignInPrompt{{Code: "ABCD1EFGH", Address: "https://login.microsoft.com/device", Expires: noon().Add(14*time.Minute + 3*time.Second)}}
}

func insteadBrowser() []steps.SignInPrompt {
	return append(coded(), steps.SignInPrompt{
		Address: "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize?client_id=1", Opened: true, Expires: noon().Add(15 * time.Minute),
		Instead: &probes.Obstacle{Kind: probes.TokenRejected, Code: "AADSTS53003"},
	})
}

// ended is a sign-in that ends at once.
func ended(err error) chan error {
	ends := make(chan error, 2)
	ends <- err
	return ends
}

func signInScenes() []scene {
	enter := func(d *driver) { d.press("=2", "enter"); d.hear() }
	return []scene{
		{name: "sign-in-code", build: func(_ *scripted, c *Config) { signingIn(c, coded(), nil) }, walk: enter},
		{name: "sign-in-keep", build: func(_ *scripted, c *Config) { signingIn(c, coded(), nil); keepable(c, func(bool) {}) }, walk: func(d *driver) {
			enter(d)
			d.press("ctrl+k")
		}},
		{name: "sign-in-either", build: func(_ *scripted, c *Config) {
			signingIn(c, coded(), nil)
			keepable(c, func(bool) {})
			turnable(c, &[]string{}, &[]string{})
		}, walk: enter},
		{name: "sign-in-browser", build: func(_ *scripted, c *Config) { signingIn(c, insteadBrowser(), nil) }, walk: enter},
		{name: "sign-in-refused", build: func(_ *scripted, c *Config) {
			signingIn(c, coded(), ended(&probes.Obstacle{Kind: probes.TokenRejected, Code: "AADSTS65001"}))
		}, walk: enter},
		{name: "sign-in-refused-other", build: func(_ *scripted, c *Config) {
			signingIn(c, coded(), ended(&probes.Obstacle{Kind: probes.SignInDeclined}))
			turnable(c, &[]string{}, &[]string{})
		}, walk: enter},
		{name: "sign-in-done", build: func(_ *scripted, c *Config) { signingIn(c, coded(), ended(nil)) }, walk: enter},
		{name: "sign-in-ways", build: func(r *scripted, c *Config) {
			asksAll(r, c)
			c.Place = func() wanted.Place {
				return wanted.Place{Ways: []string{wanted.ByBrowser, wanted.ByDeviceCode, wanted.ByAzureCLI, wanted.ByCertificate, wanted.BySecret, wanted.ByToken, wanted.ByNone}}
			}
		}, walk: func(d *driver) { d.called(); d.press("down") }},
	}
}

// The code is on the screen until somebody has entered it, and the walk goes on
// by itself with whoever that is.
func TestTheWalkGoesOnOnceSomebodySignedIn(t *testing.T) {
	t.Parallel()
	var copied string
	var ends chan error
	inBubble(t, func(_ *scripted, c *Config) {
		ends = make(chan error)
		signingIn(c, coded(), ends)
		c.Clipboard = func(text string) error { copied = text; return nil }
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("A B C D 1 E F G H")
		d.sees("https://login.microsoft.com/device")
		d.sees("14:03")
		d.press("ctrl+y")
		if copied != "ABCD1EFGH" {
			t.Errorf("copied %q, want the code", copied)
		}
		ends <- nil
		d.settle()
		d.hear()
		d.lacks("A B C D")
		d.sees("desk@contoso.com")
		d.sees("디렉터리 역할: Global") // and the rest on the line below
	})
}

// Whoever does not sign in goes on without the cloud, at any moment.
func TestTheCloudCanAlwaysBeLeftOut(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"esc", "tab"} {
		for name, ends := range map[string]func() chan error{
			"waiting": func() chan error { return nil }, "refused": func() chan error { return ended(&probes.Obstacle{Kind: probes.CodeExpired}) },
		} {
			inBubble(t, func(_ *scripted, c *Config) { signingIn(c, coded(), ends()) }, func(d *driver) {
				d.press("=2", "enter")
				d.hear()
				d.press(key)
				d.hear()
				if _, still := d.m.screen.(*signInScreen); still {
					t.Errorf("%s, %s: still there:\n%s", name, key, d.text())
				}
			})
		}
	}
}

// TestARefusalNamesWhatLeadsOn: the entry that signs in by browser, where there is one,
// and no option of the command line.
func TestARefusalNamesWhatLeadsOn(t *testing.T) {
	t.Parallel()
	for _, other := range []bool{true, false} {
		inBubble(t, func(_ *scripted, c *Config) {
			signingIn(c, coded(), ended(&probes.Obstacle{Kind: probes.TokenRejected, Code: "AADSTS53003"}))
			if other {
				turnable(c, &[]string{}, &[]string{})
			}
		}, func(d *driver) {
			d.press("=2", "enter")
			d.hear()
			d.lacks("--tenant-sign-in")
			if d.sees("AADSTS53003"); other {
				d.sees("(3)")
				d.sees("3. 브라우저로 로그인")
			}
		})
	}
}

// TestASignInIsLeftByGoingBack: to what was in front before the environment was opened,
// and in a walk to the question how to sign in, from which it begins once more.
func TestASignInIsLeftByGoingBack(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"esc", "shift+tab"} {
		for name, ends := range map[string]func() chan error{
			"waiting": func() chan error { return nil }, "refused": func() chan error { return ended(&probes.Obstacle{Kind: probes.CodeExpired}) },
		} {
			inBubble(t, func(_ *scripted, c *Config) { signingIn(c, coded(), ends()) }, func(d *driver) {
				d.press("=2", "enter")
				d.hear()
				d.sees("Esc 뒤로")
				d.press(key)
				d.hear()
				if _, list := d.m.screen.(*worldsScreen); !list || d.m.walk.patient != nil {
					t.Errorf("%s, %s: came to\n%s", name, key, d.text())
				}
			})
		}
	}
	inBubble(t, func(r *scripted, to *Config) {
		var given Access
		lacking(r, to, &given)
		again := to.Reopen
		to.Reopen = func(ctx context.Context, old *Patient, a Access) (*Patient, error) {
			p, err := again(ctx, old, a)
			if wanted.Personal(a.TenantSignIn) {
				p.SignIn = &steps.TenantSignIn{Way: a.TenantSignIn, Personal: true, Enter: func(ctx context.Context, _ func(steps.SignInPrompt)) (probes.SignedIn, error) {
					<-ctx.Done()
					return probes.SignedIn{}, &probes.Obstacle{Kind: probes.Stopped}
				}}
			}
			return p, err
		}
	}, func(d *driver) {
		d.called()
		d.press("down", "enter") // a code
		for range 2 {
			d.pass(time.Second)
			for range 5 { // the rest of what is asked about the tenant
				if _, signs := d.m.screen.(*signInScreen); signs {
					break
				}
				d.press("enter")
				d.pass(time.Second)
			}
			if _, signs := d.m.screen.(*signInScreen); !signs {
				t.Fatalf("nobody signs in:\n%s", d.text())
			}
			d.press("esc")
			d.hear()
			if s, asks := d.m.screen.(*inputsScreen); !asks || s.want != steps.WantTenant {
				t.Fatalf("back leads to\n%s", d.text())
			}
		}
	})
}

// A sign-in that failed can be begun once more.
func TestASignInCanBeBegunOnceMore(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		ends := ended(&probes.Obstacle{Kind: probes.CodeExpired})
		ends <- nil
		signingIn(c, coded(), ends)
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("로그인하지 못했습니다")
		d.press("enter")
		d.hear()
		d.sees("desk@contoso.com")
	})
}

// turnable lets a person sign in the other way, and open the page from here. It
// keeps what was taken and what was opened.
func turnable(c *Config, ways, pages *[]string) {
	made := c.Lab
	c.Lab = func(ctx context.Context, world string) (*Patient, error) {
		p, err := made(ctx, world)
		p.SignIn.Other = func() string {
			way := wanted.ByBrowser
			if n := len(*ways); n > 0 && (*ways)[n-1] == way {
				way = wanted.ByDeviceCode
			}
			*ways = append(*ways, way)
			return way
		}
		p.SignIn.Browse = func(address string) error {
			*pages = append(*pages, address)
			if len(*pages) > 1 {
				return errors.New("no screen")
			}
			return nil
		}
		return p, err
	}
}

// Where a policy, a missing phone or a missing browser stands in the way, a key goes
// over to the other way, and back; another opens the page. Both have jamo, and skipping
// stays on the screen.
func TestASignInGoesTheOtherWayByAKey(t *testing.T) {
	t.Parallel()
	var ways, pages, begun []string
	inBubble(t, func(_ *scripted, c *Config) {
		signingIn(c, coded(), nil)
		turnable(c, &ways, &pages)
		made := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			p, err := made(ctx, world)
			enter := p.SignIn.Enter
			p.SignIn.Enter = func(ctx context.Context, show func(steps.SignInPrompt)) (probes.SignedIn, error) {
				begun = append(begun, p.SignIn.Way)
				if p.SignIn.Way == wanted.ByBrowser {
					show(steps.SignInPrompt{Address: "https://login.microsoftonline.com/contoso.com/authorize", Expires: noon().Add(20 * time.Minute)})
					<-ctx.Done()
					return probes.SignedIn{}, &probes.Obstacle{Kind: probes.Stopped}
				}
				return enter(ctx, show)
			}
			return p, err
		}
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("A B C D 1 E F G H")
		d.sees("F3: 코드 대신")
		d.sees("Tab 클라우드 없이 계속")
		d.press("=ㅐ")
		d.sees("브라우저에서 열었습니다")
		d.press("=o")
		d.sees("브라우저를 열지 못했습니다")
		d.press("f3")
		d.hear()
		d.sees("authorize")
		d.lacks("A B C D")
		d.sees("F3: 이 브라우저 대신")
		d.press("=ㅠ")
		d.hear()
		d.sees("A B C D 1 E F G H")
		d.sees("14:03")
		d.press("tab")
		d.hear()
		d.lacks("A B C D")
	})
	want := []string{wanted.ByDeviceCode, wanted.ByBrowser, wanted.ByDeviceCode}
	if !slices.Equal(begun, want) || !slices.Equal(ways, want[1:]) || !slices.Equal(pages, []string{coded()[0].Address, coded()[0].Address}) {
		t.Errorf("begun %v, turned to %v, opened %v", begun, ways, pages)
	}
}

// A sign-in that failed offers the other way too; where there is none, and no browser,
// neither is named.
func TestAFailedSignInOffersTheOtherWay(t *testing.T) {
	t.Parallel()
	var ways, pages []string
	inBubble(t, func(_ *scripted, c *Config) {
		ends := ended(&probes.Obstacle{Kind: probes.TokenRejected, Code: "AADSTS50074"})
		ends <- nil
		signingIn(c, coded(), ends)
		turnable(c, &ways, &pages)
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("AADSTS50074")
		d.sees("3. 브라우저로 로그인")
		d.press("=3")
		d.hear()
		d.sees("desk@contoso.com")
	})
	if !slices.Equal(ways, []string{wanted.ByBrowser}) {
		t.Errorf("turned to %v", ways)
	}
	inBubble(t, func(_ *scripted, c *Config) { signingIn(c, coded(), nil) }, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.press("f3", "=o")
		d.sees("A B C D 1 E F G H")
		d.lacks("F3")
		d.lacks("Ctrl+O")
	})
}

// What a sign-in will not see is said before the walk, and a key goes on.
func TestWhatWillNotBeSeenIsSaidBeforeTheWalk(t *testing.T) {
	t.Parallel()
	inBubble(t, func(_ *scripted, c *Config) {
		signingIn(c, coded(), ended(nil))
		made := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			p, err := made(ctx, world)
			for i := range p.Session.Tree() {
				if step := &p.Session.Tree()[i]; step.ID == "configuration/premium-license" {
					step.Graph.Sees = []string{probes.LicenceRead}
				}
			}
			return p, err
		}
	}, func(d *driver) {
		d.press("=2", "enter")
		d.hear()
		d.sees("LicenseAssignment.Read.All")
		d.sees("프리미엄 라이선스")
		d.press("enter")
		d.lacks("LicenseAssignment.Read.All")
	})
}

// TestALongAddressIsNotCutInSilence: in a small window its end is a key away, and
// that is said.
func TestALongAddressIsNotCutInSilence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		long int
		cut  bool
	}{{100, false}, {900, true}} {
		s := &signInScreen{prompt: &steps.SignInPrompt{Address: "https://login.microsoftonline.com/" + strings.Repeat("x", c.long)}}
		f := newWindow(Config{Language: lang.Korean}).frame(nil)
		f.width, f.height = 60, 14
		shown := clip(s.View(f), f.width, f.height)
		if said := strings.Contains(strings.Join(shown, "\n"), "주소 전체를 복사합니다"); said != c.cut {
			t.Errorf("an address of %d is cut: said %v, want %v\n%s", c.long, said, c.cut, strings.Join(shown, "\n"))
		}
	}
}

// TestTheWaysOutOfARefusedSignInAreItems: each begins as every item does, and says what
// comes of it.
func TestTheWaysOutOfARefusedSignInAreItems(t *testing.T) {
	t.Parallel()
	for _, way := range []string{wanted.ByDeviceCode, wanted.ByBrowser} {
		s := newSignIn(1, &Patient{SignIn: &steps.TenantSignIn{Way: way, Other: func() string { return "" }}})
		_, _ = s.Update(signedInMsg{run: 1, err: &probes.Obstacle{Kind: probes.SignInDeclined}})
		if len(s.menu.items) != 3 {
			t.Fatalf("%d ways out", len(s.menu.items))
		}
		for _, it := range s.menu.items {
			if first := it.text.En[:1]; first != strings.ToUpper(first) || it.note.Empty() || it.text.Ko == "" {
				t.Errorf("%s: %q, %q", way, it.text.En, it.note.En)
			}
		}
	}
}

// TestNobodySignsInAgainForSomethingElse: not who has signed in, and not who goes on
// without the cloud; whoever changes the sign-in itself does.
func TestNobodySignsInAgainForSomethingElse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refused bool
		gives   steps.Supply
		asks    bool
	}{
		"signed in, gives a file":    {false, steps.ServerFile, false},
		"signed in, another sign-in": {false, steps.TenantApp, true},
		"refused, gives a file":      {true, steps.ServerFile, false},
		"refused, tries once more":   {true, steps.TenantApp, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(r *scripted, to *Config) {
				var given Access
				lacking(r, to, &given)
				to.Given = Access{TenantSignIn: wanted.ByDeviceCode}
				how := &steps.TenantSignIn{Way: wanted.ByDeviceCode, Personal: true, Enter: func(context.Context, func(steps.SignInPrompt)) (probes.SignedIn, error) {
					if c.refused {
						return probes.SignedIn{}, &probes.Obstacle{Kind: probes.SignInDeclined}
					}
					return probes.SignedIn{Readable: true, Person: probes.Yes, Name: "desk@contoso.com", RolesSaid: true, Roles: []probes.Role{{Name: "Global Reader"}}}, nil
				}}
				open, again := to.Open, to.Reopen
				to.Open = func(ctx context.Context, a Access) (*Patient, error) {
					p, err := open(ctx, a)
					p.SignIn = how
					return p, err
				}
				to.Reopen = func(ctx context.Context, old *Patient, a Access) (*Patient, error) {
					p, err := again(ctx, old, a)
					p.SignIn, p.SignedIn = how, old.SignedIn
					return p, err
				}
			}, func(d *driver) {
				d.press("=1", "=hong@contoso.com", "enter", "tab")
				d.hear()
				d.pass(time.Second)
				if c.refused {
					d.sees(wordsCloudlessItem.Ko)
					d.press("=2")
					d.hear()
				}
				entered := 0
				inner := d.m.walk.patient.SignIn.Enter
				d.m.walk.patient.SignIn.Enter = func(ctx context.Context, show func(steps.SignInPrompt)) (probes.SignedIn, error) {
					entered++
					return inner(ctx, show)
				}
				d.m.opened.gave, d.m.opened.want = c.gives, ""
				d.send(reopenMsg{access: d.m.opened.access})
				d.hear()
				if (entered > 0) != c.asks {
					t.Errorf("it signs in %d times, want any: %v\n%s", entered, c.asks, d.text())
				}
			})
		})
	}
}
