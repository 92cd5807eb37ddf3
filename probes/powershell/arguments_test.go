package powershell

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func fullRequest() Request {
	return Request{
		Parts:  []Part{PartLink, PartReach, PartHold},
		UserDN: `CN=홍길동\, "$(calc)" 'x' ‘y’;,OU=인사,DC=corp,DC=example`,
		Since:  time.Date(2026, 11, 20, 1, 2, 3, 0, time.UTC),
		Targets: []probes.Target{
			{Host: "dc1.corp.example", Port: 445, Purpose: probes.DomainControl},
			{Host: "a.servicebus.windows.net", Port: 443, Purpose: probes.ServiceBus, Depth: probes.ToHTTP, Path: "/$x;y"},
		},
		Length: 3 * time.Minute,
	}
}

func TestRequestSurvivesTheCommandLine(t *testing.T) {
	t.Parallel()
	for _, computer := range []string{"", "sync1.corp.example"} {
		want := fullRequest()
		args, err := arguments(`C:\Temp\collect.ps1`, `C:\Temp\remote.ps1`, computer, want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseRequest(args)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("computer %q: got %+v, want %+v", computer, got, want)
		}
		if ParseComputer(args) != computer {
			t.Errorf("got computer %q, want %q", ParseComputer(args), computer)
		}
	}
}

func TestNothingFromOutsideStandsInTheCommandLine(t *testing.T) {
	t.Parallel()
	args, err := arguments("collect.ps1", "remote.ps1", "", fullRequest())
	if err != nil {
		t.Fatal(err)
	}
	if line := strings.Join(args, " "); strings.ContainsAny(line, "$;'\"`‘(|&") {
		t.Errorf("the command line %q has a character that a shell reads", line)
	}
}

func TestOverlongRequestIsRefused(t *testing.T) {
	t.Parallel()
	_, err := arguments("collect.ps1", "", "", Request{UserDN: strings.Repeat("x", maxRequest)})
	if !errors.Is(err, errRequestTooLong) {
		t.Errorf("got %v, want %v", err, errRequestTooLong)
	}
}

func FuzzParseRequest(f *testing.F) {
	args, err := arguments("collect.ps1", "", "", fullRequest())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(args[len(args)-1])
	f.Add("")
	f.Add("e30=")
	f.Fuzz(func(t *testing.T, encoded string) {
		request, err := ParseRequest([]string{"-request", encoded})
		if err != nil {
			return
		}
		again, err := arguments("c", "r", "", request)
		if err != nil {
			return // longer than it came, because of escapes
		}
		back, err := ParseRequest(again)
		if err != nil {
			t.Fatalf("%+v does not read back: %v", request, err)
		}
		if !request.Since.Equal(back.Since) || back.UserDN != request.UserDN {
			t.Errorf("got %+v, want %+v", back, request)
		}
	})
}
