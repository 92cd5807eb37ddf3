package lab

import (
	"context"
	"crypto/tls"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// browseLimit ends a visit of the browser of the lab, on this machine's time:
// everything that it asks is on loopback. It is far more than a busy machine
// takes; a world that ends sooner ends the visit with it.
const browseLimit = 5 * time.Minute

var (
	errNoBrowser = errors.New("there is no browser in this world")
	errNoForm    = errors.New("the page sends nothing back")
)

// Browse is the browser of the person of this world: it goes to an address over
// the world's own road and sends back what the page there says, as a real one
// does. It returns at once; in a world in which nobody signs in with a browser it
// is an error.
func (l *Lab) Browse(address string) error {
	if l.world.credentials.tenant != signInBrowser && l.world.credentials.tenant != signInDeviceCode {
		return errNoBrowser
	}
	l.group.Go(func() {
		var err error
		defer probes.Caught(&err)
		ctx, cancel := context.WithTimeout(l.ctx, browseLimit) //nolint:forbidigo // of this machine
		defer cancel()
		err = l.visit(ctx, address)
	})
	return nil
}

func (l *Lab) visit(ctx context.Context, address string) error {
	network := l.Network()
	client := &http.Client{Transport: &http.Transport{
		DialContext: network.DialContext, TLSClientConfig: &tls.Config{RootCAs: network.Roots, MinVersion: tls.VersionTLS12},
	}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("go to the page: %w", err)
	}
	answer, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	to, fields, err := formOf(io.LimitReader(answer.Body, largest))
	if err != nil {
		return err
	}
	return l.post(ctx, to, fields)
}

// post hands a form to whoever waits for it on this machine.
func (l *Lab) post(ctx context.Context, to string, fields url.Values) error {
	back, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(fields.Encode()))
	if err != nil {
		return fmt.Errorf("go back: %w", err)
	}
	back.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	loopback := &http.Client{Transport: &http.Transport{}} // no proxy stands before this machine itself
	defer loopback.CloseIdleConnections()
	answer, err := loopback.Do(back)
	if err != nil {
		return fmt.Errorf("go back: %w", err)
	}
	l.pace.noise()
	return answer.Body.Close() //nolint:wrapcheck // nobody reads it
}

// formOf reads the one form of a page that sends itself.
func formOf(page io.Reader) (to string, fields url.Values, err error) {
	fields = url.Values{}
	decoder := xml.NewDecoder(page)
	decoder.Strict = false
	for {
		token, err := decoder.Token()
		if err != nil {
			break // the end, or no such page
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]string{}
		for _, a := range element.Attr {
			at[a.Name.Local] = a.Value
		}
		switch element.Name.Local {
		case "form":
			to = at["action"]
		case "input":
			fields.Set(at["name"], at["value"])
		}
	}
	if to == "" {
		return "", nil, errNoForm
	}
	return to, fields, nil
}
