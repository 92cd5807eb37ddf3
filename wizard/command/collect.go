package command

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
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
		if err := tryWriting(a.flags.out); err != nil {
			return err
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
		why, args, _ := steps.ObstacleText(probes.AsObstacle(err))
		a.complain(why.Fill(a.language, args, a.process.Zone))
		return &exitError{code: ExitUnknown}
	}
	path := a.flags.out
	if path == "" {
		path = "connect-server-" + clock.Now().In(zoneOf(a.process.Zone)).Format("20060102-150405") + ".json"
	}
	if err := os.WriteFile(path, a.sweeper().Values(document), 0o600); err != nil {
		return usage(lang.Text{Ko: "수집한 결과를 파일로 저장할 수 없습니다. 자세히: {why}", En: "What was collected cannot be saved. Details: {why}"}, lang.Args{"why": err.Error()})
	}
	fmt.Fprintln(a.process.Out, lang.Text{
		Ko: "수집했습니다: {path}\n이 파일을 헬프데스크로 보내고, 받은 쪽에서는 `writeback-doctor open {path}` 명령으로 여십시오.",
		En: "Collected: {path}\nSend this file to the helpdesk; there, open it with `writeback-doctor open {path}`.",
	}.Fill(a.language, lang.Args{"path": path}, a.process.Zone))
	return nil
}

// collector is what runs the script: this machine's PowerShell, or a world's
// Connect server for practice.
func (a *app) collector(ctx context.Context) (powershell.Exec, probes.Clock, func(), error) {
	if a.flags.world == "" {
		return powershell.System(), probes.Clock{Now: a.process.Now, After: probes.SystemClock().After}, func() {}, nil
	}
	running, err := a.startWorld(ctx, a.flags.world)
	if err != nil {
		return nil, probes.Clock{}, nil, err
	}
	shut := func() { _ = running.Close() } // a world that is over
	if running.Exec() == nil {
		shut()
		return nil, probes.Clock{}, nil, usage(lang.Text{
			Ko: "이 실습 환경에는 Connect 서버가 없습니다.", En: "This world has no Connect server to collect from.",
		}, nil)
	}
	return running.Exec(), running.Clock(), shut, nil
}

// writeScript writes the bare collection script, for a server where this
// program may not run.
func (a *app) writeScript(path string) error {
	if err := os.WriteFile(path, powershell.Script(), 0o600); err != nil {
		return usage(lang.Text{Ko: "스크립트를 저장할 수 없습니다. 자세히: {why}", En: "The script cannot be saved. Details: {why}"}, lang.Args{"why": err.Error()})
	}
	fmt.Fprintln(a.process.Out, lang.Text{
		Ko: "스크립트를 저장했습니다: {path}\nConnect 서버의 Windows PowerShell에서 실행하십시오: powershell.exe -ExecutionPolicy Bypass -File {path} -OutFile result.json",
		En: "Wrote the script: {path}\nRun it in Windows PowerShell on the Connect server: powershell.exe -ExecutionPolicy Bypass -File {path} -OutFile result.json",
	}.Fill(a.language, lang.Args{"path": path}, a.process.Zone))
	return nil
}
