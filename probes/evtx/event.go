package evtx

// deep is how deep the fields stand that are read: Event, System, Level.
const deep = 3

// inData reports whether the innermost element is one of the values of the event.
func (w *walker) inData() bool {
	return w.depth == deep && w.attribute == "" && w.path[1] == "EventData" && w.path[2] == "Data"
}

// next ends one of the values.
func (w *walker) next() {
	if len(w.data) > 0 {
		w.event.Data = append(w.event.Data, string(w.data))
	}
	w.data = w.data[:0]
}

// put puts a value where it stands. Several texts in one value are as many
// elements ([MS-EVEN6] 3.1.4.7.5), which is how programs hand over the texts of
// an event that no manifest describes.
func (w *walker) put(c *cursor, v value) {
	switch {
	case c.broken || !w.belongs():
	case v.kind == kindText|kindArray && w.inData():
		for _, text := range w.chunk.texts(v) {
			w.write(c, text)
			w.next()
		}
	default:
		w.write(c, w.chunk.text(v))
	}
}

// belongs reports whether text that comes now is of a field that is read.
func (w *walker) belongs() bool {
	if w.inData() {
		return w.reads()
	}
	return w.field() != nil
}

// write adds to the field that is open, if any.
func (w *walker) write(c *cursor, text string) {
	if w.chunk.bytes -= len(text); w.chunk.bytes < 0 {
		c.broken = true
		return
	}
	if w.inData() {
		w.data = append(w.data, text...)
	} else if f := w.field(); f != nil {
		*f += text
	}
}

// field is where text that comes now belongs, but for the values of the event;
// nil is nowhere.
func (w *walker) field() *string {
	if w.depth != deep || w.path[0] != "Event" {
		return nil
	}
	switch name := w.path[2]; {
	case w.path[1] == "System" && w.attribute == "":
		return w.content(name)
	case w.path[1] == "System" && name == "Provider" && w.attribute == "Name":
		return &w.event.Provider
	case w.path[1] == "System" && name == "TimeCreated" && w.attribute == "SystemTime":
		return &w.event.Time
	case w.path[1] == "RenderingInfo" && name == "Message" && w.attribute == "" && w.reads():
		return &w.event.Message
	default:
		return nil
	}
}

// content is the field that an element of System holds.
func (w *walker) content(name string) *string {
	switch name {
	case "EventID":
		return &w.event.ID
	case "Level":
		return &w.event.Level
	case "EventRecordID":
		return &w.event.Record
	case "Channel":
		return &w.event.Channel
	case "Computer":
		return &w.event.Computer
	default:
		return nil
	}
}

// reads reports whether the texts of this event are wanted. Its provider stands
// before them.
func (w *walker) reads() bool { return w.wanted == nil || w.wanted(w.event.Provider) }
