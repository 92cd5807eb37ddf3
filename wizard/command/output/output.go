// Package output is where a run of the program writes: standard output and
// standard error, each inside a net that no secret goes through, and files,
// which are whole or not there. It knows no command, no finding and no
// transport.
package output

import (
	"fmt"
	"io"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
)

// Output is where one run writes.
type Output struct {
	Out, Err io.Writer
	Language lang.Language // of what is told beside the output
	Drawn    bool          // the screen is taken: nothing else may write

	secrets func() []probes.Secret

	// The streams of the process: Out may be a file by now.
	paper         *noted
	out, messages *sweeping
}

// New puts the net around both streams. It asks for the secrets each time, as a
// person types some of them later.
func New(out, messages io.Writer, secrets func() []probes.Secret) *Output {
	o := &Output{secrets: secrets, paper: &noted{to: out}}
	o.out, o.messages = o.net(o.paper), o.net(messages)
	o.Out, o.Err = o.out, o.messages
	return o
}

func (o *Output) net(to io.Writer) *sweeping { return &sweeping{to: to, sweeper: o.Sweeper} }

// Sweeper is what the secrets that are known now look like.
func (o *Output) Sweeper() casefile.Sweeper { return casefile.NewSweeper(o.secrets()...) }

// Into has a file take the place of standard output. Call end when nothing more
// comes.
func (o *Output) Into(file *File) (end func()) {
	net := o.net(file)
	o.Out = net
	return net.flush
}

// Delivered ends standard output, and says why it was not taken.
func (o *Output) Delivered() error { o.out.flush(); return o.paper.failure() }

// End ends standard error.
func (o *Output) End() { o.messages.flush() }

// Screen is the standard output itself, which a screen has to itself.
func (o *Output) Screen() io.Writer {
	out := o.Bare()
	if n, ok := out.(*noted); ok {
		return n.to
	}
	return out
}

// Bare is the standard output inside the net.
func (o *Output) Bare() io.Writer {
	if net, ok := o.Out.(*sweeping); ok {
		return net.to
	}
	return o.Out
}

// JSON prints a JSON text. It is pure ASCII, so that no console's code page can
// break it, and swept in its string values alone.
func (o *Output) JSON(text []byte) error {
	_, err := o.Bare().Write(append(ascii(o.Sweeper().Texts(text)), '\n'))
	return Wrap(err)
}

// ascii writes every character outside ASCII of a JSON text as \uXXXX.
func ascii(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for _, r := range string(text) {
		switch {
		case r < 0x80:
			out = append(out, byte(r)) //nolint:gosec // it is below 0x80
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

// Zone is a time zone; UTC where none is known.
func Zone(zone *time.Location) *time.Location {
	if zone == nil {
		return time.UTC
	}
	return zone
}
