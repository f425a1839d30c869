//! A hash for people: plain groups of labels and values.

use hardware_hash::{Capture, Disk, Display, HardwareHash, OsType, TextField};

use crate::voice::{Voice, moment};

const GIBIBYTE: u64 = 1 << 30;
const MEBIBYTE: u64 = 1 << 20;

/// A group: the id of its heading, and lines of the id of a label and a value.
pub struct Group {
    /// The id of its heading.
    pub heading: &'static str,
    /// Labels, by their ids, and values.
    pub lines: Vec<(&'static str, String)>,
}

/// What a hash says, in groups; what it does not say is left out.
pub fn groups(hash: &HardwareHash, voice: &Voice) -> Vec<Group> {
    let groups = [
        ("hash-group-device", device(hash)),
        ("hash-group-processor", processor(hash)),
        ("hash-group-storage", storage(hash)),
        ("hash-group-network", network(hash)),
        ("hash-group-display", display(hash)),
        ("hash-group-security", security(hash, voice)),
        ("hash-group-capture", capture(hash, voice)),
    ];
    groups
        .into_iter()
        .map(|(heading, lines)| Group { heading, lines })
        .filter(|group| !group.lines.is_empty())
        .collect()
}

type Lines = Vec<(&'static str, String)>;

/// The texts that are there, each under its label.
fn texts(hash: &HardwareHash, fields: &[(&'static str, TextField)]) -> Lines {
    let line = |&(label, field)| Some((label, hash.value(field)?.into_owned()));
    fields.iter().filter_map(line).collect()
}

/// The texts that are there, one after another; `None` if there is none.
fn joined(hash: &HardwareHash, fields: &[TextField]) -> Option<String> {
    let texts: Vec<_> = fields.iter().filter_map(|&field| hash.value(field)).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

fn device(hash: &HardwareHash) -> Lines {
    let mut lines = texts(
        hash,
        &[
            ("hash-serial", TextField::Serial),
            ("hash-manufacturer", TextField::Manufacturer),
            ("hash-model", TextField::Model),
            ("hash-sku", TextField::Sku),
            ("hash-family", TextField::Family),
            ("hash-version", TextField::SystemVersion),
        ],
    );
    lines.extend(hash.uuid().map(|uuid| ("hash-uuid", uuid.to_string())));
    let board = [TextField::BoardManufacturer, TextField::BoardModel, TextField::BoardVersion];
    lines.extend(joined(hash, &board).map(|board| ("hash-board", board)));
    lines.extend(texts(hash, &[("hash-firmware", TextField::FirmwareVendor)]));
    lines.extend(
        hash.enclosure()
            .map(|enclosure| ("hash-chassis", format!("{}, {}", enclosure.chassis, enclosure.power_role))),
    );
    lines
}

fn processor(hash: &HardwareHash) -> Lines {
    let mut lines = texts(hash, &[("hash-processor", TextField::ProcessorBrand)]);
    lines.extend(hash.processor().map(|processor| {
        let (cores, threads) = (processor.cores, processor.threads);
        ("hash-cores", format!("{cores} / {threads} ({})", processor.architecture))
    }));
    lines.extend(hash.memory().map(|memory| {
        let installed = memory.installed_bytes / GIBIBYTE;
        let maximum = memory.maximum_bytes / GIBIBYTE;
        ("hash-memory", format!("{installed} / {maximum} GiB, ECC: {}", memory.error_correction))
    }));
    lines
}

fn storage(hash: &HardwareHash) -> Lines {
    let disk = |disk: Disk| {
        let media = if disk.is_rotating() { "HDD" } else { "SSD" };
        ("hash-disk", format!("{} GiB, {} {media}", disk.capacity_bytes / GIBIBYTE, disk.bus))
    };
    let name = |name: hardware_hash::DiskName| {
        let parts = [name.vendor(), name.product(), name.serial()];
        let parts: Vec<&str> = parts.iter().map(|part| &**part).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let mut lines: Lines = hash.disks().map(disk).collect();
    lines.extend(hash.disk_names().filter(|of| !of.is_blank()).map(|of| ("hash-disk", name(of))));
    lines.extend(hash.system_disk().filter(|of| !of.is_blank()).map(|of| ("hash-system-disk", name(of))));
    lines
}

fn network(hash: &HardwareHash) -> Lines {
    let adapters = hash.network_adapters();
    adapters
        .map(|adapter| {
            ("hash-network-adapter", format!("{} ({}, {})", adapter.mac, adapter.medium, adapter.bus))
        })
        .collect()
}

fn display(hash: &HardwareHash) -> Lines {
    let mut lines: Lines = hash.displays().map(|display| ("hash-display", picture(display))).collect();
    lines.extend(hash.graphics_names().map(|of| ("hash-graphics", adapter(&of.vendor(), &of.name()))));
    lines.extend(
        hash.graphics_memory()
            .map(|memory| ("hash-graphics", format!("{} MiB", memory.dedicated_video_bytes / MEBIBYTE))),
    );
    lines
}

/// Names mostly start with the vendor.
fn adapter(vendor: &str, name: &str) -> String {
    if name.starts_with(vendor) { name.to_owned() } else { format!("{vendor} {name}") }
}

fn picture(display: Display) -> String {
    let mut parts = Vec::new();
    if let (Some(width), Some(height)) = (display.width_px, display.height_px) {
        parts.push(format!("{width} × {height}"));
    }
    if let (Some(width), Some(height)) = (display.width_mm, display.height_mm) {
        parts.push(format!("{width} × {height} mm"));
    }
    parts.push(display.output.to_string());
    parts.join(", ")
}

fn security(hash: &HardwareHash, voice: &Voice) -> Lines {
    let absent = || voice.text("hash-absent", &[]);
    let tpm = hash.tpm().map_or_else(absent, |tpm| tpm.text.to_string());
    let key = hash.endorsement_key().map_or_else(absent, |key| format!("SHA-256 {}", hex(&key.digest())));
    let mut lines = vec![("hash-tpm", tpm), ("hash-tpm-key", key)];
    lines.extend(texts(
        hash,
        &[
            ("hash-product-key-id", TextField::ProductKeyId),
            ("hash-product-key-part", TextField::ProductKeyPart),
        ],
    ));
    lines
}

fn capture(hash: &HardwareHash, voice: &Voice) -> Lines {
    let mut lines = Lines::new();
    if let Some(capture) = hash.capture() {
        lines.push(("hash-captured", captured(capture)));
        lines.push(("hash-windows", format!("{} ({})", capture.os_version, capture.architecture)));
        lines.push(("hash-tool", capture.tool_version.to_string()));
        lines.push((
            "hash-environment",
            match capture.os_type {
                OsType::Windows => voice.text("hash-environment-full", &[]),
                OsType::WindowsPe => voice.text("hash-environment-pe", &[]),
                other @ OsType::Other(_) => other.to_string(),
            },
        ));
    }
    lines.extend(texts(hash, &[("hash-locale", TextField::Locale)]));
    let unknown: Vec<String> =
        hash.unknown_records().map(|record| format!("{} ({} B)", record.tag, record.payload.len())).collect();
    if !unknown.is_empty() {
        lines.push(("hash-unknown-records", unknown.join(", ")));
    }
    lines
}

/// The moment, and what the device's clock showed beside it.
fn captured(capture: Capture) -> String {
    let moment = moment(capture.unix());
    match capture.utc_offset_minutes() {
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
            format!("{moment} (UTC{sign}{hours:02}:{minutes:02})")
        }
        None => moment,
    }
}

/// Bytes as lowercase digits.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])).collect()
}
