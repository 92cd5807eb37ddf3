package lab

func (l *Lab) startDirectory() error { return nil }
