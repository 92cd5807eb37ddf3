package action

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
)

// Schema names the format of what act.ps1 prints.
const Schema = "writeback-doctor/act/1"

// Names of the parameters of act.ps1.
const (
	parameterRequest = "-Request"
	parameterOutFile = "-OutFile"
)

// maxAnswer bounds what act.ps1 prints, in bytes.
const maxAnswer = 64 << 10

var (
	errEmpty   = errors.New("it printed nothing")
	errSchema  = errors.New("not an answer of this version")
	errNoOrder = errors.New("no order among the arguments")
	errTooBig  = errors.New("the answer is too big")
)

// Document is what act.ps1 prints.
type Document struct {
	Schema string           `json:"schema"`
	Host   string           `json:"host"`
	Failed *probes.Obstacle `json:"failed,omitempty"` // it was not reached, or the road to it broke
	probes.Performed
}

// failure is why nobody knows whether an order was carried out.
func (d *Document) failure(computer string) error {
	o := *d.Failed
	if kind, known := powershell.KindOf(o.Code); known {
		o.Kind = kind
	}
	if o.Host == "" {
		o.Host = computer
	}
	return &o
}

// decode reads the document in what was printed. It is ASCII on one line, so what
// stands before it and the breaks that a window put into it can be taken away.
func decode(printed []byte) (Document, error) {
	if len(printed) > maxAnswer {
		return Document{}, errTooBig
	}
	at := bytes.Index(printed, []byte(`{"schema":`))
	if at < 0 {
		return Document{}, errSchema
	}
	line := bytes.ReplaceAll(bytes.ReplaceAll(printed[at:], []byte("\r"), nil), []byte("\n"), nil)
	var d Document
	if err := json.NewDecoder(bytes.NewReader(line)).Decode(&d); err != nil {
		return Document{}, fmt.Errorf("read the answer: %w", err)
	}
	if d.Schema != Schema {
		return Document{}, errSchema
	}
	if d.Why != nil && d.Why.Code == "0x00000000" {
		d.Why.Code = ""
	}
	return d, nil
}

func encode(order probes.Order) (string, error) {
	text, err := json.Marshal(order)
	if err != nil {
		return "", fmt.Errorf("write the order: %w", err)
	}
	return base64.StdEncoding.EncodeToString(text), nil
}

// ParseOrder returns the order in a command line that this package built, and the
// file that the answer goes to, for whoever stands in for powershell.exe. The
// error is that of a command line with another script.
func ParseOrder(args []string) (order probes.Order, outFile string, err error) {
	err = errNoOrder
	for i := 0; i+1 < len(args); i++ {
		switch {
		case strings.EqualFold(args[i], parameterRequest):
			var text []byte
			if text, err = base64.StdEncoding.DecodeString(args[i+1]); err == nil {
				err = json.Unmarshal(text, &order)
			}
		case strings.EqualFold(args[i], parameterOutFile):
			outFile = args[i+1]
		}
	}
	if err == nil && order.Deed == "" {
		err = errNoOrder
	}
	return order, outFile, err
}
