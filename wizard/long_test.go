package wizard

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// TestALongNameBreaksBetweenItsParts: a distinguished name behind a comma and never in
// a value that has room, an account and a path behind what parts them; and nothing is
// lost or added.
func TestALongNameBreaksBetweenItsParts(t *testing.T) {
	t.Parallel()
	const (
		dn   = `CN=Kim Min Ji,OU=서울 본사 Sales Team,OU=Staff and Contractors,DC=corp,DC=contoso,DC=com`
		odd  = `CN=Kim\, Min Ji,OU=Sales\, East and West,OU=Staff,DC=corp,DC=contoso,DC=com`
		upn  = "a.very.long.name.of.somebody@a-rather-long-domain.of.contoso.example.com"
		path = `C:\Program Files\Microsoft Azure AD Sync\Bin\ADSync\ADSync.psd1\and-a-long-file-name.json`
		sam  = `CORPORATION-OF-EUROPE\MSOL_0a1b2c3d4e5f0a1b2c3d4e5f`
	)
	for name, c := range map[string]struct {
		text  string
		whole []string // parts that no line may cut where they fit
	}{
		"a distinguished name":      {dn, []string{"CN=Kim Min Ji,", "OU=서울 본사 Sales Team,", "OU=Staff and Contractors,", "DC=corp,"}},
		"in a sentence":             {"The entry " + dn + " stands there, 7 days long.", []string{"CN=Kim Min Ji,", "OU=서울 본사 Sales Team,", "OU=Staff and Contractors,"}},
		"in a Korean sentence":      {"그 항목(" + dn + ")을 봅니다.", []string{"CN=Kim Min Ji,", "OU=서울 본사 Sales Team,"}},
		"with commas in its values": {"See " + odd + ".", []string{`CN=Kim\, Min Ji,`, `OU=Sales\, East and West,`}},
		"a UPN":                     {upn, []string{"a.very.long.name.of.somebody@", "a-rather-long-domain.of.contoso.example.com"}},
		"a path":                    {"See " + path, []string{"ADSync.psd1\\", "and-a-long-file-name.json"}},
		"an account":                {sam, []string{"CORPORATION-OF-EUROPE\\", "MSOL_0a1b2c3d4e5f0a1b2c3d4e5f"}},
	} {
		for width := 12; width < 100; width++ {
			lines := wrap(c.text, width)
			text := strings.Join(lines, "\n")
			if strip(text) != strip(c.text) {
				t.Fatalf("%s at %d: %q became\n%s", name, width, c.text, text)
			}
			for _, line := range lines {
				if ansi.StringWidth(line) > width {
					t.Errorf("%s at %d: %q is too wide", name, width, line)
				}
			}
			for _, part := range c.whole {
				if ansi.StringWidth(part) < width && !strings.Contains(text, part) {
					t.Errorf("%s at %d: %q is cut:\n%s", name, width, part, text)
				}
			}
		}
	}
}

// strip is a text without the places where a line can end.
func strip(s string) string { return strings.Join(strings.Fields(s), "") }

// TestACommandOnACardBreaksBetweenParts of the names in it.
func TestACommandOnACardBreaksBetweenParts(t *testing.T) {
	t.Parallel()
	const command = `Set-ADUser -Identity 'CN=Kim\, Min Ji,OU=Sales\, East,OU=Staff and Contractors,DC=corp,DC=contoso,DC=com' -Clear adminCount`
	for width := 30; width < 100; width++ {
		text := strings.Join(laid(steps.PowerShell, command, width), "\n")
		for _, part := range []string{`CN=Kim\, Min Ji,`, `OU=Sales\, East,`, "OU=Staff and Contractors,", "DC=contoso,"} {
			if !strings.Contains(text, part) {
				t.Errorf("at %d %q is cut:\n%s", width, part, text)
			}
		}
	}
}

// TestTheCopyScreenBreaksNothing: what stands there bare is the command, or it says how
// wide a window has to be, and F2 does the same.
func TestTheCopyScreenBreaksNothing(t *testing.T) {
	t.Parallel()
	const dn = "'CN=Kim Min Ji,OU=Sales Team of the East,OU=Staff and Contractors,DC=corp,DC=contoso,DC=com'"
	const command = "Set-ADUser -Identity " + dn + " -Clear adminCount"
	blocks := []steps.Block{{Part: steps.ToFix, Shell: steps.PowerShell, Lines: []string{command}}}
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		for _, width := range []int{40, 60, 80, 90, 95, 100, 120} {
			f := frame{width: width, height: 40, language: l, theme: newTheme(true, true)}
			for name, text := range map[string]string{
				"the list": newCopy(steps.Finding{}, blocks, lang.Text{}).View(f), "alone": textAlone(steps.PowerShell, command).View(f),
			} {
				narrow, _, _ := strings.Cut(wordsCopyNarrow.In(l), "{n}")
				shown, says := strings.Contains(text, dn), strings.Contains(strip(text), strip(narrow))
				if shown == says || shown != (width > len(dn)) {
					t.Errorf("%s at %d: shown %v, said %v:\n%s", name, width, shown, says, text)
				}
				if strings.Contains(text, "OU=Staff and") && !shown && name == "alone" {
					t.Errorf("at %d it is broken:\n%s", width, text)
				}
			}
		}
	}
}
