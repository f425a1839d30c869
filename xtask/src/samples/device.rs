//! Made-up devices.

use hardware_hash::{Builder, Capture, Record, TextField};

/// 2026-10-01T08:00:00Z. Each device is captured a minute after the one before.
const FIRST_CAPTURE: i64 = 1_790_841_600;

/// Makers and models that don't exist, so that the summary by model has something to show.
const MODELS: [(&str, &str); 4] = [
    ("Contoso", "Contoso Book 1"),
    ("Contoso", "Contoso Book 2"),
    ("Contoso", "Contoso Desk 1"),
    ("Fabrikam", "Fabrikam Slate"),
];

/// A device by its number, with everything that a hash can have.
pub fn device(number: u32) -> Builder {
    let (manufacturer, model) = MODELS[number as usize % MODELS.len()];
    let builder =
        Builder::made_up(number).text(TextField::Manufacturer, manufacturer).text(TextField::Model, model);
    recaptured(&builder, |capture| {
        capture.seconds_since_2000 =
            Capture::seconds_from_unix(FIRST_CAPTURE + i64::from(number % 10_000) * 60);
    })
}

/// The same device, captured otherwise.
pub fn recaptured(builder: &Builder, change: impl FnOnce(&mut Capture)) -> Builder {
    let hash = builder.build().expect("made-up devices fit");
    let mut capture = hash.capture().expect("made-up devices say when they were captured");
    change(&mut capture);
    builder.clone().set(&Record::Capture(capture))
}

/// The serial of a device by its number.
pub fn serial(number: u32) -> String {
    format!("TEST-{number:07}")
}

/// The hash as text.
pub fn text(builder: &Builder) -> String {
    builder.build().expect("made-up devices fit").to_text()
}

/// The hash of a device by its number, as text.
pub fn hash(number: u32) -> String {
    text(&device(number))
}

/// The hash of a device whose firmware has another serial.
pub fn hash_with_serial(number: u32, serial: &str) -> String {
    text(&device(number).text(TextField::Serial, serial))
}

/// A virtual machine, with commas in manufacturer and model.
pub fn virtual_machine(number: u32) -> Builder {
    device(number).text(TextField::Manufacturer, "VMware, Inc.").text(TextField::Model, "VMware20,1")
}
