package lab

import "go.yaml.in/yaml/v3"

// writeAnswer is what a controller says to a new password instead of the truth.
type writeAnswer struct {
	code, number int // of LDAP and of Windows
	lost         bool
}

func (p *person) writeBind(r *reader, n *yaml.Node) {
	p.answersWrite = &writeAnswer{code: 53}
	const most = 1 << 30
	section(keys{
		"code": number(&p.answersWrite.code, 1, 80), "number": number(&p.answersWrite.number, 0, most), "lost": flag(&p.answersWrite.lost),
	})(r, n)
}
