package everyworld_test

import (
	"os"
	"testing"

	"example.com/writeback-doctor/wizard/command/commandtest"
)

func TestMain(m *testing.M) { os.Exit(commandtest.Main(m)) }
