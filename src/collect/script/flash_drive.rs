//! The script that prepares a flash drive, and the two files that it puts there for the device to run.

use messages::Messages;

use super::{Writer, common};
use crate::collect::{FlashDrive, quote};

/// The name of the script on the drive.
const ON_DEVICE: &str = "collect-hash.ps1";

/// What starts it: at the prompt of a device that isn't set up, `E:\collect` is all there is to type.
const STARTER: &str = "collect.cmd";

/// Writes it.
pub(in crate::collect) fn write(values: &FlashDrive, messages: &Messages) -> String {
    common::script(Writer::new(messages), "collect-script-flash-title", |script| {
        common::need_administrator(script);
        script.line(&format!("$drive = {}", quote(&values.drive.root())));
        let absent = script.said("collect-script-flash-absent", &["drive"]);
        script.block("if (-not (Test-Path -LiteralPath $drive)) {", |script| {
            script.line(&format!("throw ({absent} -f $drive)"));
        });
        script.line("}");
        script.line("");
        common::reach_gallery(script);
        script.line(&format!("Save-Script -Name {} -Path $drive -Force", common::TOOL));
        script.line("");
        script.comment("collect-script-flash-files");
        write_file(script, ON_DEVICE, &on_device(values, messages), "(New-Object Text.UTF8Encoding $true)");
        let starter = format!(
            "@echo off\npowershell.exe -NoProfile -ExecutionPolicy Bypass -File \"%~dp0{ON_DEVICE}\"\n"
        );
        write_file(script, STARTER, &starter, "[Text.Encoding]::ASCII");
        let ready = script.said("collect-script-flash-ready", &["drive"]);
        script.line(&format!("Write-Host ({ready} -f $drive)"));
    })
}

/// The script on the drive. It finds the tool, and leaves the file, where it is itself: the drive's letter on the
/// device is anyone's guess.
fn on_device(values: &FlashDrive, messages: &Messages) -> String {
    let mut script = Writer::new(messages);
    script.comment("collect-script-device-title");
    script.line("$ErrorActionPreference = 'Stop'");
    script.line(&format!("$tool = Join-Path $PSScriptRoot '{}.ps1'", common::TOOL));
    script.line(&format!("$outputFile = Join-Path $PSScriptRoot {}", common::NAME_OF_FILE));
    script.line(&format!("& $tool -OutputFile $outputFile{}", common::group_tag(values.group_tag.as_ref())));
    let done = script.said("collect-script-device-saved", &["file"]);
    script.line(&format!("Write-Host ({done} -f $outputFile)"));
    script.finish()
}

/// Code that writes a file on the drive, each of its lines a literal.
fn write_file(script: &mut Writer, name: &str, content: &str, encoding: &str) {
    script.block("$lines = [string[]]@(", |script| {
        let mut lines = content.lines().peekable();
        while let Some(line) = lines.next() {
            let comma = if lines.peek().is_some() { "," } else { "" };
            script.line(&format!("{}{comma}", quote(line)));
        }
    });
    script.line(")");
    script.line(&format!("[IO.File]::WriteAllLines((Join-Path $drive '{name}'), $lines, {encoding})"));
}
