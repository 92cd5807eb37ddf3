package lab

// Planted are the secrets of every world.
func Planted() []string {
	return []string{plantedAccess, plantedRefresh, plantedCode, plantedDevice, appSecret, deskPassword, userPassword}
}
