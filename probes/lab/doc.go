// Package lab runs worlds.
package lab
