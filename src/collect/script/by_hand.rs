//! The script that is run on each device.

use messages::Messages;

use super::{Writer, common};
use crate::collect::ByHand;

/// Writes it.
pub(in crate::collect) fn write(values: &ByHand, messages: &Messages) -> String {
    common::script(Writer::new(messages), "collect-script-hand-title", |script| {
        common::need_administrator(script);
        common::make_folder(script, &values.folder);
        script.line(&format!("$outputFile = Join-Path $folder {}", common::NAME_OF_FILE));
        script.line("");
        common::install(script);
        script.comment("collect-script-collect");
        script.line(&format!(
            "& $tool -OutputFile $outputFile{}",
            common::group_tag(values.group_tag.as_ref())
        ));
        let done = script.said("collect-script-saved", &["file"]);
        script.line(&format!("Write-Host ({done} -f $outputFile)"));
    })
}
