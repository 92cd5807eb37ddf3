package mask

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// Learn learns the names that text shows by its form: mail addresses,
// distinguished names, accounts of a domain.
func (n *Names) Learn(text string) {
	for _, found := range mailLike().FindAllString(text, -1) {
		n.Add(User, found)
	}
	for _, found := range rdnLike().FindAllString(text, -1) {
		n.rdn(found)
	}
}

// LearnHosts learns every host name and address in text: of a list, of proxy
// settings, of an URL.
func (n *Names) LearnHosts(kind Kind, text string) {
	for _, found := range addrLike().FindAllString(text, -1) {
		if _, err := netip.ParseAddr(found); err == nil {
			n.Add(kind, found)
		}
	}
	for _, found := range hostLike().FindAllString(text, -1) {
		n.Add(kind, found)
	}
	if _, behind, found := strings.Cut(text, "://"); found {
		text = behind
	}
	if bare, _, _ := strings.Cut(text, ":"); !strings.ContainsAny(bare, `.@\/ ;,=*`) && bare != "" {
		n.Add(kind, bare)
	}
}

// hosts are the keys of evidence whose values are hosts.
var hosts = map[string]Kind{
	"host": Host, "hosts": Host, "machine": Host, "sibling": Host, "opened": Host, "names": Host, "location": Host,
	"controller": DC, "pdc": DC, "srv": DC, "last_dc": DC, "preferred_dcs": DC, "preferred": DC, "same": DC, "source_host": DC,
	"proxy": Host, "win_http": Host, "winhttp": Host, "environment": Host, "machine_config": Host, "machine_config_bypass": Host, "engine": Host,
	"addresses": Address,
}

// named are the keys whose values are names of something else.
var named = map[string]Kind{
	"sam_account_name": User, "on_premises_sam": User, "account": Account, "display_name": Company, "organization": Company,
	"account_domain": Domain, "domain": Domain, "dns_domain": Domain, "dns_name": Domain, "netbios_name": Domain, "forest": Domain,
	"root_domain": Domain, "on_premises_domain": Domain, "connector": Domain, "domains": Domain, "elsewhere": Domain, "searched": Domain,
	"anchor": ID, "tenant": Domain,
}

// shared are the keys whose identifiers are the same in every tenant and every
// directory: of products, roles, rights and classes.
var shared = []string{"sku_id", "template_id", "object", "inherited_object", "heir"}

// untold are the keys of free text that nobody judges, and that may name
// anybody: of events, and of rows of the audit log.
var untold = []string{"text", "reason"}

// LearnJSON learns the names in evidence.
func (n *Names) LearnJSON(evidence json.RawMessage) {
	var value any
	if json.Unmarshal(evidence, &value) == nil {
		n.learn("", value)
	}
}

func (n *Names) learn(key string, v any) {
	switch v := v.(type) {
	case string:
		n.learnValue(key, v)
		n.identifiers(key, v)
	case []any:
		for _, part := range v {
			n.learn(key, part)
		}
	case map[string]any:
		_, product := v["part_number"]
		_, plan := v["status"]
		for _, name := range slices.Sorted(maps.Keys(v)) {
			switch {
			case name == "id" && (product || plan), slices.Contains(untold, name):
				continue
			case strings.ContainsAny(name, `.@\ `):
				n.LearnHosts(Host, name) // a key that is a name itself
				n.Learn(name)
			}
			n.learn(name, v[name])
		}
	}
}

// learnValue learns the names in the value of a key of evidence.
func (n *Names) learnValue(key, value string) {
	if said := key + "\x00" + value; n.heard != nil {
		if n.heard[said] {
			return
		}
		n.heard[said] = true
	}
	n.Learn(value)
	if value == "" || value == "-" {
		return
	}
	if kind, known := hosts[key]; known {
		n.LearnHosts(kind, value)
		return
	}
	switch {
	case key == "user" && !strings.Contains(value, "@"): // proxy settings of whoever ran the script
		n.LearnHosts(Host, value)
	case key == "name" && hostLike().FindString(value) == value: // of a domain, or of a connector
		n.Add(Domain, value)
	}
	if kind, known := named[key]; known && !rdnLike().MatchString(value) && !strings.Contains(value, " - ") {
		n.Add(kind, value)
	}
	if key == "trustee" {
		n.trustee(value)
	}
}

// identifiers learns those of objects and of the tenant. Sentences and commands
// hold such of rights as well, so only evidence tells which is which.
func (n *Names) identifiers(key, value string) {
	if slices.Contains(shared, key) {
		return
	}
	for _, id := range guidLike().FindAllString(value, -1) {
		if !strings.EqualFold(id, entraConnector) {
			n.word(ID, id)
		}
	}
}

// entraConnector is the identifier of the Microsoft Entra connector, which is
// the same on every server.
const entraConnector = "b891884f-051e-4a83-95af-2544101c9083"

// trustee learns the name behind a SID, "S-1-5-21-… (CORP\name)", or one that
// stands alone.
func (n *Names) trustee(value string) {
	sid, name, both := strings.Cut(strings.TrimSuffix(value, ")"), " (")
	if !both {
		name = sid
	}
	wellKnown := strings.HasPrefix(sid, "S-1-") && !strings.HasPrefix(sid, "S-1-5-21-")
	if wellKnown || strings.HasPrefix(name, "S-1-") || strings.Contains(name, "=") {
		return
	}
	n.Add(Account, name)
}

// JSON masks every string in evidence.
func (n *Names) JSON(text json.RawMessage) (json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("read the evidence: %w", err)
	}
	masked, err := json.Marshal(n.value(value))
	if err != nil {
		return nil, fmt.Errorf("write the evidence: %w", err)
	}
	return masked, nil
}

// value masks every string in evidence. Keys are ours and stay, but for those
// that are names themselves.
func (n *Names) value(v any) any {
	switch v := v.(type) {
	case string:
		if ours(v) {
			return v
		}
		return n.Text(v)
	case []any:
		for i := range v {
			v[i] = n.value(v[i])
		}
	case map[string]any:
		masked := make(map[string]any, len(v))
		for key, part := range v {
			if text, is := part.(string); is && slices.Contains(untold, key) && strings.ContainsFunc(text, unlikeACode) {
				part = ""
			}
			if strings.ContainsAny(key, `.@\ `) {
				key = n.Text(key)
			}
			masked[key] = n.value(part)
		}
		return masked
	}
	return v
}

// unlikeACode reports whether a code such as OnPremisesConnectivityError does
// not hold r.
func unlikeACode(r rune) bool {
	return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
}
