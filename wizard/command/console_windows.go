package command

import "golang.org/x/sys/windows"

// oldConsole reports whether this is a console whose font draws box lines two
// cells wide: the classic one, with a Japanese, Chinese or Korean code page.
// Windows Terminal sets WT_SESSION and draws them right.
func oldConsole(getenv func(string) string) bool {
	if getenv("WT_SESSION") != "" {
		return false
	}
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return false
	}
	switch page {
	case 932, 936, 949, 950:
		return true
	default:
		return false
	}
}
