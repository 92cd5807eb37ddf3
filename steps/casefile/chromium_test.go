//go:build chromium

package casefile_test

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps/lang"
)

// TestThePageFitsWindows: in a real browser nothing of it runs over the right edge,
// as wide as a phone and as a screen, in both languages. Run it with -tags chromium
// where one is installed.
func TestThePageFitsWindows(t *testing.T) {
	for name, l := range map[string]lang.Language{"ko": lang.Korean, "en": lang.English} {
		source, _ := page(t, strings.Repeat("sync01-", 12)+".corp.contoso.com", l)
		for _, width := range []int{400, 700, 1280} {
			t.Run(fmt.Sprintf("%s at %d", name, width), func(t *testing.T) {
				folder := t.TempDir()
				path, picture := filepath.Join(folder, "page.html"), filepath.Join(folder, "page.png")
				if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
					t.Fatal(err)
				}
				// No window of it is narrower than 500 pixels, a frame in one is.
				frame := filepath.Join(folder, "frame.html")
				inside := fmt.Sprintf(`<body style="margin:0;background:#fff"><iframe src="page.html" style="border:0;width:%dpx;height:6000px"></iframe>`, width)
				if err := os.WriteFile(frame, []byte(inside), 0o600); err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				browser := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
					"--user-data-dir="+filepath.Join(folder, "profile"), fmt.Sprintf("--window-size=%d,6000", width+200),
					"--screenshot="+picture, "file://"+frame)
				if out, err := browser.CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				f, err := os.Open(picture)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				image, err := png.Decode(f)
				if err != nil {
					t.Fatal(err)
				}
				inked := 0
				for y := range image.Bounds().Dy() {
					for x := range width {
						if r, g, b, _ := image.At(x, y).RGBA(); r+g+b < 3*0x8000 {
							if inked++; x >= width-6 {
								t.Fatalf("something stands at the right edge, %d,%d", x, y)
							}
						}
					}
				}
				if inked < 5000 {
					t.Errorf("%d dark points: the page is not there", inked)
				}
			})
		}
	}
}
