//! The index of the samples.

use super::Sample;

/// A page that says what each sample is there for.
pub fn markdown(samples: &[Sample]) -> String {
    let rows: Vec<String> = samples.iter().map(row).collect();
    format!(
        "# Samples\n\n\
         Made-up files: no device in them exists. Drop one, or the whole folder, on the page *Check & merge*, or give \
         them to `muster check`. `cargo xtask samples` writes them again, byte for byte the same.\n\n\
         | File | What it shows | Diagnostics |\n|---|---|---|\n{}",
        rows.concat()
    )
}

fn row(sample: &Sample) -> String {
    let paths: Vec<String> = sample.files.iter().map(|(path, _)| format!("`{path}`")).collect();
    format!("| {} | {} | {} |\n", paths.join("<br>"), sample.about, sample.shows.join(", "))
}
