//! `muster merge`: one clean set from many files, as files that a portal takes.

mod account;
mod destination;
mod earlier;
mod report;
mod staging;

use device_csv::{Export, Part, export};

use crate::args::MergeArgs;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::intake::{Intake, Keep, take_in};
use crate::outcome::Outcome;
use crate::terminal;
use crate::voice::Voice;
use destination::Destination;
use staging::Staging;

/// Reads the files, writes what can be written, and says what was and what was not.
pub fn run(args: &MergeArgs, voice: &Voice) -> Outcome {
    let mut intake = take_in(Inputs::of(&args.files.files), args.rules.context(), Keep::Bytes);
    let mut outcome = terminal::say_failures(voice, &intake.failures);
    if args.apply_fixes {
        account::fixed(intake.set.apply_safe_fixes(), voice);
    }
    let export = export(&intake.set, args.rules.target.into(), intake.set.devices());
    let destinations = match write(args, &mut intake, &export, voice) {
        Ok(destinations) => destinations,
        Err(failure) => return terminal::say_failure(voice, &failure),
    };
    outcome = outcome.max(account::give(&intake.set, &export, &destinations, voice));
    outcome
}

/// Writes everything, or, where something can't be, nothing.
fn write(
    args: &MergeArgs,
    intake: &mut Intake,
    export: &Export,
    voice: &Voice,
) -> Result<Vec<Destination>, Failure> {
    let names: Vec<&str> = export.files.iter().map(|file| file.name.as_str()).collect();
    let destinations = destination::of(&args.output, &names)?;
    earlier::look(&args.output, &destinations, args.report.as_deref(), &intake.named)?;
    let mut staging = Staging::new(&intake.named);
    for (file, destination) in export.files.iter().zip(&destinations) {
        staging.add(destination, &file.parts, &intake.set, &mut intake.sources)?;
    }
    if let Some(path) = &args.report {
        let parts: Vec<Part> = report::parts(path, &intake.set, voice);
        staging.add(&Destination::of_report(path), &parts, &intake.set, &mut intake.sources)?;
    }
    staging.publish()?;
    Ok(destinations)
}
