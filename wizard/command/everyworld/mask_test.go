package everyworld_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/lab"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/catalog"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// maskedForms are the ways to pass on a walk, each masked. JSON speaks both
// languages.
var maskedForms = [][]string{
	{"--format", "json"},
	{"--format", "text", "--lang", "en"},
	{"--format", "markdown", "--lang", "ko"},
	{"--format", "html", "--lang", "en"},
}

// maskedFiles writes the masked case file of a saved walk and prints the walk
// in every masked form. It returns everything by its name.
func maskedFiles(t *testing.T, path, masked string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for i, form := range maskedForms {
		args := append([]string{"open", path, "--mask"}, form...)
		if i == len(maskedForms)-1 { // printing and saving at once says what each of them says
			args = append(args, "--case", masked)
		}
		_, printed, errs := commandtest.Run(t, nil, args...)
		out[strings.Join(form, " ")] = printed + errs
	}
	text, err := os.ReadFile(masked)
	if err != nil {
		t.Errorf("no masked file: %v", err)
	}
	out["the case file"] = string(text)
	return out
}

// namesNobody demands that nothing masked holds a value of the world that
// names somebody or something of the customer.
func namesNobody(t *testing.T, world, unmasked string, masked map[string]string) {
	t.Helper()
	originals := append(worldOriginals(t, world), formOriginals(unmasked)...)
	if len(originals) < 25 {
		t.Fatalf("only %d values of the world are looked for: %q", len(originals), originals)
	}
	for form, text := range masked {
		lower := strings.ToLower(text)
		for _, value := range originals {
			if at := standsIn(lower, value); at >= 0 {
				t.Errorf("%s holds %q: …%s…", form, value, lower[max(0, at-60):min(len(lower), at+40)])
			}
		}
	}
}

// standsIn is where value stands in lower-case text, -1 for nowhere. A short
// value must stand by itself: lee is no part of fleet.
func standsIn(lower, value string) int {
	letter := func(b byte) bool { return b >= 0x80 || unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b)) }
	for from := 0; ; {
		at := strings.Index(lower[from:], value)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(value)
		apart := (at == 0 || !letter(lower[at-1])) && (end == len(lower) || !letter(lower[end]))
		if apart || len(value) >= 6 {
			return at
		}
		from = at + 1
	}
}

// sharedFields are the fields of a world's description that hold Microsoft's
// words, the lab's, or numbers: the same for every customer. Everything else
// that is text is taken for a name.
var sharedFields = regexp.MustCompile(`^(` + strings.Join([]string{
	`Info\.(Name|Ko|En|Expect\.(Status|Cause|Outcome|Also|Unknown|Warnings|Explained|First|Ahead|Untold|Answers#(started|surface|scope|tenant-switch|words)|Answers\.key).*)`,
	`.*\.controllers.*\.(os|version|fault|binding|hintsOnly|protection|sam)`,
	`.*\.(class|groups|deny|missing|granted|hidden|serverSays|samServer|compatible|grants\.\w+)`,
	`tenant\.(cloud|lastSync|sync|rollouts\.feature|health\.(status|issues\.(id|status|service))|appRoles|migration|adminReset|skus.*|answers.*|reset\.ends|domains#.*|audit\.(activity|result|reason|kind))`,
	`tenant\.users#.*\.(sync|userType|location|conflicts.*|licenses|plans.*|faults.*|roles|groupRoles|scoped|eligible|contacts|registered.*)`,
	`server(s#.*)?\.(fault|version|acts\..*|changed.*|system\.(Caption|PowerShell)|service\..*|writeback\.(Status|Onboarding)|tls\.key|tlsStrings|sam|unread.*|cloudSync.*|identity\.(Type|Part.*))`,
	`server(s#.*)?\.system\.Part.*|server(s#.*)?\.\w+\.Part\..*`,
	`server(s#.*)?\.runs\.(profile|result)`,
	`server(s#.*)?\.events\.list\.(provider|codes)`,
	`network\.(From|Do)`,
	`credentials\..*`,
	`clock.*|now.*`,
}, "|") + `)$`)

// publicHosts are Microsoft's own.
var publicHosts = regexp.MustCompile(`(^|\.)(microsoftonline\.com|servicebus\.windows\.net|microsoft\.com|windows\.net)$`)

// worldOriginals are the texts of a world's description that name somebody or
// something, in lower case.
func worldOriginals(t *testing.T, world string) []string {
	t.Helper()
	w, err := lab.Load(world)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	eachText(reflect.ValueOf(w), "", func(path, text string) {
		text = strings.ToLower(strings.TrimPrefix(text, "*."))
		builtIn := text == "cn=users" || text == "cn=computers"
		if !builtIn && !sharedFields.MatchString(path) && !publicHosts.MatchString(text) && len(text) > 2 && !vocabulary()[text] {
			found[text] = true
		}
	})
	for _, value := range w.Facts() {
		value = strings.ToLower(value)
		if strings.ContainsAny(value, "@.") && len(value) < 64 {
			found[value] = true
		}
	}
	var all []string
	for text := range found {
		all = append(all, text)
	}
	return all
}

// Values that show by their form what they are.
var (
	sidForm    = regexp.MustCompile(`s-1-5-21-\d+-\d+-\d+`)
	guidForm   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	mailForm   = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	anchorForm = regexp.MustCompile(`"anchor":\s*"([^"]{20,})"`)
	addrForm   = regexp.MustCompile(`"((?:10|172|192|203|198)\.\d+\.\d+\.\d+)"`)
	sharedForm = regexp.MustCompile(`(?:"(?:sku_id|template_id|object|inherited_object|guid)":\s*|"name":\s*"[a-z0-9_]+",\s*"status"[^}]*|"id":\s*)"([0-9a-f-]{36})"(?:,\s*"(?:name|part_number)")?`)
)

// formOriginals are the identifiers in the unmasked case file, in lower case:
// the lab computes them from the names of the world.
func formOriginals(file string) []string {
	lower := strings.ToLower(file)
	all := slices.Concat(sidForm.FindAllString(lower, -1), mailForm.FindAllString(lower, -1))
	for _, form := range []*regexp.Regexp{anchorForm, addrForm} {
		for _, found := range form.FindAllStringSubmatch(lower, -1) {
			all = append(all, found[1])
		}
	}
	shared := map[string]bool{}
	for _, found := range sharedForm.FindAllStringSubmatch(lower, -1) {
		if !strings.HasPrefix(found[0], `"id"`) || strings.HasSuffix(found[0], `"name"`) || strings.HasSuffix(found[0], `"part_number"`) {
			shared[found[1]] = true
		}
	}
	for _, right := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet, access.UnexpirePassword} {
		shared[strings.ToLower(right.Want().Object.String())] = true
	}
	for _, id := range []string{
		access.UserClass().String(),
		"b891884f-051e-4a83-95af-2544101c9083", // the Microsoft Entra connector of every server
		"00000000-0000-0000-0000-000000000000",
		// What Connect Sync is granted in every tenant.
		"fc7e8088-95b5-453e-8bef-b17ecfec5ba3", "e006e431-a65b-4f3e-8808-77d29d4c5f1a",
		"69201c67-737b-4a20-8f16-e0c8c64e0b0e", "ab43b826-2c7a-4aff-9ecd-d0629d0ca6a9",
	} {
		shared[id] = true
	}
	for _, id := range guidForm.FindAllString(lower, -1) {
		if !shared[id] {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// vocabulary is every word of the tree itself: a name that is one of them
// cannot be told from it.
var vocabulary = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	eachText(reflect.ValueOf(catalog.All()), "", func(_, text string) {
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			words[word] = true
		}
	})
	for _, who := range []steps.Who{steps.Helpdesk, steps.Network, steps.ADAdmin, steps.EntraAdmin, steps.ServerAdmin} {
		words[strings.ToLower(who.Word().En)] = true
	}
	return words
})

// eachText calls f with every text in a value, with the path of its fields; a
// value of a map stands behind # and its key.
func eachText(v reflect.Value, path string, f func(path, text string)) {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			f(strings.TrimPrefix(path, "."), v.String())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(v.Field(i), path+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			eachText(v.Index(i), path, f)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			f(strings.TrimPrefix(path+".key", "."), key.String())
			eachText(v.MapIndex(key), path+"#"+key.String(), f)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachText(v.Elem(), path, f)
		}
	default:
	}
}

// What check prints while it walks is as masked as what it saves.
func TestCheckMasksWhatItPrints(t *testing.T) {
	t.Parallel()
	const world = "two-faults-policy-and-inspection"
	dir := t.TempDir()
	masked := map[string]string{}
	var group sync.WaitGroup
	var mu sync.Mutex
	path := filepath.Join(dir, "unmasked.json")
	group.Go(func() { commandtest.Run(t, nil, "check", "--world", world, "--format", "json", "--case", path) })
	for _, form := range maskedForms {
		group.Go(func() {
			name := strings.Join(form, " ")
			file := filepath.Join(dir, strings.ReplaceAll(name, " ", "")+".json")
			code, out, errs := commandtest.Run(t, nil, append([]string{"check", "--world", world, "--compare", "lee@contoso.com", "--mask", "--case", file}, form...)...)
			text, err := os.ReadFile(file)
			mu.Lock()
			defer mu.Unlock()
			if code != 1 || err != nil || len(out) < 1000 {
				t.Errorf("%s: exit %d, %v, %d bytes: %s", name, code, err, len(out), errs)
			}
			masked[name], masked[name+", the file"] = out+errs, string(text)
		})
	}
	group.Wait()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	namesNobody(t, world, string(text), masked)
	if !strings.Contains(masked["--format text --lang en"], "(connectivity/service-bus)") {
		t.Error("the masked text lacks the findings")
	}
}

// What rights and scan print can be passed on masked too, and says the same.
func TestRightsAndScanMaskWhatTheyPrint(t *testing.T) {
	t.Parallel()
	commands := [][]string{
		{"rights", "--format", "json"},
		{"rights", "--format", "text", "--lang", "ko"},
		{"scan", "--format", "json"},
		{"scan", "--format", "text", "--lang", "en"},
		{"scan", "--format", "csv"},
	}
	outcome := regexp.MustCompile(`"(?:outcome|status|users|fail)":"?[^",]*`)
	for _, world := range []string{"rights-denied-by-ou", "inheritance-off-ou", "user-two-matches", "user-in-child-domain", "ou-name-reserved", "protected-user-orphaned", "policy-fine-grained-too-young"} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			masked, unmasked := map[string]string{}, ""
			for _, command := range commands {
				args := append(slices.Clone(command), "--world", world)
				code, out, _ := commandtest.Run(t, nil, args...)
				hidden, printed, errs := commandtest.Run(t, nil, append(args, "--mask")...)
				if hidden != code || len(printed) < 60 {
					t.Errorf("%v: exit %d masked, %d not; %s", command, hidden, code, printed)
				}
				got, want := outcome.FindAllString(printed, -1), outcome.FindAllString(out, -1)
				slices.Sort(got) // containers stand by their names
				slices.Sort(want)
				if command[2] == "json" && !slices.Equal(got, want) {
					t.Errorf("%v: got %q masked, want %q", command, got, want)
				}
				masked[strings.Join(command, " ")] = printed + errs
				unmasked += out
			}
			namesNobody(t, world, unmasked, masked)
		})
	}
}
