//go:build unix

package graph

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestSignInByAzureCLI puts a program of its own where the real az is looked
// for. Not parallel: where programs are looked for belongs to the process.
func TestSignInByAzureCLI(t *testing.T) {
	for _, c := range []struct {
		name, script string
		kind         probes.Kind
		code         string
	}{
		{"signed in", `echo "{\"accessToken\":\"` + tokenWith(domainRead) + `\",\"expires_on\":4102444800,\"expiresOn\":\"2100-01-01 00:00:00.000000\"}"`, "", ""},
		{"nobody signed in", "echo 'ERROR: az login 명령으로 로그인하십시오. planted' >&2; exit 1", probes.AzureCLIUnusable, ""},
		{"a policy", "echo 'ERROR: AADSTS50076: planted' >&2; exit 1", probes.TokenRejected, "AADSTS50076"},
		{"no JSON", "echo planted", probes.AzureCLIUnusable, ""},
		{"not there", "", probes.AzureCLIUnusable, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			if c.script != "" {
				asked := filepath.Join(folder, "asked")
				if err := os.WriteFile(filepath.Join(folder, "az"), []byte("#!/bin/sh\necho \"$@\" >"+asked+"\n"+c.script+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
				defer func() {
					said, _ := os.ReadFile(asked)
					if want := "account get-access-token -o json --resource https://graph.microsoft.com --tenant contoso.com\n"; string(said) != want {
						t.Errorf("ran az %q, want %q", said, want)
					}
				}()
			}
			t.Setenv("PATH", folder)
			b := newBench(t).on("/v1.0/domains", says(`{"value":[]}`))
			client := b.inPerson(ByAzureCLI, nil)
			in, err := client.SignIn(t.Context(), nil)
			if kindOf(err) != c.kind || err != nil && (obstacle(t, err).Code != c.code || strings.Contains(err.Error(), "planted")) {
				t.Fatalf("got %v, want %q %q", err, c.kind, c.code)
			}
			if err != nil {
				return
			}
			if in.Way != "azure-cli" || !in.Readable {
				t.Errorf("signed in as %+v", in)
			}
			if _, err := client.Domains(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// An Azure CLI that hangs is left when the person leaves.
func TestAnAzureCLIThatHangsIsLeft(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "az"), []byte("#!/bin/sh\nexec /bin/sleep 60\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(300*time.Millisecond, func() { cancel(errors.New("left")) })
	begun := time.Now()
	_, err := newBench(t).inPerson(ByAzureCLI, nil).SignIn(ctx, nil)
	if kindOf(err) != probes.Stopped || time.Since(begun) > 20*time.Second {
		t.Errorf("got %v after %s, want an end when the person leaves", err, time.Since(begun))
	}
}
