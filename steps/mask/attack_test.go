package mask_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/mask"
)

// TestAttackMask hands over evidence that is made to be masked slowly, or to
// show a name behind another one.
func TestAttackMask(t *testing.T) {
	t.Parallel()
	list := func(name func(i int) string, count int) string {
		names := make([]string, count)
		for i := range names {
			names[i] = name(i)
		}
		text, err := json.Marshal(map[string]any{"hosts": names})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	host := func(name string) string {
		text, err := json.Marshal(map[string]string{"host": name})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, evidence := range map[string]string{
		"a-host-of-a-megabyte":     host(strings.Repeat("secret", 200_000)),
		"a-host-of-signs":          host(strings.Repeat("\u0001secret", 150_000)),
		"a-host-of-labels":         host(strings.Repeat("secret.", 150_000) + "example"),
		"many-hosts":               list(func(i int) string { return fmt.Sprintf("%x-secret.corp.example", i*2654435761) }, 50_000),
		"many-hosts-that-begin-so": list(func(i int) string { return fmt.Sprintf("secret-%d.corp.example", i) }, 50_000),
		"hosts-inside-hosts":       list(func(i int) string { return strings.Repeat("secret-", i%40+1) + "x" }, 5_000),
		"a-long-name-of-a-unit":    `{"dn":"OU=` + strings.Repeat("Secret ", 100_000) + `,DC=example"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := masked(t, mask.New(), evidence); strings.Contains(strings.ToLower(got), "secret") {
				t.Errorf("a name stands in %.300s", got)
			}
		})
	}
}

// The shorter of two names counts where the longer one only seems to stand.
func TestANameInsideALongerWordOfAnotherNameIsMasked(t *testing.T) {
	t.Parallel()
	n := mask.New()
	n.Add(mask.User, "kim")
	n.Add(mask.User, "kim-lee")
	n.Add(mask.Person, "김")
	for in, want := range map[string]string{
		"kim-lee asks": "user-2 asks", "KIM-Leeds": "user-1-Leeds", "kimono": "kimono", "akim": "akim", "(kim)": "(user-1)", "kim": "user-1",
		"김 씨": "cn-1 씨", "김씨": "김씨",
	} {
		if got := n.Text(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
