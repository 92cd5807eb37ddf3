package powershell

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Names of the parameters of the scripts. They are matched as PowerShell
// matches them, without regard to case.
const (
	parameterRequest  = "-Request"
	parameterScript   = "-Script"
	parameterComputer = "-ComputerName"
)

// maxRequest bounds the encoded request, in bytes. Windows takes 32,767
// characters for a whole command line (CreateProcess, lpCommandLine).
const maxRequest = 24 << 10

var (
	errNoRequest      = errors.New("no request among the arguments")
	errRequestTooLong = errors.New("request too long for a command line")
)

// arguments builds the command line of powershell.exe for one request.
// collect is the path of collect.ps1. With a computer, remote is the path of
// remote.ps1, which carries the script there. Values are arguments of a file,
// which PowerShell takes literally, so nothing is spliced into a script.
func arguments(collect, remote, computer string, request Request) ([]string, error) {
	encoded, err := encode(request)
	if err != nil {
		return nil, err
	}
	args := []string{"-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"}
	if computer == "" {
		return append(args, collect, parameterRequest, encoded), nil
	}
	return append(args, remote, parameterComputer, computer, parameterScript, collect, parameterRequest, encoded), nil
}

func encode(request Request) (string, error) {
	body, err := json.Marshal(request)
	if err != nil {
		return "", fmt.Errorf("write the request: %w", err)
	}
	encoded := base64.StdEncoding.EncodeToString(body)
	if len(encoded) > maxRequest {
		return "", fmt.Errorf("%d bytes: %w", len(encoded), errRequestTooLong)
	}
	return encoded, nil
}

// ParseRequest returns the request in a command line that this package built,
// for whoever stands in for powershell.exe. It does not look at the other
// arguments.
func ParseRequest(args []string) (Request, error) {
	encoded, found := parameter(args, parameterRequest)
	if !found {
		return Request{}, errNoRequest
	}
	if len(encoded) > maxRequest {
		return Request{}, fmt.Errorf("%d bytes: %w", len(encoded), errRequestTooLong)
	}
	body, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return Request{}, fmt.Errorf("read the request: %w", err)
	}
	var request Request
	if err := json.Unmarshal(body, &request); err != nil {
		return Request{}, fmt.Errorf("read the request: %w", err)
	}
	return request, nil
}

// ParseComputer returns the computer that a command line names, "" for the
// machine that it runs on.
func ParseComputer(args []string) string {
	name, _ := parameter(args, parameterComputer)
	return name
}

// parameter returns the value after the last argument of that name, because
// a path before it could be spelled alike.
func parameter(args []string, name string) (string, bool) {
	for i := len(args) - 2; i >= 0; i-- {
		if strings.EqualFold(args[i], name) {
			return args[i+1], true
		}
	}
	return "", false
}
