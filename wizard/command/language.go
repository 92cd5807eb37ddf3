package command

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// chooseLanguage takes the language from the environment, else from the system;
// --lang overrides it later. A locale that names neither language is answered in English, and no
// locale at all in Korean, the language of the article.
func chooseLanguage(p Process) lang.Language {
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
