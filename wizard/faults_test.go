package wizard

import (
	"context"
	"errors"
	"testing"
)

func TestOurOwnFaultsAreShownAndSaved(t *testing.T) {
	t.Parallel()
	faults := map[string]func(*scripted){
		"no branch": func(r *scripted) { r.answers["configuration/pdc-emulator"] = resultOf("never-heard-of", nil) },
		"panic":     func(r *scripted) { r.errs["configuration/pdc-emulator"] = panics{} },
	}
	for name, fault := range faults {
		inBubble(t, func(r *scripted, _ *Config) { fault(r) }, func(d *driver) {
			d.answered()
			d.sees("이 프로그램의 오류")
			d.sees("configuration/pdc-emulator")
			d.sees("writeback-2026-11-23.json")
			if d.quit {
				t.Errorf("%s: the program left", name)
			}
		})
	}
}

// panics is an error that panics when it is asked what it is.
type panics struct{}

func (panics) Error() string { panic("a probe that crashes") }
func (panics) As(any) bool   { panic("a probe that crashes") }

func TestFailedSaveSaysSo(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Save = func(*Patient, string) (string, error) { return "", errors.New("disk full") }
	}, func(d *driver) {
		d.answered()
		d.press("f7")
		d.sees("저장하지 못했습니다: disk full")
	})
}

// The reason of a save that failed speaks the person's language where it can.
func TestFailedSaveSaysWhyInBothLanguages(t *testing.T) {
	t.Parallel()
	inBubble(t, func(r *scripted, c *Config) {
		unreachable(r, c)
		c.Save = func(*Patient, string) (string, error) { return "", said{} }
	}, func(d *driver) {
		d.answered()
		d.press("f7")
		d.sees("저장하지 못했습니다: 그런 파일이 없습니다.")
		d.press("ctrl+l", "f7")
		d.sees("Not saved: There is no such file.")
	})
}

func TestPatientOpenedTooLateIsClosed(t *testing.T) {
	t.Parallel()
	closed := false
	inBubble(t, func(_ *scripted, c *Config) {
		inner := c.Lab
		c.Lab = func(ctx context.Context, world string) (*Patient, error) {
			<-ctx.Done() // and opens nevertheless
			p, err := inner(ctx, world)
			p.Close = func() error { closed = true; return nil }
			return p, err
		}
	}, func(d *driver) {
		d.press("=2", "enter", "esc")
		d.sees("실습 환경 고르기")
		if !closed {
			t.Error("the patient that nobody waits for was not closed")
		}
	})
}

func TestCopiedSessionStandsWhereTheOriginalStands(t *testing.T) {
	t.Parallel()
	inBubble(t, unreachable, func(d *driver) {
		d.answered()
		session := d.m.walk.patient.Session
		copied := copyOf(d.m.walk.patient).Session
		if copied.Step().ID != session.Step().ID || len(copied.Trail()) != len(session.Trail()) {
			t.Errorf("copy at %s with %d findings, want %s with %d",
				copied.Step().ID, len(copied.Trail()), session.Step().ID, len(session.Trail()))
		}
	})
}
