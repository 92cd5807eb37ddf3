package mask

import (
	"slices"
	"strings"
	"sync"
)

// suffix returns how many labels at the end of a domain name are everybody's:
// com, co.kr, local, onmicrosoft.com. Whatever stands before them names
// somebody, however short or common it is: lg.com, test.com.
func suffix(labels []string) int {
	at := func(fromEnd int) string {
		if i := len(labels) - fromEnd; i >= 0 {
			return strings.ToLower(labels[i])
		}
		return ""
	}
	last, before := at(1), at(2)
	count := 0
	switch {
	case before == "onmicrosoft":
		count = 2
	case countries()[last] && slices.Contains(secondLevel, before):
		count = 2
	case countries()[last], slices.Contains(topLevel, last):
		count = 1
	}
	if count == len(labels) && count > 1 { // then it is the name itself: go.kr
		return 1
	}
	return count
}

// topLevel are the last labels that anybody can register below, and those of
// private networks. A company's own, such as its brand, is a name.
var topLevel = strings.Fields("com net org edu gov mil int info biz name pro arpa dev app cloud local localdomain localhost lan internal intern corp home private test example invalid")

// secondLevel are the labels below that of a country that anybody can register
// below.
var secondLevel = strings.Fields("co com or org ac go gov re ne net edu pe hs ms es sc kg mil id ltd plc gob nom")

// countries are the top level domains of countries (IANA, Root Zone Database).
var countries = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for code := range strings.FieldsSeq(`
		ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg
		ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi
		gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw
		ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng
		ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm
		sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf
		ws ye yt za zm zw`) {
		all[code] = true
	}
	return all
})

// components masks a run of DC components, which are the labels of one domain.
func (n *Names) components(run string) string {
	parts := strings.Split(run, ",")
	labels := make([]string, len(parts))
	for i, part := range parts {
		_, value, _ := strings.Cut(part, "=")
		labels[i] = strings.TrimSpace(value)
	}
	for i := range len(parts) - suffix(labels) {
		if head, value, _ := strings.Cut(parts[i], "="); value != "" {
			parts[i] = head + "=" + n.One(Domain, labels[i])
		}
	}
	return strings.Join(parts, ",")
}

// dnsName is the DNS name that a run of DC components makes up.
func dnsName(run string) string {
	parts := strings.Split(run, ",")
	for i, part := range parts {
		_, value, _ := strings.Cut(part, "=")
		parts[i] = strings.TrimSpace(value)
	}
	return strings.Join(parts, ".")
}
