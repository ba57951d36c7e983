//! Lists `locales/{vi,en}/*.ftl` into the crate, so that a new file of messages is picked up without
//! touching Rust. Reads nothing else; never checks messages (the tests do).

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    // Asked while running: where this was compiled may be another checkout, whose build folder was copied.
    let room = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo gives CARGO_MANIFEST_DIR")?;
    let locales = Path::new(&room).join("../../locales").canonicalize()?;
    let mut code = String::new();
    for (folder, constant) in [("vi", "VIETNAMESE"), ("en", "ENGLISH")] {
        let directory = locales.join(folder);
        rerun_if_changed(&directory);
        writeln!(code, "const {constant}: &[(&str, &str)] = &[")?;
        for name in message_files(&directory)? {
            let path = directory.join(&name);
            rerun_if_changed(&path);
            writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
        }
        writeln!(code, "];")?;
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR to a build script")?;
    fs::write(Path::new(&out).join("locales.rs"), code)?;
    Ok(())
}

/// The names of the `.ftl` files of one language, in order.
fn message_files(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl")
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// How a build script speaks to cargo.
fn rerun_if_changed(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}
