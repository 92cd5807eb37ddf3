package heard

// Codes are the codes in a text.
func (r Reader) Codes(text string) []string { return r.Read(text).Codes }
