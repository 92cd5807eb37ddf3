package symptom

// Codes are the codes in a text.
func Codes(text string) []string { return reader.Read(text).Codes }
