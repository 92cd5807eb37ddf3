package endpoint

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// headLimit bounds the head of an answer, in bytes, with the interim answers
// before it. The usual limit of a header is 16 KiB or less.
const headLimit = 64 << 10

// interimAtMost bounds the 1xx answers that are passed over (RFC 9110, 15.2).
const interimAtMost = 5

var (
	errLongHead = errors.New("the head of the answer does not end in time")
	errNotHTTP  = errors.New("the answer cannot be read as HTTP")
)

// readHead reads the head of the final answer to a request by method. Its
// error says what the bytes were: [errNotHTTP], [errLongHead], or how the
// connection ended. What was read ahead stays in the reader.
func readHead(conn net.Conn, method string) (*http.Response, *bufio.Reader, error) {
	from := &headReader{conn: conn, left: headLimit}
	reader := bufio.NewReader(from)
	const begins = "HTTP/"
	if first, err := reader.Peek(len(begins)); !strings.HasPrefix(begins, string(first)) {
		return nil, nil, errNotHTTP // also where nothing follows that would end its line
	} else if err != nil {
		return nil, nil, fmt.Errorf("read the answer: %w", err)
	}
	for range interimAtMost {
		answer, err := http.ReadResponse(reader, &http.Request{Method: method})
		switch {
		case err != nil && from.cut(err):
			return nil, nil, fmt.Errorf("read the answer: %w", from.ended)
		case err != nil:
			return nil, nil, fmt.Errorf("%w: %w", errNotHTTP, err)
		case answer.StatusCode >= 200:
			return answer, reader, nil
		}
		_ = answer.Body.Close()
	}
	return nil, nil, fmt.Errorf("%w: only interim answers came", errNotHTTP)
}

// headReader hands on no more than a head may hold, and keeps what ended it,
// which whoever parses the head calls a sudden end of the answer.
type headReader struct {
	conn  net.Conn
	left  int
	ended error
	last  byte
}

// cut reports whether parsing failed because nothing more came. Half a line at
// the end of a connection is parsed like a whole one.
func (h *headReader) cut(err error) bool {
	return h.ended != nil && (errors.Is(err, h.ended) || errors.Is(err, io.ErrUnexpectedEOF) || h.last != '\n')
}

// Read reads from the connection.
func (h *headReader) Read(data []byte) (int, error) {
	if h.left == 0 {
		h.ended = errLongHead
		return 0, h.ended
	}
	n, err := h.conn.Read(data[:min(len(data), h.left)])
	if h.left -= n; n > 0 {
		h.last = data[n-1]
	}
	if err != nil {
		h.ended = err
	}
	return n, err //nolint:wrapcheck // a reader hands errors on as they are
}

// answerContact reads how an HTTP question failed.
func answerContact(ctx context.Context, err error) probes.Contact {
	switch {
	case errors.Is(err, errNotHTTP):
		return probes.NoHTTP
	case errors.Is(err, errLongHead):
		return probes.LongHead
	case errors.Is(context.Cause(ctx), errLate):
		return probes.Dropped
	default:
		return sockets.ContactOf(err, probes.CutOff)
	}
}

// proxyContact reads how a proxy failed without a status. One that stays
// silent is itself waiting for the host.
func proxyContact(ctx context.Context, err error) probes.Contact {
	switch {
	case errors.Is(err, errNotHTTP):
		return probes.ProxyNoHTTP
	case errors.Is(err, errLongHead):
		return probes.ProxyLongHead
	case errors.Is(context.Cause(ctx), errLate):
		return probes.ProxyFailed
	default:
		return sockets.ContactOf(err, probes.ProxyFailed)
	}
}
