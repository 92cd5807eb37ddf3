package evtx

// The tokens of BinXml ([MS-EVEN6] 2.2.12); more is the flag of those behind
// which something of the same sort follows.
const (
	tokenEnd          = 0x00
	tokenOpen         = 0x01
	tokenCloseStart   = 0x02
	tokenCloseEmpty   = 0x03
	tokenClose        = 0x04
	tokenValue        = 0x05
	tokenAttribute    = 0x06
	tokenCData        = 0x07
	tokenCharacter    = 0x08
	tokenEntity       = 0x09
	tokenTarget       = 0x0a
	tokenInstruction  = 0x0b
	tokenTemplate     = 0x0c
	tokenSubstitution = 0x0d
	tokenOptional     = 0x0e
	tokenFragment     = 0x0f
	more              = 0x40
)

// Bounds of what stands in one another: the XML of an event is four deep, and a
// template in a template in a template is more than was ever seen.
const (
	elementsDeep  = 32
	templatesDeep = 8
)

// templateHead is what stands before the BinXml of a template: the offset of the
// next one, a GUID, and the size.
const templateHead = 4 + 16 + 4

// walker reads the BinXml of one record into an event.
type walker struct {
	chunk     *chunk
	wanted    func(provider string) bool
	event     Event
	path      [elementsDeep]string // the open elements, outermost first
	depth     int
	attribute string // the one whose value comes; "" is of content
	data      []byte // of the element Data that is open
	deep      int    // templates and fragments around
}

// record reads what stands between two offsets of the chunk, and reports whether
// that is an event.
func (w *walker) record(from, to int) bool {
	c := cursor{chunk: w.chunk, at: from, end: to}
	w.fragment(&c, nil, false)
	return !c.broken && w.depth == 0 && w.event.ID != ""
}

// fragment reads tokens up to the end, or the token of it. Only the elements of a
// template have the number of what they depend on.
func (w *walker) fragment(c *cursor, values []value, template bool) {
	w.deep++
	defer func() { w.deep-- }()
	if w.deep > templatesDeep {
		c.broken = true
	}
	for c.at < c.end && !c.broken {
		if w.chunk.tokens--; w.chunk.tokens < 0 {
			c.broken = true
			return
		}
		token := c.byte()
		switch token &^ more {
		case tokenEnd:
			return
		case tokenOpen, tokenCloseStart, tokenCloseEmpty, tokenClose, tokenAttribute:
			w.element(c, token, template)
		case tokenTemplate:
			w.template(c)
		case tokenSubstitution, tokenOptional:
			w.substitute(c, values)
		case tokenFragment:
			c.span(3)
		default:
			w.plain(c, token)
		}
	}
}

// element opens and closes elements, and begins attributes.
func (w *walker) element(c *cursor, token byte, template bool) {
	switch token &^ more {
	case tokenOpen:
		if template {
			c.span(2)
		}
		c.span(4) // the size of the element
		name := c.name()
		if token&more != 0 {
			c.span(4) // that of its attributes
		}
		if w.depth == elementsDeep {
			c.broken = true
			return
		}
		w.path[w.depth], w.attribute = name, ""
		w.depth++
	case tokenAttribute:
		w.attribute = c.name()
	case tokenCloseStart:
		w.attribute = ""
	default: // closed, empty or not
		if w.attribute = ""; w.depth == 0 {
			c.broken = true
			return
		}
		if w.inData() {
			w.next()
		}
		w.depth--
	}
}

// plain reads what stands in an element or an attribute by itself.
func (w *walker) plain(c *cursor, token byte) {
	switch token &^ more {
	case tokenValue:
		if c.byte() != kindText { // the only kind that may stand here
			c.broken = true
			return
		}
		w.put(c, c.letters())
	case tokenCData:
		w.put(c, c.letters())
	case tokenCharacter:
		w.write(c, string(rune(c.two()))) //nolint:gosec // two bytes
	case tokenEntity:
		w.write(c, entities[c.name()])
	case tokenTarget:
		c.name()
	case tokenInstruction:
		c.letters()
	default:
		c.broken = true
	}
}

// entities are those of XML.
var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"} //nolint:gochecknoglobals // a table

// template reads an instance of a template: where the template is, which may be
// here, and the values that come into it.
func (w *walker) template(c *cursor) {
	c.span(1 + 4)
	at := c.four()
	body := cursor{chunk: c.chunk, at: at, end: len(c.chunk.data)}
	here := at == c.at
	body.span(templateHead - 4)
	size := body.four()
	body.end = body.span(size) + size
	body.at = body.end - size
	if body.broken {
		c.broken = true
		return
	}
	if here {
		c.span(templateHead + size)
	}
	values := w.values(c)
	if c.broken {
		return
	}
	w.fragment(&body, values, true)
	c.broken = body.broken
}

// values reads the values of a template: their sizes and kinds first, and then
// what they are.
func (w *walker) values(c *cursor) []value {
	count := c.four()
	if c.broken || count > (c.end-c.at)/4 {
		c.broken = true
		return nil
	}
	w.chunk.tokens -= count
	kinds := c.span(4 * count)
	values := make([]value, count)
	for i := range values {
		head := cursor{chunk: c.chunk, at: kinds + 4*i, end: kinds + 4*i + 4}
		size := head.two()
		from := c.span(size)
		values[i] = value{kind: head.byte(), from: from, to: from + size}
	}
	return values
}

// substitute puts one of the values in its place. One that is not there is as
// one of the kind null: an older event of a template that grew.
func (w *walker) substitute(c *cursor, values []value) {
	which := c.two()
	c.byte() // the kind that it is declared to have; its own counts
	if c.broken || which >= len(values) {
		return
	}
	v := values[which]
	if v.kind != kindBinXML {
		w.put(c, v)
		return
	}
	inner := cursor{chunk: c.chunk, at: v.from, end: v.to}
	w.fragment(&inner, nil, false)
	c.broken = c.broken || inner.broken
}
