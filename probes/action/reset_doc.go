// Package action changes things, and nothing else in this program does.
package action
