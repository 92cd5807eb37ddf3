package hidden

import "golang.org/x/sys/unix"

// forget throws away what was typed and not read: half a secret would else
// stand on the command line of the shell (ioctl_tty(2), TCFLSH).
func forget(fd int) { _ = unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCIFLUSH) }
