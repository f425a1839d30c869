//! What a hardware hash says, in plain groups.

use hardware_hash::{HardwareHash, OsType, TextField};
use messages::Messages;

use crate::format;

/// A group of facts: the id of its heading, and for each fact the id of its name and its value.
pub struct FactGroup {
    /// The message with its heading.
    pub title: &'static str,
    /// The message with each fact's name, and its value.
    pub facts: Vec<(&'static str, String)>,
}

struct Facts<'a> {
    hash: &'a HardwareHash,
    found: Vec<(&'static str, String)>,
}

impl Facts<'_> {
    fn add(&mut self, label: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.found.push((label, value));
        }
    }

    fn texts(&mut self, label: &'static str, fields: &[TextField]) {
        let values: Vec<_> = fields.iter().filter_map(|field| self.hash.value(*field)).collect();
        self.add(label, values.join(" "));
    }
}

fn group(title: &'static str, hash: &HardwareHash, fill: impl FnOnce(&mut Facts)) -> Option<FactGroup> {
    let mut facts = Facts { hash, found: Vec::new() };
    fill(&mut facts);
    (!facts.found.is_empty()).then_some(FactGroup { title, facts: facts.found })
}

/// The groups that the hash has something for.
#[must_use]
pub fn hash_facts(hash: &HardwareHash, messages: &Messages) -> Vec<FactGroup> {
    let language = messages.language();
    let bytes = |size| format::bytes(language, size);
    let says = |present| messages.text(if present { "hash-present" } else { "hash-absent" }, &[]);
    let groups = [
        group("hash-group-device", hash, |facts| {
            facts.texts("hash-serial", &[TextField::Serial]);
            facts.texts("hash-manufacturer", &[TextField::Manufacturer]);
            facts.texts("hash-model", &[TextField::Model]);
            facts.texts("hash-sku", &[TextField::Sku]);
            facts.texts("hash-family", &[TextField::Family]);
            facts.texts("hash-version", &[TextField::SystemVersion]);
            facts.add("hash-uuid", hash.uuid().map(|uuid| uuid.to_string()).unwrap_or_default());
            let board = [TextField::BoardManufacturer, TextField::BoardModel, TextField::BoardVersion];
            facts.texts("hash-board", &board);
            facts.texts("hash-firmware", &[TextField::FirmwareVendor]);
            facts.add(
                "hash-chassis",
                hash.enclosure().map(|enclosure| enclosure.chassis.to_string()).unwrap_or_default(),
            );
        }),
        group("hash-group-processor", hash, |facts| {
            facts.texts("hash-processor", &[TextField::ProcessorBrand]);
            if let Some(processor) = hash.processor() {
                facts.add("hash-cores", format!("{} / {}", processor.cores, processor.threads));
            }
            facts.add(
                "hash-memory",
                hash.memory().map(|memory| bytes(memory.installed_bytes)).unwrap_or_default(),
            );
        }),
        group("hash-group-storage", hash, |facts| {
            for disk in hash.disks() {
                facts.add("hash-disk", format!("{} {}", bytes(disk.capacity_bytes), disk.bus));
            }
            let name = |disk: hardware_hash::DiskName| {
                format!("{} {} ({})", disk.vendor(), disk.product(), disk.serial())
            };
            for disk in hash.disk_names().filter(|disk| !disk.is_blank()) {
                facts.add("hash-disk-name", name(disk).trim());
            }
            if let Some(disk) = hash.system_disk().filter(|disk| !disk.is_blank()) {
                facts.add("hash-system-disk", name(disk).trim());
            }
        }),
        group("hash-group-network", hash, |facts| {
            for adapter in hash.network_adapters() {
                facts.add("hash-network-adapter", format!("{} ({})", adapter.mac, adapter.medium));
            }
        }),
        group("hash-group-display", hash, |facts| {
            for display in hash.displays() {
                let size = display.width_mm.zip(display.height_mm).map(|(w, h)| format!("{w} × {h} mm"));
                let pixels = display.width_px.zip(display.height_px).map(|(w, h)| format!("{w} × {h} px"));
                facts
                    .add("hash-display", [size, pixels].into_iter().flatten().collect::<Vec<_>>().join(", "));
            }
            for graphics in hash.graphics_names() {
                facts.add("hash-graphics", graphics.name());
            }
            for memory in hash.graphics_memory() {
                facts.add("hash-graphics-memory", bytes(memory.dedicated_video_bytes));
            }
        }),
        group("hash-group-security", hash, |facts| {
            let tpm = hash.tpm().map(|tpm| {
                [tpm.version, tpm.vendor, tpm.firmware].into_iter().flatten().collect::<Vec<_>>().join(", ")
            });
            facts.add("hash-tpm", tpm.unwrap_or_else(|| says(false)));
            facts.add(
                "hash-tpm-key",
                says(hash.endorsement_key().is_some_and(hardware_hash::EndorsementKey::is_usable)),
            );
            facts.texts("hash-product-key-id", &[TextField::ProductKeyId]);
            facts.texts("hash-product-key-part", &[TextField::ProductKeyPart]);
        }),
        group("hash-group-capture", hash, |facts| {
            if let Some(capture) = hash.capture() {
                facts.add("hash-captured", format::moment(language, capture.unix()));
                facts.add("hash-windows", format!("{} ({})", capture.os_version, capture.architecture));
                facts.add("hash-tool", capture.tool_version.to_string());
                let environment = match capture.os_type {
                    OsType::WindowsPe => messages.text("hash-environment-pe", &[]),
                    OsType::Windows => messages.text("hash-environment-full", &[]),
                    other @ OsType::Other(_) => other.to_string(),
                };
                facts.add("hash-environment", environment);
            }
            facts.texts("hash-locale", &[TextField::Locale]);
            let unknown: Vec<String> = hash.unknown_records().map(|record| record.tag.to_string()).collect();
            facts.add("hash-unknown-records", unknown.join(", "));
        }),
    ];
    groups.into_iter().flatten().collect()
}
