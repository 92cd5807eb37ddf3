// Package planted finds the secrets that the worlds of the lab give out wherever
// they may not stand: in what is printed, in files, and in the arguments and the
// environment of processes. It is for tests; the program does not carry it. It
// knows no world and starts nothing.
package planted

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
)

// Secrets are those that stand in the source of the lab: the access token, the
// refresh token, the codes, and the passwords and the client secret of its people.
var Secrets = sync.OnceValue(func() []string { //nolint:gochecknoglobals // read once for all tests
	_, here, _, _ := runtime.Caller(0) //nolint:dogsled // the file alone is wanted
	var all []string
	for file, want := range map[string]int{"world_credentials.go": 4, "healthy.go": 3} {
		source, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", file)) //nolint:gosec // of this module
		found := regexp.MustCompile(`(?m)^\t(?:planted\w+|\w+Password|appSecret) += "([^"]+)"`).FindAllStringSubmatch(string(source), -1)
		if err != nil || len(found) != want {
			panic(fmt.Sprintf("%d secrets in %s, want %d: %v", len(found), file, want, err))
		}
		for _, one := range found {
			all = append(all, one[1])
		}
	}
	return all
})

// In returns the secrets that a text holds, in whatever form, with those of the
// caller.
func In(text string, more ...string) []string {
	var found []string
	for _, secret := range append(more, Secrets()...) {
		for _, form := range []string{secret, base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret)), url.QueryEscape(secret)} {
			if strings.Contains(text, form) {
				found = append(found, form)
				break
			}
		}
	}
	return found
}

// Below returns where a secret stands in a file below a folder, or in its name.
func Below(folder string, more ...string) []string {
	var found []string
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil //nolint:nilerr // what is gone holds nothing
		}
		text, _ := os.ReadFile(path) //nolint:gosec // of the tests; what cannot be read holds nothing
		for _, secret := range In(path+"\n"+string(text), more...) {
			found = append(found, path+" holds "+secret)
		}
		return nil
	})
	return found
}
