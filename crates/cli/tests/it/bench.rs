//! A folder with made-up files, and the program running in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hardware_hash::Builder;
use serde_json::Value;
use tempfile::TempDir;

/// The present in the tests: 2025-06-15T15:06:40Z.
const NOW: &str = "1750000000";

/// The header of Intune's file with its optional columns.
pub const HEADER: &str = "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User";

/// A folder with made-up files, gone after the test.
pub struct Bench(TempDir);

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Bench {
    pub fn new() -> Bench {
        Bench(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders that it is in.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Bench {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Writes a ZIP of files.
    pub fn zip(&self, name: &str, members: &[(&str, &[u8])]) -> &Bench {
        self.file(name, zip(members))
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program, in this folder, knowing nothing of the language and the clock around it.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        command.args(args).current_dir(self.0.path()).env("SOURCE_DATE_EPOCH", NOW);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        finish(&mut self.command(args), b"")
    }

    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        finish(&mut self.command(args), input)
    }
}

/// Runs a program to its end.
pub fn finish(command: &mut Command, input: &[u8]) -> Ran {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // The program may end without having read all of it.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    });
    Ran {
        status: output.status.code().expect("the program ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The rules that the JSON of a check names, in order.
    pub fn rules(&self) -> Vec<String> {
        let json = self.json();
        let diagnostics = json["diagnostics"].as_array().unwrap().clone();
        diagnostics.iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
    }
}

/// The hash of a made-up device.
pub fn hash(number: u32) -> String {
    Builder::made_up(number).build().unwrap().to_text()
}

/// The serial of a made-up device.
pub fn serial(number: u32) -> String {
    format!("TEST-{number:07}")
}

/// A file of made-up devices as the collection script writes it.
pub fn csv(numbers: impl IntoIterator<Item = u32>) -> String {
    let header = ["Device Serial Number,Windows Product ID,Hardware Hash".to_owned()];
    let rows = numbers.into_iter().map(|number| format!("{},,{}", serial(number), hash(number)));
    header.into_iter().chain(rows).flat_map(|line| [line, "\r\n".to_owned()]).collect()
}

/// A row with group tag and user.
pub fn row(number: u32, group_tag: &str, user: &str) -> String {
    format!("{},,{},{group_tag},{user}\r\n", serial(number), hash(number))
}

/// Text as Windows PowerShell writes it.
pub fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A ZIP of files.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The document of the project's `docs` folder.
pub fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
