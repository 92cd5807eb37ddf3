package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// manifest tells Windows how to run the program ("Application manifests",
// Microsoft Learn): as whoever starts it, with UTF-8 as its code page and with
// long paths where the company allows them.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="%s" version="%s" processorArchitecture="*"/>
  <description>%s</description>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
</assembly>
`

// described are the words of the properties page, by Windows' number of the
// language.
var described = map[string]string{
	"0409": "Finds out why Microsoft Entra password writeback does not work",
	"0412": "Microsoft Entra 암호 쓰기 저장이 안 되는 원인을 찾습니다",
}

// quad is the version as Windows counts, with four numbers.
func (r *release) quad() string {
	numbers, _, _ := strings.Cut(r.version, "-")
	return numbers + ".0"
}

// resources puts version and manifest where the go command links them into the
// program for Windows, and nowhere else.
func (r *release) resources() error {
	folder := filepath.Join(r.work, "winres")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	text := fmt.Sprintf(manifest, "writeback-doctor", r.quad(), described["0409"])
	if err := os.WriteFile(filepath.Join(folder, "app.manifest"), []byte(text), 0o644); err != nil {
		return err
	}
	info := map[string]any{}
	for language, words := range described {
		info[language] = map[string]string{
			"FileDescription": words, "FileVersion": r.version, "InternalName": name,
			"OriginalFilename": name + ".exe", "ProductName": "Writeback Doctor", "ProductVersion": r.version,
		}
	}
	all, err := json.Marshal(map[string]any{
		"RT_MANIFEST": map[string]any{"#1": map[string]string{"0409": "app.manifest"}},
		"RT_VERSION": map[string]any{"#1": map[string]any{"0000": map[string]any{
			"fixed": map[string]string{"file_version": r.quad(), "product_version": r.quad()}, "info": info,
		}}},
	})
	if err != nil {
		return err
	}
	input := filepath.Join(folder, "winres.json")
	if err := os.WriteFile(input, all, 0o644); err != nil {
		return err
	}
	_, err = output(r.tools, nil, "go", "tool", "go-winres", "make", "--in", input, "--arch", "amd64,arm64",
		"--out", filepath.Join(r.source, "rsrc"))
	return err
}
