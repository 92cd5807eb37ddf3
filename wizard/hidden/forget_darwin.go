package hidden

import "golang.org/x/sys/unix"

// forget throws away what was typed and not read: half a secret would else
// stand on the command line of the shell (tty(4), TIOCFLUSH of FREAD).
func forget(fd int) { _ = unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, 1) }
