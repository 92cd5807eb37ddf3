package e2e_test

import (
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
)

// centreSieges are those of key distribution centres, over TCP (RFC 4120
// 7.2.2: four bytes of length before each message).
func centreSieges(t *testing.T) []siege {
	t.Helper()
	f := newForger(t)
	honestly := &hostileController{at: "never"}
	addr := serveAt(t, "127.0.0.1:0", f.config(), honestly.serve)
	framed := func(length uint32, part []byte) func(net.Conn) {
		return func(conn net.Conn) {
			_, _ = conn.Write(binary.BigEndian.AppendUint32(nil, length))
			endless(conn, part)
		}
	}
	most := uint32(128 << 10)
	var list []siege
	for name, say := range map[string]func(net.Conn){
		"length-of-4-GB":   framed(1<<32-1, []byte("x")),
		"length-of-2-GB":   framed(1<<31-1, []byte{0x30, 0}),
		"junk":             framed(most, []byte{0xff, 0x13, 0x80}),
		"empty-elements":   framed(most, []byte{0x30, 0}),
		"deep":             framed(most, []byte{0x30, 0x83, 0x01, 0xff, 0xff}),
		"error-of-nothing": framed(most, []byte{0x7e, 0x83, 0x01, 0xff, 0xf0, 0x30, 0x83, 0x01, 0xff, 0xe0}),
		"ticket-in-row":    framed(most, []byte{0x6b, 0x83, 0x01, 0xff, 0xf0, 0x30, 0x83, 0x01, 0xff, 0xe0}),
	} {
		hostile, bites := counted(func(conn net.Conn) {
			if _, err := conn.Read(make([]byte, 4096)); err == nil {
				say(conn)
			}
		})
		conf := filepath.Join(t.TempDir(), "krb5.conf")
		centre := serveAt(t, "127.0.0.1:0", nil, hostile)
		text := "[libdefaults]\n default_realm = CORP.TEST\n dns_lookup_kdc = false\n[realms]\n CORP.TEST = {\n  kdc = " + centre + "\n }\n"
		if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := directorySiege(f, "KDC", name, "check", addr, nameServer(t, nil), bites)
		s.args = append(s.args, "--sign-in", "kerberos")
		s.env = append(s.env, "KRB5_CONFIG="+conf)
		list = append(list, s)
	}
	return list
}

// fileSieges are files that a person opens.
func fileSieges(t *testing.T) []siege {
	t.Helper()
	folder := t.TempDir()
	file := func(name string, write func(io.Writer)) string {
		path := filepath.Join(folder, name)
		out, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		write(out)
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := func(head, part, tail string, size int) func(io.Writer) {
		return func(w io.Writer) {
			_, _ = io.WriteString(w, head)
			repeatTo(w, part, size)
			_, _ = io.WriteString(w, tail)
		}
	}
	const most = 6<<20 - 4096
	files := map[string]string{
		"huge":           file("huge", func(w io.Writer) { _ = w.(*os.File).Truncate(100 << 20) }), // it takes no room
		"zero":           "/dev/zero",
		"wide":           file("wide", text(`{"schema":"writeback-doctor/case/1","findings":[`, `{},`, `{}]}`, most)),
		"wide-names":     file("names", text(`{"schema":"writeback-doctor/case/1"`, `,"a":0`, `}`, most)),
		"deep":           file("deep", text("", `[`, "", most)),
		"long-text":      file("long", text(`{"schema":"writeback-doctor/case/1","findings":[],"x":"`, `x`, `"}`, most)),
		"long-escapes":   file("escapes", text(`{"schema":"writeback-doctor/case/1","facts":{"user":"`, `\u0000`, `"},"findings":[]}`, most)),
		"many-texts":     file("texts", text(`{"schema":"writeback-doctor/case/1","findings":[],"x":[`, `"012345678901234567890123456789",`, `""]}`, most)),
		"collected-wide": file("collected", text(`{"schema":"writeback-doctor/collect/1","events":{"events":[`, `{"id":31034,"message":"hosts"},`, `{}]}}`, most)),
		"bomb":           file("bomb", text("a: &a [x,x,x,x,x,x,x,x,x]\nb: [", "*a,", "*a]\n", 60<<10)),
		"wide-yaml":      file("wide-yaml", text("user: {", "u: {}, ", "u: {}}\n", 250<<10)),
		"certificates":   file("certificates", text("", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "", 900<<10)),
		"endless-line":   file("line", text(`{"id":"`, "x", `"}`, 30<<20)),
		"many-lines":     file("lines", text("", "{}\n", "", 3<<20)),
	}
	commands := map[string][]string{
		"case": {"open", "FILE", "--format", "json"}, "case-text": {"open", "FILE", "--format", "text"},
		"server-file": {"check", "--server-file", "FILE", "--format", "json"},
		"world":       {"check", "--world", "FILE"}, "answers": {"check", "--answers", "FILE"},
		"ca-file": {"check", "--ca-file", "FILE"}, "keytab": {"check", "--account", "kim@corp.test", "--keytab", "FILE"},
	}
	var list []siege
	for name, path := range files {
		for kind, line := range commands {
			s := siege{kind: "file: " + kind, name: name, codes: []int{0, 1, 2, 64}, named: nameServer(t, nil)}
			for _, word := range line {
				if word == "FILE" {
					word = path
				}
				s.args = append(s.args, word)
			}
			list = append(list, s)
		}
		s := siege{kind: "file: standard input", name: name, codes: []int{0, 1, 2, 64}, args: []string{"rights", "--stdin"}, stdin: func() *os.File {
			in, err := os.Open(path)
			if err != nil {
				t.Error(err)
			}
			return in
		}}
		if name != "zero" { // it has no end, and a stream needs none
			list = append(list, s)
		}
		list = append(list,
			siege{kind: "file: ticket cache", name: name, args: []string{"check", "--domain", "corp.test", "--controller", "127.0.0.1:1", "--sign-in", "kerberos"}, env: []string{"KRB5CCNAME=" + path}, named: nameServer(t, nil), codes: []int{2, 64}},
			siege{kind: "file: krb5.conf", name: name, args: []string{"check", "--domain", "corp.test", "--controller", "127.0.0.1:1", "--sign-in", "kerberos"}, env: []string{"KRB5_CONFIG=" + path}, named: nameServer(t, nil), codes: []int{2, 64}},
		)
	}
	return list
}

// repeatTo writes the part again and again, up to size.
func repeatTo(w io.Writer, part string, size int) {
	block := make([]byte, 0, 64<<10)
	for len(block)+len(part) <= cap(block) {
		block = append(block, part...)
	}
	for ; size >= len(block); size -= len(block) {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
	for ; size >= len(part); size -= len(part) {
		_, _ = io.WriteString(w, part)
	}
}
