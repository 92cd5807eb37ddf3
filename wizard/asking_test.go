package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom"
	"example.com/writeback-doctor/steps/wanted"
)

// question is the label of what is asked for now, "" where nothing is.
func (d *driver) question() string {
	s, asking := d.m.screen.(*inputsScreen)
	if !asking || s.want == "" {
		return ""
	}
	return s.field.label.In(d.m.window.language)
}

// asksInTurn goes on without whatever is asked for until nothing is, and returns
// what was.
func (d *driver) asksInTurn() []string {
	d.t.Helper()
	var asked []string
	for range 20 {
		for d.question() != "" {
			asked = append(asked, d.question())
			d.without()
		}
		if _, over := d.m.screen.(*summaryScreen); over {
			return asked
		}
		d.press("enter")
		d.hear()
	}
	d.t.Fatalf("the walk does not end:\n%s", d.text())
	return nil
}

// TestNobodySignsInToADomainThatNobodyNamed: who leaves the domain empty is not
// asked for an account in it.
func TestNobodySignsInToADomainThatNobodyNamed(t *testing.T) {
	t.Parallel()
	inBubble(t, asksAll, func(d *driver) {
		d.called()
		d.without() // the tenant
		for d.question() == "" {
			d.press("enter")
			d.hear()
		}
		before := d.question()
		d.press("enter")
		d.hear()
		if after := d.question(); before != "Active Directory 도메인의 DNS 이름" || strings.Contains(after, "계정") {
			t.Errorf("after %q it asks %q", before, after)
		}
		d.sees("디렉터리 없이 계속합니다.")
	})
}

// TestEachStepAsksForWhatItLacks: the first that lacks it, once, with the reason,
// in the order of the walk.
func TestEachStepAsksForWhatItLacks(t *testing.T) {
	t.Parallel()
	inBubble(t, asksAll, func(d *driver) {
		d.called()
		d.sees("'프리미엄 라이선스' 단계는 테넌트를 읽어야 합니다.")
		d.sees("Tab 비워 두고 계속")
		looked := slices.Contains(d.r.asked, "configuration/premium-license")
		if looked {
			t.Error("looked before it was asked")
		}
		want := []string{"테넌트에 로그인하는 방식", "Active Directory 도메인의 DNS 이름", "Connect 서버에서 수집한 파일"}
		if got := d.asksInTurn(); !slices.Equal(got, want) {
			t.Errorf("asks %q, want %q", got, want)
		}
		if got := d.m.walk.patient.Session.Facts()[steps.Declined]; got != "tenant,directory,server" {
			t.Errorf("goes on without %q", got)
		}
		d.sees("진단 결과")
	})
}

// realTree is an environment of which nothing is there, walked by the steps of the
// program, which look at nothing.
func realTree(l lang.Language) func(*scripted, *Config) {
	return func(r *scripted, c *Config) {
		asksAll(r, c)
		tree := catalog.All()
		c.Language, c.Call = l, []steps.Step{symptom.Caller, symptom.Words}
		refuses := func(kind probes.Kind) error { return &probes.Obstacle{Kind: kind} }
		env := steps.Env{
			Directory: func(context.Context, steps.Facts) (probes.Directory, error) {
				return nil, refuses(probes.NoCredentials)
			},
			Graph: func(context.Context, steps.Facts) (probes.Graph, error) { return nil, refuses(probes.NoTenant) },
			Shell: func(context.Context, steps.Facts) (probes.Shell, error) { return nil, refuses(probes.NoServer) },
			Now:   noon,
		}
		c.Open = func(_ context.Context, a Access) (*Patient, error) {
			p := fixturePatient(fixtureRunner())
			p.Session, p.Looker = steps.NewSession(tree, a.Facts), alive{steps.Live(env)}
			p.Has = func(steps.Instrument, steps.Facts) bool { return false }
			return p, nil
		}
	}
}

// alive looks when it is asked.
type alive struct{ steps.Runner }

func (alive) Know(steps.Facts)    {}
func (alive) Forget(steps.ID)     {}
func (alive) Running() []steps.ID { return nil }

// TestTheCallersWordsSayWhatIsAskedFirst: nothing about the environment before the
// walk, then what the first step lacks that the words point to, in either language.
func TestTheCallersWordsSayWhatIsAskedFirst(t *testing.T) {
	t.Parallel()
	labels := map[string][2]string{
		"domain": {wanted.Labels.Domain.Ko, wanted.Labels.Domain.En}, "server": {wanted.Labels.ServerFile.Ko, wanted.Labels.ServerFile.En},
		"tenant": {wanted.Labels.TenantSignIn.Ko, wanted.Labels.TenantSignIn.En},
	}
	for name, c := range map[string]struct {
		words string
		want  []string
	}{
		"a refused write": {"SSPR_0029", []string{"domain", "server", "tenant"}},
		"the relay":       {"Event ID 31019: Service Bus tunnel closed", []string{"server", "tenant", "domain"}},
		"the trunk":       {"", []string{"tenant", "domain", "server"}},
	} {
		for i, l := range []lang.Language{lang.Korean, lang.English} {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				inBubble(t, realTree(l), func(d *driver) {
					d.press("=1", "=kim@contoso.com", "enter")
					if c.words != "" {
						d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(c.words), Paste: true})
					}
					d.pass(time.Second)
					d.press("enter")
					d.pass(time.Second)
					if d.question() != "" {
						t.Errorf("asks %q before the walk", d.question())
					}
					var want []string
					for _, label := range c.want {
						want = append(want, labels[label][i])
					}
					if got := d.asksInTurn(); !slices.Equal(got, want) {
						t.Errorf("asks %q, want %q", got, want)
					}
				})
			})
		}
	}
}

// TestWhatWasLeftOutIsGivenLater: by the key of the answers, and what lacked it is
// looked at again, and nothing else.
func TestWhatWasLeftOutIsGivenLater(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		r.errs["configuration/premium-license"] = &probes.Obstacle{Kind: probes.NoTenant}
		again := c.Reopen
		c.Reopen = func(ctx context.Context, p *Patient, a Access) (*Patient, error) {
			delete(r.errs, "configuration/premium-license")
			return again(ctx, p, a)
		}
	}, func(d *driver) {
		d.called()
		d.without() // the tenant; the licence is then unknown, which is passed over
		d.sees("PDC 에뮬레이터")
		d.press("f4", "home", "down", "enter")
		d.sees("테넌트에 로그인하지 않아 볼")
		d.press("esc", "esc", "f6")
		d.pick("테넌트에 로그인하는 방식")
		d.press("=4", "=an-app", "enter", "=s3cret", "enter")
		d.hear()
		if got := d.m.walk.patient.Session.Facts()[steps.Declined]; got != "" {
			t.Errorf("goes on without %q still", got)
		}
		want := []steps.ID{"configuration/premium-license", "configuration/premium-license"}
		if !slices.Equal(d.r.asked, want) {
			t.Errorf("looked at %q, want %q", d.r.asked, want)
		}
		if d.question() != wanted.Labels.Domain.Ko {
			t.Errorf("asks %q, want what the step in front lacks", d.question())
		}
	})
}

// TestOneKeyAsksNoMore: what is typed already counts, and the rest is gone on
// without.
func TestOneKeyAsksNoMore(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) { lacking(r, c, &given) }, func(d *driver) {
		d.called()
		d.without()
		d.sees("F9")
		d.press("=corp.contoso.com", "f9")
		d.hear()
		d.sees("진단 결과")
		facts := d.m.walk.patient.Session.Facts()
		if facts[steps.Domain] != "corp.contoso.com" || facts[steps.Declined] != "tenant,admin,server,ca-file" {
			t.Errorf("knows %q and goes on without %q", facts[steps.Domain], facts[steps.Declined])
		}
	})
}

// TestWhatALookTurnedOutToLackIsAsked: a certificate that this machine does not
// trust asks for the company's authority, and what it opens is looked at again.
func TestWhatALookTurnedOutToLackIsAsked(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		c.Given = Access{Account: `CORP\helper`, Password: []byte("p4ss"), Facts: steps.Facts{steps.Domain: "corp.contoso.com"}}
		r.errs["configuration/effective-rights"] = &probes.Obstacle{Kind: probes.Untrusted, Host: "dc1.corp.contoso.com"}
		c.TryCAFile = func(string) lang.Text { return lang.Text{} }
	}, func(d *driver) {
		d.called()
		d.without() // the tenant
		d.without() // the server
		d.sees("연결할 서버의 인증서를 이 컴퓨터가 믿지")
		d.r.mu.Lock()
		delete(d.r.errs, "configuration/effective-rights")
		d.r.mu.Unlock()
		d.press("=/ca.pem", "enter")
		d.hear()
		if given.CAFile != "/ca.pem" {
			t.Errorf("opened with %+v", given)
		}
		if !strings.Contains(trailOf(d), "configuration/effective-rights=granted") {
			t.Errorf("trail %s", trailOf(d))
		}
	})
}

// TestWhatIsFoundIsNotAsked: it is looked for by what the call began with.
func TestWhatIsFoundIsNotAsked(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		c.Discover = func(_ context.Context, known Access) (found, offered Access) {
			if known.Facts[steps.User] != "hong@contoso.com" {
				t.Errorf("looks for %q", known.Facts[steps.User])
			}
			return Access{Facts: steps.Facts{steps.Domain: "corp.contoso.com", steps.Tenant: "contoso.com"}, TenantSignIn: wanted.ByAzureCLI}, Access{}
		}
	}, func(d *driver) {
		d.called()
		if got, want := d.asksInTurn(), []string{wanted.Labels.Account.Ko, wanted.Labels.ServerFile.Ko}; !slices.Equal(got, want) {
			t.Errorf("asks %q, want %q", got, want)
		}
		if given.Facts[steps.Domain] != "corp.contoso.com" || given.Facts[steps.Tenant] != "contoso.com" || given.TenantSignIn != wanted.ByAzureCLI {
			t.Errorf("opened with %+v", given)
		}
	})
}

// TestWhatIsAskedCanBeLeft: back leads to the question before, and the walk asks
// again what nobody has answered.
func TestWhatIsAskedCanBeLeft(t *testing.T) {
	t.Parallel()
	inBubble(t, asksAll, func(d *driver) {
		d.called()
		d.press("esc")
		d.sees("전화한 사람")
		for range 5 {
			if d.question() != "" {
				break
			}
			d.press("enter")
			d.hear()
		}
		if d.question() != wanted.Labels.TenantSignIn.Ko {
			t.Errorf("asks %q", d.question())
		}
	})
}

// TestACallTakesTwelveKeys: from the first picture to the cause, who mends it and
// the command to paste, in an environment of which nothing is there, typed text
// aside.
func TestACallTakesTwelveKeys(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		inBubble(t, func(r *scripted, c *Config) {
			asksAll(r, c)
			c.Language = l
			unreachable(r, c)
		}, func(d *driver) {
			pressed := 0
			press := func(keys ...string) {
				for _, key := range keys {
					if !strings.HasPrefix(key, "=") {
						pressed++
					}
					d.press(key)
					d.pass(time.Second) // an Enter right behind what was typed is a part of it
				}
			}
			press("enter", "=hong@contoso.com", "enter", "=SSPR_0029", "enter") // the call, who, what
			press("enter")                                                      // how many
			press("tab")                                                        // the tenant
			press("=corp.contoso.com", "enter", `=CORP\helper`, "enter", "=p4ss", "enter")
			press("=/server.json", "enter")
			d.sees(steps.Label().Who.In(l))
			press("ctrl+y")
			d.sees("New-NetFirewallRule")
			if pressed > 12 {
				t.Errorf("%s: %d keys", l, pressed)
			}
			t.Logf("%s: %d keys", l, pressed)
		})
	}
}

// TestAPersonSignsInWhenAStepWantsIt: the way of the last time is the default of the
// question, and no sign-in comes before the step that reads the tenant.
func TestAPersonSignsInWhenAStepWantsIt(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		c.Remembered = Access{TenantSignIn: wanted.ByDeviceCode}
	}, func(d *driver) {
		d.called()
		if d.question() != wanted.Labels.TenantSignIn.Ko || given.TenantSignIn != "" {
			t.Errorf("asks %q, opened with %q", d.question(), given.TenantSignIn)
		}
		d.press("enter")
		d.hear()
		if given.TenantSignIn != wanted.ByDeviceCode {
			t.Errorf("signs in by %q, want the way of the last time", given.TenantSignIn)
		}
	})
}

// TestTheQuestionsAreCountedOnce: how many are asked stands there from the first
// on, and one question alone is not counted.
func TestTheQuestionsAreCountedOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, asksAll, func(d *driver) {
		d.called()
		counted := func(want string) {
			t.Helper()
			if got := d.m.screen.Heading(d.m.frame()); strings.Contains(got, "1/1") || !strings.HasSuffix(got, want) {
				t.Errorf("the heading is %q, want it to end with %q", got, want)
			}
		}
		counted("프리미엄 라이선스") // how to sign in to the tenant: a browser asks no more
		d.without()
		counted(" | 1/3")
		d.press("=corp.contoso.com", "enter")
		counted(" | 2/3")
		d.press(`=CORP\helper`, "enter")
		counted(" | 3/3")
	})
}

// shows makes the directory show accounts of the name of the installer; a slow one
// answers nothing.
func shows(slow bool, names ...string) func(*scripted, *Config) {
	return func(r *scripted, c *Config) {
		var given Access
		lacking(r, c, &given)
		c.Given = Access{Account: `CORP\helper`, Password: []byte("p4ss"), Facts: steps.Facts{steps.Domain: "corp.contoso.com"}}
		inner := c.Open
		c.Open = func(ctx context.Context, a Access) (*Patient, error) {
			p, err := inner(ctx, a)
			p.Env.Directory = func(ctx context.Context, _ steps.Facts) (probes.Directory, error) {
				if slow {
					<-ctx.Done()
					return nil, ctx.Err()
				}
				return installed{names: names}, nil
			}
			return p, err
		}
	}
}

// installed is a directory that shows accounts of the name of the installer.
type installed struct {
	probes.Directory
	names []string
}

func (i installed) Connectors(context.Context) ([]string, error) { return i.names, nil }

// toConnector goes on without the tenant and the server, to the question for the
// account.
func (d *driver) toConnector() {
	d.t.Helper()
	d.called()
	d.without() // the tenant
	d.press("enter", "enter")
	if d.question() != wanted.Labels.Connector.In(d.m.window.language) {
		d.t.Fatalf("asks %q", d.question())
	}
}

// TestTheOnlyConnectorAccountIsOffered: it stands there, with where it comes from, and
// counts when the person says so.
func TestTheOnlyConnectorAccountIsOffered(t *testing.T) {
	t.Parallel()
	only := func(l lang.Language) string { _, says := wanted.Shown([]string{"x"}); return says.In(l) }
	several := map[string]struct {
		names []string
		want  string // the answer of Enter
		sees  []string
	}{
		"one":     {[]string{`CORP\MSOL_1`}, `CORP\MSOL_1`, []string{`> CORP\MSOL_1`}},
		"none":    {nil, "", nil},
		"several": {[]string{`CORP\MSOL_1`, `CORP\MSOL_2`}, "", []string{`CORP\MSOL_1, CORP\MSOL_2`}},
		"many":    {[]string{"MSOL_1", "MSOL_2", "MSOL_3", "MSOL_4", "MSOL_5", "MSOL_6"}, "", []string{"MSOL_4"}},
	}
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		for name, c := range several {
			t.Run(name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				inBubble(t, func(r *scripted, cfg *Config) {
					shows(false, c.names...)(r, cfg)
					cfg.Language = l
				}, func(d *driver) {
					d.toConnector()
					shown := strings.Join(strings.Fields(d.text()), " ")
					for _, want := range c.sees {
						if !strings.Contains(shown, want) {
							t.Errorf("%q is missing in\n%s", want, d.text())
						}
					}
					if strings.Contains(shown, only(l)) != (c.want != "") || strings.Contains(shown, "MSOL_5") {
						t.Errorf("it reads\n%s", d.text())
					}
					d.press("enter")
					d.hear()
					facts := d.m.walk.patient.Session.Facts()
					if facts[steps.ConnectorAccount] != c.want {
						t.Errorf("Enter gives %q, want %q", facts[steps.ConnectorAccount], c.want)
					}
				})
			})
		}
	}
}

// TestADefaultIsNobodysAnswer: whoever goes back, goes on without, or asks for no more
// has not said it.
func TestADefaultIsNobodysAnswer(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"without":                {"tab"},
		"back and without":       {"esc", "tab"},
		"back and no more":       {"esc", "f9"},
		"typed over":             {"=CORP\\svc", "enter"},
		"taken away":             {"home", "ctrl+k", "enter"},
		"before it was in front": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, shows(false, `CORP\MSOL_1`), func(d *driver) {
				if keys == nil {
					d.called()
					d.without()
					keys = []string{"f9"}
				} else {
					d.toConnector()
				}
				d.press(keys...)
				d.hear()
				if got := d.m.walk.patient.Session.Facts()[steps.ConnectorAccount]; strings.Contains(got, "MSOL_1") {
					t.Errorf("the account is %q", got)
				}
			})
		})
	}
}

// TestALateDefaultTakesNoKey: what appears while the question is in front is read
// before a key counts, and what was typed meanwhile stays.
func TestALateDefaultTakesNoKey(t *testing.T) {
	t.Parallel()
	for _, typed := range []bool{false, true} {
		inBubble(t, shows(true), func(d *driver) {
			d.toConnector()
			d.lacks("MSOL_1")
			if typed {
				d.press("=CORP\\svc")
			}
			d.send(connectorsMsg{names: []string{`CORP\MSOL_1`}})
			if typed {
				d.lacks("MSOL_1")
				return
			}
			d.sees(`> CORP\MSOL_1`)
			d.press("enter")
			if got := d.m.walk.patient.Session.Facts()[steps.ConnectorAccount]; got != "" {
				t.Errorf("an Enter meant for the empty field gave %q", got)
			}
			d.hear()
			d.press("enter")
			d.hear()
			if got := d.m.walk.patient.Session.Facts()[steps.ConnectorAccount]; got != `CORP\MSOL_1` {
				t.Errorf("Enter gives %q", got)
			}
		})
	}
}

// TestTheAccountStandsInForTheServer: who has no file from it may know the account
// that it writes with, whose rights are judged then; and nobody is asked for the
// server again.
func TestTheAccountStandsInForTheServer(t *testing.T) {
	t.Parallel()
	var given Access
	inBubble(t, func(r *scripted, c *Config) {
		lacking(r, c, &given)
		unreachable(r, c)
	}, func(d *driver) {
		d.toServer()
		if d.question() != wanted.Labels.ServerFile.Ko {
			t.Fatalf("asks %q", d.question())
		}
		d.press("enter", "enter") // nor its name, by which it could be looked at
		if d.question() != wanted.Labels.Connector.Ko {
			t.Fatalf("without a file it asks %q", d.question())
		}
		d.press(`=CORP\MSOL_1`, "enter")
		d.hear()
		facts := d.m.walk.patient.Session.Facts()
		if given.Facts[steps.ConnectorAccount] != `CORP\MSOL_1` || facts[steps.ConnectorAccount] != `CORP\MSOL_1` || !facts.Declines(steps.WantServer) {
			t.Errorf("opened with %v, the walk knows %v", given.Facts, facts)
		}
		for _, asked := range d.asksInTurn() {
			if asked == wanted.Labels.ServerFile.Ko || asked == wanted.Labels.Connector.Ko {
				t.Errorf("asks for %s again", asked)
			}
		}
	})
}
