//! What the scripts have in common.

use super::Writer;
use crate::collect::quote;
use crate::collect::values::{Folder, GroupTag};

/// The name of Microsoft's script in the PowerShell Gallery.
pub(super) const TOOL: &str = "Get-WindowsAutopilotInfo";

/// Names the file that a computer writes. The moment in it keeps a second run from writing over the first.
pub(super) const NAME_OF_FILE: &str = "('{0}-{1:yyyyMMdd-HHmmss}.csv' -f $env:COMPUTERNAME, (Get-Date))";

/// A whole script: `body` as one block under a title.
pub(super) fn script(mut script: Writer, title: &str, body: impl FnOnce(&mut Writer)) -> String {
    script.comment(title);
    script.comment("collect-script-block");
    script.block("& {", |script| {
        script.line("$ErrorActionPreference = 'Stop'");
        script.line("");
        body(script);
    });
    script.line("}");
    script.finish()
}

/// Stops at once where administrator rights are missing.
pub(super) fn need_administrator(script: &mut Writer) {
    script.line(
        "$user = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()",
    );
    let denied = script.said("collect-script-not-admin", &[]);
    script.block(
        "if (-not $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {",
        |script| {
            script.line(&format!("throw {denied}"));
        },
    );
    script.line("}");
    script.line("");
}

/// Makes the PowerShell Gallery reachable from systems that are old, or fresh.
pub(super) fn reach_gallery(script: &mut Writer) {
    script.comment("collect-script-gallery");
    script.line("$protocols = [Net.ServicePointManager]::SecurityProtocol");
    script.line(
        "[Net.ServicePointManager]::SecurityProtocol = $protocols -bor [Net.SecurityProtocolType]::Tls12",
    );
    script.line("$nuget = Get-PackageProvider -ListAvailable | Where-Object { $_.Name -eq 'NuGet' }");
    script.block("if ($PSVersionTable.PSVersion.Major -lt 6 -and -not $nuget) {", |script| {
        script.line("Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force | Out-Null");
    });
    script.line("}");
}

/// Installs the tool and leaves its path in `$tool`.
pub(super) fn install(script: &mut Writer) {
    reach_gallery(script);
    script.line(&format!("Install-Script -Name {TOOL} -Force"));
    script.line(&format!("$installed = Get-InstalledScript -Name {TOOL} | Select-Object -First 1"));
    script.line(&format!("$tool = Join-Path $installed.InstalledLocation '{TOOL}.ps1'"));
    script.line("");
    script.comment("collect-script-policy");
    script.block("try {", |script| {
        script.line("Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned -Force");
    });
    script.block("} catch {", |script| script.line("Write-Warning $_.Exception.Message"));
    script.line("}");
    script.line("");
}

/// Leaves the folder in `$folder`, made if it isn't there.
pub(super) fn make_folder(script: &mut Writer, folder: &Folder) {
    script.comment("collect-script-folder");
    script.line(&format!("$folder = {}", quote(folder.as_str())));
    script.block("if (-not (Test-Path -LiteralPath $folder)) {", |script| {
        script.line("New-Item -ItemType Directory -Path $folder | Out-Null");
    });
    script.line("}");
}

/// The argument that gives every device its tag, behind a space; nothing without one.
pub(super) fn group_tag(tag: Option<&GroupTag>) -> String {
    tag.map(|tag| format!(" -GroupTag {}", quote(tag.as_str()))).unwrap_or_default()
}
