package evtxtest

import (
	"encoding/binary"
	"hash/crc32"
	"time"
)

// The tokens and kinds that are written.
const (
	open, closeStart, closeEmpty, closing, text, attribute = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
	template, optional, fragment, more                     = 0x0c, 0x0e, 0x0f, 0x40
	kindText, kindByte, kindTwo, kindFour, kindEight       = 0x01, 0x04, 0x06, 0x08, 0x0a
	kindBinary, kindGUID, kindTime, kindSID, kindHex       = 0x0e, 0x0f, 0x11, 0x13, 0x15
	kindXML, kindTexts                                     = 0x21, 0x81
)

// value is one that comes into a template. The zero value is null.
type value struct {
	kind byte
	data []byte
	deep func() // writes it, where it is BinXml itself
}

// record writes one record with its frame.
func (c *chunk) record(e Event) {
	le := binary.LittleEndian
	from := len(c.data)
	c.byte('*', '*', 0, 0)
	c.four(0)
	number := c.first
	if c.records > 0 {
		number = c.last + 1
	}
	c.eight(number + 1)
	c.eight(fileTime(e.At))
	c.byte(fragment, 1, 1, 0)
	values := make([]value, 20)
	values[0] = value{kind: kindByte, data: []byte{byte(e.Level)}}
	values[1] = value{kind: kindByte, data: []byte{0}}
	values[2] = value{kind: kindTwo, data: []byte{0, 0}}
	values[3] = value{kind: kindTwo, data: le.AppendUint16(nil, uint16(e.ID))}
	values[4] = value{kind: kindTwo, data: []byte{0, 0}}
	values[5] = value{kind: kindHex, data: le.AppendUint64(nil, 1<<55)} // classic
	values[6] = value{kind: kindTime, data: le.AppendUint64(nil, fileTime(e.At))}
	values[8] = value{kind: kindFour, data: []byte{0, 0, 0, 0}}
	values[9] = value{kind: kindFour, data: []byte{0, 0, 0, 0}}
	values[10] = value{kind: kindEight, data: le.AppendUint64(nil, e.Record)}
	values[11] = value{kind: kindByte, data: []byte{0}}
	values[19] = value{kind: kindXML, deep: func() { c.texts(e.Data) }}
	c.instance("event "+e.Provider+"\n"+e.Channel+"\n"+e.Computer, func() { c.event(e) }, values)
	c.byte(0)
	c.four(len(c.data) - from + 4)
	c.size(from+4, from)
	if c.records++; c.records == 1 {
		c.ids[0] = e.Record
	}
	c.last, c.at, c.ids[1] = number, from, e.Record
}

// fileTime counts the hundreds of nanoseconds since 1601.
func fileTime(at time.Time) uint64 {
	since := at.Unix() + 11_644_473_600
	return uint64(since)*10_000_000 + uint64(at.Nanosecond())/100
}

// instance writes what a template is made of, the first time, and its values.
func (c *chunk) instance(name string, body func(), values []value) {
	c.byte(template, 1)
	id := int(crc32.ChecksumIEEE([]byte(name)))
	c.four(id)
	if at, known := c.templates[name]; known {
		c.four(at)
	} else {
		at := len(c.data) + 4
		c.templates[name] = at
		c.four(at)
		c.chained(templateTable+4*(id%32), at)
		c.four(id) // of the GUID, which begins with it
		c.byte(make([]byte, 12)...)
		size := len(c.data)
		c.four(0)
		c.byte(fragment, 1, 1, 0)
		body()
		c.byte(0)
		c.size(size, size+4)
	}
	c.four(len(values))
	heads := len(c.data)
	for _, v := range values {
		c.two(len(v.data))
		c.byte(v.kind, 0)
	}
	for i, v := range values {
		from := len(c.data)
		c.byte(v.data...)
		if v.deep != nil {
			v.deep()
			binary.LittleEndian.PutUint16(c.data[heads+4*i:], uint16(len(c.data)-from))
		}
	}
}

// texts writes the values of the event, which come as one array.
func (c *chunk) texts(all []string) {
	var joined []byte
	for _, one := range all {
		joined = append(append(joined, wide(one)...), 0, 0)
	}
	c.byte(fragment, 1, 1, 0)
	c.instance("texts", func() {
		c.element("EventData", -1, nil, func() {
			c.element("Data", 0, nil, func() { c.substitute(0, kindTexts) })
			c.element("Binary", 2, nil, func() { c.substitute(2, kindBinary) })
		})
	}, []value{{kind: kindTexts, data: joined}, {}, {kind: kindBinary}})
	c.byte(0)
}

func (c *chunk) substitute(which int, kind byte) {
	c.byte(optional)
	c.two(which)
	c.byte(kind)
}

// part is one attribute of an element.
type part struct {
	name  string
	value func()
}

// element writes one that depends on a value, -1 for none. Nil for its content is
// an empty one.
func (c *chunk) element(name string, dependsOn int, attributes []part, content func()) {
	token := byte(open)
	if len(attributes) > 0 {
		token |= more
	}
	c.byte(token)
	c.two(dependsOn)
	size := len(c.data)
	c.four(0)
	c.name(name)
	if len(attributes) > 0 {
		all := len(c.data)
		c.four(0)
		for i, a := range attributes {
			token := byte(attribute)
			if i < len(attributes)-1 {
				token |= more
			}
			c.byte(token)
			c.name(a.name)
			a.value()
		}
		c.size(all, all+4)
	}
	if content == nil {
		c.byte(closeEmpty)
	} else {
		c.byte(closeStart)
		content()
		c.byte(closing)
	}
	c.size(size, size+4)
}

func (c *chunk) text(s string) {
	c.byte(text, kindText)
	c.two(len(wide(s)) / 2)
	c.letters(s)
}

// event is the template of the events of one source.
func (c *chunk) event(e Event) {
	said := func(s string) func() { return func() { c.text(s) } }
	of := func(which int, kind byte) func() { return func() { c.substitute(which, kind) } }
	c.element("Event", -1, []part{{"xmlns", said("http://schemas.microsoft.com/win/2004/08/events/event")}}, func() {
		c.element("System", -1, nil, func() {
			c.element("Provider", -1, []part{{"Name", said(e.Provider)}}, nil)
			c.element("EventID", 3, []part{{"Qualifiers", of(4, kindTwo)}}, of(3, kindTwo))
			c.element("Version", 11, nil, of(11, kindByte))
			c.element("Level", 0, nil, of(0, kindByte))
			c.element("Task", 2, nil, of(2, kindTwo))
			c.element("Opcode", 1, nil, of(1, kindByte))
			c.element("Keywords", 5, nil, of(5, kindHex))
			c.element("TimeCreated", -1, []part{{"SystemTime", of(6, kindTime)}}, nil)
			c.element("EventRecordID", 10, nil, of(10, kindEight))
			c.element("Correlation", -1, []part{{"ActivityID", of(7, kindGUID)}, {"RelatedActivityID", of(18, kindGUID)}}, nil)
			c.element("Execution", -1, []part{{"ProcessID", of(8, kindFour)}, {"ThreadID", of(9, kindFour)}}, nil)
			c.element("Channel", -1, nil, said(e.Channel))
			c.element("Computer", -1, nil, said(e.Computer))
			c.element("Security", -1, []part{{"UserID", of(12, kindSID)}}, nil)
		})
		c.substitute(19, kindXML)
	})
}
