package output

import (
	"io"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/casefile"
)

// sweeping is standard output or standard error for people: no secret goes
// through it, however it is cut into writes. What may be the beginning of one
// waits for the next write, and for [sweeping.flush] at the end.
//
// The screen of the wizard does not go through it, because its pictures must
// not wait, and JSON does not, because a secret may look like a part of its
// form. Both show what was swept before, value by value.
type sweeping struct {
	to      io.Writer
	sweeper func() casefile.Sweeper // as it is now: a person types secrets later

	mu      sync.Mutex
	waiting []byte
}

func (s *sweeping) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, rest := sweepStream(append(s.waiting, p...), s.sweeper().Forms())
	s.waiting = append([]byte(nil), rest...)
	if len(out) == 0 {
		return len(p), nil
	}
	if _, err := s.to.Write(out); err != nil {
		return 0, err //nolint:wrapcheck // it is the underlying writer's own
	}
	return len(p), nil
}

// flush writes what waits: nothing more comes.
func (s *sweeping) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) > 0 {
		_, _ = io.WriteString(s.to, s.sweeper().Text(string(s.waiting))) // a reader who left is no fault
		s.waiting = nil
	}
}

// sweepStream sweeps text up to where a form may have begun that is not whole
// yet, and returns the rest.
func sweepStream(text []byte, forms []string) (swept, rest []byte) {
	var heads [256]bool
	for _, form := range forms {
		heads[form[0]] = true
	}
	for i := 0; i < len(text); {
		if !heads[text[i]] {
			swept = append(swept, text[i])
			i++
			continue
		}
		length, open := begins(text[i:], forms)
		switch {
		case open:
			return swept, text[i:]
		case length > 0:
			swept = append(swept, probes.Hidden...)
			i += length
		default:
			swept = append(swept, text[i])
			i++
		}
	}
	return swept, nil
}

// begins returns the length of the longest form that text begins with, 0 for
// none, and whether text is the beginning of a longer one.
func begins(text []byte, forms []string) (length int, open bool) {
	for _, form := range forms {
		if len(text) < len(form) {
			if strings.HasPrefix(form, string(text)) {
				return 0, true
			}
		} else if string(text[:len(form)]) == form {
			return len(form), false
		}
	}
	return 0, false
}

// noted is standard output, which remembers that it was not taken: most of
// what prints text asks nobody.
type noted struct {
	to io.Writer

	mu  sync.Mutex
	err error // the first
}

func (n *noted) Write(p []byte) (int, error) {
	written, err := n.to.Write(p)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.err == nil {
		n.err = err
	}
	return written, err //nolint:wrapcheck // it is the underlying writer's own
}

func (n *noted) failure() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.err
}
