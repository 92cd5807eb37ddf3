package evtx

import "encoding/binary"

// cursor reads a span of a chunk. Beyond its end there are zeros, and it is
// broken from then on.
type cursor struct {
	chunk   *chunk
	at, end int // offsets in the chunk
	broken  bool
}

// span returns the offset of the next n bytes and goes past them.
func (c *cursor) span(n int) int {
	if n < 0 || n > c.end-c.at {
		c.broken, c.at = true, c.end
		return c.end
	}
	from := c.at
	c.at += n
	return from
}

func (c *cursor) byte() byte {
	if at := c.span(1); !c.broken {
		return c.chunk.data[at]
	}
	return 0
}

func (c *cursor) two() int {
	if at := c.span(2); !c.broken {
		return int(binary.LittleEndian.Uint16(c.chunk.data[at:]))
	}
	return 0
}

// four returns four bytes as a number; one that is no length in a chunk is as
// good as any other such.
func (c *cursor) four() int {
	if at := c.span(4); !c.broken {
		return int(min(binary.LittleEndian.Uint32(c.chunk.data[at:]), 1<<30))
	}
	return 0
}

// letters returns text of so many letters in UTF-16 as its length says.
func (c *cursor) letters() value {
	n := 2 * c.two()
	from := c.span(n)
	if c.broken {
		return value{}
	}
	return value{kind: kindText, from: from, to: from + n}
}

// name reads the offset of a name, and the name where it stands right behind.
func (c *cursor) name() string {
	at := c.four()
	name, end, there := c.chunk.name(at)
	if !there || c.broken {
		c.broken = true
		return ""
	}
	if at == c.at {
		c.span(end - at)
	}
	return name
}
