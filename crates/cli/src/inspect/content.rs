//! What a hash says, as JSON: see `docs/inspect-json.md`.

use std::borrow::Cow;

use device_csv::rfc3339;
use hardware_hash::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, GraphicsMemory, HardwareHash, Identity, Memory,
    NetworkAdapter, Processor, TextField, Tpm,
};
use serde::Serialize;

use super::sheet::hex;

/// What a hash says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    identity: Option<IdentityJson>,
    serial: Option<String>,
    manufacturer: Option<String>,
    model: Option<String>,
    sku: Option<String>,
    family: Option<String>,
    system_version: Option<String>,
    uuid: Option<String>,
    board_manufacturer: Option<String>,
    board_model: Option<String>,
    board_version: Option<String>,
    firmware_vendor: Option<String>,
    chassis: Option<String>,
    power_role: Option<String>,
    processor_vendor: Option<String>,
    processor_name: Option<String>,
    processor_mhz: Option<u32>,
    processor: Option<ProcessorJson>,
    core_classes: Vec<CoreClassJson>,
    memory: Option<MemoryJson>,
    disks: Vec<DiskJson>,
    disk_names: Vec<DiskNameJson>,
    system_disk: Option<DiskNameJson>,
    network_adapters: Vec<NetworkAdapterJson>,
    displays: Vec<DisplayJson>,
    display_sizes: Vec<DisplaySizeJson>,
    graphics: Vec<GraphicsJson>,
    graphics_memory: Vec<GraphicsMemoryJson>,
    tpm: Option<TpmJson>,
    endorsement_key_sha256: Option<String>,
    offline_device_id_matches: Option<bool>,
    product_key_id: Option<String>,
    product_key_part: Option<String>,
    capture: Option<CaptureJson>,
    locale: Option<String>,
    other_records: Vec<RecordJson>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum IdentityJson {
    EndorsementKey { sha256: String },
    Firmware { uuid: String, serial: String, manufacturer: String },
}

#[derive(Serialize)]
struct ProcessorJson {
    architecture: String,
    packages: u16,
    cores: u16,
    threads: u16,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CoreClassJson {
    efficiency_class: u8,
    cores: u16,
    threads: u16,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MemoryJson {
    installed_bytes: u64,
    maximum_bytes: u64,
    slots: u16,
    error_correction: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DiskJson {
    capacity_bytes: u64,
    bus: String,
    rotating: bool,
}

#[derive(Serialize)]
struct DiskNameJson {
    serial: String,
    product: String,
    vendor: String,
}

#[derive(Serialize)]
struct NetworkAdapterJson {
    mac: String,
    medium: String,
    bus: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DisplayJson {
    width_px: Option<u16>,
    height_px: Option<u16>,
    width_mm: Option<u16>,
    height_mm: Option<u16>,
    output: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DisplaySizeJson {
    width_mm: Option<u32>,
    height_mm: Option<u32>,
}

#[derive(Serialize)]
struct GraphicsJson {
    vendor: String,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GraphicsMemoryJson {
    dedicated_video_bytes: u64,
    dedicated_system_bytes: u64,
}

#[derive(Serialize)]
struct TpmJson {
    text: String,
    version: Option<String>,
    vendor: Option<String>,
    firmware: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CaptureJson {
    captured: String,
    utc_offset_minutes: Option<i16>,
    os_version: String,
    os_type: String,
    architecture: String,
    tool_version: String,
}

#[derive(Serialize)]
struct RecordJson {
    tag: u16,
    bytes: usize,
}

impl Content {
    pub fn of(hash: &HardwareHash) -> Content {
        let text = |field| hash.value(field).map(Cow::into_owned);
        Content {
            identity: hash.identity().map(identity),
            serial: text(TextField::Serial),
            manufacturer: text(TextField::Manufacturer),
            model: text(TextField::Model),
            sku: text(TextField::Sku),
            family: text(TextField::Family),
            system_version: text(TextField::SystemVersion),
            uuid: hash.uuid().map(|uuid| uuid.to_string()),
            board_manufacturer: text(TextField::BoardManufacturer),
            board_model: text(TextField::BoardModel),
            board_version: text(TextField::BoardVersion),
            firmware_vendor: text(TextField::FirmwareVendor),
            chassis: hash.enclosure().map(|enclosure| enclosure.chassis.to_string()),
            power_role: hash.enclosure().map(|enclosure| enclosure.power_role.to_string()),
            processor_vendor: text(TextField::ProcessorVendor),
            processor_name: text(TextField::ProcessorBrand),
            processor_mhz: hash.named_clock_mhz(),
            processor: hash.processor().map(processor),
            core_classes: hash.core_classes().into_iter().map(core_class).collect(),
            memory: hash.memory().map(memory),
            disks: hash.disks().map(disk).collect(),
            disk_names: hash.disk_names().map(disk_name).collect(),
            system_disk: hash.system_disk().map(disk_name),
            network_adapters: hash.network_adapters().map(network_adapter).collect(),
            displays: hash.displays().map(display).collect(),
            display_sizes: hash.display_sizes().map(display_size).collect(),
            graphics: hash
                .graphics_names()
                .map(|name| GraphicsJson { vendor: name.vendor(), name: name.name() })
                .collect(),
            graphics_memory: hash.graphics_memory().map(graphics_memory).collect(),
            tpm: hash.tpm().map(tpm),
            endorsement_key_sha256: hash.endorsement_key().map(|key| hex(&key.digest())),
            offline_device_id_matches: hash.device_id_matches_key(),
            product_key_id: text(TextField::ProductKeyId),
            product_key_part: text(TextField::ProductKeyPart),
            capture: hash.capture().map(capture),
            locale: text(TextField::Locale),
            other_records: hash
                .unknown_records()
                .map(|record| RecordJson { tag: record.tag, bytes: record.payload.len() })
                .collect(),
        }
    }
}

fn identity(identity: Identity) -> IdentityJson {
    match identity {
        Identity::EndorsementKey(digest) => IdentityJson::EndorsementKey { sha256: hex(&digest) },
        Identity::Firmware { uuid, serial, manufacturer } => {
            IdentityJson::Firmware { uuid: uuid.to_string(), serial, manufacturer }
        }
    }
}

fn processor(processor: Processor) -> ProcessorJson {
    ProcessorJson {
        architecture: processor.architecture.to_string(),
        packages: processor.packages,
        cores: processor.cores,
        threads: processor.threads,
    }
}

fn core_class(class: CoreClass) -> CoreClassJson {
    CoreClassJson { efficiency_class: class.efficiency_class, cores: class.cores, threads: class.threads }
}

fn memory(memory: Memory) -> MemoryJson {
    MemoryJson {
        installed_bytes: memory.installed_bytes,
        maximum_bytes: memory.maximum_bytes,
        slots: memory.slots,
        error_correction: memory.error_correction.to_string(),
    }
}

fn disk(disk: Disk) -> DiskJson {
    DiskJson { capacity_bytes: disk.capacity_bytes, bus: disk.bus.to_string(), rotating: disk.is_rotating() }
}

fn disk_name(name: DiskName) -> DiskNameJson {
    DiskNameJson {
        serial: name.serial().into_owned(),
        product: name.product().into_owned(),
        vendor: name.vendor().into_owned(),
    }
}

fn network_adapter(adapter: NetworkAdapter) -> NetworkAdapterJson {
    NetworkAdapterJson {
        mac: adapter.mac.to_string(),
        medium: adapter.medium.to_string(),
        bus: adapter.bus.to_string(),
    }
}

fn display(display: Display) -> DisplayJson {
    DisplayJson {
        width_px: display.width_px,
        height_px: display.height_px,
        width_mm: display.width_mm,
        height_mm: display.height_mm,
        output: display.output.to_string(),
    }
}

fn display_size(size: DisplaySize) -> DisplaySizeJson {
    DisplaySizeJson { width_mm: size.width_mm, height_mm: size.height_mm }
}

fn graphics_memory(memory: GraphicsMemory) -> GraphicsMemoryJson {
    GraphicsMemoryJson {
        dedicated_video_bytes: memory.dedicated_video_bytes,
        dedicated_system_bytes: memory.dedicated_system_bytes,
    }
}

fn tpm(tpm: Tpm) -> TpmJson {
    TpmJson { text: tpm.text.to_string(), version: tpm.version, vendor: tpm.vendor, firmware: tpm.firmware }
}

fn capture(capture: Capture) -> CaptureJson {
    CaptureJson {
        captured: rfc3339(capture.unix()),
        utc_offset_minutes: capture.utc_offset_minutes(),
        os_version: capture.os_version.to_string(),
        os_type: capture.os_type.to_string(),
        architecture: capture.architecture.to_string(),
        tool_version: capture.tool_version.to_string(),
    }
}
