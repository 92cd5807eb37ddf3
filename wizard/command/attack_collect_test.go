package command_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

// The name of a file stands in the commands that collect prints. Whatever it
// is, what is pasted is one command about that file.
func TestAttackNamesInPrintedCommands(t *testing.T) {
	t.Parallel()
	for name, word := range map[string]string{
		"plain.json": "plain.json", "two words.json": `"two words.json"`, "결과.json": `"결과.json"`,
		"a;id;.json": "FILE", "a`id`.json": "FILE", "a$(id).json": "FILE", "a&calc.json": `"a&calc.json"`, "a%PATH%.json": "FILE", "a|b": "FILE",
		"a\nid\n": "FILE", "-o": "FILE", "a\"b": "FILE", "a\x1b[31mb": "FILE", "a\u202eb": "FILE", "O'B.json": `"O'B.json"`,
	} {
		for _, l := range []string{"en", "ko"} {
			for what, command := range map[string]string{"out": "`writeback-doctor open WORD`", "script": "powershell.exe -ExecutionPolicy Bypass -File WORD -OutFile result.json\n"} {
				t.Run(what+"/"+l+"/"+strings.ReplaceAll(name, "/", "_"), func(t *testing.T) {
					t.Parallel()
					if runtime.GOOS == "windows" && word == "FILE" {
						return // no such name can be there
					}
					args := []string{"collect", "--lang", l, "--" + what, filepath.Join(t.TempDir(), name)}
					if what == "out" {
						args = append(args, "--world", "user-nowhere")
					}
					code, out, errs := commandtest.Run(t, nil, args...)
					if want := strings.ReplaceAll(command, "WORD", word); code != 0 || errs != "" || !strings.Contains(out, want) || strings.Contains(out, "\x1b") {
						t.Errorf("exit %d, %s; want %q in\n%s", code, errs, want, out)
					}
				})
			}
		}
	}
}

// The same for files that cannot be read, and are to be converted or looked into.
func TestAttackNamesInAdvice(t *testing.T) {
	t.Parallel()
	for flag, text := range map[string]string{"--ca-file": "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n", "--keytab": "no key table"} {
		for name, word := range map[string]string{"a`id`;id.p7b": "FILE", "a$(id)": "FILE", "a b.p7b": "\"PATH\""} {
			t.Run(flag[2:]+"/"+name, func(t *testing.T) {
				t.Parallel()
				path := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				_, _, errs := commandtest.Run(t, map[string]string{"LANG": "en", "WRITEBACK_DOCTOR_PASSWORD": "secret-word"}, "check", "--account", "kim@corp.test", flag, path)
				want := map[string]string{"--ca-file": "openssl pkcs7 -print_certs -in WORD -out ca.pem", "--keytab": "klist -k WORD."}[flag]
				want = strings.ReplaceAll(strings.ReplaceAll(want, "WORD", word), "PATH", path)
				if !strings.Contains(errs, want) {
					t.Errorf("want %q in %s", want, errs)
				}
			})
		}
	}
}

// What goes into nothing or into a pipe is no file that somebody could send.
func TestAttackCollectsIntoNothing(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // no such names
	}
	for line, left := range map[string]string{
		"collect --world user-nowhere --out /dev/null": "", "collect --script /dev/null": "",
		"check --world user-nowhere --out /dev/null": "", "check --world user-nowhere --case /dev/null": "== Diagnosis",
	} {
		for l, want := range map[string]string{"en": "no regular file: no file was left", "ko": "일반 파일이 아니므로"} {
			t.Run(l+"/"+strings.ReplaceAll(line, "/", "_"), func(t *testing.T) {
				t.Parallel()
				_, out, errs := commandtest.Run(t, nil, append(strings.Fields(line), "--lang", l)...)
				if !strings.Contains(errs, want) || !strings.Contains(errs, "/dev/null") || left == "" && out != "" {
					t.Errorf("got %q and %q, want %q", out, errs, want)
				}
				for _, lie := range []string{"Send this", "보내고", "saved", "저장했습니다", "writeback-doctor open", "powershell.exe"} {
					if strings.Contains(out+errs, lie) {
						t.Errorf("says %q: %s%s", lie, out, errs)
					}
				}
			})
		}
	}
}

// A link that a person names is written through, and what was written is told.
func TestAttackNamedLinks(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"collect --world user-nowhere --out LINK": "Collected: LINK -> REAL\n", "collect --script LINK": "Wrote the script: LINK -> REAL\n",
		"check --world user-nowhere --out LINK": "Written to LINK -> REAL\n", "check --world user-nowhere --case LINK": "Case file saved: LINK -> REAL\n",
	} {
		t.Run(strings.ReplaceAll(line, " ", "_"), func(t *testing.T) {
			t.Parallel()
			folder, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			target, link := filepath.Join(folder, "real.json"), filepath.Join(folder, "link.json")
			write(t, target, []byte("old"))
			if err := os.Symlink("real.json", link); err != nil {
				t.Fatal(err)
			}
			fill := strings.NewReplacer("LINK", link, "REAL", target)
			_, out, errs := commandtest.Run(t, map[string]string{"LANG": "en"}, strings.Fields(fill.Replace(line))...)
			if !strings.Contains(out+errs, fill.Replace(want)) {
				t.Errorf("want %q in %s%s", fill.Replace(want), out, errs)
			}
			if to, err := os.Readlink(link); err != nil || to != "real.json" || string(read(t, target)) == "old" {
				t.Errorf("the link leads to %q (%v)", to, err)
			}
		})
	}
}
