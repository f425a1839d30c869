//! The script that asks the devices of a domain over the network.
//!
//! The tool takes many names at once, but then goes on after a machine that doesn't answer and writes the machine
//! before it a second time. So each machine is asked on its own, inside a `try`, and its row is appended.

use messages::Messages;

use super::{Writer, common};
use crate::collect::values::{Account, ComputerName, ModelFilter, OrganisationalUnit};
use crate::collect::{ActiveDirectory, Machines, quote};

/// Writes it.
pub(in crate::collect) fn write(values: &ActiveDirectory, messages: &Messages) -> String {
    let credential = if values.account.is_some() { " -Credential $credential" } else { "" };
    common::script(Writer::new(messages), "collect-script-directory-title", |script| {
        common::need_administrator(script);
        if let Some(account) = &values.account {
            ask_password(script, account);
        }
        match &values.machines {
            Machines::Named(names) => name_machines(script, names),
            Machines::Directory(unit) => find_machines(script, unit.as_ref(), credential),
        }
        common::make_folder(script, &values.folder);
        script.line("$moment = Get-Date -Format 'yyyyMMdd-HHmmss'");
        script.line("$outputFile = Join-Path $folder ('hashes-{0}.csv' -f $moment)");
        script.line("$missedFile = Join-Path $folder ('missed-{0}.txt' -f $moment)");
        script.line("");
        common::install(script);
        test_machines(script, credential);
        ask_machines(script, values, credential);
        report(script, values.model.is_some());
    })
}

fn ask_password(script: &mut Writer, account: &Account) {
    let request = script.said("collect-script-password", &[]);
    script.line(&format!(
        "$credential = Get-Credential -UserName {} -Message {request}",
        quote(account.as_str())
    ));
    let refused = script.said("collect-script-no-password", &[]);
    script.block("if (-not $credential) {", |script| script.line(&format!("throw {refused}")));
    script.line("}");
    script.line("");
}

fn name_machines(script: &mut Writer, names: &[ComputerName]) {
    script.block("$machines = @(", |script| {
        for (at, name) in names.iter().enumerate() {
            let comma = if at + 1 < names.len() { "," } else { "" };
            script.line(&format!("{}{comma}", quote(name.as_str())));
        }
    });
    script.line(")");
    script.line("");
}

fn find_machines(script: &mut Writer, unit: Option<&OrganisationalUnit>, credential: &str) {
    let base = unit.map(|unit| format!(" -SearchBase {}", quote(unit.as_str()))).unwrap_or_default();
    script.comment("collect-script-find");
    script.line("Import-Module ActiveDirectory");
    script.line("$clients = 'Enabled -eq $true -and OperatingSystem -like \"Windows 1*\"'");
    script.line(&format!("$found = Get-ADComputer -Filter $clients{base}{credential}"));
    script.block("$machines = @(", |script| {
        script.line(
            "$found | ForEach-Object { if ($_.DNSHostName) { $_.DNSHostName } else { $_.Name } } | Sort-Object",
        );
    });
    script.line(")");
    let none = script.said("collect-script-none-found", &[]);
    script.block("if ($machines.Count -eq 0) {", |script| script.line(&format!("throw {none}")));
    script.line("}");
    script.line("");
}

fn test_machines(script: &mut Writer, credential: &str) {
    script.comment("collect-script-test");
    script.line("$ready = @()");
    script.line("$missed = @()");
    let activity = script.said("collect-script-testing", &[]);
    script.block("foreach ($machine in $machines) {", |script| {
        script.line(&format!("Write-Progress -Activity {activity} -Status $machine"));
        script.block("try {", |script| {
            script.line(&format!(
                "Test-WSMan -ComputerName $machine -Authentication Default{credential} | Out-Null"
            ));
            script.line("$ready += $machine");
        });
        miss(script);
    });
    script.line("}");
    script.line(&format!("Write-Progress -Activity {activity} -Completed"));
    let answered = script.said("collect-script-answered", &["ready", "all"]);
    script.line(&format!("Write-Host ({answered} -f $ready.Count, $machines.Count)"));
    script.line("");
}

fn ask_machines(script: &mut Writer, values: &ActiveDirectory, credential: &str) {
    script.comment("collect-script-ask");
    script.line("$collected = 0");
    if values.model.is_some() {
        script.line("$others = 0");
    }
    let activity = script.said("collect-script-asking", &[]);
    script.block("foreach ($machine in $ready) {", |script| {
        script.line(&format!("Write-Progress -Activity {activity} -Status $machine"));
        script.block("try {", |script| {
            if let Some(model) = &values.model {
                skip_other_models(script, model, credential);
            }
            let tag = common::group_tag(values.group_tag.as_ref());
            script.line(&format!("& $tool -Name $machine -OutputFile $outputFile -Append{tag}{credential}"));
            script.line("$collected++");
        });
        miss(script);
    });
    script.line("}");
    script.line(&format!("Write-Progress -Activity {activity} -Completed"));
    script.line("");
}

/// Directory services don't know the model of a computer: the computer does.
fn skip_other_models(script: &mut Writer, model: &ModelFilter, credential: &str) {
    script.line(&format!("$session = New-CimSession -ComputerName $machine{credential}"));
    script.block("try {", |script| {
        script.line(
            "$model = (Get-CimInstance -CimSession $session -ClassName Win32_ComputerSystem).Model.Trim()",
        );
    });
    script.block("} finally {", |script| script.line("Remove-CimSession $session"));
    script.line("}");
    script.block(&format!("if ($model -notlike {}) {{", quote(&model.pattern())), |script| {
        script.line("$others++");
        script.line("continue");
    });
    script.line("}");
}

/// The end of a `try` about `$machine`: its failure is shown and noted, and the next machine follows.
fn miss(script: &mut Writer) {
    script.block("} catch {", |script| {
        script.line("$missed += $machine");
        script.line("Write-Warning ('{0}: {1}' -f $machine, $_.Exception.Message)");
    });
    script.line("}");
}

fn report(script: &mut Writer, by_model: bool) {
    let collected = script.said("collect-script-collected", &["count", "file"]);
    script.block("if ($collected -gt 0) {", |script| {
        script.line(&format!("Write-Host ({collected} -f $collected, $outputFile)"));
    });
    script.line("}");
    if by_model {
        let others = script.said("collect-script-other-models", &["count"]);
        script.line(&format!("Write-Host ({others} -f $others)"));
    }
    let missed = script.said("collect-script-missed", &["count", "file"]);
    script.block("if ($missed.Count -gt 0) {", |script| {
        script.line("Set-Content -LiteralPath $missedFile -Value $missed -Encoding UTF8");
        script.line(&format!("Write-Warning ({missed} -f $missed.Count, $missedFile)"));
    });
    script.line("}");
}
