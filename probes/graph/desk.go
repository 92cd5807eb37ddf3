package graph

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// desk is the door to the sign-in service. It reads along what the library
// throws away: the answer that refused, whose body is gone once the library
// polled for a device code, and how long such a code holds.
type desk struct {
	*door

	mu      sync.Mutex
	refused *refused
	given   bool // the latest answer was to give out something
	holds   time.Duration
}

// refused is an answer that gave nothing out.
type refused struct {
	status int
	body   []byte
}

// words are the body of a refusal ("Microsoft identity platform and OAuth 2.0
// authorization code flow", error response). The description is in the
// language of whoever asks, and decides nothing.
type words struct {
	Error   string  `json:"error"` // RFC 6749, 5.2, and RFC 8628, 3.5
	Numbers []int64 `json:"error_codes"`
}

func (r *refused) words() words {
	var w words
	if json.Unmarshal(r.body, &w) != nil {
		return words{}
	}
	return w
}

// Do sends a request, as azcore's Transporter.
func (d *desk) Do(request *http.Request) (*http.Response, error) {
	answer, err := d.door.Do(request)
	if err != nil {
		d.keep(nil, false, 0)
		return nil, err
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil {
		d.keep(nil, false, 0)
		if d.lastFailure() == nil {
			d.note(err)
		}
		return nil, err //nolint:wrapcheck // the reader below says what it is
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	if answer.StatusCode != http.StatusOK {
		d.keep(&refused{answer.StatusCode, body}, false, 0)
		return answer, nil
	}
	d.keep(nil, request.Method == http.MethodPost, codeHolds(request, body))
	return answer, nil
}

// CloseIdleConnections does nothing: the connections are shared with Graph.
func (*desk) CloseIdleConnections() {}

// codeHolds is how long the device code of an answer holds, 0 where it is the
// answer to something else (RFC 8628, 3.2).
func codeHolds(request *http.Request, body []byte) time.Duration {
	var code struct {
		Seconds int32 `json:"expires_in"`
	}
	if !strings.HasSuffix(request.URL.Path, codePath) || json.Unmarshal(body, &code) != nil {
		return 0
	}
	return time.Duration(code.Seconds) * time.Second
}

func (d *desk) keep(r *refused, given bool, holds time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refused, d.given = r, given
	if holds != 0 {
		d.holds = holds
	}
}

// lastRefusal is what the latest answer refused, nil where it refused nothing.
func (d *desk) lastRefusal() *refused {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// lastGave reports whether the latest answer was to give out something.
func (d *desk) lastGave() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.given
}

// codeLasts is how long the latest device code holds.
func (d *desk) codeLasts() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.holds
}

// forget begins an attempt that knows nothing of the ones before.
func (d *desk) forget() {
	d.keep(nil, false, 0)
	d.note(nil)
}
