package timeline

import "example.com/writeback-doctor/steps/reenable"

// Mark is what a line has in the lane of one place.
type Mark string

// The marks. Out and In are the two ends of what crossed to the next place, No is
// an end at which it did not arrive.
const (
	NoMark   Mark = "none"
	Point    Mark = "point"
	OutRight Mark = "out-right"
	OutLeft  Mark = "out-left"
	InLeft   Mark = "in-left" // it came from the left
	InRight  Mark = "in-right"
	NoLeft   Mark = "no-left" // it came from the left, and not in
	NoRight  Mark = "no-right"
)

// Lanes are the marks of a line in cloud, server and directory. What crosses is
// drawn between the two places that it crosses; the place that noted it is one of
// them.
func (l *Line) Lanes() [3]Mark {
	lanes := [3]Mark{NoMark, NoMark, NoMark}
	in, out := InLeft, InRight
	if l.Broken {
		in, out = NoLeft, NoRight
	}
	switch l.Crosses {
	case reenable.CloudToServer:
		lanes[0], lanes[1] = OutRight, in
	case reenable.ServerToCloud:
		lanes[0], lanes[1] = out, OutLeft
	case reenable.ServerToDirectory:
		lanes[1], lanes[2] = OutRight, in
	default:
		for i, place := range Places() {
			if place == l.Place {
				lanes[i] = Point
			}
		}
	}
	return lanes
}
