package command

import (
	"cmp"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/settings"
)

// chooseLanguage takes the language from the variable of our own, else from the
// settings, else from the locale, else from the system;
// --lang overrides it later. A locale that names neither language is answered in English, and no
// locale at all in Korean, the language of the article.
func chooseLanguage(p Process) lang.Language {
	if l, known := lang.Parse(cmp.Or(p.Getenv("WRITEBACK_DOCTOR_LANG"), settledLanguage(p))); known {
		return l
	}
	for _, name := range []string{"WRITEBACK_DOCTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		value := p.Getenv(name)
		if value == "" {
			continue
		}
		if l, known := lang.Parse(value); known {
			return l
		}
		return lang.English
	}
	if p.Displayed == "" {
		return lang.Korean
	}
	if l, known := lang.Parse(p.Displayed); known {
		return l
	}
	return lang.English
}

// settledLanguage is the language of the settings, "" for none. Of settings that
// cannot be read whoever needs them tells.
func settledLanguage(p Process) string {
	company, err := settings.Company(settings.CompanyPath(p.Program, p.Getenv(envCompany)), p.Program)
	if err == nil && company[settings.Lang] != "" {
		return company[settings.Lang]
	}
	path := ownSettings(p)
	if path == "" || p.Getenv(envNoSettings) != "" || slices.Contains(p.Args, "--no-settings") {
		return ""
	}
	own, err := settings.Read(path, outfile.Ours)
	if err != nil {
		return ""
	}
	return own[settings.Lang]
}

// saidLanguage looks for --lang before the command line is parsed, because
// help and mistakes speak a language too. A wrong value is found later.
func saidLanguage(args []string, otherwise lang.Language) lang.Language {
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if l, known := lang.Parse(value); found && known {
			return l
		}
	}
	return otherwise
}
