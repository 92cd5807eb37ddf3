package wizard

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/steps/timeline"
)

// happened is a history in which every sign and every crossing stands.
func happened() timeline.Timeline {
	at := func(hours, minutes int) time.Time {
		return noon().Add(-time.Duration(hours)*time.Hour - time.Duration(minutes)*time.Minute)
	}
	means := both("커넥터 계정에 권한이 없습니다.", "The connector account lacks permission.")
	row := func(when time.Time, place timeline.Place, source timeline.Source, code string, ending timeline.Ending, crosses reenable.Crossing) timeline.Row {
		return timeline.Row{At: when, Within: time.Second, Times: 1, Place: place, Source: source, Code: code, Ending: ending, Crosses: crosses, Password: true}
	}
	t := timeline.Timeline{
		User: "hong@contoso.com", Since: at(72, 0), Others: 2, Story: timeline.Story{Success: 2, Failure: 6, Changed: []int{4}},
		Skews: []timeline.Skew{{Place: timeline.Server, Ahead: probes.Known(8 * time.Minute)}, {Place: timeline.Directory}},
		Gaps:  []timeline.Gap{{Source: timeline.SignInLog, Why: &probes.Obstacle{Kind: probes.Unlicensed, Needs: "Microsoft Entra ID P1"}}},
		Rows: []timeline.Row{
			row(at(60, 0), timeline.Server, timeline.ServerEvents, "31001 PasswordResetStart", reenable.Noted, reenable.CloudToServer),
			row(at(60, 0), timeline.Directory, timeline.DirectoryAccount, "pwdLastSet", reenable.Noted, ""),
			row(at(60, 0), timeline.Server, timeline.ServerEvents, "31002 PasswordResetSuccess", reenable.Worked, reenable.ServerToDirectory),
			row(at(60, 0), timeline.Cloud, timeline.AuditLog, "", reenable.Accepted, ""),
			row(at(20, 0), timeline.Server, timeline.ServerEvents, "31034 ServiceBusListenerError", reenable.Refused, reenable.ServerToCloud),
			row(at(19, 0), timeline.Server, timeline.ServerEvents, "31019 ServiceBusHeartBeat", reenable.Worked, reenable.ServerToCloud),
			row(at(0, 12), timeline.Server, timeline.ServerEvents, "33004 ADPermissionsError", reenable.Refused, reenable.ServerToDirectory),
			row(at(0, 11), timeline.Cloud, timeline.AuditLog, "OnPremisesConnectivityError", reenable.Refused, reenable.CloudToServer),
			row(at(0, 10), timeline.Cloud, timeline.AuditLog, "", reenable.Never, ""),
			row(at(0, 9), timeline.Server, timeline.ServerEvents, "7777", reenable.EndUnknown, ""),
		},
	}
	for i := range t.Rows {
		if t.Rows[i].Source == timeline.AuditLog {
			t.Rows[i].Activity, t.Rows[i].Agent = "Reset password (self-service)", "None"
		}
	}
	t.Rows[4].Password, t.Rows[5].Password = false, false
	t.Rows[0].Op, t.Rows[1].Op, t.Rows[2].Op, t.Rows[1].ByTime = 1, 1, 1, true
	t.Rows[1].Hosts, t.Rows[6].Means, t.Rows[5].Times, t.Rows[5].Until = []string{"dc1.corp.contoso.com"}, means, 40, at(1, 0)
	return t
}

func historyScenes() []scene {
	show := func(d *driver) {
		d.answered()
		d.send(coverMsg{screen: &historyScreen{patient: d.m.walk.patient, history: happened()}})
	}
	return []scene{
		{name: "history", build: unreachable, walk: show},
		{name: "history-end", build: unreachable, walk: func(d *driver) { show(d); d.press("end") }},
		{name: "history-nothing", build: unreachable, walk: func(d *driver) { d.answered(); d.press("ctrl+e") }},
	}
}

// TestTheHistoryIsOneKeyAway from a finding and from the diagnosis, in whichever
// way the keyboard stands, and the same key leads back.
func TestTheHistoryIsOneKeyAway(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) { c.Language = lang.English; unreachable(r, c) }, func(d *driver) {
		d.answered()
		for _, way := range []string{"ctrl+e", "=h", "=ㅗ"} {
			d.lacks("Nothing that tells what happened was read yet.")
			d.press(way)
			d.sees("Nothing that tells what happened was read yet.")
			d.press("ctrl+e")
		}
		d.press("f1")
		d.sees("Ctrl+E    what happened")
		d.press("esc", "f9", "ctrl+e")
		d.sees("Nothing that tells what happened was read yet.")
		d.press("esc")
		d.lacks("Nothing that tells what happened was read yet.")
	})
}

// TestTheLanesStandStraight: in every line of the picture each place has its line
// or its mark in the same cell, whatever is written beside it.
func TestTheLanesStandStraight(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		for _, width := range []int{leastWidth, 60, wideFrom - 1, wideFrom, 80, 120} {
			inBubble(t, func(r *scripted, c *Config) { c.Language = l; unreachable(r, c) }, func(d *driver) {
				d.answered()
				s := &historyScreen{patient: d.m.walk.patient, history: happened()}
				f := frame{width: width, height: 20, language: l, theme: newTheme(false, true)}
				places, drawn := lanesOf(f), 0
				for _, line := range s.lines(f) {
					line = ansi.Strip(line)
					if got := ansi.StringWidth(line); got >= width {
						t.Errorf("%d columns: a line of %d: %q", width, got, line)
					}
					if len(line) < clockRoom || line[8] != ' ' || line[2] != ':' && !strings.Contains(line, "│") {
						continue // it is no line of the picture
					}
					lanes := ""
					for _, at := range places.at {
						lanes += ansi.Cut(line, clockRoom+at, clockRoom+at+1)
					}
					if strings.Trim(lanes, "│o<>x") != "" || ansi.StringWidth(lanes) != len(places.at) {
						t.Errorf("%d columns: lanes %q in %q", width, lanes, line)
					}
					if line[2] == ':' {
						drawn++
					}
				}
				if drawn != len(s.history.Rows) {
					t.Errorf("%d columns: %d lines of a picture with %d rows", width, drawn, len(s.history.Rows))
				}
			})
		}
	}
}

// TestWhatCrossedIsDrawn as a line between two places, with its end where it
// arrived or did not.
func TestWhatCrossedIsDrawn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line timeline.Line
		want string
	}{
		{timeline.Line{Place: timeline.Cloud}, "o   |   |"},
		{timeline.Line{Place: timeline.Server}, "|   o   |"},
		{timeline.Line{Place: timeline.Directory}, "|   |   o"},
		{timeline.Line{Crosses: reenable.CloudToServer}, "o--->   |"},
		{timeline.Line{Crosses: reenable.CloudToServer, Broken: true}, "o---x   |"},
		{timeline.Line{Crosses: reenable.ServerToCloud}, "<---o   |"},
		{timeline.Line{Crosses: reenable.ServerToCloud, Broken: true}, "x---o   |"},
		{timeline.Line{Crosses: reenable.ServerToDirectory}, "|   o--->"},
		{timeline.Line{Crosses: reenable.ServerToDirectory, Broken: true}, "|   o---x"},
	} {
		if got := strings.TrimRight(lanesOf(frame{width: 60}).draw(newTheme(true, true), c.line.Lanes()), " "); got != c.want {
			t.Errorf("%+v: drawn %q, want %q", c.line, got, c.want)
		}
	}
}

// BenchmarkHistory is the time from a key to the frame with a thousand rows.
func BenchmarkHistory(b *testing.B) {
	m := realWalk(b)
	history := happened()
	for len(history.Rows) < 1000 {
		history.Rows = append(history.Rows, happened().Rows...)
	}
	m.cover(&historyScreen{patient: m.walk.patient, history: history})
	for i := 0; b.Loop(); i++ {
		m.Update(keys[[]string{"down", "up"}[i%2]])
		_ = m.View()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ms/key")
}
