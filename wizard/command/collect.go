package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
)

func (a *app) collectCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "collect", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return a.collect(c.Context()) },
	}
	own := a.flags.of(c)
	c.Flags().StringVar(&own.out, "out", "", "")
	c.Flags().StringVar(&own.world, "world", "", "")
	c.Flags().StringVar(&own.script, "script", "", "")
	c.Flags().BoolVar(&own.hold, "hold", false, "")
	return c
}

// collect gathers on the Connect server what the walk needs of it, into a
// file that is opened elsewhere with --server-file or open.
func (a *app) collect(ctx context.Context) error {
	if a.flags.script != "" {
		return a.writeScript(a.flags.script)
	}
	if a.flags.out != "" {
		if err := outfile.Check(a.flags.out); err != nil {
			return output.Unwritten(err)
		}
	}
	exec, clock, shut, err := a.collector(ctx)
	if err != nil {
		return err
	}
	defer shut()
	document, err := powershell.Collect(ctx, powershell.Config{Exec: exec, Clock: clock}, powershell.Everything(a.flags.hold))
	if err != nil {
		if _, ended := interrupted(ctx); ended {
			return fmt.Errorf("collect: %w", err)
		}
		a.output.Complain(steps.Teller{Language: a.output.Language, Zone: a.process.Zone}.Obstacle(probes.AsObstacle(err)))
		return &exitError{code: ExitUnknown}
	}
	file, err := a.collected(clock)
	if err != nil {
		return output.Unwritten(err)
	}
	return a.output.Whole(file, a.output.Sweeper().Values(document), lang.Text{
		Ko: "수집했습니다: {path}\n이 파일을 헬프데스크로 보내고, 받은 쪽에서는 `writeback-doctor open {file}` 명령으로 여십시오.",
		En: "Collected: {path}\nSend this file to the helpdesk; there, open it with `writeback-doctor open {file}`.",
	})
}

// collected begins the file for what was collected: the one that is named, or
// a new one in the current folder.
func (a *app) collected(clock probes.Clock) (*outfile.File, error) {
	if a.flags.out != "" {
		return outfile.Open(a.flags.out)
	}
	return outfile.New("connect-server-" + clock.Now().In(output.Zone(a.process.Zone)).Format("20060102-150405") + ".json")
}

// collector is what runs the script: this machine's PowerShell, or a world's
// Connect server for practice.
func (a *app) collector(ctx context.Context) (powershell.Exec, probes.Clock, func(), error) {
	if a.flags.world == "" {
		return powershell.System(), probes.Clock{Now: a.process.Now, After: probes.SystemClock().After}, func() {}, nil
	}
	running, err := a.opener.StartWorld(ctx, a.flags.world)
	if err != nil {
		return nil, probes.Clock{}, nil, err
	}
	shut := func() { _ = running.Close() } // a world that is over
	if running.Exec() == nil {
		shut()
		return nil, probes.Clock{}, nil, misuse.New(lang.Text{
			Ko: "이 실습 환경에는 Connect 서버가 없습니다.", En: "This world has no Connect server to collect from.",
		}, nil)
	}
	return running.Exec(), running.Clock(), shut, nil
}

// writeScript writes the bare collection script, for a server where this
// program may not run.
func (a *app) writeScript(path string) error {
	file, err := outfile.Open(path)
	if err != nil {
		return output.Unwritten(err)
	}
	return a.output.Whole(file, powershell.Script(), lang.Text{
		Ko: "스크립트를 저장했습니다: {path}\nConnect 서버에서 이 파일이 있는 폴더로 이동하여 Windows PowerShell에서 실행하십시오: powershell.exe -ExecutionPolicy Bypass -File {file} -OutFile result.json",
		En: "Wrote the script: {path}\nOn the Connect server, run it in Windows PowerShell from the folder that it lies in: powershell.exe -ExecutionPolicy Bypass -File {file} -OutFile result.json",
	})
}
